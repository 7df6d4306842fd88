"""How far dates reach: their bounds as numbers that can be compared, of days or of seconds."""

from regesta.normalise.dates.calendars import parse_day
from regesta.normalise.dates.edtf import offset_minutes
from regesta.normalise.dates.instants import zone_offset

Extent = tuple[float, float]
"""First and last day, or first and last second, counted from one day for all years; endless where open."""


def in_days(first: str | None, last: str | None) -> Extent:
    """Two bounds as days, each as it is written."""
    one = None if first is None else parse_day(first.partition("T")[0])
    other = None if last is None else parse_day(last.partition("T")[0])
    return (float("-inf") if one is None else one, float("inf") if other is None else other)


def in_seconds(first: str | None, last: str | None, zone: str | None) -> Extent | None:
    """Two bounds as seconds, a day from its midnight on in the zone; None where its offset there is not known."""
    start = float("-inf") if first is None else second_of(first, "00:00:00", zone)
    end = float("inf") if last is None else second_of(last, "23:59:59", zone)
    return None if start is None or end is None else (start, end)


def second_of(bound: str, clock: str, zone: str | None) -> int | None:
    """The second of a bound; of a day, that of HH:MM:SS in the zone; None where it is not known."""
    if "T" in bound:
        return seconds(bound)
    offset = None if zone is None else zone_offset(bound, clock, zone)
    return None if offset is None else seconds(f"{bound}T{clock}{offset}")


def seconds(instant: str) -> int:
    """Seconds of an instant, from the same day for any year; its fraction is left out."""
    day, _, time = instant.partition("T")
    clock, offset = time[:5], time.lstrip("0123456789:.,")
    second = time[6:8] if time[5:6] == ":" else "0"
    minutes = 60 * int(clock[:2]) + int(clock[3:]) - (offset_minutes(offset) or 0)
    return 86_400 * (parse_day(day) or 0) + 60 * minutes + int(second)


def extents(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], zone: str | None
) -> tuple[Extent, Extent]:
    """Two spans in one measure: seconds where the first has instants only and the other is known so, else days."""
    if all(bound is None or "T" in bound for bound in one):
        exact, beside = in_seconds(*one, zone), in_seconds(*other, zone)
        if exact is not None and beside is not None:
            return exact, beside
    return in_days(*one), in_days(*other)


def are_nested(one: Extent, other: Extent) -> bool:
    """Whether one of two spans lies within the other: a coarser or a finer date contradicts nothing."""
    return (one[0] >= other[0] and one[1] <= other[1]) or (other[0] >= one[0] and other[1] <= one[1])


def begins_or_ends_within(one: Extent, other: Extent) -> bool:
    """Whether the bound of a span that is open on one side lies within another span."""
    return all(other[0] <= bound <= other[1] for bound in one if abs(bound) != float("inf"))
