"""Killed at any moment, a release is what was there before or what comes after; the next run finishes what is left."""

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regesta.release.verify.run import verify

if TYPE_CHECKING:
    from tests.release.conftest import Forge

pytestmark = pytest.mark.crash

TRIES = 100  # of each kind


@pytest.mark.parametrize("version", ["1.1.0", "1.1.0-dev"], ids=["a version after another", "a -dev replaced"])
def test_killed_at_any_moment_it_is_old_or_new(version: str, forge: "Forge", tmp_path: Path) -> None:
    before, out = tmp_path / "before", tmp_path / "out"
    for made in ("1.0.0", version) if version.endswith("-dev") else ("1.0.0",):
        assert forge.run("release", forge.one, "-o", before, "--version", made).code == 0
    forge.again(before, out)
    release = ("release", forge.other, "-o", out, "--version", version)
    took = timed(forge, *release)
    old, new = forge.standing(before), forge.standing(out)
    for path in (*before.glob("*-1.*"), *out.glob("*-1.*")):
        assert list(verify(path)) == []  # and so says verify of whatever is equal to one of them
    whole = (old, new, {**new, "wagner-mutiny-latest": "wagner-mutiny-1.0.0"})  # the link follows the release
    killed = 0
    for number in range(TRIES):
        forge.again(before, out)
        killed += killed_after(took * number / TRIES, forge, *release)
        assert forge.standing(out) in whole
        took = timed(forge, *release) or took
        assert (forge.standing(out), forge.lying_about(out)) == (new, [])
    assert killed > TRIES // 2


def killed_after(seconds: float, forge: "Forge", *release: str | Path) -> bool:
    """Whether a run was killed after some time, which it did not need."""
    child = forge.start(*release)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    end = forge.wait(child)
    return end is not None and end.code == -signal.SIGKILL


def timed(forge: "Forge", *release: str | Path) -> float:
    """How long a run took, in seconds; 0 where there was nothing left for it to do."""
    begun = time.monotonic()
    end = forge.run(*release)
    assert end.code == 0, end.err
    return time.monotonic() - begun if end.out.startswith("released") else 0
