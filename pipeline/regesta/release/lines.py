"""Released events as lines: read in contract order by one pass of a compiled reader, written by a compiled writer.

Both give what `walk.ordered` and `jsontext.compact` give, in a third of the time; what they would not is left to those.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from pydantic_core import CoreSchema, SchemaValidator, ValidationError, to_json
from pydantic_core import core_schema as compiled

from regesta.contract import Contract, Schema, resolved
from regesta.jsontext import compact
from regesta.walk import ordered

Row: TypeAlias = dict[str, Any]

_SMALLEST, _LARGEST = 1e-4, 1e16  # between them numbers are written without an exponent, by Python as by others
_FREE = "extra"  # the one field of an event that may hold anything


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
