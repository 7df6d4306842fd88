"""The rows of a long file some at a time, in several processes: their records as lines, and what is found of them."""

import marshal
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from regesta.batch import in_pieces, processors, uncollected
from regesta.contract import properties
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.importing.cut import Piece, pieces_of
from regesta.importing.decode import Text
from regesta.importing.json_sql import json_of, object_of
from regesta.importing.loaded import FROM, Loaded, quoted
from regesta.importing.plain import Plain, Verdicts, plain
from regesta.importing.query import RECORDS, Row, batches, prepare
from regesta.importing.recipe import Recipe
from regesta.importing.shape import Field
from regesta.importing.tables import connect, create, lock
from regesta.importing.text_rows import delimiter, insert_text
from regesta.importing.treated import made
from regesta.jsontext import compact
from regesta.normalise.fold import folded_key

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyarrow import RecordBatch

_ROWS = 8192
_JSON = "_json_"


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
    _held: "dict[int, tuple[DuckDBPyConnection, Verdicts]]" = field(default_factory=dict)

    def opened(self) -> "tuple[DuckDBPyConnection, Verdicts]":
        """What this process keeps from one piece to the next."""
        own = os.getpid()
        if own not in self._held:
            database = connect(self.folder, self.threads)
            database.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")  # rows keep their order
            create(database, self.recipe, self.loaded)
            lock(database, [self.folder / f"{own}.csv"])
            prepare(database, self.recipe, self.dataset.contract)
            database.execute(f"PREPARE imported AS {self.query}")  # to plan it takes as long as some thousand rows
            self._held[own] = database, Verdicts(self.dataset, self.today)
        return self._held[own]

    @property
    def loose(self) -> bool:
        return any(one.loose for one in self.fields)


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
        f"CAST({json_of(event, known[name], types[name], quoted(name))} AS VARCHAR) AS {quoted(_JSON + name)}"
        for name in names
    )
    line = object_of({name: quoted(_JSON + name) for name in names})
    # OFFSET 0 keeps what is below it from being put in the place of its name, and computed as often
    inner = f"SELECT {FROM}, {given} FROM {RECORDS} OFFSET 0"
    written = f"SELECT *, {each} FROM ({inner}) OFFSET 0"
    lined = f"SELECT *, {line} AS line FROM ({written}) OFFSET 0"
    own = "id" if "id" in types else "NULL"
    if held is None:
        return f"SELECT {FROM}.row AS row, {own} AS id, line, false AS plain FROM ({lined})"
    once = "".join(f", {quoted(_JSON + name)} AS {quoted(name)}" for name in held.once)
    looked = f"{held.holds} AS plain, {held.title} AS title{once}"
    return f"SELECT {FROM}.row AS row, {own} AS id, line, {looked} FROM ({lined})"


def outcomes(job: Job) -> Iterator[Outcome] | None:
    """What becomes of each piece, by the names of files and the order of rows; None where they cannot be cut."""
    processes = processors()
    found: list[Piece] = []
    for number, item in sorted(enumerate(job.loaded), key=lambda pair: pair[1].file.name):
        if item.text is None:
            return None
        separator = delimiter(item.file, item.one)
        cut = pieces_of(
            item.text.utf8, number, separator, len(item.columns), header=not item.one.columns, processes=processes
        )
        if cut is None:
            return None
        found += cut
    processes = min(processes, len(found))
    job.threads = 1 if processes > 1 else None
    return in_pieces(partial(_outcome, job), found, processes)


def _outcome(job: Job, piece: Piece) -> Outcome:
    with uncollected():
        return _imported(job, piece)


def _imported(job: Job, piece: Piece) -> Outcome:
    """The records of a piece, written to a file of their own."""
    database, verdicts = job.opened()
    item, name = job.loaded[piece.file], f"{piece.file}-{piece.start}"
    outcome = Outcome(item.file.name, job.folder / f"{name}.jsonl", job.folder / f"{name}.ids", [], [], [], Counter())
    outcome.faults.extend(_filled(database, job, item, piece))
    ids: list[tuple[int, str]] = []
    with outcome.lines.open("wb") as file:
        for batch in _in_order(batches(database, job.recipe, "EXECUTE imported", _ROWS)):
            ids += _written(file, job, item, verdicts, batch, outcome)
    database.execute(f"TRUNCATE {quoted(item.one.name)}")
    outcome.keys.extend(key_of(own) for _, own in ids)
    outcome.ids.write_bytes(marshal.dumps(ids))
    return outcome


