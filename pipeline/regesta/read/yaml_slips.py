"""The slip of the pen behind broken YAML, seen in the lines around the place where libyaml gave up."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from regesta.read.text import cut, describe

_ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_ODD = re.compile(rf"^[ \t]*(?:- *)?([{_ODD_SPACES}])|:([{_ODD_SPACES}])")
_WIDE_COLON = re.compile(r"^\s*(?:- )?[\w-]+ ?(：)")
_GLUED_DASH = re.compile(r"^\s*(-)([^\s-][^:]*: .*)$")
_GLUED_COLON = re.compile(r"^\s*(?:- )?([A-Za-z_]\w*)(:)(?!//)(\S.*)$")
_FIELD = re.compile(r"^(\s*(?:- +)*)([^\s:#][^:]*):(?: +(.*?))?\s*$")
_DASH = re.compile(r"^( *)- ")
_LOOKED_AT = 1000  # lines
_SIGNS = "*&!%@`|>"


class Slip(NamedTuple):
    """What was done, what to type instead, and where: text[start:end]."""

    message: str
    advice: str
    start: int
    end: int


class _Line(NamedTuple):
    """A line of the file, where it starts, and where in it libyaml gave up."""

    text: str
    start: int
    column: int

    def slip(self, message: str, advice: str, first: int, last: int) -> Slip:
        return Slip(message, advice, self.start + first, self.start + last)


def slip_behind(text: str, index: int, said: str) -> Slip | None:
    """The slip that explains why libyaml said something at an index, if the lines around it show one."""
    here, *above = islice(_lines_back(text, index), _LOOKED_AT)
    for line in (here, *above[:1]):
        found = next((slip for look in _ANYWHERE if (slip := look(line)) is not None), None)
        if found is not None:
            return found
    for part, look in _HERE:
        if part in said and (slip := look(here, above)) is not None:
            return slip
    return None


def _lines_back(text: str, index: int) -> Iterator[_Line]:
    """The line of an index, and those before it that hold something, the nearest first."""
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    yield _Line(text[start : end if end >= 0 else len(text)], start, index - start)
    while start > 0:
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip() and not text[start:end].lstrip().startswith("#"):
            yield _Line(text[start:end], start, end - start)


def _odd_space(line: _Line) -> Slip | None:
    found = _ODD.search(line.text)
    if found is None:
        return None
    first = found.start(1) if found[1] is not None else found.start(2)
    return line.slip(f"{describe(line.text[first])} where a space should be", "type a space", first, first + 1)


def _wide_colon(line: _Line) -> Slip | None:
    found = _WIDE_COLON.search(line.text)
    return (
        None if found is None else line.slip("a full-width colon", "type `:` and a space", found.start(1), found.end(1))
    )


def _glued_dash(line: _Line) -> Slip | None:
    found = _GLUED_DASH.match(line.text)
    if found is None:
        return None
    return line.slip("no space after `-`", f"write `- {cut(found[2].strip(), 50)}`", found.start(1), found.end(1))


def _mark_of_a_tool(line: _Line) -> Slip | None:
    """What version control or a chat window left in the file."""
    if line.text.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        advice = "keep one of the two versions, and delete the three marks"
        return line.slip("a merge left its marks here", advice, 0, 7)
    if line.text.lstrip().startswith("```"):
        return line.slip("a line of ``` is no part of a record", "delete it", 0, len(line.text))
    return None


_ANYWHERE: tuple[Callable[[_Line], Slip | None], ...] = (_mark_of_a_tool, _odd_space, _wide_colon, _glued_dash)


def _glued_colon(line: _Line, _above: list[_Line]) -> Slip | None:
    found = _GLUED_COLON.match(line.text)
    if found is None:
        return None
    return line.slip("no space after `:`", f"write `{found[1]}: {cut(found[3], 50)}`", found.start(2), found.end(2))


def _colon_in_text(line: _Line, _above: list[_Line]) -> Slip | None:
    """A second `: ` on a line: it stands in a text."""
    found = _FIELD.match(line.text[: line.column]) or re.match(
        r"^(\s*(?:- +)*)([^:]+): +(.+)$", line.text[: line.column]
    )
    if found is None or not found[3]:
        return None
    value = line.text[found.start(3) :].rstrip()
    return line.slip(
        "text that holds `: ` needs quotes", f"write `{found[2]}: {_in_quotes(value)}`", line.column, line.column + 1
    )


def _too_deep(line: _Line, above: list[_Line]) -> Slip | None:
    """A field indented below one that has a value already."""
    here, over = _FIELD.match(line.text), _FIELD.match(above[0].text) if above else None
    if here is None or over is None or not over[3] or len(here[1]) <= len(over[1]):
        return None
    message = f"`{cut(here[2], 40)}` is indented below `{cut(over[2], 40)}`, which has a value already"
    return line.slip(message, _aligned(len(over[1])), here.start(2), here.end(2))


def _out_of_line(line: _Line, above: list[_Line]) -> Slip | None:
    """A field that begins where no field above it does."""
    here, over = _FIELD.match(line.text), _FIELD.match(above[0].text) if above else None
    dash = _DASH.match(line.text)
    if dash is not None:
        return _dash_out_of_line(line, len(dash[1]), above)
    if here is None or over is None or len(here[1]) == len(over[1]):
        return None
    message, advice = (
        f"`{cut(here[2], 40)}` lines up with no field above it",
        f"begin it in column {len(over[1]) + 1}, as the field above",
    )
    return line.slip(message, advice, here.start(2), here.end(2))


def _dash_out_of_line(line: _Line, spaces: int, above: list[_Line]) -> Slip | None:
    """A `-` that begins where no `-` above it does."""
    dashes = [found for other in above if (found := _DASH.match(other.text)) is not None]
    if not dashes or len(dashes[0][1]) == spaces:
        return None
    advice = f"begin it in column {len(dashes[0][1]) + 1}, as the `-` above"
    return line.slip("this `-` lines up with no `-` above it", advice, spaces, spaces + 1)


def _aligned(spaces: int) -> str:
    return f"begin it in column {spaces + 1}, as the field above; a text that goes on needs quotes"


def _after_quotes(line: _Line, _above: list[_Line]) -> Slip | None:
    """Text that goes on after its closing quote."""
    found = re.match(r"""^(\s*(?:- +)*[^\s:"'][^:]*: +|\s*- +)((["']).*\S)\s*$""", line.text)
    if found is None or found.end(1) >= line.column:
        return None
    advice = f"put the whole text in quotes: {_in_quotes(_without_quotes(found[2], found[3]))}"
    return line.slip("text goes on after its closing quote", advice, line.column, line.column + 1)


def _after_brackets(line: _Line, _above: list[_Line]) -> Slip | None:
    """Text that begins with a word in brackets: `[Updated] three are injured`."""
    found = re.match(r"^(\s*(?:- +)*[^\s:\"'][^:]*: +|\s*- +)([\[{].*[\]}] +[^\W_].*?)\s*$", line.text)
    if found is None or not line.text[: line.column].rstrip().endswith(("]", "}")):
        return None
    advice = f"put the whole text in quotes: {_in_quotes(found[2])}"
    return line.slip("text goes on after its closing bracket", advice, line.column, line.column + 1)


def _tab(line: _Line, _above: list[_Line]) -> Slip | None:
    """A tab that stands where only spaces may."""
    if line.text[line.column : line.column + 1] != "\t":
        return None
    is_first = not line.text[: line.column].strip()
    message, advice = ("a tab in the indentation", "indent with spaces") if is_first else ("a tab", "type a space")
    return line.slip(message, advice, line.column, line.column + 1)


def _without_quotes(value: str, quote: str) -> str:
    """The text that was meant: without the quotes around it where they enclose it whole."""
    return value[1:-1] if value.endswith(quote) and len(value) > 1 else value


def _in_quotes(value: str) -> str:
    if '"' not in value and "\\" not in value:
        return f'"{cut(value, 50)}"'
    return "'" + cut(value, 50).replace("'", "''") + "'"


def _sign_first(line: _Line, _above: list[_Line]) -> Slip | None:
    """Text that begins with a sign which means something to YAML."""
    found = re.match(rf"^(\s*(?:- +)*(?:[^\s:]+: +)?)([{re.escape(_SIGNS)}]\S*.*?)\s*$", line.text)
    if found is None or found.end(1) > line.column:
        return None
    first = found.start(2)
    message = f"text cannot begin with `{line.text[first]}` unless it stands in quotes"
    return line.slip(message, f"write {_in_quotes(found[2])}", first, first + 1)


def _open_quote(line: _Line, _above: list[_Line]) -> Slip | None:
    """A quote that opens here, with how to write one inside."""
    quote = line.text[line.column : line.column + 1]
    inside = {"'": "write an apostrophe inside as ''", '"': 'write a quote inside as \\"'}.get(quote)
    message = "a quote opens here and does not close"
    return None if inside is None else line.slip(message, f"close it; {inside}", line.column, line.column + 1)


_HERE: tuple[tuple[str, Callable[[_Line, list[_Line]], Slip | None]], ...] = (
    ("could not find expected ':'", _glued_colon),
    ("mapping values are not allowed", _colon_in_text),
    ("mapping values are not allowed", _too_deep),
    ("did not find expected key", _sign_first),
    ("did not find expected key", _after_quotes),
    ("did not find expected key", _after_brackets),
    ("did not find expected key", _out_of_line),
    ("did not find expected '-' indicator", _out_of_line),
    ("found unexpected end of stream", _open_quote),
    ("found unexpected document", _open_quote),
    ("cannot start any token", _tab),
    ("cannot start any token", _sign_first),
)
