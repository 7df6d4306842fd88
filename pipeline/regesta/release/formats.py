"""The formats: the same tables as JSON, CSV and Parquet, written, read back, and compared value by value."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from regesta.contract import Contract
from regesta.jsontext import compact
from regesta.release.columns import arrow_schema, nested_schema, tables
from regesta.release.content import JSON_TABLES, Content
from regesta.release.edition import Edition
from regesta.release.rows import Row, Rows, all_rows, nested_event

ROW_GROUP = 1 << 16  # rows: those of nested events take some 150 MB before they are written
csv.field_size_limit(2**31 - 1)  # a summary may be long, and so may a whole record among the changes

Written: TypeAlias = dict[str, int]  # the rows of each file that was written, by its path in the release
GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")


def arrow_tables(
    contract: Contract, content: Mapping[str, Sequence[Row]], changes: Iterable[Row] = ()
) -> dict[str, pa.Table]:
    """Every table of a release, typed by the contract: the nested events and the flat ones."""
    rows: Rows = all_rows(contract, content, changes)
    made = {
        "events": pa.Table.from_pylist([nested_event(e) for e in content["events"]], schema=nested_schema(contract))
    }
    for name, columns in tables(contract).items():
        made[name] = pa.Table.from_pylist(rows[name], schema=arrow_schema(columns))
    return made


def write_json(edition: Edition, folder: Path) -> Written:
    """json/TABLE.json: an array of the same objects as the JSON Lines."""
    for name in JSON_TABLES:
        with (folder / f"json/{name}.jsonl").open("rb") as lines, (folder / f"json/{name}.json").open("wb") as array:
            opening = b"[\n"
            for line in lines:
                array.write(opening + line.removesuffix(b"\n"))
                opening = b",\n"
            array.write(b"[]\n" if opening == b"[\n" else b"\n]\n")
    return {f"json/{name}.json": len(edition.content[name]) for name in JSON_TABLES}


def csv_bytes(table: pa.Table) -> bytes:
    """A flat table as CSV: UTF-8, comma, LF; an empty cell is an absent value."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    columns = [[_cell(value) for value in column.to_pylist()] for column in table.columns]
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    """A value as a cell: an absent one empty, a text that a spreadsheet would run behind an apostrophe."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(GUARDED) else shown(value)


def shown(value: Any) -> str:
    """A value as CSV shows it, but for the guard."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    return compact(value) if isinstance(value, list) else repr(value)


def read_csv_table(path: Path, schema: pa.Schema) -> pa.Table:
    """A CSV file of a release as the typed table that it was written from.

    Raises:
        ValueError: the header or a cell is not what the schema says.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        header = next(reader, [])
        if header != schema.names:
            raise ValueError(f"columns are {header}, not {schema.names}")
        parsers = [_parser(field.type) for field in schema]
        rows = [[parse(c) if c else None for parse, c in zip(parsers, row, strict=True)] for row in reader]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pa.table([pa.array(c, type=f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def _parser(kind: pa.DataType) -> Callable[[str], Any]:
    if pa.types.is_string(kind):
        return lambda cell: cell.removeprefix("'")
    if pa.types.is_boolean(kind):
        return lambda cell: {"true": True, "false": False}[cell]
    if pa.types.is_date32(kind):
        return dt.date.fromisoformat
    if pa.types.is_timestamp(kind):
        return dt.datetime.fromisoformat
    if pa.types.is_list(kind):
        return json.loads
    return int if pa.types.is_integer(kind) else float


def read_parquet(path: Path) -> pa.Table:
    """The one place where Parquet is read: by path, never from a file object, which can abort the process at exit."""
    return pq.read_table(str(path), memory_map=False)


def read_content(folder: Path) -> Content:
    """The objects of a release from its json/*.jsonl."""
    content = {}
    for name in JSON_TABLES:
        with (folder / f"json/{name}.jsonl").open(encoding="utf-8", newline="\n") as file:
            content[name] = [json.loads(line) for line in file]
    return content
