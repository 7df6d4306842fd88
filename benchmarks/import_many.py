"""An import against the rate at which DuckDB reads the same file: `python benchmarks/import_many.py [N] [--runs R]`.

A made-up GED file of N rows (1,000,000; see made_up_ged.py) is read by DuckDB and imported by `regesta import ucdp-
ged` in turns, R times (3). A ratio of 0.25 or more is the aim: regesta's rate to DuckDB's. DuckDB reads all columns
by `select * from read_csv(file)` into a table in memory, which is what it is compared with, and into Parquet; with
its own guess of the types and, as regesta reads it, with all of them text. Its clock runs without the start of
Python. Rates are rows a second by the wall clock, medians of the runs; the processor's time a row and memory stand
beside. --encoding cp1252 writes the file so: DuckDB reads that only with its extension `encodings`, and the
comparison is left out where that is not installed. Everything lies in a folder under TMPDIR and is removed; --keep
FILE writes the output there.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from made_up_ged import write_ged
from measured import run

READ = """
import json, resource, sys, time
import duckdb
database = duckdb.connect()
statement = sys.argv[1]
if "encoding" in statement:
    database.execute("LOAD encodings")
start = time.perf_counter()
before = resource.getrusage(resource.RUSAGE_SELF)
database.execute(statement)
wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps([wall, cpu, used.ru_maxrss / 1024]))
"""


class Took(NamedTuple):
    """Seconds by the wall clock and of the processors, and MB of all processes together."""

    wall: float
    cpu: float
    memory: float


def statements(file: Path, encoding: str) -> dict[str, str]:
    """How DuckDB reads a file; the first is what is compared with."""
    stated = "" if encoding == "utf-8" else f", encoding = '{encoding.upper()}'"
    reading = f"read_csv('{file}'{stated}"
    return {
        "DuckDB to a table": f"CREATE TABLE t AS SELECT * FROM {reading})",  # noqa: S608 - our own file
        "DuckDB, all text": f"CREATE TABLE t AS SELECT * FROM {reading}, all_varchar = true)",  # noqa: S608 - as above
        "DuckDB to Parquet": f"COPY (SELECT * FROM {reading})) TO '{file.with_suffix('.parquet')}' (FORMAT parquet)",  # noqa: S608
    }


def read(statement: str) -> Took | None:
    """What DuckDB takes to read; None where it cannot."""
    done = subprocess.run([sys.executable, "-c", READ, statement], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr.strip().splitlines()[-1], file=sys.stderr)
        return None
    return Took(*json.loads(done.stdout.splitlines()[-1]))  # above it may stand what DuckDB shows of its progress


def imported(file: Path, output: Path) -> Took:
    """What the import takes, from beginning to end."""
    command = [str(Path(sys.executable).with_name("regesta")), "import", "ucdp-ged", str(file), "-o", str(output)]
    cost = run(command, file.parent, code=1)  # figures out of order are errors
    return Took(cost.wall, cost.cpu, cost.together)


def measured(file: Path, encoding: str, runs: int) -> dict[str, Took]:
    """Each once in every round; the medians."""
    found: dict[str, list[Took]] = {}
    for _ in range(runs):
        for name, statement in statements(file, encoding).items():
            took = read(statement)
            if took is not None:
                found.setdefault(name, []).append(took)
        found.setdefault("regesta import", []).append(imported(file, file.with_suffix(".jsonl")))
    return {name: Took(*map(statistics.median, zip(*each, strict=True))) for name, each in found.items()}


def show(found: dict[str, Took], count: int) -> None:
    print(f"{'':20}{'wall s':>9}{'rows/s':>11}{'cpu us/row':>12}{'MB':>8}{'regesta to it':>15}")
    own = found["regesta import"].wall
    for name, took in found.items():
        ratio = f"{took.wall / own:15.3f}"
        print(
            f"{name:20}{took.wall:9.2f}{count / took.wall:11.0f}{took.cpu / count * 1e6:12.1f}{took.memory:8.0f}{ratio}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--encoding", default="utf-8")
    parser.add_argument("--keep", type=Path, help="where to put the records that were imported")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "GEDEvent_v99_1.csv"
        size = write_ged(file, given.count, given.encoding)
        cores = len(os.sched_getaffinity(0))
        print(f"{given.count} rows, {size / 1e6:.0f} MB, {given.encoding}, {cores} cores, medians of {given.runs}")
        show(measured(file, given.encoding, given.runs), given.count)
        if given.keep is not None:
            shutil.move(file.with_suffix(".jsonl"), given.keep)


if __name__ == "__main__":
    main()
