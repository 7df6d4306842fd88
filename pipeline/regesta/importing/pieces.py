"""The rows of a long file some at a time, in several processes: their records as lines, and what is found of them."""

import marshal
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from regesta.contract import properties
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.engine.batch import in_pieces, processors, uncollected
from regesta.errors import RegestaError
from regesta.importing.cut import Piece, pieces_of
from regesta.importing.json_sql import json_column, json_of, line_of
from regesta.importing.loaded import FROM, Loaded, quoted
from regesta.importing.passage import Passage, Unordered, open_passage
from regesta.importing.plain import Plain, Verdicts, plain
from regesta.importing.query import RECORDS, Row
from regesta.importing.recipe import Recipe
from regesta.importing.shape import Field
from regesta.importing.text_rows import delimiter
from regesta.importing.treated import made
from regesta.jsontext import compact
from regesta.normalise.fold import folded_key
from regesta.progress import stage

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyarrow import BooleanArray, RecordBatch


@dataclass
class Job:
    """An import whose records come each from one row; folder is for its files, threads how many DuckDB may use."""

    recipe: Recipe
    dataset: Dataset
    loaded: Sequence[Loaded]
    fields: Sequence[Field]
    folder: Path
    today: str
    query: str
    plain: Plain | None
    threads: int | None = None
    _held: dict[int, tuple[Passage, Verdicts]] = field(default_factory=dict)

    def held(self) -> tuple[Passage, Verdicts]:
        """What this process keeps from one piece to the next."""
        own = os.getpid()
        if own not in self._held:
            copy = self.folder / f"{own}.csv"
            passage = open_passage(self.recipe, self.loaded, self.dataset.contract, self.query, copy, self.threads)
            self._held[own] = passage, Verdicts(self.dataset, self.today, self.folder)
        return self._held[own]

    @cached_property
    def loose(self) -> set[str]:
        return {one.name for one in self.fields if one.loose}


class Outcome(NamedTuple):
    """What became of a piece: where its lines lie, and the rows and ids of all its records; findings by row; counts.

    keys are hashes of the ids, equal for two that may be one. faults are about rows that cannot be read.
    """

    file: str
    lines: Path
    ids: Path
    keys: list[int]
    found: list[tuple[Row, list[Diagnostic]]]
    faults: list[Diagnostic]
    counts: Counter[str]


def job_of(
    recipe: Recipe, dataset: Dataset, loaded: Sequence[Loaded], fields: Sequence[Field], folder: Path, today: str,
    database: "DuckDBPyConnection",
) -> Job:  # fmt: skip
    """The job of an import; database holds its result as a view, over tables that may be empty."""
    types = {
        one.name: database.sql(f"SELECT {one.expression} AS one FROM {RECORDS} LIMIT 0").types[0] for one in fields
    }
    held = plain(dataset, fields, types)
    return Job(recipe, dataset, loaded, fields, folder, today, _query(dataset, fields, types, held), held)


def _query(dataset: Dataset, fields: Sequence[Field], types: Mapping[str, Any], held: Plain | None) -> str:
    """The rows of the result: row, id, line, whether it is plain, and what `Verdicts` looks at."""
    event = dataset.contract.schema("event")
    known = properties(event, event)
    names = [one.name for one in fields]
    given = ", ".join(f"{one.expression} AS {quoted(one.name)}" for one in fields)
    each = ", ".join(
        f"CAST({json_of(event, known[name], types[name], quoted(name))} AS VARCHAR) AS {json_column(name)}"
        for name in names
    )
    line = line_of({name: json_column(name) for name in names})
    # OFFSET 0 keeps what is below it from being put in the place of its name, and computed as often
    inner = f"SELECT {FROM}, {given} FROM {RECORDS} OFFSET 0"
    written = f"SELECT *, {each} FROM ({inner}) OFFSET 0"
    lined = f"SELECT *, {line} AS line FROM ({written}) OFFSET 0"
    own = "id" if "id" in types else "NULL"
    if held is None:
        return f"SELECT {FROM}.row AS row, {own} AS id, line, false AS plain FROM ({lined})"
    once = "".join(f", {json_column(name)} AS {quoted(name)}" for name in held.once)
    looked = f"{held.holds} AS plain, {held.title} AS title{once}"
    return f"SELECT {FROM}.row AS row, {own} AS id, line, {looked} FROM ({lined})"


