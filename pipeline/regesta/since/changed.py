"""What git says has changed since a revision: which files, and what stood in them."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple, TypeAlias

from regesta.errors import RegestaError

CONTRACT = ("regesta.toml", "extension.schema.json", "registry", "vocabulary")
EVIDENCE = "evidence"
# Nothing that comes with a repository is run: settings of its own name programs, and so do those of a folder that is
# laid out like a bare repository, which a change may bring along.
_GIT = (
    "git", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", f"diff.orderFile={os.devnull}",
    "-c", "safe.bareRepository=explicit",
)  # fmt: skip
_PROGRAMS = r"^(filter\..*\.(clean|process)|lfs\.extension\..*)$"  # settings, in lower case but for the middle
_LFS = frozenset(("git-lfs clean -- %f", "git-lfs filter-process"))
_OWN = ("local", "worktree")  # whose settings come with a repository
_GITLINK = "160000"
_INSTEAD = "name the files to check instead"
FETCH = "`git fetch --unshallow`, `fetch-depth: 0` in a workflow, or `GIT_DEPTH: 0` in GitLab"
_NONE = re.compile("0+")  # the id of nothing
_SHORTEST = 40  # characters of the id of a commit
_COMMIT = re.compile("[0-9a-f]{40,64}")
_FATAL = "fatal: "
_FILE = "100"  # how the mode of an ordinary file begins, in octal

# What stood in a blob: its lines with their ends. They are read to the end before another is asked for.
Blobs: TypeAlias = Callable[[str], Iterator[bytes]]


class Changed(NamedTuple):
    """The files below a folder that differ from a commit, as POSIX paths from it: the deleted and the new included.

    Each with the blob that it was there (None: it was no file). repositories are folders that differ and are others,
    with a / at the end; of these nothing more is known. apart is the revision, where a shallow clone lacks what tells
    where this branch left it.
    """

    folder: Path
    commit: str
    files: Mapping[str, str | None]
    repositories: tuple[str, ...] = ()
    apart: str | None = None

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
    _expect_revision(revision)
    _expect_repository(folder)
    commit, is_apart = _commit(folder, revision)
    raw = ("--raw", "--no-abbrev", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv")
    quiet = _without_programs(sorted({name for one in (folder, *_nested(folder)) for name in _filters(one)}))
    differing = _git(folder, "diff", *raw, commit, "--", ".", more=quiet)
    if differing.failed:  # for want of a blob, it may be: without a look at what stands in the files none is needed
        differing = _git(folder, "-c", "diff.autoRefreshIndex=false", "diff", *raw, commit, "--", ".", more=quiet)
    new = _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if differing.failed or new.failed:
        why = differing.why or new.why
        raise RegestaError(f"--changed-since: git could not compare {folder} with {revision!r}{why}; {_INSTEAD}")
    files = dict(_differing(differing.out)) | {name: None for name in new.out.split("\0") if name}
    apart = revision if is_apart else None
    return Changed(folder, commit, files, tuple(name for name in files if name.endswith("/")), apart)


def _nested(folder: Path) -> Iterator[Path]:
    """The repositories within that of a folder that are checked out, and those within them."""
    for line in _git(folder, "ls-files", "--stage", "-z", "--", ".").out.split("\0"):
        if line.startswith(_GITLINK) and os.path.lexists(one := folder / line.partition("\t")[2] / ".git"):
            yield one.parent
            yield from _nested(one.parent)


def _filters(folder: Path) -> Iterator[str]:
    """The filters of which the repository itself says what programs they run; that of Git LFS, as it is, is none."""
    told = _git(folder, "config", "--show-scope", "-z", "--get-regexp", _PROGRAMS).out.split("\0")
    own = [entry.partition("\n") for scope, entry in zip(told[::2], told[1::2], strict=False) if scope in _OWN]
    is_extended = any(key.startswith("lfs.") for key, _, _ in own)
    for key, _, value in own:
        name = key.removeprefix("filter.").rpartition(".")[0]
        if key.startswith("filter.") and (is_extended or name != "lfs" or value not in _LFS):
            yield name
    if is_extended:
        yield "lfs"


def _without_programs(filters: Sequence[str]) -> dict[str, str]:
    """What makes git run no program for some filters, here and in repositories within."""
    found = [(f"filter.{name}.{key}", "") for name in filters for key in ("clean", "process")]
    found += [(f"filter.{name}.required", "false") for name in filters]
    before = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    numbered = [
        pair
        for number, (key, value) in enumerate(found, before)
        for pair in ((f"GIT_CONFIG_KEY_{number}", key), (f"GIT_CONFIG_VALUE_{number}", value))
    ]
    return {"GIT_CONFIG_COUNT": str(before + len(found)), **dict(numbered)} if found else {}


def _expect_revision(revision: str) -> None:
    if not revision:
        raise RegestaError(
            "--changed-since names no revision: a variable that CI sets in some runs only may be empty here; "
            "leave the option out there"
        )
    if revision.startswith("-") or not revision.isprintable():
        raise RegestaError(f"--changed-since wants a revision such as main or HEAD~1, not {revision!r}")
    if len(revision) >= _SHORTEST and _NONE.fullmatch(revision):
        raise RegestaError(
            "--changed-since: a revision of zeros is what CI names where nothing was before, as of a new branch; "
            "name the branch that it left, such as origin/main"
        )


def _expect_repository(folder: Path) -> None:
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if "safe.bareRepository" in inside.why:
        raise RegestaError(
            f"--changed-since: {folder} lies in a bare repository, which holds no files to compare; {_INSTEAD}"
        )
    if "dubious ownership" in inside.why:
        import shlex  # noqa: PLC0415 - for faults only

        root = inside.why.partition("'")[2].rpartition("'")[0] or str(folder)  # of the repository, as git tells it
        raise RegestaError(
            f"--changed-since: git refuses {folder}, which belongs to another user; "
            f"if you trust it: git config --global --add safe.directory {shlex.quote(root)}"
        )
    if inside.why and "not a git repository" not in inside.why:
        raise RegestaError(f"--changed-since: git cannot look into {folder}{inside.why}")
    if inside.out != "true\n":
        raise RegestaError(f"--changed-since: {folder} is in no git repository; {_INSTEAD}")


def _commit(folder: Path, revision: str) -> tuple[str, bool]:
    """The commit to compare with: where the branch left the revision, else the revision itself.

    Beside it whether it may be the latter for no other reason than that the clone is shallow.
    """
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
            f"(a shallow clone lacks it: {FETCH})"
        )
    base = _git(folder, "merge-base", found, "HEAD").out.strip()
    if _COMMIT.fullmatch(base):
        return base, False
    return found, _git(folder, "rev-parse", "--is-shallow-repository").out == "true\n"


def _differing(raw: str) -> Iterator[tuple[str, str | None]]:
    """The paths of `git diff --raw -z` with their blobs; one that is not merged yet is told twice."""
    parts = raw.split("\0")[:-1]
    for about, name in zip(parts[::2], parts[1::2], strict=True):
        before, after, blob, *_ = about.lstrip(":").split(" ")
        if _GITLINK in (before, after):
            yield f"{name}/", None
        else:
            yield name, blob if before.startswith(_FILE) and not _NONE.fullmatch(blob) else None


@contextmanager
def blobs_of(changed: Changed) -> Iterator[Blobs]:
    """What reads the blobs, one after another; of one that git lacks (a partial clone) there is nothing to read."""
    with ExitStack() as running:
        readers: list[subprocess.Popen[bytes]] = []

        def lines(blob: str) -> Iterator[bytes]:
            if not readers or readers[-1].poll() is not None:
                readers.append(running.enter_context(_reader(changed.folder)))
            yield from _lines_of(readers[-1], blob)

        yield lines


def _reader(folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - no shell, and no argument that is not ours
        [*_GIT, "cat-file", "--batch"], cwd=folder, env=_environment(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _lines_of(process: "subprocess.Popen[bytes]", blob: str) -> Iterator[bytes]:
    """The lines of a blob; none where git has none, which an old git says by ending."""
    assert process.stdin is not None
    assert process.stdout is not None  # both are pipes
    process.stdin.write(f"{blob}\n".encode())
    process.stdin.flush()
    told = process.stdout.readline()
    answer = told.split()
    left = int(answer[2]) if len(answer) == 3 else -1  # "ID missing" where there is none
    while left > 0:
        line = process.stdout.readline(left)
        if not line:
            raise RegestaError(f"--changed-since: git stopped while it was read; {_INSTEAD}")
        left -= len(line)
        yield line
    if left == 0:
        process.stdout.readline()
    elif not told:
        process.wait()


class _Answer(NamedTuple):
    """What git prints; why is empty, or says after a colon what it complains of."""

    out: str
    failed: bool
    why: str


def _git(folder: Path, *arguments: str, more: Mapping[str, str] | None = None) -> _Answer:
    command, environment = [*_GIT, *arguments], {**_environment(), **(more or {})}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)  # noqa: S603 - no shell; the arguments are ours
    except FileNotFoundError:
        raise RegestaError(f"--changed-since needs git, which is not installed; {_INSTEAD}") from None
    lines = done.stderr.decode("utf-8", "replace").strip().split("\n")  # warnings and traces may come first
    told = next((line for line in lines if line.startswith(_FATAL)), lines[0]).removeprefix(_FATAL)
    failed = done.returncode != 0
    return _Answer(os.fsdecode(done.stdout) if not failed else "", failed, f": {told}" if failed and told else "")


def _environment() -> dict[str, str]:
    """The environment for git, in which what a hook of git was told holds in another folder too."""
    found = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
    found |= {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}  # an old git knows the second only
    if "GIT_DIR" in found:
        found["GIT_DIR"] = os.path.abspath(found["GIT_DIR"])  # noqa: PTH100 - links are left as they are
        found["GIT_WORK_TREE"] = os.path.abspath(found.get("GIT_WORK_TREE", "."))  # noqa: PTH100 - as above
    return found
