import pytest

from regesta.normalise.fold import folded_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ångström", "angstrom"), ("ПРИГО́ЖИН", "пригожин"), ("Жозэ́", "жозэ"), ("Straße", "STRASSE"), ("ﬁn", "fin"),
        ("שָׁלוֹם", "שלום"), ("مُحَمَّد", "محمد"), ("क़तर", "कतर"), ("Rostov‑on–Don", "rostov on don"), ("①", "1"),
        ("A\ufe0fB", "ab"), ("Ελλάς", "ελλασ"), ("كییف\u200c", "كییف"),
    ],
)  # fmt: skip
def test_accents_case_and_signs_make_no_difference(one: str, other: str) -> None:
    assert folded_key(one) == folded_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("लीमा", "लोमे"),
        ("राम", "रीमा"),
        ("ガ", "カ"),
        ("パリ", "バリ"),
        ("ปู", "ปี"),
        ("ไก่", "ไก้"),
        ("ಲಿಮಾ", "ಲೋಮ"),
        ("မိုး", "မူး"),
    ],
)
def test_vowels_and_tones_make_another_word_where_they_are_marks(one: str, other: str) -> None:
    assert folded_key(one) != folded_key(other)
    assert " " not in folded_key(one)
