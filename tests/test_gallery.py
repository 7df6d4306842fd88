"""The gallery: what makes each dataset worth a look can be asked of its release, and what is withheld is in none of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow.parquet as pq
import pytest

import regesta
from regesta.release.build import release_dataset
from regesta.release.verify.run import verify

FIXTURES = Path(__file__).parents[1] / "fixtures"
GALLERY = ("gunpowder-plot", "vellan-storm")
Ask: TypeAlias = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    formats = ["jsonl", "json", "csv", "parquet", "geo"]
    return {
        name: release_dataset(FIXTURES / name, tmp_path_factory.mktemp(name), formats=formats).path for name in GALLERY
    }


def asking(release: Path) -> Ask:
    """Asks SQL of the Parquet of a release; a table is written {claims}."""
    paths = {path.stem: f"'{path.as_posix()}'" for path in (release / "parquet").glob("*.parquet")}
    return lambda query: duckdb.connect().execute(query.format(**paths)).fetchall()


@pytest.fixture(scope="module")
def plot(releases: dict[str, Path]) -> Ask:
    return asking(releases["gunpowder-plot"])


@pytest.fixture(scope="module")
def storm(releases: dict[str, Path]) -> Ask:
    return asking(releases["vellan-storm"])


@pytest.mark.parametrize("name", GALLERY)
def test_a_curator_finds_nothing_to_mend(name: str) -> None:
    assert [(d.code, d.message) for d in regesta.validate(FIXTURES / name, today="2026-11-26").diagnostics] == []


@pytest.mark.long
@pytest.mark.parametrize("name", GALLERY)
def test_the_release_verifies(releases: dict[str, Path], name: str) -> None:
    assert list(verify(releases[name])) == []


@pytest.mark.parametrize("name", GALLERY)
def test_its_readme_says_what_to_look_at(name: str) -> None:
    assert "What to look at" in (FIXTURES / name / "README.md").read_text(encoding="utf-8")


# The Gunpowder Plot: days, sources, places


def test_the_fifth_of_november_is_the_fifteenth_in_the_gregorian_calendar(plot: Ask) -> None:
    assert plot("select date_text, date_calendar, date_start, status from {events_flat} where subtype = 'bombing'") == [
        ("Tuesday 5 November 1605", "julian", "1605-11-15", "did-not-occur")
    ]


def test_a_january_printed_as_1605_falls_in_1606(plot: Ask) -> None:
    assert plot(
        "select date_text, date_start from {events_flat} where date_text like '%January 1605%' order by date_start"
    ) == [
        ("24 January 1605", "1606-02-03"),
        ("Thursday 30 January 1605/6", "1606-02-09"),
        ("Friday 31 January 1605/6", "1606-02-10"),
    ]


def test_what_may_have_happened_in_september_1605_is_found_by_start_and_end(plot: Ask) -> None:
    assert plot(
        "select id, date_edtf, date_approximate from {events_flat}"
        " where date_start_day <= date '1605-09-30' and date_end_day >= date '1605-09-01' order by id"
    ) == [
        ("1605-08-meeting-at-bath", "1605-09-08~", True),
        ("1605-digby-is-taken-in", "[1605-09..1605-11-14]", False),
    ]


def test_doubt_about_a_day_is_kept_as_doubt(plot: Ask) -> None:
    assert plot("select date_precision, count(*) from {events_flat} group by all order by all") == [
        ("day", 14),
        ("part-of-day", 2),
        ("within", 8),
    ]
    assert plot("select id from {events_flat} where date_uncertain") == [("1604-02-catesby-opens-his-design",)]


def test_a_day_that_is_one_of_two_is_a_set(plot: Ask) -> None:
    assert plot("select date_edtf from {events_flat} where date_text like '% or %' and date_edtf like '[%,%' order by 1") == [
        ("[1605-11-11,1605-11-12]",),
        ("[1605-12-03,1605-12-05]",),
    ]  # fmt: skip


def test_the_sources_place_the_arrest_in_three_rooms(plot: Ask) -> None:
    assert plot(
        "select id, coalesce(speaker_actor, source), act from {claims}"
        " where event_id = '1605-11-04-fawkes-taken' and about = '/places/0' order by position"
    ) == [
        ("1605-11-04-fawkes-taken#at-the-door", "kings-book", "asserts"),
        ("1605-11-04-fawkes-taken#in-his-chamber", "guy-fawkes", "asserts"),
        ("1605-11-04-fawkes-taken#in-the-cellar", "john-chamberlain", "asserts"),
        ("1605-11-04-fawkes-taken#no-cellar-in-the-letters", "samuel-rawson-gardiner", "denies"),
    ]


def test_each_count_of_the_barrels_has_its_witness(plot: Ask) -> None:
    assert plot(
        "select q.low, q.best, q.high, coalesce(c.speaker_actor, c.source) from {quantities} q join {claims} c"
        " on c.id = q.claim where q.object = 'barrels of powder' order by q.event_id, q.position"
    ) == [
        (None, 20.0, None, "guy-fawkes"),
        (None, 36.0, None, "house-of-commons"),
        (36.0, 36.0, 36.0, "kings-book"),
        (None, None, 1.0, "dudley-carleton"),
    ]


def test_the_places_of_the_sources_are_those_of_today(plot: Ask) -> None:
    assert plot(
        "select distinct name, canonical_name, country from {event_places}"
        " where name in ('Hogsdon', 'Bergen', 'Holbeach', 'Flanders') order by name"
    ) == [
        ("Bergen", "Bergues", "FR"),
        ("Flanders", "Spanish Netherlands", None),
        ("Hogsdon", "Hoxton", "GB"),
        ("Holbeach", "Holbeche House", "GB"),
    ]


def test_offices_stand_apart_from_names(plot: Ask) -> None:
    assert plot(
        "select distinct actor, position_held from {participants} where position_held is not null order by all"
    ) == [
        ("edward-coke", "Attorney General"),
        ("james-i", "King"),
        ("juan-fernandez-de-velasco", "Constable of Castile"),
        ("richard-walsh", "sheriff of Worcestershire"),
        ("suffolk", "Lord Chamberlain"),
        ("thomas-knyvet", "justice of the peace"),
    ]


def test_every_event_names_where_in_its_edition_it_stands(plot: Ask) -> None:
    assert plot("select event_id, id from {event_sources} where locator is null") == []


# The Vellan storm: figures, answers, the public edition


def test_five_tolls_of_one_shooting_have_five_mouths_and_one_is_taken_back(storm: Ask) -> None:
    assert storm(
        "select q.low, q.best, q.high, coalesce(c.speaker_actor, c.source), l.event_id is not null from {quantities} q"
        " join {claims} c on c.id = q.claim left join {claim_links} l on l.responds_to_claim = c.id and l.stance = 'retracts'"
        " where q.event_id = '2019-03-19-harbour-road-shooting' and q.measure = 'killed' order by q.position"
    ) == [
        (None, 2.0, None, "interior-ministry", False),
        (None, 5.0, None, "general-hospital", False),
        (7.0, None, None, "fishworkers-union", False),
        (None, 40.0, None, "radio-03-19", True),
        (6.0, 6.0, 6.0, "inquiry", False),
    ]


def test_a_total_and_its_part_are_never_added(storm: Ask) -> None:
    assert storm(
        "select best from {quantities} where claim = '2019-03-09-storm#register-count' and measure = 'killed'"
        " and object is null"
    ) == [(17.0,)]


def test_thousands_are_no_number_and_more_than_400_is_at_least(storm: Ask) -> None:
    assert storm("select text, low, best, high from {quantities} where text in ('thousands', 'more than 400') order by 1") == [
        ("more than 400", 400.0, None, None),
        ("thousands", None, None, None),
    ]  # fmt: skip


def test_the_strike_that_was_called_off_did_not_occur(storm: Ask) -> None:
    assert storm(
        "select status, verification, n_claims, n_origins from {events_flat} where id = '2019-05-01-general-strike'"
    ) == [("did-not-occur", "reported", 2, 0)]


VICTIMS = ("Quillfeather", "Thistlewane", "Marrowby", "Pellgrove", "Sandlofter")
WITHHELD = (*VICTIMS, "Fenwhistle", "Okenthorne", "Lower Street", "Net Lane")
EXACT = ("36.4127", "24.1836", "36.558", "24.334", "36.443", "24.209")


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, and the values that are compressed in it."""
    data = path.read_bytes()
    return data + repr(pq.read_table(str(path)).to_pylist()).encode() if path.suffix == ".parquet" else data


