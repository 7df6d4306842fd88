"""What every writer of a release is given: the public content of one version, and its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from regesta.dataset import Dataset
from regesta.release.content import Stored
from regesta.release.diff.changes import Change
from regesta.release.diff.shift import Shift
from regesta.release.stored import Row

if TYPE_CHECKING:
    import pyarrow as pa

    from regesta.release.formats.parquetfile import TableFile

Written: TypeAlias = dict[str, int]  # the rows of each file that was written, by its path in the release


@dataclass(frozen=True)
class Edition:
    """One version of a dataset as it is published: nothing that is withheld is in it.

    dataset holds settings and contract, its records and registries do not belong into a release as they are. content
    are the released objects by table (see JSON_TABLES); tables the same as Arrow, by name: the nested `events` and the
    flat ones; changes the rows since the release before, whose version is previous (None: there is none).
    pipeline holds its parts that are others than then, as they were and as they are (see pipeline_changes), codes the
    changes of codes since then (table: the vocabulary), shifts what all changes of the interface mean for readers,
    settings the names of those under [dataset] that are others, and what licence it had then (None: the same). kept is
    where the objects are kept as Arrow (None: nowhere).
    """

    dataset: Dataset
    content: Stored
    tables: "Mapping[str, pa.Table | TableFile]"
    changes: Sequence[Row] = ()
    previous: str | None = None
    formats: Sequence[str] = ()
    pipeline: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    kept: Path | None = None
    codes: Sequence[Change] = ()
    shifts: Sequence[Shift] = ()
    settings: Sequence[str] = ()
    licence: str | None = None
