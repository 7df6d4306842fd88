"""One record beside long registries: `regesta validate` against check-jsonschema on the registries alone, in turns.

Run as `python benchmarks/long_registries.py [ENTRIES] [RUNS]` (20,000 and 1): so many actors, with three names each,
and so many places, with their points; then the same with the halves of every point swapped, which is told of each that
lies in another country so. check-jsonschema looks at the schema alone. Prints the seconds of each and their ratio;
entries are made up from a fixed seed.
"""

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from regesta.contract import Contract
from regesta.normalise.places.gazetteer import open_gazetteer

SYLLABLES = "ba ke mi ro su ta ve li no da po ra".split()  # noqa: SIM905 - read more easily
SETTINGS = """[dataset]
name = "long"
title = "Long registries"
version = "1.0.0"
licence = "CC0-1.0"
creators = [{name = "Author, Ann"}]
"""
RECORD = """id: one
title: A talk
type: consult
date: {text: 3 May 2024}
participants: [{name: A Stranger, role: initiator}]
sources: [{id: daily, publisher: Example Daily}]
"""


def word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choices(SYLLABLES, k=syllables)).capitalize()


def actors(rng: random.Random, count: int) -> Iterator[str]:
    for number in range(count):
        given, family = word(rng, 2), word(rng, 3)
        yield f"- id: actor-{number}\n  name: {given} {family}\n  kind: person\n  names:\n"
        yield f"    - {{text: {family}}}\n    - {{text: {given[0]}. {family}, language: en}}\n"


def places(rng: random.Random, count: int, *, swapped: bool) -> Iterator[str]:
    query = "SELECT country, lat, lon FROM places WHERE cell IS NOT NULL AND country IS NOT NULL ORDER BY id"
    points = [row for row in open_gazetteer().db.execute(query) if abs(row[2]) < 90]
    for number, (country, *point) in enumerate(rng.choices(points, k=count)):
        latitude, longitude = reversed(point) if swapped else point
        yield f"- id: place-{number}\n  name: Camp {word(rng, 4)} {number}\n  country: {country!r}\n"
        yield f"  latitude: {latitude}\n  longitude: {longitude}\n"


def seconds(command: list[str], code: int) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout[-2000:] + done.stderr
    return time.perf_counter() - start


def theirs(folder: Path, name: str) -> list[str]:
    schema = folder / f"{name}.schema.json"
    schema.write_text(json.dumps(Contract().schema(name)), encoding="utf-8")
    command = str(Path(sys.executable).with_name("check-jsonschema"))
    return [command, "--schemafile", str(schema), str(folder / "registry" / f"{name}.yaml")]


def compare(folder: Path, count: int, runs: int, *, swapped: bool) -> None:
    rng = random.Random(7)  # noqa: S311 - no secret
    for home in ("registry", "records"):
        (folder / home).mkdir()
    (folder / "regesta.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "records" / "one.yaml").write_text(RECORD, encoding="utf-8")
    (folder / "registry" / "actors.yaml").write_text("".join(actors(rng, count)), encoding="utf-8")
    (folder / "registry" / "places.yaml").write_text("".join(places(rng, count, swapped=swapped)), encoding="utf-8")
    peers = [theirs(folder, name) for name in ("actors", "places")]
    ours = [str(Path(sys.executable).with_name("regesta")), "validate", str(folder)]
    times = [(seconds(ours, 0), sum(seconds(peer, 0) for peer in peers)) for _ in range(runs)]
    mine, others = (statistics.median(column) for column in zip(*times, strict=True))
    what = "points swapped" if swapped else "points as they are"
    print(
        f"{what}: regesta {mine:.2f} s, check-jsonschema {others:.2f} s, ratio {mine / others:.2f} (median of {runs})"
    )


def main(count: int, runs: int) -> None:
    for swapped in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            compare(Path(folder), count, runs, swapped=swapped)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
