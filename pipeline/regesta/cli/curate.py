"""The commands of those who write records: init, new, explain."""

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regesta.cli.shared import (
    CURATE,
    Command,
    DatasetArgument,
    Output,
    app,
    contract_at,
    dataset_at,
    dataset_folder,
    examples,
    iso_day,
    one_of,
    out,
    quote,
    shown_progress,
)
from regesta.errors import RegestaError

if TYPE_CHECKING:
    from regesta.contract import Contract
    from regesta.diagnostics import Diagnostic
    from regesta.explain import Explained

EventId = Annotated[str | None, typer.Argument(metavar="[EVENT_ID]", help="The id of an event of the dataset.")]
DateText = Annotated[str | None, typer.Option("--date", metavar="TEXT", help="Explain this date instead of an event.")]
Anchor = Annotated[str | None, typer.Option(metavar="DAY", help="With --date: the day of publication (YYYY-MM-DD).")]
Name = Annotated[str | None, typer.Option(metavar="TEXT", help="Explain this name instead of an event.")]
Place = Annotated[str | None, typer.Option(metavar="TEXT", help="Explain this place instead of an event.")]
Country = Annotated[str | None, typer.Option(metavar="CODE", help="With --place: its country, such as RU.")]
_SPECIAL, _ESCAPED = re.compile(r"[][\\.^$*+?{}|()]"), r"\\\g<0>"  # what a pattern takes for more than itself
_TO_TYPE = {"D208": "add --anchor DAY, the day on which it was published"}  # where the help of the rule is for a record


@app.command(cls=Command, rich_help_panel=CURATE, epilog=examples("regesta init protests"))
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet, or is empty.")],
) -> None:
    """Start a dataset that validates and releases as it stands."""
    from regesta.scaffold import init_dataset, repository_around  # noqa: PLC0415 - each command imports what it needs

    written = init_dataset(folder, date.today().isoformat())  # noqa: DTZ011 - the day where the person is
    for path in written:
        out(f"{folder / path}\n")
    sys.stdout.flush()  # the files first, also where both streams go to one log
    print(f"A new dataset. Next: regesta validate {quote(folder)}", file=sys.stderr)
    if (root := repository_around(folder)) is not None:
        own = folder.absolute().relative_to(root)
        print(
            f"The repository begins at {root}: .github and .pre-commit-config.yaml are read there only. Move both; the "
            f"command in them is `regesta validate {quote(own)}` then, and `files` of the hook "
            f"`^{_SPECIAL.sub(_ESCAPED, own.as_posix())}/`.",
            file=sys.stderr,
        )


@app.command(cls=Command, rich_help_panel=CURATE, epilog=examples("regesta new protest -o records/rally.yaml"))
def new(
    kind: Annotated[str, typer.Argument(metavar="[TYPE]", help="The type of event, such as protest.")] = "other",
    output: Output = None,
) -> None:
    """Write a valid record to fill in."""
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.report.outputs import write_whole  # noqa: PLC0415
    from regesta.scaffold import new_record  # noqa: PLC0415

    folder = find_dataset(output.parent if output is not None else Path())
    contract = contract_at(folder)
    if kind not in contract.vocabulary("event-types"):
        raise RegestaError(f"there is no type {kind!r}; {_meant_type(contract, kind)}")
    text = new_record(contract, kind)
    if output is None:
        out(text)
        return
    _refuse_place(output, folder)
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, [text.encode()])
    print(f"{output}: fill it in, then: regesta validate {quote(output)}", file=sys.stderr)


def _meant_type(contract: "Contract", kind: str) -> str:
    """What may be meant by what is no type of event."""
    from regesta.advice.suggest import did_you_mean, nearest  # noqa: PLC0415

    types, subtypes = contract.vocabulary("event-types"), contract.vocabulary("event-subtypes")
    of = [code for code in subtypes.get(kind, {}).get("types", "").split(";") if code]
    within = f"it is a subtype of {' and '.join(of)}: regesta new {of[0]}" if of else None
    return within or did_you_mean(nearest(kind, types)) or "types: " + ", ".join(types)


def _refuse_place(output: Path, folder: Path | None) -> None:
    """Refuse a file that is there, or would be no record of the dataset of a folder."""
    if output.exists():
        raise RegestaError(f"{output} is there already; name another file")
    if output.suffix not in (".yaml", ".yml"):
        raise RegestaError(f"{output} is to hold YAML: give it a name that ends in .yaml")
    if folder is not None and Path(os.path.relpath(output, folder)).parts[0] != "records":
        raise RegestaError(
            f"{output} would be no record of the dataset {folder.resolve().name}: its records lie in records/"
        )


