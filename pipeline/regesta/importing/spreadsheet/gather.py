"""Grids as events: which sheet is which table, which row belongs where; what fits nowhere is reported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import Contract
from regesta.diagnostics import Diagnostic
from regesta.importing.spreadsheet.cells import KEPT, Cell, Reading, read_cell
from regesta.importing.spreadsheet.columns import (
    CLAIM,
    EVENT_ID,
    EVENTS,
    EXAMPLE,
    POSITION,
    SOURCES,
    Column,
    Sheet,
    sheets,
)
from regesta.importing.spreadsheet.grid import Grid, plain_title, row_spans
from regesta.importing.spreadsheet.members import Layout, Member, place
from regesta.importing.typed import typed
from regesta.read.text import cut, quoted

PASSED_OVER = ("fields", "codes")


@dataclass
class Gathered:
    """What the sheets of a workbook hold; rows counts those read, by sheet.

    has_events says that there is a sheet of events; homeless are the rows of events that are not in it, by their ids;
    said is the first row of those that say the same in the same list.
    """

    events: list[Member] = field(default_factory=list)
    sources: list[Member] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    has_events: bool = False
    homeless: dict[str, list[Member]] = field(default_factory=dict)
    said: dict[tuple[int, str, float, str], Member] = field(default_factory=dict)


def gather(contract: Contract, grids: Iterable[Grid]) -> Gathered:
    """The events and shared sources of a workbook; rows of the example are passed over."""
    known = sheets(contract)
    got = Gathered()
    chosen: dict[str, Grid] = {}
    for grid in _without_workbook(list(grids), known):
        name = grid.name.strip().casefold()
        if name in known and name not in chosen:
            chosen[name] = grid
        elif grid.rows and name not in PASSED_OVER:
            got.found.append(_no_table(grid, known))
    got.has_events = EVENTS in chosen
    if not got.has_events:
        return got
    homes: dict[tuple[str, ...], Member] = {}
    for name, sheet in known.items():  # a list comes after what it belongs to
        nameless = _without_titles(chosen[name], sheet) if name in chosen else None
        if nameless is not None:
            got.found.append(nameless)
            if name == EVENTS:
                return got  # nothing belongs to anything
        elif name in chosen:
            _read_sheet(contract, chosen[name], sheet, homes, got)
    got.found += [_no_event(own, members, got) for own, members in got.homeless.items()]
    return got


def _without_workbook(grids: list[Grid], known: Mapping[str, Sheet]) -> list[Grid]:
    """The sheets by their own names where all are CSV files of one workbook, `flood-events.csv` and `flood-claims.csv`.

    So LibreOffice names them. Those of two workbooks, or beside a file that bears the name of a table alone, stay as
    they are.
    """
    names = [grid.name.strip() for grid in grids if grid.lines is not None]
    tables = (*known, *PASSED_OVER)
    books = {name[: -len(table)] for name in names for table in tables if name.casefold().endswith(f"-{table}")}
    if len(books) != 1 or not known.keys().isdisjoint(name.casefold() for name in names):
        return grids
    (book,) = books
    return [replace(grid, name=grid.name.strip().removeprefix(book)) for grid in grids]


def _without_titles(grid: Grid, sheet: Sheet) -> Diagnostic | None:
    """What there is to say of a sheet whose first row is none of titles."""
    if not grid.rows:
        return grid.fault("R007", "the sheet is empty") if sheet.name == EVENTS else None
    known = {column.name for column in sheet.columns}
    titles = [plain_title(title) for title in grid.titles().values()]
    if any(title in known or nearest(title, known) for title in titles):
        return None
    needed = [column.name for column in sheet.columns if column.required]
    below = next((row for row, cells in grid.rows.items() if _names(cells.values(), needed)), None)
    advice = f"it begins with {', '.join(needed)}" if below is None else f"row {below} does: delete what is above it"
    return grid.fault("S102", "the first row does not name the columns", advice=advice)


def _names(cells: Iterable[Cell], needed: Iterable[str]) -> bool:
    """Whether a row holds these titles."""
    return {plain_title(str(cell.value)) for cell in cells}.issuperset(needed)


def _no_table(grid: Grid, known: Mapping[str, Sheet]) -> Diagnostic:
    """A sheet that is no table: misspelt, or somebody's own notes."""
    meant = did_you_mean(nearest(grid.name, known) or _by_ending(grid, known) or _by_titles(grid, known))
    if grid.name.strip().casefold() in known:
        return grid.fault("R004", f"the sheet {cut(grid.name)!r} stands twice")
    if meant is not None:
        return grid.fault("S101", f"there is no table {quoted(grid.name)}", advice=meant)
    advice = f"the tables are {', '.join(known)}"
    return grid.fault(KEPT, f"no table is called {quoted(grid.name)}: the sheet is not read", advice=advice)


def _by_ending(grid: Grid, known: Mapping[str, Sheet]) -> list[str]:
    """The table whose name stands last, as in `flood-claims`: LibreOffice puts the name of the workbook before it."""
    ending = grid.name.strip().casefold()
    return sorted((name for name in known if ending.endswith((f"-{name}", f" {name}"))), key=len)[-1:]


