"""The command that brings other people's data in: import."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from regesta.cli.shared import CURATE, Today, app, colour, dataset_at, judged_on, out
from regesta.errors import RegestaError


def _print_recipes(value: bool) -> None:
    if value:
        from regesta.importing.recipe import listing  # noqa: PLC0415 - each command imports what it needs

        out(listing())
        raise typer.Exit


@app.command("import", rich_help_panel=CURATE)
def import_(
    recipe: Annotated[
        str, typer.Argument(metavar="RECIPE", help="The name of a shipped recipe, or your own .sql file.")
    ],
    inputs: Annotated[
        list[Path], typer.Argument(metavar="INPUT...", help="Files of the other dataset, or folders of them.")
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; by default it is printed.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Import only so many records, and show the coverage.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show the coverage of the input.")] = False,
    today: Today = None,
    show_list: Annotated[
        bool, typer.Option("--list", callback=_print_recipes, is_eager=True, help="List the recipes that ship.")
    ] = False,
) -> None:
    """Turn other people's data into records. Example: regesta import ucdp-ged GEDEvent_v25_1.csv -o ged.jsonl"""
    del show_list
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.dataset import Dataset  # noqa: PLC0415
    from regesta.importing.coverage import Coverage  # noqa: PLC0415
    from regesta.importing.recipe import find_recipe  # noqa: PLC0415
    from regesta.importing.run import opened, records  # noqa: PLC0415
    from regesta.report import text  # noqa: PLC0415

    chosen = find_recipe(recipe)
    _sound_output(output)
    folder = find_dataset(output.parent if output is not None else Path())
    with opened(chosen, inputs, dataset_at(folder) if folder is not None else Dataset(), judged_on(today)) as run:
        coverage = Coverage(run) if dry_run or limit is not None else None
        made: Iterable[dict[str, Any]] = records(run, limit)
        made = coverage.counted(made) if coverage is not None else made
        if dry_run:
            for _ in made:
                pass
        else:
            _write(output, made)
        report = run.report
        stream = sys.stdout if dry_run else sys.stderr
        if coverage is not None:
            stream.write(coverage.text())
    if report.codes:
        stream.write(text.render(report, colour=colour(stream)))
    elif output is not None:
        print(text.summary(report), file=sys.stderr)
    if output is not None and not dry_run:
        print(f"{output}: {text.plural(report.counts['records'], 'record')}", file=sys.stderr)
    raise typer.Exit(1 if report.failed else 0)


def _sound_output(output: Path | None) -> None:
    if output is not None and output.suffix != ".jsonl":
        raise RegestaError(f"{output} is to hold JSON Lines: give it a name that ends in .jsonl")


def _write(output: Path | None, made: Iterable[dict[str, Any]]) -> None:
    from regesta.importing.lines import write_lines, written  # noqa: PLC0415 - as above

    if output is None:
        sys.stdout.flush()
        write_lines(sys.stdout.buffer, made)
        sys.stdout.flush()
    else:
        with written(output) as file:
            write_lines(file, made)
