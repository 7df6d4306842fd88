"""What is wrong with a place, in words: unknown, ambiguous, at odds with what is written beside it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regesta.advice.suggest import did_you_mean, nearest
from regesta.diagnostics import Diagnostic
from regesta.normalise.places.gazetteer import Spot
from regesta.normalise.places.point import away_km
from regesta.normalise.places.registry import Entry, PlaceIndex
from regesta.normalise.places.result import Resolved

SHOWN = 8  # candidates listed at most


def ambiguous(name: str, candidates: Sequence[Spot], beside: Sequence[Spot]) -> Diagnostic:
    """P402 with the candidates and the shortest addition that tells them apart.

    beside: what the record names besides, where only that makes the name ambiguous.
    """
    listed = tuple(_listed(candidates[:SHOWN]))
    also = f", since the record names {' and '.join(spot.name for spot in beside[:SHOWN])} too" if beside else ""
    message = f'place "{name}" is ambiguous{also}'
    return Diagnostic("P402", message, "/name", value=name, candidates=listed, help=told_apart(candidates))


def _listed(candidates: Sequence[Spot]) -> Iterator[str]:
    """The candidates by name, those of one kind in one unit with their numbers and people as well."""
    named = [described(spot) for spot in candidates]
    for spot, name in zip(candidates, named, strict=True):
        people = f", {spot.population:,} people" if spot.population else ""
        yield f"{name}{people}, geonames {spot.geonames}" if named.count(name) > 1 and spot.geonames else name


def described(spot: Spot) -> str:
    """Name a candidate: "Georgia, country (GE)", "Georgia, US state (US-GA)", "Salem, settlement in Oregon (US-OR)"."""
    if spot.kind == "country":
        return f"{spot.name}, country ({spot.country})"
    if spot.kind == "admin1":
        return (
            f"{spot.name}, {spot.country} {(spot.type or 'first-level unit').lower()} ({spot.admin1 or spot.country})"
        )
    what = {"admin2": "district"}.get(spot.kind, spot.kind)
    inside = f" in {spot.admin1_name}" if spot.admin1_name is not None else ""
    code = spot.admin1 or spot.country
    return f"{spot.name}, {what}{inside}" + (f" ({code})" if code is not None else "")


def told_apart(candidates: Sequence[Spot]) -> str:
    """Advise "add `country: GE`, or `admin1: US-GA`": the hint that chooses each of the first two from among all."""
    hints = []
    for spot in candidates[:2]:
        others = [other for other in candidates if other.id != spot.id]
        if spot.kind == "country" or (spot.kind != "admin1" and all(o.country != spot.country for o in others)):
            hints.append(f"`country: {spot.country}`")
        elif spot.admin1 is not None and all(other.admin1 != spot.admin1 for other in others):
            hints.append(f"`admin1: {spot.admin1}`")
        elif spot.geonames is not None:
            hints.append(f"`geonames: {spot.geonames}`")
    return "add " + ", or ".join(dict.fromkeys(hints))


def ambiguous_entries(name: str, entries: Sequence[Entry]) -> Diagnostic:
    """P402 between entries of the dataset's registry."""
    listed = tuple(f"{entry['name']} ({entry['id']})" for entry in entries)
    options = ", or ".join(f"`place: {entry['id']}`" for entry in entries[:2])
    return Diagnostic(
        "P402",
        f'place "{name}" is ambiguous in the registry',
        "/name",
        value=name,
        candidates=listed,
        help=f"add {options}",
    )


def elsewhere(name: str, entry: Entry, place: Mapping[str, Any]) -> Diagnostic:
    """P406 for the name of an entry of the registry that is not where the place is said to be."""
    keys = [key for key in ("country", "admin1") if place.get(key, entry.get(key)) != entry.get(key, place.get(key))]
    is_, here = (" and ".join(f"{key} {values.get(key)}" for key in keys) for values in (entry, place))
    message = f'"{name}" has {is_} in the registry ({entry["id"]}), and {here} here'
    advice = f"check {' and '.join(f'`{key}`' for key in keys)} here, and the entry in registry/places.yaml"
    return Diagnostic("P406", message, "/name", value=name, help=advice)


def unknown(name: str, resolved: Resolved, registry: PlaceIndex | None = None) -> Diagnostic:
    """P401 for a text that names no known place, P406 where the gazetteer has it but not under what is written.

    registry: the dataset's own places, one of which may be meant.
    """
    if resolved.phrase is None:
        return Diagnostic(
            "P401", f'"{name}" names no place', "/name", value=name, help="name the place, or leave it out"
        )
    if (
        resolved.elsewhere
        and resolved.hints.country is not None
        and resolved.holder is not None
        and resolved.holder.kind == "country"
    ):
        hints = resolved.hints
        fitting = [spot for spot in resolved.elsewhere if hints._replace(admin1=None, holders=()).fits(spot)]
        there = described((fitting or resolved.elsewhere)[0])
        at_fault = "admin1" if fitting and hints.admin1 is not None else "country"
        message = f'"{name}" is not known in {getattr(hints, at_fault)}; the gazetteer has {there}'
        return Diagnostic("P406", message, "/name", value=name, help=f"check `{at_fault}` and the name")
    if resolved.unsure is not None:
        found = described(resolved.unsure)
        message = f'"{name}" may be another place than the one of its name that is known: {found}'
        advice = f"add `geonames: {resolved.unsure.id}`, or what it lies in: `country`, `admin1` and `admin2_name`"
        return Diagnostic("P401", message, "/name", value=name, candidates=(found,), help=advice)
    message = f'place "{name}" is not in the gazetteer'
    if resolved.holder is not None:
        message += f"; it is placed by {resolved.holder.kind} only"
    meant = tuple(nearest(name, registry.names)) if registry is not None else ()
    advice = "check the spelling, add `geonames` or coordinates, or list it in registry/places.yaml"
    return Diagnostic("P401", message, "/name", value=name, candidates=meant, help=did_you_mean(meant) or advice)


def far_off(name: str, spot: Spot, point: tuple[float, float]) -> Diagnostic:
    """P406 for coordinates that lie too far from every place of the name that is beside them."""
    message = f'"{name}" is {away_km(spot, point):.0f} km from the coordinates beside it: {described(spot)}'
    advice = "check the coordinates and the name"
    if spot.geonames is not None:
        advice += f"; `geonames: {spot.geonames}` where it is that one"
    return Diagnostic("P406", message, "/name", value=name, help=advice)


def contradictions(
    place: Mapping[str, Any], found: Mapping[str, Any], by: str, district: str | None = None
) -> Iterator[Diagnostic]:
    """P406 for each code that is written and is not what the registry or gazetteer has.

    district: the code of the second-level unit that the place lies in, which may stand in the place of the first.
    """
    for key in ("country", "admin1"):
        pinned, known = place.get(key), found.get(key)
        if isinstance(pinned, str) and known is not None and pinned not in (known, district):
            message = f"{key} is {pinned} here and {known} in the {by}"
            claims = found.get("claimed_by") or ()
            advice = f"write `country: {known}` and `claimed_by: [{pinned}]`" if pinned in claims else f"check `{key}`"
            yield Diagnostic("P406", message, f"/{key}", value=pinned, expected=known, help=advice)
