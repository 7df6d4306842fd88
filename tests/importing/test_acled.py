"""The recipe acled on made-up rows in the columns of its codebook: ACLED's own data may not be passed on."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.importing.conftest import TODAY, into_dataset

from regesta.dataset import Dataset
from regesta.importing.recipe import find_recipe, recipes_folder
from regesta.importing.run import Records, opened
from regesta.ready import SCHEMA
from regesta.release.build import release_dataset
from regesta.report import Report

MADE_UP = Path(__file__).with_name("acled-made-up.csv")
SETTINGS = """
[dataset]
name = "made-up"
title = "Rows in the columns of ACLED"
version = "1.0.0"
licence = "CC-BY-4.0"
released = 2026-01-15
creators = [{name = "A. Curator"}]
"""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def imported(path: Path, dataset: Dataset | None = None) -> tuple[list[dict[str, Any]], Report]:
    with opened(find_recipe("acled"), [path], dataset or Dataset(), TODAY) as run:
        return list(Records(run)), run.report


@pytest.fixture(scope="module")
def whole() -> tuple[dict[str, dict[str, Any]], Report]:
    made, report = imported(MADE_UP)
    return {event["provenance"]["imported_from"]["record"]: event for event in made}, report


@pytest.fixture(scope="module")
def events(whole: tuple[dict[str, dict[str, Any]], Report]) -> dict[str, dict[str, Any]]:
    return whole[0]


def test_what_a_row_breaks_is_told_with_its_line_and_row(whole: tuple[dict[str, dict[str, Any]], Report]) -> None:
    events, report = whole
    told = [(d.code, d.line, d.message.split(": ")[0]) for d in report.diagnostics if d.severity == "error"]
    assert told == [
        ("D201", 11, "row 9, /date/text"),
        ("S102", 12, "row 10"),
        ("S103", 13, "row 11, /quantities/0/best"),
    ]
    kept = [row["event_id_cnty"] for row in rows(MADE_UP)]
    assert list(events) == [own for own in kept if own not in ("IND900010", "IND900011")]


@pytest.mark.parametrize(
    ("own", "type_", "subtype", "date"),
    [
        ("UKR900001", "assault", "armed-clash", {"text": "2024-01-07", "edtf": "2024-01-07"}),
        ("NIG900003", "assault", "abduction", {"edtf": "2023-03"}),
        ("NIG900004", "assault", None, {"text": "02-Apr-2023", "edtf": "2023-04-02"}),
        ("FRA900005", "protest", "demonstration", {"text": "2023-03-23", "edtf": "2023-03-23"}),
        ("AFG900006", "coerce", "arrest", {"edtf": "[2022-08-07..2022-08-13]"}),
        ("KOS900007", "protest", "riot", {"text": "05/04/2021", "edtf": "2021-04-05", "order": "dmy"}),
        ("MLI900008", "coerce", "seizure", {"text": "2023-11-14", "edtf": "2023-11-14"}),
        ("IND900009", "protest", "riot", {"text": "2021-02-30"}),
    ],
)
def test_the_kind_comes_from_the_crosswalk_and_the_date_is_as_precise_as_its_code(
    events: dict[str, dict[str, Any]], own: str, type_: str, subtype: str | None, date: dict[str, str]
) -> None:
    event = events[own]
    assert (event["type"], event.get("subtype"), event["date"]) == (type_, subtype, date)
    (row,) = [row for row in rows(MADE_UP) if row["event_id_cnty"] == own]
    for name in ("event_type", "sub_event_type", "event_date", "geo_precision"):
        assert event["extra"][name] == row[name]


def test_a_province_has_no_point_and_the_town_that_stands_for_it_is_kept(events: dict[str, dict[str, Any]]) -> None:
    event = events["NIG900003"]
    province = {"name": "Borno", "country": "NG", "admin1_name": "Borno", "precision": "admin1"}
    assert event["places"] == [province]
    kept = event["extra"]
    assert (kept["location"], kept["latitude"], kept["longitude"]) == ("Maiduguri", "11.8333", "13.15")


def test_a_town_has_its_point_and_its_country_by_number(events: dict[str, dict[str, Any]]) -> None:
    (near,) = events["UKR900002"]["places"]
    assert near == {
        "name": "Chasiv Yar", "country": "UA", "admin1_name": "Donetsk", "admin2_name": "Bakhmutskyi",
        "latitude": 48.5883, "longitude": 37.8353, "precision": "near",
    }  # fmt: skip
    countries = {own: event["places"][0]["country"] for own, event in events.items()}
    assert (countries["AFG900006"], countries["KOS900007"], countries["MLI900008"]) == ("AF", "XK", "ML")


def test_roles_come_from_what_kind_an_actor_is_and_associates_stand_beside_it(
    events: dict[str, dict[str, Any]],
) -> None:
    roles = {
        own: [(one["name"], one["role"], one["side"], one.get("kind")) for one in event["participants"]]
        for own, event in events.items()
    }
    assert roles["UKR900001"] == [
        ("Military Forces of Ukraine (2019-)", "party", "a", "armed-force"),
        ("Military Forces of Russia (2000-)", "party", "b", None),
        ("Example Battalion", "party", "b", None),
        ("Example Militia", "party", "b", None),
    ]
    assert [role for _, role, _, _ in roles["NIG900003"]] == ["initiator", "victim", "victim"]
    assert [role for _, role, _, _ in roles["FRA900005"]] == ["initiator", "initiator"]
    assert [role for _, role, _, _ in roles["AFG900006"]] == ["initiator", "target"]
    assert roles["MLI900008"] == [("Military Forces of Mali (2021-)", "initiator", "a", "armed-force")]
    assert {kind for _, _, _, kind in roles["KOS900007"]} == {"population"}


def test_tags_are_slugs_and_the_size_of_a_crowd_is_a_quantity(events: dict[str, dict[str, Any]]) -> None:
    assert events["KOS900007"]["tags"] == ["armed-presence"]
    assert events["NIG900003"]["tags"] == ["women-targeted-girls"]
    assert events["KOS900007"]["quantities"] == [
        {"measure": "killed", "best": 1}, {"measure": "participants", "text": "at least 20"}
    ]  # fmt: skip
    assert events["AFG900006"]["quantities"] == [{"measure": "killed", "best": 0}]


def test_each_paper_is_a_source_and_acled_itself_where_none_is_named(events: dict[str, dict[str, Any]]) -> None:
    assert events["UKR900001"]["sources"] == [
        {"id": "source-1", "publisher": "Example Gazette"}, {"id": "source-2", "publisher": "Sample Daily"}
    ]  # fmt: skip
    assert events["AFG900006"]["sources"] == [
        {"id": "source-1", "publisher": "ACLED", "url": "https://acleddata.com/", "kind": "dataset"}
    ]
    assert events["KOS900007"]["summary"] == "Made up,\nin two lines."


def test_a_file_with_few_columns_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text(
        "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,location,latitude,longitude\n"
        "FRA1,2023-03-23,Protests,Peaceful protest,Protesters (France),France,Paris,48.8566,2.3522\n",
        encoding="utf-8",
    )
    (event,), report = imported(path)
    assert not report.failed
    assert event["places"] == [{"name": "Paris", "latitude": 48.8566, "longitude": 2.3522}]
    assert "quantities" not in event


def test_the_crosswalk_gives_each_kind_a_type_that_the_vocabulary_ties_to_it() -> None:
    vocabulary = {
        name: {row["code"]: row for row in rows(SCHEMA / "vocabulary" / f"{name}.csv")}
        for name in ("event-types", "event-subtypes", "participant-roles")
    }
    broad = {row["sub_event_type"]: row["event_type"] for row in rows(MADE_UP)}
    known = {row["acled"] for row in vocabulary["event-subtypes"].values()} - {""}
    table = rows(recipes_folder() / "acled-subevents.csv")
    assert known <= {row["code"] for row in table}
    assert len(table) == 25
    for row in table:
        type_, subtype = vocabulary["event-types"][row["type"]], vocabulary["event-subtypes"].get(row["subtype"])
        tied = subtype is not None and subtype["acled"] == row["code"]
        assert tied or row["code"] not in broad or broad[row["code"]] in type_["acled"].split(";"), row
        if subtype is not None:
            assert row["type"] in subtype["types"].split(";"), row
            assert tied or row["code"] not in known, row
        assert {row["role"], row["role_crowd"], row["role_civilians"]} <= set(vocabulary["participant-roles"]), row


@pytest.mark.long
def test_deaths_by_country_and_year_come_back_from_the_release(tmp_path: Path) -> None:
    lines = MADE_UP.read_text(encoding="utf-8").splitlines(keepends=True)
    sound = tmp_path / "acled.csv"
    sound.write_text("".join(line for line in lines if not line.startswith("IND")), encoding="utf-8")
    folder = tmp_path / "made-up"
    folder.mkdir()
    with into_dataset(folder, SETTINGS, "acled", [sound], "acled.jsonl") as run:
        assert not run.report.failed
    assert release_dataset(folder, tmp_path / "out").state == "released"
    parquet = next((tmp_path / "out").glob("made-up-1.0.0/parquet"))
    totals: dict[tuple[str, int], int] = defaultdict(int)
    for row in rows(sound):
        totals[row["country"], int(row["year"])] += int(row["fatalities"])
    query = f"""
        SELECT extra_json->>'country', year(date_start_day), sum(best)
        FROM '{parquet}/quantities.parquet' q JOIN '{parquet}/events_flat.parquet' e ON e.id = q.event_id
        WHERE measure = 'killed' GROUP BY 1, 2
    """
    assert {(country, year): best for country, year, best in duckdb.execute(query).fetchall()} == totals
