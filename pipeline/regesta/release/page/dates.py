"""Dates for a reader: in words that claim no more than is known, and as spans on an axis of days."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regesta.normalise.dates import calendars

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_BOUND = re.compile(
    r"([+-]?\d+)(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?([+-]\d\d:\d\d|Z)?)?)?)?", re.ASCII
)  # fmt: skip
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON = re.compile(r"(\d{4})-(2[1-4])[~?%]?", re.ASCII)
_EITHER = re.compile(r"\A\[(-?\d{4}-\d\d-\d\d)[~?%]?,(-?\d{4}-\d\d-\d\d)[~?%]?\]\Z", re.ASCII)
Parts = tuple[int, int, int, float]  # year, month, day, hours
_FINE = ("second", "minute", "hour")
_FIRST = calendars.day_number(1970, 1, 1)


@dataclass(frozen=True)
class Span:
    """An event on the axis: days since 1 January 1970, local time; an open bound is None."""

    start: float | None
    end: float | None
    lasted: bool  # it filled the span, rather than happened at some time in it


def parts(bound: str) -> Parts | None:
    """Year, month, day and hours of an ISO 8601 bound, the offset left aside; None if it is none."""
    match = _BOUND.fullmatch(bound)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(piece or 0) for piece in match.groups()[:6])
    return year, month or 1, day or 1, hour + minute / 60 + second / 3600


def day_number(year: int, month: int, day: int) -> int:
    """Days from 1 January 1970 in the Gregorian calendar, for any year.

    >>> day_number(1970, 1, 1), day_number(2000, 3, 1), day_number(0, 1, 1)
    (0, 11017, -719528)
    """
    return calendars.day_number(year, month, day) - _FIRST


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number: the inverse of `day_number`.

    >>> civil(11017)
    (2000, 3, 1)
    """
    return calendars.civil(number + _FIRST)


def span(date: Mapping[str, Any]) -> Span:
    """An EventDate as a span; an end that is a whole day reaches to its midnight."""
    return Span(
        position(date.get("start"), end=False),
        position(date.get("end"), end=True),
        date.get("precision") == "interval",
    )


def position(bound: str | None, *, end: bool) -> float | None:
    """A bound as days since 1 January 1970, local time; None where it is open or cannot be read."""
    found = parts(bound) if bound is not None else None
    if found is None or bound is None:
        return None
    year, month, day, hours = found
    whole = 1 if end and "T" not in bound else 0
    return day_number(year, month, day) + hours / 24 + whole


_NEEDED = ("text", "edtf", "start", "end", "basis")  # one of which every date has


def when(date: Mapping[str, Any]) -> str:
    """An EventDate in words: no day for a month, and both ends where it is a span; one that is gone is withheld.

    Of a text in the Julian calendar it is said that the days are Gregorian: they are not those that are printed.
    """
    if date.keys().isdisjoint(_NEEDED):
        return "withheld"
    start, end = date.get("start"), date.get("end")
    words = _words(date, start, end)
    if date.get("approximate"):
        words = f"between about {words[8:]}" if words.startswith("between ") else f"about {words}"
    is_other = date.get("calendar") == "julian" and (start or end) is not None
    said = [word for word, told in (("Gregorian", is_other), ("uncertain", date.get("uncertain"))) if told]
    return f"{words} ({', '.join(said)})" if said else words


def _words(date: Mapping[str, Any], start: str | None, end: str | None) -> str:
    if start is not None and end is not None:
        return _closed(date, start, end)
    if start is None:
        return "not known" if end is None else f"by {day(end)}"
    return f"from {day(start)} on"


def _closed(date: Mapping[str, Any], start: str, end: str) -> str:
    precision = str(date.get("precision"))
    if precision in _FINE:
        return _time(start, precision)
    if precision == "part-of-day":
        return f"{day(start)}, {date.get('part_of_day', 'part of the day')}"
    if precision in ("month", "year", "decade", "century"):
        return _coarse(start, end, precision)
    if day(start) == day(end):
        return day(start)
    season = _SEASON.fullmatch(str(date.get("edtf"))) if precision == "season" else None
    return _season(int(season[1]), _SEASONS[season[2]]) if season is not None else _days(date, start, end)


def _days(date: Mapping[str, Any], start: str, end: str) -> str:
    """Two days, between which it was, on one of which it was, or from one of which to the other it lasted."""
    if set(_EITHER.findall(str(date.get("edtf")))) == {(start, end)}:
        return f"{day(start)} or {day(end)}"
    is_within = date.get("precision") == "within"
    return f"between {_range(start, end, ' and ')}" if is_within else _range(start, end, "–")


def _season(year: int, name: str) -> str:
    """A season of a year; a winter ends in the year after."""
    return f"{name} {year}/{(year + 1) % 100:02d}" if name == "winter" else f"{name} {year}"


def day(bound: str) -> str:
    """The day of an ISO 8601 bound in words: 24 June 2023."""
    found = parts(bound)
    if found is None:
        return bound
    year, month, date, _ = found
    return f"{date} {MONTHS[month - 1]} {year_words(year)}"


def year_words(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BCE"


def _time(bound: str, precision: str) -> str:
    match = _BOUND.fullmatch(bound)
    if match is None or match[4] is None:
        return day(bound)
    clock = f"{match[4]}:{match[5]}" + (f":{match[6] or '00'}" if precision == "second" else "")
    offset = f" (UTC{match[7].replace('Z', '')})" if match[7] else ""
    return f"{day(bound)}, {'about ' if precision == 'hour' else ''}{clock}{offset}"


def _coarse(start: str, end: str, precision: str) -> str:
    year, month, _, _ = parts(start) or (0, 1, 1, 0)
    if precision == "month":
        return f"{MONTHS[month - 1]} {year_words(year)}"
    if precision == "decade" and year > 0:
        return f"the {year}s"
    if precision == "year":
        return year_words(year)
    return f"the years {year_words(year)}–{year_words((parts(end) or (year,))[0])}"


def _range(start: str, end: str, joint: str) -> str:
    """Two days, what they share said once."""
    a, b = parts(start), parts(end)
    if a is None or b is None or a[0] != b[0]:
        spaced = joint if joint != "–" else " – "
        return f"{day(start)}{spaced}{day(end)}"
    if a[1] != b[1]:
        spaced = joint if joint != "–" else " – "
        return f"{a[2]} {MONTHS[a[1] - 1]}{spaced}{day(end)}"
    return f"{a[2]}{joint}{day(end)}"
