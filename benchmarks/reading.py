"""Times the readers against the parsers they stand on, in one run, as ratios: `python benchmarks/reading.py [COUNT]`.

Records are made up from a fixed seed. YAML is read against PyYAML's CSafeLoader and against its bare event stream, a
file a record; JSON against the standard library's json, as a file a record and as JSON Lines.
"""

import gc
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from regesta.read import Record, read_records

SCHEMA = {
    "properties": {
        "date": {"properties": {"text": {"type": "string"}}},
        "places": {"items": {"properties": {"latitude": {"type": "number"}, "longitude": {"type": "number"}}}},
        "quantities": {"items": {"properties": {"best": {"type": "number"}}}},
    },
}


def words(rng: random.Random, count: int) -> str:
    letters = "abcdefghij" if rng.random() < 0.7 else "абвгдежзик"
    return " ".join("".join(rng.choices(letters, k=rng.randint(2, 9))) for _ in range(count))


def record(rng: random.Random, number: int) -> dict[str, Any]:
    return {
        "id": f"event-{number}",
        "title": words(rng, 6),
        "type": "assault",
        "summary": words(rng, 25),
        "date": {"text": "on the morning of 24 June", "edtf": "2023-06-24", "precision": "part-of-day"},
        "places": [{"name": words(rng, 1), "role": "location", "latitude": 47.25, "longitude": 39.75}],
        "participants": [{"name": words(rng, 2), "role": "initiator"}, {"name": words(rng, 2), "role": "recipient"}],
        "quantities": [{"measure": "killed", "best": 12.0, "text": words(rng, 3)}],
        "claims": [{"id": "c1", "act": "asserts", "speaker": words(rng, 2), "statement": words(rng, 12)}],
        "sources": [{"id": "s1", "publisher": words(rng, 2), "url": f"https://example.org/{number}", "kind": "news"}],
    }


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    gc.enable()
    return seconds


def read_all(paths: list[Path]) -> int:
    return sum(isinstance(item, Record) for path in paths for item in read_records(path, path.name, SCHEMA))


def events(paths: list[Path]) -> None:
    for path in paths:
        for _ in yaml.parse(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            pass


def parse_lines(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        for line in file:
            json.loads(line)


def compare(count: int, folder: Path) -> dict[str, tuple[float, float]]:
    """Give seconds of ours and of theirs for each comparison."""
    rng = random.Random(1)  # noqa: S311  # no secret
    records = [record(rng, number) for number in range(count)]
    yamls = [folder / f"{number}.yaml" for number in range(count)]
    jsons = [folder / f"{number}.json" for number in range(count)]
    lines = folder / "all.jsonl"
    for path, data in zip(yamls, records, strict=True):
        path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for path, data in zip(jsons, records, strict=True):
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    lines.write_text("".join(json.dumps(data, ensure_ascii=False) + "\n" for data in records), encoding="utf-8")
    ours = timed(lambda: read_all(yamls))
    return {
        "yaml files / CSafeLoader": (ours, timed(lambda: [yaml.load(p.read_bytes(), yaml.CSafeLoader) for p in yamls])),
        "yaml files / events alone": (ours, timed(lambda: events(yamls))),
        "json files / json": (
            timed(lambda: read_all(jsons)),
            timed(lambda: [json.loads(p.read_bytes()) for p in jsons]),
        ),
        "json lines / json": (timed(lambda: read_all([lines])), timed(lambda: parse_lines(lines))),
    }


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        for name, (ours, theirs) in compare(count, Path(folder)).items():
            print(f"{name:28} {ours:7.2f} s {theirs:7.2f} s  ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
