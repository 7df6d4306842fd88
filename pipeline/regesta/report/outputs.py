"""Where reports go: the values of --format, each rendered, then written to its file or to stdout."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from regesta.errors import RegestaError
from regesta.report import Report
from regesta.whole import written

MODULES = {
    "text": "text", "json": "json_report", "sarif": "sarif", "github": "github", "gitlab": "gitlab", "junit": "junit",
}  # fmt: skip
_REPOSITORY_FORMATS = ("sarif", "github", "gitlab")


class Output(NamedTuple):
    """A format and where it goes; path None is stdout."""

    form: str
    path: Path | None = None


class Look(NamedTuple):
    """How the text on stdout looks: coloured, how wide (columns), counts instead of the list, none if all is good."""

    colour: bool = False
    width: int = 120
    statistics: bool = False
    quiet: bool = False


def look(*, colour: bool, statistics: bool, quiet: bool) -> Look:
    """The look that suits stdout: as wide as its terminal, if it is one."""
    width = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else 120
    return Look(colour, width, statistics, quiet)


def parse_outputs(values: Sequence[str], environment: Mapping[str, str], *, statistics: bool = False) -> list[Output]:
    """The outputs that values (`FORMAT`, `FORMAT=FILE`) ask for; if none, `github` in GitHub Actions, else `text`.

    Raises:
        RegestaError: an unknown format, an empty file name, one file twice, two formats for stdout, or statistics
            beside another format there.
    """
    in_actions = environment.get("GITHUB_ACTIONS") == "true" and not statistics
    outputs = [_output(value) for value in values] or [Output("github" if in_actions else "text")]
    to_stdout = [output.form for output in outputs if output.path is None]
    if len(to_stdout) > 1:
        raise RegestaError(f"--format: one format can be printed; give all but one a file: {to_stdout[1]}=FILE")
    files = [output.path.resolve() for output in outputs if output.path is not None]
    if twice := [path for path in files if files.count(path) > 1]:
        raise RegestaError(f"--format: two reports cannot be the one file {twice[0].name}")
    if statistics and to_stdout not in ([], ["text"]):
        raise RegestaError(f"--statistics is printed as text; give the other report a file: {to_stdout[0]}=FILE")
    return [*outputs, Output("text")] if statistics and not to_stdout else outputs


def _output(value: str) -> Output:
    form, equals, name = value.partition("=")
    if form not in MODULES:
        from regesta.advice.suggest import nearest  # noqa: PLC0415 - paid when something is wrong

        near = nearest(form, MODULES)
        meant = f"did you mean {near[0]}?" if near else f"it is one of {', '.join(MODULES)}"
        raise RegestaError(f"--format: there is no format {form!r}; {meant}")
    if equals and not name:
        raise RegestaError(f"--format {value} names no file; write --format {value}FILE")
    return Output(form, Path(name) if equals else None)


def deliver(report: Report, outputs: Sequence[Output], style: Look, environment: Mapping[str, str]) -> None:
    """Render every report, then write: files first, each whole or not at all, stdout last.

    Raises:
        OSError: a file cannot be written.
    """
    inside = within_repository(report, environment, Path.cwd())
    rendered = [(o.path, _render(o, inside if o.form in _REPOSITORY_FORMATS else report, style)) for o in outputs]
    for path, text in rendered:
        if path is not None:
            write_whole(path, [text.encode()])
    if any(output.form == "github" for output in outputs):
        append_step_summary(inside, environment)
    elif not style.quiet:
        sys.stderr.writelines(f"note: {note}\n" for note in report.notes)
    for path, text in rendered:
        if path is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode())
            sys.stdout.flush()


def _render(output: Output, report: Report, style: Look) -> str:
    if output.form == "text":
        from regesta.report import text  # noqa: PLC0415 - each report imports what it needs

        if output.path is not None:
            return text.render(report)
        if style.quiet and not report.codes:
            return ""
        if style.statistics:
            return text.statistics(report, colour=style.colour)
        return text.render(report, colour=style.colour, width=style.width)
    return str(import_module(f"regesta.report.{MODULES[output.form]}").render(report))


def within_repository(report: Report, environment: Mapping[str, str], here: Path) -> Report:
    """The report with paths as the repository has them, in whatever folder CI runs the command."""
    root = environment.get("GITHUB_WORKSPACE") or environment.get("CI_PROJECT_DIR")
    if not root:
        return report
    top = Path(root).resolve()
    moved = [replace(d, path=_moved(d.path, here, top)) for d in report.diagnostics]
    return replace(report, diagnostics=tuple(moved))


def _moved(path: str, here: Path, top: Path) -> str:
    """A path from the working folder, or an absolute one, as it is from the top; left as it is if it is not below."""
    whole = Path(os.path.normpath(here / path))
    return whole.relative_to(top).as_posix() if path and whole.is_relative_to(top) else path


def append_step_summary(report: Report, environment: Mapping[str, str]) -> None:
    """Add the report to the page of the workflow run, where GitHub Actions names a file for that."""
    name = environment.get("GITHUB_STEP_SUMMARY")
    if name:
        from regesta.report.github import step_summary  # noqa: PLC0415 - each report imports what it needs

        with Path(name).open("a", encoding="utf-8") as file:
            file.write(step_summary(report))


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file of parts that follow each other, as `written` does.

    Raises:
        RegestaError: the folder that it is to lie in is not there.
        OSError: it cannot be written.
    """
    if not path.resolve().parent.exists():
        raise RegestaError(f"{path} cannot be written: there is no folder {path.parent}; make it first")
    with written(path) as file:
        file.writelines(parts)
