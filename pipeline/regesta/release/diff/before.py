"""The release before: the one whose changes are told, and the one whose promises hold."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from regesta.errors import RegestaError
from regesta.release.content import JSON_TABLES
from regesta.release.diff.run import open_release
from regesta.release.publish import SUMS, read_sums, release_files, sha256
from regesta.release.versions import precedence, release_before, releases


def find_before(home: Path, about: Mapping[str, Any], against: Path | None) -> Path | None:
    """The release before: the one that was named, else the highest version below this one in the same folder.

    Raises:
        RegestaError: the one that was named is no release of this dataset, or of no version below this one; the one
            that was found lost its manifest.
    """
    if against is None:
        return _with_manifest(release_before(home, about["name"], about["version"]))
    other = open_release(against)
    if other.name != about["name"]:
        raise RegestaError(f"{against} is a release of {other.name}, not of {about['name']}")
    limit = precedence(about["version"])
    if limit is None or (precedence(other.version) or limit) >= limit:
        raise RegestaError(f"{against} is version {other.version}, which does not come before {about['version']}")
    return against


def find_promised(home: Path, about: Mapping[str, Any], before: Path | None) -> Path | None:
    """The release whose ids and interface this one must keep: the one before, or the last full one below that.

    A pre-release promises nothing (SemVer 2.0.0, 9), and takes back nothing that a full one before it promised.

    Raises:
        RegestaError: the one before is no release, or the one below that lost its manifest.
    """
    if before is None or "-" not in open_release(before).version:
        return before
    limit = precedence(about["version"])
    below = [(key, path) for key, version, path in releases(home, about["name"]) if "-" not in version]
    found = max(((key, path) for key, path in below if limit is not None and key < limit), default=(None, None))[1]
    return _with_manifest(found)


def _with_manifest(release: Path | None) -> Path | None:
    """A release that was found by its name, if any: what it promised must not be passed over as if it had not been."""
    if release is not None and not (release / "manifest.json").is_file():
        raise _altered(release, "manifest.json", "is missing")
    return release


def refuse_altered(release: Path) -> None:
    """Refuse a release before of which a file that is read for the next one is no longer what it was when released.

    What such a file says would be told as a change for ever.

    Raises:
        RegestaError: naming the file.
        OSError: one cannot be read.
    """
    try:
        sums = dict(read_sums(release))
        listed = {file.path: file.sha256 for file in open_release(release).files}
    except FileNotFoundError as error:
        raise _altered(release, Path(error.filename or SUMS).name, "is missing") from error
    except UnicodeDecodeError as error:
        raise _altered(release, SUMS, "cannot be read") from error
    for name in _read(release, listed):
        try:
            digest = sha256(release / name)
        except FileNotFoundError as error:
            raise _altered(release, name, "is missing") from error
        if sums.get(name) != digest or (name != "manifest.json" and listed.get(name) != digest):
            raise _altered(release, name, "is not what it was when it was released")


def _read(release: Path, listed: Collection[str]) -> Iterator[str]:
    """The files of a release that the next one is held against: those that are there or listed."""
    yield from ("manifest.json", "datapackage.json", *(f"json/{table}.jsonl" for table in JSON_TABLES))
    homes = ("schema/",) if (release / "csv").is_dir() else ("schema/", "parquet/")  # types are those of either
    there = {path.relative_to(release).as_posix() for path in release_files(release)}
    yield from sorted(name for name in there.union(listed) if name.startswith(homes))


def _altered(release: Path, name: str, what: str) -> RegestaError:
    return RegestaError(
        f"{name} of the release before {what}, so no changes since then can be told: `regesta verify {release}` "
        "says more; put back a sound copy of that release"
    )
