"""The grammar of a whole date text: what ties two dates together, and what bounds one from a side.

Which words may be which dates depends on their kinds alone, so it is found once for each row of kinds (`_ways`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any, NamedTuple

from regesta.normalise.date_around import steps, whens
from regesta.normalise.date_core import is_bare_number
from regesta.normalise.date_lexer import Slot
from regesta.normalise.date_pieces import Expression, Piece, Shape, When
from regesta.normalise.date_times import may_hold_time

_MOST_READINGS = 64
_PREFIXES: dict[str, Shape] = {
    "b": "before", "a": "after", "e": "not-after", "g": "not-before", "S": "since", "f": "since", "U": "until",
}  # fmt: skip
_SUFFIXES: dict[str, Shape] = {key: shape for key, shape in _PREFIXES.items() if key != "f"}
_PARTS_OF_YEAR = {"month", "season", "quarter", "half"}
_ASIDE = r"\(([~?OVAB]+|[Zw])\)"


class _Way(NamedTuple):
    """One way in which words of some kinds may be an expression: where its date stands, or its two dates.

    tie: the kind of the word between the two; time_alone: a time, of the day it was written; night: if the first word
    is of the night.
    """

    shape: Shape
    first: slice
    second: slice | None = None
    tie: str = ""
    time_alone: bool = False
    night: bool = False


def expressions(slots: Sequence[Slot], order: str | None) -> list[Expression]:
    """Every way to understand all of the slots; nothing where there are too many to look at, or all rest on a count."""
    if prod(map(len, slots)) > _MOST_READINGS:
        return []
    found: list[Expression] = []
    counts = False
    for choice in product(*slots):
        listed = [kind for kind, _ in choice]
        kinds = "".join(_told_apart(listed) if "W" in listed else listed)
        values = [value for kind, value in choice if kind]
        counts = counts or "nM" in kinds
        found += _expressions(*_arranged(kinds, values), order)
        if "z" in kinds:
            for words in _with_slashes(kinds, values):
                found += _expressions(*_arranged(*words), order)
    if counts and all(map(_is_counted, found)):
        return []
    return found if len(found) < 2 else list(dict.fromkeys(found))


def _is_counted(expression: Expression) -> bool:
    """Whether it reads so many months as the month of that number: "since 3 months" as since March."""
    ends = (expression.first, expression.second)
    return any(end is not None and end.date is not None and end.date.counted for end in ends)


def _told_apart(kinds: Sequence[str]) -> Iterator[str]:
    """Week 2 of June is its second week, which no calendar counts; the week of 2 June is the one that day is in."""
    return ("i" if pair == ("W", "n") else pair[0] for pair in zip(kinds, (*kinds[1:], ""), strict=True))


def _with_slashes(kinds: str, values: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """The words with two numbers that have a slash between them as two days: 23/24 June."""
    for at, (kind, value) in enumerate(zip(kinds, values, strict=True)):
        if kind == "z" and value[1] == value[0] + 1 and value[3] <= 2:
            yield f"{kinds[:at]}n/n{kinds[at + 1 :]}", [*values[:at], value[0], None, value[1], *values[at + 1 :]]


def _arranged(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Without the brackets around an aside; "around" is a mark of doubt before a year, else a word before a time."""
    if "6" in kinds:
        kinds = re.sub("6(?=[yYd])", "~", kinds).replace("6", "@")
    while "(" in kinds and (aside := re.search(_ASIDE, kinds)) is not None:
        start, end = aside.span()
        kinds = kinds[:start] + aside[1] + kinds[end:]
        values = values[:start] + values[start + 1 : end - 1] + values[end:]
    return kinds, values


def _expressions(kinds: str, values: Sequence[Any], order: str | None) -> list[Expression]:
    found: list[Expression] = []
    for way in _ways(kinds):
        firsts = whens(kinds[way.first], values[way.first], order, partial=way.time_alone or way.second is not None)
        if way.second is not None:
            if not way.night or values[0] == "night":
                seconds = whens(kinds[way.second], values[way.second], order, partial=True)
                found += _tied(way, firsts, seconds)
        elif way.time_alone:
            day = Piece("day", shift=0)
            found += [Expression(way.shape, when._replace(date=day)) for when in firsts if when.date is None]
        else:
            found += [Expression(way.shape, when) for when in firsts]
    return found


def _tied(way: _Way, firsts: list[When], seconds: list[When]) -> Iterator[Expression]:
    for first, second in product(firsts, seconds):
        if (first.date is not None or second.date is not None) and _may_be_tied(way, first, second):
            yield Expression(way.shape, first._replace(part="night") if way.night else first, second)


def _may_be_tied(way: _Way, first: When, second: When) -> bool:
    """Summer 2021-2022 may be a span and may be two summers; "from summer 2021 to 2022" is a span."""
    if way.tie in "-T" and way.first.start == 0 and first.date is not None and second.date is not None:
        may_repeat = first.date.unit in (_PARTS_OF_YEAR if way.tie == "-" else {"season"})
        return not may_repeat or first.date.year is None or second.date.unit != "year"
    return way.tie != "/" or _are_alike(first, second)


def _are_alike(first: When, second: When) -> bool:
    """Whether a slash can tie them: 23/24 June and 2019/20, but not yesterday/2023."""
    if first.date is None or second.date is None:
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
    yield _Way("at", slice(0, size))
    if may_hold_time(kinds):
        yield _Way("at", slice(0, size), time_alone=True)
    if kinds[-1] == "5":
        yield _Way("since", slice(0, max(0, size - (2 if kinds[-2:-1] in {"T", "-", "U"} else 1))))
    if kinds[0] in _PREFIXES:
        yield _Way(_PREFIXES[kinds[0]], slice(1, size))
    if kinds[-1] in _SUFFIXES:
        yield _Way(_SUFFIXES[kinds[-1]], slice(0, size - 1))
    if kinds[0] == "J" or kinds[-1] == "J":
        yield from _pairs(kinds, *((1, size) if kinds[0] == "J" else (0, size - 1)), "between", "&T-")
        return
    yield from _pairs(kinds, int(kinds[0] == "f"), size, "from-to", "T-/")
    if size > 3 and kinds[0] == "p":
        nights = _pairs(kinds, 2 if kinds[1] == "f" else 1, size, "from-to", "T-&/")
        yield from (way._replace(night=True) for way in nights)


def _pairs(kinds: str, start: int, end: int, shape: Shape, ties: str) -> Iterator[_Way]:
    for at in range(start + 1, end - 1):
        if kinds[at] in ties:
            yield _Way(shape, slice(start, at), slice(at + 1, end), tie=kinds[at])
