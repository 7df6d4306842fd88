"""The recipe gdelt-events: codes without their zeros, mentions joined, files with and without a header; and real files."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.importing.conftest import TODAY, into_dataset

from regesta.dataset import Dataset
from regesta.importing.coverage import unused_rows
from regesta.importing.recipe import find_recipe, recipes_folder
from regesta.importing.run import Records, opened
from regesta.ready import SCHEMA
from regesta.release.build import release_dataset
from regesta.report import Report

pytestmark = pytest.mark.long

GDELT = Path(__file__).parents[3] / "shared" / "realdata" / "gdelt"
EVENTS = ("gdelt_events1samp.csv", "gdelt_events2samp.csv", "gdelt_events2Transsamp.csv")
MENTIONS = "mentionssamp.csv"
SETTINGS = """
[dataset]
name = "machine-coded"
title = "Events that a program read from the news"
version = "1.0.0"
licence = "CC-BY-4.0"
released = 2026-01-15
creators = [{name = "A. Curator"}]

[rules]
P402 = "warning"
"""
VISIT = {
    "GLOBALEVENTID": "7",
    "SQLDATE": "20230624",
    "Actor1Name": "HARBOUR",
    "Actor1Code": "FRAGOV",
    "Actor1CountryCode": "FRA",
    "Actor1Type1Code": "GOV",
    "EventCode": "042",
    "EventBaseCode": "042",
    "EventRootCode": "04",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Lyon, Rhone, France",
    "ActionGeo_CountryCode": "FR",
    "ActionGeo_Lat": "45.75",
    "ActionGeo_Long": "4.85",
    "DATEADDED": "20230625120000",
    "SOURCEURL": "https://www.example.org/a",
}
MENTION = {
    "GLOBALEVENTID": "7",
    "MentionTimeDate": "20230625121500",
    "MentionType": "1",
    "MentionSourceName": "example.org",
    "MentionIdentifier": "https://www.example.org/a",
    "Confidence": "40",
}


def columns(table: str) -> list[str]:
    """The columns of an input whose files have no header."""
    return list(next(one for one in find_recipe("gdelt-events").inputs if one.name == table).columns)


def csv_file(path: Path, *rows: Mapping[str, str], table: str = "events2") -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns(table))
        writer.writeheader()
        writer.writerows(rows)
    return path


def export(path: Path, *rows: Mapping[str, str], table: str) -> Path:
    """A file as GDELT exports it: tabs, no header."""
    lines = ("\t".join(row.get(name, "") for name in columns(table)) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def imported(*paths: Path, dataset: Dataset | None = None) -> tuple[list[dict[str, Any]], Report, list[str]]:
    with opened(find_recipe("gdelt-events"), paths, dataset or Dataset(), TODAY) as run:
        return list(Records(run)), run.report, unused_rows(run)


def one_event(tmp_path: Path, **changed: str) -> dict[str, Any]:
    ((made,), _, _) = imported(csv_file(tmp_path / "events.csv", VISIT | changed))
    return made


CODES = (
    ("42", "042", "consult", "visit"),
    ("042", "042", "consult", "visit"),
    ("42.0", "042", "consult", "visit"),
    ("20", "020", "request", "appeal"),
    ("211", "0211", "request", "appeal"),
    ("874", "0874", "retreat", None),
    ("111", "111", "accuse", "criticism"),
    ("190", "190", "assault", None),
    ("1724", "1724", "coerce", "martial-law"),
    ("200", "200", "assault", None),
    ("2042", "2042", "assault", None),
)


def test_a_code_has_its_leading_zero_again(tmp_path: Path) -> None:
    stood = [
        VISIT
        | {"GLOBALEVENTID": str(number), "EventCode": stands, "EventBaseCode": stands}
        | {"EventRootCode": str(int(code[:2]))}
        for number, (stands, code, *_) in enumerate(CODES)
    ]
    made, _, _ = imported(csv_file(tmp_path / "events.csv", *stood))
    for event, (_, code, *kind) in zip(made, CODES, strict=True):
        assert [event["type"], event.get("subtype")] == kind, code
        extra = event["extra"]
        assert (extra["event_code"], extra["event_base_code"], extra["event_root_code"]) == (code, code, code[:2])


def test_a_code_that_cameo_lacks_is_told_with_its_row_and_no_other_row_suffers(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "events.csv", VISIT, VISIT | {"GLOBALEVENTID": "8", "EventCode": "0999"})
    made, report, _ = imported(file)
    assert [event["id"] for event in made] == ["gdelt-7"]
    ((code, line, message),) = [(d.code, d.line, d.message) for d in report.diagnostics if d.severity == "error"]
    assert (code, line) == ("S102", 3)
    assert message == "row 2: missing field `type`"


def test_a_day_is_read_in_each_layout(tmp_path: Path) -> None:
    days = ["20230624", "2023-06-24", "2023-06-24T00:00:00.000000000", "20230624.0"]
    stood = [VISIT | {"GLOBALEVENTID": str(number), "SQLDATE": day} for number, day in enumerate(days)]
    made, _, _ = imported(csv_file(tmp_path / "events.csv", *stood))
    assert [event["date"] for event in made] == [{"text": day, "edtf": "2023-06-24"} for day in days]


def test_a_day_that_is_none_is_told(tmp_path: Path) -> None:
    _, report, _ = imported(csv_file(tmp_path / "events.csv", VISIT | {"SQLDATE": "20230631"}))
    assert ("D201", "error") in [(d.code, d.severity) for d in report.diagnostics]


PLACES: list[tuple[str, str, dict[str, Any]]] = [
    ("1", "Vietnam, Republic Of", {"name": "Vietnam, Republic Of", "precision": "country"}),
    ("2", "Ohio, United States", {"name": "Ohio", "precision": "admin1", "latitude": 45.75, "longitude": 4.85}),
    (
        "4",
        "London, London, City of, United Kingdom",
        {"name": "London", "admin1_name": "London, City of", "precision": "settlement"}
        | {"latitude": 45.75, "longitude": 4.85},
    ),
    (
        "4",
        "Red Sea, Djibouti (general), Djibouti",
        {"name": "Red Sea", "precision": "settlement", "latitude": 45.75, "longitude": 4.85},
    ),
    (
        "3",
        "Ouachita Parish, Louisiana, United States",
        {"name": "Ouachita Parish", "admin1_name": "Louisiana", "precision": "admin2"}
        | {"latitude": 45.75, "longitude": 4.85},
    ),
]


def test_a_place_is_as_precise_as_its_code_says_and_a_country_has_no_point(tmp_path: Path) -> None:
    stood = [
        VISIT | {"GLOBALEVENTID": str(number), "ActionGeo_Type": kind, "ActionGeo_FullName": full_name}
        for number, (kind, full_name, _) in enumerate(PLACES)
    ]
    made, _, _ = imported(csv_file(tmp_path / "events.csv", *stood))
    for event, (_, full_name, place) in zip(made, PLACES, strict=True):
        assert event["places"] == [place | {"country": "FR"}]
        kept = event["extra"]["action_geo"]
        assert (kept["full_name"], kept["latitude"], kept["longitude"]) == (full_name, "45.75", "4.85")


def test_no_place_is_made_of_nothing(tmp_path: Path) -> None:
    blank = dict.fromkeys((name for name in VISIT if name.startswith("ActionGeo")), "")
    assert "places" not in one_event(tmp_path, **blank | {"ActionGeo_Type": "0"})


def test_an_actor_has_its_country_its_kind_and_the_role_that_the_code_gives(tmp_path: Path) -> None:
    event = one_event(tmp_path, Actor2Name="DOCKERS", Actor2Code="EURCVL", Actor2CountryCode="EUR", EventCode="182")
    assert event["participants"] == [
        {"name": "HARBOUR", "role": "initiator", "kind": "state-body", "country": "FR", "side": "a"},
        {"name": "DOCKERS", "role": "victim", "side": "b"},
    ]


def test_each_document_that_names_an_event_is_one_source_of_it(tmp_path: Path) -> None:
    other = {"MentionIdentifier": "http://news.example.com/b", "MentionSourceName": "news.example.com"}
    arabic = other | {"MentionDocTranslationInfo": "srclc:ara;eng:GT-ARA 1.0", "Confidence": "80"}
    quoted = MENTION | {"MentionIdentifier": "Example Monitoring, 24 June", "MentionSourceName": "", "MentionType": "2"}
    mentions = csv_file(
        tmp_path / "mentions.csv", MENTION, MENTION, MENTION | arabic, quoted, MENTION | {"GLOBALEVENTID": "99"},
        table="mentions2",
    )  # fmt: skip
    (event,), _, unused = imported(csv_file(tmp_path / "events.csv", VISIT), mentions)
    assert event["sources"] == [
        {"id": "article-1", "publisher": "example.org", "url": "https://www.example.org/a", "retrieved": "2023-06-25"},
        {
            "id": "article-2",
            "publisher": "news.example.com",
            "url": "http://news.example.com/b",
            "retrieved": "2023-06-25",
            "language": "ar",
        },
        {"id": "article-3", "title": "Example Monitoring, 24 June", "retrieved": "2023-06-25"},
    ]
    assert [one["mentions"] for one in event["extra"]["mentions"]] == [2, 1, 1]
    assert event["provenance"]["confidence"] == 0.8
    assert unused == ["mentions.csv: 1 row in no record, the first of them row 5"]


def test_the_first_document_is_a_source_though_no_mention_has_it(tmp_path: Path) -> None:
    other = MENTION | {"MentionIdentifier": "https://example.com/b"}
    mentions = csv_file(tmp_path / "mentions.csv", other, table="mentions2")
    (event,), _, unused = imported(csv_file(tmp_path / "events.csv", VISIT), mentions)
    assert [source["url"] for source in event["sources"]] == ["https://www.example.org/a", "https://example.com/b"]
    assert event["extra"]["mentions"] == [{"source": "article-2", "mentions": 1, "confidence": 40}]
    assert unused == []


def test_exports_without_a_header_are_read_by_the_columns_of_their_version(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    own = [VISIT | {"GLOBALEVENTID": str(number)} for number in range(4)]
    export(tmp_path / "in" / "20230625120000.export.CSV", own[0], table="events2")
    export(tmp_path / "in" / "20230625120000.translation.export.CSV", own[1], table="events2")
    export(tmp_path / "in" / "20230625.export.CSV", own[2] | {"DATEADDED": "20230625"}, table="events1")
    export(tmp_path / "in" / "1979.csv", own[3] | {"DATEADDED": "20230625"}, table="events0")
    export(tmp_path / "in" / "20230625120000.mentions.CSV", MENTION | {"GLOBALEVENTID": "1"}, table="mentions2")
    made, report, unused = imported(tmp_path / "in")
    assert not report.failed
    assert unused == []
    events = {event["id"]: event for event in made}
    assert {own: event["provenance"]["imported_from"]["version"] for own, event in events.items()} == {
        "gdelt-0": "2.0", "gdelt-1": "2.0", "gdelt-2": "1.0", "gdelt-3": "1.0"
    }  # fmt: skip
    assert events["gdelt-1"]["provenance"]["confidence"] == 0.4
    assert [event["type"] for event in made] == ["consult"] * 4


def test_an_event_without_any_document_cites_gdelt(tmp_path: Path) -> None:
    (source,) = one_event(tmp_path, SOURCEURL="")["sources"]
    assert source == {
        "id": "gdelt",
        "title": "GDELT Event Database",
        "url": "https://www.gdeltproject.org/",
        "kind": "dataset",
    }


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def vocabulary(name: str) -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows(SCHEMA / "vocabulary" / f"{name}.csv")}


def crosswalk(name: str) -> list[dict[str, str]]:
    return rows(recipes_folder() / f"gdelt-events-{name}.csv")


def test_each_cameo_code_has_the_type_that_the_vocabulary_gives_its_root() -> None:
    types, subtypes, roles = vocabulary("event-types"), vocabulary("event-subtypes"), vocabulary("participant-roles")
    codes = crosswalk("cameo")
    assert len({row["code"] for row in codes}) == len(codes) > 250
    assert {row["code"][:2] for row in codes} == {f"{root:02}" for root in range(1, 21)}
    for row in codes:
        assert row["code"][:2] in types[row["type"]]["cameo_root"].split(";"), row
        assert not row["subtype"] or row["type"] in subtypes[row["subtype"]]["types"].split(";"), row
        assert {row["role_1"], row["role_2"]} <= set(roles), row


def test_the_codes_of_the_other_crosswalks_are_those_of_the_vocabularies() -> None:
    countries, kinds = set(vocabulary("countries")) | {""}, set(vocabulary("actor-kinds")) | {""}
    for name, column, known in (("fips", "iso", countries), ("countries", "iso", countries), ("kinds", "kind", kinds)):
        table = crosswalk(name)
        assert {row[column] for row in table} <= known
        assert len({row["code"] for row in table}) == len(table)


def real(names: Sequence[str]) -> list[dict[str, str]]:
    for name in names:
        if not (GDELT / name).is_file():
            pytest.skip(f"{GDELT / name} is absent")
    return [row for name in names for row in rows(GDELT / name)]


@pytest.fixture(scope="module")
def raw() -> list[dict[str, str]]:
    return real(EVENTS)


@pytest.fixture(scope="module")
def raw_mentions() -> list[dict[str, str]]:
    return real([MENTIONS])


@pytest.fixture(scope="module")
def dataset(raw: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of the three real files of events with their mentions, as the import wrote it."""
    assert raw
    folder = tmp_path_factory.mktemp("gdelt")
    paths = [GDELT / name for name in (*EVENTS, MENTIONS)]
    with into_dataset(folder, SETTINGS, "gdelt-events", paths, "gdelt.jsonl") as run:
        assert run.counts["left_out"] == 0
        assert not run.report.failed
        (folder / "unused.json").write_text(json.dumps(unused_rows(run)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def events(dataset: Path) -> dict[str, dict[str, Any]]:
    lines = (dataset / "records" / "gdelt.jsonl").read_text(encoding="utf-8").splitlines()
    return {event["provenance"]["imported_from"]["record"]: event for event in map(json.loads, lines)}


def test_every_real_row_is_a_record_with_its_code_and_an_address(
    raw: list[dict[str, str]], events: dict[str, dict[str, Any]]
) -> None:
    assert set(events) == {row["GLOBALEVENTID"] for row in raw}
    assert len(events) == len(raw) == 150
    for row in raw:
        event = events[row["GLOBALEVENTID"]]
        assert event["extra"]["event_code"] == row["EventCode"]
        assert event["date"]["edtf"].replace("-", "") == row["SQLDATE"].replace("-", "")[:8]
        assert row["SOURCEURL"] in [source["url"] for source in event["sources"]]
        assert ("places" in event) == (row["ActionGeo_Type"] != "0")
        assert all("country" in place for place in event.get("places", []))


def test_the_real_mentions_stand_in_the_events_that_they_name(
    dataset: Path, raw_mentions: list[dict[str, str]], events: dict[str, dict[str, Any]]
) -> None:
    named = Counter(row["globaleventid"] for row in raw_mentions if row["globaleventid"] in events)
    assert len(named) == 50
    for own, event in events.items():
        assert sum(one["mentions"] for one in event["extra"].get("mentions", [])) == named[own]
    (told,) = json.loads((dataset / "unused.json").read_text(encoding="utf-8"))
    assert told.startswith(f"{MENTIONS}: {len(raw_mentions) - named.total():,} rows in no record")


def test_mentions_by_root_code_and_documents_by_event_come_back_from_the_release(
    dataset: Path, raw: list[dict[str, str]], raw_mentions: list[dict[str, str]], tmp_path: Path
) -> None:
    outcome = release_dataset(dataset, tmp_path)
    assert outcome.state == "released"
    parquet = next(tmp_path.glob("machine-coded-1.0.0/parquet"))
    totals: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in raw:
        total = totals[row["EventRootCode"], row["ActionGeo_CountryCode"]]
        total[0] += 1
        total[1] += int(row["NumMentions"])
    query = f"""
        SELECT extra_json->>'event_root_code', coalesce(extra_json->'action_geo'->>'country', ''),
            count(*), sum(CAST(extra_json->>'num_mentions' AS BIGINT))
        FROM '{parquet}/events_flat.parquet' GROUP BY 1, 2
    """
    assert {(root, place): figures for root, place, *figures in duckdb.execute(query).fetchall()} == totals
    documents: dict[str, set[str]] = {row["GLOBALEVENTID"]: {row["SOURCEURL"]} for row in raw}
    for row in raw_mentions:
        if row["globaleventid"] in documents:
            documents[row["globaleventid"]].add(row["mentionidentifier"])
    query = f"""
        SELECT e.provenance_imported_from_record, list(s.url)
        FROM '{parquet}/event_sources.parquet' x JOIN '{parquet}/sources.parquet' s ON s.id = x.id
        JOIN '{parquet}/events_flat.parquet' e ON e.id = x.event_id GROUP BY 1
    """
    assert {own: set(urls) for own, urls in duckdb.execute(query).fetchall()} == documents