def test_what_is_withheld_is_in_the_records_and_nowhere_in_the_release(releases: dict[str, Path]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (FIXTURES / "vellan-storm").rglob("*.yaml")]
    assert all(any(word in text for text in texts) for word in (*WITHHELD, *EXACT))
    files = [path for path in sorted(releases["vellan-storm"].rglob("*")) if path.is_file()]
    assert [
        (path.name, word) for path in files for word in (*WITHHELD, *EXACT) if word.encode() in bytes_of(path)
    ] == []


def test_missing_says_what_is_withheld(storm: Ask) -> None:
    assert storm(
        "select event_id, field from {missing} where reason = 'withheld' and field not like '%canonical_name'"
        " order by event_id, field"
    ) == [
        ("2019-03-09-sea-wall", "/participants/0/name"),
        ("2019-03-09-sea-wall", "/participants/1/name"),
        ("2019-03-09-sea-wall", "/participants/2/name"),
        ("2019-03-09-sea-wall", "/places/1/latitude"),
        ("2019-03-09-sea-wall", "/places/1/longitude"),
        ("2019-03-09-sea-wall", "/places/1/name"),
        ("2019-03-19-harbour-road-shooting", "/claims/7/speaker"),
        ("2019-03-19-harbour-road-shooting", "/participants/2/name"),
        ("2019-03-19-harbour-road-shooting", "/participants/3/name"),
        ("2019-03-19-harbour-road-shooting", "/participants/4/name"),
        ("2019-03-19-harbour-road-shooting", "/participants/5/name"),
        ("2019-03-19-harbour-road-shooting", "/places/1/latitude"),
        ("2019-03-19-harbour-road-shooting", "/places/1/longitude"),
        ("2019-03-19-harbour-road-shooting", "/places/1/name"),
    ]


