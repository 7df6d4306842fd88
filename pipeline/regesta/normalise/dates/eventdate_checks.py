"""What is wrong with an EventDate as it stands: contradictions between text, pinned values and precision."""

from collections.abc import Callable, Iterator
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.calendars import civil, from_julian, parse_day, weekday
from regesta.normalise.dates.edtf import Moment, bounds, parse
from regesta.normalise.dates.eventdate_parts import against_part, ends_later
from regesta.normalise.dates.eventdate_values import Values, from_text
from regesta.normalise.dates.extent import are_nested, begins_or_ends_within, extents, in_days, seconds
from regesta.normalise.dates.instants import PartsOfDay, next_day, zone_offset
from regesta.normalise.dates.text import DateText

_Span = tuple[str | None, str | None]
_FINE = {"second": 0, "minute": 59, "hour": 3599}
_DOUBTS = ("approximate", "uncertain")


def check(pins: Values, values: Values, reading: DateText | Diagnostic | None, parts: PartsOfDay) -> list[Diagnostic]:
    """D203 end before start, D204 pinned against text or pin, D205 and D211 no offset, D206 span against precision."""
    held = values | pins
    start, end = held.get("start"), held.get("end")
    if start is not None and end is not None and _is_before(end, start):
        field = "/end" if "end" in pins else "/start"
        message, advice = f"end {end} is before start {start}", "swap the two, or mend one of them"
        return [Diagnostic("D203", message, field=field, value=pins.get(field[1:]), help=advice)]
    found: list[Diagnostic] = []
    if not pins.keys().isdisjoint(_AGAINST_TEXT):
        found += _against_text(pins, held, reading, parts)
    if values.get("source") == "pinned":
        found += _against_edtf(pins, held.get("timezone"), parts)
    if values and "part_of_day" in pins and not any(d.field == "/part_of_day" for d in found):
        found += against_part(held, parts)
    found += _against_zone(held, reading)
    if values and not pins.keys().isdisjoint(_AGAINST_PRECISION):
        found += _against_precision(pins, values)
    return found


_SPAN_PINS = ("edtf", "start", "end")
_AGAINST_TEXT = (*_SPAN_PINS, "part_of_day", *_DOUBTS, "timezone")
_AGAINST_PRECISION = ("precision", "start", "end")


def _against_zone(held: dict[str, Any], reading: DateText | Diagnostic | None) -> Iterator[Diagnostic]:
    """D205 and D211: bounds finer than a day that stay calendar days, and why."""
    zone, day = held.get("timezone"), held.get("start", held.get("end"))
    if day is None or "T" in day or not _is_fine(held, reading):
        return
    if zone is None:
        message = "a time or part of day without a time zone: start and end stay calendar days"
        yield Diagnostic("D205", message, help="add `timezone`")
    elif zone_offset(day, "12:00:00", zone) is None:
        yield Diagnostic("D211", f"{zone} was not whole minutes from UTC then: start and end stay calendar days")


def _is_fine(held: dict[str, Any], reading: DateText | Diagnostic | None) -> bool:
    """Whether a date is told to a part of a day or finer."""
    if held.get("part_of_day") is not None:
        return True
    printed = isinstance(reading, DateText) and reading.clock is not None and held.get("source") == "lexicon"
    return printed or "T" in str(held.get("edtf"))


def _against_precision(pins: Values, values: Values) -> Iterator[Diagnostic]:
    held = values | pins
    precision, start, end = held.get("precision"), held.get("start"), held.get("end")
    if precision is None or _fits(precision, (start, end), held):
        return
    field = next(name for name in _AGAINST_PRECISION if name in pins)
    message, known = f"{start or 'open'} to {end or 'open'} does not fit the precision {precision}", values["precision"]
    advice = f"leave `precision` out: it is {known}" if precision != known else None
    yield Diagnostic("D206", message, field=f"/{field}", value=pins[field], expected=values.get(field), help=advice)


