"""Places of one record beside each other: another that is certain decides or casts doubt, in whatever order they are."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Any

import pytest

from regesta.dataset import Dataset
from regesta.normalise.places.context import looked_up, place_contexts
from regesta.normalise.places.settle import settle_looked_up
from regesta.normalise.reading import Reading

REGISTERED = Dataset(
    places=[
        {"id": "homeland", "name": "Homeland", "country": "LB", "precision": "country"},
        {"id": "tripoli", "name": "Tripoli", "country": "LY"},
    ]
)
MENTIONED = {"role": "mentioned"}


def read(places: Sequence[str | Mapping[str, Any]], dataset: Dataset | None = None) -> list[Reading]:
    """The reading of each place of a record; a text is a place of that name."""
    whole = dataset or Dataset()
    listed = [{"name": place} if isinstance(place, str) else dict(place) for place in places]
    asked = [looked_up(place, whole) for place in listed]
    contexts = place_contexts(listed, whole)
    return [settle_looked_up(given, context, value) for (given, value), context in zip(asked, contexts, strict=True)]


def codes(reading: Reading) -> list[str]:
    return [diagnostic.code for diagnostic in reading.trouble]


DECIDED: dict[str, tuple[list[str | Mapping[str, Any]], int, str]] = {
    "a town in a state": (["Springfield", "Illinois"], 4250542, "the one in Illinois"),
    "a town of less note": (["Springfield", "Vermont"], 5241423, "the one in Vermont"),
    "the unit before the country around it": (["Springfield", "Illinois", "United States"], 4250542, "in Illinois"),
    "a town in a country": (["Tripoli", "Lebanon"], 266826, "the one in Lebanon, which the record names too"),
    "a town by its former name": (["Odessa", "Ukraine"], 698740, "the one in Ukraine"),
    "the capital": (["the capital", "Ukraine"], 703448, "the capital of Ukraine, which the record names too"),
    "a state in a country": (["Punjab", "Pakistan"], 1167710, "the one in Pakistan"),
    "a town of the name of its state": (["Kansas City", "Kansas"], 4273837, "the one in Kansas"),
    "what is near a town": (["near Tripoli", "Lebanon"], 266826, "the one in Lebanon"),
    "with another country in which there is none": (["Tripoli", "Lebanon", "Syria"], 266826, "the one in Lebanon"),
    "through a state that a country decides": (["Naples, Florida", "Florida", "United States"], 4165565, "hints"),
    "both only mentioned": (
        [{"name": "Tripoli", **MENTIONED}, {"name": "Lebanon", **MENTIONED}], 266826, "the one in Lebanon"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("places", "geonames", "rule"), DECIDED.values(), ids=DECIDED)
def test_a_certain_country_or_unit_decides_among_namesakes(
    places: list[str | Mapping[str, Any]], geonames: int, rule: str
) -> None:
    for order in permutations(places):
        reading = read(order)[order.index(places[0])]
        assert (reading.values.get("geonames"), codes(reading)) == (geonames, []), order
        assert rule in next(blank.rule for blank in reading.blanks if blank.field == "geonames")


UNDECIDED: dict[str, list[str | Mapping[str, Any]]] = {
    "two units with one each": ["Springfield", "Missouri", "Illinois"],
    "two countries with one each": ["Tripoli", "Lebanon", "Libya"],
    "several in the country": ["Springfield", "United States"],
    "a country is beside another, not in it": ["Georgia", "United States"],
    "one of two is claimed by the country": ["Donetsk", "Russia"],
    "another end of the way": [{"name": "Tripoli", "role": "destination"}, {"name": "Lebanon", "role": "origin"}],
    "what is only mentioned": ["Tripoli", {"name": "Lebanon", **MENTIONED}],
    "what is itself ambiguous": ["Tripoli", "Georgia"],
    "no namesake there": ["Tripoli", "Germany"],
    "a place that a country only holds": ["Tripoli", {"name": "Nowheresk", "country": "LB"}],
}


@pytest.mark.parametrize("places", UNDECIDED.values(), ids=UNDECIDED)
def test_where_others_do_not_decide_the_candidates_are_listed(places: list[str | Mapping[str, Any]]) -> None:
    for order in (places, places[::-1]):
        reading = read(order)[order.index(places[0])]
        assert (codes(reading), "geonames" in reading.values) == (["P402"], False)
        assert len(reading.trouble[0].candidates) > 1


@pytest.mark.parametrize("places", [["the capital", "Ukraine", "Russia"], ["the capital", "Illinois"]])
def test_the_capital_of_two_countries_or_of_a_state_is_no_place(places: list[str]) -> None:
    assert codes(read(places)[0]) == ["P401"]


DOUBTED: dict[str, tuple[list[str | Mapping[str, Any]], str]] = {
    "a capital and a state": (["Moscow", "Idaho"], "Moscow, settlement in Idaho (US-ID)"),
    "a city and a state": (["Paris", "Texas"], "Paris, settlement in Texas (US-TX)"),
    "a city and a constituent country": (["Perth", "Scotland"], "Perth, settlement in Scotland (GB-SCT)"),
    "a city and what may be a state": (["Naples", "Florida"], "Naples, settlement in Florida (US-FL)"),
    "a city and a country": (["Perth", "United Kingdom"], "Perth, settlement in Scotland (GB-SCT)"),
    "a country and a state": (["Lebanon", "Pennsylvania"], "Lebanon, settlement in Pennsylvania (US-PA)"),
    "a province and a state": (["Ontario", "California"], "Ontario, settlement in California (US-CA)"),
    "near a city": (["near Moscow", "Idaho"], "Moscow, settlement in Idaho (US-ID)"),
}


@pytest.mark.parametrize(("places", "rival"), DOUBTED.values(), ids=DOUBTED)
def test_a_namesake_in_what_the_record_names_casts_doubt(places: list[str | Mapping[str, Any]], rival: str) -> None:
    for order in (places, places[::-1]):
        reading = read(order)[order.index(places[0])]
        (diagnostic,) = reading.trouble
        assert (diagnostic.code, "geonames" in reading.values) == ("P402", False)
        assert rival in diagnostic.candidates
        assert f", since the record names {places[1]} too" in diagnostic.message


def test_the_help_of_a_doubt_decides() -> None:
    for country, geonames in (("RU", 524901), ("US", 5601538)):
        reading = read([{"name": "Moscow", "country": country}, "Idaho"])[0]
        assert (reading.values.get("geonames"), codes(reading)) == (geonames, [])


KEPT: dict[str, tuple[list[str | Mapping[str, Any]], int]] = {
    "a speech about a state that is only mentioned": (["Paris", {"name": "Texas", **MENTIONED}], 2988507),
    "its country is named as well": (["Paris", "France", "Texas"], 2988507),
    "its unit is named as well": (["Paris", "Île-de-France", "Texas"], 2988507),
    "a capital meets another country": (["Moscow", "United States"], 524901),
    "another place lies in its country": (["Perth", "Sydney", "United Kingdom"], 2063523),
    "a country and a village in a state": (["Jordan", "Minnesota"], 248816),
    "the country is written": ([{"name": "Paris", "country": "FR"}, "Texas"], 2988507),
    "the country is in the text": (["Perth, Australia", "Scotland"], 2063523),
    "the coordinates are written": ([{"name": "Paris", "latitude": 33.66, "longitude": -95.56}, "France"], 4717560),
    "the number is written": ([{"name": "Moscow", "country": "RU", "geonames": 524901}, "Idaho"], 524901),
    "the unit around a city": (["Moscow", "Moscow Oblast"], 524901),
    "a region by its word": (["Odessa region", "Texas"], 698738),
    "what another claims": (["Simferopol", "Russia"], 693805),
    "itself, twice": (["Texas", "Texas"], 4736286),
    "no namesake there ": (["Kharkiv", "Texas"], 706483),
}


@pytest.mark.parametrize(("places", "geonames"), KEPT.values(), ids=KEPT)
def test_a_record_may_name_many_places(places: list[str | Mapping[str, Any]], geonames: int) -> None:
    for order in permutations(places):
        reading = read(order)[order.index(places[0])]
        assert (reading.values.get("geonames", geonames), codes(reading)) == (geonames, []), order


def test_a_place_of_the_registry_decides_and_is_not_doubted() -> None:
    assert read(["Springfield", "Homeland"], REGISTERED)[0].trouble[0].code == "P402"
    assert read(["Batroun", "Homeland"], REGISTERED)[1].values["place"] == "homeland"
    assert read(["Tripoli", "Lebanon"], REGISTERED)[0].values["place"] == "tripoli"
    assert read(["near Tripoli", "Homeland"], REGISTERED)[0].values["geonames"] == 266826


@pytest.mark.parametrize("other", [None, 1, "x", [], {}, {"name": 7}, {"name": ["x"]}, {"geonames": "x"}])
def test_what_breaks_the_contract_is_passed_over(other: Any) -> None:
    places = [{"name": "Tripoli"}, other, {"name": "Lebanon"}]
    contexts = place_contexts(places, Dataset())
    assert (len(contexts), contexts[0].within) == (3, 272103)


NAMES = ("Tripoli", "Lebanon", "Florida", "Naples", "Georgia", "United States", "Ontario", "California", "Paris")


def test_a_second_pass_adds_nothing_whatever_is_beside_what() -> None:
    for names in permutations(NAMES, 3):
        listed = [{"name": name, **reading.values} for name, reading in zip(names, read(names), strict=True)]
        assert [reading.blanks for reading in read(listed)] == [(), (), ()], names


def test_a_place_has_the_same_context_in_all_records_in_which_nothing_bears_on_it() -> None:
    plain = place_contexts([{"name": "Kharkiv"}], Dataset())[0]._replace(registry=None)
    for other in ("Texas", "Ukraine", "Georgia", "Donetsk", "Nowheresk", "the capital"):
        assert place_contexts([{"name": "Kharkiv"}, {"name": other}], Dataset())[0]._replace(registry=None) == plain
