"""The commands that write and compare releases: normalise, release, verify, diff, gazetteer."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from regesta.cli.shared import (
    RELEASE,
    Command,
    DatasetArgument,
    Output,
    Paths,
    Quiet,
    Today,
    Verbose,
    app,
    colour,
    dataset_folder,
    examples,
    judged_on,
    one_of,
    out,
    refuse_part,
    shown_progress,
    whole_number,
)
from regesta.errors import RegestaError

Version = Annotated[str | None, typer.Option(metavar="V", help="The version, instead of that of regesta.toml.")]
Home = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="DIR", help="Where to; by default output/ of the dataset.")
]
Formats = Annotated[
    str | None,
    typer.Option(
        metavar="LIST",
        help="With commas: jsonl,json,csv,parquet,geo,xlsx; by default those of regesta.toml, else the first four.",
    ),
]
Against = Annotated[
    Path | None, typer.Option(metavar="RELEASE", help="The release before; by default the highest version below.")
]
Engine = Annotated[str, typer.Option(metavar="local|spark", help="What checks the JSON Lines: this machine, or Spark.")]
Records = Annotated[
    list[str] | None,
    typer.Option(
        metavar="PATH",
        help="With Spark: JSON Lines that lie elsewhere, by any path that Spark reads; may be repeated.",
    ),
]
Jobs = Annotated[
    int | None, typer.Option(metavar="N", parser=whole_number, help="How many processes; by default one a core.")
]
_MORE, _FIX = "`regesta validate` shows more", "`regesta validate --fix` does it"
gazetteer_app = typer.Typer(
    help="The index of places that ships with the package.", no_args_is_help=True, rich_markup_mode=None
)


@app.command(cls=Command, rich_help_panel=RELEASE, epilog=examples("regesta normalise -o events.jsonl"))
def normalise(
    paths: Paths = None,
    output: Output = None,
    today: Today = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the normalised records as JSON Lines."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.engine.run import normalise_paths  # noqa: PLC0415
    from regesta.report import text  # noqa: PLC0415
    from regesta.report.outputs import expect_folder  # noqa: PLC0415

    chosen = list(paths or ()) or [dataset_folder(None)]
    if output is not None:
        expect_folder(output)
    for path in chosen:
        refuse_part(output, find_dataset(path))
    with TemporaryDirectory(prefix="regesta-") as run, shown_progress(quiet=quiet, verbose=verbose):
        lines, report = normalise_paths(chosen, judged_on(today), Path(run))
        _write_lines(lines, output)
    if report.diagnostics:
        sys.stderr.write(text.render(report, colour=colour(sys.stderr), more=_MORE, fix=_FIX))
    raise typer.Exit(1 if report.failed else 0)


def _write_lines(lines: Iterable[bytes], output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.flush()
    else:
        from regesta.report.outputs import write_whole  # noqa: PLC0415

        write_whole(output, lines)


@app.command(
    cls=Command,
    rich_help_panel=RELEASE,
    epilog=examples("regesta release", "regesta release --version 1.1.0 --formats json,csv,parquet,xlsx"),
)
def release(
    dataset: DatasetArgument = None,
    version: Version = None,
    output: Home = None,
    formats: Formats = None,
    against: Against = None,
    engine: Engine = "local",
    records: Records = None,
    jobs: Jobs = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check, normalise and write a release, all or nothing."""
    from regesta.engine import engine_of  # noqa: PLC0415
    from regesta.engine.batch import at_most  # noqa: PLC0415
    from regesta.release.run import release_summary  # noqa: PLC0415
    from regesta.report import text  # noqa: PLC0415

    one_of("--engine", engine, ("local", "spark"))
    folder = dataset_folder(dataset)
    with engine_of(engine, records or ()) as far:
        with shown_progress(quiet=quiet, verbose=verbose), at_most(jobs):
            outcome, report, summary = release_summary(folder, output, formats, version, against, far)
        if report.diagnostics:
            out(text.render(report, colour=colour(), more=_MORE, fix=_FIX))
        done = outcome.state in ("released", "already")
        if not (quiet and done):
            out(summary)
    raise typer.Exit(0 if done else 1)


