"""One run at a time writes releases of a dataset to a folder: who holds its lock."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from regesta.errors import RegestaError


@contextmanager
def locked(out: Path, name: str) -> Iterator[None]:
    """Hold the lock of a dataset in a folder, which is made; who dies frees it, and who ends removes its file too.

    Raises:
        RegestaError: another run holds it, or nothing can be written there.
    """
    path = out / f".{name}.lock"
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = _lock(path)
    except BlockingIOError as error:
        raise RegestaError(f"another release of {name} is being written to {out}; try again when it is done") from error
    except OSError as error:
        raise RegestaError(f"nothing can be written to {out} ({error.strerror}); -o names another folder") from error
    with lock:
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _lock(path: Path) -> TextIO:
    """The lock file, locked. A run that ends removes it; who had it open by then holds nothing, and opens the next.

    Raises:
        BlockingIOError: another run holds it.
    """
    with ExitStack() as unless_held:
        file = unless_held.enter_context(path.open("w"))
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_at(file, path):
            unless_held.pop_all()
            return file
    return _lock(path)


def _is_at(file: TextIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
