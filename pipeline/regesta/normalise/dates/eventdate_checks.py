"""What is wrong with an EventDate as it stands: contradictions between text, pinned values and precision."""

from collections.abc import Callable, Iterator
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.calendars import civil, parse_day, weekday
from regesta.normalise.dates.edtf import Moment, bounds, offset_minutes, parse
from regesta.normalise.dates.instants import zone_offset
from regesta.normalise.dates.text import DateText

Days = tuple[float, float]
_FINE = {"second": 0, "minute": 59, "hour": 3599}


def check(pins: dict[str, Any], values: dict[str, Any], reading: DateText | Diagnostic | None) -> list[Diagnostic]:
    """D203 end before start, D204 pinned against text, D205 and D211 no offset, D206 span against precision."""
    held = values | pins
    start, end = held.get("start"), held.get("end")
    if start is not None and end is not None and _is_before(end, start):
        field = "/end" if "end" in pins else "/start"
        message, advice = f"end {end} is before start {start}", "swap the two, or mend one of them"
        return [Diagnostic("D203", message, field=field, value=pins.get(field[1:]), help=advice)]
    found: list[Diagnostic] = []
    if not pins.keys().isdisjoint(_AGAINST_TEXT):
        found += _against_text(pins, values, reading, (start, end))
    if values.get("source") == "pinned":
        found += _against_edtf(pins, (start, end))
    found += _against_zone(held, reading)
    if not pins.keys().isdisjoint(_AGAINST_PRECISION):
        found += _against_precision(pins, values, start, end)
    return found


_AGAINST_TEXT = ("edtf", "start", "end", "part_of_day", "approximate", "uncertain", "timezone")
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
    if held.get("part_of_day") is not None or held.get("precision") in _FINE:
        return True
    printed = isinstance(reading, DateText) and reading.clock is not None and held.get("source") == "lexicon"
    return printed or "T" in str(held.get("edtf"))


def _against_precision(
    pins: dict[str, Any], values: dict[str, Any], start: str | None, end: str | None
) -> Iterator[Diagnostic]:
    precision = pins.get("precision", values.get("precision"))
    field = next((name for name in ("precision", "start", "end") if name in pins), None)
    if precision is None or field is None or not values or _fits(precision, start, end):
        return
    message = f"{start or 'open'} to {end or 'open'} does not fit the precision {precision}"
    yield Diagnostic("D206", message, field=f"/{field}", value=pins[field], expected=values.get(field))


def _against_text(
    pins: dict[str, Any],
    values: dict[str, Any],
    reading: DateText | Diagnostic | None,
    span: tuple[str | None, str | None],
) -> Iterator[Diagnostic]:
    pinned = next((name for name in ("edtf", "start", "end") if name in pins), None)
    said = _said(reading)
    if pinned is not None and said and not any(_nested(_days(*span), one) for one in said):
        message = f'{pinned} "{pins[pinned]}" contradicts the text "{pins.get("text")}"'
        yield Diagnostic("D204", message, field=f"/{pinned}", value=pins[pinned], help=_meaning(pins, reading))
    if not isinstance(reading, DateText):
        return
    for field, printed in (
        ("part_of_day", reading.part_of_day),
        ("approximate", reading.approximate or None),
        ("uncertain", reading.uncertain or None),
        ("timezone", reading.timezone if reading.offset is None else None),
    ):
        held = pins.get(field, values.get(field))
        if printed is not None and held is not None and held != printed:
            where = field if field in pins else next(name for name in ("edtf", "start", "end") if name in pins)
            message = f"{field} is {held}, the text says {printed}"
            yield Diagnostic("D204", message, field=f"/{where}", value=pins[where], expected=printed)


def _meaning(pins: dict[str, Any], reading: DateText | Diagnostic | None) -> str | None:
    """What the text comes to, if it comes to one date."""
    if not isinstance(reading, DateText):
        return None
    gregorian = ", for this field is Gregorian" if pins.get("calendar") == "julian" else ""
    return f"the text means {reading.edtf}{gregorian}"


def _said(reading: DateText | Diagnostic | None) -> list[Days]:
    """The days that the text may mean: one span if it was read, the candidates' if it is ambiguous."""
    if isinstance(reading, DateText):
        return [_days(reading.first, reading.last)]
    if reading is None or reading.code != "D202":
        return []
    found = (parse(candidate) for candidate in reading.candidates)
    return [_days(*bounds(value)) for value in found if value is not None]


def _against_edtf(pins: dict[str, Any], span: tuple[str | None, str | None]) -> Iterator[Diagnostic]:
    value = parse(pins["edtf"]) if "edtf" in pins else None
    if value is None:
        return
    first, last = _days(*bounds(value))
    if isinstance(value, Moment):  # a date-time is where a span begins that is finer than a day
        last = float("inf")
    elif pins.get("part_of_day") == "night":
        last += 1
    for field, day in zip(("start", "end"), _days(*span), strict=True):
        if field in pins and not first <= day <= last:
            message = f"{field} {pins[field]} lies outside edtf {pins['edtf']}"
            yield Diagnostic("D204", message, field=f"/{field}", value=pins[field])


def _days(first: str | None, last: str | None) -> Days:
    """Day numbers of two bounds, endless where blank."""
    one = None if first is None else parse_day(first.partition("T")[0])
    other = None if last is None else parse_day(last.partition("T")[0])
    return (float("-inf") if one is None else one, float("inf") if other is None else other)


def _nested(one: Days, other: Days) -> bool:
    """Whether one of two spans lies within the other: a coarser or a finer date contradicts nothing."""
    return (one[0] >= other[0] and one[1] <= other[1]) or (other[0] >= one[0] and other[1] <= one[1])


def _is_before(end: str, start: str) -> bool:
    if start == end:
        return False
    if len(start) == len(end) == len("2023-06-24T10:30:00+03:00") and start[19:] == end[19:]:  # of one offset
        return end < start
    if "T" in end and "T" in start:
        return _instant(end) < _instant(start)
    first, last = _days(start, end)
    return last < first


def _instant(text: str) -> int:
    """Seconds of an instant, from the same day for any year; its fraction is left out."""
    day, _, time = text.partition("T")
    clock, offset = time[:5], time.lstrip("0123456789:.,")
    second = time[6:8] if time[5:6] == ":" else "0"
    minutes = 60 * int(clock[:2]) + int(clock[3:]) - (offset_minutes(offset) or 0)
    return 86_400 * (parse_day(day) or 0) + 60 * minutes + int(second)


def _fits(precision: str, start: str | None, end: str | None) -> bool:
    """Whether a span can be what its precision says; days stand for finer bounds whose zone is not known."""
    if start is None or end is None:
        return (start is None and end is None) if precision == "unknown" else precision == "open" and start != end
    if precision in _FINE:
        return _lasts(start, end, _FINE[precision])
    first, last = (int(day) for day in _days(start, end))
    rule = _RULES.get(precision)
    return rule is not None and rule(first, last)


def _lasts(start: str, end: str, seconds: int) -> bool:
    if "T" not in start or "T" not in end:
        return start == end
    return _instant(end) - _instant(start) == seconds


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
