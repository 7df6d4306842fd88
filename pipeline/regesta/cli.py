"""The command line: parses, calls one function, renders, returns an exit code."""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import tee
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from regesta.errors import RegestaError

CURATE, CHECK, RELEASE = "Curate", "Check", "Release"


class Grouped(TyperGroup):
    """Lists the commands under the panel that each of them names."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for panel in (CURATE, CHECK, RELEASE):
            commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
            here = [(n, c) for n, c in commands if c is not None and getattr(c, "rich_help_panel", None) == panel]
            with formatter.section(panel):
                formatter.write_dl([(name, command.get_short_help_str(60)) for name, command in here])


app = typer.Typer(
    name="regesta",
    cls=Grouped,
    help="Validate, normalise and release records of events: who did what to whom, where, when, says who.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
gazetteer_app = typer.Typer(
    help="The index of places that ships with the package.", no_args_is_help=True, rich_markup_mode=None
)

DatasetArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[DATASET]", help="A folder with regesta.toml; by default the nearest one upward."),
]
Today = Annotated[
    str | None, typer.Option(metavar="DAY", help="The day against which waivers are judged (YYYY-MM-DD).")
]


def main() -> NoReturn:
    """Run the command line; what goes wrong outside the records ends with one line and exit code 2."""
    try:
        app()
    except RegestaError as error:
        _complain(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        _complain(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
    sys.exit(0)


def _complain(message: str) -> NoReturn:
    from regesta.report.safe import safe  # noqa: PLC0415 - for faults only

    print("regesta: " + "\n".join(safe(line) for line in message.split("\n")), file=sys.stderr)
    sys.exit(2)


def _out(text: str) -> None:
    sys.stdout.write(text)


def _print_version(value: bool) -> None:
    if value:
        from regesta.version import VERSION  # noqa: PLC0415 - only when asked for

        _out(f"regesta {VERSION}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    del version


# Curate


@app.command(rich_help_panel=CURATE)
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet, or is empty.")],
) -> None:
    """Start a dataset that validates and releases as it stands. Example: regesta init protests"""
    from regesta.scaffold import init_dataset  # noqa: PLC0415 - each command imports what it needs

    written = init_dataset(folder, date.today().isoformat())  # noqa: DTZ011 - the day where the person is
    for path in written:
        _out(f"{folder / path}\n")
    print(f"A new dataset. Next: regesta validate {folder}", file=sys.stderr)


@app.command(rich_help_panel=CURATE)
def new(
    kind: Annotated[str, typer.Argument(metavar="[TYPE]", help="The type of event.")] = "other",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; by default it is printed.")
    ] = None,
) -> None:
    """Write a valid record to fill in. Example: regesta new protest -o records/rally.yaml"""
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.contract import Contract  # noqa: PLC0415
    from regesta.scaffold import new_record  # noqa: PLC0415
    from regesta.suggest import nearest  # noqa: PLC0415
    from regesta.validate import did_you_mean  # noqa: PLC0415

    folder = find_dataset(output.parent if output is not None else Path())
    contract = _dataset_at(folder).contract if folder is not None else Contract()
    types = contract.vocabulary("event-types")
    if kind not in types:
        raise RegestaError(
            f"there is no type {kind!r}; {did_you_mean(nearest(kind, types)) or 'types: ' + ', '.join(types)}"
        )
    text = new_record(contract, kind)
    if output is None:
        _out(text)
    elif output.exists():
        raise RegestaError(f"{output} is there already")
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
        print(f"{output}: fill it in, then: regesta validate {output}", file=sys.stderr)


@app.command(rich_help_panel=CURATE)
def explain(
    event_id: Annotated[
        str | None, typer.Argument(metavar="[EVENT_ID]", help="The id of an event of the dataset.")
    ] = None,
    dataset: DatasetArgument = None,
    date_text: Annotated[str | None, typer.Option("--date", metavar="TEXT", help="Read this date instead.")] = None,
    anchor: Annotated[
        str | None, typer.Option(metavar="DAY", help="With --date: the day of publication (YYYY-MM-DD).")
    ] = None,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="Read this name instead.")] = None,
    place: Annotated[str | None, typer.Option(metavar="TEXT", help="Read this place instead.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="With --place: its country, such as RU.")] = None,
    output_format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to print it.")] = "text",
) -> None:
    """Say how each blank was filled, and from what. Example: regesta explain --date "late May" --anchor 2023-06-24"""
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.explain import as_lines, as_objects  # noqa: PLC0415

    _one_of("--format", output_format, ("text", "json"))
    if [event_id, date_text, name, place].count(None) != 3:
        raise RegestaError("say what to explain: an EVENT_ID, or one of --date, --name and --place")
    if event_id is not None:
        explained, trouble = _explain_event(event_id, _dataset_folder(dataset))
    else:
        folder = dataset or find_dataset(Path())
        explained, trouble = _explain_text(folder, date_text, _day("--anchor", anchor), name, place, country)
    if output_format == "json":
        _out(json.dumps(as_objects(explained), ensure_ascii=False, indent=2) + "\n")
    else:
        _out("".join(line + "\n" for line in as_lines(explained)))
    from regesta.diagnostics import RULES  # noqa: PLC0415
    from regesta.report.safe import safe  # noqa: PLC0415

    for d in trouble:
        severity = d.severity or RULES[d.code].severity
        print(safe(f"{severity} {d.code} {d.message}"), file=sys.stderr)
        if d.help is not None:
            print(safe(f"   help: {d.help}"), file=sys.stderr)
    raise typer.Exit(1 if any((d.severity or RULES[d.code].severity) == "error" for d in trouble) else 0)


def _explain_event(event_id: str, folder: Path) -> tuple[list[Any], list[Any]]:
    from regesta.examine import examine_dataset  # noqa: PLC0415
    from regesta.explain import explain_event  # noqa: PLC0415
    from regesta.suggest import nearest  # noqa: PLC0415
    from regesta.validate import did_you_mean  # noqa: PLC0415

    examination = examine_dataset(folder, "0001-01-01")
    known = {str(t.record.data.get("id")): t for t in examination.treated}
    if event_id not in known:
        raise RegestaError(
            f"there is no event {event_id!r} in {folder}; {did_you_mean(nearest(event_id, known)) or ''}".rstrip("; ")
        )
    found = known[event_id]
    return explain_event(found.filled, found.record.data, found.found, examination.dataset), []


def _explain_text(
    folder: Path | None,
    date_text: str | None,
    anchor: str | None,
    name: str | None,
    place: str | None,
    country: str | None,
) -> tuple[list[Any], list[Any]]:
    from regesta.dataset import Dataset  # noqa: PLC0415
    from regesta.explain import explain_reading  # noqa: PLC0415
    from regesta.normalise.one_value import FIELDS, read_one  # noqa: PLC0415

    dataset = _dataset_at(folder) if folder is not None else Dataset()
    kind = "date" if date_text is not None else "name" if name is not None else "place"
    text = date_text if date_text is not None else name if name is not None else place
    reading = read_one(kind, str(text), dataset, anchor=anchor, country=country)
    return explain_reading(reading, FIELDS[kind]), list(reading.trouble)


# Check


@app.command(rich_help_panel=CHECK)
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Datasets, folders or files; by default the dataset here."),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT[=FILE]",
            help="text, json, sarif, github, gitlab or junit, printed or to a file; may be repeated. By default github in GitHub Actions, else text.",
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODES",
            help="Report only these rules: codes or family letters, such as P402,D. The exit code follows what is reported.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Do not report these rules; they do not count for the exit code either."),
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Print how often each rule speaks instead of the list.")
    ] = False,
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="Print what could not be read, as lines for registry/lookups.csv.")
    ] = False,
    changed_since: Annotated[
        str | None, typer.Option(metavar="REV", help="Report only on files that differ from this git revision.")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Make the safe fixes in the files, then report what is left.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Only show what --fix would change.")] = False,
    today: Today = None,
    max_per_record: Annotated[
        int, typer.Option(metavar="N", min=1, help="Print at most so many findings a record.")
    ] = 100,
    maximum: Annotated[int, typer.Option("--max", metavar="N", min=1, help="Print at most so many findings.")] = 1000,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing where nothing is wrong.")] = False,
) -> None:
    """Check records against the contract and the rules. Example: regesta validate records/rally.yaml"""
    from regesta.check.run import examinations  # noqa: PLC0415
    from regesta.report import make_report  # noqa: PLC0415
    from regesta.report.choose import chosen_codes  # noqa: PLC0415
    from regesta.report.outputs import deliver, look, parse_outputs  # noqa: PLC0415

    outputs = parse_outputs(formats or (), os.environ, statistics=statistics)
    codes = chosen_codes(select or (), ignore or ())
    chosen, day, fixed = paths or [_dataset_folder(None)], _today(today), None
    examined = examinations(chosen, day, changed_since)
    if diff:
        outputs = _files_only(outputs, asked=bool(formats) or statistics or unmatched)
        examined, shown = tee(examined)
        _show_fixes(shown, day, codes)
    elif fix:
        fixed = _make_fixes(examined, day, codes)
        examined = examinations(chosen, day, changed_since)
    if unmatched:
        from regesta.unmatched import unmatched as unread  # noqa: PLC0415

        _out(unread(examined))
        raise typer.Exit
    report = make_report(examined, max_per_record=max_per_record, maximum=maximum, codes=codes)
    report = replace(report, fixed=fixed)
    deliver(report, outputs, look(colour=_colour(), statistics=statistics, quiet=quiet), os.environ)
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
        _out("".join(unified(change)))
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


@app.command(rich_help_panel=CHECK)
def rules(code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="The code of a rule.")] = None) -> None:
    """List the rules, or show the page of one. Example: regesta rules P402"""
    from regesta.rulebook import listing, page  # noqa: PLC0415

    _out(listing() if code is None else page(code.upper()))


@app.command(rich_help_panel=CHECK)
def schema(
    kind: Annotated[
        str, typer.Argument(metavar="[event|file|actors|places|sources|config]", help="Which document.")
    ] = "event",
    dataset: DatasetArgument = None,
) -> None:
    """Print a JSON Schema with the dataset's codes in it. Example: regesta schema file > file.schema.json"""
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.contract import KINDS, Contract  # noqa: PLC0415

    _one_of("the document", kind, [k for k in KINDS if k != "changes"])
    folder = _dataset_folder(dataset) if dataset is not None else find_dataset(Path())
    contract = _dataset_at(folder).contract if folder is not None else Contract()
    _out(json.dumps(contract.schema(kind), ensure_ascii=False, indent=1) + "\n")


