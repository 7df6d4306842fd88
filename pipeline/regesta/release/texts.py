"""Archived texts of sources: those that may be redistributed go with a release, under the paths that they have here."""

from collections.abc import Sequence
from pathlib import Path

from regesta.check.file_names import lost_part
from regesta.errors import RegestaError
from regesta.read.source import Refused, open_inside
from regesta.release.diff.objects import with_text
from regesta.release.stored import Row


def named_texts(sources: Sequence[Row]) -> list[str]:
    """The files of texts that released sources name, each once: `evidence/letter.txt`."""
    return sorted({source["text_file"] for source in with_text(sources, '"text_file"') if "text_file" in source})


def text_of(folder: Path, name: str) -> bytes:
    """The content of such a file; folder is that of the dataset.

    Raises:
        RegestaError: it is not there, or is no file of its own in there.
    """
    way = (Path(name), *Path(name).parents[:-1])
    if any((folder / part).is_symlink() for part in way):
        raise RegestaError(f"{name} is a link, and may be redistributed: put the file itself there")
    try:
        with open_inside(folder / name, name, folder) as file:
            return file.read()
    except (Refused, OSError) as error:
        raise RegestaError(f"{name}, which may be redistributed, cannot be released: {error}") from error


def write_texts(stage: Path, sources: Sequence[Row], folder: Path | None) -> None:
    """Write the texts to a release, byte for byte; folder is that of the dataset, if there is one.

    Raises:
        RegestaError: one of them cannot be read, or would not be there once the release is unpacked elsewhere.
    """
    if folder is None:
        return
    names = named_texts(sources)
    _expect_portable(names)
    for name in names:
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        (stage / name).write_bytes(text_of(folder, name))


def _expect_portable(names: Sequence[str]) -> None:
    """Raises RegestaError: where a release is unpacked on Windows or macOS, one of these files would not be there."""
    there: dict[str, str] = {}
    for name in names:
        if lost_part(name) is not None:
            raise RegestaError(f"{name}, which may be redistributed, cannot be a file on Windows: name it otherwise")
        other = there.setdefault(name.lower(), name)
        if other != name:
            raise RegestaError(f"{other} and {name} are one file where capitals do not count: name one otherwise")
