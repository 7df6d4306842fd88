"""A sheet as it was read: its rows of cells, and where a cell stands, for whoever has to find it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

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
            head = self.rows.get(1, {}).get(column)
            title = str(head.value or "").strip() if head is not None else ""
            where = f"{letters(column)}{row}{f' ({cut(title, 40)})' if title and row > 1 else ''}"
        line = row if self.lines is None else self.lines.get(row, row)
        at = 1 if column is None or self.lines is not None else column + 1
        return Diagnostic(code, f"{where}: {message}", path=self.shown, line=line, column=at, help=advice)


def plain_title(title: str) -> str:
    """A title of a column as the contract spells it: `Date text` is `date_text`.

    >>> plain_title("Date  text"), plain_title("event_id")
    ('date_text', 'event_id')
    """
    return "_".join(title.casefold().split())


def letters(column: int) -> str:
    """A column as spreadsheets name it: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def row_spans(rows: Sequence[int]) -> str:
    """Rows in words: `rows 4-6, 9`."""
    spans = []
    for _, group in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        run = [row for _, row in group]
        spans.append(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]))
    return f"{'rows' if len(rows) > 1 else 'row'} {', '.join(spans[:12])}{' and more' if len(spans) > 12 else ''}"
