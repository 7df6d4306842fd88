import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.normalise.places.checks import check_entry
from regesta.normalise.places.gazetteer import open_gazetteer
from regesta.normalise.places.settle import (
    PlaceContext,
    index_places,
    place_timezone,
    read_place,
    settle_looked_up,
    settle_place,
)
from regesta.normalise.places.text import read_phrase
from regesta.normalise.places.unit_names import meant_by_name
from regesta.normalise.reading import Reading

GOLD = Path(__file__).parents[2] / ".." / "shared" / "gold" / "places"

CAMP = {"id": "camp", "name": "Molkino Camp", "names": [{"text": "Лагерь Молькино"}], "country": "RU", "latitude": 45.0}
CAMP |= {"longitude": 38.9, "timezone": "Europe/Moscow", "previous_ids": ["old-camp"]}
HQ = {"id": "hq", "name": "The Headquarters", "geonames": 501175}
HERE, THERE = {"id": "here", "name": "Twin", "country": "FR"}, {"id": "there", "name": "twin", "country": "DE"}
REGISTRY = PlaceContext(index_places([CAMP, HQ, HERE, THERE]))
ZONED: dict[str, Any] = {"country": "DE", "latitude": 50.1, "longitude": 10.2, "timezone": "Europe/Berlin"}
PRECISIONS = ("exact", "settlement", "near", "admin1", "area", "country", "region")
OF_EACH = [{"id": f"of-{precision}", "name": f"Of {precision}", "precision": precision} for precision in PRECISIONS]
PRECISE = PlaceContext(index_places([CAMP, HQ, *(entry | ZONED for entry in OF_EACH)]))


def settle(context: PlaceContext | None = None, /, **place: Any) -> Reading:
    return settle_place(tuple(place.items()), context or PlaceContext())


def codes(reading: Reading) -> list[str]:
    return [diagnostic.code for diagnostic in reading.trouble]


