"""A fault is told once: what follows from it goes when it is mended, and is not told beside it."""

from pathlib import Path

import pytest

from regesta import validate

TODAY = "2026-01-15"
TOML = '[dataset]\nname = "d"\ntitle = "D"\nversion = "1.0.0"\nlicence = "CC0-1.0"\nlanguages = ["en"]\n'
RECORD = """\
id: rally
title: A rally
type: protest
date: {text: 5 March 2024}
places: [{name: Riga, country: LV}]
participants: [{name: Ana, role: initiator, actor: ana}]
claims: [{id: said, act: asserts, source: daily}]
quotes: [{text: No., claim: said}]
sources: [{id: daily, publisher: Daily, published: {text: 6 March 2024}}]
"""
ACTORS = "- {id: ana, name: Ana, kind: person}\n- {id: daily, name: Daily, kind: media-outlet}\n"


def found(folder: Path, **files: str) -> list[tuple[str, str]]:
    texts = {"regesta.toml": TOML, "records/rally.yaml": RECORD, "registry/actors.yaml": ACTORS, **files}
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return [(d.code, d.field) for d in validate(folder, today=TODAY).diagnostics]


@pytest.mark.parametrize(
    ("sound", "broken", "expected"),
    [
        pytest.param("title:", "titel:", [("S101", "/titel")], id="a needed field under a misspelt name"),
        pytest.param("name: Riga", "nam: Riga", [("S101", "/places/0/nam")], id="one of the fields of which one is needed"),
        pytest.param("country: LV", "latitude: '56,9', longitude: 24.1", [("S103", "/places/0/latitude")], id="half a pair"),
        pytest.param("text: 6 March 2024", "text: March 6, 2024", [("R011", "/sources/0/published/2024")], id="a comma in braces"),
        pytest.param("Riga, country: LV", "Georgia, country: Lv-", [("S104", "/places/0/country")], id="a place whose hint is refused"),
        pytest.param("5 March 2024}", "03/04/2024, order: day}", [("S104", "/date/order")], id="a date whose order is refused"),
        pytest.param("5 March 2024}\n", "on Tuesday}\n", [], id="a weekday, read against the publication"),
        pytest.param("6 March 2024", "6 Marsh 2024", [("D201", "/sources/0/published/text")], id="an unreadable publication"),
        pytest.param("id: said", "ident: said", [("S101", "/claims/0/ident"), ("S102", "/claims/0")], id="a claim without its id"),
        pytest.param("sources:", "source:", [("S101", "/source")], id="sources under a misspelt name"),
        pytest.param("title: A rally", "withdrawn: {at: 2024-04-01, reason: duplicate, replaced_by: [/etc]}\ntitle: A rally",
                     [("S105", "/withdrawn/replaced_by/0")], id="a reference that is no id"),
        pytest.param("publisher: Daily, published: {text: 6 March 2024}", "publisher: [5]", [("S103", "/sources/0/publisher")], id="a source with no sound field but its id"),
        pytest.param("publisher: Daily, published: {text: 6 March 2024}", "url: example.org", [("S105", "/sources/0/url")], id="a source with an address that is none"),
        pytest.param("{id: daily, publisher: Daily, published: {text: 6 March 2024}}", "{id: daily, publisher: Daily}, {id: weekly}", [("X702", "/sources/1/id")], id="a source that is nowhere"),
        pytest.param("{id: daily, publisher: Daily, published: {text: 6 March 2024}}", "{id: daily, publisher: Daily}, {id: weekly, locator: [5]}", [("X702", "/sources/1/id"), ("S103", "/sources/1/locator")], id="a reference to a source that is nowhere, with another fault"),
        pytest.param("{id: daily, publisher: Daily", "{di: daily, publisher: Daily", [("S101", "/sources/0/di")], id="a source without its id"),
    ],
)  # fmt: skip
def test_what_follows_from_a_fault_is_not_told(
    tmp_path: Path, sound: str, broken: str, expected: list[tuple[str, str]]
) -> None:
    assert sound in RECORD
    assert found(tmp_path, **{"records/rally.yaml": RECORD.replace(sound, broken, 1)}) == expected


@pytest.mark.parametrize(
    ("actors", "expected"),
    [
        pytest.param(ACTORS.replace("kind: person", "kid: person"), [("S101", "/0/kid")], id="a misspelt key"),
        pytest.param(ACTORS.replace("kind: person", "kind: human"), [("S104", "/0/kind")], id="an unknown code"),
        pytest.param(ACTORS.replace("- {id: ana", " - {id: ana"), [("R003", "")], id="a file that cannot be read"),
        pytest.param("actors: x\n", [("S103", "")], id="a file that is no list"),
        pytest.param("# nobody yet\n", [("X702", "/participants/0/actor")], id="an empty registry"),
    ],
)
def test_a_fault_of_the_registry_is_not_told_of_every_record(
    tmp_path: Path, actors: str, expected: list[tuple[str, str]]
) -> None:
    assert found(tmp_path, **{"registry/actors.yaml": actors}) == expected


