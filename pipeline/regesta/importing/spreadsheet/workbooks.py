"""Workbooks and folders of CSV as grids; what they hide from whoever looks at them is reported."""

import csv
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from regesta.advice.wrong_paths import absent
from regesta.diagnostics import Diagnostic
from regesta.errors import RegestaError
from regesta.folder import shown_path
from regesta.importing.decode import Text, as_utf8
from regesta.importing.spreadsheet.cells import CHANGED, KEPT, Cell
from regesta.importing.spreadsheet.grid import Grid, row_spans
from regesta.importing.workbook import BOOKS, check_texts, load_workbook, unreadable
from regesta.read.text import quoted

_LONGEST_CELL = 10_000_000
_BOOK = "xl/workbook.xml"
_SHEET = re.compile(r'<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"')
_NO_BOOK = "save it as .xlsx, without a password"


class Book(NamedTuple):
    """A workbook, or the CSV files of a folder: its sheets, what there is to say of them, how many files it was."""

    grids: list[Grid]
    found: list[Diagnostic]
    files: int = 1


def read_books(paths: Sequence[Path], folder: Path) -> list[Book]:
    """The workbooks, folders of CSV and CSV files that were named; folder is for copies of these in UTF-8.

    Raises:
        RegestaError: a path is not there, or is nothing of that kind; openpyxl is not installed.
    """
    books: list[Book] = []
    loose = [path for path in paths if path.suffix.casefold() == ".csv"]
    for path in paths:
        if not path.exists():
            raise absent(path)
        if path.is_dir():
            books.append(_read_csv(_csv_files(path), folder))
        elif path.suffix.casefold() in BOOKS:
            books.append(_read_xlsx(path))
        elif path not in loose:
            raise RegestaError(f"{path} is no workbook: save it as .xlsx, or each sheet as .csv in one folder")
    return [*books, _read_csv(loose, folder)] if loose else books


def _csv_files(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".csv" and path.is_file())
    if not files:
        books = any(path.suffix.casefold() in BOOKS for path in folder.iterdir())
        advice = "name the workbooks in it one by one" if books else "each sheet is a file, such as events.csv"
        raise RegestaError(f"there is no .csv file in {folder}: {advice}")
    return files


def _read_csv(paths: Sequence[Path], folder: Path) -> Book:
    grids: list[Grid] = []
    found: list[Diagnostic] = []
    for path in paths:
        shown = shown_path(path)
        text = as_utf8(path, shown, ("utf-8",), folder / "copy.csv")
        if isinstance(text, Text):
            grids.append(_csv_grid(path.stem, shown, text.utf8))
        else:
            found += [replace(fault, help="save it as CSV in UTF-8") for fault in text]
    return Book(grids, found, len(paths))


def _csv_grid(name: str, shown: str, path: Path) -> Grid:
    """A CSV file with whichever delimiter its header has most of: spreadsheets write that of the country.

    It is read up to a quote that is not closed, or is followed by text, for what comes after cannot be told apart.
    """
    rows: dict[int, dict[int, Cell]] = {}
    lines: dict[int, int] = {}
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8", newline="") as stream:
        delimiter = max(",;\t", key=stream.readline().count)
        stream.seek(0)
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        line = 1
        try:
            for number, values in enumerate(reader, 1):
                lines[number] = line
                cells = {index: Cell(value) for index, value in enumerate(values) if value.strip()}
                if cells:
                    rows[number] = cells
                line = reader.line_num + 1
        except csv.Error as error:
            return Grid(name, shown, rows, lines, (_broken(shown, line, str(error)),))
    return Grid(name, shown, rows, lines)


def _broken(shown: str, line: int, error: str) -> Diagnostic:
    what = "text goes on after a closing quote" if "expected after" in error else "a double quote is not closed"
    message = f"the file is read no further than this row: {what}"
    advice = "close each double quote, and write one inside as two"
    return Diagnostic("R003", message, path=shown, line=line, column=1, help=advice)


def _read_xlsx(path: Path) -> Book:
    """The sheets of a workbook: values as they are stored, of formulas as they were last computed."""
    shown = shown_path(path)
    try:
        formulas = _loaded(path, data_only=False)
        values = _loaded(path, data_only=True) if _any_formula(formulas) else formulas
    except unreadable() as error:
        said = str(error).partition("\n")[0].replace(f" from {path}", "")
        message = f"not a workbook that can be read: {said}"
        return Book([], [Diagnostic("R001", message, path=shown, line=1, column=1, help=_NO_BOOK)])
    grids = [_sheet(sheet, values[sheet.title], f"{shown}#{sheet.title}") for sheet in formulas.worksheets]
    lost = [_lost(shown, name) for name in _named_sheets(path) if name not in formulas.sheetnames]
    return Book(grids, [*lost, *_counted_from_1904(formulas, shown)])