@pytest.mark.parametrize(
    ("text", "hints", "geonames", "precision"),
    [
        ("Rostov-on-Don", {}, 501175, "settlement"),
        ("Ростов‑на‑Дону", {}, 501175, "settlement"),
        ("the Russian port city of Rostov-on-Don", {}, 501175, "settlement"),
        ("streets of Voronezh", {}, 472045, "settlement"),
        ("near the town of Kharkiv", {}, 706483, "near"),
        ("20 km north of Kramatorsk", {}, 704508, "near"),
        ("a checkpoint near Voronezh, Russia", {}, 472045, "near"),
        ("Kramatorsk airfield", {"country": "UA"}, 704508, "near"),
        ("headquarters building in Kharkiv", {}, 706483, "settlement"),
        ("the Ukrainian capital", {}, 703448, "settlement"),
        ("the capital", {"country": "UA"}, 703448, "settlement"),
        ("Lwów", {}, 702550, "settlement"),
        ("Stalingrad", {}, 472757, "settlement"),
        ("New Delhi", {}, 1261481, "settlement"),
        ("Mexico City", {}, 3530597, "settlement"),
        ("Springfield, Illinois", {}, 4250542, "settlement"),
        ("Washington, D.C.", {}, 4140963, "settlement"),
        ("Paris", {"country": "US", "admin1_name": "Texas"}, 4717560, "settlement"),
        ("Donetsk", {"country": "RU"}, 565348, "settlement"),
        ("Donetsk", {"admin1_name": "Donetsk Oblast"}, 709717, "settlement"),
        ("Kyiv", {}, 703448, "settlement"),
        ("Kiev region", {}, 703446, "admin1"),
        ("Moscow region", {}, 524925, "admin1"),
        ("Belgorod Oblast", {}, 578071, "admin1"),
        ("Ростовской области", {}, 501165, "admin1"),
        ("Donetskaya oblast'", {}, 709716, "admin1"),
        ("Tatarstan", {}, 484048, "admin1"),
        ("Texas", {}, 4736286, "admin1"),
        ("Georgia (US state)", {}, 4197000, "admin1"),
        ("Georgia", {"country": "GE"}, 614540, "country"),
        ("Georgia", {"admin1": "US-GA"}, 4197000, "admin1"),
        ("Cook County, Illinois", {}, 4888671, "admin2"),
        ("Northern Ireland", {}, 2641364, "admin1"),
        ("Scotland", {}, 2638360, "admin1"),
        ("England", {}, 6269131, "admin1"),
        ("Wales", {"country": "GB"}, 2634895, "admin1"),
        ("Türkiye", {}, 298795, "country"),
        ("the Islamic Republic of Iran", {}, 130758, "country"),
        ("Африка", {}, 6255146, "region"),
        ("Russian-occupied Crimea", {}, 703883, "admin1"),
        ("the occupied West Bank", {}, 285153, "admin1"),
        ("Russia's Belgorod region", {}, 578071, "admin1"),
        ("Ukraine’s capital", {}, 703448, "settlement"),
        ("Gaza City, Gaza Strip", {}, 281133, "settlement"),
        ("Port Sudan", {}, 377039, "settlement"),
        ("the Syrian town of Azaz", {}, 172082, "settlement"),
        ("Brasília", {}, 3469058, "settlement"),
        ("Singapore", {}, 1880251, "country"),
        ("Vatican City", {}, 3164670, "country"),
        ("Città del Vaticano", {}, 3164670, "country"),  # not the settlement of that name
        ("Ciudad de Guatemala", {}, 3598132, "settlement"),
        ("Le Havre", {}, 3003796, "settlement"),
        ("in der Nähe von Charkiw", {}, 706483, "near"),
        ("capital of Ukraine", {}, 703448, "settlement"),
        ("the Belarusian capital of Minsk", {}, 625144, "settlement"),
        ("Miami", {"country": "US"}, 4164138, "settlement"),
        ("Lima", {}, 3936456, "settlement"),
        ("Erbil", {}, 95446, "settlement"),
        ("Washington, District of Columbia", {}, 4140963, "settlement"),
        ("Kidal", {"country": "ML"}, 2455290, "settlement"),
        ("Tell Abyad", {"country": "SY"}, 163750, "settlement"),
        ("Qamishli", {"country": "SY"}, 173377, "settlement"),
        ("Al-Raqqah city", {}, 172955, "settlement"),
        ("Jisr al-Shughur", {"country": "SY"}, 169023, "settlement"),
        ("Hodeidah", {}, 79415, "settlement"),
        ("Hodeidah governorate", {}, 79416, "admin1"),
        ("Kabardino-Balkaria", {}, 554667, "admin1"),
        ("Odessa region", {}, 698738, "admin1"),
        ("Granada province", {"country": "ES"}, 2517115, "admin2"),
        ("Lecce province", {}, 3174952, "admin2"),
        ("Djibo", {"country": "BF", "admin1_name": "Soum province"}, 2361177, "settlement"),
        ("Pavlohrad (Dnipro region)", {}, 697889, "settlement"),
        ("Dadaab refugee camp", {"country": "KE"}, 199209, "near"),
        ("Kyiv (5 km south of)", {}, 703448, "near"),
        ("Izmail town (near)", {"country": "UA"}, 707308, "near"),
        ("в Киеве", {}, 703448, "settlement"),
        ("под Харьковом", {}, 706483, "near"),
        ("из Ростова-на-Дону", {}, 501175, "settlement"),
        ("на Донеччині", {}, 709716, "admin1"),
        ("в секторе Газа", {}, 281132, "admin1"),
        ("فلسطين", {}, 6254930, "country"),
        ("Gaza, Israel", {}, 281133, "settlement"),
        ("Sevastopol, Russia", {}, 694423, "settlement"),
        ("Donetsk, Russia", {}, 565348, "settlement"),
        ("East Jerusalem, Israel", {}, 7303419, "settlement"),
        ("Taiwan, China", {}, 1668284, "country"),
        ("Rafah, Gaza", {}, 281102, "settlement"),
        ("Khan Yunis, southern Gaza", {}, 281124, "settlement"),
        ("Xai-Xai, Gaza", {}, 1024552, "settlement"),
        ("Ferguson, Mo.", {}, 4386387, "settlement"),
        ("Athens, Ga.", {}, 4180386, "settlement"),
        ("London, Ont.", {}, 6058560, "settlement"),
        ("Bacolod", {}, 1729564, "settlement"),  # which is listed as Bacolod City
        ("Zaporizhzhia", {}, 687700, "settlement"),  # a village is spelt so, and the city otherwise
        ("Villa Hermosa", {"country": "MX"}, 3514670, "settlement"),
    ],
)
def test_a_phrase_settles_on_one_place(text: str, hints: dict[str, str], geonames: int, precision: str) -> None:
    reading = settle(name=text, **hints)
    assert (reading.values.get("geonames"), reading.values.get("precision"), codes(reading)) == (
        geonames,
        precision,
        [],
    )


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Georgia", ("Georgia, country (GE)", "Georgia, US state (US-GA)")),
        ("Punjab", ("Punjab, PK province (PK-PB)", "Punjab, IN state (IN-PB)")),
        ("Korea", ("South Korea, country (KR)", "North Korea, country (KP)")),
    ],
)
def test_an_ambiguous_name_lists_its_candidates_and_stays_blank(text: str, candidates: tuple[str, ...]) -> None:
    reading = read_place(text)
    assert codes(reading) == ["P402"]
    assert reading.trouble[0].candidates == candidates
    assert dict(reading.values) == {"role": "location"}


def test_candidates_of_one_name_in_one_unit_are_told_apart() -> None:
    (fault,) = read_place("Buenaventura (Valle del Cauca)").trouble
    numbers = [int(candidate.rpartition("geonames ")[2]) for candidate in fault.candidates]
    assert fault.help == f"add `geonames: {numbers[0]}`, or `geonames: {numbers[1]}`"


@pytest.mark.parametrize(
    "text",
    [
        *("Donetsk", "London", "Tripoli", "Birmingham", "Washington", "Kansas City", "Niger"),
        # a large town of their country was once called so, or is by some
        *("Whitehall", "Stanislav", "Petrovsk", "Ariel", "Turi", "Milwaukie"),
        *("Zaire", "Canton", "Salisbury"),  # a former name, and a namesake abroad that is a town of some size
        *("Ras al-Ayn", "Madaya"),  # of one of the two the population is not known
        *("Dnipro region", "Granada province"),
    ],
)
def test_no_place_wins_without_dominance(text: str) -> None:
    reading = read_place(text)
    assert codes(reading) == ["P402"]
    assert len(reading.trouble[0].candidates) > 1


def test_the_help_says_which_hint_decides() -> None:
    (diagnostic,) = read_place("Georgia").trouble
    assert diagnostic.help == "add `country: GE`, or `admin1: US-GA`"


@pytest.mark.parametrize("text", ["Newport", "London", "Georgia"])
def test_each_hint_of_the_help_decides(text: str) -> None:
    (diagnostic,) = read_place(text).trouble
    hints = re.findall(r"`(country|admin1|geonames): ([\w-]+)`", diagnostic.help or "")
    assert len(hints) == 2
    for field, value in hints:
        assert codes(settle(name=text, **{field: int(value) if field == "geonames" else value})) == []


