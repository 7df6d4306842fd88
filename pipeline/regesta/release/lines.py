"""Released events as lines: read in contract order by one pass of a compiled reader, written by a compiled writer.

Both give what `walk.ordered` and `jsontext.compact` give, in a third of the time; what they would not is left to those.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from pydantic_core import CoreSchema, SchemaValidator, ValidationError, to_json
from pydantic_core import core_schema as compiled

from regesta.contract import Contract, Schema, resolved
from regesta.jsontext import compact
from regesta.release.stored import Row
from regesta.release.withhold.values import holds_text
from regesta.walk import ordered

_SMALLEST, _LARGEST = 1e-4, 1e16  # between them numbers are written without an exponent, by Python as by others
_FREE = "extra"  # the one field of an event that may hold anything
_BASIS = ("id", "claims", "sources", "missing")  # what computed fields and the lines of sources are made of


def read_event(contract: Contract, line: bytes) -> tuple[Row, bool]:
    """The event of a line, in contract order and its numbers in the type of the contract; and whether it is plain.

    It is where no number in it is written with an exponent, so that `line_of` need not take care.
    """
    document = contract.schema("event")
    try:
        event: Row = _reader(contract).validate_json(line)
    except ValidationError:  # there is such a number
        return ordered(document, document, json.loads(line)), False
    if _FREE not in event:
        return event, True
    return {**event, _FREE: ordered(document, document["properties"][_FREE], event[_FREE])}, False


def read_basis(contract: Contract, line: bytes) -> Row | None:
    """What the computed fields of an event rest on, where its normalised line needs no more than these to be released.

    None where something in it is not released or free, or a number may be written with an exponent.
    """
    try:
        basis: Row = _basis_reader(contract).validate_json(line)
    except ValidationError:
        return None
    return None if holds_text(basis) else basis


def with_fields(line: bytes, fields: Mapping[str, Any]) -> bytes:
    """A line with fields added that come after all others in it."""
    return line[:-1] + b"," + to_json(fields)[1:] + b"\n"


def in_order(contract: Contract, event: Mapping[str, Any]) -> Row:
    """An event in contract order, where the objects within it are already."""
    keys, values = _places(contract, tuple(event))
    return dict(zip(keys, values(event), strict=True))


def line_of(value: Mapping[str, Any], *, plain: bool) -> bytes:
    """An object as a line of JSON; plain says that it holds no number that is written with an exponent."""
    return to_json(value) + b"\n" if plain else (compact(value) + "\n").encode()


@lru_cache(maxsize=1024)
def _places(contract: Contract, keys: tuple[str, ...]) -> tuple[Sequence[str], "itemgetter[Any]"]:
    """Keys of an event in contract order, and what gets their values."""
    document = contract.schema("event")
    own = list(ordered(document, document, dict.fromkeys(keys, "")))
    return own, itemgetter(*own)


@lru_cache(maxsize=8)
def _reader(contract: Contract) -> SchemaValidator:
    document = contract.schema("event")
    return SchemaValidator(_compiled(document, document))


def _compiled(document: Schema, node: Schema) -> CoreSchema:
    """What reads a node: fields come in the order of the schema; what the contract does not know is refused."""
    node = resolved(document, node)
    kind = node.get("type")
    if kind == "object" and "properties" in node:
        fields = {
            name: compiled.typed_dict_field(
                compiled.any_schema() if name == _FREE else _compiled(document, child), required=False
            )
            for name, child in node["properties"].items()
        }
        return compiled.typed_dict_schema(fields, extra_behavior="forbid")
    if kind == "array":
        return compiled.list_schema(_compiled(document, node["items"]))
    if kind == "number":
        return _number()
    if kind == "integer":
        return compiled.int_schema()
    return compiled.any_schema() if kind in ("string", "boolean") else compiled.none_schema()


@lru_cache(maxsize=8)
def _basis_reader(contract: Contract) -> SchemaValidator:
    document = contract.schema("event")
    fields: dict[str, CoreSchema] = {}
    for name, child in document["properties"].items():
        numbers = _numbers(document, child)
        if name in _BASIS:
            fields[name] = compiled.any_schema() if numbers is None else _compiled(document, child)
        elif name in ("withdrawn", _FREE) or child.get("x-unreleased") or child.get("readOnly"):
            fields[name] = compiled.none_schema()  # nothing there is null
        elif numbers is not None:
            fields[name] = numbers
    return SchemaValidator(_only(fields))


def _numbers(document: Schema, node: Schema) -> CoreSchema | None:
    """What reads nothing but the numbers below a node; None where there are none."""
    node = resolved(document, node)
    if node.get("type") == "array":
        members = _numbers(document, node.get("items", {}))
        return compiled.list_schema(members) if members is not None else None
    if node.get("type") == "object":
        below = {name: _numbers(document, child) for name, child in node.get("properties", {}).items()}
        fields = {name: numbers for name, numbers in below.items() if numbers is not None}
        return _only(fields) if fields else None
    return _number() if node.get("type") == "number" else None


def _only(fields: Mapping[str, CoreSchema]) -> CoreSchema:
    """An object of which some fields are read."""
    wanted = {name: compiled.typed_dict_field(field, required=False) for name, field in fields.items()}
    return compiled.typed_dict_schema(wanted, extra_behavior="ignore")


def _number() -> CoreSchema:
    """A number that is written without an exponent."""
    return compiled.union_schema(
        [
            compiled.float_schema(ge=_SMALLEST, lt=_LARGEST),
            compiled.float_schema(ge=0, le=0),
            compiled.float_schema(gt=-_LARGEST, le=-_SMALLEST),
        ],
        mode="left_to_right",
    )
