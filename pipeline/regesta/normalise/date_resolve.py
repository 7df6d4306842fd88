"""An expression and the day it was written become a `DateText`, or several where the text is ambiguous."""

from collections.abc import Iterator

from regesta.normalise.calendars import iso_day, weekday
from regesta.normalise.date_pairs import pairs
from regesta.normalise.date_pieces import Expression, Piece, Shape, Time, When
from regesta.normalise.date_spans import spans
from regesta.normalise.date_text import Basis, Clock, DateText, Precision
from regesta.normalise.date_units import Anchor, Span
from regesta.normalise.date_zones import printed_zone
from regesta.normalise.edtf_tree import doubt_mark

_INCLUSIVE: dict[Shape, tuple[str, str]] = {
    "since": ("{}/..", "first"), "not-before": ("[{}..]", "first"), "after": ("[{}..]", "first"),
    "until": ("../{}", "last"), "not-after": ("[..{}]", "last"), "before": ("[..{}]", "last"),
}  # fmt: skip
_HOW: dict[Basis, str] = {
    "stated": "as printed", "relative": "counted from the anchor", "year-inferred": "year from the anchor",
    "inferred": "",
}  # fmt: skip

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
    if second is None:
        build = _at if expression.shape == "at" else _bounded
        for span in _spans(first, anchor):
            reading = build(expression.shape, first, span)
            if reading is not None:
                yield reading
    elif first.date is None or second.date is None:
        yield from _one_day(expression, anchor)
    else:
        yield from _from_to(expression.shape, first, second, anchor)


def _spans(when: When, anchor: Anchor) -> list[Span]:
    """Spans of the date alone, a printed weekday held against them."""
    if when.date is None or (when.weekday is not None and _is_weekday(when.date)):
        return []
    found = spans(when.date, anchor._replace(julian=True) if when.julian else anchor)
    if when.weekday is not None:
        found = [span for span in found if _weekday_holds(when, span)]
    if when.night_into:
        found = [_moved(span) for span in found if span.precision == "day"]
    return found


def _is_weekday(piece: Piece) -> bool:
    """Friday, last Friday: a date that a second weekday says nothing of."""
    return piece.weekday is not None and piece.nth is None


def _moved(span: Span) -> Span:
    day = span.first - 1
    return span._replace(first=day, last=day, edtf=iso_day(day))


def _marked(edtf: str, when: When) -> str:
    return edtf + doubt_mark(when.approximate, when.uncertain)


def _at(_shape: Shape, when: When, span: Span) -> DateText | None:
    if when.time is not None:
        return _timed(when, span)
    if when.zone is not None and when.part is None:
        return None
    if when.part is None:
        return _dated(when, span)
    if span.precision != "day":
        return None
    last = iso_day(span.last + (when.part == "night"))
    zone, offset = printed_zone(when.zone)
    return DateText(
        _edtf(when, span), "part-of-day", iso_day(span.first), last, when.part, None, zone, offset,
        when.approximate, when.uncertain, span.basis, rule=f"{when.part} of a {_rule(when, span.basis)}",
    )  # fmt: skip


def _dated(when: When, span: Span) -> DateText:
    return DateText(
        _edtf(when, span), span.precision, iso_day(span.first), iso_day(span.last),
        approximate=when.approximate, uncertain=when.uncertain, basis=span.basis, rule=_rule(when, span.basis),
    )  # fmt: skip


def _edtf(when: When, span: Span) -> str:
    if not span.edtf:
        return f"[{_marked(span.start_text(), when)}..{_marked(span.end_text(), when)}]"
    if not (when.approximate or when.uncertain):
        return span.edtf
    return "/".join(_marked(bound, when) for bound in span.edtf.split("/"))


def _rule(when: When, basis: Basis) -> str:
    unit = "date" if when.date is None else when.date.unit
    return f"{unit}, {_HOW[basis]}"


def _timed(when: When, span: Span) -> DateText | None:
    """A time of a day. Refused beside a part of day, and where a range runs over midnight: of which day is unsaid."""
    if span.precision != "day" or when.time is None or when.part is not None:
        return None
    if when.time_end is not None and _seconds(when.time_end) <= _seconds(when.time):
        return None
    clock = _clock(when.time, when.time_end)
    zone, offset = printed_zone(when.zone)
    day = iso_day(span.first)
    precision: Precision = clock.granularity
    if when.time_end is not None:
        precision = "interval" if when.lasting else "within"
    return DateText(
        f"{day}T{clock.start}{offset or ''}", precision, day, day, None, clock, zone, offset,
        when.approximate, when.uncertain, span.basis, rule=f"time of a {_rule(when, span.basis)}",
    )  # fmt: skip


def _seconds(time: Time) -> int:
    return 3600 * time.hour + 60 * (time.minute or 0) + (time.second or 0)


def _text(seconds: int) -> str:
    seconds %= 86_400
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _clock(start: Time, end: Time | None) -> Clock:
    """First and last second: "9 am" lasts to 9:59:59, "from 10:00 to 12:00" to 11:59:59."""
    granularity = "hour" if start.minute is None else "minute" if start.second is None else "second"
    length = {"hour": 3600, "minute": 60, "second": 1}[granularity]
    last = _seconds(start) + length - 1 if end is None else _seconds(end) - 1
    return Clock(_text(_seconds(start)), _text(last), granularity)  # type: ignore[arg-type] # one of three literals


