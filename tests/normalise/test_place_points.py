"""A place's name beside its coordinates and its precision: what agrees is settled, what cannot be is left blank."""

from typing import Any

import pytest

from regesta.normalise.places.settle import PlaceContext, settle_place
from regesta.normalise.reading import Reading


def settle(**given: Any) -> Reading:
    return settle_place(tuple(given.items()), PlaceContext())


def codes(reading: Reading) -> list[str]:
    return [diagnostic.code for diagnostic in reading.trouble]


def place(name: str, country: str | None, latitude: float, longitude: float) -> dict[str, Any]:
    return {"name": name, "latitude": latitude, "longitude": longitude} | ({"country": country} if country else {})


AT = {
    "a village too small without its district": (place("Novosilka", "UA", 47.46, 31.19), 689687),
    "one of many villages of a name": (place("Ivanivka", "UA", 47.47, 34.76), 707438),
    "one that a larger town of its name outweighs": (place("Paris", "US", 33.66, -95.56), 4717560),
    "one abroad of which a large town bears the name": (place("Paris", None, 33.66, -95.56), 4717560),
    "a town, and not the county of its name": (place("Laramie", "US", 41.31, -105.59), 5830062),
    "the outskirts of a large city": (place("Los Angeles", "US", 34.20, -118.45), 5368361),
    "what is said to be near a town": (place("near Kupiansk", "UA", 49.50, 37.95), 703656),
}


@pytest.mark.parametrize(("given", "geonames"), AT.values(), ids=AT)
def test_coordinates_settle_the_name_beside_them(given: dict[str, Any], geonames: int) -> None:
    reading = settle(**given)
    assert (reading.values.get("geonames"), codes(reading)) == (geonames, [])


FAR = {
    "one town": place("Lyon", "FR", 43.3, 5.4),
    "a town in the unit named after it": place("Lviv", "UA", 50.08, 25.15),
    "a small town": place("Shumsk", "UA", 50.0, 36.2),
    "each of several villages": place("Ivanivka", "UA", 50.0, 36.2),
    "two towns, between them": place("Tripoli", None, 33.66, 24.02),
}


@pytest.mark.parametrize("given", FAR.values(), ids=FAR)
def test_of_a_name_and_coordinates_far_from_it_neither_is_believed(given: dict[str, Any]) -> None:
    reading = settle(**given)
    assert not {"geonames", "canonical_name", "admin1"} & set(reading.values)
    (diagnostic,) = reading.trouble
    assert (diagnostic.code, diagnostic.field) == ("P406", "/name")
    assert " km from the coordinates" in diagnostic.message


def test_what_is_near_a_town_may_be_further_off() -> None:
    beside = {"country": "UA", "latitude": 49.52, "longitude": 37.75}  # 23 km from the middle of the town
    assert codes(settle(name="Kupiansk", **beside)) == ["P406"]
    assert codes(settle(name="Kupiansk", precision="near", **beside)) == []


@pytest.mark.parametrize("precision", ["admin1", "area"])
def test_the_point_of_a_unit_or_area_says_nothing_of_a_settlement(precision: str) -> None:
    assert codes(settle(**FAR["a small town"], precision=precision)) == []


def test_of_the_ends_of_a_road_neither_is_the_place() -> None:
    road = settle(name="road between Ivanivka and Kupiansk", country="UA", latitude=49.7, longitude=37.6)
    assert ("geonames" in road.values, codes(road)) == (False, [])


SAID = {
    "a state, not its city": ({"name": "New York", "country": "US", "precision": "admin1"}, 5128638),
    "a country, not a state": ({"name": "Georgia", "precision": "country"}, 614540),
    "a state, not a country": ({"name": "Georgia", "precision": "admin1"}, 4197000),
    "the unit around its chief town": ({"name": "Kherson", "country": "UA", "precision": "admin1"}, 706442),
    "a city that is a unit, not the one around it": ({"name": "Kyiv", "country": "UA", "precision": "admin1"}, 703448),
    "a region by its word, whatever the precision": ({"name": "Donetsk region", "precision": "settlement"}, 709716),
    "no unit larger than what is said": ({"name": "Kongolo area", "country": "CD", "precision": "admin2"}, None),
}


