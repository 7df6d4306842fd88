"""Suspected duplicates: two records that may tell of one event, by when, where, who and what.

Each of the four gives a share from 0 to 1, and half where it is not stated; `alike` weighs them. The threshold is such
that three of them agree fully and the fourth at least in part, or is not stated. Only records that could reach it are
compared: on one day, of one type, with an actor in one place, or with the same actors, or in one place where one of the
two names nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from regesta.check.alike import THRESHOLD, Sketch, likeness, sketch

Numbered: TypeAlias = Sequence[tuple[int, Mapping[str, Any]]]

_MOST_COMPARED = 20  # of the records before it that share a key: a longer row is a series, not a doubt


@dataclass(frozen=True, slots=True)
class Suspect:
    """Two records, by their numbers, the later one first; score from 0 to 1, and why."""

    later: int
    earlier: int
    score: float
    reason: str


def suspects(events: Numbered) -> Iterator[Suspect]:
    """The pairs of normalised events that may be one, the later one by its place in the sequence.

    Withdrawn events are left out, and pairs that a relation ties, or that share a `same-as` group.
    """
    drawn = [s for number, event in events if (s := sketch(number, event)) is not None]
    tied = _tied(event for _, event in events)
    for later, earlier in _compared(drawn):
        if later.id == earlier.id or tied.get(later.id, later.id) == tied.get(earlier.id, earlier.id):
            continue
        if earlier.id in later.related or later.id in earlier.related:
            continue
        score, reason = likeness(later, earlier)
        if score >= THRESHOLD:
            yield Suspect(later.number, earlier.number, score, reason)


def _compared(drawn: Iterable[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
    """Each pair that shares a key, once, the later first; the time is linear in the number of events."""
    seen: dict[tuple[Any, ...], list[Sketch]] = defaultdict(list)
    for later in drawn:
        found: dict[int, Sketch] = {}
        for key in later.looks_among:
            for earlier in seen[key][-_MOST_COMPARED:] if key in seen else ():
                found.setdefault(earlier.number, earlier)
        yield from ((later, found[number]) for number in sorted(found))
        for key in later.stands_among:
            seen[key].append(later)


def _tied(events: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """For each event that `same-as` ties to others, one name of its group."""
    group: dict[str, str] = {}

    def head(name: str) -> str:
        while group.get(name, name) != name:
            name = group[name]
        return name

    for event in events:
        relations = event.get("relations", ())
        for relation in relations if isinstance(relations, list) else ():
            own, other = event.get("id"), relation.get("event") if isinstance(relation, dict) else None
            if isinstance(own, str) and isinstance(other, str) and relation.get("type") == "same-as":
                group[head(own)] = group.setdefault(head(other), head(other))
    return {name: head(name) for name in group}
