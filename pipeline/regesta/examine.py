"""The whole check: files to records, records to findings, one by one and together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from regesta.batch import cores, in_pieces, uncollected
from regesta.check.dataset_rules import DATASET_RULES, Place, once_a_name, shared_sources
from regesta.check.record_rules import RECORD_RULES, Looked
from regesta.check.severities import weighed
from regesta.contract import unescaped, value_at
from regesta.dataset import Dataset, every_id, load_dataset, with_shared
from regesta.diagnostics import Diagnostic
from regesta.folder import record_files, shown_path, shown_prefix
from regesta.normalise.record import Filled, normalise_record
from regesta.read import Record, SharedSources, read_records
from regesta.suggest import nearest
from regesta.validate import check_forms, did_you_mean, explain
from regesta.walk import copied, referring


@dataclass
class Treated:
    """A record that went through the pipeline: filled is its normalised form; broken, that it breaks the contract.

    The trail of filled is empty where several processes shared the work: it is for those who explain a record.
    """

    record: Record
    filled: Filled
    broken: bool
    found: list[Diagnostic]


@dataclass
class Piece:
    """What became of some files: their records and the reading faults of each, the sources they share, other faults."""

    treated: list[Treated]
    faults: list[list[Diagnostic]]
    sources: list[tuple[Any, str, dict[str, Any]]]
    loose: list[Diagnostic]


@dataclass
class Examination:
    """What a check of a dataset, or of files outside any, came to.

    found holds the findings that belong to no record; files counts the record files looked at. Diagnostics carry
    severities; those of records have no lines yet.
    """

    dataset: Dataset
    treated: list[Treated] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    files: int = 0

    def findings(self, wanted: frozenset[str] | None = None) -> Iterator[tuple[Record | None, Diagnostic]]:
        """Every finding about the wanted files (None: all) with its record; an unknown name once, with its count."""
        pairs: list[tuple[Record | None, Diagnostic]] = [(None, diagnostic) for diagnostic in self.found]
        pairs += [(one.record, diagnostic) for one in self.treated for diagnostic in one.found]
        return once_a_name(pair for pair in pairs if wanted is None or pair[1].path in wanted)

    @property
    def failed(self) -> bool:
        return any(diagnostic.severity == "error" for _, diagnostic in self.findings())


def examine_dataset(
    folder: Path, today: str, named: frozenset[str] | None = None, processes: int | None = None
) -> Examination:
    """Check a dataset as a whole; of two records that clash, one in the named files (shown paths) is at fault.

    processes is how many share the work; by default as many as pay.
    """
    prefix = shown_prefix(folder)
    dataset, found = load_dataset(folder, prefix)
    paths, strays = record_files(folder / "records")
    passed = [
        Diagnostic("R013", "not a record file: it is passed over", path=shown_path(p), line=1, column=1) for p in strays
    ]
    return _examine(
        dataset, paths, [*found, *passed, *registry_references(dataset, prefix)], today, folder, named, processes
    )


def examine_loose(
    paths: Sequence[Path], today: str, named: frozenset[str] | None = None, processes: int | None = None
) -> Examination:
    """Check files outside any dataset against the shipped contract; named as for `examine_dataset`."""
    return _examine(Dataset(), paths, [], today, None, named, processes)


def _examine(
    dataset: Dataset,
    paths: Sequence[Path],
    found: list[Diagnostic],
    today: str,
    root: Path | None,
    named: frozenset[str] | None,
    processes: int | None = None,
) -> Examination:
    rules = dataset.settings.get("rules", {})
    with uncollected():
        pieces = in_pieces(partial(_piece, dataset, paths, root, today), len(paths), processes or cores(len(paths)))
        sources = [source for piece in pieces for source in piece.sources]
        shared, clashes = shared_sources(sources, dataset.shared)
        wider = with_shared(dataset, shared)
        treated = [one for piece in pieces for one in _settled(piece, dataset, wider, today)]
        _together(treated, wider, named or frozenset())
        for one in treated:
            waivers = one.record.data.get("waivers", ())
            one.found = list(weighed(one.found, rules, waivers if isinstance(waivers, list) else (), today))
    loose = [diagnostic for piece in pieces for diagnostic in piece.loose]
    others = [*found, *loose, *(_placed_in_file(where, diagnostic) for where, diagnostic in clashes)]
    others += check_shared(wider, sources)
    return Examination(wider, treated, list(weighed(others, rules, (), today)), len(paths))


def _piece(dataset: Dataset, paths: Sequence[Path], root: Path | None, today: str, start: int, end: int) -> Piece:
    """Some of the files, read and treated with the sources that they and the registry share."""
    entries, sources, loose = read_all(dataset, paths[start:end], root)
    wider = with_shared(dataset, shared_sources(sources, dataset.shared)[0])
    treated = [treat(record, faults, wider, today) for record, faults in entries]
    if end - start < len(paths):
        for one in treated:
            one.filled.trail.clear()  # a third of what is sent to the first process
    return Piece(treated, [faults for _, faults in entries], sources, loose)


def _settled(piece: Piece, dataset: Dataset, wider: Dataset, today: str) -> Iterator[Treated]:
    """The records of a piece, treated again where other files share a source that they name."""
    seen = with_shared(dataset, shared_sources(piece.sources, dataset.shared)[0]).shared
    news = {own for own, source in wider.shared.items() if seen.get(own) != source} if seen != wider.shared else set()
    for one, faults in zip(piece.treated, piece.faults, strict=True):
        named = one.record.data.get("sources", ()) if news else ()
        ids = {str(s.get("id")) for s in named if isinstance(s, dict)} if isinstance(named, list) else set()
        yield treat(one.record, faults, wider, today) if not news.isdisjoint(ids) else one


def read_all(
    dataset: Dataset, paths: Iterable[Path], root: Path | None, shown: str | None = None
) -> tuple[list[tuple[Record, list[Diagnostic]]], list[tuple[Any, str, dict[str, Any]]], list[Diagnostic]]:
    """The records with their reading faults; the sources that files share; the faults that left no record.

    shown is the path that diagnostics print, where it is another than that of the file read.
    """
    schema = dataset.contract.schema("event")
    entries: list[tuple[Record, list[Diagnostic]]] = []
    sources: list[tuple[Any, str, dict[str, Any]]] = []
    loose: list[Diagnostic] = []
    for path in paths:
        waiting: list[Diagnostic] = []
        for item in read_records(path, shown or shown_path(path), schema, root):
            if isinstance(item, Diagnostic):
                waiting.append(item)
            elif isinstance(item, SharedSources):
                loose += waiting
                waiting = []
                sources += [(item, f"/sources/{i}", s) for i, s in enumerate(item.data) if isinstance(s, dict)]
            else:
                entries.append((item, waiting))
                waiting = []
        loose += waiting
    return entries, sources, loose


def treat(record: Record, faults: Sequence[Diagnostic], dataset: Dataset, today: str) -> Treated:
    """One record through the contract, the normalisers and the rules; its sound parts where it is broken."""
    contract = dataset.contract
    own_id = record.data.get("id")
    event_id = own_id if isinstance(own_id, str) else None
    at_fault = {fault.field for fault in faults}
    broken_by = [d for d in explain(contract, "event", record.data) if d.field not in at_fault or d.code == "S102"]
    broken_by += check_forms(contract, "event", record.data)
    data = sound_part(record.data, (*faults, *broken_by))
    filled = normalise_record(data, dataset)
    looked = Looked(data, filled.data)
    ruled = [d for rule in RECORD_RULES for d in rule(looked, dataset, today)]
    found = [*faults, *broken_by, *filled.trouble, *ruled]
    broken = bool(broken_by) or any(d.code[0] == "R" for d in faults) or any(d.code == "S107" for d in ruled)
    return Treated(record, filled, broken, [replace(d, event_id=event_id, path=record.shown) for d in found])


def sound_part(data: Mapping[str, Any], broken_by: Iterable[Diagnostic]) -> dict[str, Any]:
    """The record without the values that are at fault, so that rules can look at the rest: a copy, if there are any."""
    at_fault = [d.field for d in broken_by if d.field and d.code not in ("S102", "S108", "S107")]
    whole: dict[str, Any] = copied(dict(data)) if at_fault else dict(data)
    for pointer in at_fault:
        parent, last = value_at(whole, pointer.rpartition("/")[0]), unescaped(pointer)[-1]
        if isinstance(parent, dict):
            parent.pop(last, None)
        elif isinstance(parent, list) and value_at(whole, pointer) is not None:
            parent[int(last)] = {} if any(isinstance(item, dict) for item in parent) else ""
    return whole


def _together(treated: list[Treated], dataset: Dataset, named: frozenset[str]) -> None:
    """Add what the rules over all records find; of two that clash they blame the later, so the named come last."""
    events = [(Place(number, one.record.shown), one.filled.data) for number, one in enumerate(treated)]
    events.sort(key=lambda event: event[0].shown in named)
    found = [item for rule in DATASET_RULES for item in rule(events, dataset)]
    for item in found:
        one = treated[item.number]
        own_id = one.record.data.get("id")
        event_id = own_id if isinstance(own_id, str) else None
        one.found.append(replace(item.diagnostic, event_id=event_id, path=one.record.shown))


def _placed_in_file(where: Any, diagnostic: Diagnostic) -> Diagnostic:
    from regesta.read import position  # noqa: PLC0415 - for faults only

    return position(replace(diagnostic, path=where.shown), Record({}, where.path, where.shown))


def check_shared(dataset: Dataset, sources: Iterable[tuple[Any, str, dict[str, Any]]]) -> Iterator[Diagnostic]:
    """The sources of record files against the contract."""
    for where, pointer, source in sources:
        listed = [source]
        for d in (*explain(dataset.contract, "sources", listed), *check_forms(dataset.contract, "sources", listed)):
            yield _placed_in_file(where, replace(d, field=pointer + d.field.removeprefix("/0")))


def registry_references(dataset: Dataset, prefix: str) -> Iterator[Diagnostic]:
    """References within the registries: parents, successors, the actors that publish."""
    from regesta.read import position  # noqa: PLC0415 - for faults only

    known = {kind: every_id(entries) for kind, entries in (("actor", dataset.actors), ("place", dataset.places))}
    for name, entries in (("actors", dataset.actors), ("places", dataset.places), ("sources", dataset.sources)):
        document = dataset.contract.schema(name)
        for index, entry in enumerate(entries):
            for kind, target, pointer in referring(document, document["items"], entry):
                if kind in known and target not in known[kind]:
                    shown = f"{prefix}registry/{name}.yaml"
                    meant = did_you_mean(nearest(target, known[kind]))
                    where = f"/{index}{pointer}"
                    fault = Diagnostic("X702", f"there is no {kind} {target!r}", where, value=target, help=meant)
                    if dataset.folder is not None:
                        path = dataset.folder / "registry" / f"{name}.yaml"
                        yield position(replace(fault, path=shown), Record({}, path, shown))
