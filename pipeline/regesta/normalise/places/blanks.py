"""The blanks of a place that a place of the gazetteer fills, or coordinates that are given."""

from collections.abc import Mapping
from typing import Any

from regesta.normalise.places.gazetteer import Spot, distance_km
from regesta.normalise.places.given import given_point, text
from regesta.normalise.places.result import Resolved
from regesta.normalise.reading import Blank, values_of

POINTED = frozenset({"settlement", "near", "admin2", "admin1"})  # a country, region or area gets no point
SPOT_KM = 2.0  # coordinates this near to a settlement's usual point are that point


def claimed_by_others(blanks: list[Blank], place: Mapping[str, Any]) -> list[Blank]:
    """The blanks with `claimed_by` as it is seen from the country that is written: the others, whoever holds it."""
    found = values_of(blanks)
    country, claims = text(place, "country"), found.get("claimed_by", ())
    if country not in claims:
        return blanks
    others = tuple(code for code in (found.get("country"), *claims) if code not in (None, country))
    rest = [blank for blank in blanks if blank.field != "claimed_by" or others]
    return [blank._replace(value=others) if blank.field == "claimed_by" else blank for blank in rest]


def resolved_blanks(resolved: Resolved, name: str) -> list[Blank]:
    """The blanks of the place found, else of the unit that the hints name, else none."""
    if resolved.point is not None:
        shared = spot_blanks(resolved.spot, "area", resolved.rule, name) if resolved.spot is not None else []
        latitude, longitude = resolved.point
        point = {"latitude": latitude, "longitude": longitude, "precision": "near"}
        own = [Blank(key, value, resolved.rule, name, "gazetteer") for key, value in point.items()]
        return [blank for blank in shared if blank.field in {"country", "claimed_by", "admin1", "admin1_name"}] + own
    if resolved.spot is not None:
        blanks = spot_blanks(resolved.spot, resolved.precision or resolved.spot.kind, resolved.rule, name)
        part = resolved.precision == "area" and resolved.spot.kind != "area"  # "southern Russia" is not Russia
        return [blank for blank in blanks if not part or blank.field not in {"canonical_name", "geonames"}]
    if resolved.holder is None or (resolved.candidates and resolved.holder.kind == "country"):
        return []
    blanks = spot_blanks(resolved.holder, resolved.holder.kind, "what holds it", name)
    return [blank for blank in blanks if blank.field not in {"canonical_name", "geonames"}]


def spot_blanks(spot: Spot, precision: str, rule: str, said: str) -> list[Blank]:
    """A gazetteer place as blanks; a point only where the precision allows one."""
    point = precision in POINTED or precision == "exact"
    values: dict[str, Any] = {
        "canonical_name": spot.name or None,
        "country": spot.country,
        "claimed_by": spot.claimed_by or None,
        "admin1": spot.admin1,
        "admin1_name": spot.admin1_name,
        "geonames": spot.geonames,
        "latitude": spot.latitude if point else None,
        "longitude": spot.longitude if point else None,
        "precision": precision,
    }
    return [Blank(key, value, rule, said, "gazetteer") for key, value in values.items() if value is not None]


def with_given_point(blanks: list[Blank], place: Mapping[str, Any]) -> list[Blank]:
    """Coordinates that the contributor wrote are the spot itself, unless they are a settlement's usual point."""
    found = values_of(blanks)
    point = given_point(place)
    if point is None:
        return blanks
    usual: tuple[float, float] | None = (found["latitude"], found["longitude"]) if "latitude" in found else None
    if usual is not None and distance_km(*point, *usual) <= SPOT_KM:
        return blanks
    rest = [blank for blank in blanks if blank.field != "precision"]
    return [*rest, Blank("precision", "exact", "coordinates as given", source="record")]


def whole_pair(blanks: list[Blank], place: Mapping[str, Any]) -> list[Blank]:
    """Coordinates are filled as a pair, and not where the precision that is written allows no point."""
    pinned = place.get("precision")
    pair_free = "latitude" not in place and "longitude" not in place
    if pair_free and (pinned is None or pinned in POINTED):
        return blanks
    return [blank for blank in blanks if blank.field not in {"latitude", "longitude"}]
