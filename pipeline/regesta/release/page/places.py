"""The places of all events at once: how many events there are at each point, of each name, in each country."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from regesta.release.describe.counts import AnyTable, counted_values, picked
from regesta.release.kernels import Array, pc
from regesta.release.objects import Fields, members_of
from regesta.release.page.shapes import Point

_FIELDS = ("name", "canonical_name", "role", "country", "latitude", "longitude", "precision")
_POINT = pa.array(["exact", "settlement", "near"])


@dataclass
class Placed:
    """Where events are; each counts once at a point, in a country, under a name.

    on_map can be put on a map: they have a place with coordinates that is more than mentioned; of those, elsewhere have
    none where they happened (role location). wider have places, but none of that kind; nowhere have no country. points
    holds by which names the events at a point call it, and fine the points that are a settlement or better known.
    """

    on_map: int = 0
    elsewhere: int = 0
    wider: int = 0
    nowhere: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    points: dict[Point, Counter[str]] = field(default_factory=dict)
    fine: set[Point] = field(default_factory=set)


def places(events: AnyTable) -> Placed:
    """Where the events of the nested table are."""
    found = Placed()
    for part in picked(events, *(f"places.list.element.{name}" for name in _FIELDS)):
        lists = part["places"].combine_chunks()
        members, event = members_of(lists), pc.list_parent_indices(lists)
        _count_countries(found, event, members["country",], len(lists))
        _count_points(found, event, members, len(lists) - lists.null_count)
    return found


def _count_countries(found: Placed, event: Array, country: Array, events: int) -> None:
    there = pc.is_valid(country)
    pairs = _once({"event": event.filter(there), "country": country.filter(there)})
    found.nowhere += events - pc.count_distinct(pairs["event"]).as_py()
    found.countries.update(counted_values(pairs["country"]))


def _count_points(found: Placed, event: Array, members: Fields, placed: int) -> None:
    """Count what has coordinates and is more than mentioned; of equal points of an event the last one tells."""
    there = pc.and_(pc.is_valid(members["latitude",]), pc.is_valid(members["longitude",]))
    there = pc.and_(there, pc.fill_null(pc.not_equal(members["role",], "mentioned"), True))
    # 0.0 is added for -0.0, which is the same point
    table = pa.table({
        "event": event, "x": pc.add(members["longitude",], 0.0), "y": pc.add(members["latitude",], 0.0),
        "name": pc.coalesce(members["canonical_name",], members["name",]),
        "here": pc.fill_null(pc.equal(members["role",], "location"), True),
        "fine": pc.is_in(members["precision",], value_set=_POINT),
    }).filter(there)  # fmt: skip
    on_map = pc.count_distinct(table["event"]).as_py()
    found.on_map += on_map
    found.elsewhere += on_map - pc.count_distinct(table.filter(table["here"])["event"]).as_py()
    found.wider += placed - on_map
    names = _once({"event": table["event"], "name": pc.fill_null(table["name"], "unnamed")})
    found.names.update(counted_values(names["name"]))
    table = table.set_column(3, "name", pc.fill_null(table["name"], "")).drop_columns("here")
    last = table.group_by(["event", "x", "y"], use_threads=False).aggregate([("name", "last"), ("fine", "last")])
    _merge_points(found, last.rename_columns(["event", "x", "y", "name", "fine"]))


def _merge_points(found: Placed, points: pa.Table) -> None:
    each = points.group_by(["x", "y", "name"], use_threads=False).aggregate([([], "count_all"), ("fine", "any")])
    for x, y, name, events, fine in zip(*(column.to_pylist() for column in each.columns), strict=True):
        found.points.setdefault((x, y), Counter())[name] += events
        if fine:
            found.fine.add((x, y))


def _once(columns: Mapping[str, Array]) -> pa.Table:
    """The rows of a table, equal ones once."""
    return pa.table(columns).group_by(list(columns), use_threads=False).aggregate([])
