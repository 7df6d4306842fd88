"""The formats: one truth in JSON, CSV and Parquet, whatever the values are; and a difference is always found."""

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.release.by_rows import arrow_tables, compared, csv_bytes, read_csv_table, written_tables

from regesta.contract import Contract
from regesta.dataset import Dataset
from regesta.release.columns import nested_schema, tables
from regesta.release.content import JSON_TABLES, Content, json_lines
from regesta.release.edition import Edition
from regesta.release.formats.jsonfile import write_json
from regesta.release.formats.parquetfile import read_parquet
from regesta.walk import ordered

CONTRACT = Contract()
DATE = {
    "text": "on the morning of 24 June", "edtf": "2023-06-24", "start": "2023-06-24T05:00:00+03:00",
    "end": "2023-06-24T11:59:59+03:00", "precision": "part-of-day", "approximate": False, "uncertain": False,
}  # fmt: skip


def event(**more: Any) -> dict[str, Any]:
    base = {
        "id": "e",
        "title": "A",
        "type": "other",
        "date": DATE,
        "sources": [{"id": "s"}],
        "verification": "reported",
    }
    document = CONTRACT.schema("event")
    whole: dict[str, Any] = ordered(document, document, {**base, **more})
    return whole


def content(*events: dict[str, Any]) -> Content:
    return {"events": list(events), "actors": [], "places": [], "sources": [], "withdrawn": []}


def write(folder: Path, data: Content) -> dict[str, pa.Table]:
    (folder / "json").mkdir(parents=True)
    for name in JSON_TABLES:
        (folder / f"json/{name}.jsonl").write_bytes(json_lines(data[name]))
    (folder / "changes.jsonl").touch()
    made = written_tables(folder, CONTRACT)
    write_json(Edition(Dataset(), data, made), folder)
    return {name: table.read() for name, table in made.items()}


FULL = event(
    summary="Line one\nline \"two\", with, commas; and 'quotes'",
    places=[{"name": "=HYPERLINK(1)", "role": "location", "country": "UA", "claimed_by": ["RU"], "latitude": 45.0, "longitude": -0.1}],
    participants=[{"name": "-A", "role": "initiator", "position": "mayor"}, {"name": "'B", "role": "recipient"}],
    quantities=[{"measure": "killed", "low": 1, "best": 2.5, "high": 1e15}],
    claims=[{"id": "c", "act": "asserts", "source": "s", "date": DATE, "via": [{"name": "N", "role": "relayer"}, {"name": "M", "role": "witness"}],
             "responds_to": [{"claim": "x#y", "stance": "denies"}]}],
    quotes=[{"text": "+1", "claim": "c", "translated": False}],
    tags=["b", "a"], provenance={"method": "imported", "curators": ["Ä", "B; C"], "confidence": 1},
    extra={"b": [1, {"c": None}], "a": "x"}, missing=[{"field": "/media/-", "reason": "unknown"}],
)  # fmt: skip


def test_every_format_holds_the_same_values(tmp_path: Path) -> None:
    write(tmp_path, content(FULL, event(id="f")))
    assert compared(tmp_path, CONTRACT) == []


LETTERS = st.text(st.characters(exclude_categories=["C"], include_characters="\n"), min_size=1, max_size=12)


