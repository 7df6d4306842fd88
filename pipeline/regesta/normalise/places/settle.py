"""Filling in a place's blanks: from the dataset's registry, else from the gazetteer. What is written is pinned."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key
from regesta.normalise.places.checks import check_point
from regesta.normalise.places.gazetteer import Gazetteer, Spot, distance_km, open_gazetteer
from regesta.normalise.places.given import given_point, number, resolve_given, text
from regesta.normalise.places.lexicon import place_words
from regesta.normalise.places.registry import Entry, PlaceIndex, index_places, texts
from regesta.normalise.places.result import Resolved, ordered
from regesta.normalise.places.trouble import ambiguous, ambiguous_entries, contradictions, far_off, unknown
from regesta.normalise.reading import Blank, Reading

__all__ = ["PlaceContext", "PlaceIndex", "index_places", "place_timezone", "read_place", "settle_place"]

Given: TypeAlias = tuple[tuple[str, Any], ...]

FROM_ENTRY = ("country", "claimed_by", "admin1", "admin1_name", "geonames", "precision")
POINTED = frozenset({"settlement", "near", "admin2", "admin1"})  # a country, region or area gets no point
ZONED = frozenset({"exact", "settlement"})
SPOT_KM = 2.0  # coordinates this near to a settlement's usual point are that point


class PlaceContext(NamedTuple):
    """What a place is read in: the dataset's registry, the countries of the record's other places, its languages.

    The countries only put candidates in order: they never decide.
    """

    registry: PlaceIndex | None = None
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@lru_cache(maxsize=16_384)
def settle_place(given: Given, context: PlaceContext) -> Reading:
    """The blanks of a place that can be filled, and what is wrong with it.

    given: the items of one Place as the contributor wrote it, lists as tuples; what it holds is pinned and a hard hint.
    Diagnostics P401 to P406 point within the place. Raises GazetteerMissing.
    """
    place = dict(given)
    gazetteer = open_gazetteer()
    blanks, trouble = settle(place, context, gazetteer)
    usual = {blank.field: blank.value for blank in blanks}
    blanks = [blank for blank in whole_pair(blanks, place) if blank.field not in place]
    if "role" not in place:
        blanks.append(Blank("role", "location", "the usual role", source="default"))
    known = {blank.field: blank.value for blank in blanks} | place
    countries = frozenset(filter(None, (text(known, "country"), *texts(known.get("claimed_by")))))
    point = number(place, "latitude"), number(place, "longitude")
    if point != (usual.get("latitude"), usual.get("longitude")):  # the gazetteer's own point needs no check
        trouble = [*trouble, *check_point(gazetteer, *point, countries)]
    return Reading(tuple(blanks), tuple(trouble))


def settle(
    place: Mapping[str, Any], context: PlaceContext, gazetteer: Gazetteer
) -> tuple[list[Blank], list[Diagnostic]]:
    """The registry's answer where it has one, else the gazetteer's."""
    name = text(place, "name") or ""
    entries = registry_entries(place, context.registry)
    if len(entries) > 1:
        return [], [ambiguous_entries(name, entries)]
    if entries:
        return settle_entry(place, entries[0], gazetteer)
    return settle_gazetteer(place, context, gazetteer)


def registry_entries(place: Mapping[str, Any], registry: PlaceIndex | None) -> tuple[Entry, ...]:
    """The entry of a given id, else every entry of that name that fits the country written beside it."""
    if registry is None:
        return ()
    given = text(place, "place")
    if given is not None:
        return (registry.by_id[given],) if given in registry.by_id else ()
    named = registry.named(text(place, "name") or "")
    hinted = [(key, text(place, key)) for key in ("country", "admin1")]
    return tuple(e for e in named if all(v is None or e.get(key, v) == v for key, v in hinted))


def settle_entry(place: Mapping[str, Any], entry: Entry, gazetteer: Gazetteer) -> tuple[list[Blank], list[Diagnostic]]:
    """The blanks that a registry entry fills, and those that its GeoNames id does."""
    said = text(place, "name") or ""
    rule = "registry id" if "place" in place else "registry name"
    blanks = [
        Blank("place", entry["id"], rule, said, "registry"),
        Blank("canonical_name", entry["name"], rule, said, "registry"),
    ]
    for key in FROM_ENTRY:
        if key in entry:
            value = tuple(entry[key]) if isinstance(entry[key], list) else entry[key]
            blanks.append(Blank(key, value, rule, said, "registry"))
    if number(entry, "latitude") is not None and number(entry, "longitude") is not None:
        blanks += [Blank(key, entry[key], rule, said, "registry") for key in ("latitude", "longitude")]
        if "precision" not in entry:
            blanks.append(Blank("precision", "exact", "the registry's point", said, "registry"))
    spot = gazetteer.by_id(entry["geonames"]) if isinstance(entry.get("geonames"), int) else None
    if spot is not None:
        there = {blank.field for blank in blanks}
        precision = entry.get("precision") or spot_precision(spot)
        found = spot_blanks(spot, precision, "GeoNames id of the registry entry", said)
        blanks += [blank for blank in found if blank.field not in there]
    return blanks, list(contradictions(place, {b.field: b.value for b in blanks}, "registry"))


def settle_gazetteer(
    place: Mapping[str, Any], context: PlaceContext, gazetteer: Gazetteer
) -> tuple[list[Blank], list[Diagnostic]]:
    name = text(place, "name") or ""
    pinned = place.get("geonames")
    spot = gazetteer.by_id(pinned) if isinstance(pinned, int) and not isinstance(pinned, bool) else None
    if spot is not None:
        return settle_pinned(place, spot, gazetteer)
    if not name:
        return with_given_point([], place), []
    whole = gazetteer.country(text(place, "country") or "") if means_the_country(name) else None
    if whole is not None:
        return spot_blanks(whole, "country", "the country that is given", name), []
    resolved = resolve_given(gazetteer, place)
    blanks = resolved_blanks(resolved, name)
    return with_given_point(blanks, place), list(trouble_of(resolved, name, place, context))


def means_the_country(name: str) -> bool:
    """Whether a text is no more than a word for a country: "the country", "the nation"."""
    tokens = tuple(folded_key(name).split())
    words = place_words()
    bare = tokens[1:] if words.leads.get(tokens[:1]) == "article" else tokens
    return words.kinds.get(bare) == "country"


def settle_pinned(place: Mapping[str, Any], spot: Spot, gazetteer: Gazetteer) -> tuple[list[Blank], list[Diagnostic]]:
    """The blanks of a GeoNames id that the contributor gave, and whether the text means another place."""
    name = text(place, "name") or ""
    resolved = resolve_given(gazetteer, place) if name else Resolved()
    precision = resolved.precision if resolved.spot is not None and resolved.spot.id == spot.id else None
    blanks = spot_blanks(spot, precision or spot_precision(spot), "GeoNames id", name)
    blanks = with_given_point(blanks, place)
    trouble = list(contradictions(place, {blank.field: blank.value for blank in blanks}, "gazetteer"))
    other = resolved.spot
    if other is not None and other.id > 0 and other.id != spot.id and other.kind == spot.kind:
        message = f'"{name}" is {other.name} ({other.id}), while geonames {spot.id} is {spot.name}'
        trouble.append(
            Diagnostic(
                "P406", message, "/geonames", value=spot.id, help=f"write `geonames: {other.id}`, or check the name"
            )
        )
    return blanks, trouble


def trouble_of(resolved: Resolved, name: str, place: Mapping[str, Any], context: PlaceContext) -> Iterator[Diagnostic]:
    point = given_point(place)
    if resolved.candidates:
        yield ambiguous(name, ordered(resolved.candidates, context.countries))
    elif resolved.far is not None and point is not None:
        yield far_off(name, resolved.far, point)
    elif resolved.spot is None and resolved.point is None:
        if point is None:
            yield unknown(name, resolved)
    elif resolved.spot is not None:
        found = {blank.field: blank.value for blank in spot_blanks(resolved.spot, resolved.precision or "", "", name)}
        yield from contradictions(place, found, "gazetteer")


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
    blanks = spot_blanks(resolved.holder, spot_precision(resolved.holder), "what holds it", name)
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


def spot_precision(spot: Spot) -> str:
    return "country" if spot.kind == "admin1" and spot.type == "Country" else spot.kind


def with_given_point(blanks: list[Blank], place: Mapping[str, Any]) -> list[Blank]:
    """Coordinates that the contributor wrote are the spot itself, unless they are a settlement's usual point."""
    found = {blank.field: blank.value for blank in blanks}
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


def place_timezone(place: Mapping[str, Any], registry: PlaceIndex | None) -> str | None:
    """The IANA zone of a place that is settled: the registry's, else the gazetteer's for a settlement or finer."""
    geonames = place.get("geonames") if text(place, "precision") in ZONED else None
    return _timezone(text(place, "place"), geonames if isinstance(geonames, int) else None, registry)


@lru_cache(maxsize=16_384)
def _timezone(own: str | None, geonames: int | None, registry: PlaceIndex | None) -> str | None:
    entry = None if registry is None or own is None else registry.by_id.get(own)
    zone = None if entry is None else text(entry, "timezone")
    if zone is not None or geonames is None:
        return zone
    spot = open_gazetteer().by_id(geonames)
    return spot.timezone if spot is not None and spot.kind == "settlement" else None


def read_place(
    said: str,
    country: str | None = None,
    admin1: str | None = None,
    admin1_name: str | None = None,
    context: PlaceContext | None = None,
) -> Reading:
    """What one text comes to under hints, as `regesta explain --place` shows it."""
    hints = {"name": said, "country": country, "admin1": admin1, "admin1_name": admin1_name}
    return settle_place(tuple((k, v) for k, v in hints.items() if v is not None), context or PlaceContext())
