"""What is wrong with regesta.toml, or the header of a recipe, in plain words; and advice as TOML has it."""

import json
import re
from dataclasses import replace
from typing import Any, NamedTuple

from regesta.contract import Schema, is_index, node_at, resolved
from regesta.diagnostics import Diagnostic
from regesta.read.layout import line_column
from regesta.read.scan import too_deep
from regesta.read.text import cut

_UNTIL = "until then records are checked without the settings"
_OPENS = re.compile(r"[\[{.]")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class _Words(NamedTuple):
    """What to say where tomllib's message begins with `start`; back: the place is the last sign before."""

    start: str
    message: str
    advice: str
    back: bool = False


_WORDS = (
    _Words("Invalid value", "this is no value", 'text needs double quotes: "..."'),
    _Words("Illegal character '\\n'", "a quote opens on this line and does not close", "close it", back=True),
    _Words("Unterminated string", "a quote opens here and does not close", "close it", back=True),
    _Words("Expected '=' after a key", "`=` should be here", 'write `key = "value"`'),
    _Words(
        "Expected ']' at the end of a table", "the name of a table ends with `]`", "write `[rules]`, say", back=True
    ),
    _Words("Cannot overwrite a value", "a key that stands twice in its table", "keep one of the two"),
    _Words("Duplicate inline table key", "a key that stands twice in its { }", "keep one of the two"),
    _Words("Cannot declare", "a table that stands twice", "put all its keys below the first"),
    _Words("Cannot mutate immutable namespace", "a table whose name is a key above", "keep one of the two"),
    _Words("Unclosed array", "a `[` that does not close", "close it with `]`", back=True),
    _Words("Unclosed inline table", "a `{` that does not close", "close it with `}`", back=True),
    _Words("Expected newline or end of document", "something follows the value", "one key and its value a line"),
    _Words("Invalid statement", "this is neither a key nor a table", 'write `key = "value"` or `[table]`'),
    _Words("Found invalid character", "a character that cannot stand here", "type plain, straight quotes and spaces"),
)


def syntax_fault(text: str, error: Exception) -> Diagnostic:
    """Give a placed R003 (R009 for depth) for what tomllib raised while reading the text."""
    if isinstance(error, RecursionError):
        lines = text.split("\n")
        line = max(range(len(lines)), key=lambda number: len(_OPENS.findall(lines[number]))) + 1
        return replace(too_deep(), help=_UNTIL, line=line, column=1, end_line=line, end_column=2)
    said = str(error)
    place = _PLACE.search(said)
    line, column = (int(place[1]), int(place[2])) if place is not None and place[1] else line_column(text, len(text))
    plain = _PLACE.sub("", said)
    words = next((w for w in _WORDS if plain.startswith(w.start)), _Words("", cut(plain), "see toml.io"))
    content = text.split("\n")[line - 1][: column - 1].rstrip()
    width = 1
    if words.back and content:
        column = len(content)
    elif words.start in _AT_KEY:
        line, column, width = _key_before(text, line, column, plain) or (line, column, 1)
    return Diagnostic(
        "R003", words.message, help=f"{words.advice}; {_UNTIL}",
        line=line, column=column, end_line=line, end_column=column + width,
    )  # fmt: skip


_AT_KEY = (
    "Cannot overwrite a value",
    "Duplicate inline table key",
    "Cannot declare",
    "Cannot mutate immutable namespace",
)
_KEY = re.compile(
    r"""\s*(\[{1,2}[^\]\n]*\]{0,2}|(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*(?:[\w-]+|"[^"\n]*"))*(?=\s*=))"""
)


def _key_before(text: str, line: int, column: int, said: str) -> tuple[int, int, int] | None:
    """Line, column and width of the key or table that tomllib was reading when it stopped behind it."""
    lines = text.split("\n")[:line]
    inline = re.search(r"key '(.+)'$", said)
    if inline is not None:
        found = list(re.finditer(rf"(?<![\w-])[\"']?{re.escape(inline[1])}[\"']?(?=\s*=)", lines[-1][: column - 1]))
        return (line, found[-1].start() + 1, len(found[-1][0])) if found else None
    for number in range(line, 0, -1):
        key = _KEY.match(lines[number - 1])
        if key is not None:
            return number, key.start(1) + 1, len(key[1].rstrip())
    return None


def as_toml(d: Diagnostic, document: Schema) -> Diagnostic:
    """A diagnostic about TOML, which the document describes, with what is to be typed there; no fix is made in it."""
    pointer = f"{d.field}/{d.expected}" if d.code == "S102" and isinstance(d.expected, str) else d.field
    node = node_at(document, pointer)
    if d.code not in ("S102", "S103") or node is None:
        return replace(d, fix=None)
    key = pointer.rpartition("/")[2]
    if node.get("type") == "object":
        below = f"`, and below it `{' = ...` `'.join(node['required'])} = ..." if "required" in node else ""
        written = f"[{pointer[1:].replace('/', '.')}]{below}"
    else:
        value = _value(document, node, d.value if d.code == "S103" else None)
        written = value if is_index(key) else f"{key} = {value}"
    return replace(d, fix=None, help=f"write `{written}`" if d.code == "S103" else f"add, say, `{written}`")


def _value(document: Schema, node: Schema, given: Any) -> str:
    """A value of the form of a field, with the text that was given where text fits, else with its example."""
    member = resolved(document, node["items"]) if "items" in node else None
    first = next(iter(node.get("examples", ())), "...")
    if member is None:
        word = given if isinstance(given, str) else json.dumps(given)  # true is not True
        return json.dumps(first if given is None or node.get("type") != "string" else word, ensure_ascii=False)
    if "properties" in member:
        return f'[{{ name = "{given or "..."}" }}]'
    return json.dumps([given] if given is not None else first, ensure_ascii=False)
