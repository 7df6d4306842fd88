"""A file is written whole or not at all: beside its place, and then renamed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file to write into, which is there whole or not at all; its folder is there.

    What stands there and is no file (a pipe, /dev/null) is written into.

    Raises:
        OSError: it cannot be written.
    """
    there = path.exists() and not path.is_file()  # not resolved: /dev/stdout leads to a pipe that has no name
    with path.open("wb") if there else replacing(path.resolve()) as file:
        yield file


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of the target once the block has ended; where it raises, the target stays as it was.

    target is the file itself, not a link to it; its folder is there.

    Raises:
        OSError: the disk does not take it.
    """
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with part.open("xb") as file:  # x: a link laid there by somebody is not followed
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
