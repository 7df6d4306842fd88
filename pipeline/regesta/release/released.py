"""Released events: each with its computed fields and without what is withheld, a span of them at a time."""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from regesta.check.duplicates import same_as
from regesta.dataset import Dataset
from regesta.release.computed import Answer, Key, figures
from regesta.release.hidden import NOTHING, Hidden, hidden_in, joined
from regesta.release.lines import in_order, line_of, read_basis, read_event, with_fields
from regesta.release.spans import Span, lines_in
from regesta.release.stored import Row
from regesta.release.withhold import public_edition, withheld_claims, withheld_of_sources, without
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


def release_span(maker: Maker, span: Span) -> Released:
    """Write the released events of a span, and their sources among the shared ones whose ids lie there."""
    dataset, shared = maker.dataset, {source["id"] for source in maker.shared}
    events_path, sources_path = (maker.folder / f"{name}-{span.number}.jsonl" for name in ("events", "sources"))
    registered = (without(s, maker.gone.fields) for s in maker.shared if span.start <= s["id"] < span.end)
    sources = [(str(source["id"]), line_of(source, plain=False)) for source in registered]
    abroad: dict[str, list[Answer]] = defaultdict(list)
    for answer in span.abroad:
        abroad[answer.answered[0]].append(answer)
    fields: set[tuple[str, str]] = set()
    claims: set[str] = set()
    ties: set[tuple[str, str]] = set()
    hidden: list[Hidden] = []
    count, untouched = 0, _leaves_all(maker)
    with events_path.open("wb", _BUFFER) as file:
        for line in lines_in(span):
            event, plain = read_basis(dataset.contract, line) if untouched else None, True
            if event is not None:
                file.write(with_fields(line, _computed(maker, event, abroad)))
            else:
                raw, plain = read_event(dataset.contract, line)
                if "withdrawn" in raw:
                    continue
                event = _released_event(maker, raw, abroad)
                hidden += _hidden(raw, event, dataset)
                claims |= withheld_claims(raw, event)
                ties |= {*same_as(raw)} - {*same_as(event)} if "relations" in raw else set()
                file.write(line_of(event, plain=plain))
            if "missing" in event:
                fields.update(withheld_of_sources(event, shared))
            sources += [(source["id"], line_of(source, plain=plain)) for source in own_sources(event, dataset.shared)]
            count += 1
    sources.sort(key=itemgetter(0))
    sources_path.write_bytes(b"".join(line for _, line in sources))
    gone = Gone(frozenset(fields), frozenset(claims), frozenset(ties))
    return Released(events_path, sources_path, count, len(sources), gone, joined(hidden))


def _leaves_all(maker: Maker) -> bool:
    """Whether the dataset takes nothing out of its events and rounds nothing in them, so that each decides alone."""
    settings = maker.dataset.settings.get("release", {})
    return not settings.get("withhold") and settings.get("coordinate_digits") is None and not any(maker.gone)


def _computed(maker: Maker, event: Row, abroad: Mapping[str, Sequence[Answer]]) -> Row:
    """The computed fields of an event; abroad are the answers of other events to claims, by event."""
    own = event["id"]
    return figures(event, abroad.get(own, ()), maker.retracted, maker.groups.get(own, own))


def _released_event(maker: Maker, event: Row, abroad: Mapping[str, Sequence[Answer]]) -> Row:
    """An event in contract order with its computed fields and without what is withheld; abroad as for `_computed`."""
    contract, settings = maker.dataset.contract, maker.dataset.settings.get("release", {})
    patterns, digits = settings.get("withhold", ()), settings.get("coordinate_digits")
    gone, whole = maker.gone, {**event, **_computed(maker, event, abroad)}
    public = public_edition(whole, patterns, digits, gone.claims, gone.fields)
    entries = {"n_sources": "sources", "n_claims": "claims"}  # of what is released
    public |= {name: len(public.get(listed, ())) for name, listed in entries.items() if name in public}
    if "withhold" not in event and not patterns and not gone.claims:
        return in_order(contract, public)
    document = contract.schema("event")
    done: Row = ordered(document, document, public)  # it has a field more in which the withheld is told
    return done


def _hidden(event: Row, public: Row, dataset: Dataset) -> Iterator[Hidden]:
    """What an event withholds, if anything."""
    patterns = dataset.settings.get("release", {}).get("withhold", ())
    if patterns or "withhold" in event:
        yield hidden_in(event, public, patterns, dataset.name_context.language)


def own_sources(event: Row, shared: Container[str]) -> Iterator[Row]:
    """The sources that an event has for itself, under event-id#id."""
    for source in event.get("sources", ()):
        if source["id"] not in shared:
            own = {**source, "id": f"{event['id']}#{source['id']}"}
            own.pop("locator", None)
            yield own
