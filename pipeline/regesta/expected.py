"""What was expected of a value, and what to type instead; read for faults only."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from regesta import offer
from regesta.contract import Schema, properties, resolved, unescaped
from regesta.diagnostics import RULES, Diagnostic
from regesta.expected_numbers import example, number_help
from regesta.read.text import cut, quoted
from regesta.suggest import did_you_mean, nearest

_NAMES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object with fields",
}


def called(pointer: str) -> str:
    """What a contributor calls the value at a pointer: its field, or a member of one."""
    steps = unescaped(pointer)
    names = [step for step in steps if not step.isdigit()]
    if not names:
        return "a member of the list" if steps else "the file"
    return f"a member of `{cut(names[-1], 40)}`" if steps[-1].isdigit() else f"`{cut(names[-1], 40)}`"


def codes_of(node: Schema) -> list[str]:
    return [code for code in node.get("enum", ()) if isinstance(code, str)]


# A field that is not there


def missing_fields(
    document: Schema, node: Schema, error: Any, pointer: str, *, in_json: bool = False
) -> Iterator[Diagnostic]:
    """S102 for a field that an object must have."""
    fields = properties(document, node if "properties" in node else document)
    for name in error.validator_value:
        if name not in error.instance and (f"{name!r}" in error.message or len(error.validator_value) == 1):
            help_text = _what_to_add(document, name, fields.get(name, {}), in_json=in_json)
            message = f"missing field `{name}`"
            yield Diagnostic("S102", message, pointer, at="first-key", expected=name, help=help_text)


def _what_to_add(document: Schema, name: str, node: Schema, *, in_json: bool) -> str:
    """How a field is typed: its codes, its first line below it, or its example."""
    codes, shown, key = codes_of(node), example(node), json.dumps(name) if in_json else name
    if 0 < len(codes) <= 20:
        return f"add `{key}:` with one of {', '.join(codes)}"
    member = resolved(document, node.get("items", node))
    if "properties" in member and in_json:
        inner = json.dumps({_starting_field(member, "..."): "..."})
        return f"add `{key}: {f'[{inner}]' if 'items' in node else inner}`"
    if "properties" in member:
        dash = "- " if "items" in node else ""
        return f"add `{name}:` and, indented below it, `{dash}{_starter(member, '...')}`"
    what = node.get("description", "").partition(". ")[0].rstrip(".")
    such_as = f", such as {shown}" if shown is not None and len(shown) <= 40 else ""
    return f"add `{key}:` {what[:1].lower()}{what[1:]}{such_as}"


def one_needed(options: list[dict[str, Any]], node: Schema, pointer: str) -> Diagnostic:
    """S102 for an object that has none of the fields of which it needs one."""
    wanted = [" and ".join(f"`{name}`" for name in option.get("required", ())) for option in options]
    names = [name for option in options for name in option.get("required", ())]
    what = node.get("title", "object").lower()
    message = f"a {what} needs one of {', '.join(wanted)}"
    return Diagnostic("S102", message, pointer, at="first-key", expected=names, help=f"add {wanted[0]}")


# A value of another kind


def wrong_type(
    document: Schema, expected: str, node: Schema, value: Any, pointer: str, *, in_json: bool = False
) -> Diagnostic:
    """S103 with what the value is, what it should be and how that is typed."""
    if in_json and expected in ("array", "object"):
        help_text: str | None = _in_json(document, node, value)
    else:
        help_text = _type_help(document, expected, node, value, pointer)
    return Diagnostic(
        "S103",
        f"{called(pointer)} is {_NAMES.get(expected, expected)}, not {_kind_of(value)}",
        pointer,
        value=value if not isinstance(value, dict | list) else None,
        expected=expected,
        help=help_text,
        fix=offer.plain(value, node) if isinstance(value, str) else None,
    )


def _in_json(document: Schema, node: Schema, value: Any) -> str | None:
    """How a text is written as an object, and anything as a list, in JSON."""
    member = resolved(document, node.get("items", node))
    if isinstance(value, list):
        return "take the [ ] around it away" if len(value) == 1 and isinstance(value[0], dict) else None
    if isinstance(value, dict):
        return "put it in [ ], even if it is the only one"
    if "properties" in member and isinstance(value, str):
        written = json.dumps({_starting_field(member, value): cut(value, 50)}, ensure_ascii=False)
        return f"write [{written}]" if "items" in node else f"write {written}"
    return f"write {json.dumps([value], ensure_ascii=False)}" if "items" in node and isinstance(value, str) else None


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
        return _edtf_help(value) if pointer.endswith("/edtf") else _text_help(value)
    if expected == "boolean":
        truth = offer.truth(value) if isinstance(value, str) else None
        return f"write {truth or 'true or false'}, without quotes"
    return number_help(value, node, pointer) if isinstance(value, str) else None


def _edtf_help(value: Any) -> str | None:
    """Without quotes, YAML takes one of two days for a list."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f'put it in quotes: "[{cut(",".join(value), 60)}]"'
    return _text_help(value)


