"""What a check of a few changes costs in a long file: `python benchmarks/changed_since.py [RECORDS] [CHANGED]`.

Made-up records (see synthetic.py) in one file of JSON Lines are committed, and some of them changed, evenly throughout.
Then `regesta validate --changed-since HEAD` against `regesta validate`: user CPU seconds, those of its processes and
of git included. A ratio below a half is the aim; the rest is what reading ids, references and days of all takes.
"""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from synthetic import write_dataset

REGESTA = str(Path(sys.executable).with_name("regesta"))
ABOUT = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def user_seconds(folder: Path, *arguments: str) -> tuple[float, str]:
    """What a check takes, and its last line."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [REGESTA, "validate", "--statistics", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, done.stdout.splitlines()[-1]


def main(records: int, changed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_dataset(folder, records, 1, shuffle=False, faulty=False)
        for command in (["init", "--quiet"], ["add", "."], [*ABOUT, "commit", "--quiet", "--message", "all"]):
            subprocess.run(["git", *command], cwd=folder, check=True)
        (path,) = (folder / "records").iterdir()
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for number in range(0, records, max(records // changed, 1)):
            event = json.loads(lines[number])
            lines[number] = json.dumps({**event, "title": f"{event['title']} again"}, ensure_ascii=False) + "\n"
        path.write_text("".join(lines), encoding="utf-8")
        some, found = user_seconds(folder, "--changed-since", "HEAD")
        whole, everything = user_seconds(folder)
        print(f"since HEAD {some:.1f} s ({found}); all {whole:.1f} s ({everything}); ratio {some / whole:.2f}")


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[1:]]
    main(*(numbers + [200_000, 10][len(numbers) :]))
