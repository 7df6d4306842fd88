"""Findings by the million: exact counts, and of each rule the first so many."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from regesta.diagnostics import Diagnostic
from regesta.engine.packed import Rows
from regesta.normalise.fold import folded_key
from regesta.read import Record

Finding: TypeAlias = tuple[Record | None, Diagnostic]
ONCE_A_NAME = "N302"  # a name that the registry lacks is told once, with how often it stands


@dataclass(slots=True, repr=False)
class Tally:
    """What was found about records and their files.

    counts are by code and severity, a name that the registry lacks once; kept holds of each code the first findings,
    at most so many (None: all); the data of their records is left out. names are the names that the registry lacks.
    """

    most: int | None = None
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: dict[str, Rows[Finding]] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)

    def add(self, record: Record | None, found: Iterable[Diagnostic]) -> None:
        """Take in the findings about a record (None: about a file), which have their severities."""
        where = record._replace(data={}) if record is not None else None
        for diagnostic in found:
            if diagnostic.code == ONCE_A_NAME:
                key = folded_key(str(diagnostic.value))
                self.names[key] += 1
                if self.names[key] > 1:
                    continue
            self.counts[diagnostic.code, str(diagnostic.severity)] += 1
            self._keep(where, diagnostic)

    def _keep(self, record: Record | None, diagnostic: Diagnostic) -> None:
        kept = self.kept.setdefault(diagnostic.code, Rows())
        if self.most is None or len(kept) < self.most:
            kept.append((record, diagnostic))

    def pack(self) -> None:
        for findings in self.kept.values():
            findings.pack()

    def merge(self, other: "Tally") -> None:
        """Take in what was found after this."""
        again = {key for key in other.names if key in self.names}
        self.names.update(other.names)
        for code, findings in other.kept.items():
            for record, diagnostic in findings:
                if code != ONCE_A_NAME or folded_key(str(diagnostic.value)) not in again:
                    self._keep(record, diagnostic)
        self.counts.update(other.counts)
        for key, number in other.counts.items():
            if key[0] == ONCE_A_NAME:
                self.counts[key] = self.counts[key] - number + len(other.names) - len(again)

    def findings(self) -> Iterator[Finding]:
        """What was kept, rule by rule."""
        for code, findings in self.kept.items():
            for record, diagnostic in findings:
                yield record, self._counted(diagnostic) if code == ONCE_A_NAME else diagnostic

    def _counted(self, diagnostic: Diagnostic) -> Diagnostic:
        stands = self.names[folded_key(str(diagnostic.value))]
        return (
            replace(diagnostic, message=f"{diagnostic.message} (stands {stands} times)") if stands > 1 else diagnostic
        )
