"""What a place text came to, and what can still be said where the place itself is unknown."""

from collections.abc import Sequence
from typing import NamedTuple

from regesta.normalise.places.gazetteer import CANONICAL, Gazetteer, Spot
from regesta.normalise.places.hints import NO_HINTS, Hints, Holder
from regesta.normalise.places.text import Phrase

KINDS = ("country", "admin1", "region", "area", "settlement", "admin2")


class Resolved(NamedTuple):
    """What a text came to.

    spot: the place found. precision: how fine the answer is. candidates: where nothing decides. holder: the unit that
    the hints name, where the place itself is unknown. elsewhere: places of that name that contradict the hints.
    point: of what lies between two places. unsure: a small place that may not be the only one of its name. far: the
    nearest place of that name, where the coordinates that are given lie too far from it to be its own.
    """

    phrase: Phrase | None = None
    spot: Spot | None = None
    precision: str | None = None
    candidates: tuple[Spot, ...] = ()
    holder: Spot | None = None
    hints: Hints = NO_HINTS
    elsewhere: tuple[Spot, ...] = ()
    point: tuple[float, float] | None = None
    unsure: Spot | None = None
    far: Spot | None = None
    rule: str = ""


def holder_of(gazetteer: Gazetteer, hints: Hints) -> Spot | None:
    """The finest unit that the hints name with certainty; its kind is the precision. A district needs its country."""
    best: Spot | None = None
    if hints.unclear:
        return None
    for index, holder in enumerate(hints.holders):
        best = unit_of(gazetteer, holder, hints._replace(holders=hints.holders[:index])) or best
    if best is None and hints.admin1 is not None:
        units = [unit for unit in gazetteer.units(hints.admin1[:2]) if unit.admin1 == hints.admin1]
        best = units[0] if len(units) == 1 else None
    said = hints._replace(holders=tuple(holder for holder in hints.holders if not only_district(holder)))
    if best is None and said.known_country is not None:
        best = gazetteer.country(said.known_country)
    return best


def unit_of(gazetteer: Gazetteer, holder: Holder, larger: Hints) -> Spot | None:
    """The one unit that a holder names; a second-level one only where the larger hints know its country."""
    if holder.level == "admin2" and larger.known_country is None:
        return None
    if holder.level == "admin2" and len(holder.seats) == 1:
        unit = holder.units[0] if len(holder.units) == 1 else None
        elsewhere = unit is not None and holder.seats[0].admin2_id != unit.id  # a town that only begins like it
        return unit if elsewhere else district(holder.seats[0], unit)
    unit = shared_unit(gazetteer, holder.units) if holder.units and not holder.countries else None
    return None if unit is not None and unit.kind == "admin2" and larger.known_country is None else unit


def only_district(holder: Holder) -> bool:
    """Whether a holder is a second-level unit at best: there is another of its name in many a country."""
    units = bool(holder.units) and all(unit.kind == "admin2" for unit in holder.units)
    return holder.level == "admin2" or (holder.level is None and units and not holder.countries)


def shared_unit(gazetteer: Gazetteer, units: Sequence[Spot]) -> Spot | None:
    """The one unit, else the first-level unit that all lie in: the oblast, where a town's district bears its name."""
    first_level = [unit for unit in units if unit.kind == "admin1"]
    if len({unit.country for unit in units}) == 1 and len(first_level) == 1:  # Ohio, not one of three Ohio Counties
        return first_level[0]
    if len(units) == 1:
        return units[0]
    above = {unit.admin1_id for unit in units}
    first = above.pop() if len(above) == 1 else None
    return None if first is None else gazetteer.by_id(first)


def district(seat: Spot, unit: Spot | None) -> Spot:
    """A district at its seat: the unit itself where the gazetteer has it, else a place without a name."""
    here = seat._replace(kind="admin2", admin2=None, population=0, type=None, how=CANONICAL)
    if unit is None:
        return here._replace(id=-1, name="", admin2_name=None, admin2_id=None)
    return here._replace(
        id=unit.id, name=unit.name, country=unit.country, admin1=unit.admin1, admin1_name=unit.admin1_name,
        admin2_name=unit.name, admin1_id=unit.admin1_id, admin2_id=unit.id,
    )  # fmt: skip


def precision_of(spot: Spot, phrase: Phrase) -> str:
    """How fine an answer is: part of a land is an area, a settlement that is only near counts as near."""
    if phrase.lead in {"side", "compass"} and spot.kind != "settlement":
        return "area"
    if spot.kind == "settlement" and (phrase.lead == "near" or phrase.kind == "facility"):
        return "near"
    return spot.kind


def rule_of(phrase: Phrase, hints: Hints) -> str:
    said = "name under its hints" if hints != NO_HINTS else "name"
    return f"{said}, near it" if phrase.lead == "near" or phrase.kind == "facility" else said


def ordered(candidates: Sequence[Spot], countries: Sequence[str]) -> tuple[Spot, ...]:
    """Candidates with those in the countries of the record's other places first, then by population."""
    return tuple(
        sorted(candidates, key=lambda s: (s.country not in countries, KINDS.index(s.kind), -s.population, s.id))
    )
