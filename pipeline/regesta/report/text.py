"""The report in text, like a compiler's: where, what, the line with a caret, what would help."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from regesta.diagnostics import RULES, Diagnostic
from regesta.read import Record, source_lines
from regesta.read.text import cut, quoted
from regesta.report import SEVERITIES, Report
from regesta.report.safe import safe

_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_GUTTER = 8


MORE = "--max and --max-per-record show more"
FIX = "--fix does it"
_UNREAD = ("R001", "R013")  # about files that are not read: what a link leads to is not shown either
NOTES = 3  # of each rule that are printed where there is something graver
ALIKE = 3  # findings that are printed of those that say the same of one value
BLANK = 20  # the same where there is no value
LISTED = "`--format json` has each"
_MEMBER = re.compile(r"/[0-9]+(?=/|$)")
_Found: TypeAlias = tuple[Diagnostic, Record | None]


def render(report: Report, *, colour: bool = False, width: int = 120, more: str = MORE, fix: str = FIX) -> str:
    """The whole report; colour adds ANSI escapes, width is that of the terminal in columns.

    more tells how to see the rest, fix what makes the fixes; "" where nothing does.
    """
    few, passed = _few_notes(report)
    shown, others = _few_alike(few)
    parts = ["\n".join(lines(d, record, colour=colour, width=width)) for d, record in shown]
    for place, count in others.items():
        least = "at least " if report.left_out else ""
        parts[place] += "\n" + "\n".join(_wrapped(_alike(shown[place][0], f"{least}{count:,}", more), width))
    notes = [
        f"{count:,} more like the {NOTES} of {code}: `regesta validate --select {code}` shows them"
        for code, count in passed.items()
    ]
    return "\n".join((*parts, *notes, summary(report, colour=colour, more=more, fix=fix))) + "\n"


def _few_notes(report: Report) -> tuple[list[_Found], dict[str, int]]:
    """What is printed, and how many notes of which rules are not: beside graver findings a few of each are enough."""
    every = list(zip(report.diagnostics, report.records, strict=True))
    if all(d.severity == "info" for d in report.diagnostics):
        return every, {}
    met: Counter[str] = Counter()
    shown = []
    for d, record in every:
        met[d.code] += d.severity == "info"
        if d.severity != "info" or met[d.code] <= NOTES:
            shown.append((d, record))
    return shown, {code: count - NOTES for code, count in sorted(met.items()) if count > NOTES}


def _few_alike(found: Sequence[_Found]) -> tuple[list[_Found], dict[int, int]]:
    """What is printed of findings that say the same of one value, and by place how many more are like one of these."""
    shown: list[_Found] = []
    met: Counter[Hashable] = Counter()
    last: dict[Hashable, int] = {}
    more: dict[int, int] = {}
    for d, record in found:
        said = _said(d)
        met[said] += 1
        if said is None or met[said] <= (most := _most_alike(d)):
            last[said] = len(shown)
            shown.append((d, record))
        else:
            more[last[said]] = met[said] - most
    return shown, more


def _most_alike(d: Diagnostic) -> int:
    """How many that say the same are printed: more where nothing is there, which each place has to have mended."""
    return ALIKE if d.value is not None else BLANK


def _said(d: Diagnostic) -> Hashable:
    """What a finding says of a value, or of nothing being there, wherever it stands; None where it is of several."""
    if not isinstance(d.value, str | int | float | None):
        return None
    return d.code, d.message, str(d.value), _MEMBER.sub("/-", d.field), d.help, d.candidates, d.fix


def _alike(d: Diagnostic, count: str, more: str) -> str:
    """How many findings like one are not printed; where there are other forms of the report, these have them."""
    said = cut(safe(d.message), 60) if d.value is None else quoted(safe(str(d.value)), 40)
    return f"   and {count} more like it: {d.code} {said}{more and f'; {LISTED}'}"


def statistics(report: Report, *, colour: bool = False) -> str:
    """How often each rule speaks, the most frequent first: exact counts, whatever is printed."""
    ordered = sorted(report.codes.items(), key=lambda item: (-item[1], item[0]))
    rows = [f"{count:>7,}  {code}  {RULES[code].name}" for code, count in ordered]
    return "\n".join((*rows, summary(report, colour=colour, listed=False))) + "\n"


def lines(d: Diagnostic, record: Record | None, *, colour: bool = False, width: int = 120) -> Iterator[str]:
    """One diagnostic."""
    severity = _paint(f"{d.severity} {d.code}", _COLOURS[str(d.severity)] + ";1", colour=colour)
    yield f"{_paint(where(d), '1', colour=colour)}: {severity} {safe(d.message)}"
    yield from _excerpt(d, record, colour=colour, room=max(width - _GUTTER, 20))
    for line in advice(d):
        yield from _wrapped(line, width)


def _wrapped(line: str, width: int) -> list[str]:
    """A line of advice broken between words where it is wider than the terminal; what has to be typed stays whole."""
    if len(line) <= width:
        return [line]
    from textwrap import wrap  # noqa: PLC0415 - where something is wrong only

    return wrap(
        line, width, subsequent_indent="     ", break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )


def where(d: Diagnostic) -> str:
    """Path, line and column, as editors and terminals know them; no CI takes it for a command."""
    path = safe(d.path) or "dataset"
    path = f"./{path}" if path.lstrip().startswith("::") else path
    return f"{path}:{d.line}:{d.column or 1}" if d.line is not None else path


def advice(d: Diagnostic) -> Iterator[str]:
    """What may have been meant, and what would help."""
    if d.candidates and not (d.help or "").startswith("did you mean"):
        yield f"   candidates: {safe('; '.join(d.candidates))}"
    if d.help is not None:
        yield f"   help: {safe(d.help)}"
    if d.fix is not None:
        yield f"   fix: {safe(d.fix)}"


def summary(report: Report, *, colour: bool = False, listed: bool = True, more: str = MORE, fix: str = FIX) -> str:
    """One line: what was found, in how much; more and fix as for `render`."""
    counts = report.counts
    found = [plural(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
    looked = plural(counts["files"], "file")
    if counts["records"]:
        looked = f"{plural(counts['records'], 'record')} in {looked}"
    elif not counts["files"] and report.unchanged:
        looked = "no record is new or changed since that revision"
    elif not counts["files"]:
        looked = "no files of records: they lie in records/ and end in .yaml, .yml, .json or .jsonl"
    done = "" if report.fixed is None else f"{report.fixed:,} fixed, {sum(counts[s] for s in SEVERITIES):,} left: "
    if not found:
        verdict = "all good" if counts["files"] else "nothing to check"
        return f"{done}{_paint(verdict, '32', colour=colour)}: {looked}"
    rest = f" ({report.left_out:,} not shown{more and f'; {more}'})" if listed and report.left_out else ""
    offered = sum(1 for d in report.diagnostics if d.fix is not None) if report.fixed is None and listed else 0
    of_these = " of those shown" if report.left_out else ""
    fixes = f"; {offered:,}{of_these} can be fixed: {fix}" if offered and fix else ""
    return f"{done}{', '.join(found)}{' in ' if counts['files'] else '; '}{looked}{rest}{fixes}"


def plural(count: int, noun: str) -> str:
    """A count with its noun, which takes an s but for `info`."""
    if noun == "info":
        return f"{count:,} info"
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _excerpt(d: Diagnostic, record: Record | None, *, colour: bool, room: int) -> Iterator[str]:
    """The line before, the line, and a caret under what is marked; what is wider than the room is cut."""
    if d.line is None or d.column is None or d.code in _UNREAD:
        return
    beside = record if record is not None and record.line <= d.line else None
    first = max(beside.line if beside is not None and beside.offset else 1, d.line - 1)
    read = _source(d, beside, first)
    if len(read) != d.line - first + 1:
        return
    line = read[-1]
    if "\0" in line:
        return
    same_line = d.end_line == d.line and d.end_column is not None
    end = max(d.end_column or 0, d.column + 1) if same_line else len(line) + 1
    before, marked, after = _window(line[: d.column - 1], line[d.column - 1 : end - 1], line[end - 1 :], room)
    shown = [*(_head(earlier, room) for earlier in read[:-1]), before + marked + after]
    for number, text in enumerate(shown, first):
        yield f"{_paint(f'{number:>5} |', '2', colour=colour)} {text}".rstrip()
    caret = "^" * max(1, columns(marked))
    margin = " " * (max(0, len(str(d.line)) - 5) + 5)
    pointer = _paint(caret, _COLOURS[str(d.severity)], colour=colour)
    yield f"{_paint(f'{margin} |', '2', colour=colour)} {' ' * columns(before)}{pointer}"


def _source(d: Diagnostic, record: Record | None, first: int) -> list[str]:
    if record is None:
        return source_lines(Path(d.path), first, d.line or 1) if d.path else []
    return source_lines(record.path, first, d.line or 1, record.offset, record.line)


def _window(before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
    """A line in three stretches, printable and no wider than the room: what is marked, and what fits around it."""
    marked = _head(marked, room)
    left = room - columns(marked)
    shown_after = _head(after, left)
    before = _tail(before, max(left // 2, left - columns(shown_after)))
    return before, marked, _head(after, left - columns(before))


def _head(text: str, room: int) -> str:
    """The printable start of a text."""
    return "".join(_fitting(_shown(text[: 4 * room + 1]), room))


def _tail(text: str, room: int) -> str:
    """The printable end of a text."""
    return "".join(_fitting(_shown(text[-4 * room - 1 :])[::-1], room))[::-1]


def _shown(text: str) -> str:
    """Text as a terminal may have it: a tab is four spaces, and Persian keeps its joiners."""
    return "\u200c".join(safe(part) for part in text.replace("\t", "    ").split("\u200c"))


def _fitting(text: Iterable[str], room: int) -> list[str]:
    """The characters that fit into the room, the last an ellipsis where some do not."""
    kept = list(text)
    if columns(kept) <= room:
        return kept
    used = 0
    for number, character in enumerate(kept):
        used += columns(character)
        if used > room - 1:
            return [*kept[:number], "…"] if room else []
    return kept


def columns(text: Iterable[str]) -> int:
    """The columns that a terminal gives to a text."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
