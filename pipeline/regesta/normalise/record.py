"""A record with its blanks filled in: each normaliser applied where it belongs."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import unescaped, value_at
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.listed import Object, members, objects
from regesta.normalise.dates.eventdate import ZONE_OF_CONTEXT, DateContext, context_of, settle_date
from regesta.normalise.filled import Filled, fill_each, fill_once, items, put_in_order
from regesta.normalise.fold import folded_key
from regesta.normalise.names.people import fill_actor, fill_people, names_in
from regesta.normalise.names.registry import NameContext
from regesta.normalise.places.context import looked_up, place_contexts
from regesta.normalise.places.settle import PlaceContext, place_timezone, settle_looked_up
from regesta.normalise.quantities.settle import settle_quantity
from regesta.normalise.reading import Blank, Reading
from regesta.read.text import quoted
from regesta.walk import copied, ordered

_IN_PLACE = frozenset(("sources", "quotes", "claims", "media"))  # filled here; others once for all records


def normalise_record(data: Mapping[str, Any], dataset: Dataset, *, traced: bool = True) -> Filled:
    """One event with its blanks filled in, in contract order; a withdrawn one is only put in order.

    The data may break the contract: what is absent or of another type is passed over.
    """
    event = {key: copied(value) if key in _IN_PLACE else value for key, value in data.items()}
    filled = Filled(event, traced=traced)
    document = dataset.contract.schema("event")
    if "withdrawn" in event:
        filled.data = ordered(document, document, event)
    else:
        filled.default("schema_version", "1")
        filled.default("status", "occurred")
        if "stage" in dataset.about:
            filled.default("stage", dataset.about["stage"], "dataset")
        _fill_sources(filled, dataset)
        anchors = _anchors(event)
        _fill_places(filled, dataset)
        _fill_own_date(filled, dataset, anchors)
        people = NameContext(dataset.actor_index, names_in(event), dataset.languages)
        fill_people(filled, dataset, people)
        _fill_claims(filled, dataset, anchors, people)
        if "media" in event:
            _fill_media(filled, dataset, anchors)
        fill_each(filled, "quantities", lambda where, one: fill_once(filled, where, one, _quantity, dataset))
        for pointer in _said_missing(event):
            _leave_blank(filled, pointer, data)
        filled.data = ordered(document, document, filled.data, ("date", "places", "participants", "quantities"))
    return filled


def _said_missing(event: Object) -> Iterator[str]:
    """The fields of which `missing` says why they are blank."""
    return (field for entry in objects(event, "missing") if isinstance(field := entry.get("field"), str))


def _leave_blank(filled: Filled, pointer: str, given: Mapping[str, Any]) -> None:
    """Take a value out again that was filled in, for the contributor says that it is not known."""
    if value_at(given, pointer) is None and value_at(filled.data, pointer) is not None:
        filled.data = _without(filled.data, unescaped(pointer))
        below = f"{pointer}/"
        filled.trail = {where: blank for where, blank in filled.trail.items() if not f"{where}/".startswith(below)}


def _without(data: Any, steps: Sequence[str]) -> Any:
    """A copy of data without the value that the steps lead to; other records may share what is not copied."""
    step, rest = steps[0], steps[1:]
    if isinstance(data, list):
        return [_without(one, rest) if rest and at == int(step) else one for at, one in enumerate(data)]
    if not rest:
        return {key: value for key, value in data.items() if key != step}
    return {**data, step: _without(data[step], rest)}


def _quantity(filled: Filled, dataset: Dataset) -> None:
    filled.apply(filled.data, "", settle_quantity(items(filled.data)))
    put_in_order(filled, dataset, "Quantity")


# Sources


def _fill_sources(filled: Filled, dataset: Dataset) -> None:
    for pointer, source in members(filled.data, "sources"):
        own = source.get("id")
        _join_shared(filled, pointer, source, dataset.shared.get(own) if isinstance(own, str) else None)
        settle_source(filled, pointer, source, dataset)


def settle_source(filled: Filled, pointer: str, source: Object, dataset: Dataset) -> None:
    """Fill the blanks of one source: when it was published, and which actor published it."""
    _fill_date(filled, pointer, source, "published", _when_published(dataset), dataset)
    fill_actor(filled, pointer, source, "publisher", "publisher_actor", dataset, dataset.name_context)


def _join_shared(filled: Filled, pointer: str, source: Object, shared: Mapping[str, Any] | None) -> None:
    """Fill the entry of a shared source from the shared one; what differs is an error."""
    if shared is None:
        own = source.get("id")
        if isinstance(own, str) and source.keys() <= {"id", "locator"}:
            message = f"there is no source {quoted(own)} in this file or in the registry"
            advice = "say here what it is (publisher, title, url, published), or list it in registry/sources.yaml"
            filled.trouble.append(Diagnostic("X702", message, f"{pointer}/id", value=own, help=advice))
        return
    for key, value in shared.items():
        if key not in source:
            source[key] = copied(value)
            filled.trace(f"{pointer}/{key}", Blank(key, value, "the shared source of this id", source="registry"))
        elif not _holds(source[key], value):
            message = f"{key} differs from that of the shared source {quoted(str(source['id']))}"
            advice = "leave it out here, or give this source an id of its own"
            filled.trouble.append(Diagnostic("X705", message, f"{pointer}/{key}", expected=value, help=advice))


def _holds(own: Any, shared: Any) -> bool:
    """Whether a value is that of the shared source, once the blanks of both are filled."""
    if isinstance(own, dict) and isinstance(shared, dict):
        return all(own[key] == shared[key] for key in own.keys() & shared.keys())
    return bool(own == shared)


def _anchors(event: Object) -> dict[str | None, str]:
    """The publication day of each source, by id; None: of the first whose day is known."""
    days: dict[str | None, str] = {}
    for source in objects(event, "sources"):
        published = source.get("published")
        day = publication_day(published) if isinstance(published, dict) else None
        if day is not None:
            days.setdefault(None, day)
        if day is not None and isinstance(source.get("id"), str):
            days.setdefault(source["id"], day)
    return days


def publication_day(published: Mapping[str, Any]) -> str | None:
    """The day of a publication that is known to a day or finer."""
    start, precision = published.get("start"), published.get("precision")
    fine = ("second", "minute", "hour", "part-of-day", "day")
    return start[:10] if isinstance(start, str) and precision in fine else None


# Places and dates


def _fill_places(filled: Filled, dataset: Dataset) -> None:
    listed = filled.data.get("places")
    if isinstance(listed, list):
        filled.data["places"] = places = list(listed)
        for index, (member, context) in enumerate(zip(listed, place_contexts(listed, dataset), strict=True)):
            if isinstance(member, dict):
                places[index] = fill_once(filled, f"/places/{index}", member, _place, dataset, context)


def _place(filled: Filled, dataset: Dataset, context: PlaceContext) -> None:
    """Fill a place; the context is what the record's other places tell of it."""
    given, value = looked_up(filled.data, dataset)
    filled.apply(filled.data, "", settle_looked_up(given, context, value))
    _check_place_id(filled, dataset)
    put_in_order(filled, dataset, "Place")


