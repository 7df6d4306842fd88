"""Objects by the million: a file of JSON Lines that reads like a list, without being held in memory."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, overload

import jiter

Row: TypeAlias = dict[str, Any]


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
                    yield jiter.from_json(line, cache_mode="keys")

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, int):
            return next(islice(self, index % len(self), None))
        start, stop, step = index.indices(len(self))
        return list(islice(self, start, stop, step))
