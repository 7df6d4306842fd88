"""An expression and the day it was written become a `DateText`, or several where the text is ambiguous."""

from collections.abc import Iterator
from itertools import chain, product

from regesta.normalise.dates.calendars import civil, from_julian, iso_day, parse_day, weekday
from regesta.normalise.dates.core import is_bare_number
from regesta.normalise.dates.pairs import is_yearless, pairs
from regesta.normalise.dates.pieces import Expression, Piece, Shape, When
from regesta.normalise.dates.printed_zones import printed_zone
from regesta.normalise.dates.single import (
    bounded,
    clock_of,
    clock_text,
    dated,
    is_edge,
    is_weekday,
    marked,
    rule_of,
    seconds,
    spans_of,
    timed,
    unbounded,
    weekday_holds,
)
from regesta.normalise.dates.spans import spans
from regesta.normalise.dates.text import Basis, DateText
from regesta.normalise.dates.times import shared
from regesta.normalise.dates.units import Anchor, Span

_NAMED = {"day", "month", "year", "season", "decade", "century"}  # what one label of EDTF stands for
_ENDS: frozenset[Shape] = frozenset(("until", "not-after", "before"))
_BY_STRENGTH: list[Basis] = ["relative", "year-inferred", "stated"]


def resolve(expression: Expression, anchor: Anchor) -> list[DateText]:
    """Every reading; none where no calendar has such a date.

    Raises:
        NeedsAnchorError: it cannot be read without the day it was written.
    """
    found = _readings(expression, anchor)
    return [_with_anchor(reading, anchor) for reading in found if _in_reach(reading.first) and _in_reach(reading.last)]


def _in_reach(day: str | None) -> bool:
    """EDTF has years of four digits: what is counted from an anchor may lie beyond them."""
    return day is None or len(day.removeprefix("-")) == 10


def _with_anchor(reading: DateText, anchor: Anchor) -> DateText:
    if reading.basis == "stated" or anchor.day is None:
        return reading
    return DateText._make((*reading[:-2], iso_day(anchor.day), reading.rule))


def _readings(expression: Expression, anchor: Anchor) -> Iterator[DateText]:
    first, second = expression.first, expression.second
    if second is None and expression.in_year:
        yield from _in_year(expression.shape, first, anchor)
    elif second is None:
        yield from _one_date(expression.shape, first, anchor)
    elif expression.shape in {"two-styles", "either"}:
        yield from (_either if expression.shape == "either" else _two_styles)(first, second, anchor)
    elif expression.shape == "week-of":
        yield from _week_of(first, second, anchor)
    elif first.date is None or second.date is None:
        yield from _one_day(expression, anchor)
    else:
        yield from _from_to(expression.shape, first, second, anchor)


def _one_date(shape: Shape, when: When, anchor: Anchor) -> Iterator[DateText]:
    """A date, or what it bounds from one side; of a third of a week an end alone, which is the week's."""
    date = when.date
    if date is not None and date.unit == "week" and date.third and not is_edge(shape, when):
        return
    if shape in _ENDS and (anchor.lasting or (date is not None and date.running)):
        anchor = anchor._replace(future=True)
    for one in _as_of(anchor) if shape == "as-of" else (shape,):
        build = unbounded if one == "at" else bounded
        readings = (build(one, when, span) for span in spans_of(when, anchor))
        yield from (reading for reading in readings if reading is not None)


def _in_year(shape: Shape, when: When, anchor: Anchor) -> Iterator[DateText]:
    """What is bounded from one side, and from the other by its year: 1152 (before 4 March)."""
    if when.date is None or when.date.year is None or when.approximate or when.uncertain:
        return
    for year, reading in product(spans(Piece("year", when.date.year), anchor), _one_date(shape, when, anchor)):
        first, last = reading.first or iso_day(year.first), reading.last or iso_day(year.last)
        if first <= last:
            yield reading._replace(edtf=f"[{first}..{last}]", precision="within", first=first, last=last)


def _as_of(anchor: Anchor) -> tuple[Shape, ...]:
    """As of 5 May: from that day on, if it lies ahead; else it may be the state on that day as well."""
    return ("since",) if anchor.future or anchor.lasting else ("at", "since")