def test_victims_can_still_be_counted(storm: Ask) -> None:
    assert storm("select count(*), count(name), count(actor) from {participants} where role = 'victim'") == [(5, 0, 0)]


def test_positions_have_one_digit_wherever_they_stand(storm: Ask) -> None:
    for table in ("{event_places}", "{places}", "{events_flat}"):
        assert storm(f"select latitude from {table} where latitude <> round(latitude, 1)") == []
        assert storm(f"select count(latitude) > 4 from {table}") == [(True,)]


# What a reader would say of each event, from the records alone


@pytest.mark.parametrize(
    ("event_id", "verification"),
    [
        ("1604-02-catesby-opens-his-design", "claimed"),
        ("1604-04-wintour-meets-the-constable", "claimed"),
        ("1604-05-20-oath-in-the-strand", "corroborated"),
        ("1604-05-24-percy-takes-the-house", "reported"),
        ("1604-08-18-treaty-of-london", "reported"),
        ("1604-12-11-mine", "disputed"),
        ("1605-01-powder-brought-over", "corroborated"),
        ("1605-02-07-parliament-prorogued", "reported"),
        ("1605-03-25-cellar-hired", "claimed"),
        ("1605-08-meeting-at-bath", "claimed"),
        ("1605-digby-is-taken-in", "claimed"),
        ("1605-10-26-monteagle-letter", "verified"),
        ("1605-11-01-tresham-accused", "reported"),
        ("1605-11-04-fawkes-taken", "corroborated"),
        ("1605-11-05-explosion-intended", "claimed"),
        ("1605-11-05-horses-taken-at-warwick", "reported"),
        ("1605-11-07-powder-accident", "claimed"),
        ("1605-11-08-holbeche", "corroborated"),
        ("1605-11-09-fawkes-tortured", "disputed"),
        ("1605-11-wintour-confesses", "reported"),
        ("1606-01-24-thanksgiving-bill", "reported"),
        ("1606-01-27-trial", "reported"),
        ("1606-01-30-executions", "reported"),
        ("1606-01-31-executions", "reported"),
    ],
)
def test_a_reader_agrees_on_the_plot(plot: Ask, event_id: str, verification: str) -> None:
    assert plot(f"select verification from {{events_flat}} where id = '{event_id}'") == [(verification,)]


@pytest.mark.parametrize(
    ("event_id", "verification"),
    [
        ("2019-03-09-storm", "corroborated"),
        ("2019-03-09-sea-wall", "reported"),
        ("2019-03-10-curfew", "claimed"),
        ("2019-03-12-relief-ship", "reported"),
        ("2019-03-15-tents-unopened", "disputed"),
        ("2019-03-16-port-anselm-march", "corroborated"),
        ("2019-03-16-quill-bay-march", "claimed"),
        ("2019-03-18-harbour-blockade", "corroborated"),
        ("2019-03-19-harbour-road-shooting", "verified"),
        ("2019-03-19-arrests", "corroborated"),
        ("2019-03-20-assembly-ban", "claimed"),
        ("2019-03-20-fish-plant-strike", "reported"),
        ("2019-03-21-radio-off-the-air", "disputed"),
        ("2019-03-24-funeral", "reported"),
        ("2019-03-25-inquiry-opened", "claimed"),
        ("2019-05-01-general-strike", "reported"),
        ("2019-06-12-inquiry-reports", "reported"),
        ("2019-06-30-compensation", "claimed"),
    ],
)
def test_a_reader_agrees_on_the_storm(storm: Ask, event_id: str, verification: str) -> None:
    assert storm(f"select verification from {{events_flat}} where id = '{event_id}'") == [(verification,)]
