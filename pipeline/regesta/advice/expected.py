"""What was expected of a value, and what to type instead; read for faults only."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from regesta.advice import offer
from regesta.advice.expected_numbers import LEFT_OUT, example, is_blank_word, number_help
from regesta.contract import Schema, node_at, resolved, unescaped, value_at
from regesta.diagnostics import Diagnostic, altered
from regesta.read.text import cut, quoted

_MOST_NAMED = 8
_LONGEST_DATE = 50  # characters of a text that is put into the object of a date
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


class Node:
    """A node of a schema as the key of a cache: it equals itself alone, so that what it holds is never compared."""

    __slots__ = ("schema",)

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and self.schema is other.schema

    def __hash__(self) -> int:
        return id(self.schema)


# A field that is not there


def missing_fields(document: Schema, error: Any, pointer: str, *, in_json: bool = False) -> Iterator[Diagnostic]:
    """S102 for a field that an object must have."""
    for name in error.validator_value:
        if name not in error.instance and (f"{name!r}" in error.message or len(error.validator_value) == 1):
            found = _missing(Node(document), Node(error.schema), name, in_json=in_json)
            yield altered(found, field=pointer) if pointer else found


@lru_cache(maxsize=1024)
def _missing(root: Node, lacking: Node, name: str, *, in_json: bool) -> Diagnostic:
    """The finding about a field that the object of a node lacks, which is the same wherever one lacks it."""
    document, node = root.schema, resolved(root.schema, lacking.schema)
    fields = (node if "properties" in node else document).get("properties", {})
    help_text = _what_to_add(document, name, resolved(document, fields.get(name, {})), in_json=in_json)
    return Diagnostic("S102", f"missing field `{name}`", at="first-key", expected=name, help=help_text)


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
    return f"add `{key}:` {what[:1].lower()}{what[1:]}{such_as}".rstrip()


def one_needed(options: list[dict[str, Any]], node: Schema, pointer: str) -> Diagnostic:
    """S102 for an object that has none of the fields of which it needs one."""
    wanted = [" and ".join(f"`{name}`" for name in option.get("required", ())) for option in options]
    names = [name for option in options for name in option.get("required", ())]
    what = node.get("title", "object").lower()
    message = f"a {what} needs one of {', '.join(wanted)}"
    return Diagnostic("S102", message, pointer, at="first-key", expected=names, help=f"add {wanted[0]}")


def _fields_beside(error: Any, pointer: str) -> Iterator[Diagnostic]:
    """S102 for the fields that an object must have because it has another."""
    for name, needed in error.validator_value.items():
        for other in needed if name in error.instance else ():
            if other not in error.instance:
                message = f"missing field `{other}`, which `{name}` needs beside it"
                yield Diagnostic("S102", message, pointer, at="first-key", expected=other, help=f"add `{other}:`")


# A value of another kind


def wrong_type(
    document: Schema, expected: str, node: Schema, value: Any, pointer: str, *, in_json: bool = False
) -> Diagnostic:
    """S103 with what the value is, what it should be and how that is typed."""
    help_text: str | None
    if (left_out := _left_out(document, value, pointer)) is not None:
        help_text = left_out
    elif isinstance(value, bool) and expected == "object" and "required" in node:
        help_text = _not_flagged(document, node, value, "" if in_json else pointer)
    elif in_json and expected in ("array", "object"):
        help_text = _in_json(document, node, value)
    elif in_json and isinstance(value, dict):
        help_text = None
    elif in_json and expected == "string" and isinstance(value, list) and all(isinstance(one, str) for one in value):
        help_text = f"write {json.dumps(cut(', '.join(value), 60), ensure_ascii=False)}"
    else:
        help_text = _type_help(document, expected, node, value, pointer)
    return Diagnostic(
        "S103",
        f"{called(pointer)} is {_NAMES.get(expected, expected)}, not {_kind_of(value)}",
        pointer,
        value=value if not isinstance(value, dict | list) else None,
        expected=expected,
        help=help_text,
        fix=_fix(expected, node, value, in_json=in_json) if isinstance(value, str) else None,
    )


def _left_out(document: Schema, value: Any, pointer: str) -> str | None:
    """What to do about a word for nothing in a field that need not be there; None for all else."""
    above, _, name = pointer.rpartition("/")
    if not isinstance(value, str) or not is_blank_word(value) or name.isdigit():
        return None
    home = node_at(document, above) or {}
    needed = home.get("required", home.get("else", {}).get("required", ()))
    is_known = "missing" in document.get("properties", {})
    return None if name in needed else LEFT_OUT if is_known else "leave the key out"


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
    return json.dumps({"text": text}, ensure_ascii=False) if in_json else f"{{{_starter(node, text, in_braces=True)}}}"


def _in_json(document: Schema, node: Schema, value: Any) -> str | None:
    """How a text is written as an object, and anything as a list, in JSON."""
    member = resolved(document, node.get("items", node))
    if isinstance(value, list):
        return "take the [ ] around it away" if len(value) == 1 and isinstance(value[0], dict) else None
    if isinstance(value, dict):
        return "put it in [ ], even if it is the only one"
    if "properties" in member and isinstance(value, str | int | float) and not isinstance(value, bool):
        written = json.dumps({_starting_field(member, str(value)): cut(str(value), 50)}, ensure_ascii=False)
        return f"write [{written}]" if "items" in node else f"write {written}"
    if "items" not in node or not isinstance(value, str):
        return None
    parts = [part.strip() for part in value.split(",") if part.strip()] or [value]
    if member.get("title") == "Slug":
        parts = [offer.slug(part) or part for part in parts[:_MOST_NAMED]]
    return f"write {json.dumps([cut(part, 40) for part in parts[:_MOST_NAMED]], ensure_ascii=False)}"


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
    if isinstance(value, list) and len(value) == 1 and not isinstance(value[0], list | dict):
        return f"write it without brackets: {cut(str(value[0]), 60)}"
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
    if isinstance(value, dict):
        return f"put it in quotes: {_as_text(value)}" if _is_cut_up(value) else None
    return None if isinstance(value, list) else f'put it in quotes: "{json.dumps(value)}"'


def _is_cut_up(value: dict[str, Any]) -> bool:
    """Whether an object may be a text with a colon in it, or in braces: as YAML reads those without quotes."""
    return len(value) == 1 and not isinstance(next(iter(value.values())), dict | list)


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
        written = _starter(member, value)
        return f"write `- {written}` on a line of its own{_others(member, written)}"
    parts = [part.strip() for part in str(value).split(",") if part.strip()]
    if member.get("title") == "Slug":
        parts = [offer.slug(part) or part for part in parts]
    return f"put it in brackets: [{cut(', '.join(parts), 60)}]"


def _object_help(node: Schema, value: Any, pointer: str) -> str | None:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    value = str(value)
    written, field = _starter(node, value), pointer.rpartition("/")[2]
    also = _others(node, written)
    if field.isdigit():
        return f"write `- {written}`{also}"
    if also:
        return f"write `{written}`{also} on a line of its own, indented"
    return f"write `{field}: {{{_starter(node, value, in_braces=True)}}}`"


def _others(node: Schema, written: str) -> str:
    """The fields that an object needs besides the one that is written."""
    others = [f"`{name}:`" for name in node.get("required", ()) if not written.startswith(f"{name}:")]
    return f", and below it {' and '.join(others)}" if others else ""


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
    usual = ["url"] * value.startswith(("http://", "https://")) + ["text", "name", "event"]
    usual += ["id"] if value == "..." or re.fullmatch("[a-z0-9-]+", value) else ["publisher", "statement", "id"]
    return next((name for name in usual if name in fields), fields[0] if fields else "field")


# A value out of bounds


_BOUNDS = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
}
_BREACHES = {
    "not": "is what its schema rules out",
    "anyOf": "fits none of the forms that its schema allows",
    "oneOf": "does not fit exactly one of the forms that its schema allows",
    "contains": "has too few or too many of the members that its schema asks for",
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


def other_breach(error: Any, pointer: str, data: Any) -> Iterator[Diagnostic]:
    """S106 for a value out of bounds; S102 and S108 for what only the schema of a dataset asks."""
    bound = out_of_bounds(error, pointer, value_at(data, pointer.rpartition("/")[0]))
    if bound is not None:
        yield bound
    elif error.validator == "dependentRequired":
        yield from _fields_beside(error, pointer)
    else:
        yield Diagnostic("S108", cut(_said(error, pointer)), pointer, value=value_at(data, pointer))


def _said(error: Any, pointer: str) -> str:
    if error.validator == "const":
        return f"{called(pointer)} is to be {cut(json.dumps(error.validator_value, ensure_ascii=False))}"
    if error.validator in _BREACHES:
        return f"{called(pointer)} {_BREACHES[error.validator]}"
    return str(error.message)


def _swapped(pointer: str, parent: Any) -> str | None:
    other = parent.get("longitude") if pointer.endswith("/latitude") and isinstance(parent, dict) else None
    is_latitude = isinstance(other, int | float) and -90 <= other <= 90
    return "are latitude and longitude swapped? latitude comes first" if is_latitude else None
