"""Disks that are full, or may only be read: one line that says so, exit code 2, and what was there stays."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.release.conftest import Forge

pytestmark = pytest.mark.crash

SIZE = 4_000_000
ELSE = "-o names another folder"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=False).returncode:
        pytest.skip("this machine mounts no tmpfs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("room", [0, 4096, 40_000, 100_000, 200_000, 400_000, 600_000])
def test_on_a_disk_that_is_full_after_so_many_bytes_nothing_is_half_written(
    room: int, forge: "Forge", disk: Path
) -> None:
    assert forge.run("release", forge.one, "-o", disk).code == 0
    old = forge.standing(disk)
    filler = disk / ".filler"
    filler.write_bytes(bytes(shutil.disk_usage(disk).free - room))
    end = forge.run("release", forge.other, "-o", disk, "--version", "1.1.0")
    assert (end.code, end.err.count("\n")) == (2, 1)
    assert end.err.startswith("regesta: ")
    assert "No space left on device" in end.err
    assert (forge.standing(disk), forge.lying_about(disk)) == (old, [".filler"])
    filler.unlink()
    assert forge.run("release", forge.other, "-o", disk, "--version", "1.1.0").code == 0
    assert forge.lying_about(disk) == []


def test_in_a_folder_that_can_only_be_read_what_is_there_stays(forge: "Forge", disk: Path) -> None:
    assert forge.run("release", forge.one, "-o", disk).code == 0
    old = forge.standing(disk)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for version in ("1.1.0", "0.9.0", "1.0.0-dev"):
        end = forge.run("release", forge.other, "-o", disk, "--version", version)
        assert (end.code, end.out) == (2, "")
        assert end.err == f"regesta: nothing can be written to {disk} (Read-only file system); {ELSE}\n"
        assert forge.standing(disk) == old
    assert forge.run("release", forge.one, "-o", disk).out == f"already released: {disk}/wagner-mutiny-1.0.0\n"


def test_a_folder_that_cannot_be_made_is_named(forge: "Forge", tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    end = forge.run("release", forge.one, "-o", tmp_path / "file" / "output")
    assert (end.code, end.err.count("\n")) == (2, 1)
    assert f"nothing can be written to {tmp_path}/file/output (Not a directory)" in end.err
