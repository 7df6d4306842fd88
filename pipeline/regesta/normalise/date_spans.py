"""Pieces of a date tied to the calendar: the days they span, how that is written in EDTF, and what it took."""

from dataclasses import dataclass, replace

from regesta.normalise.calendars import civil, day_number, from_julian, is_day, iso_day, iso_year, weekday
from regesta.normalise.date_pieces import Piece, Pick
from regesta.normalise.date_text import Basis, Precision
from regesta.normalise.edtf_bounds import GROUPINGS, month_start

_THIRDS = {"early": 0, "mid": 1, "late": 2}
_MONTHS = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_CALENDAR_UNITS = {"day", "month", "season", "quarter", "half", "decade", "week"}


@dataclass(frozen=True, slots=True)
class Span:
    """Days from first to last; edtf is blank where only `[first..last]` says it."""

    first: int
    last: int
    precision: Precision
    edtf: str = ""
    basis: Basis = "stated"

    def bracketed(self) -> str:
        """The span as one unknown moment within it."""
        return f"[{self.start_text()}..{self.end_text()}]"

    def start_text(self) -> str:
        """The first bound at its own precision."""
        return self.edtf if self._is_date() else short_day(self.first, self.last)[0]

    def end_text(self) -> str:
        return self.edtf if self._is_date() else short_day(self.first, self.last)[1]

    def _is_date(self) -> bool:
        return self.edtf != "" and self.precision in {"day", "month", "year", "season", "decade", "century"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day a text was written, and whether what it tells of lies ahead."""

    day: int | None
    future: bool = False
    julian: bool = False


class NeedsAnchorError(Exception):
    """A date that cannot be read without the day it was written."""


def spans(piece: Piece, anchor: Anchor) -> list[Span]:
    """Every span a piece may mean; none where no calendar has it.

    Raises:
        NeedsAnchorError: the anchor's day is blank and the piece cannot do without.
    """
    if piece.shift is not None:
        return [_relative(span) for span in _shifted(piece, _day_of(anchor))]
    if piece.unit == "weekend" or (piece.weekday is not None and piece.nth is None):
        return [_relative(span) for span in _by_weekday(piece, anchor)]
    if piece.pick is not None:
        return [_relative(span) for span in _picked(piece, anchor)]
    if piece.short_year is not None:
        return _short_year(piece, anchor)
    if piece.unit == "day" and piece.month is None:
        return [_inferred(span) for span in _day_of_month(piece, anchor)]
    if piece.unit == "decade" and piece.number is not None and piece.number < 100:
        return [_inferred(span) for span in _short_decade(piece, anchor)]
    if piece.year is None and piece.unit in _CALENDAR_UNITS and piece.unit != "decade":
        return [_inferred(span) for span in yearless(piece, anchor)]
    return fixed(piece, piece.year, anchor)


def yearless(piece: Piece, anchor: Anchor) -> list[Span]:
    """The latest that does not fall after the anchor; if planned, the earliest that does not fall before it."""
    day = _day_of(anchor)
    year = civil(day)[0]
    years = range(year - 1, year + 9) if anchor.future else range(year + 1, year - 9, -1)
    for candidate in years:
        for span in fixed(piece, candidate, anchor):
            if (span.last >= day) if anchor.future else (span.first <= day):
                return [span]
    return []


def fixed(piece: Piece, year: int | None, anchor: Anchor) -> list[Span]:
    """A piece whose year is known, or needs none, as what its calendar calls it."""
    found = _labelled(piece, year)
    if not anchor.julian:
        return found
    if piece.unit == "day" and piece.nth is None and piece.month is not None and piece.day is not None:
        day = from_julian(year or 0, piece.month, piece.day)
        return [] if day is None else [_day_span(day)]
    return [converted for span in found if (converted := _converted(span)) is not None]


def _converted(span: Span) -> Span | None:
    """A span of Julian days as the Gregorian days it is: no longer a month or a year, so within."""
    first, last = (from_julian(*civil(day)) for day in (span.first, span.last))
    return None if first is None or last is None else Span(first, last, "within")


def _day_of(anchor: Anchor) -> int:
    if anchor.day is None:
        raise NeedsAnchorError
    return anchor.day


def _relative(span: Span) -> Span:
    return replace(span, basis="relative")


def _inferred(span: Span) -> Span:
    return replace(span, basis="year-inferred")


def _day_span(day: int) -> Span:
    return Span(day, day, "day", iso_day(day))


def short_day(first: int, last: int) -> tuple[str, str]:
    """Bounds as months or years where they begin and end with one."""
    (y1, m1, d1), (y2, m2, d2) = civil(first), civil(last + 1)
    if (m1, d1, m2, d2) == (1, 1, 1, 1):
        return iso_year(y1), iso_year(y2 - 1)
    if d1 == 1 and d2 == 1:
        year, month, _ = civil(last)
        return f"{iso_year(y1)}-{m1:02d}", f"{iso_year(year)}-{month:02d}"
    return iso_day(first), iso_day(last)


def _labelled(piece: Piece, year: int | None) -> list[Span]:
    whole = _whole(piece, year)
    if piece.third is None and piece.half is None:
        return whole
    return [part for span in whole if (part := _part(piece, span)) is not None]


def _part(piece: Piece, span: Span) -> Span | None:
    """A third or half of a longer span: days of a month, months of anything longer."""
    count, which = (3, _THIRDS[piece.third]) if piece.third else (2, (piece.half or 1) - 1)
    months = _MONTHS[span.precision]
    if months == 1:
        cuts = (0, 10, 20, span.last - span.first + 1) if count == 3 else (0, 15, span.last - span.first + 1)
        return Span(span.first + cuts[which], span.first + cuts[which + 1] - 1, "within")
    if months % count:
        return None
    year, month, _ = civil(span.first)
    step = months // count
    return Span(month_start(year, month + step * which), month_start(year, month + step * (which + 1)) - 1, "within")


def _whole(piece: Piece, year: int | None) -> list[Span]:
    match piece.unit:
        case "century":
            return _century(piece.number or 0)
        case "decade":
            return _decade(piece.number or 0)
        case _ if year is None or not -9999 <= year <= 9999:
            return []
        case "day":
            return _day(piece, year)
        case "month":
            return _month(year, piece.month or 0)
        case "season":
            return _season(year, piece.number or 0)
        case "quarter" | "half":
            step = 3 if piece.unit == "quarter" else 6
            start = 1 + step * ((piece.number or 1) - 1)
            return [Span(month_start(year, start), month_start(year, start + step) - 1, "within")]
        case "year":
            return [Span(day_number(year, 1, 1), day_number(year, 12, 31), "year", iso_year(year))]
        case "week":
            return _numbered_week(year, piece.number) if piece.number else [_week(s.first) for s in _day(piece, year)]
    return []


def _day(piece: Piece, year: int) -> list[Span]:
    if piece.nth is not None:
        return _nth(piece, year, piece.nth)
    if piece.month is None or piece.day is None or not is_day(year, piece.month, piece.day):
        return []
    return [_day_span(day_number(year, piece.month, piece.day))]


def _nth(piece: Piece, year: int, nth: int) -> list[Span]:
    first, end = month_start(year, piece.month or 0), month_start(year, (piece.month or 0) + 1)
    days = [day for day in range(first, end) if piece.weekday in {None, weekday(day)}]
    index = nth if nth < 0 else nth - 1
    return [_day_span(days[index])] if index < len(days) else []


def _month(year: int, month: int) -> list[Span]:
    if not 1 <= month <= 12:
        return []
    return [Span(month_start(year, month), month_start(year, month + 1) - 1, "month", f"{iso_year(year)}-{month:02d}")]


def _season(year: int, code: int) -> list[Span]:
    start, length = GROUPINGS[code]
    edtf = f"{iso_year(year)}-{code}"
    return [Span(month_start(year, start), month_start(year, start + length) - 1, "season", edtf)]


def _decade(first: int) -> list[Span]:
    """Ten years; a round hundred may mean the century as well."""
    ten = Span(day_number(first, 1, 1), day_number(first + 9, 12, 31), "decade", f"{first // 10:03d}X")
    return [ten] if first % 100 else [ten, *_century(first // 100 + 1)]


def _century(number: int) -> list[Span]:
    """The 19th is 1800 to 1899, as EDTF writes it; numbers below 1 count back from the 1st century BC."""
    if number > 0:
        first = 100 * (number - 1)
        edtf = f"{number - 1:02d}XX"
        return [Span(day_number(first, 1, 1), day_number(first + 99, 12, 31), "century", edtf)]
    first = 100 * number - 99
    edtf = f"-{-number:02d}XX" if number else "-0099/0000"
    return [Span(day_number(first, 1, 1), day_number(first + 99, 12, 31), "century", edtf)]


def _week(day: int) -> Span:
    monday = day - weekday(day) + 1
    return Span(monday, monday + 6, "week", f"{iso_day(monday)}/{iso_day(monday + 6)}")


def _numbered_week(year: int, number: int) -> list[Span]:
    """ISO week: the first one holds 4 January."""
    week = _week(day_number(year, 1, 4) + 7 * (number - 1))
    return [week] if 1 <= number <= 53 and civil(week.first + 3)[0] == year else []


def _shifted(piece: Piece, day: int) -> list[Span]:
    """So many days, weeks, months, ... from the anchor: the whole unit that it falls in."""
    shift = piece.shift or 0
    year, month, _ = civil(day)
    match piece.unit:
        case "day":
            found = [_day_span(day + shift)]
        case "week":
            found = [_week(day + 7 * shift)]
        case "month":
            found = _month(year + (month - 1 + shift) // 12, (month - 1 + shift) % 12 + 1)
        case "quarter":
            quarter = (month - 1) // 3 + shift
            found = _whole(Piece("quarter", number=quarter % 4 + 1), year + quarter // 4)
        case "decade":
            found = _decade(year // 10 * 10 + 10 * shift)[:1]
        case "century":
            found = _century(year // 100 + 1 + shift)
        case _:
            found = _whole(Piece("year"), year + shift)
    return [_until(span, day) for span in found] if piece.up_to_anchor else [_third(piece, span) for span in found]


def _until(span: Span, day: int) -> Span:
    return _day_span(day) if span.first == day else Span(span.first, day, "within")


def _third(piece: Piece, span: Span) -> Span:
    return span if piece.third is None else _part(piece, span) or span


def _by_weekday(piece: Piece, anchor: Anchor) -> list[Span]:
    day = _day_of(anchor)
    wanted = piece.weekday or 6
    found = {_weekday_near(day, wanted, how) for how in _manners(piece.pick, anchor)}
    if piece.unit == "weekend":
        return [Span(start, start + 1, "within") for start in sorted(found)]
    return [_day_span(one) for one in sorted(found)]


def _manners(pick: Pick | None, anchor: Anchor) -> tuple[str, ...]:
    """ "Next Friday" may be the first one ahead or that of the coming week: where they differ, it is ambiguous."""
    if pick is None:
        return ("from",) if anchor.future else ("up-to",)
    return {"last": ("before",), "this": ("same-week",), "next": ("after", "next-week")}[pick]


def _weekday_near(day: int, wanted: int, how: str) -> int:
    back = (weekday(day) - wanted) % 7
    ahead = (wanted - weekday(day)) % 7
    match how:
        case "up-to":
            return day - back
        case "before":
            return day - (back or 7)
        case "from":
            return day + ahead
        case "after":
            return day + (ahead or 7)
        case "same-week":
            return day - weekday(day) + wanted
    return day - weekday(day) + wanted + 7


def _picked(piece: Piece, anchor: Anchor) -> list[Span]:
    """Last June: the latest that is over, or that of last year; where they differ, it is ambiguous."""
    day = _day_of(anchor)
    year = civil(day)[0]
    if piece.pick == "this":
        return fixed(piece, year, anchor)
    sign = -1 if piece.pick == "last" else 1
    near = (span for step in (-1, 0, 1, 2) for span in fixed(piece, year + sign * step, anchor))
    nearest = next(span for span in near if (span.last < day if sign < 0 else span.first > day))
    return sorted({nearest, *fixed(piece, year + sign, anchor)}, key=lambda span: span.first)


def _short_year(piece: Piece, anchor: Anchor) -> list[Span]:
    """A year of two digits: in the hundred years from 90 before the anchor's to 9 after it."""
    earliest = civil(_day_of(anchor))[0] - 90
    year = earliest + ((piece.short_year or 0) - earliest) % 100
    return [_inferred(span) for span in fixed(replace(piece, short_year=None), year, anchor)]


def _short_decade(piece: Piece, anchor: Anchor) -> list[Span]:
    day = _day_of(anchor)
    century = civil(day)[0] // 100 * 100
    for step in (0, -100):
        found = fixed(replace(piece, number=century + step + (piece.number or 0)), None, anchor)
        if found and found[0].first <= day:
            return found[:1]
    return []


def _day_of_month(piece: Piece, anchor: Anchor) -> list[Span]:
    """ "The 24th": of the latest month that has one not after the anchor (planned: the earliest not before)."""
    day = _day_of(anchor)
    year, month, _ = civil(day)
    steps = range(4) if anchor.future else range(0, -4, -1)
    for step in steps:
        index = 12 * year + month - 1 + step
        for span in fixed(replace(piece, month=index % 12 + 1), index // 12, anchor):
            if (span.first >= day) if anchor.future else (span.first <= day):
                return [span]
    return []
