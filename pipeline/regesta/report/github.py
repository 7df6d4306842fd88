"""GitHub Actions: workflow commands for the worst, a log for the rest, a summary in Markdown."""

import re
from collections import Counter
from collections.abc import Iterator

from regesta.diagnostics import RULES, Diagnostic
from regesta.report import SEVERITIES, Report
from regesta.report.identity import relative
from regesta.report.safe import safe
from regesta.report.text import advice, lines, plural, summary, where

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_ANNOTATIONS = 10  # of each severity: GitHub drops what a step has beyond
_SUMMARY_BYTES = 1_000_000  # GitHub drops a summary beyond 1 MiB


def render(report: Report) -> str:
    """The first ten of each severity as annotations, errors first; the others as text that no runner obeys."""
    notes = [*report.notes, *_beyond(report)]
    rooms = {"error": _ANNOTATIONS, "warning": _ANNOTATIONS, "info": _ANNOTATIONS - len(notes)}
    numbers: Counter[str] = Counter()
    worst: dict[str, list[str]] = {severity: [] for severity in SEVERITIES}
    rest: list[str] = []
    for d, record in zip(report.diagnostics, report.records, strict=True):
        severity = str(d.severity)
        numbers[severity] += 1
        if numbers[severity] <= rooms[severity]:
            worst[severity].append(_command(d))
        else:
            rest += map(inert, lines(d, record))
    told = [f"::notice title=regesta::{_data(safe(note))}" for note in notes]
    commands = [*worst["error"], *worst["warning"], *told, *worst["info"]]
    return "\n".join((*commands, *rest, inert(summary(report)))) + "\n"


def _beyond(report: Report) -> Iterator[str]:
    """How many of the errors and the warnings are no annotations, so that nobody takes ten for all."""
    listed = Counter(str(d.severity) for d in report.diagnostics)
    many = [one for one in ("error", "warning") if listed[one] > _ANNOTATIONS]
    if many:
        counts = " and ".join(f"{_ANNOTATIONS} of {plural(report.counts[one], one)}" for one in many)
        yield f"{counts} stand at their lines, as many as GitHub shows; the log and the summary of the run list more"


def _command(d: Diagnostic) -> str:
    """One annotation; its text says where, since a log shows the text alone."""
    one_line = d.end_line is None or d.end_line == d.line
    properties = {
        "title": f"{d.code} {RULES[d.code].name}", "file": relative(d.path) or None, "line": d.line,
        "endLine": d.end_line, "col": d.column if one_line else None, "endColumn": d.end_column if one_line else None,
    }  # fmt: skip
    written = ",".join(f"{key}={_property(safe(str(value)))}" for key, value in properties.items() if value is not None)
    text = "\n".join((f"{where(d)}: {d.code} {safe(d.message)}", *map(str.strip, advice(d))))
    return f"::{_COMMANDS[str(d.severity)]} {written}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def inert(line: str) -> str:
    """A line of a log that is no workflow command; `##[` anywhere in it is what `safe` takes apart."""
    return f"| {line}" if line.lstrip().startswith("::") else line


def step_summary(report: Report) -> str:
    """All that is listed, in Markdown: whatever comes from a record stands in a code span, where nothing is live."""
    whole = [f"### regesta: {summary(report)}\n", *(f"- note: {_code(note)}\n" for note in report.notes)]
    room = _SUMMARY_BYTES - sum(len(part.encode()) for part in whole)
    ordered = sorted(report.diagnostics, key=lambda d: SEVERITIES.index(str(d.severity)))
    for number, d in enumerate(ordered):
        item = "".join(_item(d))
        room -= len(item.encode())
        if room < 0:
            return "\n".join((*whole, f"- and {len(ordered) - number:,} more in the log\n"))
        whole.append(item)
    return "\n".join(whole)


def _item(d: Diagnostic) -> Iterator[str]:
    yield f"- **{d.severity} {d.code}** {_code(where(d))}<br>{_code(d.message)}"
    yield from (f"<br>{_code(line.strip())}" for line in advice(d))
    yield "\n"


def _code(text: str) -> str:
    """A code span, with a fence that does not occur in the text."""
    inner = safe(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", inner)), default=0))
    return f"{fence} {inner} {fence}" if inner.strip() else "(nothing)"
