"""Publishing is one rename: a release is there whole or not at all, and the ones before it stay as they are.

A run that writes to a folder holds `.NAME.lock` there and fills `.NAME.stage-*`; what a run that died has left, the
next one puts right. No name of a dataset has a dot in it, so these are never another's.
"""

import ctypes
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from regesta.errors import RegestaError
from regesta.release.lock import locked
from regesta.release.versions import latest

SUMS = "SHA256SUMS"
_LEFT = ("stage-", "was-", "latest")
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # as Linux numbers them


@contextmanager
def staged(out: Path, name: str) -> Iterator[Path]:
    """A stage beside the releases, under a lock; in the end the link names the latest version and nothing lies about.

    Raises:
        RegestaError: another release is being written there, or nothing can be.
        OSError: the disk does not take it.
    """
    with locked(out, name):
        link = out / f"{name}-latest"
        if link.is_dir() and not link.is_symlink():
            raise RegestaError(f"{link} is a folder, where a link to the latest version belongs; move it away")
        try:
            _sweep(out, name)
            yield Path(tempfile.mkdtemp(prefix=f".{name}.stage-", dir=out))
            _point_latest(out, name)
        finally:
            _sweep(out, name)


def settled(out: Path, name: str) -> bool:
    """Whether the last run came to its end: nothing of it lies about, and the link names the latest version."""
    return not _left(out, name, *_LEFT, "lock") and _unlinked(out, name) is None


def release_files(folder: Path) -> list[Path]:
    """Every file of a release in the order of its path from there.

    Raises:
        OSError: a folder cannot be listed.
    """
    listed = os.walk(folder, onerror=_raise)
    found = (Path(parent) / name for parent, _, names in listed for name in names)
    return sorted((p for p in found if p.is_file()), key=lambda p: p.relative_to(folder).as_posix())


def _raise(error: OSError) -> None:
    raise error


def sha256(path: Path) -> str:
    """The digest of a file in hexadecimal digits. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(stage: Path, known: Mapping[str, str] | None = None) -> None:
    """Write the checksums of every file, in the form that `sha256sum -c` reads; known are some of them, by path."""
    sums = {path.relative_to(stage).as_posix(): path for path in release_files(stage)}
    lines = [f"{(known or {}).get(name) or sha256(path)}  {name}\n" for name, path in sums.items()]
    (stage / SUMS).write_text("".join(lines), encoding="utf-8")


def read_sums(release: Path) -> list[tuple[str, str]]:
    """The lines of SHA256SUMS, one that is no such line included: (path, digest).

    Raises:
        OSError, UnicodeDecodeError: it is not there, or cannot be read.
    """
    lines = (release / SUMS).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return [(name, digest) for digest, _, name in (line.partition("  ") for line in lines)]


def publish(stage: Path, target: Path, name: str) -> None:
    """Move a finished stage to its place once all of it is on the disk, readable by everyone under any umask.

    A pre-release that is there becomes the stage at the same stroke. Where the system cannot swap folders it is set
    aside first, and the next run puts it back should this one die before the second rename.
    """
    for path in release_files(stage):
        path.chmod(0o644)
        _sync(path)
    for folder in (*(p for p in stage.rglob("*") if p.is_dir()), stage):
        folder.chmod(0o755)
        _sync(folder)
    if not target.exists():
        stage.rename(target)
    elif not _swapped(stage, target):
        target.rename(target.with_name(f".{name}.was-{target.name}"))
        stage.rename(target)
    _sync(target.parent)


def _left(out: Path, name: str, *kinds: str) -> list[Path]:
    return [path for path in out.iterdir() if path.name.startswith(tuple(f".{name}.{kind}" for kind in kinds))]


def _sweep(out: Path, name: str) -> None:
    """Put back a release that was set aside and not replaced; remove everything else that lies about."""
    for aside in _left(out, name, "was-"):
        target = out / aside.name.removeprefix(f".{name}.was-")
        if not target.exists():
            aside.rename(target)
    for left in _left(out, name, *_LEFT):
        if left.is_symlink():
            left.unlink()
        else:
            shutil.rmtree(left, ignore_errors=True)


def _swapped(one: Path, other: Path) -> bool:
    """Whether two folders have changed places in one step; not every system and file system can do it."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    done = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unlinked(out: Path, name: str) -> str | None:
    """The folder of the latest version where the link does not name it; none where it does, or there is no version."""
    version, link = latest(out, name), out / f"{name}-latest"
    if version is None or (link.is_symlink() and link.readlink() == Path(f"{name}-{version}")):
        return None
    return f"{name}-{version}"


def _point_latest(out: Path, name: str) -> None:
    wanted = _unlinked(out, name)
    if wanted is None:
        return
    fresh = out / f".{name}.latest"
    fresh.symlink_to(wanted)
    fresh.replace(out / f"{name}-latest")
    _sync(out)
