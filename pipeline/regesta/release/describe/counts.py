"""What the columns of a release hold: how full they are, which codes they use, an example."""

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from regesta.release.formats import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from regesta.release.tablefiles import Column, TableFile

Values: TypeAlias = "pa.ChunkedArray[Any] | Column"
AnyTable: TypeAlias = "pa.Table | TableFile"
Tables: TypeAlias = "Mapping[str, AnyTable]"


def parts(column: Values) -> "Iterator[pa.ChunkedArray[Any]]":
    """The values of a column, as many at a time as are held in memory."""
    if isinstance(column, pa.ChunkedArray):
        yield column
    else:
        yield from column.parts()


def share(column: Values) -> str:
    """How much of a column is filled, in whole per cent that never rounds to none or all where it is neither."""
    rows = len(column)
    count = rows - sum(part.null_count for part in parts(column))
    if rows == 0:
        return "-"
    return f"{100 * count // rows} %" if count in (0, rows) else f"{min(99, max(1, round(100 * count / rows)))} %"


def code_counts(column: Values) -> dict[str, int]:
    """How often each code stands in a column; each member of a list counts."""
    found: Counter[str] = Counter()
    for part in parts(column):
        flat: Any = pc.list_flatten(part) if pa.types.is_list(part.type) else part
        found.update({entry["values"]: entry["counts"] for entry in flat.drop_null().value_counts().to_pylist()})
    return dict(found)


def example(column: Values) -> str | None:
    """The first value of a column, as CSV shows it but for its guard; None where it holds none."""
    there = next((kept for part in parts(column) if len(kept := part.drop_null())), None)
    return shown(there[0].as_py()) if there is not None else None


def extent(*columns: Values) -> tuple[str, str] | None:
    """The first and the last day of columns of days; None where they hold none."""
    found: list[Any] = [pc.min_max(part).as_py() for column in columns for part in parts(column)]
    ends = [end for pair in found for end in pair.values() if end is not None]
    return (min(ends).isoformat(), max(ends).isoformat()) if ends else None


def refers_well(column: Values, ids: Values) -> bool:
    """Whether every value of a column is among the ids of another table (an event that is withdrawn is not)."""
    known: Any = pa.chunked_array([chunk for part in parts(ids) for chunk in part.chunks], pa.string()).combine_chunks()
    return all(pc.all(pc.is_in(part.drop_null(), value_set=known)).as_py() is not False for part in parts(column))
