"""What would give a withheld value away, and goes along: it says the same, or one is filled in from the other."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from regesta.contract import is_index, value_at
from regesta.listed import members
from regesta.normalise.fold import folded_key

Object: TypeAlias = Mapping[str, Any]
_Fields: TypeAlias = tuple[str, ...]

_HOW = ("precision", "timezone", "approximate", "uncertain", "order", "calendar")  # alone they are no date
_DATES = ("date", "posted")
_WHEN = ("text", "edtf", "start", "end", "part_of_day")
_WHO = ("name", "canonical_name", "actor", "wikidata")
_POSITION = ("place", "geonames", "wikidata", "latitude", "longitude")
_WHERE = ("name", "canonical_name", *_POSITION)
_DOCUMENT = ("url", "archive_url", "text_file", "sha256")  # what leads to a document, which shows all about itself
_FIGURES = ("low", "best", "high")
_COUNTED = ("measure", "object", *_FIGURES, "qualifier", "unit")


def _together(*fields: str) -> dict[str, _Fields]:
    return dict.fromkeys(fields, fields)


# By the list or the field that an object stands in: what goes with each of its fields.
_ALONG: Mapping[str, Mapping[str, _Fields]] = {
    "": {"type": ("subtype",)},
    **{name: {**dict.fromkeys(_WHEN, (*_WHEN, "basis", "anchor")), "anchor": ("text", "basis")} for name in _DATES},
    "published": dict.fromkeys(_WHEN, (*_WHEN, "basis", "anchor", *_HOW)),
    "participants": dict.fromkeys(_WHO, (*_WHO, "position", "descriptor")),
    "via": _together("name", "actor"),
    "claims": _together("speaker", "speaker_actor"),
    "quotes": _together("speaker", "speaker_actor"),
    "quantities": {**dict.fromkeys(_COUNTED, ("text",)), "text": (*_FIGURES, "qualifier", "unit")},
    "media": dict.fromkeys(("platform", "posted", "url", "archive_url", "sha256"), _DOCUMENT),
    "sources": {
        **dict.fromkeys(("title", "published", "url", "archive_url"), _DOCUMENT),
        **dict.fromkeys(("publisher", "publisher_actor"), ("publisher", "publisher_actor", *_DOCUMENT)),
    },
}  # fmt: skip
_UNITS: tuple[_Fields, ...] = (("country", "claimed_by"), ("admin1", "admin1_name"), ("admin2_name",))  # wide to narrow
_ITSELF = {"country": 0, "admin1": 1, "admin2": 2}  # which unit a place of that precision is
_SPOTS = ("exact", "near")


def along(event: Object, pointer: str) -> Iterator[str]:
    """The pointers of what goes with a value of an event, in the objects that it lies in; of what is there.

    >>> list(along({"claims": [{"speaker": "A", "speaker_actor": "a"}]}, "/claims/0/speaker"))
    ['/claims/0/speaker_actor']
    """
    first, *_ = steps = pointer.split("/")[1:]
    above, kind, parent = "", "", event if first != "extra" else None
    for step in steps:
        if isinstance(parent, dict) and step in parent:
            beside = _beside(kind, parent, step)
            yield from (f"{above}/{name}" for name in beside if name != step and name in parent)
            kind, parent = step, parent[step]
        else:
            parent = value_at(parent, f"/{step}")
        above += f"/{step}"


def _beside(kind: str, parent: Object, field: str) -> Sequence[str]:
    if kind == "places":
        return _of_place(parent, field)
    found = _ALONG.get(kind, {}).get(field, ())
    if field in _FIGURES and kind == "quantities":
        return (*found, *(name for name in _FIGURES if parent.get(name) == parent[field]))
    if field in ("position", "descriptor") and folded_key(str(parent[field])) in folded_key(
        str(parent.get("name", ""))
    ):
        return (*found, "name")
    return found


def _of_place(place: Object, field: str) -> Sequence[str]:
    """What goes with a field of a place: what lies in it; of a spot that has a name of its own also that."""
    level = next((number for number, unit in enumerate(_UNITS) if field in unit), len(_UNITS))
    if field == "claimed_by" or (level == len(_UNITS) and field not in _WHERE):
        return ()
    if field in ("latitude", "longitude") and not names_a_spot(place):
        return _POSITION
    if level == len(_UNITS):
        level = min(level, _ITSELF.get(str(place.get("precision")), level), *_same_name(place))
    return (*(name for unit in _UNITS[level:] for name in unit), *_WHERE)


def _same_name(place: Object) -> Iterable[int]:
    """The units of a place that have its name: of Berlin the state."""
    own = {folded_key(str(place[key])) for key in ("name", "canonical_name") if key in place}
    named = ((1, "admin1_name"), (2, "admin2_name"))
    return (len(_UNITS), *(level for level, key in named if key in place and folded_key(str(place[key])) in own))


def names_a_spot(place: Object) -> bool:
    """Whether the name of a place leads to its position: it is that of a registered place, or finer than a settlement.

    A name that the gazetteer knows is that of a settlement or of something wider.
    """
    if "place" in place:
        return True
    return place.get("precision", "exact") in _SPOTS and not {"geonames", "canonical_name"} <= place.keys()


def elsewhere(event: Object, pointer: str) -> Iterator[str]:
    """The pointers in other objects of an event of what gives a value away; the event may be unsound."""
    first, index, field, *_ = (*pointer.split("/")[1:], "", "")
    gone = value_at(event, f"/{first}/{index}") if is_index(index) else None
    if first == "places" and field in ("", "country"):
        yield from _zones(event, [gone] if gone is not None else event.get("places"))
    elif first == "claims" and isinstance(gone, dict):
        yield from _by_claim(event, gone, field)
    elif first == "quotes" and isinstance(gone, dict) and field == "speaker":
        said = _of(event, "claims", "id", gone.get("claim"))
        yield from (f"{where}/speaker" for where, claim in said if "speaker" in claim)
    elif first == "sources" and isinstance(gone, dict):
        yield from _by_source(event, gone, field)


def _by_claim(event: Object, claim: Object, field: str) -> Iterator[str]:
    """The same of a field of a claim, of the whole claim where there is none: its quotes say it too."""
    if not field:
        yield from (f"{where}/claim" for name in ("quantities", "quotes") for where, _ in _about(event, name, claim))
    for name, key in (("statement", "text"), ("speaker", "speaker")):
        if field == name or (not field and name in claim):
            yield from (f"{where}/{key}" for where, quote in _about(event, "quotes", claim) if key in quote)


def _about(event: Object, name: str, claim: Object) -> Iterator[tuple[str, Object]]:
    return _of(event, name, "claim", claim.get("id"))


def _by_source(event: Object, source: Object, field: str) -> Iterator[str]:
    """The same of a field of a source, of the whole source where there is none."""
    days = _days(source.get("published"))
    if not field:
        own = source.get("id")
        yield from (f"{where}/source" for name in ("claims", "quotes") for where, _ in _of(event, name, "source", own))
    if field == "published":
        yield from _bounds(event, days)
    if field in ("", "published"):
        yield from _anchors(event, days)


def _of(event: Object, name: str, key: str, value: Any) -> Iterator[tuple[str, Object]]:
    """The members of a list that refer to something."""
    yield from ((where, one) for where, one in members(event, name) if value is not None and one.get(key) == value)


def _dates(event: Object) -> Iterator[tuple[str, Object]]:
    """When an event was, when something about it was said, and when a medium was posted."""
    found = [("/date", event.get("date"))]
    found += [(f"{where}/date", claim.get("date")) for where, claim in members(event, "claims")]
    found += [(f"{where}/posted", one.get("posted")) for where, one in members(event, "media")]
    yield from ((where, date) for where, date in found if isinstance(date, dict))


def _zones(event: Object, places: Any) -> Iterator[str]:
    """The time zones that were taken from places whose country is withheld."""
    listed = places if isinstance(places, list) else ()
    if any(isinstance(place, dict) and place.get("role", "location") == "location" for place in listed):
        yield from (f"{where}/timezone" for where, date in _dates(event) if "timezone" in date)


def _days(date: Any) -> set[str]:
    """The days on which a date begins and ends."""
    bounds = [date.get(key) for key in ("start", "end")] if isinstance(date, dict) else []
    return {bound[:10] for bound in bounds if isinstance(bound, str)}


def _anchors(event: Object, days: Collection[str]) -> Iterator[str]:
    """The dates that were read against one of some days of publication."""
    yield from (f"{where}/anchor" for where, date in _dates(event) if str(date.get("anchor")) in days)


def _bounds(event: Object, days: Collection[str]) -> Iterator[str]:
    """The dates of which nothing was printed, so that they are bounded by one of those days."""
    bare = ((where, date) for where, date in _dates(event) if date.get("basis") == "inferred" and "text" not in date)
    yield from (f"{where}/edtf" for where, date in bare if not _days(date).isdisjoint(days))
