"""The rule that what is withheld is not published elsewhere: all that would be released is searched for it."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from operator import itemgetter
from pathlib import Path

from regesta.check.severities import weighed
from regesta.config import FILE_NAME
from regesta.diagnostics import Diagnostic
from regesta.engine.batch import in_pieces, processors
from regesta.engine.examine import Examination
from regesta.folder import shown_path
from regesta.listed import members
from regesta.progress import stage
from regesta.release.content import Prepared
from regesta.release.standing import placed
from regesta.release.stored import Row, stretches
from regesta.release.texts import named_texts, text_of
from regesta.release.withhold.hidden import NOTHING, Hidden
from regesta.release.withhold.named import Names, may_name, named_in, names_of, texts_in
from regesta.release.withhold.within import MOST, Origin, Stand, numbers_in, spot_of, stands_in

CODE = "A904"
_MOST_TOLD = 1000
_LATITUDE = re.compile(r'"latitude":(-?[0-9.eE+-]+)')
_STRETCH = 1 << 22  # bytes that one process searches at a time
_REGISTRIES = ("actors", "places")
_TABLES = (*_REGISTRIES, "events", "sources", "withdrawn")


def withheld_elsewhere(examination: Examination, folder: Path, prepared: Prepared) -> list[Diagnostic]:
    """What is withheld and stands in the prepared release all the same, with its place in the dataset's files.

    Of what is withheld in one place the first few are told. folder is that of the dataset.
    """
    rules = examination.dataset.table("rules")
    if prepared.hidden == NOTHING or rules.get(CODE) == "off":
        return []
    found = list(islice(_few(_stands(examination, prepared)), _MOST_TOLD))
    told = placed([(stand, _finding(stand)) for stand in found], examination, folder)
    return list(weighed([*told, *_in_texts(prepared, folder)], rules, (), ""))


def without_names(changes: Iterable[Row], hidden: Hidden) -> Iterator[Row]:
    """The rows of the table of changes without the old values in which something stood that is withheld now.

    That is a name, half a position, or to which group an event belonged when one of the ties is withheld.
    """
    names = names_of(hidden.names)
    halves = {number for spot in hidden.spots for number in spot}
    for row in changes:
        if "old" in row and _was_told(row, names, halves, tied=hidden.tied):
            yield {key: value for key, value in row.items() if key != "old"}
        else:
            yield row


def _was_told(row: Row, names: Names, halves: Collection[float], *, tied: bool) -> bool:
    field = row.get("field", "")
    if field == "/same_as_group":
        return tied
    if halves and any(number in halves for _, number in numbers_in(json.loads(row["old"]), "")):
        return True
    named = may_name(row["old"], names)
    return named and any(found for _, text in texts_in(json.loads(row["old"])) for found in named_in(text, names))


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
    work = partial(_in_lines, names, hidden, dataset.shared)
    searched = in_pieces(work, pieces, processors() if len(pieces) > len(_TABLES) else 1)
    for _, found in stage("searching", searched, len(pieces), itemgetter(0), "object"):
        yield from found
    yield from hidden.stands


def _in_texts(prepared: Prepared, folder: Path) -> Iterator[Diagnostic]:
    """Where something withheld stands in the archived texts that go with the release, of each the first line."""
    hidden = prepared.hidden
    anywhere, within = names_of(hidden.names), defaultdict[str, dict[str, Origin]](dict)
    for (file, words), origin in hidden.texts.items():
        within[file][words] = origin
    for name in named_texts(prepared.content["sources"]):
        own = within[name]
        looked = [(anywhere, hidden.names), (names_of(own, single=True), own)]
        text = text_of(folder, name).decode(errors="replace")
        first: dict[Origin, int] = {}
        for number, passage in [*enumerate(text.splitlines(), 1), (1, text)]:  # a name may go over the end of a line
            for names, origins in looked:
                for found in named_in(passage, names):
                    first.setdefault(origins[found], number)
        for origin, number in first.items():
            message = f"what {origin.event} withholds ({origin.field}) stands in {name}, which is released"
            advice = "withhold /sources/*/text_file there, or leave `redistributable` out of that source"
            yield Diagnostic(CODE, message, "", help=advice, path=shown_path(folder / name), line=number, column=1)


def _in_lines(
    names: Names, hidden: Hidden, shared: Mapping[str, Row], piece: tuple[str, Path, int, int]
) -> tuple[int, list[Stand]]:
    """How many lines of a table lie in a stretch, and the first places where a name stands in them."""
    table, path, start, end = piece
    with path.open("rb") as file:
        file.seek(start)
        lines = file.read(end - start).decode().split("\n")[:-1]
    latitudes = {latitude for latitude, _ in hidden.spots} if table in ("places", "events") else set()
    told_of_actors = table == "actors" and bool(hidden.actors or hidden.facts)
    there = (
        stand
        for line in lines
        if told_of_actors or may_name(line, names) or (latitudes and _may_lie(line, latitudes))
        for stand in _in_object(json.loads(line), table, names, hidden, shared)
    )
    return len(lines), list(_few(there))


def _may_lie(line: str, latitudes: Collection[float]) -> bool:
    """Whether a place of an object, as a line of JSON, may lie on one of some latitudes."""
    return any(float(number) in latitudes for number in _LATITUDE.findall(line))


def _in_object(row: Row, table: str, names: Names, hidden: Hidden, shared: Mapping[str, Row]) -> Iterator[Stand]:
    """Where in a released object a name stands; an entry of a registry is told once."""
    named = (
        Stand(hidden.names[name], table, row["id"], field)
        for name, field in stands_in(table, texts_in(row), names)
        if not _is_copy(table, row, field, shared)
    )
    found = list(dict.fromkeys(named))  # a text may have two forms of a name
    if table == "actors" and row["id"] in hidden.actors:
        found.append(Stand(hidden.actors[row["id"]], table, row["id"], "/id"))
    if table == "actors" and hidden.facts:
        known = ((hidden.facts.get((row["id"], text)), field) for field, text in texts_in(row))
        found += [Stand(origin, table, row["id"], field) for origin, field in known if origin is not None]
    if hidden.spots:
        places = [("", row)] if table == "places" else members(row, "places") if table == "events" else ()
        there = ((where, spot_of(place)) for where, place in places)
        found += [
            Stand(hidden.spots[spot], table, row["id"], f"{where}/latitude")
            for where, spot in there
            if spot is not None and spot in hidden.spots and hidden.spots[spot].event != row["id"]
        ]
    yield from found[:1] if table in _REGISTRIES else found


def _is_copy(table: str, row: Row, field: str, shared: Mapping[str, Row]) -> bool:
    """Whether it is told elsewhere: the sources of an event stand among all sources once more.

    What an event alone says of a source that events share stands nowhere else.
    """
    if table == "sources":
        return "#" in row["id"]
    _, first, *rest = field.split("/")
    if table != "events" or first != "sources" or len(rest) < 2:
        return False
    return rest[1] in shared.get(row["sources"][int(rest[0])]["id"], ())


def _finding(stand: Stand) -> Diagnostic:
    origin, table = stand.origin, stand.table
    own = table == "events" and stand.id == origin.event
    where = FILE_NAME if table == FILE_NAME else "the same event" if own else f"{table} {stand.id}"
    message = f"what {origin.event} withholds ({origin.field}) stands in {where} at {stand.field}"
    event_id = stand.id if table in ("events", "withdrawn") else None
    return Diagnostic(CODE, message, stand.field, help=_advice(table, stand.field), event_id=event_id)


def _advice(table: str, field: str) -> str:
    if table in _REGISTRIES:
        part = "" if field.endswith(("/id", "/name", "/text")) else ", or what it says there,"
        return f"take the entry{part} out of registry/{table}.yaml: all that is registered is published"
    if table == "events" and field == "/id":
        return "give the record another id, if none of its releases is public yet"
    if table == "events":
        return "reword it, or withhold it there too"
    return "reword it, or withhold it in an event that has the source" if table == "sources" else "reword it"
