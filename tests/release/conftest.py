"""What the tests of crashes share: cheap runs that fail, die or stop at a call, and what stands in a folder after."""

import hashlib
import itertools
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

HERE = Path(__file__).parent
FIXTURE = HERE.parents[1] / "fixtures" / "wagner-mutiny"


class Ended(NamedTuple):
    """How a run ended: its exit code, or minus the signal that ended it; what it printed; the calls that counted."""

    code: int
    out: str
    err: str
    calls: list[str]


@dataclass
class Forge:
    """Runs in children of a process that is warm (forking.py), and two datasets of one name and other content."""

    process: "subprocess.Popen[str]"
    logs: Path
    one: Path
    other: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)
    running: dict[int, str] = field(default_factory=dict)

    def start(
        self, *arguments: str | Path, below: Path = Path("/nowhere"), number: int = 0, action: int = 0, flags: int = 0
    ) -> int:
        """The process id of a new run; its fault is as in faults.c."""
        log = str(self.logs / str(next(self.numbers)))
        fault = {"below": str(below), "number": number, "action": action, "flags": flags}
        child: int = self._answer({"start": [*map(str, arguments)], "log": log, **fault})
        self.running[child] = log
        return child

    def wait(self, child: int) -> Ended | None:
        """How a run ended; None where it has stopped."""
        code = self._answer({"wait": child})
        if code is None:
            return None
        log = self.running.pop(child)
        out, err, calls = (Path(f"{log}.{kind}").read_text(encoding="utf-8") for kind in ("out", "err", "calls"))
        return Ended(code, out, err, calls.splitlines())

    def run(self, *arguments: str | Path, **fault: Any) -> Ended:
        end = self.wait(self.start(*arguments, **fault))
        assert end is not None, "it has stopped"
        return end

    def _answer(self, order: dict[str, Any]) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def standing(self, out: Path) -> dict[str, str]:
        """What a reader finds in a folder of releases: each file with its digest, each link with what it names."""
        shown = [path for path in out.rglob("*") if not path.relative_to(out).parts[0].startswith(".")]
        return {
            path.relative_to(out).as_posix(): _told(path) for path in shown if not path.is_dir() or path.is_symlink()
        }

    def lying_about(self, out: Path) -> list[str]:
        """The hidden things that a run has beside the releases while it works, and leaves when it dies."""
        return sorted(path.name for path in out.iterdir() if path.name.startswith("."))

    def again(self, before: Path, out: Path) -> None:
        """A folder as it was before."""
        shutil.rmtree(out, ignore_errors=True)
        if before.exists():
            shutil.copytree(before, out, symlinks=True)


def _told(path: Path) -> str:
    if path.is_symlink():
        return str(path.readlink())
    return f"{stat.filemode(path.stat().st_mode)} {hashlib.sha256(path.read_bytes()).hexdigest()}"


@pytest.fixture(scope="session")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forge]:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("making calls fail needs a C compiler")
    home = tmp_path_factory.mktemp("forge")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", home / "faults.so", HERE / "faults.c"], check=True)
    one, other = (Path(shutil.copytree(FIXTURE, home / name)) for name in ("one", "other"))
    article = other / "records" / "article-2023-06-24.yaml"
    article.write_text(article.read_text(encoding="utf-8").replace("telephones Alex", "phones Alex"), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, HERE / "forking.py", one], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "LD_PRELOAD": str(home / "faults.so")},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        made = Forge(process, home, one, other)
        yield made
        for child in made.running:  # what a test that failed has left
            os.kill(child, signal.SIGKILL)
        assert process.stdin is not None
        process.stdin.close()
