"""Small CSV files that people edit: rows with the line on which each stands, and what is wrong with the file."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from regesta.diagnostics import Diagnostic
from regesta.read.layout import line_column, placed, span
from regesta.read.source import EMPTY, Refused, decode, open_inside
from regesta.read.text import quoted, strays
from regesta.suggest import nearest
from regesta.validate import did_you_mean

_SIGNS = {";": "semicolons", "\t": "tabs", "|": "bars"}


class CsvRow(NamedTuple):
    """One row: its cells by column, and its line in the file."""

    cells: dict[str, str]
    line: int


def read_csv(
    path: Path, shown: str, columns: Sequence[str], required: Sequence[str]
) -> tuple[list[CsvRow], list[Diagnostic]]:
    """The rows of a CSV file; an absent file has none.

    columns are those that are known (empty: any); a row with another number of cells than the header is left out.
    """
    if not path.exists():
        return [], []
    text, faults = _text(path, shown)
    if faults:
        return [], faults
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = [(cells, reader.line_num) for cells in reader if cells]
    except csv.Error as error:
        advice = "close each double quote, and write one inside as two"
        return [], [_at(shown, reader.line_num, "R003", f"not a CSV file: {error}", advice)]
    if not rows:
        return [], [_at(shown, 1, "R007", "the file is empty", EMPTY)]
    header = rows[0][0]
    sign = next((sign for sign in _SIGNS if len(header) == 1 and sign in header[0]), None)
    if sign is not None:
        advice = "save the file with commas between the cells"
        return [], [_at(shown, 1, "R003", f"the cells are parted by {_SIGNS[sign]}", advice)]
    found = _header(shown, header, columns, required)
    advice = "part cells with commas; put a cell that holds a comma in double quotes"
    ragged = [line for cells, line in rows if len(cells) != len(header)]
    found += [_at(shown, line, "R003", f"{len(header)} cells are expected in this row", advice) for line in ragged]
    sound = [
        CsvRow(dict(zip(header, cells, strict=True)), line) for cells, line in rows[1:] if len(cells) == len(header)
    ]
    return ([] if any(d.line == 1 for d in found) else sound), found


def _text(path: Path, shown: str) -> tuple[str, list[Diagnostic]]:
    """The text of a file, or why it cannot be read: of the characters that no text may hold, one a line is told."""
    try:
        with open_inside(path, shown) as file:
            text = decode(file.read())
    except Refused as refused:
        return "", [replace(refused.diagnostic, path=shown)]
    lines = {line_column(text, index)[0]: index for index in reversed(strays(text)) if text[index] != "\r"}
    if not lines:
        return text, []
    from regesta.read.scan import forbidden_character  # noqa: PLC0415 - for faults only

    found = [placed(forbidden_character(text[index], ""), span(text, index, index + 1)) for index in lines.values()]
    return "", [replace(fault, path=shown) for fault in reversed(found)]


def _header(shown: str, header: Sequence[str], columns: Sequence[str], required: Sequence[str]) -> list[Diagnostic]:
    advice = f"the first line names the columns: {','.join(columns or required)}"
    meant = {other for name in header if name not in columns for other in nearest(name, columns)}
    absent = [name for name in required if name not in header and name not in meant]
    found = [_at(shown, 1, "S102", f"missing column {quoted(name)}", advice) for name in absent]
    found += [
        _at(shown, 1, "R004", f"column {quoted(name)} stands twice", "keep one of the two")
        for name in dict.fromkeys(header)
        if header.count(name) > 1
    ]
    for name in header:
        if columns and name not in columns:
            found.append(_at(shown, 1, "S101", f"unknown column {quoted(name)}", did_you_mean(nearest(name, columns))))
    return found


def _at(shown: str, line: int, code: str, message: str, help_text: str | None = None) -> Diagnostic:
    return Diagnostic(code, message, path=shown, line=line, column=1, end_line=line, end_column=2, help=help_text)


def row_diagnostic(shown: str, row: CsvRow, code: str, message: str, help_text: str | None = None) -> Diagnostic:
    """A diagnostic about one row."""
    return _at(shown, row.line, code, message, help_text)
