"""The fields of one contract held against those of the next, wherever they stand: gone, retyped, blank, or new."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from regesta.contract import Schema, resolved
from regesta.jsontext import compact
from regesta.read.text import cut
from regesta.release.diff.shift import Shift, retyped

_TELLING = {
    "format": "has the format {1}, and had {0}",
    "x-form": "has the form {1}, and had {0}",
    "x-unit": "is in {1}, and was in {0}",
    "x-refers": "refers to {1}, and referred to {0}",
}  # keywords that tell how a value is to be read, whatever its type


class _Side(NamedTuple):
    """A node, and the document that its references lead into."""

    document: Schema
    node: Schema

    @property
    def name(self) -> str | None:
        """The definition that it refers to."""
        return self.node.get("$ref")

    def at(self, node: Schema) -> "_Side":
        return _Side(self.document, node)

    def target(self) -> "_Side":
        """The definition itself, which may refer to another."""
        node = self.document
        for step in (self.name or "#").split("/")[1:]:
            node = node[step]
        return self.at(node)

    def whole(self) -> "_Side":
        return self.at(resolved(self.document, self.node))


def field_shifts(old: Mapping[str, Schema], new: Mapping[str, Schema]) -> Iterator[Shift]:
    """The changes of the fields of composed schemas, by kind; some may come twice.

    A field is named by where it stands: `event.title`; `Place.country` in a definition, which several fields share.
    """
    for kind, document in old.items():
        if kind in new:
            yield from _nodes(kind, _Side(document, document), _Side(new[kind], new[kind]), set())
        else:
            yield Shift("gone", f"the schema of {kind}", "is gone")


def _nodes(place: str, old: _Side, new: _Side, seen: set[tuple[str, str]]) -> Iterator[Shift]:
    """The changes of a node and of all below it; of what definitions hold, once."""
    names = (old.name or "", new.name or "")
    known = names in seen
    seen |= {names} if all(names) else set()
    if names[0] and names[0] == names[1]:
        yield from _telling(place, old.node, new.node)
        place = names[0].removeprefix("#/$defs/").replace("/properties/", ".")
        yield from () if known else _nodes(place, old.target(), new.target(), seen)
        return
    was, now = old.whole(), new.whole()
    other = list(_type(place, was.node, now.node))
    yield from other or _own(place, was.node, now.node)
    yield from () if other or known else _below(place, was, now, seen)


def _below(place: str, old: _Side, new: _Side, seen: set[tuple[str, str]]) -> Iterator[Shift]:
    was, now = _fields(old.node), _fields(new.node)
    for name, node in was.items():
        if name in now:
            yield from _nodes(f"{place}.{name}", old.at(node), new.at(now[name]), seen)
        else:
            yield Shift("gone", cut(f"{place}.{name}"), "is gone")
    yield from (Shift("new", cut(f"{place}.{name}"), "is new") for name in now if name not in was)
    for keyword, step in (("items", "[]"), ("additionalProperties", ".*")):
        if isinstance(old.node.get(keyword), dict) and isinstance(new.node.get(keyword), dict):
            yield from _nodes(f"{place}{step}", old.at(old.node[keyword]), new.at(new.node[keyword]), seen)


def _fields(node: Schema) -> dict[str, Schema]:
    """The fields of an object that a release may hold."""
    nodes = {name: {} if child is True else child for name, child in node.get("properties", {}).items()}
    return {name: child for name, child in nodes.items() if child is not False and not child.get("x-unreleased")}


def _type(place: str, was: Schema, now: Schema) -> Iterator[Shift]:
    """A value may be of a type of which it never was before."""
    old, new = _types(was), _types(now)
    if old and (not new or new - old - ({"integer"} if "number" in old else set())):
        yield retyped(cut(place), " or ".join(sorted(old)), " or ".join(sorted(new)) or "of any type")


def _types(node: Schema) -> frozenset[str]:
    kinds = node.get("type", ())
    return frozenset([kinds] if isinstance(kinds, str) else kinds)


def _own(place: str, was: Schema, now: Schema) -> Iterator[Shift]:
    """What changed of a value that is of the same type, and of which of its fields are always there."""
    yield from _telling(place, was, now)
    yield from _codes(cut(place), was, now)
    required = _required(now)
    for name in _required(was):
        if name in now.get("properties", {}) and name not in required:
            yield Shift("blank", cut(f"{place}.{name}"), "may be absent, and never was")


def _required(node: Schema) -> tuple[str, ...]:
    """The fields that are always there; the contract names those of an event that is not withdrawn under else."""
    return (*node.get("required", ()), *node.get("else", {}).get("required", ()))


def _telling(place: str, was: Schema, now: Schema) -> Iterator[Shift]:
    for keyword, words in _TELLING.items():
        if keyword in was and was[keyword] != now.get(keyword):
            yield Shift("meaning", cut(place), words.format(was[keyword], now.get(keyword, "none")))


def _codes(place: str, was: Schema, now: Schema) -> Iterator[Shift]:
    """Values that a field names one by one; of the same vocabulary they are compared there."""
    names = (was.get("x-vocabulary"), now.get("x-vocabulary"))
    old, new = _values(was), _values(now)
    if names[0] is not None:
        if names[0] != names[1]:
            yield Shift("codes", place, f"takes its codes from {names[1] or 'nowhere'}, and took them from {names[0]}")
    elif old is not None and new is None:
        yield Shift("codes", place, "takes any value, and took those that were named")
    elif old is not None and new is not None:
        yield from (Shift("codes", place, f"no longer takes {cut(value)}") for value in old if value not in new)
        yield from (Shift("new", place, f"takes {cut(value)} too") for value in new if value not in old)


def _values(node: Schema) -> list[str] | None:
    """The values that are allowed, as JSON; None where they are not named."""
    named = [node["const"]] if "const" in node else node.get("enum")
    return None if named is None else [compact(value) for value in named]
