"""JSON Lines as a stream: one event a line, in flat memory; a bad line never hides another."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.read.json import CUT_OFF, parse_json, quick, trusted
from regesta.read.page import Page, whole
from regesta.read.record import Record
from regesta.read.scan import advised, filled, not_twice, settle, sound
from regesta.read.shape import ANY, Shape
from regesta.read.source import EMPTY, Refused, decode, open_inside, refuse_wide
from regesta.read.text import all_decent

_OPENED = (b"{", b"[")
_YAML = re.compile(rb"(?:\xef\xbb\xbf)?(?:[A-Za-z_]+\s*:\s|---\s)")
_SPREAD = ("a JSON text over several lines", "name the file .json; a .jsonl file has each event on one line of its own")
_NO_JSON = ("this looks like YAML, not JSON", "let the name of the file end in .yaml")
_SPACES = b" \t\r\n"
_BEHIND = "something follows"


def read_lines(
    path: Path,
    shown: str,
    root: Path | None = None,
    start: int = 0,
    end: int | None = None,
    line: int = 1,
    shape: Shape = ANY,
) -> Iterator[Record | Diagnostic]:
    """Yield the records of a .jsonl file, and diagnostics with places before the record they are about.

    start and end are the bytes between which the lines begin that are read (None: to the end), line the first one;
    shape is that of an event.
    """
    offset, number, is_blank = start, line - 1, start == 0
    try:
        with open_inside(path, shown, root) as file:
            file.seek(start)
            for raw in file:
                if end is not None and offset >= end:
                    return
                number += 1
                if number == 1 and (other := _other_form(raw)) is not None:
                    yield whole("R003", other[0], shown, other[1])
                    return
                value = quick(raw)
                if type(value) is dict and (_fine(value) if all_decent(raw) else sound(value)):
                    yield Record(value, path, shown, "", offset, number)
                    is_blank = False
                elif raw.strip(_SPACES):
                    yield from _line(raw, value, Record({}, path, shown, "", offset, number), shape)
                    is_blank = False
                offset += len(raw)
    except Refused as refused:
        yield replace(refused.diagnostic, path=shown)
    except OSError:
        yield whole("R001", "the file cannot be read: the system reports an error", shown, line=number + 1)
    else:
        if is_blank:
            yield whole("R007", "the file is empty", shown, EMPTY)


def _other_form(raw: bytes) -> tuple[str, str] | None:
    """What a file is whose first line says that it holds no events a line, and what to do about it."""
    if raw.strip() in _OPENED:
        return _SPREAD
    return _NO_JSON if _YAML.match(raw) is not None else None


def _fine(value: dict[str, Any]) -> bool:
    return bool(value) and "" not in value and filled(value.values())


def _line(raw: bytes, value: Any, record: Record, shape: Shape) -> Iterator[Record | Diagnostic]:
    """Read a line that needs a closer look; value is what `quick` made of it."""
    if record.line == 1:
        refuse_wide(raw)
        raw = raw.removeprefix(codecs.BOM_UTF8)
    before, whole_line = record.line - 1, raw.endswith(b"\n")
    raw = raw.rstrip(b"\r\n")
    try:
        page = Page(decode(raw), record.path, record.shown, before)
    except Refused as refused:
        yield from Page("", record.path, record.shown, before).lower([refused.diagnostic])
        return
    faults: list[Diagnostic] = []
    if value is None or not trusted(raw, value):
        value, faults = parse_json(raw)
    if faults:
        told = (_of_line(fault, raw) for fault in faults)
        yield from page.lower(told if whole_line else (_cut_off(fault, page.text) for fault in told))
    if value is None and faults:
        return
    if not isinstance(value, dict):
        yield whole("R008", "the line is not an object", record.shown, "write one event a line", record.line)
    else:
        data, found = settle(value)
        yield from page.place(advised(not_twice(found, faults), shape, in_json=True), data=data) if found else ()
        yield record._replace(data=data)


def _of_line(fault: Diagnostic, raw: bytes) -> Diagnostic:
    """A fault of the syntax with what to do about it in a file of lines."""
    text = raw.decode()
    behind = text[(fault.column or 1) - 1 :].strip()
    is_behind = fault.message.startswith(_BEHIND)
    if fault.code == "R003" and (text.startswith("[") or (is_behind and behind.startswith("]"))):
        return replace(fault, help="take the [ ] around the events and the commas between them away: one event a line")
    if fault.code == "R003" and text.startswith("#"):
        return replace(fault, message="`#` is no JSON value", help="JSON has no comments: delete the line")
    if fault.code != "R003" or not is_behind:
        return fault
    return replace(fault, help="delete the comma" if behind == "," else "one event a line: begin a new one")


def _cut_off(fault: Diagnostic, text: str) -> Diagnostic:
    """Say of the last line of a file, which has no line end, that it seems to be cut off, where it ends too early."""
    if fault.code != "R003" or (fault.end_column or 0) <= len(text) or fault.message.startswith(_BEHIND):
        return fault
    return replace(fault, help=CUT_OFF)
