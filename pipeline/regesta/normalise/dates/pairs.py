"""The two ends of a range: each lends the other what it lacks, then both are tied to the calendar."""

from collections.abc import Iterator
from itertools import product

from regesta.normalise.dates.calendars import SOLAR, civil
from regesta.normalise.dates.core import is_bare_number
from regesta.normalise.dates.edtf_bounds import GROUPINGS
from regesta.normalise.dates.pieces import Piece, When
from regesta.normalise.dates.spans import of_shifted_year, spans, yearless
from regesta.normalise.dates.units import Anchor, Span, fixed


def pairs(first: When, second: When, anchor: Anchor) -> Iterator[tuple[Span, Span]]:
    """The two ends, each having lent the other what it lacks."""
    if first.date is None or second.date is None:
        return
    if not _are_of_a_kind(first.date, second.date) or not _are_of_a_kind(second.date, first.date):
        return
    if is_bare_number(first.date) and first.date.third is not None and second.date.unit != "century":
        return
    if first.date.year_shift is not None or second.date.year_shift is not None:
        start = first._replace(date=of_shifted_year(first.date, anchor))
        end = second._replace(date=of_shifted_year(second.date, anchor))
        for pair in pairs(start, end, anchor):
            yield (pair[0]._replace(basis="relative"), pair[1]._replace(basis="relative"))
        return
    is_told = first.weekday is not None or second.weekday is not None
    yield from _lent(*_lend(first.date, second.date), anchor, is_told=is_told)


def _lent(one: Piece, other: Piece, anchor: Anchor, *, is_told: bool) -> Iterator[tuple[Span, Span]]:
    """The same of pieces that have what they lacked; is_told: whether a weekday is printed beside one of them."""
    if is_bare_number(one) and is_bare_number(other):
        yield from _bare_pair(one, other, anchor)
    elif is_yearless(one) and is_yearless(other):
        yield from _yearless_pair(one, other, anchor)
    elif _is_weekday(one) and _is_weekday(other):
        yield from _weekday_pair(one, other, anchor)
    elif is_told and (_is_weekday(one) or _is_weekday(other)):
        yield from _weekday_beside_day(one, other, anchor)
    elif not is_bare_number(one) and not is_bare_number(other):
        yield from product(spans(one, anchor), spans(other, anchor))


def _are_of_a_kind(one: Piece, other: Piece) -> bool:
    """Whether two pieces can be the ends of one span: "Q1 - 2019" and "last week - Monday" are something else."""
    if is_yearless(one) and not is_bare_number(one) and other.unit in {"year", "decade", "century"}:
        return False
    return not (_is_weekday(one) and other.unit != "day")


def is_yearless(piece: Piece) -> bool:
    in_year = piece.unit in {"day", "month", "season", "quarter"} and piece.pick is None and piece.shift is None
    return (
        in_year and piece.year is None and piece.short_year is None and (piece.weekday is None or piece.nth is not None)
    )


def _is_weekday(piece: Piece) -> bool:
    return piece.unit == "day" and piece.weekday is not None and piece.nth is None and piece.pick is None


def _lend(one: Piece, other: Piece) -> tuple[Piece, Piece]:
    """Each with what it lacks and the other has: the unit, the century, the month, the year, one after the other."""
    for lend in (_lend_unit, _lend_century, _lend_month, _lend_year):
        one, other = lend(one, other)
    return one, other


def _lend_unit(one: Piece, other: Piece) -> tuple[Piece, Piece]:
    """What a bare number counts: centuries or quarters, which may be named at either end."""
    number = one.day if one.number is None else one.number
    if is_bare_number(one) and one.year is None and other.unit in {"century", "quarter"} and number != 0:
        one = Piece(other.unit, other.year, number=number, third=one.third)
    if one.unit == "century" and is_bare_number(other) and other.number is not None:  # siglos XVIII-XIX
        other = Piece("century", number=other.number)
    return one, other


