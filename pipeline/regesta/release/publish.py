"""Publishing is one rename: a release is there whole or not at all, and the ones before it stay as they are."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regesta.errors import RegestaError
from regesta.release.versions import latest

SUMS = "SHA256SUMS"


@contextmanager
def staged(out: Path, name: str) -> Iterator[Path]:
    """A stage beside the target, under a lock; whatever is left of it is removed, also that of runs that died.

    Raises:
        RegestaError: another release is being written there.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (out / f".{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RegestaError(
                f"another release of {name} is being written to {out}; try again when it is done"
            ) from error
        for left in (*out.glob(f".{name}-stage-*"), *out.glob(f".{name}-old-*")):
            shutil.rmtree(left, ignore_errors=True)
        stage = Path(tempfile.mkdtemp(prefix=f".{name}-stage-", dir=out))
        stage.chmod(0o755)
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
            (out / f".{name}.lock").unlink(missing_ok=True)


def release_files(folder: Path) -> list[Path]:
    """Every file of a release in the order of its path from there."""
    return sorted((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.relative_to(folder).as_posix())


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(stage: Path) -> None:
    """Write the checksums of every file, in the form that `sha256sum -c` reads."""
    lines = [f"{sha256(path)}  {path.relative_to(stage).as_posix()}\n" for path in release_files(stage)]
    (stage / SUMS).write_text("".join(lines), encoding="utf-8")


def publish(stage: Path, target: Path, name: str) -> None:
    """Move a finished stage to its place, then point the link to the latest version at what it is now.

    A pre-release that is there already is moved aside first and removed after.
    """
    for path in release_files(stage):
        path.chmod(0o644)
        _sync(path)
    for folder in (*(p for p in stage.rglob("*") if p.is_dir()), stage):
        folder.chmod(0o755)
        _sync(folder)
    out = target.parent
    if target.exists():
        aside = Path(tempfile.mkdtemp(prefix=f".{name}-old-", dir=out)) / target.name
        target.rename(aside)
        stage.rename(target)
        shutil.rmtree(aside.parent)
    else:
        stage.rename(target)
    _sync(out)
    _point_latest(out, name)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _point_latest(out: Path, name: str) -> None:
    version = latest(out, name)
    if version is None:
        return
    link, fresh = out / f"{name}-latest", out / f".{name}-latest-new"
    if link.is_symlink() and link.readlink() == Path(f"{name}-{version}"):
        return
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(f"{name}-{version}")
    fresh.replace(link)
    _sync(out)
