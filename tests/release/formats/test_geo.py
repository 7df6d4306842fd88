"""The geo format: events as points, equal in GeoJSON and GeoParquet, and read by what people open them with."""

import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import polars as pl
import pyarrow.parquet as pq
import pytest
from tests.release.by_rows import arrow_tables

from regesta.contract import Contract
from regesta.dataset import Dataset
from regesta.release.edition import Edition
from regesta.release.formats.geo import GEOJSON, GEOPARQUET, compare_geo, geo_columns, write_geo
from regesta.release.formats.parquetfile import read_parquet
from regesta.walk import ordered

CONTRACT = Contract()
DATE = {
    "edtf": "2023-06-24", "start": "2023-06-24T05:00:00+03:00", "end": "2023-06-24T11:59:59+03:00",
    "precision": "part-of-day", "approximate": False,
}  # fmt: skip
ROSTOV = {"name": "Rostov", "role": "location", "country": "RU", "latitude": 47.23135, "longitude": 39.72328}
MOSCOW = {"name": "Moscow", "role": "location", "country": "RU", "latitude": 55.75222, "longitude": 37.61556}


def event(own: str, *places: dict[str, Any], **more: Any) -> dict[str, Any]:
    document = CONTRACT.schema("event")
    base = {"id": own, "title": "Ä", "type": "other", "date": DATE, "sources": [{"id": "s"}], "n_sources": 1}
    whole = {**base, **({"places": list(places)} if places else {}), **more}
    done: dict[str, Any] = ordered(document, document, whole)
    return done


EVENTS = [
    event("a", {**MOSCOW, "role": "destination"}, ROSTOV, MOSCOW, tags=["x", "y"], extra={"k": [1]}),
    event("b", {"name": "Russia", "role": "location", "country": "RU"}),
    event("c", {"name": "Somewhere", "role": "location"}, {"role": "location", "latitude": -16.5, "longitude": 180.0}),
    event("d"),
    event("e", {**ROSTOV, "role": "target"}),
]


def write(folder: Path, events: list[dict[str, Any]]) -> dict[str, int]:
    data = {"events": events, "actors": [], "places": [], "sources": [], "withdrawn": []}
    return write_geo(Edition(Dataset(), data, arrow_tables(CONTRACT, data)), folder)


def features(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / GEOJSON).read_bytes())["features"]
    return found


def test_a_feature_is_an_event_at_a_place_where_it_happened(tmp_path: Path) -> None:
    assert write(tmp_path, EVENTS) == {GEOJSON: 3, GEOPARQUET: 3}
    assert [f["id"] for f in features(tmp_path)] == ["a#/places/1", "a#/places/2", "c#/places/1"]
    assert [f["geometry"]["coordinates"] for f in features(tmp_path)] == [
        [39.72328, 47.23135], [37.61556, 55.75222], [180.0, -16.5],
    ]  # fmt: skip
    assert [f["properties"].get("place_name") for f in features(tmp_path)] == ["Rostov", "Moscow", None]


def test_properties_are_those_of_events_flat_but_for_the_place(tmp_path: Path) -> None:
    write(tmp_path, EVENTS)
    data = {"events": EVENTS, "actors": [], "places": [], "sources": [], "withdrawn": []}
    flat = {row["id"]: row for row in arrow_tables(CONTRACT, data)["events_flat"].to_pylist()}
    own = {"place_position", "place_name", "country", "latitude", "longitude"}
    for row in read_parquet(tmp_path / GEOPARQUET).drop(["geometry", "bbox", *own]).to_pylist():
        assert row == {name: value for name, value in flat[row["id"]].items() if name not in own}
    one = features(tmp_path)[0]["properties"]
    assert (one["n_places"], one["tags"], one["extra_json"]) == (3, "x; y", '{"k":[1]}')
    assert (one["date_start_day"], one["date_start_utc"]) == ("2023-06-24", "2023-06-24T02:00:00Z")


def test_both_files_hold_the_same_values(tmp_path: Path) -> None:
    write(tmp_path, EVENTS)
    assert list(compare_geo(tmp_path, CONTRACT, EVENTS)) == []
    rows = read_parquet(tmp_path / GEOPARQUET).to_pylist()
    for row, feature in zip(rows, features(tmp_path), strict=True):
        order, kind, *point = struct.unpack("<BIdd", row.pop("geometry"))
        assert (order, kind, point) == (1, 1, feature["geometry"]["coordinates"])
        assert list(row.pop("bbox").values()) == [*point, *point]
        held = {name: value for name, value in row.items() if value is not None}
        assert held.keys() == feature["properties"].keys()
        for name, value in held.items():
            text = value.isoformat().replace("+00:00", "Z") if hasattr(value, "isoformat") else value
            assert feature["properties"][name] == text


