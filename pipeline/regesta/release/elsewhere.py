"""The rule that what is withheld is not published elsewhere: all that would be released is searched for it."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import islice
from operator import itemgetter
from pathlib import Path

from regesta.batch import in_pieces, processors
from regesta.check.severities import weighed
from regesta.config import FILE_NAME
from regesta.diagnostics import Diagnostic
from regesta.examine import Examination
from regesta.progress import stage
from regesta.release.content import Prepared
from regesta.release.hidden import MOST, NOTHING, Hidden, Stand, stands_in
from regesta.release.named import Names, may_name, named_in, names_of, texts_in
from regesta.release.standing import placed
from regesta.release.stored import Row, stretches

CODE = "A904"
_MOST_TOLD = 1000
_STRETCH = 1 << 22  # bytes that one process searches at a time
_REGISTRIES = ("actors", "places")
_TABLES = (*_REGISTRIES, "events", "sources", "withdrawn")


def withheld_elsewhere(examination: Examination, folder: Path, prepared: Prepared) -> list[Diagnostic]:
    """What is withheld and stands in the prepared release all the same, with its place in the dataset's files.

    Of what is withheld in one place the first few are told. folder is that of the dataset.
    """
    rules = examination.dataset.settings.get("rules", {})
    if prepared.hidden == NOTHING or rules.get(CODE) == "off":
        return []
    found = list(islice(_few(_stands(examination, prepared)), _MOST_TOLD))
    told = placed([(stand, _finding(stand)) for stand in found], examination, folder)
    return list(weighed(told, rules, (), ""))


def without_names(changes: Iterable[Row], hidden: Hidden) -> Iterator[Row]:
    """The rows of the table of changes without the old values in which a name stood that is withheld now."""
    names = names_of(hidden.names)
    for row in changes:
        if "old" in row and may_name(row["old"], names):
            old = json.loads(row["old"])
            named = any(found for _, text in texts_in(old) for found in named_in(text, names))
            yield {key: value for key, value in row.items() if key != "old" or not named}
        else:
            yield row


def ids_with_names(changes: Iterable[Row], hidden: Hidden) -> list[str]:
    """The ids among the changes in which a name stands that is withheld now: `ann-fairlea`, whose entry is removed."""
    names = names_of(hidden.names)
    return [row["id"] for row in changes if any(named_in(row["id"], names))]


def _few(stands: Iterator[Stand]) -> Iterator[Stand]:
    told: Counter[tuple[str, str]] = Counter()
    for stand in stands:
        told[stand.origin] += 1
        if told[stand.origin] <= MOST:
            yield stand


def _stands(examination: Examination, prepared: Prepared) -> Iterator[Stand]:
    hidden, dataset = prepared.hidden, examination.dataset
    names = names_of(hidden.names)
    for field, text in texts_in({"dataset": dataset.about}):
        yield from (Stand(hidden.names[name], FILE_NAME, "", field) for name in named_in(text, names))
    pieces = [
        (table, path, *stretch)
        for table in _TABLES
        for path in (prepared.folder / f"json/{table}.jsonl",)
        for stretch in stretches(path, _STRETCH)
    ]
    work = partial(_in_lines, names, hidden, dataset.shared.keys())
    searched = in_pieces(work, pieces, processors() if len(pieces) > len(_TABLES) else 1)
    for _, found in stage("searching", searched, len(pieces), itemgetter(0), "objects"):
        yield from found
    yield from hidden.stands


def _in_lines(
    names: Names, hidden: Hidden, shared: Collection[str], piece: tuple[str, Path, int, int]
) -> tuple[int, list[Stand]]:
    """How many lines of a table lie in a stretch, and the first places where a name stands in them."""
    table, path, start, end = piece
    with path.open("rb") as file:
        file.seek(start)
        lines = file.read(end - start).decode().split("\n")[:-1]
    there = (
        stand
        for line in lines
        if may_name(line, names) or (table == "actors" and hidden.actors)
        for stand in _in_object(json.loads(line), table, names, hidden, shared)
    )
    return len(lines), list(_few(there))


def _in_object(row: Row, table: str, names: Names, hidden: Hidden, shared: Collection[str]) -> Iterator[Stand]:
    """Where in a released object a name stands; an entry of a registry is told once."""
    found = [
        Stand(hidden.names[name], table, row["id"], field)
        for name, field in stands_in(table, row, names)
        if not _is_copy(table, row, field, shared)
    ]
    if table == "actors" and row["id"] in hidden.actors:
        found.append(Stand(hidden.actors[row["id"]], table, row["id"], "/id"))
    yield from found[:1] if table in _REGISTRIES else found


def _is_copy(table: str, row: Row, field: str, shared: Collection[str]) -> bool:
    """Whether it is told elsewhere: the sources of an event stand among all sources once more."""
    if table == "sources":
        return "#" in row["id"]
    steps = field.split("/")
    inner = table == "events" and steps[1] == "sources" and len(steps) > 3 and steps[3] != "locator"
    return inner and row["sources"][int(steps[2])]["id"] in shared


def _finding(stand: Stand) -> Diagnostic:
    origin, table = stand.origin, stand.table
    own = table == "events" and stand.id == origin.event
    where = FILE_NAME if table == FILE_NAME else "the same event" if own else f"{table} {stand.id}"
    message = f"what {origin.event} withholds ({origin.field}) stands in {where} at {stand.field}"
    event_id = stand.id if table in ("events", "withdrawn") else None
    return Diagnostic(CODE, message, stand.field, help=_advice(table, stand.field), event_id=event_id)


def _advice(table: str, field: str) -> str:
    if table in _REGISTRIES:
        return f"take the entry out of registry/{table}.yaml: all that is registered is published"
    if table == "events" and field == "/id":
        return "give the record another id, if none of its releases is public yet"
    if table == "events":
        return "reword it, or withhold it there too"
    return "reword it, or withhold it in an event that has the source" if table == "sources" else "reword it"
