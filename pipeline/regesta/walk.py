"""Walks over a value by the contract: each node of the schema is looked up once, not once a record."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from regesta.contract import Schema, escaped, resolved

_MOST_KEPT = 64

K = TypeVar("K")
V = TypeVar("V")

Shape: TypeAlias = "tuple[tuple[str, ...] | None, tuple[tuple[str, Plan], ...]]"
Bearing: TypeAlias = "tuple[tuple[str, str, Plan, bool], ...]"


class _Ranks(dict[str, int]):
    """The place of each field in the contract; fields that it does not know come last, in the order they have."""

    def __missing__(self, key: str) -> int:
        return len(self)


@dataclass(eq=False, slots=True)
class Plan:
    """One node of a schema with its $ref followed; what lies below is made when it is asked for, and kept.

    Objects with the same keys in the same order are walked in the same way, which is looked up by those keys.
    """

    document: Schema
    node: Schema
    _fields: "dict[str, Plan]" = field(default_factory=dict)
    _item: "Plan | None" = None
    _shapes: "dict[tuple[str, ...], Shape]" = field(default_factory=dict)
    _bearing: "dict[tuple[tuple[str, ...], tuple[str, ...]], Bearing]" = field(default_factory=dict)

    def field(self, key: str) -> "Plan":
        """The plan of a field; of one that the contract does not know, the plan that says nothing."""
        if key not in self._fields:
            self._fields[key] = _plan(self.document, self.node.get("properties", {}).get(key, {}))
        return self._fields[key]

    @property
    def item(self) -> "Plan":
        if self._item is None:
            self._item = _plan(self.document, self.node.get("items", {}))
        return self._item

    def shape(self, keys: tuple[str, ...]) -> Shape:
        """The keys of an object in contract order (None: they are), and those whose values are walked, with plans."""
        known = self._shapes.get(keys)
        if known is None:
            ranks = _Ranks((key, index) for index, key in enumerate(self.node.get("properties", ())))
            order = tuple(sorted(keys, key=ranks.__getitem__))
            plans = ((key, self.field(key)) for key in order)
            looked_at = tuple((key, plan) for key, plan in plans if plan.node.get("type") not in _AS_IT_IS)
            known = (None if order == keys else order, looked_at)
            _keep(self._shapes, keys, known)
        return known

    def bearing(self, keys: tuple[str, ...], marks: tuple[str, ...]) -> Bearing:
        """Those keys of an object at or below which a mark may stand: key, step, plan, whether it is here."""
        known = self._bearing.get((keys, marks))
        if known is None:
            plans = ((key, self.field(key)) for key in keys)
            known = tuple(
                (key, f"/{escaped(key)}", plan, any(mark in plan.node for mark in marks))
                for key, plan in plans
                if _bears(plan, marks, set())
            )
            _keep(self._bearing, (keys, marks), known)
        return known


_AS_IT_IS = ("string", "boolean")
_MOST_SHAPES = 10_000


def _keep(known: dict[K, V], key: K, value: V) -> None:
    if len(known) >= _MOST_SHAPES:
        known.clear()
    known[key] = value


def _bears(plan: Plan, marks: tuple[str, ...], seen: set[int]) -> bool:
    """Whether a mark stands at a node or anywhere below; a schema may contain itself."""
    if id(plan.node) in seen:
        return False
    seen.add(id(plan.node))
    below = [plan.field(key) for key in plan.node.get("properties", {})]
    below += [plan.item] if "items" in plan.node else []
    return any(mark in plan.node for mark in marks) or any(_bears(one, marks, seen) for one in below)


def _plan(document: Schema, node: Schema) -> Plan:
    return Plan(document, resolved(document, node))


_kept: dict[tuple[int, int | str], tuple[Schema, Schema, Plan]] = {}


def plan_of(document: Schema, node: Schema) -> Plan:
    """The plan of a node of a document, made once for the same two objects (or the same $ref)."""
    key = (id(document), node["$ref"] if node.keys() == {"$ref"} else id(node))
    known = _kept.get(key)
    if known is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        known = _kept[key] = (document, node, _plan(document, node))  # kept alive, so that no other has their ids
    return known[2]


_REFERS = ("x-refers",)
_FORMS = ("x-form", "x-refers")


def referring(document: Schema, node: Schema, data: Any) -> Iterator[tuple[str, str, str]]:
    """Every reference in a value: (what it refers to, the id, its pointer), by the contract's x-refers."""
    found: list[tuple[Schema, str, str]] = []
    _texts(plan_of(document, node), _REFERS, data, "", found)
    return ((below["x-refers"], text, where) for below, text, where in found)


def formed(document: Schema, data: Any) -> list[tuple[Schema, str, str]]:
    """Every text of a document that has a form of its own or refers to something: (its node, the text, its pointer)."""
    found: list[tuple[Schema, str, str]] = []
    _texts(plan_of(document, document), _FORMS, data, "", found)
    return found


def _texts(plan: Plan, marks: tuple[str, ...], data: Any, pointer: str, found: list[tuple[Schema, str, str]]) -> None:
    """Add the texts below whose node bears one of the marks."""
    kind = type(data)
    if kind is dict:
        for key, step, below, here in plan.bearing(tuple(data), marks):
            value = data[key]
            if type(value) is list:
                member = below.item
                for index, item in enumerate(value):
                    _texts(member, marks, item, f"{pointer}{step}/{index}", found)
            elif type(value) is not str:
                _texts(below, marks, value, pointer + step, found)
            elif here:
                found.append((below.node, value, pointer + step))
    elif kind is list:
        for index, item in enumerate(data):
            _texts(plan.item, marks, item, f"{pointer}/{index}", found)
    elif kind is str and any(mark in plan.node for mark in marks):
        found.append((plan.node, data, pointer))


def ordered(document: Schema, node: Schema, value: Any, done: Collection[str] = ()) -> Any:
    """A copy of a value with its keys in contract order and its numbers in the type of the contract.

    What stands under the keys done is so already, and is not copied.
    """
    return _ordered(plan_of(document, node), value, done)


def _ordered(plan: Plan, value: Any, done: Collection[str] = ()) -> Any:
    kind = type(value)
    if kind is dict:
        order, looked_at = plan.shape(tuple(value))
        made = dict(value) if order is None else {key: value[key] for key in order}
        for key, below in looked_at:
            item = made[key]
            if type(item) is not str and key not in done:
                made[key] = _ordered(below, item)
        return made
    if kind is list:
        below = plan.item
        return [item if type(item) is str else _ordered(below, item) for item in value]
    if kind is int or kind is float:
        if plan.node.get("type") == "number":
            return float(value)
        if plan.node.get("type") == "integer" and value == int(value):
            return int(value)
    return value


def copied(value: Any) -> Any:
    """A copy of JSON values, all the way down."""
    if isinstance(value, dict):
        made = dict(value)
        for key, item in value.items():
            if type(item) is dict or type(item) is list:
                made[key] = copied(item)
        return made
    if isinstance(value, list):
        return [copied(item) if type(item) is dict or type(item) is list else item for item in value]
    return value
