"""Rules over all records together: identity, references between events, what the dataset asserts of itself."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias, TypeVar

from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key
from regesta.read.text import quoted
from regesta.suggest import nearest
from regesta.validate import did_you_mean
from regesta.walk import referring


class Place(NamedTuple):
    """Where a record stands: its number among the records, its path, and its line or pointer for a message."""

    number: int
    shown: str


class Found(NamedTuple):
    """A diagnostic about the record of a number."""

    number: int
    diagnostic: Diagnostic


T = TypeVar("T")

Events: TypeAlias = Sequence[tuple[Place, Mapping[str, Any]]]
DatasetRule: TypeAlias = Callable[[Events, Dataset], Iterator[Found]]


def ids_once(events: Events, _dataset: Dataset) -> Iterator[Found]:
    """No two events bear one id, or ids that differ in hyphens only."""
    seen: dict[str, tuple[str, Place]] = {}
    for place, event in events:
        own = event.get("id")
        if not isinstance(own, str):
            continue
        first = seen.setdefault(folded_key(own), (own, place))
        if first[1] is not place:
            alike = "is that of" if first[0] == own else f"is too like {quoted(first[0])} of"
            message = f"id {quoted(own)} {alike} another event in {first[1].shown}"
            advice = f"give one of the two another id, such as {own[:90]}-2, or delete it if they are the same"
            yield Found(place.number, Diagnostic("X701", message, "/id", value=own, help=advice))


def references_between_events(events: Events, dataset: Dataset) -> Iterator[Found]:
    document = dataset.contract.schema("event")
    ids = {event["id"] for _, event in events if isinstance(event.get("id"), str)}
    claims = {f"{event['id']}#{claim['id']}" for _, event in events if isinstance(event.get("id"), str)
              for claim in _dicts(event, "claims") if isinstance(claim.get("id"), str)}  # fmt: skip
    known = {"event": ids, "event-claim": claims}
    for place, event in events:
        for kind, target, pointer in referring(document, document, event):
            if kind in known and target not in known[kind] and pointer not in {"/id", "/same_as_group"}:
                what = "event" if kind == "event" else "claim"
                meant = nearest(target, sorted(known[kind] - {event.get("id")}))
                yield Found(place.number, Diagnostic(
                    "X702", f"there is no {what} {quoted(target)}", pointer, value=target, candidates=tuple(meant),
                    help=did_you_mean(meant) or _reference(kind),
                ))  # fmt: skip


def _reference(kind: str) -> str:
    return "write the `id` of an event of this dataset" if kind == "event" else "write `event-id#claim-id`"


def _dicts(event: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = event.get(name, ())
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def suspected_duplicates(events: Events, _dataset: Dataset) -> Iterator[Found]:
    """Two records that may tell of one event, told once, at the later one."""
    if len(events) < 2:
        return
    from regesta.check.duplicates import suspects  # noqa: PLC0415 - one record has no duplicate

    by_number = {place.number: (place, event) for place, event in events}
    for suspect in suspects([(place.number, event) for place, event in events]):
        place, other = by_number[suspect.earlier]
        message = (
            f"may be the event {quoted(other['id'])} in {place.shown}: {suspect.reason} (likeness {suspect.score:g})"
        )
        yield Found(suspect.later, Diagnostic(
            "X708", message, "/id", value=by_number[suspect.later][1]["id"], candidates=(other["id"],),
            help="withdraw one, or tie them by a relation; a waiver says that they are two",
        ))  # fmt: skip


DATASET_RULES: tuple[DatasetRule, ...] = (ids_once, references_between_events, suspected_duplicates)


def once_a_name(pairs: Iterable[tuple[T, Diagnostic]]) -> Iterator[tuple[T, Diagnostic]]:
    """The findings with each name that the registry lacks (N302) told once, with how often it stands."""
    listed = list(pairs)
    counts = Counter(folded_key(str(d.value)) for _, d in listed if d.code == "N302")
    told: set[str] = set()
    for where, diagnostic in listed:
        key = folded_key(str(diagnostic.value)) if diagnostic.code == "N302" else None
        if key is None or counts[key] == 1:
            yield where, diagnostic
        elif key not in told:
            told.add(key)
            yield where, replace(diagnostic, message=f"{diagnostic.message} (stands {counts[key]} times)")


def shared_sources(entries: Iterable[tuple[Any, str, dict[str, Any]]], registry: Mapping[str, dict[str, Any]]) -> tuple[
    dict[str, dict[str, Any]], list[tuple[Any, Diagnostic]]
]:  # fmt: skip
    """The sources of record files by id, and those that repeat an id with other content.

    entries are (where, pointer, source); where is given back beside its diagnostic.
    """
    known: dict[str, dict[str, Any]] = dict(registry)
    found: list[tuple[Any, Diagnostic]] = []
    for where, pointer, source in entries:
        own = source.get("id")
        if not isinstance(own, str):
            continue
        if known.setdefault(own, source) != source:
            keys = [key for key in {**source, **known[own]} if source.get(key) != known[own].get(key)]
            message = f"source {quoted(own)} stands elsewhere with other content: {', '.join(keys)} differ"
            advice = "give one of the two another id, or make them the same"
            found.append((where, Diagnostic("X705", message, f"{pointer}/id", value=own, help=advice)))
    return known, found


def assertions(events: Iterable[Mapping[str, Any]], settings: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What regesta.toml says must hold before a release: counts, countries, fill rates."""
    wanted = settings.get("assertions", {})
    alive = [event for event in events if "withdrawn" not in event]
    bounds = wanted.get("events", {})
    if len(alive) < bounds.get("min", 0):
        message = f"the number of events is {len(alive)}, but at least {bounds['min']} are asserted"
        yield Diagnostic("A901", message, "/assertions/events/min")
    if len(alive) > bounds.get("max", len(alive)):
        message = f"the number of events is {len(alive)}, but at most {bounds['max']} are asserted"
        yield Diagnostic("A901", message, "/assertions/events/max")
    if "countries" in wanted:
        yield from _countries(alive, frozenset(wanted["countries"]))
    for name, share in wanted.get("fill", {}).items():
        filled = sum(1 for event in alive if name in event)
        if alive and filled / len(alive) < share:
            message = f"{name} is filled in {filled} of {len(alive)} events, less than {share:g} of them"
            yield Diagnostic("A901", message, f"/assertions/fill/{name}")


def _countries(events: Iterable[Mapping[str, Any]], allowed: frozenset[str]) -> Iterator[Diagnostic]:
    outside: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for place in event.get("places", ()):
            if place.get("role") == "location" and place.get("country", next(iter(allowed))) not in allowed:
                outside[place["country"]].append(event["id"])
    for country, ids in sorted(outside.items()):
        message = f"{len(ids)} events lie in {country}, which is not among the asserted countries: {', '.join(ids[:3])}"
        yield Diagnostic("A901", message, "/assertions/countries")
