"""Fuzz a reader or the date grammar for as long as you like: `python -m tests.fuzz TARGET SECONDS` in the checkout.

TARGET is yaml, json, jsonl, dates, phrases or edtf. It needs atheris (`pip install atheris`), which sees what parts of
the program an input reaches and looks for inputs that reach others. What it has found interesting is kept in
build/fuzz/TARGET and taken up again; an input of which a claim does not hold is written to build/fuzz/TARGET-crash-*.
"""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

try:
    atheris: Any = importlib.import_module("atheris")
except ImportError:
    sys.exit("atheris is not installed: pip install atheris")

with atheris.instrument_imports(include=["regesta"]):
    from regesta.normalise.dates.lexicon import lexicon
    from regesta.normalise.dates.lexicon_files import languages

    from . import claims, date_claims

ROOT = Path(__file__).parents[2]
WORDS = ["-", ",", "/", "?", "3", "24", "2019", "90s", "23rd", "09:15", "03/04/2019", "24.06."]
WORDS += [" ".join(phrase) for language in languages() for phrase in lexicon(language).readings]


def hold_dates(data: bytes) -> None:
    if data:
        _hold_text(data[1:].decode("utf-8", "ignore"), data[0])


def hold_phrases(data: bytes) -> None:
    """Two bytes are a word that the grammar knows."""
    if data:
        pairs = zip(data[1::2], data[2::2], strict=False)
        _hold_text(" ".join(WORDS[(256 * one + other) % len(WORDS)] for one, other in pairs), data[0])


def _hold_text(text: str, choice: int) -> None:
    hints = date_claims.HINTS[choice % len(date_claims.HINTS)]
    date_claims.hold_date(text, hints)
    date_claims.hold_numbers(text, hints)


def hold_edtf(data: bytes) -> None:
    date_claims.hold_edtf(data.decode("utf-8", "ignore"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": claims.hold_yaml,
    "json": claims.hold_json,
    "jsonl": claims.hold_lines,
    "dates": hold_dates,
    "phrases": hold_phrases,
    "edtf": hold_edtf,
}


def main() -> None:
    if len(sys.argv) != 3 or sys.argv[1] not in TARGETS or not sys.argv[2].isdigit():
        sys.exit(f"usage: python -m tests.fuzz {{{','.join(TARGETS)}}} SECONDS")
    name, seconds = sys.argv[1:]
    corpus = ROOT / "build" / "fuzz" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for at, path in enumerate(_seeds(name)):
        (corpus / f"seed-{at}").write_bytes(path.read_bytes())
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={corpus}-", "-max_len=1024", "-timeout=20"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], TARGETS[name])
    atheris.Fuzz()


def _seeds(name: str) -> list[Path]:
    """The records of the fixtures, and what earlier runs found."""
    paths = [*(ROOT / "fixtures").rglob(f"*.{name}"), *(ROOT / "fixtures" / "fuzz" / name).glob("*")]
    return [path for path in paths if path.is_file()]


if __name__ == "__main__":
    main()
