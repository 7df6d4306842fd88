"""YAML keeps what the author typed and hides nothing."""

from pathlib import Path
from typing import Any

import pytest

from regesta.read import read_document

SCHEMA = {
    "properties": {
        "text": {"type": "string"},
        "version": {"const": "1"},
        "best": {"type": "number"},
        "count": {"type": "integer"},
        "flag": {"type": "boolean"},
        "places": {"items": {"$ref": "#/$defs/place"}},
        "extra": {"type": "object"},
    },
    "$defs": {"place": {"properties": {"name": {"type": "string"}, "latitude": {"type": "number"}}}},
}


def read(folder: Path, text: str | bytes, schema: dict[str, Any] = SCHEMA) -> tuple[Any, list[tuple[str, int, int]]]:
    path = folder / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    value, found = read_document(path, "file.yaml", schema)
    assert all(fault.path == "file.yaml" for fault in found)
    return value, [(fault.code, fault.line or 0, fault.column or 0) for fault in found]


AS_TYPED = [
    "NO",
    "yes",
    "012",
    "1.20",
    "12:30:45",
    "2024-03-01",
    "1_000",
    "0x1F",
    "true",
    "1e3",
    "+5",
    "=",
    "Off",
    ".5",
]


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_text_field_keeps_what_was_typed(tmp_path: Path, typed: str) -> None:
    assert read(tmp_path, f"text: {typed}\n") == ({"text": typed}, [])


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("version: 1", "1"),
        ("best: 1.20", 1.2),
        ("best: -0", 0),
        ("best: -0.0", 0.0),
        ("best: 012", "012"),
        ("best: +5", "+5"),
        ("best: 1_000", "1_000"),
        ("best: true", "true"),
        ('best: "12"', "12"),
        ("count: 3.0", 3.0),
        ("flag: true", True),
        ("flag: yes", "yes"),
        ("flag: 1", "1"),
        ("unknown: 12", 12),
        ("unknown: 012", "012"),
        ("unknown: true", True),
        ("unknown: True", "True"),
        ("unknown: NO", "NO"),
        ("unknown: 2024-03-01", "2024-03-01"),
        ("text: 'null'", "null"),
        ("text: nothing", "nothing"),
    ],
)
def test_a_plain_scalar_is_read_by_the_contract(tmp_path: Path, line: str, value: Any) -> None:
    read_value, faults = read(tmp_path, line + "\n")
    (found,) = read_value.values()
    assert (found, type(found), str(found), faults) == (value, type(value), str(value), [])


def test_a_shape_is_followed_through_references_and_lists(tmp_path: Path) -> None:
    value, faults = read(tmp_path, "places:\n- name: 12\n  latitude: 12\nextra: {a: 12, b: x}\n")
    assert (value, faults) == ({"places": [{"name": "12", "latitude": 12}], "extra": {"a": 12, "b": "x"}}, [])


@pytest.mark.parametrize("typed", ["null", "Null", "NULL", "~", ""])
@pytest.mark.parametrize("field", ["text", "best", "unknown"])
def test_a_plain_null_is_refused_everywhere(tmp_path: Path, field: str, typed: str) -> None:
    value, faults = read(tmp_path, f"{field}: {typed}\nflag: true\n")
    assert value == {field: None, "flag": True}
    assert faults == [("R011", 1, len(field) + (3 if typed else 2))]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("text: &a x\nbest: 1\n", [("R005", 1, 7)], id="anchor"),
        pytest.param("text: &a x\nother: *a\n", [("R005", 1, 7), ("R005", 2, 8)], id="anchor and alias"),
        pytest.param("text: !x y\n", [("R005", 1, 7)], id="tag"),
        pytest.param("text: ! y\n", [("R005", 1, 7)], id="empty tag"),
        pytest.param("<<: {a: b}\n", [("R005", 1, 1)], id="merge key"),
        pytest.param("%YAML 1.1\n---\ntext: x\n", [("R005", 1, 1)], id="directive"),
        pytest.param("# c\n\n%TAG ! x:%\n---\ntext: x\n", [("R005", 3, 1)], id="directive below a comment"),
        pytest.param("text: x\ntext: y\n", [("R004", 2, 1)], id="duplicate"),
        pytest.param('text: x\n"te\\x78t": y\n', [("R004", 2, 1)], id="duplicate through an escape"),
        pytest.param("\u00e9: x\ne\u0301: y\n", [("R004", 2, 1)], id="duplicate after NFC"),
        pytest.param("places:\n- {name: a, name: b}\n", [("R004", 2, 13)], id="duplicate below"),
        pytest.param("text: x\ntext: y\nbest: &a 1\n", [("R004", 2, 1), ("R005", 3, 7)], id="two faults"),
        pytest.param("? [a]\n: 1\n", [("R005", 1, 3)], id="list as key"),
        pytest.param("~: 1\n", [("R005", 1, 1)], id="null as key"),
        pytest.param("*a : 1\n", [("R005", 1, 1)], id="alias as key"),
        pytest.param("{*a : 1, *a : 2}\n", [("R005", 1, 2), ("R005", 1, 10)], id="aliases as keys"),
        pytest.param("{[1]: 1, [1]: 2}\n", [("R005", 1, 2), ("R005", 1, 10)], id="lists as keys"),
        pytest.param("text: x\n---\ntext: y\n", [("R006", 2, 1)], id="second document"),
        pytest.param("", [("R007", 1, 1)], id="nothing"),
        pytest.param("# only this\n", [("R007", 1, 1)], id="comment only"),
        pytest.param("---\n", [("R007", 1, 1)], id="marker only"),
        pytest.param("text: a: b\n", [("R003", 1, 8)], id="colon in text"),
        pytest.param("text: 'a\nbest: 1\n", [("R003", 1, 7)], id="quote left open"),
        pytest.param("text:\n\t- a\n", [("R003", 2, 1)], id="tab as indentation"),
        pytest.param("text: x\nbest\n", [("R003", 2, 1)], id="key without colon"),
        pytest.param("extra: " + "[" * 100_000, [("R009", 1, 71)], id="deeper than libyaml looks ahead"),
        pytest.param('unknown: ["a" b, ' + "[" * 100_000, [("R003", 1, 15)], id="a slip before the depth"),
        pytest.param("just text\n", [("R008", 1, 1)], id="text alone"),
        pytest.param(b"text: \xff\n", [("R002", 1, 7)], id="not UTF-8"),
        pytest.param("text: x\n".encode("utf-16"), [("R002", 1, 1)], id="UTF-16"),
    ],
)
def test_what_hides_or_breaks_content_is_refused_with_its_place(
    tmp_path: Path, text: str | bytes, faults: list[tuple[str, int, int]]
) -> None:
    assert read(tmp_path, text) == (None, faults)


