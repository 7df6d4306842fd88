"""The commands that bring other people's data in: template, import."""

import sys
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from regesta.cli.shared import (
    CURATE,
    Command,
    Output,
    Quiet,
    Today,
    Verbose,
    app,
    colour,
    contract_at,
    dataset_at,
    examples,
    judged_on,
    out,
    quote,
    shown_progress,
    whole_number,
)
from regesta.errors import RegestaError

if TYPE_CHECKING:
    from regesta.dataset import Dataset
    from regesta.importing.spreadsheet.run import Imported
    from regesta.report import Report


def _print_recipes(value: bool) -> None:
    if value:
        from regesta.importing.recipe import listing  # noqa: PLC0415 - each command imports what it needs

        out(listing())
        raise typer.Exit


Limit = Annotated[
    int | None,
    typer.Option(metavar="N", parser=whole_number, help="Import only so many records, and show the coverage."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; show the coverage of the input.")]
ShowList = Annotated[
    bool, typer.Option("--list", callback=_print_recipes, is_eager=True, help="List the recipes that ship.")
]


@app.command(
    cls=Command,
    rich_help_panel=CURATE,
    epilog=examples("regesta template -o events.xlsx", "regesta template records/2023 -o events.xlsx"),
)
def template(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The .xlsx file to make.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...", help="Datasets, folders or files whose records it is to hold; by default none."
        ),
    ] = None,
) -> None:
    """Make a spreadsheet to write records in, to import them from."""
    from regesta.config import find_dataset  # noqa: PLC0415 - each command imports what it needs
    from regesta.importing.spreadsheet.template import workbook, write_template  # noqa: PLC0415

    if paths:
        left_out = _write_workbook(output, paths)
        raise typer.Exit(1 if left_out else 0)
    write_template(output, workbook(contract_at(find_dataset(output.parent) or find_dataset(Path()))))
    told = "fill it in below the grey examples, which are not read"
    print(f"{output}: {told}, then: regesta import spreadsheet {quote(output)}", file=sys.stderr)


def _write_workbook(output: Path, paths: list[Path]) -> int:
    """Write the records that were named to a workbook; how many are left out, since they break the contract."""
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.importing.spreadsheet.rows import rows_of, take  # noqa: PLC0415
    from regesta.importing.spreadsheet.template import workbook, write_template  # noqa: PLC0415
    from regesta.report.text import plural  # noqa: PLC0415

    for folder in filter(None, map(find_dataset, paths)):
        dataset_at(folder)
    taken = take(paths)
    contract = taken.dataset.contract
    write_template(output, workbook(contract, rows_of(contract, taken.records, taken.sources)))
    print(f"{output}: {plural(len(taken.records), 'record')}", file=sys.stderr)
    if taken.left_out:
        print(f"{plural(taken.left_out, 'record')} left out: regesta validate says why", file=sys.stderr)
    return taken.left_out


@app.command(
    "import",
    cls=Command,
    rich_help_panel=CURATE,
    epilog=examples(
        "regesta import --list",
        "regesta import ucdp-ged GEDEvent_v25_1.csv -o records/ged.jsonl",
        "regesta import my-survey.sql survey/ --dry-run",
    ),
)
def import_(
    recipe: Annotated[
        str,
        typer.Argument(metavar="RECIPE", help="A shipped recipe, your own .sql file, or `spreadsheet`."),
    ],
    inputs: Annotated[
        list[Path], typer.Argument(metavar="INPUT...", help="Files of the other dataset, or folders of them.")
    ],
    output: Output = None,
    limit: Limit = None,
    dry_run: DryRun = False,
    today: Today = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    show_list: ShowList = False,
) -> None:
    """Turn other people's data into records."""
    del show_list
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.importing.recipe import SPREADSHEET  # noqa: PLC0415

    folder = (find_dataset(output.parent) if output is not None else None) or find_dataset(Path())
    asked = _Asked(inputs, output, limit, judged_on(today), dry_run, quiet, alone=folder is None)
    with shown_progress(quiet=quiet, verbose=verbose):
        report = _import_spreadsheet(asked, folder) if recipe == SPREADSHEET else _import_by(recipe, asked, folder)
    raise typer.Exit(1 if report.failed else 0)


_OF_REGISTRY = ("N302", "X702")  # rules that tell what the registry of a dataset lacks


class _Asked(NamedTuple):
    """What an import is asked for: of which files, where to (None: stdout), at most how many records, by which day."""

    inputs: list[Path]
    output: Path | None
    limit: int | None
    today: str
    dry_run: bool  # nothing is written: the coverage is shown, and the findings with it
    quiet: bool  # nothing is said where nothing is wrong
    alone: bool  # outside any dataset

    @property
    def covers(self) -> bool:
        """Whether the coverage of the input is shown."""
        return self.dry_run or self.limit is not None

    @property
    def stream(self) -> TextIO:
        """Where everything goes but the records."""
        return sys.stdout if self.dry_run else sys.stderr