def test_a_registry_of_sources_that_cannot_be_read_leaves_no_date_without_its_anchor(tmp_path: Path) -> None:
    cites = RECORD.replace("5 March 2024", "on Tuesday").replace(
        "{id: daily, publisher: Daily, published: {text: 6 March 2024}}", "{id: daily}"
    )
    sound = "- {id: daily, publisher: Daily}\n"
    record = {"records/rally.yaml": cites}
    assert found(tmp_path, **record, **{"registry/sources.yaml": sound}) == [("D208", "/date/text")]
    assert found(tmp_path, **record, **{"registry/sources.yaml": f"{sound} - x\n"}) == [("R003", "")]


@pytest.mark.parametrize(
    ("name", "row", "lines", "expected"),
    [
        pytest.param("event-types", "vigil,Vigil,prtest", "type: vigil\n", ("S104", ""), id="a type"),
        pytest.param("event-types", "vigil,,protest", "type: vigil\n", ("R011", ""), id="a type without a label"),
        pytest.param("event-subtypes", "sit-down,Sit-down,marsh,protest,", "type: protest\nsubtype: sit-down\n", ("S104", ""), id="a subtype"),
        pytest.param("event-types", "vigil,,protest", "type: vigil\nsubtype: demonstration\n", ("R011", ""), id="a type without a label that has a subtype"),
        pytest.param("event-types", "vigil,Vigil, by night,protest", "type: vigil\n", ("R003", ""), id="a type with a comma too many"),
        pytest.param("event-types", "vigil,Vigil,prtest", "type: vigil\nsubtype: demonstration\n", ("S104", ""), id="a type of no other that has a subtype"),
        pytest.param("event-types", "vigil,Vigil", "type: vigil\n", ("R003", ""), id="a type with a cell too few"),
        pytest.param("event-types", "Vigil,Vigil,protest", "type: vigil\n", ("S105", ""), id="a type in capitals"),
        pytest.param("event-types", '"vigil,Vigil,protest', "type: vigil\n", ("R003", ""), id="a file of types that cannot be read"),
        pytest.param("event-subtypes", "sit-down,Sit-down,demonstration,protest,Sit, and talk", "type: protest\nsubtype: sit-down\n", ("R003", ""), id="a subtype with a comma too many"),
        pytest.param("event-subtypes", '"sit-down', "type: protest\nsubtype: sit-down\n", ("R003", ""), id="a file of subtypes that cannot be read"),
        pytest.param("measures", "cranes,Cranes,", "type: protest\nquantities: [{measure: cranes, best: 2}]\n", ("R011", ""), id="a measure"),
        pytest.param("measures", '"cranes', "type: protest\nquantities: [{measure: cranes, best: 2}]\n", ("R003", ""), id="a file of measures that cannot be read"),
    ],
)  # fmt: skip
def test_a_broken_row_of_a_vocabulary_is_not_told_of_every_record(
    tmp_path: Path, name: str, row: str, lines: str, expected: tuple[str, str]
) -> None:
    columns = "code,label,broader,types,description" if name == "event-subtypes" else "code,label,broader"
    files = {
        f"vocabulary/{name}.csv": f"{columns}\n{row}\n",
        "records/rally.yaml": RECORD.replace("type: protest\n", lines),
    }
    assert found(tmp_path, **files) == [expected]


def test_a_subtype_is_not_told_to_be_of_another_type_where_its_row_says_of_none(tmp_path: Path) -> None:
    files = {
        "vocabulary/event-subtypes.csv": "code,label,broader\nsit-down,Sit-down,marsh\n",
        "records/rally.yaml": RECORD.replace("type: protest\n", "type: protest\nsubtype: sit-down\n"),
    }
    assert found(tmp_path, **files) == [("S104", "")]


def test_a_code_that_no_vocabulary_has_is_told_beside_a_broken_row(tmp_path: Path) -> None:
    files = {
        "vocabulary/event-types.csv": "code,label,broader\nvigil,Vigil, by night,protest\n",
        "records/rally.yaml": RECORD.replace("type: protest\n", "type: prayer\n"),
    }
    assert found(tmp_path, **files) == [("S104", "/type"), ("R003", "")]


def test_a_setting_that_is_refused_is_told_alone(tmp_path: Path) -> None:
    toml = TOML.replace('["en"]', '["English"]')
    assert found(tmp_path, **{"regesta.toml": toml}) == [("S105", "/dataset/languages/0")]


def test_one_fault_does_not_hide_another(tmp_path: Path) -> None:
    record = RECORD.replace("Riga, country: LV", "Georgia, mood: grim").replace("5 March", "35 March")
    codes = [code for code, _ in found(tmp_path, **{"records/rally.yaml": record})]
    assert codes == ["D201", "P402", "S101"]


def test_an_empty_object_is_told_once(tmp_path: Path) -> None:
    assert found(tmp_path, **{"records/rally.yaml": RECORD.replace("{text: 5 March 2024}", "{}")}) == [
        ("R011", "/date")
    ]
    assert found(tmp_path, **{"records/rally.yaml": "{}\n"}) == [("R011", "")]
