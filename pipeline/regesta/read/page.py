"""A text that was read, and its diagnostics put in their places."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from regesta.diagnostics import Diagnostic, altered
from regesta.read.layout import Node
from regesta.read.locate import layout_for, position_in


@dataclass(frozen=True, eq=False, repr=False)
class Page:
    """The text of a file, or of one line of it with so many lines before, laid out when first asked for."""

    text: str
    path: Path
    shown: str
    lines_before: int = 0

    @cached_property
    def root(self) -> Node | None:
        return layout_for(self.path)(self.text)

    def place(self, found: Iterable[Diagnostic], base: str = "", data: Any = None) -> list[Diagnostic]:
        """Fill in path, lines and columns; base is the pointer of the record, data its fields (for its id)."""
        name = data.get("id") if isinstance(data, dict) else None
        event_id = name if isinstance(name, str) else None
        return [
            altered(
                position_in(fault, self.text, self.root, base, self.lines_before), path=self.shown, event_id=event_id
            )
            for fault in found
        ]

    def lower(self, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Fill in the path of faults that know their line in the text, and count it from the start of the file."""
        return [altered(fault, path=self.shown, **self._lines(fault)) for fault in faults]

    def _lines(self, fault: Diagnostic) -> dict[str, Any]:
        first, last = fault.line or 1, fault.end_line or 1
        return {"line": first + self.lines_before, "end_line": last + self.lines_before}


def whole(code: str, message: str, shown: str, advice: str | None = None, line: int = 1) -> Diagnostic:
    """Give a diagnostic about a whole file or line, placed at its start."""
    return Diagnostic(code, message, help=advice, path=shown, line=line, column=1, end_line=line, end_column=2)
