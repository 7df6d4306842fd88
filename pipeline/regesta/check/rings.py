"""Rings: relations that lead from an event back to itself, and withdrawn events that replace each other.

Only relations by which an event would be a part, a cause or a sequel of itself are looked at: by the vocabulary, those
that are transitive and not symmetric.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from sys import intern
from typing import Any, NamedTuple, TypeAlias

from regesta.check.looked import Found, Together
from regesta.contract import shipped_vocabulary
from regesta.diagnostics import Diagnostic
from regesta.listed import members
from regesta.read.text import quoted

REPLACED = "replaced_by"
_MOST_NAMED = 3  # of the events on the way round

# A step from an event: its number, the type of the relation or REPLACED, the id of the other, the JSON Pointer.
Step: TypeAlias = tuple[int, str, str, str]


def steps_of(number: int, event: Mapping[str, Any]) -> Iterator[Step]:
    """The steps from an event of a number to others, by its relations and its tombstone; it may lack anything."""
    for pointer, relation in members(event, "relations") if "relations" in event else ():
        other, kind = relation.get("event"), relation.get("type")
        if isinstance(other, str) and isinstance(kind, str):
            yield number, intern(kind), other, intern(f"{pointer}/event")
    withdrawn = event.get("withdrawn")
    named = withdrawn.get(REPLACED) if isinstance(withdrawn, dict) else None
    for index, other in enumerate(named if isinstance(named, list) else ()):
        if isinstance(other, str):
            yield number, REPLACED, other, intern(f"/withdrawn/{REPLACED}/{index}")


@cache
def _one_way() -> frozenset[str]:
    rows = shipped_vocabulary("relation-types")
    codes = (code for code, row in rows.items() if row["transitive"] == "true" and row["symmetric"] == "false")
    return frozenset((*codes, REPLACED))


class _Ways(NamedTuple):
    """The steps of one type between events that have such steps: from and to which, in the order of the former."""

    start: "array[int]"
    end: "array[int]"
    pointers: list[str]

    def of(self, number: int) -> range:
        """The steps from the event of a number."""
        return range(bisect_left(self.start, number), bisect_right(self.start, number))


class _Ring(NamedTuple):
    """A way round: the step that closes it, the first few of those before it, and how many events are on it."""

    closing: int
    first: Sequence[int]
    length: int


def rings(records: Together) -> Iterator[Found]:
    """Relations of one type do not lead from an event back to itself; each ring is told where it closes and begins.

    What closes one is the step of it that was met last: without those there is no ring.
    """
    for kind, ways in sorted(_ways(records).items()):
        starts = set(ways.start)
        for ring in _closed(ways, (number for number in records.order if number in starts)):
            yield from _told(records, kind, ways, ring)


def _ways(records: Together) -> dict[str, _Ways]:
    """The steps by type, without those to events from which none leads on: most are such, and in no ring."""
    sought: defaultdict[str, set[str]] = defaultdict(set)
    for _, kind, other, _ in records.steps():
        if kind in _one_way():
            sought[kind].add(other)
    leaving: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for number, kind, _, _ in records.steps() if sought else ():
        if kind in sought and (own := records.own_id(number)) in sought[kind]:
            leaving[kind][str(own)] = number
    found: dict[str, _Ways] = {}
    for number, kind, other, pointer in records.steps() if leaving else ():
        end = leaving[kind].get(other) if kind in leaving else None
        if end is not None and end != number:  # one to itself is told of the record
            ways = found.setdefault(kind, _Ways(array("Q"), array("Q"), []))
            ways.start.append(number)
            ways.end.append(end)
            ways.pointers.append(intern(pointer))
    return found


def _closed(ways: _Ways, order: Iterable[int]) -> Iterator[_Ring]:
    """Each step that closes a ring, as a search from one event after the other meets them."""
    done: set[int] = set()
    for number in order:
        way: list[int] = []  # the steps from this event to where the search is
        depth = {number: 0}  # of each event on the way
        left = [iter(ways.of(number))] if number not in done else []
        while left:
            step = next(left[-1], None)
            if step is None:
                left.pop()
                here = ways.end[way.pop()] if way else number
                done.add(here)
                del depth[here]
            elif (end := ways.end[step]) in depth:
                above = depth[end]
                yield _Ring(step, way[above : above + _MOST_NAMED], len(way) - above + 1)
            elif end not in done:
                depth[end] = len(left)
                way.append(step)
                left.append(iter(ways.of(end)))


def _told(records: Together, kind: str, ways: _Ways, ring: _Ring) -> Iterator[Found]:
    """The two findings of a ring: at the step that closes it, and at that which goes on from where it closes."""
    advice = "delete the relation that is told the wrong way round"
    if kind == REPLACED:
        advice = "name an event that stands, or withdraw one of them only"
    for step, others in ((ring.closing, ways.start), (ring.first[0], ways.end)):
        own, target = (records.own_id(number) for number in (ways.start[step], ways.end[step]))
        named = [others[one] for one in ring.first]
        through = ", ".join(f"{quoted(str(records.own_id(n)))} in {records.shown(n)}" for n in named)
        more = ring.length - 1 - len(named)
        message = f"`{kind}` leads from {quoted(str(own))} back to itself, through {through}"
        message += f", and {more} more" if more else ""
        yield Found(ways.start[step], Diagnostic("X703", message, ways.pointers[step], value=target, help=advice))
