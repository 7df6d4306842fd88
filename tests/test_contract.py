"""The contract: what it says of itself, and what is derived from it."""

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from regesta.contract import KINDS, Contract, node_at, properties, resolved, shipped_vocabulary, value_at
from regesta.ready import SCHEMA

CONTRACT = Contract()


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_a_json_schema_that_points_only_into_itself(kind: str) -> None:
    document = CONTRACT.schema(kind)
    jsonschema.Draft202012Validator.check_schema(document)
    assert all(ref.startswith("#/$defs/") for ref in _values(document, "$ref"))


@pytest.mark.parametrize("kind", ["event", "actors", "places", "sources", "config"])
def test_every_field_has_a_title_a_description_and_an_example(kind: str) -> None:
    document = CONTRACT.schema(kind)
    bare = [
        pointer
        for pointer, node in _fields(document, resolved(document, document), "")
        if not (node.get("title") and node.get("description"))
        or ("examples" not in node and node.get("type") in ("string", "number", "integer", "boolean"))
    ]
    assert bare == []


@pytest.mark.parametrize("kind", ["event", "actors", "places", "sources", "config"])
def test_every_example_satisfies_its_own_field(kind: str) -> None:
    document = CONTRACT.schema(kind)
    wrong = []
    for pointer, node in _fields(document, resolved(document, document), ""):
        whole = {**node, "$defs": document.get("$defs", {})}
        validator = jsonschema.Draft202012Validator(whole)
        wrong += [(pointer, example) for example in node.get("examples", []) if not validator.is_valid(example)]
    assert wrong == []


def test_every_vocabulary_that_a_schema_names_ships_and_every_one_that_ships_is_named() -> None:
    named = {name for kind in KINDS for name in _values(CONTRACT.schema(kind), "x-vocabulary")}
    shipped = {entry.name.removesuffix(".csv") for entry in (SCHEMA / "vocabulary").iterdir()}
    assert named == shipped


