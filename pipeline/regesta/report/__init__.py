"""Reports: the findings of a check, chosen and put in their places, then written in one form or another."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from regesta.diagnostics import Diagnostic
from regesta.examine import Examination
from regesta.read import Record, position
from regesta.report.safe import safe

SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True)
class Report:
    """What is printed, and exact counts of everything that was found.

    diagnostics are sorted by path, line, column and code, and carry lines and columns; records goes beside them, for
    the lines of the file that surround each.
    """

    diagnostics: tuple[Diagnostic, ...]
    records: tuple[Record | None, ...]
    counts: dict[str, int]
    codes: Counter[str]

    @property
    def left_out(self) -> int:
        return sum(self.counts[severity] for severity in SEVERITIES) - len(self.diagnostics)

    @property
    def failed(self) -> bool:
        return self.counts["error"] > 0


def make_report(
    examinations: Iterable[tuple[Examination, frozenset[str] | None]], *, max_per_record: int = 100, maximum: int = 1000
) -> Report:
    """Choose what is printed and put it in place; beside each examination the shown paths to report on (None: all)."""
    counts: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    chosen: list[tuple[Record | None, Diagnostic]] = []
    per_record: Counter[tuple[str, str, int]] = Counter()
    for examination, wanted in examinations:
        for record, diagnostic in examination.findings():
            if wanted is not None and diagnostic.path not in wanted:
                continue
            counts[str(diagnostic.severity)] += 1
            codes[diagnostic.code] += 1
            key = (diagnostic.path, record.pointer if record else "", record.line if record else 0)
            per_record[key] += 1
            if per_record[key] <= max_per_record:
                chosen.append((record, diagnostic))
        counts["records"] += sum(1 for t in examination.treated if wanted is None or t.record.shown in wanted)
        counts["files"] += examination.files if wanted is None else len(wanted)
    chosen.sort(key=lambda pair: (pair[1].path, pair[0].line if pair[0] else 0, SEVERITIES.index(str(pair[1].severity))))
    placed = [(record, position(d, record) if record is not None else d) for record, d in chosen[:maximum]]
    placed.sort(key=lambda pair: (pair[1].path, pair[1].line or 1, pair[1].column or 1, pair[1].code, pair[1].message))
    return Report(
        tuple(_printable(d) for _, d in placed), tuple(record for record, _ in placed),
        {name: counts[name] for name in (*SEVERITIES, "records", "files")}, codes,
    )  # fmt: skip


def _printable(diagnostic: Diagnostic) -> Diagnostic:
    """A diagnostic without characters that could act on a terminal, a log or a file."""
    return replace(
        diagnostic, message=safe(diagnostic.message), help=safe(diagnostic.help) if diagnostic.help else None,
        candidates=tuple(safe(str(c)) for c in diagnostic.candidates), path=safe(diagnostic.path),
    )  # fmt: skip
