"""What is wrong with a file of a dataset is told once, at its place, with what would help."""

import csv
import json
from pathlib import Path

import pytest

from regesta import validate
from regesta.config import read_config
from regesta.contract import Contract
from regesta.dataset import read_registry
from regesta.diagnostics import Diagnostic

TOML = b'[dataset]\nname = "harbour"\ntitle = "Events of a harbour"\nversion = "0.1.0"\nlicence = "CC0-1.0"\n'
RECORD = b"""\
id: harbour-talks
title: The port and the dockers meet
type: consult
date: {edtf: 2024-03-05}
sources: [{id: daily, publisher: Example Daily}]
"""


def found(folder: Path, files: dict[str, bytes]) -> list[Diagnostic]:
    """What validate says of a dataset of one sound record, with some files put in or put in place of its own."""
    for name, content in {"regesta.toml": TOML, "records/harbour-talks.yaml": RECORD, **files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return list(validate(folder, today="2026-01-15").diagnostics)


@pytest.mark.parametrize(
    ("name", "content", "code", "place", "helped"),
    [
        ("regesta.toml", TOML.replace(b"of a", b"\xe0"), "R002", (3, 17), "save the file as UTF-8"),
        ("regesta.toml", TOML + b'[rules]\np401 = "off"\n', "S104", (7, 1), "did you mean P401?"),
        ("regesta.toml", TOML + b'[rules]\n"a/b" = "off"\n', "S104", (7, 1), None),
        ("regesta.toml", TOML + b'[rules]\nS101 = "warning"\n', "S104", (7, 8), "could not be released"),
        ("regesta.toml", TOML + b'[rules]\nS104 = "off"\n', "S104", (7, 8), "could not be released"),
        ("regesta.toml", TOML + b'[rules]\nP401 = "warn"\n', "S104", (7, 8), "codes: error, warning, info, off"),
        ("regesta.toml", TOML + b"[rules]\nP401 = 3\n", "S103", (7, 8), None),
        ("regesta.toml", TOML + b'parts_of_day = {morming = ["05:00", "12:00"]}\n', "S104", (6, 1), "morning"),
        ("regesta.toml", TOML + b"x = " + b"[" * 3000, "R009", (6, 1), "checked without the settings"),
        ("regesta.toml", TOML + b"a." * 3000 + b"b = 1\n", "R009", (6, 1), "checked without the settings"),
        ("regesta.toml", TOML + b"[assertions]\nfill = {palces = 0.5}\n", "S101", (7, 1), "did you mean places?"),
        ("regesta.toml", TOML + b"[assertions.events]\nmin = 9\nmax = 4\n", "S106", (8, 7), "lower `min`"),
        ("regesta.toml", TOML + b"[assertions]\nevents = {min = 9, max = 4}\n", "S106", (7, 26), "lower `min`"),
        ("regesta.toml", TOML.replace(b"Events of", b"x" * 500), "S106", (3, 9), "say it shorter"),
        ("regesta.toml", TOML.replace(b"Events of a harbour", b" "), "R011", (3, 9), "fill it in"),
        ("regesta.toml", TOML.replace(b"CC0-1.0", b"MIT OR " * 50 + b"MIT"), "S106", (5, 11), "say it shorter"),
        ("regesta.toml", TOML + b'parts_of_day = {morning = ["05:00", "05:00"]}\n', "S106", (6, 1), "when it ends"),
        ("regesta.toml", TOML + b"[assertions]\nvanish = 1e300\n", "R012", (7, 1), "(2^53)"),
        ("regesta.toml", TOML + b"[assertions]\nvanish = " + b"9" * 5000 + b"\n", "R003", (7, 10), "in figures"),
        ("regesta.toml", TOML + b"\xef\xbb\xbf[rules]\n", "R003", (6, 1), "delete it"),
        ("regesta.toml", TOML.replace(b"\n", b"\r"), "R003", (1, 10), "line ends"),
        ("registry/lookups.csv", b"kind,text,value\nplace,caf\xe9,1\n", "R002", (2, 10), "save the file as UTF-8"),
        ("registry/lookups.csv", b"kind,text,value\ndate,soon,later\n", "D209", (2, 11), "leave it empty"),
        ("registry/lookups.csv", b"kind,text,value\ndat,soon,2024\n", "S104", (2, 1), "did you mean date?"),
        ("registry/lookups.csv", b"kind,text,value\nplace,Varna,BG\n", "X702", (2, 13), "regesta gazetteer search"),
        (
            "registry/lookups.csv",
            "kind,text,value\nplace,Varna,²\n".encode(),
            "X702",
            (2, 13),
            "regesta gazetteer search",
        ),
        (
            "registry/lookups.csv",
            b"kind,text,value\nplace,Varna,99999999999999999999\n",
            "X702",
            (2, 13),
            "regesta gazetteer search",
        ),
        ("registry/lookups.csv", b"kind,text,value\ndate,soon\n", "R003", (2, 1), None),
        ("registry/lookups.csv", b"kind,text,value\ndate,soon,,x\n", "R003", (2, 12), None),
        ("registry/lookups.csv", b'kind,text,value\ndate,"a\nb",\ndat,"c, d",\n', "S104", (4, 1), "date"),
        ("registry/lookups.csv", b'kind,text,value\ndate,"a\nb",later\n', "D209", (3, 4), "leave it empty"),
        ("registry/lookups.csv", b"kind,text,value\ndate,,2024\n", "R011", (2, 6), "delete the row"),
        ("registry/lookups.csv", b"kind,text,value\ndate,?,2024\n", "S105", (2, 6), "leave the value empty"),
        ("registry/lookups.csv", b"kind,text,value\ndate,soon,2024\ndate,Soon,\n", "X701", (3, 6), "keep one"),
        ("registry/lookups.csv", b"date,soon,2024\n", "S102", (1, 1), "kind,text,value,note"),
        ("registry/lookups.csv", b"sep=,\nkind,text,value\n", "S102", (1, 1), "kind,text,value,note"),
        (
            "registry/lookups.csv",
            b'kind,text,value\ndate,"soon,2024\ndate,x,\n',
            "R003",
            (2, 6),
            "close the double quote",
        ),
        (
            "registry/lookups.csv",
            "kind,text,value\ndate,e{}x,\n".format("\u0301" * 9).encode(),
            "R010",
            (2, 15),
            "marks",
        ),
        ("registry/places.yaml", b"- {id: a, name: A, latitude: 0.0, longitude: 0}\n", "P404", (1, 30), "not known"),
        ("registry/places.yaml", b"- {id: a, name: A, latitude: 1}\n", "P403", (1, 30), "add `longitude`"),
        (
            "registry/places.yaml",
            b"- {id: a, name: A, country: DE, latitude: 13.4, longitude: 52.5}\n",
            "P405",
            (1, 43),
            "swap the two",
        ),
        (
            "registry/places.yaml",
            b"- {id: a, name: A, country: FR, latitude: 52.5, longitude: 13.4}\n",
            "P405",
            (1, 43),
            "check the coordinates",
        ),
        ("registry/places.yaml", b"- {id: a, name: A, country: DE, admin1: FR-75}\n", "P406", (1, 41), "unit of DE"),
        (
            "registry/places.yaml",
            "- {id: a, name: Kyiv, names: [{text: K}, {text: Kyіv}]}\n".encode(),
            "N303",
            (1, 49),
            "read as Kyiv",
        ),
        (
            "registry/actors.yaml",
            "- {id: a, kind: media-outlet, name: Example Daily, names: [{text: Exаmple}]}\n".encode(),
            "N303",
            (1, 67),
            "read as Example",
        ),
        (
            "registry/places.yaml",
            b"- {id: b, name: B, parent: c}\n- {id: c, name: C, parent: d}\n- {id: d, name: D, parent: c}\n",
            "X703",
            (2, 28),
            "another `parent`",
        ),
        ("registry/places.yaml", b"- {id: a, name: A, timezone: Europe/Mosow}\n", "D210", (1, 30), "Europe/Moscow?"),
        ("registry/actors.yaml", b"hello\n", "R008", (1, 1), "begin each entry with `- `"),
        ("extension.schema.json", b"true", "S109", (1, 1), '{"type": "object"'),
        ("vocabulary/measures.csv", b"code,label,broader\ncranes,Cranes,vehicle\n", "S104", (2, 15), "vehicles"),
        ("vocabulary/measures.csv", b"", "R007", (1, 1), None),
        ("vocabulary/measures.csv", b" ,,\n\n", "R007", (1, 1), None),
        ("vocabulary/measures.csv", b"code,label,broader\nCranes,Cranes,vehicles\n", "S105", (2, 1), "hyphens: cranes"),
        ("vocabulary/measures.csv", b"code,label,broader\ncranes,Cranes,\n", "R011", (2, 15), "persons, "),
        ("vocabulary/measures.csv", b"code,label,broader\nkilled,Killed,killed\n", "X701", (2, 1), "keep one"),
        (
            "vocabulary/event-subtypes.csv",
            b"code,label,types,broader\nslow-march,Slow march,protest;protst,demonstration\n",
            "S104",
            (2, 23),
            "did you mean protest?",
        ),
        (
            "vocabulary/event-subtypes.csv",
            b"code,label,types,broader\nslow-march,Slow march,;;,demonstration\n",
            "S104",
            (2, 23),
            "with a ; between two",
        ),
        ("vocabulary/measures.csv", b"code,label,broader\ncranes, ,vehicles\n", "R011", (2, 8), "what people call it"),
        ("vocabulary/measures.csv", b'code,label,broader\ncranes,"Cra\nnes",vehicles\n', "R010", (2, 8), "one line"),
        (
            "vocabulary/measures.csv",
            b"code,label,broader\ncranes," + b"C" * 201 + b",vehicles\n",
            "S106",
            (2, 8),
            "shorter",
        ),
        ("vocabulary/measures.csv", b"code,label,broader\ncon,Cons,vehicles\n", "S105", (2, 1), "such as con-1"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_fault_is_told_once_at_its_place(
    tmp_path: Path, name: str, content: bytes, code: str, place: tuple[int, int], helped: str | None
) -> None:
    diagnostics = found(tmp_path, {name: content})
    assert [(d.code, d.line, d.column) for d in diagnostics] == [(code, *place)]
    assert diagnostics[0].path.endswith(name)
    assert helped is None or helped in str(diagnostics[0].help)


@pytest.mark.parametrize(("settings", "codes"), [(TOML + b"x = [", ["R003"]), (TOML + b"x = 1", [])])
def test_settings_that_do_not_hold_are_told_with_a_file_that_is_named_alone(
    tmp_path: Path, settings: bytes, codes: list[str]
) -> None:
    found(tmp_path, {"regesta.toml": settings})
    report = validate(tmp_path / "records/harbour-talks.yaml", today="2026-01-15")
    assert ([d.code for d in report.diagnostics], report.failed) == (codes, bool(codes))


def test_a_point_that_is_doubted_is_kept(tmp_path: Path) -> None:
    (tmp_path / "places.yaml").write_bytes(b"- {id: a, name: A, latitude: 0, longitude: 0}\n")
    entries, found = read_registry(Contract(), "places", tmp_path / "places.yaml", "places.yaml")
    assert ([d.code for d in found], entries[0]["latitude"]) == (["P404"], 0)


def test_rows_of_blank_cells_hold_nothing(tmp_path: Path) -> None:
    rows = b"\n,,\nkind,text,value\n  \ndate,soon,2024\n,,\n , ,\n,,,,\n"
    assert found(tmp_path, {"registry/lookups.csv": rows}) == []


def test_a_file_that_is_passed_over_has_a_place(tmp_path: Path) -> None:
    told = found(tmp_path, {"vocabulary/mesures.csv": b"code\n", "records/notes.txt": b"x"})
    assert {(d.code, d.line, d.column, d.end_line, d.end_column) for d in told} == {("R013", 1, 1, 1, 2)}
    assert len(told) == 2


@pytest.mark.parametrize(
    ("old", "new", "helped"),
    [
        (b'"Events of a harbour"', b"true", 'write `title = "true"`'),
        (b'licence = "CC0-1.0"', b'licence = "CC0-1.0"\nlanguages = [1]', 'write `"en"`'),
        (b'licence = "CC0-1.0"', b'licence = "CC0-1.0"\nkeywords = [2024-01-01]', 'write `"2024-01-01"`'),
        (b'licence = "CC0-1.0"', b'licence = "CC0-1.0"\ncreators = ["Anna"]', 'write `{ name = "Anna" }`'),
        (b'"0.1.0"', b"1.0", 'write `version = "1.0.0"`'),
        (b'"Events of a harbour"', b"2024-01-01", 'write `title = "2024-01-01"`'),
        (b'"0.1.0"', b"2024-01-01", 'write `version = "1.0.0"`'),
        (b'"CC0-1.0"', b'"CC0-1.0"\n[rules]\nP401 = 2024-01-01', 'write `P401 = "error"`'),
        (b'"CC0-1.0"', b'"CC0-1.0"\n[assertions]\nfill = {places = true}', "write `places = 0.9`"),
        (b'"CC0-1.0"', b'"CC0-1.0"\n[assertions]\nevents = 5', "write `events = {min = 5}`"),
        (b'"CC0-1.0"', b'"CC0-1.0"\n[assertions]\nevents = "many"', "write `events = {min = 10}`"),
        (b'"CC0-1.0"', b'"CC0-1.0"\n[assertions]\nfill = 0.9', "write `fill = {places = 0.9}`"),
        (b'"CC0-1.0"', b'"CC0-1.0"\nparts_of_day = "usual"', 'write `parts_of_day = {morning = ["05:00", "12:00"]}`'),
        (b'"CC0-1.0"', b'""', "the licence of the dataset, such as CC-BY-4.0"),
    ],
)
def test_what_to_type_in_the_settings_is_toml(tmp_path: Path, old: bytes, new: bytes, helped: str) -> None:
    assert [d.help for d in found(tmp_path, {"regesta.toml": TOML.replace(old, new)})] == [helped]


def test_a_cell_that_never_ends_is_told(tmp_path: Path) -> None:
    limit = csv.field_size_limit(1000)
    try:
        (told,) = found(tmp_path, {"registry/lookups.csv": b"kind,text,value\ndate," + b"a" * 2000 + b",\n"})
    finally:
        csv.field_size_limit(limit)
    assert (told.code, told.line, told.help) == ("R003", 2, "shorten it")


@pytest.mark.parametrize(
    "schema",
    [
        b"{}",
        b'{"properties": {}, "required": []}',
        b'{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {}, "b": {"default": null}}}',
        b'{"type": "object", "properties": {"a": {"type": "array", "items": {}}}}',
    ],
)
def test_a_schema_of_anything_is_one(tmp_path: Path, schema: bytes) -> None:
    record = RECORD + b"extra: {a: [1, x]}\n"
    assert found(tmp_path, {"extension.schema.json": schema, "records/harbour-talks.yaml": record}) == []


@pytest.mark.parametrize(
    ("schema", "code", "place", "says"),
    [
        ({"dependentRequired": {"a": ["b"]}}, "S102", (6, 9), "missing field `b`, which `a` needs beside it"),
        ({"properties": {"a": {"const": "y"}}}, "S108", (6, 12), '`a` is to be "y"'),
        ({"not": {"required": ["a"]}}, "S108", (6, 8), "`extra` is what its schema rules out"),
        (
            {"properties": {"a": {"anyOf": [{"maxLength": 0}, {"minLength": 2}]}}},
            "S108",
            (6, 12),
            "`a` fits none of the forms",
        ),
        ({"minProperties": 2}, "S106", (6, 8), "`extra` has 1 field; at least 2 are needed"),
        ({"propertyNames": {"pattern": "^[b-z]$"}}, "S105", (6, 9), 'a field of `extra` cannot be called "a"'),
        ({"propertyNames": {"minLength": 2}}, "S106", (6, 9), 'a field of `extra` cannot be called "a"'),
    ],
)
def test_what_a_schema_asks_is_told_in_plain_words(
    tmp_path: Path, schema: dict[str, object], code: str, place: tuple[int, int], says: str
) -> None:
    files = {
        "extension.schema.json": json.dumps(schema).encode(),
        "records/harbour-talks.yaml": RECORD + b"extra: {a: x}\n",
    }
    diagnostics = found(tmp_path, files)
    assert [(d.code, d.line, d.column) for d in diagnostics] == [(code, *place)]
    assert says in diagnostics[0].message


@pytest.mark.parametrize(
    "pattern", ["/participants/*/name?role=victim", "/date/text", "/extra/contact", "/claims/*/via/*/name"]
)
def test_a_pattern_of_what_events_have_is_sound(tmp_path: Path, pattern: str) -> None:
    assert found(tmp_path, {"regesta.toml": TOML + f'[release]\nwithhold = ["{pattern}"]\n'.encode()}) == []


@pytest.mark.parametrize("pattern", ["/*", "/participants/-/name", "/title/*", "/claims/*/date/text?text=x"])
def test_a_pattern_that_would_withhold_nothing_is_told(tmp_path: Path, pattern: str) -> None:
    diagnostics = found(tmp_path, {"regesta.toml": TOML + f'[release]\nwithhold = ["{pattern}"]\n'.encode()})
    assert [(d.code, d.field) for d in diagnostics] == [("X704", "/release/withhold")]


def test_a_long_line_of_parents_is_no_round(tmp_path: Path) -> None:
    entries = [
        {"id": f"p-{n}", "name": f"Place {n}", **({"parent": f"p-{n + 1}"} if n < 3000 else {})} for n in range(3001)
    ]
    assert found(tmp_path, {"registry/places.yaml": json.dumps(entries).encode()}) == []
    entries[3000]["parent"] = "p-1"
    diagnostics = found(tmp_path, {"registry/places.yaml": json.dumps(entries).encode()})
    assert [(d.code, d.field) for d in diagnostics] == [("X703", "/1/parent")]


def test_whole_numbers_of_the_settings_may_have_a_point(tmp_path: Path) -> None:
    record = RECORD + b"places: [{latitude: 1.25, longitude: 2.25}]\n"
    files = {"regesta.toml": TOML + b"[release]\ncoordinate_digits = 2.0\n", "records/harbour-talks.yaml": record}
    assert [d.code for d in found(tmp_path, files)] == []
    assert read_config(tmp_path, "regesta.toml", Contract())[0]["release"] == {"coordinate_digits": 2}


def test_a_byte_order_mark_at_the_start_of_the_settings_is_dropped(tmp_path: Path) -> None:
    assert found(tmp_path, {"regesta.toml": b"\xef\xbb\xbf" + TOML}) == []


def test_a_severity_that_is_none_leaves_the_rule_its_own(tmp_path: Path) -> None:
    record = RECORD + b"tags: harbour\n"
    diagnostics = found(
        tmp_path, {"regesta.toml": TOML + b'[rules]\nS103 = "warn"\n', "records/harbour-talks.yaml": record}
    )
    assert [(d.code, d.severity) for d in diagnostics] == [("S103", "error"), ("S104", "error")]


@pytest.mark.parametrize(
    ("added", "code", "helped"),
    [
        ("tags: harbour\n", "S103", "put it in brackets: [harbour]"),
        (
            "claims: [{id: told, act: asserts, responds_to: [{claim: 'harbour-talks#zzz', stance: denies}]}]\n",
            "X702",
            "claims of that event: told",
        ),
        ("relations: [{type: follows, event: harbour-tolks}]\n", "X702", "the `id` of an event of this dataset"),
        (
            "waivers: [{rule: X701, reason: It is the same., by: Anna Curator, until: 2099-12-31}]\n",
            "S104",
            "mend what it found",
        ),
        (
            "waivers: [{rule: P4O1, reason: It is the same., by: Anna Curator, until: 2099-12-31}]\n",
            "S105",
            "did you mean P401?",
        ),
    ],
    ids=[
        "a text for a list",
        "a claim that its event has not",
        "nobody means the event itself",
        "a rule that cannot be waived",
        "a rule misspelt",
    ],
)
def test_a_record_is_told_once_what_would_help(tmp_path: Path, added: str, code: str, helped: str) -> None:
    diagnostics = found(tmp_path, {"records/harbour-talks.yaml": RECORD + added.encode()})
    assert [d.code for d in diagnostics] == [code]
    assert helped in str(diagnostics[0].help)


@pytest.mark.parametrize(
    ("added", "code", "helped"),
    [
        ({"type": ["protest"]}, "S103", 'write "protest"'),
        ({"date": 2024}, "S103", 'write {"text": "2024"}'),
        ({"extra": {"~1": None}}, "R011", "write a value, or leave the key out"),
    ],
)
def test_in_json_what_helps_is_json(tmp_path: Path, added: dict[str, object], code: str, helped: str) -> None:
    record = {
        "id": "b",
        "title": "A",
        "type": "protest",
        "date": {"edtf": "2024"},
        "sources": [{"id": "c", "title": "D"}],
    }
    files = {"records/b.json": json.dumps({**record, **added}).encode()}
    assert [(d.code, d.help) for d in found(tmp_path, files)] == [(code, helped)]


def test_a_subtype_that_stands_as_type_is_told_where_it_belongs(tmp_path: Path) -> None:
    record = RECORD.replace(b"type: consult", b"type: meeting")
    (diagnostic,) = found(tmp_path, {"records/harbour-talks.yaml": record})
    assert diagnostic.help == "it is a subtype: write `type: consult` and `subtype: meeting`"


def test_a_code_of_the_wrong_type_is_one_fault(tmp_path: Path) -> None:
    record = b'{"id": "b", "title": "A", "type": 7, "date": {"edtf": "2024"}, "sources": [{"id": "c", "title": "D"}]}'
    assert [d.code for d in found(tmp_path, {"records/b.json": record})] == ["S103"]


@pytest.mark.parametrize(
    ("evidence", "code"),
    [({}, "X702"), ({"evidence/daily.txt": b"caf\xe9"}, "R002"), ({"evidence/daily.txt": b"the night shift"}, "C501")],
    ids=["absent", "not UTF-8", "other words"],
)
def test_an_archived_text_is_there_and_readable_and_holds_the_quote(
    tmp_path: Path, evidence: dict[str, bytes], code: str
) -> None:
    record = RECORD.replace(b"Daily}", b"Daily, text_file: evidence/daily.txt}") + b"quotes: [{text: paid in full}]\n"
    assert [d.code for d in found(tmp_path, {"records/harbour-talks.yaml": record, **evidence})] == [code]


def test_a_reference_within_a_registry_is_told_at_its_entry_whatever_stands_before(tmp_path: Path) -> None:
    actors = b"- {id: x, kind: person}\n- {id: b, name: B, kind: organisation, parent: zz}\n"
    told = found(tmp_path, {"registry/actors.yaml": actors})
    assert [(d.line, d.column) for d in told if d.code == "X702"] == [(2, 48)]
