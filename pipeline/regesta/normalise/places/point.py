"""A place text beside the coordinates that are given with it: they tell namesakes apart, and may belie them all."""

from collections.abc import Sequence
from math import inf, sqrt

from regesta.normalise.places.checks import outside
from regesta.normalise.places.find import find_spots
from regesta.normalise.places.gazetteer import Gazetteer, Spot, distance_km
from regesta.normalise.places.hints import Hints
from regesta.normalise.places.resolve import BESIDE_KM
from regesta.normalise.places.result import Resolved, holder_of, precision_of
from regesta.normalise.places.text import Phrase

POINT_KM = 10.0  # a settlement lies within this of the point that is given for it
APART_KM = 5.0  # and the next of its name this much further than twice as far
NEAR_KM = 25.0  # what is only near a settlement is within this of it, as UCDP and ACLED count
FINE = frozenset({None, "exact", "settlement", "near"})
SPREAD = 60.0  # a town reaches a kilometre further for so many of the square root of its people


def at_point(
    gazetteer: Gazetteer, text: str, resolved: Resolved, point: tuple[float, float], precision: str | None
) -> Resolved:
    """Of like-named settlements the one at the coordinates that are given with the name, if only one is.

    Where they are far from every settlement of the name, though in its country, it is none of them. precision: what the
    record says it is; the point of a unit or an area says nothing of the settlements in it.
    """
    named = resolved.candidates or tuple(spot for spot in (resolved.spot or resolved.unsure,) if spot is not None)
    towns = [spot for spot in named if spot.kind == "settlement"]
    phrase = resolved.phrase
    if phrase is None or not towns or not tells_apart(named, point, precision):
        return resolved
    if phrase.kind == "between":  # of the ends of a road neither is the place
        return resolved._replace(candidates=())
    if resolved.spot is not None and within_reach(resolved.spot, resolved, point, precision):
        return resolved
    others = namesakes(gazetteer, text, phrase, resolved.hints)
    there = nearest_clear(towns, point) or nearest_clear(others, point)
    if there is None:
        return none_there(gazetteer, resolved, (*named, *others), point, precision)
    rule = "name, at the coordinates given"
    return Resolved(phrase, there, precision_of(there, phrase), hints=resolved.hints, rule=rule)


def tells_apart(named: Sequence[Spot], point: tuple[float, float], precision: str | None) -> bool:
    """Whether coordinates say which of some places is meant: they are a settlement's, and so are the places."""
    return precision in FINE and point != (0.0, 0.0) and all(spot.kind in {"settlement", "admin2"} for spot in named)


def none_there(
    gazetteer: Gazetteer,
    resolved: Resolved,
    named: Sequence[Spot],
    point: tuple[float, float],
    precision: str | None,
) -> Resolved:
    """What is left where no settlement of the name is at the point: all as it was, unless each is too far from it.

    Where the point is outside their countries as well, that is told, and the coordinates are likely to be the slip.
    """
    inside = [spot for spot in named if not outside(gazetteer, *point, countries_of(spot))]
    if resolved.unsure is not None or not inside:
        return resolved
    if any(within_reach(spot, resolved, point, precision) for spot in named):
        return resolved
    far = min(inside, key=lambda spot: away_km(spot, point))
    return Resolved(resolved.phrase, holder=holder_of(gazetteer, resolved.hints), hints=resolved.hints, far=far)


def countries_of(spot: Spot) -> frozenset[str]:
    return frozenset(filter(None, (spot.country, *spot.claimed_by)))


def namesakes(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints) -> list[Spot]:
    """Every settlement of the name that fits the hints, those too that are outweighed by a larger one."""
    found = find_spots(gazetteer, text, phrase, hints)
    return [spot for spot in found if spot.kind == "settlement" and hints.fits(spot)]


def nearest_clear(spots: Sequence[Spot], point: tuple[float, float]) -> Spot | None:
    """The settlement at a point, where the next one is far beyond it."""
    ranked = sorted(spots, key=lambda spot: away_km(spot, point))
    distances = [*(away_km(spot, point) for spot in ranked[:2]), inf, inf]
    return ranked[0] if distances[0] <= POINT_KM and distances[1] > 2 * distances[0] + APART_KM else None


def within_reach(spot: Spot, resolved: Resolved, point: tuple[float, float], precision: str | None) -> bool:
    """Whether coordinates may be those of a place, or of what the text says is near it; a unit may be of any size."""
    if spot.kind != "settlement":
        return True
    if resolved.phrase is not None and precision_of(spot, resolved.phrase) == "near":
        return away_km(spot, point) <= BESIDE_KM
    reach = POINT_KM + sqrt(spot.population) / SPREAD
    return away_km(spot, point) <= (max(reach, NEAR_KM) if precision == "near" else reach)


def away_km(spot: Spot, point: tuple[float, float]) -> float:
    """How far a place's usual point is from coordinates; without a point it is infinitely far."""
    if spot.latitude is None or spot.longitude is None:
        return inf
    return distance_km(*point, spot.latitude, spot.longitude)
