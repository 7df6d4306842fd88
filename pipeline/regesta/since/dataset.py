"""A dataset since a revision: what of it is new or changed, and what else that may bring about."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from regesta.check.alike import Sketch, days_of
from regesta.check.dataset_rules import shared_sources
from regesta.dataset import Dataset, load_dataset
from regesta.diagnostics import Diagnostic
from regesta.engine.batch import Piece
from regesta.engine.gathered import Part
from regesta.engine.registered import check_shared, registry_references
from regesta.engine.treat import Shared
from regesta.folder import shown_path
from regesta.read.source import Refused, open_inside
from regesta.since.changed import CONTRACT, EVIDENCE, Changed, blobs_of, home
from regesta.since.fresh import Fresh, fresh_records
from regesta.since.notes import events_gone, more_than_the_change, rules_loosened
from regesta.since.unchanged import Rest


class Since(NamedTuple):
    """The records that changed, the names of archived texts that did, and the dataset as it was if it was another.

    is_whole says that the change was asked about as a whole, not some files of it; apart is that of `Changed`.
    """

    fresh: Fresh
    texts: frozenset[str] = frozenset()
    before: Dataset | None = None
    is_whole: bool = False
    apart: str | None = None

    @property
    def reaches_all(self) -> bool:
        """Whether what changed may reach records that did not."""
        return self.before is not None or bool(self.texts)

    def left(self) -> Sequence[Piece]:
        """Where the records stand that did not change; nowhere, if nothing did that could bear on them."""
        return self.fresh.rest if self.reaches_all or self.fresh.told or self.fresh.lost or self.fresh.sources else ()

    def rest(self, parts: Iterable[Part]) -> Rest:
        """What records that did not change may rest on; parts are those of the records that did."""
        if self.reaches_all:
            return Rest(sources=self.fresh.sources, texts=self.texts, before=self.before)
        parts = list(parts)
        near: defaultdict[str, set[Any]] = defaultdict(set)
        for one in (Sketch(*drawn) for part in parts for rows in part.sketches.values() for drawn in rows):
            near[one.type].update(days_of(one))
        ids = frozenset(own for part in parts for own in part.ids if own is not None)
        tied = frozenset(other for part in parts for _, _, other, _ in part.steps)
        return Rest({kind: frozenset(days) for kind, days in near.items()}, ids, tied, self.fresh.sources)

    def clashes(
        self, sources: Sequence[Shared], registry: Mapping[str, dict[str, Any]]
    ) -> list[tuple[Any, Diagnostic]]:
        """Those of `shared_sources` that are at fault for what changed: a source that did comes after the others."""
        ranked = sorted(sources, key=self._is_new)
        at_fault = {(where.path, pointer) for where, pointer, _ in filter(self._is_new, sources)}
        found = shared_sources(ranked, registry)[1]
        return [(where, d) for where, d in found if (where.path, d.field.removesuffix("/id")) in at_fault]

    def notes(self, dataset: Dataset, ids: Iterable[str | None]) -> Iterator[str]:
        """What a reviewer of the change as a whole should know beside the findings; ids are those of all records."""
        if self.apart is not None:
            yield more_than_the_change(self.apart)
        if self.is_whole and self.before is not None:
            yield from rules_loosened(self.before, dataset)
        if self.is_whole and self.fresh.is_read:
            yield from events_gone(self.fresh.lost, ids)

    def about_sources(self, dataset: Dataset, sources: Sequence[Shared]) -> Iterator[Diagnostic]:
        """What is wrong with shared sources that changed, or was not before."""
        if self.before is None:
            return check_shared(dataset, filter(self._is_new, sources))
        known = check_shared(self.before, (source for source in sources if not self._is_new(source)))
        return arisen(check_shared(dataset, sources), known)

    def _is_new(self, shared: Shared) -> bool:
        return shared.where.path in self.fresh.files and shared.source.get("id") in self.fresh.sources


def since_revision(
    changed: Changed,
    dataset: Dataset,
    paths: Sequence[Path],
    found: Sequence[Diagnostic],
    named: frozenset[str] | None,
    prefix: str = "",
) -> tuple[Since, list[Diagnostic]]:
    """What of a dataset changed, and of the findings about its other files those that are new.

    paths are its record files, of which the named (shown paths; None: all) are told of; prefix stands before the path
    of a file where diagnostics print it.
    """
    asked = paths if named is None else [path for path in paths if shown_path(path) in named]
    fresh = fresh_records(changed, paths, asked, dataset)
    if dataset.folder is None:
        return Since(fresh, apart=changed.apart), []
    names = {d.path: d.path.removeprefix(prefix) for d in found}
    texts = frozenset(name for name in changed.files if home(name) == EVIDENCE)
    since = Since(fresh, texts, is_whole=named is None, apart=changed.apart)
    if not any(home(name) in CONTRACT for name in changed.files):
        unread = CONTRACT[:1] if not dataset.settings else ()  # no setting holds
        return since, [d for d in found if names[d.path] in unread or changed.holds(names[d.path])]
    before, known = _as_it_was(dataset.folder, changed, prefix)
    known += registry_references(before, prefix)
    known += [d for d in found if home(names[d.path]) not in CONTRACT and not changed.holds(names[d.path])]
    return since._replace(before=before), list(arisen(found, known))


def _as_it_was(folder: Path, changed: Changed, prefix: str) -> tuple[Dataset, list[Diagnostic]]:
    """The dataset with the settings, registries and codes that it had, and what was wrong with these."""
    names = [name for name in CONTRACT if (folder / name).is_file()]
    folders = [folder / name for name in CONTRACT if (folder / name).is_dir()]
    names += [path.relative_to(folder).as_posix() for one in folders for path in one.iterdir() if path.is_file()]
    there = {name: blob for name, blob in changed.files.items() if home(name) in CONTRACT}
    with TemporaryDirectory(prefix="regesta-") as place, blobs_of(changed) as blobs:
        for name in {*names, *there}:
            blob = there.get(name)
            if (blob is None and changed.holds(name)) or name.count("/") > 1 or ".." in name:
                continue  # it was not there, or nobody knows, or nobody reads it
            copy = Path(place) / name
            copy.parent.mkdir(exist_ok=True)
            if blob is None:
                _copy(folder / name, name, copy)
            else:
                copy.write_bytes(b"".join(blobs(blob)))
        before, found = load_dataset(Path(place), prefix)
    return replace(before, folder=folder), found


def _copy(path: Path, name: str, copy: Path) -> None:
    """Copy a file of a dataset, by its name there; one that is not to be read is not to be read as the copy either."""
    try:
        with open_inside(path, name) as file, copy.open("wb") as new:
            copyfileobj(file, new)
    except Refused:
        copy.symlink_to(os.path.realpath(path))


def arisen(found: Iterable[Diagnostic], before: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings that were not there before; of those that are the same, as many as there are more."""
    known = Counter(map(_said, before))
    for one in found:
        known[_said(one)] -= 1
        if known[_said(one)] < 0:
            yield one


def _said(one: Diagnostic) -> tuple[str, str, str, str]:
    """What two findings have in common that are the same; where in the file it is does not count."""
    return one.code, one.path, one.message, repr(one.value)
