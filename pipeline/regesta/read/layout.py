"""Where every value and key of a document stands in its text, as indexes in code points."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from regesta.contract import is_index
from regesta.diagnostics import At, Diagnostic, altered
from regesta.read.record import Span


@dataclass(slots=True)
class Node:
    """One value: its text is text[start:end]; a JSON scalar has its value.

    members of an object are by their pointer token, items of a list in order.
    """

    start: int
    end: int
    value: Any = None
    members: "dict[str, Member] | None" = None
    items: "list[Node] | None" = None


@dataclass(slots=True)
class Member:
    """One key of an object, and its value; the key is in NFC, its text is text[start:end]."""

    key: str
    start: int
    end: int
    node: Node = field(default_factory=lambda: Node(0, 0))


def children(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the pointer token and the node of everything directly below."""
    for name, member in (node.members or {}).items():
        yield name, member.node
    for index, item in enumerate(node.items or ()):
        yield str(index), item


def find(root: Node, pointer: str, at: At = "value") -> tuple[int, int]:
    """Give the start and end of a value or key, or of the first key of the nearest object around it."""
    node, tokens = root, pointer.split("/")[1:]
    for depth, name in enumerate(tokens):
        below = child(node, name)
        if below is None:
            return _first_key(node)
        if at == "key" and depth == len(tokens) - 1 and node.members is not None:
            return node.members[name].start, node.members[name].end
        node = below
    return (node.start, node.end) if at == "value" else _first_key(node)


def child(node: Node, name: str) -> Node | None:
    """The node directly below that a pointer token names; None if there is none."""
    if node.members is not None:
        return node.members[name].node if name in node.members else None
    if node.items is not None and is_index(name) and int(name) < len(node.items):
        return node.items[int(name)]
    return None


def _first_key(node: Node) -> tuple[int, int]:
    if node.members:
        first = next(iter(node.members.values()))
        return first.start, first.end
    return node.start, node.end if node.items is None else node.start + 1


def span(text: str, start: int, end: int) -> Span:
    """Turn two indexes of a text into lines and columns; an empty stretch becomes one column wide."""
    line, column = line_column(text, start)
    if end <= start:
        return Span(line, column, line, column + 1)
    return Span(line, column, *line_column(text, end))


def line_column(text: str, index: int) -> tuple[int, int]:
    starts = _line_starts(text)
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def placed(diagnostic: Diagnostic, where: Span, lines_before: int = 0) -> Diagnostic:
    """Give the diagnostic with its place filled in; lines_before is what precedes the text in its file."""
    return altered(
        diagnostic,
        line=where.line + lines_before,
        column=where.column,
        end_line=where.end_line + lines_before,
        end_column=where.end_column,
    )
