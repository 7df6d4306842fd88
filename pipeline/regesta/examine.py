"""The whole check: files to records, records to findings, one by one and together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regesta.batch import cores, in_pieces, uncollected
from regesta.check.dataset_rules import DATASET_RULES, Place, once_a_name, shared_sources
from regesta.check.severities import weighed
from regesta.dataset import Dataset, every_id, load_dataset, with_shared
from regesta.diagnostics import Diagnostic
from regesta.folder import record_files, shown_path, shown_prefix
from regesta.read import Record
from regesta.suggest import nearest
from regesta.treat import Part, Shared, Treated, treat, treat_file
from regesta.validate import check_forms, did_you_mean, explain
from regesta.walk import referring

if TYPE_CHECKING:
    from regesta.cache import Cache

_FEW = 50  # files: below, to look them up costs more than it saves


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
    folder: Path,
    today: str,
    named: frozenset[str] | None = None,
    processes: int | None = None,
    cached: bool = False,
) -> Examination:
    """Check a dataset as a whole; of two records that clash, one in the named files (shown paths) is at fault.

    processes is how many share the work; by default as many as pay. cached: of many files, those that were checked
    before and have not changed are not checked again.
    """
    prefix = shown_prefix(folder)
    dataset, found = load_dataset(folder, prefix)
    paths, strays = record_files(folder / "records")
    passed = [
        Diagnostic("R013", "not a record file: it is passed over", path=shown_path(p), line=1, column=1) for p in strays
    ]
    return _examine(
        dataset,
        paths,
        [*found, *passed, *registry_references(dataset, prefix)],
        today,
        folder,
        named,
        processes,
        cached,
    )


def examine_loose(
    paths: Sequence[Path],
    today: str,
    named: frozenset[str] | None = None,
    processes: int | None = None,
    cached: bool = False,
) -> Examination:
    """Check files outside any dataset against the shipped contract; the rest as for `examine_dataset`."""
    return _examine(Dataset(), paths, [], today, None, named, processes, cached)


def _examine(
    dataset: Dataset,
    paths: Sequence[Path],
    found: list[Diagnostic],
    today: str,
    root: Path | None,
    named: frozenset[str] | None,
    processes: int | None,
    cached: bool,
) -> Examination:
    rules = dataset.settings.get("rules", {})
    cache = _cache(root, len(paths)) if cached else None
    with uncollected():
        work = partial(_piece, dataset, paths, root, today, cache)
        parts = [part for piece in in_pieces(work, len(paths), processes or cores(len(paths))) for part in piece]
        sources = [source for part in parts for source in part.sources]
        shared, clashes = shared_sources(sources, dataset.shared)
        wider = with_shared(dataset, shared)
        treated = [one for part in parts for one in _settled(part, dataset, wider, today)]
        _together(treated, wider, named or frozenset())
        for one in treated:
            waivers = one.record.data.get("waivers", ())
            one.found = list(weighed(one.found, rules, waivers if isinstance(waivers, list) else (), today))
    loose = [diagnostic for part in parts for diagnostic in part.loose]
    others = [*found, *loose, *(_placed_in_file(where, diagnostic) for where, diagnostic in clashes)]
    others += check_shared(wider, sources)
    return Examination(wider, treated, list(weighed(others, rules, (), today)), len(paths))


def _cache(root: Path | None, files: int) -> "Cache | None":
    if files < _FEW:
        return None
    from regesta.cache import cache_for  # noqa: PLC0415 - for many files only

    return cache_for(root)


def _piece(
    dataset: Dataset, paths: Sequence[Path], root: Path | None, today: str, cache: "Cache | None", start: int, end: int
) -> list[Part]:
    """What becomes of some of the files."""
    if cache is None:
        return [treat_file(dataset, path, root, today) for path in paths[start:end]]
    from regesta.kept import treat_by_cache  # noqa: PLC0415 - for many files only

    return treat_by_cache(cache, dataset, paths[start:end], root, today)


def _settled(part: Part, dataset: Dataset, wider: Dataset, today: str) -> Iterator[Treated]:
    """The records of a file, treated again where they name a source that other files share."""
    if wider is dataset:
        yield from part.treated
        return
    seen = shared_sources(part.sources, dataset.shared)[0] if part.sources else dataset.shared
    for one in part.treated:
        named = one.record.data.get("sources", ())
        ids = [str(s.get("id")) for s in named if isinstance(s, dict)] if isinstance(named, list) else []
        lent = any(seen.get(own) != wider.shared.get(own) for own in ids)
        yield treat(one.record, one.faults, wider, today) if lent else one


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


def check_shared(dataset: Dataset, sources: Iterable[Shared]) -> Iterator[Diagnostic]:
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