@pytest.mark.parametrize(
    ("name", "point", "geonames"),
    [
        ("London", (51.50, -0.12), 2643743),
        ("London", (42.98, -81.24), 6058560),
        ("London", (51.00, -0.12), None),  # 56 km off
        ("Tripoli", (34.43, 35.85), 266826),
        ("Georgia", (41.69, 44.80), None),  # a point says nothing of a country or a state
    ],
)
def test_the_coordinates_given_decide_between_towns_of_one_name(
    name: str, point: tuple[float, float], geonames: int | None
) -> None:
    reading = settle(name=name, latitude=point[0], longitude=point[1])
    assert reading.values.get("geonames") == geonames
    assert codes(reading) == ([] if geonames else ["P402"])


def test_the_countries_of_other_places_order_candidates_but_never_decide() -> None:
    reading = settle(PlaceContext(countries=("LB",)), name="Tripoli")
    assert codes(reading) == ["P402"]
    assert reading.trouble[0].candidates[0] == "Tripoli, settlement in Ash Shimāl (LB-AS)"


@pytest.mark.parametrize(
    "text",
    [
        "N/A",
        "n.a.",
        "unknown",
        "the front",
        "12345",
        "—",
        "near the border",
        "social media",
        "неизвестно",
        "Guinea-",
        "city",
    ],
)
def test_what_names_no_place_is_refused(text: str) -> None:
    reading = read_place(text)
    assert codes(reading) == ["P401"]
    assert dict(reading.values) == {"role": "location"}


@pytest.mark.parametrize(
    "text",
    [
        "Wagnerites",
        "Zzyzxburg",
        "Zaporizhzhia nuclear power plant",
        "Voronezh, Lipetsk and Rostov regions",
        "Yugoslavia",
        "the M4 highway",
        "the Chad/Niger border",
        "police station",
    ],
)
def test_an_unknown_place_is_left_blank_with_a_warning(text: str) -> None:
    reading = read_place(text)
    assert codes(reading) == ["P401"]
    assert "geonames" not in reading.values


@pytest.mark.parametrize(
    "text",
    ["Kyiv, Borodianka", "Kharkiv (Chuhuiv)", "Kyiv, Irpin"],
)
def test_a_city_is_not_in_a_smaller_town(text: str) -> None:
    reading = read_place(text, country="UA")
    assert codes(reading) == ["P402"]
    assert len(reading.trouble[0].candidates) == 2


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Bahia", "admin1"), ("Pernambuco", "admin1"), ("Nayarit", "admin1"), ("Sakarya", "admin1"),
        ("Al Başrah", "settlement"), ("Al Qāhirah", "settlement"), ("Ad Dawḩah", "settlement"),
        ("New York", "settlement"), ("Lisboa", "settlement"), ("Oklahoma", "admin1"), ("Johor", "admin1"),
    ],
)  # fmt: skip
def test_a_town_that_is_only_at_times_called_as_its_unit_is_not_meant(text: str, precision: str) -> None:
    assert read_place(text).values["precision"] == precision


def test_a_text_is_read_under_the_unit_that_is_given() -> None:
    springfield = read_place("Springfield, Illinois").values["geonames"]
    assert read_place("Springfield", admin1="US-IL").values["geonames"] == springfield
    assert read_place("Springfield", admin1_name="Illinois").values["geonames"] == springfield


@pytest.mark.parametrize("text", ["Brovary, Kyiv", "Mitte, Berlin", "Nacala, Nampula, Mozambique"])
def test_a_town_may_be_in_a_larger_one_or_bear_the_name_of_its_country(text: str) -> None:
    assert codes(read_place(text)) == []


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("Makariv village", {"country": "UA"}),  # a town of 9,000
        ("Makariv village", {}),
        ("Adzamka village", {"country": "UA"}),  # of 4,000 people, but called Adzhamka
        ("Spin Boldak", {}),  # without a population, so a seat
        ("Moria camp", {}),
        ("Sverdlovsk raion", {}),
        ("a station", {}),
        ("La Tashkent", {}),
        ("Ward 3", {}),
        ("워싱턴", {}),  # small towns in America, where the capital is meant
    ],
)
def test_what_may_well_be_another_place_is_left_blank(text: str, hints: dict[str, str]) -> None:
    reading = settle(name=text, **hints)
    assert codes(reading) == ["P401"]
    assert "geonames" not in reading.values


def test_a_village_is_settled_where_its_unit_is_known() -> None:
    assert settle(name="Makariv village", country="UA", admin1_name="Kyiv Oblast").values["geonames"] == 702337
    assert read_place("Spin Boldak", country="AF").values["precision"] == "settlement"


