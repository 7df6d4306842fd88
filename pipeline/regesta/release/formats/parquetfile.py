"""Parquet by the chunk: a file whose bytes do not depend on how its rows came, and its rows a batch at a time."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 1 << 16  # rows: those of nested events take some 150 MB before they are written
PROFILE: dict[str, Any] = {
    "compression": "zstd", "compression_level": 3, "data_page_version": "1.0", "write_statistics": True,
}  # fmt: skip
_BATCH = 1 << 14  # rows


class TableFile:
    """A table in a Parquet file: how many rows it has, and its schema."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with pq.ParquetFile(str(path), memory_map=False) as file:
            self.num_rows, self.schema = file.metadata.num_rows, file.schema_arrow

    @property
    def column_names(self) -> list[str]:
        return list(self.schema.names)

    def read(self) -> pa.Table:
        """The whole table; it is read by path, since pyarrow can abort the process at exit otherwise."""
        return read_parquet(self.path)


def read_parquet(path: Path) -> pa.Table:
    """The rows of a Parquet file, whole: by path, never from a file object, which can abort the process at exit."""
    return pq.read_table(str(path), memory_map=False)


@contextmanager
def appending(path: Path, schema: pa.Schema) -> Iterator[Callable[[pa.Table], None]]:
    """A new Parquet file, and the function that appends the rows of a table to it.

    The file is the one that `pq.write_table` writes of all the rows at once, while no more is held than a row group
    and the table last appended. Where the block ends in an exception, what stands at path is no whole file.

    Raises:
        OSError: the disk does not take it.
    """
    waiting = [schema.empty_table()]
    # an open file: given a path, pyarrow removes what is there when it fails
    with path.open("wb") as file, pq.ParquetWriter(file, schema, **PROFILE) as writer:
        written = 0

        def write() -> None:
            nonlocal written
            group = _group(waiting)
            writer.write_table(group, ROW_GROUP)
            written += group.num_rows

        def append(table: pa.Table) -> None:
            waiting.append(table)
            while _rows(waiting) >= ROW_GROUP:
                write()

        yield append
        if _rows(waiting) or not written:  # a file without rows has a row group without rows
            write()


def _rows(tables: Iterable[pa.Table]) -> int:
    return sum(table.num_rows for table in tables)


def _group(waiting: list[pa.Table]) -> pa.Table:
    """Take the rows of a row group, or those that are left, one chunk a column, since chunks change the bytes.

    The chunks of a column are let go before those of the next are joined, so that no table is held twice.
    """
    rows = pa.concat_tables(waiting)
    waiting[:] = [rows.slice(ROW_GROUP)]
    schema, columns = rows.schema, rows.slice(0, ROW_GROUP).columns[::-1]
    del rows
    return pa.Table.from_arrays([columns.pop().combine_chunks() for _ in schema], schema=schema)


def parquet_rows(path: Path) -> Iterator[pa.Table]:
    """The rows of a Parquet file, a batch at a time, after a table of none.

    It is read by path, since pyarrow can abort the process at exit after it read Parquet from a file object.

    Raises:
        OSError, pyarrow.ArrowException: it cannot be read.
    """
    with pq.ParquetFile(str(path), memory_map=False) as file:
        yield file.schema_arrow.empty_table()
        for group in range(file.num_row_groups):  # a reader of several keeps the levels of all that it has read
            for batch in file.iter_batches(batch_size=_BATCH, row_groups=[group], use_threads=False):
                yield pa.Table.from_batches([batch])
