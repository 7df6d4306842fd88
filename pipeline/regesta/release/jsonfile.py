"""JSON as one array of the objects that the JSON Lines hold."""

from pathlib import Path

from regesta.release.content import JSON_TABLES
from regesta.release.edition import Edition, Written
from regesta.release.kept import chunks, lines_path


def write_json(edition: Edition, folder: Path) -> Written:
    """json/TABLE.json: an array of the same objects as the JSON Lines."""
    for name in JSON_TABLES:
        with (folder / f"json/{name}.json").open("wb") as array:
            opening = b"[\n"
            for chunk in chunks(lines_path(folder, name)):
                array.write(opening)
                array.write(chunk.removesuffix(b"\n").replace(b"\n", b",\n"))
                opening = b",\n"
            array.write(b"[]\n" if opening == b"[\n" else b"\n]\n")
    return {f"json/{name}.json": len(edition.content[name]) for name in JSON_TABLES}
