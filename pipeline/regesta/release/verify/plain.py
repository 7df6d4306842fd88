"""Whether there are but files and folders in a release: before anything of it is opened."""

import os
from collections.abc import Iterator
from pathlib import Path

from regesta.errors import RegestaError

_DEEPEST = 100  # folders: far more than any release has, and far fewer than what walks them can bear


def strange(release: Path) -> Iterator[str]:
    """What lies in a release and is neither a file nor a folder of its own, in words: links, pipes, endless folders.

    Raises:
        OSError: a folder cannot be listed.
    """
    left, found = [(os.fspath(release), "")], list[str]()
    while left:
        folder, before = left.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                name = f"{before}{entry.name}"
                if not entry.is_dir(follow_symlinks=False):
                    found += [] if entry.is_file(follow_symlinks=False) else [f"{name} is no plain file"]
                elif name.count("/") < _DEEPEST:
                    left.append((entry.path, f"{name}/"))
                else:
                    found.append(f"{name} lies deeper than in any release")
    return iter(sorted(found))


def expect_plain(release: Path) -> None:
    """Refuse a release in which there is what may lie elsewhere, or be waited for without end.

    Raises:
        RegestaError: there is.
        OSError: a folder cannot be listed.
    """
    for said in strange(release) if release.is_dir() else ():
        raise RegestaError(f"{release} is not a release that can be read: {said}")
