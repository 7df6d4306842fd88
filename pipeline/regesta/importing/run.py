"""An import from beginning to end: foreign files to records, and what each row breaks."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jiter

from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.importing.files import files_of_inputs
from regesta.importing.findings import Findings
from regesta.importing.loaded import Loaded
from regesta.importing.query import Row, prepare, rows
from regesta.importing.recipe import Recipe
from regesta.importing.shape import Field, pruned
from regesta.importing.tables import connect, load, lock
from regesta.importing.typed import typed
from regesta.normalise.fold import folded_key
from regesta.read.record import Record
from regesta.read.scan import settle
from regesta.read.text import cut
from regesta.report import Report
from regesta.treat import treat

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass
class Import:
    """A recipe over its files, ready to run: the database that holds them, and what is known so far.

    counts has records (that keep the contract), left_out (that break it) and files.
    """

    recipe: Recipe
    dataset: Dataset
    database: "DuckDBPyConnection"
    loaded: list[Loaded]
    fields: list[Field]
    findings: Findings
    counts: Counter[str] = field(default_factory=Counter)

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
        loaded, found = load(database, recipe, files, folder)
        lock(database)
        findings = Findings(dataset.settings.get("rules", {}), today)
        findings.add(found)
        have = {item.one.name for item in loaded}
        runs = all(one.name in have or not one.needed for one in recipe.inputs)  # else the files are to blame
        fields = prepare(database, recipe, dataset.contract) if runs else []
        counts = Counter(files=sum(map(len, files.values())))
        yield Import(recipe, dataset, database, loaded, fields, findings, counts)


def records(run: Import, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The records that keep the contract, in the order of their files and rows, at most so many of the result.

    The findings go to run.findings. A record that breaks the contract is left out; one that breaks a rule is there.
    """
    event = run.dataset.contract.schema("event")
    loose = any(one.loose for one in run.fields)
    shown = {item.file.name: item.file for item in run.loaded}
    seen: dict[str, Row] = {}
    if not run.fields:
        return
    for row in rows(run.database, run.recipe, run.fields, limit):
        data = pruned(jiter.from_json(row.text.encode())) or {}
        data, faults = settle(typed(event, event, data) if loose else data)
        file = shown.get(row.file or "")
        record = Record(data, file.path if file else run.recipe.path, file.shown if file else run.recipe.path.name)
        treated = treat(record, faults, run.dataset, run.findings.today)
        run.findings.add([*treated.found, *_twice(seen, row, data, record.shown)], row)
        run.counts["left_out" if treated.broken else "records"] += 1
        if not treated.broken:
            yield data


def _twice(seen: dict[str, Row], row: Row, data: dict[str, Any], shown: str) -> Iterator[Diagnostic]:
    """The id of a record, where one before it bears it."""
    own = data.get("id")
    if not isinstance(own, str):
        return
    first = seen.setdefault(folded_key(own), row)
    if first is not row:
        message = f"id {cut(own)!r} is that of row {first.row} in {first.file}"
        yield Diagnostic("X701", message, "/id", value=own, event_id=own, path=shown)
