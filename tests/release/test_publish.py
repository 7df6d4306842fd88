"""Publishing: a release is there whole or not at all, and whatever the last run left is put right by the next."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from regesta.errors import RegestaError
from regesta.release.build import release_dataset
from regesta.release.publish import staged
from regesta.release.verify.run import verify


def test_two_at_once_do_not_mix(dataset: Path) -> None:
    out = dataset / "output"
    with staged(out, "wagner-mutiny"), pytest.raises(RegestaError, match="another release"):
        release_dataset(dataset)
    assert list(out.iterdir()) == []


@pytest.mark.long
@pytest.mark.parametrize("kind", ["stage-dead", "was-wagner-mutiny-1.0.0", "latest", "lock"])
def test_what_a_run_that_died_left_is_swept_by_the_next(dataset: Path, kind: str) -> None:
    out = release_dataset(dataset).path.parent
    for version, state in (("1.0.0", "already"), ("1.1.0", "released")):
        left = out / f".wagner-mutiny.{kind}"
        if kind == "latest":
            left.symlink_to("wagner-mutiny-9.0.0")
        elif kind == "lock":
            left.touch()
        else:
            left.mkdir()
            (left / "manifest.json").touch()
        assert release_dataset(dataset, version=version).state == state
        assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


@pytest.mark.long
@pytest.mark.parametrize("aim", [None, "wagner-mutiny-0.9.0", "/elsewhere"])
def test_a_link_that_the_last_run_did_not_come_to_is_mended_by_the_next(dataset: Path, aim: str | None) -> None:
    link = release_dataset(dataset).path.with_name("wagner-mutiny-latest")
    link.unlink()
    if aim is not None:
        link.symlink_to(aim)
    assert release_dataset(dataset).state == "already"
    assert str(link.readlink()) == "wagner-mutiny-1.0.0"


def test_a_folder_in_the_place_of_the_link_is_left_and_named(dataset: Path) -> None:
    link = dataset / "output" / "wagner-mutiny-latest"
    link.mkdir(parents=True)
    for _ in range(2):
        with pytest.raises(RegestaError, match="wagner-mutiny-latest is a folder"):
            release_dataset(dataset)
        assert [path.name for path in link.parent.iterdir()] == [link.name]
    link.rmdir()
    assert release_dataset(dataset).state == "released"
    assert str(link.readlink()) == "wagner-mutiny-1.0.0"


def test_a_link_that_leads_nowhere_in_the_place_of_the_release_is_named(dataset: Path) -> None:
    target = dataset / "output" / "wagner-mutiny-1.0.0"
    target.parent.mkdir()
    target.symlink_to("elsewhere")
    with pytest.raises(RegestaError, match="leads nowhere"):
        release_dataset(dataset)
    target.unlink()
    assert release_dataset(dataset).state == "released"


@pytest.mark.long
def test_a_failure_while_writing_leaves_nothing_and_the_older_release_as_it_was(dataset: Path) -> None:
    first = release_dataset(dataset)
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"sys.argv = ['regesta', 'release', {str(dataset)!r}, '--version', '1.1.0']; from regesta.cli import main; main()"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert sorted(p.name for p in first.path.parent.iterdir()) == ["wagner-mutiny-1.0.0", "wagner-mutiny-latest"]
    assert list(verify(first.path)) == []


def test_the_lock_is_free_again_after_a_release(dataset: Path) -> None:
    outcome = release_dataset(dataset)
    lock = outcome.path.parent / ".wagner-mutiny.lock"
    assert not lock.exists()
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
