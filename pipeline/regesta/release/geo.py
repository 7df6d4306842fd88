"""The geo format: events as points, for a map: GeoJSON for everybody, GeoParquet with the same values and types.

A feature is an event at one of its places: one for each place with role `location` that has coordinates, since an
event may have happened in two towns. Where it set out, was bound or was aimed at is not where it happened, and an
event without coordinates is in the tables alone. So features are not events: count distinct `id`.
"""

import datetime as dt
import json
import struct
from collections.abc import Iterator, Mapping
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


def write_geo(edition: Edition, folder: Path) -> Written:
    """geo/events.geojson (RFC 7946) and geo/events.parquet (GeoParquet 1.1); both are there even without a feature."""
    table = geo_table(edition.dataset.contract, edition.content["events"])
    (folder / "geo").mkdir()
    (folder / GEOJSON).write_bytes(geojson(table))
    pq.write_table(
        table, folder / GEOPARQUET, compression="zstd", compression_level=3,
        row_group_size=ROW_GROUP, data_page_version="1.0", write_statistics=True,
    )  # fmt: skip
    return {GEOJSON: table.num_rows, GEOPARQUET: table.num_rows}


def geo_table(contract: Contract, events: list[Row]) -> pa.Table:
    """The features as a table, by event and place: the columns of events_flat, about that place, and its point."""
    rows = [row for event in events for row in _features(contract, event)]
    schema = arrow_schema(geo_columns(contract))
    bounds = _bounds(rows)
    point = {"encoding": "WKB", "geometry_types": ["Point"], **({"bbox": bounds} if bounds else {})}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": point}}
    return pa.Table.from_pylist(rows, schema=schema.with_metadata({"geo": compact(geo)}))


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
    return (*columns, _GEOMETRY)


def _features(contract: Contract, event: Row) -> Iterator[Row]:
    places = [(n, p) for n, p in enumerate(event.get("places", ())) if p.get("role") == "location"]
    located = [(n, p) for n, p in places if "latitude" in p and "longitude" in p]
    flat = {k: v for k, v in flat_event(contract, event).items() if k not in PLACE_COLUMNS} if located else {}
    for position, place in located:
        here = {name: place[field] for name, field in PLACE_COLUMNS.items() if field in place}
        point = struct.pack("<BIdd", 1, 1, place["longitude"], place["latitude"])
        yield {**flat, "place_position": position, **here, "geometry": point}


def _bounds(rows: list[Row]) -> list[float]:
    """West, south, east, north; nothing where there is no point."""
    if not rows:
        return []
    east, north = ([float(row[name]) for row in rows] for name in ("longitude", "latitude"))
    return [min(east), min(north), max(east), max(north)]


def geojson(table: pa.Table) -> bytes:
    """The features as GeoJSON, one a line; the id is the event's with the JSON Pointer of the place."""
    lines = ",\n".join(compact(_feature(row)) for row in table.to_pylist())
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: _plain(value) for name, value in row.items() if value is not None and name != "geometry"}
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    own = f"{row['id']}#/places/{row['place_position']}"
    return {"type": "Feature", "id": own, "geometry": point, "properties": values}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, dt.date) else value


def compare_geo(folder: Path, contract: Contract, events: list[Row]) -> Iterator[str]:
    """Where the two files do not hold the features of the events; nothing where the release has no such files."""
    expected = geo_table(contract, events)
    if (folder / GEOJSON).exists():
        data = (folder / GEOJSON).read_bytes()
        if data != geojson(expected):
            yield f"{GEOJSON} differs from the JSON{_first_difference(data, geojson(expected))}"
    if (folder / GEOPARQUET).exists():
        try:
            found = read_parquet(folder / GEOPARQUET)
        except (pa.ArrowException, OSError) as error:
            yield f"{GEOPARQUET} cannot be read: {error}"
            return
        if not found.schema.equals(expected.schema, check_metadata=True):
            yield f"{GEOPARQUET} has other columns than the contract"
        elif not found.equals(expected):
            yield f"{GEOPARQUET} differs from the JSON"


def _first_difference(found: bytes, expected: bytes) -> str:
    """Which feature differs first, where both are GeoJSON."""
    try:
        pair = [json.loads(data)["features"] for data in (found, expected)]
    except (ValueError, KeyError, TypeError):
        return ""
    if len(pair[0]) != len(pair[1]):
        return f": it has {len(pair[0])} features, {len(pair[1])} are expected"
    return next((f" at {b['id']}" for a, b in zip(*pair, strict=True) if a != b), "")
