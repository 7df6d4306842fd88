"""A disk that fails at the n-th call, for n = 1, 2, 3 until nothing fails any more: old or new, and one line that says so."""

import errno
import itertools
import signal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.release.conftest import Ended, Forge

pytestmark = pytest.mark.crash

LASTING, NO_SWAP, READING, EACH_WRITE = 1, 2, 4, 8  # as in faults.c
FAULTS = {"an error": (errno.EIO, 0), "errors from there on": (errno.EIO, LASTING), "a kill": (-signal.SIGKILL, 0)}


class Scene(NamedTuple):
    """What was published before a release, as versions; its version; and the flags of the disk."""

    before: tuple[str, ...]
    version: str
    flags: int = 0


SCENES = {
    "the first": Scene((), "1.0.0"),
    "the next": Scene(("1.0.0",), "1.1.0"),
    "a -dev replaced": Scene(("1.0.0", "1.1.0-dev"), "1.1.0-dev"),
    "a -dev replaced where folders cannot swap": Scene(("1.0.0", "1.1.0-dev"), "1.1.0-dev", NO_SWAP),
}


def ended_well(end: "Ended") -> bool:
    """Whether a run ended as it should on a disk that fails: killed, or with one line and exit code 2, or none the worse."""
    told = end.code == 2 and end.err.startswith("regesta: ") and end.err.count("\n") == 1
    return told or end.code in (0, -signal.SIGKILL)


