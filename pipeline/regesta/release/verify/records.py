"""The released objects read again: every line as the reader of records finds it, in its order, with its sources."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from regesta.check.duplicates import same_as
from regesta.contract import Contract
from regesta.diagnostics import RULES, Diagnostic
from regesta.engine.batch import in_pieces
from regesta.progress import stage
from regesta.read.json import quick
from regesta.read.lines import read_lines
from regesta.read.scan import filled, sound
from regesta.read.text import all_decent
from regesta.release.computed import Answer, Key, answers_of, same_as_groups
from regesta.release.content import JSON_TABLES
from regesta.release.diff.changes import withheld_fields
from regesta.release.diff.objects import id_in
from regesta.release.kept import lines_path, processes
from regesta.release.lines import line_of
from regesta.release.released import own_sources
from regesta.release.stored import Row, stretches
from regesta.release.verify.objects import Known, emptied, faults_in, told, unreleased_fields

_PIECE = 1 << 22  # bytes
_RESTING_ON = frozenset(("claims", "sources", "relations"))  # what computed fields are made of
_SAYING = (b'"responds_to"', b'"same-as"', b'"withheld"')  # in the line of an event that says something of others
_SUSPECT = (b"-31", b"-02-29", b"-02-30")  # days that not every month or year has


class _Piece(NamedTuple):
    """Lines of the objects of a table, from one byte and before another."""

    table: str
    start: int
    end: int


class _Looked(NamedTuple):
    """What does not hold in some lines, how many there are, and the ids of the first and the last.

    Of events: how many sources they have for themselves, and the digest of the lines of these in json/sources.jsonl.
    """

    found: list[str]
    rows: int
    first: str
    last: str
    sources: int
    digest: bytes


class _Said(NamedTuple):
    """What some events say: ties of same-as, fields of which something is withheld, answers to other events' claims."""

    ties: list[tuple[str, str]]
    withheld: set[str]
    answers: list[Answer]


class NoObjectError(ValueError):
    """A line of a file, whose path in the release this is, holds no object."""


def record_faults(release: Path, contract: Contract, size: int = _PIECE) -> Iterator[str]:
    """What is wrong with the objects of a release, in words; size is how many bytes are looked at together.

    Raises:
        NoObjectError: a line holds none.
        OSError, ValueError, RegestaError: they cannot be read.
    """
    known = _known(release, contract, size)
    done = [piece for table in JSON_TABLES for piece in _pieces(release, table, size)]
    before: dict[str, str] = {}
    sources, same = _sources_of_events(lines_path(release, "sources")), True
    made = in_pieces(partial(_look, known, release), done, processes(release))
    for piece, looked in zip(done, stage("checking", made, len(done), lambda one: one.rows, "object"), strict=True):
        if looked.rows and looked.first <= before.get(piece.table, ""):
            yield _disordered(piece.table, before[piece.table], looked.first)
        before[piece.table] = looked.last or before.get(piece.table, "")
        yield from looked.found
        if piece.table == "events" and same and _digest(sources, looked.sources) != looked.digest:
            yield f"json/sources.jsonl does not hold the sources of the events from {looked.first} to {looked.last}"
            same = False  # nor would those that follow be in their places
    if same and next(sources, None) is not None:
        yield "json/sources.jsonl holds sources of events that do not have them"
    yield from _changes(known, release)


def _changes(known: Known, release: Path) -> Iterator[str]:
    for piece in _pieces(release, "changes", _PIECE):
        for number, (_, row, faults) in enumerate(_read(release, piece)):
            said = [*faults, *(faults_in(known, "changes", row, suspect=False) if row is not None else ())]
            yield from (f"changes.jsonl, {(row or {}).get('id', number)}: {text}" for text in said)


def _sources_of_events(path: Path) -> Iterator[bytes]:
    """The lines of the sources that an event has for itself."""
    with path.open("rb") as file:
        yield from (line for line in file if b"#" in id_in(line))


def _digest(lines: Iterator[bytes], count: int) -> bytes:
    digest = hashlib.sha256()
    for line in islice(lines, count):
        digest.update(line)
    return digest.digest()


def _known(release: Path, contract: Contract, size: int) -> Known:
    """Go through the events once for what they say of others."""
    ties: list[tuple[str, str]] = []
    abroad: dict[str, list[Answer]] = defaultdict(list)
    retracted: set[Key] = set()
    withheld: set[str] = set()
    for said in in_pieces(partial(_say, release), _pieces(release, "events", size), processes(release)):
        ties += said.ties
        withheld |= said.withheld
        for answer in said.answers:
            if answer.stance == "retracts":
                retracted.add(answer.answered)
            if answer.answered[0] != answer.key[0]:
                abroad[answer.answered[0]].append(answer)
    tied = {own for tie in ties for own in tie}
    alive = tied.intersection(_ids(release, "events")) if tied else set()
    return Known(
        contract,
        withdrawn=frozenset(_ids(release, "withdrawn")),
        shared=frozenset(own for own in _ids(release, "sources") if "#" not in own),
        unreleased=frozenset(unreleased_fields(contract)),
        abroad=abroad,
        retracted=frozenset(retracted),
        groups=same_as_groups(alive, ties),
        counted=withheld.isdisjoint(_RESTING_ON),
    )