def _check_place_id(filled: Filled, dataset: Dataset) -> None:
    own = filled.data.get("place")
    if isinstance(own, str) and own not in dataset.place_index.by_id:
        meant = nearest(own, dataset.place_index.by_id)
        help_text = did_you_mean(meant) or "add the place to registry/places.yaml"
        message = f"place {quoted(own)} is not in the registry"
        filled.trouble.append(Diagnostic("X702", message, "/place", value=own, candidates=tuple(meant), help=help_text))


def _timezone(event: Object, dataset: Dataset) -> tuple[str | None, str]:
    """The one zone that all places of role location share, where they have one, else the dataset's; and which it is."""
    locations = [place for place in objects(event, "places") if place.get("role") == "location"]
    zones = {zone for place in locations if (zone := place_timezone(place, dataset.place_index)) is not None}
    if len(zones) != 1:
        return dataset.about.get("timezone"), "dataset"
    return zones.pop(), "registry" if any("place" in place for place in locations) else "gazetteer"


def _date_context(dataset: Dataset, *, anchor: str | None, timezone: str | None, status: str | None = None,
                  published: bool = False) -> DateContext:  # fmt: skip
    return DateContext(
        anchor=anchor, timezone=timezone, order=dataset.about.get("date_order"), languages=dataset.languages,
        status=status, parts_of_day=dataset.parts_of_day, published=published,
    )  # fmt: skip


