"""What holds of the readers for every text there is; hypothesis and atheris look for one of which it does not hold."""

import json
import math
import unicodedata
from collections.abc import Callable, Iterator
from itertools import count, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml

from regesta.diagnostics import RULES, Diagnostic
from regesta.read import Record, Span, read_document, read_records, settle
from regesta.read.json import parse_json, quick, value_of, walk
from regesta.read.layout import Node, children
from regesta.read.locate import layout_for, locate_in
from regesta.read.numbers import is_number
from regesta.read.source import Refused, decode

SCHEMA = {
    "properties": {
        "text": {"type": "string"},
        "id": {"type": "string"},
        "best": {"type": "number"},
        "flag": {"type": "boolean"},
        "places": {"items": {"properties": {"name": {"type": "string"}}}},
    },
}
_NUMBERS = count()
_FOLDER = TemporaryDirectory(prefix="fuzz-")
Reread = Callable[[str], Any]


class Reading(NamedTuple):
    """A file that was read: its text (None where it is no UTF-8), its value and the faults."""

    path: Path
    text: str | None
    value: Any
    faults: list[Diagnostic]


def hold_yaml(raw: bytes) -> None:
    reading = _read(raw, ".yaml")
    if _is_sound(reading) and reading.text is not None:
        assert _is_equal(reading.value, as_text(reading.text))
        _hold_places(reading, lambda text: as_text(f" {text}"), "{}: x".format)


def as_text(source: str | bytes) -> Any:
    """What PyYAML reads, every scalar as text."""
    return yaml.load(source, yaml.CBaseLoader)  # noqa: S506 - it builds text, lists and dictionaries alone


def hold_json(raw: bytes) -> None:
    reading = _read(raw, ".json")
    codes = {fault.code for fault in reading.faults}
    try:
        wanted = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse, parse_int=_whole)
    except RecursionError:
        assert codes
    except ValueError:
        # A control character is read on: R010, or what is found before it is looked for.
        assert codes & {"R002", "R003", "R004", "R007", "R008", "R009", "R010"}
    else:
        assert not codes & {"R003", "R005", "R006", "R007"}
        assert codes or _is_equal(reading.value, wanted)
    if _is_sound(reading):
        _hold_places(reading, json.loads, "{{{}: 0}}".format)
    if reading.text is not None:
        _hold_both_ways(raw.removeprefix(b"\xef\xbb\xbf"), reading.text)


def hold_lines(raw: bytes) -> None:
    """A line of a .jsonl file is read as if it stood alone below an empty line."""
    found = list(_records(raw, ".jsonl"))
    lines = raw.split(b"\n")
    if any(isinstance(item, Diagnostic) and item.code == "R002" and item.line == 1 for item in found):
        return
    if lines[0].strip() in (b"{", b"["):  # no JSON Lines at all
        return
    if isinstance(found[0], Diagnostic) and found[0].message == "this looks like YAML, not JSON":
        assert len(found) == 1
        return
    for number in range(2, min(len(lines), 40) + 1):
        line = lines[number - 1] + (b"\n" if number < len(lines) else b"")
        alone = (
            list(_records(b"\n" + line, ".jsonl")) if line.strip(b" \t\r\n") else []
        )  # blank lines alone are no file
        assert [_told(item, number - 2) for item in alone] == [_told(item) for item in found if item.line == number]


def _told(item: Any, lines_before: int = 0) -> tuple[Any, ...]:
    if isinstance(item, Record):
        return (item.line + lines_before, repr(item.data))
    end = (item.end_line or 0) + lines_before
    return ((item.line or 0) + lines_before, item.column, end, item.end_column, item.code, item.message, item.help)


def _read(raw: bytes, suffix: str) -> Reading:
    path = _written(raw, suffix)
    try:
        value, faults = read_document(path, path.name, SCHEMA)
        for item in read_records(path, path.name, SCHEMA):
            _hold_item(item, raw)
    finally:
        path.unlink()
    for fault in faults:
        _hold_fault(fault, raw)
    assert value is not None or faults
    json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    try:
        return Reading(path, decode(raw), value, faults)
    except Refused:
        return Reading(path, None, value, faults)


def _records(raw: bytes, suffix: str) -> Iterator[Any]:
    path = _written(raw, suffix)
    try:
        for item in read_records(path, path.name, SCHEMA):
            _hold_item(item, raw)
            yield item
    finally:
        path.unlink()


