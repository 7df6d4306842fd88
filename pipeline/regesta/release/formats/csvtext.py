"""CSV by the column: a flat Arrow table as the bytes that the csv module writes, without a Python object a cell."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import groupby
from typing import Any

import pyarrow as pa

from regesta.jsontext import compact
from regesta.release.kernels import Array, offsets_of, pc

GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")  # with what a cell begins that a spreadsheet may run
_ROWS = 1 << 16  # at once: an array of texts holds no more than 2 GB
_QUOTED = ('"', ",", "\n", "\r")
_ESCAPED = re.compile(rb'["\\\x00-\x1f]')  # what JSON does not write as it is


def shown(value: Any) -> str:
    """A value as CSV shows it, but for the guard."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return iso(value)
    return compact(value) if isinstance(value, list) else repr(value)


def iso(moment: dt.date) -> str:
    """A day, or an instant in UTC, as ISO 8601 writes it: with Z."""
    return moment.isoformat().replace("+00:00", "Z")


def csv_header(schema: pa.Schema) -> bytes:
    """The first line of a CSV file: the names of the columns."""
    return _lines([_quoted(pa.array([name])) for name in schema.names], 1)


def csv_rows(table: pa.Table) -> bytes:
    """The lines of a flat table below the header: UTF-8, comma, LF; an empty cell is an absent value."""
    batches = table.combine_chunks().to_batches(max_chunksize=_ROWS)
    return b"".join(_lines([_cells(column) for column in batch.columns], batch.num_rows) for batch in batches)


def guarded(texts: Array) -> Array:
    """The texts, those that a spreadsheet would run behind an apostrophe."""
    return _where(texts, GUARDED, pc.starts_with, lambda: pc.binary_join_element_wise("'", texts, ""))


def json_lists(lists: Array) -> Array:
    """Lists of scalars as compact JSON."""
    texts = lists.flatten()
    if not pa.types.is_string(texts.type) or texts.null_count or _ESCAPED.search(_content(texts)):
        return pa.array([compact(value) if value is not None else None for value in lists.to_pylist()], pa.string())
    members = pc.binary_join_element_wise('"', texts, '"', "")
    inner = pc.binary_join(pa.ListArray.from_arrays(offsets_of(lists), members, mask=lists.is_null()), ",")
    return pc.binary_join_element_wise("[", inner, "]", "")


def _lines(columns: Sequence[Array | None], rows: int) -> bytes:
    """Columns of cells as lines; None stands for a column that is empty throughout."""
    parts = list(_parts(columns))
    if all(isinstance(part, str) for part in parts):
        return (",".join(parts).encode() + b"\n") * rows
    last = parts.pop()
    ended = last + "\n" if isinstance(last, str) else _joined(last, "", by="\n")
    return _content(_joined(*parts, ended, by=","))


def _joined(*texts: Array | str, by: str) -> Array:
    """The texts, row by row; a null is an empty one."""
    return pc.binary_join_element_wise(*texts, by, null_handling="replace", null_replacement="")


def _parts(columns: Sequence[Array | None]) -> Iterator[Array | str]:
    """The columns as what commas stand between: empty ones side by side are the commas between them."""
    for empty, run in groupby(columns, lambda column: column is None):
        if empty:
            yield "," * (len(list(run)) - 1)
        else:
            yield from run


def _cells(column: Array) -> Array | None:
    """The values of a column as CSV holds them, null where absent; None where all of them are."""
    if column.null_count == len(column):
        return None
    kind = column.type
    if pa.types.is_string(kind):
        return _quoted(guarded(column))
    if pa.types.is_list(kind):
        return _quoted(json_lists(column))
    if pa.types.is_floating(kind):
        return _floats(column)
    return _instants(column) if pa.types.is_timestamp(kind) else pc.cast(column, pa.string())


def _quoted(cells: Array) -> Array:
    """The cells, those that hold a comma, a quotation mark or a line end in quotation marks."""
    return _where(cells, _QUOTED, pc.match_substring, lambda: _in_quotes(cells))


def _in_quotes(cells: Array) -> Array:
    return pc.binary_join_element_wise('"', pc.replace_substring(cells, '"', '""'), '"', "")


def _where(
    texts: Array, signs: Sequence[str], has: Callable[[Array, str], Array], otherwise: Callable[[], Array]
) -> Array:
    """The texts, otherwise() in place of those that have one of the signs; a sign that no text holds costs little."""
    content = _content(texts)
    found = [has(texts, sign) for sign in signs if sign.encode() in content]
    chosen = reduce(pc.or_, found) if found else None
    return texts if chosen is None or not pc.any(chosen).as_py() else pc.if_else(chosen, otherwise(), texts)


def _content(texts: Array) -> bytes:
    """The bytes of all the texts, one after the other."""
    _, ends, data = texts.buffers()
    if data is None:
        return b""
    offsets = memoryview(ends).cast("i")
    return bytes(memoryview(data)[offsets[texts.offset] : offsets[texts.offset + len(texts)]])


def _floats(numbers: Array) -> Array:
    """Numbers as `repr` shows them: Arrow leaves out `.0`, and turns to exponents at other sizes."""
    texts = pc.cast(numbers, pa.string())
    whole = pc.equal(numbers, pc.trunc(numbers))
    if pc.any(whole).as_py():
        texts = pc.if_else(whole, pc.binary_join_element_wise(texts, ".0", ""), texts)
    size = pc.abs(numbers)
    other = pc.or_(pc.greater_equal(size, 1e9), pc.and_(pc.less(size, 1e-3), pc.greater(size, 0.0)))
    if not pc.any(other).as_py():
        return texts
    return pc.replace_with_mask(texts, other, pa.array(map(repr, numbers.filter(other).to_pylist()), pa.string()))


def _instants(instants: Array) -> Array:
    """Instants as ISO 8601 in Z, with a fraction only where one of them has it."""
    try:
        seconds = pc.cast(pc.cast(pc.cast(instants, pa.int64()), pa.timestamp("us")), pa.timestamp("s"))
    except pa.ArrowInvalid:  # there are fractions
        return pa.array([shown(i) if i is not None else None for i in instants.to_pylist()], pa.string())
    texts = pc.binary_replace_slice(pc.cast(seconds, pa.string()), 10, 11, "T")
    return pc.binary_join_element_wise(texts, "Z", "")
