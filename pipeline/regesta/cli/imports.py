"""The commands that bring other people's data in: template, import."""

import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, NoReturn, TextIO

import typer

from regesta.cli.shared import (
    CURATE,
    Command,
    Today,
    app,
    colour,
    dataset_at,
    examples,
    judged_on,
    out,
    quote,
    whole_number,
)
from regesta.errors import RegestaError


def _print_recipes(value: bool) -> None:
    if value:
        from regesta.importing.recipe import listing  # noqa: PLC0415 - each command imports what it needs

        out(listing())
        raise typer.Exit


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
    from regesta.contract import Contract  # noqa: PLC0415
    from regesta.importing.spreadsheet.rows import rows_of, take  # noqa: PLC0415
    from regesta.importing.spreadsheet.template import workbook, write_template  # noqa: PLC0415
    from regesta.report.text import plural  # noqa: PLC0415

    if not paths:
        folder = find_dataset(output.parent)
        write_template(output, workbook(dataset_at(folder).contract if folder is not None else Contract()))
        told = "fill it in below the grey examples, which are not read"
        print(f"{output}: {told}, then: regesta import spreadsheet {quote(output)}", file=sys.stderr)
        return
    for folder in filter(None, map(find_dataset, paths)):
        dataset_at(folder)
    taken = take(paths)
    contract = taken.dataset.contract
    write_template(output, workbook(contract, rows_of(contract, taken.records, taken.sources)))
    print(f"{output}: {plural(len(taken.records), 'record')}", file=sys.stderr)
    if taken.left_out:
        print(f"{plural(taken.left_out, 'record')} left out: regesta validate says why", file=sys.stderr)
    raise typer.Exit(1 if taken.left_out else 0)


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
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; by default it is printed.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", parser=whole_number, help="Import only so many records, and show the coverage."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show the coverage of the input.")] = False,
    today: Today = None,
    show_list: Annotated[
        bool, typer.Option("--list", callback=_print_recipes, is_eager=True, help="List the recipes that ship.")
    ] = False,
) -> None:
    """Turn other people's data into records."""
    del show_list
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.dataset import Dataset  # noqa: PLC0415
    from regesta.importing.coverage import Coverage, unused_rows  # noqa: PLC0415
    from regesta.importing.recipe import SPREADSHEET, find_recipe  # noqa: PLC0415
    from regesta.importing.run import opened, records  # noqa: PLC0415

    folder = (find_dataset(output.parent) if output is not None else None) or find_dataset(Path())
    if recipe == SPREADSHEET:
        _import_spreadsheet(inputs, output, folder, limit, dry_run, judged_on(today))
    chosen = find_recipe(recipe)
    _sound_output(output)
    with opened(chosen, inputs, dataset_at(folder) if folder is not None else Dataset(), judged_on(today)) as run:
        coverage = Coverage(run) if dry_run or limit is not None else None
        made = records(run, limit) if coverage is None else coverage.counted(records(run, limit))
        if dry_run:
            for _ in made:
                pass
        else:
            _write(output, made, run.counts)
        report = run.report
        stream = sys.stdout if dry_run else sys.stderr
        if coverage is not None:
            stream.write(coverage.text())
        for line in unused_rows(run) if limit is None else ():
            print(line, file=stream)
    _tell(report, output, stream, f"{chosen.path.name} gives no row", dry_run=dry_run)
    raise typer.Exit(1 if report.failed else 0)


def _tell(report: Any, output: Path | None, stream: TextIO, why_none: str, *, dry_run: bool) -> None:
    """The findings, and what was written where."""
    from regesta.report import text  # noqa: PLC0415

    written = report.counts["records"]
    if report.codes:
        stream.write(text.render(report, colour=colour(stream), more="", fix=""))
    elif output is not None:
        print(text.summary(report), file=sys.stderr)
    elif not written and not dry_run:
        print(f"there are no records: {why_none}", file=sys.stderr)
    if output is not None and not dry_run:
        print(f"{output}: {text.plural(written, 'record')}" if written else _unwritten(output), file=sys.stderr)


def _import_spreadsheet(
    inputs: list[Path], output: Path | None, folder: Path | None, limit: int | None, dry_run: bool, today: str
) -> NoReturn:
    """Import a workbook: to JSON Lines, or to JSON, where events may share their sources."""
    from regesta.dataset import Dataset  # noqa: PLC0415 - as above
    from regesta.importing.spreadsheet.grid import row_spans  # noqa: PLC0415
    from regesta.importing.spreadsheet.run import as_file, as_lines, covered, import_books  # noqa: PLC0415
    from regesta.report import text  # noqa: PLC0415
    from regesta.report.outputs import write_whole  # noqa: PLC0415

    if output is not None and output.suffix not in (".jsonl", ".json"):
        raise RegestaError(f"{output} is to hold JSON Lines or JSON: give it a name that ends in .jsonl or .json")
    dataset = dataset_at(folder) if folder is not None else Dataset()
    done = import_books(inputs, dataset, today, limit)
    stream = sys.stdout if dry_run else sys.stderr
    if dry_run or limit is not None:
        stream.write(covered(done, dataset.contract))
    if not dry_run and output is None:
        sys.stdout.buffer.write(as_lines(done, dataset))
        sys.stdout.flush()
    elif not dry_run and output is not None and done.records:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_whole(output, as_file(done) if output.suffix == ".json" else as_lines(done, dataset))
    report = done.report
    if report.codes:
        stream.write(text.render(report, colour=colour(stream), more="", fix=""))
    if output is not None and not dry_run:
        left_out = f", {len(done.left_out):,} left out" if done.left_out else ""
        if left_out and len(inputs) == 1:
            left_out += f" ({row_spans(done.left_out)} of events)"
        written = text.plural(len(done.records), "record") + left_out
        print(f"{output}: {written}" if done.records else _unwritten(output), file=sys.stderr)
    raise typer.Exit(1 if report.failed else 0)


def _sound_output(output: Path | None) -> None:
    if output is not None and output.suffix != ".jsonl":
        raise RegestaError(f"{output} is to hold JSON Lines: give it a name that ends in .jsonl")


class _NoRecordsError(Exception):
    """Nothing was written: an empty file holds no record, and would be a fault among others."""


def _write(output: Path | None, made: Iterable[dict[str, Any]], counts: Mapping[str, int]) -> None:
    from regesta.importing.lines import write_lines, written  # noqa: PLC0415 - as above

    if output is None:
        sys.stdout.flush()
        write_lines(sys.stdout.buffer, made)
        sys.stdout.flush()
        return
    with suppress(_NoRecordsError), written(output) as file:
        write_lines(file, made)
        if not counts.get("records"):
            raise _NoRecordsError


def _unwritten(output: Path) -> str:
    return f"{output} is not written: there are no records"
