"""The formats compared chunk by chunk: every file against the tables that the JSON Lines make, in flat memory."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa

from regesta.batch import in_pieces, processors
from regesta.contract import Contract
from regesta.progress import stage
from regesta.release.content import JSON_TABLES
from regesta.release.csvrows import csv_table_rows
from regesta.release.kernels import Array, pc
from regesta.release.objects import read_objects
from regesta.release.parquetfile import parquet_rows
from regesta.release.tables import SHARES, Share, made_of_share

CHUNK = 1 << 23  # bytes of JSON Lines

Rows: TypeAlias = Iterator[pa.Table]


def chunks(path: Path) -> Iterator[bytes]:
    """The lines of a file in chunks of about 8 MB, none of them cut; of an absent file none."""
    if not path.exists():
        return
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk + file.readline()


def processes(folder: Path) -> int:
    """How many processes pay for the tables of a release."""
    return processors() if (folder / "json/events.jsonl").stat().st_size > CHUNK else 1


def shared_ids(folder: Path) -> Array:
    """The ids of the sources in the registry of a release, without those that are local to an event."""
    only_ids = pa.schema([("id", pa.string())])
    found: list[Array] = [pa.array([], pa.string())]
    for chunk in chunks(folder / "json/sources.jsonl"):
        ids = read_objects(only_ids, chunk)["id"].chunk(0)
        found.append(ids.filter(pc.invert(pc.match_substring(ids, "#"))))
    return pa.concat_arrays(found)


def compare_files(folder: Path, contract: Contract) -> Iterator[str]:
    """Where the files of a release do not hold the same values, in words: each against the JSON Lines of its objects.

    Raises:
        OSError, ValueError: those JSON Lines cannot be read.
    """
    for kind in JSON_TABLES:
        array, lines = folder / f"json/{kind}.json", folder / f"json/{kind}.jsonl"
        if array.exists() and not _same_objects(array, lines):
            yield f"json/{kind}.json differs from json/{kind}.jsonl"
    work = partial(_compare_share, folder, contract, shared_ids(folder))
    done = in_pieces(work, SHARES, processes(folder))
    for _, differences in stage("comparing", done, len(SHARES), lambda found: found[0], "rows"):
        yield from differences


def _same_objects(array: Path, lines: Path) -> bool:
    """Whether json/TABLE.json is the array of the lines of json/TABLE.jsonl, as the release writes it."""
    opening = b"[\n"
    with array.open("rb") as file:
        for chunk in chunks(lines):
            expected = opening + chunk.removesuffix(b"\n").replace(b"\n", b",\n")
            if file.read(len(expected)) != expected:
                return False
            opening = b",\n"
        return file.read() == (b"[]\n" if opening == b"[\n" else b"\n]\n")


def _compare_share(folder: Path, contract: Contract, shared: Array, share: Share) -> tuple[int, list[str]]:
    """How many rows of some tables were compared, and what of them does not hold."""
    files = [
        file
        for table, rows in made_of_share(contract, share, b"", shared).items()
        for file in (
            _File(f"csv/{table}.csv", table, rows, csv_table_rows(folder / f"csv/{table}.csv", rows.schema)),
            _File(f"parquet/{table}.parquet", table, rows, parquet_rows(folder / f"parquet/{table}.parquet")),
        )
        if (folder / file.name).exists()
    ]
    start = 0
    for chunk in chunks(folder / share.path):
        expected = made_of_share(contract, share, chunk, shared, start)
        start += chunk.count(b"\n")
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
        self.found += 0 if rows is None else rows.num_rows
        return rows
