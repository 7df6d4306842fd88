"""Rules over all records together: identity, references between events, what the dataset asserts of itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key
from regesta.read.text import quoted
from regesta.suggest import nearest
from regesta.validate import did_you_mean


class Found(NamedTuple):
    """A diagnostic about the record of a number."""

    number: int
    diagnostic: Diagnostic


class Together(NamedTuple):
    """All records of a dataset, as rules over them see them: little of each, and a way to any of them.

    ids are in the order of the records (None: it bears none), claims those of their claims, with a space between two;
    shown gives their paths. order are the numbers of the records, those at fault of two that clash last. references are
    (number, kind, id, JSON Pointer); may_be_alike the numbers that suspicion may fall on; ties the pairs of events that
    `same-as` ties. event gives the normalised record of a number.
    """

    ids: Sequence[str | None]
    claims: Sequence[str]
    shown: Callable[[int], str]
    order: Sequence[int]
    references: Sequence[tuple[int, str, str, str]]
    may_be_alike: frozenset[int]
    ties: Sequence[tuple[str, str]]
    event: Callable[[int], Mapping[str, Any]]


DatasetRule: TypeAlias = Callable[[Together], Iterator[Found]]
_MOST_SOUGHT = 50_000  # ids among which a near one is sought


def ids_once(records: Together) -> Iterator[Found]:
    """No two events bear one id, or ids that differ in hyphens only."""
    seen: dict[str, int] = {}
    for number in records.order:
        own = records.ids[number]
        if own is None:
            continue
        other = seen.setdefault(folded_key(own), number)
        if other != number:
            first = records.ids[other]
            alike = "is that of" if first == own else f"is too like {quoted(str(first))} of"
            message = f"id {quoted(own)} {alike} another event in {records.shown(other)}"
            advice = f"give one of the two another id, such as {own[:90]}-2, or delete it if they are the same"
            yield Found(number, Diagnostic("X701", message, "/id", value=own, help=advice))


def references_between_events(records: Together) -> Iterator[Found]:
    """Events and claims of other events that are referred to are there."""
    wanted = [r for r in records.references if r[3] not in {"/id", "/same_as_group"}]
    if not wanted:
        return
    numbers = {own: number for number, own in enumerate(records.ids) if own is not None}
    for number, kind, target, pointer in wanted:
        if not (target in numbers if kind == "event" else _has_claim(records, numbers, target)):
            what = "event" if kind == "event" else "claim"
            meant = _meant(records, numbers, kind, target, records.ids[number])
            yield Found(number, Diagnostic(
                "X702", f"there is no {what} {quoted(target)}", pointer, value=target, candidates=tuple(meant),
                help=did_you_mean(meant) or _reference(kind),
            ))  # fmt: skip


def _has_claim(records: Together, numbers: Mapping[str, int], target: str) -> bool:
    event, _, claim = target.partition("#")
    return event in numbers and claim in records.claims[numbers[event]].split()


def _meant(records: Together, numbers: Mapping[str, int], kind: str, target: str, own: str | None) -> list[str]:
    """The near ones of what is there, where that is not too much to look through."""
    if kind == "event":
        return nearest(target, sorted(numbers.keys() - {own})) if len(numbers) <= _MOST_SOUGHT else []
    event = target.partition("#")[0]
    near = [event] if event in numbers else nearest(event, sorted(numbers)) if len(numbers) <= _MOST_SOUGHT else []
    claims = [f"{e}#{claim}" for e in near for claim in records.claims[numbers[e]].split()]
    return nearest(target, sorted(claims))


def _reference(kind: str) -> str:
    return "write the `id` of an event of this dataset" if kind == "event" else "write `event-id#claim-id`"


def suspected_duplicates(records: Together) -> Iterator[Found]:
    """Two records that may tell of one event, told once, at the later one."""
    if not records.may_be_alike:
        return
    from regesta.check.alike import sketch  # noqa: PLC0415 - one record has no duplicate
    from regesta.check.duplicates import suspects_among  # noqa: PLC0415 - as above

    drawn = (sketch(number, records.event(number)) for number in records.order if number in records.may_be_alike)
    for suspect in suspects_among((one for one in drawn if one is not None), records.ties):
        other, own = str(records.ids[suspect.earlier]), records.ids[suspect.later]
        where = records.shown(suspect.earlier)
        message = f"may be the event {quoted(other)} in {where}: {suspect.reason} (likeness {suspect.score:g})"
        yield Found(suspect.later, Diagnostic(
            "X708", message, "/id", value=own, candidates=(other,),
            help="withdraw one, or tie them by a relation; a waiver says that they are two",
        ))  # fmt: skip


DATASET_RULES: tuple[DatasetRule, ...] = (ids_once, references_between_events, suspected_duplicates)


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


class Figures(NamedTuple):
    """What the events that are not withdrawn come to: how many, how many have a field, which lie in a country."""

    events: int
    fields: Mapping[str, int]
    countries: Mapping[str, Sequence[str]]


def assertions(figures: Figures, settings: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """What regesta.toml says must hold before a release: counts, countries, fill rates."""
    wanted = settings.get("assertions", {})
    alive, bounds = figures.events, wanted.get("events", {})
    if alive < bounds.get("min", 0):
        message = f"the number of events is {alive}, but at least {bounds['min']} are asserted"
        yield Diagnostic("A901", message, "/assertions/events/min")
    if alive > bounds.get("max", alive):
        message = f"the number of events is {alive}, but at most {bounds['max']} are asserted"
        yield Diagnostic("A901", message, "/assertions/events/max")
    for country, ids in sorted(figures.countries.items()) if "countries" in wanted else ():
        if country not in wanted["countries"]:
            named = ", ".join(ids[:3])
            message = f"{len(ids)} events lie in {country}, which is not among the asserted countries: {named}"
            yield Diagnostic("A901", message, "/assertions/countries")
    for name, share in wanted.get("fill", {}).items():
        filled = figures.fields.get(name, 0)
        if alive and filled / alive < share:
            message = f"{name} is filled in {filled} of {alive} events, less than {share:g} of them"
            yield Diagnostic("A901", message, f"/assertions/fill/{name}")
