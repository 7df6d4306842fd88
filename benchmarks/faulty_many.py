"""A check of many records of which one in a hundred is faulty: `python benchmarks/faulty_many.py [N]` (200,000).

`regesta validate` checks N sound records, then the same of which one in a hundred is broken, each in one of the ways of
`synthetic.FAULTS` in turn: at most 1.5 times the time is the aim. The errors must be exactly those that were made, by
their codes, and of the faulty ones `regesta release` must make no release. Everything lies in a folder under TMPDIR and
is removed.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from measured import Cost, run
from synthetic import FAULTS, broken, write_dataset

REGESTA = str(Path(sys.executable).with_name("regesta"))


def expected(count: int) -> Counter[str]:
    """How often each code is made among so many records."""
    ways = [name.split()[0] for name in FAULTS]
    return Counter(ways[number // 100 % len(ways)] for number in range(count) if broken(number))


def found(printed: str, codes: set[str]) -> Counter[str]:
    """How often each of some codes stands in what --statistics prints."""
    rows = re.findall(r"^ *([\d,]+)  ([A-Z]\d{3})  ", printed, re.MULTILINE)
    return Counter({code: int(number.replace(",", "")) for number, code in rows if code in codes})


def timed(folder: Path, code: int, *command: str) -> tuple[Cost, str]:
    """What a command costs that ends with that code, and what it prints."""
    cost = run([REGESTA, *command], folder, code)
    return cost, (folder / "output.txt").read_text(encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=200_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        folder, dataset = Path(name), str(Path(name) / "dataset")
        write_dataset(folder / "dataset", count)
        sound, _ = timed(folder, 0, "validate", dataset)
        write_dataset(folder / "dataset", count, faulty=True)
        faulty, listed = timed(folder, 1, "validate", dataset)
        _, counted = timed(folder, 1, "validate", dataset, "--statistics")
        wanted = expected(count)
        assert found(counted, set(wanted)) == wanted, f"{found(counted, set(wanted))} where {wanted} were made"
        _, refused = timed(folder, 1, "release", dataset, "-o", str(folder / "out"))
        assert "nothing is released" in refused
        assert not (folder / "out").exists() or not any((folder / "out").iterdir())
        print(f"{count:,} records, sound: {sound.wall:.1f} s, largest process {sound.largest:.0f} MB")
        print(f"one in a hundred faulty: {faulty.wall:.1f} s, largest process {faulty.largest:.0f} MB")
        made = sum(wanted.values())
        print(f"ratio {faulty.wall / sound.wall:.2f}; {made:,} errors, each counted; the release is refused")
        print(f"printed: {listed.count(': error ') + listed.count(': warning ') + listed.count(': info '):,} findings")


if __name__ == "__main__":
    main()
