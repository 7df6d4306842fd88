"""An import from beginning to end: foreign files to records, and what each row breaks."""

import json
import marshal
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.errors import RegestaError
from regesta.importing.apart import is_apart, may_be_apart
from regesta.importing.files import files_of_inputs
from regesta.importing.findings import Findings
from regesta.importing.loaded import Loaded
from regesta.importing.pieces import Job, Outcome, job_of, outcomes
from regesta.importing.query import Row, RowFaultError, broken_row, prepare, rows
from regesta.importing.recipe import Recipe, recipes_folder
from regesta.importing.shape import Field
from regesta.importing.tables import connect, create, fill, lock, open_files
from regesta.importing.treated import made
from regesta.jsontext import compact
from regesta.normalise.fold import folded_key
from regesta.progress import stage
from regesta.read.text import cut
from regesta.report import Report

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BLOCK = 1 << 20  # bytes of lines that are passed on at a time


@dataclass
class Import:
    """A recipe over its files, ready to run: the database that holds them, and what is known so far.

    counts has records (that keep the contract), left_out (that break it) and files. job is the import some rows at a
    time (None: it needs all of them); then the tables of the database are empty until they are filled.
    """

    recipe: Recipe
    dataset: Dataset
    prepared: "DuckDBPyConnection"
    loaded: list[Loaded]
    fields: list[Field]
    findings: Findings
    counts: Counter[str] = field(default_factory=Counter)
    job: Job | None = None
    filled: bool = True

    @property
    def database(self) -> "DuckDBPyConnection":
        """The database with all rows in its tables; those that cannot be read are told where records are made."""
        self.fill()
        return self.prepared

    def fill(self) -> list[Diagnostic]:
        """Put all rows into the tables, if they are not there; those that cannot be read are reported."""
        filled, self.filled = self.filled, True
        return [] if filled else fill(self.prepared, self.loaded)

    @property
    def report(self) -> Report:
        return self.findings.report(self.loaded, {"records": 0, **self.counts})


@contextmanager
def opened(recipe: Recipe, paths: Sequence[Path], dataset: Dataset, today: str) -> Iterator[Import]:
    """The import of files and folders by a recipe, to be run while this lasts; today judges waivers.

    Raises:
        RegestaError: there is nothing to import, or the recipe cannot be run.
    """
    files = files_of_inputs(recipe, paths)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="regesta-import-")))
        database = stack.enter_context(connect(folder))
        loaded, found = open_files(recipe, files, folder)
        create(database, recipe, loaded)
        apart = may_be_apart(recipe, loaded, database)
        found += [] if apart else fill(database, loaded)
        lock(database, [item.text.utf8 for item in loaded if item.text is not None])
        findings = Findings(dataset.table("rules"), today, own=recipe.path.parent != recipes_folder())
        findings.add(found)
        have = {item.table.name for item in loaded}
        runs = all(table.name in have or not table.needed for table in recipe.inputs)  # else the files are to blame
        fields = prepare(database, recipe, dataset.contract) if runs else []
        counts = Counter(files=sum(map(len, files.values())))
        run = Import(recipe, dataset, database, loaded, fields, findings, counts, filled=not apart)
        if apart and fields and is_apart(recipe, loaded, dataset.contract, folder):
            run.job = job_of(recipe, dataset, loaded, fields, folder, today, database)
        yield run


class Records:
    """The records of an import that keep the contract, in the order of their files and rows: each, or as lines.

    They are at most so many of the result (limit; None: all). What is found on the way goes to run.findings. A record
    that breaks the contract is left out; one that breaks a rule is there.
    """

    def __init__(self, run: Import, limit: int | None = None) -> None:
        self._run, self._limit = run, limit

    def __iter__(self) -> Iterator[dict[str, Any]]:
        with _located(self._run):
            lines = self._apart()
            if lines is None:
                yield from _one_by_one(self._run, self._limit)
                return
            for path in lines:
                with path.open("rb") as file:
                    yield from map(json.loads, file)

    def blocks(self) -> Iterator[bytes]:
        """The records as JSON Lines, in blocks of bytes."""
        with _located(self._run):
            lines = self._apart()
            if lines is None:
                yield from as_lines(_one_by_one(self._run, self._limit))
                return
            for path in lines:
                with path.open("rb") as file:
                    while block := file.read(_BLOCK):
                        yield block

    def _apart(self) -> Iterator[Path] | None:
        """The files of lines of the pieces, each there until the next is asked for; None where there are none."""
        run = self._run
        found = outcomes(run.job) if run.job is not None and self._limit is None else None
        return None if found is None else _joined(run, found)


