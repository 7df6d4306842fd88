"""The geo format: events as points, for a map: GeoJSON for everybody, GeoParquet with the same values and types.

A feature is an event at one of its places: one for each place with role `location` that has coordinates, since an
event may have happened in two towns. Where it set out, was bound or was aimed at is not where it happened, and an
event without coordinates is in the tables alone. So features are not events: count distinct `id`.
"""

import datetime as dt
import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from regesta.contract import Contract, properties
from regesta.jsontext import compact
from regesta.release.columns import PLACE_COLUMNS, Column, arrow_schema, tables
from regesta.release.edition import Edition
from regesta.release.formats import ROW_GROUP, Written, read_parquet
from regesta.release.rows import Row, flat_event

GEOJSON, GEOPARQUET = "geo/events.geojson", "geo/events.parquet"
_POSITION = Column("place_position", pa.int64(), "The place in the event's list of places, from 0.")
_GEOMETRY = Column("geometry", pa.binary(), "The point of the place as WKB, longitude first (WGS 84).")
_SIDES = ("xmin", "ymin", "xmax", "ymax")
_BOX = Column(
    "bbox", pa.struct([(side, pa.float64()) for side in _SIDES]), "The point as a box, by which readers skip rows."
)
_SHAPE = (_GEOMETRY.name, _BOX.name)  # what the geometry of a feature says in GeoJSON


def write_geo(edition: Edition, folder: Path) -> Written:
    """geo/events.geojson (RFC 7946) and geo/events.parquet (GeoParquet 1.1); both are there even without a feature."""
    table = geo_table(edition.dataset.contract, edition.content["events"])
    (folder / "geo").mkdir()
    (folder / GEOJSON).write_bytes(geojson(table))
    with pq.ParquetWriter(
        folder / GEOPARQUET, table.schema, compression="zstd", compression_level=3, data_page_version="1.0"
    ) as writer:
        if table.num_rows:  # an empty row group has no statistics, which readers of GeoParquet ask for
            writer.write_table(table, row_group_size=ROW_GROUP)
    return {GEOJSON: table.num_rows, GEOPARQUET: table.num_rows}


def geo_table(contract: Contract, events: Sequence[Row]) -> pa.Table:
    """The features as a table, by event and place: the columns of events_flat, about that place, and its point."""
    rows = [row for event in events for row in _features(contract, event)]
    schema = arrow_schema(geo_columns(contract))
    return pa.Table.from_pylist(rows, schema=schema.with_metadata({"geo": compact(_geo_key(rows))}))


def _geo_key(rows: list[Row]) -> dict[str, Any]:
    """The file's `geo` metadata: points of OGC:CRS84, which is what no `crs` means."""
    point: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if rows:
        boxes = [row["bbox"] for row in rows]
        low, high = ([pick(box[side] for box in boxes) for side in _SIDES[:2]] for pick in (min, max))
        point["bbox"] = [*low, *high]
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


def _features(contract: Contract, event: Row) -> Iterator[Row]:
    places = [(n, p) for n, p in enumerate(event.get("places", ())) if p.get("role") == "location"]
    located = [(n, p) for n, p in places if "latitude" in p and "longitude" in p]
    flat = {k: v for k, v in flat_event(contract, event).items() if k not in PLACE_COLUMNS} if located else {}
    for position, place in located:
        here = {name: place[field] for name, field in PLACE_COLUMNS.items() if field in place}
        point = (float(place["longitude"]), float(place["latitude"]))
        box = dict(zip(_SIDES, point * 2, strict=True))
        yield {**flat, "place_position": position, **here, "geometry": struct.pack("<BIdd", 1, 1, *point), "bbox": box}


def geojson(table: pa.Table) -> bytes:
    """The features as GeoJSON, one a line; the id is the event's with the JSON Pointer of the place."""
    lines = ",\n".join(compact(_feature(row)) for row in table.to_pylist())
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: _plain(value) for name, value in row.items() if value is not None and name not in _SHAPE}
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    own = f"{row['id']}#/places/{row['place_position']}"
    return {"type": "Feature", "id": own, "geometry": point, "properties": values}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, dt.date) else value


def compare_geo(folder: Path, contract: Contract, events: Sequence[Row]) -> Iterator[str]:
    """Where the two files do not hold the features of the events; nothing where the release has no such files."""
    if not (folder / "geo").exists():
        return
    expected = geo_table(contract, events)
    for name, same in ((GEOJSON, _same_json), (GEOPARQUET, _same_table)):
        try:
            if (folder / name).exists() and not same(folder / name, expected):
                yield f"{name} differs from the JSON"
        except (ValueError, pa.ArrowException, OSError) as error:
            yield f"{name} cannot be read: {error}"


def _same_json(path: Path, expected: pa.Table) -> bool:
    return bool(json.loads(path.read_bytes()) == json.loads(geojson(expected)))


def _same_table(path: Path, expected: pa.Table) -> bool:
    found = read_parquet(path)
    keys = [(table.schema.metadata or {}).get(b"geo") for table in (found, expected)]
    return bool(found.equals(expected) and keys[0] == keys[1])
