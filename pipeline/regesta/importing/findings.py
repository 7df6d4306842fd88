"""What an import finds: counted exactly, kept as far as it may be printed, each with its file, row and line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from regesta.check.severities import weighed
from regesta.diagnostics import Diagnostic
from regesta.importing.alike import Alike
from regesta.importing.hints import in_sql
from regesta.importing.loaded import Loaded
from regesta.importing.query import Row
from regesta.importing.text_rows import row_lines
from regesta.normalise.fold import folded_key
from regesta.report import SEVERITIES, Report, printable

MOST = 1000  # findings of one severity that are kept


@dataclass
class Findings:
    """The findings so far; rules is the [rules] table of the dataset that the records go to.

    order is what is told first, by path; all else comes after it, by name. own says that whoever reads the findings
    writes the SQL.
    """

    rules: Mapping[str, str]
    today: str
    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(SEVERITIES, 0)))
    codes: Counter[str] = field(default_factory=Counter)
    order: dict[str, int] = field(default_factory=dict)
    own: bool = False
    _kept: dict[str, list[tuple[Row | None, Diagnostic]]] = field(default_factory=lambda: defaultdict(list))
    _told: set[str] = field(default_factory=set)
    _alike: Alike = field(default_factory=Alike)

    def add(self, found: Iterable[Diagnostic], row: Row | None = None) -> None:
        """Count findings about a row, or about whole files; a name that the registry lacks is told once.

        The notes of a rule are one, with how many there are: what every row has would drown the rest. Of what is said
        of many rows, or of many cells of one column, the first are told, the last of these with the others.
        """
        for diagnostic in weighed(found, self.rules, (), self.today):
            if diagnostic.code == "N302" and self._seen(str(diagnostic.value)):
                continue
            severity = str(diagnostic.severity)
            self.codes[diagnostic.code] += 1
            if severity == "info" and self.codes[diagnostic.code] > 1:
                continue
            self.counts[severity] += 1
            if not self._alike.is_told(diagnostic, row.row if row is not None else None):
                self._keep(severity, row, diagnostic)

    def _keep(self, severity: str, row: Row | None, diagnostic: Diagnostic) -> None:
        if len(self._kept[severity]) < MOST:
            self._kept[severity].append((row, diagnostic))

    def _seen(self, name: str) -> bool:
        key = folded_key(name)
        seen = key in self._told
        self._told.add(key)
        return seen

    def report(self, loaded: Sequence[Loaded], counts: Mapping[str, int]) -> Report:
        """The report: at most MOST findings, the gravest first to be chosen; counts holds records and files."""
        chosen = [pair for severity in SEVERITIES for pair in self._kept[severity]][:MOST]
        lines = _lines(loaded, [row for row, _ in chosen if row is not None])
        notes = self._alike.notes()
        told = [(row, self._with_others(d, notes.get(id(d), ""))) for row, d in chosen]
        placed = [_placed(in_sql(d) if self.own and row is not None else d, row, lines) for row, d in told]
        placed.sort(key=self._rank)
        shown = tuple(printable(d) for d in placed)
        return Report(shown, (None,) * len(shown), {**self.counts, **counts}, self.codes)

    def _rank(self, d: Diagnostic) -> tuple[int, str, int, int, str, str]:
        return self.order.get(d.path, len(self.order)), d.path, d.line or 0, d.column or 1, d.code, d.message

    def _with_others(self, diagnostic: Diagnostic, note: str) -> Diagnostic:
        """A finding with how many others there are, and where; all that are told are so."""
        others = self.codes[diagnostic.code] - 1
        if diagnostic.severity == "info" and others > 0:
            note = f" (and {others:,} like it)"
        return replace(diagnostic, message=diagnostic.message + note) if note else diagnostic


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
