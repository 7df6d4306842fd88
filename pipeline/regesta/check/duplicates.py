"""Suspected duplicates: two records that may tell of one event, by when, where, who and what.

Each of the four gives a share from 0 to 1, and half where it is not stated; `alike` weighs them. The threshold is such
that three of them agree fully and the fourth at least in part, or is not stated. Only records that could reach it are
compared: on one day, of one type, with an actor in one place, or with the same actors, or in one place where one of the
two names nobody.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias
from zlib import crc32

from regesta.check.alike import THRESHOLD, Sketch, days_of, keys_of, likeness, near, sketch

Numbered: TypeAlias = Sequence[tuple[int, Mapping[str, Any]]]
Row: TypeAlias = list[Sketch]  # events of one type on one day, in their order

GROUPS = 64  # in which events are compared; two that may be alike share one
_MOST_COMPARED = 20  # of the records before it that share a key: a longer row is a series, not a doubt


class Suspect(NamedTuple):
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
    yield from suspects_among(drawn, tied(tie for _, event in events for tie in same_as(event)))


def suspects_among(
    drawn: Sequence[Sketch], heads: Mapping[str, str], group: int | None = None, told: Sequence[int] | None = None
) -> list[Suspect]:
    """The same of sketches, in their order; heads are those of `tied`.

    group, one of GROUPS, leaves out what is compared in another; drawn need not hold others then (see `groups_of`).
    told says by its number whether an event is asked about (None: all are), and those are compared with all before
    them. The time is linear in the number of events.
    """
    rows: dict[tuple[str, Hashable], Row] = defaultdict(list)
    for one in drawn:
        days = days_of(one)
        for day in days:
            if group is None or len(days) == 1 or _group(one.type, day) == group:
                rows[one.type, day].append(one)
    found = {(s.later, s.earlier): s for row in rows.values() if len(row) > 1 for s in _suspects_in(row, heads, told)}
    places = {one.number: place for place, one in enumerate(drawn)} if found else {}
    return sorted(found.values(), key=lambda suspect: (places[suspect.later], suspect.earlier))


def groups_of(one: Sketch) -> set[int]:
    """The groups in which an event is compared."""
    days = days_of(one)
    return {_group(one.type, one.first)} if len(days) == 1 else {_group(one.type, day) for day in days}


def _group(kind: str, day: int) -> int:
    return _group_of_week(kind, day >> 3)


@lru_cache(maxsize=10_000)
def _group_of_week(kind: str, week: int) -> int:
    return crc32(f"{kind}|{week}".encode("utf-8", "surrogatepass")) % GROUPS


def _suspects_in(row: Row, heads: Mapping[str, str], told: Sequence[int] | None) -> Iterator[Suspect]:
    """Those in one row; few enough are held against each other as they are, which costs less than keys."""
    if told is not None and not any(told[one.number] for one in row):
        return
    few = sum(max(len(one.spots), 1) for one in row) <= _MOST_COMPARED
    for later, before in _all_before(row) if few else _sharing(row):
        if told is not None and not told[later.number]:
            continue
        for earlier in near(later, before):
            if _is_known(later, earlier, heads):
                continue
            score, reason = likeness(later, earlier)
            if score >= THRESHOLD and (not few or _shares_a_key(later, earlier)):
                yield Suspect(later.number, earlier.number, score, reason)


def _is_known(later: Sketch, earlier: Sketch, heads: Mapping[str, str]) -> bool:
    """Whether somebody has said how the two stand to each other."""
    if later.id == earlier.id or earlier.id in later.related or later.id in earlier.related:
        return True
    return heads.get(later.id, later.id) == heads.get(earlier.id, earlier.id)


def _all_before(row: Row) -> Iterator[tuple[Sketch, Row]]:
    return ((later, row[:place]) for place, later in enumerate(row))


def _shares_a_key(later: Sketch, earlier: Sketch) -> bool:
    return not set(keys_of(later)[1]).isdisjoint(keys_of(earlier)[0])


def _sharing(row: Row) -> Iterator[tuple[Sketch, Row]]:
    """Each event with those before it that share a key with it, of each key the last ones."""
    seen: dict[Any, Row] = defaultdict(list)
    for later in row:
        stands, looks = keys_of(later)
        found: dict[int, Sketch] = {}
        for key in looks:
            for earlier in seen[key][-_MOST_COMPARED:] if key in seen else ():
                found.setdefault(earlier.number, earlier)
        yield later, list(found.values())
        for key in stands:
            seen[key].append(later)


def same_as(event: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The events that `same-as` ties to one: (its id, the other's)."""
    relations, own = event.get("relations", ()), event.get("id")
    for relation in relations if isinstance(relations, list) and isinstance(own, str) else ():
        other = relation.get("event") if isinstance(relation, dict) else None
        if isinstance(other, str) and relation.get("type") == "same-as":
            yield str(own), other


def tied(ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each event that `same-as` ties to others, one name of its group."""
    group: dict[str, str] = {}

    def head(name: str) -> str:
        while (above := group.get(name, name)) != name:
            group[name] = group.get(above, above)  # the way is halved for who comes after
            name = group[name]
        return name

    for own, other in ties:
        group[head(own)] = group.setdefault(head(other), head(other))
    return {name: head(name) for name in group}
