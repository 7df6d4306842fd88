"""A sheet as it was read: its rows of cells, and where a cell stands, for whoever has to find it."""

from collections.abc import Mapping
from dataclasses import dataclass

from regesta.diagnostics import Diagnostic
from regesta.importing.spreadsheet.cells import Cell
from regesta.read.text import cut


@dataclass(frozen=True, eq=False)
class Grid:
    """A sheet of a workbook, or a CSV file of the same name.

    shown is how diagnostics name it. rows are those that hold anything, by their number, which counts from 1 with the
    header; cells of a row by their column, from 0. lines are those of a CSV file, by the number of the row. found is
    what there is to say of the sheet if it is read, blurred the rows whose cells cannot be told apart.
    """

    name: str
    shown: str
    rows: Mapping[int, Mapping[int, Cell]]
    lines: Mapping[int, int] | None = None
    found: tuple[Diagnostic, ...] = ()
    blurred: frozenset[int] = frozenset()

    def titles(self) -> dict[int, str]:
        """The column titles of the first row, by column."""
        cells = self.rows.get(1, {})
        return {index: str(cell.value).strip() for index, cell in cells.items() if str(cell.value or "").strip()}

    def fault(
        self, code: str, message: str, row: int = 1, column: int | None = None, advice: str | None = None
    ) -> Diagnostic:
        """A finding about a row, or a cell (column from 0) of it, which the message names as spreadsheets do."""
        where = f"row {row:,}"
        if column is not None:
            title = self.titles().get(column)
            where = f"{letters(column)}{row}{f' ({cut(title, 40)})' if title is not None and row > 1 else ''}"
        line = row if self.lines is None else self.lines.get(row, row)
        at = 1 if column is None or self.lines is not None else column + 1
        return Diagnostic(code, f"{where}: {message}", path=self.shown, line=line, column=at, help=advice)


def letters(column: int) -> str:
    """A column as spreadsheets name it: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
