"""A record as rules over one record see it, and all records as rules over the dataset do."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic

if TYPE_CHECKING:
    from regesta.check.duplicates import Suspect


class Looked(NamedTuple):
    """A record as it is looked at: as contributed, and with its blanks filled in. Both may lack anything.

    references are what the latter refers to: (kind, id, JSON Pointer).
    """

    raw: Mapping[str, Any]
    data: Mapping[str, Any]
    references: Sequence[tuple[str, str, str]] = ()


RecordRule: TypeAlias = Callable[[Looked, Dataset, str], Iterator[Diagnostic]]


class Found(NamedTuple):
    """A diagnostic about the record of a number; beside is that of another record, which brought it about as well."""

    number: int
    diagnostic: Diagnostic
    beside: int | None = None


class Together(NamedTuple):
    """All records of a dataset, as rules over them see them: little of each.

    ids gives those in the order of the records (None: it bears none), own_id that of the record of a number; claims are
    the ids of their claims, with a space between two; shown gives the path of the record of a number. order are the
    numbers of the records, those at fault of two that clash last. repeated are the ids that several records bear (see
    `repeated_ids`). references gives those to other events and claims, each time anew: number, kind, id, JSON Pointer;
    steps those of `rings.steps_of`. days gives those of `related.days_of`, of the record of a number; stones are the
    numbers of withdrawn events. suspects are the pairs that may be one event. unread are ids that stand in what left no
    record.
    """

    ids: Callable[[], Iterable[str | None]]
    own_id: Callable[[int], str | None]
    repeated: AbstractSet[str]
    claims: Sequence[str]
    shown: Callable[[int], str]
    order: Iterable[int]
    references: Callable[[], Iterable[tuple[int, str, str, str]]]
    steps: Callable[[], Iterable[tuple[int, str, str, str]]]
    days: Callable[[int], tuple[int, int]]
    stones: Callable[[], Iterable[int]]
    suspects: "Iterable[Suspect]"
    unread: AbstractSet[str]


DatasetRule: TypeAlias = Callable[[Together], Iterator[Found]]