@lru_cache(maxsize=8)
def _when_published(dataset: Dataset) -> DateContext:
    return _date_context(dataset, anchor=None, timezone=dataset.about.get("timezone"), published=True)


def _date_reading(date: Object, context: DateContext, dataset: Dataset) -> Reading:
    """The reading of a date; the dataset's lookups go before every rule."""
    value = dataset.lookups.get(("date", folded_key(str(date.get("text", ""))))) if dataset.lookups else None
    if value is None or "edtf" in date:
        return settle_date(items(date), context)
    if value == "":
        return Reading()
    reading = settle_date(items({**date, "edtf": value}), context)
    edtf = Blank("edtf", value, "lookup", date["text"], "lookup")
    return Reading((edtf, *reading.blanks), tuple(d for d in reading.trouble if d.code != "D204"))


def _date(filled: Filled, dataset: Dataset, context: DateContext) -> None:
    filled.apply(filled.data, "", _date_reading(filled.data, context, dataset))
    put_in_order(filled, dataset, "EventDate")


def _fill_date(filled: Filled, pointer: str, home: Object, name: str, context: DateContext, dataset: Dataset) -> None:
    """Fill the blanks of the date of that name in an object, if it has one; in no zone where `missing` says so."""
    date = home.get(name)
    if isinstance(date, dict):
        if "missing" in filled.data and f"{pointer}/{name}/timezone" in _said_missing(filled.data):
            context = context._replace(timezone=None)
        context = context if dataset.lookups else context_of(date, context)
        home[name] = fill_once(filled, f"{pointer}/{name}", date, _date, dataset, context)


def _fill_own_date(filled: Filled, dataset: Dataset, anchors: Mapping[str | None, str]) -> None:
    """Fill the blanks of the date of the event."""
    zone, source = _timezone(filled.data, dataset)
    status = filled.data["status"] if isinstance(filled.data["status"], str) else None
    context = _date_context(dataset, anchor=anchors.get(None), timezone=zone, status=status)
    _fill_date(filled, "", filled.data, "date", context, dataset)
    blank = filled.trail.get("/date/timezone")
    if blank is not None and blank.rule == ZONE_OF_CONTEXT:
        filled.trace("/date/timezone", blank._replace(source=source))


def _event_zone(event: Object, dataset: Dataset) -> str | None:
    date = event.get("date")
    zone = date.get("timezone") if isinstance(date, dict) else None
    return zone if isinstance(zone, str) else dataset.about.get("timezone")


# Claims and media


def _fill_claims(filled: Filled, dataset: Dataset, anchors: Mapping[str | None, str], context: NameContext) -> None:
    event = filled.data
    sources = [source["id"] for source in objects(event, "sources") if isinstance(source.get("id"), str)]
    zone = _event_zone(event, dataset)
    for pointer, claim in members(event, "claims"):
        if len(sources) == 1 and "source" not in claim:
            blank = Blank("source", sources[0], "the only source of the event", source="record")
            filled.apply(claim, pointer, Reading((blank,)))
        fill_actor(filled, pointer, claim, "speaker", "speaker_actor", dataset, context)
        for hop_pointer, hop in members(claim, "via", pointer):
            fill_actor(filled, hop_pointer, hop, "name", "actor", dataset, context)
        if "date" in claim:
            anchor = anchors.get(claim.get("source")) if isinstance(claim.get("source"), str) else anchors.get(None)
            when = _date_context(dataset, anchor=anchor, timezone=zone)
            _fill_date(filled, pointer, claim, "date", when, dataset)


def _fill_media(filled: Filled, dataset: Dataset, anchors: Mapping[str | None, str]) -> None:
    zone = _event_zone(filled.data, dataset)
    for pointer, medium in members(filled.data, "media"):
        context = _date_context(dataset, anchor=anchors.get(None), timezone=zone)
        _fill_date(filled, pointer, medium, "posted", context, dataset)