@pytest.mark.parametrize(
    ("text", "country", "admin1", "precision"),
    [
        ("northern countryside of Latakia", "SY", "SY-LA", "area"),
        ("rural areas of Idlib", "SY", "SY-ID", "area"),
        ("the countryside of Damascus", "SY", "SY-RD", "admin1"),
        ("Nowhereville, southeast of Homs", None, None, None),
        ("Nowhereville southeast of Aleppo", "SY", "SY-HL", "admin1"),
        ("Nowhereville, Odessa region", "UA", "UA-51", "admin1"),
        ("Nowhereville, Kharkiv region", "UA", "UA-63", "admin1"),
        ("Nowhereville, Ohio", "US", "US-OH", "admin1"),
        ("Nowhereville, Montmartre", None, None, None),
        ("Nowhereville, Lebanon", "LB", None, "country"),
    ],
)
def test_what_is_only_around_a_town_gets_its_unit(
    text: str, country: str | None, admin1: str | None, precision: str | None
) -> None:
    values = read_place(text).values
    assert (values.get("country"), values.get("admin1"), values.get("precision")) == (country, admin1, precision)
    assert "geonames" not in values or precision == "admin1"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Gulf", "Persian Gulf"),
        ("Luzon", "Luzon"),
        ("Lake Albert", "Lake Albert"),
        ("the Nile", "Nile"),
        ("Java", "Java"),
        ("County Antrim", "County Antrim"),
        ("the Red Sea", "Red Sea"),
        ("South Lebanon", "South Lebanon"),
        ("Iraqi Kurdistan", "Kurdistan Region of Iraq"),
    ],
)
def test_a_sea_lake_river_or_island_is_an_area(text: str, name: str) -> None:
    values = read_place(text).values
    assert (values["canonical_name"], values["precision"]) == (name, "area")


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("Central Equatoria", "SS-EC"),
        ("Norte de Santander", "CO-NSA"),
        ("Washington DC", "US-DC"),
        ("Northern Darfur", "SD-DN"),
        ("Zaporizhia region", "UA-23"),
        ("Western Area", "SL-W"),
    ],
)
def test_a_unit_named_in_full_holds_what_is_unknown(text: str, admin1: str) -> None:
    reading = settle(name="Nowhereville", country=admin1[:2], admin1_name=text)
    assert (reading.values["admin1"], reading.values["precision"]) == (admin1, "admin1")


def test_a_stated_unit_comes_before_one_in_the_text() -> None:
    place = {"name": "a hamlet in the Bijapur district", "country": "IN", "admin1_name": "Chhattisgarh"}
    assert settle(**place).values["admin1"] == "IN-CG"


@pytest.mark.parametrize("text", ["в доме", "на границе", "на заводе", "у лісі", "a checkpoint", "market"])
def test_common_nouns_are_no_places_in_any_case(text: str) -> None:
    assert codes(read_place(text)) == ["P401"]
    assert "country" not in read_place(text).values


@pytest.mark.parametrize("text", ["EU", "America", "Southeast Asia", "West Africa", "Северная Африка"])
def test_a_region_is_listed_once(text: str) -> None:
    assert codes(read_place(text)) == []
    assert read_place(text).values["precision"] == "region"


def test_a_country_or_region_gets_no_coordinates() -> None:
    for text in ("Belarus", "southern Russia", "Donbas", "Black Sea", "Europe"):
        assert not {"latitude", "longitude"} & set(read_place(text).values)


def test_part_of_a_country_is_an_area_in_it() -> None:
    assert dict(read_place("southern Russia").values) == {"country": "RU", "precision": "area", "role": "location"}


def test_an_unknown_place_falls_back_to_the_finest_unit_that_is_named() -> None:
    known = {"name": "Nowheresk village", "country": "UA", "admin1_name": "Donetsk Oblast"}
    wide = settle(**known)
    fine = settle(**known, admin2_name="Sloviansk raion")
    assert (wide.values["precision"], wide.values["admin1"], codes(wide)) == ("admin1", "UA-14", ["P401"])
    assert (fine.values["precision"], round(fine.values["latitude"], 1), codes(fine)) == ("admin2", 48.8, ["P401"])
    assert "geonames" not in wide.values


def test_an_unknown_place_of_a_known_country_is_in_that_country_and_no_more() -> None:
    reading = settle(name="Nowheresk", country="UA")
    assert dict(reading.values) == {"precision": "country", "role": "location"}


def test_a_small_place_without_its_unit_may_be_another_of_its_name() -> None:
    reading = read_place("село Карповка")
    assert codes(reading) == ["P401"]
    assert reading.trouble[0].candidates
    assert "geonames" not in reading.values


def test_no_village_is_a_large_city() -> None:
    assert read_place("Kharkiv village", country="UA").values.get("geonames") != 706483


def test_of_namesakes_the_one_within_reach_of_the_town_beside_is_meant() -> None:
    assert codes(read_place("San Pedro")) == ["P402"]
    values = read_place("San Pedro near Los Angeles").values
    assert (values["canonical_name"], values["admin1"]) == ("San Pedro", "US-CA")


def test_between_two_towns_is_their_middle_without_a_name() -> None:
    reading = read_place("the road between Kramatorsk and Druzhkivka", country="UA")
    assert reading.values["precision"] == "near"
    assert 48.6 < reading.values["latitude"] < 48.75
    assert not {"geonames", "canonical_name"} & set(reading.values)
    assert reading.values["admin1"] == "UA-14"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("between Tallinn and Helsinki", (None, "near")),  # what the two do not share is not said
        ("between Lviv and Kharkiv", (None, None)),  # which may be anywhere in the country
    ],
)
def test_what_lies_between_two_towns_far_apart_is_less_known(text: str, found: tuple[str | None, str | None]) -> None:
    values = read_place(text).values
    assert (values.get("country"), values.get("precision")) == found


def test_disputed_ground_names_both() -> None:
    values = read_place("Sevastopol").values
    assert (values["country"], values["claimed_by"]) == ("UA", ("RU",))
    assert read_place("Nagorno-Karabakh").values["claimed_by"] == ("AM",)


def test_a_country_that_only_claims_a_place_is_reported() -> None:
    reading = settle(name="Simferopol", country="RU")
    assert codes(reading) == ["P406"]
    assert reading.trouble[0].help == "write `country: UA` and `claimed_by: [RU]`"
    assert "country" not in reading.values


