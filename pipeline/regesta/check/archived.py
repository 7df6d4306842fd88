"""Archived texts of sources: where they lie, and whether they are what their digests say."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.read.text import quoted

MOST_KEPT = 8  # texts that are kept: a long report may be the source of every event of a dataset


def held_text(folder: Path | None, source: Mapping[str, Any]) -> bytes | None:
    """The bytes of the archived text of a source, which lies in the folder of the dataset; None where there is none."""
    name = source.get("text_file")
    if folder is None or not isinstance(name, str) or ".." in name:
        return None
    path = folder / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        status = path.stat()
        return _read(path, status.st_mtime_ns, status.st_size) if inside and path.is_file() else None
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=MOST_KEPT)
def _read(path: Path, _changed: int, _size: int) -> bytes:
    return path.read_bytes()


def texts_as_digested(folder: Path | None, sources: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Diagnostic]:
    """U803 for each source, with its pointer, whose archived text has another digest than it states."""
    for pointer, source in sources:
        stated = source.get("sha256")
        held = held_text(folder, source) if isinstance(stated, str) else None
        if held is None or _digest(held) == stated:
            continue
        name = quoted(str(source["text_file"]))
        advice = f"the digest of the file is {_digest(held)}"
        if _with_other_line_ends(held) == stated:
            advice = "only its line ends were changed: a .gitattributes with `evidence/* -text` keeps them"
        yield Diagnostic(
            "U803", f"{name} is not the text of this digest", f"{pointer}/sha256", value=stated, help=advice
        )


@lru_cache(maxsize=MOST_KEPT)
def _digest(held: bytes) -> str:
    from hashlib import sha256  # noqa: PLC0415 - only where a text is held

    return sha256(held).hexdigest()


def _with_other_line_ends(held: bytes) -> str:
    """The digest that a text would have with the line ends of Windows, if it has others, or without them."""
    plain = held.replace(b"\r\n", b"\n")
    return _digest(plain if plain != held else held.replace(b"\n", b"\r\n"))
