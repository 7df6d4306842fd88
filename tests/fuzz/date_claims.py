"""What holds of the date grammar and of EDTF for every text there is, whatever is known beside it."""

import re

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates import read as dates
from regesta.normalise.dates.calendars import parse_day
from regesta.normalise.dates.edtf import bounds, format_edtf, parse
from regesta.normalise.dates.read import DateHints, DateText, read_date

HINTS = (
    DateHints(anchor="2021-03-17"),
    DateHints(),
    DateHints(anchor="2024-02-29", order="dmy"),
    DateHints(anchor="2021-12-31", order="mdy", future=True),
    DateHints(anchor="1917-11-07", calendar="julian"),
    DateHints(anchor="2021-03-17", languages=("en",)),
    DateHints(anchor="0001-01-01", order="ymd"),
    DateHints(anchor="9999-12-31", future=True),
    DateHints(anchor="-0043-03-15"),
    DateHints(anchor="9999-12-31", calendar="julian"),
)
_DAY = r"\d{4}-\d\d-\d\d"
_REFUSALS = {"D201", "D202", "D208"}


def hold_date(text: str, hints: DateHints) -> None:
    """A text is read or refused, with or without white space around it; what is read reads back as itself."""
    reading = read_date(text, hints)
    spaced = read_date(f"\t {text}\n", hints)
    if isinstance(reading, DateText):
        assert spaced == reading
        _hold_reading(reading, hints)
        return
    assert isinstance(spaced, Diagnostic)
    assert (spaced.code, spaced.candidates) == (reading.code, reading.candidates)
    assert reading.code in _REFUSALS
    assert (reading.code == "D202") == (len(reading.candidates) > 0)
    assert all(parse(candidate) is not None for candidate in reading.candidates), reading
    assert len(reading.message) < 200


def _hold_reading(reading: DateText, hints: DateHints) -> None:
    value = parse(reading.edtf)
    assert value is not None, reading
    assert format_edtf(value) == reading.edtf
    assert (value.approximate, value.uncertain) == (reading.approximate, reading.uncertain) or "T" in reading.edtf
    days = [None if day is None else parse_day(day) for day in (reading.first, reading.last)]
    assert days != [None, None], reading
    if None not in days:
        assert days[0] <= days[1], reading  # type: ignore[operator]  # neither is None
    if reading.clock is not None:
        assert reading.clock.start is not None or reading.clock.end is not None
        assert "T" in reading.edtf or re.search(_DAY, reading.edtf), reading  # a time is one of a day
        return
    again = read_date(reading.edtf, hints._replace(calendar=None))
    spans = [bounds(value)]
    if isinstance(again, DateText):
        assert again.edtf == reading.edtf
        spans.append((again.first, again.last))
    elif again.code == "D202":  # a season of EDTF in print may be a span of years
        assert reading.precision == "season", reading
        assert reading.edtf in again.candidates, reading
    else:  # a year far ahead is printed in another calendar
        assert max(filter(None, (reading.first, reading.last))) > "2400", reading
    for first, last in spans:
        assert first == reading.first, reading
        assert last == reading.last or _is_night(reading, last), reading


def _is_night(reading: DateText, last: str | None) -> bool:
    """A night ends on the day after that of its expression."""
    end, day = parse_day(reading.last or ""), parse_day(last or "")
    spans_nights = reading.part_of_day == "night" or reading.precision in {"interval", "within"}
    return spans_nights and end is not None and day is not None and end == day + 1


def hold_edtf(text: str) -> None:
    """An expression reads back from what is written of it, and its first day is not after its last."""
    value = parse(text)
    if value is None:
        return
    assert parse(format_edtf(value)) == value
    assert format_edtf(value).replace(" ", "") == text.replace(" ", "")
    first, last = (None if day is None else parse_day(day) for day in bounds(value))
    assert first is None or last is None or first <= last


def hold_numbers(text: str, hints: DateHints) -> None:
    """Another number is another date, or none: no printed number is passed over."""
    reading = read_date(text, hints)
    if not isinstance(reading, DateText) or _has_week(text, hints):  # two days may lie in one week
        return
    for found in re.finditer(r"(?a)\d+", text):
        number = int(found[0])
        for other in (number + 1, number - 1):
            if other >= 0:
                changed = f"{text[: found.start()]}{other:0{len(found[0])}d}{text[found.end() :]}"
                again = read_date(changed, hints)
                assert not isinstance(again, DateText) or again._replace(rule="") != reading._replace(rule=""), changed


def _has_week(text: str, hints: DateHints) -> bool:
    said = dates._expressions(text.strip(), hints.languages, hints.order)
    pieces = [when.date for one in said for when in (one.first, one.second) if when is not None]
    return any(piece is not None and piece.unit == "week" for piece in pieces)
