"""Engines: how the records of a release are checked, on this machine or by Spark; what comes of it is the same."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from regesta.errors import RegestaError

if TYPE_CHECKING:
    from regesta.engine.examine import Far


@contextmanager
def engine_of(name: str, records: Sequence[str] = ()) -> "Iterator[Far | None]":
    """The engine of that name, local (None) or spark; records are paths of JSON Lines elsewhere, for spark alone.

    What it finds can be shown as long as this lasts.

    Raises:
        RegestaError: what the engine needs is absent, or local is to read records from elsewhere.
    """
    if name == "spark":
        from regesta.engine.spark import by_spark  # noqa: PLC0415 - for this engine only

        with by_spark(records) as far:
            yield far
        return
    if records:
        raise RegestaError("--records goes with --engine spark; without it, put the files into records/")
    yield None
