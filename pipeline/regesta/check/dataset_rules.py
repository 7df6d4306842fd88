"""Rules over all records together: identity, references between events, what the dataset asserts of itself."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from zlib import crc32

from regesta.advice.suggest import did_you_mean, nearest
from regesta.check.looked import DatasetRule, Found, Together
from regesta.check.related import related_in_time, standing
from regesta.check.rings import rings
from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key
from regesta.read.text import quoted

_MOST_NAMED = 3  # of several events
_GROUPS = 64  # of ids
_MOST_SOUGHT = 50_000  # ids among which a near one is sought
_MOST_COMPARED = 2_000_000  # ids compared with others, all together: a second or two
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def ids_once(records: Together) -> Iterator[Found]:
    """No two events bear one id, or ids that differ in hyphens only."""
    seen: dict[str, int] = {}
    for number in records.order if records.repeated else ():
        own = records.own_id(number)
        if own is None or (key := _as_compared(own)) not in records.repeated:
            continue
        other = seen.setdefault(key, number)
        if other != number:
            first = records.own_id(other)
            alike = "is that of" if first == own else f"is too like {quoted(str(first))} of"
            message = f"id {quoted(own)} {alike} another event in {records.shown(other)}"
            advice = f"give one of the two another id, such as {own[:90]}-2, or delete it if they are the same"
            yield Found(number, Diagnostic("X701", message, "/id", value=own, help=advice))


def _as_compared(own: str) -> str:
    """An id with one hyphen for whatever is no letter or digit: most are so already, and are not folded anew."""
    return own if _PLAIN.fullmatch(own) else folded_key(own).replace(" ", "-")


def repeated_ids(ids: Iterable[str | None]) -> frozenset[str]:
    """The ids, as they are compared, that are there more than once; one group of them at a time is in a table."""
    groups = [bytearray() for _ in range(_GROUPS)]
    for own in ids:
        if own is not None:
            key = _as_compared(own).encode("utf-8", "surrogatepass")
            groups[crc32(key) % _GROUPS] += key + b"\n"
    counted = (Counter(group.decode("utf-8", "surrogatepass").split("\n")[:-1]) for group in groups)
    return frozenset(key for counts in counted for key, number in counts.items() if number > 1)


def references_between_events(records: Together) -> Iterator[Found]:
    """Events and claims of other events that are referred to are there."""
    numbers = _sought(records)
    known: dict[str, int] | None = None
    compared = 0
    for number, kind, target, pointer in records.references():
        event, own = _event(kind, target), records.own_id(number)
        at = numbers.get(event, number if event == own else None)
        if at is not None and (kind == "event" or target.partition("#")[2] in records.claims[at].split()):
            continue
        if at is None and event in records.unread:
            continue  # it may be there, in a file that has to be mended first
        if known is None:
            known = _all_if_few(records.ids())
        compared += len(known if at is None else records.claims[at].split())
        what, meant = "event" if kind == "event" else "claim", list[str]()
        if compared <= _MOST_COMPARED:
            meant = (
                nearest(target, (other for other in known if other != own))
                if kind == "event"
                else _claims(records, known, target, at)
            )
        yield Found(number, Diagnostic(
            "X702", f"there is no {what} {quoted(target)}", pointer, value=target, candidates=tuple(meant),
            help=did_you_mean(meant) or _reference(kind, None if at is None else records.claims[at]),
        ))  # fmt: skip


def _event(kind: str, target: str) -> str:
    return target if kind == "event" else target.partition("#")[0]


def _sought(records: Together) -> dict[str, int]:
    """The numbers of the events that others refer to; of those that bear one id, the last."""
    sought: set[str] = set()
    for number, kind, target, _ in records.references():
        event = _event(kind, target)
        if event != records.own_id(number) or (records.repeated and _as_compared(event) in records.repeated):
            sought.add(event)
    return {own: number for number, own in enumerate(records.ids()) if own in sought} if sought else {}


def _all_if_few(ids: Iterable[str | None]) -> dict[str, int]:
    """The numbers of all events by their ids, in order; none where that is too much to look through."""
    numbers = {own: number for number, own in enumerate(ids) if own is not None}
    return dict(sorted(numbers.items())) if len(numbers) <= _MOST_SOUGHT else {}


def _claims(records: Together, known: Mapping[str, int], target: str, at: int | None) -> list[str]:
    """The claims that are near to one that is not there: of its event, where there is one of that number."""
    event, _, wanted = target.partition("#")
    if at is not None:
        return [f"{event}#{claim}" for claim in nearest(wanted, sorted(records.claims[at].split()))]
    near = {own: known[own] for own in nearest(event, known)}
    return nearest(target, sorted(f"{own}#{claim}" for own, n in near.items() for claim in records.claims[n].split()))


def _reference(kind: str, claims: str | None) -> str:
    """What to write; claims are those of the event, if it is there."""
    if kind == "event":
        return "write the `id` of an event of this dataset"
    if claims is None:
        return "name an event of this dataset and a claim in it, as `event-id#claim-id`"
    more = ", ..." if claims.count(" ") >= _MOST_NAMED else ""
    named = ", ".join(claims.split(" ")[:_MOST_NAMED])
    return f"claims of that event: {named}{more}" if named else "that event has no claims"


def suspected_duplicates(records: Together) -> Iterator[Found]:
    """Records that may tell of one event, told once, at the later one: the likeliest of the earlier ones first."""
    for later, pairs in groupby(records.suspects, key=attrgetter("later")):
        ranked = sorted(pairs, key=lambda pair: -pair.score)
        first, others = ranked[0], tuple(str(records.own_id(pair.earlier)) for pair in ranked)
        where = f"may be the event {quoted(others[0])} in {records.shown(first.earlier)}"
        more = f", and so may {len(others) - 1} more be" if len(others) > 1 else ""
        message = f"{where}: {first.reason} (likeness {first.score:g}){more}"
        yield Found(later, Diagnostic(
            "X708", message, "/id", value=records.own_id(later), candidates=others[:_MOST_NAMED],
            help="withdraw one, or tie them by a relation; a waiver says that they are two",
        ))  # fmt: skip


DATASET_RULES: tuple[DatasetRule, ...] = (
    ids_once,
    references_between_events,
    standing,
    rings,
    related_in_time,
    suspected_duplicates,
)


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


@dataclass(slots=True, eq=False, repr=False)
class Few:
    """Some events: how many, and the ids of the first few."""

    count: int = 0
    ids: list[str] = field(default_factory=list)

    def add(self, own: str) -> None:
        self.count += 1
        if len(self.ids) < _MOST_NAMED:
            self.ids.append(own)

    def merge(self, after: "Few") -> None:
        self.count += after.count
        self.ids = [*self.ids, *after.ids][:_MOST_NAMED]


class Figures(NamedTuple):
    """What the events that are not withdrawn come to: how many, how many have a field, which lie in a country."""

    events: int
    fields: Mapping[str, int]
    countries: Mapping[str, Few]


def assertions(figures: Figures, wanted: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What [assertions] of regesta.toml says must hold before a release: counts, countries, fill rates."""
    alive, bounds = figures.events, wanted.get("events", {})
    if alive < bounds.get("min", 0):
        message = f"the number of events is {alive}, but at least {bounds['min']} are asserted"
        yield Diagnostic("A901", message, "/assertions/events/min")
    if alive > bounds.get("max", alive):
        message = f"the number of events is {alive}, but at most {bounds['max']} are asserted"
        yield Diagnostic("A901", message, "/assertions/events/max")
    for country, few in sorted(figures.countries.items()) if "countries" in wanted else ():
        if country not in wanted["countries"]:
            named = ", ".join(few.ids)
            message = f"{country} is not among the asserted countries; events there: {few.count} ({named})"
            yield Diagnostic("A901", message, "/assertions/countries")
    for name, share in wanted.get("fill", {}).items():
        filled = figures.fields.get(name, 0)
        if alive and filled / alive < share:
            message = f"{name} is filled in {filled} of {alive} events, less than {share:g} of them"
            yield Diagnostic("A901", message, f"/assertions/fill/{name}")