def _against_text(
    pins: Values, held: Values, reading: DateText | Diagnostic | None, parts: PartsOfDay
) -> Iterator[Diagnostic]:
    pinned = next((name for name in _SPAN_PINS if name in pins), None)
    if pinned is not None and held.get("source") != "lexicon":
        said = _said(reading, held, parts)
        if said and not any(_agree(held, one, reading) for one in said):
            message = f'{pinned} "{pins[pinned]}" contradicts the text "{pins.get("text")}"'
            meaning = _meaning(pins, reading, said[0], held)
            yield Diagnostic("D204", message, field=f"/{pinned}", value=pins[pinned], help=meaning)
    if not isinstance(reading, DateText):
        return
    for field, printed, told in (
        ("part_of_day", reading.part_of_day, reading.part_of_day),
        ("approximate", reading.approximate or None, "that the date is approximate"),
        ("uncertain", reading.uncertain or None, "that the date is uncertain"),
        ("timezone", reading.timezone if reading.offset is None else None, reading.timezone),
    ):
        value = held.get(field)
        if printed is not None and value is not None and value != printed:
            where = field if field in pins else next(name for name in _SPAN_PINS if name in pins)
            message = f"{field} is {'false' if value is False else value}, the text says {told}"
            expected = printed if where == field else None
            yield Diagnostic("D204", message, field=f"/{where}", value=pins[where], expected=expected)


def _meaning(pins: Values, reading: DateText | Diagnostic | None, said: _Span, held: Values) -> str | None:
    """What the text comes to, if it comes to one date; or that it is of the calendar by which it is what is pinned."""
    if not isinstance(reading, DateText):
        return None
    if "calendar" not in pins and _is_julian(reading, held):
        return "add `calendar: julian`, if the text is of that calendar: it is that day then"
    gregorian = ", for this field is Gregorian" if pins.get("calendar") == "julian" else ""
    is_fine = any("T" in bound for bound in said if bound is not None)
    span = f", from {said[0] or 'any time'} to {said[1] or 'any time'}" if is_fine else ""
    return f"the text means {reading.edtf}{span}{gregorian}"


def _is_julian(reading: DateText, held: Values) -> bool:
    """Whether a day is what is pinned if it is one of the Julian calendar."""
    printed, pinned = (parse_day(str(day)[:10]) for day in (reading.first, held.get("start")))
    is_day = reading.precision == "day" and printed is not None
    return is_day and pinned is not None and from_julian(*civil(printed or 0)) == pinned


def _said(reading: DateText | Diagnostic | None, held: Values, parts: PartsOfDay) -> list[_Span]:
    """What the text may mean: one span if it was read, the candidates' if it is ambiguous."""
    if isinstance(reading, DateText):
        beside = {name: held[name] for name in ("timezone", "part_of_day") if held.get(name) is not None}
        meant = from_text(reading, beside, None, parts)
        return [(reading.first, reading.last) if "skipped" in meant else (meant["start"], meant["end"])]
    if reading is None or reading.code != "D202":
        return []
    found = (parse(candidate) for candidate in reading.candidates)
    return [bounds(value) for value in found if value is not None]


def _agree(held: Values, said: _Span, reading: DateText | Diagnostic | None) -> bool:
    """Whether a date is as coarse as the text, finer or coarser; where it has one bound alone, whether that fits."""
    span = held.get("start"), held.get("end")
    is_about = isinstance(reading, DateText) and reading.approximate
    one, other = (in_days(*span), in_days(*said)) if is_about else extents(span, said, held.get("timezone"))
    is_told = held.get("edtf") in (None, *(f"{_day(span[0])}/..", f"../{_day(span[1])}"))
    if None in span and is_told and not is_about:
        return begins_or_ends_within(one, other)
    return are_nested(one, other)


def _day(bound: str | None) -> str:
    return (bound or "").partition("T")[0]


