"""What is made ready when the package is built: lexicons that take tens of milliseconds to fold are read in one.

A ready file knows the sources it was made from, by names, sizes and checksums, and is used only while they are the
same: after an edit in a checkout its content is made in memory, until the package is built again. Standard library
only; the build hook loads this file by path.
"""

import marshal
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent  # the ready files lie in it, beside the gazetteer
# The folder of the contract: inside the package when installed as a wheel, beside pipeline/ in a checkout.
SCHEMA = packaged if (packaged := PACKAGE / "schema").is_dir() else PACKAGE.parents[1] / "schema"
_FORMAT = 2  # of marshal: the last version whose bytes depend on the content alone


def read_ready(path: Path, sources: Sequence[Path]) -> Mapping[str, bytes]:
    """The parts that were made of these sources, packed; none if the build made none, or a source has changed since."""
    try:
        made_of, parts = unpacked(path.read_bytes())
        return parts if _is_made_of(made_of, sources, path.stat().st_mtime_ns) else {}
    except (OSError, ValueError, EOFError, TypeError):
        return {}


def unpacked(packed: bytes) -> Any:
    return marshal.loads(packed)  # noqa: S302 - it came with the code, and is as safe


def packed(part: Any) -> bytes:
    """A part of dicts, tuples and plain values as bytes, which depend on it alone."""
    return marshal.dumps(part, _FORMAT)


def write_ready(path: Path, sources: Sequence[Path], parts: Mapping[str, Any]) -> None:
    """Write what was made of these sources, whole or not at all; the parts are dicts, tuples and plain values."""
    made = {name: packed(part) for name, part in parts.items()}
    part = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    part.write_bytes(packed((_sums(sources), made)))
    part.replace(path)


def _is_made_of(made_of: Any, sources: Sequence[Path], made_at: int) -> bool:
    """Whether the sources are those; what has its size and is older than what was made of it is not read."""
    found = [(source.name, source.stat()) for source in sources]
    if [(name, status.st_size) for name, status in found] != [(name, size) for name, size, _ in made_of]:
        return False
    return all(status.st_mtime_ns < made_at for _, status in found) or made_of == _sums(sources)


def _sums(sources: Sequence[Path]) -> tuple[tuple[str, int, int], ...]:
    """Name, size in bytes and checksum of each."""
    from zlib import crc32  # noqa: PLC0415 - where sources are read

    contents = ((source.name, source.read_bytes()) for source in sources)
    return tuple((name, len(content), crc32(content)) for name, content in contents)
