"""What the columns of a release hold: how full they are, which codes they use, an example."""

from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from regesta.release.formats import shown

Values: TypeAlias = "pa.ChunkedArray[Any]"


def share(column: Values) -> str:
    """How much of a column is filled, in whole per cent that never rounds to none or all where it is neither."""
    rows = len(column)
    count = rows - column.null_count
    if rows == 0:
        return "-"
    return f"{100 * count // rows} %" if count in (0, rows) else f"{min(99, max(1, round(100 * count / rows)))} %"


def code_counts(column: Values) -> dict[str, int]:
    """How often each code stands in a column; each member of a list counts."""
    flat: Any = pc.list_flatten(column) if pa.types.is_list(column.type) else column
    return {entry["values"]: entry["counts"] for entry in flat.drop_null().value_counts().to_pylist()}


def example(column: Values) -> str | None:
    """The first value of a column, as CSV shows it but for its guard; None where it holds none."""
    there = column.drop_null()
    return shown(there[0].as_py()) if len(there) else None


def extent(*columns: Values) -> tuple[str, str] | None:
    """The first and the last day of columns of days; None where they hold none."""
    found: list[Any] = [pc.min_max(column).as_py() for column in columns]
    ends = [end for pair in found for end in pair.values() if end is not None]
    return (min(ends).isoformat(), max(ends).isoformat()) if ends else None


def refers_well(column: Values, ids: Values) -> bool:
    """Whether every value of a column is among the ids of another table (an event that is withdrawn is not)."""
    known: Any = ids.combine_chunks()
    return pc.all(pc.is_in(column.drop_null(), value_set=known)).as_py() is not False
