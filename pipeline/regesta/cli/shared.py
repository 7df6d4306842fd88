"""What the commands share: the application, the arguments that several take, where a dataset is, how to print."""

import os
import sys
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from typer.core import TyperCommand, TyperGroup

from regesta.errors import RegestaError

if TYPE_CHECKING:
    from regesta.contract import Contract
    from regesta.dataset import Dataset
    from regesta.diagnostics import Diagnostic

CURATE, CHECK, RELEASE = "Curate", "Check", "Release"


class Command(TyperCommand):
    """Shows in its usage what must be given as it is called, without braces."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [piece.removeprefix("{").removesuffix("}") for piece in super().collect_usage_pieces(ctx)]


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
    epilog="\b\nStart here: regesta init DIR\nMore on a command, with examples: regesta COMMAND --help",
)
Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]...", help="Datasets, folders or files; by default the dataset here."),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to; by default it is printed.")
]
DatasetArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[DATASET]", help="A folder with regesta.toml; by default the nearest one upward."),
]
Today = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="The day against which waivers are judged (YYYY-MM-DD); by default today."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing where nothing is wrong.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell how long each stage takes.")]


def shown_progress(*, quiet: bool = False, verbose: bool = False) -> AbstractContextManager[None]:
    """What shows how far long work is, while it lasts: nothing if quiet, each stage if verbose.

    Raises:
        RegestaError: it is to be both.
    """
    from regesta import progress  # noqa: PLC0415

    if quiet and verbose:
        raise RegestaError("--quiet and --verbose contradict each other; leave one out")
    return nullcontext() if quiet else progress.shown(each=verbose)


def examples(*lines: str) -> str:
    """What stands at the end of a command's help: each example on a line of its own."""
    return "\b\n" + "\n".join(("Examples:" if len(lines) > 1 else "Example:", *(f"  {line}" for line in lines)))


def out(text: str) -> None:
    sys.stdout.write(text)


def dataset_folder(given: Path | None) -> Path:
    """The folder of the dataset that was named, or of the one here.

    Raises:
        RegestaError: there is none.
    """
    from regesta.config import FILE_NAME, find_dataset  # noqa: PLC0415

    if given is None:
        folder = find_dataset(Path())
        if folder is None:
            from regesta.advice.wrong_paths import no_dataset_here  # noqa: PLC0415 - for faults only

            raise no_dataset_here()
        return Path() if folder == Path.cwd() else folder
    if not (given / FILE_NAME).is_file():
        from regesta.advice.wrong_paths import no_dataset  # noqa: PLC0415 - for faults only

        raise no_dataset(given)
    return given


def refuse_part(written: Path | None, folder: Path | None) -> None:
    """Refuse to write a file where those lie that a dataset is made of: it would replace one, or be read as one."""
    from regesta.folder import is_part  # noqa: PLC0415

    if written is not None and folder is not None and is_part(written, folder):
        raise RegestaError(f"{written} would be a file of the dataset itself; name another place")


def contract_at(folder: Path | None) -> "Contract":
    """The contract of the dataset in a folder; the one that ships where there is none."""
    from regesta.contract import Contract  # noqa: PLC0415 - it is a tenth of what a dataset takes

    return Contract() if folder is None else dataset_at(folder).contract


def dataset_at(folder: Path | None) -> "Dataset":
    """The dataset in a folder (None: of records outside any).

    Where a file that it is made of is broken, this is told, and the command ends.
    """
    from regesta.dataset import Dataset, load_dataset  # noqa: PLC0415

    if folder is None:
        return Dataset()
    from regesta.check.severities import weighed  # noqa: PLC0415 - for a folder only
    from regesta.folder import shown_prefix  # noqa: PLC0415 - as above

    dataset, found = load_dataset(folder, shown_prefix(folder))
    judged = weighed(found, dataset.table("rules"), (), judged_on(None))
    wrong = [diagnostic for diagnostic in judged if diagnostic.severity == "error"]
    if wrong:
        _tell_faults(wrong)
        print("mend the dataset first: regesta validate", quote(folder), file=sys.stderr)
        raise typer.Exit(1)
    return dataset


_MOST_TOLD = 100  # faults of the files of a dataset: `regesta validate` lists more


def _tell_faults(found: Sequence["Diagnostic"]) -> None:
    from regesta.report import printable, text  # noqa: PLC0415 - for faults only

    for diagnostic in map(printable, found[:_MOST_TOLD]):
        print(*text.lines(diagnostic, None, colour=colour(sys.stderr)), sep="\n", file=sys.stderr)
    if len(found) > _MOST_TOLD:
        print(f"and {len(found) - _MOST_TOLD:,} more", file=sys.stderr)


def whole_number(given: str | int) -> int:
    """A number from 1 up: as an option gives it, or its default."""
    text = str(given)
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise typer.BadParameter(f"{text!r} is no whole number from 1 up.")
    return int(text)


def judged_on(given: str | None) -> str:
    return iso_day("--today", given) or date.today().isoformat()  # noqa: DTZ011 - the day where the person is


def iso_day(option: str, given: str | None) -> str | None:
    """A day of the calendar as an option gives it, YYYY-MM-DD and nothing else."""
    if given is None:
        return None
    with suppress(ValueError):
        if len(given) == 10:
            return date.fromisoformat(given).isoformat()
    raise RegestaError(f"{option} wants a day such as 2023-06-24, not {given!r}")


def one_of(what: str, given: str, choices: Collection[str]) -> None:
    """Refuse what is none of the choices."""
    if given not in choices:
        raise RegestaError(f"{what} is one of {', '.join(choices)}, not {given!r}")


def colour(stream: TextIO | None = None) -> bool:
    """Whether a stream, stdout by default, is a terminal that shows colours."""
    stream = stream if stream is not None else sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def quote(path: object) -> str:
    """A path as the shell takes it."""
    import shlex  # noqa: PLC0415

    return shlex.quote(str(path))
