"""The shape that the contract gives a record, as DuckDB types: what of a recipe's result fits, and how it is cast."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import Contract, Schema, properties, resolved
from regesta.errors import RegestaError
from regesta.importing.loaded import FROM, literal, quoted
from regesta.importing.recipe import Recipe
from regesta.read.text import blank
from regesta.version import VERSION

_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
_WHOLE = {
    "tinyint",
    "smallint",
    "integer",
    "bigint",
    "utinyint",
    "usmallint",
    "uinteger",
    "ubigint",
    "hugeint",
    "uhugeint",
}
NUMBERS = _WHOLE | {"float", "double", "decimal"}
_NESTED = {"list", "array", "struct", "map", "union"}


class Field(NamedTuple):
    """A field of the record: the SQL that gives it in the type of the contract.

    loose says that text may stand in it where the contract wants a number or a boolean.
    """

    name: str
    expression: str
    loose: bool = False


def fields_of(contract: Contract, recipe: Recipe, columns: Sequence[str], types: Sequence[Any]) -> list[Field]:
    """The fields that a recipe's result gives and its provenance, in contract order.

    Raises:
        RegestaError: a column is no field, or is of another shape than its field; or `_from` is not there.
    """
    event = contract.schema("event")
    known = properties(event, event)
    if FROM not in columns:
        raise RegestaError(
            f"the result has no column {FROM}: select it from the input, so that each record has its row"
        )
    given = dict(zip(columns, types, strict=True))
    if given[FROM].id != "struct" or {name for name, _ in given[FROM].children} != {"file", "row"}:
        raise RegestaError(f"{FROM} is not that of an input: select it as it is, and make none of your own")
    for name in given:
        if name not in known and name != FROM:
            raise RegestaError(f"the result has a column {name!r}, which no record has{_meant(name, known)}")
    fields = [_field(event, name, known[name], given[name]) for name in given if name != FROM]
    own = given.get("provenance")
    fields = [f for f in fields if f.name != "provenance"] + [_provenance(event, recipe, own)]
    return sorted(fields, key=lambda one: list(known).index(one.name))


def _field(event: Schema, name: str, node: Schema, given: Any) -> Field:
    loose: list[str] = []
    cast = _cast(event, node, given, f"/{name}", loose)
    return Field(name, f"CAST({quoted(name)} AS {cast})", bool(loose))


def _provenance(event: Schema, recipe: Recipe, own: Any) -> Field:
    """The provenance of every record; what the recipe gives wins."""
    row = {"dataset": literal(recipe.name), "file": f"{FROM}.file", "row": f"{FROM}.row"}
    whole = {"method": "'imported'", "tool": "'regesta'", "tool_version": literal(VERSION)}
    nodes = properties(event, event["$defs"]["Provenance"])
    below = properties(event, event["$defs"]["Import"])
    given = dict(own.children) if own is not None else {}
    origin = dict(given["imported_from"].children) if "imported_from" in given else {}
    imported = _struct(below, origin, "provenance.imported_from", row)
    return Field(
        "provenance", _struct(nodes, given, "provenance", {**whole, "imported_from": imported}, "imported_from")
    )


def _struct(nodes: Schema, given: Any, path: str, filled: dict[str, str], whole: str = "") -> str:
    """A struct of the fields that are given or filled in; the field named whole is as filled in."""
    for name in given:
        if name not in nodes:
            raise RegestaError(f"the result has {path}.{name}, which no record has{_meant(name, nodes)}")
    members = []
    for name, node in nodes.items():
        own = (
            f"{path}.{name}"
            if node["type"] in ("array", "object")
            else f"CAST({path}.{name} AS {_TYPES[node['type']]})"
        )
        if name in filled:
            stated = f"coalesce({own}, {filled[name]})" if name in given and name != whole else filled[name]
            members.append(f"{literal(name)}: {stated}")
        elif name in given:
            members.append(f"{literal(name)}: {own}")
    return f"{{{', '.join(members)}}}"


def _cast(document: Schema, node: Schema, given: Any, pointer: str, loose: list[str]) -> str:
    """The type to which a value is cast; loose gathers the pointers of text where the contract wants another type."""
    node = resolved(document, node)
    kind = given.id
    if str(given) == '"NULL"' or node.get("type") not in (*_TYPES, "array", "object"):
        return "VARCHAR" if str(given) == '"NULL"' else str(given)
    if node["type"] == "array":
        _expect(kind in ("list", "array"), "a list", given, pointer)
        return f"{_cast(document, node['items'], given.children[0][1], f'{pointer}/-', loose)}[]"
    if node["type"] == "object":
        return _cast_object(document, node, given, pointer, loose)
    _expect(kind not in _NESTED, "one value", given, pointer)
    wanted = _TYPES[node["type"]]
    if (
        wanted == "VARCHAR"
        or kind in {"VARCHAR": (), "BIGINT": _WHOLE, "DOUBLE": NUMBERS, "BOOLEAN": ("boolean",)}[wanted]
    ):
        return wanted
    loose.append(pointer)
    return "DOUBLE" if kind in NUMBERS else "VARCHAR"


def _cast_object(document: Schema, node: Schema, given: Any, pointer: str, loose: list[str]) -> str:
    fields = properties(document, node)
    if not fields:
        return str(given)  # extra without an extension
    _expect(given.id == "struct", "a struct", given, pointer)
    children = dict(given.children)
    for name in children:
        if name not in fields and node.get("additionalProperties") is False:
            raise RegestaError(f"the result has {pointer}/{name}, which no record has{_meant(name, fields)}")
    ordered = [*(name for name in fields if name in children), *(name for name in children if name not in fields)]
    members = (
        f"{quoted(name)} {_cast(document, fields.get(name, {}), children[name], f'{pointer}/{name}', loose)}"
        for name in ordered
    )
    return f"STRUCT({', '.join(members)})"


def _expect(holds: bool, wanted: str, given: Any, pointer: str) -> None:
    if not holds:
        raise RegestaError(f"the result has {given} at {pointer}, where {wanted} is expected")


def _meant(name: str, known: Any) -> str:
    meant = did_you_mean(nearest(name, known))
    return f"; {meant}" if meant else ""


def pruned(value: Any) -> Any:
    """The value without its blanks, all the way down: null, empty text, lists and objects; None if nothing is left."""
    if isinstance(value, dict):
        kept = {key: left for key, item in value.items() if (left := pruned(item)) is not None}
        return kept or None
    if isinstance(value, list):
        members = [left for item in value if (left := pruned(item)) is not None]
        return members or None
    return None if isinstance(value, str) and blank(value) else value
