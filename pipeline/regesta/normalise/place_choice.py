"""Choosing among the places that share a name, as RECORD.md's "Resolving" says: dominance, or ambiguity."""

from collections.abc import Sequence
from dataclasses import dataclass

from regesta.normalise.gazetteer import STEM, Gazetteer, Spot

AT_HOME, ELSEWHERE = 10, 30  # how many times the population of every rival in its country, and in other countries
UNITS = ("admin1", "admin2")


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen, or the candidates among which nothing decides, or neither."""

    spot: Spot | None = None
    candidates: tuple[Spot, ...] = ()


NOTHING = Choice()


def choose(spots: Sequence[Spot], kind: str | None, gazetteer: Gazetteer) -> Choice:
    """The one place that a name means, given what the text says it is; spots fit the hints already."""
    named = [spot for spot in spots if spot.how != STEM]
    of = {name: [spot for spot in named if spot.kind == name] for name in ("country", "region", "area", "settlement")}
    if kind in {"settlement", "facility"}:
        return dominant(of["settlement"])
    if kind in {"admin1", "admin2", "unit"}:
        return choose_unit(spots, kind)
    if of["country"]:
        return choose_country(of["country"], named)
    return choose_place(of["settlement"], named, of["area"] + of["region"], gazetteer)


def dominant(settlements: Sequence[Spot]) -> Choice:
    """The settlement with 10 times the population of every other in its country and 30 times that of others."""
    if not settlements:
        return NOTHING
    first = max(settlements, key=lambda spot: (spot.population, -spot.id))
    rivals = [spot for spot in settlements if spot.id != first.id and not outweighs(first, spot)]
    return Choice(candidates=(first, *rivals)) if rivals else Choice(first)


def outweighs(spot: Spot, rival: Spot) -> bool:
    factor = AT_HOME if spot.country == rival.country else ELSEWHERE
    return spot.population > 0 and spot.population >= factor * rival.population


def choose_unit(spots: Sequence[Spot], kind: str) -> Choice:
    """The unit of that level; where there is none, of the other. A name counts before a stem."""
    levels = ("admin2", "admin1") if kind == "admin2" else ("admin1", "admin2")
    disputed = [spot for spot in spots if spot.kind == "area" and spot.claimed_by]
    for level in levels:
        units = [spot for spot in spots if spot.kind == level]
        if units:
            exact = [spot for spot in units if spot.how != STEM] or units
            return Choice(exact[0]) if len(exact) == 1 else Choice(candidates=tuple(exact))
    return Choice(disputed[0]) if len(disputed) == 1 else NOTHING


def choose_country(countries: list[Spot], named: list[Spot]) -> Choice:
    """A country, unless another country, or a first-level unit or a large settlement elsewhere, has its name."""
    first = countries[0]
    rivals = [
        spot
        for spot in named
        if spot.country != first.country
        and (
            spot.kind == "country"
            or (spot.kind == "admin1" and spot.how <= first.how)
            or (spot.kind == "settlement" and not outweighs(first, spot))
        )
    ]
    return Choice(candidates=(first, *rivals)) if rivals else Choice(first)


def choose_place(settlements: list[Spot], named: list[Spot], areas: list[Spot], gazetteer: Gazetteer) -> Choice:
    """A settlement, a first-level unit or an area: whichever stands alone or holds the others of its name."""
    best = dominant(settlements)
    units = [spot for spot in named if spot.kind == "admin1"]
    wider = [unit for unit in units if best.spot is None or not holds(unit, best.spot, gazetteer)]
    if areas:
        return choose_area(areas, settlements, wider)
    if wider:
        return choose_wider(wider, settlements)
    if best.spot is not None:
        counties = [spot for spot in named if spot.kind == "admin2" and comparable(spot, best.spot)]
        return Choice(candidates=(best.spot, *counties)) if counties else best
    if best.candidates:
        return best
    counties = [spot for spot in named if spot.kind == "admin2"]
    return Choice(counties[0]) if len(counties) == 1 else Choice(candidates=tuple(counties))


def choose_area(areas: list[Spot], settlements: list[Spot], units: list[Spot]) -> Choice:
    rivals = [spot for spot in settlements if spot.population >= 100_000] + units
    rivals = [spot for spot in rivals if spot.country is None or spot.country != areas[0].country]
    return Choice(candidates=(*areas, *rivals)) if rivals or len(areas) > 1 else Choice(areas[0])


def choose_wider(units: list[Spot], settlements: list[Spot]) -> Choice:
    """A first-level unit, unless another or a settlement that counts has its name; one inside it does not."""
    first = units[0]
    rivals = [spot for spot in settlements if spot.admin1_id != first.id and not outweighs(first, spot)]
    return Choice(candidates=(*units, *rivals)) if rivals or len(units) > 1 else Choice(first)


def holds(unit: Spot, settlement: Spot, gazetteer: Gazetteer) -> bool:
    """Whether a first-level unit holds a settlement, or lies around it as Moscow's oblast does."""
    if unit.id == settlement.admin1_id:
        return True
    extent = gazetteer.extent(unit.id)
    if unit.country != settlement.country or extent is None or settlement.latitude is None or settlement.longitude is None:
        return False
    south, west, north, east = extent
    return south <= settlement.latitude <= north and west <= settlement.longitude <= east


def comparable(county: Spot, settlement: Spot) -> bool:
    """Whether a second-level unit elsewhere is too large to be passed over."""
    return county.id != settlement.admin2_id and county.population > 0 and not outweighs(settlement, county)
