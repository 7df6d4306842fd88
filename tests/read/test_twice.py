"""A key that stands twice is told with its JSON Pointer, in YAML and in JSON."""

from pathlib import Path

import pytest

from regesta.diagnostics import Diagnostic
from regesta.engine.run import examinations
from regesta.read.files import read_document, read_records
from regesta.report import make_report

YAML = [
    ("text: x\ntext: y\ntext: z\n", ["/text", "/text"]),
    ("places:\n- {name: a}\n- {name: a, name: b}\n", ["/places/1/name"]),
    ("events:\n- places:\n  - name: a\n    name: b\n  places: []\n", ["/events/0/places/0/name", "/events/0/places"]),
    ('"a/b": 1\n"a/b": 2\n', ["/a~1b"]),
    ("é: x\ne\u0301: y\n", ["/é"]),
    ("a: 1\na: 2\nb: [\n", ["/a"]),
]
JSON = [
    ('{"a": 1, "a": 2, "a": 3}', ["/a", "/a"]),
    ('{"a": {"b": 1, "b": 2}, "a": 3}', ["/a/b", "/a"]),
    ('{"events": [1, {"p": [{}, {"x/y": 1, "x/y": 2}]}]}', ["/events/1/p/1/x~1y"]),
    ('{"a": {"b": 1, "b": 2}, "a" 3}', [""]),  # what it stands in does not end
]


@pytest.mark.parametrize(
    ("name", "text", "fields"), [*(("a.yaml", *row) for row in YAML), *(("a.json", *row) for row in JSON)]
)
def test_the_field_of_a_key_that_stands_twice_is_told(name: str, text: str, fields: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = read_document(tmp_path / name, name, {})[1]
    assert [fault.field for fault in found if fault.code == "R004"] == fields


FILES = {
    "a.yaml": "events:\n- {id: a, x: 1, x: 2}\n- {id: b}\n- {id: c, y: '', y: ''}\n",
    "a.json": '{"events": [{"id": "a", "x": 1, "x": 2}, {"id": "b"}, {"id": "c", "y": "", "y": ""}]}',
    "a.jsonl": '{"id": "a", "x": 1, "x": 2}\n{"id": "b"}\n{"id": "c", "y": "", "y": ""}\n',
}


@pytest.mark.parametrize(("name", "text"), FILES.items())
def test_a_record_with_a_key_that_stands_twice_is_read_and_its_fault_is_before_it(
    name: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = read_records(tmp_path / name, name, {})
    told = [(item.code, item.field) if isinstance(item, Diagnostic) else item.data for item in found]
    assert told == [("R004", "/x"), {"id": "a", "x": 2}, {"id": "b"}, ("R004", "/y"), {"id": "c", "y": ""}]


def test_twice_events_or_a_source_of_two_publishers_leave_no_record(tmp_path: Path) -> None:
    for text in (
        "events: [{id: a}]\nevents: [{id: b}]\n",
        "sources: [{id: s, title: T, title: U}]\nevents: [{id: b}]\n",
    ):
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        assert [getattr(item, "code", None) for item in read_records(tmp_path / "a.yaml", "a.yaml", {})] == ["R004"]


def test_all_that_is_wrong_beside_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    """Nobody has to mend and check once more to see the next fault, and nothing is told that goes with the first."""
    text = """\
id: a
title: One
type: protset
date: {text: 31 June 2023}
claims: [{id: c1, act: asserts}]
claims: [{id: c2, act: asserts}]
quotes: [{text: so it was, claim: c1}]
sources: [{id: s, publisher: P}]
"""
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"id": "a", "title": "B", "type": "other", "date": {"text": "2023", "text": "2024"}, "sources": [{"id": "s", "title": "T"}]}\n',
        encoding="utf-8",
    )
    report = make_report(examinations([tmp_path], "2026-01-01"))
    told = [(Path(d.path).name, d.code, d.field) for d in report.diagnostics if d.severity == "error"]
    assert told == [
        ("a.yaml", "S104", "/type"),
        ("a.yaml", "D201", "/date/text"),
        ("a.yaml", "R004", "/claims"),
        ("b.jsonl", "X701", "/id"),
        ("b.jsonl", "R004", "/date/text"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("a.yaml", 'id: a\nid: b\nsummary: "x\ny"\n', ["R004", "R003"]),  # which libyaml alone would read
        ("a.yaml", "events: {0: {x: 1, x: 2}}\n", ["S103", "R004"]),
        ("a.yaml", "events: [[{x: 1, x: 2}]]\n", ["R004", "S103"]),
        ("a.json", '{"events": [[{"x": 1, "x": 2}]]}', ["R004", "S103"]),
    ],
)
def test_a_key_that_stands_twice_hides_nothing_and_is_not_hidden(
    name: str, text: str, codes: list[str], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [getattr(item, "code", None) for item in read_records(tmp_path / name, name, {})] == codes


@pytest.mark.parametrize(("name", "most"), [("a.yaml", 100), ("a.json", 1000)])
def test_more_of_them_than_are_told_leave_no_record(name: str, most: int, tmp_path: Path) -> None:
    """What stands behind the last that is told may be one of them, or no YAML that is read."""
    many = ", ".join(['"k": 1'] * (most + 2))
    text = '{"events": [{"x": {' + many + '}}, {"title": "T", "title": "U"}]}'
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(read_records(tmp_path / name, name, {}))
    assert [getattr(item, "code", None) for item in found] == ["R004"] * most
