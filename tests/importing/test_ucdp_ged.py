"""The recipe ucdp-ged on real files: every row, two layouts of days, figures out of order, totals that come back."""

import csv
import io
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.importing.conftest import TODAY, into_dataset

from regesta.dataset import Dataset
from regesta.importing.recipe import find_recipe
from regesta.importing.run import Import, Records, opened
from regesta.release.build import release_dataset

pytestmark = pytest.mark.long

GED = Path(__file__).parents[3] / "shared" / "realdata" / "ucdp_ged"
SETTINGS = """
[dataset]
name = "ukraine"
title = "Violence in Ukraine"
version = "1.0.0"
licence = "CC-BY-4.0"
released = 2026-01-15
creators = [{name = "A. Curator"}]

[rules]
Q601 = "warning"
P402 = "warning"
"""


def rows_of(name: str, encoding: str) -> list[dict[str, str]]:
    if not (GED / name).is_file():
        pytest.skip(f"{GED / name} is absent")
    return list(csv.DictReader(io.StringIO((GED / name).read_text(encoding), newline="")))


@pytest.fixture(scope="module")
def ukraine() -> list[dict[str, str]]:
    return rows_of("UCDP-Ukraine_2014-2023.csv", "cp1252")


@pytest.fixture(scope="module")
def world() -> list[dict[str, str]]:
    return rows_of("ucdpged_v23.1_sample1000.csv", "utf-8")


def imported(name: str, dataset: Dataset | None = None) -> tuple[list[dict[str, Any]], Import]:
    with opened(find_recipe("ucdp-ged"), [GED / name], dataset or Dataset(), TODAY) as run:
        return list(Records(run)), run


