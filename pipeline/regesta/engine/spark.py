"""The check of the records of a release by Spark: on this machine, or wherever spark-submit runs it.

Spark reads the JSON Lines and checks them by the function of one machine, a stretch at a time; what is known of their
records and the normalised lines come back to this process, which writes the release as ever.
"""

import os
import pickle
import re
import shutil
import sys
import warnings
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from regesta.dataset import Dataset
from regesta.engine.batch import Stretch
from regesta.engine.blocks import Block, Source, blocks_of, literal, named, sources_of
from regesta.engine.examine import Far, examine_piece
from regesta.engine.gathered import Part, Wanted
from regesta.engine.packed import Rows
from regesta.errors import RegestaError
from regesta.folder import shown_path
from regesta.read.source import Refused, open_inside

_SETTINGS = {  # files are cut the same way however many workers there are at the moment; a row may be megabytes long
    "spark.sql.files.minPartitionNum": 1,
    "spark.sql.files.maxPartitionBytes": 16 << 20,
    "spark.sql.inMemoryColumnarStorage.batchSize": 1,
}
_SUBMITTED = "PYSPARK_GATEWAY_PORT"  # set by spark-submit


@contextmanager
def by_spark(records: Sequence[str]) -> Iterator[Far]:
    """The check by Spark; records are paths of JSON Lines that Spark reads, beside those of the dataset.

    What it came to can be shown as long as this lasts.

    Raises:
        RegestaError: Spark or Java is absent.
    """
    if find_spec("pyspark") is None or find_spec("pandas") is None:
        raise RegestaError("--engine spark needs PySpark and pandas: pip install 'regesta[spark]'")
    if _SUBMITTED not in os.environ and shutil.which("java", path=_java_path()) is None:
        raise RegestaError("--engine spark needs Java 17 or later: install it, or let JAVA_HOME say where it is")
    with TemporaryDirectory(prefix="regesta-lines-") as folder:
        yield partial(spark_parts, tuple(records), Path(folder))


def _java_path() -> str:
    home = os.environ.get("JAVA_HOME")
    return os.path.join(home, "bin") if home else os.environ.get("PATH", "")  # noqa: PTH118 - a search path


def spark_parts(
    records: Sequence[str], folder: Path, dataset: Dataset, paths: Sequence[Path], today: str, wanted: Wanted
) -> list[Part]:
    """What is known of the records in the JSON Lines of a dataset and elsewhere, in the order of their files.

    paths are the record files of the dataset; folder is where lines from elsewhere are kept, to show them.

    Raises:
        RegestaError: Spark does not start, or cannot read or do what it is given.
    """
    lines = [path for path in paths if path.suffix == ".jsonl"]
    own = {os.path.abspath(path): path for path in lines if _is_readable(path, dataset.folder)}  # noqa: PTH100 - as Spark does
    found: list[Part] = []
    sources: Mapping[str, Source] = {}
    if own or records:
        with _session() as spark:
            rows = _rows(spark, [*map(literal, own), *records])
            sources = sources_of(rows.inputFiles(), own, folder)
            found = _gathered(rows, sources, dataset, today, wanted)
    seen = {path for part in found for path, _ in part.files}
    for stretch in _without_lines(sources.values(), seen):
        found.append(examine_piece(dataset, folder, today, wanted, None, (stretch,)))
    for path in lines:
        if path not in seen:
            found.append(examine_piece(dataset, dataset.folder, today, wanted, None, (Stretch(path),)))
    return found


def _without_lines(sources: Iterable[Source], seen: Container[Path]) -> Iterator[Stretch]:
    """The files from elsewhere in which Spark found no line, as empty files here."""
    for source in sources:
        if not source.own and source.path not in seen:
            source.path.touch()
            yield Stretch(source.path, shown=source.shown)


def _is_readable(path: Path, root: Path | None) -> bool:
    """Whether a file may be read; one that may not is left to the reader of this machine, which says why."""
    try:
        str(path).encode()
        open_inside(path, shown_path(path), root).close()
    except (Refused, OSError, UnicodeError):
        return False
    return True


