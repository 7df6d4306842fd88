"""The maps: the world, and the part of it where the events are. Land without borders: which hold is often the question."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import Any

from regesta.release.page import projection
from regesta.release.page.html import amount, own, text
from regesta.release.page.projection import Region, equal_earth, region
from regesta.release.page.shapes import Point, clipped, land, within
from regesta.release.page.svg import circle, drawing, label, number, polygon, rect

_POINT = ("exact", "settlement", "near")
_MOST = 300  # marks on one map; beyond it neighbours are drawn as one
NAMED = 12  # places that are listed and, with room, labelled


@dataclass(frozen=True)
class Spot:
    """A point of the map with the events placed there; fine if it is a settlement or better known."""

    point: Point
    name: str
    events: int
    fine: bool


def spots(events: Sequence[Mapping[str, Any]]) -> list[Spot]:
    """The points at which events are placed (save where they are only mentioned), most events first."""
    count: Counter[Point] = Counter()
    about: dict[Point, tuple[str, bool]] = {}
    for event in events:
        here = {}
        for place in event.get("places", ()):
            if "latitude" in place and "longitude" in place and place.get("role") != "mentioned":
                point = (float(place["longitude"]), float(place["latitude"]))
                name = place.get("canonical_name", place.get("name", ""))
                here[point] = (name, place.get("precision") in _POINT)
        count.update(here.keys())
        about = {**here, **about}
    found = [Spot(point, *_with(about[point], number)) for point, number in count.items()]
    return sorted(found, key=lambda spot: (-spot.events, spot.name, spot.point))


def _with(about: tuple[str, bool], events: int) -> tuple[str, int, bool]:
    return about[0], events, about[1]


def maps(events: Sequence[Mapping[str, Any]]) -> str:
    """The region of the events with the world as its key, or the world alone; and the places in words."""
    found = spots(events)
    placed = sum(any("latitude" in place for place in event.get("places", ())) for event in events)
    where = region([spot.point for spot in found])
    words = f"{amount(placed, 'event')} of {len(events):,} can be put on a map, at {amount(len(found), 'point')}."
    if not found:
        return f"<p>{text(words)}</p>"
    drawn = _world(found, None) if where is None else _region(found, where) + _world(found, where)
    kind = "maps both" if where is not None else "maps"
    return f'<p>{text(words)} {_NOTE}</p><div class="{kind}">{drawn}</div>{_list(found)}'


_NOTE = "Ring: known to a wider area only. No borders are drawn; countries are those of the records."


def _list(found: Sequence[Spot]) -> str:
    shown = "".join(f"<li>{own(spot.name) or 'unnamed'} <b>{spot.events:,}</b></li>" for spot in found[:NAMED])
    more = f"<li>and {amount(len(found) - NAMED, 'more point')}</li>" if len(found) > NAMED else ""
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
    step = next(s for s in (2, 5, 10, 20) if (north - south) / s <= 6 or s == 20)
    lines = []
    for meridian in range(ceil(west / step) * step, floor(east) + 1, step):
        x = (meridian - west) * where.shrink * projection.REGION_HEIGHT / (north - south)
        lines.append(f"M{number(x)},0V{number(projection.REGION_HEIGHT)}")
        yield label(x + 4, projection.REGION_HEIGHT - 6, _degrees((meridian + 180) % 360 - 180, "E", "W"), "degree")
    for parallel in range(ceil(south / step) * step, floor(north) + 1, step):
        y = where.place((west, parallel))[1]
        lines.append(f"M0,{number(y)}H{number(projection.REGION_WIDTH)}")
        yield label(6, y - 4, _degrees(parallel, "N", "S"), "degree")
    yield f'<path class="graticule" d="{"".join(lines)}"/>'


def _degrees(value: int, positive: str, negative: str) -> str:
    return f"{abs(value)}°{'' if value == 0 else positive if value > 0 else negative}"


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
        yield circle(x, y, radius, "mark" if fine else "mark wide", f"{name}: {amount(events, 'event')}")


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
        (members[0][0], f"{members[0][1].name} and {amount(len(members) - 1, 'other point')}" if members[1:] else members[0][1].name,
         sum(spot.events for _, spot in members), any(spot.fine for _, spot in members))
        for members in cells.values()
    ]  # fmt: skip
    return sorted(joined, key=lambda mark: (-mark[2], mark[0]))


def _labels(marks: Sequence[tuple[Point, Spot]]) -> Iterator[str]:
    """Names beside the places with most events, as far as they do not cover each other; small screens get fewer."""
    taken: list[tuple[float, float, float, float]] = []
    for letter, kind in ((15.0, "name"), (8.0, "name fine")):
        for (x, y), spot in marks[:NAMED]:
            left = x > projection.REGION_WIDTH * 0.6
            width, start = len(spot.name) * letter, x - 18 if left else x + 18
            box = (start - width if left else start, y - letter * 1.6, start if left else start + width, y + letter)
            inside = box[0] > 0 and box[2] < projection.REGION_WIDTH and letter < y < projection.REGION_HEIGHT - letter
            done = (x, y, x, y)
            if inside and done not in taken and not any(_overlap(box, other) for other in taken):
                taken += [box, done]
                yield label(start, y + 6, spot.name, kind, "end" if left else "")


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
