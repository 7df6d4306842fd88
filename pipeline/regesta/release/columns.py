"""Columns: the tables of a release and the Arrow type of each of their columns, derived from the contract."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa

from regesta.contract import Contract, Schema, properties, resolved

_SCALARS: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}
INSTANT = pa.timestamp("us", tz="UTC")
_BOUND_COLUMNS: dict[str, tuple[pa.DataType, str]] = {
    "start_day": (pa.date32(), "The day of start; empty where open or outside the years 1 to 9999."),
    "end_day": (pa.date32(), "The day of end; empty where open or outside the years 1 to 9999."),
    "start_utc": (INSTANT, "The instant of start, in UTC; only where finer than a day."),
    "end_utc": (INSTANT, "The instant of end, in UTC; only where finer than a day."),
}
PLACE_COLUMNS = {
    "place_name": "name", "place_canonical_name": "canonical_name", "country": "country", "admin1": "admin1",
    "geonames": "geonames", "latitude": "latitude", "longitude": "longitude", "place_precision": "precision",
}  # fmt: skip
JOINED_COLUMNS = {
    "initiators": "The participants with role initiator, canonical names where known, joined by `; `.",
    "recipients": "The participants with role recipient, joined by `; `.",
    "participants": "All participants, joined by `; `.",
    "countries": "The countries of all places, joined by `; `.",
    "publishers": "The publishers of the sources, joined by `; `.",
    "source_urls": "The addresses of the sources, joined by `; `.",
    "tags": "The tags, joined by `; `.",
}


@dataclass(frozen=True)
class Column:
    """A column of a flat table: its name, type, meaning, and the path of its value in the row's object."""

    name: str
    type: pa.DataType
    description: str
    path: tuple[str, ...] = ()


def arrow_type(contract: Contract, document: Schema, node: Schema) -> pa.DataType:
    """The Arrow type of a node: text, int64, float64, bool, list or struct."""
    node = resolved(document, node)
    if node["type"] == "array":
        return pa.list_(arrow_type(contract, document, node["items"]))
    if node["type"] != "object":
        return _SCALARS[node["type"]]
    fields = properties(document, node)
    return pa.struct([_field(name, arrow_type(contract, document, child), child) for name, child in fields.items()])


def _field(name: str, kind: pa.DataType, node: Schema) -> "pa.Field[Any]":
    notes = {"description": node.get("description", "")}
    notes |= {key: node[f"x-{key}"] for key in ("standard", "unit", "vocabulary") if f"x-{key}" in node}
    return pa.field(name, kind, metadata=dict(sorted(notes.items())))


def released(document: Schema, node: Schema) -> dict[str, Schema]:
    """The fields of an object that a release holds."""
    return {name: child for name, child in properties(document, node).items() if not child.get("x-unreleased")}


@lru_cache(maxsize=8)
def nested_schema(contract: Contract) -> pa.Schema:
    """The schema of parquet/events.parquet: the event as it is, the bounds of its date, extra as JSON text."""
    document = contract.schema("event")
    fields = []
    for name, node in released(document, document).items():
        if name == "extra":
            fields.append(_field("extra_json", pa.string(), node))
        elif name != "withdrawn":
            fields.append(_field(name, arrow_type(contract, document, node), node))
        if name == "date":
            fields += [_described(f"date_{key}", kind, text) for key, (kind, text) in _BOUND_COLUMNS.items()]
    return pa.schema(fields)


def _described(name: str, kind: pa.DataType, description: str) -> "pa.Field[Any]":
    return pa.field(name, kind, metadata={"description": description})


def flat_columns(document: Schema, node: Schema, path: tuple[str, ...] = ()) -> Iterator[Column]:
    """The columns of an object: every scalar and list of scalars, nested ones by their path joined by `_`."""
    for name, child in released(document, node).items():
        here = (*path, name)
        column = child.get("x-column", "_".join(here))
        if "x-table" in child:
            continue
        if child["type"] == "object":
            yield from flat_columns(document, child, here)
            if child.get("x-event-date"):
                for key, (kind, text) in _BOUND_COLUMNS.items():
                    yield Column(f"{column}_{key}", kind, text, (*here, key))
        elif child["type"] == "array":
            yield Column(
                column, pa.list_(_SCALARS[resolved(document, child["items"])["type"]]), child["description"], here
            )
        else:
            yield Column(column, _SCALARS[child["type"]], child["description"], here)


