"""Whether coordinates can be what they are said to be: whole, not 0, 0, and in their country."""

from collections.abc import Iterator
from functools import lru_cache

from regesta.diagnostics import Diagnostic
from regesta.normalise.places.gazetteer import Gazetteer

BORDER_KM = 30.0  # a settlement of the country this near: the point may lie in it
RATIO = 3.0  # another country's settlement must be this much nearer before the point is called outside
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
        message = "0, 0 is a point at sea, and most often a missing value"
        yield Diagnostic("P404", message, "/latitude", value=latitude, help="leave both out where they are not known")
        return
    if countries and outside(gazetteer, latitude, longitude, countries):
        yield outside_country(gazetteer, latitude, longitude, countries)


def outside_country(gazetteer: Gazetteer, latitude: float, longitude: float, countries: frozenset[str]) -> Diagnostic:
    named = " or ".join(sorted(countries))
    there = country_at(gazetteer, latitude, longitude)
    where = f"; the nearest settlements are in {there}" if there is not None else ""
    message = f"{latitude}, {longitude} lies outside {named}{where}"
    swapped = abs(longitude) <= 90 and not outside(gazetteer, longitude, latitude, countries)
    if swapped:
        message += f"; swapped, it lies in {named}"
    advice = "latitude comes first: swap the two" if swapped else "check the coordinates and `country`"
    return Diagnostic("P405", message, "/latitude", value=latitude, help=advice)


def outside(gazetteer: Gazetteer, latitude: float, longitude: float, countries: frozenset[str]) -> bool:
    """Whether a point is clearly in none of the countries: their settlements are far off, and others' much nearer.

    At sea and in deserts, where nobody's are near, only a point a thousand kilometres from all of theirs is.
    """
    for rings in RINGS:
        distances = nearest(gazetteer, latitude, longitude, rings)
        own = min((km for country, km in distances if country in countries), default=None)
        other = min((km for country, km in distances if country not in countries), default=None)
        if own is not None:
            return own > BORDER_KM and other is not None and own > RATIO * other
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
