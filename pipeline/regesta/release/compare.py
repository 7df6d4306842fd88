"""The formats compared chunk by chunk: every file against the tables that the JSON Lines make, in flat memory."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa

from regesta.contract import Contract
from regesta.engine.batch import in_pieces
from regesta.progress import stage
from regesta.release.content import JSON_TABLES
from regesta.release.formats.csvrows import csv_table_rows
from regesta.release.formats.jsonfile import as_array, is_made_of
from regesta.release.formats.parquetfile import parquet_rows
from regesta.release.kept import by_size, empty_tables, processes, share_tables, shared_ids
from regesta.release.kernels import Array, lean
from regesta.release.tables import Share, shares

Rows: TypeAlias = Iterator[pa.Table]


def compare_files(
    folder: Path,
    contract: Contract,
    kept: Path,
    beside: Callable[[], Sequence[str] | None],
    rows: Mapping[str, int | None] | None = None,
    *,
    notes: bool = True,
) -> Iterator[str]:
    """Where the files of a release do not hold the same values, in words: each against the JSON Lines of its objects.

    kept is where `keep_objects` kept the objects of those JSON Lines. beside is done meanwhile, in one of the processes
    that compare; what it gives is told first. rows is how many rows the tables are said to have, by the path of the
    file. notes: whether the words count in which Parquet describes its columns.

    Raises:
        OSError: those JSON Lines cannot be read.
    """
    work = partial(_compare, folder, contract, kept, shared_ids(kept, contract), _How(beside, rows or {}, notes))
    parts: list[str | Share | None] = [None, *by_size(contract), *JSON_TABLES]
    done = in_pieces(work, parts, processes(folder))
    found = dict(zip(parts, stage("comparing", done, len(parts), lambda one: one[0], "row"), strict=True))
    in_order: list[str | Share | None] = [None, *JSON_TABLES, *shares(contract)]
    for part in in_order:
        yield from found[part][1]


class _How(NamedTuple):
    """What `compare_files` is told beside the files."""

    beside: Callable[[], Sequence[str] | None]
    rows: Mapping[str, int | None]
    notes: bool


def _compare(
    folder: Path, contract: Contract, kept: Path, shared: Array, how: _How, part: str | Share | None
) -> tuple[int, list[str]]:
    """How many rows of some tables, or of json/TABLE.json, were compared, and what of them does not hold."""
    if part is None:
        return 0, list(how.beside() or ())
    if isinstance(part, Share):
        with lean():
            return _compare_share(folder, contract, kept, shared, how, part)
    array, lines = folder / f"json/{part}.json", folder / f"json/{part}.jsonl"
    same = not array.exists() or is_made_of(array, as_array(lines))
    return 0, [] if same else [f"json/{part}.json differs from json/{part}.jsonl"]


def _compare_share(
    folder: Path, contract: Contract, kept: Path, shared: Array, how: _How, share: Share
) -> tuple[int, list[str]]:
    files = [
        _File(name, table, rows, read(folder / name), how.rows.get(name), how.notes)
        for table, rows in empty_tables(contract, share).items()
        for name, read in (
            (f"csv/{table}.csv", partial(csv_table_rows, schema=rows.schema)),
            (f"parquet/{table}.parquet", parquet_rows),
        )
        if (folder / name).exists()
    ]
    for expected in share_tables(kept, contract, share, shared):
        for file in files:
            file.hold_against(expected[file.table])
    return sum(file.expected for file in files), [said for file in files for said in file.difference()]


@dataclass
class _File:
    """A file that is being compared: the rows read that wait for their like, and what came of those before."""

    name: str
    table: str
    waiting: pa.Table
    rows: Rows
    said: int | None = None
    notes: bool = True
    expected: int = 0
    found: int = 0
    unequal: set[str] = field(default_factory=set)
    trouble: str | None = None

    def hold_against(self, expected: pa.Table) -> None:
        """Compare the next rows."""
        self.expected += expected.num_rows
        held = [self.waiting]
        while sum(rows.num_rows for rows in held) < expected.num_rows and (more := self._next()) is not None:
            held.append(more)
        there = pa.concat_tables(held)
        self.waiting = there.slice(expected.num_rows)
        there = there.slice(0, expected.num_rows)
        if there.num_rows == expected.num_rows and not there.equals(expected):
            self.unequal |= {c for c in expected.column_names if not there[c].equals(expected[c])}

    def difference(self) -> Iterator[str]:
        """What does not hold once every row has been compared, in words."""
        while self._next() is not None:
            pass
        if self.trouble is not None:
            yield f"{self.name} {self.trouble}"
        elif self.found != self.expected:
            yield f"{self.name} has {self.found} rows, {self.expected} are expected"
        elif self.unequal:
            unequal = [name for name in self.waiting.column_names if name in self.unequal]
            yield f"{self.name} differs from the JSON in {', '.join(unequal)}"
        if self.said not in (None, self.expected):
            yield f"{self.name} has {self.expected} rows, the manifest says {self.said}"

    def _next(self) -> pa.Table | None:
        """More rows of the file; none once it ends or cannot be read."""
        if self.trouble is not None:
            return None
        try:
            rows = next(self.rows, None)
        except (ValueError, KeyError, csv.Error, pa.ArrowException, OSError) as error:
            self.trouble = f"cannot be read: {error}"
            return None
        if rows is not None and rows.schema != self.waiting.schema:
            self.trouble = "has other columns than the contract"
            return None
        if rows is not None and not self.found and self.notes and _notes(rows.schema) != _notes(self.waiting.schema):
            self.trouble = "describes its columns in other words than the contract"
            return None
        self.found += 0 if rows is None else rows.num_rows
        return rows


def _notes(schema: pa.Schema) -> list[Any]:
    """What is told of a table, of each of its columns and of the fields within, in their order."""
    return [schema.metadata, *map(_notes_of, schema)]


def _notes_of(field: "pa.Field[Any]") -> list[Any]:
    kind: Any = field.type
    below = [kind.value_field] if pa.types.is_list(kind) else kind if pa.types.is_struct(kind) else ()
    return [field.metadata, *map(_notes_of, below)]
