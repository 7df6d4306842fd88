"""What a cold start pays for: one record brings in what reads it, and no more."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

EVENT = """id: rally
title: Rally in Minsk
type: protest
date: {text: %s}
sources: [{id: a, publisher: A Paper, published: {text: "2023-06-25"}}]
"""
NAMED = "participants: [{name: President Alexander Lukashenko, role: target}]\n"
SCRIPT = """
import json, sys
path, *modules = sys.argv[1:]
sys.argv = ["regesta", "validate", path]
from regesta.cli import main
try:
    main()
except SystemExit as end:
    assert end.code == 0
from regesta.normalise.dates.lexicon import lexicon
from regesta.normalise.names.words import words_for
counts = [function.cache_info().currsize for function in (lexicon, words_for)]
print(json.dumps([[name for name in modules if name in sys.modules], *counts]), file=sys.stderr)
"""
LAZY = (
    "pyarrow", "pydantic", "duckdb", "babel", "jsonschema", "rich", "rapidfuzz", "jiter", "tomllib", "hashlib", "email.utils",
    "importlib.metadata", "importlib.resources", "regesta.csvfile", "regesta.extension", "regesta.lookups",
    "regesta.model", "regesta.normalise.names.near", "regesta.normalise.romanise", "regesta.read.json",
    "regesta.read.lines", "regesta.vocabularies",
)  # fmt: skip


@pytest.mark.parametrize(
    ("record", "lexicons", "scripts"),
    [
        (EVENT % '"2023-06-24"', 0, 0),
        (EVENT % '"2023-06-24/2023-06-26"', 0, 0),
        (EVENT % "on the morning of 24 June", 1, 0),
        (EVENT % '"2023-06-24"' + NAMED, 0, 1),
    ],
    ids=["ISO day", "EDTF", "date in words", "English name"],
)
def test_a_record_pays_for_the_lexicons_that_it_needs(tmp_path: Path, record: str, lexicons: int, scripts: int) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(record, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", SCRIPT, path, *LAZY], capture_output=True, text=True, check=False)
    assert json.loads(done.stderr.splitlines()[-1]) == [[], lexicons, scripts], done.stderr
