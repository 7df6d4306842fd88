"""Pieces of a date tied to the calendar by the day the text was written, where they need it."""

from collections.abc import Callable
from itertools import islice

from regesta.normalise.dates.calendars import SOLAR, civil, iso_day, weekday
from regesta.normalise.dates.edtf_bounds import month_start
from regesta.normalise.dates.pieces import Church, Pick, Piece, Side, Unit
from regesta.normalise.dates.text import Basis
from regesta.normalise.dates.units import (
    Anchor,
    Span,
    century_span,
    day_span,
    decade_span,
    fixed,
    month_span,
    moved,
    part_span,
    unit_spans,
    week_span,
)

_Reader = Callable[[Piece, Anchor], list[Span]]
_IN_A_YEAR = {"day", "month", "season", "quarter", "half", "week"}


class NeedsAnchorError(Exception):
    """A date that cannot be read without the day it was written."""


def spans(piece: Piece, anchor: Anchor) -> list[Span]:
    """Every span a piece may mean; none where no calendar has it.

    Raises:
        NeedsAnchorError: the anchor's day is blank and the piece cannot do without.
    """
    lacking = _lacking(piece)
    if lacking is None:
        return fixed(piece, piece.year, anchor)
    basis, build = lacking
    return [Span(*span[:-1], basis) for span in build(piece, anchor)]


def yearless(piece: Piece, anchor: Anchor) -> list[Span]:
    """The latest that does not fall after the anchor; if planned, the earliest that does not fall before it."""
    day = _day_of(anchor)
    year = civil(day)[0]
    is_solar = (piece.month or 0) > SOLAR
    slack = int(piece.unit != "day" or anchor.julian or is_solar)  # a week or a winter may begin in the year before
    years = range(year - slack, year + 9) if anchor.future else range(year + slack, year - 9, -1)
    for candidate in years:
        for span in fixed(piece, candidate, anchor):
            if (span.last >= day) if anchor.future else (span.first <= day):
                return [span]
    return []


def _feast(piece: Piece, anchor: Anchor) -> list[Span]:
    """The latest of each church's: they may lie in different years."""
    churches: tuple[Church, ...] = (piece.church,) if piece.church else ("western", "eastern")
    each = (yearless(piece._replace(church=church), anchor) for church in churches)
    return list(dict.fromkeys(span for found in each for span in found))


def _day_of(anchor: Anchor) -> int:
    if anchor.day is None:
        raise NeedsAnchorError
    return anchor.day


def of_shifted_year(piece: Piece, anchor: Anchor) -> Piece:
    """A piece of last, this or next year as one of that year."""
    if piece.year_shift is None:
        return piece
    return piece._replace(year=civil(_day_of(anchor))[0] + piece.year_shift, year_shift=None)


def _in_shifted_year(piece: Piece, anchor: Anchor) -> list[Span]:
    """Which winter is "winter last year" is unsaid: it has two."""
    absolute = of_shifted_year(piece, anchor)
    return [] if piece.unit == "season" and piece.number == 24 else fixed(absolute, absolute.year, anchor)