@pytest.fixture(scope="module")
def dataset(ukraine: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset that holds the Ukrainian rows and says that figures out of order are to be kept."""
    assert ukraine
    folder = tmp_path_factory.mktemp("ukraine")
    with into_dataset(folder, SETTINGS, "ucdp-ged", [GED / "UCDP-Ukraine_2014-2023.csv"], "ged.jsonl") as run:
        (folder / "report.json").write_text(
            json.dumps([(d.code, d.severity, d.line, d.event_id) for d in run.report.diagnostics]), encoding="utf-8"
        )
    return folder


@pytest.fixture(scope="module")
def events(dataset: Path) -> dict[str, dict[str, Any]]:
    lines = (dataset / "records" / "ged.jsonl").read_text(encoding="utf-8").splitlines()
    made = map(json.loads, lines)
    return {event["provenance"]["imported_from"]["record"]: event for event in made}


def test_every_row_is_a_record_that_says_where_it_stood(
    ukraine: list[dict[str, str]], events: dict[str, dict[str, Any]]
) -> None:
    assert list(events) == [row["id"] for row in ukraine]
    for number, event in enumerate(events.values(), 1):
        origin = event["provenance"]["imported_from"]
        assert (origin["dataset"], origin["file"], origin["row"]) == (
            "UCDP GED", "UCDP-Ukraine_2014-2023.csv", number
        )  # fmt: skip


def test_both_layouts_of_days_are_read(events: dict[str, dict[str, Any]], ukraine: list[dict[str, str]]) -> None:
    slashed = {row["id"]: row["date_start"].split(" ")[0].split("/") for row in ukraine}
    for own, (month, day, year) in slashed.items():
        edtf = events[own]["date"]["edtf"]
        first = edtf.strip("[]").replace("..", "/").split("/")[0]
        assert f"{year}-{int(month):02}-{int(day):02}".startswith(first), own


def test_bytes_of_windows_are_read_as_what_they_are(events: dict[str, dict[str, Any]]) -> None:
    text = json.dumps(list(events.values()), ensure_ascii=False)
    assert "’" in text
    assert "–" in text
    assert "\x92" not in text


def test_the_31_rows_out_of_order_are_told_with_their_lines_and_kept(
    dataset: Path, ukraine: list[dict[str, str]], events: dict[str, dict[str, Any]]
) -> None:
    wrong = {f"ucdp-ged-{r['id']}" for r in ukraine if not int(r["low"]) <= int(r["best"]) <= int(r["high"])}
    told = [entry for entry in json.loads((dataset / "report.json").read_text()) if entry[0] == "Q601"]
    assert len(told) == len(wrong) == 31
    assert {event_id for _, _, _, event_id in told} == wrong
    assert {severity for _, severity, _, _ in told} == {"warning"}
    lines = (GED / "UCDP-Ukraine_2014-2023.csv").read_text(encoding="cp1252").split("\n")
    for _, _, line, event_id in told:
        assert lines[line - 1].startswith(event_id.removeprefix("ucdp-ged-") + ",")
    assert {event["id"] for event in events.values()} >= wrong


def test_articles_are_parsed_from_the_csv_in_their_cell(
    ukraine: list[dict[str, str]], events: dict[str, dict[str, Any]]
) -> None:
    for row in ukraine:
        sources = events[row["id"]]["sources"]
        assert len(sources) == int(row["number_of_sources"])
        assert all("publisher" in s for s in sources)
        days = [s["published"]["edtf"] for s in sources if "published" in s]
        assert len(days) == len(sources) - row["source_date"].count("1753-01-01")  # a blank of the program's database
        assert "1753-01-01" not in days
    offices = Counter(office.strip() for row in ukraine for office in row["source_office"].split(";"))
    publishers = Counter(s["publisher"] for event in events.values() for s in event["sources"])
    assert sum((offices - publishers).values()) < 20  # the file's own columns differ here and there


def test_the_world_sample_is_read_whole_with_its_free_text_sources(world: list[dict[str, str]]) -> None:
    made, run = imported("ucdpged_v23.1_sample1000.csv")
    assert len(made) == len(world) == 1000
    by_id = {event["provenance"]["imported_from"]["record"]: event for event in made}
    for row in world:
        event = by_id[row["id"]]
        if row["number_of_sources"] == "-1":
            assert event["missing"] == [{"field": "/extra/number_of_sources", "reason": "unknown"}]
            assert [list(s) for s in event["sources"]] == [["id", "title"]]
        else:
            assert len(event["sources"]) == int(row["number_of_sources"])
        assert event["places"][0]["country"]
    assert {event["provenance"]["imported_from"]["version"] for event in made} == {"23.1"}
    assert run.counts["left_out"] == 0


def test_totals_of_years_and_events_of_provinces_come_back_from_the_release(
    dataset: Path, ukraine: list[dict[str, str]], tmp_path: Path
) -> None:
    outcome = release_dataset(dataset, tmp_path)
    assert outcome.state == "released"
    parquet = next(tmp_path.glob("ukraine-1.0.0/parquet"))
    totals: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in ukraine:
        for index, name in enumerate(("best", "low", "high")):
            totals[int(row["year"])][index] += int(row[name])
    query = f"""
        SELECT year(date_start_day), sum(best), sum(low), sum(high)
        FROM '{parquet}/quantities.parquet' q JOIN '{parquet}/events_flat.parquet' e ON e.id = q.event_id
        WHERE measure = 'killed' AND object IS NULL GROUP BY 1
    """
    assert {year: figures for year, *figures in duckdb.execute(query).fetchall()} == totals
    provinces = Counter(row["adm_1"].strip() for row in ukraine if row["adm_1"].strip())
    query = f"SELECT admin1_name, count(*) FROM '{parquet}/event_places.parquet' GROUP BY 1"
    released = dict(duckdb.execute(query).fetchall())
    assert {name: released.get(name) for name in provinces} == provinces
    assert sum(released.values()) == len(ukraine)  # where the source names none, the gazetteer may have


COLUMNS = [
    "id",
    "date_start",
    "date_end",
    "event_clarity",
    "type_of_violence",
    "side_a",
    "side_b",
    "source_article",
    "where_coordinates",
    "adm_1",
    "adm_2",
    "where_prec",
    "where_description",
    "latitude",
    "longitude",
    "country",
    "country_id",
    "region",
    "date_prec",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "low",
    "high",
    "conflict_name",
    "dyad_name",
    "active_year",
    "source_original",
]
ROW = {
    "id": "1", "date_start": "2014-05-03", "date_end": "2014-05-03", "event_clarity": "1", "type_of_violence": "1",
    "side_a": "Government of Ukraine", "side_b": "Some group", "where_coordinates": "Lviv city", "where_prec": "1",
    "latitude": "49.84", "longitude": "24.03", "country_id": "369", "source_article": '"A Paper,2014-05-04,Two dead"',
}  # fmt: skip


def one(folder: Path, **cells: str) -> dict[str, Any]:
    """The record of a made-up row, ROW but for what is given."""
    with (folder / "ged.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerow(ROW | cells)
    with opened(find_recipe("ucdp-ged"), [folder / "ged.csv"], Dataset(), TODAY) as run:
        (event,) = Records(run)
    return event


@pytest.mark.parametrize(
    ("cell", "speakers"),
    [
        ("Police; army", ["Police", "army"]),
        ("army; Police; army", ["army", "Police"]),
        ("Book of Names (x2); Police x3", ["Book of Names", "Police"]),
        ("ABC, XYZ", ["ABC", "XYZ"]),
        ("Jane Roe, spokeswoman of the ABC", ["Jane Roe, spokeswoman of the ABC"]),
        (".", []),
        ("", []),
    ],
)
def test_who_says_so_is_told_apart_where_that_is_clear(tmp_path: Path, cell: str, speakers: list[str]) -> None:
    claims = one(tmp_path, source_original=cell).get("claims", [])
    assert [claim["speaker"] for claim in claims] == speakers


@pytest.mark.parametrize(
    ("kind", "side_a", "side_b", "found"),
    [
        ("1", "Government of Mali", "Some group", [("Government of Mali", "a", "state"), ("Some group", "b", "armed-group")]),
        ("2", "Some clan, Other clan", "X", [("Some clan", "a", None), ("Other clan", "a", None), ("X", "b", None)]),
        ("3", "Some group", "Civilians", [("Some group", "a", "armed-group"), ("Civilians", "b", "population")]),
    ],
)  # fmt: skip
def test_allies_are_participants_of_one_side(
    tmp_path: Path, kind: str, side_a: str, side_b: str, found: list[tuple[str, str, str | None]]
) -> None:
    participants = one(tmp_path, type_of_violence=kind, side_a=side_a, side_b=side_b)["participants"]
    assert [(who["name"], who["side"], who.get("kind")) for who in participants] == found


def test_what_stands_for_a_blank_in_an_article_is_one(tmp_path: Path) -> None:
    event = one(tmp_path, source_article='"A Paper,1753-01-01,-";"B Paper,2014-05-04,Two dead"')
    assert event["sources"] == [
        {"id": "article-1", "publisher": "A Paper"},
        {"id": "article-2", "publisher": "B Paper", "title": "Two dead", "published": {"edtf": "2014-05-04"}},
    ]
