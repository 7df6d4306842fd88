"""JSON is read to the letter of its grammar, and no key twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from regesta.diagnostics import Diagnostic
from regesta.read import read_document, read_records


def read(folder: Path, text: str | bytes) -> tuple[Any, list[tuple[str, int, int]]]:
    path = folder / "file.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    value, found = read_document(path, "file.json", {})
    assert all(fault.path == "file.json" for fault in found)
    return value, [(fault.code, fault.line or 0, fault.column or 0) for fault in found]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param('{"a": 1, "a": 2}', [("R004", 1, 10)], id="duplicate"),
        pytest.param('{"id": 1,\n "\\u0069d": 2}', [("R004", 2, 2)], id="duplicate through an escape"),
        pytest.param('{"\u00e9": 1, "e\u0301": 2}', [("R004", 1, 10)], id="duplicate after NFC"),
        pytest.param('{"a": {"b": 1, "b": 2}, "a": 3}', [("R004", 1, 16), ("R004", 1, 25)], id="two duplicates"),
        pytest.param('{"a": 1} x', [("R003", 1, 10)], id="trailing garbage"),
        pytest.param('{"a": 1,\n // why\n "b": 2}', [("R003", 2, 2)], id="comment"),
        pytest.param('{"a": 1,}', [("R003", 1, 8)], id="trailing comma"),
        pytest.param('{"a": NaN}', [("R003", 1, 7)], id="NaN"),
        pytest.param('{"a": -Infinity}', [("R003", 1, 7)], id="infinity"),
        pytest.param('{"a": 012}', [("R003", 1, 7)], id="leading zero"),
        pytest.param("{'a': 1}", [("R003", 1, 2)], id="single quotes"),
        pytest.param('{"a": "b\n}', [("R003", 1, 7)], id="quote left open"),
        pytest.param('{"a": "\\x"}', [("R003", 1, 8)], id="escape unknown"),
        pytest.param('{"a": [1, 2', [("R003", 1, 12)], id="bracket left open"),
        pytest.param("", [("R007", 1, 1)], id="nothing"),
        pytest.param(" \n", [("R007", 1, 1)], id="white space"),
        pytest.param("12", [("R008", 1, 1)], id="number alone"),
        pytest.param("null", [("R008", 1, 1)], id="null alone"),
        pytest.param('{"a": 1}'.encode("utf-16"), [("R002", 1, 1)], id="UTF-16"),
        pytest.param('{"a": 1}'.encode("utf-32-le"), [("R002", 1, 1)], id="UTF-32 without mark"),
        pytest.param(b'{"a":\n "\xe9"}', [("R002", 2, 3)], id="Latin-1"),
    ],
)
def test_broken_json_is_refused_with_its_place(
    tmp_path: Path, text: str | bytes, faults: list[tuple[str, int, int]]
) -> None:
    assert read(tmp_path, text) == (None, faults)


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        ('{"a": "x', True), ('{\n "a": "x\n', True), ('{"a":', True), ('{"a": tru', True), ('{"a', True), ("[", True),
        ('{"a": "x}', False), ('{"a": "x\n y", "b": 1}', False), ('{"a": 1} x', False), ("x", False), ('{"a": 1', False),
        ('{"a": "x\n "b": "y', False),
    ],
)  # fmt: skip
def test_a_file_that_ends_within_a_value_seems_cut_off(tmp_path: Path, text: str, *, is_cut: bool) -> None:
    (tmp_path / "file.json").write_text(text)
    (fault,) = read_document(tmp_path / "file.json", "file.json", {})[1]
    assert (fault.code, "cut off" in str(fault.help)) == ("R003", is_cut)


@pytest.mark.parametrize(
    ("text", "value", "faults"),
    [
        pytest.param('{"a": null, "b": 1}', {"a": None, "b": 1}, [("R011", 1, 7)], id="null"),
        pytest.param(
            '{"a": "", "b": [], "c": {}}',
            {"a": "", "b": [], "c": {}},
            [("R011", 1, c) for c in (7, 16, 25)],
            id="empties",
        ),
        pytest.param('{"": 1}', {"": 1}, [("R011", 1, 2)], id="empty key"),
        pytest.param('{"a": "x\\u202ey"}', {"a": "x\ufffdy"}, [("R010", 1, 9)], id="bidi control, escaped"),
        pytest.param('{"a": "x\u202ey"}', {"a": "x\ufffdy"}, [("R010", 1, 9)], id="bidi control, typed"),
        pytest.param(
            '{"a": "\\\\u202e\\u202e"}', {"a": "\\u202e\ufffd"}, [("R010", 1, 15)], id="behind an escaped backslash"
        ),
        pytest.param('{"a": "\\ud83d"}', {"a": "\ufffd"}, [("R010", 1, 8)], id="lone surrogate"),
        pytest.param('{"a": "\\udb40\\udc41"}', {"a": "\ufffd"}, [("R010", 1, 8)], id="tag character as a pair"),
        pytest.param('{"a": "x\ty"}', {"a": "x\ufffdy"}, [("R010", 1, 9)], id="tab, typed"),
        pytest.param('{"a": "x\\ty"}', {"a": "x\ufffdy"}, [("R010", 1, 9)], id="tab, escaped"),
        pytest.param('{"title": "x\\ny"}', {"title": "x\ufffdy"}, [("R010", 1, 13)], id="line break in one line"),
        pytest.param('{"x\\u0000": 1}', {"x\ufffd": 1}, [("R010", 1, 4)], id="in a key"),
        pytest.param('{"a": 1e400}', {"a": 1.7976931348623157e308}, [("R012", 1, 7)], id="beyond every float"),
        pytest.param('{"a": 9007199254740993}', {"a": 2**53 + 1}, [("R012", 1, 7)], id="beyond 2^53"),
    ],
)
def test_a_fault_of_a_value_leaves_the_rest_readable(
    tmp_path: Path, text: str, value: Any, faults: list[tuple[str, int, int]]
) -> None:
    assert read(tmp_path, text) == (value, faults)


def test_thousands_of_digits_are_refused_without_a_traceback(tmp_path: Path) -> None:
    for digits in (19, 300, 5000, 100_000):
        value, faults = read(tmp_path, f'{{"a": {"9" * digits}, "b": 1}}')
        assert faults == [("R012", 1, 7)]
        assert json.loads(json.dumps(value)) == value


@pytest.mark.parametrize("text", ["\\n", "\\u000a"])
@pytest.mark.parametrize("field", ["summary", "statement", "text", "notes", "note"])
def test_some_fields_may_have_line_breaks(tmp_path: Path, field: str, text: str) -> None:
    assert read(tmp_path, f'{{"{field}": "a{text}b"}}') == ({field: "a\nb"}, [])


@pytest.mark.parametrize("text", [" ", "\u00a0\u3000", "\u200b\u2060", "\u3164\u115f", "\u2800", "\u00ad\ufe0f"])
def test_a_text_in_which_nothing_can_be_seen_is_blank(tmp_path: Path, text: str) -> None:
    for written in (json.dumps({"a": text}), json.dumps({"a": text}, ensure_ascii=False)):
        assert read(tmp_path, written) == ({"a": text}, [("R011", 1, 7)])
    assert read(tmp_path, json.dumps({"a": f"{text}x"})) == ({"a": f"{text}x"}, [])


@pytest.mark.parametrize(
    ("text", "what"),
    [("null", "a single value"), ("12", "a single value"), ('"a"', "text"), ("[1]", "a list")],
)
def test_what_is_no_record_is_named(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    (fault,) = read_records(tmp_path / "a.json", "a.json", {})
    assert isinstance(fault, Diagnostic)
    assert fault.message == f"the file is {what}, where a record is expected"


@pytest.mark.parametrize("number", ["-0", "-0.0", "-0e3", "-1e-400"])
def test_minus_zero_is_zero(tmp_path: Path, number: str) -> None:
    value, faults = read(tmp_path, f'{{"a": {number}}}')
    assert (str(value["a"]).startswith("-"), value["a"], faults) == (False, 0, [])


def test_text_is_nfc_and_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    assert read(tmp_path, '\ufeff{"e\u0301": "e\u0301"}') == ({"\u00e9": "\u00e9"}, [])


@pytest.mark.parametrize(("depth", "sound"), [(64, True), (65, False), (150, False), (100_000, False)])
def test_depth_ends_at_64(tmp_path: Path, depth: int, sound: bool) -> None:
    value, faults = read(tmp_path, "[" * depth + "1" + "]" * depth)
    assert (value is not None) == sound
    assert faults == ([] if sound else [("R009", 1, 65)])
