"""Choosing among the places that share a name, as RECORD.md's "Resolving" says: dominance, or ambiguity."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.places.gazetteer import ALTERNATE, CANONICAL, STEM, Gazetteer, Spot, distance_km

AT_HOME, ELSEWHERE = 10, 30  # how many times the population of every rival in its country, and in other countries
ALIAS = 10  # and of a rival elsewhere that only has the name as another name, where the place itself bears it
RIVAL_OF_COUNTRY = 10_000  # a smaller settlement is no rival of a country, however small the country
NAMESAKE = 50_000  # a town that bears the name is a rival of a larger one abroad that is only called so too
UNKNOWN = 5  # a settlement without a population counts for so many of the smallest that are listed
ALIKE = 0.45  # share of letters in order that two spellings of one name have at least: Doha, Ad Dawḩah
CHIEF_PART = 4  # a town of the unit's name and a word more holds one of so many people of it
PART_KM = 30.0
TWIN_KM = 1.0  # two places of one name this near each other are one place
VILLAGE = 20_000  # nobody calls a larger place a village
UNITS = ("admin1", "admin2")
CITY_TYPES = ("city", "capital", "municipality")  # ISO's words for first-level units that are one town


class Choice(NamedTuple):
    """The place chosen, or the candidates among which nothing decides, or neither."""

    spot: Spot | None = None
    candidates: tuple[Spot, ...] = ()


NOTHING = Choice()


def choose(spots: Sequence[Spot], kind: str | None, gazetteer: Gazetteer) -> Choice:
    """The one place that a name means, given what the text says it is; spots fit the hints already."""
    named = [spot for spot in spots if spot.how != STEM] or [spot for spot in spots if spot.kind in UNITS]
    of = {name: [spot for spot in named if spot.kind == name] for name in ("country", "region", "area", "settlement")}
    if kind in {"settlement", "facility", "village"}:
        return dominant([s for s in of["settlement"] if kind != "village" or s.population <= VILLAGE], gazetteer)
    if kind in {"admin1", "admin2", "unit"}:
        return choose_unit(spots, kind)
    if kind == "country":
        return Choice(of["country"][0]) if len(of["country"]) == 1 else Choice(candidates=tuple(of["country"]))
    if of["country"] and not is_named_town(of["country"][0], of["settlement"]):
        return choose_country(of["country"], named, gazetteer)
    return choose_place(of["settlement"], named, of["area"] + of["region"], gazetteer)


def dominant(settlements: Sequence[Spot], gazetteer: Gazetteer) -> Choice:
    """The settlement with 10 times the population of every other in its country and 30 times that of others."""
    if not settlements:
        return NOTHING
    first = max(settlements, key=lambda spot: (spot.population, -spot.id))
    parts = [spot for spot in settlements if spot.how == CANONICAL and 0 < kilometres(spot, first) <= PART_KM]
    if first.how != CANONICAL and len(parts) == 1:  # New Delhi is also a name of Delhi
        first, settlements = parts[0], [spot for spot in settlements if spot.id != first.id]
    rivals = [spot for spot in settlements if spot.id != first.id and not outweighs(first, spot, gazetteer)]
    rivals = [spot for spot in rivals if not is_beside(spot, first)]
    return Choice(candidates=(first, *rivals)) if rivals else Choice(first)


def is_beside(spot: Spot, first: Spot) -> bool:
    """Whether a place is the same one listed twice, or a neighbour that only is called so too."""
    called = first.how == CANONICAL and spot.how == ALTERNATE
    return kilometres(spot, first) <= (PART_KM if called else TWIN_KM)


def outweighs(spot: Spot, rival: Spot, gazetteer: Gazetteer) -> bool:
    """Whether a rival is too small to count; one that is listed without its population is a seat, and may be a town."""
    people = rival.population or (UNKNOWN * gazetteer.smallest if rival.kind == "settlement" else 0)
    alias, abroad = spot.how == ALTERNATE and rival.how == CANONICAL, spot.country != rival.country
    if alias and (people >= NAMESAKE if abroad else is_named_otherwise(spot, rival)):
        return False
    factor = ELSEWHERE if abroad or (alias and rival.kind == "settlement") else AT_HOME
    if spot.how == CANONICAL and rival.how == ALTERNATE and rival.kind == "settlement":
        factor = min(factor, ALIAS)
    return spot.population > 0 and spot.population >= factor * people


def is_named_otherwise(town: Spot, namesake: Spot) -> bool:
    """Whether a town bears neither a longer form of a smaller one's name nor another spelling of it.

    Whitehall is the one in Ohio, or another so called, before it is Atlanta of old; but Bacolod is Bacolod City.
    """
    own, name = folded_key(town.name), folded_key(namesake.name)
    if not town.kind == namesake.kind == "settlement" or f" {name} " in f" {own} ":
        return False
    from regesta.normalise.romanise import match_key  # noqa: PLC0415 - for the few towns that are also called so

    return own.replace(" ", "") != name.replace(" ", "") and match_key(town.name) != match_key(namesake.name)


def choose_unit(spots: Sequence[Spot], kind: str) -> Choice:
    """The unit of the level that the text names. A name counts before a stem, a land before a town that is a unit."""
    levels = {"admin1": ("admin1",), "admin2": ("admin2", "admin1"), "unit": ("admin1", "admin2")}[kind]
    for level in levels:
        units = [spot for spot in spots if spot.kind == level]
        units = [spot for spot in units if not is_city(spot)] or units
        units = [spot for spot in units if spot.how != STEM] or units
        if units:
            return Choice(units[0]) if len(units) == 1 else Choice(candidates=tuple(units))
    disputed = [spot for spot in spots if spot.kind == "area"]
    return Choice(disputed[0]) if len(disputed) == 1 else NOTHING


def is_city(unit: Spot) -> bool:
    """Whether a first-level unit is a town with the rank of one (Kyiv, Moscow, Berlin's kin by ISO's word)."""
    kind = (unit.type or "").lower()
    return any(word in kind for word in CITY_TYPES) and "district" not in kind


def choose_country(countries: list[Spot], named: list[Spot], gazetteer: Gazetteer) -> Choice:
    """A country, unless another country, or a first-level unit or a large settlement elsewhere, has its name."""
    first = countries[0]
    abroad = [spot for spot in named if spot.country != first.country]
    towns = [spot for spot in abroad if spot.kind == "settlement" and spot.population >= RIVAL_OF_COUNTRY]
    rivals = [
        *(spot for spot in abroad if spot.kind in {"country", "region"}),
        *(spot for spot in abroad if spot.kind == "admin1" and spot.how <= first.how),
        *(spot for spot in towns if not outweighs(first, spot, gazetteer)),
    ]
    return Choice(candidates=(first, *rivals)) if rivals else Choice(first)


def is_named_town(country: Spot, settlements: Sequence[Spot]) -> bool:
    """Whether a town bears the name that some language has for its country: Tunis, but not Singapore."""
    towns = [town for town in settlements if town.country == country.country and town.how == CANONICAL]
    return country.how == ALTERNATE and any(2 * town.population < country.population for town in towns)


def choose_place(settlements: list[Spot], named: list[Spot], areas: list[Spot], gazetteer: Gazetteer) -> Choice:
    """A settlement, a first-level unit or an area: whichever stands alone or holds the others of its name."""
    best = dominant(settlements, gazetteer)
    units = [spot for spot in named if spot.kind == "admin1"]
    chief = best.spot or next(iter(best.candidates), None)
    wider = [
        unit
        for unit in units
        if chief is None
        or outweighs(unit, chief, gazetteer)
        or not holds(unit, chief, gazetteer)
        or is_only_called_so(chief, unit, gazetteer)
    ]
    if areas:
        return choose_area(areas, settlements, [] if is_sea(areas[0]) else wider)
    if wider:
        return choose_wider(wider, settlements, gazetteer)
    if best.spot is not None:
        counties = [spot for spot in named if spot.kind == "admin2" and spot.how != STEM]
        counties = [spot for spot in counties if comparable(spot, best.spot, gazetteer)]
        return Choice(candidates=(best.spot, *counties)) if counties else best
    if best.candidates:
        return best
    counties = [spot for spot in named if spot.kind == "admin2"]
    return Choice(counties[0]) if len(counties) == 1 else Choice(candidates=tuple(counties))


def is_only_called_so(town: Spot, unit: Spot, gazetteer: Gazetteer) -> bool:
    """Whether a town goes by its unit's name at times, and its own is another: Salvador in Bahia, but not Basrah.

    It is the same where the unit bears the town's own name too (Cairo, Al Qāhirah), or spells it otherwise. A name that
    holds the unit's stands for it in New York City, and not in Oklahoma City, which is a smaller part of its state.
    """
    if unit.how != CANONICAL or town.how != ALTERNATE:
        return False
    own, name = folded_key(town.name), folded_key(unit.name)
    if any(spot.id == unit.id for spot in gazetteer.find(own)):
        return False
    if name in own:
        return unit.id != town.admin1_id or CHIEF_PART * town.population < unit.population
    from difflib import SequenceMatcher  # noqa: PLC0415 - for the few units whose town is called otherwise

    return SequenceMatcher(None, name, own).ratio() < ALIKE


def is_sea(area: Spot) -> bool:
    """Whether an area's own name says that it is water: a unit on its shore is called after it, Red Sea State."""
    return area.kind == "area" and area.country is None and folded_key(area.name).endswith((" sea", " strait", " gulf"))


