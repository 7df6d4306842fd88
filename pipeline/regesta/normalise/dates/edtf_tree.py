"""What an EDTF expression is made of: a date, a date-time, an interval, or members of a set."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

Day: TypeAlias = str
"""An ISO day with an astronomical year of four digits or more: 2023-06-24, -0054-01-01, 170000002-12-31."""


class Component(NamedTuple):
    """A year, month or day: its digits (X where unspecified) and the qualifiers written before and after it."""

    digits: str
    before: str = ""
    after: str = ""


class Point(NamedTuple):
    """One date, of one to three components; `significant` counts the digits of the year that can be relied on."""

    parts: tuple[Component, ...]
    significant: int | None = None

    @property
    def approximate(self) -> bool:
        return not _APPROXIMATE.isdisjoint(_marks(self))

    @property
    def uncertain(self) -> bool:
        return not _UNCERTAIN.isdisjoint(_marks(self))


_APPROXIMATE, _UNCERTAIN = frozenset("~%"), frozenset("?%")


def _marks(point: Point) -> str:
    """Every qualifier of a date."""
    return "".join([part.before + part.after for part in point.parts])


class Moment(NamedTuple):
    """A date-time: hours 0 to 24, fraction with its point, offset as written ("Z", "+03:00", "" for local time)."""

    date: Day
    hour: int
    minute: int
    second: int
    fraction: str = ""
    offset: str = ""
    approximate: bool = False
    uncertain: bool = False


class Interval(NamedTuple):
    """From start to end; a bound is a date, "open" (`..`) or "unknown" (left out)."""

    start: Point | Literal["open", "unknown"]
    end: Point | Literal["open", "unknown"]

    @property
    def approximate(self) -> bool:
        return any(point.approximate for point in _dated(self.start, self.end))

    @property
    def uncertain(self) -> bool:
        return any(point.uncertain for point in _dated(self.start, self.end))


class Members(NamedTuple):
    """One of (`[..]`) or all of (`{..}`) some dates; a range among them is a pair whose open side is "open"."""

    every: bool
    items: tuple[Point | Interval, ...]

    @property
    def approximate(self) -> bool:
        return any(item.approximate for item in self.items)

    @property
    def uncertain(self) -> bool:
        return any(item.uncertain for item in self.items)


Edtf: TypeAlias = Point | Moment | Interval | Members


def doubt_mark(approximate: bool, uncertain: bool) -> str:
    """The qualifier that says so: "~", "?", "%" for both, nothing for neither."""
    return ("%" if uncertain else "~") if approximate else "?" if uncertain else ""


def year_of(point: Point) -> int | None:
    """The year of a date as a number; None where digits of it are unspecified."""
    digits = point.parts[0].digits
    if "X" in digits:
        return None
    mantissa, _, exponent = digits.removeprefix("Y").partition("E")
    scale: int = 10 ** int(exponent or 0)
    return int(mantissa) * scale


def _dated(*bounds: Point | str) -> Iterator[Point]:
    return (bound for bound in bounds if isinstance(bound, Point))
