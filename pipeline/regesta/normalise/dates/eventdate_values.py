"""The values of an EventDate as its text, its pinned EDTF or its pinned bounds give them."""

import re
from typing import Any, TypeAlias

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.edtf import Moment, bounds, format_edtf, parse
from regesta.normalise.dates.instants import Bounds, PartsOfDay, local_bounds, part_bounds, zone_offset
from regesta.normalise.dates.iso import shape_precision
from regesta.normalise.dates.printed_zones import zone_of_offset
from regesta.normalise.dates.text import Clock, DateText

Values: TypeAlias = dict[str, Any]
"""Fields of an EventDate (None: blank), beside `rule`, `text` and `source` for the record of how they came about.

skipped: a time that the day did not have in its zone, as HH:MM: no date comes of it.
"""

_LENGTHS = {"second": 0, "minute": 59, "hour": 3599}
_MARKS = "?~%"
_PLAIN = r"(?a)-?[\dX]{4}(?:-[\dX]{2}){0,2}[?~%]?"


def from_text(reading: DateText, pins: Values, zone: str | None, parts: PartsOfDay) -> Values:
    """Values from a text that was read; a pinned part of day, zone or doubt stands in for the printed one."""
    chosen, offset, from_context = _zone(reading, pins, zone)
    part = pins.get("part_of_day", reading.part_of_day)
    approximate, uncertain = pins.get("approximate", reading.approximate), pins.get("uncertain", reading.uncertain)
    values: Values = {
        "edtf": _marked(reading.edtf, approximate=approximate, uncertain=uncertain),
        "start": _signed(reading.first), "end": _signed(reading.last), "precision": reading.precision,
        "timezone": chosen, "zone_from_context": from_context, "approximate": approximate, "uncertain": uncertain,
        "basis": reading.basis, "anchor": reading.anchor,
        "rule": reading.rule, "text": pins.get("text"), "source": "lexicon",
    }  # fmt: skip
    if reading.clock is not None:
        return _with_clock(values, reading, reading.clock, chosen, offset)
    if part is not None and reading.precision in {"day", "part-of-day"} and reading.first is not None:
        found = part_bounds(reading.first, part, chosen, offset, parts)
        values |= {"precision": "part-of-day", "part_of_day": part, "start": found.start, "end": found.end}
    return values


def _zone(reading: DateText, pins: Values, zone: str | None) -> tuple[str | None, str | None, bool]:
    """Zone and fixed offset: pinned, printed, then the context's, which also names an offset it agrees with."""
    if "timezone" in pins:
        return pins["timezone"], reading.offset, False
    if reading.offset is not None and reading.timezone != "UTC":
        if zone is not None and _agrees(reading, zone):
            return zone, reading.offset, True
        return reading.timezone, reading.offset, False
    if reading.timezone is not None:
        return reading.timezone, reading.offset, False
    return zone, None, zone is not None


def _agrees(reading: DateText, zone: str) -> bool:
    day, clock = reading.first or reading.last, reading.clock
    time = None if clock is None else clock.start or clock.end
    return day is not None and time is not None and zone_offset(day, time, zone) == reading.offset


def _with_clock(values: Values, reading: DateText, clock: Clock, zone: str | None, offset: str | None) -> Values:
    start = None if reading.first is None or clock.start is None else (reading.first, clock.start)
    end = None if reading.last is None or clock.end is None else (reading.last, clock.end)
    found = local_bounds(start, end, zone, offset)
    edtf: str | None = reading.edtf
    if found.offset is not None and "T" in reading.edtf and start is not None:
        edtf = found.start
    return _at_a_change(values | {"edtf": edtf}, found)


def _at_a_change(values: Values, found: Bounds) -> Values:
    """The bounds of a time; one that came twice is at some time between, and one that never came is `skipped`."""
    if found.skipped is not None:
        return {**values, "skipped": found.skipped}
    twice = found.start is not None and found.end is not None and found.start[19:] != found.end[19:]
    precision = "within" if twice and values["precision"] in _LENGTHS else values["precision"]
    return _bounded({**values, "precision": precision}, found)


def _bounded(values: Values, found: Bounds) -> Values:
    return values | {"start": found.start, "end": found.end}


def _marked(edtf: str, *, approximate: bool, uncertain: bool) -> str:
    """A plain date with its qualifier renewed; anything else says its doubts itself."""
    if not (approximate or uncertain or edtf[-1:] in _MARKS) or not re.fullmatch(_PLAIN, edtf):
        return edtf
    mark = "%" if approximate and uncertain else "~" if approximate else "?" if uncertain else ""
    return edtf.rstrip(_MARKS) + mark


def from_edtf(pins: Values, zone: str | None, parts: PartsOfDay) -> Values:
    """Values from a pinned EDTF expression, which is valid."""
    value = parse(pins["edtf"])
    if value is None:
        return {}
    first, last = bounds(value)
    chosen, from_context = _zone_of_pins(pins, zone)
    values: Values = {
        "edtf": pins["edtf"], "start": _signed(first), "end": _signed(last), "precision": shape_precision(value),
        "timezone": chosen, "zone_from_context": from_context,
        "approximate": value.approximate, "uncertain": value.uncertain,
        "rule": "pinned EDTF", "text": "", "source": "pinned",
    }  # fmt: skip
    part = pins.get("part_of_day")
    if isinstance(value, Moment):
        return _from_moment(values, value, pins, chosen)
    if part is not None and values["precision"] == "day" and first is not None:
        return _bounded(values | {"precision": "part-of-day"}, part_bounds(first, part, chosen, None, parts))
    return values