def _one_day(expression: Expression, anchor: Anchor) -> Iterator[DateText]:
    """From 9:00 to 11:00 on 24 June: the day stands with one of the two times."""
    first, second = expression.first, expression.second
    if second is None or first.time is None or second.time is None or first.time_end or second.time_end:
        return
    day, other = (first, second) if first.date is not None else (second, first)
    if (
        other.part is not None
        or other.weekday is not None
        or (other.zone is not None and day.zone not in {None, other.zone})
    ):
        return
    zone = day.zone if day.zone is not None else other.zone
    start = shared(first.time, second.time)
    when = day._replace(time=start, time_end=second.time, lasting=expression.shape == "from-to", zone=zone)
    for span in spans_of(when, anchor):
        reading = timed(when, span)
        if reading is not None:
            yield reading


def _from_to(shape: Shape, first: When, second: When, anchor: Anchor) -> Iterator[DateText]:
    if _tells_time_of_night(first, second):
        yield from _in_the_night(first, second, anchor)
        return
    if (first.time is None) != (second.time is None) or first.time_end is not None or second.time_end is not None:
        return
    if first.julian or second.julian:
        anchor = anchor._replace(julian=True)
    if anchor.julian and (first.new_style or second.new_style):
        return
    for one, other in pairs(first, second, anchor):
        if _weekdays_hold(first, second, one, other):
            reading = _interval(shape, first, second, one, other)
            if reading is not None:
                yield reading


def _tells_time_of_night(first: When, second: When) -> bool:
    """Whether one of two days between which a night lies has a time: in der Nacht auf Samstag gegen 23.45 Uhr."""
    return first.part in {"night", "dark"} and second.part is None and (first.time is None) != (second.time is None)


def _in_the_night(first: When, second: When, anchor: Anchor) -> Iterator[DateText]:
    told = first if second.time is None else second
    for one, other in pairs(first, second, anchor):
        is_night = one.precision == other.precision == "day" and one.first + 1 == other.first
        if is_night and _weekdays_hold(first, second, one, other):
            when = told._replace(part="night", night_into=True)
            reading = timed(when, one._replace(basis=_weaker(one.basis, other.basis)))
            if reading is not None:
                yield reading


def _week_of(first: When, second: When, anchor: Anchor) -> Iterator[DateText]:
    """A week or weekend told by its first and last day: from Monday for five days or more, Saturday and Sunday."""
    for reading in _from_to("from-to", first, second, anchor):
        start, end = (parse_day(day) if day else None for day in (reading.first, reading.last))
        if start is None or end is None or not (_is_plain(first) and _is_plain(second)):
            continue
        if weekday(start) == 6 and end == start + 1:
            edtf = f"[{reading.edtf.replace('/', '..')}]"
            yield reading._replace(edtf=edtf, precision="within")
        elif weekday(start) == 1 and 4 <= end - start <= 6:
            yield reading._replace(precision="week" if end - start == 6 else "interval")


def _two_styles(first: When, second: When, anchor: Anchor) -> Iterator[DateText]:
    """One day by both calendars, 25 October (7 November) 1917, where the two are that far apart, or told twice."""
    if not (_is_plain(first) and _is_plain(second)):
        return
    printed = anchor._replace(julian=False)
    has_styles = anchor.julian or any(when.julian or when.new_style for when in (first, second))
    turned = ((other, one) for one, other in pairs(second, first, printed))  # 7 November (25 October) 1917
    for one, other in dict.fromkeys(chain(pairs(first, second, printed), turned)):
        (early, old), (late, new) = sorted(((one, first), (other, second)), key=lambda end: end[0].first)
        are_days = early.precision == late.precision == "day" and not (old.new_style or new.julian)
        is_one = from_julian(*civil(early.first)) == late.first or (early.first == late.first and not has_styles)
        if are_days and is_one and _have_their_year(first, second, early, late):
            yield dated(new, late)


def _either(first: When, second: When, anchor: Anchor) -> Iterator[DateText]:
    """One of two dates that are equally fine: 21 or 23 May 1471."""
    if not (_is_plain(first) and _is_plain(second)) or first.julian != second.julian:
        return
    if (first.julian or anchor.julian) and (first.new_style or second.new_style):
        return
    for one, other in _each(first, second, anchor._replace(julian=True) if first.julian else anchor):
        (early, its), (late, others) = sorted(((one, first), (other, second)), key=lambda end: end[0].first)
        thirds = {when.date is not None and when.date.third for when in (first, second)}
        if thirds == {"late", "early"} and early.last + 1 == late.first:  # late 2014 or early 2015
            yield from filter(None, (_interval("between", its, others, early, late),))
        if one.precision != other.precision or one.precision not in _NAMED or one.first == other.first:
            continue
        if (
            _have_their_year(first, second, early, late)
            and early.edtf
            and late.edtf
            and "/" not in early.edtf + late.edtf
        ):
            yield dated(its, early)._replace(
                edtf=f"[{marked(early.edtf, its)},{marked(late.edtf, others)}]", precision="within",
                last=iso_day(late.last), approximate=first.approximate or second.approximate,
                uncertain=first.uncertain or second.uncertain, basis=_weaker(one.basis, other.basis),
                rule=f"either: {rule_of(its, early.basis)}",
            )  # fmt: skip


