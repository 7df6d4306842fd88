"""Two releases held against each other: records, settings of the dataset, fields of the contract, codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regesta.advice.wrong_paths import no_release
from regesta.contract import Schema, Vocabulary
from regesta.errors import RegestaError
from regesta.release.diff.changes import Change, record_changes, table_changes
from regesta.release.diff.compatible import shifts
from regesta.release.diff.interface import first_line, release_content, release_interface
from regesta.release.diff.shift import Shift
from regesta.release.manifest import Manifest, read_manifest
from regesta.release.verify.plain import expect_plain


@dataclass(frozen=True)
class Difference:
    """What is different from one release to another.

    dataset are changes of the [dataset] table, schema of fields of the contract (id: where the field stands, such as
    `Place.country` or `event.tags[]`; field: the keyword), vocabularies of codes (table: the vocabulary), records of
    events, actors, places, sources and withdrawn; shifts say what these changes of schema and vocabularies mean for
    readers, by the function that a release is held against.
    """

    old: Manifest
    new: Manifest
    dataset: tuple[Change, ...]
    schema: tuple[Change, ...]
    vocabularies: tuple[Change, ...]
    records: tuple[Change, ...]
    shifts: tuple[Shift, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether both hold the same content, to the byte."""
        found = self.dataset or self.schema or self.vocabularies or self.records or self.shifts
        return not found and self.old.content_sha256 == self.new.content_sha256


def difference(old: Path, new: Path) -> Difference:
    """What is different from the release `old` to the release `new`.

    Raises:
        RegestaError: one of them is not a release, or cannot be read as one.
    """
    manifests = (open_release(old), open_release(new))
    contents = (release_content(old), release_content(new))
    try:
        was, now = (release_interface(*side) for side in zip((old, new), contents, strict=True))
        return Difference(
            *manifests,
            dataset=tuple(table_changes("dataset", *({"dataset": m.dataset} for m in manifests))),
            schema=tuple(table_changes("schema", *(dict(_fields(side.documents)) for side in (was, now)))),
            vocabularies=tuple(code_changes(was.vocabularies, now.vocabularies)),
            records=tuple(record_changes(*contents)),
            shifts=tuple(shifts(was, now)),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RegestaError(f"{old} and {new} cannot be compared: one is not sound; try `regesta verify`") from error


def other_settings(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The settings under [dataset] that are others, but for version and day, which always are."""
    names = [name for name in dict.fromkeys((*new, *old)) if name not in ("version", "released")]
    return [name for name in names if old.get(name) != new.get(name)]


def open_release(folder: Path) -> Manifest:
    """The manifest of a release.

    Raises:
        RegestaError: there is no release there, or more in it than files and folders.
    """
    expect_plain(folder)
    if not (folder / "manifest.json").is_file():
        raise no_release(folder)
    try:
        return read_manifest(folder)
    except ValueError as error:
        raise RegestaError(f"{folder} is not a release: {first_line(error)}") from error


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


def code_changes(old: Mapping[str, Vocabulary], new: Mapping[str, Vocabulary]) -> Iterator[Change]:
    """The codes that are different, by their vocabulary as the table; vocabularies by name, without empty cells."""
    for name in sorted(old.keys() | new.keys()):
        yield from table_changes(name, old.get(name, {}), new.get(name, {}))
