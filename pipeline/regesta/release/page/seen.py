"""All events of a release, gone through once: what the page draws of each, and in full those that it lists."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from regesta.jsontext import compact
from regesta.release.page.claims import Answers, answers
from regesta.release.page.table import ROWS
from regesta.release.page.timeline import order
from regesta.release.page.words import Event
from regesta.release.stored import Lines


@dataclass(frozen=True)
class Seen:
    """The events of a release: dated with their date, placed with their places, marked with what was computed.

    Each of these lists has an entry an event; of many events, equal entries are one object, and hold nothing else.
    said are all claims; first are the first events by date, in full; answers those to the claims of these.
    """

    dated: Sequence[Event]
    placed: Sequence[Event]
    marked: Sequence[Event]
    said: Sequence[Mapping[str, Any]]
    first: Sequence[Event]
    answers: Answers

    def __len__(self) -> int:
        return len(self.marked)


def look_through(events: Sequence[Event]) -> Seen:
    """Go through all events once; of many, little is held."""
    if len(events) <= ROWS:
        ordered = sorted(events, key=order)
        said = [claim for event in ordered for claim in event.get("claims", ())]
        return Seen(ordered, ordered, ordered, said, ordered, answers(ordered))
    dated: list[Event] = []
    placed: list[Event] = []
    marked: list[Event] = []
    said = []
    known: dict[str, Any] = {}

    def passing() -> Iterator[Event]:
        for event in events:
            dated.append(_part(known, event, _DATED))
            placed.append(_part(known, event, _PLACED))
            marked.append(_part(known, event, _MARKED))
            said.extend(_one(known, {k: claim[k] for k in _SAID if k in claim}) for claim in event.get("claims", ()))
            yield event

    first = nsmallest(ROWS, passing(), key=order)
    return Seen(dated, placed, marked, said, first, _answers(events, {event["id"] for event in first}))


_DATED = ("date",)
_PLACED = ("type", "places")
_MARKED = ("verification", "n_denials")
_SAID = ("act", "speaker", "speaker_actor", "hedge")


def _part(known: dict[str, Any], event: Event, fields: Iterable[str]) -> Event:
    found: Event = _one(known, {name: event[name] for name in fields if name in event})
    return found


def _one(known: dict[str, Any], value: Any) -> Any:
    """The value, or one that is equal and was there before."""
    return known.setdefault(compact(value), value)


def _answers(events: Sequence[Event], shown: set[str]) -> Answers:
    """The answers to the claims of the events that are shown, by whatever event they are given."""
    answering = events.holding(b'"responds_to"') if isinstance(events, Lines) else events
    return answers(event for event in answering if any(other in shown for other in _answered(event)))


def _answered(event: Event) -> Iterator[str]:
    for claim in event.get("claims", ()):
        for answer in claim.get("responds_to", ()):
            yield str(answer.get("claim", "")).partition("#")[0]
