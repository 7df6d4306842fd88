"""The first and the last day that an EDTF expression allows, qualifiers aside.

Seasons are northern months (winter of Y begins in December Y), codes 29 to 32 southern ones; an open or unknown bound
is None.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from regesta.normalise.dates.calendars import day_number, iso_day, month_length, parse_day
from regesta.normalise.dates.edtf_tree import Day, Edtf, Interval, Members, Moment, Point, year_of

DayNumber: TypeAlias = int | None
# First month counted from January of the year, and how many months: ISO 8601-2 sub-year groupings.
GROUPINGS: dict[int, tuple[int, int]] = (
    {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3)}
    | {29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)}
    | {37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6)}
)
_LEAP = 2000


def bounds(value: Edtf) -> tuple[Day | None, Day | None]:
    """First and last ISO day; None where that side is open or unknown.

    >>> from regesta.normalise.dates.edtf import parse
    >>> bounds(parse("15XX-12-XX")), bounds(parse("2001-34/.."))
    (('1500-12-01', '1599-12-31'), ('2001-04-01', None))
    """
    found = day_bounds(value)
    if found is None:
        return (None, None)
    first, last = found
    return (None if first is None else iso_day(first), None if last is None else iso_day(last))


def day_bounds(value: Edtf) -> tuple[DayNumber, DayNumber] | None:
    """Bounds as day numbers; None where no day satisfies the expression."""
    match value:
        case Point():
            return _point_bounds(value)
        case Moment():
            day = parse_day(value.date)
            return None if day is None else (day, day)
        case Interval():
            return _interval_bounds(value)
        case Members():
            return _outer(day_bounds(item) for item in value.items)


def _outer(pairs: Iterable[tuple[DayNumber, DayNumber] | None]) -> tuple[DayNumber, DayNumber] | None:
    found = [pair for pair in pairs if pair is not None]
    firsts, lasts = [first for first, _ in found], [last for _, last in found]
    first = None if None in firsts else min(day for day in firsts if day is not None)
    last = None if None in lasts else max(day for day in lasts if day is not None)
    return (first, last)


def _interval_bounds(value: Interval) -> tuple[DayNumber, DayNumber] | None:
    first = last = None
    if isinstance(value.start, Point):
        pair = _point_bounds(value.start)
        first = None if pair is None else pair[0]
    if isinstance(value.end, Point):
        pair = _point_bounds(value.end)
        last = None if pair is None else pair[1]
    return None if first is not None and last is not None and first > last else (first, last)


def _point_bounds(point: Point) -> tuple[int, int] | None:
    day = parse_day("-".join(part.digits for part in point.parts)) if len(point.parts) == 3 else None
    if day is not None:  # most dates are days
        return day, day
    first = next(_days(point, last=False), None)
    last = next(_days(point, last=True), None)
    return None if first is None or last is None else (first, last)


def _days(point: Point, *, last: bool) -> Iterator[int]:
    """The bound in each year that has one, in order of time (backwards for the last)."""
    month = point.parts[1].digits if len(point.parts) > 1 else None
    day = point.parts[2].digits if len(point.parts) > 2 else None
    if _in_year(_LEAP, month, day, last=last) is None:  # no year has what a leap year lacks
        return
    for year in _years(point, last=last):
        found = _in_year(year, month, day, last=last)
        if found is not None:
            yield found


def _years(point: Point, *, last: bool) -> Iterable[int]:
    year = year_of(point)
    if year is not None:
        return (year,)
    digits = point.parts[0].digits
    if digits.startswith("-"):  # there is no year -0000
        return sorted([-number for number in _numbers(digits[1:]) if number > 0], reverse=last)
    return sorted(_numbers(digits), reverse=last)


def _numbers(digits: str) -> list[int]:
    """The numbers a pattern stands for, in order: "1X" is 10 to 19."""
    numbers = [0]
    for digit in digits:
        choices = range(10) if digit == "X" else (int(digit),)
        numbers = [10 * number + choice for number in numbers for choice in choices]
    return numbers


def _in_year(year: int, month: str | None, day: str | None, *, last: bool) -> int | None:
    if month is None:
        return day_number(year, 12, 31) if last else day_number(year, 1, 1)
    if "X" not in month and int(month) in GROUPINGS:
        return _grouping_bound(year, int(month), last=last) if day is None else None
    months = [number for number in _numbers(month) if 1 <= number <= 12]
    for number in reversed(months) if last else months:
        length = month_length(year, number)
        days = range(1, length + 1) if day is None else [d for d in _numbers(day) if 1 <= d <= length]
        if days:
            return day_number(year, number, days[-1] if last else days[0])
    return None


def _grouping_bound(year: int, code: int, *, last: bool) -> int:
    start, length = GROUPINGS[code]
    return month_start(year, start + length) - 1 if last else month_start(year, start)


def month_start(year: int, month: int) -> int:
    """Day number of the first of a month, months beyond December falling in the years after."""
    return day_number(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