@pytest.mark.parametrize(("given", "geonames"), SAID.values(), ids=SAID)
def test_the_precision_that_is_written_says_what_the_place_is(given: dict[str, Any], geonames: int | None) -> None:
    assert settle(**given).values.get("geonames") == geonames


@pytest.mark.parametrize("unit", ["Kiev Special Republican city", "Kiev city", "Kyiv City"])
def test_a_city_that_is_a_unit_is_not_the_unit_around_it(unit: str) -> None:
    assert settle(name="Podil bridge", country="UA", admin1_name=unit).values["admin1"] == "UA-30"
    assert settle(name="Kiev city", country="UA", admin1_name=unit).values["geonames"] == 703448
    assert settle(name=unit, country="UA").values["geonames"] == 703448


NEIGHBOURS = {
    "one that is only called so too": ("East Meadow", "US-NY", 5115960),
    "the same one listed twice": ("St. Johnsbury", "US-VT", 6424355),
}


@pytest.mark.parametrize(("name", "admin1", "geonames"), NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_a_neighbour_of_the_same_name_is_no_rival(name: str, admin1: str, geonames: int) -> None:
    reading = settle(name=name, country="US", admin1=admin1)
    assert (reading.values.get("geonames"), codes(reading)) == (geonames, [])


@pytest.mark.parametrize("given", [*(given for given, _ in AT.values()), *FAR.values()], ids=[*AT, *FAR])
def test_settling_with_coordinates_twice_adds_nothing(given: dict[str, Any]) -> None:
    assert settle(**given, **settle(**given).values).blanks == ()


INSIDE = {
    "brackets before a comma": ("Bortnychi (Darnytskyi district), Kyiv", 711562, "UA-30"),
    "brackets after a comma": ("Merefa, Kharkiv region (Ukraine)", 701347, "UA-63"),
    "a district of a large town, and not its namesake elsewhere": ("Kharkiv, Shevchenkivskyi district", None, None),
}


@pytest.mark.parametrize(("name", "geonames", "admin1"), INSIDE.values(), ids=INSIDE)
def test_what_holds_a_place_comes_after_it(name: str, geonames: int | None, admin1: str | None) -> None:
    values = settle(name=name, country="UA").values
    assert (values.get("geonames"), values.get("admin1")) == (geonames, admin1)


TWO_NAMES = {
    "an older one, which is the oblast's too": ("Kyiv (Kiev)", 703448),
    "with what holds it": ("Kyiv (Kiev), Ukraine", 703448),
    "in another language": ("Biel (Bienne)", 2661513),
    "where one alone may be another town": ("Brixen (Bressanone)", 3181550),
    "of a governorate as well": ("Sanaa (Sana'a)", 71137),
    "a state beside its capital": ("Washington (District of Columbia)", 4140963),
    "brackets that are of the name": ("Frankfurt (Oder)", 2925535),
    "brackets that say what it is": ("Luxembourg (city)", 2960316),
}


@pytest.mark.parametrize(("name", "geonames"), TWO_NAMES.values(), ids=TWO_NAMES)
def test_another_name_in_brackets_holds_nothing(name: str, geonames: int) -> None:
    assert settle(name=name).values["geonames"] == geonames


def test_a_county_reaches_no_town_of_the_next_state() -> None:
    assert "geonames" not in settle(name="Springfield, Ohio County", country="US").values  # Springdale in Ohio is near
    assert settle(name="Wheeling, Ohio County", country="US").values["admin1"] == "US-WV"


def test_a_town_that_only_begins_like_a_district_is_not_its_seat() -> None:
    values = settle(name="Some hamlet", country="PK", admin2_name="Haveli district").values
    assert (values["admin1"], values["claimed_by"], values["precision"]) == ("PK-JK", ("IN",), "admin2")
    assert "latitude" not in values  # Haveli Lakha's, 380 km away
