"""The grammar of a whole date text: what ties two dates together, and what bounds one from a side.

Which words may be which dates depends on their kinds alone, so it is found once for each row of kinds (`_ways`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any, NamedTuple

from regesta.normalise.dates.around import steps, whens
from regesta.normalise.dates.arrangement import arranged, bound_after_year, with_aside, with_slashes
from regesta.normalise.dates.choices import choices, words
from regesta.normalise.dates.core import is_bare_number
from regesta.normalise.dates.counted import counted, counts
from regesta.normalise.dates.lexer import Slot
from regesta.normalise.dates.pieces import Expression, Piece, Shape, When
from regesta.normalise.dates.times import may_hold_time

_MOST_READINGS = 64
_PREFIXES: dict[str, Shape] = {
    "b": "before", "a": "after", "e": "not-after", "g": "not-before", "S": "since", "f": "since", "U": "until",
    ";": "as-of",
}  # fmt: skip
_SUFFIXES: dict[str, Shape] = {key: shape for key, shape in _PREFIXES.items() if key != "f"}
_SIDES: frozenset[Shape] = frozenset(("before", "after", "not-after", "not-before"))
_PARTS_OF_YEAR = {"month", "season", "quarter", "half"}
_TOLD = frozenset(
    "@6~127cJ≈"
)  # at, around, am, pm, half past, 12:30, between, shortly before: beside hours they tell of a time
_FROM_ANCHOR = "[n_]?[DWMY][GL]"
_ORDERS = ("dmy", "mdy", "ymd")  # of numbers alone: both ends of a range are in the same


class _Way(NamedTuple):
    """One way in which words of some kinds may be an expression: where its date stands, or its two dates.

    tie: the kind of the word between the two; time_alone: a time, of the day it was written; night: if a word is of the
    night between the two, or into the one; counted: where it is told what is counted from the day.
    """

    shape: Shape
    first: slice
    second: slice | None = None
    tie: str = ""
    time_alone: bool = False
    night: bool = False
    counted: slice | None = None


def expressions(slots: Sequence[Slot], order: str | None) -> list[Expression]:
    """Every way to understand all of the slots; nothing where there are too many to look at."""
    readings = prod(map(len, slots))
    if readings > _MOST_READINGS:
        return []
    found: list[Expression] = []
    for kinds, values in choices(slots) if readings > 1 else (words([slot[0] for slot in slots]),):
        orders = (order,) if order is not None or kinds.count("x") + kinds.count("z") < 2 else _ORDERS
        for one in orders:
            found += _expressions(*arranged(kinds, values), one)
        if "z" in kinds:
            for days in with_slashes(kinds, values):
                found += _expressions(*arranged(*days), order)
        if "(" in kinds and (brackets := with_aside(kinds, values)) is not None:
            found += _expressions(*brackets, order)
        if (bound := bound_after_year(kinds, values)) is not None:
            found += [way._replace(in_year=way.shape in _SIDES) for way in _expressions(*bound, order)]
    return found if len(found) < 2 else list(dict.fromkeys(found))


def _expressions(kinds: str, values: Sequence[Any], order: str | None) -> list[Expression]:
    return [found for way in _ways(kinds) for found in _in_way(way, kinds, values, order)]


def _in_way(way: _Way, kinds: str, values: Sequence[Any], order: str | None) -> Iterable[Expression]:
    """What the words say if they are an expression in this way."""
    firsts = whens(kinds[way.first], values[way.first], order, partial=way.time_alone or way.second is not None)
    if way.second is not None:
        return _two_dates(way, kinds, values, order, firsts)
    if way.counted is not None:
        is_behind = way.counted.start > 0
        firsts = list(counted(kinds[way.counted], values[way.counted], firsts, behind=is_behind))
    elif way.time_alone:
        is_unsure = _may_be_a_while(kinds, values) or "ø" in kinds  # of a midnight the day is unsaid
        today = Piece("day", shift=0)
        firsts = [] if is_unsure else [when._replace(date=today) for when in firsts if when.date is None]
    elif way.night:
        firsts = [when._replace(part="night", night_into=True) for when in firsts if not when.part]
    return [Expression(way.shape, when) for when in firsts]


def _two_dates(
    way: _Way, kinds: str, values: Sequence[Any], order: str | None, firsts: list[When]
) -> Iterable[Expression]:
    """What the words say if they are two dates with a tie between them; nothing where they may be none."""
    if _is_of_day(kinds, values, way) or _is_number_after_year(kinds, way) or _may_be_times(kinds, values, way):
        return ()
    second = way.second or way.first
    seconds = whens(kinds[second], values[second], order, partial=True)
    if "z" in kinds and _has_slash(kinds, values, way) and not _have_year([*firsts, *seconds]):
        return ()
    return _tied(kinds, way, firsts, seconds)


def _may_be_a_while(kinds: str, values: Sequence[Any]) -> bool:
    """Whether a time without a date may be a number of hours: 5 heures, but not "à 5 heures" or "5 heures du matin"."""
    return "h" in kinds and values[kinds.index("h")] == "plural" and "u" not in kinds and _TOLD.isdisjoint(kinds)


def _is_of_day(kinds: str, values: Sequence[Any], way: _Way) -> bool:
    """Whether there are no two dates: of a part of day that is none of two, or "24 Haziran'dan iki gün önce"."""
    if way.night and kinds[0] == "p" and values[0] not in {"night", "dark"}:
        return True
    is_out = way.tie == "T" and values[way.first.stop] == "out"
    return is_out and way.second is not None and re.fullmatch(_FROM_ANCHOR, kinds[way.second]) is not None


def _is_number_after_year(kinds: str, way: _Way) -> bool:
    """Whether the second date is a number that follows a day with its year, 3 May 1471-5, or what is told of it is.

    The one is no day of that month, and in "2018-2019 winter" there are no two dates, nor is "4 2019" the first one.
    """
    if kinds == "y-ys" or kinds[way.first] in ("ny", "0y"):
        return True
    second = kinds[way.second] if way.second else ""
    return second in {"n", "0"} and way.tie in "-T/(" and kinds[way.first][-1] in "yY" and "m" in kinds[way.first]


def _may_be_times(kinds: str, values: Sequence[Any], way: _Way) -> bool:
    """Whether both ends may as well be times of day: 12.05 - 13.05, but not 23.06 - 25.06."""
    ends = [values[end.start] for end in (way.first, way.second) if end is not None and kinds[end] == "z"]
    return len(ends) == 2 and all(hour < 24 and minute < 60 and wide == 2 for hour, minute, _, wide, _ in ends)


def _are_days(kinds: str, way: _Way) -> bool:
    """Whether bare numbers at the ends are told to be days: not 24 to 26, nor 18th-19th, which may be centuries."""
    marks = "%" if way.tie in "-/" else "0%"
    ends = [kinds[way.first], kinds[way.second or way.first]]
    is_signed = ends[0] == "n" and ends[1] == "n%"  # 24-26日
    return way.night or is_signed or not any(set(marks).isdisjoint(end) for end in ends)


def _has_slash(kinds: str, values: Sequence[Any], way: _Way) -> bool:
    """Whether an end is two small numbers with a slash."""
    ends = [values[end][0] for end in (way.first, way.second) if end is not None and kinds[end] == "z"]
    return any(max(value[2:4]) < 3 and not value[-1] for value in ends)


def _have_year(ends: Sequence[When]) -> bool:
    """Whether a year is printed at one of the ends, for 1/2 - 3/4 may be anything."""
    dates = [when.date for when in ends if when.date is not None]
    return any(date.year is not None or date.short_year is not None for date in dates)


def _tied(kinds: str, way: _Way, firsts: list[When], seconds: list[When]) -> Iterator[Expression]:
    for first, second in product(firsts, seconds):
        if _are_bare(first, second) and not (first.weekday or second.weekday or _are_days(kinds, way)):
            continue
        if (first.date is not None or second.date is not None) and _may_be_tied(way, first, second):
            one, other = _as_decades(first, second) if way.tie in "-/" else (first, second)
            yield Expression(way.shape, one._replace(part="night") if way.night else one, other)


def _are_bare(first: When, second: When) -> bool:
    is_bare = first.date is not None and is_bare_number(first.date)
    return is_bare and second.date is not None and is_bare_number(second.date)


def _may_be_tied(way: _Way, first: When, second: When) -> bool:
    """Summer 2021-2022 may be a span and may be two summers; "from summer 2021 to 2022" is a span."""
    if any(when.date is not None and when.date.unit == "week" and when.date.third for when in (first, second)):
        return False
    if way.tie == "R" and first.date is not None and first.date.unit == "year" and second.date is not None:
        return second.date.unit == "year" or (second.date.day or 0) > 9  # 1471 or 72
    if way.tie in "-T" and way.first.start == 0 and first.date is not None and second.date is not None:
        may_repeat = first.date.unit in (_PARTS_OF_YEAR if way.tie == "-" else {"season"})
        return not may_repeat or first.date.year is None or second.date.unit != "year"
    return way.tie != "/" or _are_alike(first, second)


def _as_decades(first: When, second: When) -> tuple[When, When]:
    """1910-1920s, two decades of which one alone is printed as one."""
    one, other = first.date, second.date
    if one is None or other is None or {one.unit, other.unit} != {"year", "decade"}:
        return first, second
    years = [piece.year for piece in (one, other) if piece.unit == "year"]
    if years[0] is None or years[0] % 10:
        return first, second
    decade = Piece("decade", number=years[0])
    return (first._replace(date=decade), second) if one.unit == "year" else (first, second._replace(date=decade))


def _are_alike(first: When, second: When) -> bool:
    """Whether a slash can tie them: 23/24 June and 2019/20, but not yesterday/2023."""
    if first.date is None or second.date is None or second.date.unit == "century":  # the turn of them, or either
        return False
    return first.date.unit == second.date.unit or is_bare_number(first.date) or is_bare_number(second.date)


@lru_cache(maxsize=16_384)
def _ways(kinds: str) -> tuple[_Way, ...]:
    """The ways in which words of these kinds may be an expression, if their values are those of dates."""
    return tuple(way for way in _all_ways(kinds) if _may_be(kinds, way)) if kinds else ()


def _may_be(kinds: str, way: _Way) -> bool:
    if way.second is not None:
        return bool(steps(kinds[way.first], True) and steps(kinds[way.second], True))
    if way.time_alone:
        return any(step.kinds == "" for step in steps(kinds[way.first], True))
    return bool(steps(kinds[way.first], False))


def _all_ways(kinds: str) -> Iterator[_Way]:
    size = len(kinds)
    if kinds[-1] == "$":  # inclusive: "до" is until then, and not before
        if size > 1:
            yield from (way for way in _all_ways(kinds[:-1]) if way.shape not in {"before", "after"})
        return
    yield _Way("at", slice(0, size))
    yield from (_Way("at", day, counted=told) for told, day in counts(kinds))
    yield from _told_after(kinds, size)
    if may_hold_time(kinds):
        yield _Way("at", slice(0, size), time_alone=True)
    if kinds[-1] == "5":
        end = size - (2 if kinds[-2:-1] in {"T", "-", "U"} else 1)
        yield _Way("since", slice(int(kinds[0] in "fS"), max(0, end)))
    if size > 2 and kinds[0] in "fS" and kinds[-1] == "S":  # from 2014 onwards
        yield _Way("since", slice(1, size - 1))
    if kinds[0] in _PREFIXES and (kinds[0] != "f" or "p" not in kinds):  # "vom Dienstagabend" is of Tuesday evening
        yield _Way(_PREFIXES[kinds[0]], slice(1, size))
    if kinds[-1] in _SUFFIXES:
        yield _Way(_SUFFIXES[kinds[-1]], slice(int(kinds[0] == kinds[-1] == "e"), size - 1))  # by 1 May at the latest
    if kinds[0] == "J" or kinds[-1] == "J":
        yield from _pairs(kinds, *((1, size) if kinds[0] == "J" else (0, size - 1)), "between", "&T-")
        return
    yield from _pairs(kinds, int(kinds[0] == "f"), size, "from-to", "T-/")
    yield from _named_pairs(kinds, size)


def _told_after(kinds: str, size: int) -> Iterator[_Way]:
    """What is told after its dates: Mart'tan Mayıs'a kadar, and the night into a day or between two."""
    if kinds[-1] == "U":
        yield from _pairs(kinds, 0, size - 1, "from-to", "TS")
    if kinds[-1] == ":":
        yield _Way("at", slice(0, size - 1), night=True)
        yield from (way._replace(night=True) for way in _pairs(kinds, 0, size - 1, "from-to", "T-&/"))
        yield from (_Way("from-to", slice(0, at), slice(at, size - 1), "T", night=True) for at in range(1, size - 1))


def _named_pairs(kinds: str, size: int) -> Iterator[_Way]:
    """Two dates after a word for what they are: the years 1914-1918, the week of 4-10 May, the night of 4-5 May."""
    if kinds[:2] == "Ey":
        yield from _pairs(kinds, 1, size, "from-to", "-/")
    start = 2 if kinds[1:2] in {"f", "J"} else 1
    if kinds[0] in "WiK":
        yield from _pairs(kinds, start, size, "week-of", "T-/")
    if size > 3 and kinds[0] == "p":
        yield from (way._replace(night=True) for way in _pairs(kinds, start, size, "from-to", "T-&/"))
    if "R" in kinds:
        yield from _pairs(kinds, 0, size, "either", "R")
    if "(" in kinds or "/" in kinds:
        yield from _pairs(kinds, 0, size, "two-styles", "(/")
    if "×" in kinds:  # 1340 × 1345, as charters are dated
        yield from _pairs(kinds, 0, size, "between", "×")


def _pairs(kinds: str, start: int, end: int, shape: Shape, ties: str) -> Iterator[_Way]:
    for at in range(start + 1, end - 1):
        if kinds[at] in ties:
            yield _Way(shape, slice(start, at), slice(at + 1, end), tie=kinds[at])