@pytest.mark.parametrize(
    "char", ["\x85", "\u2028", "\u2029", "\r", "\x00", "\x1b", "\ufeff", "\ufffe", "\u202e", "\U000e0041"]
)
def test_a_refused_character_hides_no_key(tmp_path: Path, char: str) -> None:
    value, faults = read(tmp_path, f"best: 1\ntext: a{char}country\n")
    assert (value, faults) == ({"best": 1, "text": "a\ufffdcountry"}, [("R010", 2, 8)])
    value, faults = read(tmp_path, f"best: 1\ntext: a{char}country: XX\n")
    assert value is None
    assert faults == ([("R010", 2, 8)] if char == "\r" else [("R010", 2, 8), ("R003", 2, 16)])  # its lines are others


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\x00", "\x1a", "\ufeff"])
def test_a_refused_character_that_breaks_a_line_is_told_once(tmp_path: Path, char: str) -> None:
    assert read(tmp_path, f'text: "x"{char}best: 1\n') == (None, [("R010", 1, 10)])
    assert read(tmp_path, f"best: 1\n{char}") == (None, [("R010", 2, 1)])
    value, faults = read(tmp_path, f"best: 1\n{char}text: x\n")
    assert (value, faults) == ({"best": 1, "\ufffdtext": "x"}, [("R010", 2, 1)])


def test_a_refused_character_in_a_comment_is_reported(tmp_path: Path) -> None:
    assert read(tmp_path, "# a\u202eb\ntext: x\n") == ({"text": "x"}, [("R010", 1, 4)])


@pytest.mark.parametrize(("depth", "sound"), [(64, True), (65, False), (100_000, False)])
@pytest.mark.parametrize("style", ["[", "{a: ", "- "])
def test_depth_ends_at_64(tmp_path: Path, style: str, depth: int, sound: bool) -> None:
    closing = {"[": "]", "{a: ": "}", "- ": ""}[style]
    value, faults = read(tmp_path, style * depth + "x" + closing * depth)
    assert (value is not None) == sound
    assert [code for code, _, _ in faults] == ([] if sound else ["R009"])


def test_block_scalars_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    text = "\ufeff---\r\nsummary: |\r\n  one\r\n  two\r\ntext: >-\r\n  three\r\n  four\r\n...\r\n"
    assert read(tmp_path, text) == ({"summary": "one\ntwo\n", "text": "three four"}, [])


@pytest.mark.parametrize("typed", ["9" * 10_000, "-" + "9" * 19, "9007199254740993", "1e400", "1E+9999999999"])
def test_a_number_beyond_2_to_53_is_refused_and_harmless(tmp_path: Path, typed: str) -> None:
    value, faults = read(tmp_path, f"best: {typed}\ntext: x\n")
    assert faults == [("R012", 1, 7)]
    assert abs(value["best"]) < float("inf")


def test_a_long_value_is_cut_in_the_message(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("".join(f"? {'k' * 70_000}\n: 1\n" for _ in range(2)), encoding="utf-8")
    _, (fault,) = read_document(path, "file.yaml", {})
    assert fault.code == "R004"
    assert len(fault.message) < 130