def _shifted(piece: Piece, anchor: Anchor) -> list[Span]:
    """So many days, weeks, months, ... from the anchor: the whole unit that it falls in."""
    if piece.running:
        return _running(piece, anchor)
    day, shift = _day_of(anchor), piece.shift or 0
    year, nth, _ = civil(day)
    match piece.unit:
        case "day":
            count, unit = piece.back or (0, "day")
            found = [day_span(moved(day + shift + (piece.or_ahead and anchor.future), count, unit))]
        case "week":
            found = [week_span(day + 7 * shift)]
            if piece.weekday is not None:
                found = [day_span(found[0].first + piece.weekday - 1)]
        case "month":
            month = (year + (nth - 1 + shift) // 12, (nth - 1 + shift) % 12 + 1)
            of_month = Piece("day", *month, piece.day, weekday=piece.weekday, nth=piece.nth)
            found = month_span(*month) if piece.day is piece.nth is None else unit_spans(of_month, month[0])
        case "quarter":
            quarter = (nth - 1) // 3 + shift
            found = unit_spans(Piece("quarter", number=quarter % 4 + 1), year + quarter // 4)
        case "decade":
            decade = year // 10 * 10 + 10 * shift
            found = decade_span(decade if piece.number is None else year // 100 * 100 + 100 * shift + piece.number)[:1]
        case "century":
            found = century_span(year // 100 + 1 + shift)
        case _:
            found = unit_spans(Piece("year"), year + shift)
    if piece.side is not None:
        return [_on_side(span, day, piece.side) for span in found]
    return [part for span in found if (part := part_span(piece, span)) is not None]


def _running(piece: Piece, anchor: Anchor) -> list[Span]:
    """The end of the year: the latest that does not begin after the anchor; if planned, the earliest not over by it."""
    day = _day_of(anchor)
    for shift in (0, 1) if anchor.future else (0, -1):
        for span in _shifted(piece._replace(running=False, shift=shift), anchor):
            if (span.last >= day) if anchor.future else (span.first <= day):
                return [span]
    return []


def _on_side(span: Span, day: int, side: Side) -> Span:
    first, last = (span.first, day) if side == "past" else (day, span.last)
    if first == last:
        return day_span(day)
    whole = Span(first, last, "interval", f"{iso_day(first)}/{iso_day(last)}")
    return whole if side == "rest" else Span(first, last, "within")


def _counted(piece: Piece, anchor: Anchor) -> list[Span]:
    """The last three days; the next three, unless from now, are after a day that is told, if nothing lies ahead."""
    day, (count, unit) = _day_of(anchor), piece.window or (0, "day")
    if piece.side == "past":
        return [Span(moved(day, -count, unit), day, "within")]
    is_ahead = piece.pick == "coming" or anchor.future or anchor.lasting
    return [Span(day, moved(day, count, unit), "within")] if is_ahead else []


def away(span: Span, count: int, unit: Unit, wanted: int | None) -> list[Span]:
    """What lies so many units after a day, or before it where negative; a weekday strictly so, the so many-th."""
    if wanted is None:
        found = _shifted(Piece(unit, shift=count), Anchor(span.first))
    else:
        near = _weekday_near(span.first, wanted, "after" if count > 0 else "before")
        found = [day_span(near + 7 * (count - (1 if count > 0 else -1)))]
    return [one._replace(basis=span.basis) for one in found]


def _by_weekday(piece: Piece, anchor: Anchor) -> list[Span]:
    day = _day_of(anchor)
    wanted = piece.weekday or 6
    if piece.unit == "weekend" and weekday(day) == 7:  # of the weekend that began the day before
        day -= 1
    manners = _manners(piece.pick, anchor)
    found = {_weekday_near(day, wanted, how) for how in manners}
    if piece.pick == "this" and anchor.future and min(found) < day:
        found = {_weekday_near(day, wanted, "after")}
    if piece.unit == "weekend":
        return [Span(start, start + 1, "within") for start in sorted(found)]
    return [day_span(one) for one in sorted(found)]


def _manners(pick: Pick | None, anchor: Anchor) -> tuple[str, ...]:
    """Next Friday may be the first one ahead or that of the coming week: where they differ, it is ambiguous."""
    if pick is None:
        return ("from",) if anchor.future else ("up-to",)
    return {"last": ("before",), "this": ("same-week",), "next": ("after", "next-week"), "coming": ("after",)}[pick]


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
    """Last June: the latest that is over, or that of last year; where they differ, it is ambiguous, but for a day."""
    day = _day_of(anchor)
    year = civil(day)[0]
    if piece.pick == "this":
        return _this(piece, year, anchor, day)
    sign = -1 if piece.pick == "last" else 1
    near = (span for step in (-1, 0, 1, 2) for span in fixed(piece, year + sign * step, anchor))
    ahead = (span for span in near if (span.last < day if sign < 0 else span.first > day))
    if piece.pick == "coming" or piece.unit == "day":
        return list(islice(ahead, 1))
    return sorted({*islice(ahead, 1), *fixed(piece, year + sign, anchor)}, key=lambda span: span.first)


def _this(piece: Piece, year: int, anchor: Anchor, day: int) -> list[Span]:
    """That of the year; a winter that has not ended comes before the one ahead, and in spring it may be either."""
    found = fixed(piece, year, anchor)
    before = [span for span in fixed(piece, year - 1, anchor) if span.last >= month_start(year, 1)]
    if not before or (found and found[0].first <= day) or civil(day)[1] > 8:
        return found
    return before if before[0].last >= day else before + found


def _short_year(piece: Piece, anchor: Anchor) -> list[Span]:
    """A year of two digits: in the hundred years from 90 before the anchor's to 9 after it."""
    earliest = civil(_day_of(anchor))[0] - 90
    year = earliest + ((piece.short_year or 0) - earliest) % 100
    return fixed(piece._replace(short_year=None), year, anchor)


def _is_short_decade(piece: Piece) -> bool:
    return piece.unit == "decade" and piece.year is None and (piece.number or 0) < 100


def _short_decade(piece: Piece, anchor: Anchor) -> list[Span]:
    day = _day_of(anchor)
    century = civil(day)[0] // 100 * 100
    for step in (0, -100):
        found = fixed(piece._replace(number=century + step + (piece.number or 0)), None, anchor)
        if found and found[0].first <= day:
            return found[:1] if found[0].last < day else found[:1] + _decade_before(piece, century + step, anchor)
    return []


def _decade_before(piece: Piece, century: int, anchor: Anchor) -> list[Span]:
    """While a decade lasts, the one a hundred years before has its name as well."""
    return fixed(piece._replace(number=century - 100 + (piece.number or 0)), None, anchor)[:1]


def _day_of_month(piece: Piece, anchor: Anchor) -> list[Span]:
    """The 24th: of the latest month that has one not after the anchor (planned: the earliest not before)."""
    if piece.year is not None:  # of which month of that year is unsaid
        return []
    day = _day_of(anchor)
    year, month, _ = civil(day)
    steps = range(4) if anchor.future else range(0, -4, -1)
    for step in steps:
        index = 12 * year + month - 1 + step
        for span in fixed(piece._replace(month=index % 12 + 1), index // 12, anchor):
            if (span.first >= day) if anchor.future else (span.first <= day):
                return [span]
    return []


def _lacking(piece: Piece) -> tuple[Basis, _Reader] | None:
    """How a piece is read for what it lacks; None where it lacks nothing."""
    if piece.year_shift is not None:
        return "relative", _in_shifted_year
    if piece.shift is not None:
        return "relative", _shifted
    if piece.side is not None:
        return "relative", _counted
    if piece.unit == "weekend" or (piece.weekday is not None and piece.nth is None):
        return "relative", _by_weekday
    if piece.pick is not None:
        return "relative", _picked
    read = _without_year(piece)
    return None if read is None else ("year-inferred", read)


def _without_year(piece: Piece) -> _Reader | None:
    if piece.short_year is not None:
        return _short_year
    if piece.from_easter is not None:
        return _feast if piece.year is None else None
    if piece.unit == "day" and piece.month is None:
        return _day_of_month
    if _is_short_decade(piece):
        return _short_decade
    return yearless if piece.year is None and piece.unit in _IN_A_YEAR else None
