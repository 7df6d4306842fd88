"""Versions and the folders that bear them: SemVer order, NAME-VERSION, the link to the latest."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

_NUMBER, _LABEL = "(0|[1-9][0-9]{0,99})", "[0-9A-Za-z-]+"
_SIGNS = ("manifest.json", "SHA256SUMS")  # of a release; it has both
_SEMVER = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-({_LABEL}(?:\.{_LABEL})*))?")

Precedence: TypeAlias = tuple[int, int, int, int, tuple[tuple[int, int, str], ...]]


def precedence(version: str) -> Precedence | None:
    """The key by which versions sort (SemVer 2.0.0, 11); None where the text is no version.

    >>> precedence("1.0.0-dev") < precedence("1.0.0")
    True
    """
    match = _SEMVER.fullmatch(version)
    if match is None:
        return None
    parts = tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in match[4].split(".")) if match[4] else ()
    return int(match[1]), int(match[2]), int(match[3]), 0 if match[4] else 1, parts


def version_advice(text: str) -> str:
    """What to write where a text is no version.

    >>> version_advice("2024.06.03"), version_advice("v1")
    ('write 2024.6.3', 'it has the form 1.2.3 or 1.2.3-dev')
    """
    plain = re.sub(r"(?<![0-9])0+(?=[0-9])", "", text.removeprefix("v"))
    return f"write {plain}" if precedence(plain) is not None else "it has the form 1.2.3 or 1.2.3-dev"


def is_development(version: str) -> bool:
    """Whether a version may be replaced: a pre-release that begins with dev."""
    return version.partition("-")[2].split(".")[0] == "dev"


def releases(out: Path, name: str) -> Iterator[tuple[Precedence, str, Path]]:
    """The releases of a dataset in a folder, those that lost their manifest too: precedence, version, path."""
    for path in out.iterdir() if out.is_dir() else ():
        version = path.name.removeprefix(f"{name}-")
        key = precedence(version) if version != path.name else None
        if (
            key is not None
            and path.is_dir()
            and not path.is_symlink()
            and any((path / one).is_file() for one in _SIGNS)
        ):
            yield key, version, path


def release_before(out: Path, name: str, version: str) -> Path | None:
    """The release with the highest version below this one."""
    limit = precedence(version)
    below = [(key, path) for key, _, path in releases(out, name) if limit is not None and key < limit]
    return max(below)[1] if below else None


def latest(out: Path, name: str) -> str | None:
    """The highest version in a folder that is no pre-release and has its manifest."""
    whole = [(key, version) for key, version, path in releases(out, name) if (path / "manifest.json").is_file()]
    found = [(key, version) for key, version in whole if "-" not in version]
    return max(found)[1] if found else None
