"""What YAML 1.2 refuses and libyaml reads all the same: every other reader of the file should see what we see."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from yaml.tokens import (
    BlockEndToken,
    BlockMappingStartToken,
    BlockSequenceStartToken,
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    KeyToken,
    ScalarToken,
)

from regesta.diagnostics import Diagnostic
from regesta.read.layout import placed, span
from regesta.read.yaml_layout import parser

# What strict faults begin with, and their look: a `#` without a space before it, a lone `-` or a `?` without a space
# after it in brackets, `|` or `>` at the start of a line or before an empty one.
_SUSPECTS = (
    ("#", r"""["'\[\]{},:]#|[|>][-+0-9]*#"""),
    ("-", r"-(?<=[\[{,\s]-)[,\[\]{}]"),
    ("?", r"\?(?<=[\[{,\s]\?)\S"),
    ("\n", r"\n *[|>]"),
    ("|", r"\|[-+]?[ \t]*\r?\n *\r?\n"),
    (">", r">[-+]?[ \t]*\r?\n *\r?\n"),
)
_INDENT = r"[ ?\-]*"
_HEADER = r"[|>][-+0-9]*(#)"
_BLOCKS = (BlockMappingStartToken, BlockSequenceStartToken)
_OPENINGS = (FlowMappingStartToken, FlowSequenceStartToken)
_CLOSINGS = (FlowMappingEndToken, FlowSequenceEndToken)


class _Place(NamedTuple):
    """A token in its text: where the one before it ends, and how far the block around it is indented."""

    token: Any
    start: int
    end: int
    before: int
    indent: int
    in_brackets: bool


def is_suspect(text: str) -> bool:
    """Say whether `strict_fault` may find something other than a line that is not indented far enough."""
    return any(sign in text and re.search(pattern, text) is not None for sign, pattern in _SUSPECTS)


def may_be_low(text: str, start: int, end: int) -> bool:
    """Say whether a line of text[start:end] may not stand further right than the block around it."""
    line = text.rfind("\n", 0, start) + 1
    indent = re.match(_INDENT, text[line:start])
    return _low_line_of(text, start, end, 1 + (0 if indent is None else indent.end())) is not None


def strict_fault(text: str) -> Diagnostic | None:
    """Give the first fault (R003, placed) of a text that libyaml reads; None where YAML 1.2 reads it too.

    A closing bracket may stand as far left as its key: so people write it, and no reader sees anything else in it.
    """
    for place in _places(text):
        for check, message, advice in _CHECKS:
            index = check(text, place)
            if index is not None:
                return placed(Diagnostic("R003", message, help=advice), span(text, index, index + 1))
    return None


def _places(text: str) -> Iterator[_Place]:
    next_token = parser(text).get_token
    indents, depth, before = [-1], 0, 0
    while (token := next_token()) is not None:
        kind = type(token)
        if kind in _BLOCKS:
            indents.append(token.start_mark.column)
        elif kind is BlockEndToken:
            indents.pop()
        depth += kind in _OPENINGS
        start, end = token.start_mark.index, token.end_mark.index
        yield _Place(token, start, end, before, indents[-1], depth > 0)
        depth -= kind in _CLOSINGS
        before = end if end > start else before


def _glued_comment(text: str, place: _Place) -> int | None:
    """A block scalar ends where a line begins, so that what follows it may well be a comment; its header may not."""
    if _is_block_scalar(place.token):
        header = re.match(_HEADER, text[place.start : place.end])
        return None if header is None else place.start + header.start(1)
    glued = place.start > place.before > 0 and text[place.before] == "#" and text[place.before - 1] not in " \t\n"
    return place.before if glued else None


def _low_line(text: str, place: _Place) -> int | None:
    """A line of a value in quotes or brackets that does not stand further right than the block around it."""
    least = place.indent + 1
    line = text.rfind("\n", place.before, place.start) + 1
    if place.in_brackets and line > 0:
        allowed = place.indent if type(place.token) in _CLOSINGS else least
        if _spaces(text, line) < allowed:
            return place.start
    if type(place.token) is ScalarToken and (place.in_brackets or place.token.style in ("'", '"')):
        return _low_line_of(text, place.start, place.end, least)
    return None


def _low_line_of(text: str, start: int, end: int, least: int) -> int | None:
    """Give the text of the first line after that of the start that has fewer spaces before it, if there is one."""
    line = text.find("\n", start, end) + 1
    while line > 0:
        spaces = _spaces(text, line)
        following = text.find("\n", line, end) + 1
        if spaces < least and text[line : following or end].strip(" \t\r\n"):
            return line + spaces
        line = following
    return None


def _spaces(text: str, index: int) -> int:
    count = 0
    while text.startswith(" ", index + count):
        count += 1
    return count


def _low_block(text: str, place: _Place) -> int | None:
    if not _is_block_scalar(place.token) or place.token.start_mark.column > place.indent:
        return None
    line = place.start - place.token.start_mark.column
    return None if text[line : place.start].strip(" ") else place.start


def _wide_blank(text: str, place: _Place) -> int | None:
    """The first line of a block scalar that has less space before it than an empty line above it."""
    if not _is_block_scalar(place.token) or re.match(r"[|>][-+]?[0-9]", text[place.start : place.end]):
        return None
    line, widest = text.find("\n", place.start) + 1, 0
    while text.startswith(("\n", "\r"), line + _spaces(text, line)) and line > 0:
        widest = max(widest, _spaces(text, line))
        line = text.find("\n", line) + 1
    spaces = _spaces(text, line)
    return line + spaces if place.indent < spaces < widest else None


def _lone_sign(_text: str, place: _Place) -> int | None:
    lone = place.in_brackets and type(place.token) is ScalarToken and place.token.plain and place.token.value == "-"
    return place.start if lone else None


def _glued_key(text: str, place: _Place) -> int | None:
    is_sign = place.in_brackets and type(place.token) is KeyToken and place.end > place.start
    return place.start if is_sign and text[place.end : place.end + 1] not in " \t\r\n" else None


def _is_block_scalar(token: Any) -> bool:
    return type(token) is ScalarToken and token.style in ("|", ">")


_CHECKS = (
    (_glued_comment, "a `#` that is neither text nor comment", "put a space before it, or put the text in quotes"),
    (
        _low_line,
        "a line that is not indented below its key",
        "indent every line of a value in quotes or brackets further than its key, with spaces",
    ),
    (_low_block, "a `|` or `>` that is not indented below its key", "write it on the line of its key"),
    (_wide_blank, "an empty line with more spaces than the text below it", "delete the spaces of the empty line"),
    (_lone_sign, "a `-` alone in brackets", "put text that begins with a sign in quotes"),
    (_glued_key, "a `?` that text in brackets cannot begin with", "put text that begins with a sign in quotes"),
)
