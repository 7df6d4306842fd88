"""Small CSV files that people edit: rows with the line on which each stands, and what is wrong with the file."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple, TypeAlias

from regesta.advice.suggest import did_you_mean, nearest
from regesta.diagnostics import Diagnostic
from regesta.read.layout import line_column, placed, span
from regesta.read.source import EMPTY, Refused, decode, nothing_at, open_inside
from regesta.read.text import mark_run, quoted, strays

_SIGNS = {";": "semicolons", "\t": "tabs", "|": "bars"}


class CsvRow(NamedTuple):
    """One row: its cells by column, its first line in the file, and its text there."""

    cells: dict[str, str]
    line: int
    text: str


def read_csv(
    path: Path, shown: str, columns: Sequence[str], required: Sequence[str]
) -> tuple[list[CsvRow], list[Diagnostic]]:
    """The rows of a CSV file; an absent file has none.

    columns are those that are known (empty: any); a row with another number of cells than the header is left out.
    """
    rows, _, found = read_table(path, shown, columns, required)
    return rows, found


def read_table(
    path: Path, shown: str, columns: Sequence[str], required: Sequence[str]
) -> tuple[list[CsvRow], list[CsvRow], list[Diagnostic]]:
    """The rows, and apart from them those with another number of cells than the header, as far as their cells go."""
    if nothing_at(path):
        return [], [], []
    text, faults = _text(path, shown)
    if faults:
        return [], [], faults
    rows, fault = _rows(text, shown)
    if fault is not None:
        return [], [], [fault]
    if not rows:
        return [], [], [_at(shown, 1, "R007", "the file is empty", EMPTY)]
    found = _header(shown, rows[0], columns, required)
    if found:
        return [], [], found
    header, others = rows[0][0], rows[1:]
    odd = [row for row in others if len(row[0]) != len(header)]
    sound = [_row(header, row) for row in others if len(row[0]) == len(header)]
    return sound, [_row(header, row) for row in odd], [_ragged(shown, row, len(header)) for row in odd]


_Row: TypeAlias = tuple[list[str], int, str]


def _row(header: Sequence[str], row: _Row) -> CsvRow:
    cells, line, text = row
    return CsvRow(dict(zip_longest(header, cells[: len(header)], fillvalue="")), line, text)


def _rows(text: str, shown: str) -> tuple[list[_Row], Diagnostic | None]:
    """The cells of each row that holds any, its first line and its text; or why they cannot be told apart."""
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, strict=True)
    rows: list[_Row] = []
    start = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):  # programs leave rows of commas below the last
                rows.append((cells, start + 1, "".join(lines[start : reader.line_num])))
            start = reader.line_num
    except csv.Error as error:
        return [], _broken(shown, start + 1, "".join(lines[start : reader.line_num]), str(error))
    return rows, None


def _broken(shown: str, line: int, text: str, said: str) -> Diagnostic:
    """Why a row cannot be read: a quote that does not close, most often."""
    spans = _spans(line, text)
    starts = [match.start() for match in _cells(text)]
    open_quote = next((n for n, at in enumerate(starts) if text[at : at + 1] == '"' and not _whole(text, at)), None)
    if open_quote is not None:
        advice = "close the double quote at the end of the cell, and write one inside as two"
        return _at(
            shown, line, "R003", "a quote opens here, and the cell does not end with it", advice, spans[open_quote]
        )
    if "field limit" in said:
        return _at(
            shown,
            line,
            "R003",
            f"a cell of this row is longer than {csv.field_size_limit():,} characters",
            "shorten it",
        )
    return _at(shown, line, "R003", f"not a CSV file: {said}", "close each double quote, and write one inside as two")


_CELL = re.compile(r'(?:"(?:[^"]|"")*+")?[^,\r\n]*')
_QUOTED = re.compile(r'"(?:[^"]|"")*+"(?=[,\r\n]|$)')


def _whole(text: str, start: int) -> bool:
    return _QUOTED.match(text, start) is not None


def _cells(text: str) -> Iterator[re.Match[str]]:
    """Where the cells of a row stand in its text, their quotes included."""
    index = 0
    while (found := _CELL.match(text, index)) is not None:
        yield found
        index = found.end() + 1
        if text[found.end() : index] != ",":
            return


class _Span(NamedTuple):
    """The place of a cell in the file; it ends on the line where it begins."""

    line: int
    column: int
    end_column: int


def _spans(line: int, text: str) -> list[_Span]:
    spans = []
    for cell in _cells(text):
        below, column = line_column(text, cell.start())
        width = len(cell[0].split("\n")[0].rstrip("\r")) or 1
        spans.append(_Span(line + below - 1, column, column + width))
    return spans


def _ragged(shown: str, row: _Row, wanted: int) -> Diagnostic:
    """A row with too many cells, at the first of those, or with too few."""
    cells, line, text = row
    advice = "part cells with commas; put a cell that holds a comma in double quotes"
    where = _spans(line, text)[wanted] if len(cells) > wanted else None
    return _at(shown, line, "R003", f"{wanted} cells are expected in this row, not {len(cells)}", advice, where)


def _text(path: Path, shown: str) -> tuple[str, list[Diagnostic]]:
    """The text of a file, or why it cannot be read: of the characters that no text may hold, one a line is told."""
    try:
        with open_inside(path, shown) as file:
            text = decode(file.read())
    except Refused as refused:
        return "", [replace(refused.diagnostic, path=shown)]
    lines = {line_column(text, index)[0]: index for index in reversed(strays(text)) if text[index] != "\r"}
    marks = mark_run(text)
    if not lines and marks is None:
        return text, []
    from regesta.read.scan import forbidden_character, too_many_marks  # noqa: PLC0415 - for faults only

    found = [placed(forbidden_character(text[index], ""), span(text, index, index + 1)) for index in lines.values()]
    found += [] if marks is None else [placed(too_many_marks(""), span(text, marks, marks + 1))]
    return "", [replace(fault, path=shown) for fault in reversed(found)]


def _header(shown: str, row: _Row, columns: Sequence[str], required: Sequence[str]) -> list[Diagnostic]:
    header, line, text = row
    sign = next((sign for sign in _SIGNS if len(header) == 1 and sign in header[0]), None)
    if sign is not None:
        advice = "save the file with commas between the cells"
        return [_at(shown, line, "R003", f"the cells are parted by {_SIGNS[sign]}", advice)]
    advice = f"the first line names the columns: {','.join(columns or required)}"
    meant = {name: nearest(name, columns) for name in header if name not in columns}
    if set(columns or required).isdisjoint(header) and not any(meant.values()):
        return [_at(shown, line, "S102", "the first line does not name the columns", advice)]
    found = []
    for place, (name, where) in enumerate(zip(header, _spans(line, text), strict=True)):
        if name in header[:place]:
            message = f"column {quoted(name)} stands twice"
            found.append(_at(shown, line, "R004", message, "keep one of the two", where))
        elif columns and name not in columns:
            help_text = did_you_mean(meant[name]) or f"columns: {', '.join(columns)}"
            found.append(_at(shown, line, "S101", f"unknown column {quoted(name)}", help_text, where))
    likely = {other for names in meant.values() for other in names}
    absent = [name for name in required if name not in header and name not in likely]
    return [*(_at(shown, line, "S102", f"missing column {quoted(name)}", advice) for name in absent), *found]


def _at(
    shown: str, line: int, code: str, message: str, help_text: str | None = None, where: _Span | None = None
) -> Diagnostic:
    place = where or _Span(line, 1, 2)
    return Diagnostic(code, message, path=shown, line=place.line, column=place.column, end_line=place.line,
                      end_column=place.end_column, help=help_text)  # fmt: skip


def row_diagnostic(
    shown: str, row: CsvRow, code: str, message: str, help_text: str | None = None, column: str | None = None
) -> Diagnostic:
    """A diagnostic about one row, or its cell in a column."""
    where = _spans(row.line, row.text)[list(row.cells).index(column)] if column in row.cells else None
    return _at(shown, row.line, code, message, help_text, where)
