"""Findings that say the same of many rows: some are told, and with the last of these where the others stand."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from regesta.diagnostics import Diagnostic
from regesta.importing.spreadsheet.grid import row_spans

OF_VALUE = 3  # told of those that say the same of one value
OF_FIELD = 20  # told of the errors of one rule in one field: what a recipe gets wrong, it gets wrong in each row
_MOST = 10_000  # kinds that are told apart, and rows of the others of each
_MEMBER = re.compile(r"/[0-9]+(?=/|$)")
_CELL = re.compile(r"[A-Z]{1,3}([0-9]+) \(([^)]*)\): ")  # how a finding about a cell begins


@dataclass(slots=True)
class _Group:
    """Findings of one kind: how many are told, the last of these; how many others there are, and where."""

    told: int = 0
    last: Diagnostic | None = None
    others: int = 0
    rows: list[int] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def add(self, path: str, row: int | None) -> None:
        self.others += 1
        self.files.add(path)
        if row is not None and len(self.rows) < _MOST and self.rows[-1:] != [row]:
            self.rows.append(row)

    def note(self, like: str, last: Diagnostic) -> str:
        """How many others there are, with their rows where all stand in one file."""
        if not self.files <= {last.path}:
            return f" (and {self.others:,} {like}, in {len(self.files | {last.path}):,} files)"
        if not self.rows:
            return f" (and {self.others:,} {like})"
        spans = row_spans(self.rows)
        spans = spans.replace("row", "line", 1) if last.code == "R003" else spans
        more = " and more" if len(self.rows) == _MOST and not spans.endswith(" more") else ""
        return f" (and {self.others:,} {like}: {spans}{more})"


@dataclass
class Alike:
    """The findings of an import by what they say; of each kind so many are told."""

    _groups: dict[Hashable, _Group] = field(default_factory=dict)

    def is_told(self, d: Diagnostic, row: int | None) -> bool:
        """Whether enough is told already of what says the same; then it is counted there. row is that of the input."""
        own = _row_of(d, row)
        groups = []
        for key, most in _kinds(d, row):
            if key not in self._groups and len(self._groups) >= _MOST:
                continue
            group = self._groups.setdefault(key, _Group())
            if group.told >= most:
                group.add(d.path, own)
                return True
            groups.append(group)
        for group in groups:
            group.told += 1
            group.last = d
        return False

    def notes(self) -> dict[int, str]:
        """What is said of others that are like it, by the identity of the finding that is told."""
        found: dict[int, str] = {}
        for key, group in self._groups.items():
            if group.others and group.last is not None:
                like = f"more {group.last.code} of this field" if isinstance(key, _OfField) else "like it"
                found[id(group.last)] = found.get(id(group.last), "") + group.note(like, group.last)
        return found


class _OfField(tuple[str, ...]):
    """The rule and the field of an error."""

    __slots__ = ()


def _row_of(d: Diagnostic, row: int | None) -> int | None:
    """The row that a finding is about, of the input or of the sheet; the line of one that is none."""
    cell = _CELL.match(d.message)
    return row if row is not None else int(cell[1]) if cell is not None else d.line


def _kinds(d: Diagnostic, row: int | None) -> Iterator[tuple[Hashable, int]]:
    """What a finding is like others in, the widest first, and how many of these are told; nothing where it is alone."""
    if (cell := _CELL.match(d.message)) is not None:
        if d.help is not None:
            yield (d.path, cell[2], d.code, d.help, None if d.value is None else str(d.value)), OF_VALUE
    elif row is not None:
        home = _MEMBER.sub("/-", d.field)
        if d.severity == "error":
            yield _OfField((d.code, home, str(d.expected) if d.code == "S102" else "")), OF_FIELD
        yield (d.code, home, d.message if d.value is None else str(d.value), d.help), OF_VALUE
    elif d.code == "R003" and d.line is not None:
        yield (d.path, d.code, d.message, d.help), OF_VALUE
