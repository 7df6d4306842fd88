"""Days of the Islamic calendar, which the sight of the moon sets: by the tables they are told to a day or two.

So none is counted over; but a Gregorian date that is printed beside one is read where the two agree.
"""

import re
from functools import cache
from typing import NamedTuple

from regesta.normalise.dates.calendars import from_julian
from regesta.normalise.dates.lexicon import islamic_months
from regesta.normalise.dates.spelling import fold

SLACK = 2  # days by which the tables and the sight of the moon differ at most
_LENGTHS = tuple(30 - month % 2 for month in range(12))


class LunarDate(NamedTuple):
    """A day of the Islamic calendar that a text prints: its day number by the tables, and the text without it."""

    number: int
    rest: str


def islamic_day(year: int, month: int, day: int) -> int | None:
    """Day number of a date of the Islamic calendar by the tables in common use; None where it has no such day.

    >>> from regesta.normalise.dates.calendars import iso_day
    >>> iso_day(islamic_day(1445, 1, 15) or 0), islamic_day(1444, 2, 30)
    ('2023-08-02', None)
    """
    is_leap = (11 * year + 14) % 30 < 11
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1] + (is_leap and month == 12):
        return None
    first = from_julian(622, 7, 16) or 0
    return first + 354 * (year - 1) + (11 * year + 3) // 30 + sum(_LENGTHS[: month - 1]) + day - 1


def lunar_date(text: str) -> LunarDate | None:
    """The one day of the Islamic calendar that a text prints, with its year; None where it prints none.

    >>> lunar_date("6 April 2023 (15 Ramadan 1444)").rest
    '6 april 2023'
    """
    folded = fold(text)
    found = list(re.finditer(_pattern(), folded))
    if len(found) != 1:
        return None
    match = found[0]
    number = islamic_day(int(match["year"]), islamic_months()[match["month"]], int(match["day"]))
    rest = re.sub(r"\(\s*\)", " ", f"{folded[: match.start()]} {folded[match.end() :]}")
    rest = re.sub(r"\(([^()]*)\)", r"\1", rest) if rest.lstrip().startswith("(") else rest
    return None if number is None else LunarDate(number, " ".join(rest.split()).strip(" /,;-"))


@cache
def _pattern() -> str:
    """A day, a month and a year, in folded letters, with the sign of the era."""
    names = "|".join(map(re.escape, sorted(islamic_months(), key=len, reverse=True)))
    era = r"(?:\s*(?:ه[ـ.]?|هجريه?ة?|a\.?\s?h\b\.?|h\b\.?))?"
    day = r"(?<!\d)(?P<day>\d\d?)(?:\.|st|nd|rd|th)?\s*(?:of\s|de\s)?"
    return rf"{day}(?P<month>{names}),?\s*(?P<year>\d{{2,4}})(?!\d){era}"
