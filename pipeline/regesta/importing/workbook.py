"""Sheets of xlsx files as rows of text, each value as its type says and never as it is shown."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from regesta.diagnostics import Diagnostic
from regesta.errors import RegestaError
from regesta.importing.files import InputFile
from regesta.importing.loaded import FROM, fault
from regesta.importing.recipe import Input

if TYPE_CHECKING:
    import pyarrow as pa

BOOKS = (".xlsx", ".xlsm")  # how the names of workbooks end
_LOST_TEXT = re.compile(rb"""t=["']s["'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*-""")


def header_of(file: InputFile, table: Input) -> tuple[str, ...] | list[Diagnostic]:
    """The header of a sheet, or the columns that the recipe gives it; or why there is none."""
    try:
        check_texts(file.path)
        with _sheet(file, table) as sheet:
            first = next(sheet.iter_rows(values_only=True), ())
    except unreadable() as error:
        return [fault(file, 1, "R003", f"not a workbook: {error}")]
    cells = [cell_text(value) or "" for value in first]
    while cells and not cells[-1].strip():
        cells.pop()
    return table.columns or tuple(cells)


def rows_of(file: InputFile, table: Input, columns: tuple[str, ...]) -> "pa.Table | list[Diagnostic]":
    """The rows of a sheet below its header, all cells text, with their places; a row of blanks is passed over.

    Where the sheet cannot be read to its end, what is wrong.
    """
    try:
        return _rows_of(file, table, columns)
    except unreadable() as error:
        return [fault(file, 1, "R003", f"the sheet cannot be read to its end: {error}")]


def _rows_of(file: InputFile, table: Input, columns: tuple[str, ...]) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415 - for imports only

    cells: list[list[str | None]] = [[] for _ in columns]
    numbers: list[int] = []
    with _sheet(file, table) as sheet:
        for number, values in enumerate(sheet.iter_rows(min_row=1 if table.columns else 2, values_only=True), 1):
            texts = [cell_text(value) for value in values[: len(columns)]]
            if any(texts):
                numbers.append(number)
                for column, text in zip(cells, [*texts, *[None] * (len(columns) - len(texts))], strict=True):
                    column.append(text)
    places = pa.StructArray.from_arrays(
        [pa.array([file.name] * len(numbers), pa.string()), pa.array(numbers, pa.int64())], ["file", "row"]
    )
    return pa.table([*(pa.array(column, pa.string()) for column in cells), places], [*columns, FROM])


def check_texts(path: Path) -> None:
    """Refuse a workbook with a cell that holds a text before the first of its list: openpyxl would count from the end.

    Raises:
        BadZipFile: it has one, or is no workbook.
    """
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - for workbooks only

    with _own_faults(), ZipFile(path) as parts:
        sheets = (parts.open(name) for name in parts.namelist() if "worksheets/" in name)
        if any(map(_has_lost_text, sheets)):
            raise BadZipFile("a cell holds a text that is not in the workbook")


def _has_lost_text(sheet: IO[bytes]) -> bool:
    before = b""
    with sheet:
        while block := sheet.read(1 << 20):
            if _LOST_TEXT.search(before + block):
                return True
            before = block[-200:]  # what a cell begins with
    return False


@contextmanager
def _sheet(file: InputFile, table: Input) -> Iterator[Any]:
    """The sheet that an input reads.

    Raises:
        RegestaError: openpyxl is not installed, or there is no such sheet.
    """
    with file.path.open("rb") as stream:  # openpyxl leaves one open that it cannot read
        book = load_workbook(stream, read_only=True, data_only=True)
        if table.sheet is not None and table.sheet not in book.sheetnames:
            raise RegestaError(f"{file.shown} has no sheet {table.sheet!r}: {', '.join(book.sheetnames)}")
        sheet = book[table.sheet] if table.sheet is not None else book.worksheets[0]
        sheet.reset_dimensions()  # some programs write the wrong ones
        yield sheet


def load_workbook(stream: IO[bytes], **options: bool) -> Any:
    """The workbook in a file. Raises BadZipFile where it is a document of another kind."""
    with _own_faults():
        return openpyxl().load_workbook(stream, **options)


@contextmanager
def _own_faults() -> Iterator[None]:
    """Tell what is wrong in a file apart from what is wrong with the disk: openpyxl and bz2 raise OSError for both.

    Raises:
        BadZipFile: for an OSError that no call of the system gave.
    """
    from zipfile import BadZipFile  # noqa: PLC0415 - for workbooks only

    try:
        yield
    except OSError as error:
        if error.errno is not None:
            raise
        raise BadZipFile(str(error)) from None


def openpyxl() -> Any:
    """The library, which is an extra. Raises RegestaError where it is not installed."""
    try:
        return import_module("openpyxl")
    except ImportError:
        raise RegestaError("reading xlsx needs openpyxl: pip install 'regesta[import]'") from None


def unreadable() -> tuple[type[Exception], ...]:
    """What is raised where a file is no workbook, or none that can be read to its end.

    Raises:
        RegestaError: openpyxl is not installed.
    """
    from lzma import LZMAError  # noqa: PLC0415 - the name of a fault
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415 - as above
    from zipfile import BadZipFile  # noqa: PLC0415 - as above
    from zlib import error as zlib_error  # noqa: PLC0415 - as above

    own = openpyxl().utils.exceptions.InvalidFileException
    lookup = (KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError)  # what openpyxl raises besides
    return (BadZipFile, own, ParseError, zlib_error, LZMAError, RuntimeError, *lookup)  # RuntimeError: it is encrypted


def cell_text(value: object) -> str | None:
    """A cell as text: days as YYYY-MM-DD, moments as YYYY-MM-DD HH:MM:SS, whole numbers without a point."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value) or None
