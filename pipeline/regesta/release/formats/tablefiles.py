"""The tables of a release on disk: written chunk by chunk as Parquet and CSV, and read a column at a time."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa

from regesta.contract import Contract
from regesta.engine.batch import in_pieces
from regesta.progress import stage
from regesta.release.columns import tables
from regesta.release.formats.csvtext import csv_header, csv_rows
from regesta.release.formats.parquetfile import TableFile, appending
from regesta.release.kept import by_size, empty_tables, processes, share_tables, shared_ids
from regesta.release.kernels import Array, lean
from regesta.release.tables import Share

Append: TypeAlias = Callable[[pa.Table], None]


def write_tables(folder: Path, contract: Contract, there: Path, *, csv: bool, kept: Path) -> dict[str, TableFile]:
    """Write the tables of the JSON Lines in a folder to there/parquet, and to folder/csv; all of them by their names.

    kept is where `keep_objects` kept the objects of those JSON Lines.

    Raises:
        OSError: the disk does not take it.
    """
    (there / "parquet").mkdir()
    if csv:
        (folder / "csv").mkdir()
    homes = (there / "parquet", folder / "csv" if csv else None)
    work = partial(_write_share, contract, kept, shared_ids(kept, contract), homes)
    parts = by_size(contract)
    written = stage("writing tables", in_pieces(work, parts, processes(folder)), len(parts), sum_rows, "row")
    names = [name for counts in written for name in counts]
    order = ("events", *tables(contract))
    return {name: TableFile(there / f"parquet/{name}.parquet") for name in sorted(names, key=order.index)}


def sum_rows(counts: Mapping[str, int]) -> int:
    return sum(counts.values())


def _write_share(
    contract: Contract, kept: Path, shared: Array, homes: tuple[Path, Path | None], share: Share
) -> dict[str, int]:
    """Write some tables into the folders of Parquet and CSV (None: no CSV), and give the number of rows of each."""
    parquet, csv = homes
    rows = dict.fromkeys(empty := empty_tables(contract, share), 0)
    with lean(), ExitStack() as stack:
        appends = {
            name: stack.enter_context(
                _appending(
                    parquet / f"{name}.parquet",
                    csv / f"{name}.csv" if csv is not None and name != "events" else None,
                    table.schema,
                )
            )
            for name, table in empty.items()
        }
        for made in share_tables(kept, contract, share, shared):
            for name in list(made):
                rows[name] += made[name].num_rows
                appends[name](made.pop(name))
    return rows


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
