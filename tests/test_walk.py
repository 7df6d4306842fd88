"""A walk by the contract finds what the contract marks, wherever it lies, and copies without touching."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.contract import Contract, Schema
from regesta.walk import copied, formed, ordered, plan_of, referring

EVENT = Contract().schema("event")
NODE: Schema = {
    "properties": {"name": {"type": "string"}, "own": {"x-refers": "node"}, "below": {"$ref": "#/$defs/Below"}},
}
TREE: Schema = {
    **NODE,
    "$defs": {"Node": NODE, "Below": {"type": "array", "items": {"$ref": "#/$defs/Node"}}},
}  # a schema that contains itself
JSON = st.recursive(
    st.integers(-9, 9) | st.text(max_size=3) | st.booleans(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(["name", "own", "below", "z"]), below, max_size=4),
    max_leaves=20,
)  # fmt: skip


def slowly(data: Any, pointer: str = "") -> list[tuple[str, str, str]]:
    """The references of a tree, by hand."""
    found = []
    for key, value in data.items() if isinstance(data, dict) else ():
        if key == "own" and isinstance(value, str):
            found.append(("node", value, f"{pointer}/own"))
        if key == "below" and isinstance(value, list):
            found += [hit for n, item in enumerate(value) for hit in slowly(item, f"{pointer}/below/{n}")]
    return found


@given(JSON)
def test_references_are_found_at_any_depth_of_anything(data: Any) -> None:
    assert sorted(referring(TREE, TREE, data)) == sorted(slowly(data))


@given(JSON)
def test_a_copy_is_equal_and_shares_nothing_that_can_change(data: Any) -> None:
    def containers(value: Any) -> list[int]:
        below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        own = [id(value)] if isinstance(value, dict | list) else []
        return own + [number for item in below for number in containers(item)]

    copy = copied(data)
    assert copy == data
    assert set(containers(copy)).isdisjoint(containers(data))


@given(JSON)
def test_order_changes_no_value_and_putting_in_order_twice_changes_nothing(data: Any) -> None:
    done = ordered(TREE, TREE, data)
    assert done == data
    assert repr(ordered(TREE, TREE, done)) == repr(done)


@pytest.mark.parametrize(
    ("value", "done"),
    [
        pytest.param({"type": "a", "id": "b", "x": 1}, ["id", "type", "x"], id="known fields first, in contract order"),
        pytest.param({"z": 1, "y": 2}, ["z", "y"], id="unknown ones as they stand"),
    ],
)
def test_fields_come_in_contract_order(value: dict[str, Any], done: list[str]) -> None:
    assert list(ordered(EVENT, EVENT, value)) == done


def test_numbers_take_the_type_of_the_contract() -> None:
    done = ordered(EVENT, EVENT, {"quantities": [{"best": 2}], "places": [{"geonames": 5.0, "latitude": 3}]})
    assert repr(done) == "{'places': [{'geonames': 5, 'latitude': 3.0}], 'quantities': [{'best': 2.0}]}"


def test_a_plan_is_made_once_and_by_ref_too() -> None:
    assert plan_of(EVENT, EVENT) is plan_of(EVENT, EVENT)
    assert plan_of(EVENT, {"$ref": "#/$defs/Source"}) is plan_of(EVENT, {"$ref": "#/$defs/Source"})


def test_forms_are_found_with_their_pointers() -> None:
    found = formed(EVENT, {"id": "a", "date": {"anchor": "x"}, "sources": [{"retrieved": "y"}]})
    assert [(text, pointer) for _, text, pointer in found] == [
        ("a", "/id"),
        ("x", "/date/anchor"),
        ("y", "/sources/0/retrieved"),
    ]
