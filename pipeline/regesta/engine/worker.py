"""What a Spark worker does: lines of record files in, what is known of their records out, by the check of one machine.

The lines come as Spark reads them, without their ends; the file is put together again byte for byte, so that every
place in it is the one that a check on one machine would tell.
"""

import codecs
import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa

from regesta.contract import Contract
from regesta.dataset import Dataset
from regesta.engine.batch import Stretch, uncollected
from regesta.engine.blocks import Block
from regesta.engine.examine import examine_piece
from regesta.engine.gathered import Wanted
from regesta.normalise.places.gazetteer import open_gazetteer
from regesta.release.manifest import contract_hash, lexicon_hash, tools_here

READ = ("file", "block", "text")  # the columns that come in: a file, the byte where Spark began to read, a line
GIVEN = "file string, start long, part binary, run binary, lines binary"  # those that go out, a row for a stretch
_STRETCH = 1 << 22  # bytes of lines that are done at a time
Line: TypeAlias = tuple[str, int, bytes]


class Task(NamedTuple):
    """What all workers are told: the dataset without its records, the ISO day, what is wanted, the blocks of all files.

    made_with is what `made_with` gives where the release is written.
    """

    dataset: Dataset
    today: str
    wanted: Wanted
    blocks: Mapping[tuple[str, int], Block]
    made_with: tuple[str, ...]


@lru_cache(maxsize=1)
def made_with() -> tuple[str, ...]:
    """What decides the normalised records beside the dataset; it must be the same on every machine."""
    tools = tools_here()
    gazetteer = str(open_gazetteer().info()["content_sha256"])
    return tools.regesta, tools.python, tools.tzdata, contract_hash(Contract()), lexicon_hash(), gazetteer


def given(raw: bytes, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The function under mapInArrow: raw is a task, pickled; the columns are those of READ and GIVEN.

    Raises:
        RuntimeError: the worker has another regesta, Python, tzdata or gazetteer than the driver.
    """
    task = _task(raw)
    with TemporaryDirectory(prefix="regesta-") as folder, uncollected():
        for (name, start), lines in groupby(_lines(batches), key=itemgetter(0, 1)):
            block = task.blocks[name, start]
            for offset, line, text in _stretches(block, lines):
                part, run = _checked(task, Path(folder), Stretch(Path(), offset, offset + len(text), line), block, text)
                yield _row(name, offset, part, run, text if block.sent else b"")


def _row(file: str, start: int, *blobs: bytes) -> pa.RecordBatch:
    """A row of what is given."""
    names = ["file", "start", "part", "run", "lines"]
    columns: list[pa.Array[Any]] = [pa.array([file]), pa.array([start])]
    return pa.RecordBatch.from_arrays([*columns, *(pa.array([blob], pa.binary()) for blob in blobs)], names)


@lru_cache(maxsize=1)
def _task(raw: bytes) -> Task:
    """The task; a worker that gets the same again keeps all that it has learnt of the dataset."""
    task: Task = pickle.loads(raw)  # noqa: S301 - the driver's own
    if made_with() != task.made_with:
        raise RuntimeError(f"the workers have another regesta than the driver: {made_with()}, not {task.made_with}")
    return task


def _lines(batches: Iterable[pa.RecordBatch]) -> Iterator[Line]:
    for batch in batches:
        columns: list[list[Any]] = [batch.column(name).to_pylist() for name in READ]
        yield from zip(*columns, strict=True)


def _stretches(block: Block, lines: Iterable[Line]) -> Iterator[tuple[int, int, bytes]]:
    """The lines of a block in the bytes that they were: so many at a time, with the byte and the line of the first."""
    offset, line = block.start, block.line
    for some in _so_many(text for _, _, text in lines):
        mark = codecs.BOM_UTF8 if block.bom and offset == 0 else b""
        text = mark + b"\n".join(some) + b"\n"
        if block.size is not None:
            text = text[: block.size - offset]  # the last line may have no end
        yield offset, line, text
        offset, line = offset + len(text), line + len(some)


def _so_many(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    some: list[bytes] = []
    size = 0
    for line in lines:
        some.append(line)
        size += len(line) + 1
        if size >= _STRETCH:
            yield some
            some, size = [], 0
    if some:
        yield some


def _checked(task: Task, folder: Path, stretch: Stretch, block: Block, text: bytes) -> tuple[bytes, bytes]:
    """What is known of the records of a stretch, pickled, and their normalised lines."""
    here = folder / "lines.jsonl"
    with here.open("wb") as file:
        file.seek(stretch.start)  # what lies before is a hole
        file.write(text)
    wanted = task.wanted._replace(run=folder)
    part = examine_piece(
        task.dataset, folder, task.today, wanted, None, (stretch._replace(path=here, shown=block.shown),)
    )
    if part.run is None:
        raise ValueError("no normalised records")
    run = part.run.read_bytes()
    part.run.unlink()
    return pickle.dumps(part), run
