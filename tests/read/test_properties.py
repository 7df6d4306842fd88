"""What is written is what is read, whatever it is; and nothing that is read raises."""

import json
import math
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.diagnostics import Diagnostic
from regesta.read import Record, Span, locate, position, read_records, source_lines
from regesta.read.text import blank

LETTERS = st.characters(exclude_categories=("C", "Zl", "Zp"))
TEXT = (
    st.text(LETTERS, min_size=1, max_size=30)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: not blank(text) and not any(unicodedata.category(char).startswith("M") for char in text))
)
FLOAT = st.floats(-(2.0**53), 2.0**53).map(lambda number: number + 0.0)
NUMBER = st.integers(-(2**53), 2**53) | FLOAT.filter(lambda number: "e" not in repr(number))  # PyYAML would tag 1e-07
RECORD = st.dictionaries(
    TEXT,
    st.recursive(
        TEXT | NUMBER | st.booleans(),
        lambda below: st.lists(below, min_size=1, max_size=4) | st.dictionaries(TEXT, below, min_size=1, max_size=4),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
).filter(lambda record: "events" not in record)


class Quoting(yaml.SafeDumper):
    """Writes text in quotes and numbers as JSON does."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
Quoting.add_representer(float, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", repr(number)))


def written(name: str, record: dict[str, Any]) -> str:
    if name.endswith("yaml"):
        return yaml.dump(record, Dumper=Quoting, allow_unicode=True)
    return json.dumps(record, ensure_ascii=False, indent=None if name.endswith("jsonl") else 1)


def pointers(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    yield pointer, value
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in below:
        yield from pointers(item, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")


def cut(path: Path, place: Span) -> str:
    lines = source_lines(path, place.line, place.end_line)
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


@given(RECORD, st.sampled_from(["a.yaml", "a.json", "a.jsonl"]))
@settings(deadline=None)
def test_a_record_reads_back_equal_and_every_pointer_leads_to_its_text(record: dict[str, Any], name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_text(written(name, record), encoding="utf-8", newline="")
        (read,) = read_records(path, name, {})
        assert isinstance(read, Record)
        assert read.data == record
        for pointer, value in pointers(record):
            if not isinstance(value, (dict, list)):
                assert yaml.safe_load(cut(path, locate(read, pointer))) == value


@given(st.dictionaries(TEXT, FLOAT | st.integers(-(2**53), 2**53), min_size=1))
@settings(deadline=None)
def test_numbers_read_back_with_their_type(record: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_text(json.dumps(record), encoding="utf-8")
        (read,) = read_records(path, path.name, {})
        assert isinstance(read, Record)
        assert repr(read.data) == repr(record)


BYTES = st.binary(max_size=60) | st.text(
    st.sampled_from("{}[]\":,-|>&*!%#?'\\\n\t aeu0189.\u202e\u0301\u2028\ufeff"), max_size=60
).map(lambda text: text.encode())


@given(BYTES, st.sampled_from(["a.yaml", "a.json", "a.jsonl"]))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_the_readers_raise_and_every_fault_has_its_place(raw: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(raw)
        for item in read_records(path, name, {}):
            if isinstance(item, Diagnostic):
                assert item.line is not None
                assert item.column is not None
                assert (1, 1) <= (item.line, item.column) < (item.end_line or 0, item.end_column or math.inf)
            elif isinstance(item, Record):
                json.dumps(item.data, allow_nan=False, ensure_ascii=False).encode()
                assert position(Diagnostic("S101", "x", "/a/0", "key"), item).line is not None
