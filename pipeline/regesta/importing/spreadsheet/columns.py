"""The sheets of a workbook that a record is written in, derived from the contract: a list of objects is a sheet.

Sheets and columns bear the names of the release's tables, but that of the events is `events`, and nothing computed is
among them. `sources` holds what several events were read in.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from regesta.contract import Contract, Schema, properties, resolved

EVENT_ID, CLAIM, POSITION = "event_id", "claim", "position"
EXTRA = "extra_json"
EXAMPLE = "example"
EVENTS, SOURCES = "events", "sources"
_REFERS = {EVENT_ID: "The id of the event, as in the sheet events."}
_NEEDED = "Each event needs a row here."
_SCALARS = ("string", "integer", "number", "boolean")


class Column(NamedTuple):
    """A column: path is that of its value in the object of a row (() for the keys), node what the contract says.

    item is the node of the members where the value is a list; dated says that it is a part of a date.
    """

    name: str
    node: Schema
    path: tuple[str, ...] = ()
    required: bool = False
    item: Schema | None = None
    dated: bool = False

    @property
    def kind(self) -> str:
        """string, integer, number, boolean, array or object (as JSON)."""
        return str(self.node["type"])

    @property
    def scalar(self) -> Schema:
        """What the contract says of one value."""
        return self.node if self.item is None else self.item


class Sheet(NamedTuple):
    """A sheet: below is the sheet whose rows its rows belong to (None: none), field the list there that they make."""

    name: str
    columns: tuple[Column, ...]
    below: str | None = None
    field: str = ""

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@lru_cache(maxsize=8)
def sheets(contract: Contract) -> dict[str, Sheet]:
    """Every sheet by name: the events, then their lists, those of their claims, and the shared sources."""
    event = contract.schema("event")
    found = {EVENTS: Sheet(EVENTS, tuple(_columns(event, event)))}
    found |= {sheet.name: sheet for sheet in _lists(event, event, EVENTS, (_key(EVENT_ID),))}
    source = resolved(event, {"$ref": "#/$defs/Source"})
    return found | {SOURCES: Sheet(SOURCES, tuple(_columns(event, source)))}


def _key(name: str, more: str = "") -> Column:
    """A column that says where a row belongs."""
    text = f"{_REFERS.get(name, f'The id of the {name}, within the event.')} {more}".rstrip()
    node = {"type": "string", "description": text, "x-refers": name}
    return Column(name, node, required=True)


def _position() -> Column:
    text = "The place in the list of the event, from 0; where blank, the order of the rows counts."
    return Column(POSITION, {"type": "integer", "description": text, "minimum": 0})


def _lists(document: Schema, node: Schema, below: str, keys: tuple[Column, ...]) -> Iterator[Sheet]:
    """The sheets of the lists of objects within an object, and of the lists within those."""
    for name, child in properties(document, node).items():
        item = resolved(document, child.get("items", {}))
        if child["type"] != "array" or item.get("type") != "object":
            continue
        title = child.get("x-table", name)
        own = tuple(_columns(document, item))
        taken = {column.name for column in keys} | {POSITION}
        own = tuple(c._replace(name=f"{name}_{c.name}") if c.name in taken else c for c in own)
        first = (_key(EVENT_ID, _NEEDED),) if below == EVENTS and name in _required(node) else keys
        yield Sheet(title, (*first, _position(), *own), below, name)
        yield from _lists(document, item, title, (*keys, _key(name.removesuffix("s"))))


def _columns(
    document: Schema, node: Schema, path: tuple[str, ...] = (), *, required: bool = True, dated: bool = False
) -> Iterator[Column]:
    """The columns of an object: its scalars and lists of scalars, those of nested objects with their path joined."""
    for name, child in properties(document, node).items():
        here = (*path, name)
        title = child.get("x-column", "_".join(here))
        needed = required and name in _required(node)
        if child.get("readOnly"):
            continue
        if here == ("extra",):
            yield from _extra(document, child)
        elif child["type"] == "object":
            yield from _columns(document, child, here, required=needed, dated="x-event-date" in child)
        elif child["type"] in _SCALARS:
            yield Column(title, child, here, needed, None, dated)
        elif (item := resolved(document, child["items"])).get("type") in _SCALARS:
            yield Column(title, child, here, needed, item, dated)


def _required(node: Schema) -> list[str]:
    return [*node.get("required", ()), *node.get("else", {}).get("required", ())]


def _extra(document: Schema, node: Schema) -> Iterator[Column]:
    """A column for each scalar or list of scalars that the extension declares, and one for all else, as JSON."""
    declared = properties(document, node)
    own = [column for name, child in declared.items() if (column := _own(document, name, child)) is not None]
    yield from own
    if len(own) < len(declared) or node.get("additionalProperties") is not False:
        text = f"{'Other' if own else 'The dataset has'} fields of its own, as a JSON object."
        yield Column(EXTRA, {"type": "object", "description": text}, ("extra",))


def _own(document: Schema, name: str, node: Schema) -> Column | None:
    """The column of a field of the extension; None where JSON alone can hold it. Texts to choose from need no type."""
    texts = "type" not in node and all(isinstance(one, str) for one in node.get("enum", [None]))
    child = {**node, "type": "string"} if texts else node
    items = child.get("items")
    item = resolved(document, items if isinstance(items, dict) else {}) if child.get("type") == "array" else None
    if f"extra_{name}" == EXTRA or (child if item is None else item).get("type") not in _SCALARS:
        return None
    return Column(f"extra_{name}", child, ("extra", name), item=item)
