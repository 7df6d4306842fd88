"""Many records at once, by the commands as a person runs them: `python benchmarks/validate_many.py [RUNS]`.

First 2,000 small JSON files against check-jsonschema on the same files, in turns: a ratio below 1 is the aim, though
check-jsonschema looks at the schema alone. Then 20,000 YAML files of which one in a hundred is faulty, whose findings
are printed with their places: below 10 seconds on two cores is the aim. Each run begins without a cache; of the YAML
files the run after it, which finds them in the cache, is timed too. Records are made up from a fixed seed.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from regesta.contract import Contract

TOWNS = [("Riga", "LV"), ("Madrid", "ES"), ("Lyon", "FR"), ("Kharkiv", "UA"), ("Osaka", "JP"), ("Accra", "GH")]
TYPES = ["protest", "consult", "assault", "sanction", "accuse", "agree"]
GIVEN, FAMILY = ["Ana", "Jan", "Eva", "Tom", "Lia", "Max"], ["Costa", "Berg", "Novak", "Silva", "Kovacs", "Lund"]


def small(number: int) -> dict[str, Any]:
    return {
        "id": f"event-{number}", "title": "A rally in the old town", "type": TYPES[number % 6],
        "date": {"edtf": f"20{number % 24:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"},
        "sources": [{"id": "daily", "publisher": "Example Daily"}],
    }  # fmt: skip


def person(rng: random.Random) -> str:
    return f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"


def full(rng: random.Random, number: int) -> str:
    """One record as a contributor types it: about 25 lines of YAML; one in a hundred has a code misspelt."""
    town, country = rng.choice(TOWNS)
    day, month, year = rng.randint(1, 28), rng.choice(["January", "March", "June"]), rng.randint(2000, 2024)
    kind = "protset" if number % 100 == 0 else rng.choice(TYPES)
    return f"""id: event-{number}
title: {person(rng)} speaks in {town}
type: {kind}
summary: >-
  {person(rng)} spoke to the crowd that had come together in the morning,
  and asked the council to hear number {number}.
date:
  text: {day} {month} {year}
places:
  - name: {town}
    country: {country}
participants:
  - name: {person(rng)}
    role: initiator
  - name: {person(rng)}
    role: recipient
quantities:
  - measure: persons
    best: {rng.randint(10, 5000)}
claims:
  - id: c1
    act: asserts
    speaker: {person(rng)}
    statement: the council has heard number {number}
sources:
  - id: daily
    publisher: Example Daily
    url: https://example.org/{number}
    archive_url: https://example.com/{number}
    published: {{text: {day} {month} {year}}}
"""


def seconds(command: list[str], code: int, cache: str) -> tuple[float, str]:
    env = {**os.environ, "XDG_CACHE_HOME": cache}
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == code, done.stdout[-2000:] + done.stderr[-2000:]
    return time.perf_counter() - start, done.stdout


def against_peer(folder: Path, runs: int) -> None:
    for number in range(2000):
        (folder / f"{number}.json").write_text(json.dumps(small(number)), encoding="utf-8")
    schema = folder.parent / "event.schema.json"
    schema.write_text(json.dumps(Contract().schema("event")), encoding="utf-8")
    binaries = Path(sys.executable).parent
    files = [str(path) for path in sorted(folder.glob("*.json"))]
    ours = [str(binaries / "regesta"), "validate", "--max", "1", "--ignore", "X708", str(folder)]
    peer = [str(binaries / "check-jsonschema"), "--schemafile", str(schema), *files]
    times = []
    for _ in range(runs + 1):
        with tempfile.TemporaryDirectory() as cache:
            times.append((seconds(ours, 0, cache)[0], seconds(peer, 0, cache)[0]))
    times = times[1:]
    mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"2,000 JSON files: regesta {mine:.2f} s, check-jsonschema {theirs:.2f} s, ratio {mine / theirs:.2f}")


def with_places(folder: Path, runs: int) -> None:
    rng = random.Random(1)  # noqa: S311 - no secret
    for number in range(20_000):
        (folder / f"{number:05}.yaml").write_text(full(rng, number), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("regesta")), "validate", "--select", "S,R,D", str(folder)]
    first, again = [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as cache:
            first.append(seconds(command, 1, cache))
            again.append(seconds(command, 1, cache))
    assert {said for _, said in first} == {said for _, said in again}
    print(f"20,000 YAML files: {min(first)[0]:.2f} s ({first[0][1].splitlines()[-1]})")
    print(f"the same with the cache: {min(again)[0]:.2f} s, ratio {min(again)[0] / min(first)[0]:.2f}")


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, measure in (("json", against_peer), ("yaml", with_places)):
            (Path(folder) / name).mkdir()
            measure(Path(folder) / name, runs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
