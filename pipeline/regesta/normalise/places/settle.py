"""Filling in a place's blanks: from the dataset's registry, else from the gazetteer. What is written is pinned."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key
from regesta.normalise.places.beside import resolve_beside
from regesta.normalise.places.blanks import (
    POINTED,
    claimed_by_others,
    resolved_blanks,
    spot_blanks,
    whole_pair,
    with_given_point,
)
from regesta.normalise.places.checks import check_entry_point, check_point
from regesta.normalise.places.gazetteer import Gazetteer, Spot, open_gazetteer
from regesta.normalise.places.given import given_point, number, numbered, resolve_given, text
from regesta.normalise.places.lexicon import place_words
from regesta.normalise.places.phrased import phrased_entries
from regesta.normalise.places.registry import Entry, PlaceIndex, index_places, texts
from regesta.normalise.places.result import Resolved, ordered
from regesta.normalise.places.trouble import (
    ambiguous,
    ambiguous_entries,
    contradictions,
    elsewhere,
    far_off,
    unknown,
)
from regesta.normalise.reading import Blank, Reading, values_of
from regesta.normalise.scripts import repair

__all__ = [
    "PlaceContext",
    "PlaceIndex",
    "index_places",
    "place_timezone",
    "read_place",
    "settle_looked_up",
    "settle_place",
]

Given: TypeAlias = tuple[tuple[str, Any], ...]

FROM_ENTRY = ("country", "claimed_by", "admin1", "admin1_name", "geonames", "precision")
ZONED = frozenset({"exact", "settlement"})
ORTHOGRAPHY = ("apostrophes", "stress marks")  # repairs of what is no fault in the name of a place


class PlaceContext(NamedTuple):
    """What a place is read in: the dataset's registry, what the record's other places tell of it, its languages.

    countries: those of the others, which put candidates in order. within: the id of the country or unit, named by
    another, that decides among candidates. beside: the ids of those in which rivals lie, namesakes of the place that it
    would be without them. `context.place_contexts` makes it.
    """

    registry: PlaceIndex | None = None
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    within: int | None = None
    beside: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()


@lru_cache(maxsize=16_384)
def settle_place(given: Given, context: PlaceContext) -> Reading:
    """The blanks of a place that can be filled, and what is wrong with it.

    given: the items of one Place as the contributor wrote it, lists as tuples; what it holds is pinned and a hard hint.
    Diagnostics N303, N304 and P401 to P406 point within the place. Raises GazetteerMissing.
    """
    place = dict(given)
    gazetteer = open_gazetteer()
    blanks, trouble = settle(place, context, gazetteer)
    usual = values_of(blanks)
    own_point = [b.value for b in blanks if b.source == "registry" and b.field in {"latitude", "longitude"}]
    blanks = [blank for blank in whole_pair(claimed_by_others(blanks, place), place) if blank.field not in place]
    if "role" not in place:
        blanks.append(Blank("role", "location", "the usual role", source="default"))
    known = values_of(blanks) | place
    countries = frozenset(filter(None, (text(known, "country"), *texts(known.get("claimed_by")))))
    point = number(place, "latitude"), number(place, "longitude")
    if point != (usual.get("latitude"), usual.get("longitude")):  # the gazetteer's own point needs no check
        trouble = [*trouble, *check_point(gazetteer, *point, countries)]
    if point == (None, None) and len(own_point) == 2 and not any(d.field == "/country" for d in trouble):
        trouble += check_entry_point(gazetteer, own_point[0], own_point[1], countries)
    trouble = with_admin1(gazetteer, place, countries, trouble)
    return Reading(tuple(blanks), (*repairs(known), *trouble))


def settle_looked_up(given: Given, context: PlaceContext, value: str | None) -> Reading:
    """The same of a place whose name the dataset's lookups read, which no rule contradicts.

    value: the number in GeoNames or the id in the registry of places; "" for a name that states no place, None where
    the lookups do not hold it.
    """
    if value is None:
        return settle_place(given, context)
    if value == "":
        return settle_place(tuple((key, kept) for key, kept in given if key != "name"), context)
    key, pin = ("geonames", int(value)) if value.isdigit() else ("place", value)
    place = dict(given)
    if place.get(key, pin) != pin:
        return settle_place(given, context)
    reading = settle_place(tuple(sorted({**place, key: pin}.items())), context)
    blanks = () if key in place else (Blank(key, pin, "lookup", str(place.get("name")), "lookup"),)
    trouble = tuple(d for d in reading.trouble if (d.code, d.field) != ("P406", f"/{key}"))
    return Reading((*blanks, *reading.blanks), trouble)


def settle(
    place: Mapping[str, Any], context: PlaceContext, gazetteer: Gazetteer
) -> tuple[list[Blank], list[Diagnostic]]:
    """The registry's answer where it has one, else the gazetteer's."""
    name = text(place, "name") or ""
    entries = registry_entries(place, context.registry)
    if len(entries) > 1:
        return [], [ambiguous_entries(name, entries)]
    if entries and context.registry is not None:
        blanks, trouble = settle_entry(place, entries[0], gazetteer)
        if "place" not in place:
            return blanks, trouble
        from regesta.normalise.places.pinned import check_pinned  # noqa: PLC0415 - for ids that are written

        return blanks, [*trouble, *check_pinned(gazetteer, place, entries[0], context.registry)]
    return settle_gazetteer(place, context, gazetteer)


def registry_entries(place: Mapping[str, Any], registry: PlaceIndex | None) -> tuple[Entry, ...]:
    """The entry of a given id, else every entry of that name that fits the country written beside it."""
    if registry is None:
        return ()
    given = text(place, "place")
    if given is not None:
        return (registry.by_id[given],) if given in registry.by_id else ()
    hinted = [(key, text(place, key)) for key in ("country", "admin1")]
    return tuple(e for e in named_entries(place, registry) if all(v is None or e.get(k, v) == v for k, v in hinted))


def named_entries(place: Mapping[str, Any], registry: PlaceIndex | None) -> tuple[Entry, ...]:
    """Every entry of a place's name, else of the name with look-alike letters put right, or of the one it holds."""
    name = text(place, "name")
    if registry is None or name is None or not registry.by_name:
        return ()
    mended = name if name.isascii() else repair(name)[0]
    return registry.named(name) or registry.named(mended) or phrased_entries(open_gazetteer(), mended, registry)


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
    pointed = entry.get("precision", "exact") in {*POINTED, "exact"}
    if pointed and number(entry, "latitude") is not None and number(entry, "longitude") is not None:
        blanks += [Blank(key, entry[key], rule, said, "registry") for key in ("latitude", "longitude")]
        if "precision" not in entry:
            blanks.append(Blank("precision", "exact", "the registry's point", said, "registry"))
    spot = numbered(gazetteer, entry)
    if spot is not None:
        there = {blank.field for blank in blanks}
        precision = entry.get("precision") or spot.kind
        found = spot_blanks(spot, precision, "GeoNames id of the registry entry", said)
        blanks += [blank for blank in found if blank.field not in there]
    return blanks, list(contradictions(place, values_of(blanks), "registry"))


