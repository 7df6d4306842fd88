"""Text files as UTF-8 with plain line ends: decoded strictly as declared, or refused with the wrong bytes."""

import codecs
import re
from collections.abc import Iterator, Sequence
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from regesta.diagnostics import Diagnostic
from regesta.errors import RegestaError

_BLOCK = 1 << 20
_MOST = 20  # lines with wrong bytes reported of one file
_WIDE = {
    "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
}
_NO_TEXT = {
    b"PAR1": ("Parquet", "write it as CSV first"),
    b"PK\x03\x04": ("a ZIP file or a workbook", "unpack it first; the name of a workbook ends in .xlsx"),
    b"%PDF": ("a PDF", "write it as CSV first"),
    b"\x1f\x8b": ("packed by gzip", "unpack it first"),
    b"BZh": ("packed by bzip2", "unpack it first"),
    b"\xfd7zXZ": ("packed by xz", "unpack it first"),
    b"7z\xbc\xaf": ("packed by 7-Zip", "unpack it first"),
    b"\xd0\xcf\x11\xe0": ("an old workbook of Excel", "save it as .xlsx, or as CSV"),
}
_PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html)\b", re.IGNORECASE)
_DECLARE = "save it as UTF-8, or name its encoding in the header of the recipe: encoding = [...]"
_OF_NO_FILE = frozenset(("idna", "punycode", "undefined"))  # they do not tell where a byte is wrong
_NOT_ASCII = bytes(range(0x80, 0x100))
_LINE_END = re.compile(rb"[\r\n]")
_COMMON = re.compile("[\u00a0-\u017f\u2013-\u2026\u20ac]")


class Text(NamedTuple):
    """A text file: where its UTF-8 form lies (path itself, or a copy), and the encoding that it was read in."""

    path: Path
    utf8: Path
    encoding: str


def as_utf8(path: Path, shown: str, encodings: Sequence[str], copy: Path) -> Text | list[Diagnostic]:
    """The text in UTF-8 with line feeds at the ends of lines, copied where it is not so; or its wrong bytes.

    encodings are tried in their order, and the first that fits the whole file is taken. A file that is UTF-8 but for
    some bytes is never taken for another encoding, nor one that begins with the mark of a wider one.

    Raises:
        RegestaError: there is no such encoding.
    """
    known = [_codec(name) for name in encodings]
    with path.open("rb") as file:
        start = file.read(100)
    if (other := next((said for mark, said in _NO_TEXT.items() if start.startswith(mark)), None)) is not None:
        return [_fault(shown, f"the file is {other[0]}, and no text", 1, 1, other[1])]
    if _PAGE.match(start) is not None:
        advice = "open it in a browser: it may tell why the data was not sent"
        return [_fault(shown, "the file is a web page, and no data", 1, 1, advice)]
    wide = next((name for name, marks in _WIDE.items() if start.startswith(marks)), None)
    if wide is not None:
        if wide not in known:
            advice = f'save it as UTF-8, or write encoding = ["{wide}"] above the first table of the header'
            return [_fault(shown, f"the text is {wide.upper()}, not {_either(encodings)}", 1, 1, advice)]
        known = [wide]
    if "utf-8" in known and _is_plain(path):
        return Text(path, path, "utf-8")
    is_broken = "utf-8" in known and _is_broken(path)
    for name in known:
        if (name == "utf-8" or not is_broken) and _transcode(path, name, copy):
            return Text(path, copy, name)
    blamed = "utf-8" if is_broken else known[-1]
    return list(_wrong_bytes(path.read_bytes(), shown, blamed, encodings))


def _codec(name: str) -> str:
    try:
        TextIOWrapper(BytesIO(), encoding=name)  # which refuses hex and others that make no text
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        codec = None
    if codec is None or codec in _OF_NO_FILE:
        raise RegestaError(f"there is no encoding {name!r}; such as utf-8, cp1252, latin-1, utf-16, gb18030")
    return codec


def _is_plain(path: Path) -> bool:
    """Whether a file is UTF-8 without a mark at its start and without carriage returns."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            first = True
            while block := file.read(_BLOCK):
                if b"\r" in block or (first and block.startswith(codecs.BOM_UTF8)):
                    return False
                decoder.decode(block)
                first = False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _transcode(path: Path, encoding: str, copy: Path) -> bool:
    """Copy a file as UTF-8; False where it is not of this encoding."""
    try:
        with (
            path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline=None) as old,
            copy.open("w", encoding="utf-8", newline="\n") as new,
        ):
            while block := old.read(_BLOCK):
                new.write(block)
    except UnicodeError:
        return False
    return True


def _is_broken(path: Path) -> bool:
    """Whether a file that may be UTF-8 breaks it in fewer places than it uses it beyond ASCII.

    Latin letters and quotation marks of UTF-8 are hardly ever made by chance: one to ten wrong bytes leaves a doubt.
    """
    raw = path.read_bytes()
    text = raw.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if not wrong:
        return False
    right = len(text) - len(raw.translate(None, _NOT_ASCII)) - wrong
    enough = islice(_COMMON.finditer(text), -(-wrong // 10))
    return wrong < right or wrong <= 10 * sum(1 for _ in enough)


def _wrong_bytes(raw: bytes, shown: str, encoding: str, declared: Sequence[str]) -> Iterator[Diagnostic]:
    """The lines with bytes that are none of an encoding, each at its first such byte."""
    name = _either(declared) if encoding == "utf-8" and len(declared) == 1 else encoding.upper()
    line, column, seen = 1, 1, 0
    for number, (at, count) in enumerate(_undecodable(raw, encoding)):
        between = raw[seen:at].decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
        line, seen = line + between.count("\n"), at
        column = len(between) - between.rfind("\n") if "\n" in between else column + len(between)
        if number == _MOST:
            yield _fault(shown, f"from here on, more lines hold bytes that are not {name}", line, column)
            return
        more = f", nor are {count - 1:,} more on this line" if count > 2 else ", nor is one more on this line"
        what = f"byte 0x{raw[at]:02X} (byte {at + 1:,} of the file) is not {name}{more if count > 1 else ''}"
        yield _fault(shown, what, line, column)


def _undecodable(raw: bytes, encoding: str) -> Iterator[tuple[int, int]]:
    """Where a line has its first wrong byte, and how many it has; a text of wide characters is told at the first."""
    is_wide = encoding.startswith(tuple(_WIDE))  # a byte like a line feed may be half a character
    start = 0
    stretch = len(raw) if is_wide else _BLOCK
    while (at := _first_wrong(raw, encoding, start, stretch)) is not None:
        end = None if is_wide else _LINE_END.search(raw, at + 1)
        start = len(raw) if end is None else end.start()
        line = raw[at:start]
        yield at, 1 if is_wide else len(line.decode(encoding, "replace")) - len(line.decode(encoding, "ignore"))


def _first_wrong(raw: bytes, encoding: str, start: int, stretch: int) -> int | None:
    """The first wrong byte from the start of a line or a text on, looked for in stretches of whole lines."""
    while start < len(raw):
        end = raw.find(b"\n", start + stretch) + 1 or len(raw)
        try:
            raw[start:end].decode(encoding)
        except UnicodeDecodeError as error:
            return start + error.start
        start = end
    return None


def _either(encodings: Sequence[str]) -> str:
    return " or ".join(name.upper() for name in encodings)


def _fault(shown: str, message: str, line: int, column: int, advice: str = _DECLARE) -> Diagnostic:
    return Diagnostic(
        "R002", message, path=shown, line=line, column=column, end_line=line, end_column=column + 1,
        help=advice,
    )  # fmt: skip
