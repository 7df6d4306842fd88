"""What to type instead of a value of another type; read for faults only."""

import json
from collections.abc import Sequence
from typing import Any

from regesta.advice import offer
from regesta.advice.fields import called, codes_of, left_out, starter
from regesta.advice.in_json import INNER, as_structure, from_object, one_of_list
from regesta.advice.numbers import example, number_help
from regesta.contract import Schema, node_at, resolved
from regesta.diagnostics import Diagnostic
from regesta.read.text import cut, quoted

_SEVERAL = 2
_MOST_CODES = 20
_LONGEST_DATE = 50  # characters of a text that is put into the object of a date
_NAMES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object with fields",
}


def wrong_type(
    document: Schema, types: str | Sequence[str], node: Schema, value: Any, pointer: str, *, in_json: bool = False
) -> Diagnostic:
    """S103 with what the value is, what it should be and how that is typed; of several types, the first."""
    kinds = [types] if isinstance(types, str) else [kind for kind in types if kind != "null"] or ["null"]
    expected, help_text = kinds[0], None
    if (blank := left_out(document, value, pointer)) is not None:
        help_text = blank
    elif isinstance(value, bool) and expected == "object" and "required" in node:
        help_text = _not_flagged(document, node, value, "" if in_json else pointer)
    elif (one := _one_alone(document, expected, node, value, pointer)) is not None:
        help_text = one
    elif in_json and expected in ("array", "object"):
        help_text = as_structure(document, node, value)
    elif in_json and isinstance(value, dict):
        help_text = from_object(expected, node, value)
    elif in_json and expected == "string" and isinstance(value, list) and all(isinstance(one, str) for one in value):
        help_text = f"write {json.dumps(cut(', '.join(value), 60), ensure_ascii=False)}"
    else:
        help_text = _type_help(document, expected, node, value, pointer)
    return Diagnostic(
        "S103",
        f"{called(pointer)} is {' or '.join(_NAMES.get(kind, kind) for kind in kinds)}, not {_kind_of(value)}",
        pointer,
        value=value if not isinstance(value, dict | list) else None,
        expected=expected,
        help=help_text,
        fix=_fix(expected, node, value, in_json=in_json) if isinstance(value, str) else None,
    )


def _one_alone(document: Schema, expected: str, node: Schema, value: Any, pointer: str) -> str | None:
    """What to do about several texts where one code, or one name of a member of a list, is expected; else None."""
    if expected != "string" or not isinstance(value, list) or len(value) < _SEVERAL:
        return None
    if not all(isinstance(one, str) for one in value):
        return None
    above = pointer.rpartition("/")[0]
    home = node_at(document, above) if above.rpartition("/")[2].isdigit() else None
    return one_of_list(home or {}, node, value)


def _not_flagged(document: Schema, node: Schema, value: bool, pointer: str) -> str:
    """What to type for true or false where an object tells more: its needed fields with their examples.

    pointer is that of the value, or "" in JSON.
    """
    if not value:
        return "leave the key out"
    fields = node.get("properties", {})
    shown = {name: example(resolved(document, fields.get(name, {}))) or "..." for name in node["required"]}
    if not pointer:
        return f"write, say, {json.dumps(shown, ensure_ascii=False)}"
    inner = ", ".join(f"{name}: {text}" for name, text in shown.items())
    return f"write, say, `{pointer.rpartition('/')[2]}: {{{inner}}}`"


def _fix(expected: str, node: Schema, text: str, *, in_json: bool) -> str | None:
    """What is written in place of a text, where one thing alone can be meant: a number, or the date that it is."""
    return _as_date(node, text, in_json=in_json) if expected == "object" else offer.plain(text, node)


def _as_date(node: Schema, text: str, *, in_json: bool) -> str | None:
    """The object of a date whose text stands in its place: as printed, and only where it can be read as it is."""
    if not {"text", "edtf"} <= node.get("properties", {}).keys() or len(text) > _LONGEST_DATE or text != text.strip():
        return None
    from regesta.normalise.dates.read import DateHints, DateText, read_date  # noqa: PLC0415 - for faults only

    if not isinstance(read_date(text, DateHints()), DateText):
        return None
    return json.dumps({"text": text}, ensure_ascii=False) if in_json else f"{{{starter(node, text, in_braces=True)}}}"


def _kind_of(value: Any) -> str:
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {cut(repr(value))}"
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else "null"


