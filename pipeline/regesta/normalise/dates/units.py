"""The units of the calendar as spans of days: the 19th century, June 2023, its third Tuesday, its late third."""

from collections.abc import Callable
from typing import NamedTuple

from regesta.normalise.dates.calendars import (
    SOLAR,
    SOLAR_YEARS,
    civil,
    day_number,
    easter,
    from_julian,
    from_solar,
    is_day,
    iso_day,
    iso_year,
    julian_easter,
    solar_length,
    weekday,
)
from regesta.normalise.dates.edtf_bounds import GROUPINGS, month_start
from regesta.normalise.dates.pieces import Piece, Unit
from regesta.normalise.dates.text import Basis, Precision

_THIRDS = {"early": 0, "mid": 1, "late": 2}
_MONTHS = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}

_DATES = {"day", "month", "year", "season", "decade", "century"}


class Span(NamedTuple):
    """Days from first to last; edtf is blank where only `[first..last]` says it."""

    first: int
    last: int
    precision: Precision
    edtf: str = ""
    basis: Basis = "stated"

    def start_text(self) -> str:
        """The first bound at its own precision."""
        return self.edtf if self._is_date() else short_day(self.first, self.last)[0]

    def end_text(self) -> str:
        return self.edtf if self._is_date() else short_day(self.first, self.last)[1]

    def _is_date(self) -> bool:
        return self.edtf != "" and "/" not in self.edtf and self.precision in _DATES


class Anchor(NamedTuple):
    """The day a text was written, and whether what it tells of lies ahead, or lasts, so that its end does."""

    day: int | None
    future: bool = False
    julian: bool = False
    lasting: bool = False


def fixed(piece: Piece, year: int | None, anchor: Anchor) -> list[Span]:
    """A piece whose year is known, or needs none, as what its calendar calls it."""
    is_several = piece.season_of_feast and piece.away is None
    if piece.from_easter is not None and not is_several:
        return [] if year is None else _from_easter(piece, piece.from_easter, year, julian=anchor.julian)
    if piece.month is not None and piece.month > SOLAR:
        return [] if year is None or piece.year is not None or anchor.julian else _of_solar_year(piece, year - 621)
    if is_several or (piece.two_styles and not (anchor.julian and (piece.month or 0, piece.day or 1) < (3, 25))):
        return []
    found = _labelled(piece, year)
    if not anchor.julian:
        return found
    if piece.unit == "day" and piece.nth is None and piece.month is not None and piece.day is not None:
        day = from_julian(year or 0, piece.month, piece.day)
        return [] if day is None else [day_span(day)]
    return [converted for span in found if (converted := _converted(span)) is not None]


def _of_solar_year(piece: Piece, year: int) -> list[Span]:
    """A day or month of a year of the Persian calendar."""
    month = (piece.month or 0) - SOLAR
    if piece != Piece(piece.unit, month=piece.month, day=piece.day, pick=piece.pick) or year not in SOLAR_YEARS:
        return []
    if piece.unit == "month":
        ends = from_solar(year, month, 1), from_solar(year, month, solar_length(year, month))
        return [Span(ends[0], ends[1], "within")] if ends[0] is not None and ends[1] is not None else []
    day = from_solar(year, month, piece.day or 0) if piece.unit == "day" else None
    return [] if day is None else [day_span(day)]


def _from_easter(piece: Piece, days: int, year: int, *, julian: bool) -> list[Span]:
    """A feast by the reckoning of each church that may be meant; until 1752 some western ones had the Julian one."""
    reckonings: tuple[Callable[[int], int], ...] = (easter, julian_easter)
    if julian or piece.church == "eastern":
        reckonings = (julian_easter,)
    elif piece.church == "western" and year > 1752:
        reckonings = (easter,)
    if not (326 if julian else 1583) <= year <= 9999:
        return []
    return [day_span(day + days) for day in sorted({reckon(year) for reckon in reckonings})]


def _converted(span: Span) -> Span | None:
    """A span of Julian days as the Gregorian days it is: no longer a month or a year, so within."""
    first, last = (from_julian(*civil(day)) for day in (span.first, span.last))
    return None if first is None or last is None else Span(first, last, "within")


def day_span(day: int) -> Span:
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
    whole = unit_spans(piece, year)
    if piece.third is None and piece.half is None and piece.quarter is None and piece.window is None:
        return whole
    return [part for span in whole if (part := part_span(piece, span)) is not None]


def part_span(piece: Piece, span: Span) -> Span | None:
    """The part of a longer span that is meant: of its thirds, halves and quarters, days of a month, months of others.

    A week has none: only its beginning as a bound ("since the beginning of the week") and its end are known.
    """
    if piece.window is not None and piece.unit != "day":
        return _window(span, *piece.window)
    if (piece.third is None and piece.half is None and piece.quarter is None) or piece.unit == "week":
        return span
    count, which = (3, _THIRDS[piece.third]) if piece.third else (2, (piece.half or 1) - 1)
    if piece.quarter is not None:
        count, which = 4, piece.quarter - 1
    months = _MONTHS.get(span.precision)
    if months == 1:
        cuts = (0, 10, 20, span.last - span.first + 1) if count == 3 else (0, 15, span.last - span.first + 1)
        return Span(span.first + cuts[which], span.first + cuts[which + 1] - 1, "within")
    if months is None or months % count:
        return None
    year, month, _ = civil(span.first)
    step = months // count
    return Span(month_start(year, month + step * which), month_start(year, month + step * (which + 1)) - 1, "within")


