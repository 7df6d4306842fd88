"""One record, cold: `regesta validate one.yaml` against check-jsonschema on the same file, in turns.

Run as `python benchmarks/cold_start.py [RUNS]`. Prints the median seconds of each and their ratio: 0.5 is the aim.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from regesta.contract import Contract

RECORD = """id: rally-in-minsk
title: Rally in Minsk
type: protest
date: {text: on the morning of 24 June}
places: [{name: Minsk, country: BY}]
participants: [{name: President Alexander Lukashenko, role: target}]
sources: [{id: a, publisher: A Paper, published: {text: 25 June 2023}}]
"""


def seconds(command: list[str]) -> float:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, env=env)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return time.perf_counter() - start


def main(runs: int) -> None:
    binaries = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        record, schema = Path(folder) / "one.yaml", Path(folder) / "event.schema.json"
        record.write_text(RECORD, encoding="utf-8")
        schema.write_text(json.dumps(Contract().schema("event")), encoding="utf-8")
        ours = [str(binaries / "regesta"), "validate", str(record)]
        peer = [str(binaries / "check-jsonschema"), "--schemafile", str(schema), str(record)]
        times = [(seconds(ours), seconds(peer)) for _ in range(runs + 1)][1:]
    mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"regesta {mine:.3f} s, check-jsonschema {theirs:.3f} s, ratio {mine / theirs:.2f} (median of {runs})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
