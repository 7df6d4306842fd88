"""Places on demand: a file is read again for the lines and columns of the few diagnostics that are printed."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from regesta.diagnostics import At, Diagnostic
from regesta.read.layout import Node, child, find, placed, span
from regesta.read.record import Record, Span
from regesta.read.source import Refused, decode, open_regular
from regesta.read.text import mark_run

_ESCAPE = (
    r"(?s)\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8}))|(.))"
)
_SHORT = {
    "0": 0,
    "a": 7,
    "b": 8,
    "t": 9,
    "\t": 9,
    "n": 10,
    "v": 11,
    "f": 12,
    "r": 13,
    "e": 27,
    "N": 0x85,
    "L": 0x2028,
    "P": 0x2029,
}

_STEP = 500  # lines
_OF_SOURCE = re.compile(r"(/sources/[0-9]+)(/.+)")
_ONCE = "N302"  # told of one of the events that have a name from a shared source: where it is mended is there


def locate(where: Record | Path, pointer: str, at: At = "value", key: str | None = None) -> Span:
    """Find a value or key in its file, without ever failing.

    pointer is within the record (within the file for a Path); key, where given, is one more token. What is not there
    gives the first key of the nearest object around it; a file that cannot be read, its first line.
    """
    record = where if isinstance(where, Record) else Record({}, where, str(where))
    if key is not None:
        pointer, at = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}", "key"
    return locate_in(*_text_and_root(record), record.pointer + pointer, at, record.line - 1)


def locate_in(text: str, root: Node | None, pointer: str, at: At = "value", lines_before: int = 0) -> Span:
    """Do the same in a text that is laid out already; None as root gives its first line."""
    if root is None:
        return Span(1 + lines_before, 1, 1 + lines_before, 2)
    found = span(text, *find(root, pointer, at))
    return Span(found.line + lines_before, found.column, found.end_line + lines_before, found.end_column)


def position(diagnostic: Diagnostic, record: Record) -> Diagnostic:
    """Give the diagnostic with the path, lines and columns of what it marks; one that has its lines keeps them."""
    if diagnostic.line is not None:
        return diagnostic if diagnostic.path else replace(diagnostic, path=record.shown)
    text, root = _text_and_root(record)
    if diagnostic.code == _ONCE and record.pointer and root is not None:
        lent = _lent(text, root, record.pointer, diagnostic.field)
        if lent is not None:
            placed_ = position_in(replace(diagnostic, field=lent), text, root)
            return replace(placed_, path=record.shown, field=diagnostic.field)
    placed_ = position_in(diagnostic, text, root, record.pointer, record.line - 1)
    return replace(placed_, path=record.shown)


def _lent(text: str, root: Node, base: str, pointer: str) -> str | None:
    """Where in its file stands what an event has from a source that the file shares; None for all else."""
    found = _OF_SOURCE.fullmatch(pointer)
    if found is None or _node(root, base + pointer) is not None:
        return None
    own, shared = _node(root, f"{base}{found[1]}/id"), _node(root, "/sources")
    for index in range(len(shared.items or ()) if shared is not None and own is not None else 0):
        other = _node(root, f"/sources/{index}/id")
        if own is not None and other is not None and _written(text, other) == _written(text, own):
            return f"/sources/{index}{found[2]}"
    return None


def _node(root: Node, pointer: str) -> Node | None:
    """The node that a pointer leads to, if there is one."""
    node: Node | None = root
    for name in pointer.split("/")[1:]:
        node = None if node is None else child(node, name)
    return node


def _written(text: str, node: Node) -> str:
    return text[node.start : node.end].strip("'\"")


def position_in(
    diagnostic: Diagnostic, text: str, root: Node | None, base: str = "", lines_before: int = 0
) -> Diagnostic:
    """Do the same in a text that is laid out already; base is the pointer of the record in it."""
    if root is None:
        return placed(diagnostic, Span(1, 1, 1, 2), lines_before)
    start, end = find(root, base + diagnostic.field, diagnostic.at)
    if diagnostic.code == "R010":
        start, end = _character(text, start, end, diagnostic.value)
    return placed(diagnostic, span(text, start, end), lines_before)


def _character(text: str, start: int, end: int, code_point: object) -> tuple[int, int]:
    """Find a character within text[start:end], typed or escaped; without a code point, the first run of marks."""
    stretch = text[start:end]
    if not isinstance(code_point, str):
        run = mark_run(stretch)
        return (start, end) if run is None else (start + run, start + run + 1)
    code = int(code_point.removeprefix("U+"), 16)
    body = stretch.find("\n") + 1 if stretch[:1] in "|>" else 0
    typed = stretch.find(chr(code), body)
    candidates = [(typed, typed + 1)] if typed >= 0 else []
    if stretch.startswith('"'):
        candidates += [match.span() for match in re.finditer(_ESCAPE, stretch) if _escaped(match) == code][:1]
    if not candidates:
        return start, end
    first, last = min(candidates)
    return start + first, start + last


def _escaped(match: re.Match[str]) -> int:
    high, low, four, two, eight, short = match.groups()
    if high is not None:
        return 0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00
    digits = four or two or eight
    return int(digits, 16) if digits else _SHORT.get(short, -1)


def _text_and_root(record: Record) -> tuple[str, Node | None]:
    try:
        status = record.path.stat()
        return _laid_out(record.path, record.offset, status.st_mtime_ns, status.st_size)
    except (OSError, ValueError):
        return "", None


@lru_cache(maxsize=4)
def _laid_out(path: Path, offset: int, _changed: int, _size: int) -> tuple[str, Node | None]:
    try:
        with open_regular(path) as file:
            file.seek(offset)
            raw = file.readline() if path.suffix == ".jsonl" else file.read()
        text = decode(raw)
    except (OSError, ValueError, Refused):
        return "", None
    return text, layout_for(path)(text)


def layout_for(path: Path) -> Callable[[str], Node | None]:
    """Give the function that lays out the files of this name."""
    if path.suffix in (".yaml", ".yml"):
        from regesta.read.yaml_layout import layout  # noqa: PLC0415  # a JSON dataset need not pay for the import

        return layout
    from regesta.read.json import walk  # noqa: PLC0415  # neither for the other

    return lambda text: walk(text)[0]


def source_lines(path: Path, first: int, last: int, offset: int = 0, line: int = 1) -> list[str]:
    """Give the lines first to last of any file, without their ends; fewer or none where there are no such lines.

    offset may be the byte where a known line starts, so that a long file is not read from its beginning.
    """
    offset, line = (offset, line) if line <= first else (0, 1)
    try:
        if first - line > _STEP:
            offset, line = _line_before(path, first)
        with open_regular(path) as file:
            file.seek(offset)
            wanted = list(islice(file, max(0, first - line), max(0, last - line + 1)))
    except (OSError, ValueError, Refused):
        return []
    lines = [raw.decode("utf-8", "replace").rstrip("\r\n") for raw in wanted]
    if first == 1 and lines:
        lines[0] = lines[0].removeprefix("\ufeff")
    return lines


def _line_before(path: Path, wanted: int) -> tuple[int, int]:
    """The byte where a line starts, not far before the one that is wanted, and its number."""
    status = path.stat()
    starts = _line_starts(path, status.st_mtime_ns, status.st_size)
    place = min((wanted - 1) // _STEP, len(starts) - 1)
    return starts[place], place * _STEP + 1


@lru_cache(maxsize=2)
def _line_starts(path: Path, _changed: int, _size: int) -> list[int]:
    """The bytes where the first line of a file starts, and each that is so many after it."""
    starts, offset = [0], 0
    with open_regular(path) as file:
        for number, raw in enumerate(file, 1):
            offset += len(raw)
            if number % _STEP == 0:
                starts.append(offset)
    return starts
