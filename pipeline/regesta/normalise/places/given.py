"""What the name of a place comes to beside all else that the record says of it."""

from collections.abc import Mapping
from typing import Any

from regesta.normalise.places.codes import TERRITORY
from regesta.normalise.places.gazetteer import Gazetteer, Spot
from regesta.normalise.places.point import at_point
from regesta.normalise.places.resolve import may_be, resolve
from regesta.normalise.places.result import Resolved

HINTS = ("country", "admin1", "admin1_name", "admin2_name")
KINDS = ("country", "admin1", "admin2", "settlement")  # the coarsest first


def resolve_given(gazetteer: Gazetteer, place: Mapping[str, Any]) -> Resolved:
    """What the name of a place comes to, under the codes, names of units, precision and point that stand beside it."""
    given = {key: value for key in HINTS if (value := text(place, key)) is not None}
    if given.get("admin1") in TERRITORY:  # a unit of its state by ISO, a country to the gazetteer
        given["country"] = TERRITORY[given.pop("admin1")]
    name, precision, point = text(place, "name") or "", text(place, "precision"), given_point(place)
    resolved = resolve(gazetteer, name, given)
    if precision in KINDS and resolved.phrase is not None and may_be(resolved.phrase, precision):
        resolved = as_written(resolved, resolve(gazetteer, name, given, precision), precision)
    return resolved if point is None else at_point(gazetteer, name, resolved, point, precision)


def as_written(resolved: Resolved, of_kind: Resolved, precision: str) -> Resolved:
    """The place of the precision that is written, where there is one; a coarser one at most holds what is meant.

    Not where the name was read as nothing: the precision may then be that of the unit that holds the place.
    """
    spot = resolved.spot
    if resolved.precision == precision or (spot is None and not (resolved.candidates and of_country(resolved.holder))):
        return resolved
    if is_of(of_kind.spot, precision, spot):
        return of_kind
    if spot is not None and spot.kind in KINDS and KINDS.index(spot.kind) < KINDS.index(precision):
        return Resolved(resolved.phrase, holder=spot, hints=resolved.hints)
    return resolved


def given_point(place: Mapping[str, Any]) -> tuple[float, float] | None:
    """Latitude and longitude that the contributor wrote, if both are there."""
    latitude, longitude = number(place, "latitude"), number(place, "longitude")
    return None if latitude is None or longitude is None else (latitude, longitude)


def numbered(gazetteer: Gazetteer, values: Mapping[str, Any]) -> Spot | None:
    """The place of the gazetteer whose number is written as `geonames`, if it has it."""
    own = values.get("geonames")
    return gazetteer.by_id(own) if isinstance(own, int) and not isinstance(own, bool) else None


def of_country(holder: Spot | None) -> bool:
    return holder is None or holder.kind == "country"


def is_of(spot: Spot | None, kind: str, town: Spot | None) -> bool:
    """Whether a place is of a kind, and no unit around a town that is a unit itself: Kyiv is not its oblast."""
    if spot is None or spot.kind != kind:
        return False
    return town is None or town.kind != "settlement" or kind == "country" or spot.id in (town.admin1_id, town.admin2_id)


def text(values: Mapping[str, Any], key: str) -> str | None:
    """The text of a field; None for anything else."""
    value = values.get(key)
    return value if isinstance(value, str) else None


def number(values: Mapping[str, Any], key: str) -> float | None:
    """The number of a field; None for anything else, true and false included."""
    value = values.get(key)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
