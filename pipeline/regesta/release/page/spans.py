"""The dates of all events at once: as spans on an axis of days, and in the order that they give the events."""

from collections.abc import Iterator
from typing import TypeAlias

import pyarrow as pa

from regesta.release.describe.counts import AnyTable, picked
from regesta.release.kernels import Array, counted, pc
from regesta.release.page.dates import position

Spans: TypeAlias = pa.Table  # start and end as those of `dates.Span`, null where open; lasted; events: how many have it

_FIRST: list[tuple[str, pa.DataType]] = [
    ("first", pa.float64()), ("last", pa.float64()), ("id", pa.string()), ("row", pa.int64()),
]  # fmt: skip
_ORDER = ("first", "last", "id")
_NEVER = float("inf")  # an undated event is last


def dated(events: AnyTable, most: int) -> tuple[Spans, dict[int, str]]:
    """The spans of the rows of events_flat, equal ones once; and its first rows with their ids.

    First comes what starts first, else ends first, then the lower id; what has no date is last.
    """
    spans, first = [], pa.schema(_FIRST).empty_table()
    for part in _dated(events):
        each = part.group_by(["start", "end", "lasted"], use_threads=False).aggregate([([], "count_all")])
        spans.append(each.rename_columns(["start", "end", "lasted", "events"]))
        first = pa.concat_tables([first, part.select(first.column_names)])
        first = first.take(pc.select_k_unstable(first, most, [(name, "ascending") for name in _ORDER]))
    return pa.concat_tables(spans), {row["row"]: row["id"] for row in first.to_pylist()}


def _dated(events: AnyTable) -> Iterator[pa.Table]:
    """The rows of events_flat with their spans, and with what gives them their order."""
    at = 0
    for part in picked(events, "id", "date_start", "date_end", "date_precision"):
        start, end = positions(part["date_start"], end=False), positions(part["date_end"], end=True)
        columns: dict[str, Array] = {
            "start": start, "end": end, "lasted": pc.fill_null(pc.equal(part["date_precision"], "interval"), False),
            "first": pc.coalesce(start, end, _NEVER), "last": pc.coalesce(end, start, _NEVER),
            "id": part["id"], "row": counted(at, part.num_rows),
        }  # fmt: skip
        yield pa.table(columns)
        at += part.num_rows


def positions(bounds: Array, *, end: bool) -> Array:
    """Bounds of dates as days since 1 January 1970, null where one is open or cannot be read."""
    codes = bounds.combine_chunks().dictionary_encode()
    days = [position(text, end=end) for text in codes.dictionary.to_pylist()]
    return pa.array(days, pa.float64()).take(codes.indices)
