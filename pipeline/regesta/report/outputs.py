"""Where reports go: the values of --format, each rendered, then written to its file or to stdout."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from regesta.errors import RegestaError
from regesta.report import Report
from regesta.whole import written

MODULES = {
    "text": "text", "json": "json_report", "sarif": "sarif", "github": "github", "gitlab": "gitlab", "junit": "junit",
}  # fmt: skip
_REPOSITORY_FORMATS = ("sarif", "github", "gitlab", "junit")
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # of GitHub and Forgejo, and of GitLab


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
    is_asked = any(output.form in _REPOSITORY_FORMATS for output in outputs)
    inside = within_repository(report, environment, Path.cwd()) if is_asked else report
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
    """The report with paths as the repository has them, in whatever folder the command runs."""
    first = next(filter(None, (*report.paths, *(d.path for d in report.diagnostics))), "")
    top = _checkout(environment, [here / first] if Path(first).is_absolute() else [here, here / first])
    if top is None:
        return report
    tops = [os.path.join(one, "") for one in (os.path.abspath(top), os.path.realpath(top))]  # noqa: PTH100, PTH118 - with / at the end
    moved = partial(_moved, here=os.fspath(here), tops=tops, real=cache(os.path.realpath))  # few folders, many files
    return replace(
        report, diagnostics=tuple(replace(d, path=moved(d.path)) for d in report.diagnostics),
        paths=tuple(sorted(map(moved, report.paths))), wrong=frozenset(map(moved, report.wrong)),
    )  # fmt: skip


def _checkout(environment: Mapping[str, str], places: Sequence[Path]) -> Path | None:
    """Where the repository of one of the places begins: where CI says, else where git keeps what it knows."""
    stated = next((environment[name] for name in _CHECKOUTS if environment.get(name)), None)
    if stated is not None:
        return Path(stated)
    above = (folder for place in places for folder in (place, *place.parents))
    return next((one for one in above if os.path.exists(one / ".git")), None)  # noqa: PTH110 - False where nobody may look


def _moved(path: str, *, here: str, tops: Sequence[str], real: Callable[[str], str]) -> str:
    """A path from the working folder, or an absolute one, as it is from the top; left as it is if it is not below.

    The tops are the ways to one folder, which a link may lead to; another link may lead to what lies below.
    """
    whole = os.path.normpath(os.path.join(here, path))  # noqa: PTH118 - of every file of a large dataset
    folder, name = os.path.split(whole)
    below = _below(whole, tops) or _below(os.path.join(real(folder), name), tops)  # noqa: PTH118 - as above
    return below if path and below is not None else path


def _below(whole: str, tops: Sequence[str]) -> str | None:
    """An absolute path as it is from the first of the tops that it lies below; None where it lies below none."""
    found = next((top for top in tops if whole.startswith(top)), None)
    return whole[len(found) :].replace(os.sep, "/") if found is not None else None


def append_step_summary(report: Report, environment: Mapping[str, str]) -> None:
    """Add the report to the page of the workflow run, where GitHub Actions names a file for that.

    Where it cannot be written, that is said: what was found is printed all the same.
    """
    name = environment.get("GITHUB_STEP_SUMMARY")
    if name:
        from regesta.report.github import step_summary  # noqa: PLC0415 - each report imports what it needs

        try:
            with Path(name).open("a", encoding="utf-8") as file:
                file.write(step_summary(report))
        except OSError as error:
            print(f"note: no summary of the run: {error.strerror}: {name}", file=sys.stderr)


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file of parts that follow each other, as `written` does.

    Raises:
        RegestaError: the folder that it is to lie in is not there.
        OSError: it cannot be written.
    """
    expect_folder(path)
    with written(path) as file:
        file.writelines(parts)


def expect_folder(path: Path) -> None:
    """Refuse a file whose folder is not there: at once, where it is to be written after long work.

    Raises:
        RegestaError: the folder is not there.
    """
    if not path.resolve().parent.exists():
        raise RegestaError(f"{path} cannot be written: there is no folder {path.parent}; make it first")
