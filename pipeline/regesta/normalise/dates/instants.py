"""Days and local times become the bounds of an event: instants where the zone is known, else calendar days."""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from regesta.normalise.dates.calendars import iso_day, parse_day
from regesta.normalise.dates.zones import format_offset, offset_at

PartsOfDay = tuple[tuple[str, str, str], ...]
PARTS_OF_DAY: PartsOfDay = (
    ("night", "22:00", "06:00"), ("morning", "05:00", "12:00"), ("midday", "11:00", "14:00"),
    ("afternoon", "12:00", "18:00"), ("evening", "17:00", "24:00"),
)  # fmt: skip


class Bounds(NamedTuple):
    """First and last second as ISO 8601 with offset, or, where there is no offset, first and last day.

    skipped: a time asked for, as HH:MM, that the day did not have in the zone, since clocks went forward.
    """

    start: str | None
    end: str | None
    offset: str | None = None
    skipped: str | None = None


def part_bounds(day: str, part: str, zone: str | None, offset: str | None, parts: PartsOfDay) -> Bounds:
    """A part of a day in its zone, to the second before it ends; one that ends by its start ends a day later.

    A night that begins after midnight is the one that follows the evening of the day.
    """
    hours = next(((start, end) for name, start, end in parts if name == part), None)
    if hours is None:
        return Bounds(day, day)
    start = "00:00" if hours[0] == "24:00" else hours[0]
    end = "24:00" if hours[1] == "00:00" else hours[1]
    first = next_day(day) if part == "night" and start < "12:00" else day
    last = next_day(first) if end <= start else first
    return local_bounds((first, f"{start}:00"), (last, _second_before(end)), zone, offset)


def local_bounds(
    start: tuple[str, str] | None, end: tuple[str, str] | None, zone: str | None, offset: str | None
) -> Bounds:
    """Bounds at local times, each an ISO day and HH:MM:SS. Of a time that comes twice the earlier one starts."""
    days = Bounds(start and start[0], end and end[0])
    if zone is None and offset is None:
        return days
    first = None if start is None else _offset(start, zone, offset, fold=0)
    last = None if end is None else _offset(end, zone, offset, fold=1)
    if (start is not None and first is None) or (end is not None and last is None):
        return days
    changes = zone is not None and offset is None and first != last  # the clock may have been put forward or back
    skipped = _skipped(start, end, zone) if changes and zone is not None else None
    return Bounds(_instant(start, first), _instant(end, last), first or last, skipped)


def _skipped(start: tuple[str, str] | None, end: tuple[str, str] | None, zone: str) -> str | None:
    """The time that was not: the one it starts at, or the one it ends before."""
    if start is not None and _is_skipped(start, zone):
        return start[1][:5]
    if end is None or not _is_skipped(end, zone):
        return None
    hour, minute, second = map(int, end[1].split(":"))
    after = f"{(hour + (minute == 59)) % 24:02d}:{(minute + 1) % 60:02d}:00" if second == 59 else end[1]
    return after[:5] if _is_skipped((end[0], after), zone) else None


def _is_skipped(local: tuple[str, str], zone: str) -> bool:
    """Whether no clock of the zone showed the time, for they went forward over it."""
    moment = datetime.fromisoformat(f"{local[0]}T{local[1]}")
    before, after = offset_at(zone, moment), offset_at(zone, moment.replace(fold=1))
    return before is not None and after is not None and before < after


def _instant(local: tuple[str, str] | None, offset: str | None) -> str | None:
    return None if local is None else f"{local[0]}T{local[1]}{offset}"


def zone_offset(day: str, time: str, zone: str) -> str | None:
    """The offset of a zone at a local time ("+03:00", "Z" in UTC); None where it is not whole minutes."""
    return _offset((day, time), zone, None, fold=0)


def _offset(local: tuple[str, str], zone: str | None, offset: str | None, *, fold: int) -> str | None:
    if offset is not None:
        return offset
    if zone is None or not _is_civil_year(local[0]):
        return None
    moment = datetime.fromisoformat(f"{local[0]}T{local[1]}")
    seconds = offset_at(zone, moment.replace(fold=1) if fold else moment)
    if seconds is None:
        return None
    return "Z" if zone == "UTC" else format_offset(seconds)


def _is_civil_year(day: str) -> bool:
    return len(day) == 10 and not day.startswith(("-", "0000"))


def next_day(day: str) -> str:
    """The day after, for any year."""
    number = parse_day(day)
    return day if number is None else iso_day(number + 1)


@lru_cache(maxsize=256)
def _second_before(time: str) -> str:
    """The last second before HH:MM, 24:00 included."""
    hours, minutes = (int(part) for part in time.split(":"))
    second = (3600 * hours + 60 * minutes - 1) % 86_400
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
