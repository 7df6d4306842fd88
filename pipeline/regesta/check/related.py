"""Relations against what they tie together: the days of both events, and whether the other still stands."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from regesta.check.looked import Found, Together
from regesta.check.rings import REPLACED
from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.calendars import iso_day
from regesta.normalise.dates.extent import in_days
from regesta.read.text import cut, quoted

_OPEN = 2**31 - 1  # days: further away than any that is counted; a bound that is open, or not known
_AFTER = ("follows", "responds-to")  # is not over before the other begins
_BEFORE = ("causes",)  # does not begin after the other is over
_WITHIN = ("part-of",)
_NOT_YET = ("planned", "did-not-occur")
IN_TIME = frozenset((*_AFTER, *_BEFORE, *_WITHIN))


def days_of(event: Mapping[str, Any]) -> tuple[int, int]:
    """The first and the last day of a normalised event, as `calendars` numbers them; it may lack anything.

    What is planned, or did not occur, is answered and has effects before its day: it may have been at any time.
    """
    if event.get("status") in _NOT_YET:
        return -_OPEN, _OPEN
    when = event.get("date")
    start, end = (when.get("start"), when.get("end")) if isinstance(when, dict) else (None, None)
    first, last = in_days(start if isinstance(start, str) else None, end if isinstance(end, str) else None)
    return int(max(-_OPEN, min(_OPEN, first))), int(max(-_OPEN, min(_OPEN, last)))


def related_in_time(records: Together) -> Iterator[Found]:
    """No part lies outside the days of the whole; nothing follows what comes later, or causes what came before."""
    sought = {other for _, kind, other, _ in records.steps() if kind in IN_TIME}
    numbers = {own: number for number, own in enumerate(records.ids()) if own in sought} if sought else {}
    for number, kind, other, pointer in records.steps() if numbers else ():
        at = numbers.get(other) if kind in IN_TIME else None
        if at is None or at == number:
            continue
        (first, last), (their_first, their_last) = records.days(number), records.days(at)
        is_over, is_to_come = last < their_first, first > their_last
        if (is_over and kind not in _BEFORE) or (is_to_come and kind not in _AFTER):
            message = f"`{kind}` does not fit the days: this event is of {_told(first, last)}, and {quoted(other)} in"
            message += f" {records.shown(at)} of {_told(their_first, their_last)}"
            yield Found(
                number,
                Diagnostic(
                    "D212", message, pointer, value=other,
                    help="mend one of the dates, or the relation: it may belong in the other event",
                ),
                at,
            )  # fmt: skip


def _told(first: int, last: int) -> str:
    if first == last:
        return iso_day(first)
    start, end = (iso_day(day) if abs(day) < _OPEN else ".." for day in (first, last))
    return f"{start} to {end}".replace("to ..", "on").removeprefix(".. ")


def standing(records: Together) -> Iterator[Found]:
    """Nothing refers to an event that is withdrawn, but what it was withdrawn for tells that."""
    gone = {own: number for number in records.stones() if (own := records.own_id(number)) is not None}
    if not gone:
        return
    instead: defaultdict[int, list[str]] = defaultdict(list)
    for number, kind, other, _ in records.steps():
        if kind == REPLACED:
            instead[number].append(other)
    for number, kind, target, pointer in records.references():
        at = gone.get(target) if kind == "event" else None
        if at is None or at == number or pointer.startswith("/withdrawn/"):
            continue
        named = cut(" or ".join(instead[at]), 100)
        advice = f"name what replaces it: {named}" if named else "name an event that stands, or delete this"
        message = f"event {quoted(target)} is withdrawn, in {records.shown(at)}"
        yield Found(number, Diagnostic("X709", message, pointer, value=target, help=advice), at)
