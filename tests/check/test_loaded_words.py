"""Loaded words: whole words of a title, in any case, unless quoted or allowed."""

from pathlib import Path

import pytest

from regesta import validate
from regesta.loaded_words import loaded_in, read_loaded_words, shipped_loaded_words
from regesta.ready import SCHEMA

TODAY = "2026-01-15"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        pytest.param("The regime answers", ["regime"], id="a word"),
        pytest.param("BRUTAL and Heroic", ["brutal", "heroic"], id="any case, each one"),
        pytest.param("So-called ministers meet", ["so called"], id="a phrase with a hyphen"),
        pytest.param("Regimental band plays in Brave", ["brave"], id="whole words only"),
        pytest.param('Court calls it "a brutal act"', [], id="quoted"),
        pytest.param("Court calls it “a brutal act” of thugs", ["thugs"], id="quoted with typographic marks"),
        pytest.param("Rebels' heroic march", ["heroic"], id="an apostrophe is no quotation mark"),
        pytest.param("Visa regime eased", [], id="a neutral phrase"),
        pytest.param("Counter-terrorist operation regime declared", [], id="a longer neutral phrase"),
        pytest.param("A sham trial of Ahrar al-Sham", ["sham"], id="a word that is part of a name elsewhere"),
        pytest.param("Talks in Riga", [], id="nothing"),
        ("The regime arrests critics of the regime", ["regime"]),
    ],
)
def test_loaded_words_are_found_as_whole_words(title: str, words: list[str]) -> None:
    assert [word for word, _ in loaded_in(title, {})] == words


def test_every_row_that_ships_is_one_word_or_phrase_once() -> None:
    for file in (SCHEMA / "lexicon" / "loaded-words").iterdir():
        rows = file.read_text(encoding="utf-8").splitlines()[1:]
        assert len({row.split(",")[0] for row in rows}) == len(rows)
    assert all(key and key == key.casefold() for key in shipped_loaded_words())


def write_dataset(folder: Path, words: str, title: str) -> Path:
    (folder / "registry").mkdir()
    (folder / "records").mkdir()
    (folder / "regesta.toml").write_text(
        '[dataset]\nname = "n"\ntitle = "T"\nversion = "1.0.0"\nlicence = "MIT"\n', encoding="utf-8"
    )
    (folder / "registry" / "loaded-words.csv").write_text(words, encoding="utf-8")
    (folder / "records" / "a.yaml").write_text(
        f"id: a\ntitle: {title}\ntype: protest\ndate: {{edtf: 2024-03-05}}\nsources: [{{id: s, publisher: P}}]\n",
        encoding="utf-8",
    )
    return folder


def test_a_dataset_adds_words_and_allows_others(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path, "word,note\nrioters,protesters\nRegime,\n", "Rioters meet the regime and thugs")
    diagnostics = validate(folder, today=TODAY).diagnostics
    assert [(d.code, d.value, d.help) for d in diagnostics] == [
        ("N305", "rioters", "instead: protesters"),
        ("N305", "thugs", "instead: attackers, assailants"),
    ]


def test_a_faulty_list_is_told_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "loaded-words.csv"
    path.write_text("word,note\nthug,x\nThug,y\n-,z\n", encoding="utf-8")
    words, found = read_loaded_words(path, "loaded-words.csv")
    assert words == {"thug": "x"}
    assert [(d.code, d.line) for d in found] == [("X701", 3), ("R011", 4)]


def test_a_suspicion_of_a_duplicate_can_be_waived_and_a_broken_contract_cannot(tmp_path: Path) -> None:
    line = "title: T\ntype: consult\ndate: {edtf: 2024-03-05}\nparticipants: [{name: Ana Costa, role: party}, {name: Jan Berg, role: party}]\nsources: [{id: s, publisher: P}]\n"
    (tmp_path / "a.yaml").write_text(f"id: a\n{line}", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f"id: b\n{line}", encoding="utf-8")
    assert [(d.path[-6:], d.code) for d in validate(tmp_path, today=TODAY).diagnostics] == [("b.yaml", "X708")]
    waiver = "waivers: [{rule: X708, reason: two meetings, by: me, until: 2027-01-01}]\n"
    (tmp_path / "b.yaml").write_text(f"id: b\n{line}{waiver}", encoding="utf-8")
    assert validate(tmp_path, today=TODAY).diagnostics == ()
