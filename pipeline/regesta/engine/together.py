"""All records looked at together: the parts as the rules over a dataset see them, and what these find."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from heapq import merge
from itertools import accumulate, chain, compress, groupby
from operator import not_
from typing import TypeAlias

from regesta.check.alike import Sketch
from regesta.check.dataset_rules import DATASET_RULES, repeated_ids
from regesta.check.duplicates import Suspect, suspects_among, tied
from regesta.check.looked import Together
from regesta.check.rings import Step
from regesta.check.severities import waivable, weighed
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.engine.batch import in_pieces, processors
from regesta.engine.gathered import Part, Reference, Wanted
from regesta.read import Record

LOST = "X702"  # a reference to what is not there
RING = "X703"  # told where it closes and begins, while any event on it may have brought it about
_MANY = 5_000  # records: below, a second process costs more than it saves

_Told: TypeAlias = tuple[bool, int, int, tuple[float, str]]


@dataclass(slots=True, eq=False, repr=False)
class _Suspects:
    """Pairs of records that may be one, by their numbers; why is an index into reasons, each a score and its words."""

    later: "array[int]" = field(default_factory=lambda: array("I"))
    earlier: "array[int]" = field(default_factory=lambda: array("I"))
    why: "array[int]" = field(default_factory=lambda: array("I"))
    reasons: list[tuple[float, str]] = field(default_factory=list)


def found_together(
    parts: Sequence[Part], dataset: Dataset, wanted: Wanted, today: str, processes: int | None = None
) -> Iterator[tuple[Record, Iterator[Diagnostic]]]:
    """What the rules over all records find, with its severity, and where the record stands that it is about.

    Of two that clash the later is at fault, and those that are told of count as the last: of parts that are told, those
    of the named files (shown paths; None: all). Nothing is found about others, but what those brought about: references
    to what was lost or withdrawn, relations that do not fit or lead round. processes is how many share the work; by
    default as many as pay.
    """
    named, rules = wanted.named, dataset.table("rules")
    starts = list(accumulate(map(len, parts), initial=0))
    records = _together(parts, starts, wanted, processes)
    may_close = named is None and any(part.told and len(part.steps) for part in parts)
    for item in (item for rule in DATASET_RULES for item in rule(records)):
        part, number = _place(parts, starts, item.number)
        where, code = part.where(number), item.diagnostic.code
        is_elsewhere = (code == LOST and item.diagnostic.value in wanted.lost) or (code == RING and may_close)
        beside = item.beside is not None and named is None and _place(parts, starts, item.beside)[0].told
        if is_elsewhere or beside or part.is_told(number, named):
            told = replace(item.diagnostic, event_id=part.ids[number], path=where.shown)
            waivers = part.waivers.get(number, ()) if waivable(told.code) else ()
            yield where, weighed([told], rules, waivers, today)


def _place(parts: Sequence[Part], starts: Sequence[int], number: int) -> tuple[Part, int]:
    """The part that holds a record, and its number there."""
    index = bisect_right(starts, number) - 1
    return parts[index], number - starts[index]


def _together(parts: Sequence[Part], starts: Sequence[int], wanted: Wanted, processes: int | None) -> Together:
    """All records as the rules see them: by numbers that run through the parts."""
    last = _last(parts, wanted.named)
    place = partial(_place, parts, starts)

    def shown(number: int) -> str:
        part, own = place(number)
        return part.shown(own)

    def own_id(number: int) -> str | None:
        part, own = place(number)
        return part.ids[own]

    def days(number: int) -> tuple[int, int]:
        part, own = place(number)
        return part.days[2 * own], part.days[2 * own + 1]

    def ids() -> Iterator[str | None]:
        return chain.from_iterable(part.ids for part in parts)

    return Together(
        ids=ids,
        own_id=own_id,
        repeated=repeated_ids(ids()),
        claims=[own for part in parts for own in part.claims],
        shown=shown,
        order=_order(starts[-1], last),
        references=partial(_references, parts, starts, wanted.named, wanted.lost | _withdrawn(parts, last)),
        steps=partial(_steps, parts, starts),
        days=days,
        stones=lambda: (start + stone for start, part in zip(starts, parts, strict=False) for stone in part.stones),
        suspects=_suspects(parts, starts, last, processes),
        unread=frozenset[str]().union(*(part.unread for part in parts)),
    )


def _references(
    parts: Sequence[Part], starts: Sequence[int], named: frozenset[str] | None, lost: frozenset[str]
) -> Iterator[Reference]:
    """What the records refer to that are told of, and whatever refers to what is lost."""
    for start, part in zip(starts, parts, strict=False):
        for number, kind, target, pointer in part.references:
            if target in lost or part.is_told(number, named):
                yield start + number, kind, target, pointer


def _withdrawn(parts: Sequence[Part], last: bytearray | None) -> frozenset[str]:
    """The ids of withdrawn events that are told of, where others are not."""
    if last is None:
        return frozenset()
    return frozenset(
        own for part in parts if part.told for stone in part.stones if (own := part.ids[stone]) is not None
    )


def _steps(parts: Sequence[Part], starts: Sequence[int]) -> Iterator[Step]:
    """What the relations of all records lead to, and the tombstones."""
    for start, part in zip(starts, parts, strict=False):
        for number, kind, other, pointer in part.steps:
            yield start + number, kind, other, pointer


def _last(parts: Sequence[Part], named: frozenset[str] | None) -> bytearray | None:
    """For each record, whether it is told of; None where it makes no difference."""
    if named is None and all(part.told for part in parts):
        return None
    found = bytearray()
    for part in parts:
        of_file = [part.told and (named is None or shown in named) for _, shown in part.files]
        found += bytes(map(of_file.__getitem__, part.file))
    return found


def _order(count: int, last: bytearray | None) -> Sequence[int]:
    """The numbers of the records, those of the named files last."""
    if last is None:
        return range(count)
    return [*compress(range(count), map(not_, last)), *compress(range(count), last)]


def _suspects(
    parts: Sequence[Part], starts: Sequence[int], last: bytearray | None, processes: int | None
) -> Iterator[Suspect]:
    """The pairs of records that may be one, in the order of the later ones; each group is gone through by itself."""
    if starts[-1] < 2:
        return
    heads = tied(tie for part in parts for tie in part.ties)
    groups = sorted({group for part in parts for group in part.sketches})
    many = (processes or processors()) if starts[-1] > _MANY else 1
    found = list(in_pieces(partial(_of_group, parts, starts, last, heads), groups, many))
    for (_, later, earlier, reason), _ in groupby(merge(*(_told(one, last) for one in found))):
        yield Suspect(later, earlier, *reason)


def _told(found: _Suspects, last: bytearray | None) -> Iterator[_Told]:
    for later, earlier, why in zip(found.later, found.earlier, found.why, strict=True):
        yield last is not None and bool(last[later]), later, earlier, found.reasons[why]


def _of_group(
    parts: Sequence[Part], starts: Sequence[int], last: bytearray | None, heads: Mapping[str, str], group: int
) -> _Suspects:
    """The suspects of one group of sketches."""
    drawn = [
        Sketch(start + number, *rest)
        for start, part in zip(starts, parts, strict=False)
        for number, *rest in part.sketches.get(group, ())
    ]
    if last is not None:
        drawn.sort(key=lambda one: last[one.number])
    found, reasons = _Suspects(), dict[tuple[float, str], int]()
    for suspect in suspects_among(drawn, heads, group, last):
        found.later.append(suspect.later)
        found.earlier.append(suspect.earlier)
        found.why.append(reasons.setdefault((suspect.score, suspect.reason), len(reasons)))
    found.reasons = list(reasons)
    return found