def outcomes(job: Job) -> Iterator[Outcome] | None:
    """What becomes of each piece, by the names of files and the order of rows; None where they cannot be cut."""
    processes = processors()
    found: list[Piece] = []
    for number, item in sorted(enumerate(job.loaded), key=lambda pair: pair[1].file.name):
        if item.text is None:
            return None
        separator = delimiter(item.file, item.table)
        cut = pieces_of(
            item.text.utf8, number, separator, len(item.columns), header=not item.table.columns, processes=processes
        )
        if cut is None:
            return None
        found += cut
    processes = min(processes, len(found))
    job.threads = 1 if processes > 1 else None
    made = in_pieces(partial(_outcome, job), found, processes)
    return stage("importing", made, len(found), lambda outcome: outcome.counts.total())


def _outcome(job: Job, piece: Piece) -> Outcome:
    with uncollected():
        return _imported(job, piece)


def _imported(job: Job, piece: Piece) -> Outcome:
    """The records of a piece, written to a file of their own."""
    passage, _ = job.held()
    if passage.straight:
        try:
            return _made(job, piece, passage.rows(piece))
        except (RegestaError, Unordered):
            pass  # a row is none, or the rows have to be sorted; what else is wrong is so once more
    found, faults = passage.table(piece)
    return _made(job, piece, iter(found))._replace(faults=faults)


def _made(job: Job, piece: Piece, found: Iterator["RecordBatch"]) -> Outcome:
    """The records of what the query gives of a piece."""
    item, name = job.loaded[piece.file], f"{piece.file}-{piece.start}"
    outcome = Outcome(item.file.name, job.folder / f"{name}.jsonl", job.folder / f"{name}.ids", [], [], [], Counter())
    ids: list[tuple[int, str]] = []
    with outcome.lines.open("wb") as file:
        for batch in found:
            ids += _written(file, job, item, batch, outcome)
    outcome.keys.extend(key_of(own) for _, own in ids)
    outcome.ids.write_bytes(marshal.dumps(ids))
    return outcome


def _written(file: IO[bytes], job: Job, item: Loaded, batch: "RecordBatch", outcome: Outcome) -> list[tuple[int, str]]:
    """Write the records of a batch; the rows and ids of all. What is found goes to the outcome."""
    doubtful, sound = _looked_at(job, batch)
    rows: list[Any] = batch.column("row").to_pylist()
    ids: list[Any] = batch.column("id").to_pylist()
    lines, ends = _lines(batch)
    done = 0
    for index in doubtful:
        file.write(lines[ends[done] : ends[index]])
        outcome.counts["records"] += index - done
        done = index + 1
        names = [name for name, held in sound.items() if held[index].as_py()]
        path, shown, line = item.file.path, item.file.shown, bytes(lines[ends[index] : ends[done]])
        one = made(line, path, shown, job.dataset, job.today, loose=job.loose, sound=names)
        if one.found:
            outcome.found.append((Row(item.file.name, rows[index], ""), one.found))
        ids[index] = one.data.get("id")
        outcome.counts["left_out" if one.broken else "records"] += 1
        if not one.broken:
            file.write(compact(one.data).encode() + b"\n")
    file.write(lines[ends[done] : ends[len(rows)]])
    outcome.counts["records"] += len(rows) - done
    return [(row, own) for row, own in zip(rows, ids, strict=True) if isinstance(own, str)]


def _lines(batch: "RecordBatch") -> tuple[memoryview, memoryview]:
    """The lines of a batch with their ends, and where each begins; past the last, where that ends."""
    column: Any = batch.column("line")
    _, offsets, data = column.buffers()
    places = memoryview(offsets).cast("q" if str(column.type) == "large_string" else "i")
    return memoryview(data), places[column.offset :]


def _looked_at(job: Job, batch: "RecordBatch") -> tuple[list[int], "dict[str, BooleanArray]"]:
    """Which records of a batch are in doubt, and of each field that is looked at once whether it is sound."""
    import pyarrow as pa  # noqa: PLC0415 - for imports only
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    _, verdicts = job.held()
    if job.threads is not None:
        verdicts.exchange()  # with the other processes
    plain: Any = batch.column("plain")
    sound: dict[str, Any] = {}
    for name in ("title", *job.plain.once) if job.plain is not None else ():
        coded: Any = pc.dictionary_encode(batch.column(name))
        verdict: Any = pa.array(verdicts.sound(name, coded.dictionary.to_pylist()), pa.bool_())
        sound[name] = pc.fill_null(pc.take(verdict, coded.indices), True)  # a blank is sound
        plain = pc.and_(plain, sound[name])
    sound.pop("title", None)
    return pc.indices_nonzero(pc.invert(plain)).to_pylist(), sound


def key_of(own: str) -> int:
    """A number that is the same for two ids that may be one: their hyphens are left out, or they are folded."""
    plain = own.replace("-", "")
    return hash(plain if plain.isalnum() and plain.isascii() and plain.islower() else folded_key(own).replace(" ", ""))