@app.command(
    cls=Command,
    rich_help_panel=RELEASE,
    epilog=examples("regesta verify output/protests-1.0.0", "regesta verify output/protests-*"),
)
def verify(
    folders: Annotated[list[Path], typer.Argument(metavar="RELEASE...", help="Folders of releases.")],
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check that releases are what they say."""
    from regesta.release.verify.run import each_once  # noqa: PLC0415
    from regesta.release.verify.run import verify as check  # noqa: PLC0415
    from regesta.report.safe import safe  # noqa: PLC0415
    from regesta.report.text import plural  # noqa: PLC0415

    is_sound = True
    for folder in each_once(folders):
        with shown_progress(quiet=quiet, verbose=verbose):
            found = list(check(folder))
        is_sound = is_sound and not found
        for line in found:
            out(f"FAILED {safe(line)}\n")
        if found or not quiet:
            out(f"{folder}: {plural(len(found), 'fault') if found else 'all holds'}\n")
    raise typer.Exit(0 if is_sound else 1)


@app.command(
    cls=Command, rich_help_panel=RELEASE, epilog=examples("regesta diff output/protests-1.0.0 output/protests-1.1.0")
)
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of a release.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of another one.")],
    output_format: Annotated[
        str, typer.Option("--format", metavar="text|json|markdown", help="How to print it.")
    ] = "text",
) -> None:
    """Say what changed between two releases."""
    from regesta.release.diff.report import diff_releases  # noqa: PLC0415

    one_of("--format", output_format, ("text", "json", "markdown"))
    text, equal = diff_releases(old, new, output_format)
    out(text)
    raise typer.Exit(0 if equal else 1)


app.add_typer(
    gazetteer_app, name="gazetteer", rich_help_panel=RELEASE, epilog=examples("regesta gazetteer search Rostov")
)


@gazetteer_app.command("info", cls=Command, epilog=examples("regesta gazetteer info"))
def gazetteer_info() -> None:
    """Say what the index holds and where it comes from."""
    from regesta.normalise.places.gazetteer import open_gazetteer  # noqa: PLC0415
    from regesta.report.json_report import printed  # noqa: PLC0415

    out(printed(open_gazetteer().info()))


@gazetteer_app.command("search", cls=Command, epilog=examples("regesta gazetteer search Rostov"))
def gazetteer_search(
    words: Annotated[str, typer.Argument(metavar="TEXT", help="A name, or how it begins.")],
    limit: Annotated[int, typer.Option(metavar="N", parser=whole_number, help="At most so many.")] = 10,
) -> None:
    """Find places by name."""
    from regesta.normalise.one_value import spot_line  # noqa: PLC0415
    from regesta.normalise.places.gazetteer import open_gazetteer  # noqa: PLC0415

    found = open_gazetteer().search(words, limit)
    if not found:
        print(f"no place is named {words!r}, nor begins so; try fewer letters, or another spelling", file=sys.stderr)
    out("".join(spot_line(spot) + "\n" for spot in found))
    raise typer.Exit(0 if found else 1)


@gazetteer_app.command("build", cls=Command, epilog=examples("regesta gazetteer build allCountries.txt"))
def gazetteer_build(
    dump: Annotated[Path, typer.Argument(metavar="GEONAMES_DUMP", help="allCountries.txt, or a country's file.")],
) -> None:
    """Build the index anew from a GeoNames dump. It takes the place of the one that ships."""
    from regesta.normalise.places.gazetteer import SHIPPED  # noqa: PLC0415
    from regesta.normalise.places.gazetteer_dump import build_from_dump  # noqa: PLC0415

    if not dump.is_file():
        raise RegestaError(f"there is no file {dump}; name allCountries.txt of GeoNames, unzipped, or a country's file")
    out(f"{SHIPPED}: {build_from_dump(dump, SHIPPED)}\n")
