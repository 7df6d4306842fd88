"""What the columns of a release hold: how full they are, which codes they use, an example."""

import datetime as dt
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from regesta.jsontext import compact


def filled(column: pa.ChunkedArray) -> int:
    return len(column) - column.null_count


def share(column: pa.ChunkedArray) -> str:
    """How much of a column is filled, in whole per cent that never rounds to none or all where it is neither."""
    count, rows = filled(column), len(column)
    if count in (0, rows):
        return "-" if rows == 0 else f"{100 * count // rows} %"
    return f"{min(99, max(1, round(100 * count / rows)))} %"


def code_counts(column: pa.ChunkedArray) -> dict[str, int]:
    """How often each code stands in a column; each member of a list counts."""
    flat = pc.list_flatten(column) if pa.types.is_list(column.type) else column
    counted = flat.drop_null().value_counts().to_pylist()
    return {entry["values"]: entry["counts"] for entry in counted}


def example(column: pa.ChunkedArray) -> str | None:
    """The first value of a column, as CSV shows it but for its guard; None where it holds none."""
    there = column.drop_null()
    return shown(there[0].as_py()) if len(there) else None


def shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    return compact(value) if isinstance(value, list) else str(value)


def extent(*columns: pa.ChunkedArray) -> tuple[str, str] | None:
    """The first and the last day of columns of days; None where they hold none."""
    ends = [end for column in columns for end in pc.min_max(column).as_py().values() if end is not None]
    return (min(ends).isoformat(), max(ends).isoformat()) if ends else None


def refers_well(column: pa.ChunkedArray, ids: pa.ChunkedArray) -> bool:
    """Whether every value of a column is among the ids of another table (an event that is withdrawn is not)."""
    there = column.drop_null()
    return bool(pc.all(pc.is_in(there, value_set=ids.combine_chunks())).as_py() is not False)
