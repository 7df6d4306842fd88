"""Faults of values that no schema can see: refused characters, nulls, empties, numbers out of range."""

import re
from collections.abc import Iterable
from typing import Any

from regesta.contract import multiline_fields
from regesta.diagnostics import At, Diagnostic, altered
from regesta.read.numbers import LARGEST, in_range, tame
from regesta.read.shape import Shape
from regesta.read.text import blank, clean, code_point, cut, decent, describe, forbidden, mark_run, nfc

DEEPEST = 64
TWICE = "R004"  # a key that stands twice in an object
_FIELD = re.compile("[a-z][a-z0-9_]*")
_GLUED = re.compile(r"([a-z][a-z0-9_]*):(\S.*)")
_INSTEAD = {"\t": "use a space", "\r": "delete it, or save the file with the line ends of Unix or Windows"}
_VALUELESS = "has no value"
_NO_VALUE = "write a value, or fields indented below it, or leave the key out"
_NO_MEMBER = "write a value, or fields indented below it, or take the `-` away"
_BLANK: dict[str | None, str] = {  # the same in JSON
    _NO_VALUE: "write a value, or leave the key out",
    _NO_MEMBER: "write a value, or take the null away",
}
_NO_KEY, _COMMA = "write a value, or leave the key out", "put a text that holds a comma in quotes"
PARTED = "in braces a comma parts two entries: write a number without it, and with a point before its fraction"
_REST_OF_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?")
_FRACTION = re.compile(r"-?[1-9][0-9]*,[0-9]+")
_EMPTY: dict[type, str] = {str: "an empty text", list: "an empty list", dict: "an empty object"}


def settle(value: Any) -> tuple[Any, list[Diagnostic]]:
    """Give a parsed value as it may travel on, and what is wrong with it; use it on whatever came from outside.

    Text becomes NFC, a refused character U+FFFD, -0 is 0, an infinite number the largest one. The diagnostics'
    fields are pointers within the value.
    """
    return (value, []) if sound(value) else (tidy(value), scan(value))


def sound(value: Any, depth: int = 1, key: str = "") -> bool:
    """Say quickly whether an object or list may stay exactly as it is; key is that of a list. Doubt is False too."""
    if not value or depth > DEEPEST:
        return False
    if type(value) is dict:
        return _sound_keys(value) and _sound_items(value.items(), depth)
    return type(value) is list and _sound_items([(key, item) for item in value], depth)


def _sound_items(items: Iterable[tuple[str, Any]], depth: int) -> bool:
    for key, item in items:
        kind = type(item)
        if kind is str:
            plain = item.isascii() and item.isprintable()
            if blank(item) or not (plain or decent(item, multiline=key in multiline_fields())):
                return False
        elif kind is float or kind is int:
            if not -LARGEST <= item <= LARGEST or (item == 0 and str(item) == "-0.0"):
                return False
        elif kind is not bool and not sound(item, depth + 1, key):
            return False
    return True


def filled(values: Iterable[Any], depth: int = 1) -> bool:  # noqa: C901, PLR0911  # one flat loop: it runs for every value of millions of records
    """Say the same, faster, of an object's values or a list's items where all texts and keys are known to be decent."""
    if depth > DEEPEST:
        return False
    for item in values:
        kind = type(item)
        if kind is str:
            if not "!" <= item < "\x7f" and blank(item):  # most begin with a sign of ASCII that is seen
                return False
        elif kind is dict:
            if not item or "" in item or not filled(item.values(), depth + 1):
                return False
        elif kind is list:
            if not item or not filled(item, depth + 1):
                return False
        elif kind is float or kind is int:
            if not -LARGEST <= item <= LARGEST or (item == 0 and str(item) == "-0.0"):
                return False
        elif kind is not bool:
            return False
    return True


def _sound_keys(value: dict[str, Any]) -> bool:
    if "" in value:
        return False
    try:
        keys = "".join(value)
    except TypeError:
        return False
    return (keys.isascii() and keys.isprintable()) or decent(keys)


