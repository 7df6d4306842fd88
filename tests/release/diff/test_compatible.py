"""What breaks those who read a release is told, and what only adds is told apart from it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.contract import Contract
from regesta.release.build import release_dataset
from regesta.release.diff.compatible import missed_version, shifts
from regesta.release.diff.interface import Interface, contract_interface, release_content, release_interface

SHIPPED = contract_interface(Contract())
FIXTURE = Path(__file__).parents[3] / "fixtures/rules/A903/valid/before"
SCALARS = st.sampled_from(["string", "integer", "number", "boolean"])
FIELDS = st.dictionaries(st.from_regex(r"[a-z]{1,4}(_[a-z]{1,3})?", fullmatch=True), SCALARS, min_size=1, max_size=4)


def extended(schema: dict[str, Any], *, extra: bool = True) -> Interface:
    """The interface of the shipped contract with an extension; extra: some event has fields of its own."""
    return contract_interface(Contract(extension=schema))._replace(extra=extra)


def of(properties: dict[str, Any], **keywords: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, **keywords}


def told(old: Interface, new: Interface) -> list[str]:
    """Every change in words, with a ! before what breaks."""
    return [f"{'!' if shift.breaks else '+'} {shift.text}" for shift in shifts(old, new)]


TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
PERSON = {"Person": {"type": "object", "properties": {"age": WHOLE}, "required": ["age"]}}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (of({"n": WHOLE}), of({"n": WHOLE, "m": TEXT}), ["+ event.extra.m is new (column events_flat.extra_m)"]),
        (of({"n": WHOLE, "m": TEXT}), of({"n": WHOLE}), ["! event.extra.m is gone (column events_flat.extra_m)"]),
        (of({"n": WHOLE}), of({"n": TEXT}), ["! event.extra.n is string, and was integer (column events_flat.extra_n)"]),
        (of({"n": WHOLE}), of({"n": {}}), ["! event.extra.n is of any type, and was integer (column events_flat.extra_n)"]),
        (of({"n": {"type": "number"}}), of({"n": WHOLE}), ["! column events_flat.extra_n is integer, and was number"]),
        (of({"n": {"type": ["string", "integer"]}}), of({"n": TEXT}), []),
        (of({"n": TEXT}, required=["n"]), of({"n": TEXT}), ["! event.extra.n may be absent, and never was"]),
        (of({"n": TEXT}), of({"n": TEXT}, required=["n"]), []),
        (of({"n": {"enum": ["a", "b"]}}), of({"n": {"enum": ["c", "a"]}}), ['! event.extra.n no longer takes "b"', '+ event.extra.n takes "c" too']),
        (of({"n": {"const": 1}}), of({"n": {"enum": [True, 1]}}), ["! column events_flat.extra_n is string, and was integer", "+ event.extra.n takes true too"]),
        (of({"n": {"const": 1}}), of({"n": {"enum": [2, 1]}}), ["+ event.extra.n takes 2 too"]),
        (of({"n": {"enum": ["a"]}}), of({"n": {}}), ["! event.extra.n takes any value, and took those that were named"]),
        (of({"n": {**WHOLE, "x-unit": "m"}}), of({"n": {**WHOLE, "x-unit": "km"}}), ["! event.extra.n is in km, and was in m"]),
        (of({"n": WHOLE}), of({"n": {**WHOLE, "x-unit": "m"}}), []),
        (of({"n": {**TEXT, "format": "date"}}), of({"n": TEXT}), ["! event.extra.n has the format none, and had date"]),
        (of({"n": {**TEXT, "maxLength": 9, "description": "N"}}), of({"n": {**TEXT, "description": "Number"}}), []),
        (of({"n": {"type": "array", "items": WHOLE}}), of({"n": {"type": "array", "items": TEXT}}), ["! event.extra.n[] is string, and was integer"]),
        (of({"n": of({}, additionalProperties=WHOLE)}), of({"n": of({}, additionalProperties=TEXT)}), ["! event.extra.n.* is string, and was integer"]),
        (of({"n": of({"a": TEXT})}), of({"n": of({})}), ["! event.extra.n.a is gone"]),
        (of({"a": TEXT, "b": TEXT}), of({"b": TEXT, "a": TEXT}), ["! table events_flat has its columns in another order, from extra_a on"]),
        (of({"b": TEXT}), of({"a": TEXT, "b": TEXT}), ["+ event.extra.a is new (column events_flat.extra_a)"]),
    ],
)  # fmt: skip
def test_a_change_of_an_own_field_is_told_once(old: dict[str, Any], new: dict[str, Any], expected: list[str]) -> None:
    assert told(extended(old), extended(new)) == expected


def test_a_definition_is_looked_at_once_however_often_it_is_used() -> None:
    used = {"$ref": "#/$defs/Person"}
    changed = {"Person": {"type": "object", "properties": {"age": TEXT}}}
    old, new = (of({"a": used, "b": used}, **{"$defs": definition}) for definition in (PERSON, changed))
    expected = [
        "! extension.Person.age may be absent, and never was",
        "! extension.Person.age is string, and was integer",
    ]
    assert told(extended(old), extended(new)) == expected


def test_another_definition_of_the_same_shape_breaks_nobody() -> None:
    old = of({"a": {"$ref": "#/$defs/Person"}}, **{"$defs": PERSON})
    new = of({"a": {"$ref": "#/$defs/Human"}}, **{"$defs": {"Human": PERSON["Person"]}})
    assert told(extended(old), extended(new)) == []
    assert told(extended(old), extended(of({"a": PERSON["Person"]}))) == []


def test_a_definition_that_holds_itself_comes_to_an_end() -> None:
    def tree(leaf: dict[str, Any], name: str) -> Interface:
        node = of({"leaf": leaf, "left": {"$ref": f"#/$defs/{name}"}, "right": {"$ref": f"#/$defs/{name}"}})
        return extended(of({"n": {"$ref": f"#/$defs/{name}"}}, **{"$defs": {name: node}}))

    assert told(tree(TEXT, "Tree"), tree(WHOLE, "Tree")) == ["! extension.Tree.leaf is integer, and was string"]
    assert "! event.extra.n.leaf is integer, and was string" in told(tree(TEXT, "Tree"), tree(WHOLE, "Bush"))


def test_the_first_typed_field_needs_room_that_nobody_uses() -> None:
    assert "! column events_flat.extra_json is gone" not in told(
        SHIPPED._replace(extra=True), extended(of({"n": WHOLE}))
    )
    first = extended(of({"n": WHOLE}, additionalProperties=False))
    assert told(SHIPPED._replace(extra=False), first) == ["+ event.extra.n is new (column events_flat.extra_n)"]
    assert "! column events_flat.extra_json is gone" in told(SHIPPED._replace(extra=True), first)


@pytest.mark.long
@settings(max_examples=40)  # each composes two contracts
@given(fields=FIELDS, more=FIELDS)
def test_more_fields_break_nobody_and_fewer_do(fields: dict[str, str], more: dict[str, str]) -> None:
    small = extended(of({name: {"type": kind} for name, kind in fields.items()}))
    large = extended(of({name: {"type": kind} for name, kind in {**fields, **more, **fields}.items()}))
    added = more.keys() - fields.keys()
    assert {shift.subject for shift in shifts(small, large)} == {f"event.extra.{name}" for name in added}
    assert not any(shift.breaks for shift in shifts(small, large))
    assert all(shift.breaks for shift in shifts(large, small))
    assert bool(shifts(large, small)) == bool(added)


def coded(**rows: dict[str, str]) -> Interface:
    codes = {code: {"code": code, "label": code, "broader": "coerce", **row} for code, row in rows.items()}
    return contract_interface(Contract(added={"event-types": codes}))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"siege": {}}, ["+ code siege of event-types is new"]),
        ({"siege": {}}, {}, ["! code siege of event-types is gone"]),
        ({"siege": {}}, {"siege": {"broader": "assault"}}, ["! code siege of event-types has broader assault, and had coerce"]),
        ({"siege": {}}, {"siege": {"label": "Siege", "plover": "COERCE"}}, []),
        ({"siege": {}, "raid": {}}, {"raid": {}, "siege": {}}, []),
    ],
    ids=["added", "removed", "another meaning", "explained", "sorted"],
)  # fmt: skip
def test_codes_are_compared_by_what_they_mean(
    old: dict[str, dict[str, str]], new: dict[str, dict[str, str]], expected: list[str]
) -> None:
    assert told(coded(**old), coded(**new)) == expected


def altered(change: Callable[[dict[str, Any]], Any]) -> Interface:
    """The shipped interface with its schema of an event changed in place."""
    document = json.loads(json.dumps(SHIPPED.documents["event"]))
    change(document)
    return SHIPPED._replace(documents={**SHIPPED.documents, "event": document})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda d: d["else"]["required"].remove("title"), ["! event.title may be absent, and never was"]),
        (lambda d: d["properties"]["schema_version"].update(enum=["2"]), ['! event.schema_version no longer takes "1"', '+ event.schema_version takes "2" too']),
        (lambda d: d["properties"]["status"].update({"x-vocabulary": "stages"}), ["! event.status takes its codes from stages, and took them from event-statuses"]),
        (lambda d: d["properties"].pop("waivers"), []),
        (lambda d: d["properties"]["summary"].update({"x-unreleased": True}), ["! event.summary is gone"]),
        (lambda d: d["properties"]["id"].update({"x-refers": "actor"}), ["! event.id refers to actor, and referred to event"]),
        (lambda d: d["$defs"]["Slug"].update(type="integer"), ["! Slug is integer, and was string"]),
        (lambda d: d["$defs"]["Place"]["properties"].pop("role"), ["! Place.role is gone"]),
        (lambda d: d["properties"].update(summary=True), ["! event.summary is of any type, and was string"]),
    ],
)  # fmt: skip
def test_a_change_of_the_contract_itself_is_told(change: Callable[[dict[str, Any]], Any], expected: list[str]) -> None:
    assert told(SHIPPED, altered(change)) == expected


def test_the_columns_that_go_with_a_field_are_told_with_it() -> None:
    new = altered(lambda d: d["$defs"]["Place"]["properties"].pop("admin1"))
    tables = {t: {c: k for c, k in columns.items() if c != "admin1"} for t, columns in SHIPPED.tables.items()}
    new = new._replace(tables={**tables, "places": SHIPPED.tables["places"]})
    assert told(SHIPPED, new) == ["! Place.admin1 is gone (columns events_flat.admin1, event_places.admin1)"]


def test_a_table_that_is_gone_or_new_is_told() -> None:
    fewer = SHIPPED._replace(tables={t: columns for t, columns in SHIPPED.tables.items() if t != "quotes"})
    assert told(SHIPPED, fewer) == ["! table quotes is gone"]
    assert told(fewer, SHIPPED) == ["+ table quotes is new"]


def test_a_schema_that_is_gone_is_told() -> None:
    fewer = SHIPPED._replace(documents={k: d for k, d in SHIPPED.documents.items() if k != "actors"})
    assert told(SHIPPED, fewer) == ["! the schema of actors is gone"]


def test_without_tables_on_one_side_none_are_compared() -> None:
    assert told(SHIPPED, SHIPPED._replace(tables={})) == []


@pytest.mark.parametrize("formats", [["csv"], ["parquet"], ["jsonl"]])
def test_a_release_has_the_interface_of_its_contract(formats: list[str], tmp_path: Path) -> None:
    dataset = Path(shutil.copytree(FIXTURE, tmp_path / "harbour"))
    extension = of({"n": WHOLE, "when": {**TEXT, "format": "date"}, "many": {"type": "array", "items": TEXT}})
    (dataset / "extension.schema.json").write_text(json.dumps(extension), encoding="utf-8")
    outcome = release_dataset(dataset, formats=formats)
    found = release_interface(outcome.path, release_content(outcome.path))
    made = contract_interface(outcome.examination.dataset.contract)
    assert shifts(found, made) == shifts(made, found) == []
    assert found.tables == ({} if formats == ["jsonl"] else made.tables)
    assert (found.documents, found.vocabularies) == (made.documents, made.vocabularies)


@pytest.mark.parametrize(
    ("before", "version", "breaking", "adding"),
    [
        ("1.0.0", "1.0.1", "2.0.0", "1.1.0"), ("1.0.0", "1.1.0", "2.0.0", None), ("1.9.3", "1.10.0", "2.0.0", None),
        ("1.0.0", "1.1.0-dev", "2.0.0", None), ("1.0.0", "2.0.0-rc.1", None, None), ("1.0.0", "2.0.0", None, None),
        ("9.1.0", "10.0.0", None, None), ("0.3.0", "0.3.1", "0.4.0", None), ("0.3.0", "0.4.0", None, None),
        ("0.0.1", "0.0.2", "0.1.0", None), ("0.3.0", "1.0.0", None, None), ("1.1.0", "1.1.0", "2.0.0", "1.2.0"),
    ],
)  # fmt: skip
def test_a_version_follows_from_the_one_before_and_what_changed(
    before: str, version: str, breaking: str | None, adding: str | None
) -> None:
    assert missed_version(version, before, breaks=True) == breaking
    assert missed_version(version, before, breaks=False) == adding
