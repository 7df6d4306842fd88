"""How right the normalisers are on public sets of dates, names and places; wrong and blank are counted apart.

Run as `python benchmarks/accuracy.py --gold DIR`, with DIR/dates, DIR/names and DIR/places. Each part can be run by
itself: accuracy_dates.py, accuracy_names.py, accuracy_places.py.
"""

import argparse
import subprocess
import sys
from pathlib import Path

PARTS = ("dates", "names", "places")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="the folder with dates/, names/ and places/")
    gold: Path = parser.parse_args().gold
    for part in PARTS:
        if not (gold / part).is_dir():
            sys.exit(f"there is no folder {gold / part}")
        print(f"\n{part}\n{'-' * len(part)}", flush=True)
        script = Path(__file__).with_name(f"accuracy_{part}.py")
        subprocess.run([sys.executable, script, "--gold", gold / part], check=True)


if __name__ == "__main__":
    main()
