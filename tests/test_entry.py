"""How the command begins where the locale is not of UTF-8."""

import os
import subprocess
import sys

import pytest

BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
SCRIPT = b'import sys\nfrom regesta.entry import main\nsys.argv = ["regesta", "validate", "no-such.yaml"]\nmain()\n'


@pytest.mark.parametrize(
    ("arguments", "given", "name"),
    [
        (["-m", "regesta", "validate", "é.yaml"], b"", "é.yaml"),
        (["-"], SCRIPT, "no-such.yaml"),  # which cannot be read a second time
    ],
)
def test_words_are_taken_for_utf_8_and_none_are_lost(arguments: list[str], given: bytes, name: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments], input=given, capture_output=True, env={**os.environ, **BARE}, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"regesta: there is no file or folder {name}")
