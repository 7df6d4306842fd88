"""Rows put together again: each event with the lists that other sheets hold, and where each value stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from regesta.contract import escaped, unescaped
from regesta.importing.spreadsheet.columns import Column, Sheet
from regesta.importing.spreadsheet.grid import Grid

Layout: TypeAlias = Mapping[int, Column]


@dataclass(eq=False)
class Member:
    """One row as an object: an event, a member of a list of it, a shared source.

    below are the rows that belong to it, by the field that they are members of; unread says that something of the row
    is not known; at_fault are the cells, by column, that were reported as it was read; astray are the fields that may
    stand under a title that is none.
    """

    grid: Grid
    sheet: Sheet
    row: int
    layout: Layout
    data: dict[str, Any]
    position: float = float("inf")
    below: dict[str, list["Member"]] = field(default_factory=lambda: defaultdict(list))
    unread: bool = False
    at_fault: set[int] = field(default_factory=set)
    astray: frozenset[str] = frozenset()

    def whole(self) -> dict[str, Any]:
        """The object with its lists."""
        return {**self.data, **{name: [one.whole() for one in self.members(name)] for name in self.below}}

    def members(self, name: str) -> list["Member"]:
        """The members of a list, by their positions; those without one last, as the rows stand."""
        return sorted(self.below[name], key=lambda one: one.position)

    def is_note(self) -> bool:
        """Whether the row holds one cell alone, which is somebody's note rather than an event."""
        return len(self.grid.rows[self.row]) == 1 and not self.below

    def known(self) -> bool:
        """Whether everything of it could be read."""
        return not self.unread and all(one.known() for members in self.below.values() for one in members)

    def cell(self, pointer: str) -> tuple["Member", Column | None]:
        """The row that a JSON Pointer from here leads to, and the column if it is one cell."""
        steps = unescaped(pointer)
        if len(steps) > 1 and steps[0] in self.below and steps[1].isdigit():
            members = self.members(steps[0])
            if int(steps[1]) < len(members):
                return members[int(steps[1])].cell("".join(f"/{escaped(step)}" for step in steps[2:]))
        return self, _column(self.layout.values(), tuple(steps))


def _column(columns: Iterable[Column], steps: tuple[str, ...]) -> Column | None:
    """The column of a path: that which holds it, else the first of what lies below."""
    if not steps:
        return None
    holding = [column for column in columns if column.path and steps[: len(column.path)] == column.path]
    within = [column for column in columns if column.path[: len(steps)] == steps]
    return next(iter([*holding, *within]), None)


def place(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Put a value at a path; an object that is there already is added to."""
    for step in path[:-1]:
        data = data.setdefault(step, {})
    if isinstance(value, dict) and isinstance(data.get(path[-1]), dict):
        data[path[-1]] = {**value, **data[path[-1]]}
    else:
        data[path[-1]] = value


def index_of(layout: Layout, column: Column | None) -> int | None:
    """The column, from 0, in which a column of the contract stands."""
    return next((index for index, one in layout.items() if one == column), None) if column is not None else None
