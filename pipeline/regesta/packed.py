"""Rows that are many and read seldom, packed: in a tenth of the memory, and sent between processes as they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from zlib import compress, decompress

T = TypeVar("T")


@dataclass(slots=True)
class Rows(Generic[T]):
    """A list that is added to until it is packed, and then read only: each time anew, from the first to the last."""

    fresh: list[T] = field(default_factory=list)
    packed: bytes = b""

    def append(self, row: T) -> None:
        self.fresh.append(row)

    def __iadd__(self, rows: Iterable[T]) -> "Rows[T]":
        self.fresh += rows
        return self

    def __iter__(self) -> Iterator[T]:
        if not self.packed:
            return iter(self.fresh)
        import pickle  # noqa: PLC0415 - for many rows only

        rows: list[T] = pickle.loads(decompress(self.packed))  # noqa: S301 - our own
        return iter(rows)

    def pack(self) -> None:
        import pickle  # noqa: PLC0415 - as above

        self.packed, self.fresh = compress(pickle.dumps(self.fresh, pickle.HIGHEST_PROTOCOL), 1), []
