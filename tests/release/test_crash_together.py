"""Several runs at once: one releases, the others say why they do not, and none of them breaks what another does."""

import os
import signal
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regesta.release.publish import staged
from regesta.release.verify.run import verify

if TYPE_CHECKING:
    from tests.release.conftest import Ended, Forge

pytestmark = pytest.mark.crash

SAID = {
    (0, "already released: "): "already",
    (0, "released: "): "released",
    (1, "is there already with other content"): "taken",
    (2, "another release of wagner-mutiny is being written"): "busy",
}


def said(end: "Ended") -> str:
    """What a run says that it did, its exit code included."""
    return next(short for (code, text), short in SAID.items() if end.code == code and text in end.out + end.err)


@pytest.mark.parametrize("round_", range(5))
@pytest.mark.parametrize("alike", [True, False], ids=["of the same content", "of two contents"])
def test_of_eight_at_once_exactly_one_releases(alike: bool, round_: int, forge: "Forge", tmp_path: Path) -> None:
    del round_
    homes = [forge.one, forge.one if alike else forge.other] * 4
    runs = [forge.start("release", home, "-o", tmp_path) for home in homes]
    ends = [said(end) for run in runs if (end := forge.wait(run)) is not None]
    release = tmp_path / "wagner-mutiny-1.0.0"
    assert Counter(ends)["released"] == 1
    assert len(ends) == 8
    assert list(verify(release)) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["wagner-mutiny-1.0.0", "wagner-mutiny-latest"]
    winner = homes[ends.index("released")]
    agree = {"already", "busy"} if alike else {"already", "busy", "taken"}
    assert {*ends} <= agree | {"released"}
    assert said(forge.run("release", winner, "-o", tmp_path)) == "already"


def test_a_version_that_came_meanwhile_stays(forge: "Forge", tmp_path: Path) -> None:
    late = stopped(forge, tmp_path, 1, "release", forge.one, "-o", tmp_path)  # it has seen that there is none yet
    assert said(forge.run("release", forge.other, "-o", tmp_path)) == "released"
    stands = forge.standing(tmp_path)
    assert said(continued(forge, late)) == "taken"
    assert (forge.standing(tmp_path), forge.lying_about(tmp_path)) == (stands, [])


def test_changes_are_told_since_the_release_before_or_not_at_all(forge: "Forge", tmp_path: Path) -> None:
    release = ("release", forge.one, "-o", tmp_path, "--version")
    assert said(forge.run(*release, "1.0.0")) == "released"
    late = stopped(forge, tmp_path, 1, *release, "1.2.0")
    assert said(forge.run(*release, "1.1.0")) == "released"
    stands = forge.standing(tmp_path)
    end = continued(forge, late)
    assert (end.code, end.err) == (2, f"regesta: another version came to {tmp_path} meanwhile; run this again\n")
    assert (forge.standing(tmp_path), forge.lying_about(tmp_path)) == (stands, [])


def test_who_waits_for_a_lock_file_that_is_removed_does_not_hold_the_next(forge: "Forge", tmp_path: Path) -> None:
    calls = [call.partition(" ")[0] for call in forge.run("publish", tmp_path, "1.0.0", "first", below=tmp_path).calls]
    late = stopped(forge, tmp_path, calls.index("flock") + 1, "publish", tmp_path, "1.1.0", "late")
    assert forge.run("publish", tmp_path, "1.2.0", "second").code == 0  # and the file that is open is no more
    writing = stopped(forge, tmp_path, calls.index("write") + 1, "publish", tmp_path, "1.3.0", "third")
    end = continued(forge, late)
    assert (end.code, end.err[:30]) == (2, "regesta: another release of sm")
    assert continued(forge, writing).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "small-1.0.0", "small-1.2.0", "small-1.3.0", "small-latest",
    ]  # fmt: skip


def stopped(forge: "Forge", out: Path, number: int, *arguments: str | Path) -> int:
    """A run that has stopped before its call of this number below a folder."""
    run = forge.start(*arguments, below=out, number=number, action=-signal.SIGSTOP)
    assert forge.wait(run) is None
    return run


def continued(forge: "Forge", run: int) -> "Ended":
    """How a run ends that had stopped."""
    os.kill(run, signal.SIGCONT)
    end = forge.wait(run)
    assert end is not None
    return end


def test_two_datasets_of_similar_names_share_a_folder(tmp_path: Path) -> None:
    with staged(tmp_path, "port") as one, staged(tmp_path, "port-stage-a") as other, staged(tmp_path, "port-latest"):
        assert one.is_dir()
        assert other.is_dir()
    with staged(tmp_path, "port-stage-a") as other, staged(tmp_path, "port"):
        assert other.is_dir()
