"""Two releases held against each other: records, settings of the dataset, fields of the contract, codes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regesta.contract import Schema, read_vocabulary
from regesta.errors import RegestaError
from regesta.release.changes import Change, record_changes, table_changes
from regesta.release.content import Content
from regesta.release.formats import read_content
from regesta.release.manifest import Manifest, read_manifest


@dataclass(frozen=True)
class Difference:
    """What is different from one release to another.

    dataset are changes of the [dataset] table, schema of fields of the contract (id: where the field stands, such as
    `Place.country` or `event.tags[]`; field: the keyword), vocabularies of codes (table: the vocabulary), records of
    events, actors, places, sources and withdrawn.
    """

    old: Manifest
    new: Manifest
    dataset: tuple[Change, ...]
    schema: tuple[Change, ...]
    vocabularies: tuple[Change, ...]
    records: tuple[Change, ...]

    @property
    def equal(self) -> bool:
        """Whether both hold the same content, to the byte."""
        found = self.dataset or self.schema or self.vocabularies or self.records
        return not found and self.old.content_sha256 == self.new.content_sha256


def difference(old: Path, new: Path) -> Difference:
    """What is different from the release `old` to the release `new`.

    Raises:
        RegestaError: one of them is not a release, or cannot be read as one.
    """
    manifests = (open_release(old), open_release(new))
    was, now = (_contract(folder) for folder in (old, new))
    try:
        return Difference(
            *manifests,
            dataset=tuple(table_changes("dataset", *({"dataset": m.dataset} for m in manifests))),
            schema=tuple(table_changes("schema", *(dict(_fields(documents)) for documents, _ in (was, now)))),
            vocabularies=tuple(_code_changes(was[1], now[1])),
            records=tuple(record_changes(_content(old), _content(new))),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RegestaError(f"{old} and {new} cannot be compared: one is not sound; try `regesta verify`") from error


def open_release(folder: Path) -> Manifest:
    """The manifest of a release.

    Raises:
        RegestaError: there is no release there.
    """
    if not (folder / "manifest.json").is_file():
        raise RegestaError(f"{folder} is not a release: it has no manifest.json")
    try:
        return read_manifest(folder)
    except ValueError as error:
        raise RegestaError(f"{folder} is not a release: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _content(folder: Path) -> Content:
    try:
        return read_content(folder)
    except (OSError, ValueError, RecursionError) as error:
        raise RegestaError(f"the records of {folder} cannot be read: {_first_line(error)}") from error


_Vocabularies = Mapping[str, Mapping[str, dict[str, Any]]]


def _contract(folder: Path) -> tuple[Mapping[str, Schema], _Vocabularies]:
    """The documents of a release's contract by kind, and its vocabularies by name."""
    schema = folder / "schema"
    try:
        documents = {
            path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(schema.glob("*.schema.json"))
        }
        codes = {
            path.stem: read_vocabulary(path.read_text(encoding="utf-8"))
            for path in sorted((schema / "vocabulary").glob("*.csv"))
        }
    except (OSError, ValueError, KeyError, RecursionError) as error:
        raise RegestaError(f"the contract of {folder} cannot be read: {_first_line(error)}") from error
    return documents, codes


def _fields(documents: Mapping[str, Schema]) -> Iterator[tuple[str, Schema]]:
    """Every field of a contract with its keywords, by where it stands; a definition that several share comes once."""
    for kind, document in documents.items():
        yield from _below(kind, document)
        for name, node in document.get("$defs", {}).items():
            yield from _below(name, node)


def _below(place: str, node: Schema | bool) -> Iterator[tuple[str, Schema]]:
    """A node and the fields in it; codes are compared by their vocabulary, not here."""
    if isinstance(node, bool):
        yield place, {"allowed": node}
        return
    codes = ("enum",) if "x-vocabulary" in node else ()
    apart = ("properties", "$defs", *codes, *(("items",) if isinstance(node.get("items"), dict) else ()))
    yield place, {key: value for key, value in node.items() if key not in apart}
    for name, child in node.get("properties", {}).items():
        yield from _below(f"{place}.{name}", child)
    if isinstance(node.get("items"), dict):
        yield from _below(f"{place}[]", node["items"])


def _code_changes(old: _Vocabularies, new: _Vocabularies) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        yield from table_changes(name, *(_filled(side.get(name, {})) for side in (old, new)))


def _filled(codes: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The codes without their empty cells: a column that a dataset adds is blank for the others."""
    return {code: {key: cell for key, cell in row.items() if cell} for code, row in codes.items()}
