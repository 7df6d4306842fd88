"""One date, with the time, part of day, zone and weekday beside it, as the `DateText` it is on the calendar."""

from regesta.normalise.dates.calendars import iso_day, weekday
from regesta.normalise.dates.edtf_tree import doubt_mark
from regesta.normalise.dates.pieces import Piece, Shape, Time, When
from regesta.normalise.dates.printed_zones import printed_zone
from regesta.normalise.dates.spans import NeedsAnchorError, away, spans
from regesta.normalise.dates.text import Basis, Clock, DateText, Precision
from regesta.normalise.dates.times import VAGUE, hour_beside, in_part
from regesta.normalise.dates.units import Anchor, Span, lasting

_INCLUSIVE: dict[Shape, tuple[str, str]] = {
    "since": ("{}/..", "first"), "not-before": ("[{}..]", "first"), "after": ("[{}..]", "first"),
    "until": ("../{}", "last"), "not-after": ("[..{}]", "last"), "before": ("[..{}]", "last"),
}  # fmt: skip
_HOW: dict[Basis, str] = {
    "stated": "as printed", "relative": "counted from the anchor", "year-inferred": "year from the anchor",
    "inferred": "",
}  # fmt: skip


def spans_of(when: When, anchor: Anchor) -> list[Span]:
    """Spans of the date alone, a printed weekday held against them."""
    if when.date is None or (when.weekday is not None and is_weekday(when.date)):
        return []
    if when.new_style and anchor.julian:  # which of the two is right is unsaid
        return []
    anchor = anchor._replace(julian=True) if when.julian else anchor
    if when.pick is not None:
        return _picked_weekday(when, when.date, anchor)
    found = spans(when.date, anchor)
    if when.weekday is not None:
        found = [span for span in found if weekday_holds(when, span)]
    if when.beside is not None:
        if anchor.day is None:
            raise NeedsAnchorError
        found = [span for span in found if span.precision == "day" and span.first - when.beside == anchor.day]
    if when.date.window is not None and when.date.unit == "day" and when.date.side is None:
        return [lasting(span, *when.date.window) for span in found if span.precision == "day"]
    if when.date.away is not None:
        return [one for span in found if span.precision == "day" for one in away(span, *when.date.away)]
    if when.night_into:
        found = [_moved(span) for span in found if span.precision == "day"]
    return found


def _picked_weekday(when: When, date: Piece, anchor: Anchor) -> list[Span]:
    """Last Friday, 16 March: that day, on the side of the anchor that is told, if it is a Friday."""
    if date.unit != "day" or date.day is None:
        return []
    sides = {"last": (False,), "this": (False, True)}.get(when.pick or "", (True,))
    found = dict.fromkeys(span for side in sides for span in spans(date, anchor._replace(future=side)))
    held = [span for span in found if weekday_holds(when, span)]
    if when.pick != "this" or date.year is not None or anchor.day is None:
        return held
    return [span for span in held if abs(span.first - anchor.day) < 7]


def is_weekday(piece: Piece) -> bool:
    """Friday, last Friday: a date that a second weekday says nothing of."""
    return piece.weekday is not None and piece.nth is None


def _moved(span: Span) -> Span:
    day = span.first - 1
    return span._replace(first=day, last=day, edtf=iso_day(day))


def marked(edtf: str, when: When) -> str:
    return edtf + doubt_mark(when.approximate, when.uncertain)


def unbounded(_shape: Shape, when: When, span: Span) -> DateText | None:
    """A date with the time or part of day beside it; None where a part or a zone is told of more than a day."""
    if when.time is not None:
        return timed(when, span)
    if when.zone is not None and when.part is None:
        return None
    if when.part is None:
        return dated(when, span)
    if span.precision != "day":
        return None
    if when.part in VAGUE:
        return dated(when, span)._replace(rule=f"some time of a {rule_of(when, span.basis)}")
    last = iso_day(span.last + (when.part == "night"))
    zone, offset = printed_zone(when.zone)
    return DateText(
        _edtf(when, span), "part-of-day", iso_day(span.first), last, when.part, None, zone, offset,
        when.approximate, when.uncertain, span.basis, rule=f"{when.part} of a {rule_of(when, span.basis)}",
    )  # fmt: skip


def dated(when: When, span: Span) -> DateText:
    return DateText(
        _edtf(when, span), span.precision, iso_day(span.first), iso_day(span.last),
        approximate=when.approximate, uncertain=when.uncertain, basis=span.basis, rule=rule_of(when, span.basis),
    )  # fmt: skip


def _edtf(when: When, span: Span) -> str:
    if not span.edtf:
        return f"[{marked(span.start_text(), when)}..{marked(span.end_text(), when)}]"
    if not (when.approximate or when.uncertain):
        return span.edtf
    return "/".join(marked(bound, when) for bound in span.edtf.split("/"))


