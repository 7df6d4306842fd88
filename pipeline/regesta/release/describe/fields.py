"""The tables of a release with what the contract says of them: the one source of every description of a column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from regesta.contract import Contract, Schema, properties, resolved
from regesta.release.columns import PLACE_COLUMNS, Column, released, tables

REFERRED = {
    "event": "events_flat", "claim": "claims", "event-claim": "claims", "source": "sources", "actor": "actors",
    "place": "places",
}  # fmt: skip
_PARENTS = {"event_id": "event", "actor_id": "actor", "place_id": "place", "claim": "claim"}
_BOUNDS = {
    "start_day": "First day", "end_day": "Last day", "start_utc": "First instant", "end_utc": "Last instant",
}  # fmt: skip
_FLAT_PATHS = {**{name: ("places", field) for name, field in PLACE_COLUMNS.items()}, "extra_json": ("extra",)}
_FLAT = "Every event in one row: its own fields, its first location, and its lists counted and joined for reading."


@dataclass(frozen=True)
class Field:
    """A column of a table: node is what the contract says of it, empty where the release alone has it.

    vocabulary is the name of its codes, of each member where it is a list; refers the table whose `id` it holds.
    """

    name: str
    title: str
    description: str
    type: pa.DataType
    node: Mapping[str, Any]
    vocabulary: str | None = None
    refers: str | None = None


@dataclass(frozen=True)
class Table:
    """A flat table of a release: key names the columns that tell its rows apart."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class _Home:
    """Where the contract speaks of the rows of a table."""

    document: Schema
    node: Schema
    title: str
    description: str


def described_tables(contract: Contract) -> tuple[Table, ...]:
    """Every flat table of a release in its order."""
    homes = dict(_homes(contract))
    return tuple(_table(name, columns, homes[name]) for name, columns in tables(contract).items())


def _homes(contract: Contract) -> Iterator[tuple[str, _Home]]:
    event = contract.schema("event")
    yield "events_flat", _Home(event, event, "Events", _FLAT)
    yield from _below(event, event, "")
    for kind in ("actors", "places"):
        document = contract.schema(kind)
        node = resolved(document, document["items"])
        yield kind, _Home(document, node, document["title"], document["description"])
        yield from _below(document, node, f"{node['title']}: ")
    source, withdrawn = resolved(event, {"$ref": "#/$defs/Source"}), properties(event, event)["withdrawn"]
    yield "sources", _Home(event, source, "Sources", "Every source once: registered, shared, and those of one event.")
    yield "withdrawn", _Home(event, withdrawn, withdrawn["title"], withdrawn["description"])
    changes = contract.schema("changes")
    yield "changes", _Home(changes, changes["items"], changes["title"], changes["description"])


def _below(document: Schema, node: Schema, parent: str) -> Iterator[tuple[str, _Home]]:
    """The tables of the lists of objects within an object, and of the lists within those."""
    for child in released(document, node).values():
        if "x-table" in child:
            item = resolved(document, child["items"])
            yield child["x-table"], _Home(document, item, parent + child["title"], child["description"])
            yield from _below(document, item, f"{item['title']}: ")


def _table(name: str, columns: tuple[Column, ...], home: _Home) -> Table:
    fields = tuple(_field(name, column, home) for column in columns)
    return Table(
        name, home.title, home.description, _key([column.name for column in columns if not column.path]), fields
    )


def _key(derived: list[str]) -> tuple[str, ...]:
    """`id` where no column tells a place in a list; else that place, within the nearest parent."""
    if "position" not in derived:
        return ("id",)
    parents = [name for name in _PARENTS if name in derived]
    return (*parents[-1:], "position")


def _field(table: str, column: Column, home: _Home) -> Field:
    titles, node = _walked(home, column)
    inner = _member(home.document, node)
    kind = inner.get("x-refers") if inner is node else None
    target = REFERRED.get(kind or _PARENTS.get("" if column.path else column.name, ""))
    own = column.name == "id" and target == table
    return Field(
        column.name, ": ".join(titles), column.description, column.type, node,
        inner.get("x-vocabulary"), None if own else target,
    )  # fmt: skip


def _member(document: Schema, node: Schema) -> Schema:
    """What is said of each member of a list; of anything else, the node itself."""
    items = node.get("items")
    return resolved(document, items) if isinstance(items, dict) else node


def _walked(home: _Home, column: Column) -> tuple[list[str], Schema]:
    """The titles on the way to a column's value, and the node of the contract at its end."""
    path = column.path or _FLAT_PATHS.get(column.name, ())
    if not path:
        words = column.name.removesuffix("_id").removeprefix("n_").replace("_", " ")
        return [f"Number of {words}" if column.name.startswith("n_") else words.capitalize()], {}
    titles: list[str] = []
    node = home.node
    for step in path:
        node = resolved(home.document, _member(home.document, node).get("properties", {}).get(step, {}))
        titles.append(node.get("title") or _BOUNDS.get(step, step))
    return ["First location", *titles[1:]] if not column.path and path[0] == "places" else titles, node
