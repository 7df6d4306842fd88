"""Date-time groups of armed forces and ships: 240340ZJUN23 is 24 June 2023, 03:40 in UTC."""

import re
from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.calendars import parse_day
from regesta.normalise.dates.pieces import Piece
from regesta.normalise.dates.printed_zones import printed_zone
from regesta.normalise.dates.spans import NeedsAnchorError, spans
from regesta.normalise.dates.text import Clock, DateHints, DateText
from regesta.normalise.dates.units import Anchor, Span

_GROUP = (
    r"(?ai)(?:DTG:? ?)?(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d) ?\(?(?P<zone>[A-Z])\)? ?"
    r"(?P<month>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) ?(?P<year>\d\d(?:\d\d)?)?"
)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_EAST, _WEST = "ABCDEFGHIKLM", "NOPQRSTUVWXY"  # one letter an hour from UTC; J is the time of the place


def read_group(text: str, hints: DateHints) -> DateText | Diagnostic | None:
    """Read a date-time group, its month in English; None where the text is none. D208 where it lacks its year.

    >>> read_group("240340ZJUN2023", DateHints()).edtf
    '2023-06-24T03:40:00Z'
    """
    match = re.fullmatch(_GROUP, text)
    if match is None or int(match["hour"]) > 23 or int(match["minute"]) > 59:
        return None
    try:
        found = list(_days(match, hints))
    except NeedsAnchorError:
        message = f'date "{text}" can only be read against the day it was written'
        return Diagnostic("D208", message, field="/text", value=text, help="write its year with four digits")
    return None if len(found) != 1 else _at(match, found[0], hints)


def _days(match: re.Match[str], hints: DateHints) -> Iterator[Span]:
    month, year = _MONTHS.index(match["month"].upper()) + 1, match["year"]
    short = int(year) if year is not None and len(year) == 2 else None
    day = Piece("day", None if year is None or short is not None else int(year), month, int(match["day"]))
    anchor = None if hints.anchor is None else parse_day(hints.anchor.partition("T")[0])
    yield from spans(day._replace(short_year=short), Anchor(anchor, hints.future))


def _at(match: re.Match[str], day: Span, hints: DateHints) -> DateText:
    zone, offset = printed_zone(_zone(match["zone"].upper()))
    start = f"{match['hour']}:{match['minute']}"
    anchor = None if day.basis == "stated" else hints.anchor
    clock = Clock(f"{start}:00", f"{start}:59", "minute")
    return DateText(
        f"{day.edtf}T{start}:00{offset or ''}", "minute", day.edtf, day.edtf, clock=clock, timezone=zone, offset=offset,
        basis=day.basis, anchor=anchor, rule="date-time group",
    )  # fmt: skip


def _zone(letter: str) -> str | None:
    """The zone of a letter, by its name or offset; None for the time of the place."""
    if letter == "Z":
        return "UTC"
    if letter == "J":
        return None
    east = letter in _EAST
    return f"{'+' if east else '-'}{(_EAST if east else _WEST).index(letter) + 1:02d}:00"
