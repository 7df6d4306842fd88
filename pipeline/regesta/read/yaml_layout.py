"""Where the keys and values of a YAML document stand; read from the same events as the values."""

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

from regesta.read.layout import Member, Node
from regesta.read.scan import DEEPEST, token
from regesta.read.text import nfc, strays

Event = Any  # PyYAML's stubs do not know which attributes an event has
Next = Callable[[], Event]

parser: Any = cyaml.CParser  # type: ignore[attr-defined]  # it comes from the C extension, which has no stubs
_STAND_IN = "\ufffd"


def without(text: str, hidden: list[int]) -> str:
    """Put U+FFFD where refused characters are hidden, so that libyaml reads on."""
    if not hidden:
        return text
    chars = list(text)
    for index in hidden:
        chars[index] = _STAND_IN
    return "".join(chars)


def ends(event: Event) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def layout(text: str) -> Node | None:
    """Lay out a YAML document; None where it cannot be read, or is nested too deeply."""
    try:
        next_event = parser(without(text, strays(text))).get_event
        while not isinstance(event := next_event(), (DocumentStartEvent, StreamEndEvent)):
            pass
        return None if isinstance(event, StreamEndEvent) else _node(text, next_event(), next_event, 1)
    except (yaml.YAMLError, RecursionError):
        return None


def pointers_of_keys(text: str) -> dict[tuple[int, int], str]:
    """The JSON Pointer of each key, those that stand twice included, by its line and column; as far as can be read."""
    found: dict[tuple[int, int], str] = {}
    try:
        next_event = parser(text).get_event
        while not isinstance(event := next_event(), (DocumentStartEvent, StreamEndEvent)):
            pass
        if isinstance(event, DocumentStartEvent):
            _name_keys(next_event(), next_event, "", 1, found)
    except (yaml.YAMLError, RecursionError):
        pass
    return found


def _name_keys(event: Event, next_event: Next, pointer: str, depth: int, found: dict[tuple[int, int], str]) -> None:
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(event, MappingStartEvent):
        while type(key := next_event()) is not MappingEndEvent:
            below = f"{pointer}/{token(nfc(key.value) if isinstance(key, ScalarEvent) else '')}"
            _name_keys(key, next_event, below, depth + 1, found)
            found[key.start_mark.line + 1, key.start_mark.column + 1] = below
            _name_keys(next_event(), next_event, below, depth + 1, found)
    elif isinstance(event, SequenceStartEvent):
        index = 0
        while type(item := next_event()) is not SequenceEndEvent:
            _name_keys(item, next_event, f"{pointer}/{index}", depth + 1, found)
            index += 1


def _node(text: str, event: Event, next_event: Next, depth: int) -> Node:
    start, end = ends(event)
    if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
        if depth > DEEPEST:
            raise RecursionError
        below = _members if isinstance(event, MappingStartEvent) else _items
        return below(text, event, next_event, depth)
    if isinstance(event, ScalarEvent) and event.style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    return Node(start, end)


def _members(text: str, event: Event, next_event: Next, depth: int) -> Node:
    node = Node(*ends(event))
    members: dict[str, Member] = {}
    while type(below := next_event()) is not MappingEndEvent:
        key = nfc(below.value) if isinstance(below, ScalarEvent) else ""
        start, end = ends(below)
        if not isinstance(below, (ScalarEvent, AliasEvent)):
            _node(text, below, next_event, depth + 1)
        members[token(key)] = Member(key, start, end, _node(text, next_event(), next_event, depth + 1))
    node.members = members
    node.end = _end(node, [member.node for member in members.values()], event, below)
    return node


def _items(text: str, event: Event, next_event: Next, depth: int) -> Node:
    node = Node(*ends(event), items=[])
    items: list[Node] = []
    while type(below := next_event()) is not SequenceEndEvent:
        items.append(_node(text, below, next_event, depth + 1))
    node.items = items
    node.end = _end(node, items, event, below)
    return node


def _end(node: Node, below: list[Node], first: Event, last: Event) -> int:
    """Give the end of a collection: its bracket, or that of its last value, since libyaml's own mark is further on."""
    if first.flow_style:
        return ends(last)[1]
    return max([node.end, *(child.end for child in below)])
