"""Ctrl-C, a cancelled job or a closed terminal stops a long release: nothing of it is left, neither beside the releases nor among the temporary files."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

SETTINGS = """[dataset]
name = "many"
title = "Many"
version = "1.0.0"
licence = "CC0-1.0"
released = 2024-01-01
creators = [{name = "A"}]
"""
COUNT = 30_000


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A dataset that keeps several processes busy for seconds."""
    (tmp_path / "many/records").mkdir(parents=True)
    (tmp_path / "many/regesta.toml").write_text(SETTINGS, encoding="utf-8")
    with (tmp_path / "many/records/all.jsonl").open("w", encoding="utf-8") as file:
        for number in range(COUNT):
            source = {"id": "s", "publisher": "P", "title": f"On page {number}, " + "and so on, " * 12}
            event = {"id": f"e{number}", "title": f"T {number}", "type": "other", "date": {"text": "5 March 2024"}}
            file.write(json.dumps({**event, "sources": [source]}) + "\n")
    return tmp_path / "many"


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_an_interrupted_release_leaves_nothing(sign: signal.Signals, code: int, many: Path, tmp_path: Path) -> None:
    if signal.getsignal(sign) is signal.SIG_IGN:
        pytest.skip("whoever runs the tests ignores it, as nohup does")
    work = tmp_path / "work"
    work.mkdir()
    command = [str(Path(sys.executable).with_name("regesta")), "release", str(many), "-o", str(tmp_path / "out")]
    running = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(work)}, start_new_session=True
    )
    while not list(work.glob("*/run/*")):
        assert running.poll() is None, "it ended before it was interrupted"
    os.killpg(running.pid, sign)
    _, said = running.communicate(timeout=60)
    assert running.returncode == code
    assert "Traceback" not in said
    assert list(work.iterdir()) == []
    assert not (tmp_path / "out").exists()
