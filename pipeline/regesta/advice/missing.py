"""What to add where a field is missing; read for faults only."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from regesta.advice.fields import Node, codes_of, starter, starting_field
from regesta.advice.numbers import example
from regesta.contract import Schema, resolved
from regesta.diagnostics import Diagnostic, altered


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
        inner = json.dumps({starting_field(member, "..."): "..."})
        return f"add `{key}: {f'[{inner}]' if 'items' in node else inner}`"
    if "properties" in member:
        dash = "- " if "items" in node else ""
        return f"add `{name}:` and, indented below it, `{dash}{starter(member, '...')}`"
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


def fields_beside(error: Any, pointer: str) -> Iterator[Diagnostic]:
    """S102 for the fields that an object must have because it has another."""
    for name, needed in error.validator_value.items():
        for other in needed if name in error.instance else ():
            if other not in error.instance:
                message = f"missing field `{other}`, which `{name}` needs beside it"
                yield Diagnostic("S102", message, pointer, at="first-key", expected=other, help=f"add `{other}:`")
