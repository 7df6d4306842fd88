"""A release by Spark is the release of one machine: the same bytes, the same findings, the same words."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = sorted((ROOT / "build" / "spark" / "lib").glob("python3.*/site-packages"))
EVENT = '{{"id": "{0}", "title": "T {0}", "type": "other", "date": {{"text": "{1} June 2023"}}, "sources": [{2}]}}'
OWN = '{"id": "s", "publisher": "P", "published": {"text": "30 June 2023"}}'
SHARED = """sources: [{id: paper, publisher: P, published: {text: 30 June 2023}}]
events: [{id: mixed, title: T mixed, type: other, date: {text: 5 June 2023}, sources: [{id: paper}]}]
"""
SETTINGS = """[dataset]
name = "d"
title = "D"
version = "1.0.0"
released = 2026-01-01
licence = "CC0-1.0"
creators = [{ name = "A" }]
"""


@pytest.fixture(scope="module")
def spark() -> dict[str, str]:
    """An environment in which Spark is there, on two cores."""
    if not PACKAGES:
        pytest.skip("Spark is absent: `make spark` installs it")
    if shutil.which("java") is None:
        pytest.skip("Java is absent")
    return {
        **os.environ,
        "PYTHONPATH": str(PACKAGES[-1]),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": "--master local[2] pyspark-shell",
    }


def run(here: Path, environment: Mapping[str, str], *words: str) -> tuple[int, str, str]:
    """What `regesta release d -o out` comes to in a folder: exit code, output, errors."""
    command = [sys.executable, "-m", "regesta", "release", "d", "-o", "out", *words]
    done = subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def both(here: Path, spark: Mapping[str, str], formats: str) -> tuple[int, str]:
    """Release the dataset here by both engines, and compare everything; what came of it."""
    told = {}
    for engine in ("local", "spark"):
        told[engine] = run(here, spark, "--engine", engine, "--formats", formats)
        if (here / "out").is_dir():
            (here / "out").rename(here / engine)
    assert told["spark"][:2] == told["local"][:2], told["spark"][2]
    assert tree(here / "spark") == tree(here / "local")
    return told["local"][:2]


def synthetic(folder: Path, count: int, *words: str) -> None:
    command = [sys.executable, str(ROOT / "benchmarks/synthetic.py"), str(count), str(folder), *words]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.spark
def test_a_release_of_20_000_records_is_the_same_bytes(tmp_path: Path, spark: dict[str, str]) -> None:
    synthetic(tmp_path / "d", 20_000, "--shuffle")
    code, told = both(tmp_path, spark, "jsonl,json,csv,parquet,geo")
    assert (code, "20,000 events" in told) == (0, True)


@pytest.mark.spark
def test_findings_counts_and_places_are_the_same(tmp_path: Path, spark: dict[str, str]) -> None:
    synthetic(tmp_path / "d", 16_000, "--faulty", "--files", "2")
    code, told = both(tmp_path, spark, "jsonl")
    assert (code, "nothing is released" in told) == (1, True)


def dataset(folder: Path, records: Mapping[str, bytes]) -> None:
    (folder / "records").mkdir(parents=True)
    (folder / "regesta.toml").write_text(SETTINGS, encoding="utf-8")
    for name, content in records.items():
        (folder / "records" / name).write_bytes(content)


def events(*ids: str, source: str = OWN) -> bytes:
    return "".join(EVENT.format(own, number, source) + "\n" for number, own in enumerate(ids, 1)).encode()


@pytest.mark.spark
def test_files_of_every_form_and_name_make_one_release(tmp_path: Path, spark: dict[str, str]) -> None:
    records = {
        "a [1], ü%20*.jsonl": b"\xef\xbb\xbf" + events("aa", "ab").replace(b"\n", b"\r\n"),
        "b.yaml": SHARED.encode(),
        "c.jsonl": events("ca", "cb", source='{"id": "paper"}').rstrip(),
        "_d.jsonl": events("da"),
    }
    dataset(tmp_path / "d", records)
    code, told = both(tmp_path, spark, "jsonl,json,csv,parquet,geo,xlsx")
    assert (code, "6 events" in told) == (0, True)


@pytest.mark.spark
def test_what_is_wrong_with_a_file_is_told_in_the_same_words(tmp_path: Path, spark: dict[str, str]) -> None:
    wrong = events("aa") + b"\n{\xff}\n" + events("ab", "aa").replace(b'"T ab"', b'"T \\u0007"')
    records = {"a.jsonl": wrong + b'{"id": "cut', "b.yaml": SHARED.replace("mixed", "aa").encode(), "c.jsonl": b""}
    dataset(tmp_path / "d", records)
    (tmp_path / "outside.jsonl").write_bytes(events("out"))
    (tmp_path / "d/records/link.jsonl").symlink_to(tmp_path / "outside.jsonl")
    code, told = both(tmp_path, spark, "jsonl")
    codes = ("R001", "R002", "R003", "R007", "R010", "X701")
    assert (code, [code for code in codes if code not in told]) == (1, [])


@pytest.mark.spark
def test_records_elsewhere_make_the_release_that_they_make_in_the_dataset(
    tmp_path: Path, spark: dict[str, str]
) -> None:
    files = {"x 1.jsonl": events("aa", "ab"), "x 2.jsonl": b"\xef\xbb\xbf" + events("ba").rstrip()}
    dataset(tmp_path / "near/d", files)
    dataset(tmp_path / "far/d", {})
    (tmp_path / "far/more").mkdir()
    for name, content in files.items():
        (tmp_path / "far/more" / name).write_bytes(content)
    near = run(tmp_path / "near", spark)
    far = run(tmp_path / "far", spark, "--engine", "spark", "--records", f"{tmp_path}/far/more/*.jsonl")
    assert near[0] == 0, near[2]
    assert near[:2] == far[:2], far[2]
    assert tree(tmp_path / "near/out") == tree(tmp_path / "far/out")


@pytest.mark.spark
def test_a_fault_elsewhere_is_shown_with_its_line(tmp_path: Path, spark: dict[str, str]) -> None:
    files = {"x.jsonl": events("aa") + events("ab").replace(b"type", b"tpye"), "y.jsonl": b""}
    dataset(tmp_path / "near/d", files)
    dataset(tmp_path / "far/d", {})
    for name, content in files.items():
        (tmp_path / "far" / name).write_bytes(content)
    near = run(tmp_path / "near", spark)
    words = [word for name in files for word in ("--records", str(tmp_path / "far" / name))]
    far = run(tmp_path / "far", spark, "--engine", "spark", *words)
    assert (near[0], "S101" in near[1], "R007" in near[1]) == (1, True, True)
    assert far[:2] == (1, near[1].replace("d/records/", "")), far[2]


@pytest.mark.spark
def test_where_spark_cannot_work_one_line_says_so(tmp_path: Path, spark: dict[str, str]) -> None:
    dataset(tmp_path / "d", {"a.jsonl": events("aa")})
    code, told, errors = run(tmp_path, spark, "--engine", "spark", "--records", str(tmp_path / "none/*.jsonl"))
    assert (code, told) == (2, "")
    assert "none/*.jsonl" in errors.splitlines()[-1]
    without_java = {**spark, "PATH": str(tmp_path), "JAVA_HOME": ""}
    code, told, errors = run(tmp_path, without_java, "--engine", "spark")
    assert (code, told, len(errors.splitlines())) == (2, "", 1)
    assert "Java 17" in errors
    assert not (tmp_path / "out").exists()


def test_without_pyspark_the_command_says_what_to_install(tmp_path: Path) -> None:
    dataset(tmp_path / "d", {"a.jsonl": events("aa")})
    code, told, errors = run(tmp_path, {**os.environ, "PYTHONPATH": ""}, "--engine", "spark")
    if code == 0:
        pytest.skip("PySpark is there")
    assert (code, told, len(errors.splitlines())) == (2, "", 1)
    assert "pip install 'regesta[spark]'" in errors


@pytest.mark.parametrize("words", [("--engine", "flink"), ("--records", "x.jsonl")])
def test_an_engine_that_is_not_there_and_records_without_spark_are_refused(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    dataset(tmp_path / "d", {"a.jsonl": events("aa")})
    code, told, errors = run(tmp_path, os.environ, *words)
    assert (code, told, len(errors.splitlines())) == (2, "", 1)
    assert "spark" in errors
