"""Polygons: read from the land data, clipped to a window, moved across 180 degrees."""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = list[Point]
Window: TypeAlias = tuple[float, float, float, float]  # west, south, east, north


@lru_cache
def land(scale: str) -> tuple[Ring, ...]:
    """The outlines of the land, "110m" or "50m", as closed rings of (degrees east, degrees north)."""
    data = json.loads((Path(__file__).parent / f"land-{scale}.json").read_text(encoding="utf-8"))
    return tuple(_absolute(numbers) for numbers in data["rings"])


def _absolute(numbers: list[int]) -> Ring:
    x = y = 0
    ring: Ring = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        ring.append((x / 100, y / 100))
    return ring


def clipped(ring: Ring, window: Window) -> Ring:
    """The part of a ring that lies in a window (Sutherland-Hodgman); empty where none does."""
    west, south, east, north = window
    for inside, edge in (
        (lambda p: p[0] >= west, _meeting(0, west)),
        (lambda p: p[0] <= east, _meeting(0, east)),
        (lambda p: p[1] >= south, _meeting(1, south)),
        (lambda p: p[1] <= north, _meeting(1, north)),
    ):
        ring = list(_half(ring, inside, edge))
    return ring


def _half(ring: Ring, inside: Callable[[Point], bool], meeting: Callable[[Point, Point], Point]) -> Iterator[Point]:
    """The points of a ring on one side of a line, and those where it crosses the line."""
    for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if inside(point) != inside(before):
            yield meeting(before, point)
        if inside(point):
            yield point


def _meeting(axis: int, value: float) -> Callable[[Point, Point], Point]:
    def meet(a: Point, b: Point) -> Point:
        share = (value - a[axis]) / (b[axis] - a[axis])
        other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
        return (value, other) if axis == 0 else (other, value)

    return meet


def within(scale: str, window: Window) -> Iterator[Ring]:
    """The land in a window, which may reach beyond 180 degrees."""
    west, south, east, north = window
    for turn in (-360.0, 0.0, 360.0):
        if west - 180 <= turn <= east + 180:
            for ring, (left, lowest, right, highest) in zip(land(scale), _extents(scale), strict=True):
                if left + turn > east or right + turn < west or lowest > north or highest < south:
                    continue
                part = clipped([(x + turn, y) for x, y in ring] if turn else ring, window)
                if len(part) > 2:
                    yield part


@lru_cache
def _extents(scale: str) -> tuple[Window, ...]:
    """How far each ring of the land reaches."""
    axes = [(list(zip(*ring, strict=True))) for ring in land(scale)]
    return tuple((min(xs), min(ys), max(xs), max(ys)) for xs, ys in axes)