def _by_titles(grid: Grid, known: Mapping[str, Sheet]) -> list[str]:
    """The table whose columns the titles of a sheet are: most of them, with what says where a row belongs."""
    titles = {plain_title(title) for title in grid.titles().values()}
    shared = {
        name: len(titles & {column.name for column in sheet.columns})
        for name, sheet in known.items()
        if titles.issuperset(column.name for column in sheet.columns if column.required)
    }
    most = max(shared.values(), default=0)
    fitting = [name for name, count in shared.items() if count == most]
    return fitting if len(fitting) == 1 and 2 * most > len(titles) else []


def _read_sheet(
    contract: Contract, grid: Grid, sheet: Sheet, homes: dict[tuple[str, ...], Member], got: Gathered
) -> None:
    """Read the rows of a sheet and put each where it belongs; homes are the rows that others belong to."""
    layout, found, astray = _layout(grid, sheet, sheets(contract))
    got.found += [*grid.found, *found]
    keys = [column.name for column in sheet.columns if column.name in (EVENT_ID, CLAIM) and not column.path]
    for row in grid.rows:
        if row == 1:
            continue
        member, keyed, faults = _read_row(contract, grid, sheet, row, layout)
        member.astray = astray
        own = keyed.get(EVENT_ID) if keys else member.data.get("id")
        if own == EXAMPLE:
            continue
        got.found += faults
        got.rows[sheet.name] += 1
        got.found += _put(member, [keyed.get(key) for key in keys], homes, got)
    if sheet.name == EVENTS and not got.rows[EVENTS] and not grid.found:
        only = " but the grey examples, which are not read" if len(grid.rows) > 1 else ""
        got.found.append(grid.fault("R013", f"the sheet has no rows below its titles{only}"))


def _layout(grid: Grid, sheet: Sheet, known: Mapping[str, Sheet]) -> tuple[Layout, list[Diagnostic], frozenset[str]]:
    """Which column of the contract each column of a sheet is; what is none, or lacks; the fields that may be meant."""
    layout: dict[int, Column] = {}
    found: list[Diagnostic] = []
    astray: set[str] = set()
    by_name = {column.name: column for column in sheet.columns}
    by_plain = {plain_title(name): column for name, column in reversed(by_name.items())}
    for index, title in grid.titles().items():
        column = by_name.get(title.strip()) or by_plain.get(plain_title(title))
        if column is None:
            meant = _meant(title, sheet)
            astray |= {by_name[name].path[0] for name in meant if by_name[name].path}
            advice = did_you_mean(meant) or _elsewhere(title, known)
            found.append(grid.fault("S101", f"{sheet.name} has no column {quoted(title)}", 1, index, advice))
        elif column in layout.values():
            found.append(grid.fault("R004", f"the column {column.name} stands twice", 1, index))
        else:
            layout[index] = column
    have = {column.name for column in layout.values()}
    lacking = [column for column in sheet.columns if column.required and column.name not in have]
    found += [
        grid.fault("S102", f"the column {column.name} is not there", 1, None, _meaning(column)) for column in lacking
    ]
    return layout, found, frozenset(astray)


def _meant(title: str, sheet: Sheet) -> list[str]:
    """The columns that a title may be: those that are a slip away, else the text of the date that it names."""
    names = [column.name for column in sheet.columns]
    text = f"{plain_title(title)}_text"
    return nearest(plain_title(title), names) or [name for name in names if name == text]


def _elsewhere(title: str, known: Mapping[str, Sheet]) -> str:
    """What to do with a column that no sheet has, or that another has."""
    name = plain_title(title)
    homes = [other for other, sheet in known.items() if (column := sheet.column(name)) is not None and column.path]
    if homes:
        return f"it is a column of {', '.join(homes)}"
    return "the sheet `fields` of a template lists the columns; take a column of your own notes away"


def _meaning(column: Column) -> str:
    return f"{column.name}: {column.node.get('description', '')}"


def _read_row(
    contract: Contract, grid: Grid, sheet: Sheet, row: int, layout: Layout
) -> tuple[Member, dict[str, Any], list[Diagnostic]]:
    """A row as an object, its keys by name, and what there is to say of its cells."""
    member = Member(grid, sheet, row, layout, {}, unread=row in grid.blurred)
    keyed: dict[str, Any] = {}
    found: list[Diagnostic] = []
    titles = grid.titles()
    for index, cell in grid.rows[row].items():
        column = layout.get(index)
        if column is None:
            member.unread = True
            if index not in titles:  # a title that is none is told at the title
                found.append(grid.fault("S101", f"the column of {quoted(str(cell.value))} has no title", row, index))
            continue
        reading = read_cell(column, cell)
        if reading.unread:
            member.unread = True
            member.at_fault.add(index)
        found += _said(grid, row, index, reading)
        if reading.value is None:
            continue
        value = typed(contract.schema("event"), column.node, reading.value)
        if column.path:
            place(member.data, column.path, value)
        else:
            keyed[column.name] = value
    found += _positioned(member, keyed)
    return member, keyed, found