def _against_edtf(pins: Values, zone: str | None, parts: PartsOfDay) -> Iterator[Diagnostic]:
    value = parse(pins["edtf"]) if "edtf" in pins else None
    if value is None:
        return
    first, last = bounds(value)
    if isinstance(value, Moment):  # a date-time is where a span begins that is finer than a day
        last = None
    elif last is not None and ends_later(pins.get("part_of_day"), parts):
        last = next_day(last)
    for field in ("start", "end"):
        bound = pins.get(field)
        span = (bound, None) if field == "start" else (None, bound)
        as_written, in_zone = (in_days(*span), in_days(first, last)), extents(span, (first, last), zone)
        if bound is not None and not (begins_or_ends_within(*as_written) or begins_or_ends_within(*in_zone)):
            message = f"{field} {bound} lies outside edtf {pins['edtf']}"
            yield Diagnostic("D204", message, field=f"/{field}", value=bound)


def _is_before(end: str, start: str) -> bool:
    if start == end:
        return False
    if len(start) == len(end) == len("2023-06-24T10:30:00+03:00") and start[19:] == end[19:]:  # of one offset
        return end < start
    if "T" in end and "T" in start:
        return seconds(end) < seconds(start)
    first, last = in_days(start, end)
    return last < first


def _fits(precision: str, span: _Span, held: Values) -> bool:
    """Whether a span can be what its precision says; days stand for finer bounds whose zone is not known."""
    start, end = span
    if start is None or end is None:
        return (start is None and end is None) if precision == "unknown" else precision == "open" and start != end
    if precision in _FINE:
        return _lasts(start, end, _FINE[precision], is_timed="T" in str(held.get("edtf")))
    if precision == "part-of-day" and held.get("part_of_day") is None and not _lasts_longer(start, end):
        return False
    if precision in _OF_DAYS and not _are_whole_days(start, end):
        return False
    first, last = (int(day) for day in in_days(start, end))
    rule = _RULES.get(precision)
    return rule is not None and rule(first, last)


def _lasts(start: str, end: str, length: int, *, is_timed: bool) -> bool:
    if "T" not in start or "T" not in end:
        return is_timed and start == end
    return seconds(end) - seconds(start) == length


def _lasts_longer(start: str, end: str) -> bool:
    """Whether two instants are further apart than an hour."""
    return "T" in start and "T" in end and seconds(end) - seconds(start) > _FINE["hour"]


def _are_whole_days(start: str, end: str) -> bool:
    """Whether bounds are days, or the midnights that they begin and end with."""
    first, last = start.partition("T")[2], end.partition("T")[2]
    return first == last == "" or (first.startswith("00:00") and last.startswith("23:59"))


def _years(count: int) -> Callable[[int, int], bool]:
    def whole(first: int, last: int) -> bool:
        (y1, m1, d1), (y2, m2, d2) = civil(first), civil(last + 1)
        return (m1, d1, m2, d2) == (1, 1, 1, 1) and y2 - y1 == count

    return whole


def _months(count: int) -> Callable[[int, int], bool]:
    def whole(first: int, last: int) -> bool:
        (y1, m1, d1), (y2, m2, d2) = civil(first), civil(last + 1)
        return d1 == d2 == 1 and 12 * (y2 - y1) + m2 - m1 == count

    return whole


_OF_DAYS = frozenset(("day", "week", "month", "season", "year", "decade", "century"))
_RULES: dict[str, Callable[[int, int], bool]] = {
    "part-of-day": lambda first, last: last - first <= 1,
    "day": lambda first, last: first == last,
    "week": lambda first, last: last - first == 6 and weekday(first) == 1,
    "month": _months(1),
    "season": _months(3),
    "year": _years(1),
    "decade": _years(10),
    "century": _years(100),
    "interval": lambda first, last: first <= last,
    "within": lambda first, last: first <= last,
}
