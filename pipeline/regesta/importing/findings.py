"""What an import finds: counted exactly, kept as far as it may be printed, each with its file, row and line."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from regesta.check.severities import weighed
from regesta.diagnostics import Diagnostic
from regesta.importing.loaded import Loaded
from regesta.importing.query import Row
from regesta.importing.spreadsheet.grid import row_spans
from regesta.importing.text_rows import row_lines
from regesta.normalise.fold import folded_key
from regesta.report import SEVERITIES, Report, printable

MOST = 1000  # findings of one severity that are kept
ALIKE = 3  # findings about cells that are kept of those that say the same of one column
_CELL = re.compile(r"[A-Z]{1,3}([0-9]+) \(([^)]*)\): ")  # how a finding about a cell begins


@dataclass
class Findings:
    """The findings so far; rules is the [rules] table of the dataset that the records go to.

    order is what is told first, by path; all else comes after it, by name.
    """

    rules: Mapping[str, str]
    today: str
    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(SEVERITIES, 0)))
    codes: Counter[str] = field(default_factory=Counter)
    order: dict[str, int] = field(default_factory=dict)
    _kept: dict[str, list[tuple[Row | None, Diagnostic]]] = field(default_factory=lambda: defaultdict(list))
    _told: set[str] = field(default_factory=set)
    _rows: dict[tuple[str | None, ...], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, found: Iterable[Diagnostic], row: Row | None = None) -> None:
        """Count findings about a row, or about whole files; a name that the registry lacks is told once.

        The notes of a rule are one, with how many there are: what every row has would drown the rest. Of what is said
        of many cells of one column the first are told, the last of these with the rows of the others.
        """
        for diagnostic in weighed(found, self.rules, (), self.today):
            if diagnostic.code == "N302" and self._seen(str(diagnostic.value)):
                continue
            severity = str(diagnostic.severity)
            self.codes[diagnostic.code] += 1
            if severity == "info" and self.codes[diagnostic.code] > 1:
                continue
            self.counts[severity] += 1
            rows = self._alike(diagnostic)
            rows += [int(cell[1])] if (cell := _CELL.match(diagnostic.message)) is not None else []
            if len(rows) <= ALIKE and len(self._kept[severity]) < MOST:
                self._kept[severity].append((row, diagnostic))

    def _alike(self, d: Diagnostic) -> list[int]:
        """The rows so far of which the same was said about one column of a sheet."""
        cell = _CELL.match(d.message)
        if cell is None or d.help is None:
            return []
        return self._rows[d.path, cell[2], d.code, d.help, None if d.value is None else str(d.value)]

    def _seen(self, name: str) -> bool:
        key = folded_key(name)
        seen = key in self._told
        self._told.add(key)
        return seen

    def report(self, loaded: Sequence[Loaded], counts: Mapping[str, int]) -> Report:
        """The report: at most MOST findings, the gravest first to be chosen; counts holds records and files."""
        chosen = [pair for severity in SEVERITIES for pair in self._kept[severity]][:MOST]
        lines = _lines(loaded, [row for row, _ in chosen if row is not None])
        placed = [_placed(self._with_others(d), row, lines) for row, d in chosen]
        placed.sort(key=self._rank)
        shown = tuple(printable(d) for d in placed)
        return Report(shown, (None,) * len(shown), {**self.counts, **counts}, self.codes)

    def _rank(self, d: Diagnostic) -> tuple[int, str, int, int, str, str]:
        return self.order.get(d.path, len(self.order)), d.path, d.line or 0, d.column or 1, d.code, d.message

    def _with_others(self, diagnostic: Diagnostic) -> Diagnostic:
        """A note with how many others there are; the last of those that are alike with the rows of the others."""
        others = self.codes[diagnostic.code] - 1
        if diagnostic.severity == "info" and others > 0:
            return replace(diagnostic, message=f"{diagnostic.message} (and {others:,} like it)")
        rows, cell = self._alike(diagnostic), _CELL.match(diagnostic.message)
        if cell is None or len(rows) <= ALIKE or int(cell[1]) != rows[ALIKE - 1]:
            return diagnostic
        more = rows[ALIKE:]
        return replace(diagnostic, message=f"{diagnostic.message} (and {len(more):,} like it: {row_spans(more)})")


def _placed(diagnostic: Diagnostic, row: Row | None, lines: Mapping[tuple[str, int], int]) -> Diagnostic:
    """A finding with the line on which its row begins; its message says which row and which field."""
    if row is None or row.file is None or row.row is None:
        return diagnostic
    where = f"row {row.row:,}{f', {diagnostic.field}' if diagnostic.field else ''}"
    return replace(diagnostic, message=f"{where}: {diagnostic.message}", line=lines.get((row.file, row.row)))


def _lines(loaded: Sequence[Loaded], about: Sequence[Row]) -> dict[tuple[str, int], int]:
    """The lines on which rows begin, by file and row: each file is read once more, as far as its last such row."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in about:
        if row.file is not None and row.row is not None and row.row > 0:
            wanted[row.file].add(row.row)
    found: dict[tuple[str, int], int] = {}
    for item in loaded:
        name, numbers = item.file.name, wanted.get(item.file.name, set())
        if item.text is None or item.table.form == "lines":
            header = 0 if item.table.columns or item.text is not None else 1
            found |= {(name, number): number + header for number in numbers}
        elif numbers:
            every = islice(enumerate(row_lines(item), 1), max(numbers))
            found |= {(name, number): line for number, line in every if number in numbers}
    return found
