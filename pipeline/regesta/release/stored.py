"""Objects by the million: a file of JSON Lines that reads like a list, without being held in memory."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, overload

import jiter

from regesta.errors import RegestaError

Row: TypeAlias = dict[str, Any]
_BLOCK = 1 << 20  # bytes


def row_of(line: bytes, path: Path) -> Row:
    """The object of a line; path is the file in which it stands.

    Raises:
        RegestaError: it is no JSON.
    """
    row: Row
    try:
        row = jiter.from_json(line, cache_mode="keys")
    except ValueError:
        row = _slowly(line, path)
    return row


def _slowly(line: bytes, path: Path) -> Row:
    """The same of what is no JSON, or was written by hand and holds what jiter refuses, such as half a surrogate."""
    try:
        row: Row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RegestaError(f"the records of {path.parent.parent} cannot be read: {error}") from error
    return row


def lines_of(path: Path) -> "Lines":
    """The objects of a file, which is there."""
    with path.open("rb") as file:
        return Lines(path, sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b"")))


class Lines(Sequence[Row]):
    """The objects of a file of JSON Lines, read anew whenever they are gone through; to get at one is slow."""

    def __init__(self, path: Path, count: int) -> None:
        self.path, self.size = path, count

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Row]:
        return self.holding(b"")

    def holding(self, text: bytes) -> Iterator[Row]:
        """The objects in whose lines a text stands."""
        with self.path.open("rb") as file:
            for line in file:
                if text in line:
                    yield row_of(line, self.path)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, int):
            return next(islice(self, index % len(self), None))
        start, stop, step = index.indices(len(self))
        return list(islice(self, start, stop, step))


def stretches(path: Path, size: int) -> Iterator[tuple[int, int]]:
    """The lines of a file in stretches of about so many bytes, none of them cut: from and before which byte each is."""
    start, end = 0, path.stat().st_size
    with path.open("rb") as file:
        while start < end:
            file.seek(start + size)
            file.readline()
            yield start, min(file.tell(), end)
            start = file.tell()
