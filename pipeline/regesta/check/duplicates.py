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
    yield from suspects_among(drawn, (tie for _, event in events for tie in same_as(event)))


def suspects_among(drawn: Iterable[Sketch], ties: Iterable[tuple[str, str]]) -> Iterator[Suspect]:
    """The same of sketches, in their order; ties are the pairs of ids that `same-as` ties anywhere."""
    tied = _tied(ties)
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


def same_as(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The events that `same-as` ties to one: (its id, the other's)."""
    relations, own = event.get("relations", ()), event.get("id")
    for relation in relations if isinstance(relations, list) and isinstance(own, str) else ():
        other = relation.get("event") if isinstance(relation, dict) else None
        if isinstance(other, str) and relation.get("type") == "same-as":
            yield str(own), other


def _tied(ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each event that `same-as` ties to others, one name of its group."""
    group: dict[str, str] = {}

    def head(name: str) -> str:
        while group.get(name, name) != name:
            name = group[name]
        return name

    for own, other in ties:
        group[head(own)] = group.setdefault(head(other), head(other))
    return {name: head(name) for name in group}


_MANY = 100_000
_SEVERAL = -1


def possibly_alike(stands: Sequence[int], looks: Sequence[int], reach: Sequence[int]) -> frozenset[int]:
    """The numbers of the records that share a key with another: nobody else can be suspected.

    stands and looks are the hashes of the keys of all records, one record after another; reach says how many of each
    are those of record n, at 2n and 2n + 1.
    """
    if len(reach) > _MANY:
        return _possibly_alike_many(stands, looks, reach)
    stood, looked = _holders(stands, reach[::2]), _holders(looks, reach[1::2])
    found: set[int] = set()
    for keys, numbers in ((stood, looked), (looked, stood)):
        for key, number in keys.items():
            other = numbers.get(key)
            if other is not None and (number is _SEVERAL or other is _SEVERAL or number != other):
                found.add(key)
    both = ((stands, reach[::2]), (looks, reach[1::2]))
    return frozenset(n for keys, counts in both for n, key in zip(_numbered(counts), keys, strict=True) if key in found)


def _numbered(counts: Sequence[int]) -> Iterator[int]:
    return (number for number, count in enumerate(counts) for _ in range(count))


def _holders(keys: Sequence[int], counts: Sequence[int]) -> dict[int, int]:
    """For each key the number of the one record that has it, or _SEVERAL."""
    held: dict[int, int] = {}
    for number, key in zip(_numbered(counts), keys, strict=True):
        if held.setdefault(key, number) != number:
            held[key] = _SEVERAL
    return held


def _possibly_alike_many(stands: Sequence[int], looks: Sequence[int], reach: Sequence[int]) -> frozenset[int]:
    """The same of millions, sorted rather than held in dictionaries."""
    import numpy as np  # noqa: PLC0415 - 60 ms, for many records only

    counts = np.asarray(reach, dtype=np.int64)
    sides = []
    for keys, column in ((stands, counts[::2]), (looks, counts[1::2])):
        numbers = np.repeat(np.arange(len(column), dtype=np.uint32), column)
        sides.append((np.asarray(keys, dtype=np.uint32), numbers))
    found = []
    for (mine, owners), (theirs, holders) in (sides, sides[::-1]):
        order = np.argsort(theirs, kind="stable")
        ranked, ranked_holders = theirs[order], holders[order]
        left, right = (np.searchsorted(ranked, mine, side) for side in ("left", "right"))
        there = right > left
        first, last = ranked_holders[left[there]], ranked_holders[right[there] - 1]
        own = owners[there]
        found.append(np.unique(own[(first != own) | (last != own)]))
    return frozenset(np.concatenate(found).tolist())