@pytest.mark.parametrize(
    ("place", "claimed_by"),
    [
        ({"name": "Crimea"}, ("RU",)),
        ({"name": "Crimea", "country": "RU"}, ("UA",)),
        ({"name": "Pristina", "country": "RS"}, ("XK",)),
        ({"name": "Pristina", "country": "XK"}, ("RS",)),
        ({"name": "Taipei", "country": "CN"}, ("TW",)),
        ({"name": "Leh", "country": "PK", "geonames": 1264976}, ("IN", "CN")),
        ({"name": "Simferopol", "geonames": 693805, "country": "FR"}, ("RU",)),  # FR is a slip, and told
        ({"place": "fort"}, ("AM",)),
        ({"place": "fort", "country": "AM"}, ("AZ",)),
        ({"name": "Kharkiv"}, None),
    ],
)
def test_claimed_by_names_the_others_that_claim_or_hold_a_place(
    place: dict[str, Any], claimed_by: tuple[str, ...] | None
) -> None:
    fort = {"id": "fort", "name": "The Fort", "country": "AZ", "claimed_by": ["AM"]}
    assert settle(PlaceContext(index_places([fort])), **place).values.get("claimed_by") == claimed_by


def test_a_place_that_is_not_in_its_country_is_reported_and_left_blank() -> None:
    reading = settle(name="Kharkiv", country="FR")
    assert codes(reading) == ["P406"]
    assert "geonames" not in reading.values


def test_a_pinned_id_fills_in_the_rest_and_is_held_against_the_name() -> None:
    right, wrong = settle(name="Rostov-on-Don", geonames=501175), settle(name="Voronezh", geonames=501175)
    assert (right.values["admin1"], codes(right)) == ("RU-ROS", [])
    assert codes(wrong) == ["P406"]


def test_what_is_written_is_never_filled() -> None:
    place = {"name": "Kharkiv", "canonical_name": "X", "precision": "exact", "latitude": 49.99, "longitude": 36.3}
    assert not set(place) & set(settle(**place).values)


def test_given_coordinates_are_the_spot_itself_unless_they_are_the_towns() -> None:
    assert settle(name="Kharkiv", latitude=49.98, longitude=36.25).values["precision"] == "settlement"
    assert settle(name="Kharkiv", latitude=50.1, longitude=36.6).values["precision"] == "exact"
    assert dict(settle(latitude=50.1, longitude=36.6).values) == {"precision": "exact", "role": "location"}


@pytest.mark.parametrize(
    ("place", "code", "words"),
    [
        ({"name": "Kharkiv", "latitude": 49.98}, "P403", "longitude"),
        ({"name": "Kharkiv", "longitude": 36.25}, "P403", "latitude"),
        ({"name": "Kharkiv", "latitude": 0, "longitude": 0.0}, "P404", "0, 0"),
        ({"name": "Kharkiv", "latitude": 36.25, "longitude": 49.98}, "P405", "swapped"),
        ({"country": "UA", "latitude": 48.85, "longitude": 2.35}, "P405", "FR"),
        ({"country": "UA", "latitude": -30.0, "longitude": -120.0}, "P405", "outside UA"),
    ],
)
def test_coordinates_that_cannot_be_are_reported(place: dict[str, Any], code: str, words: str) -> None:
    (diagnostic,) = settle(**place).trouble
    assert diagnostic.code == code
    assert words in diagnostic.message


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("UA", 50.27, 36.55),
        ("FR", 48.58, 7.79),
        ("RU", 60.0, 28.0),
        ("US", 32.55, -117.03),
        ("UA", 45.3, 30.5),
        ("RU", 45.0, 34.0),
    ],
)
def test_near_a_border_or_at_sea_nothing_is_reported(country: str, latitude: float, longitude: float) -> None:
    assert codes(settle(country=country, latitude=latitude, longitude=longitude)) == []


ON_MAP: list[dict[str, Any]] = [
    {"id": "quay", "name": "The Quay", "latitude": 52.5, "longitude": 13.4},
    {"id": "swapped", "name": "The Swapped", "country": "DE", "latitude": 13.4, "longitude": 52.5},
    {"id": "zero", "name": "The Zero", "country": "DE", "latitude": 0.0, "longitude": 0.0},
    {"id": "right", "name": "The Right", "country": "DE", "latitude": 52.5, "longitude": 13.4},
]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"place": "quay", "country": "FR"}, "outside FR"),
        ({"name": "The Swapped"}, "swapped, it lies in DE"),
        ({"place": "right", "country": "FR"}, "country is FR here and DE in the registry"),  # told once
        ({"place": "right"}, None),
        ({"place": "quay"}, None),
        ({"name": "The Zero"}, None),  # told of the entry
        ({"place": "swapped", "latitude": 52.5, "longitude": 13.4}, None),
    ],
)
def test_a_point_of_the_registry_is_held_against_the_country(place: dict[str, Any], said: str | None) -> None:
    trouble = settle(PlaceContext(index_places(ON_MAP)), **place).trouble
    assert [said is not None and said in d.message for d in trouble] == ([] if said is None else [True])


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (ON_MAP[0], []),
        (ON_MAP[1], ["P405"]),
        (ON_MAP[2], ["P404"]),
        (ON_MAP[3], []),
        ({"country": "FR", "latitude": 52.5, "longitude": 13.4}, ["P405"]),
        ({"country": "FR", "claimed_by": ["DE"], "latitude": 52.5, "longitude": 13.4}, []),
        ({"country": ["FR"], "claimed_by": "DE", "latitude": 52, "longitude": 13}, []),
        ({"country": "FR", "latitude": 52.5}, []),
        ({"country": "FR", "latitude": True, "longitude": "x"}, []),
        ({"country": "DE", "admin1": "FR-75C"}, ["P406"]),
        ({"country": "UA", "claimed_by": ["RU"], "admin1": "UA-43"}, []),
        ({"country": "RU", "claimed_by": ["UA"], "admin1": "UA-43"}, []),
        ({"admin1": "XX-1", "latitude": 52.5, "longitude": 13.4}, ["P406"]),
        ({"country": "DE", "admin1": 7}, []),
        ({"country": "DE", "admin1": "Bayern"}, []),  # told by the contract
    ],
)
def test_an_entry_is_checked_in_the_registry(entry: dict[str, Any], found: list[str]) -> None:
    assert [diagnostic.code for diagnostic in check_entry(entry)] == found