def choose_area(areas: list[Spot], settlements: list[Spot], units: list[Spot]) -> Choice:
    """An area or region, unless a unit or a city of its name lies in another country."""
    rivals = [spot for spot in settlements if spot.population >= 100_000] + units
    rivals = [spot for spot in rivals if spot.country is None or spot.country != areas[0].country]
    return Choice(candidates=(*areas, *rivals)) if rivals or len(areas) > 1 else Choice(areas[0])


def choose_wider(units: list[Spot], settlements: list[Spot], gazetteer: Gazetteer) -> Choice:
    """A first-level unit, unless another or a settlement that counts has its name; one inside it does not."""
    first = units[0]
    rivals = [spot for spot in settlements if spot.admin1_id != first.id and not outweighs(first, spot, gazetteer)]
    return Choice(candidates=(*units, *rivals)) if rivals or len(units) > 1 else Choice(first)


def holds(unit: Spot, settlement: Spot, gazetteer: Gazetteer) -> bool:
    """Whether a first-level unit holds a settlement, or lies around it as Moscow's oblast does."""
    if unit.id == settlement.admin1_id:
        return True
    extent = gazetteer.extent(unit.id)
    if unit.country != settlement.country or settlement.latitude is None or settlement.longitude is None:
        return False
    if extent is None:  # the sources list no settlement of it: a town with the rank of a unit
        return True
    south, west, north, east = extent
    return south <= settlement.latitude <= north and west <= settlement.longitude <= east


def comparable(county: Spot, settlement: Spot, gazetteer: Gazetteer) -> bool:
    """Whether a second-level unit elsewhere is as large as a settlement: Kent is, Miami County is not."""
    if county.id in (settlement.admin1_id, settlement.admin2_id) or (
        county.admin1_id == settlement.admin1_id and kilometres(county, settlement) < 50
    ):
        return False
    if county.how == CANONICAL and settlement.how == ALTERNATE:
        return county.population > 0 and not outweighs(settlement, county, gazetteer)
    return 0 < county.population >= settlement.population


def kilometres(a: Spot, b: Spot) -> float:
    """Great-circle distance between two places; infinite where one has no point."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)