def scan(value: Any, pointer: str = "") -> list[Diagnostic]:
    """List the faults of a parsed value, in its order: R009, R010, R011, R012; the fields are JSON Pointers."""
    found: list[Diagnostic] = []
    _scan(value, pointer, "", 1, found)
    return found


def _scan(value: Any, pointer: str, key: str, depth: int, found: list[Diagnostic]) -> None:
    if isinstance(value, str) and value:
        if blank(value) and forbidden(value, multiline=True) is None:
            found.append(_empty(value, pointer))
            return
        found.extend(_text_faults(value, pointer, "value", multiline=key in multiline_fields()))
    elif value is None or (isinstance(value, (str, list, dict)) and not value):
        found.append(_empty(value, pointer))
    elif sound(value, depth, key):
        return
    elif isinstance(value, (dict, list)) and depth > DEEPEST:
        found.append(too_deep(pointer))
    elif isinstance(value, dict):
        _scan_members(value, pointer, depth, found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _scan(item, f"{pointer}/{index}", key, depth + 1, found)
    elif isinstance(value, (int, float)) and not in_range(value):
        found.append(_out_of_range(pointer))


def _scan_members(value: dict[Any, Any], pointer: str, depth: int, found: list[Diagnostic]) -> None:
    names: set[str] = set()
    numbers = _parted(value)
    for key, item in value.items():
        if not isinstance(key, str):
            found.append(Diagnostic("S103", f"a key that is no text ({type(key).__name__})", pointer))
            continue
        below = f"{pointer}/{token(key)}"
        if not key:
            found.append(Diagnostic("R011", "empty key", below, "key", help="name the field"))
        if below in names:
            message = f"two keys that read `{cut(clean(key))}`"
            found.append(Diagnostic(TWICE, message, below, "key", help="keep one of the two"))
        names.add(below)
        found.extend(_text_faults(key, below, "key", multiline=False))
        if item is None and key and _FIELD.fullmatch(key) is None:
            message = f"`{cut(clean(key), 40)}` {_VALUELESS}"
            advice = numbers.get(key) or _no_field(clean(key, multiline=False))
            found.append(Diagnostic("R011", message, below, "key", help=advice))
            continue
        _scan(item, below, key, depth + 1, found)


def _parted(value: dict[Any, Any]) -> dict[str, str]:
    """The keys that are the rest of a number that commas parted, as braces do, with how to write the number."""
    parted: dict[str, str] = {}
    pieces: list[str] = []
    for key, item in [*value.items(), (None, None)]:
        if pieces and item is None and isinstance(key, str) and _REST_OF_NUMBER.fullmatch(key) is not None:
            pieces.append(key)
        else:
            parted |= dict.fromkeys(pieces[1:], _whole(",".join(pieces)))
            is_number = type(item) in (int, float) and in_range(item)
            pieces = [str(item)] if is_number else []
    return parted


def _whole(number: str) -> str:
    """How to write a number with commas; both ways where they may stand before thousands or before a fraction."""
    written = [number.replace(",", "")] if _THOUSANDS.fullmatch(number) else []
    if _FRACTION.fullmatch(number):
        written.append(number.replace(",", "."))
    if not written:
        return PARTED
    return f"in braces a comma parts two entries: write {', or for a fraction '.join(written)}"


def _no_field(key: str) -> str:
    """What to type for a key that is none: in braces, a text with a comma ends there, and a colon needs a space."""
    glued = _GLUED.fullmatch(key)
    if glued is not None:
        return f"type a space after the colon: `{glued[1]}: {cut(glued[2], 40)}`"
    return f"{_NO_KEY}; {_COMMA}" if key.isidentifier() else _COMMA


def clashes(value: Any) -> bool:
    """Say whether an object somewhere has two keys that are one after NFC."""
    if isinstance(value, dict):
        if not _sound_keys(value) and len({nfc(key) for key in value}) < len(value):
            return True
        value = value.values()
    elif not isinstance(value, list):
        return False
    return any(map(clashes, value))


def _text_faults(text: str, pointer: str, at: At, *, multiline: bool) -> list[Diagnostic]:
    index = forbidden(text, multiline=multiline)
    if index is not None:
        return [forbidden_character(text[index], pointer, at)]
    if mark_run(text) is not None:
        return [too_many_marks(pointer, at)]
    return []


def too_many_marks(pointer: str, at: At = "value") -> Diagnostic:
    message = "more than 8 combining marks in a row"
    return Diagnostic("R010", message, pointer, at, help="delete the marks that pile up on one letter")


def forbidden_character(char: str, pointer: str, at: At = "value") -> Diagnostic:
    """Say which character is refused; its value is the code point in words, never the character."""
    if char == "\n":
        message = "line break in a field that holds one line"
        advice = "only summary, statement, text and note may have line breaks"
    else:
        message = f"forbidden character {describe(char)}"
        advice = _INSTEAD.get(char, "delete it; it cannot be seen and can mislead a reader")
    return Diagnostic("R010", message, pointer, at, value=code_point(char), help=advice)


def _empty(value: Any, pointer: str) -> Diagnostic:
    step = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
    whole = "the record" if isinstance(value, dict) else "the file"
    name = "a member of this list" if step.isdigit() else f"`{cut(step, 40)}`" if step else whole
    if value is None:
        advice = _NO_MEMBER if step.isdigit() else _NO_VALUE
        return Diagnostic("R011", f"{name} {_VALUELESS}", pointer, help=advice)
    advice = "fill it in, or leave the key out" if step else "write the fields of a record: `id`, `title`, ..."
    what = "a text in which nothing can be seen" if value else _EMPTY[type(value)]
    return Diagnostic("R011", f"{name} is {what}", pointer, value=value, help=advice)


def _out_of_range(pointer: str) -> Diagnostic:
    message = f"number out of range: at most {LARGEST} (2^53) either way"
    return Diagnostic("R012", message, pointer, help="write it as text, in quotes, if it is an identifier")


def not_twice(found: list[Diagnostic], read: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The faults of a value without those of fields that stand there twice: which of the two is meant is not known."""
    fields = {fault.field for fault in read if fault.code == TWICE}
    return [fault for fault in found if fault.field not in fields] if fields else found


def advised(found: list[Diagnostic], shape: Shape, *, in_json: bool = False) -> list[Diagnostic]:
    """The faults of a value, with what to do about them in a field of the contract, and in JSON."""
    return [altered(fault, help=_advice(fault, shape, in_json=in_json)) for fault in found]


def _advice(fault: Diagnostic, shape: Shape, *, in_json: bool) -> str | None:
    if fault.code == "R012" and shape.at(fault.field).kind == "number":
        return "write the number that is meant; one that is not known is left out, with its key"
    if in_json and fault.help in _BLANK:
        return _BLANK[fault.help]
    if in_json and fault.code == "R011" and fault.at == "key" and fault.message.endswith(_VALUELESS):
        return _NO_KEY
    return fault.help


def too_deep(pointer: str = "") -> Diagnostic:
    return Diagnostic("R009", f"nested more than {DEEPEST} levels deep", pointer)


def tidy(value: Any, key: str = "", depth: int = 1) -> Any:
    """Rebuild a value as `settle` describes, without keys that are no text and what lies deeper than 64 levels."""
    if isinstance(value, str):
        return clean(value, multiline=key in multiline_fields())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return tame(value)
    if isinstance(value, (dict, list)) and depth > DEEPEST:
        return None
    if isinstance(value, dict):
        return {
            clean(name, multiline=False): tidy(item, name, depth + 1)
            for name, item in value.items()
            if isinstance(name, str)
        }
    if isinstance(value, list):
        return [tidy(item, key, depth + 1) for item in value]
    return value


def token(key: str) -> str:
    """Write a key as one token of a JSON Pointer, with U+FFFD for refused characters."""
    return clean(key, multiline=False).replace("~", "~0").replace("/", "~1")
