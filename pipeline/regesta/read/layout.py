"""Where every value and key of a document stands in its text, as indexes in code points."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from regesta.diagnostics import At, Diagnostic
from regesta.read.record import Span
from regesta.read.scan import token


@dataclass(slots=True)
class Node:
    """One value: its text is text[start:end]. members of an object or items of a list; a scalar has its value."""

    start: int
    end: int
    value: Any = None
    members: "list[Member] | None" = None
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
    for member in node.members or ():
        yield token(member.key), member.node
    for index, item in enumerate(node.items or ()):
        yield str(index), item


def find(root: Node, pointer: str, at: At = "value") -> tuple[int, int]:
    """Give the start and end of a value or key, or of the first key of the nearest object around it."""
    node, tokens = root, pointer.split("/")[1:]
    for depth, name in enumerate(tokens):
        below = _child(node, name)
        if below is None:
            return _first_key(node)
        if at == "key" and depth == len(tokens) - 1 and node.members is not None:
            member = _member(node, name)
            return (member.start, member.end) if member is not None else _first_key(node)
        node = below
    return (node.start, node.end) if at == "value" else _first_key(node)


def _child(node: Node, name: str) -> Node | None:
    if node.members is not None:
        member = _member(node, name)
        return None if member is None else member.node
    if node.items is not None and name.isascii() and name.isdigit() and int(name[:9]) < len(node.items):
        return node.items[int(name)]
    return None


def _member(node: Node, name: str) -> Member | None:
    return next((member for member in node.members or () if token(member.key) == name), None)


def _first_key(node: Node) -> tuple[int, int]:
    if node.members:
        return node.members[0].start, node.members[0].end
    return node.start, node.end if node.items is None else node.start + 1


def span(text: str, start: int, end: int) -> Span:
    """Turn two indexes of a text into lines and columns; an empty stretch becomes one column wide."""
    line, column = line_column(text, start)
    if end <= start:
        return Span(line, column, line, column + 1)
    return Span(line, column, *line_column(text, end))


def line_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def placed(diagnostic: Diagnostic, where: Span, lines_before: int = 0) -> Diagnostic:
    """Give the diagnostic with its place filled in; lines_before is what precedes the text in its file."""
    return replace(
        diagnostic,
        line=where.line + lines_before,
        column=where.column,
        end_line=where.end_line + lines_before,
        end_column=where.end_column,
    )
