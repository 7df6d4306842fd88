"""The xlsx format: the same values as the tables, typed, nothing live, nothing cut, the same bytes every time."""

import datetime as dt
import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from tests.release.by_rows import arrow_tables, whole

from regesta.contract import Contract
from regesta.dataset import Dataset
from regesta.errors import RegestaError
from regesta.jsontext import compact
from regesta.release.columns import tables
from regesta.release.edition import Edition
from regesta.release.formats.xlsx import XLSX, write_xlsx
from regesta.release.formats.zipped import zipped
from regesta.walk import ordered

CONTRACT = Contract()
ABOUT = {
    "name": "d", "title": "A <dataset> & more", "version": "1.0.0", "released": "2026-11-25", "licence": "CC0-1.0",
    "creators": [{"name": "Ä"}, {"name": "B"}], "keywords": ["x"],
}  # fmt: skip
LIVE = [
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "'quoted",
    '=HYPERLINK("https://a.example")',
    "00501",
    "1E5",
    "2024-03-01",
    "_x0041_",
]


def event(own: str, start: str = "2023-06-24T05:00:07+03:00", **more: Any) -> dict[str, Any]:
    document = CONTRACT.schema("event")
    date = {"edtf": "2023-06-24", "start": start, "end": start, "precision": "second", "approximate": False}
    whole = {"id": own, "title": "T", "type": "other", "date": date, "sources": [{"id": "s"}], **more}
    done: dict[str, Any] = ordered(document, document, whole)
    return done


FULL = event(
    "a", summary="Line one\nline two ", quotes=[{"text": text} for text in LIVE], tags=["b", "a"],
    quantities=[{"measure": "other", "low": -0.0, "best": 0.1 + 0.2, "high": 1e15}, {"measure": "other", "best": 9007199254740992.0}],
    places=[{"name": "שלום مرحبا 👩‍👩‍👧", "role": "location", "latitude": 45.0, "longitude": -0.1, "claimed_by": ["RU", "UA"]}],
    provenance={"method": "imported", "curators": ["=1", "B; C"], "confidence": 1.0},
)  # fmt: skip
OLD = [event(f"e{n}", day, extra={"a": n}) for n, day in enumerate(("1899-12-31", "1900-02-28", "1900-03-01", "0001-01-01", "-0054-01-01", "9999-12-31"))]  # fmt: skip


def edition(*events: dict[str, Any], changes: Any = (), **about: Any) -> Edition:
    data = {"events": list(events), "actors": [], "places": [], "sources": [], "withdrawn": []}
    dataset = Dataset(settings={"dataset": {**ABOUT, **about}})
    return Edition(dataset, data, arrow_tables(CONTRACT, data, changes), changes)


def read(folder: Path) -> Any:
    return openpyxl.load_workbook(folder / XLSX)


def cells(sheet: Any) -> Iterator[dict[str, Any]]:
    header, *rows = sheet.iter_rows(values_only=True)
    for row in rows:
        yield {name: value for name, value in zip(header, row, strict=True) if value is not None}


def expected(value: Any) -> Any:
    """A value of a table as a workbook gives it back."""
    if isinstance(value, list):
        return compact(value)
    if not isinstance(value, dt.date):
        return value
    if (value.year, value.month) < (1900, 3):
        return value.isoformat().replace("+00:00", "Z")
    return dt.datetime(value.year, value.month, value.day) if type(value) is dt.date else value.replace(tzinfo=None)  # type: ignore[call-arg] # noqa: DTZ001 - a workbook has no zones


def test_a_reader_gets_the_values_of_every_table(tmp_path: Path) -> None:
    made = edition(FULL, *OLD)
    assert write_xlsx(made, tmp_path) == {}
    book = read(tmp_path)
    assert book.sheetnames == ["fields", *tables(CONTRACT)]
    for name in tables(CONTRACT):
        rows = [
            {k: expected(v) for k, v in row.items() if v is not None} for row in whole(made.tables[name]).to_pylist()
        ]
        assert list(cells(book[name])) == rows
        assert [cell.value for cell in book[name][1]] == made.tables[name].column_names


def test_it_opens_on_the_events(tmp_path: Path) -> None:
    write_xlsx(edition(FULL), tmp_path)
    assert read(tmp_path).active.title == "events_flat"


def test_every_type_is_a_type_of_the_workbook(tmp_path: Path) -> None:
    write_xlsx(edition(FULL), tmp_path)
    book = read(tmp_path)
    row = dict(zip((c.value for c in book["events_flat"][1]), book["events_flat"][2], strict=True))
    kinds = {
        name: row[name].data_type for name in ("title", "latitude", "n_claims", "date_approximate", "date_start_day")
    }
    assert kinds == {"title": "s", "latitude": "n", "n_claims": "n", "date_approximate": "b", "date_start_day": "d"}
    assert row["date_start_utc"].value == dt.datetime(2023, 6, 24, 2, 0, 7)  # noqa: DTZ001 - a workbook has no zones
    assert row["date_start_utc"].number_format == "yyyy-mm-dd hh:mm:ss"
    assert [row["best"] for row in cells(book["quantities"])] == [0.30000000000000004, 9007199254740992.0]


