"""The recipe bellingcat-civilian-harm on its real file and on made-up rows: addresses, withheld ones, weapons, places."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.importing.conftest import TODAY, into_dataset

from regesta.dataset import Dataset
from regesta.importing.recipe import find_recipe, recipes_folder
from regesta.importing.run import Records, opened
from regesta.release.build import release_dataset
from regesta.report import Report

pytestmark = pytest.mark.long

REAL = Path(__file__).parents[3] / "shared" / "realdata" / "bellingcat_civharm" / "civharm.csv"
COLUMNS = ("id", "date", "lat", "lon", "location", "description", "sources", "associations")
ROW = dict(
    zip(
        COLUMNS,
        ("CIV1", "04/15/2022", "47.02", "31.99", "", "Depot hit.", "https://t.me/a/1", "Weapon System=Cruise missile"),
        strict=True,
    )
)
SETTINGS = """
[dataset]
name = "harm"
title = "Harm to civilians"
version = "1.0.0"
licence = "MIT"
released = 2026-01-15
creators = [{name = "A. Curator"}]

[rules]
P402 = "warning"
"""


def imported(paths: list[Path]) -> tuple[list[dict[str, Any]], Report]:
    with opened(find_recipe("bellingcat-civilian-harm"), paths, Dataset(), TODAY) as run:
        return list(Records(run)), run.report


def made(folder: Path, *rows: dict[str, str]) -> tuple[list[dict[str, Any]], Report]:
    """The records of made-up rows, each ROW but for what is given."""
    with (folder / "civharm.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(ROW | row for row in rows)
    return imported([folder / "civharm.csv"])


def one(folder: Path, **cells: str) -> dict[str, Any]:
    ((event,), _) = made(folder, cells)
    return event


def test_a_day_of_the_united_states_is_read_as_such(tmp_path: Path) -> None:
    event = one(tmp_path, date="03/04/2022")
    assert event["date"] == {"text": "03/04/2022", "edtf": "2022-03-04", "order": "mdy"}


def test_addresses_are_parted_where_a_new_one_begins_and_keep_their_commas(tmp_path: Path) -> None:
    map_address = "https://maps.example/@1.5,2.5,3a,75y/data=x"
    cell = f"{map_address},t.me/b/2,https://news.example/a https://news.example/b,https://t.me/c/3 part 2,"
    sources = one(tmp_path, sources=cell)["sources"]
    addresses = [
        map_address,
        "https://t.me/b/2",
        "https://news.example/a",
        "https://news.example/b",
        "https://t.me/c/3",
    ]
    assert [source["url"] for source in sources] == addresses
    assert [source.get("kind") for source in sources] == [None, "social-post", None, None, "social-post"]
    assert sources[4]["title"] == "part 2"


def test_a_copy_in_the_archive_is_beside_the_address_it_was_made_of(tmp_path: Path) -> None:
    (source,) = one(tmp_path, sources="https://web.archive.org/web/2022/https://t.me/a/1")["sources"]
    assert source["url"] == "https://t.me/a/1"
    assert source["archive_url"] == "https://web.archive.org/web/2022/https://t.me/a/1"


def test_a_hidden_address_is_a_source_whose_address_is_withheld(tmp_path: Path) -> None:
    event = one(tmp_path, sources="https://t.me/a/1,HIDDEN")
    assert event["sources"][1] == {"id": "source-2", "redistributable": False}
    assert event["missing"] == [{"field": "/sources/1/url", "reason": "withheld"}]


def test_a_row_without_addresses_cites_the_dataset(tmp_path: Path) -> None:
    event = one(tmp_path, sources="")
    assert [source["kind"] for source in event["sources"]] == ["dataset"]
    assert event["missing"] == [{"field": "/sources/-", "reason": "not-stated"}]


WEAPONS: list[tuple[list[str], str, tuple[str, str | None]]] = [
    (["Cruise missile"], "Depot hit.", ("assault", "missile-strike")),
    (["Cruise missile", "Ballistic missile"], "Depot hit.", ("assault", "missile-strike")),
    (["Cruise missile", "Loitering munition"], "Depot hit.", ("assault", None)),
    (["HE tube artillery", "Cluster munitions"], "Depot hit.", ("assault", None)),
    (["Unknown", "HE rocket artillery"], "Depot hit.", ("assault", "shelling")),
    (["Unknown"], "Flooded street.", ("assault", None)),
    (["None"], "Depot hit.", ("coerce", None)),
    ([], "Streets flooded.", ("other", "disaster")),
    ([], "Shop damaged.", ("assault", None)),
]


def test_a_subtype_stands_where_the_weapons_agree_on_one(tmp_path: Path) -> None:
    rows = [
        {"id": f"CIV{number}", "description": description}
        | {"associations": ",".join(["Type of area affected=Commercial", *(f"Weapon System={one}" for one in weapons)])}
        for number, (weapons, description, _) in enumerate(WEAPONS)
    ]
    events, _ = made(tmp_path, *rows)
    for event, (weapons, _, kind) in zip(events, WEAPONS, strict=True):
        assert (event["type"], event.get("subtype")) == kind, weapons
        known = [weapon for weapon in weapons if weapon not in ("Unknown", "None")]
        assert event["extra"].get("weapon_systems", []) == known


def test_what_the_source_calls_unknown_is_missing_with_its_reason(tmp_path: Path) -> None:
    event = one(tmp_path, associations="Type of area affected=Undefined,Weapon System=Unknown,Season=Spring")
    reasons = {entry["field"]: entry["reason"] for entry in event["missing"]}
    assert reasons == {"/extra/weapon_systems": "unknown", "/extra/areas": "not-stated"}
    assert event["extra"] == {"other_associations": ["Season=Spring"]}


def test_a_weapon_that_the_crosswalk_lacks_is_told_with_its_row(tmp_path: Path) -> None:
    events, said = made(tmp_path, {}, {"id": "CIV2", "associations": "Weapon System=Trebuchet"})
    assert [event["id"] for event in events] == ["bellingcat-civ1"]
    told = [d for d in said.diagnostics if d.code == "S102"]
    assert [(d.line, "row 2" in d.message, "`type`" in d.message) for d in told] == [(3, True, True)]


def test_an_id_used_twice_is_told_and_one_known_to_be_is_parted(tmp_path: Path) -> None:
    known = {"id": "CIV2134", "lat": "50.413014", "lon": "36.890733"}
    events, said = made(tmp_path, {}, {"lat": "48.5"}, known | {"lat": "50.4"}, known)
    ids = ["bellingcat-civ1", "bellingcat-civ1", "bellingcat-civ2134", "bellingcat-civ2134-2"]
    assert [event["id"] for event in events] == ids
    assert [(d.line, d.value) for d in said.diagnostics if d.code == "X701"] == [(3, "bellingcat-civ1")]
    assert events[3]["provenance"]["imported_from"]["record"] == "CIV2134"


LOCATIONS = [
    ("Merefa (Kharkiv region)", ("Merefa", "Kharkiv region", "UA")),
    ("Uman, Cherkasy oblast", ("Uman", "Cherkasy oblast", "UA")),
    ("Shebekino, Belgorod Oblast, Russia", ("Shebekino", "Belgorod Oblast", "RU")),
    ("Odesa region", ("Odesa region", "Odesa region", "UA")),
    ("Kamyshan in the Kherson region", ("Kamyshan in the Kherson region", None, "UA")),
    ("Kharkiv (Staryi Saltiv)", ("Kharkiv (Staryi Saltiv)", None, "UA")),
    ("Somewhere", ("Somewhere", None, None)),
]


def test_a_location_is_parted_where_it_names_its_region(tmp_path: Path) -> None:
    rows = [{"id": f"CIV{number}", "location": f"{text}\n\n"} for number, (text, _) in enumerate(LOCATIONS)]
    events, _ = made(tmp_path, *rows)
    for event, (location, place) in zip(events, LOCATIONS, strict=True):
        (found,) = event["places"]
        assert (found["name"], found.get("admin1_name"), found.get("country")) == place
        assert event["extra"]["location"] == location


def test_a_long_description_is_cut_for_the_title_alone(tmp_path: Path) -> None:
    text = "Shelling of homes " * 12
    event = one(tmp_path, description=text)
    assert len(event["title"]) <= 200
    assert event["title"].endswith("…")
    assert text.startswith(event["title"].removesuffix("…") + " ")
    assert event["summary"] == text.strip()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    if not REAL.is_file():
        pytest.skip(f"{REAL} is absent")
    return list(csv.DictReader(io.StringIO(REAL.read_text(encoding="utf-8"), newline="")))


@pytest.fixture(scope="module")
def dataset(rows: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset that holds the real rows and keeps ambiguous places."""
    assert rows
    folder = tmp_path_factory.mktemp("harm")
    with into_dataset(folder, SETTINGS, "bellingcat-civilian-harm", [REAL], "harm.jsonl") as run:
        assert (run.counts["left_out"], run.report.counts["error"]) == (0, 0)
    return folder


