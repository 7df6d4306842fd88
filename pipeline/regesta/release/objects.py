"""Objects: a chunk of JSON Lines as Arrow arrays by the types of the contract, never by inference."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.json as pj

from regesta.contract import Contract, Schema, resolved
from regesta.jsontext import compact
from regesta.release.columns import arrow_type, nested_schema
from regesta.release.kernels import Array, is_utf8, opened

Fields: TypeAlias = Mapping[tuple[str, ...], Array]  # the values of an object and of the objects in it, by path

_DECODER = json.JSONDecoder()


@lru_cache(maxsize=64)
def object_schema(contract: Contract, kind: str) -> pa.Schema:
    """The types of the objects of json/KIND.jsonl or changes.jsonl; of `extra`, which is free, whether it is there."""
    if kind == "events":
        read = contract.schema("event")["properties"]
        own = [field for field in nested_schema(contract) if field.name in read]
        return pa.schema([*own, pa.field("extra", pa.struct([]))])
    kind_type: Any = arrow_type(contract, *node_of(contract, kind))
    return pa.schema(list(kind_type))


def node_of(contract: Contract, kind: str) -> tuple[Schema, Schema]:
    """The document of a kind of objects, and the node in it that describes one."""
    event = contract.schema("event")
    if kind == "events":
        return event, event
    if kind == "sources":
        return event, resolved(event, {"$ref": "#/$defs/Source"})
    if kind == "withdrawn":
        node = resolved(event, event["properties"]["withdrawn"])
        return event, {**node, "properties": {"id": event["properties"]["id"], **node["properties"]}}
    document = contract.schema(kind)
    return document, resolved(document, document["items"])


def read_objects(schema: pa.Schema, chunk: bytes) -> pa.Table:
    """The objects of a chunk as one row a line; what the schema does not name is passed over.

    Raises:
        ValueError: the chunk is not JSON Lines of objects with such values.
    """
    if not chunk:
        return schema.empty_table()
    if not chunk.isascii() and not is_utf8(chunk):  # Arrow takes whatever bytes stand in a text
        chunk.decode()
    lines = chunk.count(b"\n") + (not chunk.endswith(b"\n"))
    begun = chunk.count(b"\n{") + chunk.startswith(b"{")
    if begun != lines:  # Arrow ends the process over a null
        raise ValueError(f"{begun} objects begin on {lines} lines")
    table = pj.read_json(
        opened(chunk),
        read_options=pj.ReadOptions(use_threads=False, block_size=len(chunk) + 1),  # one block: one array a column
        parse_options=pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"),
    )
    if table.num_rows != lines:
        raise ValueError(f"{table.num_rows} objects stand on {lines} lines")
    return table


def extras(chunk: bytes) -> list[str | None]:
    """The `extra` of each line as compact JSON, None where it has none; only those are read by Python."""
    return [
        compact(_DECODER.raw_decode(line[at:].decode())[0]) if (at := _extra(line)) else None
        for line in chunk.splitlines()
    ]


_EXTRA = re.compile(rb'"extra"\s*:\s*')


def _extra(line: bytes) -> int | None:
    """Where the value of `extra` begins: the first such key is the event's, since no other object has it before."""
    found = _EXTRA.search(line)
    return found.end() if found else None


def fields_of(table: pa.Table) -> Fields:
    """The columns of a table, and the values of the objects in them, each one array."""
    return dict(_fields(zip(table.column_names, map(_one, table.columns), strict=True)))


def members_of(lists: Array) -> Fields:
    """The values of the members of lists of objects, one list after the other."""
    return dict(_fields(_parts(lists.flatten())))


def _fields(named: Iterable[tuple[str, Array]], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Array]]:
    for name, array in named:
        yield (*path, name), array
        if pa.types.is_struct(array.type):
            yield from _fields(_parts(array), (*path, name))


def _parts(objects: Array) -> Iterator[tuple[str, Array]]:
    return zip((field.name for field in objects.type), objects.flatten(), strict=True)


def _one(column: Array) -> Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
