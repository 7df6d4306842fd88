"""From degrees to a drawing: Equal Earth for the world, degrees true to scale at the middle for a region."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from regesta.release.page.shapes import Point, Window

WIDTH, HEIGHT = 960.0, 420.0  # of the world, cut below 58 degrees south
REGION_WIDTH, REGION_HEIGHT = 720.0, 480.0
_A = (1.340264, -0.081106, 0.000893, 0.003796)  # Savric, Patterson and Jenny 2018
_M = sqrt(3) / 2
_SCALE = WIDTH / 2 / 2.7066
_TOP = 1.3173  # y of the pole


def equal_earth(point: Point) -> Point:
    """A place on the drawing of the world, WIDTH wide, its north edge at 84 degrees north."""
    theta = asin(_M * sin(radians(point[1])))
    square, sixth = theta * theta, theta**6
    slope = _A[0] + 3 * _A[1] * square + sixth * (7 * _A[2] + 9 * _A[3] * square)
    x = radians(point[0]) * cos(theta) / (_M * slope)
    y = theta * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    return WIDTH / 2 + _SCALE * x, _SCALE * (_TOP - y)


@dataclass(frozen=True)
class Region:
    """A part of the world, REGION_WIDTH by REGION_HEIGHT when drawn; its window may reach beyond 180 degrees."""

    window: Window
    shrink: float  # of a degree east against a degree north

    def place(self, point: Point) -> Point:
        west, _, _, north = self.window
        unit = REGION_HEIGHT / (north - self.window[1])
        x = point[0] if point[0] >= west or point[0] + 360 > self.window[2] else point[0] + 360
        return (x - west) * self.shrink * unit, (north - point[1]) * unit


def region(points: Sequence[Point]) -> Region | None:
    """The part of the world that holds the points with room around them; None where that is most of the world."""
    if not points:
        return None
    west, east = _shortest([x for x, _ in points])
    south, north = min(y for _, y in points), max(y for _, y in points)
    middle = (south + north) / 2
    shrink = max(cos(radians(middle)), 0.25)
    height = max((north - south) * 1.6, (east - west) * shrink * 1.4 / 1.5, 12.0)
    width = height * 1.5 / shrink
    if width > 150 or height > 75:
        return None
    middle = min(max(middle, -90 + height / 2), 90 - height / 2)
    centre = (west + east) / 2
    return Region((centre - width / 2, middle - height / 2, centre + width / 2, middle + height / 2), shrink)


def _shortest(longitudes: Sequence[float]) -> tuple[float, float]:
    """The shortest stretch, west to east, that holds all longitudes; east may lie beyond 180."""
    ordered = sorted(set(longitudes))
    gaps = [(b - a, i) for i, (a, b) in enumerate(pairwise(ordered), 1)]
    widest, index = max(gaps, default=(0.0, 0))
    if widest > 360 - (ordered[-1] - ordered[0]):
        return ordered[index], ordered[index - 1] + 360
    return ordered[0], ordered[-1]
