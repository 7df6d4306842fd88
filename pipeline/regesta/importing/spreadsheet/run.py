"""A workbook, or a folder of CSV, to records: held against the contract, each finding at its cell."""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from regesta.contract import Contract, properties, resolved
from regesta.dataset import Dataset, with_shared
from regesta.diagnostics import Diagnostic
from regesta.engine.treat import treat
from regesta.importing.coverage import blanks, pointers
from regesta.importing.findings import Findings
from regesta.importing.spreadsheet.cells import KEPT
from regesta.importing.spreadsheet.columns import EVENTS, Column
from regesta.importing.spreadsheet.gather import Gathered, gather
from regesta.importing.spreadsheet.members import Member, index_of
from regesta.importing.spreadsheet.workbooks import Book, read_books
from regesta.jsontext import compact
from regesta.normalise.fold import folded_key
from regesta.read.record import Record
from regesta.read.scan import settle
from regesta.read.text import quoted
from regesta.report import Report
from regesta.validate import check_forms, explain
from regesta.walk import ordered


@dataclass
class Imported:
    """What came of an import: records, and the sources that they share, both in contract order.

    left_out are the rows of the events that could not be read or that break the contract; rows counts those read, by
    sheet.
    """

    findings: Findings
    records: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    files: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    _ids: dict[str, Member] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        return self.findings.report((), {"records": len(self.records), "files": self.files})

    def first(self, own: str, event: Member) -> Member:
        """The event that bears an id first."""
        return self._ids.setdefault(folded_key(own), event)


def import_books(paths: Sequence[Path], dataset: Dataset, today: str, limit: int | None = None) -> Imported:
    """The records of workbooks, or of folders of CSV, at most so many; today judges waivers.

    Raises:
        RegestaError: there is nothing to import.
    """
    with tempfile.TemporaryDirectory(prefix="regesta-import-") as folder:
        books = read_books(paths, Path(folder))
    done = Imported(Findings(dataset.table("rules"), today), files=sum(book.files for book in books))
    for book in books:
        for grid in book.grids:
            done.findings.order.setdefault(grid.shown, len(done.findings.order))
        done.findings.add(book.found)
        got = gather(dataset.contract, book.grids)
        done.findings.add([*got.found, *_without_events(book, got)])
        done.rows.update(got.rows)
        shared = _shared(got, dataset, done)
        wider = with_shared(dataset, shared)
        done.sources += [source for source in shared.values() if source not in done.sources]
        for event in got.events[: None if limit is None else max(0, limit - len(done.records))]:
            _import_event(event, wider, today, done)
    return done


def _without_events(book: Book, got: Gathered) -> Iterator[Diagnostic]:
    """What there is to say where no sheet is that of the events, nor may be meant for it."""
    unread = any(Path(d.path).stem.strip().casefold().rpartition("-")[2] == EVENTS for d in book.found)
    meant = any(d.code == "S101" and (d.help or "").endswith(f" {EVENTS}?") for d in got.found)
    if book.grids and not unread and not got.has_events and not meant:
        shown = book.grids[0].shown.partition("#")[0]
        advice = "`regesta template -o FILE.xlsx` makes a workbook with every sheet"
        yield Diagnostic("R007", f"there is no sheet {EVENTS}", path=shown, line=1, column=1, help=advice)


def _shared(got: Gathered, dataset: Dataset, done: Imported) -> dict[str, dict[str, Any]]:
    """The sound sources of the sheet `sources` by id; of those that are not, the events are not known whole."""
    event = dataset.contract.schema("event")
    node = resolved(event, {"$ref": "#/$defs/Source"})
    named = Counter(str(one.data.get("id")) for e in got.events for one in e.below.get("sources", ()))
    shared: dict[str, dict[str, Any]] = {}
    unsound: set[str] = set()
    for member in got.sources:
        data, faults = settle(member.data)
        faults += [*explain(dataset.contract, "sources", [data]), *check_forms(dataset.contract, "sources", [data])]
        faults = [replace(d, field=d.field.removeprefix("/0")) for d in faults]
        own = str(data.get("id"))
        if dataset.shared.get(own, data) != data:
            faults.append(Diagnostic("X705", f"the dataset has another source {quoted(own)}", "/id"))
        done.findings.add(_placed(member, faults))
        if faults or not member.known():
            unsound.add(own)
        else:
            shared[own] = ordered(event, node, data)
        if not named[own]:
            done.findings.add([member.grid.fault(KEPT, f"no event names the source {quoted(own)}", member.row)])
    for e in got.events:
        e.unread |= any(str(one.data.get("id")) in unsound for one in e.below.get("sources", ()))
    return shared


def _import_event(member: Member, dataset: Dataset, today: str, done: Imported) -> None:
    """Hold an event against the contract and the rules; it is left out where it breaks the contract."""
    event = dataset.contract.schema("event")
    data, faults = settle(member.whole())
    treated = treat(Record(data, Path(member.grid.shown), member.grid.shown), faults, dataset, today)
    done.findings.add(_placed(member, [*treated.found, *_twice(member, data, done)]))
    if treated.broken or not member.known():
        done.left_out.append(member.row)
    else:
        done.records.append(ordered(event, event, data))


