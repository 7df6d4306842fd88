"""What an event withholds and says all the same, in another of its fields."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from regesta.contract import escaped, shipped_vocabulary, value_at
from regesta.listed import members
from regesta.release.withhold.named import Names, may_name, named_in, names_of, texts_in, words
from regesta.release.withhold.values import Event

Spot: TypeAlias = tuple[float, float]  # latitude and longitude

MOST = 3  # places that are told of one name
_MOST_CHANCE = 31  # a figure up to this may as well be a day or an hour
_PROSE = re.compile(r"/id|/title|/summary|/claims/\d+/statement|/(?:quotes|quantities)/\d+/text|/extra/.*")
_REFERS = re.compile(r"/same_as_group|.*/(?:event|made_in|responds_to/\d+/claim)|/missing/\d+/field")


class Origin(NamedTuple):
    """The event that withholds, and the pointer there."""

    event: str
    field: str


class Stand(NamedTuple):
    """Where something withheld stands all the same: in an object of a released table; and who withholds it.

    field is the pointer in the released object, in which members of lists may have moved.
    """

    origin: Origin
    table: str
    id: str
    field: str


class Known(NamedTuple):
    """What an event withholds that is looked for in the rest of it.

    texts are found wherever they stand, words (of numbers, days and countries) in prose and in the id alone, numbers in
    `extra`, spots with places. ids are pointers of ids of sources that tell when they were published.
    """

    texts: Mapping[str, Origin]
    words: Mapping[str, Origin]
    numbers: Mapping[float, Origin]
    spots: Mapping[Spot, Origin]
    ids: Mapping[str, Origin]


def known_by(event: Event, public: Event, gone: Collection[str], texts: Mapping[str, Origin]) -> Known:
    """What can be known again of the values at the pointers that are gone from an event; texts are those of words."""
    spots, figures = dict(_spots(event, gone)), dict(_figures(event, gone))
    fine = dict(_coordinates(spots))
    forms = {" ".join(words(form)): figures[n] for n in figures for form in (f"{n:.15g}", f"{n:,.15g}")}
    numerals = {" ".join(words(str(number))): origin for number, origin in fine.items()}
    forms |= {**dict(_countries(event, public, gone)), **dict(_days(event, gone))}
    return Known({**texts, **numerals}, forms, figures | fine, spots, dict(_dated_ids(event, public, gone)))


def standing(public: Event, known: Known) -> Iterator[Stand]:
    """Where in an event something stands that it withholds itself, a few places."""
    yield from islice(_standing(public, known), MOST)


def _standing(public: Event, known: Known) -> Iterator[Stand]:
    yield from (_stand(origin, public, field) for field, origin in known.ids.items())
    told = {**known.words, **known.texts}
    names, texts = names_of(told, single=True), texts_in(public) if told else []
    if may_name("\n".join(text for _, text in texts), names):
        found = stands_in("events", texts, names, known.words.keys() - known.texts.keys())
        yield from (_stand(told[name], public, field) for name, field in found)
    for where, place in members(public, "places") if known.spots else ():
        if (spot := spot_of(place)) is not None and spot in known.spots:
            yield _stand(known.spots[spot], public, f"{where}/latitude")
    for field, number in numbers_in(public.get("extra"), "/extra") if known.numbers else ():
        if number in known.numbers:
            yield _stand(known.numbers[number], public, field)


def _stand(origin: Origin, public: Event, field: str) -> Stand:
    return Stand(origin, "events", public["id"], field)


def numbers_in(value: Any, pointer: str) -> Iterator[tuple[str, float]]:
    """Every number in a JSON value with its JSON Pointer, below that of the value."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield pointer, value
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in below:
        yield from numbers_in(child, f"{pointer}/{escaped(str(key))}")


def spot_of(place: Mapping[str, Any]) -> Spot | None:
    """The position of a place of an event or of the registry."""
    return (place["latitude"], place["longitude"]) if {"latitude", "longitude"} <= place.keys() else None


def _lie_in(where: str, fields: Iterable[str], gone: Collection[str]) -> bool:
    """Whether a member of a list is withheld, or one of its fields."""
    return any(pointer in gone for pointer in (where, where.rpartition("/")[0], *(f"{where}/{f}" for f in fields)))


def _spots(event: Event, gone: Collection[str]) -> Iterator[tuple[Spot, Origin]]:
    for where, place in members(event, "places"):
        if (spot := spot_of(place)) is not None and _lie_in(where, ("latitude",), gone):
            yield spot, Origin(event["id"], f"{where}/latitude")


def _coordinates(spots: Mapping[Spot, Origin]) -> Iterator[tuple[float, Origin]]:
    """The coordinates that are too fine to be met by chance."""
    yield from ((n, origin) for spot, origin in spots.items() for n in spot if n != round(n, 2))


def _figures(event: Event, gone: Collection[str]) -> Iterator[tuple[float, Origin]]:
    """The figures withheld, but for what may as well be a day, an hour or the year of the event."""
    years = {float(year) for year in re.findall(r"\d{4}", str(event.get("date", "")))}
    for where, quantity in members(event, "quantities"):
        for name in ("low", "best", "high"):
            number = quantity.get(name)
            if number is not None and number > _MOST_CHANCE and number not in years and _lie_in(where, (name,), gone):
                yield number, Origin(event["id"], f"{where}/{name}")


def _countries(event: Event, public: Event, gone: Collection[str]) -> Iterator[tuple[str, Origin]]:
    """The names of countries that are withheld of places, and stand with no other place."""
    left = {place.get("country") for _, place in members(public, "places")}
    for where, place in members(event, "places"):
        if f"{where}/country" in gone and (code := place["country"]) not in left:
            label = str(shipped_vocabulary("countries")[code]["label"])
            yield " ".join(words(label)), Origin(event["id"], f"{where}/country")


def _days(event: Event, gone: Collection[str]) -> Iterator[tuple[str, Origin]]:
    """The days on which the event began and ended."""
    for pointer in gone:
        if pointer in ("/date/start", "/date/end"):
            yield " ".join(words(value_at(event, pointer)[:10])), Origin(event["id"], pointer)


def _dated_ids(event: Event, public: Event, gone: Collection[str]) -> Iterator[tuple[str, Origin]]:
    """The ids of sources that hold the day of their publication, which is withheld."""
    here = {source["id"]: f"{where}/id" for where, source in members(public, "sources")}
    for where, source in members(event, "sources"):
        pointer = f"{where}/published/start"
        day = str(value_at(event, pointer))[:10]
        if source["id"] in here and day in source["id"] and _lie_in(f"{where}/published", ("start",), gone):
            yield here[source["id"]], Origin(event["id"], pointer)


def stands_in(
    table: str, texts: Iterable[tuple[str, str]], names: Names, in_prose: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """The names that stand in the texts of a released object, each with the pointer; once in each object within it.

    A reference is passed over: what it refers to has the name in its own id. Some names are looked for in prose alone.
    """
    seen: set[tuple[str, str]] = set()
    for field, text in texts:
        for name in named_in(text, names):
            if table == "events" and _REFERS.fullmatch(field):
                break
            within = (name, field.rpartition("/")[0] or field)
            if within not in seen and (name not in in_prose or _PROSE.fullmatch(field)):
                seen.add(within)
                yield name, field
