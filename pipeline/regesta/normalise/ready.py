"""Lexicons made ready when the package is built: what takes tens of milliseconds to fold is read in one.

Each file holds the sources it was made from, byte for byte, so one that no longer fits them is never used: after an
edit in a checkout the lexicon is made anew in memory, until the package is built again. Standard library only; the
build hook loads this file by path.
"""

import marshal
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1]
_VERSION = 2  # of the format: the last one whose bytes depend on nothing but the content


def read_ready(name: str, sources: Sequence[Path]) -> Any | None:
    """What was made of these sources when the package was built; None if nothing was, or if one has changed since."""
    try:
        with open(_path(name), "rb", buffering=0) as file:  # noqa: PTH123 - pathlib takes longer than the reading
            made_of, content = marshal.loads(file.read())  # noqa: S302 - our own build wrote it, as it did the code
        return content if made_of == _bytes(sources) else None
    except (OSError, ValueError, EOFError, TypeError):
        return None


def write_ready(name: str, sources: Sequence[Path], content: Any) -> Path:
    """Write what was made of these sources, whole or not at all; content is dicts, tuples and plain values."""
    target, part = _path(name), _path(f"{name}.{os.getpid()}")
    part.write_bytes(marshal.dumps((_bytes(sources), content), _VERSION))
    return part.replace(target)


def _path(name: str) -> Path:
    return FOLDER / f"{name}.lexicon"


def _bytes(sources: Sequence[Path]) -> tuple[tuple[str, bytes], ...]:
    return tuple((path.name, path.read_bytes()) for path in sources)
