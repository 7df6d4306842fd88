"""YAML, read from PyYAML's C events: each scalar by the contract, and nothing that hides or shares content.

No loader of any library keeps what the author wrote (NO, 012, 1.20, 2024-03-01), and PyYAML's own compose and load
end the process where the nesting is deep; the events do neither.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from regesta.diagnostics import Diagnostic
from regesta.read.layout import Node, children, line_column, placed, span
from regesta.read.numbers import is_number, number
from regesta.read.scan import DEEPEST, PARTED, TWICE, forbidden_character, too_deep
from regesta.read.shape import ANY, Kind, Shape
from regesta.read.source import EMPTY
from regesta.read.text import cut, describe, nfc, strays
from regesta.read.yaml_comments import cut_off
from regesta.read.yaml_layout import Event, Next, ends, layout, parser, pointers_of_keys, without
from regesta.read.yaml_strict import is_suspect, may_be_low, strict_fault

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "false": False}
_NUMERIC: frozenset[Kind] = frozenset({"number", "any"})
_LOGICAL: frozenset[Kind] = frozenset({"boolean", "any"})
_QUOTES = ("'", '"')
_FIRST_OF_NUMBER = frozenset("-0123456789")
_DIRECTIVE = r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%[^\r\n]*)"
_MOST_FAULTS = 100
ODD_SPACES = frozenset("\u00a0\u1680\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200C)}


class _Stop(Exception):  # noqa: N818  # it never leaves this module
    """Nothing can be read from here on."""

    def __init__(self, diagnostic: Diagnostic, event: Event | None) -> None:
        self.diagnostic = diagnostic
        self.start, self.end = ends(event) if event is not None else (0, 1)


def parse_yaml(text: str, shape: Shape) -> tuple[Any, list[Diagnostic]]:
    """Read one YAML document, its plain scalars by the shape of the contract.

    Returns the value and placed R004 for duplicate keys, of which it has the last, R010 for refused characters typed as
    such (they become U+FFFD) and R014 for text that a comment cuts off, or None and at least one placed fault of the
    file: R003, R005 to R007, R009, or so many R004 that there may be others.
    """
    hidden = strays(text)
    readable = without(text, hidden)
    directive = re.match(_DIRECTIVE, readable) if "%" in readable else None
    if directive is not None:
        start = directive.start(1)
        fault = Diagnostic("R005", "a `%` line", help="delete it: a record needs no YAML directive")
        return None, [placed(fault, span(text, start, directive.end()))]
    value, faults = _read(text, readable, shape)
    if any(fault.code == TWICE for fault in faults):
        keys = pointers_of_keys(readable)
        faults = [
            replace(f, field=keys.get((f.line or 0, f.column or 0), "")) if f.code == TWICE else f for f in faults
        ]
    beside = _hidden_faults(text, readable, hidden)
    is_broken = any(fault.code != TWICE for fault in faults) or len(faults) >= _MOST_FAULTS
    if hidden:
        at_fault = {(fault.line, fault.column) for fault in beside}
        broken = any(text[index] == "\r" for index in hidden)  # its lines are not those that were typed
        faults = [
            fault for fault in faults if fault.code != "R003" or not (broken or (fault.line, fault.column) in at_fault)
        ]
    return (None, beside + faults) if is_broken else (value, beside + faults + cut_off(readable))


def _read(text: str, readable: str, shape: Shape) -> tuple[Any, list[Diagnostic]]:
    """Give the value and the faults, of which one of the syntax hides R005: what looked like a feature may be none."""
    report = _Report(text)
    try:
        value = _document(parser(readable).get_event, shape, report)
    except _Stop as stop:
        return None, _but_features(report.faults, placed(stop.diagnostic, span(text, stop.start, stop.end)))
    except yaml.YAMLError as error:
        from regesta.read.yaml_syntax import far_too_deep, syntax_fault  # noqa: PLC0415 - for faults only

        depths = far_too_deep(error)
        if depths is not None:  # libyaml looks ahead, and may have told of no bracket yet
            return _read(text, readable[:depths], shape)

        return None, _but_features(report.faults, syntax_fault(text, error))
    if any(fault.code != TWICE for fault in report.faults) or not (report.is_low or is_suspect(readable)):
        return value, report.faults
    fault = strict_fault(readable)
    return value, report.faults if fault is None else [*report.faults, fault]


def _but_features(faults: list[Diagnostic], last: Diagnostic) -> list[Diagnostic]:
    """The faults that do not stop the parser, and the one that does; two of one line are one."""
    kept = [fault for fault in faults if (fault.code, last.code) != ("R005", "R003")]
    is_told = any((fault.code, fault.line) == (last.code, last.line) for fault in kept)
    return kept if is_told else [*kept, last]


class _Report:
    """Collects the faults that do not stop the parser, and whether a line in quotes or brackets is to be looked at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Diagnostic] = []
        self.is_low = False

    def see(self, first: Event, last: Event) -> None:
        """Look at the lines of a value in quotes or brackets."""
        if last.end_mark.line > first.start_mark.line and not self.is_low:
            self.is_low = may_be_low(self.text, first.start_mark.index, last.end_mark.index)

    def __call__(self, code: str, message: str, event: Event, advice: str, *, at_key: bool = False) -> None:
        if len(self.faults) < _MOST_FAULTS:
            fault = Diagnostic(code, message, at="key" if at_key else "value", help=advice)
            self.faults.append(placed(fault, span(self.text, *ends(event))))


