"""The geo format: events as points, for a map: GeoJSON for everybody, GeoParquet with the same values and types.

A feature is an event at one of its places: one for each place with role `location` that has coordinates, since an
event may have happened in two towns. Where it set out, was bound or was aimed at is not where it happened, and an
event without coordinates is in the tables alone. So features are not events: count distinct `id`.
"""

import datetime as dt
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from math import inf
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from regesta.contract import Contract, properties
from regesta.engine.batch import in_pieces, processors
from regesta.jsontext import compact
from regesta.release.columns import PLACE_COLUMNS, Column, arrow_schema, tables
from regesta.release.content import json_lines
from regesta.release.edition import Edition, Written
from regesta.release.formats.csvtext import iso
from regesta.release.formats.jsonfile import is_made_of
from regesta.release.formats.parquetfile import PROFILE, appending, parquet_rows
from regesta.release.kept import chunks, kept_objects
from regesta.release.kernels import Array, pc
from regesta.release.stored import Lines, Row
from regesta.release.tables import Share, made_of, objects_of

GEOJSON, GEOPARQUET = "geo/events.geojson", "geo/events.parquet"
_POSITION = Column("place_position", pa.int64(), "The place in the event's list of places, from 0.")
_GEOMETRY = Column("geometry", pa.binary(), "The point of the place as WKB, longitude first (WGS 84).")
_SIDES = ("xmin", "ymin", "xmax", "ymax")
_BOX = Column(
    "bbox", pa.struct([(side, pa.float64()) for side in _SIDES]), "The point as a box, by which readers skip rows."
)
T = TypeVar("T")
Reader: TypeAlias = Callable[[], Iterator[pa.Table]]
_MANY = 10_000  # features
_SHAPE = (_GEOMETRY.name, _BOX.name)  # what the geometry of a feature says in GeoJSON


def write_geo(edition: Edition, folder: Path) -> Written:
    """geo/events.geojson (RFC 7946) and geo/events.parquet (GeoParquet 1.1); both are there even without a feature."""
    contract = edition.dataset.contract
    read = _reader(contract, edition.content["events"], edition.kept)
    count, schema = _counted(contract, read())
    (folder / "geo").mkdir()
    for _ in _for_each(partial(_write, folder, contract, read, count, schema), count):
        pass
    return {GEOJSON: count, GEOPARQUET: count}


def _for_each(work: Callable[[str], T], count: int) -> Iterator[T]:
    """What is done for each of the two files; at the same time, if there are many features."""
    return in_pieces(work, (GEOJSON, GEOPARQUET), processors() if count > _MANY else 1)


def _reader(contract: Contract, events: Sequence[Row], kept: Path | None) -> Reader:
    """What reads the events as rows of parquet/events.parquet, a chunk at a time."""
    if kept is not None:
        return partial(kept_objects, kept, contract, "events")
    return partial(_objects, contract, events)


def _objects(contract: Contract, events: Sequence[Row]) -> Iterator[pa.Table]:
    for chunk in chunks(events.path) if isinstance(events, Lines) else [json_lines(events)]:
        yield objects_of(contract, "events", chunk)


def _write(folder: Path, contract: Contract, read: Reader, count: int, schema: pa.Schema, name: str) -> None:
    if name == GEOJSON:
        with (folder / GEOJSON).open("wb") as file:
            file.writelines(geojson(features(contract, read())))
        return
    with _parquet(folder / GEOPARQUET, schema, count) as append:
        for table in features(contract, read()) if count else ():
            append(table)


@contextmanager
def _parquet(path: Path, schema: pa.Schema, count: int) -> Iterator[Callable[[pa.Table], None]]:
    if count:
        with appending(path, schema) as append:
            yield append
        return
    with pq.ParquetWriter(path, schema, **PROFILE) as writer:  # a row group without rows would have no statistics
        yield writer.write_table


