"""What the columns of a release hold: how full they are, which codes they use, an example."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from regesta.release.formats.csvtext import shown
from regesta.release.kernels import Array, pc

if TYPE_CHECKING:
    from regesta.release.formats.parquetfile import TableFile

AnyTable: TypeAlias = "pa.Table | TableFile"
Tables: TypeAlias = Mapping[str, AnyTable]

_FIRST = 64  # rows in which most columns have a value
_BATCH = 1 << 13  # rows


def picked(table: AnyTable, *names: str, coded: bool = False) -> Iterator[pa.Table]:
    """Some columns of a table, as many rows at a time as are held in memory.

    A name may be that of a field within a nested column, as Parquet has it (`places.list.element.role`): then the
    column has that field, and perhaps others. coded: texts may come as codes of a dictionary, which is faster.
    """
    if isinstance(table, pa.Table):
        yield table.select(list(dict.fromkeys(_column(table.column_names, name) for name in names)))
        return
    texts = [name for name in names if coded and pa.types.is_string(table.schema.field(name).type)]
    with _opened(table, texts) as file:
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, columns=list(names), use_threads=False)


def _opened(table: "TableFile", coded: Sequence[str] = ()) -> pq.ParquetFile:
    """The file of a table; it is read by path, since pyarrow can abort the process at exit otherwise."""
    return pq.ParquetFile(str(table.path), memory_map=False, read_dictionary=list(coded))


def _column(there: Sequence[str], name: str) -> str:
    return name if name in there else name.partition(".")[0]


def nulls(table: AnyTable) -> dict[str, int]:
    """How many rows of each column hold nothing: of a file, as its footer says, where that is told of the column."""
    if isinstance(table, pa.Table):
        return {name: table[name].null_count for name in table.column_names}
    with _opened(table) as file:
        return {name: _nulls(file, name, leaves) for name, leaves in _leaves(file).items()}


def _nulls(file: pq.ParquetFile, name: str, leaves: range) -> int:
    """A list or an object is read for it, by the smallest of its fields."""
    told = _stated_nulls(file, name, leaves)
    if told is not None:
        return sum(told)
    groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
    least = min(leaves, key=lambda leaf: sum(group.column(leaf).total_compressed_size for group in groups))
    path = file.metadata.schema.column(least).path
    parts = (file.read_row_group(number, columns=[path], use_threads=False) for number in range(len(groups)))
    return sum(part[name].null_count for part in parts)


def _stated_nulls(file: pq.ParquetFile, name: str, leaves: range) -> list[int] | None:
    """The nulls of a plain column by row group, from the footer; None where it does not say."""
    if file.metadata.schema.column(leaves[0]).path != name:
        return None
    told: list[Any] = [file.metadata.row_group(n).column(leaves[0]).statistics for n in range(file.num_row_groups)]
    return [one.null_count for one in told] if all(one is not None and one.has_null_count for one in told) else None


def _leaves(file: pq.ParquetFile) -> dict[str, range]:
    """The columns of the file that make up each one of the table; they lie in its order."""
    found, place = {}, 0
    for field in file.schema_arrow:
        found[field.name] = range(place, place := place + _width(field.type))
    return found


def _width(kind: pa.DataType) -> int:
    """How many columns of a file a type takes."""
    if pa.types.is_list(kind):
        return _width(kind.value_type)
    return sum(_width(field.type) for field in kind) if pa.types.is_struct(kind) else 1


def share(rows: int, blank: int) -> str:
    """How much of a column is filled, in whole per cent that never rounds to none or all where it is neither."""
    count = rows - blank
    if rows == 0:
        return "-"
    return f"{100 * count // rows} %" if count in (0, rows) else f"{min(99, max(1, round(100 * count / rows)))} %"


def code_counts(table: AnyTable, *names: str) -> dict[str, dict[str, int]]:
    """How often each code stands in each of some columns; each member of a list counts."""
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    for part in picked(table, *names, coded=True) if names else ():
        for name in names:
            column: Any = part[name]
            flat = pc.list_flatten(column) if pa.types.is_list(column.type) else column
            found[name].update(counted_values(flat.drop_null()))
    return {name: dict(counts) for name, counts in found.items()}


def counted_values(values: Array) -> dict[Any, int]:
    """How often each value stands in an array."""
    return {entry["values"]: entry["counts"] for entry in values.value_counts().to_pylist()}


def examples(table: AnyTable) -> dict[str, str]:
    """The first value of each column that holds any, as CSV shows it but for its guard."""
    return {name: shown(value) for name, value in _examples(table) if value is not None}


def _examples(table: AnyTable) -> Iterator[tuple[str, Any]]:
    """The first value of each column; a column without one among the first rows is gone through by itself."""
    if isinstance(table, pa.Table):
        yield from ((name, _first([table[name]])) for name in table.column_names)
        return
    with _opened(table) as file:
        leaves = _leaves(file)
        start: Any = next(file.iter_batches(_FIRST, use_threads=False), None)
        for name in table.column_names:
            early = _first([start.column(name)]) if start is not None else None
            yield name, early if early is not None else _first(_later(file, name, leaves[name]))


def _later(file: pq.ParquetFile, name: str, leaves: range) -> Iterator[Array]:
    blank = _stated_nulls(file, name, leaves)
    rows = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    groups = [n for n, count in enumerate(rows) if blank is None or blank[n] < count]
    if groups:
        for batch in file.iter_batches(_BATCH, row_groups=groups, columns=[name], use_threads=False):
            yield batch.column(name)


def _first(columns: "Iterator[Array] | Sequence[Array]") -> Any:
    there = next((kept for column in columns if len(kept := column.drop_null())), None)
    return there[0].as_py() if there is not None else None


def extent(table: AnyTable, *names: str) -> tuple[str, str] | None:
    """The first and the last day of columns of days; None where they hold none."""
    ends = [end for name in names for end in _ends(table, name) if end is not None]
    return (min(ends).isoformat(), max(ends).isoformat()) if ends else None


def far_days(table: AnyTable, *names: str) -> set[str]:
    """The days of columns of bounds, as text, that no column of days holds: before the year 1 and after 9999."""
    far = [name for name in names if any(end is not None and not "0001" <= end < ":" for end in _ends(table, name))]
    texts = (text for name in far for part in picked(table, name) for text in part[name].unique().to_pylist())
    return {text.partition("T")[0] for text in texts if text is not None and not "0001" <= text < ":"}


def _ends(table: AnyTable, name: str) -> Iterator[Any]:
    """The least and the greatest value of a plain column, None where it has none: of a file, those of row groups."""
    if isinstance(table, pa.Table):
        yield from pc.min_max(table[name]).as_py().values()
        return
    with _opened(table) as file:
        leaf = _leaves(file)[name][0]
        for group in range(file.num_row_groups):
            told = file.metadata.row_group(group).column(leaf).statistics
            if told is not None and told.has_min_max:
                yield from (told.min, told.max)
            else:
                column = file.read_row_group(group, columns=[name], use_threads=False)[name]
                yield from pc.min_max(column).as_py().values()


def holds(table: AnyTable, name: str) -> bool:
    """Whether a plain column holds any value."""
    return any(end is not None for end in _ends(table, name))


def refers_well(table: AnyTable, name: str, ids: AnyTable) -> bool:
    """Whether every value of a column is among the ids of another table (an event that is withdrawn is not)."""
    return all(_all_there(part[name].drop_null().unique(), ids) for part in picked(table, name))


def _all_there(values: Array, ids: AnyTable) -> bool:
    """Whether all values are among ids, of which no more are held than are read at a time."""
    left = values
    for known in _ids_about(ids, values) if len(values) else ():
        left = left.filter(pc.is_null(pc.index_in(left, value_set=known)))  # twice as fast as is_in
        if not len(left):
            break
    return not len(left)


def _ids_about(ids: AnyTable, values: Array) -> Iterator[Array]:
    """The ids of a table among which values may be: those of a file whose row group reaches as far as these do."""
    if isinstance(ids, pa.Table):
        yield ids["id"]
        return
    bounds = pc.min_max(values).as_py()
    with _opened(ids) as file:
        column = _leaves(file)["id"][0]
        for group in range(file.num_row_groups):
            reach = file.metadata.row_group(group).column(column).statistics
            if reach is None or not reach.has_min_max or (reach.min <= bounds["max"] and bounds["min"] <= reach.max):
                yield file.read_row_group(group, columns=["id"], use_threads=False)["id"]
