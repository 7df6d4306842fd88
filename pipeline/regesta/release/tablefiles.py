"""The tables of a release on disk: written chunk by chunk as Parquet and CSV, and read a column at a time."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from regesta.contract import Contract
from regesta.progress import stage
from regesta.release.compare import chunks, count_lines, shared_ids, steps
from regesta.release.content import JSON_TABLES
from regesta.release.csvtext import csv_header, csv_rows
from regesta.release.parquetfile import appending
from regesta.release.tables import made

Append: TypeAlias = Callable[[pa.Table], None]


class TableFile:
    """A table in a Parquet file: how many rows it has, its schema, and its columns, a row group at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with pq.ParquetFile(str(path), memory_map=False) as file:
            self.num_rows, self.schema = file.metadata.num_rows, file.schema_arrow

    @property
    def column_names(self) -> list[str]:
        return list(self.schema.names)

    def __getitem__(self, name: str) -> "Column":
        return Column(self, name)

    def read(self) -> pa.Table:
        """The whole table; it is read by path, since pyarrow can abort the process at exit otherwise."""
        return pq.read_table(str(self.path), memory_map=False)


def whole(table: "pa.Table | TableFile") -> pa.Table:
    """A table, all of it in memory."""
    return table if isinstance(table, pa.Table) else table.read()


class Column:
    """A column of a table on disk."""

    def __init__(self, table: TableFile, name: str) -> None:
        self.table, self.name = table, name
        self.type = table.schema.field(name).type

    def __len__(self) -> int:
        return self.table.num_rows

    def parts(self) -> "Iterator[pa.ChunkedArray[Any]]":
        """The values, a row group at a time."""
        with pq.ParquetFile(str(self.table.path), memory_map=False) as file:
            for group in range(file.num_row_groups):
                yield file.read_row_group(group, columns=[self.name])[self.name]


def write_tables(folder: Path, contract: Contract, there: Path, *, csv: bool) -> dict[str, TableFile]:
    """Write the tables of the JSON Lines in a folder to there/parquet, and to folder/csv; all of them by their names.

    Raises:
        OSError: the disk does not take it.
    """
    shared = shared_ids(folder)
    (there / "parquet").mkdir()
    if csv:
        (folder / "csv").mkdir()
    found: dict[str, TableFile] = {}
    for kind in (*JSON_TABLES, "changes"):
        lines = folder / ("changes.jsonl" if kind == "changes" else f"json/{kind}.jsonl")
        empty = made(contract, kind, b"", shared)
        with ExitStack() as stack:
            appends = {
                name: stack.enter_context(
                    _appending(
                        there / f"parquet/{name}.parquet",
                        folder / f"csv/{name}.csv" if csv and name != "events" else None,
                        table.schema,
                    )
                )
                for name, table in empty.items()
            }
            start = 0
            for chunk in stage(f"writing {kind}", chunks(lines), steps(lines), count_lines):
                tables = made(contract, kind, chunk, shared, start)
                start += tables[kind].num_rows
                for name, table in tables.items():
                    appends[name](table)
        found |= {name: TableFile(there / f"parquet/{name}.parquet") for name in empty}
    return found


@contextmanager
def _appending(parquet: Path, csv: Path | None, schema: pa.Schema) -> Iterator[Append]:
    """The function that appends rows to the files of a table."""
    with ExitStack() as stack:
        to_parquet = stack.enter_context(appending(parquet, schema))
        text = stack.enter_context(csv.open("wb")) if csv is not None else None
        if text is not None:
            text.write(csv_header(schema))

        def append(table: pa.Table) -> None:
            to_parquet(table)
            if text is not None:
                text.write(csv_rows(table))

        yield append