@contextmanager
def _session() -> Iterator[Any]:
    """A session of Spark, which ends with this unless it was there before."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield from _started()


def _started() -> Iterator[Any]:
    from pyspark.errors import PySparkException  # noqa: PLC0415 - for this engine only
    from pyspark.sql import SparkSession  # noqa: PLC0415 - as above

    before = SparkSession.getActiveSession()
    try:
        spark = before or _builder(SparkSession).getOrCreate()
    except PySparkException as error:
        raise RegestaError(f"Spark does not start (Java 17 or later is needed): {_said(error)}") from error
    try:
        for name, value in _SETTINGS.items():
            spark.conf.set(name, value)
        yield spark
    except PySparkException as error:
        raise RegestaError(f"Spark: {_said(error)}") from error
    finally:
        if before is None:
            spark.stop()


def _builder(session: Any) -> Any:
    """What makes a session: under spark-submit as it says, else with workers of this Python and few words."""
    builder = session.builder.appName("regesta")
    if _SUBMITTED in os.environ:
        return builder
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
    return builder.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())


def _said(error: Exception) -> str:
    """What a person can use of what Spark says: the error of Python in it, or else the first line."""
    told = [line.strip() for line in str(error).splitlines() if line.strip()]
    return next((line for line in told if re.match(r"[A-Za-z.]*(Error|Exception): ", line)), told[0] if told else "")


def _rows(spark: Any, paths: Sequence[str]) -> Any:
    """The lines of some files as rows of Spark: file, block (the byte where Spark begins to read), size, text."""
    from pyspark.sql import functions  # noqa: PLC0415 - for this engine only

    columns = {"file": "_metadata.file_path", "block": "_metadata.file_block_start", "size": "_metadata.file_size"}
    return spark.read.text([*paths], lineSep="\n").select(
        *(functions.col(name).alias(short) for short, name in columns.items()),
        functions.col("value").cast("binary").alias("text"),
    )


def _blocks(rows: Any, sources: Mapping[str, Source]) -> dict[tuple[str, int], Block]:
    """The blocks of the files, which Spark counts the lines of for this."""
    from pyspark.sql import functions  # noqa: PLC0415 - for this engine only

    counts = functions.count("*"), functions.sum(functions.octet_length("text") + 1)
    lengths = rows.groupBy("file", "block", "size").agg(*counts)
    return blocks_of((tuple(row) for row in lengths.toLocalIterator()), sources)


def _plain(dataset: Dataset) -> Dataset:
    """The dataset as it is sent: without what was worked out of it, its folder by its whole path."""
    home = dataset.folder.absolute() if dataset.folder is not None else None
    return replace(dataset, folder=home, contract=replace(dataset.contract))


def _gathered(rows: Any, sources: Mapping[str, Source], dataset: Dataset, today: str, wanted: Wanted) -> list[Part]:
    """The parts in the order of their files and lines; their normalised lines are written to one file."""
    from regesta.engine.worker import Task, made_with  # noqa: PLC0415 - for this engine only

    if wanted.run is None:
        raise ValueError("Spark is there for a release, which wants the normalised records")
    task = Task(_plain(dataset), today, wanted._replace(run=None), _blocks(rows, sources), made_with())
    run, found = wanted.run / "spark.jsonl", []
    with run.open("wb") as file:
        for row in _checked(rows.select("file", "block", "text"), pickle.dumps(task)):
            source = sources[named(row["file"])]
            part = _brought_home(pickle.loads(row["part"]), source.path)  # noqa: S301 - from our own workers
            part.run, part.ends = run, array("Q", (end + file.tell() for end in part.ends))
            file.write(row["run"])
            if not source.own:
                _write_at(source.path, row["start"], row["lines"])
            found.append(((source.rank, row["start"]), part))
    return [part for _, part in sorted(found, key=itemgetter(0))]


def _checked(lines: Any, task: bytes) -> Iterator[Any]:
    """The rows of what the workers give (see worker.GIVEN): all are made first, then fetched a few at a time."""
    from pyspark import StorageLevel  # noqa: PLC0415 - for this engine only

    from regesta.engine.worker import GIVEN, given  # noqa: PLC0415 - as above

    made = lines.mapInArrow(partial(given, task), GIVEN).persist(StorageLevel.DISK_ONLY)
    made.count()
    yield from made.toLocalIterator(prefetchPartitions=True)
    made.unpersist()


def _brought_home(part: Part, path: Path) -> Part:
    """A part with the path of the file here in place of that on the worker."""
    part.files = [(path, shown) for _, shown in part.files]
    part.tally.kept = {
        code: Rows([(None if record is None else record._replace(path=path), told) for record, told in kept])
        for code, kept in part.tally.kept.items()
    }
    return part


def _write_at(path: Path, start: int, lines: bytes) -> None:
    with path.open("r+b" if path.exists() else "wb") as file:
        file.seek(start)
        file.write(lines)