@lru_cache(maxsize=8)
def tables(contract: Contract) -> dict[str, tuple[Column, ...]]:
    """The columns of every flat table of a release, by table, in the order of the release."""
    event = contract.schema("event")
    found = {"events_flat": tuple(_flat_event(contract))}
    found |= _children(event, event, (Column("event_id", pa.string(), "The event."),))
    for kind, table, parent in (("actors", "actors", "actor_id"), ("places", "places", "place_id")):
        document = contract.schema(kind)
        node = resolved(document, document["items"])
        found[table] = tuple(flat_columns(document, node))
        found |= _children(document, node, (Column(parent, pa.string(), f"The {parent[:-3]}."),))
    found["sources"] = tuple(flat_columns(event, resolved(event, {"$ref": "#/$defs/Source"})))
    found["withdrawn"] = (
        Column("id", pa.string(), "The event that was withdrawn.", ("id",)),
        *flat_columns(event, resolved(event, event["properties"]["withdrawn"])),
    )
    changes = contract.schema("changes")
    found["changes"] = (_POSITION, *flat_columns(changes, changes["items"]))
    return found


_POSITION = Column("position", pa.int64(), "The place in its list, from 0.")


def _children(document: Schema, node: Schema, parents: tuple[Column, ...]) -> dict[str, tuple[Column, ...]]:
    """The tables of the lists of objects within an object, and of the lists within those."""
    found: dict[str, tuple[Column, ...]] = {}
    for name, child in released(document, node).items():
        if "x-table" not in child:
            continue
        item = resolved(document, child["items"])
        found[child["x-table"]] = (*parents, _POSITION, *flat_columns(document, item))
        singular = Column(name.removesuffix("s"), pa.string(), f"The {name.removesuffix('s')}, as event-id#id.")
        found |= _children(document, item, (*parents, singular))
    return found


def _flat_event(contract: Contract) -> Iterator[Column]:
    event = contract.schema("event")
    lists, fields = [], released(event, event)
    for name, node in fields.items():
        if name == "extra":
            yield from _extra_columns(contract)
        elif node["type"] == "array":
            lists.append(name)
        elif name != "withdrawn":
            yield from flat_columns(event, {"properties": {name: node}})
    for name in lists:
        if f"n_{name}" not in fields:
            yield Column(f"n_{name}", pa.int64(), f"Entries of {name}.")
    place = properties(event, event["$defs"]["Place"])
    for name, field in PLACE_COLUMNS.items():
        note = f"{place[field]['description']} Of the first place with role location."
        yield Column(name, _SCALARS[place[field]["type"]], note)
    for name, note in JOINED_COLUMNS.items():
        yield Column(name, pa.string(), note)


def _extra_columns(contract: Contract) -> Iterator[Column]:
    """One column a property that the extension declares, and extra_json where there may be others."""
    declared = _declared(contract)
    may_hold_others = not declared or _extra(contract).get("additionalProperties") is not False
    if may_hold_others and "json" not in declared:  # whose own column has that name
        yield Column("extra_json", pa.string(), "The dataset's own fields, as JSON.")
    for name, node in declared.items():
        scalar, note = _scalar_type(node), str(node.get("description", ""))
        note = note if scalar is not None else f"{note} As JSON text.".lstrip()
        yield Column(f"extra_{name}", _SCALARS.get(scalar or "", pa.string()), note, ("extra", name))


@lru_cache(maxsize=8)
def written_as_json(contract: Contract) -> frozenset[str]:
    """The properties of the extension whose columns hold JSON text: those that are not of one scalar type."""
    return frozenset(name for name, node in _declared(contract).items() if _scalar_type(node) is None)


def _extra(contract: Contract) -> Schema:
    document = contract.schema("event")
    return resolved(document, document["properties"]["extra"])


def _declared(contract: Contract) -> dict[str, Schema]:
    """The properties that the extension declares."""
    return properties(contract.schema("event"), _extra(contract))


def _scalar_type(node: Schema) -> str | None:
    """The one scalar type that a property has, by its word or by the values that it may have; else None."""
    if "type" in node:
        return node["type"] if node["type"] in tuple(_SCALARS) else None
    kinds = {type(value) for value in (node["enum"] if "enum" in node else [node.get("const")])}
    known: dict[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
    return known.get(kinds.pop()) if len(kinds) == 1 else None


def arrow_schema(columns: tuple[Column, ...]) -> pa.Schema:
    """The schema of a flat table, with the meaning of each column."""
    return pa.schema([_described(column.name, column.type, column.description) for column in columns])
