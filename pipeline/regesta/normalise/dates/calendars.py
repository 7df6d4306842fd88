"""Day arithmetic for any year: proleptic Gregorian and Julian calendars, days as whole numbers, ISO 8601 text.

The Persian solar calendar is counted by the rule of 33 years, which gives the days that were kept since its months were
made law in 1304 (1925), and those of astronomy until long after 1478 (2100).
"""

import re
from functools import lru_cache

_ISO_DAY = r"(?a)([+-]?\d{4,16})-(\d\d)-(\d\d)"
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SOLAR_YEARS = range(1304, 1479)
SOLAR = 100  # what is added to the number of a month that is of the Persian calendar
_SOLAR_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))  # of each 33 years


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def day_number(year: int, month: int, day: int) -> int:
    """Days since 0000-03-01 of the proleptic Gregorian calendar; years are astronomical (0 is 1 BC)."""
    years, months = (year - 1, month + 9) if month < 3 else (year, month - 3)
    return 365 * years + years // 4 - years // 100 + years // 400 + (153 * months + 2) // 5 + day - 1


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number: the inverse of `day_number`."""
    era, of_era = divmod(number, 146_097)
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    return (year + 400 * era + (month > 9), month - 9 if month > 9 else month + 3, day)


def from_julian(year: int, month: int, day: int) -> int | None:
    """Day number of a date of the Julian calendar; None where that calendar has no such day."""
    if not 1 <= month <= 12:
        return None
    length = 29 if month == 2 and year % 4 == 0 else _LENGTHS[month - 1]
    if not 1 <= day <= length:
        return None
    return _julian_number(year, month, day)


def _julian_number(year: int, month: int, day: int) -> int:
    years, months = (year - 1, month + 9) if month < 3 else (year, month - 3)
    return 365 * years + years // 4 + (153 * months + 2) // 5 + day - 3


def solar_length(year: int, month: int) -> int:
    """How many days a month of the Persian calendar has."""
    return 31 if month < 7 else 30 if month < 12 or year % 33 in _SOLAR_LEAPS else 29


def from_solar(year: int, month: int, day: int) -> int | None:
    """Day number of a date of the Persian calendar; None where it has no such day, and outside SOLAR_YEARS.

    >>> iso_day(from_solar(1402, 4, 3) or 0), from_solar(1402, 12, 30)
    ('2023-06-24', None)
    """
    if year not in SOLAR_YEARS or not 1 <= month <= 12 or not 1 <= day <= solar_length(year, month):
        return None
    leaps = sum(before % 33 in _SOLAR_LEAPS for before in range(SOLAR_YEARS.start, year))
    months = 31 * (month - 1) - max(0, month - 7)
    return day_number(1925, 3, 21) + 365 * (year - SOLAR_YEARS.start) + leaps + months + day - 1


def easter(year: int) -> int:
    """Day number of Easter Sunday by the Gregorian reckoning of the western churches.

    >>> iso_day(easter(2020)), iso_day(julian_easter(2020))
    ('2020-04-12', '2020-04-19')
    """
    century = year // 100
    epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    after = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 100 % 4) % 7
    late = (year % 19 + 11 * epact + 22 * after) // 451
    month, day = divmod(epact + after - 7 * late + 114, 31)
    return day_number(year, month, day + 1)


def julian_easter(year: int) -> int:
    """Day number of Easter Sunday by the Julian reckoning: of the eastern churches, and of all before 1583."""
    moon = (19 * (year % 19) + 15) % 30
    after = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + after + 114, 31)
    return _julian_number(year, month, day + 1)


def weekday(number: int) -> int:
    """ISO weekday, Monday 1 to Sunday 7."""
    return (number + 2) % 7 + 1


def iso_year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


@lru_cache(maxsize=16_384)
def iso_day(number: int) -> str:
    """ISO text of a day, with as many digits of the year as it needs.

    >>> iso_day(day_number(-54, 1, 1)), iso_day(day_number(2024, 3, 1) - 1)
    ('-0054-01-01', '2024-02-29')
    """
    year, month, day = civil(number)
    return f"{iso_year(year)}-{month:02d}-{day:02d}"


@lru_cache(maxsize=16_384)
def parse_day(text: str) -> int | None:
    """Day number of an ISO calendar day; None for any other text and for days that no calendar has."""
    match = re.fullmatch(_ISO_DAY, text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    return day_number(year, month, day) if is_day(year, month, day) else None