def _filled(database: "DuckDBPyConnection", job: Job, item: Loaded, piece: Piece) -> list[Diagnostic]:
    """Put the rows of a piece into their table; what cannot be read is reported."""
    copy = job.folder / f"{os.getpid()}.csv"
    if item.text is None:
        raise ValueError(item.file.shown)
    with item.text.utf8.open("rb") as file:
        file.seek(piece.start)
        copy.write_bytes(file.read(piece.end - piece.start))
    text = Text(copy, copy, "utf-8")
    part = item._replace(one=item.one._replace(columns=item.columns), text=text)
    found = insert_text(database, part, text, piece.rows, piece.lines)
    copy.unlink()
    return found


def _in_order(found: Iterator["RecordBatch"]) -> Iterator["RecordBatch"]:
    """The same by row and id: as they are, or all of them sorted where a row gives several."""
    import pyarrow as pa  # noqa: PLC0415 - for imports only
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    taken = list(found)
    if not taken:
        return
    table = pa.Table.from_batches(taken)
    row = table.column("row")
    if len(row) > 1 and not pc.all(pc.less(row.slice(0, len(row) - 1), row.slice(1))).as_py():
        table = table.sort_by([("row", "ascending"), ("id", "ascending")])
    yield from table.to_batches()


def _written(
    file: IO[bytes], job: Job, item: Loaded, verdicts: Verdicts, batch: "RecordBatch", outcome: Outcome
) -> list[tuple[int, str]]:
    """Write the records of a batch; the rows and ids of all. What is found goes to the outcome."""
    plain, sound = _looked_at(job, verdicts, batch)
    rows: list[Any] = batch.column("row").to_pylist()
    ids: list[Any] = batch.column("id").to_pylist()
    done = 0
    for index in (index for index, fine in enumerate(plain) if not fine):
        file.write(_lines(batch, done, index))
        outcome.counts["records"] += index - done
        done = index + 1
        names = [name for name, held in sound.items() if held[index]]
        path, shown, line = item.file.path, item.file.shown, batch.column("line")[index].as_py()
        one = made(line, path, shown, job.dataset, job.today, loose=job.loose, sound=names)
        if one.found:
            outcome.found.append((Row(item.file.name, rows[index], ""), one.found))
        ids[index] = one.data.get("id")
        outcome.counts["left_out" if one.broken else "records"] += 1
        if not one.broken:
            file.write(compact(one.data).encode() + b"\n")
    file.write(_lines(batch, done, len(plain)))
    outcome.counts["records"] += len(plain) - done
    return [(row, own) for row, own in zip(rows, ids, strict=True) if isinstance(own, str)]


def _lines(batch: "RecordBatch", start: int, end: int) -> memoryview:
    """The lines of some records of a batch, with their ends."""
    import pyarrow.compute as pc  # noqa: PLC0415 - for imports only

    if start == end:
        return memoryview(b"")
    given: Any = batch.column("line").slice(start, end - start)
    joined: Any = pc.binary_join_element_wise(given, "", "\n")
    _, offsets, data = joined.buffers()
    places = memoryview(offsets).cast("q") if str(joined.type) == "large_string" else memoryview(offsets).cast("i")
    return memoryview(data)[places[joined.offset] : places[joined.offset + len(joined)]]


def _looked_at(job: Job, verdicts: Verdicts, batch: "RecordBatch") -> tuple[list[bool], dict[str, list[bool]]]:
    """Of each record of a batch whether nothing is to be found in it, and in each field that is looked at once."""
    import pyarrow as pa  # noqa: PLC0415 - for imports only
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    plain: Any = batch.column("plain")
    sound: dict[str, list[bool]] = {}
    for name in ("title", *job.plain.once) if job.plain is not None else ():
        coded: Any = pc.dictionary_encode(batch.column(name))
        verdict: Any = pa.array(verdicts.sound(name, coded.dictionary.to_pylist()), pa.bool_())
        held = pc.fill_null(pc.take(verdict, coded.indices), True)  # a blank is sound
        plain = pc.and_(plain, held)
        if name != "title":
            sound[name] = held.to_pylist()
    return plain.to_pylist(), sound


def key_of(own: str) -> int:
    """A number that is the same for two ids that may be one: their hyphens are left out, or they are folded."""
    plain = own.replace("-", "")
    return hash(plain if plain.isalnum() and plain.isascii() and plain.islower() else folded_key(own).replace(" ", ""))
