"""The maps: the world, and the part of it where the events are; land without borders, which are often the question."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import TypeAlias

from regesta.release.page import projection
from regesta.release.page.html import own, text
from regesta.release.page.places import Placed
from regesta.release.page.projection import Region, equal_earth, region
from regesta.release.page.shapes import Point, clipped, land, within
from regesta.release.page.svg import circle, drawing, label, number, polygon, rect
from regesta.report.text import plural

_MOST = 300  # marks on one map; beyond it neighbours are drawn as one
NAMED = 12  # places that are listed and, with room, labelled
Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Spot:
    """A point of the map with the events placed there; fine if it is a settlement or better known."""

    point: Point
    name: str
    events: int
    fine: bool


def spots(placed: Placed) -> list[Spot]:
    """The points at which events are placed (save where they are only mentioned), most events first."""
    found = [Spot(at, _usual(names), names.total(), at in placed.fine) for at, names in placed.points.items()]
    return sorted(found, key=lambda spot: (-spot.events, spot.name, spot.point))


def _usual(names: Counter[str]) -> str:
    """The name that most events use; of several the shortest, then the first by letter."""
    return min(names, key=lambda name: (-names[name], len(name), name))


def maps(placed: Placed, events: int) -> str:
    """The region of so many events with the world as its key, or the world alone; and the places in words."""
    found = spots(placed)
    where = region([spot.point for spot in found])
    words = f"{placed.on_map:,} of {plural(events, 'event')} can be put on a map, at {plural(len(found), 'point')}."
    elsewhere = f" Of {plural(placed.elsewhere, 'event')} it is where it began or was to lead, not where it happened."
    words += elsewhere if placed.elsewhere else ""
    words += f" {plural(placed.wider, 'event')} more: places without a point on it." if placed.wider else ""
    if not found:
        return f"<p>{text(words)}</p>"
    drawn = _world(found, None) if where is None else _region(found, where) + _world(found, where)
    rings = "" if all(spot.fine for spot in found) else _RING
    kind = "maps both" if where is not None else "maps"
    return f'<p>{text(words)} {rings}{_NOTE}</p><div class="{kind}">{drawn}</div>{_list(placed.names)}'


_RING = "A ring stands for a wider area. "
_NOTE = "No borders are drawn; the countries are those of the records."


def _list(names: Counter[str]) -> str:
    """The places with most events, by name."""
    ranked = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = "".join(f"<li>{own(name)} <b>{count:,}</b></li>" for name, count in ranked[:NAMED])
    more = f"<li>and {plural(len(ranked) - NAMED, 'more place')}</li>" if len(ranked) > NAMED else ""
    return f'<ul class="places" aria-label="Places by number of events">{shown}{more}</ul>'


def _world(found: Sequence[Spot], where: Region | None) -> str:
    marks = [(equal_earth(spot.point), spot) for spot in found]
    lowest = max((y for (_, y), _ in marks), default=0.0)
    height = max(projection.HEIGHT, lowest + 20)
    shapes = "".join(polygon([equal_earth(point) for point in ring]) for ring in land("110m"))
    frame = [] if where is None else list(_frame(where))
    content = [f'<path class="land" d="{shapes}"/>', *frame, *([] if frame else _marks(marks))]
    summary = _summary(found) if where is None else "The part of the world that the other map shows."
    name = "World map of the events" if where is None else "Where that is in the world"
    return drawing(name, summary, f"0 0 {number(projection.WIDTH)} {number(height)}", content, "map world")


def _summary(found: Sequence[Spot]) -> str:
    return "Most events: " + "; ".join(f"{spot.name} {spot.events}" for spot in found[:5]) + "."


def _frame(where: Region) -> Iterator[str]:
    """The outline of a region on the world, in two parts where it crosses 180 degrees."""
    west, south, east, north = where.window
    steps = [index / 8 for index in range(9)]
    edge = [(west + (east - west) * s, north) for s in steps] + [(east, north + (south - north) * s) for s in steps]
    edge += [(east + (west - east) * s, south) for s in steps] + [(west, south + (north - south) * s) for s in steps]
    for turn in (-360.0, 0.0, 360.0):
        part = clipped([(x + turn, y) for x, y in edge], (-180, -90, 180, 90))
        if len(part) > 2:
            yield f'<path class="frame" d="{polygon([equal_earth(point) for point in part])}"/>'


def _region(found: Sequence[Spot], where: Region) -> str:
    west, south, east, north = where.window
    wide = (west - 1, max(south - 1, -90), east + 1, min(north + 1, 90))
    shapes = "".join(polygon([where.place(point) for point in ring]) for ring in _in_window(wide))
    marks = [(where.place(spot.point), spot) for spot in found]
    content = [f'<path class="land" d="{shapes}"/>', *_graticule(where), *_marks(marks), *_labels(marks), _bar(where)]
    box = f"0 0 {number(projection.REGION_WIDTH)} {number(projection.REGION_HEIGHT)}"
    return drawing("Map of the events", _summary(found), box, content, "map region")


def _in_window(window: tuple[float, float, float, float]) -> Iterator[list[Point]]:
    scale = "50m" if window[3] - window[1] < 45 else "110m"
    return within(scale, window)


def _graticule(where: Region) -> Iterator[str]:
    west, south, east, north = where.window
    step, across = (
        next(s for s in (2, 5, 10, 20) if wide / s <= 6 or s == 20) for wide in (north - south, east - west)
    )
    lines = []
    for meridian in range(ceil(west / across) * across, floor(east) + 1, across):
        x = (meridian - west) * where.shrink * projection.REGION_HEIGHT / (north - south)
        lines.append(f"M{number(x)},0V{number(projection.REGION_HEIGHT)}")
        if x < projection.REGION_WIDTH - 50:
            yield label(x + 4, projection.REGION_HEIGHT - 6, _degrees((meridian + 180) % 360 - 180, "E", "W"), "degree")
    for parallel in range(ceil(south / step) * step, floor(north) + 1, step):
        y = where.place((west, parallel))[1]
        lines.append(f"M0,{number(y)}H{number(projection.REGION_WIDTH)}")
        if 20 < y < projection.REGION_HEIGHT - 30:
            yield label(6, y - 4, _degrees(parallel, "N", "S"), "degree")
    yield f'<path class="graticule" d="{"".join(lines)}"/>'


def _degrees(value: int, positive: str, negative: str) -> str:
    return f"{abs(value)}°{'' if value in (0, -180) else positive if value > 0 else negative}"


def _bar(where: Region) -> str:
    """A bar of so many kilometres, true at the middle of the region."""
    unit = projection.REGION_HEIGHT / (where.window[3] - where.window[1]) / 111.32
    length = next(km for km in (2000, 1000, 500, 200, 100) if km * unit < projection.REGION_WIDTH / 4 or km == 100)
    x = projection.REGION_WIDTH - 20 - length * unit
    return rect(x, 16, length * unit, 3, "bar") + label(x + length * unit, 38, f"{length:,} km", "km", "end")


def _marks(marks: Sequence[tuple[Point, Spot]]) -> Iterator[str]:
    """Circles with an area in proportion to the events, the largest first; neighbours as one where there are many."""
    gathered = _gathered(marks)
    top = max((events for _, _, events, _ in gathered), default=1)
    for (x, y), name, events, fine in gathered:
        radius = max(5.0, 22 * sqrt(events / max(top, 12)))
        yield circle(x, y, radius, "mark" if fine else "mark wide", f"{name}: {plural(events, 'event')}")


def _gathered(marks: Sequence[tuple[Point, Spot]]) -> list[tuple[Point, str, int, bool]]:
    if len(marks) <= _MOST:
        return [(point, spot.name, spot.events, spot.fine) for point, spot in marks]
    cell = 8
    while True:
        cells: dict[tuple[int, int], list[tuple[Point, Spot]]] = {}
        for point, spot in marks:
            cells.setdefault((int(point[0] // cell), int(point[1] // cell)), []).append((point, spot))
        if len(cells) <= _MOST:
            break
        cell += 4
    joined = [
        (group[0][0], _names(group), sum(spot.events for _, spot in group), any(spot.fine for _, spot in group))
        for group in cells.values()
    ]
    return sorted(joined, key=lambda mark: (-mark[2], mark[0]))


def _names(group: Sequence[tuple[Point, Spot]]) -> str:
    others = f" and {plural(len(group) - 1, 'other point')}" if len(group) > 1 else ""
    return group[0][1].name + others


def _labels(marks: Sequence[tuple[Point, Spot]]) -> Iterator[str]:
    """Names beside the places with most events, as far as they do not cover each other; small screens get fewer."""
    taken: list[Box] = []
    done: set[str] = set()
    for letter, kind in ((15.0, "name"), (8.0, "name fine")):
        for (x, y), spot in marks[:NAMED]:
            width = len(spot.name) * letter
            left = x + 18 + width > projection.REGION_WIDTH
            start = x - 26 if left else x + 26
            box = (start - width if left else start, y - letter * 1.6, start if left else start + width, y + letter)
            inside = box[0] > 0 and box[2] < projection.REGION_WIDTH and letter < y < projection.REGION_HEIGHT - letter
            if inside and spot.name not in done and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                done.add(spot.name)
                yield label(start, y + letter / 2.5, spot.name, kind, "end" if left else "")


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