@pytest.mark.parametrize(
    ("text", "geonames", "found"),
    [
        ("Kyіv", 703448, ["N303", "N304"]),
        ("Моsсow", 524901, ["N303", "N304"]),
        ("Россiя", 2017370, ["N303", "N304"]),
        ('"Berlin"', 2950159, ["N304"]),
        ("near «Berlin»", 2950159, []),
        ("Kra\u00admatorsk", 704508, ["N304"]),
        ("Ukraine’s capital", 703448, []),
        ("Ки́ев", 703448, []),
        ("Zzyzхburg", None, ["N303", "P401"]),
    ],
)
def test_what_is_put_right_in_a_name_is_flagged(text: str, geonames: int | None, found: list[str]) -> None:
    reading = read_place(text)
    assert (reading.values.get("geonames"), codes(reading)) == (geonames, found)
    pinned = settle(name=text, **reading.values)
    assert codes(pinned) == found


def test_a_name_that_is_put_right_is_that_of_an_entry_too() -> None:
    reading = settle(REGISTRY, name="Mоlkino Camp")
    assert (reading.values["place"], codes(reading)) == ("camp", ["N303", "N304"])


@pytest.mark.parametrize(
    ("place", "said", "help_text"),
    [
        ({"name": "Nowheresk", "admin1": "XX-1"}, "XX is no country", "ISO 3166-2"),
        ({"name": "Berlin", "country": "DE", "admin1": "DE-ZZ"}, "no unit DE-ZZ", "did you mean DE-BE (Berlin)?"),
        ({"name": "Berlin", "country": "DE", "admin1": "FR-75"}, "admin1 is FR-75", "did you mean DE-BE (Berlin)?"),
        ({"name": "Nowheresk", "country": "DE", "admin1": "DE-BYX"}, "no unit DE-BYX", "did you mean DE-BY (Bayern)?"),
        ({"name": "Nowheresk", "country": "PL", "admin1": "PL-QQ"}, "no unit PL-QQ", "write a unit of PL: PL-02 ("),
        ({"country": "FR", "admin1": "DE-BE", "latitude": 48.85, "longitude": 2.35}, "country is FR", "unit of FR"),
    ],
)
def test_a_code_that_is_no_unit_of_its_country_is_told(place: dict[str, Any], said: str, help_text: str) -> None:
    trouble = [d for d in settle(**place).trouble if d.code != "P401"]
    (diagnostic,) = trouble
    assert (diagnostic.code, diagnostic.field) == ("P406", "/admin1")
    assert said in diagnostic.message
    assert help_text in str(diagnostic.help)


@pytest.mark.parametrize(
    "place",
    [
        {"name": "Leeds", "country": "GB", "admin1": "GB-LDS"},  # of the second level
        {"name": "San Juan", "country": "PR", "admin1": "US-PR"},
        {"country": "GP", "admin1": "FR-971", "latitude": 16.0, "longitude": -61.73},
        {"country": "RU", "claimed_by": ("UA",), "admin1": "UA-43", "latitude": 45.0, "longitude": 34.0},
        {"country": "HK", "admin1": "HK-1", "latitude": 22.3, "longitude": 114.2},  # a country without known codes
    ],
)
def test_a_code_of_another_list_or_level_may_be_right(place: dict[str, Any]) -> None:
    assert codes(settle(**place)) == []


def test_the_unit_is_at_fault_where_the_place_lies_in_another_of_its_country() -> None:
    (diagnostic,) = settle(name="Oxford", country="GB", admin1="GB-LDS").trouble
    assert diagnostic.message.startswith('"Oxford" is not known in GB-LDS; the gazetteer has Oxford')
    assert diagnostic.help == "check `admin1` and the name"


@pytest.mark.parametrize(
    ("text", "country", "help_text", "certain"),
    [
        ("Bavaria", "DE", "did you mean DE-BY (Bayern)?", "DE-BY"),
        ("Bavaria", None, "did you mean DE-BY (Bayern)?", None),
        ("Freistaat Bayern", "DE", "did you mean DE-BY (Bayern)?", None),
        ("Munich", "DE", "did you mean DE-BY (Bayern)?", None),  # a town of it
        ("BY", "DE", "did you mean DE-BY (Bayern)?", None),
        ("11", "FR", "did you mean FR-11 (Aude)?", None),  # or Île-de-France, by the numbers of GeoNames
        ("Бавария", "DE", "did you mean DE-BY (Bayern)?", "DE-BY"),
        ("Kyiv", "UA", "did you mean UA-30 (Kyiv) or UA-32 (Kyivska oblast)?", None),
        ("Georgia", None, "did you mean US-GA (Georgia) or `country: GE`?", None),
        ("Georgia", "US", "did you mean US-GA (Georgia)?", "US-GA"),
        ("Germany", None, "did you mean `country: DE`?", None),
        ("Central", None, "units are called so: write the code of the one that is meant", None),
        ("Bavaria", "FR", None, None),
        ("Nowhereland", None, None, None),
    ],
)
def test_the_name_of_a_unit_tells_its_code(
    text: str, country: str | None, help_text: str | None, certain: str | None
) -> None:
    told, fix = meant_by_name(open_gazetteer(), text, country)
    assert fix == certain
    assert told is None if help_text is None else help_text in str(told)


