"""Every pointer leads to the text it names, and nothing makes the search fail."""

from dataclasses import replace
from pathlib import Path

import pytest

from regesta.diagnostics import At, Diagnostic
from regesta.read import Record, Span, locate, position, read_records, source_lines

YAML = """\
# comment
id: event-1
date: {text: "a b", edtf: '2023'}   # flow
places:
  - name: Georgia
    role: location

  - name: >
      folded
      text
é/x:
- 1
"""
JSON = """\
{"id": "event-1",
 "date": {"text": "a b", "edtf": "2023"},
 "places": [{"name": "Georgia"}, {}],
 "\\u00e9/x": [1]}
"""


def cut(path: Path, place: Span) -> str:
    lines = source_lines(path, place.line, place.end_line)
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("pointer", "at", "text"),
    [
        ("/id", "value", "event-1"),
        ("/id", "key", "id"),
        ("/date", "value", "{text: \"a b\", edtf: '2023'}"),
        ("/date/text", "value", '"a b"'),
        ("/date/edtf", "value", "'2023'"),
        ("/date/edtf", "key", "edtf"),
        ("/date", "first-key", "text"),
        ("/date/start", "first-key", "text"),
        ("/date/start", "value", "text"),
        ("/places/0/name", "value", "Georgia"),
        ("/places/0", "value", "name: Georgia\n    role: location"),
        ("/places/1/name", "value", ">\n      folded\n      text"),
        ("/places/1/role", "first-key", "name"),
        ("/places/9", "value", "-"),
        ("/places/x/y", "value", "-"),
        ("/é~1x/0", "value", "1"),
        ("/é~1x", "key", "é/x"),
        ("/none/at/all", "value", "id"),
        ("", "first-key", "id"),
    ],
)
def test_a_pointer_leads_to_its_text_in_yaml(tmp_path: Path, pointer: str, at: At, text: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(YAML, encoding="utf-8")
    assert cut(path, locate(path, pointer, at)) == text


@pytest.mark.parametrize(
    ("pointer", "at", "text"),
    [
        ("/id", "value", '"event-1"'),
        ("/id", "key", '"id"'),
        ("/date", "value", '{"text": "a b", "edtf": "2023"}'),
        ("/date/start", "first-key", '"text"'),
        ("/places/0/name", "value", '"Georgia"'),
        ("/places/1", "value", "{}"),
        ("/places/1/name", "first-key", "{}"),
        ("/é~1x", "key", '"\\u00e9/x"'),
        ("/é~1x/0", "value", "1"),
    ],
)
def test_a_pointer_leads_to_its_text_in_json(tmp_path: Path, pointer: str, at: At, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(JSON, encoding="utf-8")
    assert cut(path, locate(path, pointer, at)) == text


def test_a_pointer_is_within_its_record(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("events:\n- id: a\n- id: b\n", encoding="utf-8")
    second = [item for item in read_records(path, "a.yaml", {}) if isinstance(item, Record)][1]
    assert locate(second, "/id") == Span(3, 7, 3, 8)
    assert locate(second, "", key="id") == Span(3, 3, 3, 5)
    found = position(Diagnostic("S102", "missing", "/title", "first-key"), second)
    assert (found.path, found.line, found.column, found.end_column) == ("a.yaml", 3, 3, 5)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "a: [", "\0", "x"])
@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.jsonl"])
def test_a_file_that_has_changed_gives_its_first_line(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    assert locate(path, "/a") == Span(1, 1, 1, 2)
    path.write_text(text, encoding="utf-8")
    assert locate(path, "/a").line == 1
    assert position(Diagnostic("R010", "x", "/a", value="U+0000"), Record({}, path, name)).line == 1


@pytest.mark.parametrize(
    ("name", "text", "column", "width"),
    [
        pytest.param("a.json", '{"a": "x\\u202ey"}', 9, 6, id="escape"),
        pytest.param("a.json", '{"a": "x\u202ey"}', 9, 1, id="typed"),
        pytest.param("a.json", '{"a": "\\\\t\\t"}', 11, 2, id="behind a backslash"),
        pytest.param("a.json", '{"a": "e' + "\u0301" * 9 + '"}', 17, 1, id="ninth mark"),
        pytest.param("a.yaml", 'a: "x\\u202ey"', 6, 6, id="YAML escape"),
        pytest.param("a.yaml", 'a: "x\\x1by"', 6, 4, id="YAML short escape"),
        pytest.param("a.yaml", 'a: "x\\Ly"', 6, 2, id="YAML named escape"),
        pytest.param("a.yaml", 'a: "x\\U000E0041y"', 6, 10, id="YAML long escape"),
        pytest.param("a.yaml", "a: x\u202ey", 5, 1, id="YAML typed"),
        pytest.param("a.yaml", "a: x\ty", 5, 1, id="YAML tab"),
    ],
)
def test_a_refused_character_is_marked_itself(tmp_path: Path, name: str, text: str, column: int, width: int) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    fault, record = read_records(path, name, {})
    assert isinstance(fault, Diagnostic)
    assert isinstance(record, Record)
    assert (fault.field, fault.line, fault.column, fault.end_column) == ("/a", 1, column, column + width)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "sources:\n- {id: x, publisher: X}\n- {id: 'y', publisher: Y}\nevents: [{sources: [{id: y}]}]\n"),
        ("a.json", '{"sources": [{"id": "x"}, {"id": "y", "publisher": "Y"}], "events": [{"sources": [{"id": "y"}]}]}'),
    ],
)
def test_a_name_that_a_shared_source_lends_is_marked_there(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    record = Record({}, tmp_path / name, name, "/events/0")
    fault = Diagnostic("N302", "who?", "/sources/0/publisher", value="Y")
    told = position(fault, record)
    own = position(replace(fault, field="/sources/0/id"), record)
    line = text.splitlines()[(told.line or 0) - 1]
    assert line[(told.column or 0) - 1 :].strip('"').startswith("Y")
    assert (told.field, told.line == own.line) == ("/sources/0/publisher", name.endswith("json"))
