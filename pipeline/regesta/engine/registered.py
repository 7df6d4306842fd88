"""Shared sources and the entries of registries: held against the contract, and what they refer to is there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from regesta.advice.suggest import did_you_mean, nearest
from regesta.check.archived import texts_as_digested
from regesta.dataset import Dataset, every_id
from regesta.diagnostics import Diagnostic
from regesta.engine.treat import Shared
from regesta.read import Record
from regesta.read.text import quoted
from regesta.validate import check_forms, explain
from regesta.walk import referring


def check_shared(dataset: Dataset, sources: Iterable[Shared]) -> Iterator[Diagnostic]:
    """The sources of record files against the contract, and their archived texts."""
    for where, pointer, source in sources:
        listed, in_json = [source], where.path.suffix == ".json"
        told = explain(dataset.contract, "sources", listed, in_json=in_json)
        forms = check_forms(dataset.contract, "sources", listed)
        for d in (*told, *forms, *texts_as_digested(dataset.folder, [("/0", source)])):
            yield placed_in_file(where, replace(d, field=pointer + d.field.removeprefix("/0")))


def placed_in_file(where: Any, diagnostic: Diagnostic) -> Diagnostic:
    """A finding with its place in the file that the record or list came from."""
    from regesta.read import position  # noqa: PLC0415 - for faults only

    return position(replace(diagnostic, path=where.shown), Record({}, where.path, where.shown))


def registry_references(dataset: Dataset, prefix: str) -> Iterator[Diagnostic]:
    """What registries refer to: parents, successors, the actors that publish, archived texts by their digests."""
    registered = (("actor", dataset.actors), ("place", dataset.places))
    known = {kind: dict.fromkeys(every_id(entries)) for kind, entries in registered}
    for name, entries in (("actors", dataset.actors), ("places", dataset.places), ("sources", dataset.sources)):
        document = dataset.contract.schema(name)
        found: list[tuple[int, Diagnostic]] = []
        for index, entry in enumerate(entries):
            for kind, target, pointer in referring(document, document["items"], entry):
                if kind in known and target not in known[kind] and f"{kind}s" not in dataset.unread:
                    meant = did_you_mean(nearest(target, known[kind]))
                    fault = Diagnostic(
                        "X702", f"there is no {kind} {quoted(target)}", pointer, value=target, help=meant
                    )
                    found.append((index, fault))
        if name == "sources":
            for index, entry in enumerate(entries):
                found += [(index, d) for d in texts_as_digested(dataset.folder, [("", entry)])]
        if found and dataset.folder is not None:
            path = dataset.folder / "registry" / f"{name}.yaml"
            yield from _of_entries(found, entries, path, f"{prefix}registry/{name}.yaml")


def _of_entries(
    found: Sequence[tuple[int, Diagnostic]], entries: Sequence[dict[str, Any]], path: Path, shown: str
) -> Iterator[Diagnostic]:
    """Findings about sound entries with their places in the file, where broken entries may stand between these."""
    from regesta.read import position  # noqa: PLC0415 - for faults only
    from regesta.read.files import read_document  # noqa: PLC0415 - as above

    listed = read_document(path, shown, {})[0]
    ids = [one.get("id") if isinstance(one, dict) else None for one in (listed if isinstance(listed, list) else ())]
    stands = {own: at for at, own in reversed(list(enumerate(ids))) if isinstance(own, str)}
    for index, fault in found:
        where = f"/{stands.get(str(entries[index].get('id')), index)}{fault.field}"
        yield position(replace(fault, path=shown, field=where), Record({}, path, shown))
