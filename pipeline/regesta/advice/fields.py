"""What fields are called, which codes they take, and with which field an object begins; read for faults only."""

import json
import re
from typing import Any

from regesta.advice.numbers import LEFT_OUT, is_blank_word
from regesta.contract import Schema, node_at, unescaped
from regesta.read.text import cut


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


def starter(node: Schema, value: str, *, in_braces: bool = False) -> str:
    """The field of an object that a lone text most likely is, as it is typed."""
    shown = cut(value, 50)
    is_plain = shown == "..." or (
        re.match(r"""[^-?:,\[\]{}#&*!|>'"%@`]""", shown) is not None
        and re.search(r": | #|[,\[\]{}]" if in_braces else ": | #", shown) is None
    )
    return f"{starting_field(node, value)}: {shown if is_plain else json.dumps(shown, ensure_ascii=False)}"


def starting_field(node: Schema, value: str) -> str:
    fields = list(node.get("properties", {}))
    usual = ["url"] * value.startswith(("http://", "https://")) + ["text", "name", "event"]
    usual += ["id"] if value == "..." or re.fullmatch("[a-z0-9-]+", value) else ["publisher", "statement", "id"]
    return next((name for name in usual if name in fields), fields[0] if fields else "field")


def left_out(document: Schema, value: Any, pointer: str) -> str | None:
    """What to do about a word for nothing in a field that need not be there; None for all else."""
    above, _, name = pointer.rpartition("/")
    if not isinstance(value, str) or not is_blank_word(value) or name.isdigit():
        return None
    home = node_at(document, above) or {}
    needed = home.get("required", home.get("else", {}).get("required", ()))
    is_known = "missing" in document.get("properties", {})
    return None if name in needed else LEFT_OUT if is_known else "leave the key out"