def features(contract: Contract, events: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The features as tables, by event and place: the columns of events_flat, about that place, and its point."""
    none = pa.array([], pa.string())
    schema = arrow_schema(geo_columns(contract))
    for objects in events:
        flat = made_of(contract, Share("events"), objects, none)["events_flat"]
        here = _located(contract, objects)
        rows = flat.take(pc.index_in(here["event_id"], value_set=flat["id"].combine_chunks()))
        row: dict[str, Array] = {name: rows[name] for name in rows.column_names} | {_POSITION.name: here["position"]}
        row |= {name: here[field] for name, field in PLACE_COLUMNS.items()}
        x, y = (here[name].combine_chunks() for name in ("longitude", "latitude"))
        row |= {_GEOMETRY.name: _points(x, y), _BOX.name: pa.StructArray.from_arrays([x, y, x, y], names=list(_SIDES))}
        yield pa.Table.from_arrays([row[field.name] for field in schema], schema=schema)


def _located(contract: Contract, objects: pa.Table) -> pa.Table:
    """The places where events happened and whose coordinates are known, as rows of event_places."""
    share = Share("events", lists=("places",))
    places = made_of(contract, share, objects, pa.array([], pa.string()))["event_places"]
    known = pc.and_(pc.is_valid(places["latitude"]), pc.is_valid(places["longitude"]))
    return places.filter(pc.and_(known, pc.fill_null(pc.equal(places["role"], "location"), False)))


def _points(x: Array, y: Array) -> Array:
    """Points as WKB: 1 for little-endian, 1 for a point, two numbers."""
    packed = (struct.pack("<BIdd", 1, 1, *point) for point in zip(x.to_pylist(), y.to_pylist(), strict=True))
    return pa.array(packed, pa.binary())


def _counted(contract: Contract, events: Iterable[pa.Table]) -> tuple[int, pa.Schema]:
    """How many features there are, and the schema of their table: its metadata tell the box that they lie in."""
    count, low, high = 0, [inf, inf], [-inf, -inf]
    for objects in events:
        here = _located(contract, objects)
        count += here.num_rows
        for side, name in enumerate(("longitude", "latitude")) if here.num_rows else ():
            ends = pc.min_max(here[name]).as_py()
            low[side], high[side] = min(low[side], ends["min"]), max(high[side], ends["max"])
    key = compact(_geo_key([*low, *high] if count else None))
    return count, arrow_schema(geo_columns(contract)).with_metadata({"geo": key})


def _geo_key(box: list[float] | None) -> dict[str, Any]:
    """The file's `geo` metadata: points of OGC:CRS84, which is what no `crs` means."""
    point: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if box is not None:
        point["bbox"] = box
    point["covering"] = {"bbox": {side: ["bbox", side] for side in _SIDES}}
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": point}}


def geo_columns(contract: Contract) -> tuple[Column, ...]:
    """The columns of events_flat with those of the place about this one, `place_position` before them."""
    document = contract.schema("event")
    place = properties(document, document["$defs"]["Place"])
    columns: list[Column] = []
    for column in tables(contract)["events_flat"]:
        if column.name == next(iter(PLACE_COLUMNS)):
            columns.append(_POSITION)
        field = PLACE_COLUMNS.get(column.name)
        columns.append(column if field is None else Column(column.name, column.type, place[field]["description"]))
    return (*columns, _GEOMETRY, _BOX)


def geojson(tables: Iterable[pa.Table]) -> Iterator[bytes]:
    """The features as GeoJSON, one a line; the id is the event's with the JSON Pointer of the place."""
    before = '{"type":"FeatureCollection","features":[\n'
    for table in tables:
        for row in table.to_pylist():
            yield f"{before}{compact(_feature(row))}".encode()
            before = ",\n"
    yield (f"{before}\n]}}\n" if before != ",\n" else "\n]}\n").encode()


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: _plain(value) for name, value in row.items() if value is not None and name not in _SHAPE}
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    own = f"{row['id']}#/places/{row['place_position']}"
    return {"type": "Feature", "id": own, "geometry": point, "properties": values}


def _plain(value: Any) -> Any:
    return iso(value) if isinstance(value, dt.date) else value


def compare_geo(folder: Path, contract: Contract, events: Sequence[Row], kept: Path | None = None) -> Iterator[str]:
    """Where the two files do not hold the features of the events; nothing where the release has no such files.

    kept is where `keep_objects` kept the events; None: they are read for this.
    """
    if not (folder / "geo").exists():
        return
    read = _reader(contract, events, kept)
    count, schema = _counted(contract, read())
    for said in _for_each(partial(_difference, folder, contract, read, schema), count):
        yield from said


def _difference(folder: Path, contract: Contract, read: Reader, schema: pa.Schema, name: str) -> list[str]:
    same = _same_json if name == GEOJSON else _same_table
    try:
        if (folder / name).exists() and not same(folder / name, schema, features(contract, read())):
            return [f"{name} differs from the JSON"]
    except (ValueError, pa.ArrowException, OSError) as error:
        return [f"{name} cannot be read: {error}"]
    return []


def _same_json(path: Path, _schema: pa.Schema, expected: Iterable[pa.Table]) -> bool:
    return is_made_of(path, geojson(expected))


def _same_table(path: Path, schema: pa.Schema, expected: Iterable[pa.Table]) -> bool:
    rows = parquet_rows(path)
    held = next(rows)
    if held.schema != schema or (held.schema.metadata or {}).get(b"geo") != (schema.metadata or {}).get(b"geo"):
        return False
    for table in expected:
        while held.num_rows < table.num_rows and (more := next(rows, None)) is not None:
            held = pa.concat_tables([held, more])
        if not held.slice(0, table.num_rows).equals(table):
            return False
        held = held.slice(table.num_rows)
    return not held.num_rows and next(rows, None) is None
