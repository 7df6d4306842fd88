"""What is wrong with regesta.toml, or the header of a recipe, in plain words; and advice as TOML has it."""

import json
import re
from dataclasses import replace
from typing import Any, NamedTuple

from regesta.contract import Schema, described, is_index, resolved
from regesta.diagnostics import Diagnostic
from regesta.read.layout import line_column
from regesta.read.scan import too_deep
from regesta.read.text import cut, describe

_LINE_ENDS = "save the file with the line ends of Unix or Windows"
_UNTIL = "until then records are checked without the settings"
_OPENS = re.compile(r"[\[{.]")
_DIGITS = re.compile("[0-9_]{4300,}")  # more than Python reads as a number
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
    _Words("Exceeds the limit", "a number of more digits than can be read", "write it in figures that can be read"),
    _Words("Found invalid character", "a character that cannot stand here", "type plain, straight quotes and spaces"),
)


def syntax_fault(text: str, error: Exception) -> Diagnostic:
    """Give a placed R003 (R009 for depth) for what tomllib raised while reading the text."""
    if isinstance(error, RecursionError):
        lines = text.split("\n")
        line = max(range(len(lines)), key=lambda number: len(_OPENS.findall(lines[number]))) + 1
        return replace(too_deep(), help=_UNTIL, line=line, column=1, end_line=line, end_column=2)
    said = str(error)
    line, column = _place(text, said)
    plain, here = _PLACE.sub("", said), text.split("\n")[line - 1]
    words = (
        _unseen(here[column - 1 : column])
        or _day(here, plain)
        or next((w for w in _WORDS if plain.startswith(w.start)), _Words("", cut(plain), "see toml.io"))
    )
    content = here[: column - 1].rstrip()
    width = 1
    if words.back and content:
        column = len(content)
    elif words.start in _AT_KEY:
        line, column, width = _key_before(text, line, column, plain) or (line, column, 1)
    return Diagnostic(
        "R003", words.message, help=f"{words.advice}; {_UNTIL}",
        line=line, column=column, end_line=line, end_column=column + width,
    )  # fmt: skip


def _place(text: str, said: str) -> tuple[int, int]:
    """Line and column that tomllib speaks of: by default the end, and of a number that is too long where it begins."""
    place = _PLACE.search(said)
    if place is not None and place[1]:
        return int(place[1]), int(place[2])
    digits = _DIGITS.search(text) if said.startswith("Exceeds the limit") else None
    return line_column(text, len(text) if digits is None else digits.start())


def _unseen(char: str) -> _Words | None:
    """What to say of a character that nobody sees, where reading stopped; None for all others."""
    if char.isprintable() or char == "\t":
        return None
    return _Words("", f"{describe(char)} cannot stand here", _LINE_ENDS if char == "\r" else "delete it")


def _day(line: str, said: str) -> _Words | None:
    """What to say of a value that ends too early, and is a day as people write it; None for all others."""
    value = line.partition("#")[0] if said.startswith("Expected newline") else ""
    day = re.search(r"=\s*([0-9]{1,4}([./-])[0-9]{1,2}\2[0-9]{1,4})\s*$", value, re.ASCII)
    advice = "write year-month-day, with two figures each for month and day: 2024-05-31"
    return None if day is None else _Words("", f"{day[1]} is no day as TOML has it", advice)


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
    node = described(document, pointer)
    if d.code not in ("S102", "S103") or not node:
        return replace(d, fix=None)
    key = pointer.rpartition("/")[2]
    if node.get("type") == "object" and is_index(key):
        first = next(iter(node.get("required", ())), "name")
        written = f'{{ {first} = "{d.value or "..."}" }}'
    elif node.get("type") == "object" and d.code == "S103" and "required" not in node and pointer.count("/") > 1:
        written = f"{key} = {_inline(document, node, d.value)}"  # a table begun here would take the keys that follow
    elif node.get("type") == "object":
        below = f"`, and below it `{' = ...` `'.join(node['required'])} = ..." if "required" in node else ""
        written = f"[{pointer[1:].replace('/', '.')}]{below}"
    else:
        of_list = next(iter(described(document, pointer.rpartition("/")[0]).get("examples", ())), ())
        shown = {"examples": of_list, **node} if is_index(key) and isinstance(of_list, list) else node
        value = _value(document, shown, d.value if d.code == "S103" else None)
        written = value if is_index(key) else f"{key} = {value}"
    return replace(d, fix=None, help=f"write `{written}`" if d.code == "S103" else f"add, say, `{written}`")


def _inline(document: Schema, node: Schema, given: Any) -> str:
    """An object in braces: its example, or the first of its fields with the value that was given where it fits."""
    shown: dict[str, Any] = next(iter(node.get("examples", ())), {})
    name, field = next(iter(node.get("properties", {}).items()), ("name", {}))
    value = json.dumps(given) if _is_of(resolved(document, field), given) else _value(document, field, None)
    pairs = [f"{key} = {json.dumps(value)}" for key, value in shown.items()] or [f"{name} = {value}"]
    return f"{{{', '.join(pairs)}}}"


def _is_of(field: Schema, given: Any) -> bool:
    """Whether a value is a number that a field takes."""
    is_number = isinstance(given, int) and not isinstance(given, bool)
    return field.get("type") == "integer" and is_number and given >= field.get("minimum", given)


def _may_be(word: str, node: Schema) -> bool:
    is_short, is_code = len(word) <= node.get("maxLength", len(word)), word in node.get("enum", (word,))
    return is_short and is_code and re.search(node.get("pattern", ""), word) is not None


def _value(document: Schema, node: Schema, given: Any) -> str:
    """A value of the form of a field, with the text that was given where text fits, else with its example."""
    member = resolved(document, node["items"]) if "items" in node else None
    first = next(iter(node.get("examples", ())), "...")
    if member is None:
        word = given if isinstance(given, str) else json.dumps(given)  # true is not True
        fits = given is not None and node.get("type") == "string" and _may_be(word, node)
        return json.dumps(word if fits else first, ensure_ascii=False)
    if "properties" in member:
        return f'[{{ name = "{given or "..."}" }}]'
    return json.dumps(first if given is None else _listed(member, given), ensure_ascii=False)


def _listed(member: Schema, given: Any) -> list[Any]:
    """What was given in the place of a list, as one: a text with commas as several, where each may be a member."""
    parts = [part.strip() for part in given.split(",")] if isinstance(given, str) else []
    return parts if len(parts) > 1 and all(_may_be(part, member) for part in parts) else [given]
