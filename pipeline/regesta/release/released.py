"""Released events: each with its computed fields and without what is withheld, a span of them at a time."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from regesta.check.duplicates import same_as
from regesta.dataset import Dataset
from regesta.engine.ordered import lines_in
from regesta.release.computed import Answer, Key, figures
from regesta.release.lines import in_order, line_of, read_basis, read_event, with_fields
from regesta.release.spans import Span
from regesta.release.stored import Row
from regesta.release.withhold.hidden import NOTHING, Hidden, hidden_in, joined
from regesta.release.withhold.values import public_edition, withheld_claims, withheld_of_sources, without
from regesta.walk import ordered

_BUFFER = 1 << 20  # bytes


class Gone(NamedTuple):
    """What some event withholds and others refer to.

    fields are those of shared sources (see `public_edition`), claims are event-id#claim-id, ties those of same-as.
    """

    fields: frozenset[tuple[str, str]] = frozenset()
    claims: frozenset[str] = frozenset()
    ties: frozenset[tuple[str, str]] = frozenset()


class Released(NamedTuple):
    """Some events as they are released: files of their lines and of those of their sources, and how many of each.

    gone is what they withhold that others refer to, hidden what of all they withhold must not stand elsewhere.
    """

    events: Path
    sources: Path
    n_events: int
    n_sources: int
    gone: Gone
    hidden: Hidden = NOTHING


class Maker(NamedTuple):
    """What a released event is made with, beside its record.

    retracted are the claims that were taken back; groups those of same-as relations. shared are the released sources
    that events share, sorted by id; gone what some event withholds of them.
    """

    dataset: Dataset
    folder: Path
    retracted: frozenset[Key]
    groups: Mapping[str, str]
    shared: Sequence[Row]
    gone: Gone = Gone()


@dataclass
class _Withheld:
    """What the events of a span withhold, as it is found: see `Gone` and `Released`."""

    fields: set[tuple[str, str]] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    ties: set[tuple[str, str]] = field(default_factory=set)
    hidden: list[Hidden] = field(default_factory=list)

    def add(self, event: Row, public: Row, dataset: Dataset) -> None:
        """Take in what an event has and its public edition lacks, but for the fields of shared sources."""
        self.hidden += _hidden(event, public, dataset)
        self.claims |= withheld_claims(event, public)
        self.ties |= {*same_as(event)} - {*same_as(public)} if "relations" in event else set()

    @property
    def gone(self) -> Gone:
        return Gone(frozenset(self.fields), frozenset(self.claims), frozenset(self.ties))


def release_span(maker: Maker, span: Span) -> Released:
    """Write the released events of a span, and their sources among the shared ones whose ids lie there."""
    events_path, sources_path = (maker.folder / f"{name}-{span.number}.jsonl" for name in ("events", "sources"))
    shared = {source["id"] for source in maker.shared}
    registered = (without(s, maker.gone.fields) for s in maker.shared if span.start <= s["id"] < span.end)
    sources = [(str(source["id"]), line_of(source, plain=False)) for source in registered]
    withheld, count = _Withheld(), 0
    with events_path.open("wb", _BUFFER) as file:
        for event, line, plain in _events(maker, span, withheld):
            file.write(line)
            if "missing" in event:
                withheld.fields.update(withheld_of_sources(event, shared))
            own = own_sources(event, maker.dataset.shared)
            sources += [(source["id"], line_of(source, plain=plain)) for source in own]
            count += 1
    sources.sort(key=itemgetter(0))
    sources_path.write_bytes(b"".join(line for _, line in sources))
    return Released(events_path, sources_path, count, len(sources), withheld.gone, joined(withheld.hidden))


def _events(maker: Maker, span: Span, withheld: _Withheld) -> Iterator[tuple[Row, bytes, bool]]:
    """The released events of a span, what they withhold added: each with its line, and whether it is plain.

    Of an event from which nothing is taken there is what sources and computed fields rest on alone (see `read_basis`).
    """
    contract, abroad, untouched = maker.dataset.contract, _abroad(span), _leaves_all(maker)
    for line in lines_in(span.where):
        basis = read_basis(contract, line) if untouched else None
        if basis is not None:
            yield basis, with_fields(line, _computed(maker, basis, abroad)), True
            continue
        event, plain = read_event(contract, line)
        if "withdrawn" not in event:
            public = _released_event(maker, event, abroad)
            withheld.add(event, public, maker.dataset)
            yield public, line_of(public, plain=plain), plain


def _abroad(span: Span) -> Mapping[str, Sequence[Answer]]:
    """The answers of other events to claims, by the event that they answer."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer in span.abroad:
        found[answer.answered[0]].append(answer)
    return found


def _leaves_all(maker: Maker) -> bool:
    """Whether the dataset takes nothing out of its events and rounds nothing in them, so that each decides alone."""
    return not maker.dataset.withhold and maker.dataset.coordinate_digits is None and not any(maker.gone)


def _computed(maker: Maker, event: Row, abroad: Mapping[str, Sequence[Answer]]) -> Row:
    """The computed fields of an event; abroad are the answers of other events to claims, by event."""
    own = event["id"]
    return figures(event, abroad.get(own, ()), maker.retracted, maker.groups.get(own, own))


def _released_event(maker: Maker, event: Row, abroad: Mapping[str, Sequence[Answer]]) -> Row:
    """An event in contract order with its computed fields and without what is withheld; abroad as for `_computed`."""
    contract, patterns = maker.dataset.contract, maker.dataset.withhold
    gone, whole = maker.gone, {**event, **_computed(maker, event, abroad)}
    public = public_edition(whole, patterns, maker.dataset.coordinate_digits, gone.claims, gone.fields)
    entries = {"n_sources": "sources", "n_claims": "claims"}  # of what is released
    public |= {name: len(public.get(listed, ())) for name, listed in entries.items() if name in public}
    if "withhold" not in event and not patterns and not gone.claims:
        return in_order(contract, public)
    document = contract.schema("event")
    done: Row = ordered(document, document, public)  # it has a field more in which the withheld is told
    return done


def _hidden(event: Row, public: Row, dataset: Dataset) -> Iterator[Hidden]:
    """What an event withholds, if anything."""
    patterns = dataset.withhold
    if patterns or "withhold" in event:
        yield hidden_in(event, public, patterns, dataset.name_context.language)


def own_sources(event: Row, shared: Container[str]) -> Iterator[Row]:
    """The sources that an event has for itself, under event-id#id."""
    for source in event.get("sources", ()):
        if source["id"] not in shared:
            own = {**source, "id": f"{event['id']}#{source['id']}"}
            own.pop("locator", None)
            yield own
