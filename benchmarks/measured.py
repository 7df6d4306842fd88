"""What a command takes: its seconds, and the most memory that it and its children held at one time."""

import os
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple

EVERY = 0.1  # seconds between two looks at the memory


class Cost(NamedTuple):
    """Seconds by the wall clock and of the processors; MB of the largest process, and of all of them together.

    largest is the kernel's own figure (ru_maxrss, as wait4 gives it). together is the highest sum of the proportional
    set sizes (PSS of /proc/PID/smaps_rollup: pages that forks share count once), looked at every tenth of a second, and
    never less than largest.
    """

    wall: float
    cpu: float
    largest: float
    together: float


def run(command: list[str], folder: Path, code: int = 0) -> Cost:
    """Run a command in a folder to its end; what it printed lies in folder/output.txt."""
    with (folder / "output.txt").open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        peak: list[float] = [0.0]
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        watcher.join()
    said = (folder / "output.txt").read_text(encoding="utf-8", errors="replace")
    assert process.returncode == code, f"{' '.join(command)}: exit {process.returncode}\n{said[-2000:]}"
    largest = used.ru_maxrss / 1024
    return Cost(wall, used.ru_utime + used.ru_stime, largest, max(largest, peak[0]))


def _watch(root: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(EVERY):
        peak[0] = max(peak[0], sum(_pss(pid) for pid in _tree(root)))


def _tree(root: int) -> list[int]:
    """A process and all below it; one that ends meanwhile has no children."""
    found = [root]
    for pid in found:
        for listed in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(child) for child in listed.read_text(encoding="ascii").split()]
            except OSError:
                continue
    return found


def _pss(pid: int) -> float:
    """The proportional set size of a process in MB; 0 of one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
