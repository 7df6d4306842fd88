"""Tables: a chunk of the released JSON Lines as Arrow tables, column by column, without a Python object a record.

The tables of the chunks of a file, one after the other, are the tables of the file.
"""

import json
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import pyarrow as pa

from regesta.contract import Contract, Schema, resolved
from regesta.jsontext import compact
from regesta.release.bounds import BOUNDS, bounds
from regesta.release.columns import Column, arrow_schema, nested_schema, released, tables, written_as_json
from regesta.release.formats.readable import first_place, joined
from regesta.release.kernels import Array, counted, offsets_of, pc
from regesta.release.objects import Fields, extras, fields_of, members_of, node_of, object_schema, read_objects

Row: TypeAlias = dict[str, Array]  # the columns of a table by name; one that is not there is null throughout
Tables: TypeAlias = dict[str, pa.Table]
KEYS = {"actors": "actor_id", "places": "place_id"}  # what the children of a registry entry call it
_BY_CLAIM = frozenset(("claim_hops", "claim_links"))  # their rows are in the order of the ids of claims

_LISTS = 3  # whose tables are made together: to read their columns one by one would take longer


class Share(NamedTuple):
    """Some tables that are made by themselves: those of one kind of objects.

    Of events: the nested table, or the flat one, or those of a few lists (their names).
    """

    kind: str
    nested: bool = False
    lists: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...] | None:
        """The columns of the objects that they are made of; None: all."""
        return ("id", *self.lists) if self.lists else None


@lru_cache(maxsize=8)
def shares(contract: Contract) -> tuple[Share, ...]:
    """The shares of all tables of a release."""
    document, node = node_of(contract, "events")
    lists = [name for name, child in released(document, node).items() if "x-table" in child]
    return (
        Share("events"),
        *(Share("events", lists=tuple(lists[at : at + _LISTS])) for at in range(0, len(lists), _LISTS)),
        Share("events", nested=True),
        *map(Share, ("sources", "actors", "places", "withdrawn", "changes")),
    )


def objects_of(contract: Contract, kind: str, chunk: bytes) -> pa.Table:
    """The objects of a chunk: events as the rows of parquet/events.parquet, others as they are.

    Raises:
        ValueError: the chunk is not JSON Lines of such objects.
    """
    return nested(contract, chunk) if kind == "events" else read_objects(object_schema(contract, kind), chunk)


def object_types(contract: Contract, kind: str) -> pa.Schema:
    """The schema of `objects_of`."""
    return nested_schema(contract) if kind == "events" else object_schema(contract, kind)


def made_of(contract: Contract, share: Share, objects: pa.Table, shared: Array, start: int = 0) -> Tables:
    """The tables of a share that some objects make, of which only its columns must be there.

    shared holds the ids of the sources of the registry; start is how many objects of the file stand before these.
    """
    if share.nested:
        return {"events": objects}
    fields = fields_of(objects)
    if share.lists:
        return _lists(contract, fields, shared)
    if share.kind == "events":
        row = _flat_events(contract, fields)
        return {"events_flat": _table(contract, "events_flat", row, objects.num_rows)}
    return _of_kind(contract, share.kind, fields, objects.num_rows, start)


def _of_kind(contract: Contract, kind: str, fields: Fields, length: int, start: int) -> Tables:
    row = _picked(tables(contract)[kind], fields)
    if kind == "changes":
        row["position"] = counted(start, length)
    found = {kind: _table(contract, kind, row, length)}
    if kind in KEYS:
        found |= _children(contract, *node_of(contract, kind), fields, {KEYS[kind]: fields["id",]}, None)
    return found


def nested(contract: Contract, chunk: bytes) -> pa.Table:
    """The events of a chunk as rows of parquet/events.parquet.

    Raises:
        ValueError: the chunk is not JSON Lines of events.
    """
    fields = fields_of(read_objects(object_schema(contract, "events"), chunk))
    row = {path[0]: array for path, array in fields.items() if len(path) == 1}
    row |= {f"date_{name}": bounds(fields["date", name.partition("_")[0]], name) for name in BOUNDS}
    if row["extra"].null_count < len(row["extra"]):
        row["extra_json"] = pa.array(extras(chunk), pa.string())
    return _of(nested_schema(contract), row, len(fields["id",]))