def _twice(member: Member, data: Mapping[str, Any], done: Imported) -> Iterator[Diagnostic]:
    own = data.get("id")
    if isinstance(own, str) and (first := done.first(own, member)) is not member:
        yield Diagnostic("X701", f"id {quoted(own)} is that of row {first.row} in {first.grid.shown}", "/id", value=own)


def _placed(member: Member, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Each finding at its cell, in the words of a spreadsheet; nothing more about a cell that could not be read."""
    for d in found:
        home, column = member.cell(d.field)
        if d.code == "S102" and isinstance(d.expected, str):
            column = _lacking(home, column, d) or column
        index = index_of(home.layout, column)
        if index in home.at_fault or (d.code == "S102" and _lost(home, column, index)):
            continue  # it is reported already, with its header or as it was read
        if d.code == "S102" and home.is_note():
            continue  # what it lacks is everything: what stands there is told
        if d.code == "D208" and any(one.at_fault for one in member.below.get("sources", ())):
            continue  # the day that it is read against may be in a cell that could not be read
        is_blank = d.code == "R011" and not d.field
        message = "the row holds nothing below the titles of the sheet" if is_blank else d.message
        placed = home.grid.fault(d.code, message, home.row, index, _advice(home, column, d))
        yield replace(placed, event_id=d.event_id, value=d.value, candidates=d.candidates)


def _lost(home: Member, column: Column | None, index: int | None) -> bool:
    """Whether a field is not there since its column is not, or since a cell of the same object could not be read."""
    unread = [home.layout[at].path[:1] for at in home.at_fault]
    if column is None:
        return ("id",) in unread  # what belongs to it could not be found
    return (column.required and index is None) or column.path[:1] in unread or column.path[0] in home.astray


def _lacking(home: Member, column: Column | None, d: Diagnostic) -> Column | None:
    """The column of a field that is not there."""
    path = (*(column.path[:-1] if column is not None else ()), str(d.expected))
    return next((one for one in home.sheet.columns if one.path[: len(path)] == path), None)


def _advice(home: Member, column: Column | None, d: Diagnostic) -> str | None:
    """What would help, where the contract's own advice is about files of text."""
    if d.code == "R011" and not d.field:
        return "fill it in, or delete it"
    if d.code != "S102":
        return None if d.help is None else _in_cells(home, column, d.help)
    if column is not None:
        return f"fill in {column.name}: {column.node.get('description', '')}"
    if d.expected == "sources":
        return "add a row for the event to the sheet event_sources"
    return d.help


_FIELD = re.compile(r"`([a-z_]+)(?:: ?([^`]*))?`")
_TRUTH = {"true": "TRUE", "false": "FALSE", "true or false": "TRUE or FALSE"}
_WORDS = (
    (re.compile("leave the key out"), "leave the cell blank"),
    (re.compile("(true or false|true|false), without quotes"), lambda found: _TRUTH[found[1]]),
    (re.compile("with a comma between two: (.*)"), lambda found: _parted(found[1])),
)


def _in_cells(home: Member, column: Column | None, advice: str) -> str:
    """Advice on fields as YAML writes them, in the words of a spreadsheet: what to write, and in which column."""
    for pattern, words in _WORDS:
        advice = pattern.sub(words, advice)
    base = column.path[:-1] if column is not None else ()
    named = {one.path: one for one in home.sheet.columns if one.path}

    def told(found: re.Match[str]) -> str:
        key, value = found[1], found[2]
        one = named.get((*base, key)) or named.get((key,))
        if one is None:
            return found[0]
        return f"`{_typed(one, value)}` in {one.name}" if value else f"`{one.name}`"

    return _FIELD.sub(told, advice)


def _typed(column: Column, value: str) -> str:
    """A value of YAML as it is typed into a cell."""
    listed = column.kind == "array" and value.startswith("[")
    return value.strip("[]").replace(", ", "; ") if listed else value.strip('"')


def _parted(members: str) -> str:
    return f"with a semicolon between two: {members.replace(', ', '; ')}"


def as_file(done: Imported) -> bytes:
    """A file of events with the sources that they share, as JSON."""
    whole = {**({"sources": done.sources} if done.sources else {}), "events": done.records}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def as_lines(done: Imported, dataset: Dataset) -> bytes:
    """The records as JSON Lines, which have no place for shared sources: each record has its own whole."""
    event = dataset.contract.schema("event")
    shared = {source["id"]: source for source in done.sources if source["id"] not in dataset.shared}
    whole = (ordered(event, event, _inlined(record, shared)) for record in done.records)
    return "".join(compact(record) + "\n" for record in whole).encode()


def _inlined(record: Mapping[str, Any], shared: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    sources = [{**shared.get(source["id"], {}), **source} for source in record.get("sources", ())]
    return {**record, **({"sources": sources} if sources else {})}


def covered(done: Imported, contract: Contract) -> str:
    """What of a workbook was read, and what of the records is blank."""
    filled = Counter(pointer for record in done.records for pointer in dict.fromkeys(pointers(record)))
    event = contract.schema("event")
    names = [name for name, node in properties(event, event).items() if not node.get("readOnly")]
    top = [name for name in names if name != "provenance"]
    read = [f"  {name}: {count:,}" for name, count in done.rows.items()]
    return "".join(f"{line}\n" for line in ("Rows read", *read, *blanks(filled, len(done.records), top)))
