"""Walks over a value by the contract: each node of the schema is looked up once, not once a record."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from regesta.contract import Schema, escaped, resolved

_MOST_KEPT = 64

K = TypeVar("K")
V = TypeVar("V")

Shape: TypeAlias = "tuple[tuple[str, ...] | None, tuple[tuple[str, Plan], ...]]"
Bearing: TypeAlias = "tuple[tuple[str, str, Plan, Plan, bool], ...]"


class _Ranks(dict[str, int]):
    """The place of each field in the contract; fields that it does not know come last, in the order they have."""

    def __missing__(self, key: str) -> int:
        return len(self)


class _Kept(dict[K, V]):
    """What is made of each key, kept: to get it again takes no call."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self.make = make

    def __missing__(self, key: K) -> V:
        if len(self) >= _MOST_SHAPES:
            self.clear()
        made = self[key] = self.make(key)
        return made


@dataclass(eq=False, slots=True)
class Plan:
    """One node of a schema with its $ref followed; what lies below is made when it is asked for, and kept.

    marks are keywords of the nodes that are looked for. Objects with the same keys in the same order are walked in the
    same way, which is looked up by those keys in shapes and bearings.
    """

    document: Schema
    node: Schema
    marks: tuple[str, ...] = ()
    shapes: "_Kept[tuple[str, ...], Shape]" = field(init=False)
    bearings: "_Kept[tuple[str, ...], Bearing]" = field(init=False)
    _fields: "dict[str, Plan]" = field(default_factory=dict)
    _item: "Plan | None" = None

    def __post_init__(self) -> None:
        self.shapes, self.bearings = _Kept(self._shape), _Kept(self._bearing)

    def field(self, key: str) -> "Plan":
        """The plan of a field; of one that the contract does not know, the plan that says nothing."""
        if key not in self._fields:
            self._fields[key] = self._plan(self.node.get("properties", {}).get(key, {}))
        return self._fields[key]

    @property
    def item(self) -> "Plan":
        if self._item is None:
            self._item = self._plan(self.node.get("items", {}))
        return self._item

    @property
    def is_marked(self) -> bool:
        return any(mark in self.node for mark in self.marks)

    def _plan(self, node: Schema) -> "Plan":
        return Plan(self.document, resolved(self.document, node), self.marks)

    def _shape(self, keys: tuple[str, ...]) -> Shape:
        """The keys of an object in contract order (None: they are), and those whose values are walked, with plans."""
        ranks = _Ranks((key, index) for index, key in enumerate(self.node.get("properties", ())))
        order = tuple(sorted(keys, key=ranks.__getitem__))
        plans = ((key, self.field(key)) for key in order)
        looked_at = tuple((key, plan) for key, plan in plans if plan.node.get("type") not in _AS_IT_IS)
        return (None if order == keys else order, looked_at)

    def _bearing(self, keys: tuple[str, ...]) -> Bearing:
        """Those keys of an object at or below which a mark may stand: key, step, plan, that of items, whether here."""
        plans = ((key, self.field(key)) for key in keys)
        return tuple(
            (key, f"/{escaped(key)}", plan, plan.item, plan.is_marked) for key, plan in plans if _bears(plan, set())
        )


_AS_IT_IS = ("string", "boolean")
_MOST_SHAPES = 10_000


def _bears(plan: Plan, seen: set[int]) -> bool:
    """Whether a mark stands at a node or anywhere below; a schema may contain itself."""
    if id(plan.node) in seen:
        return False
    seen.add(id(plan.node))
    below = [plan.field(key) for key in plan.node.get("properties", {})]
    below += [plan.item] if "items" in plan.node else []
    return plan.is_marked or any(_bears(one, seen) for one in below)


_kept: dict[tuple[int, int | str, tuple[str, ...]], tuple[Schema, Schema, Plan]] = {}


def plan_of(document: Schema, node: Schema, marks: tuple[str, ...] = ()) -> Plan:
    """The plan of a node of a document, made once for the same two objects (or the same $ref) and the same marks."""
    key = (id(document), node["$ref"] if node.keys() == {"$ref"} else id(node), marks)
    known = _kept.get(key)
    if known is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        plan = Plan(document, resolved(document, node), marks)
        known = _kept[key] = (document, node, plan)  # kept alive, so that no other has their ids
    return known[2]


_REFERS = ("x-refers",)
_FORMS = ("x-form", "x-refers")


def referring(document: Schema, node: Schema, data: Any) -> Iterator[tuple[str, str, str]]:
    """Every reference in a value: (what it refers to, the id, its pointer), by the contract's x-refers."""
    found: list[tuple[Schema, str, str]] = []
    _texts(plan_of(document, node, _REFERS), data, "", found)
    return ((below["x-refers"], text, where) for below, text, where in found)


def formed(document: Schema, data: Any) -> list[tuple[Schema, str, str]]:
    """Every text of a document that has a form of its own or refers to something: (its node, the text, its pointer)."""
    found: list[tuple[Schema, str, str]] = []
    _texts(plan_of(document, document, _FORMS), data, "", found)
    return found


def _texts(plan: Plan, data: Any, pointer: str, found: list[tuple[Schema, str, str]]) -> None:
    """Add the texts below whose node bears a mark of the plan."""
    kind = type(data)
    if kind is dict:
        for key, step, below, member, here in plan.bearings[tuple(data)]:
            value = data[key]
            if type(value) is list:
                for index, item in enumerate(value):
                    _texts(member, item, f"{pointer}{step}/{index}", found)
            elif type(value) is not str:
                _texts(below, value, pointer + step, found)
            elif here:
                found.append((below.node, value, pointer + step))
    elif kind is list:
        for index, item in enumerate(data):
            _texts(plan.item, item, f"{pointer}/{index}", found)
    elif kind is str and plan.is_marked:
        found.append((plan.node, data, pointer))


def ordered(document: Schema, node: Schema, value: Any, done: Collection[str] = ()) -> Any:
    """A copy of a value with its keys in contract order and its numbers in the type of the contract.

    What stands under the keys done is so already, and is not copied.
    """
    return _ordered(plan_of(document, node), value, done)


def _ordered(plan: Plan, value: Any, done: Collection[str] = ()) -> Any:
    kind = type(value)
    if kind is dict:
        order, looked_at = plan.shapes[tuple(value)]
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
