"""What a JSON Schema says about plain scalars: which fields are text, numbers, true or false."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["text", "number", "boolean", "any"]
_KINDS: dict[str, Kind] = {"string": "text", "number": "number", "integer": "number", "boolean": "boolean"}
_PYTHON: dict[type, Kind] = {str: "text", bool: "boolean", int: "number", float: "number"}
_BRANCHES = ("allOf", "anyOf", "oneOf")
_CONDITIONS = ("if", "then", "else")
_MOST_CACHED = 32


@dataclass(slots=True)
class Shape:
    """The kind of a value, and the shapes of its fields, its other fields and its items."""

    kind: Kind = "any"
    fields: "dict[str, Shape]" = field(default_factory=dict)
    other: "Shape | None" = None
    item: "Shape | None" = None

    def of(self, key: str) -> "Shape":
        return self.fields.get(key) or self.other or ANY

    @property
    def items(self) -> "Shape":
        return self.item or ANY


ANY = Shape()
_compiled: dict[int, tuple[Mapping[str, Any], Shape]] = {}


def shape_of(schema: Mapping[str, Any]) -> Shape:
    """Compile a schema (whose $ref only point to its own #/$defs) once; the same object is not compiled again."""
    known = _compiled.get(id(schema))
    if known is not None and known[0] is schema:
        return known[1]
    if len(_compiled) >= _MOST_CACHED:
        _compiled.clear()
    shape = _compile((schema,), schema, {})
    _compiled[id(schema)] = schema, shape
    return shape


def _compile(nodes: tuple[Any, ...], root: Mapping[str, Any], done: dict[tuple[int, ...], Shape]) -> Shape:
    parts = [part for node in nodes for part in _parts(node, root, set())]
    identity = tuple(id(part) for part in parts)
    if identity in done:
        return done[identity]
    shape = done[identity] = Shape(next((kind for kind in map(_kind, parts) if kind != "any"), "any"))
    fields: dict[str, list[Any]] = {}
    for part in parts:
        for name, node in part.get("properties", {}).items():
            fields.setdefault(name, []).append(node)
    shape.fields = {name: _compile(tuple(below), root, done) for name, below in fields.items()}
    other = tuple(part["additionalProperties"] for part in parts if "additionalProperties" in part)
    item = tuple(part["items"] for part in parts if "items" in part)
    shape.other = _compile(other, root, done) if other else None
    shape.item = _compile(item, root, done) if item else None
    return shape


def _parts(node: Any, root: Mapping[str, Any], seen: set[int]) -> Iterator[Mapping[str, Any]]:
    """Yield a schema, what it refers to, and its branches."""
    if not isinstance(node, Mapping) or id(node) in seen:
        return
    seen.add(id(node))
    yield node
    if isinstance(node.get("$ref"), str):
        yield from _parts(_target(node["$ref"], root), root, seen)
    for name in _BRANCHES:
        for branch in node.get(name, ()):
            yield from _parts(branch, root, seen)
    for name in _CONDITIONS:
        yield from _parts(node.get(name), root, seen)


def _target(ref: str, root: Mapping[str, Any]) -> Any:
    node: Any = root
    for key in ref.removeprefix("#").split("/")[1:]:
        node = node.get(key.replace("~1", "/").replace("~0", "~")) if isinstance(node, Mapping) else None
    return node if ref.startswith("#") else None


def _kind(node: Mapping[str, Any]) -> Kind:
    types = node.get("type")
    if types is not None:
        kinds = {_KINDS.get(name, "any") for name in ([types] if isinstance(types, str) else types)}
    else:
        values = [node["const"]] if "const" in node else node.get("enum", ())
        kinds = {_PYTHON.get(type(value), "any") for value in values}
    return kinds.pop() if len(kinds) == 1 else "any"