def _text_help(value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"write it without brackets: {cut(', '.join(value), 60)}"
    return None if isinstance(value, dict | list) else f'put it in quotes: "{json.dumps(value)}"'


def _list_help(member: Schema, value: Any) -> str:
    if isinstance(value, dict):
        only, below = next(iter(value.items()), ("", None))
        wrapped = len(value) == 1 and isinstance(below, list)
        return f"take `{cut(only, 40)}:` away" if wrapped else "begin it with `- `, even if it is the only one"
    if "properties" in member and isinstance(value, str):
        return f"write `- {_starter(member, value)}` on a line of its own"
    parts = [part.strip() for part in str(value).split(",") if part.strip()]
    if member.get("title") == "Slug":
        parts = [offer.slug(part) or part for part in parts]
    return f"put it in brackets: [{cut(', '.join(parts), 60)}]"


def _object_help(node: Schema, value: Any, pointer: str) -> str | None:
    if not isinstance(value, str):
        return None
    written, field = _starter(node, value), pointer.rpartition("/")[2]
    others = [name for name in node.get("required", ()) if not written.startswith(f"{name}:")]
    also = f", and below it {' and '.join(f'`{name}:`' for name in others)}" if others else ""
    if field.isdigit():
        return f"write `- {written}`{also}"
    if others:
        return f"write `{written}`{also} on a line of its own, indented"
    return f"write `{field}: {{{_starter(node, value, in_braces=True)}}}`"


def _starter(node: Schema, value: str, *, in_braces: bool = False) -> str:
    """The field of an object that a lone text most likely is, as it is typed."""
    shown = cut(value, 50)
    is_plain = shown == "..." or (
        re.match(r"""[^-?:,\[\]{}#&*!|>'"%@`]""", shown) is not None
        and re.search(r": | #|[,\[\]{}]" if in_braces else ": | #", shown) is None
    )
    return f"{_starting_field(node, value)}: {shown if is_plain else json.dumps(shown, ensure_ascii=False)}"


def _starting_field(node: Schema, value: str) -> str:
    fields = list(node.get("properties", {}))
    usual = ["url"] * value.startswith(("http://", "https://")) + ["text", "name", "event", "id"]
    return next((name for name in usual if name in fields), fields[0] if fields else "field")


# A text of another form, a value out of bounds


def wrong_form(node: Schema, field: Schema, value: Any, pointer: str) -> Diagnostic:
    """S105 for a text that its pattern refuses; field is the node of the contract with the example."""
    text = str(value)
    day = offer.day(text) if node.get("x-form") in ("day", "bound") else None
    message = f"{called(pointer)} cannot be {quoted(text)}"
    return Diagnostic("S105", message, pointer, value=value, help=_form_help(node, field, text, pointer, day), fix=day)


def _form_help(node: Schema, field: Schema, text: str, pointer: str, day: str | None) -> str:
    if node.get("x-form") in ("day", "bound"):
        return _day_help(text, day)
    advice = _FORMS[str(node.get("title"))](text) if node.get("title") in _FORMS else None
    if node.get("x-refers") == "event-claim" and re.fullmatch(r"[a-z0-9-]+", text):
        advice = f"write the event's id before it, also for one of the same event: EVENT-ID#{cut(text, 40)}"
    if pointer.endswith("/rule"):
        advice = did_you_mean(nearest(text, RULES))
    described = node.get("description", "another form is expected").rstrip(".")
    shown = example(field) or example(node)
    return advice or f"{described[:1].lower()}{described[1:]}{f', such as {shown}' if shown else ''}"


def _day_help(text: str, day: str | None) -> str:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?", text):
        return f"add seconds and offset: {text[:16]}{text[16:] or ':00'}+01:00, or Z for UTC"
    if day is None and re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", text):
        return "write a moment such as 2024-05-31T14:30:00+02:00, with hours from 00 to 23"
    return f"write a day as year-month-day: {day or '2024-05-31'}"


def _slug(text: str) -> str | None:
    if len(text) > 96:
        return "write at most 96 small letters a to z, digits and hyphens"
    made = offer.slug(text)
    return f"write small letters a to z, digits and hyphens: {made}" if made is not None else None


def _pointer(text: str) -> str:
    return f"write the way from the top of the event: /{'/'.join(re.split('[/.]+', text.strip('/.')))}"


def _address(text: str) -> str | None:
    if re.match(r"https?://\S*\s", text):
        return "write a space in an address as %20"
    if re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?$", text):
        return f"begin it with https:// (or http://): https://{cut(text, 60)}"
    return None


_FORMS: dict[str, Callable[[str], str | None]] = {"Slug": _slug, "Web address": _address, "JSON Pointer": _pointer}
_BOUNDS = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
}
_COUNTS = {
    "minLength": ("characters", "at least"),
    "maxLength": ("characters", "at most"),
    "minItems": ("members", "at least"),
    "maxItems": ("members", "at most"),
}


def out_of_bounds(error: Any, pointer: str, data: Any) -> Diagnostic | None:
    """S106 for a value beyond a bound of its field; None where the keyword is no bound."""
    keyword, limit, value = error.validator, error.validator_value, error.instance
    if keyword in _COUNTS:
        what, most = _COUNTS[keyword]
        message = f"{called(pointer)} has {len(value)} {what}; {most} {limit} are allowed"
        advice = "say it shorter" if keyword == "maxLength" else None
    elif keyword in _BOUNDS:
        message = f"{called(pointer)} is {cut(repr(value))}; {_BOUNDS[keyword]} {limit} is allowed"
        is_percent = keyword == "maximum" and limit == 1 and 2 <= value <= 100
        advice = f"write a share of 1: {value / 100:g}" if is_percent else _swapped(pointer, data)
    else:
        return None
    return Diagnostic("S106", message, pointer, value=value, help=advice)


def _swapped(pointer: str, parent: Any) -> str | None:
    other = parent.get("longitude") if pointer.endswith("/latitude") and isinstance(parent, dict) else None
    is_latitude = isinstance(other, int | float) and -90 <= other <= 90
    return "are latitude and longitude swapped? latitude comes first" if is_latitude else None