def _import_by(recipe: str, asked: _Asked, folder: Path | None) -> "Report":
    """Import by a recipe of SQL: to JSON Lines."""
    from regesta.importing.coverage import Coverage, unused_rows  # noqa: PLC0415
    from regesta.importing.recipe import find_recipe  # noqa: PLC0415
    from regesta.importing.run import Records, as_lines, opened  # noqa: PLC0415

    chosen, output = find_recipe(recipe), asked.output
    if output is not None and output.suffix != ".jsonl":
        raise RegestaError(f"{output} is to hold JSON Lines: give it a name that ends in .jsonl")
    with opened(chosen, asked.inputs, dataset_at(folder), asked.today) as run:
        made, coverage = Records(run, asked.limit), Coverage(run) if asked.covers else None
        if coverage is None:
            _write(output, made.blocks(), run.counts)
        elif asked.dry_run:
            deque(coverage.counted(made), maxlen=0)
        else:
            _write(output, as_lines(coverage.counted(made)), run.counts)
        report = run.report
        if coverage is not None:
            asked.stream.write(coverage.text())
        for line in unused_rows(run) if asked.limit is None else ():
            print(line, file=asked.stream)
    _tell(report, asked, f"{chosen.path.name} gives no row")
    return report


def _write(output: Path | None, lines: Iterable[bytes], counts: Mapping[str, int]) -> None:
    """Write records as they come; no file where there are none, for an empty one would be a fault among others."""
    from regesta.whole import written  # noqa: PLC0415

    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(lines)
        sys.stdout.flush()
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    with suppress(_NoRecordsError), written(output) as file:
        file.writelines(lines)
        if not counts.get("records"):
            raise _NoRecordsError


class _NoRecordsError(Exception):
    """There is nothing to write, and what is written so far is to be put away."""


def _tell(report: "Report", asked: _Asked, why_none: str) -> None:
    """The findings, and what was written where."""
    from regesta.report import text  # noqa: PLC0415

    written, left_out = report.counts["records"], report.counts.get("left_out", 0)
    if report.codes:
        _tell_findings(report, asked)
    elif asked.output is not None and not asked.quiet:
        print(text.summary(report), file=sys.stderr)
    elif not written and not asked.dry_run:
        print(f"there are no records: {why_none}", file=sys.stderr)
    lost = f", {left_out:,} left out" if left_out else ""
    _tell_written(asked, f"{text.plural(written, 'record')}{lost}" if written else None)


def _tell_findings(report: "Report", asked: _Asked) -> None:
    from regesta.report import text  # noqa: PLC0415

    asked.stream.write(text.render(report, colour=colour(asked.stream), more="", fix=""))
    if asked.alone and not report.codes.keys().isdisjoint(_OF_REGISTRY):  # what they advise of is not there
        print("there is no dataset here: records are held against the shipped contract alone", file=asked.stream)


def _tell_written(asked: _Asked, what: str | None) -> None:
    """Say what was written to the file that was asked for, if one was (None: there was nothing to write)."""
    if asked.output is None or asked.dry_run:
        return
    if what is None:
        print(f"{asked.output} is not written: there are no records", file=sys.stderr)
    elif not asked.quiet:
        print(f"{asked.output}: {what}", file=sys.stderr)


def _import_spreadsheet(asked: _Asked, folder: Path | None) -> "Report":
    """Import a workbook: to JSON Lines, or to JSON, where events may share their sources."""
    from regesta.importing.spreadsheet.run import covered, import_books  # noqa: PLC0415

    if asked.output is not None and asked.output.suffix not in (".jsonl", ".json"):
        raise RegestaError(f"{asked.output} is to hold JSON Lines or JSON: give it a name that ends in .jsonl or .json")
    dataset = dataset_at(folder)
    done = import_books(asked.inputs, dataset, asked.today, asked.limit)
    if asked.covers:
        asked.stream.write(covered(done, dataset.contract))
    if not asked.dry_run:
        _write_imported(asked.output, done, dataset)
    report = done.report
    if report.codes:
        _tell_findings(report, asked)
    _tell_written(asked, _held(done, alone=len(asked.inputs) == 1) if done.records else None)
    return report


def _write_imported(output: Path | None, done: "Imported", dataset: "Dataset") -> None:
    from regesta.importing.spreadsheet.run import as_file, as_lines  # noqa: PLC0415
    from regesta.report.outputs import write_whole  # noqa: PLC0415

    if output is None:
        sys.stdout.buffer.write(as_lines(done, dataset))
        sys.stdout.flush()
    elif done.records:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_whole(output, [as_file(done) if output.suffix == ".json" else as_lines(done, dataset)])


def _held(done: "Imported", *, alone: bool) -> str:
    """How many records there are, and what was left out; of a workbook that was alone, which rows."""
    from regesta.importing.spreadsheet.grid import row_spans  # noqa: PLC0415
    from regesta.report.text import plural  # noqa: PLC0415

    left_out = f", {len(done.left_out):,} left out" if done.left_out else ""
    rows = f" ({row_spans(done.left_out)} of events)" if done.left_out and alone else ""
    return f"{plural(len(done.records), 'record')}{left_out}{rows}"
