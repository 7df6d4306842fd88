from itertools import chain

import pytest

from regesta.normalise.fold import folded_key
from regesta.normalise.places.articles import spellings
from regesta.normalise.places.cases import nominatives, without_suffix
from regesta.normalise.places.letters import other_letters


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Киеве", "Киев"),
        ("Бахмутом", "Бахмут"),
        ("Москвы", "Москва"),
        ("Рязани", "Рязань"),
        ("Сумах", "Сумы"),
        ("Грозном", "Грозный"),
        ("Великом Новгороде", "Великий Новгород"),
        ("Старого Оскола", "Старый Оскол"),
        ("Ростове-на-Дону", "Ростов-на-Дону"),
        ("Сирии", "Сирия"),
        ("Львові", "Львів"),
        ("Миколаєві", "Миколаїв"),
        ("Запоріжжі", "Запоріжжя"),
        ("Донеччині", "Донеччина"),
        ("Польщі", "Польща"),
    ],
)
def test_a_name_in_another_case_may_be_of_its_nominative(text: str, name: str) -> None:
    assert folded_key(name) in nominatives(folded_key(text))


@pytest.mark.parametrize("text", ["kyiv", "", "北京", "ом"])
def test_other_scripts_and_scraps_have_no_cases(text: str) -> None:
    assert nominatives(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ankara'da", "Ankara"),
        ("Kiev’den", "Kiev"),
        ("Suriye'nin", "Suriye"),
        ("Cox's Bazar", "Cox's Bazar"),
        ("Val d'Isère", "Val d'Isère"),
        ("Sana'a", "Sana"),
        ("", ""),
    ],
)
def test_a_turkish_ending_stands_behind_an_apostrophe(text: str, name: str) -> None:
    assert without_suffix(text) == name


def test_the_names_to_look_up_stay_few() -> None:
    assert len(nominatives(" ".join(["новое"] * 12))) < 100


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Qamishli", "Al Qamishli"),
        ("El Hasakah", "Al Hasakah"),
        ("Jisr al-Shughur", "Jisr ash Shughur"),
        ("As Suwayda", "Suwayda"),
        ("Al-Raqqa", "Ar Raqqah"),
        ("Deir al-Zor", "Deir az Zor"),
        ("Ma'arrat an Numan", "Ma'arrat al Numan"),
        ("رقة", "الرقة"),
        ("الشندي", "شندي"),
    ],
)
def test_an_arabic_name_has_more_than_one_spelling(text: str, name: str) -> None:
    assert folded_key(name) in spellings(folded_key(text))


@pytest.mark.parametrize("text", ["", "ال", "Минск", "חיפה"])
def test_a_name_without_an_article_to_take_or_add_has_no_other_spelling(text: str) -> None:
    assert spellings(folded_key(text)) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("بنغازى", "بنغازي", id="alef-maqsura"),
        pytest.param("مستشفي", "مستشفى", id="yeh"),
        pytest.param("طوبره القديمه", "طوبرة القديمة", id="teh-marbuta-without-dots"),
        pytest.param("كـــسلا", "كسلا", id="tatweel"),
        pytest.param("كيش", "کیش", id="typed-in-arabic"),
        pytest.param("کسلا", "كسلا", id="typed-in-persian"),
        pytest.param("سرگودها", "سرگودہا", id="typed-in-urdu"),
        pytest.param("أبوحمد", "ابو حمد", id="kunya-joined"),
        pytest.param("ابو حمد", "ابوحمد", id="kunya-parted"),
    ],
)
def test_a_name_in_arabic_letters_is_typed_in_more_than_one_way(text: str, name: str) -> None:
    assert folded_key(name) in chain.from_iterable(other_letters(folded_key(text)))


@pytest.mark.parametrize("text", ["", "Kassala", "Минск", "חיפה", "कराची", "٤", "باب", "امس"])
def test_what_is_typed_in_one_way_has_no_other_letters(text: str) -> None:
    assert not any(other_letters(folded_key(text)))


def test_the_keyboard_on_which_a_name_was_typed_comes_first() -> None:
    assert [keys[0] for keys in other_letters("كفري")] == ["كفرى", "کفری", "کفری"]
    assert [keys[0] for keys in other_letters("کفری")] == ["کفرى", "كفري", "کفرى"]


def test_the_letters_to_look_up_stay_few() -> None:
    assert max(map(len, other_letters(" ".join(["يه"] * 12)))) <= 30
