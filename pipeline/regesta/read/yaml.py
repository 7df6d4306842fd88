"""YAML, read from PyYAML's C events: each scalar by the contract, and nothing that hides or shares content.

No loader of any library keeps what the author wrote (NO, 012, 1.20, 2024-03-01), and PyYAML's own compose and load
end the process where the nesting is deep; the events do neither.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml import cyaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from regesta.diagnostics import Diagnostic
from regesta.read.layout import Member, Node, children, placed, span
from regesta.read.numbers import is_number, number
from regesta.read.scan import DEEPEST, forbidden_character, too_deep
from regesta.read.shape import Kind, Shape
from regesta.read.text import cut, nfc, strays

Event = Any  # PyYAML's stubs do not know which attributes an event has
Next = Callable[[], Event]

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "false": False}
_NUMERIC: frozenset[Kind] = frozenset({"number", "any"})
_LOGICAL: frozenset[Kind] = frozenset({"boolean", "any"})
_FIRST_OF_NUMBER = frozenset("-0123456789")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*%[^\r\n]*")
_STAND_IN = "\ufffd"  # for a refused character, so that the parser goes on; each is reported
_MOST_FAULTS = 100

# What libyaml says, and what it means to somebody who has never seen a parser.
_PLAIN_WORDS = {
    "mapping values are not allowed": (
        "a `:` that cannot be here",
        "check the indentation; put text that holds `: ` in quotes",
    ),
    "could not find expected ':'": (
        "a key without `:`",
        "write `key: value`; text of several lines is indented below its key",
    ),
    "did not find expected key": ("this does not line up with the keys above", "check indentation and quotes"),
    "did not find expected '-' indicator": ("this does not line up with the `-` items above", "check the indentation"),
    "found character that cannot start any token": (
        "a character that text cannot begin with",
        "indent with spaces; put text that begins with a sign in quotes",
    ),
    "found unexpected end of stream": ("a quote or bracket opens and does not close", None),
    "found unexpected document": ("a quote opens and does not close", None),
    "block sequence entries are not allowed": (
        "a `-` that cannot be here",
        "put it on a line of its own, below its key",
    ),
    "did not find expected ',' or": ("`,` or the closing bracket should be here", None),
    "found unknown escape character": (
        "a backslash here begins nothing that YAML knows",
        "write a backslash as \\\\, or use single quotes",
    ),
    "found a tab character": ("a tab in the indentation", "indent with spaces"),
    "found undefined tag handle": ("a tag (`!`)", "put text that begins with ! in quotes"),
    "while scanning a directive": ("a `%` line", "delete it"),
}


_parser: Any = cyaml.CParser  # type: ignore[attr-defined]  # the module that the name comes from has no stubs


class _Stop(Exception):  # noqa: N818  # it never leaves this module
    """Nothing can be read from here on."""

    def __init__(self, diagnostic: Diagnostic, event: Event) -> None:
        self.diagnostic = diagnostic
        self.start, self.end = _ends(event)


def parse_yaml(text: str, shape: Shape) -> tuple[Any, list[Diagnostic]]:
    """Read one YAML document, its plain scalars by the shape of the contract.

    Returns the value and placed R010 for refused characters typed as such (they become U+FFFD), or None and at least
    one placed fault of the file: R003 to R007, R009.
    """
    hidden = strays(text)
    readable = _without(text, hidden)
    directive = _DIRECTIVE.match(readable)
    if directive is not None:
        start = directive[0].rindex("%")
        fault = Diagnostic("R005", "a `%` line", help="delete it: a record needs no YAML directive")
        return None, [placed(fault, span(text, start, directive.end()))]
    faults: list[Diagnostic] = []
    try:
        value = _document(_parser(readable).get_event, shape, _Report(text, faults))
    except _Stop as stop:
        return None, [*faults, placed(stop.diagnostic, span(text, stop.start, stop.end))]
    except yaml.YAMLError as error:
        return None, [*faults, _syntax(text, error)]
    if faults:
        return None, faults
    return value, _hidden_faults(text, readable, hidden)


class _Report:
    """Collects the faults that do not stop the parser."""

    def __init__(self, text: str, faults: list[Diagnostic]) -> None:
        self.text, self.faults = text, faults

    def __call__(self, code: str, message: str, event: Event, advice: str, *, at_key: bool = False) -> None:
        if len(self.faults) < _MOST_FAULTS:
            fault = Diagnostic(code, message, at="key" if at_key else "value", help=advice)
            self.faults.append(placed(fault, span(self.text, *_ends(event))))


def _document(next_event: Next, shape: Shape, report: _Report) -> Any:
    next_event()
    start = next_event()
    if isinstance(start, StreamEndEvent):
        raise _Stop(Diagnostic("R007", "the file is empty"), start)
    first = next_event()
    if isinstance(first, ScalarEvent) and first.value == "" and first.style == "":
        raise _Stop(Diagnostic("R007", "the file is empty"), start)
    value = _value(first, next_event, shape, 1, report)
    next_event()
    second = next_event()
    if isinstance(second, DocumentStartEvent):
        raise _Stop(Diagnostic("R006", "a second document begins here", help="one file holds one document"), second)
    return value


def _value(event: Event, next_event: Next, shape: Shape, depth: int, report: _Report) -> Any:
    kind = type(event)
    if kind is AliasEvent:
        report(
            "R005",
            f"alias `*{cut(event.anchor)}`",
            event,
            "write the content out; put text that begins with * in quotes",
        )
        return None
    if event.anchor is not None or event.tag is not None:
        _refuse_properties(event, report)
    if kind is ScalarEvent:
        return _scalar(event, shape.kind)
    if depth > DEEPEST:
        raise _Stop(too_deep(), event)
    if kind is MappingStartEvent:
        return _mapping(next_event, shape, depth, report)
    items: list[Any] = []
    below = shape.items
    while type(event := next_event()) is not SequenceEndEvent:
        items.append(_value(event, next_event, below, depth + 1, report))
    return items


def _mapping(next_event: Next, shape: Shape, depth: int, report: _Report) -> dict[str, Any]:
    members: dict[str, Any] = {}
    while type(event := next_event()) is not MappingEndEvent:
        key = _key(event, next_event, depth, report)
        if key in members:
            report("R004", f"key `{cut(key)}` stands twice in one object", event, "keep one of the two", at_key=True)
        members[key] = _value(next_event(), next_event, shape.of(key), depth + 1, report)
    return members


def _key(event: Event, next_event: Next, depth: int, report: _Report) -> str:
    if type(event) is not ScalarEvent:
        _value(event, next_event, Shape(), depth + 1, report)
        report("R005", "a key that is not text", event, "write a key as one word", at_key=True)
        return ""
    if event.anchor is not None or event.tag is not None:
        _refuse_properties(event, report)
    if event.style == "":
        if event.value == "<<":
            report("R005", "merge key `<<`", event, "write the fields out", at_key=True)
        elif event.value in _NULLS:
            report("R005", "a key that is not text", event, "name the field; quote the word if it is null", at_key=True)
    key: str = event.value
    return key if key.isascii() else nfc(key)


def _scalar(event: Event, kind: Kind) -> Any:
    """Read a quoted scalar as text and a plain one by its kind; what does not fit stays text, for the contract to refuse."""
    value: str = event.value
    if event.style != "":
        return value
    if value in _NULLS:
        return None
    if kind in _NUMERIC and value[0] in _FIRST_OF_NUMBER and is_number(value):
        return number(value)
    if kind in _LOGICAL and value in _TRUTH:
        return _TRUTH[value]
    return value


def _refuse_properties(event: Event, report: _Report) -> None:
    if event.anchor is not None:
        report("R005", f"anchor `&{cut(event.anchor)}`", event, "delete it; put text that begins with & in quotes")
    if event.tag is not None:
        report("R005", f"tag `{cut(event.tag)}`", event, "delete it; put text that begins with ! in quotes")


def _ends(event: Event) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _syntax(text: str, error: yaml.YAMLError) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '') or 'cannot be read as YAML'}"
    message, advice = next((words for part, words in _PLAIN_WORDS.items() if part in said), (said.strip(), None))
    index = min(mark.index, len(text)) if mark is not None else 0
    return placed(Diagnostic("R003", message, help=advice), span(text, index, index))


def _without(text: str, hidden: list[int]) -> str:
    if not hidden:
        return text
    chars = list(text)
    for index in hidden:
        chars[index] = _STAND_IN
    return "".join(chars)


def _hidden_faults(text: str, readable: str, hidden: list[int]) -> list[Diagnostic]:
    """Report refused characters typed as such, one a line, with the field they stand in; a comment has none."""
    root = layout(readable) if hidden else None
    lines: dict[int, int] = {}
    for index in hidden:
        lines.setdefault(text.count("\n", 0, index), index)
    found = []
    for index in list(lines.values())[:_MOST_FAULTS]:
        pointer = "" if root is None else _pointer_at(root, index)
        found.append(placed(forbidden_character(text[index], pointer), span(text, index, index + 1)))
    return found


def _pointer_at(node: Node, index: int) -> str:
    for name, below in children(node):
        if below.start <= index < below.end:
            return f"/{name}{_pointer_at(below, index)}"
    return ""


def layout(text: str) -> Node | None:
    """Lay out a YAML document; None where it cannot be read, or is nested too deeply."""
    try:
        next_event = _parser(_without(text, strays(text))).get_event
        while not isinstance(event := next_event(), (DocumentStartEvent, StreamEndEvent)):
            pass
        return None if isinstance(event, StreamEndEvent) else _node(text, next_event(), next_event, 1)
    except (yaml.YAMLError, _Stop):
        return None


def _node(text: str, event: Event, next_event: Next, depth: int) -> Node:
    start, end = _ends(event)
    if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
        if depth > DEEPEST:
            raise _Stop(too_deep(), event)
        below = _members if isinstance(event, MappingStartEvent) else _items
        return below(text, event, next_event, depth)
    if isinstance(event, ScalarEvent) and event.style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    return Node(start, end)


def _members(text: str, event: Event, next_event: Next, depth: int) -> Node:
    node = Node(*_ends(event), members=[])
    members: list[Member] = []
    while not isinstance(below := next_event(), MappingEndEvent):
        key = nfc(below.value) if isinstance(below, ScalarEvent) else ""
        start, end = _ends(below)
        if not isinstance(below, (ScalarEvent, AliasEvent)):
            _node(text, below, next_event, depth + 1)
        members.append(Member(key, start, end, _node(text, next_event(), next_event, depth + 1)))
    node.members = members
    node.end = below.end_mark.index if event.flow_style else max([node.end, *(member.node.end for member in members)])
    return node


def _items(text: str, event: Event, next_event: Next, depth: int) -> Node:
    node = Node(*_ends(event), items=[])
    items: list[Node] = []
    while not isinstance(below := next_event(), SequenceEndEvent):
        items.append(_node(text, below, next_event, depth + 1))
    node.items = items
    node.end = below.end_mark.index if event.flow_style else max([node.end, *(item.end for item in items)])
    return node