def test_an_entry_elsewhere_is_told_and_not_asked_for() -> None:
    reading = settle(REGISTRY, name="Molkino Camp", country="DE")
    (diagnostic,) = reading.trouble
    assert (diagnostic.code, diagnostic.field) == ("P406", "/name")
    assert diagnostic.message == '"Molkino Camp" has country RU in the registry (camp), and country DE here'
    assert "place" not in reading.values


NAMED: list[dict[str, Any]] = [
    {"id": "munich", "name": "Munich", "names": [{"text": "Minga"}], "country": "DE"},
    {"id": "far", "name": "Regplace", "country": "RU"},
    {"id": "camp", "name": "Camp", "country": "RU", "latitude": 47.2, "longitude": 39.7},
    {"id": "bank", "name": "The Bank", "latitude": 47.2, "longitude": 39.7},
    {"id": "land", "name": "The Land", "country": "DE", "precision": "area", "latitude": 48.1, "longitude": 11.6},
]


@pytest.mark.parametrize(
    ("name", "place", "said"),
    [
        ("Berlin", "munich", '"Berlin" is Berlin, settlement in Berlin (DE-BE), while place munich is Munich'),
        ("Berlin", "far", "while place far is Regplace"),
        ("Berlin", "bank", "while place bank is The Bank"),
        ("Regplace", "munich", '"Regplace" is Regplace (far) in the registry, while place munich is Munich'),
        ("Munich", "munich", None),
        ("Minga", "munich", None),
        ("München", "munich", None),
        ("the old town", "munich", None),
        ("Rostov-on-Don", "camp", None),  # 5 km off
        ("Berlin", "land", None),  # an area may hold it
    ],
)
def test_a_name_that_is_not_the_pinned_places_is_told(name: str, place: str, said: str | None) -> None:
    reading = settle(PlaceContext(index_places(NAMED)), name=name, place=place)
    assert [(d.code, d.field) for d in reading.trouble] == ([] if said is None else [("P406", "/place")])
    assert said is None or said in reading.trouble[0].message
    assert codes(settle(PlaceContext(index_places(NAMED)), name=name, place=place, **reading.values)) == codes(reading)


@pytest.mark.parametrize(
    ("given", "value", "geonames"),
    [
        ({"name": "Berlin"}, "2988507", 2988507),
        ({"name": "Berlin", "geonames": 2988507}, "2988507", 2988507),
        ({"name": "Berlin"}, None, 2950159),
        ({"name": "Berlin"}, "", None),
    ],
)
def test_no_rule_contradicts_a_lookup(given: dict[str, Any], value: str | None, geonames: int | None) -> None:
    reading = settle_looked_up(tuple(given.items()), PlaceContext(), value)
    assert (reading.values.get("geonames", given.get("geonames")), codes(reading)) == (geonames, [])
    assert reading.values["role"] == "location"


def test_a_lookup_of_a_registered_place_wins_over_its_name() -> None:
    reading = settle_looked_up((("name", "Berlin"),), PlaceContext(index_places(NAMED)), "munich")
    assert (reading.values["place"], codes(reading)) == ("munich", [])
    assert reading.blanks[0].source == "lookup"


def test_the_registry_comes_before_the_gazetteer() -> None:
    for place in ({"name": "molkino camp"}, {"name": "Лагерь Молькино"}, {"place": "camp"}, {"place": "old-camp"}):
        values = settle(REGISTRY, **place).values
        assert (values["canonical_name"], values["latitude"], values["country"]) == ("Molkino Camp", 45.0, "RU")
    assert settle(REGISTRY, name="Molkino Camp").values["place"] == "camp"


MEADOW = {"id": "meadow", "name": "Camp Meadow", "country": "BG", "latitude": 43.2, "longitude": 27.9}
FORD = {"id": "ford", "name": "Rostov", "country": "RU", "admin1": "RU-ROS", "precision": "settlement"}
PHRASED = PlaceContext(index_places([MEADOW, FORD, {"id": "bare", "name": "Black Ford"}]))


@pytest.mark.parametrize(
    ("text", "hints", "entry"),
    [
        ("the village of Camp Meadow", {}, "meadow"),
        ("the Bulgarian village of Camp Meadow", {}, "meadow"),
        ("in Camp Meadow", {}, "meadow"),
        ("Camp Meadow, Bulgaria", {}, "meadow"),
        ("Camp Meadow (Bulgaria)", {}, "meadow"),
        ("с. Camp Meadow", {}, "meadow"),
        ("Rostov, Rostov Oblast", {}, "ford"),
        ("the Russian city of Rostov", {}, "ford"),
        ("the village of Black Ford", {}, "bare"),
        ("near Camp Meadow", {}, None),  # another place
        ("a village near Camp Meadow", {}, None),
        ("northern Rostov", {}, None),
        ("Rostov region", {}, None),  # another kind of place
        ("Camp Meadow, Serbia", {}, None),  # it lies elsewhere
        ("the Serbian village of Camp Meadow", {}, None),
        ("the village of Camp Meadow", {"country": "RS"}, None),
        ("Rostov, Yaroslavl Oblast", {}, None),
        ("Black Ford, Chad", {}, None),  # it is not said where it lies
        ("Rostov and Camp Meadow", {}, None),
    ],
)
def test_an_entry_is_found_within_a_phrase_that_fits_it(text: str, hints: dict[str, str], entry: str | None) -> None:
    assert settle(PHRASED, name=text, **hints).values.get("place") == entry


