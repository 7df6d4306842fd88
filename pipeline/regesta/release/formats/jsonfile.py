"""JSON as one array of the objects that the JSON Lines hold."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from regesta.release.content import JSON_TABLES
from regesta.release.edition import Edition, Written
from regesta.release.kept import chunks, lines_path


def write_json(edition: Edition, folder: Path) -> Written:
    """json/TABLE.json: an array of the same objects as the JSON Lines."""
    for name in JSON_TABLES:
        with (folder / f"json/{name}.json").open("wb") as array:
            array.writelines(as_array(lines_path(folder, name)))
    return {f"json/{name}.json": len(edition.content[name]) for name in JSON_TABLES}


def as_array(lines: Path) -> Iterator[bytes]:
    """The JSON array of the objects in a file of JSON Lines, a chunk at a time."""
    before = b"[\n"
    for chunk in chunks(lines):
        yield before + chunk.removesuffix(b"\n").replace(b"\n", b",\n")
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def is_made_of(path: Path, pieces: Iterable[bytes]) -> bool:
    """Whether a file holds some bytes, piece after piece, and nothing more."""
    with path.open("rb") as file:
        return all(file.read(len(piece)) == piece for piece in pieces) and not file.read(1)
