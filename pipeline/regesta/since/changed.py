"""What git says has changed since a revision: which files, and what stood in them."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeAlias

from regesta.errors import RegestaError

CONTRACT = ("regesta.toml", "extension.schema.json", "registry", "vocabulary")
EVIDENCE = "evidence"
_GIT = ("git", "-c", "core.fsmonitor=false")
_INSTEAD = "name the files to check instead"
_NONE = re.compile("0+")  # the id of nothing
_COMMIT = re.compile("[0-9a-f]{40,64}")
_FILE = "100"  # how the mode of an ordinary file begins, in octal

# What stood in a blob: its lines with their ends. They are read to the end before another is asked for.
Blobs: TypeAlias = Callable[[str], Iterator[bytes]]


class Changed(NamedTuple):
    """The files below a folder that differ from a commit, as POSIX paths from it: the deleted and the new included.

    Each with the blob that it was there (None: it was no file). repositories are folders that differ and are others,
    with a / at the end; of these nothing more is known.
    """

    folder: Path
    commit: str
    files: Mapping[str, str | None]
    repositories: tuple[str, ...] = ()

    def holds(self, name: str) -> bool:
        """Whether a file differs, or lies in a repository of its own that does."""
        return name in self.files or name.startswith(self.repositories)


def home(name: str) -> str:
    """The first step of a path."""
    return name.partition("/")[0]


def changed_since(folder: Path, revision: str) -> Changed:
    """What differs from where this branch left a revision: from the revision itself, where it is an ancestor.

    revision names one commit, never an option or a path. Files that git ignores are passed over.

    Raises:
        RegestaError: there is no git, no repository, or no such commit.
    """
    if revision.startswith("-") or not revision.isprintable() or not revision:
        raise RegestaError(f"--changed-since wants a revision such as main or HEAD~1, not {revision!r}")
    _expect_repository(folder)
    commit = _commit(folder, revision)
    raw = ("--raw", "--no-abbrev", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv")
    differing = _git(folder, "diff", *raw, commit, "--", ".")
    new = _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if differing.failed or new.failed:
        why = differing.why or new.why
        raise RegestaError(f"--changed-since: git could not compare {folder} with {revision!r}{why}; {_INSTEAD}")
    files = dict(_differing(differing.out)) | {name: None for name in new.out.split("\0") if name}
    return Changed(folder, commit, files, tuple(name for name in files if name.endswith("/")))


def _expect_repository(folder: Path) -> None:
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if "dubious ownership" in inside.why:
        raise RegestaError(
            f"--changed-since: git refuses {folder}, which belongs to another user; "
            "if you trust it: git config --global --add safe.directory, with the folder of the repository"
        )
    if inside.out != "true\n":
        raise RegestaError(f"--changed-since: {folder} is in no git repository; {_INSTEAD}")


def _commit(folder: Path, revision: str) -> str:
    """The commit to compare with: where the branch left the revision, else the revision itself."""
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").out.strip()
    if ".." in revision:
        raise RegestaError(
            f"--changed-since wants one revision, not {revision!r}: what differs from it is looked for in the files "
            "here, from where the branch left it"
        )
    if _COMMIT.fullmatch(found) is None and _git(folder, "rev-parse", "--verify", "--quiet", "HEAD").failed:
        raise RegestaError("--changed-since: this branch has no commit yet; leave the option out until it has one")
    if _COMMIT.fullmatch(found) is None:
        raise RegestaError(
            f"--changed-since: there is no revision {revision!r} here; if it is on a server, fetch it first "
            "(a shallow clone lacks it: `git fetch --unshallow`, or `fetch-depth: 0` in a workflow)"
        )
    base = _git(folder, "merge-base", found, "HEAD").out.strip()
    return base if _COMMIT.fullmatch(base) else found


def _differing(raw: str) -> Iterator[tuple[str, str | None]]:
    """The paths of `git diff --raw -z` with their blobs; one that is not merged yet is told twice."""
    parts = raw.split("\0")[:-1]
    for about, name in zip(parts[::2], parts[1::2], strict=True):
        before, after, blob, *_ = about.lstrip(":").split(" ")
        if "160000" in (before, after):
            yield f"{name}/", None
        else:
            yield name, blob if before.startswith(_FILE) and not _NONE.fullmatch(blob) else None


@contextmanager
def blobs_of(changed: Changed) -> Iterator[Blobs]:
    """What reads the blobs, one after another; of one that git lacks (a partial clone) there is nothing to read."""
    with subprocess.Popen(  # noqa: S603 - no shell, and no argument that is not ours
        [*_GIT, "cat-file", "--batch"], cwd=changed.folder, env=_environment(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip

        def lines(blob: str) -> Iterator[bytes]:
            assert process.stdin is not None
            assert process.stdout is not None  # both are pipes
            process.stdin.write(f"{blob}\n".encode())
            process.stdin.flush()
            answer = process.stdout.readline().split()
            left = int(answer[2]) if len(answer) == 3 else -1  # "ID missing" where there is none
            while left > 0:
                line = process.stdout.readline(left)
                if not line:
                    raise RegestaError(f"--changed-since: git stopped while it was read; {_INSTEAD}")
                left -= len(line)
                yield line
            if left == 0:
                process.stdout.readline()

        yield lines


class _Answer(NamedTuple):
    """What git prints; why is empty, or says after a colon what it complains of."""

    out: str
    failed: bool
    why: str


def _git(folder: Path, *arguments: str) -> _Answer:
    command = [*_GIT, *arguments]
    try:
        done = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, check=False)  # noqa: S603 - no shell; the arguments are ours
    except FileNotFoundError:
        raise RegestaError(f"--changed-since needs git, which is not installed; {_INSTEAD}") from None
    told = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
    failed = done.returncode != 0
    return _Answer(os.fsdecode(done.stdout) if not failed else "", failed, f": {told}" if failed and told else "")


def _environment() -> dict[str, str]:
    """The environment for git, in which what a hook of git was told holds in another folder too."""
    found = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
    if "GIT_DIR" in found:
        found["GIT_DIR"] = os.path.abspath(found["GIT_DIR"])  # noqa: PTH100 - links are left as they are
        found["GIT_WORK_TREE"] = os.path.abspath(found.get("GIT_WORK_TREE", "."))  # noqa: PTH100 - as above
    return found
