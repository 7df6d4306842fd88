"""What a date text is read with, and what it is read as."""

from typing import Literal, NamedTuple

Precision = Literal[
    "second", "minute", "hour", "part-of-day", "day", "week", "month", "season", "year", "decade", "century",
    "interval", "within", "open", "unknown",
]  # fmt: skip
Basis = Literal["stated", "relative", "year-inferred", "inferred"]


class DateHints(NamedTuple):
    """What is known beside the text.

    anchor: the ISO day it was written; order: dmy, mdy or ymd for all-numeric text; languages: BCP 47, all that ship if
    empty; future: a date without a year lies ahead (it is planned); calendar: "julian" where the text is; lasting: an
    end without a year lies ahead (it is ongoing or in force); published: it is that of a publication, which has none
    to be read against.
    """

    anchor: str | None = None
    order: str | None = None
    languages: tuple[str, ...] = ()
    future: bool = False
    calendar: str | None = None
    lasting: bool = False
    published: bool = False


class Clock(NamedTuple):
    """Printed local time: first and last second as HH:MM:SS (None: open on that side), and how fine it was printed."""

    start: str | None
    end: str | None
    granularity: Literal["second", "minute", "hour"]


class DateText(NamedTuple):
    """A text that was understood whole.

    first and last are the ISO days it spans (None: open); timezone is the IANA name printed, offset the one printed
    ("+05:30"); anchor is the ISO day that was needed to read it, None where none was; rule says how it was read.
    """

    edtf: str
    precision: Precision
    first: str | None
    last: str | None
    part_of_day: str | None = None
    clock: Clock | None = None
    timezone: str | None = None
    offset: str | None = None
    approximate: bool = False
    uncertain: bool = False
    basis: Basis = "stated"
    anchor: str | None = None
    rule: str = ""