@contextmanager
def _located(run: Import) -> Iterator[None]:
    """Tell of SQL that fails at a row which row that is.

    Raises:
        RegestaError: it fails.
    """
    try:
        yield
    except RowFaultError as error:
        found = _broken_row(run)
        if found is None:
            raise
        shown = {item.file.name: item.file.shown for item in run.loaded}
        name = f"{run.recipe.path.name}: "
        raise RegestaError(f"{name}row {found[1]:,} of {shown[found[0]]}: {str(error).removeprefix(name)}") from None


def _broken_row(run: Import) -> tuple[str, int] | None:
    """The file and row at which the SQL fails; None where that cannot be found, as where memory does not hold them."""
    import duckdb  # noqa: PLC0415 - for imports only

    try:
        return broken_row(run.database, run.recipe, run.fields)
    except duckdb.Error:
        return None


def as_lines(records: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Records as JSON Lines."""
    return (compact(record).encode() + b"\n" for record in records)


def _one_by_one(run: Import, limit: int | None) -> Iterator[dict[str, Any]]:
    """The records of all rows at once: where one may come from several, or rest on others."""
    loose = {one.name for one in run.fields if one.loose}
    shown = {item.file.name: item.file for item in run.loaded}
    seen: dict[str, Row] = {}
    if not run.fields:
        return
    run.findings.add(run.fill())
    found = stage("importing", rows(run.database, run.recipe, run.fields, limit), None, len)
    for row in chain.from_iterable(found):
        file = shown.get(row.file or "")
        path, name = (file.path, file.shown) if file else (run.recipe.path, run.recipe.path.name)
        one = made(row.text.encode(), path, name, run.dataset, run.findings.today, loose=loose)
        run.findings.add([*one.found, *_twice(seen, row, one.data.get("id"), name)], row)
        run.counts["left_out" if one.broken else "records"] += 1
        if not one.broken:
            yield one.data


def _joined(run: Import, found: Iterator[Outcome]) -> Iterator[Path]:
    """The files of lines of the pieces; what was found of them is added, and ids that stand twice."""
    keys: set[int] = set()
    seen: dict[str, Row] | None = None
    before: list[tuple[str, Path]] = []
    shown = {item.file.name: item.file.shown for item in run.loaded}
    for outcome in found:
        run.findings.add(outcome.faults)
        many = len(keys)
        keys.update(outcome.keys)
        if seen is None and len(keys) < many + len(outcome.keys):
            seen = {}  # two ids may be one: from here on they are compared
            for name, path in before:
                _compared(seen, name, path, shown)
        twice = _compared(seen, outcome.file, outcome.ids, shown) if seen is not None else []
        for row, diagnostics in sorted([*outcome.found, *twice], key=lambda pair: pair[0].row or 0):
            run.findings.add(diagnostics, row)
        before.append((outcome.file, outcome.ids))
        run.counts.update(outcome.counts)
        yield outcome.lines
        outcome.lines.unlink()


def _compared(
    seen: dict[str, Row], file: str, ids: Path, shown: Mapping[str, str]
) -> list[tuple[Row, list[Diagnostic]]]:
    """The ids of a piece that stand in it or before it already; seen holds those before, and then its own too."""
    own = ((Row(file, row, ""), text) for row, text in marshal.loads(ids.read_bytes()))  # noqa: S302 - our own file
    twice = ((row, list(_twice(seen, row, text, shown[file]))) for row, text in own)
    return [(row, found) for row, found in twice if found]


def _twice(seen: dict[str, Row], row: Row, own: Any, shown: str) -> Iterator[Diagnostic]:
    """The id of a record, where one before it bears it; shown is the file of the record."""
    if not isinstance(own, str):
        return
    first = seen.setdefault(folded_key(own), row)
    if first is row:
        return
    if first[:2] == row[:2]:
        message = f"id {cut(own)!r} stands twice: the query gives this row more than once"
        advice = "look for a join that finds several rows, or let the id tell them apart"
        yield Diagnostic("X701", message, "/id", value=own, event_id=own, path=shown, help=advice)
    else:
        message = f"id {cut(own)!r} is that of row {first.row} in {first.file}"
        yield Diagnostic("X701", message, "/id", value=own, event_id=own, path=shown)
