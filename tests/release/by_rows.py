"""The tables of a release by the row, and CSV by the cell: slow and plain, what those by the column are held against."""

import csv
import datetime as dt
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import pyarrow as pa

from regesta.contract import Contract, Schema, resolved
from regesta.engine.examine import Examination, examine_dataset
from regesta.jsontext import compact
from regesta.release.columns import (
    JOINED_COLUMNS,
    PLACE_COLUMNS,
    Column,
    arrow_schema,
    nested_schema,
    released,
    tables,
    written_as_json,
)
from regesta.release.compare import compare_files
from regesta.release.content import JSON_TABLES, Content, prepare
from regesta.release.formats.csvtext import GUARDED, shown
from regesta.release.formats.parquetfile import TableFile
from regesta.release.formats.tablefiles import write_tables
from regesta.release.kept import keep_objects
from regesta.release.kernels import Array
from regesta.release.stored import Row
from regesta.release.tables import Tables, made_of, objects_of, shares

Rows: TypeAlias = dict[str, list[Row]]

csv.field_size_limit(2**31 - 1)  # a summary may be long, and so may a whole record among the changes


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


def all_rows(contract: Contract, content: Mapping[str, Sequence[Row]], changes: Iterable[Row] = ()) -> Rows:
    """The rows of every table, in the order of their keys.

    content holds the released objects: events, actors, places, sources, withdrawn, each sorted by id.
    """
    shared = {source["id"] for source in content["sources"]}
    rows: Rows = defaultdict(list, {name: [] for name in tables(contract)})
    event = contract.schema("event")
    columns = tables(contract)
    for data in content["events"]:
        rows["events_flat"].append(flat_event(contract, data))
        for table, row in _children(event, event, data, {"event_id": data["id"]}, columns, shared):
            rows[table].append(row)
    for kind, parent in (("actors", "actor_id"), ("places", "place_id")):
        document = contract.schema(kind)
        node = resolved(document, document["items"])
        for data in content[kind]:
            rows[kind].append(flat(columns[kind], data))
            for table, row in _children(document, node, data, {parent: data["id"]}, columns, frozenset()):
                rows[table].append(row)
    for kind in ("sources", "withdrawn"):
        rows[kind] = [flat(columns[kind], data) for data in content[kind]]
    rows["changes"] = [{"position": index, **change} for index, change in enumerate(changes)]
    for table in ("claim_hops", "claim_links"):
        rows[table].sort(key=lambda row: (row["claim"], row["position"]))
    return rows


def flat(columns: Iterable[Column], data: Mapping[str, Any]) -> Row:
    """One object as a row: the value at each column's path, absent ones left out."""
    row = {}
    for column in columns:
        value = _at(data, column.path) if column.path else None
        if value is not None:
            row[column.name] = value
    return row


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for index, step in enumerate(path):
        if not isinstance(data, dict):
            return None
        if step not in data:
            return bound(data, step) if index == len(path) - 1 and step in _BOUNDS else None
        data = data[step]
    return data


_BOUNDS = frozenset(("start_day", "end_day", "start_utc", "end_utc"))


def bound(date: Mapping[str, Any], name: str) -> dt.date | dt.datetime | None:
    """The start or end of an EventDate as a day or, where finer than a day, as an instant in UTC."""
    text = date.get(name.partition("_")[0])
    if text is None or not text[:4].isdigit() or text.startswith("0000"):
        return None
    if name.endswith("_day"):
        return dt.date.fromisoformat(text[:10])
    if "T" not in text:
        return None
    try:
        return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    except (OverflowError, ValueError):
        return None  # the first and last hours of years 1 and 9999


def _children(
    document: Schema, node: Schema, data: Row, keys: Row, columns: Mapping[str, tuple[Column, ...]], shared: Any
) -> Iterator[tuple[str, Row]]:
    """The rows of the lists of objects within an object, and of the lists within those."""
    for name, child in released(document, node).items():
        if "x-table" not in child:
            continue
        table, item = child["x-table"], resolved(document, child["items"])
        for position, member in enumerate(data.get(name, ())):
            row = {**keys, "position": position, **flat(columns[table], member)}
            if "event_id" in keys:
                whole_ids(document, item, row, keys["event_id"], shared)
            yield table, row
            below = {**keys, name.removesuffix("s"): row.get("id")}
            yield from _children(document, item, member, below, columns, shared)