def _lend_century(one: Piece, other: Piece) -> tuple[Piece, Piece]:
    """The first two digits of a year or decade, to an end of which two are printed."""
    if one.unit == "year" and one.year is not None and (two_digits := _two_digits(other)) is not None:
        century = one.year // 100 + (other.unit == "year" and two_digits < one.year % 100)  # 1998-'02
        return one, Piece("year", 100 * century + two_digits)
    if one.unit == other.unit == "decade" and (one.number or 0) > 99 >= (other.number or 0):
        return one, other._replace(number=(one.number or 0) // 100 * 100 + (other.number or 0))
    return one, other


def _lend_month(one: Piece, other: Piece) -> tuple[Piece, Piece]:
    """The month of a day that is printed without one, and the year with it."""
    if not one.unit == other.unit == "day":
        return one, other
    if one.month is None and one.day is not None and other.month is not None and None in {one.year, other.year}:
        year = other.year if one.year is None else one.year
        one = one._replace(month=other.month, year=year, short_year=other.short_year)
    if other.month is None and other.day is not None and one.month is not None:
        other = other._replace(month=one.month, year=other.year if other.year is not None else one.year)
    return one, other


def _two_digits(piece: Piece) -> int | None:
    """The last two digits of a year that are printed at the end of a span: 18, '18 or "18 гг." of 1914-18."""
    if piece.unit == "year":
        return piece.day if piece.short_year is None else piece.short_year
    return piece.day if is_bare_number(piece) and piece.year is None else None


def _lend_year(one: Piece, other: Piece) -> tuple[Piece, Piece]:
    if one.year is None and other.year is not None and is_yearless(one):
        one = one._replace(year=other.year - _turns(one, other))
    elif other.year is None and one.year is not None and is_yearless(other):
        other = other._replace(year=one.year + _turns(one, other))
    elif one.short_year is None and other.short_year is not None and is_yearless(one):
        one = one._replace(short_year=other.short_year - _turns(one, other))
    return one, other


def _turns(one: Piece, other: Piece) -> bool:
    """Whether the year turns between the two: from December to January."""
    (month, day), (end_month, end_day) = _in_year_order(one) or (0, 0), _in_year_order(other) or (99, 99)
    return month > end_month or (month == end_month and day > end_day > 0)


def _in_year_order(piece: Piece) -> tuple[int, int] | None:
    """The month and day on which it begins; None where that is not known."""
    if piece.month is not None:
        return (piece.month, piece.day or 0)
    if piece.number is None:
        return None
    return (GROUPINGS[piece.number][0] if piece.unit == "season" else 3 * piece.number - 2, 0)


def _yearless_pair(one: Piece, other: Piece, anchor: Anchor) -> Iterator[tuple[Span, Span]]:
    """Both ends in the latest year that lets the first begin by the anchor (planned: the second end after it)."""
    if ((one.month or 0) > SOLAR) != ((other.month or 0) > SOLAR):  # which the one lends the other is unsaid
        return
    turns = _turns(one, other)
    if turns and one.month is not None and one.month == other.month:  # 24-6 June, which is none of nearly a year
        return
    lead, follow, step = (other, one, -turns) if anchor.future else (one, other, turns)
    for span in yearless(lead, anchor):
        year, month, _ = civil(span.first)
        year -= (lead.month or 0) > SOLAR + 9 and month < 4  # the Persian year ends in March
        for mate in fixed(follow, year + step, anchor):
            pair = (mate, span) if anchor.future else (span, mate)
            yield (pair[0]._replace(basis="year-inferred"), pair[1]._replace(basis="year-inferred"))


def _bare_pair(one: Piece, other: Piece, anchor: Anchor) -> Iterator[tuple[Span, Span]]:
    """From the 24th to the 26th: the last such days of which the first is not ahead (planned: the second not past)."""
    if None in {one.day, other.day} or {one.year, other.year, one.third, other.third} != {None}:
        return
    lead, follow, step = (other, one, -1) if anchor.future else (one, other, 1)
    for span in spans(lead, anchor):
        year, month, _ = civil(span.first)
        index = 12 * year + month - 1 + step * ((one.day or 0) > (other.day or 0))
        for mate in fixed(follow._replace(month=index % 12 + 1), index // 12, anchor):
            pair = (mate, span) if anchor.future else (span, mate)
            yield (pair[0]._replace(basis=span.basis), pair[1]._replace(basis=span.basis))


def _weekday_pair(one: Piece, other: Piece, anchor: Anchor) -> Iterator[tuple[Span, Span]]:
    if anchor.lasting:
        for span in spans(one, anchor):
            yield from ((span, mate) for mate in spans(other, anchor._replace(day=span.first, future=True)))
        return
    lead, follow = (one, other) if anchor.future else (other, one)
    for span in spans(lead, anchor):
        for mate in spans(follow, anchor._replace(day=span.first)):
            yield (span, mate) if anchor.future else (mate, span)


def _weekday_beside_day(one: Piece, other: Piece, anchor: Anchor) -> Iterator[tuple[Span, Span]]:
    """From Friday to Sunday, 25 June: a weekday alone is the nearest one before the day, or behind it."""
    if _is_weekday(one):
        for mate in spans(other, anchor):
            nearest = spans(one, anchor._replace(day=mate.first, future=False))
            yield from ((span._replace(basis=mate.basis), mate) for span in nearest)
        return
    for span in spans(one, anchor):
        nearest = spans(other, anchor._replace(day=span.first, future=True))
        yield from ((span, mate._replace(basis=span.basis)) for mate in nearest)
