"""What is there of a version that is to be released: nothing, the same, something else, or what is left of it."""

from collections.abc import Collection
from pathlib import Path
from typing import Literal, TypeAlias

from regesta.errors import RegestaError
from regesta.release.manifest import Manifest, read_manifest
from regesta.release.versions import is_development

There: TypeAlias = Literal["already", "damaged", "taken"]

_SIGNS = {  # a file of each format that not every release has
    "json": "json/events.json", "csv": "csv/events_flat.csv", "parquet": "parquet/events_flat.parquet",
    "geo": "geo/events.parquet", "xlsx": "xlsx/events.xlsx",
}  # fmt: skip


def there(target: Path, content_sha256: str, version: str, wanted: Collection[str]) -> There | None:
    """What stands at a place; None where nothing does, or a -dev version that may be replaced.

    That is replaced where its content is another, where it lacks a format that is wanted, and where it is damaged.

    Raises:
        RegestaError: a link that leads nowhere stands there.
    """
    if target.is_symlink() and not target.exists():
        raise RegestaError(f"{target} is a link that leads nowhere; remove it")
    if not target.exists():
        return None
    found = _state(target, content_sha256)
    replaced = is_development(version) and (found != "already" or lacking(target, wanted))
    return None if replaced else found


def lacking(target: Path, wanted: Collection[str]) -> list[str]:
    """The formats of those that are wanted that a release does not have."""
    return [name for name in wanted if name in _SIGNS and not (target / _SIGNS[name]).exists()]


def _state(target: Path, content_sha256: str) -> There:
    try:
        manifest = read_manifest(target)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return "taken"
    if manifest.content_sha256 != content_sha256:
        return "taken"
    return "already" if _is_whole(target, manifest) else "damaged"


def _is_whole(target: Path, manifest: Manifest) -> bool:
    """Whether each file is there and as long as it was; `regesta verify` reads them."""
    try:
        return all((target / file.path).stat().st_size == file.bytes for file in manifest.files)
    except OSError:
        return False