@pytest.fixture(scope="module")
def events(dataset: Path) -> list[dict[str, Any]]:
    lines = (dataset / "records" / "harm.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_real_row_is_a_record(rows: list[dict[str, str]], events: list[dict[str, Any]]) -> None:
    assert [event["provenance"]["imported_from"]["record"] for event in events] == [row["id"] for row in rows]
    assert len({event["id"] for event in events}) == len(rows) == 1471
    hidden = sum(row["sources"].split(",").count("HIDDEN") for row in rows)
    withheld = Counter(entry["reason"] for event in events for entry in event.get("missing", []))["withheld"]
    assert withheld == hidden == 86


def test_every_real_address_is_kept(rows: list[dict[str, str]], events: list[dict[str, Any]]) -> None:
    for row, event in zip(rows, events, strict=True):
        kept = "".join(
            source.get("archive_url") or source.get("url", "HIDDEN") + source.get("title", "")
            for source in event["sources"]
            if source.get("kind") != "dataset"
        )
        plain = row["sources"].replace(" ", "").replace(",t.me", ",https://t.me").replace(",", "")
        plain = f"https://{plain}" if plain.startswith("t.me") else plain
        assert kept.replace(" ", "").replace(",", "") == plain, row["id"]


def test_every_real_location_lies_in_the_country_its_words_tell(events: list[dict[str, Any]]) -> None:
    named = [event["places"][0] for event in events if event.get("places") and "name" in event["places"][0]]
    assert all("country" in place for place in named)
    assert {place["country"] for place in named if place.get("longitude", 0) < 36.0} == {"UA"}
    russian = [place for place in named if place["country"] == "RU"]
    assert all(place["latitude"] > 50.3 or place["name"] == "Taganrog, Russia" for place in russian)


def test_the_ids_known_to_be_used_twice_are_those_of_the_real_file(rows: list[dict[str, str]]) -> None:
    twice = {own for own, count in Counter(row["id"] for row in rows).items() if count > 1}
    text = (recipes_folder() / "bellingcat-civilian-harm-ids.csv").read_text(encoding="utf-8")
    assert {row["code"] for row in csv.DictReader(io.StringIO(text))} == twice


def test_areas_by_month_come_back_from_the_release(dataset: Path, rows: list[dict[str, str]], tmp_path: Path) -> None:
    assert release_dataset(dataset, tmp_path).state == "released"
    parquet = next(tmp_path.glob("harm-1.0.0/parquet"))
    counted = Counter(
        (f"{row['date'][6:]}-{row['date'][:2]}", pair.partition("=")[2])
        for row in rows
        for pair in row["associations"].split(",")
        if pair.startswith("Type of area affected=") and not pair.endswith("=Undefined")
    )
    query = f"""
        SELECT strftime(date_start_day, '%Y-%m'), area, count(*)
        FROM (SELECT date_start_day, unnest(from_json(extra_json->'areas', '["VARCHAR"]')) AS area
              FROM '{parquet}/events_flat.parquet')
        GROUP BY ALL
    """
    assert {(month, area): count for month, area, count in duckdb.execute(query).fetchall()} == counted
