"""Files opened with care: only regular ones, only inside their dataset, only UTF-8."""

import codecs
import errno
import os
import stat
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from regesta.diagnostics import Diagnostic
from regesta.read.layout import line_column

EMPTY = "delete the file, or fill it"
_SAVE = "save the file as UTF-8"
_TOO_SHORT = "unexpected end of data"  # what Python says of a text that ends within a character
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: "there is no permission to read it",
    errno.EPERM: "there is no permission to read it",
    errno.ELOOP: "the link leads round in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EISDIR: "it is a folder",
}


class Refused(Exception):  # noqa: N818  # caught wherever a file is read
    """A file that is not to be read, with the diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def nothing_at(path: Path) -> bool:
    """Whether nothing is at a path: a link that leads nowhere is there, and so may be what cannot be looked at."""
    try:
        path.lstat()
    except OSError as error:
        return error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)  # the folder is none: that is told of it
    return False


def open_inside(path: Path, shown: str, root: Path | None = None) -> BinaryIO:
    """Open a regular file for reading that, after all links, lies below root.

    root is by default the folder that shown is relative to, else the file's own. Raises Refused (R001).
    """
    try:
        folder, name = os.path.split(path)
        home, real = _places(folder, shown.removesuffix(name), None if root is None else str(root))
        if path.is_symlink():
            real = Path(os.path.realpath(path, strict=True))
        if not real.is_relative_to(home):
            raise _refused("it is a link that leads out of the dataset", "put the file itself here")
        return open_regular(path)
    except OSError as error:
        raise _refused(_REASONS.get(error.errno or 0, "the system reports an error")) from None
    except ValueError:
        raise _refused("its name is not a file name") from None


@lru_cache(maxsize=1024)
def _places(folder: str, shown_folder: str, root: str | None) -> tuple[Path, Path]:
    """Give, links resolved, the folder that files must lie in and the folder that they are in."""
    home = root if root is not None else _home(folder, shown_folder)
    return Path(os.path.realpath(home)), Path(os.path.realpath(folder, strict=True))


def open_regular(path: Path) -> BinaryIO:
    """Open a file without waiting for a pipe or reading a device. Raises OSError, ValueError or Refused."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise _refused("it is a folder" if path.is_dir() else "it is not an ordinary file")
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise _refused("it is not an ordinary file")
    return file


def _home(folder: str, shown_folder: str) -> str:
    """Give the folder that shown is relative to, if it can be told from the two names; else the file's own."""
    parts, shown_parts = Path(folder).parts, PurePosixPath(shown_folder).parts
    depth = len(parts) - len(shown_parts)
    if depth < 0 or ".." in shown_parts or shown_folder.startswith("/") or parts[depth:] != shown_parts:
        return folder
    return str(Path(*parts[:depth]))


def _refused(reason: str, advice: str | None = None) -> Refused:
    return Refused(
        Diagnostic(
            "R001", f"the file cannot be read: {reason}", help=advice, line=1, column=1, end_line=1, end_column=2
        )
    )


def refuse_wide(raw: bytes) -> None:
    """Raise Refused (R002) where a file begins like UTF-16 or UTF-32."""
    if raw.startswith(_WIDE) or raw[:4].count(0) in (2, 3):
        raise _wrong("the text is UTF-16 or UTF-32, not UTF-8", 1, 1)


def decode(raw: bytes) -> str:
    """Decode UTF-8, without the BOM at its start. Raises Refused (R002) with the place of the first wrong byte."""
    refuse_wide(raw)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line, column = line_column(before := raw[: error.start].decode(), len(before))
        advice = f"{_SAVE}, or look whether it is cut off here" if error.reason == _TOO_SHORT else _SAVE
        raise _wrong(f"byte 0x{raw[error.start]:02X} is not UTF-8", line, column, advice) from None


def _wrong(message: str, line: int, column: int, advice: str = _SAVE) -> Refused:
    place = {"line": line, "column": column, "end_line": line, "end_column": column + 1}
    return Refused(Diagnostic("R002", message, help=advice, **place))  # type: ignore[arg-type]  # all ints
