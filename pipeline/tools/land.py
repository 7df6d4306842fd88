"""The land outlines, made once from Natural Earth: cut at 180 degrees, simplified, in hundredths of a degree.

`python pipeline/tools/land.py land-50m.json TOLERANCE SMALLEST` prints what pipeline/regesta/release/page/land-50m.json
is, from the file of that name in the npm package world-atlas 2.0.2, whose content is Natural Earth 4.1 (public domain).
Both numbers are degrees: how far a line may be from the coast, and how wide or high a piece of land is at the least.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from regesta.release.page.shapes import Ring, clipped

NOTE = (
    "Natural Earth 4.1, land, as in world-atlas 2.0.2; public domain. "
    "Rings of x, y in hundredths of a degree, each point after the first relative to the one before."
)
Decoded: TypeAlias = list[Ring]


def read_topology(topology: dict[str, Any]) -> Decoded:
    """The rings of the object `land` of a quantised TopoJSON, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    polygons = [polygon for shape in topology["objects"]["land"]["geometries"] for polygon in shape["arcs"]]
    return [_joined(arcs, ring) for polygon in polygons for ring in polygon]


def _joined(arcs: Sequence[Ring], ring: Sequence[int]) -> Ring:
    points: Ring = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc if not points else arc[1:]
    return points


def cut(ring: Ring) -> Iterator[Ring]:
    """The parts of a ring between 180 degrees west and east; a ring around a pole is closed along it."""
    whole: Ring = []
    shift = 0.0
    for x, y in ring:
        if whole and abs(x + shift - whole[-1][0]) > 180:
            shift += math.copysign(360, whole[-1][0] - x - shift)
        whole.append((x + shift, y))
    if abs(whole[-1][0] - whole[0][0]) > 180:
        whole += [(whole[-1][0], -90.0), (whole[0][0], -90.0), whole[0]]
    for turn in (-360.0, 0.0, 360.0):
        part = clipped([(x + turn, y) for x, y in whole], (-180.0, -90.0, 180.0, 90.0))
        if len(part) > 2:
            yield part


def simplified(ring: Ring, tolerance: float) -> Ring:
    """The ring without points that lie nearer than the tolerance to the line between those kept (Douglas-Peucker)."""
    keep = {0, len(ring) - 1}
    waiting = [(0, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, index = max(
            ((_distance(ring[i], ring[first], ring[last]), i) for i in range(first + 1, last)), default=(0, 0)
        )
        if far > tolerance:
            keep.add(index)
            waiting += [(first, index), (index, last)]
    return [ring[i] for i in sorted(keep)]


def _distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0 if length == 0 else max(0, min(1, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length))
    return math.hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


def _size(ring: Ring) -> float:
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def relative(ring: Ring) -> list[int]:
    """A ring as whole hundredths of a degree, each point relative to the one before."""
    points = [(round(x * 100), round(y * 100)) for x, y in ring]
    before = (0, 0)
    numbers: list[int] = []
    for x, y in points:
        if not numbers or (x, y) != before:
            numbers += [x - before[0], y - before[1]]
        before = (x, y)
    return numbers


def main(path: str, tolerance: str, smallest: str) -> None:
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    parts = [simplified(part, float(tolerance)) for ring in read_topology(topology) for part in cut(ring)]
    rings = [relative(part) for part in parts if len(part) > 3 and _size(part) >= float(smallest)]
    lines = ",\n".join(json.dumps(ring, separators=(",", ":")) for ring in rings)
    sys.stdout.write(f'{{"note":{json.dumps(NOTE)},\n"rings":[\n{lines}\n]}}\n')


if __name__ == "__main__":
    main(*sys.argv[1:])