def _signed(day: str | None) -> str | None:
    """A day as ISO 8601 writes it: a year of more than four digits bears its sign."""
    return day if day is None or day.startswith("-") or day.find("-") == 4 else f"+{day}"


def _from_moment(values: Values, value: Moment, pins: Values, zone: str | None) -> Values:
    """A date-time lasts as long as the pinned precision says: one second where it says nothing."""
    precision = pins.get("precision", "second")
    offset = value.offset or None
    seconds = 3600 * value.hour + 60 * value.minute + value.second
    last = min(seconds + _LENGTHS.get(precision, 0), 86_399)
    texts = [f"{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}" for n in (min(seconds, 86_399), last)]
    if offset is not None and "timezone" not in pins:
        agrees = zone is not None and zone_offset(value.date, texts[0], zone) == offset
        values = values | {"timezone": zone if agrees else zone_of_offset(offset), "zone_from_context": agrees}
    found = local_bounds((value.date, texts[0]), (value.date, texts[1]), zone, offset)
    return _at_a_change(values | {"precision": "second" if precision not in _LENGTHS else precision}, found)


def from_span(pins: Values, zone: str | None) -> Values:
    """Values from a pinned start, end or both."""
    start, end = pins.get("start"), pins.get("end")
    precision, edtf = _span_shape(start, end, pins.get("precision"))
    chosen, from_context = _zone_of_pins(pins, zone)
    values: Values = {
        "edtf": edtf, "start": start, "end": end, "precision": precision, "timezone": chosen,
        "zone_from_context": from_context, "approximate": pins.get("approximate", False),
        "uncertain": pins.get("uncertain", False), "rule": "pinned start and end", "text": "", "source": "pinned",
    }  # fmt: skip
    if edtf is not None and (
        value := parse(_marked(edtf, approximate=values["approximate"], uncertain=values["uncertain"]))
    ):
        values["edtf"] = format_edtf(value)
    return values


def _zone_of_pins(pins: Values, zone: str | None) -> tuple[str | None, bool]:
    """The pinned zone, else the context's unless a pinned instant has another offset; whether it is the context's."""
    instants = [pins[side] for side in ("start", "end") if "T" in (pins.get(side) or "")]
    if "timezone" in pins or not instants:
        return pins.get("timezone", zone), "timezone" not in pins
    moment = parse(with_seconds(instants[0]))
    if not isinstance(moment, Moment):
        return zone, True
    time = f"{moment.hour % 24:02d}:{moment.minute:02d}:{moment.second:02d}"
    agrees = zone is not None and zone_offset(moment.date, time, zone) == moment.offset
    return (zone if agrees else zone_of_offset(moment.offset)), agrees


def with_doubt(pins: Values, reading: DateText | Diagnostic | None) -> Values:
    """The pins with the doubts that the text states, where the pins do not speak of them."""
    if not isinstance(reading, DateText):
        return pins
    return {"approximate": reading.approximate, "uncertain": reading.uncertain, **pins}


def with_seconds(instant: str) -> str:
    """An instant written to the second."""
    return re.sub(r"(T\d\d:\d\d)(?=Z|[+-]|\Z)", r"\1:00", instant)


def _span_shape(start: str | None, end: str | None, precision: str | None) -> tuple[str, str | None]:
    """Precision and EDTF of pinned bounds: a day, a span within which or through which, or open on one side."""
    first, last = (None if bound is None else bound.partition("T")[0] for bound in (start, end))
    is_far = any(day is not None and re.match("[+-][0-9]{5}", day) for day in (first, last))  # EDTF has no such days
    if first is None or last is None:
        edtf = f"[{first or ''}..{last or ''}]" if precision == "within" else f"{first or '..'}/{last or '..'}"
        return "open", None if is_far else edtf
    if start is not None and "T" in start:
        return precision or _fineness(start, end), None if is_far else with_seconds(start)
    if first == last:
        return "day", None if is_far else first
    if is_far or (first > last and not first.startswith("-")):
        return "interval", None
    whole = _whole_unit(first, last, precision)
    if whole is not None:
        return precision or "interval", whole
    return ("within", f"[{first}..{last}]") if precision == "within" else (precision or "interval", f"{first}/{last}")


def _fineness(start: str, end: str | None) -> str:
    return "second" if start == end else "interval"


def _whole_unit(first: str, last: str, precision: str | None) -> str | None:
    """The month, year or season that the pinned precision says it is, where the bounds are its bounds."""
    year = first[: first.rindex("-") - 3]
    texts = {
        "month": [first[: first.rindex("-")]],
        "year": [year],
        "decade": [f"{year[:-1]}X"],
        "century": [f"{year[:-2]}XX"],
    }
    texts["season"] = [f"{year}-{code}" for code in (21, 22, 23, 24)]
    for text in texts.get(precision or "", []):
        value = parse(text)
        if value is not None and bounds(value) == (first, last):
            return text
    return None