def settle_gazetteer(
    place: Mapping[str, Any], context: PlaceContext, gazetteer: Gazetteer
) -> tuple[list[Blank], list[Diagnostic]]:
    """The blanks that the gazetteer fills: by the number that is written, else by the name."""
    name = text(place, "name") or ""
    spot = numbered(gazetteer, place)
    if spot is not None:
        return settle_pinned(place, spot, gazetteer)
    if not name:
        return with_given_point([], place), []
    whole = gazetteer.country(text(place, "country") or "") if means_the_country(name) else None
    if whole is not None:
        return spot_blanks(whole, "country", "the country that is given", name), []
    resolved = resolve_beside(gazetteer, place, context.within, context.rivals)
    blanks = resolved_blanks(resolved, name)
    return with_given_point(blanks, place), list(trouble_of(resolved, name, place, context, gazetteer))


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
    blanks = spot_blanks(spot, precision or spot.kind, "GeoNames id", name)
    blanks = with_given_point(blanks, place)
    trouble = list(contradictions(place, values_of(blanks), "gazetteer", spot.admin2))
    other = resolved.spot
    if other is not None and other.id > 0 and other.id != spot.id and other.kind == spot.kind:
        message = f'"{name}" is {other.name} ({other.id}), while geonames {spot.id} is {spot.name}'
        trouble.append(
            Diagnostic(
                "P406", message, "/geonames", value=spot.id, help=f"write `geonames: {other.id}`, or check the name"
            )
        )
    return blanks, trouble


def trouble_of(
    resolved: Resolved, name: str, place: Mapping[str, Any], context: PlaceContext, gazetteer: Gazetteer
) -> Iterator[Diagnostic]:
    """P402 where nothing decides, P401 or P406 where nothing fits; P406 for codes that are not those of the place."""
    point = given_point(place)
    if resolved.candidates:
        beside = [spot for spot in map(gazetteer.by_id, context.beside) if spot is not None]
        yield ambiguous(name, ordered(resolved.candidates, context.countries), beside)
    elif resolved.far is not None and point is not None:
        yield far_off(name, resolved.far, point)
    elif resolved.spot is None and resolved.point is None:
        entries = named_entries(place, context.registry)
        if entries:
            yield elsewhere(name, entries[0], place)
        elif point is None:
            yield unknown(name, resolved, context.registry)
    elif resolved.spot is not None:
        found = values_of(spot_blanks(resolved.spot, resolved.precision or "", "", name))
        yield from contradictions(place, found, "gazetteer", resolved.spot.admin2)


def with_admin1(
    gazetteer: Gazetteer, place: Mapping[str, Any], countries: frozenset[str], trouble: list[Diagnostic]
) -> list[Diagnostic]:
    """The trouble with that of the written `admin1`; what only echoes it, a name that is not found there, goes."""
    code = text(place, "admin1")
    if code is None or any(d.field == "/admin1" for d in trouble):
        return trouble
    from regesta.normalise.places.codes import check_admin1  # noqa: PLC0415 - for units that are written

    country = text(place, "country")
    bare = {key: value for key, value in place.items() if key != "admin1"}
    others = countries - {country}
    if not list(check_admin1(gazetteer, code, country, others, None)):
        return trouble
    resolved = resolve_given(gazetteer, bare) if text(place, "name") is not None else Resolved()
    meant = None if resolved.spot is None else resolved.spot.admin1
    known = resolved.spot is not None or bool(resolved.candidates)
    rest = [d for d in trouble if not known or (d.code, d.field) not in {("P401", "/name"), ("P406", "/name")}]
    return [*rest, *check_admin1(gazetteer, code, country, others, meant)]


def repairs(place: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """N303 for each word of a name that mixes scripts; N304 for what was put right where the place is known by it."""
    for found in repair(text(place, "name") or "")[1]:
        if found.code == "N303" or ("canonical_name" in place and not found.message.startswith(ORTHOGRAPHY)):
            yield found


def place_timezone(place: Mapping[str, Any], registry: PlaceIndex | None) -> str | None:
    """The IANA zone of a place that is settled and a settlement or finer: the registry's, else the gazetteer's."""
    precision, geonames = text(place, "precision"), place.get("geonames")
    if precision is not None and precision not in ZONED:
        return None
    number_ = geonames if precision is not None and isinstance(geonames, int) else None
    return _timezone(text(place, "place"), number_, registry)


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
