"""JSON Lines: each line for itself, with its offset and its number."""

from pathlib import Path

import pytest

from regesta.diagnostics import Diagnostic
from regesta.read import Record, position, read_records


def read(path: Path, raw: bytes) -> tuple[list[Record], list[Diagnostic]]:
    path.write_bytes(raw)
    found = list(read_records(path, path.name, {}))
    records = [item for item in found if isinstance(item, Record)]
    return records, [item for item in found if isinstance(item, Diagnostic)]


def test_one_bad_line_never_hides_another(tmp_path: Path) -> None:
    raw = b'\xef\xbb\xbf{"a": 1}\r\n\r\n{"a": }\n{"a": "\xff"}\n[1]\n{"a": 1, "a": 2}\n  \n{"b": null}\n{"c": 3}'
    records, faults = read(tmp_path / "x.jsonl", raw)
    assert [(r.data, r.line, raw[r.offset :].split(b"\n")[0]) for r in records] == [
        ({"a": 1}, 1, b'\xef\xbb\xbf{"a": 1}\r'),
        ({"a": 2}, 6, b'{"a": 1, "a": 2}'),
        ({"b": None}, 8, b'{"b": null}'),
        ({"c": 3}, 9, b'{"c": 3}'),
    ]
    assert [(f.code, f.line, f.column, f.path) for f in faults] == [
        ("R003", 3, 7, "x.jsonl"),
        ("R002", 4, 8, "x.jsonl"),
        ("R008", 5, 1, "x.jsonl"),
        ("R004", 6, 10, "x.jsonl"),
        ("R011", 8, 7, "x.jsonl"),
    ]


def test_a_line_separator_in_text_does_not_break_the_line(tmp_path: Path) -> None:
    records, faults = read(tmp_path / "x.jsonl", '{"a": "x\u2028y"}\n{"a": "x\u0085y"}\n'.encode())
    assert [record.data for record in records] == [{"a": "x\ufffdy"}, {"a": "x\ufffdy"}]
    assert [(f.code, f.line, f.column, f.field) for f in faults] == [("R010", 1, 9, "/a"), ("R010", 2, 9, "/a")]


@pytest.mark.parametrize("last", ['{"a": [1, 2', '{"a": "x', '{"a"', '{"a": 1, '])
def test_a_last_line_that_is_cut_off_says_so(tmp_path: Path, last: str) -> None:
    records, (fault,) = read(tmp_path / "x.jsonl", b'{"a": 1}\n' + last.encode())
    assert [record.data for record in records] == [{"a": 1}]
    assert (fault.code, fault.line) == ("R003", 2)
    assert "cut off" in (fault.help or "")


def test_utf_16_is_one_fault_of_the_file(tmp_path: Path) -> None:
    records, faults = read(tmp_path / "x.jsonl", '{"a": 1}\n{"a": 2}\n'.encode("utf-16"))
    assert (records, [(f.code, f.line) for f in faults]) == ([], [("R002", 1)])


def test_an_empty_file_is_a_fault(tmp_path: Path) -> None:
    assert [fault.code for fault in read(tmp_path / "x.jsonl", b"")[1]] == ["R007"]


@pytest.mark.parametrize("raw", [b"\n", b"\n\n  \n", b" \t\r\n"])
def test_a_file_of_blank_lines_is_empty(tmp_path: Path, raw: bytes) -> None:
    assert [(f.code, f.line) for f in read(tmp_path / "x.jsonl", raw)[1]] == [("R007", 1)]


@pytest.mark.parametrize(
    ("line", "code", "column", "helps"),
    [
        pytest.param(b'{"a": 1},', "R003", 9, "delete the comma", id="a comma after it"),
        pytest.param(b'{"a": 1}{"a": 2}', "R003", 9, "begin a new one", id="two on a line"),
        pytest.param(b'[{"a": 1},', "R003", 11, "take the [ ]", id="an array over lines"),
        pytest.param(b"# a comment", "R003", 1, "JSON has no comments", id="a comment"),
        pytest.param(b"```json", "R003", 1, "marks code in Markdown", id="a fence of Markdown"),
        pytest.param(b"\x0c", "R003", 1, "delete it", id="a form feed"),
        pytest.param(bytes(8), "R003", 1, "delete it", id="zeros that a crash left"),
        pytest.param(b'\xef\xbb\xbf{"a": 1}', "R010", 1, "delete it", id="the mark of a file glued on"),
        pytest.param(b'{"events": [{"a": 1}]}', None, 0, "", id="a file of events in a line"),
    ],
)
def test_a_line_that_is_none_says_what_to_do(
    tmp_path: Path, line: bytes, code: str | None, column: int, helps: str
) -> None:
    records, faults = read(tmp_path / "x.jsonl", b'{"a": 1}\n' + line + b'\n{"b": 2}\n')
    assert [record.data for record in records][:: len(records) - 1] == [{"a": 1}, {"b": 2}]
    assert [(f.code, f.line, f.column) for f in faults] == ([(code, 2, column)] if code else [])
    assert all(helps in (f.help or "") for f in faults)


@pytest.mark.parametrize(
    ("first", "helps"),
    [(b"id: a\n", ".yaml"), (b"---\n", ".yaml"), (b"\xef\xbb\xbfid: a\r\n", ".yaml"), (b"{\n", ".json")],
)
def test_a_file_of_another_form_is_one_fault(tmp_path: Path, first: bytes, helps: str) -> None:
    records, faults = read(tmp_path / "x.jsonl", first + b"title: b\nsummary: c\n")
    assert (records, [(f.code, f.line) for f in faults]) == ([], [("R003", 1)])
    assert helps in str(faults[0].help)


def test_a_place_is_found_in_its_own_line(tmp_path: Path) -> None:
    records, _ = read(tmp_path / "x.jsonl", b'\xef\xbb\xbf{"a": 1}\n{"a": {"b": "\xc3\xa9", "c": 5}}\n')
    found = position(Diagnostic("S103", "wrong", "/a/c"), records[1])
    assert (found.path, found.line, found.column, found.end_line, found.end_column) == ("x.jsonl", 2, 23, 2, 24)
    found = position(Diagnostic("S103", "wrong", "/a"), records[0])
    assert (found.line, found.column) == (1, 7)


def test_a_fault_names_its_event(tmp_path: Path) -> None:
    _, faults = read(tmp_path / "x.jsonl", b'{"id": "e-1", "a": null}\n{"id": 5, "a": null}\n')
    assert [fault.event_id for fault in faults] == ["e-1", None]