@pytest.mark.parametrize("path", sorted((SCHEMA / "vocabulary").glob("*.csv")), ids=lambda p: p.stem)
def test_a_vocabulary_has_whole_rows_and_no_code_twice(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert rows[0][:3] == ["code", "label", "description"]
    assert {len(row) for row in rows} == {len(rows[0])}
    codes = [row[0] for row in rows[1:]]
    assert len(codes) == len(set(codes))
    assert all(row[1] for row in rows[1:])


def test_event_types_cross_to_plover_cameo_and_acled() -> None:
    rows = shipped_vocabulary("event-types")
    plover = {row["plover"] for row in rows.values() if row["plover"]}
    assert len(plover) == 16
    cameo = {root for row in rows.values() for root in row["cameo_root"].split(";") if root}
    assert cameo == {f"{number:02}" for number in (*range(1, 21),)}
    acled = {name for row in rows.values() for name in row["acled"].split(";") if name}
    assert acled == {
        "Battles", "Explosions/Remote violence", "Protests", "Riots", "Strategic developments", "Violence against civilians",
    }  # fmt: skip


def test_every_subtype_names_types_that_exist() -> None:
    types = set(shipped_vocabulary("event-types"))
    assert {t for row in shipped_vocabulary("event-subtypes").values() for t in row["types"].split(";")} <= types


def test_codes_of_a_dataset_reach_the_schema() -> None:
    row = {"code": "teach-in", "label": "Teach-in", "description": "", "broader": "protest"}
    node = node_at(Contract(added={"event-types": {"teach-in": row}}).schema("event"), "/type")
    assert node is not None
    assert "teach-in" in node["enum"]


def test_values_of_an_extension_that_look_like_references_stay_as_they_are() -> None:
    codes = {"enum": ["#/$defs/Slug"], "description": "#/$defs/Slug", "default": {"$ref": "#/$defs/Slug"}}
    extension = {
        "properties": {"enum": {"$ref": "#/$defs/codes"}, "$ref": {"type": "string"}, "other": codes},
        "$defs": {"codes": codes},
    }
    document = Contract(extension=extension).schema("event")
    assert document["$defs"]["extension.codes"] == codes
    assert document["properties"]["extra"]["properties"] == {
        "enum": {"$ref": "#/$defs/extension.codes"},
        "$ref": {"type": "string"},
        "other": codes,
    }


def test_an_extension_is_held_against_extra_with_definitions_of_its_own() -> None:
    extension = {
        "type": "object", "additionalProperties": False,
        "properties": {"weapon": {"$ref": "#/$defs/Weapon"}}, "$defs": {"Weapon": {"type": "string", "enum": ["gun"]}},
    }  # fmt: skip
    document = Contract(extension=extension).schema("event")
    validator = jsonschema.Draft202012Validator(document)
    event = {"id": "a", "title": "A", "type": "other", "date": {"text": "2023"}, "sources": [{"id": "s"}]}
    assert validator.is_valid({**event, "extra": {"weapon": "gun"}})
    assert not validator.is_valid({**event, "extra": {"weapon": "stick"}})


@pytest.mark.parametrize(
    ("pointer", "known"),
    [
        ("/date/edtf", True), ("/participants/-", True), ("/participants/0/name", True), ("/participants/-/nam", False),
        ("/claims/3/responds_to/0/stance", True), ("/nothing", False), ("/extra/anything/below", True),
        ("/sources/0/published/start", True), ("/title/0", False), ("/date/-", False),
    ],
)  # fmt: skip
def test_a_pointer_is_known_where_the_contract_has_the_field(pointer: str, known: bool) -> None:
    assert (node_at(CONTRACT.schema("event"), pointer) is not None) is known


def test_a_pointer_finds_its_value() -> None:
    data = {"a/b": [{"c~d": 1}]}
    assert value_at(data, "/a~1b/0/c~0d") == 1
    assert value_at(data, "/a~1b/1") is None


def test_a_file_schema_takes_an_event_or_events_with_sources() -> None:
    validator = jsonschema.Draft202012Validator(CONTRACT.schema("file"))
    event = {"id": "a", "title": "A", "type": "other", "date": {"text": "2023"}, "sources": [{"id": "s"}]}
    assert validator.is_valid(event)
    assert validator.is_valid({"sources": [{"id": "s"}], "events": [event]})
    assert not validator.is_valid({"events": [{"id": "a"}]})
    assert not validator.is_valid({"events": [event], "more": 1})


def test_the_schema_folder_is_found_however_the_package_is_installed() -> None:
    assert json.loads((SCHEMA / "event.schema.json").read_text(encoding="utf-8"))["title"] == "Event"


def _values(node: Any, key: str) -> list[str]:
    if isinstance(node, list):
        return [value for item in node for value in _values(item, key)]
    if not isinstance(node, dict):
        return []
    own = [node[key]] if isinstance(node.get(key), str) else []
    return own + [value for child in node.values() for value in _values(child, key)]


def _fields(document: Any, node: Any, pointer: str) -> list[tuple[str, Any]]:
    node = resolved(document, node)
    if "items" in node:
        return _fields(document, node["items"], f"{pointer}/-")
    found = []
    for name, child in properties(document, node).items():
        found += [(f"{pointer}/{name}", child), *_fields(document, child, f"{pointer}/{name}")]
    return found


def test_what_people_call_a_code_leads_to_one_that_there_is() -> None:
    with (SCHEMA / "suggestions" / "codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {name: set(shipped_vocabulary(name)) for name in {row["vocabulary"] for row in rows}}
    assert [row for row in rows if row["code"] not in codes[row["vocabulary"]]] == []
    assert [row for row in rows if row["word"] in codes[row["vocabulary"]]] == []
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_references_that_lead_round_are_not_followed_for_ever() -> None:
    document = {"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}
    with pytest.raises(ValueError, match="lead round"):
        resolved(document, document["$defs"]["a"])