@pytest.mark.long
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=LETTERS, number=st.floats(allow_nan=False, allow_infinity=False, width=32) | st.integers(-(2**53), 2**53))
def test_any_text_and_any_number_come_back_equal(
    text: str, number: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("release")
    data = content(event(summary=text, quantities=[{"measure": "other", "best": number, "object": text}]))
    write(folder, data)
    assert compared(folder, CONTRACT) == []
    assert read_parquet(folder / "parquet/events.parquet")["summary"].to_pylist() == [text]
    assert read_parquet(folder / "parquet/quantities.parquet")["best"].to_pylist() == [float(number)]


@pytest.mark.parametrize("name", ["csv/quantities.csv", "json/events.json", "json/events.jsonl", "csv/events_flat.csv"])
def test_a_changed_file_is_found(name: str, tmp_path: Path) -> None:
    write(tmp_path, content(FULL))
    path = tmp_path / name
    path.write_text(
        path.read_text(encoding="utf-8").replace("2.5", "2.6").replace("imported", "curated"), encoding="utf-8"
    )
    assert compared(tmp_path, CONTRACT) != []


def test_a_parquet_file_with_other_rows_is_found(tmp_path: Path) -> None:
    made = write(tmp_path, content(FULL))
    pq.write_table(made["claims"].slice(0, 0), tmp_path / "parquet/claims.parquet")
    assert compared(tmp_path, CONTRACT) == ["parquet/claims.parquet has 0 rows, 1 are expected"]


def test_columns_are_typed_by_the_contract_even_where_nothing_is_filled_in() -> None:
    made = arrow_tables(CONTRACT, content())
    assert all(not pa.types.is_null(field.type) for table in made.values() for field in table.schema)
    assert made["event_places"].schema.field("latitude").type == pa.float64()
    assert made["events_flat"].schema.field("date_start_utc").type == pa.timestamp("us", tz="UTC")
    assert set(made) == {"events", *tables(CONTRACT)}


def test_no_type_is_used_that_a_reader_refuses() -> None:
    def leaves(kind: pa.DataType) -> list[pa.DataType]:
        if pa.types.is_list(kind):
            return leaves(kind.value_type)
        return [leaf for field in kind for leaf in leaves(field.type)] if pa.types.is_struct(kind) else [kind]

    allowed = {pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(), pa.timestamp("us", tz="UTC")}
    schemas = [nested_schema(CONTRACT), *(t.schema for t in arrow_tables(CONTRACT, content()).values())]
    assert {leaf for schema in schemas for field in schema for leaf in leaves(field.type)} == allowed


def test_ids_that_are_local_to_an_event_are_whole_in_tables_and_local_in_the_nested_event(tmp_path: Path) -> None:
    made = write(tmp_path, content(FULL))
    assert made["claims"]["id"].to_pylist() == ["e#c"]
    assert made["claims"]["source"].to_pylist() == ["e#s"]
    assert made["quotes"]["claim"].to_pylist() == ["e#c"]
    assert made["claim_hops"].select(["event_id", "claim", "position"]).to_pylist() == [
        {"event_id": "e", "claim": "e#c", "position": 0}, {"event_id": "e", "claim": "e#c", "position": 1},
    ]  # fmt: skip
    assert made["claim_links"]["responds_to_claim"].to_pylist() == ["x#y"]
    assert [[claim["id"] for claim in claims or ()] for claims in made["events"]["claims"].to_pylist()] == [["c"]]


def test_a_shared_source_keeps_its_id_in_tables() -> None:
    data = content(FULL)
    data["sources"] = [{"id": "s"}]
    assert arrow_tables(CONTRACT, data)["event_sources"]["id"].to_pylist() == ["s"]


def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe_that_a_reader_strips(tmp_path: Path) -> None:
    write(tmp_path, content(FULL))
    with (tmp_path / "csv/participants.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert names == ["'-A", "''B"]
    table = read_csv_table(tmp_path / "csv/participants.csv", arrow_tables(CONTRACT, content())["participants"].schema)
    assert table["name"].to_pylist() == ["-A", "'B"]


def test_csv_is_utf8_with_commas_and_line_feeds_and_empty_cells_for_what_is_absent() -> None:
    data = csv_bytes(pa.table({"a": ["x,y", None, "ü"], "b": [True, None, False], "c": [25000.0, None, 0.1]}))
    assert data == 'a,b,c\n"x,y",true,25000.0\n,,\nü,false,0.1\n'.encode()


def test_a_date_beyond_the_calendar_of_python_keeps_its_text(tmp_path: Path) -> None:
    old = {"edtf": "-0054", "start": "-0054-01-01", "end": "-0054-12-31", "precision": "year"}
    made = write(tmp_path, content(event(date=old), event(id="f", date={"edtf": "Y12000", "start": "+12000-01-01"})))
    assert made["events_flat"]["date_start"].to_pylist() == ["-0054-01-01", "+12000-01-01"]
    assert made["events_flat"]["date_start_day"].to_pylist() == [None, None]
    assert compared(tmp_path, CONTRACT) == []


def test_duckdb_pandas_and_polars_read_the_same_rows(tmp_path: Path) -> None:
    write(tmp_path, content(*(event(id=f"e{i}", tags=[f"t{i}"]) for i in range(5)), FULL))
    for name in ("events", *tables(CONTRACT)):
        path = (tmp_path / f"parquet/{name}.parquet").as_posix()
        expected = read_parquet(Path(path)).num_rows
        count = duckdb.connect().execute(f"select count(*) from '{path}'").fetchall()
        assert count == [(expected,)]
        assert pl.read_parquet(path).height == expected
        assert len(pd.read_parquet(path)) == expected
    flat = (tmp_path / "parquet/events_flat.parquet").as_posix()
    instant = duckdb.connect().execute(f"select epoch(date_start_utc) from '{flat}' where id = 'e0'").fetchall()
    assert instant == [(1687572000,)]


def test_fields_carry_their_descriptions() -> None:
    field = nested_schema(CONTRACT).field("date")
    assert (field.metadata or {})[b"description"] == b"When it happened."
    inner = nested_schema(CONTRACT).field("places").type.value_type.field("latitude")
    assert inner.metadata == {b"description": b"Degrees north.", b"standard": b"WGS 84", b"unit": b"deg"}


def test_json_is_in_contract_order_and_not_escaped_to_ascii() -> None:
    line = json_lines([FULL]).decode()
    assert list(json.loads(line)) == [name for name in CONTRACT.schema("event")["properties"] if name in FULL]
    assert "Ä" in line
