"""Schemas of `extra`: what is sound is used through to the release, and what is not is told with what to type."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.check.test_dataset_files import RECORD, TOML, found

from regesta.release.build import release_dataset
from regesta.release.verify.run import verify

RELEASED = TOML + b'released = 2026-01-15\ncreators = [{name = "Docker, Anna"}]\n'


def told(folder: Path, schema: dict[str, Any], extra: bytes = b"") -> list[tuple[object, ...]]:
    files = {"extension.schema.json": json.dumps(schema).encode(), "records/harbour-talks.yaml": RECORD + extra}
    return [(d.code, d.field, d.at, d.help) for d in found(folder, files)]


SOUND: dict[str, dict[str, Any]] = {
    "a list of anything": {"anything": {"type": "array"}},
    "below": {"below": {"type": "object", "properties": {"a": {"type": "array"}}}},
    "a list of lists": {"lists": {"type": "array", "items": {"type": "array"}}},
    "a name with a point": {"a.b": {"type": "array", "items": {"type": "string"}}},
    "first members": {"first": {"type": "array", "prefixItems": [{"type": "number"}]}},
}
ADDRESS = {"$id": "https://example.org/extra.json", "type": "object"}
EXTRA = b"extra: {anything: [[1, 2.5], [x]], below: {a: [1, x]}, lists: [[1, 2.5], [x]], a.b: [x], first: [1.5, x]}\n"


@pytest.mark.parametrize(
    "schema",
    [
        pytest.param(ADDRESS, id="with an address"),
        *(pytest.param({"properties": fields}, id=name) for name, fields in SOUND.items()),
    ],
)
def test_nothing_is_said_of_a_sound_schema(tmp_path: Path, schema: dict[str, Any]) -> None:
    assert told(tmp_path, schema, EXTRA) == []


def test_sound_schemas_are_released(tmp_path: Path) -> None:
    fields = {name: field for some in SOUND.values() for name, field in some.items()}
    assert told(tmp_path, {**ADDRESS, "properties": fields}, EXTRA) == []
    (tmp_path / "regesta.toml").write_bytes(RELEASED)
    release = release_dataset(tmp_path, tmp_path / "out", ["jsonl", "csv", "parquet"]).path
    assert list(verify(release)) == []


@pytest.mark.parametrize(
    ("schema", "field", "at", "helped"),
    [
        ({"definitions": {}}, "/definitions", "key", "write $defs"),
        ({"$id": 1}, "/$id", "key", "which is text"),
        ({"properties": {"a": {"$id": "x.json"}}}, "/properties/a/$id", "key", "only the whole schema"),
        ({"unevaluatedProperties": False}, "/unevaluatedProperties", "key", "write additionalProperties"),
        ({"mine": 1}, "/mine", "key", "begin with x-"),
        ({"weather": {"type": "string"}}, "/weather", "key", "below `properties`"),
        ({"properties": {"a": {"required": True}}}, "/properties/a/required", "value", '"required": ["a"]'),
        ({"properties": {"a": {"$ref": "#/$defs/a%20b"}}, "$defs": {"a b": {}}}, "/properties/a/$ref", "value", "A to Z"),
        ({"properties": {"a": {"pattern": r"^[\p{L}\d]{1,500}$"}}}, "/properties/a/pattern", "value", "maxLength"),
        ({"properties": {"a": {"pattern": "(?=a)b{2}"}}}, "/properties/a/pattern", "value", "look-around"),
        ({"patternProperties": {"(?=a)b": {}}}, "/patternProperties/(?=a)b", "key", "look-around"),
        ({"patternProperties": {"[": {}}}, "/patternProperties/[", "key", "close each bracket"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else None,
)  # fmt: skip
def test_a_schema_that_cannot_be_used_is_told_with_what_to_type(
    tmp_path: Path, schema: dict[str, Any], field: str, at: str, helped: str
) -> None:
    ((code, *place, advice),) = told(tmp_path, schema)
    assert (code, *place) == ("S109", field, at)
    assert helped in str(advice)


@pytest.mark.parametrize(
    ("kind", "known", "lost"),
    [
        ("actor", "dockers", "dokcers"), ("actor", "dockers-union", "dockets"), ("place", "quay", "quai"),
        ("event", "harbour-talks", "harbor-talks"),
    ],
)  # fmt: skip
def test_what_extra_refers_to_is_there(tmp_path: Path, kind: str, known: str, lost: str) -> None:
    schema = {"properties": {"of": {"type": "array", "items": {"type": "string", "x-refers": kind}}}}
    files = {
        "extension.schema.json": json.dumps(schema).encode(),
        "registry/actors.yaml": b"- {id: dockers, name: Dockers, kind: organisation, previous_ids: [dockers-union]}\n",
        "registry/places.yaml": b"- {id: quay, name: Quay}\n",
        "records/harbour-talks.yaml": RECORD + f"extra: {{of: [{known}, {lost}]}}\n".encode(),
    }
    (told,) = [d for d in found(tmp_path, files) if d.code == "X702"]
    assert (told.field, told.value, told.line, told.column) == ("/extra/of/1", lost, 6, 16 + len(known))
    assert kind == "event" or "did you mean" in str(told.help)


@pytest.mark.parametrize(
    ("types", "value", "message"),
    [
        (["string", "null"], "[p]", "`a` is text, not a list"),
        (["null", "number", "string"], "[1]", "`a` is a number or text, not a list"),
        (["null"], "1", "`a` is null, not the number 1"),
        (["object", "array"], "1", "`a` is an object with fields or a list, not the number 1"),
    ],
)
def test_a_value_of_none_of_several_types_is_told(tmp_path: Path, types: list[str], value: str, message: str) -> None:
    schema = json.dumps({"properties": {"a": {"type": types}}}).encode()
    files = {
        "extension.schema.json": schema,
        "records/harbour-talks.yaml": RECORD + f"extra: {{a: {value}}}\n".encode(),
    }
    assert [d.message for d in found(tmp_path, files)] == [message]
