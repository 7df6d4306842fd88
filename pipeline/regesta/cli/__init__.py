"""The command line: parses, calls one function, renders, returns an exit code."""

import errno
import os
import sys
from copy import copy
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from regesta.cli import check, curate, imports, release
from regesta.cli.shared import app, out
from regesta.errors import RegestaError

_ADVICE = {
    errno.EEXIST: "a file stands where a folder is needed; name another place",
    errno.ENOTDIR: "a file stands where a folder is needed; name another place",
    errno.EISDIR: "a folder stands there; name a file",
    errno.EACCES: "you may not read or write there; change its rights, or name another place",
    errno.EROFS: "nothing can be written there; name another place",
    errno.ENOSPC: "make room there or in the folder for temporary files (TMPDIR names another), then run it again",
}

_GONE = "the folder that you are in is not there any more; go into another, and run it again"
_ZIPPED = "it cannot run from within a zip file; unpack it (shiv does), or install it by pip"
_NO_TEMPORARY = "No usable temporary directory"  # as Python says it

__all__ = ["app", "check", "curate", "imports", "main", "release"]


def main() -> NoReturn:
    """Run the command line; what goes wrong outside the records ends with one line and exit code 2."""
    if sys.stdout is None:  # whoever started this closed it
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    if sys.stderr is None:  # what is said there must not come out among the results
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as above
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what a terminal has no letter for is written out
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        _with_command(sys.argv[1:2])()
    except RegestaError as error:
        _complain(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except RuntimeError as error:
        if str(error) != "Query interrupted":  # what DuckDB makes of Ctrl-C
            raise
        sys.exit(130)
    except OSError as error:
        _complain(_told(error))
    sys.exit(0)


def _told(error: OSError) -> str:
    """What the system is against, where, and what to do."""
    if error.errno == errno.ENOENT and not Path(__file__).exists():
        return _ZIPPED
    if error.errno == errno.ENOENT and error.filename is None and not _is_here():
        return _GONE
    what, where = error.strerror or str(error), f": {error.filename}" if error.filename else ""
    advice = "name one where this user may write by TMPDIR" if _NO_TEMPORARY in what else _ADVICE.get(error.errno or 0)
    return f"{what}{where}{f'; {advice}' if advice else ''}"


def _is_here() -> bool:
    """Whether the folder that this runs in is there."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


def _with_command(asked: list[str]) -> typer.Typer:
    """The application with the one command that is asked for, if it has it: Typer makes ready whatever it is given."""
    found = [one for one in app.registered_commands if [one.name or getattr(one.callback, "__name__", "")] == asked]
    if not found:
        return app
    only = copy(app)
    only.registered_commands, only.registered_groups = found, []
    return only


def _complain(message: str) -> NoReturn:
    from regesta.report.safe import safe  # noqa: PLC0415 - for faults only

    print("regesta: " + "\n".join(safe(line) for line in message.split("\n")), file=sys.stderr)
    sys.exit(2)


def _print_version(value: bool) -> None:
    if value:
        from regesta.version import VERSION  # noqa: PLC0415 - only when asked for

        out(f"regesta {VERSION}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    del version
