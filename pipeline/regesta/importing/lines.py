"""Records as JSON Lines, written as they come; a file is there whole or not at all."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from regesta.importing.run import Records
from regesta.jsontext import compact
from regesta.whole import replacing


def write_lines(file: IO[bytes], made: Iterable[Mapping[str, Any]]) -> None:
    """Write records; those of an import in blocks, as they come."""
    if isinstance(made, Records):
        file.writelines(made.blocks())
    else:
        file.writelines(compact(record).encode() + b"\n" for record in made)


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """A file to write into, which takes its name when all of it is written; folders that lack are made.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    with replacing(target) as file:
        yield file
