import pytest

from regesta.normalise.fold import folded_key
from regesta.normalise.places.articles import spellings
from regesta.normalise.places.cases import nominatives, without_suffix


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
    ],
)
def test_an_arabic_name_has_more_than_one_spelling(text: str, name: str) -> None:
    assert folded_key(name) in spellings(folded_key(text))


def test_only_latin_names_are_spelt_anew() -> None:
    assert spellings("حلب") == ()
    assert spellings("") == ()