def _type_help(document: Schema, expected: str, node: Schema, value: Any, pointer: str) -> str | None:
    if expected == "array":
        return _list_help(resolved(document, node.get("items", {})), value)
    if expected == "object":
        only = value[0] if isinstance(value, list) and len(value) == 1 else value
        return "take the `- ` away" if isinstance(only, list | dict) else _object_help(node, only, pointer)
    if expected == "string":
        return _string_help(node, value, pointer)
    if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], list | dict):
        return f"write it without brackets: {cut(str(value[0]), 60)}"
    if expected == "boolean":
        truth = offer.truth(value) if isinstance(value, str) else None
        return f"write {truth or 'true or false'}, without quotes"
    return number_help(value, node, pointer) if isinstance(value, str) else None


def _string_help(node: Schema, value: Any, pointer: str) -> str | None:
    if isinstance(value, dict) and not _is_cut_up(value):
        return from_object("string", node, value)
    return _edtf_help(value) if pointer.endswith("/edtf") else _code_help(node, value) or _text_help(value)


def _edtf_help(value: Any) -> str | None:
    """Without quotes, YAML takes one of two days for a list."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f'put it in quotes: "[{cut(",".join(value), 60)}]"'
    return _text_help(value)


def _code_help(node: Schema, value: Any) -> str | None:
    """The codes, for a number or a truth value that is none of them in quotes either."""
    codes = codes_of(node)
    if isinstance(value, list | dict) or not 0 < len(codes) <= _MOST_CODES or str(value) in codes:
        return None
    return f"write one of {', '.join(codes)}"


def _text_help(value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"write it without brackets: {cut(', '.join(value), 60)}"
    if isinstance(value, dict):
        return f"put it in quotes: {_as_text(value)}" if _is_cut_up(value) else None
    return None if isinstance(value, list) else f'put it in quotes: "{json.dumps(value)}"'


def _is_cut_up(value: dict[str, Any]) -> bool:
    """Whether an object may be a text with a colon in it, or in braces: as YAML reads those without quotes."""
    if len(value) != 1 or not value.keys().isdisjoint(INNER):
        return False
    return not isinstance(next(iter(value.values())), dict | list)


def _as_text(value: dict[str, Any]) -> str:
    key, below = next(iter(value.items()))
    text = f"{{{key}}}" if below is None else f"{key}: {below}"
    return json.dumps(cut(text, 60), ensure_ascii=False)


def _list_help(member: Schema, value: Any) -> str:
    if isinstance(value, dict):
        only, below = next(iter(value.items()), ("", None))
        if len(value) == 1 and isinstance(below, list):
            return f"take `{cut(only, 40)}:` away"
        if "properties" not in member and all(item is None for item in value.values()):
            return f"put it in square brackets: [{cut(', '.join(value), 60)}]"
        if "properties" in member and value.keys().isdisjoint(member["properties"]) and isinstance(below, dict):
            name = "id" if "id" in member["properties"] else "name"
            return f"write `- {name}: {cut(only, 40)}`, and its fields below that"
        return "begin it with `- `, even if it is the only one"
    if "properties" in member and isinstance(value, str):
        written = starter(member, value)
        return f"write `- {written}` on a line of its own{_others(member, written)}"
    parts = [part.strip() for part in str(value).split(",") if part.strip()]
    if member.get("title") == "Slug":
        parts = [offer.slug(part) or part for part in parts]
    return f"put it in brackets: [{cut(', '.join(parts), 60)}]"


def _object_help(node: Schema, value: Any, pointer: str) -> str | None:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    value = str(value)
    written, field = starter(node, value), pointer.rpartition("/")[2]
    also = _others(node, written)
    if field.isdigit():
        return _member_help(node, value)
    if also:
        return f"write `{written}`{also} on a line of its own, indented"
    return f"write `{field}: {{{starter(node, value, in_braces=True)}}}`"


def _member_help(node: Schema, value: str) -> str:
    """How a lone text of a list is written as an object: in braces, which fit both forms of a list."""
    written = starter(node, value, in_braces=True)
    others = "".join(f", {name}: ..." for name in node.get("required", ()) if not written.startswith(f"{name}:"))
    return f"write `{{{written}{others}}}`"


def _others(node: Schema, written: str) -> str:
    """The fields that an object needs besides the one that is written."""
    others = [f"`{name}:`" for name in node.get("required", ()) if not written.startswith(f"{name}:")]
    return f", and below it {' and '.join(others)}" if others else ""
