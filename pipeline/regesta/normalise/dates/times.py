"""Times of day among the words around a date: where they stand, and what clock shows them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from regesta.normalise.dates.pieces import Time

# h: hours told and counted (17 Uhr); #: before them (godz. 17); 7: of a clock of twelve (5 o'clock), with a value so
# many minutes from the full hour before it or after (half past 5, las cinco y media); 9: beside a clock only (17:30
# hours); y: of four digits (1730 hours), which stand where no year can; ≈: shortly before or after it; ø: midnight.
TIME = (
    "(?:[cz]3|c[12h79]?|n[h7]n[12]?|nhu1?|n[h7]?[12]|nh7[12]?|n[h7]|7[no0]7?[12]?|[HQ]o[12]?|[12]c|[12]n(?:[h7]n?)?|3"
    "|z[h1279Z]|[h9#]z|[9#]n)"
)
_NEAR = f"≈@?(?:{TIME}|[ønz])|(?:{TIME}|ø)≈"
_IN_TIME = "ch12379#HQZ≈"  # a time has one of these
_ALL_TIMES = frozenset("chz12379#HQ≈")
_OF_TWELVE = frozenset("7HQ")  # one of them tells that the clock has twelve hours
_TO_HOUR = {"H": -30, "Q": -45}  # половина девятого, четверть девятого
# Two times with what ties them, or one: pattern, whether they last from first to second, and the kinds of which it has
# at least one each, since compiling a pattern takes longer than a text that it cannot match.
_TIME_EDGES = (
    *(
        (pattern, lasting, needed)
        for body, lasting, needed in (
            (rf"f?@?(?P<a>{TIME}|[nz])Z?[T\-]@?(?P<b>{TIME})Z?", True, (_IN_TIME, "T-")),
            (rf"J@?(?P<a>{TIME}|[nz])Z?&@?(?P<b>{TIME})Z?", False, (_IN_TIME, "J", "&")),
            (rf"(?P<a>{TIME}|[nz])Z?[T&](?P<b>{TIME}|z)Z?J", False, ("T&", "J", f"{_IN_TIME}z")),
            (r"f?(?P<a>#[nz])[T\-](?P<b>[nz])", True, ("#", "T-")),
            (r"J(?P<a>#[nz])&(?P<b>[nz])", False, ("#", "J", "&")),
            (r"(?P<a>#[nz])&(?P<b>[nz])J", False, ("#", "&", "J")),
            (rf"@?(?P<a>{TIME})Z?", True, (_IN_TIME,)),
            (rf"@?(?P<a>{_NEAR})Z?", False, ("≈",)),
            (rf"Z@?(?P<a>{TIME}|z)", True, ("Z", f"{_IN_TIME}z")),
            (r"@?(?P<a>≈@?y)(?:9Z?|Z)", False, ("≈", "y", "9Z")),
            (r"@(?P<a>z)Z?", True, ("@", "z")),
        )
        for pattern in (rf"\A{body}", rf"{body}\Z", rf"{body}(?=y\Z)")
    ),
    (r"\A@?(?P<a>n[h7])Z?(?=n)", True, ("h7",)),  # 9 o'clock, 3 May: the 3 may be its minutes or the day
    (rf"\Af?(?P<a>{TIME}|[nz])Z?[T\-](?P<b>n[h7])Z?(?=n)", True, ("h7", "T-")),
    (rf"\AJ(?P<a>{TIME}|[nz])Z?&(?P<b>n[h7])Z?(?=n)", False, ("h7", "J", "&")),
    (r"(?<=[wkyx])J(?P<a>n)&(?P<b>n)\Z", False, ("J", "&", "n")),  # hours after noon: Friday between 18 and 20
    (r"\AJ(?P<a>n)&(?P<b>n)(?=[wk])", False, ("J", "&", "n")),
    (r"(?<=[wkyx])f(?P<a>n)T(?P<b>n)\Z", True, ("f", "T", "n")),
    (r"\A@(?P<a>n)", True, ("@", "n")),
    (r"@(?P<a>n)\Z", True, ("@", "n")),
    (r"\A@?(?P<a>y)(?:9Z?|Z)", True, ("y", "9Z")),
    (r"(?:(?<=[yxu])|(?<=[yxm]~)|@)(?P<a>y)(?:9Z?|Z)\Z", True, ("y", "9Z")),
    (r"(?P<a>y)9Z?\Z", True, ("y", "9")),
    (r"\Af?(?P<a>[cy])9?[T\-](?P<b>y)(?:9Z?|Z)", True, ("y", "T-", "9Z")),
    (r"\AJ(?P<a>[cy])9?&(?P<b>y)(?:9Z?|Z)", False, ("y", "J", "&", "9Z")),
    (r"f?(?P<a>[cy])9?[T\-](?P<b>y)9Z?\Z", True, ("y", "T-", "9")),
    (r"J(?P<a>[cy])9?&(?P<b>y)9Z?\Z", False, ("y", "J", "&", "9")),
    (r"\Af?(?P<a>c)[T\-](?P<b>y)(?![Y%-])", True, ("c", "T-", "y")),  # 0900-1730
    (r"\AJ(?P<a>c)&(?P<b>y)(?!Y)", False, ("c", "J", "&", "y")),
    (r"\A(?P<a>z)(?=[wn0m].*[ym]|x)", True, ("z", "ymx")),  # 17.30 on 5 June
    (r"(?<=[ymx])(?P<a>z)\Z", True, ("z", "ymx")),
    (r"(?<=m[n0])(?P<a>z)\Z", True, ("z", "m", "n0")),
    (r"(?<=[ymx][wp])(?P<a>z)\Z", True, ("z", "ymx", "wp")),  # 24 June, Saturday, 18.30
    (r"(?<=[ymxY]~)(?P<a>z)\Z", True, ("z", "~", "ymxY")),
    (r"\A@(?P<a>y)(?=[n0]%?m\Z|m[n0]\Z)", True, ("@", "y", "m")),
    (r"\A@(?P<a>y)(?=.*y)", True, ("@", "y")),
    (r"(?<=y)@(?P<a>y)\Z", True, ("@", "y")),
)

# The hours that people call so. None of them is midnight, for it is not said which one is meant.
_HOURS: dict[str, frozenset[int]] = {
    "morning": frozenset(range(1, 12)), "day": frozenset(range(10, 18)), "afternoon": frozenset(range(12, 21)),
    "evening": frozenset(range(16, 24)), "late": frozenset(range(19, 24)),
    "night": frozenset((*range(20, 24), *range(1, 6))),
}  # fmt: skip
# The hours of a time beside a part of day: "Monday night at 1:30" may be of either day, so it is none. Parts that the
# contract does not have are early hours, darkness before or after midnight, and any other time of the day.
_BESIDE: dict[str, frozenset[int]] = {
    "morning": _HOURS["morning"], "midday": frozenset((11, 12, 13)), "afternoon": _HOURS["afternoon"],
    "evening": _HOURS["evening"], "night": frozenset(range(18, 24)), "early": frozenset(range(10)),
    "dark": frozenset(range(18, 24)), "some": frozenset(),
}  # fmt: skip
_INTO = _BESIDE["night"] | frozenset(range(7))
_DUSK = dict.fromkeys(("night", "dark"), frozenset((18, 19)))  # of night only where 18:30 or 7 pm is printed
VAGUE = frozenset(("early", "dark", "some"))


def may_hold_time(kinds: str) -> bool:
    return not _ALL_TIMES.isdisjoint(kinds) or kinds in {"yZ", "@yZ"}


@lru_cache(maxsize=16_384)
def time_edges(kinds: str) -> tuple[tuple[re.Match[str], bool], ...]:
    """Where times stand at an end of these kinds of words, and whether the two of a pair are a start and an end."""
    there = set(kinds)
    fitting = ((p, lasting) for p, lasting, needed in _TIME_EDGES if not any(map(there.isdisjoint, needed)))
    found = ((re.search(pattern, kinds), lasting) for pattern, lasting in fitting)
    return tuple((match, lasting) for match, lasting in found if match is not None)


def times_of(kinds: str, values: Sequence[Any]) -> tuple[Time, ...]:
    """The times of day it may be: both halves of the day where the hour is one of twelve; none that no clock shows."""
    if "≈" in kinds:
        return _near(kinds, values)
    if kinds == "3":
        return (Time(12, 0),)
    if kinds in {"c3", "z3"}:  # 12:00 noon
        return (Time(12, 0),) if tuple(values[0][:2]) == (12, 0) else ()
    if kinds == "y":
        hour, minute = divmod(values[0], 100)
        return (Time(hour, minute, told=True),) if hour < 24 and minute < 60 else ()
    return _by_clock(kinds, values)


def _near(kinds: str, values: Sequence[Any]) -> tuple[Time, ...]:
    """The times that are told to be near; midnight is the end of the day where it is before it, else the beginning."""
    at = kinds.index("≈")
    side, first = values[at], 0 if at else 1 + (kinds[1:2] == "@")
    inside = slice(first, at or len(kinds))
    if kinds[inside] == "ø":
        return (Time(24 if side == "before" else 0, 0, told=True, near=side),)
    return tuple(time._replace(near=side) for time in times_of(kinds[inside], values[inside]))


def hour_beside(time: Time) -> tuple[Time, Time] | None:
    """The hour before a time or after it, which is as long as "shortly" lasts; None where it began the day before.

    >>> [(end.hour, end.minute) for end in hour_beside(Time(22, 30, near="before")) or ()]
    [(21, 30), (22, 30)]
    """
    step = -1 if time.near == "before" else 1
    printed = time._replace(minute=time.minute or 0, near=None)
    other = printed._replace(hour=time.hour + step)
    if other.hour > 23:
        other = Time(24, 0)
    if other.hour < 0:
        return None
    return (other, printed) if step < 0 else (printed, other)


def _by_clock(kinds: str, values: Sequence[Any]) -> tuple[Time, ...]:
    """The times that the numbers of a clock tell, by the words beside them."""
    numbers = _numbers(kinds, values)
    if numbers is None:
        return ()
    hour, *rest = numbers if _OF_TWELVE.isdisjoint(kinds) else _of_twelve(kinds, values, *numbers)
    if any(number > 59 for number in rest):
        return ()
    told = next((at for at, kind in enumerate(kinds) if kind in "12"), None)
    if told is None:
        return _untold(kinds, hour, rest)
    is_loose = kinds in {"1n", "2n"} and values[0] is not None  # in the night of 5 to 6 May
    return () if is_loose else _told_by(hour, rest, kinds[told], values[told])


def _numbers(kinds: str, values: Sequence[Any]) -> tuple[int, ...] | None:
    """The hour and what is printed behind it; None where two numbers with a dot need be no time."""
    main = _hour_at(kinds)
    value = values[main]
    if kinds[main] == "c":
        return tuple(value)
    if kinds[main] == "z":
        return tuple(value[:2]) if (value[-1] if len(kinds) > 1 else _is_clock_only(value)) else None
    has_minutes = re.match("n[h7]n|nhu", kinds[main:]) is not None
    return (value, values[main + 2]) if has_minutes else (value,)


def _hour_at(kinds: str) -> int:
    return next(index for index, kind in enumerate(kinds) if kind in "cnzo0")


def _of_twelve(kinds: str, values: Sequence[Any], hour: int, *rest: int) -> tuple[int, ...]:
    """The hour and minutes where a clock of twelve hours tells them, from the full hour or half of it."""
    leads = not _OF_TWELVE.isdisjoint(kinds[: _hour_at(kinds)])
    if "7" in kinds:
        return _minutes_from(hour, rest, values[kinds.index("7")], leads=leads)
    return _minutes_from(hour, rest, _TO_HOUR[kinds[0]] if values[0] == "past" else None, leads=leads)


def _untold(kinds: str, hour: int, rest: Sequence[int]) -> tuple[Time, ...]:
    """The times of a clock beside which no half or part of the day is told."""
    if hour > 23:
        return ()
    if (kinds == "9n" or not _OF_TWELVE.isdisjoint(kinds)) and 1 <= hour <= 12:
        return tuple(_time(half, rest, told=True) for half in (hour % 12, hour % 12 + 12))
    return (_time(hour, rest, told=hour > 12, loose=kinds == "n"),)


def _minutes_from(hour: int, rest: Sequence[int], minutes: int | None, *, leads: bool) -> tuple[int, ...]:
    """The hour and minute so many minutes from the full hour: "halb eins" is 12:30; the hour 24 where it is none."""
    if minutes is None:
        return (24 if leads else hour, *rest)  # o'clock 5
    earlier, minute = divmod(60 * hour + minutes, 60)
    return (24 if rest else earlier or 12 * (hour > 0), minute)


def _time(hour: int, rest: Sequence[int], *, told: bool, loose: bool = False) -> Time:
    minute, second = (*rest, None, None)[:2]
    return Time(hour, minute, second, told, loose)


def in_part(time: Time, part: str, *, into: bool) -> Time | None:
    """The time that a part of day leaves: 7:30 in the evening is 19:30; None where it leaves none or both.

    into: whether it is of the night that leads into the day, which has hours of two days.
    """
    if time.hour == 24:
        return time if 23 in _BESIDE[part] else None
    is_told = time.told or not 1 <= time.hour <= 12
    hours = {time.hour} if is_told else {time.hour % 12, time.hour % 12 + 12} - _DUSK.get(part, frozenset())
    found = hours & (_INTO if into and part == "night" else _BESIDE[part])
    return time._replace(hour=found.pop()) if len(found) == 1 else None


def shared(start: Time, end: Time) -> Time | None:
    """The start of "3 to 4 pm": in the half of the day that is told of the end, or the other where that is after it."""
    if not end.told or start.told or not 1 <= start.hour <= 12:
        return start
    half = 12 if end.hour > 11 else 0
    halves = (start._replace(hour=start.hour % 12 + each) for each in (half, 12 - half))
    return next((time for time in halves if (time.hour, time.minute or 0) < (end.hour, end.minute or 0)), None)


def _told_by(hour: int, rest: Sequence[int], kind: str, part: str | None) -> tuple[Time, ...]:
    """The one hour that am, pm or a part of day leaves: at 11 "at night" is 23; none where it leaves none or both."""
    if part is None:
        return (_time(hour % 12 + (12 if kind == "2" else 0), rest, told=True),) if hour <= 12 else ()
    hours = {hour % 12, hour % 12 + 12} if 1 <= hour <= 12 else {hour}
    found = hours & _HOURS[part]
    return (_time(found.pop(), rest, told=True),) if len(found) == 1 else ()


def _is_clock_only(value: Sequence[int]) -> bool:
    """Whether two numbers with a dot can be a time (14.30) and no day and month (12.06)."""
    return bool(value[-1]) and value[3] == 2 and not 1 <= value[1] <= 12
