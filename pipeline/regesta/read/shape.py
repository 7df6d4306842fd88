"""What a JSON Schema says about plain scalars: which fields are text, numbers, true or false."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from regesta.contract import is_index, unescaped

Kind = Literal["text", "number", "boolean", "any"]
_KINDS: dict[str, Kind] = {"string": "text", "number": "number", "integer": "number", "boolean": "boolean"}
_PYTHON: dict[type, Kind] = {str: "text", bool: "boolean", int: "number", float: "number"}
_BRANCHES = ("allOf", "anyOf", "oneOf")
_CONDITIONS = ("if", "then", "else")
_MOST_CACHED = 32


class Shape:
    """The kind of a value; the shapes of its fields, its other fields and its items, compiled when first asked for."""

    __slots__ = ("_compiled", "_fields", "_item", "_other", "_parts", "kind")

    def __init__(self, parts: Sequence[Mapping[str, Any]], compiled: "_Compiled") -> None:
        kinds = {kind for part in parts for kind in _kinds(part)}
        self.kind: Kind = kinds.pop() if len(kinds) == 1 else "any"
        self._parts, self._compiled = parts, compiled
        self._fields: dict[str, Shape] = {}
        self._other: Shape | None = None
        self._item: Shape | None = None

    def of(self, key: str) -> "Shape":
        known = self._fields.get(key)
        if known is not None:
            return known
        nodes = [part["properties"][key] for part in self._parts if key in part.get("properties", ())]
        if nodes:
            self._fields[key] = self._compiled.shape(nodes)
            return self._fields[key]
        if self._other is None:
            self._other = self._below("additionalProperties")
        return self._other

    @property
    def items(self) -> "Shape":
        if self._item is None:
            self._item = self._below("items")
        return self._item

    def at(self, pointer: str) -> "Shape":
        """The shape of what a JSON Pointer leads to."""
        shape = self
        for step in unescaped(pointer):
            shape = shape.items if is_index(step) else shape.of(step)
        return shape

    def _below(self, keyword: str) -> "Shape":
        return self._compiled.shape([part[keyword] for part in self._parts if keyword in part])


class _Compiled:
    """The shapes of one schema, each of which is there once, so that one that contains itself ends."""

    def __init__(self, root: Mapping[str, Any]) -> None:
        self._root = root
        self._shapes: dict[tuple[int, ...], Shape] = {}

    def shape(self, nodes: Iterable[Any]) -> Shape:
        parts = [part for node in nodes for part in _parts(node, self._root, set())]
        identity = tuple(id(part) for part in parts)
        if identity not in self._shapes:
            self._shapes[identity] = Shape(parts, self)
        return self._shapes[identity]


_known: dict[int, tuple[Mapping[str, Any], Shape, Shape]] = {}


def shape_of(schema: Mapping[str, Any]) -> Shape:
    """Compile a schema (whose $ref only point to its own #/$defs) once; the same object is not compiled again."""
    return _shapes(schema)[1]


def shape_of_file(schema: Mapping[str, Any]) -> Shape:
    """The shape of a record file, which is one event of the schema, or has a list of them as `events`."""
    return _shapes(schema)[2]


def _shapes(schema: Mapping[str, Any]) -> tuple[Mapping[str, Any], Shape, Shape]:
    known = _known.get(id(schema))
    if known is not None and known[0] is schema:
        return known
    if len(_known) >= _MOST_CACHED:
        _known.clear()
    compiled = _Compiled(schema)
    file = {"properties": {"events": {"items": schema}}}
    _known[id(schema)] = schema, compiled.shape([schema]), compiled.shape([schema, file])
    return _known[id(schema)]


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


def _kinds(node: Mapping[str, Any]) -> set[Kind]:
    """The kinds of scalars that a schema allows by itself; none where it says nothing of them."""
    types = node.get("type")
    if types is not None:
        return {_KINDS[name] for name in ([types] if isinstance(types, str) else types) if name in _KINDS}
    values = [node["const"]] if "const" in node else node.get("enum", ())
    return {_PYTHON[type(value)] for value in values if type(value) in _PYTHON}


ANY = _Compiled({}).shape(())
