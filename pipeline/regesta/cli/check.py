"""The commands that check: validate, rules, schema."""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import tee
from pathlib import Path
from typing import Annotated, Any

import typer

from regesta.cli.shared import (
    CHECK,
    Command,
    DatasetArgument,
    Today,
    app,
    colour,
    dataset_at,
    dataset_folder,
    examples,
    judged_on,
    one_of,
    out,
    outside,
    whole_number,
)
from regesta.errors import RegestaError

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]...", help="Datasets, folders or files; by default the dataset here."),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT[=FILE]",
        help="text, json, sarif, github, gitlab or junit, printed or to a file; may be repeated. "
        "By default github in GitHub Actions, else text.",
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODES",
        help="Report only these rules: codes or family letters, such as P402,D. "
        "The exit code follows what is reported.",
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(metavar="CODES", help="Do not report these rules; they do not count for the exit code either."),
]
Statistics = Annotated[bool, typer.Option("--statistics", help="Print how often each rule speaks instead of the list.")]
Unmatched = Annotated[
    bool, typer.Option("--unmatched", help="Print what could not be read, as lines for registry/lookups.csv.")
]
ChangedSince = Annotated[
    str | None,
    typer.Option(
        metavar="REV",
        help="Report only on records that are new or changed since this git revision, and on what else that brought "
        "about.",
    ),
]
Fix = Annotated[bool, typer.Option("--fix", help="Make the safe fixes in the files, then report what is left.")]
Diff = Annotated[bool, typer.Option("--diff", help="Only show what --fix would change.")]
PerRecord = Annotated[
    int, typer.Option(metavar="N", parser=whole_number, help="Print at most so many findings a record.")
]
Maximum = Annotated[
    int, typer.Option("--max", metavar="N", parser=whole_number, help="Print at most so many findings.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing where nothing is wrong.")]


@app.command(
    cls=Command,
    rich_help_panel=CHECK,
    epilog=examples(
        "regesta validate",
        "regesta validate records/rally.yaml --fix --diff",
        "regesta validate --format github --format sarif=report.sarif",
    ),
)
def validate(
    paths: Paths = None,
    formats: Formats = None,
    select: Select = None,
    ignore: Ignore = None,
    statistics: Statistics = False,
    unmatched: Unmatched = False,
    changed_since: ChangedSince = None,
    fix: Fix = False,
    diff: Diff = False,
    today: Today = None,
    max_per_record: PerRecord = 100,
    maximum: Maximum = 1000,
    quiet: Quiet = False,
) -> None:
    """Check records against the contract and the rules."""
    from regesta import progress  # noqa: PLC0415
    from regesta.check.run import examinations  # noqa: PLC0415
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.report import make_report  # noqa: PLC0415
    from regesta.report.choose import chosen_codes  # noqa: PLC0415
    from regesta.report.outputs import deliver, look, parse_outputs  # noqa: PLC0415

    outputs = parse_outputs(formats or (), os.environ, statistics=statistics)
    for output in outputs:
        if output.path is not None:
            outside(output.path, find_dataset(output.path.parent))
    if unmatched and (formats or statistics or select or ignore):
        raise RegestaError("--unmatched is a list of its own: leave --format, --statistics, --select and --ignore out")
    codes = chosen_codes(select or (), ignore or ())
    chosen, day, fixed = list(paths or ()) or [dataset_folder(None)], judged_on(today), None
    examined = examinations(chosen, day, changed_since)
    if diff:
        outputs = _files_only(outputs, asked=bool(formats) or statistics or unmatched)
        examined, looked_at = tee(examined)
        _show_fixes(looked_at, day, codes)
    elif fix:
        fixed = _make_fixes(examined, day, codes)
        examined = examinations(chosen, day, changed_since)
    if unmatched:
        from regesta.unmatched import unmatched as unread  # noqa: PLC0415

        out(unread(examined))
        raise typer.Exit
    with progress.shown():
        report = make_report(examined, max_per_record=max_per_record, maximum=maximum, codes=codes)
    report = replace(report, fixed=fixed)
    deliver(report, outputs, look(colour=colour(), statistics=statistics, quiet=quiet), os.environ)
    raise typer.Exit(1 if report.failed else 0)


def _files_only(outputs: list[Any], *, asked: bool) -> list[Any]:
    """The reports that go to files: what is printed is the diff."""
    printed = [output.form for output in outputs if output.path is None]
    if asked and printed:
        raise RegestaError(f"--diff is printed; give the report a file: --format {printed[0]}=FILE")
    return [output for output in outputs if output.path is not None]


def _show_fixes(examined: Iterable[Any], today: str, codes: frozenset[str] | None) -> None:
    from regesta.fix import changes, unified  # noqa: PLC0415

    made = 0
    for change in changes(examined, today, codes):
        out("".join(unified(change)))
        made += change.made
    print(f"{made:,} can be fixed: --fix does it" if made else "nothing can be fixed", file=sys.stderr)


def _make_fixes(examined: Iterable[Any], today: str, codes: frozenset[str] | None) -> int:
    from regesta.fix import changes, write  # noqa: PLC0415

    made = 0
    for change in changes(examined, today, codes):
        if write(change):
            made += change.made
        else:
            print(f"{change.shown} has changed meanwhile and is left as it is", file=sys.stderr)
    return made


@app.command(cls=Command, rich_help_panel=CHECK, epilog=examples("regesta rules", "regesta rules P402"))
def rules(code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="The code of a rule.")] = None) -> None:
    """List the rules, or show the page of one."""
    from regesta.rulebook import listing, page  # noqa: PLC0415

    out(listing() if code is None else page(code.upper()))


@app.command(cls=Command, rich_help_panel=CHECK, epilog=examples("regesta schema file > file.schema.json"))
def schema(
    kind: Annotated[
        str, typer.Argument(metavar="[event|file|actors|places|sources|config]", help="Which document.")
    ] = "event",
    dataset: DatasetArgument = None,
) -> None:
    """Print a JSON Schema with the dataset's codes in it."""
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.contract import KINDS, Contract  # noqa: PLC0415

    one_of("the document", kind, [k for k in KINDS if k != "changes"])
    folder = dataset_folder(dataset) if dataset is not None else find_dataset(Path())
    contract = dataset_at(folder).contract if folder is not None else Contract()
    out(json.dumps(contract.schema(kind), ensure_ascii=False, indent=1) + "\n")
