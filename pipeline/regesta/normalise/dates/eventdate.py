"""An EventDate is filled in: from its text, from what the contributor pinned, or from the day of publication."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.calendars import parse_day
from regesta.normalise.dates.edtf import parse
from regesta.normalise.dates.eventdate_checks import check
from regesta.normalise.dates.eventdate_narrowed import narrower
from regesta.normalise.dates.eventdate_values import Values, from_edtf, from_span, from_text, with_doubt
from regesta.normalise.dates.instants import PARTS_OF_DAY, PartsOfDay
from regesta.normalise.dates.iso import read_formal
from regesta.normalise.dates.read import DateHints, DateText, read_date, stands_alone
from regesta.normalise.dates.zones import known_zone
from regesta.normalise.reading import Blank, Reading
from regesta.read.text import quoted

_FIELDS = (
    "edtf", "start", "end", "precision", "part_of_day", "timezone", "approximate", "uncertain", "basis", "anchor",
)  # fmt: skip
_SPAN_PINS = ("edtf", "start", "end")
_DATED = ("text", *_SPAN_PINS)
ZONE_OF_CONTEXT = "the zone in which the event is read"
_JULIAN, _GREGORIAN = "0008", "1582-10-15"  # since when the one was kept as it is counted, and the other's first day
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ANCHORED = {"relative", "year-inferred", "inferred"}


class DateContext(NamedTuple):
    """What an EventDate is read with.

    anchor: ISO day of publication; timezone: IANA name for want of a pinned or printed one; status: of the event;
    parts_of_day: name, start, end as HH:MM; published: it is that of a publication, which has no anchor to bound it.
    """

    anchor: str | None = None
    timezone: str | None = None
    order: str | None = None
    languages: tuple[str, ...] = ()
    status: str | None = None
    parts_of_day: PartsOfDay = PARTS_OF_DAY
    published: bool = False


def settle_date(given: tuple[tuple[str, Any], ...], context: DateContext) -> Reading:
    """Fill the blanks of one EventDate, given as its sorted items; what it holds already is pinned.

    Settling what was settled adds nothing. Faults: S102, D201 to D206 and D208 to D211, fields relative to the date.
    """
    return _settled_date(given, context_of(dict(given), context))


def context_of(date: Mapping[str, Any], context: DateContext) -> DateContext:
    """The context without what tells when it was written, where the text stands alone: so it is read once."""
    text = date.get("text")
    if len(date) != 1 or not isinstance(text, str) or not stands_alone(text, context.languages, context.order):
        return context
    _, timezone, order, languages, _, parts_of_day, _ = context
    return DateContext(None, timezone, order, languages, None, parts_of_day)


@lru_cache(maxsize=16_384)
def _settled_date(given: tuple[tuple[str, Any], ...], context: DateContext) -> Reading:
    pins = dict(given)
    faults = _bad_pins(pins)
    if faults:
        return Reading((), faults)
    if "anchor" in pins:
        context = context._replace(anchor=pins["anchor"])
    reading = _read(pins, context)
    values, trouble = _settled(pins, reading, context)
    if "skipped" in values:
        return Reading((), (_skipped(pins, values),))
    found = (*check(pins, values, reading, context.parts_of_day), *_before_gregorian(pins, reading, context))
    return Reading(_blanks(pins, values), (*trouble, *found))


def _bad_pins(pins: dict[str, Any]) -> tuple[Diagnostic, ...]:
    """Pinned values that mean nothing: no date is made from the others then."""
    if pins.keys().isdisjoint(_TO_HOLD):
        return ()
    found: list[Diagnostic] = []
    for field, code, good, what in _GOOD:
        value = pins.get(field)
        if value is not None and not (isinstance(value, str) and good(value)):
            message = f"{field} {quoted(str(value))} {what}"
            found.append(Diagnostic(code, message, field=f"/{field}", value=value, help=_advice(code, str(value))))
    return tuple(found)


def _advice(code: str, text: str) -> str:
    from regesta.normalise.dates import notation_advice as advice  # noqa: PLC0415 - for faults only

    if code == "D201":
        return advice.no_such_day(text) or "write a day as year-month-day, such as 2024-05-31"
    return advice.zone(text) if code == "D210" else advice.notation(text)


def _is_bound(text: str) -> bool:
    if "T" not in text:
        return parse_day(text) is not None
    moment = read_formal(text, DateHints())
    return text[10:11] == "T" and isinstance(moment, DateText) and moment.offset is not None


_GOOD: tuple[tuple[str, str, Callable[[str], bool], str], ...] = (
    ("edtf", "D209", lambda value: parse(value) is not None, "is not an EDTF date"),
    ("start", "D201", _is_bound, "is no day and no instant"),
    ("end", "D201", _is_bound, "is no day and no instant"),
    ("anchor", "D201", lambda value: parse_day(value) is not None, "is no day"),
    ("timezone", "D210", known_zone, "is not an IANA time zone"),
)
_TO_HOLD = tuple(field for field, *_ in _GOOD)


def _read(pins: dict[str, Any], context: DateContext) -> DateText | Diagnostic | None:
    text = pins.get("text")
    if not isinstance(text, str):
        return None
    order = pins.get("order", context.order)
    future, lasting = context.status == "planned", context.status in {"ongoing", "in-force"}
    hints = DateHints(
        context.anchor, order, context.languages, future, pins.get("calendar"), lasting, context.published
    )
    return read_date(text, hints)


def _before_gregorian(
    pins: dict[str, Any], reading: DateText | Diagnostic | None, context: DateContext
) -> tuple[Diagnostic, ...]:
    """D215: a day in words that is older than the Gregorian calendar, and was read as one of it for want of another."""
    if not isinstance(reading, DateText) or reading.rule == "formal notation" or _DAY.search(reading.edtf) is None:
        return ()
    is_old = _JULIAN <= (reading.last or reading.first or "") < _GREGORIAN
    if not is_old or not pins.keys().isdisjoint(("calendar", *_SPAN_PINS)):
        return ()
    julian = _read({**pins, "calendar": "julian"}, context)
    if not isinstance(julian, DateText) or julian.edtf == reading.edtf:  # it says itself that it is old style
        return ()
    text, meant = pins["text"], (f'"{one.edtf}"' if one.edtf[0] == "[" else one.edtf for one in (julian, reading))
    message = f"{quoted(text)} is older than the Gregorian calendar, by which it was read"
    advice = "add `calendar: julian`: it is {} then; or add `edtf: {}`, if it was counted over".format(*meant)
    return (Diagnostic("D215", message, field="/text", value=text, help=advice),)


def _settled(
    pins: dict[str, Any], reading: DateText | Diagnostic | None, context: DateContext
) -> tuple[Values, tuple[Diagnostic, ...]]:
    """The values from the text where all that is pinned agrees with it or lies within it, else from the pins."""
    spanned = not pins.keys().isdisjoint(_SPAN_PINS)
    values: Values = {}
    if isinstance(reading, DateText):
        values = from_text(reading, pins, context.timezone, context.parts_of_day)
        if not spanned or all(values.get(field) == pins[field] for field in _SPAN_PINS if field in pins):
            return values, ()
        values = narrower(reading, pins, context.timezone, context.parts_of_day) or {}
    if spanned:
        values = values or _from_pins(pins, reading, context)
        basis = pins.get("basis", values.get("basis", "stated"))
        return {**values, "basis": basis, "anchor": context.anchor if basis in _ANCHORED else None}, ()
    if isinstance(reading, Diagnostic):
        return {}, (reading,)
    if "text" not in pins and pins.get("basis") == "inferred" and not context.published:
        return _bounded(context)
    return {}, _without_date(pins)


def _from_pins(pins: dict[str, Any], reading: DateText | Diagnostic | None, context: DateContext) -> Values:
    if "edtf" in pins:
        return from_edtf(pins, context.timezone, context.parts_of_day)
    return from_span(with_doubt(pins, reading), context.timezone)


def _without_date(pins: dict[str, Any]) -> tuple[Diagnostic, ...]:
    """S102 for a basis that tells of words which are not there: only what is inferred needs none."""
    if pins.get("basis") not in {"stated", "relative", "year-inferred"} or "text" in pins:
        return ()
    message = f"a date that is {pins['basis']} needs one of {', '.join(f'`{name}`' for name in _DATED)}"
    advice = "add `text`, or write `basis: inferred` where no date is printed"
    return (Diagnostic("S102", message, at="first-key", expected=list(_DATED), help=advice),)


def _skipped(pins: dict[str, Any], values: Values) -> Diagnostic:
    """D201: the clocks went forward over the time."""
    field, day = ("text" if values["source"] == "lexicon" else "edtf"), values["start"] or values["end"]
    message = f"on {day} no clock showed {values['skipped']} in {values['timezone']}: clocks went forward over it"
    advice = f"mend the time, the day or the `timezone`, or add the day alone: `edtf: {day}`"
    return Diagnostic("D201", message, field=f"/{field}", value=pins.get(field), help=advice)


def _bounded(context: DateContext) -> tuple[Values, tuple[Diagnostic, ...]]:
    """A date printed nowhere: by the day of publication, on it or from it on, as the event's status says."""
    if context.status == "did-not-occur":
        return {}, ()
    day = context.anchor
    if day is None:
        hint = "add `anchor`, or `published` to the first source"
        return {}, (Diagnostic("D208", "an inferred date needs the day of publication", field="/basis", help=hint),)
    edtf = {"ongoing": day, "in-force": day, "planned": f"[{day}..]"}.get(context.status or "", f"[..{day}]")
    values = from_edtf({"edtf": edtf}, context.timezone, context.parts_of_day)
    known = {"rule": "bounded by the day of publication", "source": "record"}
    return {**values, **known, "basis": "inferred", "anchor": day}, ()


def _blanks(pins: dict[str, Any], values: Values) -> tuple[Blank, ...]:
    rule, source, anchor = values.get("rule") or "", values.get("source") or "lexicon", values.get("anchor")
    text = values.get("text") or ""
    of_context = "timezone" if values.get("zone_from_context") else None
    rows: list[tuple[Any, ...]] = [
        (field, value, rule, text, source, anchor)
        if field != of_context
        else (field, value, ZONE_OF_CONTEXT, "", "dataset", None)
        for field in _FIELDS
        if (value := values.get(field)) is not None and field not in pins
    ]
    return tuple(map(_blank, rows))


# What Blank._make does, in C and without its check of the length: most dates have eight blanks.
_blank: Callable[[tuple[Any, ...]], Blank] = partial(tuple.__new__, Blank)