def test_a_near_name_of_the_registry_is_offered() -> None:
    (told,) = settle(PHRASED, name="Camp Medow").trouble
    assert (told.code, told.help, told.candidates) == ("P401", "did you mean Camp Meadow?", ("Camp Meadow",))


def test_a_registry_entrys_geonames_id_fills_what_the_entry_leaves_out() -> None:
    values = settle(REGISTRY, name="The Headquarters").values
    assert (values["canonical_name"], values["admin1"], values["geonames"]) == ("The Headquarters", "RU-ROS", 501175)


def test_two_entries_of_one_name_are_ambiguous_until_a_hint_decides() -> None:
    reading = settle(REGISTRY, name="TWIN")
    assert codes(reading) == ["P402"]
    assert reading.trouble[0].candidates == ("Twin (here)", "twin (there)")
    assert settle(REGISTRY, name="Twin", country="DE").values["place"] == "there"


def test_an_entry_that_contradicts_what_is_written_is_reported() -> None:
    assert codes(settle(REGISTRY, place="camp", country="UA")) == ["P406"]


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ({"name": "Kharkiv"}, "Europe/Kyiv"),
        ({"name": "Ukraine"}, None),
        ({"name": "Donetsk Oblast"}, None),
        ({"name": "Molkino Camp"}, "Europe/Moscow"),
        ({"name": "The Headquarters"}, "Europe/Moscow"),
        ({"name": "near Kharkiv"}, None),
        *(({"place": f"of-{precision}"}, None) for precision in ("country", "region", "area", "admin1", "near")),
        *(({"place": f"of-{precision}"}, "Europe/Berlin") for precision in ("exact", "settlement")),
    ],
)
def test_a_settlement_has_a_zone_and_a_country_has_none(place: dict[str, Any], zone: str | None) -> None:
    settled = place | dict(settle(PRECISE, **place).values)
    assert place_timezone(settled, PRECISE.registry) == zone


@pytest.mark.parametrize(
    ("precision", "pointed"),
    [("exact", True), ("settlement", True), ("near", True), ("country", False), ("region", False), ("area", False)],
)
def test_an_entry_that_is_a_country_region_or_area_hands_on_no_point(precision: str, pointed: bool) -> None:
    values = settle(PRECISE, place=f"of-{precision}").values
    assert ("latitude" in values, "longitude" in values, values["precision"]) == (pointed, pointed, precision)


@pytest.mark.parametrize(
    "place",
    [
        {"name": 7},
        {"latitude": "x", "longitude": []},
        {"geonames": "1"},
        {"geonames": True},
        {"geonames": -5},
        {"country": "ZZ"},
    ],
)
def test_values_of_a_wrong_type_are_passed_over(place: dict[str, Any]) -> None:
    hashable = {key: tuple(value) if isinstance(value, list) else value for key, value in place.items()}
    assert settle(**hashable).values["role"] == "location"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    read_phrase(text)
    assert read_place(text).values["role"] == "location"


def samples() -> Iterator[dict[str, Any]]:
    """A sample of the gazetteer as contributors may write it."""
    rows = open_gazetteer().db.execute(
        "SELECT p.name, p.country, p.lat, p.lon, u.iso FROM places p LEFT JOIN places u ON u.id = p.admin1 "
        "WHERE abs(p.id) % 1511 = 0",
    )
    for name, country, latitude, longitude, admin1 in rows:
        yield from ({"name": name}, {"name": f"near {name}"}, {"name": f"{name} village", "admin2_name": name})
        if country is not None:
            yield from ({"name": name, "country": country}, {"name": f"northern {name} region", "country": country})
        if admin1 is not None:
            yield {"name": name, "admin1": admin1}
        if latitude is not None:
            yield {"name": name, "latitude": latitude, "longitude": longitude, "country": country}


def test_settling_twice_adds_nothing_and_contradicts_nothing() -> None:
    registered = [{"name": "Molkino Camp"}, {"name": "Twin", "country": "FR"}, {"place": "hq"}]
    for place in (*samples(), *registered):
        first = settle(REGISTRY, **place)
        second = settle(REGISTRY, **place, **first.values)
        assert second.blanks == (), place
        assert set(codes(second)) <= set(codes(first)), place


def test_a_hint_is_never_overruled() -> None:
    for place in samples():
        values = settle(**place).values
        if "admin1" in place and "country" in values:
            assert values["country"] == place["admin1"][:2], place
        if "country" in place and "geonames" in values:
            spot = open_gazetteer().by_id(values["geonames"])
            assert spot is not None
            assert place["country"] in (spot.country, *spot.claimed_by), place


def test_the_gold_rows_come_out_right_or_blank() -> None:
    path = GOLD / "records_places.jsonl"
    if not path.exists():
        pytest.skip("gold places absent")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wrong = []
    for row in rows:
        hints = {"name": row["text"], "country": row["country_hint"], "admin1_name": row["admin_hint"]}
        given = tuple((key, value) for key, value in hints.items() if value is not None)
        values = settle_place(given, PlaceContext()).values
        if values.get("geonames") not in (None, row["geonameid"]):
            wrong.append(row["text"])
    assert wrong == []