def _document(next_event: Next, shape: Shape, report: _Report) -> Any:
    next_event()
    start = next_event()
    if isinstance(start, StreamEndEvent):
        raise _Stop(Diagnostic("R007", "the file is empty", help=EMPTY), None)
    first = next_event()
    if type(first) is ScalarEvent and first.value == "" and first.style == "":
        next_event()
        second = next_event()
        if isinstance(second, DocumentStartEvent):
            raise _Stop(Diagnostic("R006", "nothing stands before this `---`", help="delete one of the two"), second)
        raise _Stop(Diagnostic("R007", "the file is empty", help=EMPTY), None)
    value = _value(first, next_event, shape, 1, report)
    end = next_event()
    second = next_event()
    if isinstance(second, DocumentStartEvent):
        if report.text.startswith("%", ends(second)[0]) and not end.explicit:
            raise _Stop(Diagnostic("R003", "a `%` line", help="delete it: a record needs no YAML directive"), second)
        raise _Stop(Diagnostic("R006", "a second document begins here", help=_of_the_second(report, second)), second)
    return value


def _of_the_second(report: "_Report", start: Event) -> str:
    """What to do about a second document, which may be no more than a `---` at the end."""
    rest = report.text[ends(start)[0] :].removeprefix("---")
    if not re.sub(r"(?m)^\s*#.*$", "", rest).strip():
        return "delete it: nothing follows"
    return "write each record to a file of its own, or list them under `events:`"


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
        return _scalar(event, shape.kind, report)
    if depth > DEEPEST:
        raise _Stop(too_deep(), event)
    if kind is MappingStartEvent:
        return _mapping(event, next_event, shape, depth, report)
    return _sequence(event, next_event, shape.items, depth, report)


def _sequence(start: Event, next_event: Next, shape: Shape, depth: int, report: _Report) -> list[Any]:
    items: list[Any] = []
    while type(event := next_event()) is not SequenceEndEvent:
        items.append(_value(event, next_event, shape, depth + 1, report))
    if start.flow_style:
        report.see(start, event)
    return items


def _mapping(start: Event, next_event: Next, shape: Shape, depth: int, report: _Report) -> dict[str, Any]:
    members: dict[str, Any] = {}
    while type(event := next_event()) is not MappingEndEvent:
        key = _key(event, next_event, depth, report)
        if key in members and type(event) is ScalarEvent:  # what is no text is told
            is_number = start.flow_style and event.style == "" and key.isdecimal()
            advice = PARTED if is_number else "keep one of the two"
            report(TWICE, f"key `{cut(key)}` stands twice in one object", event, advice, at_key=True)
        members[key] = _value(next_event(), next_event, shape.of(key), depth + 1, report)
    if start.flow_style:
        report.see(start, event)
    return members


def _key(event: Event, next_event: Next, depth: int, report: _Report) -> str:
    if type(event) is not ScalarEvent:
        _value(event, next_event, ANY, depth + 1, report)
        if type(event) is not AliasEvent:  # which is told
            report("R005", "a key that is not text", event, "write a key as one word", at_key=True)
        return ""
    if event.anchor is not None or event.tag is not None:
        _refuse_properties(event, report)
    if event.style == "":
        if event.value == "<<":
            report("R005", "merge key `<<`", event, "write the fields out", at_key=True)
        elif event.value in _NULLS:
            report("R005", "a key that is not text", event, "name the field; quote the word if it is null", at_key=True)
    elif event.style in _QUOTES:
        report.see(event, event)
    key: str = event.value
    if key.isascii():
        return key
    if event.style == "" and key[0] in ODD_SPACES:
        report("R003", f"{describe(key[0])} where a space should be", event, "type a space", at_key=True)
    return nfc(key)


def _scalar(event: Event, kind: Kind, report: _Report) -> Any:
    """Read a quoted scalar as text and a plain one by its kind; what does not fit stays text, to be refused later."""
    value: str = event.value
    if event.style != "":
        if event.style in _QUOTES:
            report.see(event, event)
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


def _hidden_faults(text: str, readable: str, hidden: list[int]) -> list[Diagnostic]:
    """Report refused characters typed as such, one a line, with the field they stand in; a comment has none."""
    root = layout(readable) if hidden else None
    leaves = [] if root is None else list(_leaves(root, ""))
    lines: dict[int, int] = {}
    for index in hidden:
        lines.setdefault(line_column(text, index)[0], index)
    return [
        placed(forbidden_character(text[index], _pointer_at(leaves, index)), span(text, index, index + 1))
        for index in lines.values()
    ]


def _leaves(node: Node, pointer: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and pointer of every key and scalar, in the order of the text."""
    if node.members is None and node.items is None:
        yield node.start, node.end, pointer
    for name, below in children(node):
        key = (node.members or {}).get(name)
        if key is not None:
            yield key.start, key.end, f"{pointer}/{name}"
        yield from _leaves(below, f"{pointer}/{name}")


def _pointer_at(leaves: list[tuple[int, int, str]], index: int) -> str:
    place = bisect_right(leaves, index, key=lambda leaf: leaf[0]) - 1
    return leaves[place][2] if place >= 0 and index < leaves[place][1] else ""