def _lists(contract: Contract, fields: Fields, shared: Array) -> Tables:
    """A table for each list of objects among the fields of events, and for those within them.

    shared holds the ids of the sources of the registry, which are whole as they are.
    """
    found = _children(contract, *node_of(contract, "events"), fields, {"event_id": fields["id",]}, shared)
    for name in _BY_CLAIM & found.keys():
        found[name] = found[name].sort_by([("claim", "ascending"), ("position", "ascending")])
    return found


def _flat_events(contract: Contract, fields: Fields) -> Row:
    columns = tables(contract)["events_flat"]
    row = _picked(columns, fields)
    for column in columns:
        if column.name.startswith("n_") and not column.path:
            row[column.name] = pc.cast(pc.fill_null(pc.list_value_length(fields[column.name[2:],]), 0), pa.int64())
    declared = [column for column in columns if column.path[:1] == ("extra",)]
    extra = fields["extra_json",]
    row |= {"extra_json": extra} if any(column.name == "extra_json" for column in columns) else {}
    row |= _declared(declared, written_as_json(contract), extra) if declared else {}
    return row | dict(first_place(fields["places",])) | dict(joined(fields))


def _declared(columns: Sequence[Column], as_json: Container[str], extra: Array) -> Row:
    """The columns of the properties that the extension declares, from `extra` as JSON."""
    objects = [json.loads(text) if text is not None else {} for text in extra.to_pylist()]
    row = {}
    for column in columns:
        name = column.path[1]
        values = (value.get(name) for value in objects)
        texts = (compact(value) if value is not None else None for value in values) if name in as_json else values
        row[column.name] = pa.array(list(texts), column.type)
    return row


def _picked(columns: Sequence[Column], fields: Fields) -> Row:
    """The values at the path of each column, the bounds of dates worked out."""
    row = {}
    for column in columns:
        if column.path in fields:
            row[column.name] = fields[column.path]
        elif column.path and column.path[-1] in BOUNDS:
            there = fields.get((column.name,))  # the nested events have those of their date
            text = fields[*column.path[:-1], column.path[-1].partition("_")[0]]
            row[column.name] = bounds(text, column.path[-1]) if there is None else there
    return row


def _children(
    contract: Contract, document: Schema, node: Schema, fields: Fields, keys: Row, shared: Array | None
) -> Tables:
    """The tables of the lists of objects among the fields, and of the lists within those; shared: those of events."""
    found: Tables = {}
    for name, child in released(document, node).items():
        if "x-table" not in child or (name,) not in fields:
            continue
        table, item, lists = child["x-table"], resolved(document, child["items"]), fields[name,]
        members, parents = members_of(lists), pc.list_parent_indices(lists)
        above = {key: ids.take(parents) for key, ids in keys.items()}
        row = {**above, "position": _positions(lists, parents), **_picked(tables(contract)[table], members)}
        if shared is not None:
            row |= _whole_ids(document, item, row, shared)
        found[table] = _table(contract, table, row, len(parents))
        below = {**above, name.removesuffix("s"): row["id"]} if "id" in row else above
        found |= _children(contract, document, item, members, below, shared)
    return found


def _positions(lists: Array, parents: Array) -> Array:
    """The place of each member in its list, from 0."""
    starts = pc.cast(offsets_of(lists), pa.int64())
    return pc.subtract(counted(0, len(parents)), starts.take(parents))


def _whole_ids(document: Schema, item: Schema, row: Mapping[str, Array], shared: Array) -> Row:
    """Ids that are local to an event as event-id#id; a shared source keeps its own."""
    whole = {}
    for name, child in released(document, item).items():
        if name not in row or (kind := child.get("x-refers")) not in ("claim", "source"):
            continue
        ids = pc.binary_join_element_wise(row["event_id"], row[name], "#")
        whole[name] = ids if kind == "claim" else pc.if_else(pc.is_in(row[name], value_set=shared), row[name], ids)
    return whole


@lru_cache(maxsize=8)
def flat_schemas(contract: Contract) -> dict[str, pa.Schema]:
    """The schema of every flat table, by table."""
    return {name: arrow_schema(columns) for name, columns in tables(contract).items()}


def _table(contract: Contract, name: str, row: Row, length: int) -> pa.Table:
    return _of(flat_schemas(contract)[name], row, length)


def _of(schema: pa.Schema, row: Row, length: int) -> pa.Table:
    """The columns as a table of the schema, its notes included."""
    arrays = [row[f.name] if f.name in row else pa.nulls(length, f.type) for f in schema]
    return pa.Table.from_arrays(arrays, schema=schema)