def _said(grid: Grid, row: int, index: int, reading: Reading) -> Iterator[Diagnostic]:
    if reading.said is not None:
        code, message, advice = reading.said
        yield grid.fault(code, message, row, index, advice)


def _positioned(member: Member, keyed: Mapping[str, Any]) -> Iterator[Diagnostic]:
    position = keyed.get(POSITION)
    if isinstance(position, int) and position >= 0:
        member.position = position
    elif position is not None:
        member.unread = True
        message = f"{quoted(str(position))} is no place in a list: 0, 1, 2, ..."
        yield member.grid.fault("S103", message, member.row, _at(member, POSITION))


def _at(member: Member, name: str) -> int | None:
    return next((index for index, column in member.layout.items() if column.name == name and not column.path), None)


def _put(member: Member, keys: list[Any], homes: dict[tuple[str, ...], Member], got: Gathered) -> Iterator[Diagnostic]:
    """Put a row where it belongs; or say that there is no such place."""
    own = member.data.get("id")
    if member.sheet.name in (EVENTS, SOURCES):
        first = homes.setdefault((member.sheet.name, str(own)), member) if own is not None else member
        if first is not member:
            message = f"{quoted(str(own))} is the id of row {first.row:,}"
            yield member.grid.fault("X701", message, member.row, _own_id(member), "give one of the two another id")
            return
        (got.events if member.sheet.name == EVENTS else got.sources).append(member)
        return
    chain = [str(key) for key in keys if key is not None]
    home = homes.get((str(member.sheet.below), *chain)) if len(chain) == len(keys) else None
    if home is None:
        if len(chain) == len(keys) and (EVENTS, chain[0]) not in homes:
            got.homeless.setdefault(chain[0], []).append(member)
        elif not (member.unread and len(chain) < len(keys)):  # a key that could not be read is reported already
            yield _homeless(member, keys, homes)
        _blur(keys, homes)
        return
    if own is None:
        yield from _copied(member, home, got)
    home.below[member.sheet.field].append(member)
    if own is not None:
        homes.setdefault((member.sheet.name, *chain, str(own)), member)


def _own_id(member: Member) -> int | None:
    return next((index for index, column in member.layout.items() if column.path == ("id",)), None)


def _blur(keys: list[Any], homes: Mapping[tuple[str, ...], Member]) -> None:
    """An event one of whose rows belongs to nothing in it is not known whole."""
    event = homes.get((EVENTS, str(keys[0]))) if keys else None
    if event is not None:
        event.unread = True


def _copied(member: Member, home: Member, got: Gathered) -> Iterator[Diagnostic]:
    """A row that says the same as one before it."""
    if member.unread or not member.data:
        return
    own = (id(home), member.sheet.field, member.position, repr(member.data))
    first = got.said.setdefault(own, member)
    if first is not member:
        message = f"the row says what row {first.row:,} says"
        yield member.grid.fault(KEPT, message, member.row, None, "delete one of the two, or mend what was copied")


def _homeless(member: Member, keys: list[Any], homes: Mapping[tuple[str, ...], Member]) -> Diagnostic:
    """A row whose claim is not there, or that does not say where it belongs."""
    names = (EVENT_ID, CLAIM)[: len(keys)]
    if (blank := next((name for name, key in zip(names, keys, strict=True) if key is None), None)) is not None:
        message = f"the row has no {blank}: nobody knows where it belongs"
        return member.grid.fault("S102", message, member.row, _at(member, blank), "write it in each row")
    event, own, *_ = map(str, keys)
    before = (str(member.sheet.below), event)
    advice = did_you_mean(nearest(own, [key[-1] for key in homes if key[:-1] == before]))
    what = f"claim {quoted(own)} of {quoted(event)}"
    where = f"it has to stand in the sheet {before[0]}"
    return member.grid.fault("X702", f"there is no {what}", member.row, _at(member, CLAIM), advice or where)


def _no_event(own: str, members: list[Member], got: Gathered) -> Diagnostic:
    """An event that rows name and the sheet of events lacks, told at the first of these."""
    rows: dict[str, list[int]] = {}
    for one in members[1:]:
        rows.setdefault(one.sheet.name, []).append(one.row)
    others = "; ".join(f"{name} {row_spans(numbers)}" for name, numbers in rows.items())
    message = f"there is no event {quoted(own)}{f' (nor for {others})' if others else ''}"
    ids = [str(event.data["id"]) for event in got.events if "id" in event.data]
    lonely = [event.row for event in got.events if not event.below]
    hint = f"; row {lonely[0]:,} there has no rows in other sheets" if len(lonely) == 1 else ""
    advice = did_you_mean(nearest(own, ids)) or f"it has to stand in the sheet {EVENTS}{hint}"
    first = members[0]
    return first.grid.fault("X702", message, first.row, _at(first, EVENT_ID), advice)
