"""One cell as a value of its column; what a spreadsheet program did to it is reported and never undone by guess."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from regesta.contract import Schema
from regesta.importing.spreadsheet.columns import Column
from regesta.read.text import quoted

CHANGED, KEPT = "R015", "R016"
SEMICOLONS = ";\u061b\uff1b"
MOST_DIGITS = 10**15  # what a spreadsheet keeps of a number
_ERRORS = frozenset(
    ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)
_SHOWN_POWER = re.compile(r"-?[0-9](?:[.,][0-9]+)?E\+[0-9]+")
_POINT_ZERO = re.compile(r"[0-9]+[.,]0+")
_CORRECTED = re.compile("[\u00a0\u2007\u202f\u2010-\u2015\u2212\u2018-\u201f\u2026]")
_STRAY_SPACE = re.compile("(?<![«‹0-9\u2013\u2014])[\u00a0\u202f\u2007](?![»›:;!?%0-9\u2013\u2014€$£°])")
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_AS_TEXT = "format the column as text, then type it again"


class Cell(NamedTuple):
    """What a cell holds: text, number, true or false, day, moment or time. layout is the number format of it."""

    value: Any = None
    layout: str = "General"
    error: bool = False
    uncomputed: bool = False


class Said(NamedTuple):
    """Something to report about a cell: code of the rule, message, help."""

    code: str
    message: str
    help: str | None = None


class Reading(NamedTuple):
    """The value of a cell (None: blank), and what there is to say; unread says that its value is not known."""

    value: Any = None
    said: Said | None = None

    @property
    def unread(self) -> bool:
        return self.said is not None and self.said.code != KEPT


BLANK = Reading()


def read_cell(column: Column, cell: Cell) -> Reading:
    """The value of a cell in its column: a text, number or boolean, a list of them, or the object of extra_json."""
    value = cell.value
    if cell.error or (isinstance(value, str) and value.strip() in _ERRORS):
        return _changed(f"the error {value} of a spreadsheet", "mend the formula, or type the value")
    if cell.uncomputed:
        return _changed("a formula without a value", "open the workbook, save it, or type the value")
    if value is None or (isinstance(value, str) and not value.strip()):
        return BLANK
    read = next((read for kind, read in _READERS if isinstance(value, kind)), None)
    if read is None:
        return _changed(f"{quoted(str(value))}, which is no value of a record", _AS_TEXT)
    reading = read(column, cell)
    alone = column.kind == "array" and reading.value is not None and not isinstance(reading.value, list)
    return reading._replace(value=[reading.value]) if alone else reading


def _changed(what: str, advice: str) -> Reading:
    return Reading(None, Said(CHANGED, f"the cell holds {what}", advice))


def _boolean(column: Column, cell: Cell) -> Reading:
    if column.scalar.get("type") == "boolean":
        return Reading(cell.value)
    word = str(cell.value).upper()
    return _changed(f"{word}, which a spreadsheet makes of a word, not a text", _AS_TEXT)


def _moment(column: Column, cell: Cell) -> Reading:
    """A true date: taken in a column of days, where the cell shows day, month and year."""
    value = cell.value
    shown = value.date() if isinstance(value, dt.datetime) and value.time() == dt.time() else value
    what = f"a {'date' if isinstance(value, dt.date) else 'time'} of the spreadsheet, {shown}"
    if not isinstance(value, dt.date) or not str(column.scalar.get("x-standard", "")).startswith("ISO 8601"):
        return _changed(f"{what}: what was typed is lost", _AS_TEXT + _for_days(column))
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return _changed(f"{what}, without its offset", f"{_AS_TEXT}, such as 2023-06-24T05:00:00+03:00")
    if not {"d", "m", "y"} <= set(_NOT_SHOWN.sub("", cell.layout).casefold()):
        return _changed(f"{what}, of which it shows a part: the rest is made up", _AS_TEXT)
    if (value.year, value.month) < (1900, 3):
        return _changed(f"{what}; days before March 1900 are counted differently by programs", _AS_TEXT)
    return Reading(f"{value.year:04}-{value.month:02}-{value.day:02}")


def _for_days(column: Column) -> str:
    """Where a true date may stand instead."""
    is_printed = column.path[-1:] == ("text",) and column.name.endswith("_text")
    return f"; or leave it blank, and put the day in {column.name.removesuffix('text')}edtf" if is_printed else ""


def _number(column: Column, cell: Cell) -> Reading:
    node, value = column.scalar, cell.value
    digits = str(int(value)) if float(value).is_integer() else repr(value)
    if node.get("type") != "string":
        return _figure(node, cell, digits)
    if digits in node.get("enum", ()):
        return Reading(digits)
    if _may_be_serial(column, value):
        return _changed(f"the number {digits}, which may count the days of a date: {_both_days(value)}", _AS_TEXT)
    if identifies(node) or not float(value).is_integer() or abs(value) >= 10**11:
        return _changed(f"the number {digits}; zeros before it or at its end, and digits, may be lost", _AS_TEXT)
    return Reading(digits, Said(KEPT, f"the number {digits} is read as text; zeros before it are lost", _AS_TEXT))


def _figure(node: Schema, cell: Cell, digits: str) -> Reading:
    """A number in a column of numbers."""
    if "%" in _NOT_SHOWN.sub("", cell.layout) and node.get("maximum") != 1:
        return _changed(f"a percentage, kept as {digits}", "format it as a number, then type it again")
    if abs(cell.value) < MOST_DIGITS:
        return Reading(int(cell.value) if float(cell.value).is_integer() else cell.value)
    return _changed(f"the number {digits}; a spreadsheet keeps 15 digits", _AS_TEXT)


def _may_be_serial(column: Column, value: float) -> bool:
    day = column.dated or str(column.scalar.get("x-standard", "")).startswith("ISO 8601")
    return day and not 1000 <= value <= 2200


def _both_days(value: float) -> str:
    """The days that a number stands for in the two ways of counting."""
    try:
        first, second = (dt.date(year, month, day) + dt.timedelta(int(value)) for year, month, day in _EPOCHS)
    except OverflowError:
        return "of none that there is"
    return f"{first} counted from 1900, {second} counted from 1904"


_EPOCHS = ((1899, 12, 30), (1904, 1, 1))


def identifies(node: Schema) -> bool:
    """Whether a text is an id, a code or of a fixed form, in which each character counts."""
    return any(key in node for key in ("x-refers", "pattern", "enum"))


def _text(column: Column, cell: Cell) -> Reading:
    text = str(cell.value).replace("\r\n", "\n").replace("\r", "\n")
    if column.kind == "object":
        return _json(text)
    if _SHOWN_POWER.fullmatch(text.strip()):
        return _changed(f"{text.strip()}: digits that a spreadsheet did not show are lost", _AS_TEXT)
    if column.kind == "array":
        return _list(column, text)
    free = column.kind == "string" and not identifies(column.scalar)
    return _free(text) if free else _exact(column.scalar, text)


def _free(text: str) -> Reading:
    """A text as it was typed."""
    if text.strip("\n") != text.strip():
        return Reading(text, Said(KEPT, "the text begins or ends with a space", "take it away, if it is not meant"))
    if _STRAY_SPACE.search(text):
        return Reading(text, Said(KEPT, "the text holds a non-breaking space", "type a plain one, if it is not meant"))
    return Reading(text)


def _exact(node: Schema, text: str) -> Reading:
    """An id, a code, a number, a day: spaces around it are cut, all else is as it was typed."""
    kept = text.strip()
    if identifies(node):
        if _POINT_ZERO.fullmatch(kept):
            return _changed(f"{kept}, which a spreadsheet makes of a whole number", _AS_TEXT)
        if (found := _CORRECTED.search(kept)) is not None:
            return _changed(f"{_NAMES.get(found[0], quoted(found[0]))}, which a program put in by itself", _AS_TEXT)
        if _capitalised(node, kept):
            return _changed(f"{quoted(kept)}, capitals as a spreadsheet puts them", f"did you mean {kept.lower()}?")
    if kept != text:
        return Reading(kept, Said(KEPT, f"spaces around {quoted(kept)} were cut"))
    return Reading(kept)


_NAMES = {"\u00a0": "a non-breaking space", "\u202f": "a non-breaking space", "\u2007": "a non-breaking space"}


def _capitalised(node: Schema, text: str) -> bool:
    """Whether a text is no code or id, but is one in small letters."""
    small = text.lower()
    if "enum" in node:
        return text not in node["enum"] and small in node["enum"]
    pattern = node.get("pattern")
    return pattern is not None and not re.search(pattern, text) and re.search(pattern, small) is not None


def _list(column: Column, text: str) -> Reading:
    """Members with semicolons between them, those of Arabic and of Chinese too, or a JSON list."""
    if text.lstrip().startswith("["):
        try:
            members = json.loads(text)
        except (ValueError, RecursionError):
            return Reading(None, Said("R003", "the list is no JSON", 'write `a; b`, or `["a", "b"]`'))
        return Reading(members)
    parts = [part.strip() for part in re.split(f"[{SEMICOLONS}]", text)]
    readings = [_exact(column.scalar, part) for part in parts if part]
    unread = next((reading for reading in readings if reading.unread), None)
    return unread or Reading([reading.value for reading in readings] or None)


def _json(text: str) -> Reading:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        return Reading(None, Said("R003", "the cell is no JSON object", 'write it like {"name": "value"}'))
    return Reading(value)


_READERS: tuple[tuple[type | tuple[type, ...], Callable[[Column, Cell], Reading]], ...] = (
    (bool, _boolean),
    ((int, float), _number),
    ((dt.date, dt.time, dt.timedelta), _moment),
    (str, _text),
)