def _bounded(shape: Shape, when: When, span: Span) -> DateText | None:
    """Before, after, since, until: one bound. What is only about right is not left out of its own side."""
    if when.part is not None or (when.zone is not None and when.time is None):
        return None
    if when.time is not None and span.precision != "day":
        return None
    form, side = _INCLUSIVE[shape]
    day = span.first if side == "first" else span.last
    exclusive = (
        shape in {"before", "after"} and not when.approximate and when.time is None and not _is_edge(shape, when)
    )
    if exclusive:
        day = span.first - 1 if shape == "before" else span.last + 1
    edtf = form.format(_marked(_bound_text(span, day), when))
    first, last = (iso_day(day), None) if side == "first" else (None, iso_day(day))
    reading = _dated(when, span)._replace(
        edtf=edtf, precision="open", first=first, last=last, rule=f"{shape} a {_rule(when, span.basis)}"
    )
    return reading if when.time is None else _bounded_time(when, reading)


def _is_edge(shape: Shape, when: When) -> bool:
    """Before the end of December: that end is the month's."""
    third = None if when.date is None else when.date.third
    return third == {"before": "late", "after": "early"}.get(shape)


def _bounded_time(when: When, reading: DateText) -> DateText | None:
    if when.time is None or when.time_end is not None:
        return None
    clock = _clock(when.time, None)
    one_sided = clock._replace(end=None) if reading.last is None else clock._replace(start=None, end=clock.start)
    zone, offset = printed_zone(when.zone)
    return reading._replace(clock=one_sided, timezone=zone, offset=offset)


def _bound_text(span: Span, day: int) -> str:
    """A bound as the month or year it is, where the date was one."""
    text = iso_day(day)
    return text[: len(text) - {"month": 3, "year": 6}.get(span.precision, 0)]


def _one_day(expression: Expression, anchor: Anchor) -> Iterator[DateText]:
    """From 9:00 to 11:00 on 24 June: the day stands with one of the two times."""
    first, second = expression.first, expression.second
    if second is None or first.time is None or second.time is None or first.time_end or second.time_end:
        return
    dated, other = (first, second) if first.date is not None else (second, first)
    if (
        other.part is not None
        or other.weekday is not None
        or (other.zone is not None and dated.zone not in {None, other.zone})
    ):
        return
    zone = dated.zone if dated.zone is not None else other.zone
    when = dated._replace(time=first.time, time_end=second.time, lasting=expression.shape == "from-to", zone=zone)
    for span in _spans(when, anchor):
        reading = _timed(when, span)
        if reading is not None:
            yield reading


def _from_to(shape: Shape, first: When, second: When, anchor: Anchor) -> Iterator[DateText]:
    if (first.time is None) != (second.time is None) or first.time_end is not None or second.time_end is not None:
        return
    if first.julian or second.julian:
        anchor = anchor._replace(julian=True)
    for one, other in pairs(first, second, anchor):
        if _weekdays_hold(first, second, one, other):
            reading = _interval(shape, first, second, one, other)
            if reading is not None:
                yield reading


def _weekdays_hold(first: When, second: When, one: Span, other: Span) -> bool:
    return _weekday_holds(first, one) and _weekday_holds(second, other)


def _weekday_holds(when: When, span: Span) -> bool:
    return when.weekday is None or (span.precision == "day" and weekday(span.first) == when.weekday)


def _interval(shape: Shape, first: When, second: When, one: Span, other: Span) -> DateText | None:
    if not _can_be_tied(first, second, one, other):
        return None
    late = other.last + (second.part == "night")
    basis = _weaker(one.basis, other.basis)
    approximate, uncertain = first.approximate or second.approximate, first.uncertain or second.uncertain
    zone = first.zone if second.zone is None else second.zone
    if first.part == "night" and second.part is None and one.precision == other.precision == "day":
        night = first._replace(approximate=approximate, uncertain=uncertain, zone=zone)
        return _at("at", night, one._replace(basis=basis))
    start, end = _marked(one.start_text(), first), _marked(other.end_text(), second)
    edtf = f"{start}/{end}" if shape == "from-to" else f"[{start}..{end}]"
    reading = DateText(
        edtf, "interval" if shape == "from-to" else "within", iso_day(one.first), iso_day(late),
        approximate=approximate, uncertain=uncertain, basis=basis, rule=f"{shape}: {_rule(first, basis)}",
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
    is_night = first.part == "night" and one.first + 1 == other.first
    return first.part is None or second.part is not None or is_night


def _are_in_order(one: Span, other: Span) -> bool:
    """Whether one begins and ends no later than the other: "2019 - May 2019" is no span."""
    return one.first <= other.first and one.last <= other.last and (one.first, one.last) != (other.first, other.last)


def _timed_interval(first: When, second: When, reading: DateText) -> DateText | None:
    if first.time is None or second.time is None or first.part or second.part:
        return None
    clock = _clock(first.time, None)._replace(end=_text(_seconds(second.time) - 1))
    zone, offset = printed_zone(first.zone or second.zone)
    edtf = f"{reading.first}T{clock.start}{offset or ''}"
    return reading._replace(edtf=edtf, clock=clock, timezone=zone, offset=offset)


def _weaker(one: Basis, other: Basis) -> Basis:
    return one if one == other else min(one, other, key=_BY_STRENGTH.index)
