"""Readers at work while releases are published: who takes a path once sees one release, and all of it."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.release.conftest import Forge

pytestmark = pytest.mark.crash

READER = Path(__file__).with_name("reading.py")
PUBLICATIONS = 40
Seen = list[dict[str, Any]]


def seen_during(path: Path, publish: Callable[[int], None]) -> Seen:
    """What two readers of a path saw while releases were published."""
    command = [sys.executable, str(READER), str(path)]
    with ExitStack() as stack:
        readers = [
            stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
            for _ in range(2)
        ]
        try:
            for reader in readers:
                assert reader.stdout is not None
                assert reader.stdout.readline() == "reading\n"
            for number in range(PUBLICATIONS):
                publish(number)
        finally:
            ends = [reader.communicate()[0] for reader in readers]
    return [json.loads(end) for end in ends]


def test_who_follows_the_link_once_sees_a_whole_release(forge: "Forge", tmp_path: Path) -> None:
    def publish(number: int) -> None:
        home = (forge.one, forge.other)[number % 2]
        end = forge.run("release", home, "-o", tmp_path, "--version", f"1.{number}.0", "--formats", "jsonl")
        assert end.code == 0, end.err

    publish(0)
    for seen in seen_during(tmp_path / "wagner-mutiny-latest", lambda number: publish(number + 1)):
        assert (seen["wrong"], seen["gone"]) == ([], 0)
        assert len(seen["whole"]) > 5


def test_who_opens_a_dev_release_sees_it_whole_or_sees_it_go(forge: "Forge", tmp_path: Path) -> None:
    def publish(number: int) -> None:
        home = (forge.one, forge.other)[number % 2]
        end = forge.run("release", home, "-o", tmp_path, "--version", "1.0.0-dev", "--formats", "jsonl")
        assert end.out.startswith("released: "), end

    publish(1)
    for seen in seen_during(tmp_path / "wagner-mutiny-1.0.0-dev", publish):
        assert seen["wrong"] == []  # it is there at every moment, and no file of one is among those of the other
        assert len(seen["whole"]) == 2
