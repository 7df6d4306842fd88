"""What changed since a git revision, so that a check can report on that alone."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from regesta.errors import RegestaError

_CONTRACT = ("regesta.toml", "extension.schema.json", "registry", "vocabulary", "evidence")
_INSTEAD = "name the files to check instead"


def changed_names(folder: Path, revision: str) -> frozenset[str]:
    """The files below a folder that differ from a revision, the deleted and the new included, as POSIX paths from it.

    revision names one commit, never an option or a path. Files that git ignores are passed over.

    Raises:
        RegestaError: there is no git, no repository, or no such commit.
    """
    if revision.startswith("-") or not revision.isprintable() or not revision:
        raise RegestaError(f"--changed-since wants a revision such as main or HEAD~1, not {revision!r}")
    if _git(folder, "rev-parse", "--is-inside-work-tree") != ["true\n"]:
        raise RegestaError(f"--changed-since: {folder} is in no git repository; {_INSTEAD}")
    if _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}") is None:
        raise RegestaError(
            f"--changed-since: there is no revision {revision!r} here; if it is on a server, fetch it first "
            "(a shallow clone lacks it: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow)"
        )
    differing = _differing(folder, revision, ".")
    new = _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if differing is None or new is None:
        raise RegestaError(f"--changed-since: git could not compare {folder} with {revision!r}; {_INSTEAD}")
    return frozenset(name for name in (*differing, *new) if name)


def may_have_lost(folder: Path, revision: str) -> bool:
    """Whether a dataset's record files of a revision were changed or deleted since: an event may be gone with them.

    revision is one that `changed_names` took.
    """
    return any(_differing(folder, revision, "records", "--diff-filter=a") or ())


def _differing(folder: Path, revision: str, below: str, *filters: str) -> list[str] | None:
    """The files below a folder that git has and that differ from a commit; None where git fails."""
    how = ("--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules")
    return _git(folder, "diff", *how, *filters, f"{revision}^{{commit}}", "--", below)


def _git(folder: Path, *arguments: str) -> list[str] | None:
    """What git prints, parted at NUL; None where it fails."""
    command = ["git", "-c", "core.fsmonitor=false", *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)  # noqa: S603 - no shell; the arguments are ours
    except FileNotFoundError:
        raise RegestaError(f"--changed-since needs git, which is not installed; {_INSTEAD}") from None
    return os.fsdecode(done.stdout).split("\0") if done.returncode == 0 else None


def changed_files(folder: Path, files: Sequence[Path], revision: str, *, loose: bool = False) -> list[Path] | None:
    """Those of the files below a folder that changed since a revision; None where the change may reach all of them.

    It may where the folder is a dataset and its settings, its contract, a registry or an archived text changed; loose:
    the folder is none.

    Raises:
        RegestaError: as `changed_names`.
    """
    names = changed_names(folder, revision)
    if not loose and any(name.split("/")[0] in _CONTRACT for name in names):
        return None
    root = folder.absolute()
    return [path for path in files if path.absolute().relative_to(root).as_posix() in names]