def test_text_is_never_a_formula_a_number_or_a_link(tmp_path: Path) -> None:
    write_xlsx(edition(FULL), tmp_path)
    quotes = read(tmp_path)["quotes"]
    column = next(cell.column for cell in quotes[1] if cell.value == "text")
    found = [quotes.cell(row, column) for row in range(2, quotes.max_row + 1)]
    assert [(cell.value, cell.data_type) for cell in found] == [(text, "s") for text in LIVE]
    assert all(cell.quotePrefix for cell in found)
    with zipfile.ZipFile(tmp_path / XLSX) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, data in parts.items() if b"<f>" in data or b"<f " in data or b"<hyperlink" in data]


def test_each_column_is_described_and_each_header_stays(tmp_path: Path) -> None:
    write_xlsx(edition(FULL), tmp_path)
    book = read(tmp_path)
    rows = list(cells(book["fields"]))
    assert [(row["table"], row["column"]) for row in rows] == [
        (name, column.name) for name, columns in tables(CONTRACT).items() for column in columns
    ]
    assert {row["type"] for row in rows} == {
        "text", "whole number", "number", "true or false", "day", "instant, in UTC", "list, as JSON",
    }  # fmt: skip
    assert [row["meaning"] for row in rows if (row["table"], row["column"]) == ("event_places", "latitude")] == [
        "Degrees north."
    ]
    for sheet in book:
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)


def test_its_only_date_is_that_of_the_release(tmp_path: Path) -> None:
    write_xlsx(edition(FULL), tmp_path)
    about = read(tmp_path).properties
    day = dt.datetime(2026, 11, 25)  # noqa: DTZ001 - a workbook has no zones
    assert (about.created, about.modified) == (day, day)
    assert (about.title, about.creator) == ("A <dataset> & more, version 1.0.0", "Ä; B")
    with zipfile.ZipFile(tmp_path / XLSX) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert (tmp_path / XLSX).read_bytes() == zipped(parts)


@pytest.mark.long
def test_the_bytes_do_not_depend_on_place_or_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); from tests.release.formats import test_xlsx as t;"
        "Path(sys.argv[2]).mkdir(); t.write_xlsx(t.edition(t.FULL, *t.OLD), Path(sys.argv[2]))"
    )
    for number, zone in enumerate(("Asia/Tokyo", "America/Lima")):
        subprocess.run(
            [sys.executable, "-c", code, Path(__file__).parents[3], tmp_path / f"{number}"],
            env={"TZ": zone, "PYTHONHASHSEED": str(number)}, check=True,
        )  # fmt: skip
    assert (tmp_path / "0" / XLSX).read_bytes() == (tmp_path / "1" / XLSX).read_bytes()


@pytest.mark.parametrize(
    ("large", "message"),
    [
        (
            {"relations": pa.table({"event_id": pa.nulls(1_048_576, pa.string())})},
            "relations has 1,048,576 rows, a sheet holds 1,048,575; leave xlsx out",
        ),
        (
            {"quotes": pa.table({"event_id": ["e"], "text": ["👩" * 16_384]})},
            "quotes: event_id e: text has more than 32,767 characters",
        ),
    ],
    ids=["rows", "characters"],
)
def test_what_a_sheet_does_not_hold_is_refused(large: dict[str, pa.Table], message: str, tmp_path: Path) -> None:
    made = edition(FULL)
    with pytest.raises(RegestaError, match=message):
        write_xlsx(Edition(made.dataset, made.content, {**made.tables, **large}), tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_longest_text_that_a_cell_holds_is_whole(tmp_path: Path) -> None:
    text = "👩" * 16_383 + "a"
    write_xlsx(edition(event("a", summary=text)), tmp_path)
    assert next(cells(read(tmp_path)["events_flat"]))["summary"] == text


def test_whole_records_are_not_among_the_changes(tmp_path: Path) -> None:
    rows = [
        {"table": "events", "id": "a", "change": "added", "new": "x" * 40_000},
        {"table": "events", "id": "b", "change": "changed", "field": "/title", "old": '"A"', "new": '"B"'},
    ]
    write_xlsx(edition(FULL, changes=rows), tmp_path)
    assert list(cells(read(tmp_path)["changes"])) == [
        {"position": 0, "table": "events", "id": "a", "change": "added"}, {"position": 1, **rows[1]},
    ]  # fmt: skip


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(RegestaError, match=r"pip install 'regesta\[xlsx\]'"):
        write_xlsx(edition(FULL), tmp_path)


@pytest.mark.long
def test_libreoffice_opens_it_without_a_live_formula(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    write_xlsx(edition(FULL, *OLD), tmp_path)
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fods", "--outdir", tmp_path, tmp_path / XLSX],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    sheet = (tmp_path / "events.fods").read_text(encoding="utf-8")
    assert set(re.findall(r'table:formula="([^"]*)"', sheet)) == {"of:=FALSE()"}  # so it keeps true and false
    assert "xlink:href" not in sheet.partition("<office:body>")[2]
    for text in ("=1+1", "00501", "1E5", "2024-03-01", "_x0041_"):
        assert f"<text:p>{text}</text:p>" in sheet
    assert 'office:value-type="date" office:date-value="2023-06-24T02:00:07"' in sheet
    assert 'office:value-type="date" office:date-value="1900-03-01"' in sheet


def test_an_archive_holds_what_was_put_in() -> None:
    parts = {"a.xml": b"", "b/c.bin": bytes(range(256)) * 1000}
    with zipfile.ZipFile(io.BytesIO(zipped(parts))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
