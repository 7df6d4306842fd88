"""A run that is killed takes the processes with it that it works in, so that none of them holds on to its lock."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from regesta.release.publish import staged

pytestmark = pytest.mark.crash

RUN = """
import os, signal, sys
from pathlib import Path
from regesta.engine.batch import in_pieces
from regesta.release.publish import staged

def work(piece):
    os.write(1, b"%d\\n" % os.getpid())  # at once: two of them write, and print may write the end of the line apart
    signal.pause()

with staged(Path(sys.argv[1]), "port"):
    list(in_pieces(work, (1, 2), 2))
"""


def test_no_fork_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", RUN, tmp_path], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        try:
            forks = [int(run.stdout.readline()) for _ in range(2)]
        finally:
            run.kill()
        try:
            assert run.communicate(timeout=60)[0] == ""  # it is open as long as one of them is alive
        finally:
            for fork in forks:
                with suppress(ProcessLookupError):
                    os.kill(fork, signal.SIGKILL)
    with staged(tmp_path, "port") as stage:
        assert [path.name for path in tmp_path.glob(".port.stage-*")] == [stage.name]
