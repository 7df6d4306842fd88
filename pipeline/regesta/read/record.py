"""What reading yields: records that know their place in a file, and the sources that a file's events share."""

from pathlib import Path
from typing import Any, NamedTuple


class Record(NamedTuple):
    """One event, one registry entry or one whole document, and where it stands.

    path is the file, shown that path as diagnostics print it (POSIX, relative). pointer is the JSON Pointer of the
    record in its file ("" where it is the whole file). offset (bytes) and line (from 1) are those of its line in a
    .jsonl file, 0 and 1 elsewhere.
    """

    data: dict[str, Any]
    path: Path
    shown: str
    pointer: str = ""
    offset: int = 0
    line: int = 1


class SharedSources(NamedTuple):
    """The `sources` of a {sources, events} file; entry i stands at pointer /sources/i."""

    data: list[Any]
    path: Path
    shown: str
    pointer: str = "/sources"


class Span(NamedTuple):
    """A stretch of a file: lines and columns from 1, in code points, the end exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
