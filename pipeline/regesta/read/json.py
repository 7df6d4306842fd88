"""JSON, read fast when it is sound and walked slowly when it is not, to say where and why.

Both ways read the same values; the walk also accepts what is a fault of a value rather than of the syntax (control
characters and lone surrogates in text, numbers beyond every float), so that the rest of the record can be checked.
"""

import codecs
import json
import re
from dataclasses import replace
from typing import Any

import jiter

from regesta.diagnostics import Diagnostic
from regesta.read.layout import Member, Node, line_column, placed, span
from regesta.read.numbers import is_number, number
from regesta.read.scan import DEEPEST, TWICE, clashes, forbidden_character, token, too_deep
from regesta.read.source import EMPTY, decode
from regesta.read.text import cut, nfc

_MOST_FAULTS = 1000  # keys that stand twice: each is told of by way of all objects around it
_skip = re.compile(r"[ \t\n\r]*").match
_like_yaml = re.compile(r"[A-Za-z_]+\s*:|---|- |#(?!(?:[^\n]*\n\s*#)*[^\n]*\n\s*[{\[])", re.ASCII).match
_string = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL).match
_word = re.compile(r"""[^\s,:\[\]{}"]+""").match
_CONSTANTS = {"true": True, "false": False, "null": None}
_NOTHING = frozenset(("none", "nil", "null", "undefined", "nan", "inf", "infinity"))
_HINTS = {"'": 'text needs double quotes: "..."', "/": "JSON has no comments", "#": "JSON has no comments"}
_WITHIN, _NO_VALUE = ("a quote opens here", "the text ends where"), "is no JSON value"
_OPENINGS, _CLOSINGS = ("{", "["), ("}", "]")
_LINES = 'put events into {"events": [...]}, or each on a line of its own in a file whose name ends in .jsonl'
CUT_OFF = "the file seems to be cut off here"
_MERGED = "if a merge left its marks here, keep one of the versions and delete the marks"
_HINTS |= dict.fromkeys("“”„‟‘’«»", 'type straight double quotes: "..."')


class _Broken(Exception):  # noqa: N818  # it never leaves this module
    """The text is no JSON from here on."""

    def __init__(
        self, message: str, start: int, end: int | None = None, advice: str | None = None, code: str = "R003"
    ) -> None:
        self.diagnostic = Diagnostic(code, message, help=advice)
        self.start, self.end = start, start if end is None else end


def parse_json(raw: bytes) -> tuple[Any, list[Diagnostic]]:
    """Read one JSON document (UTF-8 without BOM).

    Returns the value and no fault, the value and placed R004 for duplicate keys, of which it has the last, or None and
    placed faults: R003 syntax, R007, R009, R010 for a BOM, or so many R004 that there may be others. Raises Refused
    (R002) where the text is not UTF-8.
    """
    if raw.startswith(codecs.BOM_UTF8):
        return None, [placed(forbidden_character("\ufeff", ""), span("", 0, 0))]
    value = quick(raw)
    if value is not None and trusted(raw, value):
        return value, []
    node, faults = walk(decode(raw))
    return (None if node is None or len(faults) >= _MOST_FAULTS else value_of(node)), faults


def cut_off(fault: Diagnostic, text: str) -> Diagnostic:
    """Say of a fault at the end of a document, within it, that the file seems to be cut off there.

    Where a bracket closes there, what was forgotten before it is more likely.
    """
    end = text.rstrip()
    is_within = fault.message.startswith(_WITHIN) or fault.message.endswith(_NO_VALUE)
    at_end = (fault.end_line or 0, fault.end_column or 0) >= line_column(end, len(end))
    if fault.code != "R003" or not is_within or not at_end or end[:1] not in _OPENINGS or end.endswith(_CLOSINGS):
        return fault
    return replace(fault, help=CUT_OFF)


def quick(raw: bytes) -> Any:
    """Read JSON fast, or give None: for null, and for whatever `parse_json` must look at."""
    try:
        return jiter.from_json(raw, allow_inf_nan=False, catch_duplicate_keys=True, cache_mode="keys")
    except ValueError:
        return None


def trusted(raw: bytes, value: Any) -> bool:
    """Say whether what `quick` read is neither too deep nor has two keys that are one after NFC."""
    if raw.count(b"[") + raw.count(b"{") > DEEPEST and _is_deep(value):
        return False
    return (raw.isascii() and b"\\u" not in raw) or not clashes(value)


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [item for item in level if isinstance(item, (dict, list))]
        if not level:
            return False
        level = [below for item in level for below in (item.values() if isinstance(item, dict) else item)]
    return True


