"""An axis of time: whole hours, days, months or years between two bounds, as many as there is room for."""

from collections.abc import Iterator
from math import ceil, floor
from typing import TypeAlias

from regesta.release.page.dates import MONTHS, civil, day_number, year_words

Tick: TypeAlias = tuple[float, str]  # days since 1 January 1970, what stands beside it
_DAYS = (0.125, 0.25, 0.5, 1, 2, 7)
_MONTHS = (1, 2, 3, 6)


def ticks(start: float, end: float, most: int, finest: float = 0.125) -> list[Tick]:
    """Ticks of the finest step, in days, that gives at most `most` of them from start to end."""
    for step in _DAYS:
        if step >= finest and (end - start) / step <= most:
            return _by_days(start, end, step)
    for months in _MONTHS:
        if (end - start) / 30.4 / months <= most:
            return list(_by_months(start, end, months))
    years = 1
    while (end - start) / 365.25 / years > most:
        years = years * 5 // 2 if str(years)[0] == "2" else years * 2
    return list(_by_months(start, end, 12 * years))


def _by_days(start: float, end: float, step: float) -> list[Tick]:
    count = floor(end / step) - ceil(start / step) + 1
    positions = [(ceil(start / step) + index) * step for index in range(count)]
    return [(position, day_label(position)) for position in positions]


def day_label(position: float) -> str:
    """A position in words: its hour, or the day that begins there."""
    year, month, day = civil(floor(position))
    hours = (position - floor(position)) * 24
    return f"{round(hours):02d}:00" if hours else f"{day} {MONTHS[month - 1][:3]} {year_words(year)}"


def _by_months(start: float, end: float, step: int) -> Iterator[Tick]:
    year, month, _ = civil(floor(start))
    index = -(-(year * 12 + month - 1) // step) * step
    while (position := day_number(index // 12, index % 12 + 1, 1)) <= end:
        if position >= start:
            name = f"{MONTHS[index % 12][:3]} " if step < 12 else ""
            yield position, f"{name}{year_words(index // 12)}"
        index += step


def bins(start: float, end: float, most: int) -> list[Tick]:
    """Edges of bins that cover start to end: ticks with one before the first and one after the last."""
    width = (end - start) / 20 + 1
    while True:
        edges = ticks(start - width, end + width, most + 8, finest=1)
        before = [edge for edge in edges if edge[0] <= start]
        after = [edge for edge in edges if edge[0] >= end and edge[0] > start]
        if before and after:
            return [before[-1], *(edge for edge in edges if start < edge[0] < end), after[0]]
        width *= 2
