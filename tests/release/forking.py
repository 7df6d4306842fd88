"""A process that has read the program once and forks a child for each run of it, so that hundreds of runs cost little.

Started with a dataset, which it releases to be warm, it takes orders as lines of JSON: a start answers with the id of the
child, a wait with how that one ended. In a child the calls below a folder count, and one may fail, kill or stop it:
faults.c, which is preloaded.
"""

import ctypes
import faulthandler
import gc
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

from regesta.entry import main
from regesta.errors import RegestaError
from regesta.release.build import release_dataset
from regesta.release.publish import publish, staged, write_sums

FAULTS = ctypes.CDLL(None)
PATIENCE = 120  # seconds: a run takes less than one


def serve(dataset: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        release_dataset(dataset, Path(folder))
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(started(order) if "start" in order else ended(order["wait"])), flush=True)


def started(order: dict[str, Any]) -> int:
    for kind in ("out", "err", "calls"):
        Path(f"{order['log']}.{kind}").touch()  # before it may be killed
    child = os.fork()
    if child == 0:
        run(order)
    return child


def ended(child: int) -> int | None:
    """The exit code of a child, or minus the signal that ended it; None where it has stopped."""
    _, status = os.waitpid(child, os.WUNTRACED)
    return None if os.WIFSTOPPED(status) else os.waitstatus_to_exitcode(status)


def run(order: dict[str, Any]) -> NoReturn:
    """A run that ends as the interpreter would end it; what it prints and the calls it makes go to files."""
    out, err, calls = (os.open(f"{order['log']}.{kind}", os.O_WRONLY | os.O_CREAT) for kind in ("out", "err", "calls"))
    os.dup2(out, 1)
    os.dup2(err, 2)
    faulthandler.dump_traceback_later(PATIENCE, exit=True, file=2)
    FAULTS.faults_arm(os.fsencode(order["below"]), order["number"], order["action"], order["flags"], calls)
    code = 1
    try:
        code = RUNS[order["start"][0]](order["start"])
    except BaseException:  # noqa: BLE001 - a traceback is what the tests look for
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def command(arguments: list[str]) -> int:
    sys.argv = ["regesta", *arguments]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def small(arguments: list[str]) -> int:
    """Publish a release of three files, so that each call of the protocol has its turn in no time."""
    _, out, version, text = arguments
    try:
        with staged(Path(out), "small") as stage:
            (stage / "data").mkdir()
            for name in ("manifest.json", "data/one", "data/two"):
                (stage / name).write_text(text, encoding="utf-8")
            write_sums(stage)
            publish(stage, Path(out) / f"small-{version}", "small")
    except (RegestaError, OSError) as error:
        print(f"regesta: {error}", file=sys.stderr)
        return 2
    return 0


RUNS = {"release": command, "publish": small}

if __name__ == "__main__":
    serve(Path(sys.argv[1]))