def whole_ids(document: Schema, item: Schema, row: Row, event_id: str, shared: Any) -> None:
    """Write ids that are local to an event as event-id#id; a shared source keeps its own."""
    for name, child in released(document, item).items():
        kind = child.get("x-refers")
        if name in row and (kind == "claim" or (kind == "source" and row[name] not in shared)):
            row[name] = f"{event_id}#{row[name]}"


def flat_event(contract: Contract, data: Row) -> Row:
    """One event as a row of events_flat."""
    columns = tables(contract)["events_flat"]
    row = flat(columns, data)
    for column in columns:
        if column.name.startswith("n_") and not column.path:
            row[column.name] = len(data.get(column.name[2:], ()))
        elif column.name == "extra_json" and "extra" in data:
            row["extra_json"] = compact(data["extra"])
        elif column.path[:1] == ("extra",) and column.name in row and column.path[1] in written_as_json(contract):
            row[column.name] = compact(row[column.name])
    first: Row = next((place for place in data.get("places", ()) if place.get("role") == "location"), {})
    row |= {name: first[field] for name, field in PLACE_COLUMNS.items() if field in first}
    row |= {name: text for name in JOINED_COLUMNS if (text := _joined(data, name))}
    return row


def _joined(data: Row, name: str) -> str:
    """Values of a list joined for reading, each once, in their order."""
    people = data.get("participants", ())
    if name in ("initiators", "recipients", "participants"):
        role = name.removesuffix("s")
        chosen = [p for p in people if name == "participants" or p.get("role") == role]
        values = [p.get("canonical_name", p.get("name")) for p in chosen if "canonical_name" in p or "name" in p]
    elif name == "countries":
        values = [place["country"] for place in data.get("places", ()) if "country" in place]
    elif name == "tags":
        values = data.get("tags", [])
    else:
        field = {"publishers": "publisher", "source_urls": "url"}[name]
        values = [source[field] for source in data.get("sources", ()) if field in source]
    return "; ".join(dict.fromkeys(values))


def nested_event(data: Row) -> Row:
    """One event as a row of parquet/events.parquet."""
    row = {**data}
    if "extra" in row:
        row["extra_json"] = compact(row.pop("extra"))
    row |= {f"date_{name}": value for name in sorted(_BOUNDS) if (value := bound(data["date"], name)) is not None}
    return row


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


def content_of(folder: Path, today: str) -> tuple[Examination, Content]:
    """The check of a dataset and the content of a release of it; today is the day of the release."""
    with TemporaryDirectory() as work:
        run = Path(work) / "run"
        run.mkdir()
        examination = examine_dataset(folder, today, run=run)
        return examination, {name: list(rows) for name, rows in prepare(examination, Path(work)).content.items()}


def read_content(folder: Path) -> Content:
    """The objects of a release from its json/*.jsonl."""
    return {name: _read_lines(folder / f"json/{name}.jsonl") for name in JSON_TABLES}


def read_changes(folder: Path) -> list[Row]:
    """The changes that a release tells."""
    return _read_lines(folder / "changes.jsonl")


def _read_lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


@contextmanager
def kept_of(folder: Path, contract: Contract) -> Iterator[Path]:
    """Where the objects of the JSON Lines in a folder are kept meanwhile."""
    with TemporaryDirectory() as kept:
        keep_objects(Path(kept), folder, contract)
        yield Path(kept)


def written_tables(folder: Path, contract: Contract) -> dict[str, TableFile]:
    """Write the tables of the JSON Lines in a folder beside them, as Parquet and CSV."""
    with kept_of(folder, contract) as kept:
        return write_tables(folder, contract, folder, csv=True, kept=kept)


def compared(folder: Path, contract: Contract) -> list[str]:
    """Where the formats of a release do not hold the same values, in words."""
    with kept_of(folder, contract) as kept:
        return list(compare_files(folder, contract, kept, lambda: None))


def tables_of(contract: Contract, kind: str, chunk: bytes, shared: Array, start: int = 0) -> Tables:
    """Every table that a chunk of json/KIND.jsonl or changes.jsonl makes; shared and start are those of `made_of`."""
    objects = objects_of(contract, kind, chunk)
    own = [share for share in shares(contract) if share.kind == kind]
    return {name: t for share in own for name, t in made_of(contract, share, objects, shared, start).items()}


def whole(table: pa.Table | TableFile) -> pa.Table:
    """A table, all of it in memory."""
    return table if isinstance(table, pa.Table) else table.read()
