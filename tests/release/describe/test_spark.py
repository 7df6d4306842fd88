"""Spark opens a release: the examples of its README answer what the tables hold, and every file has its values."""

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from tests.release.by_rows import whole

from regesta.release.describe.readme import write_readme

from .conftest import HOSTILE, Described

PYTHON = Path(__file__).parents[3] / "build" / "spark" / "bin" / "python"
HERE = {
    **os.environ,
    "SPARK_LOCAL_IP": "127.0.0.1",
    "PYSPARK_SUBMIT_ARGS": "--master local[1] --conf spark.ui.enabled=false pyspark-shell",
}

pytestmark = pytest.mark.spark


def in_spark(code: str, folder: Path) -> str:
    """What code prints that runs in a folder where Spark is there."""
    if not PYTHON.exists():
        pytest.skip("Spark is absent: `make spark` installs it")
    if shutil.which("java") is None:
        pytest.skip("Java is absent")
    done = subprocess.run(
        [PYTHON, "-W", "error", "-c", code], cwd=folder, env=HERE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def counted(shown: str) -> Counter[str]:
    """The rows of a table that Spark shows: how often each code stands there."""
    return Counter({code: int(number) for code, number in re.findall(r"^\| *(\w+)\| *(\d+)\|$", shown, re.MULTILINE)})


def test_the_examples_of_the_readme_answer_what_the_tables_hold(example: Described) -> None:
    examples = []
    for left_out in (None, "parquet", "csv"):
        if left_out is not None:
            shutil.move(example.folder / left_out, example.folder.parent / left_out)
        write_readme(example.edition, example.folder)
        text = (example.folder / "README.md").read_text(encoding="utf-8")
        blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        examples += [block for block in blocks if "pyspark" in block]
    for kind in ("parquet", "csv"):
        shutil.move(example.folder.parent / kind, example.folder / kind)
    from_parquet, from_csv, from_json = in_spark("print('next')\n".join(examples), example.folder).split("next")
    tables = example.edition.tables
    stands, acts = (
        Counter(whole(tables[name])[column].to_pylist())
        for name, column in (("events_flat", "verification"), ("claims", "act"))
    )
    assert counted(from_parquet) == counted(from_csv) == stands + acts
    assert counted(from_json) == stands


EVERY = """
import json
from pathlib import Path
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
rows = {str(path): spark.read.parquet(str(path)).count() for path in Path().glob("*/*.parquet")}
csv = spark.read.csv("csv/events_flat.csv", header=True, multiLine=True, quote='"', escape='"')
texts = {
    "csv": [row.title.removeprefix("'") for row in csv.orderBy("id").collect()],
    "flat": [row.title for row in spark.read.parquet("parquet/events_flat.parquet").orderBy("id").collect()],
    "claims": [row.claims[0].speaker for row in spark.read.parquet("parquet/events.parquet").orderBy("id").collect()],
    "geo": [row.title for row in spark.read.parquet("geo/events.parquet").orderBy("id").collect()],
    "json": [row.title for row in spark.read.json("json/events.jsonl").orderBy("id").collect()],
}
print(json.dumps([rows, texts]))
"""


def test_every_parquet_file_opens_and_every_text_is_the_same_in_each_format(hostile: Described) -> None:
    rows, texts = json.loads(in_spark(EVERY, hostile.folder))
    manifest = json.loads((hostile.folder / "manifest.json").read_text(encoding="utf-8"))
    assert rows == {file["path"]: file["rows"] for file in manifest["files"] if file["path"].endswith(".parquet")}
    assert [name for name, told in texts.items() if told != list(HOSTILE)] == []
