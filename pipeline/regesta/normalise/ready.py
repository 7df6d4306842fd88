"""Lexicons made ready when the package is built: what takes tens of milliseconds to fold is read in one.

A ready file holds the sources it was made from, byte for byte, and is used only while they are the same: after an edit
in a checkout the lexicon is made in memory, until the package is built again. Standard library only; the build hook
loads this file by path.
"""

import marshal
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parents[1]  # names.lexicon and dates.lexicon lie in the package, beside the gazetteer
_FORMAT = 2  # of marshal: the last version whose bytes depend on the content alone


def read_ready(path: Path, sources: Sequence[Path]) -> Any | None:
    """What was made of these sources when the package was built; None if nothing was, or if one has changed since."""
    try:
        made_of, content = marshal.loads(path.read_bytes())  # noqa: S302 - it came with the code, and as safe
        return content if made_of == _bytes(sources) else None
    except (OSError, ValueError, EOFError, TypeError):
        return None


def write_ready(path: Path, sources: Sequence[Path], content: Any) -> None:
    """Write what was made of these sources, whole or not at all; content is dicts, tuples and plain values."""
    part = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    part.write_bytes(marshal.dumps((_bytes(sources), content), _FORMAT))
    part.replace(path)


def _bytes(sources: Sequence[Path]) -> tuple[tuple[str, bytes], ...]:
    return tuple((path.name, path.read_bytes()) for path in sources)
