"""A pinned part of the day held against the day or the time beside it."""

from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.calendars import iso_day, parse_day
from regesta.normalise.dates.edtf import Moment, parse
from regesta.normalise.dates.eventdate_values import Values
from regesta.normalise.dates.extent import are_nested, extents, in_days
from regesta.normalise.dates.instants import PartsOfDay, part_bounds, zone_offset

_Span = tuple[str | None, str | None]


def against_part(held: Values, parts: PartsOfDay) -> Iterator[Diagnostic]:
    """D204: a pinned part of the day beside what is no day, or beside a time that it does not hold."""
    part, span = held["part_of_day"], _clock_span(held)
    what = held.get("edtf") or f"{span[0] or 'open'} to {span[1] or 'open'}"
    if None in span or not _is_of_a_day(part, span, parts):
        message = f"part_of_day is {part}, and {what} is no single day"
        advice = "write the day, or leave `part_of_day` out"
        yield Diagnostic("D204", message, field="/part_of_day", value=part, help=advice)
    elif "T" in str(span[0]) and "T" in str(span[1]) and not _holds(part, span, held, parts):
        hours = "".join(f"{part} lasts from {start} to {end} here; " for name, start, end in parts if name == part)
        message = f"part_of_day is {part}, which does not hold {what}"
        advice = f"{hours}mend one of the two, or leave `part_of_day` out"
        yield Diagnostic("D204", message, field="/part_of_day", value=part, help=advice)


def _clock_span(held: Values) -> _Span:
    """The bounds of a date, or the time that its EDTF tells where they stay days: it is taken as one of UTC."""
    start, end, edtf = held.get("start"), held.get("end"), str(held.get("edtf"))
    moment = parse(edtf) if "T" in edtf and start is not None and "T" not in start else None
    if not isinstance(moment, Moment):
        return start, end
    clock = f"{moment.hour:02d}:{moment.minute:02d}:{moment.second:02d}"
    return (f"{moment.date}T{clock}{moment.offset or 'Z'}",) * 2


def _is_of_a_day(part: str, span: _Span, parts: PartsOfDay) -> bool:
    """Whether it is a day, or a part of one that may end on the next."""
    first, last = in_days(*span)
    return last - first <= (ends_later(part, parts) or "T" in str(span[0]))


def ends_later(part: str | None, parts: PartsOfDay) -> bool:
    """Whether a part of the day ends on the day after."""
    day = "2000-01-01"
    return part is not None and part_bounds(day, part, None, None, parts).end != day


def _holds(part: str, span: _Span, held: Values, parts: PartsOfDay) -> bool:
    """Whether two instants lie within a part of a day, or it within them."""
    day, _, time = str(span[0]).partition("T")
    zone, offset = held.get("timezone"), time.lstrip("0123456789:.,")
    is_known = zone is not None and zone_offset(day, "12:00:00", zone) is not None
    days = (iso_day((parse_day(day) or 0) + by) for by in (0, -1, 1))
    found = (part_bounds(one, part, zone, None if is_known else offset, parts) for one in days)
    return any(are_nested(*extents(span, (bounds.start, bounds.end), zone)) for bounds in found)
