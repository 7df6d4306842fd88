"""Publishing: killed at any moment, out of disk at any write, two at once, a release is whole or is not there."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regesta.errors import RegestaError
from regesta.release.build import release_dataset
from regesta.release.publish import staged
from regesta.release.verify import verify

REGESTA = Path(sys.executable).with_name("regesta")


def whole_or_absent(out: Path) -> None:
    for release in out.glob("wagner-mutiny-[0-9]*"):
        assert list(verify(release)) == []


def test_two_at_once_do_not_mix(dataset: Path) -> None:
    out = dataset / "output"
    with staged(out, "wagner-mutiny"), pytest.raises(RegestaError, match="another release"):
        release_dataset(dataset)
    assert list(out.iterdir()) == []


def test_what_a_run_that_died_left_is_swept(dataset: Path) -> None:
    left = dataset / "output" / ".wagner-mutiny-stage-dead"
    left.mkdir(parents=True)
    outcome = release_dataset(dataset)
    assert sorted(p.name for p in outcome.path.parent.iterdir()) == ["wagner-mutiny-1.0.0", "wagner-mutiny-latest"]


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


@pytest.mark.crash
@pytest.mark.parametrize("number", range(25))
def test_killed_at_any_moment_a_release_is_whole_or_is_not_there(dataset: Path, number: int) -> None:
    process = subprocess.Popen([REGESTA, "release", dataset], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.3 + number * 0.06)
    process.send_signal(signal.SIGKILL)
    process.wait()
    whole_or_absent(dataset / "output")
    assert release_dataset(dataset).state in ("released", "already")
    whole_or_absent(dataset / "output")


@pytest.mark.crash
def test_out_of_disk_at_any_size_nothing_is_half_written(dataset: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    for size in (40, 100, 200, 400):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", disk], check=False).returncode:
            pytest.skip("this machine mounts no tmpfs")
        try:
            run = subprocess.run([REGESTA, "release", dataset, "-o", disk], capture_output=True, text=True, check=False)
            assert run.returncode == 2
            assert "No space left" in run.stderr
            assert [p.name for p in disk.iterdir()] == []
        finally:
            subprocess.run(["umount", disk], check=True)


def test_the_lock_is_free_again_after_a_release(dataset: Path) -> None:
    outcome = release_dataset(dataset)
    lock = outcome.path.parent / ".wagner-mutiny.lock"
    assert not lock.exists()
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
