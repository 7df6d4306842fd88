"""Tables by the column: whatever the events are, they equal the tables that are made of Python's rows, bit for bit."""

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.release.by_rows import arrow_tables, bound, content_of, csv_bytes, tables_of

from regesta.contract import Contract, Schema, properties, resolved
from regesta.jsontext import compact
from regesta.release.bounds import BOUNDS, bounds
from regesta.release.columns import tables
from regesta.release.content import JSON_TABLES, Content, json_lines
from regesta.release.formats.csvtext import csv_header, csv_rows
from regesta.release.tables import Tables, nested

ROOT = Path(__file__).parents[2]
PLAIN = Contract()
EXTENDED = Contract(
    extension={
        "type": "object",
        "properties": {
            "rank": {"type": "integer"},
            "weight": {"type": "number"},
            "seen": {"type": "boolean"},
            "note": {"type": "string"},
            "parts": {"type": "array"},
            "whole": {"type": "object"},
        },
    }
)
EVENT = PLAIN.schema("event")

TEXTS = st.text(st.characters(exclude_categories=["C"], include_characters="\n"), min_size=1, max_size=6) | (
    st.sampled_from(
        ["=1", "+", "-x", "@", "'", "''a", '"', 'a"b', "a,b", "; ", "null", "NA", "true", "1", " ", "é\U0001f600"]
    )
)
IDS = st.sampled_from(["a", "a-b", "a-b-c", "a1", "b", "s", "0"])
OFFSETS = st.sampled_from(["Z", "+00:00", "+03:00", "-03:00", "+05:45", "+19:59", "-19:59"])
DAYS = st.dates().map(str) | st.sampled_from(
    ["-0054-03-15", "+12000-01-01", "-12000-01-01", "0000-12-31", "0001-01-01"]
)
INSTANTS = st.builds("{}T{}{}".format, st.dates().map(str), st.times().map(lambda t: f"{t:%H:%M:%S}"), OFFSETS)
EDGES = st.sampled_from(["0001-01-01T00:00:00+03:00", "9999-12-31T23:59:59-03:00", "0001-01-01T00:00:00Z"])
NUMBERS = st.floats(-(2**53), 2**53) | st.integers(-(2**53), 2**53).map(float) | st.integers(-9, 9)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.just("extra"), inner, max_size=3),
    max_leaves=6,
)
EXTRAS = st.dictionaries(TEXTS | st.just("extra"), JSON, min_size=1, max_size=3)
DECLARED = st.fixed_dictionaries(
    {"other": JSON},
    optional={
        "rank": st.integers(-(2**53), 2**53),
        "weight": NUMBERS,
        "seen": st.booleans(),
        "note": TEXTS,
        "parts": st.lists(JSON, max_size=2),
        "whole": EXTRAS,
    },
)


def values(node: Schema, name: str) -> st.SearchStrategy[Any]:
    """Values that a field may hold, by its node; texts are more varied than the contract has them."""
    if node["type"] == "object":
        return objects(node)
    if node["type"] == "array":
        item = resolved(EVENT, node["items"])
        local = "id" in item.get("properties", {}) or node.get("uniqueItems")
        unique: Any = (lambda one: one["id"] if isinstance(one, dict) else one) if local else None
        return st.lists(values(item, name), min_size=1, max_size=4 if name == "claims" else 3, unique_by=unique)
    scalars = {"integer": st.integers(-(2**53), 2**53), "number": NUMBERS, "boolean": st.booleans()}
    if node["type"] in scalars:
        return scalars[node["type"]]
    if node.get("x-form") == "bound":
        return DAYS | INSTANTS | EDGES
    if name == "role":
        return st.sampled_from(["location", "initiator", "recipient", "target"])
    return IDS if "x-refers" in node else TEXTS


