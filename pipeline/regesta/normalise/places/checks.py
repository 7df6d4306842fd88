"""Whether coordinates can be what they are said to be: whole, not 0, 0, and in their country."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.normalise.places.codes import check_admin1
from regesta.normalise.places.gazetteer import Gazetteer, open_gazetteer

BORDER_KM = 30.0  # a settlement of the country this near: the point may lie in it
RATIO = 3.0  # another country's settlement must be this much nearer before the point is called outside
ENTRY_AT_FAULT = "check `country`, and the coordinates in registry/places.yaml"
RINGS = (2, 10)  # degrees within which settlements are looked for: first near by, then further off


def check_point(
    gazetteer: Gazetteer, latitude: float | None, longitude: float | None, countries: frozenset[str]
) -> Iterator[Diagnostic]:
    """P403, P404, P405 for a pair in degrees; countries are the ones that the place may lie in."""
    if (latitude is None) != (longitude is None):
        missing, there = ("longitude", "/latitude") if longitude is None else ("latitude", "/longitude")
        yield Diagnostic("P403", f"{there[1:]} without {missing}", there, help=f"add `{missing}`, or leave both out")
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return
    if latitude == 0 and longitude == 0:
        yield at_zero(latitude)
        return
    if countries and outside(gazetteer, latitude, longitude, countries):
        yield outside_country(gazetteer, latitude, longitude, countries)


def check_entry_point(
    gazetteer: Gazetteer, latitude: float, longitude: float, countries: frozenset[str]
) -> Iterator[Diagnostic]:
    """P405 for a place that takes a point from its entry in the registry; 0, 0 is told of the entry alone."""
    for found in check_point(gazetteer, latitude, longitude, countries):
        if found.code == "P405":
            advice = f"{found.help}, in registry/places.yaml" if "swap" in str(found.help) else ENTRY_AT_FAULT
            yield replace(found, field="/place", help=advice)


def check_entry(entry: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """P404, P405 and P406 for the point and the `admin1` of an entry of registry/places.yaml, which may be broken.

    Fields are within the entry. Raises GazetteerMissing.
    """
    pair = (entry.get(key) for key in ("latitude", "longitude"))
    point = [float(value) for value in pair if isinstance(value, (int, float)) and not isinstance(value, bool)]
    claims, country, code = entry.get("claimed_by"), entry.get("country"), entry.get("admin1")
    codes = (country, *(claims if isinstance(claims, (list, tuple)) else ()))
    countries = frozenset(one for one in codes if isinstance(one, str))
    if len(point) == 2:
        yield from check_point(open_gazetteer(), point[0], point[1], countries)
    if isinstance(code, str):
        own = country if isinstance(country, str) else None
        yield from check_admin1(open_gazetteer(), code, own, countries, None)


def at_zero(latitude: float) -> Diagnostic:
    """P404 for the point 0, 0."""
    message = "0, 0 is a point at sea, and most often a missing value"
    return Diagnostic("P404", message, "/latitude", value=latitude, help="leave both out where they are not known")


def outside_country(gazetteer: Gazetteer, latitude: float, longitude: float, countries: frozenset[str]) -> Diagnostic:
    """P405 for a point in degrees: where it lies instead, and whether its halves are swapped."""
    named = " or ".join(sorted(countries))
    there = country_at(gazetteer, latitude, longitude)
    where = f"; the nearest settlements are in {there}" if there is not None else ""
    message = f"{latitude}, {longitude} lies outside {named}{where}"
    swapped = abs(longitude) <= 90 and not outside(gazetteer, longitude, latitude, countries)
    if swapped:
        message += f"; swapped, it lies in {named}"
    advice = "latitude comes first: swap the two" if swapped else "check the coordinates and `country`"
    return Diagnostic("P405", message, "/latitude", value=latitude, help=advice)


@lru_cache(maxsize=20_000)
def outside(gazetteer: Gazetteer, latitude: float, longitude: float, countries: frozenset[str]) -> bool:
    """Whether a point is clearly in none of the countries: their settlements are far off, and others' much nearer.

    At sea and in deserts, where nobody's are near, only a point a thousand kilometres from all of theirs is.
    """
    if gazetteer.is_near(latitude, longitude, BORDER_KM, countries):
        return False
    for at, rings in enumerate(RINGS):
        own = gazetteer.nearest_of(latitude, longitude, rings, countries)
        if own is not None:
            others = (one for ring in RINGS[: at + 1] for one in nearest(gazetteer, latitude, longitude, ring))
            return any(own > RATIO * km for country, km in others if country not in countries)
    return True


def country_at(gazetteer: Gazetteer, latitude: float, longitude: float) -> str | None:
    """The country whose settlements are clearly the nearest, or None."""
    ranked = sorted((km, country) for country, km in nearest(gazetteer, latitude, longitude, RINGS[0]))
    if not ranked or ranked[0][0] > 100:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[1][0] > RATIO * ranked[0][0] + BORDER_KM else None


@lru_cache(maxsize=20_000)
def nearest(gazetteer: Gazetteer, latitude: float, longitude: float, rings: int) -> tuple[tuple[str, float], ...]:
    """Each country with a settlement so many degrees away, with the distance of its nearest one in kilometres."""
    return gazetteer.nearest_by_country(latitude, longitude, rings)
