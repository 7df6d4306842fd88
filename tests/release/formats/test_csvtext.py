"""CSV by the column: the bytes that the csv module writes, whatever the values are."""

import csv
import datetime as dt
import io
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.release.by_rows import csv_bytes

from regesta.release.columns import INSTANT
from regesta.release.formats.csvtext import GUARDED, csv_header, csv_rows

TEXT = st.text(st.sampled_from([*'",\n;ab\u00e9\U0001f600 ', *(sign for sign in GUARDED if sign != "\r")]), max_size=4)
VALUES: dict[pa.DataType, st.SearchStrategy[Any]] = {
    pa.string(): TEXT,
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.float64(): st.floats(allow_nan=False, allow_infinity=False),
    pa.bool_(): st.booleans(),
    pa.date32(): st.dates(),
    INSTANT: st.datetimes(timezones=st.just(dt.UTC)) | st.datetimes(timezones=st.just(dt.UTC)).map(lambda t: t.replace(microsecond=0)),
    pa.list_(pa.string()): st.lists(TEXT | st.sampled_from(["\\", "\x00", "\x7f"]), max_size=3),
    pa.list_(pa.int64()): st.lists(st.integers(0, 9), max_size=3),
}  # fmt: skip


@st.composite
def some_tables(draw: st.DrawFn) -> pa.Table:
    kinds = draw(st.lists(st.sampled_from(list(VALUES)), min_size=2, max_size=6))
    length = draw(st.integers(0, 5))
    columns = [draw(st.lists(st.none() | VALUES[kind], min_size=length, max_size=length)) for kind in kinds]
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    return pa.table(arrays, names=[f"{draw(TEXT)}{index}" for index in range(len(kinds))])


@pytest.mark.long
@settings(max_examples=250, deadline=None)
@given(table=some_tables(), cut=st.integers(0, 5))
def test_any_table_gives_the_bytes_of_the_csv_module_in_one_piece_or_two(table: pa.Table, cut: int) -> None:
    assert csv_header(table.schema) + csv_rows(table) == csv_bytes(table)
    assert csv_rows(table.slice(0, cut)) + csv_rows(table.slice(cut)) == csv_rows(table)


@pytest.mark.parametrize(
    "number",
    [0.0, -0.0, 1.0, 25000.0, 999999999.0, 1e9, 1e10, 2.0**53, 1e15, 1e16, 1e22, 0.1, 1e-3, 1e-4, 9.999e-05, 1e-05, 5e-324, -1.5e300],
)  # fmt: skip
def test_a_number_is_shown_as_python_shows_it(number: float) -> None:
    assert csv_rows(pa.table({"a": [number, None], "b": [1, 2]})) == f"{number!r},1\n,2\n".encode()


def test_a_carriage_return_is_quoted_so_that_a_reader_gets_it_back() -> None:
    text = csv_rows(pa.table({"a": ["x\ry"], "b": ["z"]})).decode()
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [["x\ry", "z"]]


def test_more_rows_than_are_made_at_once_are_all_there() -> None:
    table = pa.table({"a": pa.array(range(70_000)), "b": pa.nulls(70_000, pa.string())})
    assert csv_rows(table) == b"".join(b"%d,\n" % number for number in range(70_000))
