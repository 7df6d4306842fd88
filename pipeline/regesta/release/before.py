"""The release before: the one whose changes are told, and the one whose promises hold."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from regesta.errors import RegestaError
from regesta.release.diff import open_release
from regesta.release.versions import precedence, release_before, releases


def find_before(home: Path, about: Mapping[str, Any], against: Path | None) -> Path | None:
    """The release before: the one that was named, else the highest version below this one in the same folder.

    Raises:
        RegestaError: the one that was named is no release of this dataset, or of no version below this one.
    """
    if against is None:
        return release_before(home, about["name"], about["version"])
    if (other := open_release(against).name) != about["name"]:
        raise RegestaError(f"{against} is a release of {other}, not of {about['name']}")
    limit, version = precedence(about["version"]), open_release(against).version
    if limit is None or (precedence(version) or limit) >= limit:
        raise RegestaError(f"{against} is version {version}, which does not come before {about['version']}")
    return against


def find_promised(home: Path, about: Mapping[str, Any], before: Path | None) -> Path | None:
    """The release whose ids and interface this one must keep: the one before, or the last full one below that.

    A pre-release promises nothing (SemVer 2.0.0, 9), and takes back nothing that a full one before it promised.

    Raises:
        RegestaError: the one before is no release.
    """
    if before is None or "-" not in open_release(before).version:
        return before
    limit = precedence(about["version"])
    below = [(key, path) for key, version, path in releases(home, about["name"]) if "-" not in version]
    return max(((key, path) for key, path in below if limit is not None and key < limit), default=(None, None))[1]
