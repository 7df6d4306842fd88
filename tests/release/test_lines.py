"""Released events as lines: whatever an event holds, they are those that the plain reader and writer give."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic_core import to_json

from regesta.contract import Contract, Schema, properties, resolved
from regesta.jsontext import compact
from regesta.release.lines import in_order, line_of, read_basis, read_event, with_fields
from regesta.walk import ordered

CONTRACT = Contract()
EVENT = CONTRACT.schema("event")
TEXTS = st.text(max_size=6) | st.sampled_from(["\x00\x1f\x7f", '"\\/', "\u2028\u2029", "\U0001f600", "1e-7", "e1"])
NUMBERS = (
    st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(2**70), 2**70)
    | st.sampled_from([0, -0.0, 1e-4, 9.999e-05, -1e-4, 1e-7, 1e15, 1e16, -1e16, 1e22, 5e-324, 2**53, 0.1])
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def values(node: Schema) -> st.SearchStrategy[Any]:
    """Values of the type of a node, in objects the fields in any order."""
    node = resolved(EVENT, node)
    if node["type"] == "array":
        return st.lists(values(node["items"]), max_size=2)
    if node["type"] == "object":
        return objects(node)
    whole = st.integers(-(2**70), 2**70) | st.integers(-9, 9).map(float)
    return {"string": TEXTS, "boolean": st.booleans(), "integer": whole, "number": NUMBERS}[node["type"]]


def objects(node: Schema) -> st.SearchStrategy[dict[str, Any]]:
    fields = properties(EVENT, node)
    chosen = st.lists(st.sampled_from(sorted(fields)), unique=True, max_size=6)
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries(
            {name: st.dictionaries(TEXTS, ANYTHING) if name == "extra" else values(fields[name]) for name in names}
        )
    )


@pytest.mark.long
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(event=objects(EVENT))
def test_an_event_is_read_and_written_as_the_plain_way_does(event: dict[str, Any]) -> None:
    line = compact(event).encode()
    expected = compact(ordered(EVENT, EVENT, json.loads(line)))
    found, plain = read_event(CONTRACT, line)
    assert compact(found) == expected
    assert line_of(found, plain=plain) == (expected + "\n").encode()


@pytest.mark.parametrize(
    ("event", "plain"),
    [
        ({"title": "1e-7", "places": [{"latitude": 12, "longitude": -0.0}]}, True),
        ({"quantities": [{"best": 1e15, "low": 1e-4}]}, True),
        ({"quantities": [{"best": 1e16}]}, False),
        ({"quantities": [{"best": -1e-5}]}, False),
        ({"extra": {"a": 1}}, False),
        ({"quantities": [{"unknown": 1e-5}]}, False),
    ],
)
def test_an_event_is_plain_unless_a_number_in_it_may_be_written_with_an_exponent(
    event: dict[str, Any], plain: bool
) -> None:
    assert read_event(CONTRACT, compact(event).encode())[1] is plain


@given(keys=st.permutations(list(properties(EVENT, EVENT))))
def test_the_fields_of_an_event_are_put_in_the_order_of_the_contract(keys: list[str]) -> None:
    assert list(in_order(CONTRACT, dict.fromkeys(keys, ""))) == list(properties(EVENT, EVENT))


FILLED = {
    "id": "e1",
    "title": "1e-7",
    "places": [{"name": "A", "latitude": 12.0, "longitude": -0.0}],
    "quantities": [{"measure": "killed", "low": 0.0001, "best": 3.0}],
    "claims": [{"id": "c1", "act": "denies", "date": {"text": "today"}, "credibility": 3}],
    "sources": [{"id": "s1", "publisher": "P", "published": {"text": "1 May"}}],
    "provenance": {"confidence": 0.5},
    "missing": [{"field": "/summary", "reason": "not-stated"}],
}
BASIS = ("id", "claims", "sources", "missing")
COMPUTED = {"verification": "reported", "same_as_group": 'e"1', "n_sources": 1, "n_origins": 0, "n_claims": 1, "n_denials": 1}  # fmt: skip


def test_a_line_is_read_for_what_the_computed_fields_rest_on() -> None:
    basis = read_basis(CONTRACT, compact(FILLED).encode())
    assert basis is not None
    assert {name: basis[name] for name in BASIS} == {name: FILLED[name] for name in BASIS}
    assert "title" not in basis


@pytest.mark.parametrize(
    "more",
    [
        {"withdrawn": {"at": "2024-01-01", "reason": "duplicate"}},
        {"waivers": []},
        {"withhold": []},
        {"extra": {}},
        {"verification": "verified"},
        {"quantities": [{"best": 1e16}]},
        {"quantities": [{"best": 1.0}, {"high": -1e-5}]},
        {"places": [{"latitude": 1e-5}]},
        {"provenance": {"confidence": 1e-5}},
        {"sources": [{"id": "a"}, {"id": "s", "text_file": "evidence/s.txt"}]},
        {"sources": [{"id": "s", "text_file": "evidence/s.txt", "redistributable": False}]},
    ],
)
def test_a_line_that_needs_more_than_computed_fields_is_left_to_the_whole_reader(more: dict[str, Any]) -> None:
    assert read_basis(CONTRACT, compact(FILLED | more).encode()) is None


def test_the_file_of_a_text_that_may_be_redistributed_needs_no_more() -> None:
    source = {"id": "s", "redistributable": True, "text_file": "evidence/s.txt"}
    assert read_basis(CONTRACT, compact(FILLED | {"sources": [source]}).encode()) is not None


def test_every_number_that_may_be_written_with_an_exponent_is_looked_at() -> None:
    def pointers(node: Schema, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        node = resolved(EVENT, node)
        if node.get("type") == "number":
            yield at
        for name, child in node.get("properties", {}).items():
            yield from pointers(child, (*at, name))
        if "items" in node:
            yield from pointers(node["items"], (*at, "*"))

    def holding(value: float, at: tuple[str, ...]) -> Any:
        if not at:
            return value
        return [holding(value, at[1:])] if at[0] == "*" else {at[0]: holding(value, at[1:])}

    found = list(pointers(EVENT))
    assert len(found) > 5
    for at in found:
        assert read_basis(CONTRACT, compact(holding(1e-5, at)).encode()) is None, at
        assert read_basis(CONTRACT, compact(holding(0.5, at)).encode()) is not None, at


@pytest.mark.long
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(event=objects(EVENT))
def test_computed_fields_are_added_to_a_line_as_the_plain_writer_would_write_them(event: dict[str, Any]) -> None:
    filled = ordered(EVENT, EVENT, {"id": "e", **event})
    line = to_json(filled)
    if (basis := read_basis(CONTRACT, line)) is not None:
        assert [basis.get(name) for name in BASIS] == [filled.get(name) for name in BASIS]
        assert with_fields(line, COMPUTED) == (compact(ordered(EVENT, EVENT, filled | COMPUTED)) + "\n").encode()