def linked_later(old: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """The new while the link still names the old: it follows the release."""
    kept = {name: told for name, told in new.items() if not name.endswith("-latest")}
    return kept | {name: told for name, told in old.items() if name.endswith("-latest")}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("scene", SCENES)
def test_at_whichever_call_publishing_fails_it_is_old_or_new(
    scene: str, fault: str, forge: "Forge", tmp_path: Path
) -> None:
    before, out = tmp_path / "before", tmp_path / "out"
    (versions, version, disk), (action, flags) = SCENES[scene], FAULTS[fault]
    for made in versions:
        assert forge.run("publish", before, made, "old").code == 0
    forge.again(before, out)
    release = ("publish", out, version, "new")
    assert forge.run(*release).code == 0
    old, new = forge.standing(before), forge.standing(out)
    whole = [old, new, linked_later(old, new)]
    if disk == NO_SWAP and (flags == LASTING or action < 0):  # set aside, and nothing could be done any more
        whole.append({name: told for name, told in old.items() if not name.startswith(f"small-{version}/")})
    for number in itertools.count(1):
        forge.again(before, out)
        end = forge.run(*release, below=out, number=number, action=action, flags=disk | flags)
        stands = forge.standing(out)
        assert stands in whole, end.calls[number - 1 :]
        assert ended_well(end), end
        assert stands == new or end.code != 0
        assert forge.run(*release).code == 0
        assert (forge.standing(out), forge.lying_about(out)) == (new, [])
        if len(end.calls) < number:
            break
    assert number > 20
    assert end.code == 0


@pytest.mark.parametrize(
    ("formats", "flags", "step"),
    [("jsonl", 0, 1), ("jsonl,json,csv,parquet,geo", EACH_WRITE, 101)],
    ids=["each call for JSON Lines", "one in a hundred for all formats"],
)
def test_at_whichever_call_a_release_fails_it_is_old_or_new(
    formats: str, flags: int, step: int, forge: "Forge", tmp_path: Path
) -> None:
    before, out = tmp_path / "before", tmp_path / "out"
    assert forge.run("release", forge.one, "-o", before, "--formats", formats).code == 0
    forge.again(before, out)
    release = ("release", forge.other, "-o", out, "--version", "1.1.0", "--formats", formats)
    assert forge.run(*release).code == 0
    old, new = forge.standing(before), forge.standing(out)
    forge.again(before, out)
    for number in itertools.count(1, step):
        end = forge.run(*release, below=out, number=number, action=errno.EIO, flags=flags)
        stands = forge.standing(out)
        assert stands in (old, new, linked_later(old, new)), end.calls[number - 1 :]
        assert ended_well(end), end
        assert stands == new or end.code != 0
        if number % 20 == 1 or stands != old:
            assert forge.run(*release).code == 0
            assert (forge.standing(out), forge.lying_about(out)) == (new, [])
            forge.again(before, out)
        if len(end.calls) < number:
            break
    assert number > 200
    assert end.code == 0


@pytest.mark.parametrize(
    ("version", "unreadable", "code"),
    [("1.0.0", "1.0.0", 1), ("1.1.0-dev", "1.1.0-dev", 0), ("1.1.0-dev", "1.0.0", 0)],
    ids=["the one that stays", "the one that is replaced", "the one before"],
)
def test_where_an_older_release_cannot_be_read_nothing_is_changed(
    version: str, unreadable: str, code: int, forge: "Forge", tmp_path: Path
) -> None:
    for made in ("1.0.0", "1.1.0-dev"):
        assert forge.run("release", forge.one, "-o", tmp_path, "--version", made, "--formats", "jsonl").code == 0
    old, below = forge.standing(tmp_path), tmp_path / f"wagner-mutiny-{unreadable}"
    release = ("release", forge.other, "-o", tmp_path, "--version", version, "--formats", "jsonl")
    for number in itertools.count(1):
        end = forge.run(*release, below=below, number=number, action=errno.EIO, flags=READING)
        if len(end.calls) < number or f"open {below}" not in end.calls[number - 1]:
            break
        assert ended_well(end)
        assert "Input/output error" in end.err
        assert str(below) in end.err
        assert (end.code, forge.standing(tmp_path), forge.lying_about(tmp_path)) == (2, old, [])
    assert number > 1
    assert end.code == code


def test_a_release_that_was_set_aside_is_put_back_where_the_next_run_fails(forge: "Forge", tmp_path: Path) -> None:
    for version in ("1.0.0", "1.1.0-dev"):
        assert forge.run("publish", tmp_path, version, "old").code == 0
    old, target = forge.standing(tmp_path), tmp_path / "small-1.1.0-dev"
    release = ("publish", tmp_path, "1.1.0-dev", "new")
    calls = forge.run(*release, below=tmp_path, number=1_000, flags=NO_SWAP).calls
    assert forge.run("publish", tmp_path, "1.1.0-dev", "old").code == 0
    between = calls.index(f"rename {target}") + 1
    forge.run(*release, below=tmp_path, number=between, action=-signal.SIGKILL, flags=NO_SWAP)
    assert not target.exists()
    assert forge.run(*release, below=tmp_path, number=calls.index(f"swap {target}"), action=errno.EIO).code == 2
    assert (forge.standing(tmp_path), forge.lying_about(tmp_path)) == (old, [])


def test_all_of_a_release_is_on_the_disk_before_its_name_and_that_before_the_link(
    forge: "Forge", tmp_path: Path
) -> None:
    assert forge.run("release", forge.one, "-o", tmp_path).code == 0
    calls = forge.run("release", forge.other, "-o", tmp_path, "--version", "1.1.0", below=tmp_path).calls
    target, link = tmp_path / "wagner-mutiny-1.1.0", tmp_path / "wagner-mutiny-latest"
    named = calls.index(f"rename {target}")
    stage = Path(next(call.removeprefix("mkdir ") for call in calls if "stage-" in call))
    last = {Path(call.partition(" ")[2]): call.partition(" ")[0] for call in calls[:named]}
    assert {last[stage / path.relative_to(target)] for path in (target, *target.rglob("*"))} == {"fsync"}
    for path in (target, *(path for path in target.rglob("*") if path.is_dir())):
        folder = stage / path.relative_to(target)
        made = [n for n, call in enumerate(calls) if Path(call.partition(" ")[2]).parent == folder and call[0] in "om"]
        assert max(made) < calls.index(f"fsync {folder}") < named
    assert calls[named + 1 : named + 5] == [
        f"fsync {tmp_path}", f"symlink {tmp_path}/.wagner-mutiny.latest", f"rename {link}", f"fsync {tmp_path}",
    ]  # fmt: skip
