"""Romanisation, labelled by scheme, and the key that names are compared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.normalise.romanise import match_key, romanise


@pytest.mark.parametrize(
    ("text", "language", "latin"),
    [
        ("Сергей Шойгу", "ru", "Sergei Shoigu"),
        ("Евгений Пригожин", "ru", "Yevgeny Prigozhin"),
        ("Хрущёв", "ru", "Khrushchev"),
        ("ПУТИН", "ru", "PUTIN"),
        ("Володимир Зеленський", "uk", "Volodymyr Zelenskyi"),
        ("Згурський", "uk", "Zghurskyi"),
        ("Юрій Їжакевич", "uk", "Yurii Yizhakevych"),
        ("Мар'яна", "uk", "Mariana"),
        ("Аляксандр Лукашэнка", "be", "Alyaksandr Lukashenka"),
        ("Щърбан", "bg", "Shtarban"),
        ("Жељко Ђинђић", "sr", "Željko Đinđić"),
        ("Βλαντίμιρ Πούτιν", "el", "Vlantimir Poutin"),
        ("Բաբայան", "hy", "Babayan"),
        ("ლომია", "ka", "lomia"),
        ("习近平", "zh", "xi jin ping"),
        ("朱镕基", "zh", "zhu rong ji"),
        ("夏奇", "zh", "xia qi"),
        ("弗拉基米尔·普京", "zh", "fu la ji mi er·pu jing"),
    ],
)
def test_a_name_is_romanised_by_the_scheme_of_its_language(text: str, language: str, latin: str) -> None:
    found = romanise(text, language)
    assert found is not None
    assert found[0] == latin


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("Київ", "Ukrainian"),
        ("Васіль Быкаў", "Belarusian"),
        ("Ђинђић", "Serbian"),
        ("Крым", "Russian"),
        ("Владимир", "Cyrillic, plain letters"),
        ("بوتين", "Arabic"),
        ("普京", "Hanyu Pinyin"),
    ],
)
def test_without_a_language_the_letters_choose_the_scheme_that_is_stated(text: str, scheme: str) -> None:
    found = romanise(text)
    assert found is not None
    assert found[1].startswith(scheme)


def test_a_language_that_the_text_cannot_be_in_is_passed_over() -> None:
    found = romanise("Путин", "en")
    assert found is not None
    assert found[0] == "Putin"


@pytest.mark.parametrize("text", ["Putin", "", "2023", "ಪುತಿನ್"])
def test_what_needs_no_table_or_has_none_is_not_romanised(text: str) -> None:
    assert romanise(text) is None


@pytest.mark.parametrize(
    ("text", "language"), [("普龘京", "zh"), ("Қасым Тоқаев", "ru"), ("Путин (普京)", None), ("Ελλάδα ϗ", "el")]
)
def test_a_name_is_romanised_whole_or_not_at_all(text: str, language: str | None) -> None:
    assert romanise(text, language) is None


@pytest.mark.parametrize(
    "spellings",
    [
        ("Шойгу", "Shoigu", "Schoigu", "Shoygu", "SHOYGU"),
        ("Пригожин", "Prigozhin", "Prigožin"),
        ("Βλαντιμιρ", "Vlantimir"),
        ("Wagner", "Vagner"),
        ("Ямада", "yamada", "やまだ"),
        ("प्रिय", "pri"),
        ("Хрущев", "Chruschtschew", "Khrushchev", "Khrouchtchev"),
        ("Ельцин", "Yeltsin", "Eltsine"),
        ("Müller", "Mueller"),
        ("Ђурић", "Đurić", "Djurić"),
        ("Çiçek ğ", "Chichek g"),
        ("Wilde", "Уилде"),
        ("ทัก", "tak"),
    ],
)
def test_spellings_of_one_sound_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({match_key(spelling) for spelling in spellings}) == 1


@given(st.text(max_size=30))
def test_every_text_has_a_key_in_small_letters(text: str) -> None:
    key = match_key(text)
    assert key == key.casefold()
    assert key == " ".join(key.split())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("弗拉基米尔·普京", "fulaimer puing"),
        ("王 毅", "vang i"),
        ("ジョン", "ion"),
        ("チャールズ", "sarusu"),
        ("王毅王毅 abc", "vangivangi abk"),
        ("ウィリアム", "viriamu"),
        ("フィリップ", "firipu"),
        ("シェリー", "seri"),
    ],
)
def test_syllables_that_are_printed_together_are_one_word(text: str, key: str) -> None:
    assert match_key(text) == key


def test_a_long_word_is_spelled_to_its_end() -> None:
    found = romanise("Владимирский" * 5000, "ru")
    assert found is not None
    assert found[0] == "Vladimir" + "skiivladimir" * 4999 + "sky"