def _say(release: Path, piece: _Piece) -> _Said:
    """What some events say of others; of those that say nothing of the kind none is parsed."""
    ties: list[tuple[str, str]] = []
    answers: list[Answer] = []
    withheld: set[str] = set()
    for raw in _lines(release, piece):
        event = quick(raw) if any(text in raw for text in _SAYING) else None
        if isinstance(event, dict):
            with suppress(KeyError, TypeError, AttributeError, ValueError):  # it is unsound, which is told elsewhere
                withheld |= withheld_fields(event)
                ties += same_as(event)
                own = event["id"]
                answers += (a for a in answers_of(event) if a.stance == "retracts" or a.answered[0] != own)
    return _Said(ties, withheld, answers)


def _ids(release: Path, table: str) -> Iterator[str]:
    with lines_path(release, table).open("rb") as file:
        yield from (id_in(line).decode("utf-8", "replace") for line in file)


def _pieces(release: Path, table: str, size: int) -> list[_Piece]:
    return [_Piece(table, start, end) for start, end in stretches(lines_path(release, table), size)]


def _lines(release: Path, piece: _Piece) -> Iterator[bytes]:
    with lines_path(release, piece.table).open("rb") as file:
        file.seek(piece.start)
        while file.tell() < piece.end:
            yield file.readline()


def _look(known: Known, release: Path, piece: _Piece) -> _Looked:
    found: list[str] = []
    first = last = ""
    rows, own_rows, digest, name = 0, 0, hashlib.sha256(), f"json/{piece.table}.jsonl"
    for raw, row, faults in _read(release, piece):
        own = begun = id_in(raw).decode("utf-8", "replace")
        if row is not None and (own := str(row.get("id"))) != begun:
            faults.append("its line does not begin with its id")
        rows, first, before, last = rows + 1, first or own, last, own
        if own <= before:
            found.append(_disordered(piece.table, before, own))
        if piece.table == "sources" and "#" in begun:
            continue  # whatever is wrong with it is told of its event
        suspect = any(text in raw for text in _SUSPECT)
        said = [*faults, *(faults_in(known, piece.table, row, suspect=suspect) if row is not None else ())]
        found += (f"{'event' if piece.table == 'events' else name} {own}: {text}" for text in said)
        if piece.table == "events" and row is not None:
            for source in sorted(own_sources(row, known.shared), key=itemgetter("id")):
                digest.update(line_of(source, plain=True))
                own_rows += 1
    return _Looked(found, rows, first, last, own_rows, digest.digest())


def _read(release: Path, piece: _Piece) -> Iterator[tuple[bytes, Row | None, list[str]]]:
    """Each line of a piece with its object, and what the reader of records finds in it; of an event's source the id.

    Where that reader cannot read it there is no object.

    Raises:
        NoObjectError: a line holds none.
    """
    offset = piece.start
    for raw in _lines(release, piece):
        own = id_in(raw) if piece.table == "sources" else b""
        row = {"id": own.decode("utf-8", "replace")} if b"#" in own else quick(raw)
        if type(row) is dict and (filled((row,)) if all_decent(raw) else sound(row)):
            yield raw, row, []
        else:
            yield raw, *_closer(lines_path(release, piece.table), release, offset)
        offset += len(raw)


def _closer(path: Path, release: Path, offset: int) -> tuple[Row | None, list[str]]:
    """The object of a line that needs a closer look, if it can be read, and what is wrong with it."""
    items = list(read_lines(path, path.name, release, offset, offset + 1, line=2))
    row: Row | None = next((item.data for item in items if not isinstance(item, Diagnostic)), None)
    found = [item for item in items if isinstance(item, Diagnostic) and RULES[item.code].severity == "error"]
    if row is None and (not found or found[0].code == "R008"):
        raise NoObjectError(path.relative_to(release).as_posix())
    return row, [told(fault) for fault in found if row is None or not emptied(fault, row)]


def _disordered(table: str, before: str, own: str) -> str:
    if own == before:
        return f"json/{table}.jsonl has {own} twice"
    return f"json/{table}.jsonl is not sorted by id: {own} stands behind {before}"
