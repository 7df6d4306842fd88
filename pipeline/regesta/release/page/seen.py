"""All events of a release: counted from its tables, column by column, and in full those that the page lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import jiter
import pyarrow as pa

from regesta.release.describe.counts import AnyTable, code_counts, picked
from regesta.release.edition import Edition
from regesta.release.kernels import pc
from regesta.release.objects import members_of
from regesta.release.page.claims import Answers, answers
from regesta.release.page.places import Placed, places
from regesta.release.page.spans import Spans, dated
from regesta.release.page.table import ROWS
from regesta.release.page.words import Event
from regesta.release.stored import Lines

_ANSWERED = "claims.list.element.responds_to.list.element.claim"  # as Parquet names it
_BUFFER = 1 << 20  # bytes


@dataclass(frozen=True)
class Seen:
    """What the page tells of all events: their number, dates, places, types, marks, and how often one is denied.

    first are the first events by date, in full; answers those to the claims of these, by whatever event.
    """

    events: int
    spans: Spans
    placed: Placed
    types: Mapping[str, int]
    marks: Mapping[str, int]
    denials: int
    first: Sequence[Event]
    answers: Answers


def look_through(edition: Edition) -> Seen:
    """Count all events; of many, few are read."""
    flat, nested, events = edition.tables["events_flat"], edition.tables["events"], edition.content["events"]
    spans, first = dated(flat, ROWS)
    shown, given = _in_full(events, nested, first)
    found, number = code_counts(flat, "type", "verification"), len(events)
    types, marks = _with_blank(found["type"], "", number), _with_blank(found["verification"], "reported", number)
    denials = sum(pc.sum(part["n_denials"]).as_py() or 0 for part in picked(flat, "n_denials"))
    return Seen(number, spans, places(nested), types, marks, denials, shown, given)


def _in_full(events: Sequence[Event], nested: AnyTable, first: Mapping[int, str]) -> tuple[list[Event], Answers]:
    """The first events, by row and id, and the answers to their claims: in their order if there are no other events."""
    answering = set(_answering(nested, list(first.values()))) if len(first) < len(events) else set()
    found: dict[int, Event] = {}

    def passing() -> Iterator[Event]:
        for row, event in _read(events, sorted({*first, *answering})):
            if row in first:
                found[row] = event
            if row in answering:
                yield event

    given = answers(passing())
    shown = [found[row] for row in first]
    return shown, given if len(first) < len(events) else answers(shown)


def _answering(nested: AnyTable, shown: Sequence[str]) -> Iterator[int]:
    """The rows of the events that answer claims of those that are shown."""
    at, ids = 0, pa.array(shown, pa.string())
    for part in picked(nested, _ANSWERED):
        claims = part["claims"].combine_chunks()
        links = members_of(claims)["responds_to",]
        event = pc.list_parent_indices(claims).take(pc.list_parent_indices(links))
        answered = pc.replace_substring_regex(members_of(links)["claim",], "(?s)#.*", "")
        yield from pc.add(event.filter(pc.is_in(answered, value_set=ids)).unique(), at).to_pylist()
        at += part.num_rows


def _read(events: Sequence[Event], rows: Sequence[int]) -> Iterator[tuple[int, Event]]:
    """Some events with their numbers, which are in order; the lines of the others are passed over."""
    if not isinstance(events, Lines):
        yield from ((row, events[row]) for row in rows)
        return
    with events.path.open("rb", _BUFFER) as lines:
        at = 0
        for row in rows:
            yield row, jiter.from_json(next(islice(lines, row - at, None)), cache_mode="keys")
            at = row + 1


def _with_blank(found: Mapping[str, int], blank: str, events: int) -> dict[str, int]:
    """How many of so many events have each value; blank stands for none."""
    without = events - sum(found.values())
    return {**found, blank: found.get(blank, 0) + without} if without else dict(found)
