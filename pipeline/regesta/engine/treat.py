"""One file through the pipeline: read, held against the contract, normalised, looked at by the rules."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from regesta.check.dataset_rules import shared_sources
from regesta.check.echoes import without_echoes
from regesta.check.looked import Looked
from regesta.check.record_rules import breaches
from regesta.contract import unescaped, value_at
from regesta.dataset import Dataset, with_shared
from regesta.diagnostics import Diagnostic, altered
from regesta.engine.batch import Stretch
from regesta.engine.unread import ids_unread
from regesta.folder import shown_path
from regesta.normalise.filled import Filled
from regesta.normalise.record import normalise_record
from regesta.read import Record, SharedSources, read_records, settle
from regesta.read.scan import TWICE
from regesta.validate import check_formed, explain
from regesta.walk import copied, formed


@dataclass
class Treated:
    """A record that went through the pipeline: filled is its normalised form; broken, that it breaks the contract.

    faults are what reading it found, which found begins with; references are what it refers to, as it is written.
    """

    record: Record
    filled: Filled
    broken: bool
    found: list[Diagnostic]
    faults: Sequence[Diagnostic] = ()
    references: Sequence[tuple[str, str, str]] = ()


class Shared(NamedTuple):
    """A source that the events of a file share: where it stands, its pointer there, itself."""

    where: SharedSources
    pointer: str
    source: dict[str, Any]


class FilePart(NamedTuple):
    """What became of a file: its records, the sources that they share, the faults that left no record.

    unread are the ids that stand where those are.
    """

    treated: list[Treated]
    sources: list[Shared]
    loose: list[Diagnostic]
    unread: frozenset[str] = frozenset()


def read_file(
    dataset: Dataset, stretch: Stretch, root: Path | None, shown: str | None = None, raw: bytes | None = None
) -> tuple[list[tuple[Record, list[Diagnostic]]], list[Shared], list[Diagnostic]]:
    """The records with their reading faults; the sources that they share; the faults that left no record.

    shown is the path that diagnostics print, where it is another than that of the file read; raw the content, where it
    has been read already.
    """
    entries: list[tuple[Record, list[Diagnostic]]] = []
    sources: list[Shared] = []
    loose: list[Diagnostic] = []
    waiting: list[Diagnostic] = []
    path, lines = stretch.path, (stretch.start, stretch.end, stretch.line)
    for item in read_records(path, shown or shown_path(path), dataset.contract.schema("event"), root, raw, lines):
        if isinstance(item, Diagnostic):
            waiting.append(item)
        elif isinstance(item, SharedSources):
            loose += waiting
            waiting = []
            sources += [Shared(item, f"/sources/{i}", s) for i, s in enumerate(item.data) if isinstance(s, dict)]
        else:
            own = [fault for fault in waiting if _is_of(fault, item)]
            loose += [fault for fault in waiting if not _is_of(fault, item)]  # of lines without records, or of the file
            entries.append((item, own))
            waiting = []
    return entries, sources, loose + waiting


# What makes of a record, with what reading it found, what becomes of it in a dataset, on an ISO day.
Look: TypeAlias = Callable[[Record, Sequence[Diagnostic], Dataset, str], Treated]


def _is_of(fault: Diagnostic, record: Record) -> bool:
    """Whether a fault that was met before a record is one of it."""
    if record.path.suffix == ".jsonl":
        return fault.line == record.line
    own = record.data.get("id")
    return not record.pointer or fault.event_id == (own if isinstance(own, str) else None)


def treat_file(
    dataset: Dataset,
    stretch: Stretch,
    root: Path | None,
    today: str,
    raw: bytes | None = None,
    look: Look | None = None,
) -> FilePart:
    """What becomes of a file with the sources that it and the registry hold; those of other files are not known here.

    today is an ISO day; root, shown and raw are those of `read_file`; look is by default `treat`.
    """
    entries, sources, loose = read_file(dataset, stretch, root, stretch.shown, raw)
    if stretch.picked is not None:
        entries = [entry for entry in entries if entry[0].pointer in stretch.picked]
    wider = with_shared(dataset, shared_sources(sources, dataset.shared)[0]) if sources else dataset
    torn = [fault for _, faults in entries if faults for fault in faults if fault.code == TWICE]  # may hide an id
    lost = [*loose, *torn]
    unread = ids_unread(stretch, stretch.shown or shown_path(stretch.path), lost, root) if lost else frozenset()
    treated = [(look or treat)(record, faults, wider, today) for record, faults in entries]
    return FilePart(treated, sources, loose, unread)


def read_again(where: Record, dataset: Dataset) -> tuple[Record, list[Diagnostic]]:
    """A record that stands somewhere, read once more, and what reading it found."""
    try:
        status = where.path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
    except OSError:
        return where, []
    if where.path.suffix == ".jsonl":
        stretch = Stretch(where.path, where.offset, where.offset + 1, where.line)
        entries = read_file(dataset, stretch, where.path.parent, where.shown)[0]
    else:
        entries = _entries(dataset, where.path, where.shown, stamp)
    return next((entry for entry in entries if entry[0].pointer == where.pointer), (where, []))


@lru_cache(maxsize=4)
def _entries(
    dataset: Dataset, path: Path, shown: str, _stamp: tuple[int, int]
) -> list[tuple[Record, list[Diagnostic]]]:
    return read_file(dataset, Stretch(path), None, shown)[0]


def treat(
    record: Record, faults: Sequence[Diagnostic], dataset: Dataset, today: str, *, traced: bool = False
) -> Treated:
    """One record through the contract, the normalisers and the rules; its sound parts where it is broken."""
    contract = dataset.contract
    own_id = record.data.get("id")
    event_id = own_id if isinstance(own_id, str) else None
    at_fault, in_json = {fault.field for fault in faults}, record.path.suffix in (".json", ".jsonl")
    broken_by = [
        d
        for d in (explain(contract, "event", record.data, in_json=in_json) if not _is_empty(record, faults) else ())
        if d.field not in at_fault or d.code == "S102"
    ]
    document = contract.schema("event")
    texts = formed(document, record.data)
    broken_by += check_formed(texts)
    data = sound_part(record.data, (*faults, *broken_by))
    filled = normalise_record(data, dataset, traced=traced)
    if faults or broken_by:
        texts = formed(document, data)
    references = [(node["x-refers"], text, pointer) for node, text, pointer in texts if "x-refers" in node and text]
    looked = Looked(data, filled.data, references)
    ruled = breaches(looked, dataset, today)
    trouble = without_withheld(filled.trouble, filled.data, dataset)
    found = without_echoes([*faults, *broken_by, *trouble, *ruled], dataset.unread)
    broken = (
        bool(broken_by)
        or any(d.code[0] == "R" and d.code != "R014" for d in faults)
        or any(d.code == "S107" for d in ruled)
    )
    told = [altered(d, event_id=event_id, path=record.shown) for d in found]
    return Treated(record, filled, broken, told, told[: len(faults)], references)


def treat_given(data: Mapping[str, Any], dataset: Dataset, today: str) -> Treated:
    """A record that lies in no file, through the same; what it holds is of the types of JSON."""
    settled, faults = settle(data)
    return treat(Record(settled, Path("record.json"), ""), faults, dataset, today)


def _is_empty(record: Record, faults: Sequence[Diagnostic]) -> bool:
    """Whether a record holds nothing and that was told, so that all that is missing from it would be its echo."""
    return not record.data and any(d.code == "R011" and d.value == {} and not d.field for d in faults)


def without_withheld(found: Sequence[Diagnostic], event: dict[str, Any], dataset: Dataset) -> Sequence[Diagnostic]:
    """The findings without N302 about names that are withheld: whoever bears one is not to be registered."""
    patterns = dataset.withhold
    if not any(d.code == "N302" for d in found) or not ("withhold" in event or patterns):
        return found
    from regesta.release.withhold.values import removed_pointers  # noqa: PLC0415 - for withheld names only

    withheld = removed_pointers(event, patterns)
    return [d for d in found if d.code != "N302" or not any(f"{d.field}/".startswith(f"{p}/") for p in withheld)]


def sound_part(data: Mapping[str, Any], broken_by: Iterable[Diagnostic]) -> dict[str, Any]:
    """The record without the values that are at fault, so that rules can look at the rest: a copy, if there are any."""
    at_fault = [d.field for d in broken_by if d.field and d.code not in ("S102", "S108", "S107")]
    whole: dict[str, Any] = copied(dict(data)) if at_fault else dict(data)
    of_objects: dict[str, bool] = {}  # by the pointer of a list: a long one is not gone through for each of its members
    for pointer in at_fault:
        above = pointer.rpartition("/")[0]
        parent, last = value_at(whole, above), unescaped(pointer)[-1]
        if isinstance(parent, dict):
            parent.pop(last, None)
        elif isinstance(parent, list) and value_at(whole, pointer) is not None:
            if above not in of_objects:
                of_objects[above] = any(isinstance(item, dict) for item in parent)
            parent[int(last)] = {} if of_objects[above] else ""
    return whole
