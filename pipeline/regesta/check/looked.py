"""A record as rules over one record see it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic


class Looked(NamedTuple):
    """A record as it is looked at: as contributed, and with its blanks filled in. Both may lack anything.

    references are what the latter refers to: (kind, id, JSON Pointer).
    """

    raw: Mapping[str, Any]
    data: Mapping[str, Any]
    references: Sequence[tuple[str, str, str]] = ()


RecordRule: TypeAlias = Callable[[Looked, Dataset, str], Iterator[Diagnostic]]
