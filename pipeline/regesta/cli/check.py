"""The commands that check: validate, rules, schema."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from regesta.cli.shared import (
    CHECK,
    Command,
    DatasetArgument,
    Paths,
    Quiet,
    Today,
    Verbose,
    app,
    colour,
    contract_at,
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

if TYPE_CHECKING:
    from regesta.engine.examine import Examination
    from regesta.report.outputs import Output

Examined: TypeAlias = Iterable[tuple["Examination", frozenset[str] | None]]  # see `examinations`
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
    verbose: Verbose = False,
) -> None:
    """Check records against the contract and the rules."""
    from regesta.engine.run import examinations  # noqa: PLC0415
    from regesta.report import make_report  # noqa: PLC0415
    from regesta.report.choose import chosen_codes  # noqa: PLC0415
    from regesta.report.outputs import deliver, look, parse_outputs  # noqa: PLC0415

    outputs = parse_outputs(formats or (), os.environ, statistics=statistics)
    _expect_places(outputs)
    if unmatched and (formats or statistics or select or ignore):
        raise RegestaError("--unmatched is a list of its own: leave --format, --statistics, --select and --ignore out")
    codes = chosen_codes(select or (), ignore or ())
    chosen, day = list(paths or ()) or [dataset_folder(None)], judged_on(today)
    if diff:
        outputs = _files_only(outputs, asked=bool(formats) or statistics or unmatched)
    examine = partial(examinations, chosen, day, changed_since)
    with shown_progress(quiet=quiet, verbose=verbose):
        examined, fixed = _after_fixes(examine, day, codes, fix=fix, diff=diff)
        if unmatched:
            _print_unmatched(examined)
            raise typer.Exit
        report = make_report(examined, max_per_record=max_per_record, maximum=maximum, codes=codes)
    report = replace(report, fixed=fixed)
    deliver(report, outputs, look(colour=colour(), statistics=statistics, quiet=quiet), os.environ)
    raise typer.Exit(1 if report.failed else 0)


def _expect_places(outputs: Sequence["Output"]) -> None:
    """Refuse a report in a folder that is not there, or in the place of a file of which a dataset is made."""
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.report.outputs import expect_folder  # noqa: PLC0415

    for output in outputs:
        if output.path is not None:
            expect_folder(output.path)
            refuse_part(output.path, find_dataset(output.path.parent))


def _files_only(outputs: Sequence["Output"], *, asked: bool) -> list["Output"]:
    """The reports that go to files: what is printed is the diff."""
    printed = [output.form for output in outputs if output.path is None]
    if asked and printed:
        raise RegestaError(f"--diff is printed; give the report a file: --format {printed[0]}=FILE")
    return [output for output in outputs if output.path is not None]


def _after_fixes(
    examine: Callable[[], Examined], day: str, codes: frozenset[str] | None, *, fix: bool, diff: bool
) -> tuple[Examined, int | None]:
    """What is examined once fixes are made, or shown, and how many were made (None: none were to be)."""
    examined = examine()
    if diff:
        examined, looked_at = tee(examined)
        _show_fixes(looked_at, day, codes)
    elif fix:
        made = _make_fixes(examined, day, codes)
        return examine(), made
    return examined, None


def _show_fixes(examined: Examined, today: str, codes: frozenset[str] | None) -> None:
    from regesta.fix.run import changes, unified  # noqa: PLC0415

    made = 0
    for change in changes(examined, today, codes):
        out("".join(unified(change)))
        made += change.made
    print(f"{made:,} can be fixed: --fix does it" if made else "nothing can be fixed", file=sys.stderr)


def _make_fixes(examined: Examined, today: str, codes: frozenset[str] | None) -> int:
    """How many were made; a file that has changed since it was read is left as it is."""
    from regesta.fix.run import changes, write  # noqa: PLC0415

    made = 0
    for change in changes(examined, today, codes):
        if write(change):
            made += change.made
        else:
            print(f"{change.shown} has changed meanwhile and is left as it is", file=sys.stderr)
    return made


def _print_unmatched(examined: Examined) -> None:
    from regesta.unmatched import unmatched  # noqa: PLC0415

    out(unmatched(examined))


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
    from regesta.contract import KINDS  # noqa: PLC0415

    one_of("the document", kind, [k for k in KINDS if k != "changes"])
    folder = dataset_folder(dataset) if dataset is not None else find_dataset(Path())
    out(json.dumps(contract_at(folder).schema(kind), ensure_ascii=False, indent=1) + "\n")
