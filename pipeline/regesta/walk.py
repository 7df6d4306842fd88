"""Walks over a value by the contract: each node of the schema is looked up once, not once a record."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from regesta.contract import Schema, escaped, resolved

_MOST_KEPT = 64

Below: TypeAlias = "tuple[tuple[str, str, Plan], ...]"


@dataclass(eq=False, slots=True)
class Plan:
    """One node of a schema with its $ref followed; what lies below is made when it is asked for, and kept."""

    document: Schema
    node: Schema
    _fields: "dict[str, Plan]" = field(default_factory=dict)
    _item: "Plan | None" = None
    _marked: "dict[tuple[str, ...], Below]" = field(default_factory=dict)

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

    def marked(self, marks: tuple[str, ...]) -> Below:
        """The fields at or below which one of the marks may stand: key, the key in a pointer, plan."""
        if marks not in self._marked:
            plans = ((key, self.field(key)) for key in self.node.get("properties", {}))
            self._marked[marks] = tuple(
                (key, f"/{escaped(key)}", plan)
                for key, plan in plans
                if any(name in plan.node for name in (*marks, "properties", "items"))
            )
        return self._marked[marks]


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


def referring(document: Schema, node: Schema, data: Any, pointer: str = "") -> Iterator[tuple[str, str, str]]:
    """Every reference in a value: (what it refers to, the id, its pointer), by the contract's x-refers."""
    found: list[tuple[Schema, str, str]] = []
    _texts(plan_of(document, node), _REFERS, data, pointer, found)
    return ((below["x-refers"], text, where) for below, text, where in found)


def formed(document: Schema, data: Any) -> list[tuple[Schema, str, str]]:
    """Every text of a document that has a form of its own or refers to something: (its node, the text, its pointer)."""
    found: list[tuple[Schema, str, str]] = []
    _texts(plan_of(document, document), _FORMS, data, "", found)
    return found


def _texts(plan: Plan, marks: tuple[str, ...], data: Any, pointer: str, found: list[tuple[Schema, str, str]]) -> None:
    """Add the texts below whose node bears one of the marks."""
    if isinstance(data, dict):
        for key, step, below in plan.marked(marks):
            if key in data:
                _texts(below, marks, data[key], pointer + step, found)
    elif isinstance(data, list):
        for index, item in enumerate(data):
            _texts(plan.item, marks, item, f"{pointer}/{index}", found)
    elif isinstance(data, str) and any(mark in plan.node for mark in marks):
        found.append((plan.node, data, pointer))


def ordered(document: Schema, node: Schema, value: Any) -> Any:
    """A copy of a value with its keys in contract order and its numbers in the type of the contract."""
    return _ordered(plan_of(document, node), value)


def _ordered(plan: Plan, value: Any) -> Any:
    if isinstance(value, dict):
        known = {
            key: item if type(item := value[key]) is str else _ordered(plan.field(key), item)
            for key in plan.node.get("properties", ())
            if key in value
        }
        if len(known) < len(value):
            known |= {key: _ordered(plan.field(key), item) for key, item in value.items() if key not in known}
        return known
    if isinstance(value, list):
        return [_ordered(plan.item, item) for item in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        if plan.node.get("type") == "number":
            return float(value)
        if plan.node.get("type") == "integer" and value == int(value):
            return int(value)
    return value


def copied(value: Any) -> Any:
    """A copy of JSON values, all the way down."""
    if isinstance(value, dict):
        return {key: item if type(item) is str else copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [item if type(item) is str else copied(item) for item in value]
    return value