def _each(first: When, second: When, anchor: Anchor) -> Iterator[tuple[Span, Span]]:
    """The two dates; weekdays are each the nearest, in whatever order they are named."""
    one, other = first.date, second.date
    if one is not None and other is not None and is_weekday(one) and is_weekday(other):
        return product(spans(one, anchor), spans(other, anchor))
    return pairs(first, second, anchor)


def _is_plain(when: When) -> bool:
    return when.time is None and when.part is None and when.zone is None and when.weekday is None


def _have_their_year(first: When, second: When, early: Span, late: Span) -> bool:
    """Whether a year that is printed once can be the year of both: it is not that of 25 December or 1 January 1917."""
    lacking = [
        when.date is not None and is_yearless(when.date) and not is_bare_number(when.date) for when in (first, second)
    ]
    return lacking[0] == lacking[1] or civil(early.first)[0] == civil(late.first)[0]


def _weekdays_hold(first: When, second: When, one: Span, other: Span) -> bool:
    return weekday_holds(first, one) and weekday_holds(second, other)


def _interval(shape: Shape, first: When, second: When, one: Span, other: Span) -> DateText | None:
    if not _can_be_tied(first, second, one, other):
        return None
    late = other.last + (second.part == "night")
    basis = _weaker(one.basis, other.basis)
    approximate, uncertain = first.approximate or second.approximate, first.uncertain or second.uncertain
    zone = first.zone if second.zone is None else second.zone
    if first.part in {"night", "dark"} and second.part is None and one.precision == other.precision == "day":
        night = first._replace(part="night", approximate=approximate, uncertain=uncertain, zone=zone)
        return unbounded("at", night, one._replace(basis=basis))
    start, end = marked(one.start_text(), first), marked(other.end_text(), second)
    edtf = f"{start}/{end}" if shape == "from-to" else f"[{start}..{end}]"
    reading = DateText(
        edtf, "interval" if shape == "from-to" else "within", iso_day(one.first), iso_day(late),
        approximate=approximate, uncertain=uncertain, basis=basis, rule=f"{shape}: {rule_of(first, basis)}",
    )  # fmt: skip
    if first.time is None:
        return reading if zone is None else None
    return _timed_interval(first, second, reading) if one.precision == other.precision == "day" else None


def _can_be_tied(first: When, second: When, one: Span, other: Span) -> bool:
    """Whether the ends are in order, in one zone, their parts of day of days, and nights of both or of neighbours."""
    if first.night_into or second.night_into or not _are_in_order(one, other):
        return False
    if first.zone is not None and second.zone is not None and first.zone != second.zone:
        return False
    if (first.part is not None and one.precision != "day") or (second.part is not None and other.precision != "day"):
        return False
    is_night = first.part in {"night", "dark"} and one.first + 1 == other.first
    return first.part is None or second.part is not None or is_night


def _are_in_order(one: Span, other: Span) -> bool:
    """Whether one begins and ends no later than the other: "2019 - May 2019" is no span."""
    return one.first <= other.first and one.last <= other.last and (one.first, one.last) != (other.first, other.last)


def _timed_interval(first: When, second: When, reading: DateText) -> DateText | None:
    if first.time is None or second.time is None or first.part or second.part:
        return None
    end = seconds(second.time)
    clock = clock_of(first.time, None)._replace(end=clock_text(end - 1))
    zone, offset = printed_zone(first.zone or second.zone)
    edtf = f"{reading.first}T{clock.start}{offset or ''}"
    midnight = parse_day(reading.last or "") if end == 0 else None  # at which the day before ends
    last = reading.last if midnight is None else iso_day(midnight - 1)
    return reading._replace(edtf=edtf, last=last, clock=clock, timezone=zone, offset=offset)


def _weaker(one: Basis, other: Basis) -> Basis:
    return one if one == other else min(one, other, key=_BY_STRENGTH.index)