def _window(span: Span, count: int, unit: Unit) -> Span | None:
    """The first so many units of a span, or the last where there are fewer than none; None where it is shorter."""
    first = span.first if count > 0 else moved(span.last + 1, count, unit)
    last = span.last if count < 0 else moved(span.first, count, unit) - 1
    if first < span.first or last > span.last:
        return None
    return day_span(first) if first == last else Span(first, last, "within")


def moved(day: int, count: int, unit: Unit) -> int:
    """The day so many days, weeks, months or years away; of a month that is shorter, the last."""
    if unit in {"day", "week"}:
        return day + count * (7 if unit == "week" else 1)
    year, month, of_month = civil(day)
    month += count * (12 if unit == "year" else 1)
    return min(month_start(year, month) + of_month, month_start(year, month + 1)) - 1


def lasting(span: Span, count: int, unit: Unit) -> Span:
    """So many units that begin with a day, or end with it where there are fewer than none."""
    first = span.first if count > 0 else moved(span.first, count, unit) + 1
    last = span.first if count < 0 else moved(span.first, count, unit) - 1
    precision: Precision = "week" if (weekday(first), last - first) == (1, 6) else "interval"
    return Span(first, last, precision, f"{iso_day(first)}/{iso_day(last)}", span.basis)


def unit_spans(piece: Piece, year: int | None) -> list[Span]:
    """The spans of a unit, thirds and halves aside, in a year of up to four digits."""
    if piece.unit in {"century", "decade"}:
        return (century_span if piece.unit == "century" else decade_span)(piece.number or 0)
    build = _BUILDERS.get(piece.unit)
    return [] if build is None or year is None or not -9999 <= year <= 9999 else build(piece, year)


def _months_of(piece: Piece, year: int) -> list[Span]:
    """A quarter or half of a year; none that a year does not have."""
    step = 3 if piece.unit == "quarter" else 6
    start = 1 + step * ((piece.number or 1) - 1)
    return [] if start > 12 else [Span(month_start(year, start), month_start(year, start + step) - 1, "within")]


def _year(_: Piece, year: int) -> list[Span]:
    return [Span(day_number(year, 1, 1), day_number(year, 12, 31), "year", iso_year(year))]


def _week_of(piece: Piece, year: int) -> list[Span]:
    """The week of that number, or the one a day lies in."""
    if piece.number is not None:
        return _numbered_week(year, piece.number)
    return [week_span(span.first) for span in _day(piece, year)]


def _day(piece: Piece, year: int) -> list[Span]:
    if piece.nth is not None:
        return _nth(piece, year, piece.nth)
    if piece.month is None or piece.day is None or not is_day(year, piece.month, piece.day):
        return []
    return [day_span(day_number(year, piece.month, piece.day))]


def _nth(piece: Piece, year: int, nth: int) -> list[Span]:
    first, end = month_start(year, piece.month or 0), month_start(year, (piece.month or 0) + 1)
    days = [day for day in range(first, end) if piece.weekday in {None, weekday(day)}]
    index = nth if nth < 0 else nth - 1
    return [day_span(days[index])] if index < len(days) else []


def month_span(year: int, month: int) -> list[Span]:
    if not 1 <= month <= 12:
        return []
    return [Span(month_start(year, month), month_start(year, month + 1) - 1, "month", f"{iso_year(year)}-{month:02d}")]


def _season(year: int, code: int) -> list[Span]:
    start, length = GROUPINGS[code]
    edtf = f"{iso_year(year)}-{code}"
    return [Span(month_start(year, start), month_start(year, start + length) - 1, "season", edtf)]


def decade_span(first: int) -> list[Span]:
    """Ten years; a round hundred may mean the century as well. Before the year 0, digits count the other way."""
    if first < 0:
        return []
    ten = Span(day_number(first, 1, 1), day_number(first + 9, 12, 31), "decade", f"{first // 10:03d}X")
    return [ten] if first % 100 else [ten, *century_span(first // 100 + 1)]


def century_span(number: int) -> list[Span]:
    """The 19th is 1800 to 1899, as EDTF writes it; numbers below 1 count back from the 1st century BC."""
    if number > 0:
        first = 100 * (number - 1)
        edtf = f"{number - 1:02d}XX"
        return [Span(day_number(first, 1, 1), day_number(first + 99, 12, 31), "century", edtf)]
    first = 100 * number - 99
    edtf = f"-{-number:02d}XX" if number else "-0099/0000"
    return [Span(day_number(first, 1, 1), day_number(first + 99, 12, 31), "century", edtf)]


def week_span(day: int) -> Span:
    monday = day - weekday(day) + 1
    return Span(monday, monday + 6, "week", f"{iso_day(monday)}/{iso_day(monday + 6)}")


def _numbered_week(year: int, number: int) -> list[Span]:
    """ISO week: the first one holds 4 January."""
    week = week_span(day_number(year, 1, 4) + 7 * (number - 1))
    return [week] if 1 <= number <= 53 and civil(week.first + 3)[0] == year else []


_BUILDERS: dict[str, Callable[[Piece, int], list[Span]]] = {
    "day": _day,
    "week": _week_of,
    "month": lambda piece, year: month_span(year, piece.month or 0),
    "season": lambda piece, year: _season(year, piece.number or 0),
    "quarter": _months_of,
    "half": _months_of,
    "year": _year,
}
