"""Days of the French Republican calendar, by the autumns in which its years I to XIV began.

None is counted over; but a Gregorian day that is printed beside one is read where the two are the same.
"""

import re
from functools import cache
from typing import NamedTuple

from regesta.normalise.dates.calendars import day_number
from regesta.normalise.dates.spelling import fold

_MONTHS = (
    "vendemiaire", "brumaire", "frimaire", "nivose", "pluviose", "ventose",
    "germinal", "floreal", "prairial", "messidor", "thermidor", "fructidor",
)  # fmt: skip
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
_FIRST_DAYS = (22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23)  # of September, from 1792 on
_ASIDE = r"\(([^()]*)\)|\[([^][]*)\]"


class RepublicanDate(NamedTuple):
    """A day of the Republican calendar that a text prints: its day number, and the text without it, folded."""

    number: int
    rest: str


def republican_date(text: str) -> RepublicanDate | None:
    """The one day of the Republican calendar that a text prints, with its year; None where it prints none.

    >>> republican_date("18 brumaire an VIII (9 novembre 1799)").rest
    '9 novembre 1799'
    """
    folded = fold(text)
    found = list(re.finditer(_pattern(), folded))
    if len(found) != 1:
        return None
    match = found[0]
    year = _NUMERALS.index(match["year"]) if match["year"] in _NUMERALS else int(match["year"]) - 1
    days = 30 * _MONTHS.index(match["month"]) + int(match["day"]) - 1
    rest = re.sub(_ASIDE, r" \1\2 ", f"{folded[: match.start()]} {folded[match.end() :]}")
    return RepublicanDate(day_number(1792 + year, 9, _FIRST_DAYS[year]) + days, " ".join(rest.split()).strip(" /,;-"))


@cache
def _pattern() -> str:
    """A day, a month and a year, in folded letters."""
    day = r"(?<!\d)(?P<day>[12]\d|30|[1-9])(?:er|st|nd|rd|th|\.)?\s*(?:de\s)?"
    year = rf"(?P<year>{'|'.join(sorted(_NUMERALS, key=len, reverse=True))}|1[0-4]|[1-9])(?!\w)"
    return rf"{day}(?P<month>{'|'.join(_MONTHS)}),?\s*(?:(?:de\s)?l'an|an|annee|year|jahr)?\s*{year}"