def rule_of(when: When, basis: Basis) -> str:
    unit = "date" if when.date is None else when.date.unit
    counted = "" if when.date is None or when.date.away is None else " from which it counts"
    return f"{unit}{counted}, {_HOW[basis]}"


def timed(when: When, span: Span) -> DateText | None:
    """A time of a day. Refused where a range runs over midnight, of which day is unsaid; so is one outside its part."""
    time, end = _with_near(*_in_its_part(when))
    if span.precision != "day" or time is None or (end is None) != (when.time_end is None):
        return None
    if end is not None and seconds(end) <= seconds(time):
        return None
    clock = clock_of(time, end)
    zone, offset = printed_zone(when.zone)
    day = iso_day(span.first + (when.night_into and time.hour < 12))
    precision: Precision = clock.granularity
    if when.time_end is not None:
        precision = "interval" if when.lasting else "within"
    return DateText(
        f"{day}T{clock.start}{offset or ''}", precision, day, day, None, clock, zone, offset,
        when.approximate, when.uncertain, span.basis, rule=f"time of a {rule_of(when, span.basis)}",
    )  # fmt: skip


def _in_its_part(when: When) -> tuple[Time | None, Time | None]:
    """The time and the end of it as the part of day beside them leaves them; a bare number needs one, or an end."""
    if when.time is None or when.part is None:
        is_number = when.time is not None and when.time.loose and when.time_end is None
        return (None if is_number else when.time), when.time_end
    end = None if when.time_end is None else in_part(when.time_end, when.part, into=when.night_into)
    return in_part(when.time, when.part, into=when.night_into), end


def _with_near(time: Time | None, end: Time | None) -> tuple[Time | None, Time | None]:
    """The start and end of a time that is told to be near another."""
    if time is None or time.near is None:
        return time, end
    return hour_beside(time) or (None, None)


def seconds(time: Time) -> int:
    return 3600 * time.hour + 60 * (time.minute or 0) + (time.second or 0)


def clock_text(seconds: int) -> str:
    seconds %= 86_400
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def clock_of(start: Time, end: Time | None) -> Clock:
    """First and last second: "9 am" lasts to 9:59:59, "from 10:00 to 12:00" to 11:59:59."""
    granularity = "hour" if start.minute is None else "minute" if start.second is None else "second"
    length = {"hour": 3600, "minute": 60, "second": 1}[granularity]
    last = seconds(start) + length - 1 if end is None else seconds(end) - 1
    return Clock(clock_text(seconds(start)), clock_text(last), granularity)  # type: ignore[arg-type] # one of three literals


def bounded(shape: Shape, when: When, span: Span) -> DateText | None:
    """Before, after, since, until: one bound. What is only about right is not left out of its own side."""
    if when.zone is not None and when.time is None:
        return None
    if (when.time is not None or when.part is not None) and span.precision != "day":
        return None
    if when.time is not None and (when.time.loose or when.part is not None):
        return None
    form, side = _INCLUSIVE[shape]
    day = span.first if side == "first" else span.last
    exclusive = (
        shape in {"before", "after"}
        and not when.approximate
        and when.time is None
        and when.part is None
        and not is_edge(shape, when)
    )
    if exclusive:
        day = span.first - 1 if shape == "before" else span.last + 1
    elif when.part == "night" and side == "last":
        day += 1
    ends_before = shape in {"before", "until"} and not when.approximate
    if ends_before and when.time is not None and seconds(when.time) == 0:
        day -= 1
    edtf = form.format(marked(_bound_text(span, day), when))
    first, last = (iso_day(day), None) if side == "first" else (None, iso_day(day))
    reading = dated(when, span)._replace(
        edtf=edtf, precision="open", first=first, last=last, rule=f"{shape} a {rule_of(when, span.basis)}"
    )
    return reading if when.time is None else _bounded_time(when, reading, ends_before=ends_before)


def is_edge(shape: Shape, when: When) -> bool:
    """Before the end of December: that end is the month's."""
    third = None if when.date is None else when.date.third
    return third == {"first": "early", "last": "late"}[_INCLUSIVE[shape][1]] if shape in _INCLUSIVE else False


def _bounded_time(when: When, reading: DateText, *, ends_before: bool) -> DateText | None:
    """A time as a bound: an end is inclusive, so what lasts until 14:00 ends at 13:59:59."""
    if when.time is None or when.time_end is not None:
        return None
    clock, end = clock_of(when.time, None), clock_text(seconds(when.time) - ends_before)
    one_sided = clock._replace(end=None) if reading.last is None else clock._replace(start=None, end=end)
    zone, offset = printed_zone(when.zone)
    return reading._replace(clock=one_sided, timezone=zone, offset=offset)


def _bound_text(span: Span, day: int) -> str:
    """A bound as the month or year it is, where the date was one."""
    text = iso_day(day)
    return text[: len(text) - {"month": 3, "year": 6}.get(span.precision, 0)]


def weekday_holds(when: When, span: Span) -> bool:
    return when.weekday is None or (span.precision == "day" and weekday(span.first) == when.weekday)
