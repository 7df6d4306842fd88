"""Times of day among the words around a date: where they stand, and what clock shows them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from regesta.normalise.date_pieces import Time

_TIME = "(?:c[12h]?|nhn|nh?[12]|nh|[12]c|[12]n(?:hn?)?|3|z[h12]|hz)"
_IN_TIME = "ch123"  # a time has one of these
_ALL_TIMES = frozenset(f"{_IN_TIME}z")
# Two times with what ties them, or one: pattern, whether they last from first to second, and the kinds of which it has
# at least one each, since compiling a pattern takes longer than a text that it cannot match.
_TIME_EDGES = tuple(
    (pattern, lasting, needed)
    for body, lasting, needed in (
        (rf"f?(?P<a>{_TIME})Z?[T\-](?P<b>{_TIME})Z?", True, (_IN_TIME, "T-")),
        (rf"J(?P<a>{_TIME})Z?&(?P<b>{_TIME})Z?", False, (_IN_TIME, "J", "&")),
        (rf"@?(?P<a>{_TIME})Z?", True, (_IN_TIME,)),
        (r"@(?P<a>z)Z?", True, ("@", "z")),
    )
    for pattern in (rf"\A{body}", rf"{body}\Z", rf"{body}(?=y\Z)")
)


def may_hold_time(kinds: str) -> bool:
    return not _ALL_TIMES.isdisjoint(kinds)


@lru_cache(maxsize=16_384)
def time_edges(kinds: str) -> tuple[tuple[re.Match[str], bool], ...]:
    """Where times stand at an end of these kinds of words, and whether the two of a pair are a start and an end."""
    there = set(kinds)
    fitting = ((p, lasting) for p, lasting, needed in _TIME_EDGES if not any(map(there.isdisjoint, needed)))
    found = ((re.search(pattern, kinds), lasting) for pattern, lasting in fitting)
    return tuple((match, lasting) for match, lasting in found if match is not None)


def time_of(kinds: str, values: Sequence[Any]) -> Time | None:
    """A time of day; None where no clock shows it."""
    if kinds == "3":
        return Time(12, 0)
    if kinds == "z" and not _is_clock_only(values[0]):
        return None
    main = next(index for index, kind in enumerate(kinds) if kind in "cnz")
    value = values[main]
    numbers = tuple(value[:2]) if kinds[main] == "z" else tuple(value) if kinds[main] == "c" else (value,)
    if kinds.endswith("hn"):
        numbers = (*numbers, values[-1])
    hour, *rest = numbers
    half = "am" if "1" in kinds else "pm" if "2" in kinds else None
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or any(number > 59 for number in rest):
        return None
    return Time(hour, *rest)


def _is_clock_only(value: Sequence[int]) -> bool:
    """Whether two numbers with a dot can be a time (14.30) and no day and month (12.06)."""
    return bool(value[-1]) and value[3] == 2 and not 1 <= value[1] <= 12
