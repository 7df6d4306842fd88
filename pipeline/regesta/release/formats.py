"""The formats: the same tables as JSON, CSV and Parquet, written, read back, and compared value by value."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
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

ROW_GROUP = 1 << 17
csv.field_size_limit(2**31 - 1)  # a summary may be long, and so may a whole record among the changes

Written: TypeAlias = dict[str, int]  # the rows of each file that was written, by its path in the release
GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")


def arrow_tables(contract: Contract, content: Content, changes: Iterable[Row] = ()) -> dict[str, pa.Table]:
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
    written = {}
    for name in JSON_TABLES:
        rows = edition.content[name]
        text = "[\n" + ",\n".join(map(compact, rows)) + "\n]\n" if rows else "[]\n"
        (folder / f"json/{name}.json").write_bytes(text.encode())
        written[f"json/{name}.json"] = len(rows)
    return written


def write_csv(edition: Edition, folder: Path) -> Written:
    """csv/TABLE.csv: one file a flat table; there is no csv/events.csv."""
    (folder / "csv").mkdir()
    flat = {name: table for name, table in edition.tables.items() if name != "events"}
    for name, table in flat.items():
        (folder / f"csv/{name}.csv").write_bytes(csv_bytes(table))
    return {f"csv/{name}.csv": table.num_rows for name, table in flat.items()}


def write_parquet(edition: Edition, folder: Path) -> Written:
    """parquet/TABLE.parquet: the nested events and the flat tables, in the profile that every reader takes."""
    (folder / "parquet").mkdir()
    for name, table in edition.tables.items():
        pq.write_table(
            table, folder / f"parquet/{name}.parquet", compression="zstd", compression_level=3,
            row_group_size=ROW_GROUP, data_page_version="1.0", write_statistics=True,
        )  # fmt: skip
    return {f"parquet/{name}.parquet": table.num_rows for name, table in edition.tables.items()}


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


def compare(folder: Path, contract: Contract, changes: Sequence[Row]) -> Iterator[str]:
    """Where the files of a release do not hold the same values: each against the tables that its JSON Lines make."""
    content = read_content(folder)
    expected = arrow_tables(contract, content, changes)
    for name in JSON_TABLES:
        path = folder / f"json/{name}.json"
        if path.exists() and json.loads(path.read_text(encoding="utf-8")) != content[name]:
            yield f"json/{name}.json differs from json/{name}.jsonl"
    for name, table in expected.items():
        for path, read in (
            (folder / f"csv/{name}.csv", lambda p, t=table: read_csv_table(p, t.schema)),
            (folder / f"parquet/{name}.parquet", lambda p, _t=table: read_parquet(p)),
        ):
            if path.exists():
                yield from _difference(f"{path.parent.name}/{path.name}", table, path, read)


def _difference(name: str, expected: pa.Table, path: Path, read: Callable[[Path], pa.Table]) -> Iterator[str]:
    try:
        found = read(path)
    except (ValueError, KeyError, csv.Error, pa.ArrowException, OSError) as error:
        yield f"{name} cannot be read: {error}"
        return
    if found.schema != expected.schema:
        yield f"{name} has other columns than the contract"
    elif found.num_rows != expected.num_rows:
        yield f"{name} has {found.num_rows} rows, {expected.num_rows} are expected"
    elif not found.equals(expected):
        unequal = [c for c in expected.column_names if not found[c].equals(expected[c])]
        yield f"{name} differs from the JSON in {', '.join(unequal)}"
