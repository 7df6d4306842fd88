"""Which records are new or changed since a revision, wherever they stand: those of one value are the same record.

Lines are held against lines by their hashes, in the time it takes to read them; what is left over is read as records.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.engine.batch import STRETCH, Piece, Stretch, cut, pieces
from regesta.engine.treat import Shared, read_file
from regesta.folder import SUFFIXES
from regesta.listed import objects
from regesta.read import Record
from regesta.since.changed import Blobs, Changed, blobs_of
from regesta.since.fresh_lines import Line, bare, gaps, lines_of, runs, take, unmatched

_LINES = ".jsonl"
_MOST_IN_ONE = 500  # stretches that are looked at in one go


class Fresh(NamedTuple):
    """Where the records stand that are new or changed, and where all others do.

    files are those that differ; lost are the ids of the events that are gone, and of claims, as they are referred to;
    sources are the ids of sources that record files share, which are new, changed or gone. is_read says that nothing is
    in the files that differ that left no record, so that what is lost is gone indeed.
    """

    told: Sequence[Piece] = ()
    rest: Sequence[Piece] = ()
    files: frozenset[Path] = frozenset()
    lost: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    is_read: bool = True


@dataclass(slots=True)
class _Read:
    """What was read in the files that differ: how often each record is there, the ids of all, the shared sources.

    is_whole says that nothing left no record.
    """

    records: "Counter[int]" = field(default_factory=Counter)
    ids: set[str] = field(default_factory=set)
    sources: dict[int, str] = field(default_factory=dict)
    is_whole: bool = True

    def take(self, records: Iterable[Record], sources: Iterable[Shared], loose: Sequence[Diagnostic] = ()) -> None:
        self.is_whole = self.is_whole and not loose
        for record in records:
            self.ids.update(_ids(record.data))
        self.sources |= {hash(_text(shared.source)): str(shared.source.get("id")) for shared in sources}

    def sources_beside(self, other: "_Read") -> Iterator[str]:
        """The ids of the sources that the other lacks, or has with other content."""
        return (own for key, own in self.sources.items() if key not in other.sources)


def fresh_records(changed: Changed, paths: Sequence[Path], asked: Sequence[Path], dataset: Dataset) -> Fresh:
    """The records of the files asked for that are not what they were, and the rest of all paths.

    paths are record files below the folder of what changed; those asked for are among them. A record that moved within
    a file, or to another, is the same; of several that are the same as many are as there were.
    """
    homes = {home: Path(os.path.realpath(home)) for home in {path.parent for path in paths}}
    differing = {path: name for path in paths if (name := _name(path, changed, homes[path.parent])) is not None}
    was = _gone(changed, differing, "records/" if dataset.folder is not None else "")
    with blobs_of(changed) as blobs:
        gone, left = _lines_left(changed, differing, was, blobs)
        old = _old([*((name, changed.files.get(name)) for name in differing.values()), *was], gone, blobs, dataset)
    new, wanted = _Read(), frozenset(asked)
    told: list[Stretch] = []
    rest: list[Stretch] = []
    for path in differing:
        here, there = _parted(path, left.get(path), old, new, dataset)
        told += here if path in wanted else ()
        rest += there if path in wanted else [*there, *here]
    sources = {own for one, other in ((old, new), (new, old)) for own in one.sources_beside(other)}
    unchanged = [path for path in paths if path not in differing]
    return Fresh(
        _in_pieces(told), [*pieces(unchanged), *_in_pieces(rest)], frozenset(differing),
        frozenset(old.ids - new.ids), frozenset(sources), new.is_whole,
    )  # fmt: skip


def _name(path: Path, changed: Changed, home: Path) -> str | None:
    """The path of a file that differs, from the folder; of a link, that of what it leads to; None where none does.

    home is where the folder of the file lies, links resolved.
    """
    root = changed.folder.absolute()
    name = path.absolute().relative_to(root).as_posix()
    if changed.holds(name):
        return name
    if home == path.parent.absolute() and not path.is_symlink():
        return None
    real, top = home / path.name, Path(os.path.realpath(root))
    real = real.resolve() if real.is_symlink() else real
    aim = real.relative_to(top).as_posix() if real.is_relative_to(top) else name
    return aim if changed.holds(aim) else None


def _gone(changed: Changed, differing: Mapping[Path, str], home: str) -> list[tuple[str, str]]:
    """The record files that were, and are no longer or are other files now, below a folder: names and blobs."""
    here = set(differing.values())
    return [
        (name, blob)
        for name, blob in changed.files.items()
        if blob is not None and name not in here and name.startswith(home) and name.endswith(SUFFIXES)
    ]


# Lines


def _lines_left(
    changed: Changed, differing: Mapping[Path, str], was: Iterable[tuple[str, str]], blobs: Blobs
) -> tuple[list[tuple[Sequence[str], "Counter[int]"]], dict[Path, list[Line]]]:
    """The lines that are left of files of them: old ones by blobs and hashes, and new ones.

    Each file is held against what it was, those that are new against those that were.
    """
    gone: list[tuple[Sequence[str], Counter[int]]] = []
    left: dict[Path, list[Line]] = {}
    came = []
    for path, name in differing.items():
        blob = changed.files.get(name)
        if path.suffix == _LINES and blob is not None:
            hashes, left[path] = unmatched(blobs(blob), lines_of(path))
            gone.append(([blob], hashes))
        elif path.suffix == _LINES:
            came.append(path)
    before = [blob for name, blob in was if name.endswith(_LINES)]
    if before:
        lines = chain.from_iterable(map(lines_of, came))
        hashes, all_left = unmatched(chain.from_iterable(map(blobs, before)), lines)
        gone.append((before, hashes))
        left |= {path: [] for path in came}
        left |= {path: list(own) for path, own in groupby(all_left, key=lambda line: line.path)}
    return gone, left


# Records


def _old(
    files: Iterable[tuple[str, str | None]],
    gone: Iterable[tuple[Sequence[str], "Counter[int]"]],
    blobs: Blobs,
    dataset: Dataset,
) -> _Read:
    """What stood in the files that differ (names and blobs), but for lines that are there still."""
    old = _Read()
    for name, blob in files:
        if blob is not None and not name.endswith(_LINES):
            raw = b"".join(blobs(blob))
            _add(old, read_file(dataset, Stretch(Path(name)), None, name, raw))
    with TemporaryDirectory(prefix="regesta-") as folder:
        for number, (some, hashes) in enumerate(gone):
            copy = Path(folder) / f"{number}{_LINES}"
            with copy.open("wb") as file:
                for line in chain.from_iterable(map(blobs, some)) if hashes else ():
                    if take(hashes, hash(bare(line))):
                        file.write(bare(line) + b"\n")
            for stretch in cut(copy, 0, copy.stat().st_size, 2):  # the first line of a file is looked at in another way
                _add(old, read_file(dataset, stretch, None))
    return old


def _add(old: _Read, found: tuple[list[tuple[Record, list[Diagnostic]]], list[Shared], list[Diagnostic]]) -> None:
    entries, sources, _ = found
    old.records.update(hash(_key(record, faults)) for record, faults in entries)
    old.take((record for record, _ in entries), sources)


def _key(record: Record, faults: Sequence[Diagnostic]) -> str:
    """What two records have in common that are the same: their value, and what reading them found."""
    told = "".join(f"\0{fault.code}{fault.field}{fault.message}" for fault in faults)
    return _text(record.data) + told


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _ids(event: Mapping[str, Any]) -> Iterator[str]:
    """The id of an event, and those of its claims as others refer to them."""
    own = event.get("id")
    if isinstance(own, str):
        yield own
        yield from (f"{own}#{claim['id']}" for claim in objects(event, "claims") if isinstance(claim.get("id"), str))


def _parted(
    path: Path, lines: list[Line] | None, old: _Read, new: _Read, dataset: Dataset
) -> tuple[list[Stretch], list[Stretch]]:
    """The stretches of a file that differs: with what is new or changed, and with the rest.

    lines are those that are left of a file of lines (None: all).
    """
    if path.suffix != _LINES:
        return _parted_events(path, old, new, dataset)
    if lines is None and not old.records:
        return [stretch for piece in pieces([path]) for stretch in piece], []
    if lines is None:
        lines = [line for _, line in lines_of(path)]
    known: set[int] = set()
    for stretch in runs(lines) if old.records else ():
        entries, _, loose = read_file(dataset, stretch, dataset.folder)
        new.take((record for record, _ in entries), (), loose)
        known |= {record.line for record, faults in entries if take(old.records, hash(_key(record, faults)))}
    fresh = [line for line in lines if line.number not in known]
    first = next(lines_of(path), None)
    if first is None:
        return [Stretch(path)], []  # empty, or not to be read
    if first[1] not in fresh and any(read_file(dataset, next(runs([first[1]])), dataset.folder)[2]):
        fresh.insert(0, first[1])  # what is wrong with the file as a whole is told of its first line
    return list(runs(fresh)), list(gaps(path, fresh))


def _parted_events(path: Path, old: _Read, new: _Read, dataset: Dataset) -> tuple[list[Stretch], list[Stretch]]:
    """The same of a file that is read as a whole; faults that belong to no record of it are told."""
    entries, sources, loose = read_file(dataset, Stretch(path), dataset.folder)
    new.take((record for record, _ in entries), sources, loose)
    known = {record.pointer for record, faults in entries if take(old.records, hash(_key(record, faults)))}
    if not known:
        return [Stretch(path)], []
    fresh = frozenset(record.pointer for record, _ in entries).difference(known)
    return [Stretch(path, picked=fresh)], [Stretch(path, picked=frozenset(known))]


def _in_pieces(stretches: Iterable[Stretch]) -> list[Piece]:
    """Stretches in the pieces that are done at a time."""
    found: list[Piece] = []
    some: list[Stretch] = []
    size = 0
    for stretch in stretches:
        some.append(stretch)
        size += (stretch.end or stretch.start) - stretch.start
        if size >= STRETCH or len(some) >= _MOST_IN_ONE:
            found.append(tuple(some))
            some, size = [], 0
    return found + ([tuple(some)] if some else [])
