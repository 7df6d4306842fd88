"""The values of an EventDate whose text gives one bound, and a pin that lies within it the other."""

from regesta.normalise.dates.edtf import Moment, parse
from regesta.normalise.dates.eventdate_values import Values, from_span, from_text, with_doubt, with_seconds
from regesta.normalise.dates.extent import begins_or_ends_within, extents
from regesta.normalise.dates.instants import PartsOfDay, local_bounds, zone_offset
from regesta.normalise.dates.printed_zones import zone_of_offset
from regesta.normalise.dates.text import DateText


def narrower(reading: DateText, pins: Values, zone: str | None, parts: PartsOfDay) -> Values | None:
    """Values where start or end is pinned and lies within what the text says, which gives the other; else None.

    The text is read in the zone of the context, else in that of the pinned offset.
    """
    pinned = [side for side in ("start", "end") if side in pins]
    if len(pinned) != 1 or pins.get("precision") == "open":
        return None
    side, bound = pinned[0], pins[pinned[0]]
    own = zone_of_offset(moment.offset) if isinstance(moment := parse(with_seconds(bound)), Moment) else None
    for near in dict.fromkeys((zone or own, own)):
        values = from_text(reading, pins, near, parts)
        if "skipped" in values or pins.get("edtf", values["edtf"]) != values["edtf"]:
            continue
        span = (bound, None) if side == "start" else (None, bound)
        if begins_or_ends_within(*extents(span, (values["start"], values["end"]), near)):
            of_context = values["zone_from_context"] and near == zone
            return _narrowed(reading, pins, side, {**values, "zone_from_context": of_context}, zone)
    return None


def _narrowed(reading: DateText, pins: Values, side: str, values: Values, zone: str | None) -> Values | None:
    """Values of a text within which a start or an end is pinned."""
    bound, far = pins[side], values["end" if side == "start" else "start"]
    is_part = values["precision"] == "part-of-day"
    if far is not None and "T" in bound and "T" not in far:
        if is_part or reading.clock is not None:
            return None
        far = _at_edge(far, side, values["timezone"], bound)
    elif far is not None and "T" not in bound:
        far = far.partition("T")[0]
    lasts = reading.precision == "interval" or (reading.precision == "open" and "[" not in reading.edtf)
    shape = "part-of-day" if is_part else "interval" if lasts else "within"
    other = "end" if side == "start" else "start"
    given = {"precision": shape, **with_doubt(pins, reading), side: bound, other: far}
    if reading.clock is not None and "T" not in bound:  # the time is not told then, nor its zone
        return from_span(given, zone) | {"basis": values["basis"]}
    kept = ("timezone", "zone_from_context", "part_of_day", "basis", "rule", "text", "source")
    found = from_span(given, zone) | {name: values[name] for name in kept if name in values}
    return found | {"edtf": values["edtf"], "precision": "part-of-day"} if is_part else found


def _at_edge(day: str, side: str, zone: str | None, bound: str) -> str | None:
    """The last or first second of a day, in a zone or else at the offset of the start or end beside it."""
    clock = "23:59:59" if side == "start" else "00:00:00"
    is_known = zone is not None and zone_offset(day, clock, zone) is not None
    offset = None if is_known else bound.partition("T")[2].lstrip("0123456789:.,")
    return local_bounds((day, clock), None, zone, offset).start