def objects(node: Schema, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with any of their fields, in the order of the contract."""
    fields = {
        name: more.get(name, values(child, name) if name != "extra" else st.nothing())
        for name, child in properties(EVENT, node).items()
        if not child.get("x-unreleased") and name != "withdrawn"
    }
    always = {name for name in ("id", "date") if name in fields and (name == "id" or node is EVENT)}
    some = st.fixed_dictionaries(
        {name: fields[name] for name in always}, optional={n: f for n, f in fields.items() if n not in always}
    )
    return some.map(lambda found: {name: found[name] for name in fields if name in found})


def events(extras: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    many = st.lists(objects(EVENT, extra=extras), max_size=5, unique_by=lambda event: event["id"])
    return many.map(lambda found: sorted(found, key=lambda event: event["id"]))


def content(found: list[dict[str, Any]], shared: Iterable[str] = ()) -> Content:
    sources = [{"id": one} for one in sorted(shared)]
    return {"events": found, "actors": [], "places": [], "sources": sources, "withdrawn": []}


def made_of(contract: Contract, data: Content, cuts: Iterable[int] = ()) -> Tables:
    """The tables by the column, the events cut into chunks."""
    shared = pa.array([source["id"] for source in data["sources"]], pa.string())
    found = tables_of(contract, "changes", b"", shared)
    for kind in JSON_TABLES:
        rows = data[kind]
        ends = sorted({0, len(rows), *(cut for cut in cuts if kind == "events" and cut < len(rows))})
        parts = [tables_of(contract, kind, json_lines(rows[a:b]), shared) for a, b in pairwise(ends or [0, 0])]
        parts = parts or [tables_of(contract, kind, b"", shared)]
        found |= {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}
    return found


def assert_equal(found: Tables, expected: Tables) -> None:
    assert set(found) == set(expected)
    for name, table in expected.items():
        found[name].validate(full=True)
        assert found[name].schema.equals(table.schema, check_metadata=True), name
        assert found[name].equals(table), [c for c in table.column_names if not found[name][c].equals(table[c])]


@pytest.mark.long
@pytest.mark.parametrize(("contract", "extras"), [(PLAIN, EXTRAS), (EXTENDED, DECLARED)], ids=["plain", "extended"])
def test_any_events_make_the_tables_and_the_csv_that_rows_make(
    contract: Contract, extras: st.SearchStrategy[Any]
) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(found=events(extras), shared=st.sets(IDS, max_size=3), cuts=st.sets(st.integers(1, 4)))
    def holds(found: list[dict[str, Any]], shared: set[str], cuts: set[int]) -> None:
        data = content(found, shared)
        expected = arrow_tables(contract, data)
        whole = made_of(contract, data)
        assert_equal(whole, expected)
        assert_equal(made_of(contract, data, cuts), expected)
        for name in tables(contract):
            assert csv_header(whole[name].schema) + csv_rows(whole[name]) == csv_bytes(expected[name])

    holds()


def test_the_example_dataset_makes_the_tables_that_rows_make() -> None:
    examination, data = content_of(ROOT / "fixtures/wagner-mutiny", "2026-01-01")
    expected = arrow_tables(examination.dataset.contract, data)
    assert_equal(made_of(examination.dataset.contract, data), expected)
    assert_equal(made_of(examination.dataset.contract, data, range(len(data["events"]))), expected)


def test_changes_are_numbered_on_from_chunk_to_chunk() -> None:
    rows: list[dict[str, Any]] = [{"table": "events", "id": name, "change": "added"} for name in "abc"]
    none = pa.array([], pa.string())
    parts = [tables_of(PLAIN, "changes", json_lines(rows[a:b]), none, a)["changes"] for a, b in ((0, 2), (2, 3))]
    assert pa.concat_tables(parts).equals(arrow_tables(PLAIN, content([]), rows)["changes"])


@settings(max_examples=300, deadline=None)
@given(texts=st.lists(st.none() | DAYS | INSTANTS | EDGES, max_size=6), name=st.sampled_from(sorted(BOUNDS)))
def test_bounds_of_many_are_the_bounds_of_each(texts: list[str | None], name: str) -> None:
    field = name.partition("_")[0]
    each = [bound({field: text} if text is not None else {}, name) for text in texts]
    assert bounds(pa.array(texts, pa.string()), name).to_pylist() == each


@pytest.mark.parametrize(
    "chunk",
    [
        b'{"id":"a"',
        b'{"id":1}\n',
        b'{"id":"a"}\n\n{"id":"b"}\n',
        b'{"id":"a"}{"id":"b"}\n',
        b"[]\n",
        b"null\n",
        b'{"id":"\xff"}\n',
    ],
)
def test_what_is_no_chunk_of_events_is_refused(chunk: bytes) -> None:
    with pytest.raises(ValueError, match=r"lines|JSON|utf-8"):
        nested(PLAIN, chunk)


def test_extra_is_told_from_texts_that_look_like_it() -> None:
    base: dict[str, Any] = {"id": "a", "title": 'an "extra": {"x":1}', "date": {"text": 'x","extra":{"y":2}'}}
    lines = json_lines([base, {**base, "tags": ["extra"]}, {**base, "extra": {"extra": {"z": 1.5}}}])
    assert nested(PLAIN, lines)["extra_json"].to_pylist() == [None, None, compact({"extra": {"z": 1.5}})]


@pytest.mark.parametrize(
    ("node", "value", "column", "cell"),
    [
        ({"enum": [1, 2, 3]}, 1, pa.int64(), 1),
        ({"const": 5}, 5, pa.int64(), 5),
        ({"enum": ["dry", "rain"]}, "dry", pa.string(), "dry"),
        ({"enum": ["a", 1, True]}, "a", pa.string(), '"a"'),
        ({"enum": ["a", 1, True]}, True, pa.string(), "true"),
        ({}, "5", pa.string(), '"5"'),
        ({}, 5, pa.string(), "5"),
        ({"type": ["string", "number"]}, 7, pa.string(), "7"),
        ({"type": "array"}, [1, "a"], pa.string(), '[1,"a"]'),
        ({"type": "integer"}, 5.0, pa.int64(), 5),
        ({"type": "number"}, 5, pa.float64(), 5.0),
    ],
)
def test_a_property_of_the_extension_is_its_type_or_json_text(
    node: dict[str, Any], value: Any, column: pa.DataType, cell: Any
) -> None:
    contract = Contract(extension={"type": "object", "properties": {"p": node}})
    table = made_of(contract, content([{"id": "a", "extra": {"p": value}}, {"id": "b"}]))["events_flat"]
    assert (table.schema.field("extra_p").type, table["extra_p"].to_pylist()) == (column, [cell, None])


def test_what_an_open_extension_does_not_declare_is_in_the_flat_table_all_the_same() -> None:
    open_one = {"type": "object", "properties": {"p": {"type": "integer"}}}
    data = content([{"id": "a", "extra": {"p": 1, "q": [2]}}])
    table = made_of(Contract(extension=open_one), data)["events_flat"]
    assert (table["extra_json"].to_pylist(), table["extra_p"].to_pylist()) == (['{"p":1,"q":[2]}'], [1])
    closed = made_of(Contract(extension={**open_one, "additionalProperties": False}), data)["events_flat"]
    assert "extra_json" not in closed.column_names
    named_so = made_of(Contract(extension={"properties": {"json": {"type": "string"}}}), data)["events_flat"]
    assert named_so.column_names.count("extra_json") == 1


def test_a_last_line_without_its_end_counts() -> None:
    assert nested(PLAIN, json.dumps({"id": "a", "date": {"start": "2023-06-24"}}).encode()).num_rows == 1
