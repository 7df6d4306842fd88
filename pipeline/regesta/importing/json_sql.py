"""SQL that writes a value as JSON without its nulls: text joined to NULL is NULL, and `concat_ws` passes NULL over."""

import json
from collections.abc import Iterable
from typing import Any

from regesta.contract import Schema, properties, resolved
from regesta.importing.loaded import literal, quoted

# Text that is a number by JSON's grammar, exact as a double, and not -0.
_WHOLE = "-?[1-9][0-9]{0,14}|0"
_DECIMAL = r"-?[1-9][0-9]{0,7}\.[0-9]{1,7}|-?0\.0{0,3}[1-9][0-9]{0,6}|0\.0{1,7}"


def json_of(document: Schema, node: Schema, kind: Any, value: str, depth: int = 0) -> str:
    """The SQL for the JSON of a value of a DuckDB type, NULL where it is.

    value is the SQL that gives it, depth in how many lists it stands. A text is a number where the contract wants one
    and it can be told exactly. Members of lists that are null are left out. Empty texts, lists and objects stay, and so
    does what is null in a type that JSON does not know.
    """
    node = resolved(document, node)
    if kind.id == "struct":
        fields = properties(document, node)
        members = (
            _member(name, json_of(document, fields.get(name, {}), below, f"{value}.{quoted(name)}", depth))
            for name, below in kind.children
        )
        return f"CASE WHEN {value} IS NULL THEN NULL ELSE {_object(members)} END"
    if kind.id == "list":
        item = f"i{depth}"
        below = json_of(document, node.get("items", {}), kind.children[0][1], item, depth + 1)
        return f"('[' || array_to_string(list_transform({value}, lambda {item}: {below}), ',') || ']')"
    if kind.id == "varchar" and node.get("type") in ("number", "integer"):
        return (
            f"CASE WHEN {value} IS NULL OR regexp_full_match({value}, {literal(_WHOLE)}) THEN {value} "
            f"WHEN regexp_full_match({value}, {literal(_DECIMAL)}) THEN CAST(CAST({value} AS DOUBLE) AS VARCHAR) "
            f"ELSE CAST(to_json({value}) AS VARCHAR) END"
        )
    return f"to_json({value})"


def json_column(name: str) -> str:
    """The column that holds the JSON of a field."""
    return quoted(f"_json_{name}")


def line_of(members: dict[str, str]) -> str:
    """The SQL for an object of fields, each given as SQL for its JSON, and the end of its line."""
    return _object((_member(name, value) for name, value in members.items()), "}\n")


def _object(members: Iterable[str], end: str = "}") -> str:
    return f"concat('{{', concat_ws(',', {', '.join(members)}), {literal(end)})"


def _member(name: str, value: str) -> str:
    return f"{literal(json.dumps(name, ensure_ascii=False) + ':')} || {value}"
