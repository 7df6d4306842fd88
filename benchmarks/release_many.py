"""A release of many records against converters that check nothing, on the same input and in the same run.

Run as `make peers`, then `python benchmarks/release_many.py [N] [--runs R]` (200,000 and 3). In turns: `regesta
release --formats jsonl,csv,parquet`, which validates, normalises, checks, writes and compares; flatterer, JSON Lines to
CSV and Parquet, with one thread and with two; DuckDB, read_json to one Parquet file; with --obvious also
obvious_stack.py, once. Prints medians and the ratios of regesta to each. `--growth` instead compares N with five times
as many: time a record and peak memory. Memory is told as `measured.Cost` says. Everything lies in a folder under
TMPDIR and is removed.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from measured import Cost, run
from synthetic import write_dataset

PEERS = Path(__file__).parent.parent / "build/peers/bin"
RECORDS = "records/events-000.jsonl"
DUCKDB = (
    "import duckdb; duckdb.sql(\"copy (select * from read_json('{}', format='newline_delimited'))"
    " to 'events.parquet' (format parquet, compression zstd)\")"
)


def commands(dataset: Path) -> dict[str, list[str]]:
    """The command of each, to be run in an empty folder."""
    records = str(dataset / RECORDS)
    flatterer = [str(PEERS / "flatterer"), "--ndjson", "--csv", "--parquet", "--main-table-name", "events"]
    release = [str(Path(sys.executable).with_name("regesta")), "release", str(dataset), "-o", "out"]
    return {
        "regesta": [*release, "--formats", "jsonl,csv,parquet"],
        "flatterer": [*flatterer, records, "out"],
        "flatterer, 2 threads": [*flatterer, "--threads", "2", records, "out"],
        "DuckDB to Parquet": [str(PEERS / "python"), "-c", DUCKDB.format(records)],
    }


def in_turns(chosen: dict[str, list[str]], folder: Path, runs: int) -> dict[str, list[Cost]]:
    """Each command once in every round, each time in an empty folder."""
    costs: dict[str, list[Cost]] = {name: [] for name in chosen}
    for _ in range(runs):
        for name, command in chosen.items():
            empty = Path(tempfile.mkdtemp(dir=folder))
            costs[name].append(run(command, empty))
            shutil.rmtree(empty)
            print(f"  {name}: {costs[name][-1].wall:.2f} s", file=sys.stderr)
    return costs


def median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(column) for column in zip(*costs, strict=True)))


def compare(folder: Path, count: int, runs: int, *, obvious: bool) -> None:
    size = write_dataset(folder / "dataset", count)
    print(f"{count} records, {size / 1e6:.0f} MB, {len(os.sched_getaffinity(0))} cores, medians of {runs}")
    found = in_turns(commands(folder / "dataset"), folder, runs)
    if obvious:
        script = str(Path(__file__).with_name("obvious_stack.py"))
        command = [sys.executable, script, str(folder / "dataset" / RECORDS), "events.parquet"]
        found |= in_turns({"the obvious stack": command}, folder, 1)
    costs = {name: median(costs) for name, costs in found.items()}
    print(f"{'':22}{'wall s':>9}{'cpu s':>9}{'us/record':>11}{'largest MB':>12}{'together MB':>13}{'regesta is':>12}")
    for name, cost in costs.items():
        print(
            f"{name:22}{cost.wall:9.2f}{cost.cpu:9.2f}{cost.wall / count * 1e6:11.1f}{cost.largest:12.0f}"
            f"{cost.together:13.0f}{costs['regesta'].wall / cost.wall:11.2f}x"
        )


def growth(folder: Path, count: int, runs: int) -> None:
    found: dict[int, Cost] = {}
    for size in (count, 5 * count):
        write_dataset(folder / "dataset", size)
        chosen = {"regesta": commands(folder / "dataset")["regesta"]}
        found[size] = cost = median(in_turns(chosen, folder, runs)["regesta"])
        print(f"{size} records: {cost.wall:.2f} s, {cost.wall / size * 1e6:.1f} us a record, largest process "
              f"{cost.largest:.0f} MB, together {cost.together:.0f} MB")  # fmt: skip
    small, large = found.values()
    ratios = large.wall / small.wall / 5, large.largest / small.largest, large.together / small.together
    print("five times the records: time a record {:.2f}x, largest process {:.2f}x, together {:.2f}x".format(*ratios))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--growth", action="store_true", help="compare with five times as many")
    parser.add_argument("--obvious", action="store_true", help="run the obvious stack too: two minutes for 200,000")
    given = parser.parse_args()
    if not given.growth and not (PEERS / "flatterer").exists():
        sys.exit("the peers are not there: run `make peers` first")
    with tempfile.TemporaryDirectory() as folder:
        if given.growth:
            growth(Path(folder), given.count, given.runs)
        else:
            compare(Path(folder), given.count, given.runs, obvious=given.obvious)


if __name__ == "__main__":
    main()
