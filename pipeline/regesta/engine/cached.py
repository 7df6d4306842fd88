"""Files through the pipeline by way of the cache: what is kept of a file, and the same again from it."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.engine.batch import Stretch
from regesta.engine.cache import Cache, Entry, keep, kept, key_of
from regesta.engine.treat import FilePart, Shared, Treated, treat_file
from regesta.folder import shown_path
from regesta.normalise.filled import Filled
from regesta.read import Record, SharedSources
from regesta.read.source import Refused, open_inside

_DEFAULTS = {field.name: field.default for field in fields(Diagnostic)}


def treat_by_cache(
    cache: Cache, dataset: Dataset, stretches: Sequence[Stretch], root: Path | None, today: str
) -> list[FilePart]:
    """What `treat_file` makes of each file; those that are kept, and are what they were, are not treated again.

    Of a file of which some events are picked nothing is kept.
    """
    names = {stretch.path: shown_path(stretch.path) for stretch in stretches}
    paths = [stretch.path for stretch in stretches if stretch.picked is None]
    texts = {path: raw for path in paths if (raw := _raw(path, names[path], root)) is not None}
    keys = {names[path]: key_of(cache, names[path], raw) for path, raw in texts.items()}
    known = kept(cache, keys)
    parts: list[FilePart] = []
    fresh: list[Entry] = []
    for stretch in stretches:
        path, name = stretch.path, names[stretch.path]
        if stretch.picked is None and name in known:
            parts.append(_part(known[name], path, name))
            continue
        parts.append(treat_file(dataset, stretch, root, today, texts.get(path)))
        if stretch.picked is None and name in keys and _stands_alone(parts[-1]):
            fresh.append(Entry(name, keys[name], _kept(parts[-1])))
    if fresh:
        keep(cache, fresh)
    return parts


def _raw(path: Path, name: str, root: Path | None) -> bytes | None:
    """The content of a file that can be kept; None for JSON Lines, which are read a line at a time."""
    if path.suffix == ".jsonl":
        return None
    try:
        with open_inside(path, name, root) as file:
            return file.read()
    except (Refused, OSError):
        return None


def _stands_alone(part: FilePart) -> bool:
    """Whether all depends on the file and the settings: not on the day of today, nor on a text in another file."""
    for one in part.treated:
        waived = "waivers" in one.filled.data or "waivers" in one.record.data
        sources = one.filled.data.get("sources", ())
        if waived or any(isinstance(s, dict) and "text_file" in s for s in sources):
            return False
    return True


def _kept(part: FilePart) -> dict[str, Any]:
    """A part as JSON values; the diagnostics of a record without those that say what the record says."""
    return {
        "records": [
            [one.record.pointer, one.filled.data, one.broken, len(one.faults), _told(one.found), list(one.references)]
            for one in part.treated
        ],
        "sources": [[shared.pointer, shared.source] for shared in part.sources],
        "loose": _told(part.loose),
        "unread": sorted(part.unread),
    }


def _told(found: Sequence[Diagnostic]) -> list[dict[str, Any]]:
    return [{name: v for name, usual in _DEFAULTS.items() if (v := getattr(d, name)) != usual} for d in found]


def _part(value: dict[str, Any], path: Path, name: str) -> FilePart:
    where = SharedSources([], path, name)
    sources = [Shared(where, pointer, source) for pointer, source in value["sources"]]
    treated = [_treated(row, path, name) for row in value["records"]]
    return FilePart(treated, sources, _found(value["loose"]), frozenset(value["unread"]))


def _treated(row: list[Any], path: Path, name: str) -> Treated:
    pointer, filled, broken, faults, told, references = row
    found = _found(told)
    references = [tuple(reference) for reference in references]
    return Treated(Record({}, path, name, pointer), Filled(filled), broken, found, found[:faults], references)


def _found(told: list[dict[str, Any]]) -> list[Diagnostic]:
    return [Diagnostic(**{**d, "candidates": tuple(d.get("candidates", ()))}) for d in told]
