"""What to type instead of a text where a day, or a bound of a date, is expected; read for faults only."""

import re
from collections.abc import Mapping
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.read.text import cut

_LONGEST = 50  # characters of a text that is shown as the `text` of a date


def day_help(text: str, day: str | None, pointer: str, beside: Mapping[str, Any]) -> str:
    """The day that a text names for certain, else what it may mean or where it belongs; never a day that it does not.

    day is the one that is certain; beside is the object in which the text stands.
    """
    moment = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2})(:[0-9]{2})?", text)
    if moment is not None:
        return _without_offset(moment[1], f"{moment[2]}{moment[3] or ':00'}")
    if day is None and re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", text):
        return "write a moment such as 2024-05-31T14:30:00+02:00, with hours from 00 to 23"
    if day is not None:
        return f"write a day as year-month-day: {day}"
    return _meant(text, pointer, beside) or "write a day as year-month-day, such as 2024-05-31"


def _without_offset(day: str, clock: str) -> str:
    """Advice on an instant that lacks its offset; midnight is what programs write for a day without an hour."""
    offset = f"add seconds and offset: {day}T{clock}+HH:MM, or Z for UTC"
    return f"write the day alone, {day}, if no hour is told; else {offset}" if clock == "00:00:00" else offset


def _meant(text: str, pointer: str, beside: Mapping[str, Any]) -> str | None:
    """What a text may mean that names no whole day for certain."""
    from regesta.normalise.dates.read import DateHints, read_date  # noqa: PLC0415 - paid when something is wrong

    reading, field = read_date(text, DateHints()), pointer.rpartition("/")[2]
    if isinstance(reading, Diagnostic) and reading.candidates:
        return f"write the day that is meant as year-month-day: {' or '.join(reading.candidates)}"
    if field not in ("start", "end"):
        return None
    if isinstance(reading, Diagnostic):
        return _as_text(text, field, beside) if reading.code == "D208" else None
    bound = reading.first if field == "start" else reading.last
    side = "first" if field == "start" else "last"
    return f"write its {side} day, {bound}; or `edtf: {reading.edtf}` in place of `start` and `end`"


def _as_text(text: str, field: str, beside: Mapping[str, Any]) -> str:
    """Where words belong that tell a day only from another: into the text of the date."""
    if isinstance(beside.get("text"), str) and beside["text"].strip():
        return f"leave `{field}` out: it is read from `text`"
    return f"write the words as `text` (`text: {cut(text, _LONGEST)}`) instead: `start` and `end` are read from it"
