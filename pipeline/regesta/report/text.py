"""The report in text, like a compiler's: where, what, the line with a caret, what would help."""

import unicodedata
from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.read import Record, source_lines
from regesta.report import SEVERITIES, Report
from regesta.report.safe import safe

_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_WIDTH = 140


def render(report: Report, *, colour: bool = False) -> str:
    """The whole report; colour adds ANSI escapes."""
    parts = [
        "\n".join(_diagnostic(d, record, colour=colour))
        for d, record in zip(report.diagnostics, report.records, strict=True)
    ]
    return "\n".join((*parts, _summary(report, colour=colour))) + "\n"


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _diagnostic(d: Diagnostic, record: Record | None, *, colour: bool) -> Iterator[str]:
    where = f"{d.path}:{d.line}:{d.column}" if d.line is not None else d.path
    severity = _paint(f"{d.severity} {d.code}", _COLOURS[str(d.severity)] + ";1", colour=colour)
    yield f"{_paint(where, '1', colour=colour)}: {severity} {d.message}"
    yield from _excerpt(d, record, colour=colour)
    if d.candidates and not (d.help or "").startswith("did you mean"):
        yield f"   candidates: {'; '.join(d.candidates)}"
    if d.help is not None:
        yield f"   help: {d.help}"


def _excerpt(d: Diagnostic, record: Record | None, *, colour: bool) -> Iterator[str]:
    """The line before, the line, and a caret under what is marked; long lines are cut around it."""
    if d.line is None or d.column is None or record is None:
        return
    first = max(record.line if record.offset else 1, d.line - 1)
    lines = source_lines(record.path, first, d.line, record.offset, record.line)
    if len(lines) != d.line - first + 1:
        return
    begin = max(0, d.column - 1 - _WIDTH // 2) if len(lines[-1]) > _WIDTH else 0
    for number, line in enumerate(lines, first):
        yield f"{number:>5} | {safe(line[begin : begin + _WIDTH])}"
    before = lines[-1][begin : d.column - 1]
    same_line = d.end_line == d.line and d.end_column is not None
    end = min(d.end_column or d.column + 1, begin + _WIDTH + 1) if same_line else len(lines[-1]) + 1
    marked = lines[-1][d.column - 1 : end - 1]
    caret = "^" * max(1, _width(safe(marked)))
    yield f"{'':>5} | {' ' * _width(safe(before))}{_paint(caret, _COLOURS[str(d.severity)], colour=colour)}"


def _width(text: str) -> int:
    """The columns that a terminal gives to a text."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )  # fmt: skip


def _summary(report: Report, *, colour: bool) -> str:
    counts = report.counts
    found = [plural(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
    looked = f"{plural(counts['records'], 'record')} in {plural(counts['files'], 'file')}"
    if not found:
        return f"{_paint('all good', '32', colour=colour)}: {looked}"
    more = f" ({report.left_out} not shown; --max shows more)" if report.left_out else ""
    return f"{', '.join(found)} in {looked}{more}"


def plural(count: int, noun: str) -> str:
    if noun == "info":
        return f"{count:,} info"
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