def _written(raw: bytes, suffix: str) -> Path:
    path = Path(_FOLDER.name, f"{next(_NUMBERS)}{suffix}")
    path.write_bytes(raw)
    return path


def _hold_item(item: Any, raw: bytes) -> None:
    if isinstance(item, Diagnostic):
        _hold_fault(item, raw)
    else:
        json.dumps(item.data, allow_nan=False, ensure_ascii=False).encode()


def _hold_fault(fault: Diagnostic, raw: bytes) -> None:
    """A fault has a code, a short message, and a place in the file that is at least one column wide."""
    lines = raw.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    assert fault.code in RULES
    assert 0 < len(fault.message) < 200
    assert fault.path
    assert fault.line is not None
    assert fault.column is not None
    assert fault.end_line is not None
    assert fault.end_column is not None
    assert (1, 1) <= (fault.line, fault.column) < (fault.end_line, fault.end_column)
    assert fault.end_line <= len(lines)
    assert fault.column <= len(lines[fault.line - 1]) + 1
    assert fault.end_column <= len(lines[fault.end_line - 1]) + 2


def _is_sound(reading: Reading) -> bool:
    return not reading.faults


def _hold_places(reading: Reading, reread: Reread, keyed: Callable[[str], str]) -> None:
    """Every pointer leads to the text of its value and of its key; values lie within each other, one after another.

    keyed writes an object that has the text of a key alone.
    """
    assert reading.text is not None
    root = layout_for(reading.path)(reading.text)
    assert root is not None
    _hold_nested(root)
    for pointer, key, value in _leaves(reading.value, "", None):
        text = _cut(reading.text, locate_in(reading.text, root, pointer))
        if text[:1] not in ("|", ">"):  # a block scalar is read by the indentation around it
            assert _is_equal(value, reread(text)), (pointer, text)
        text = _cut(reading.text, locate_in(reading.text, root, pointer, "key"))
        if key is not None and "\n" not in text:
            assert _is_equal([key], list(reread(keyed(text)))), (pointer, text)


def _hold_nested(node: Node) -> None:
    below = [child for _, child in children(node)]
    assert node.start <= node.end
    for child in below:
        assert node.start <= child.start
        assert child.end <= node.end
        _hold_nested(child)
    for one, other in pairwise(below):
        assert one.end <= other.start
    for member in (node.members or {}).values():
        assert node.start <= member.start < member.end <= member.node.start


def _leaves(value: Any, pointer: str, key: str | None) -> Iterator[tuple[str, str | None, Any]]:
    """Yield the pointer, the key (None in a list) and the value of everything that is neither object nor list."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}", name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{pointer}/{index}", None)
    else:
        yield pointer, key, value


def _cut(text: str, place: Span) -> str:
    lines = text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


def _is_equal(ours: Any, theirs: Any) -> bool:
    """Whether a value is what another parser read, whose plain YAML scalars are text; ours is in NFC, its -0 is 0."""
    if isinstance(ours, dict):
        other = {unicodedata.normalize("NFC", key): item for key, item in theirs.items()}
        return ours.keys() == other.keys() and all(_is_equal(item, other[key]) for key, item in ours.items())
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(_is_equal(*pair) for pair in zip(ours, theirs, strict=True))
    if isinstance(ours, str):
        return isinstance(theirs, str) and ours == unicodedata.normalize("NFC", theirs)
    if isinstance(theirs, str):
        return theirs == str(ours).lower() if isinstance(ours, bool) else is_number(theirs) and ours == float(theirs)
    return type(ours) is type(theirs) and bool(ours == theirs)


def _hold_both_ways(raw: bytes, text: str) -> None:
    """What is read fast is what is read slowly."""
    fast = quick(raw)
    node, faults = walk(text)
    assert node is not None or faults
    if fast is not None:
        assert node is not None or [fault.code for fault in faults] == ["R009"]
        if node is not None and not faults and not parse_json(raw)[1]:
            assert repr(settle([fast])[0]) == repr(settle([value_of(node)])[0])


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _whole(digits: str) -> float:
    """A whole number; one that is out of range need not be exact."""
    return int(digits) if len(digits) < 400 else math.inf
