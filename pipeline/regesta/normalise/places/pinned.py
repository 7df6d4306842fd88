"""Places that are written down by an id, held against the name beside it."""

from collections.abc import Iterator, Mapping
from math import sqrt
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.normalise.places.gazetteer import Gazetteer, Spot
from regesta.normalise.places.given import number, text
from regesta.normalise.places.point import POINT_KM, SPREAD, away_km
from regesta.normalise.places.registry import Entry, PlaceIndex, texts
from regesta.normalise.places.resolve import BESIDE_KM, resolve
from regesta.normalise.places.trouble import described

WIDE = frozenset({"admin1", "country", "region", "area"})  # the point of such a place is far from much that lies in it


def check_pinned(
    gazetteer: Gazetteer, place: Mapping[str, Any], entry: Entry, registry: PlaceIndex
) -> Iterator[Diagnostic]:
    """P406 where the name beside the id of an entry is that of another entry, or of a place far from it.

    A name that neither the registry nor the gazetteer has may be an old one or a nickname, and is passed over.
    """
    name = text(place, "name")
    named = registry.named(name) if name is not None else ()
    if name is None or any(entry is other for other in named):
        return
    if named:
        what, advice = f"{named[0]['name']} ({named[0]['id']}) in the registry", f"write `place: {named[0]['id']}`, or "
    else:
        spot = resolve(gazetteer, name, {}).spot
        if spot is None or not apart(gazetteer, spot, entry):
            return
        what, advice = described(spot), ""
    message = f'"{name}" is {what}, while place {entry["id"]} is {entry["name"]}'
    advice += "check the name; one that the place bears too belongs in its `names`"
    yield Diagnostic("P406", message, "/place", value=place.get("place"), help=advice)


def apart(gazetteer: Gazetteer, spot: Spot, entry: Entry) -> bool:
    """Whether a place of the gazetteer cannot be, nor lie close to, an entry of the registry."""
    own = entry_spot(gazetteer, entry)
    country = text(entry, "country") or (own.country if own is not None else None)
    if None not in (country, spot.country) and {country, *texts(entry.get("claimed_by"))}.isdisjoint(
        (spot.country, *spot.claimed_by)
    ):
        return True
    kind = text(entry, "precision") or (own.kind if own is not None else None)
    point = number(entry, "latitude"), number(entry, "longitude")
    if None in point and own is not None:
        point = own.latitude, own.longitude
    latitude, longitude = point
    if spot.kind != "settlement" or kind in WIDE or latitude is None or longitude is None:
        return False
    return away_km(spot, (latitude, longitude)) > max(BESIDE_KM, POINT_KM + sqrt(spot.population) / SPREAD)


def entry_spot(gazetteer: Gazetteer, entry: Entry) -> Spot | None:
    """The place of the gazetteer that an entry is: by its number, else by its name where it says nothing of a point."""
    number_ = entry.get("geonames")
    if isinstance(number_, int) and not isinstance(number_, bool):
        return gazetteer.by_id(number_)
    if number(entry, "latitude") is not None:
        return None
    given = {key: value for key in ("country", "admin1") if (value := text(entry, key)) is not None}
    return resolve(gazetteer, text(entry, "name") or "", given).spot