def walk(text: str) -> tuple[Node | None, list[Diagnostic]]:
    """Lay out a JSON text: the node of its value, None where the syntax breaks, and placed faults (duplicate keys)."""
    faults: list[Diagnostic] = []
    try:
        return _whole(text, faults), faults
    except _Broken as broken:  # which objects the others stand in is not known
        return None, [
            *(replace(fault, field="") for fault in faults),
            placed(broken.diagnostic, span(text, broken.start, broken.end)),
        ]


def _whole(text: str, faults: list[Diagnostic]) -> Node:
    start = _next(text, 0)
    if start == len(text):
        raise _Broken("the file is empty", 0, advice=EMPTY, code="R007")
    if _like_yaml(text[start : start + 400]):
        raise _Broken("this looks like YAML, not JSON", start, start + 1, "let the name of the file end in .yaml")
    node = _value(text, start, 1, faults)
    end = _next(text, node.end)
    if end < len(text):
        several = _LINES if text.startswith("{", end) else 'delete it; a file of several events is {"events": [...]}'
        advice = _hint(text, end) or several
        raise _Broken("something follows the end of the record", end, _word_end(text, end), advice)
    return node


def value_of(node: Node) -> Any:
    """Build the value that a laid out JSON text stands for."""
    if node.members is not None:
        return {member.key: value_of(member.node) for member in node.members.values()}
    if node.items is not None:
        return [value_of(item) for item in node.items]
    return node.value


def _next(text: str, index: int) -> int:
    found = _skip(text, index)
    return index if found is None else found.end()


def _word_end(text: str, index: int) -> int:
    found = _word(text, index)
    return min(index + 1, len(text)) if found is None else found.end()


def _value(text: str, start: int, depth: int, faults: list[Diagnostic]) -> Node:
    first = text[start : start + 1]
    if first in ("{", "[") and first:
        if depth > DEEPEST:
            raise _Broken(too_deep().message, start, start + 1, code="R009")
        return _object(text, start, depth, faults) if first == "{" else _array(text, start, depth, faults)
    if first == '"':
        value, end = _text(text, start)
        return Node(start, end, value)
    return _scalar(text, start)


def _object(text: str, start: int, depth: int, faults: list[Diagnostic]) -> Node:
    members: dict[str, Member] = {}
    index = _next(text, start + 1)
    while not (text.startswith("}", index) and not members):
        told = len(faults)
        member = _member(text, index, depth, faults)
        name = token(member.key)
        _put_below(name, faults, told)
        if name in members and len(faults) < _MOST_FAULTS:
            faults.append(_duplicate(text, member))
        members[name] = member
        index = _next(text, member.node.end)
        if text.startswith("}", index):
            break
        index = _comma(text, index, "}", start)
    return Node(start, index + 1, members=members)


def _put_below(name: str, faults: list[Diagnostic], first: int) -> None:
    """Give the faults from the first on, which were found in a member, fields that go through it."""
    if len(faults) > first:
        faults[first:] = [replace(fault, field=f"/{name}{fault.field}") for fault in faults[first:]]


def _member(text: str, index: int, depth: int, faults: list[Diagnostic]) -> Member:
    if not text.startswith('"', index):
        raise _missing(text, index, "a key in double quotes", _key_advice(text, index))
    key, end = _text(text, index)
    colon = _next(text, end)
    if not text.startswith(":", colon):
        raise _missing(text, colon, "`:` after the key")
    return Member(nfc(key), index, end, _value(text, _next(text, colon + 1), depth + 1, faults))


def _array(text: str, start: int, depth: int, faults: list[Diagnostic]) -> Node:
    items: list[Node] = []
    index = _next(text, start + 1)
    while not (text.startswith("]", index) and not items):
        told = len(faults)
        items.append(_value(text, index, depth + 1, faults))
        _put_below(str(len(items) - 1), faults, told)
        index = _next(text, items[-1].end)
        if text.startswith("]", index):
            break
        index = _comma(text, index, "]", start)
    return Node(start, index + 1, items=items)


