"""Validating: the two validators agree, and every explanation says where, what and what may have been meant."""

import copy
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.contract import KINDS, Contract, value_at
from regesta.read import settle
from regesta.validate import break_contract, check_forms, explain

CONTRACT = Contract()
EVENT: dict[str, Any] = {
    "id": "a-b", "title": "A meets B", "type": "consult", "subtype": "meeting", "date": {"text": "24 June 2023"},
    "places": [{"name": "Minsk", "role": "location", "latitude": 53.9, "longitude": 27.56}],
    "participants": [{"name": "A", "role": "initiator"}, {"name": "B", "role": "recipient"}],
    "quantities": [{"measure": "persons", "best": 2}],
    "claims": [{"id": "c", "act": "asserts", "speaker": "A", "via": [{"name": "N", "role": "relayer"}]}],
    "sources": [{"id": "s", "url": "https://example.org/1", "published": {"text": "25 June 2023"}}],
    "tags": ["one"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("members", "index"),
    [
        ([{"a": [1]}, {"a": [2]}, {"a": [1]}], 2),
        ([1, "1", 1.0], 2),
        ([1, True, 0, False, [1], [True]], None),
        ([True, [1], [True], 5, 5], 4),
        ([{"a": 1, "b": 2}, {"b": 2, "a": 1}], 1),
    ],
)
def test_a_member_is_told_that_stands_in_a_list_before(members: list[Any], index: int | None) -> None:
    contract = Contract(extension={"properties": {"own": {"type": "array", "uniqueItems": True}}})
    found = list(explain(contract, "event", {**EVENT, "extra": {"own": members}}))
    assert [d.field for d in found] == ([] if index is None else [f"/extra/own/{index}"])


@pytest.mark.parametrize("others", [False, {"type": "integer"}])
def test_names_of_fields_are_matched_in_linear_time_and_as_the_gate_reads_them(others: Any) -> None:
    named = {r"^\p{Lu}+$": {"type": "string"}, "^(a+)+$": {"type": "string"}}
    contract = Contract(extension={"patternProperties": named, "additionalProperties": others})
    extra = {"\u00c4": 1, "a" * 60: "x", "a" * 60 + "!": "x"}
    found = {d.field: d.code for d in explain(contract, "event", {**EVENT, "extra": extra})}
    assert found == {"/extra/\u00c4": "S103", f"/extra/{'a' * 60}!": "S103" if others else "S101"}


def faults(data: Any) -> dict[str, str]:
    return {d.field: d.code for d in explain(CONTRACT, "event", data)}


def with_value(pointer: str, value: Any) -> dict[str, Any]:
    """The event with one value put in place of another; ... takes it out."""
    event = copy.deepcopy(EVENT)
    *way, last = pointer.split("/")[1:]
    parent: Any = event
    for step in way:
        parent = parent[int(step)] if isinstance(parent, list) else parent[step]
    key: Any = int(last) if isinstance(parent, list) else last
    if value is ...:
        del parent[key]
    else:
        parent[key] = value
    return event


def test_a_sound_event_breaks_nothing() -> None:
    assert not break_contract(CONTRACT, "event", EVENT)
    assert faults(EVENT) == {}


@pytest.mark.parametrize(
    ("pointer", "value", "field", "code"),
    [
        pytest.param("/titel", "x", "/titel", "S101", id="unknown field"),
        pytest.param("/places/0/lat", 1, "/places/0/lat", "S101", id="unknown field below"),
        pytest.param("/title", ..., "", "S102", id="missing field"),
        pytest.param("/participants/0/role", ..., "/participants/0", "S102", id="missing field below"),
        pytest.param("/date", {"order": "dmy"}, "/date", "S102", id="a date of nothing"),
        pytest.param("/places/0", {"role": "location"}, "/places/0", "S102", id="a place of nothing"),
        pytest.param("/title", 5, "/title", "S103", id="number for text"),
        pytest.param("/quantities/0/best", True, "/quantities/0/best", "S103", id="true for a number"),
        pytest.param("/date", "24 June", "/date", "S103", id="text for an object"),
        pytest.param("/places", {"name": "x"}, "/places", "S103", id="object for a list"),
        pytest.param("/type", "consult ", "/type", "S104", id="unknown code"),
        pytest.param("/id", "A b", "/id", "S105", id="not a slug"),
        pytest.param("/sources/0/url", "https://user@example.org/", "/sources/0/url", "S105", id="user in address"),
        pytest.param("/sources/0/url", "javascript:alert(1)", "/sources/0/url", "S105", id="script address"),
        pytest.param("/places/0/latitude", 90.5, "/places/0/latitude", "S106", id="latitude above 90"),
        pytest.param("/title", "x" * 201, "/title", "S106", id="title too long"),
        pytest.param("/tags", [], "/tags", "R011", id="empty list"),
        pytest.param("/tags", ["one", "one"], "/tags/1", "S108", id="tag twice"),
    ],
)
def test_each_kind_of_fault_is_told_by_its_code_at_its_field(pointer: str, value: Any, field: str, code: str) -> None:
    assert faults(with_value(pointer, value)) == {field: code}


def test_one_fault_does_not_hide_another() -> None:
    event = {**with_value("/places/0/latitude", "48,85"), "titel": "x", "type": "consul"}
    assert faults(event) == {"/titel": "S101", "/type": "S104", "/places/0/latitude": "S103"}


@pytest.mark.parametrize(
    ("pointer", "value", "help_text"),
    [
        ("/titel", "x", "`title` is there already: keep one of the two"),
        ("/participants/0/Roel", "x", "`role` is there already: keep one of the two"),
        ("/type", "protset", "did you mean protest?"),
        ("/type", "Protest", "did you mean protest?"),
        ("/participants/0/role", "initiater", "did you mean initiator?"),
        ("/places/0/country", "Belarus", "did you mean BY?"),
        ("/places/0/latitude", "48,85", "write the decimal point as a point: 48.85"),
        ("/places", "Paris", "write `- name: Paris` on a line of its own"),
        ("/sources", "courier", "write `- id: courier` on a line of its own"),
        ("/sources", "The Courier", "write `- publisher: The Courier` on a line of its own, and below it `id:`"),
        ("/participants", "farmers", "write `- name: farmers` on a line of its own, and below it `role:`"),
    ],
)
def test_a_near_miss_is_told_what_may_have_been_meant(pointer: str, value: Any, help_text: str) -> None:
    assert [d.help for d in explain(CONTRACT, "event", with_value(pointer, value))] == [help_text]


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9"])
def test_an_id_is_no_device_of_windows(name: str) -> None:
    assert [d.code for d in check_forms(CONTRACT, "event", {**EVENT, "id": name})] == ["S105"]


@pytest.mark.parametrize("day", ["2023-02-29", "2023-04-31", "1900-02-29"])
def test_a_day_that_the_calendar_has_not_is_refused(day: str) -> None:
    assert [d.field for d in check_forms(CONTRACT, "event", with_value("/sources/0/retrieved", day))] == [
        "/sources/0/retrieved"
    ]


@pytest.mark.parametrize("day", ["2024-02-29", "2000-02-29", "-0004-02-29"])
def test_a_leap_day_is_a_day(day: str) -> None:
    assert list(check_forms(CONTRACT, "event", with_value("/date", {"start": day}))) == []


def test_a_term_of_office_begins_on_an_edtf_date() -> None:
    mayor = {"id": "a", "name": "A", "kind": "person", "positions": [{"title": "Mayor", "start": "20233"}]}
    assert [(d.code, d.field) for d in check_forms(CONTRACT, "actors", [mayor])] == [("D209", "/0/positions/0/start")]


def test_a_tombstone_needs_no_more_than_an_id() -> None:
    assert faults({"id": "a", "withdrawn": {"at": "2024-01-15", "reason": "duplicate"}}) == {}
    assert faults({"withdrawn": {"at": "2024-01-15", "reason": "duplicate"}}) == {"": "S102"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False, allow_infinity=False, width=16)
    | st.text(max_size=4) | st.sampled_from(["a", "location", "2023-06-24", "RU", "https://example.org"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "name", "role", "text", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
POINTERS = [
    "/id", "/title", "/type", "/date", "/date/text", "/date/start", "/places", "/places/0", "/places/0/latitude",
    "/participants/1", "/participants/0/role", "/claims", "/claims/0/via/0", "/claims/0/id", "/sources", "/sources/0",
    "/sources/0/published", "/tags", "/withdrawn", "/extra", "/missing", "/relations",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(POINTERS), JSON)
def test_the_two_validators_give_one_verdict_on_what_the_reader_lets_through(pointer: str, value: Any) -> None:
    data, _ = settle(with_value(pointer, value))
    slow = jsonschema.Draft202012Validator(CONTRACT.schema("event"))
    assert break_contract(CONTRACT, "event", data) is not slow.is_valid(data)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(POINTERS), JSON)
def test_what_breaks_the_contract_is_always_explained_at_a_place_that_is_there(pointer: str, value: Any) -> None:
    data, _ = settle(with_value(pointer, value))
    found = list(explain(CONTRACT, "event", data))
    assert bool(found) is break_contract(CONTRACT, "event", data)
    for diagnostic in found:
        parent, _, last = diagnostic.field.rpartition("/")
        home = value_at(data, parent) if diagnostic.field else [data]
        assert last in home if isinstance(home, dict) else int(last or 0) < len(home)


@pytest.mark.parametrize("kind", KINDS)
def test_any_json_at_all_is_explained_without_an_exception(kind: str) -> None:
    cases: list[Any] = [None, 1, "x", [], {}, [[]], [{}], {"id": {}}, [1, "a"]]
    for data in cases:
        assert isinstance(list(explain(CONTRACT, kind, data)), list)
        assert isinstance(list(check_forms(CONTRACT, kind, data)), list)