@pytest.mark.parametrize(("name", "old", "new"), [(GEOJSON, b"47.23135", b"47.23136"), (GEOJSON, b"[", b"")])
def test_a_changed_geojson_is_found(name: str, old: bytes, new: bytes, tmp_path: Path) -> None:
    write(tmp_path, EVENTS)
    path = tmp_path / name
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    assert [line.split()[0] for line in compare_geo(tmp_path, CONTRACT, EVENTS)] == [name]


def test_a_changed_geoparquet_is_found(tmp_path: Path) -> None:
    for name, events in (("a", EVENTS), ("b", EVENTS[1:])):
        (tmp_path / name).mkdir()
        write(tmp_path / name, events)
    shutil.copy(tmp_path / "b" / GEOPARQUET, tmp_path / "a" / GEOPARQUET)
    assert list(compare_geo(tmp_path / "a", CONTRACT, EVENTS)) == [f"{GEOPARQUET} differs from the JSON"]
    (tmp_path / "a" / GEOPARQUET).write_bytes(b"PAR1")
    assert [line.split(":")[0] for line in compare_geo(tmp_path / "a", CONTRACT, EVENTS)] == [
        f"{GEOPARQUET} cannot be read"
    ]


def test_a_changed_geo_key_is_found(tmp_path: Path) -> None:
    write(tmp_path, EVENTS)
    table = read_parquet(tmp_path / GEOPARQUET)
    pq.write_table(table.replace_schema_metadata({}), tmp_path / GEOPARQUET)
    assert list(compare_geo(tmp_path, CONTRACT, EVENTS)) == [f"{GEOPARQUET} differs from the JSON"]


def test_both_files_are_written_where_nothing_is_located(tmp_path: Path) -> None:
    assert write(tmp_path, EVENTS[3:]) == {GEOJSON: 0, GEOPARQUET: 0}
    assert features(tmp_path) == []
    table = read_parquet(tmp_path / GEOPARQUET)
    assert table.schema.names == [column.name for column in geo_columns(CONTRACT)]
    assert list(compare_geo(tmp_path, CONTRACT, EVENTS[3:])) == []


def test_the_bytes_are_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, EVENTS)
    for name in (GEOJSON, GEOPARQUET):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("events", [EVENTS, EVENTS[3:]], ids=["three", "none"])
def test_the_geo_key_is_what_the_standard_asks_for(events: list[dict[str, Any]], tmp_path: Path, shared: Path) -> None:
    write(tmp_path, events)
    geo = json.loads((read_parquet(tmp_path / GEOPARQUET).schema.metadata or {})[b"geo"])
    schema = json.loads((shared / "schemas/geoparquet.json").read_text(encoding="utf-8"))
    schema["properties"]["version"]["const"] = "1.1.0"  # the schema at hand is of the draft that follows
    jsonschema.Draft7Validator(schema).validate(geo)
    assert geo["columns"]["geometry"].get("bbox") == ([37.61556, -16.5, 180.0, 55.75222] if events is EVENTS else None)


@pytest.mark.parametrize("events", [EVENTS, EVENTS[3:]], ids=["three", "none"])
def test_the_geoparquet_validator_finds_nothing(events: list[dict[str, Any]], tmp_path: Path) -> None:
    tool = Path(sys.executable).with_name("geoparquet-validator")
    if not tool.exists():
        pytest.skip("geoparquet-validator is not installed")
    write(tmp_path, events)
    run = subprocess.run([tool, "check", tmp_path / GEOPARQUET], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert "FAIL" not in run.stdout


def test_duckdb_reads_points_and_types(tmp_path: Path) -> None:
    write(tmp_path, EVENTS)
    database = duckdb.connect()
    path = (tmp_path / GEOPARQUET).as_posix()
    kinds = {row[0]: row[1] for row in database.execute(f"describe select * from '{path}'").fetchall()}
    assert kinds["geometry"].startswith("GEOMETRY")
    assert (kinds["latitude"], kinds["date_start_day"], kinds["n_places"]) == ("DOUBLE", "DATE", "BIGINT")
    assert kinds["date_start_utc"] == "TIMESTAMP WITH TIME ZONE"
    points = database.execute(f"select id, geometry::varchar from '{path}' where n_places = 3").fetchall()
    assert points == [("a", "POINT (39.72328 47.23135)"), ("a", "POINT (37.61556 55.75222)")]


def test_polars_reads_the_same_rows(tmp_path: Path) -> None:
    write(tmp_path, EVENTS)
    assert pl.read_parquet(tmp_path / GEOPARQUET)["id"].to_list() == ["a", "a", "c"]