def _comma(text: str, index: int, closing: str, opened: int) -> int:
    """Step over a comma to what follows it, which is not the closing bracket."""
    if not text.startswith(",", index):
        if index == len(text):
            line, _ = line_column(text, opened)
            message = f"the text ends before the `{text[opened]}` of line {line} is closed"
            raise _Broken(message, index, advice=f"add `{closing}`")
        raise _missing(text, index, f"`,` or `{closing}`", _comma_advice(text, index, opened))
    following = _next(text, index + 1)
    if text.startswith(closing, following):
        raise _Broken(f"a comma before the closing `{closing}`", index, index + 1, "delete the comma")
    return following


def _missing(text: str, index: int, what: str, advice: str | None = None) -> _Broken:
    if index == len(text):
        return _Broken(f"the text ends where {what} should be", index)
    end = _word_end(text, index)
    hint = _hint(text, index) or advice
    return _Broken(f"{what} should be here, not `{cut(text[index:end])}`", index, end, hint)


def _hint(text: str, index: int) -> str | None:
    """What to do about a sign that JSON does not know."""
    if text.startswith(("<<<<", "====", ">>>>"), index):
        return _MERGED
    if text.startswith("```", index):
        return "delete the line: ``` marks code in Markdown"
    if text[index] == "<":
        return "this looks like a page of the web or XML: look at what was saved as this file"
    return "delete it" if not text[index].isprintable() else _HINTS.get(text[index])


def _key_advice(text: str, index: int) -> str | None:
    """What to type for a key without quotes, or for a number whose decimal comma ended the member before."""
    word = text[index : _word_end(text, index)]
    before = re.search(r"[0-9]+,$", text[max(0, index - 20) : index])
    if before is not None and word.isascii() and word.isdigit():
        return f"write the decimal point as a point: {before[0][:-1]}.{cut(word, 20)}"
    return f'write "{cut(word, 40)}"' if re.fullmatch(r"[A-Za-z_]\w*", word) else None


def _comma_advice(text: str, index: int, opened: int) -> str:
    """Which line lacks its comma, or which bracket is still open."""
    if text.startswith(("]", "}", ":"), index):
        return f"close the `{text[opened]}` of line {line_column(text, opened)[0]} first"
    line = line_column(text, len(text[:index].rstrip()))[0]
    return "put a comma before it" if line == line_column(text, index)[0] else f"put a comma at the end of line {line}"


def _text(text: str, start: int) -> tuple[str, int]:
    found = _string(text, start)
    line_end = text.find("\n", start, None if found is None else found.end())
    if found is None or line_end >= 0:
        end = len(text) if line_end < 0 else line_end
        raise _Broken(
            "a quote opens here and does not close on its line",
            start,
            end,
            'close it with "; inside quotes, write a line break as \\n',
        )
    if "\\" not in found[0]:
        return found[0][1:-1], found.end()
    try:
        return json.loads(found[0], strict=False), found.end()
    except json.JSONDecodeError as error:
        wrong = start + text[start:].find("\\", error.pos - 1) if error.pos else start
        raise _Broken(
            "a backslash here begins nothing that JSON knows", wrong, advice="write a backslash as \\\\"
        ) from None


def _scalar(text: str, start: int) -> Node:
    end = _word_end(text, start)
    word = text[start:end]
    if word in _CONSTANTS:
        return Node(start, end, _CONSTANTS[word])
    if is_number(word):
        return Node(start, end, number(word))
    if text.startswith((",", ":", "]", "}"), start):
        raise _Broken(f"a value should stand before `{text[start]}`", start, start + 1)
    if start == len(text):
        raise _Broken("the text ends where a value should be", start)
    advice = _hint(text, start) or _advice(word)
    raise _Broken(f"`{cut(word)}` {_NO_VALUE}", start, end, advice)


def _advice(word: str) -> str:
    if word.lower().strip("+-") in _NOTHING:
        return "leave the key out; a text needs double quotes, and a number must be finite"
    if word.lower() in _CONSTANTS:
        return f"write {word.lower()}"
    if word[0] in "+-.0123456789":
        return "write numbers like 12, -3.5 or 1e6, without leading zeros; anything else needs quotes"
    return f'text needs double quotes: "{cut(word, 40)}"'


def _duplicate(text: str, member: Member) -> Diagnostic:
    """Report a key that stands twice in one object, at its second place."""
    message = f"key `{cut(member.key)}` stands twice in one object"
    field = f"/{token(member.key)}"
    fault = Diagnostic(TWICE, message, field, at="key", value=cut(member.key), help="keep one of the two")
    return placed(fault, span(text, member.start, member.end))