def _named_sheets(path: Path) -> list[str]:
    """The names of the sheets by the workbook itself: openpyxl passes over one whose part is not in the archive."""
    from zipfile import ZipFile  # noqa: PLC0415 - for workbooks only

    with ZipFile(path) as parts:
        book = parts.read(_BOOK).decode("utf-8", "replace") if _BOOK in parts.namelist() else ""
    return [unescape(name) for name in _SHEET.findall(book)]


def _lost(shown: str, name: str) -> Diagnostic:
    message = f"the workbook names the sheet {quoted(name)} and does not hold it"
    return Diagnostic("R001", message, path=shown, line=1, column=1, help="open it and save it anew, or fetch it again")


def _sheet(sheet: Any, values: Any, shown: str) -> Grid:
    grid = Grid(sheet.title, shown, _rows(sheet, values))
    blurred = {row for cells in sheet.merged_cells.ranges for row in range(cells.min_row, cells.max_row + 1)}
    return replace(grid, found=(*_hidden(grid, sheet), *_merged(grid, sheet)), blurred=frozenset(blurred))


_MOST_BYTES = 200_000_000


def _loaded(path: Path, *, data_only: bool) -> Any:
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - for workbooks only

    with ZipFile(path) as parts:
        if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
            raise BadZipFile("it unpacks to more than 200 MB")
    check_texts(path)
    with warnings.catch_warnings(), path.open("rb") as file:  # openpyxl leaves one open that it cannot read
        warnings.simplefilter("ignore")  # of extensions that it does not know
        return load_workbook(file, data_only=data_only)


def _any_formula(book: Any) -> bool:
    return any(cell.data_type == "f" for sheet in book.worksheets for _, cell in _filled(sheet))


def _filled(sheet: Any) -> list[tuple[tuple[int, int], Any]]:
    """The cells that hold anything, by row and column; whatever else lists them makes the blank ones too."""
    cells = sheet._cells.items()  # noqa: SLF001 - as above
    return sorted(((place, cell) for place, cell in cells if cell.value is not None), key=lambda pair: pair[0])


def _rows(sheet: Any, values: Any) -> dict[int, dict[int, Cell]]:
    """The cells of a sheet by row and column: their values are those of the book that has them computed."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in _filled(sheet):
        known = values.cell(row, column)
        rows.setdefault(row, {})[column - 1] = Cell(
            _unescaped(known.value) if isinstance(known.value, str) else known.value,
            str(known.number_format),
            error=known.data_type == "e",
            uncomputed=cell.data_type == "f" and known.value is None,
        )
    return rows


_ESCAPE = re.compile("_x(00[01][0-9A-Fa-f]|007[Ff]|00[89][0-9A-Fa-f])_")


def _unescaped(text: str) -> str:
    """A text with the control characters that a workbook writes as _xHHHH_: a line end of Windows is one line break."""
    if "_x00" not in text:
        return text
    plain = re.sub("_x000[Dd]_(\n|_x000[Aa]_)?", "\n", text)
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), plain)


def _counted_from_1904(book: Any, shown: str) -> Iterator[Diagnostic]:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904  # noqa: PLC0415 - for workbooks only

    if book.epoch == CALENDAR_MAC_1904:
        message = "the workbook counts days from 1904: a date pasted from another is four years and a day late"
        yield Diagnostic(KEPT, message, path=shown, line=1, column=1, help="look at one date that you know")


def _hidden(grid: Grid, sheet: Any) -> Iterator[Diagnostic]:
    """Rows, columns and sheets that nobody sees: they are read all the same."""
    if sheet.sheet_state != "visible":
        yield grid.fault(KEPT, "the sheet is hidden, and is read too")
    rows = [row for row, about in sheet.row_dimensions.items() if about.hidden and row in grid.rows]
    if rows:
        what = f"{row_spans(rows)} are" if len(rows) > 1 else "the row is"
        yield grid.fault(KEPT, f"{what} hidden, and read too", rows[0], advice="delete what is not meant, or show it")
    about = [d for d in sheet.column_dimensions.values() if d.hidden and d.min is not None]
    hidden = {column - 1 for d in about for column in range(d.min, min(d.max, 16384) + 1)}
    for column in sorted(hidden & grid.titles().keys()):
        yield grid.fault(KEPT, "the column is hidden, and is read too", 1, column)


def _merged(grid: Grid, sheet: Any) -> Iterator[Diagnostic]:
    for cells in sorted(sheet.merged_cells.ranges, key=str):
        message = f"the cells {cells.coord} are merged, and only the first holds a value"
        yield grid.fault(CHANGED, message, cells.min_row, cells.min_col - 1, "unmerge them and fill in each")
