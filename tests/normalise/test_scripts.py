"""Scripts, mixed words and repairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.normalise.scripts import (
    leading_script,
    mixed_words,
    one_spelling,
    repair,
    repair_word,
    script_of,
    tidy,
)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Putin", "Latn"),
        ("Rostov-on-Don 2", "Latn"),
        ("Путин", "Cyrl"),
        ("Πούτιν", "Grek"),
        ("بوتين", "Arab"),
        ("פוטין", "Hebr"),
        ("普京", "Hani"),
        ("プーチン", "Kana"),
        ("安倍さん", "Jpan"),
        ("푸틴", "Hang"),
        ("金正恩 김정은", "Kore"),
        ("पुतिन", "Deva"),
        ("Պուտին", "Armn"),
        ("პუტინი", "Geor"),
        ("Ｐｕｔｉｎ", "Latn"),
        ("Vladimir Путин", None),
        ("24.06.", None),
        ("", None),
    ],
)
def test_the_script_of_a_text_is_told_by_its_letters(text: str, script: str | None) -> None:
    assert script_of(text) == script


def test_the_leading_script_is_the_one_of_most_letters() -> None:
    assert leading_script("Vladimir Путин") == "Latn"
    assert leading_script("7") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vlаdimir Putin", ("Vlаdimir",)),
        ("IT-армия", ()),
        ("BMW'шник", ()),
        ("С-300", ()),
        ("Vladimir Путин", ()),
        ("東京タワー", ()),
    ],
)
def test_a_word_is_mixed_only_within_a_run_of_letters(text: str, words: tuple[str, ...]) -> None:
    assert mixed_words(text) == words


@pytest.mark.parametrize(
    ("word", "around", "expected"),
    [
        ("Vlаdimir", None, "Vladimir"),  # Cyrillic а
        ("Пригoжин", None, "Пригожин"),  # Latin o
        ("Ρutin", None, "Putin"),  # Greek rho
        ("Рoсa", None, None),  # all letters have doubles
        ("Рoсa", "Cyrl", "Роса"),
        ("Рoсa", "Latn", "Poca"),
        ("Zоя", None, None),  # я has no double in Latin, Z none in Cyrillic
    ],
)
def test_look_alike_letters_are_put_right_only_where_one_reading_is_left(
    word: str, around: str | None, expected: str | None
) -> None:
    assert repair_word(word, around) == expected


@pytest.mark.parametrize(
    ("text", "expected", "codes"),
    [
        ("Vladimir  Putin", "Vladimir Putin", []),
        ("“Wagnerites”", "Wagnerites", ["N304"]),
        ("«Вагнер»", "Вагнер", ["N304"]),
        ("“Wagnerites", "Wagnerites", ["N304"]),
        ("O’Neill", "O'Neill", ["N304"]),
        ("Santanche'", "Santanche'", []),
        ("Влади́мир", "Владимир", ["N304"]),
        ("Ќосев", "Ќосев", []),  # an acute that belongs to the letter
        ("Vladi\u00admir", "Vladimir", ["N304"]),
        ("می\u200cخواهم", "می\u200cخواهم", []),  # Persian needs it
        ("Vlаdimir Putin", "Vladimir Putin", ["N303", "N304"]),
        ("Zоя Iv", "Zоя Iv", ["N303"]),
    ],
)
def test_each_repair_is_flagged(text: str, expected: str, codes: list[str]) -> None:
    repaired, trouble = repair(text)
    assert repaired == expected
    assert [diagnostic.code for diagnostic in trouble] == codes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("قُتِلَ", "قتل", id="harakat"),
        pytest.param("الخرطــوم", "الخرطوم", id="tatweel"),
        pytest.param("إبراهيم أحمد آدم", "ابراهيم احمد ادم", id="alef"),
        pytest.param("مصطفى", "مصطفي", id="alef-maqsura"),
        pytest.param("فاطمة", "فاطمه", id="teh-marbuta"),
        pytest.param("کیان", "كيان", id="persian-and-arabic-letters"),
        pytest.param("لاہور", "لاهور", id="urdu-heh"),
        pytest.param("هۀ", "هه", id="heh-with-hamza"),
        pytest.param("دست\u200cکم", "دست کم", id="joiner"),
        pytest.param("علي\u200f", "علي", id="mark-of-direction"),
        pytest.param("٢٬٥٠٠٫٥", "۲٬۵۰۰٫۵", id="digits"),
        pytest.param("שָׁלוֹם", "שלום", id="niqqud"),
        pytest.param("בן\u05beדוד", "בן-דוד", id="maqaf"),
        pytest.param("ג׳ורג׳", "ג'ורג'", id="geresh"),
    ],
)
def test_spellings_of_one_word_compare_alike(one: str, other: str) -> None:
    assert one_spelling(one) == one_spelling(other)


@pytest.mark.parametrize("text", ["", "A-b", "naïve", "Путин", "प्रधान", "दे\u200cश", "ٹرمپ", "שלום", "باب", "حاج"])
def test_what_has_one_spelling_keeps_it(text: str) -> None:
    assert one_spelling(text) == text


@given(
    st.text(max_size=30) | st.text("\u05d0\u05b8\u0623\u0649\u06cc\u0640\u064b\u0629\u200c\u0663\u06f3 a", max_size=12)
)
def test_one_spelling_is_not_spelt_anew(text: str) -> None:
    assert one_spelling(one_spelling(text)) == one_spelling(text)


@given(st.text(max_size=30))
def test_a_repaired_name_needs_no_second_repair_of_its_letters(text: str) -> None:
    repaired, _ = repair(text)
    assert tidy(repaired) == repaired
    assert not [d for d in repair(repaired)[1] if d.code == "N304" and "look-alike" in d.message]
