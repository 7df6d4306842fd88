"""The maps: land is whole, cut at 180 degrees; events stand where their records say."""

from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tool

from regesta.contract import Contract
from regesta.release.columns import nested_schema
from regesta.release.page import map as module
from regesta.release.page.map import Spot
from regesta.release.page.places import places
from regesta.release.page.projection import HEIGHT, REGION_HEIGHT, REGION_WIDTH, WIDTH, equal_earth, region
from regesta.release.page.shapes import clipped, land, within
from regesta.release.page.svg import polygon

LAND = tool("land")


def event(*points: tuple[float, float], **more: Any) -> dict[str, Any]:
    base = {"role": "location", "name": "P", "precision": "settlement", **more}
    return {"id": "e", "places": [{**base, "longitude": x, "latitude": y} for x, y in points]}


def nested(events: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(events, schema=nested_schema(Contract()))


def maps(events: list[dict[str, Any]]) -> str:
    return module.maps(places(nested(events)), len(events))


def spots(events: list[dict[str, Any]]) -> list[Spot]:
    return module.spots(places(nested(events)))


def inside(point: tuple[float, float], scale: str) -> bool:
    """Whether a point is on land, by the number of edges east of it."""
    x, y = point
    crossings = 0
    for ring in land(scale):
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("scale", ["110m", "50m"])
@pytest.mark.parametrize(
    ("point", "on_land"),
    [((37.6, 55.7), True), ((-100, 40), True), ((25, 0), True), ((134, -25), True), ((0, -85), True), ((175, 67), True),
     ((-175, 67), True), ((-30, 40), False), ((80, -30), False), ((51, 41), False), ((-150, 0), False), ((179.5, 0), False)],
    ids=["moscow", "kansas", "congo", "australia", "antarctica", "chukotka-east", "chukotka-west", "atlantic", "indian", "caspian", "pacific", "dateline"],
)  # fmt: skip
def test_land_is_land_and_sea_is_sea(point: tuple[float, float], on_land: bool, scale: str) -> None:
    assert inside(point, scale) is on_land


@pytest.mark.parametrize("scale", ["110m", "50m"])
def test_no_outline_runs_across_the_map(scale: str) -> None:
    for ring in land(scale):
        for (ax, ay), (bx, by) in pairwise(ring):
            assert abs(bx - ax) < 30 or ay == by == -90


def test_a_ring_across_180_degrees_is_cut_into_two() -> None:
    parts = list(LAND.cut([(170, 0), (-170, 0), (-170, 10), (170, 10), (170, 0)]))
    assert [(min(x for x, _ in p), max(x for x, _ in p)) for p in parts] == [(-180, -170), (170, 180)]


def test_simplifying_keeps_what_stands_out_and_numbers_are_relative() -> None:
    ring = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (2.0, 2.0), (0.0, 0.0)]
    assert LAND.simplified(ring, 0.01) == [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 0.0)]
    assert LAND.relative([(1.0, 1.0), (1.0, 1.0), (1.5, 0.5)]) == [100, 100, 50, -50]


@given(st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=3, max_size=12))
def test_what_is_clipped_lies_in_the_window(ring: list[tuple[float, float]]) -> None:
    assert all(-5.001 <= x <= 5.001 and -5.001 <= y <= 5.001 for x, y in clipped(ring, (-5, -5, 5, 5)))


def test_equal_earth_holds_the_world() -> None:
    assert equal_earth((0, 0))[0] == WIDTH / 2
    assert equal_earth((180, 0))[0] == pytest.approx(WIDTH, abs=0.1)
    assert equal_earth((0, 90))[1] == pytest.approx(0, abs=0.1)
    assert equal_earth((0, -58))[1] == pytest.approx(HEIGHT, abs=3)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=6))
def test_a_region_holds_its_points(points: list[tuple[float, float]]) -> None:
    found = region(points)
    if found is not None:
        for x, y in map(found.place, points):
            assert -0.5 <= x <= REGION_WIDTH + 0.5
            assert -0.5 <= y <= REGION_HEIGHT + 0.5


def test_a_region_may_cross_180_degrees() -> None:
    found = region([(178.4, -18.1), (-175.2, -21.1)])
    assert found is not None
    assert found.window[0] < 180 < found.window[2]
    assert any(x > 180 for ring in within("50m", found.window) for x, _ in ring)


def test_degrees_are_east_or_west_and_neither_at_180() -> None:
    drawn = maps([event((178.4, -18.1), (-175.2, -21.1))])
    assert ">175°E<" in drawn
    assert ">180°<" in drawn
    assert ">175°W<" in drawn


def test_a_name_stands_once_on_the_map() -> None:
    drawn = maps([event((20, 50), (24, 53), (28, 50), name="Twice")])
    assert drawn.count(">Twice</text>") == 1


def test_events_all_over_the_world_have_no_region() -> None:
    assert region([(-77, -12), (24, 57), (178, -18)]) is None
    assert 'class="map world"' in maps([event((-77, -12), (24, 57), (178, -18))])


def test_an_event_counts_once_at_a_point_and_not_where_it_is_only_mentioned() -> None:
    found = spots([event((1, 2), (1, 2)), event((1, 2), (3, 4)), event((5, 6), role="mentioned")])
    assert [(spot.point, spot.events) for spot in found] == [((1.0, 2.0), 2), ((3.0, 4.0), 1)]


def test_a_wider_area_is_a_ring() -> None:
    assert "mark wide" in maps([event((1, 2), precision="admin1")])
    assert "mark wide" not in maps([event((1, 2))])


def test_without_a_point_it_says_so() -> None:
    assert maps([{"id": "e"}]) == "<p>0 of 1 event can be put on a map, at 0 points.</p>"


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (event((1, 2), role="destination"), "Of 1 event it is where it began or was to lead, not where it happened."),
        (event((1, 2), role="mentioned"), "1 event more: places without a point on it."),
        (
            {"id": "e", "places": [{"name": "the harbour road", "role": "location"}]},
            "1 event more: places without a point on it.",
        ),
    ],
)
def test_what_a_point_is_not_is_said(one: dict[str, Any], told: str) -> None:
    here = event((3, 4))
    assert told in maps([here, one])
    assert "event more" not in maps([here])
    assert "not where it happened" not in maps([here])


def test_many_points_are_drawn_as_fewer_marks() -> None:
    drawn = maps([event((i % 60 * 5.9 - 178, i // 60 * 3.0 - 60)) for i in range(2000)])
    assert 50 < drawn.count("<circle") <= 300


def test_a_polygon_is_relative_and_short() -> None:
    assert polygon([(0, 0), (1, 0), (1, 0.01), (1, 1.25)]) == "M0,0l1,0 0,1.2z"