# Release


@app.command(rich_help_panel=RELEASE)
def normalise(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Datasets, folders or files; by default the dataset here."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; by default it is printed.")
    ] = None,
    today: Today = None,
) -> None:
    """Write the normalised records as JSON Lines. Example: regesta normalise -o events.jsonl"""
    from regesta.check.run import normalise_paths  # noqa: PLC0415
    from regesta.report import text  # noqa: PLC0415

    lines, report = normalise_paths(paths or [_dataset_folder(None)], _today(today))
    if output is None:
        sys.stdout.buffer.write(lines)
        sys.stdout.flush()
    else:
        from regesta.report.outputs import write_whole  # noqa: PLC0415

        write_whole(output, lines)
    if report.diagnostics:
        sys.stderr.write(text.render(report, colour=_colour(sys.stderr)))
    raise typer.Exit(1 if report.failed else 0)


@app.command(rich_help_panel=RELEASE)
def release(
    dataset: DatasetArgument = None,
    version: Annotated[
        str | None, typer.Option(metavar="V", help="The version, instead of that of regesta.toml.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="Where to; by default output/ of the dataset.")
    ] = None,
    formats: Annotated[
        str | None, typer.Option(metavar="LIST", help="Formats with commas between them: jsonl,json,csv,parquet,geo,xlsx.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="RELEASE", help="The release before; by default the highest version below.")
    ] = None,
) -> None:
    """Check, normalise and write a release, all or nothing. Example: regesta release --version 1.0.0"""
    from regesta.release.run import release_summary  # noqa: PLC0415
    from regesta.report import text  # noqa: PLC0415

    folder = _dataset_folder(dataset)
    outcome, report, summary = release_summary(folder, output, formats, version, against)
    if report.diagnostics:
        _out(text.render(report, colour=_colour()))
    _out(summary)
    raise typer.Exit(0 if outcome.state in ("released", "already") else 1)


@app.command(rich_help_panel=RELEASE)
def verify(folder: Annotated[Path, typer.Argument(metavar="RELEASE", help="The folder of a release.")]) -> None:
    """Check that a release is what it says. Example: regesta verify output/protests-1.0.0"""
    from regesta.release.verify import verify as check  # noqa: PLC0415
    from regesta.report.safe import safe  # noqa: PLC0415

    found = list(check(folder))
    for line in found:
        _out(f"FAILED {safe(line)}\n")
    _out(f"{folder}: {len(found)} faults\n" if found else f"{folder}: all holds\n")
    raise typer.Exit(1 if found else 0)


@app.command(rich_help_panel=RELEASE)
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of a release.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of another one.")],
    output_format: Annotated[str, typer.Option("--format", metavar="text|json|markdown", help="How to print it.")] = "text",
) -> None:
    """Say what changed between two releases. Example: regesta diff output/protests-1.0.0 output/protests-1.1.0"""
    from regesta.release.diff_report import diff_releases  # noqa: PLC0415

    _one_of("--format", output_format, ("text", "json", "markdown"))
    text, equal = diff_releases(old, new, output_format)
    _out(text)
    raise typer.Exit(0 if equal else 1)


app.add_typer(gazetteer_app, name="gazetteer", rich_help_panel=RELEASE)


@gazetteer_app.command("info")
def gazetteer_info() -> None:
    """Say what the index holds and where it comes from."""
    from regesta.normalise.gazetteer import open_gazetteer  # noqa: PLC0415

    _out(json.dumps(open_gazetteer().info(), ensure_ascii=False, indent=2) + "\n")


@gazetteer_app.command("search")
def gazetteer_search(
    words: Annotated[str, typer.Argument(metavar="TEXT", help="A name, or how it begins.")],
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many.")] = 10,
) -> None:
    """Find places by name. Example: regesta gazetteer search Rostov"""
    from regesta.normalise.gazetteer import open_gazetteer  # noqa: PLC0415
    from regesta.normalise.one_value import spot_line  # noqa: PLC0415

    found = open_gazetteer().search(words, limit)
    _out("".join(spot_line(spot) + "\n" for spot in found))
    raise typer.Exit(0 if found else 1)


@gazetteer_app.command("build")
def gazetteer_build(
    dump: Annotated[Path, typer.Argument(metavar="GEONAMES_DUMP", help="allCountries.txt, or a country's file.")],
) -> None:
    """Build the index anew from a GeoNames dump, in place of the one that ships."""
    from regesta.normalise.gazetteer import SHIPPED, build_from_dump  # noqa: PLC0415

    if not dump.is_file():
        raise RegestaError(f"there is no file {dump}")
    _out(f"{SHIPPED}: {build_from_dump(dump, SHIPPED)}\n")


# What commands share


def _dataset_folder(given: Path | None) -> Path:
    from regesta.config import FILE_NAME, find_dataset  # noqa: PLC0415

    if given is None:
        folder = find_dataset(Path())
        if folder is None:
            raise RegestaError(f"there is no {FILE_NAME} here or above; name a dataset, or start one: regesta init DIR")
        return Path() if folder == Path.cwd() else folder
    if not (given / FILE_NAME).is_file():
        raise RegestaError(f"{given} is no dataset: it holds no {FILE_NAME}")
    return given


def _dataset_at(folder: Path) -> Any:
    from regesta.dataset import load_dataset  # noqa: PLC0415

    return load_dataset(folder)[0]


def _today(given: str | None) -> str:
    return _day("--today", given) or date.today().isoformat()  # noqa: DTZ011 - the day where the person is


def _day(option: str, given: str | None) -> str | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat() if len(given) == 10 else _no_day(option, given)
    except ValueError:
        _no_day(option, given)


def _no_day(option: str, given: str) -> NoReturn:
    raise RegestaError(f"{option} wants a day such as 2023-06-24, not {given!r}")


def _one_of(what: str, given: str, choices: Any) -> None:
    if given not in choices:
        raise RegestaError(f"{what} is one of {', '.join(choices)}, not {given!r}")


def _colour(stream: Any = None) -> bool:
    stream = stream or sys.stdout
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


if __name__ == "__main__":
    main()
