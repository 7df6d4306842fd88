"""A file as fixes see it: its records, or its entries, each with where it stands and what is wrong with it."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from regesta.check.severities import weighed
from regesta.dataset import Dataset, read_registry
from regesta.diagnostics import Diagnostic
from regesta.engine.batch import Stretch
from regesta.engine.registered import check_shared
from regesta.engine.treat import read_file, treat
from regesta.read import read_document

_SOURCES = "/sources"


@dataclass(frozen=True, slots=True)
class Part:
    """A record, the list of shared sources, or a whole registry; found has severities, its fields are within data.

    pointer is that of data in its document; offset the byte where the document starts (0 but in a .jsonl file). is_open
    says that it may be mended.
    """

    data: Any
    pointer: str
    offset: int
    found: Sequence[Diagnostic]
    is_open: bool = True


def parts_of_records(
    path: Path, shown: str, dataset: Dataset, today: str, open_at: Container[tuple[str, int]]
) -> list[Part]:
    """The records of a file, its shared sources, and last what has no data: the faults that left no record.

    open_at are the pointers and lines of the records that may be mended; others are read, and not checked.
    """
    rules = dataset.table("rules")
    entries, sources, loose = read_file(dataset, Stretch(path), path.parent, shown)
    parts = []
    for record, faults in entries:
        if (record.pointer, record.line) not in open_at:
            parts.append(Part(record.data, record.pointer, record.offset, ()))
            continue
        found = treat(record, faults, dataset, today).found
        waivers = record.data.get("waivers", ())
        weighted = weighed(found, rules, waivers if isinstance(waivers, list) else (), today)
        parts.append(Part(record.data, record.pointer, record.offset, list(weighted)))
    if sources:
        found = [replace(d, field=d.field.removeprefix(_SOURCES)) for d in check_shared(dataset, sources)]
        parts.append(Part(sources[0][0].data, _SOURCES, 0, list(weighed(found, rules, (), today))))
    return [*parts, _rest(loose, rules, today)]


def parts_of_registry(path: Path, shown: str, name: str, dataset: Dataset, today: str) -> list[Part]:
    """The list of a registry file; one that cannot be read is no data."""
    rules = dataset.table("rules")
    data, _ = read_document(path, shown, dataset.contract.schema(name))
    _, found = read_registry(dataset.contract, name, path, shown)
    if data is None:
        return [_rest(found, rules, today)]
    return [Part(data, "", 0, list(weighed(found, rules, (), today)))]


def _rest(found: Iterable[Diagnostic], rules: Any, today: str) -> Part:
    return Part(None, "", 0, list(weighed(found, rules, (), today)))
