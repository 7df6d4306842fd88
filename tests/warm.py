"""The command line in children of a process that has read the program once: processes as any, and soon begun.

Most of what a short run costs is reading the program and its data. What only a process of its own shows (which libraries
it loads, encodings, streams that are closed, signals) starts one.
"""

import atexit
import functools
import gc
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, NoReturn

EXAMPLE = Path(__file__).parents[1] / "fixtures" / "wagner-mutiny"
PATIENCE = 300  # seconds after which a run is ended, whatever it waits for


def regesta(
    *words: object,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    seconds: int | None = None,
    memory: int | None = None,
) -> subprocess.CompletedProcess[str]:
    """How a run ended and what it printed; env is set besides what the test has.

    It may use so many seconds of a processor, which do not depend on what else the machine does, and so many bytes of
    memory of its own: what libraries map does not count.
    """
    order = {"words": list(map(str, words)), "cwd": str(cwd or Path.cwd()), "env": {**os.environ, **(env or {})}}
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("out", "err")]
        code = _answer({**order, "printed": list(map(str, paths)), "seconds": seconds, "memory": memory})
        out, err = (path.read_text(encoding="utf-8") for path in paths)
    return subprocess.CompletedProcess(["regesta", *map(str, words)], code, out, err)


def _answer(order: dict[str, Any]) -> int:
    orders, answers = _server()
    orders.write(json.dumps(order) + "\n")
    orders.flush()
    return int(answers.readline())


@functools.cache
def _server() -> tuple[IO[str], IO[str]]:
    process = subprocess.Popen(
        [sys.executable, "-P", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    atexit.register(process.communicate)
    return process.stdin, process.stdout


def serve() -> None:
    """Answer each order with the exit code of a child."""
    read_program()
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            run(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def read_program() -> None:
    """Read what most runs need, and those who ask for runs need not."""
    for name in (
        "duckdb", "regesta.cli", "regesta.importing.run", "regesta.importing.spreadsheet.run", "regesta.release.run",
        "regesta.release.verify.run",
    ):  # fmt: skip
        importlib.import_module(name)
    from regesta.engine.run import examinations  # noqa: PLC0415
    from regesta.report import make_report  # noqa: PLC0415
    from regesta.report.text import render  # noqa: PLC0415

    render(make_report(examinations([EXAMPLE], "2026-01-15")))


def run(order: dict[str, Any]) -> NoReturn:
    """A run that ends as the interpreter would end it, without the time that it takes to put everything away."""
    for number, path in enumerate((os.devnull, *order["printed"])):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    for limit, most in ((resource.RLIMIT_CPU, order["seconds"]), (resource.RLIMIT_DATA, order["memory"])):
        if most is not None:
            resource.setrlimit(limit, (most, most))
    signal.alarm(PATIENCE)
    code = 1
    try:
        code = command(order["words"])
    except BaseException:  # noqa: BLE001 - a traceback is what tests look for
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def command(words: list[str]) -> int:
    from regesta.entry import main  # noqa: PLC0415

    sys.argv = ["regesta", *words]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    serve()
