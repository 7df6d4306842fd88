"""Reports: the findings of a check, chosen and put in their places, then written in one form or another."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from regesta.diagnostics import Diagnostic
from regesta.engine.examine import Examination
from regesta.engine.tally import Finding
from regesta.read import Record, position
from regesta.read.text import cut
from regesta.report.safe import safe

SEVERITIES = ("error", "warning", "info")
_LONGEST = 1000  # characters of a message or a help


@dataclass(frozen=True)
class Report:
    """What is printed, and exact counts of everything that was found.

    diagnostics are sorted by path, line, column and code, and carry lines and columns; records goes beside them, for
    the lines of the file that surround each. paths are the files whose records were looked at, as diagnostics show
    them, sorted; wrong are those with errors, printed or not. fixed is the number of fixes made before (None: none were
    asked for). unchanged says that what was named was not looked at, since none of it differs from the revision asked
    for; notes are what a reviewer of what does should know beside.
    """

    diagnostics: tuple[Diagnostic, ...] = field(repr=False)
    records: tuple[Record | None, ...] = field(repr=False)
    counts: dict[str, int]
    codes: Counter[str]
    paths: tuple[str, ...] = field(default=(), repr=False)
    fixed: int | None = None
    unchanged: bool = False
    wrong: frozenset[str] = field(default=frozenset(), repr=False)
    notes: tuple[str, ...] = ()

    @property
    def left_out(self) -> int:
        return sum(self.counts[severity] for severity in SEVERITIES) - len(self.diagnostics)

    @property
    def failed(self) -> bool:
        return self.counts["error"] > 0


def make_report(
    examinations: Iterable[tuple[Examination, frozenset[str] | None]],
    *,
    max_per_record: int = 100,
    maximum: int = 1000,
    codes: frozenset[str] | None = None,
) -> Report:
    """Choose what is printed and put it in place; beside each examination the shown paths to report on (None: all).

    codes are the rules to report on (None: all); where there is more than may be printed, errors come before the rest.
    """
    told = _Told(codes, max_per_record)
    for examination, wanted in examinations:
        told.add(examination, wanted)
    placed = _placed(sorted(told.chosen, key=_gravest_first)[:maximum])
    return Report(
        tuple(printable(d) for _, d in placed), tuple(record for record, _ in placed), dict(told.counts), told.per_code,
        tuple(sorted(map(safe, told.paths))), unchanged=told.unchanged, wrong=frozenset(map(safe, told.wrong)),
        notes=tuple(safe(cut(note, _LONGEST)) for note in told.notes),
    )  # fmt: skip


@dataclass
class _Told:
    """What there is to report of one examination after another; chosen are the findings that may be printed."""

    codes: frozenset[str] | None
    max_per_record: int
    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys((*SEVERITIES, "records", "files"), 0)))
    per_code: Counter[str] = field(default_factory=Counter)
    chosen: list[Finding] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    unchanged: bool = False

    def add(self, examination: Examination, wanted: frozenset[str] | None) -> None:
        """Take in an examination, as far as it is about the wanted files (None: all)."""
        found = [finding for finding in examination.findings(wanted) if self._is_asked_for(finding[1].code)]
        for (code, severity), number in _counted(examination, wanted).items():
            if self._is_asked_for(code):
                self.counts[severity] += number
                self.per_code[code] += number
        self.chosen += _at_most(self.max_per_record, found)
        self.wrong.update(diagnostic.path for _, diagnostic in found if diagnostic.severity == "error")
        self._add_files(examination, wanted, {diagnostic.path for _, diagnostic in found})
        if examination.since is not None:
            self.notes += examination.since.notes(examination.dataset, examination.ids())

    def _is_asked_for(self, code: str) -> bool:
        return self.codes is None or code in self.codes

    def _add_files(self, examination: Examination, wanted: frozenset[str] | None, at_fault: set[str]) -> None:
        """Count the wanted files and their records, and the files at fault beside them."""
        held = examination.records_by_file()
        shown = {path: number for path, number in held.items() if wanted is None or path in wanted}
        self.counts["records"] += sum(shown.values())
        self.counts["files"] += examination.files if wanted is None else len(wanted | at_fault)
        self.paths.update(shown)
        self.unchanged = self.unchanged or (wanted == frozenset() and not at_fault)


def _gravest_first(finding: Finding) -> tuple[int, str, int]:
    record, diagnostic = finding
    return _weight(finding), diagnostic.path, record.line if record is not None else 0


def _placed(chosen: Iterable[Finding]) -> list[Finding]:
    """Findings in the order of their places in the files, with fixes that can be made there."""
    placed = [(record, position(d, record) if record is not None else d) for record, d in chosen]
    if any(diagnostic.fix is not None for _, diagnostic in placed):
        from regesta.report.offers import without_idle_offers  # noqa: PLC0415 - only where fixes are on offer

        placed = without_idle_offers(placed)
    return sorted(placed, key=_in_file)


def _in_file(finding: Finding) -> tuple[str, int, int, str, str]:
    d = finding[1]
    return d.path, d.line or 1, d.column or 1, d.code, d.message


def _counted(examination: Examination, wanted: frozenset[str] | None) -> Counter[tuple[str, str]]:
    """How many findings there are about the wanted files, by code and severity."""
    if wanted is None or wanted == examination.named:
        found = Counter((d.code, str(d.severity)) for d in examination.found if wanted is None or d.path in wanted)
        return found + examination.tally.counts
    return Counter((d.code, str(d.severity)) for _, d in examination.findings(wanted))


def _weight(finding: Finding) -> int:
    return SEVERITIES.index(str(finding[1].severity))


def _at_most(limit: int, found: list[Finding]) -> Iterator[Finding]:
    """So many findings of each record and no more, the gravest first."""
    seen: Counter[tuple[str, str, int]] = Counter()
    for record, diagnostic in sorted(found, key=_weight):
        key = (diagnostic.path, record.pointer if record else "", record.line if record else 0)
        seen[key] += 1
        if seen[key] <= limit:
            yield record, diagnostic


def printable(diagnostic: Diagnostic) -> Diagnostic:
    """A diagnostic without characters that could act on a terminal, a log or a file, and not longer than one reads."""
    help_text = safe(cut(diagnostic.help, _LONGEST)) if diagnostic.help else None
    return replace(
        diagnostic, message=safe(cut(diagnostic.message, _LONGEST)), help=help_text,
        candidates=tuple(safe(str(c)) for c in diagnostic.candidates), path=safe(diagnostic.path),
    )  # fmt: skip