@app.command(
    cls=Command,
    rich_help_panel=CURATE,
    epilog=examples(
        "regesta explain 2023-06-24-rally",
        'regesta explain --date "the morning of 24 June" --anchor 2023-06-24',
        "regesta explain --place Rostov --country RU",
    ),
)
def explain(
    event_id: EventId = None,
    dataset: DatasetArgument = None,
    date_text: DateText = None,
    anchor: Anchor = None,
    name: Name = None,
    place: Place = None,
    country: Country = None,
    output_format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to print it.")] = "text",
) -> None:
    """Say how each blank was filled, and from what."""
    from regesta.explain import as_json, as_lines  # noqa: PLC0415

    one_of("--format", output_format, ("text", "json"))
    texts = {kind: text for kind, text in (("date", date_text), ("name", name), ("place", place)) if text is not None}
    if event_id is not None and dataset is None and len(texts) == 1:
        dataset, event_id = Path(event_id), None  # beside a text, what else is named is the dataset
    if len(texts) + (event_id is not None) != 1:
        raise RegestaError("say what to explain: an EVENT_ID, or one of --date, --name and --place")
    _goes_with("--anchor", anchor, "date", texts)
    _goes_with("--country", country, "place", texts)
    trouble: Sequence[Diagnostic] = ()
    if event_id is not None:
        explained = _explain_event(event_id, dataset_folder(dataset))
    else:
        ((kind, text),) = texts.items()
        explained, trouble = _explain_text(kind, text, dataset, iso_day("--anchor", anchor), _country(country))
    out(as_json(explained) if output_format == "json" else "".join(line + "\n" for line in as_lines(explained)))
    sys.stdout.flush()  # the reading first, also where both streams go to one log
    raise typer.Exit(1 if "error" in _tell(trouble) else 0)


def _goes_with(option: str, given: str | None, kind: str, texts: Mapping[str, str]) -> None:
    """Refuse an option beside which there is no text of the kind that it is for."""
    if given is not None and kind not in texts:
        raise RegestaError(f"{option} goes with --{kind}: add it, or leave {option} out")


def _tell(trouble: Iterable["Diagnostic"]) -> list[str]:
    """Print what is wrong with a text; the severities of it."""
    from regesta.diagnostics import RULES  # noqa: PLC0415
    from regesta.report.safe import safe  # noqa: PLC0415

    severities: list[str] = []
    for d in trouble:
        severities.append(d.severity or RULES[d.code].severity)
        print(safe(f"{severities[-1]} {d.code} {d.message}"), file=sys.stderr)
        advice = _TO_TYPE.get(d.code, d.help)
        if advice is not None:
            print(safe(f"   help: {advice}"), file=sys.stderr)
    return severities


def _country(given: str | None) -> str | None:
    from regesta.advice.suggest import did_you_mean, nearest  # noqa: PLC0415
    from regesta.contract import shipped_vocabulary  # noqa: PLC0415

    countries = shipped_vocabulary("countries")
    if given is None or given in countries:
        return given
    called = {row["label"]: code for code, row in countries.items()}
    meant = [called.get(name, name) for name in nearest(given, [*called, *countries])]
    raise RegestaError(f"--country wants a code such as RU, not {given!r}; {did_you_mean(meant) or 'see ISO 3166-1'}")


def _explain_event(event_id: str, folder: Path) -> list["Explained"]:
    from regesta.advice.suggest import did_you_mean, nearest  # noqa: PLC0415
    from regesta.engine.examine import examine_dataset, treat_again  # noqa: PLC0415
    from regesta.explain import explain_event  # noqa: PLC0415
    from regesta.report.safe import safe  # noqa: PLC0415

    dataset_at(folder)
    with shown_progress():
        examination = examine_dataset(folder, "0001-01-01", named=frozenset(), cached=True)
    places = [(part, number) for part in examination.parts for number, own in enumerate(part.ids) if own == event_id]
    if not places:
        meant = did_you_mean(nearest(event_id, [own for own in examination.ids() if own is not None]))
        raise RegestaError(
            f"there is no event {event_id!r} in {folder}; {meant or 'its id is the `id` at the head of its record'}"
        )
    part, number = places[-1]
    record = part.where(number)
    if len(places) > 1:
        last = safe(f"{record.shown}:{record.line}" if record.line > 1 else record.shown)
        print(f"several events bear the id {event_id!r}; the last is explained, in {last}", file=sys.stderr)
    found = treat_again(record, examination.dataset, examination.today, traced=True)
    return explain_event(found.filled, found.record.data, found.found, examination.dataset)


def _explain_text(
    kind: str, text: str, given: Path | None, anchor: str | None, country: str | None
) -> tuple[list["Explained"], Sequence["Diagnostic"]]:
    """What a date, name or place comes to (kind), and what is wrong with it; given is the dataset that was named."""
    from regesta.config import find_dataset  # noqa: PLC0415
    from regesta.explain import explain_reading  # noqa: PLC0415
    from regesta.normalise.one_value import FIELDS, read_one  # noqa: PLC0415

    dataset = dataset_at(find_dataset(Path()) if given is None else dataset_folder(given))
    if not text.strip():
        raise RegestaError(f"--{kind} is empty: give it the text to read")
    reading = read_one(kind, text, dataset, anchor=anchor, country=country)
    return explain_reading(reading, FIELDS[kind]), reading.trouble
