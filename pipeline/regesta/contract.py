"""The contract: the shipped schemas with vocabularies and a dataset's extension in them, self-contained."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from regesta.ready import PACKAGE, SCHEMA, read_ready, unpacked, write_ready

Schema: TypeAlias = dict[str, Any]
Vocabulary: TypeAlias = dict[str, dict[str, str]]

KINDS = ("event", "file", "actors", "places", "sources", "config", "changes")
_MOST_DIGITS = 10
OPEN_VOCABULARIES = ("event-types", "event-subtypes", "measures")


@lru_cache
def shipped_schema(name: str) -> Schema:
    """A shipped schema as it is written: its references lead to others, its vocabularies are names."""
    document: Schema = json.loads((SCHEMA / f"{name}.schema.json").read_text(encoding="utf-8"))
    return document


@lru_cache
def shipped_vocabulary(name: str) -> Vocabulary:
    """The codes of a shipped vocabulary in its order: code -> row, every column text."""
    return read_vocabulary((SCHEMA / "vocabulary" / f"{name}.csv").read_text(encoding="utf-8"))


def shipped_rows(*path: str) -> list[dict[str, str]]:
    """The rows of a shipped CSV file, every column text; path leads to it from the folder of the contract."""
    with SCHEMA.joinpath(*path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_vocabulary(text: str) -> Vocabulary:
    """The codes of a vocabulary in its order, from CSV: code -> row."""
    rows = csv.reader(io.StringIO(text))
    header = next(rows, [])
    return {row["code"]: row for row in (dict(zip(header, cells, strict=False)) for cells in rows if cells)}


@dataclass(frozen=True, eq=False, repr=False)
class Contract:
    """What a dataset's records are held against.

    added holds the codes that the dataset adds to open vocabularies, by vocabulary; extension is the JSON Schema of
    `extra`, already found to be usable, or None. composed holds documents that are composed already, by kind: those of
    a release.
    """

    added: Mapping[str, Vocabulary] = field(default_factory=dict)
    extension: Schema | None = None
    composed: Mapping[str, Schema] = field(default_factory=dict)

    @cached_property
    def _documents(self) -> dict[str, Schema]:
        return dict(self.composed)

    def schema(self, kind: str) -> Schema:
        """The self-contained JSON Schema of one kind of document (see KINDS), composed once."""
        if kind not in self._documents:
            self._documents[kind] = self._compose(kind)
        return self._documents[kind]

    def vocabulary(self, name: str) -> Vocabulary:
        """The codes of a vocabulary: those that ship, then those that the dataset adds."""
        shipped, added = shipped_vocabulary(name), self.added.get(name)
        return {**shipped, **added} if added else shipped

    def _compose(self, kind: str) -> Schema:
        if kind == "file":
            return _file_schema(self.schema("event"))
        plain = kind == "event" and not self.added and self.extension is None
        document: Schema = unpacked(_ready()[kind]) if plain and kind in _ready() else self.compose(kind)
        return document

    def compose(self, kind: str) -> Schema:
        """The schema put together now, from what ships and what the dataset adds."""
        document = _bundle(kind)
        if kind == "event" and self.extension is not None:
            _embed_extension(document, self.extension)
        enriched: Schema = self._with_codes(document)
        return enriched

    def _with_codes(self, node: Any) -> Any:
        """The node with the codes of its vocabulary as `enum`, all the way down."""
        if isinstance(node, list):
            return [self._with_codes(item) for item in node]
        if not isinstance(node, dict):
            return node
        done = {key: self._with_codes(value) for key, value in node.items()}
        name = node.get("x-vocabulary")
        return {**done, "enum": list(self.vocabulary(name))} if isinstance(name, str) else done


READY = PACKAGE / "contract.ready"
_MULTILINE = "multiline"  # the name of a part of it
_OWN_PROSE = "notes"  # what datasets call a text of several lines among their own fields, which no contract describes


def sources() -> list[Path]:
    """What the schemas of a contract without additions are composed from: what ships, and this code."""
    return [*sorted(SCHEMA.glob("*.json")), *sorted((SCHEMA / "vocabulary").glob("*.csv")), Path(__file__)]


def make_ready(path: Path = READY) -> None:
    """Write what every check needs to the file that it is read from: the schema of an event, where lines may break."""
    write_ready(path, sources(), {"event": Contract().compose("event"), _MULTILINE: tuple(sorted(_flagged()))})


@lru_cache
def _ready() -> Mapping[str, bytes]:
    """What was made of the sources that are there, packed."""
    return read_ready(READY, sources())


@lru_cache
def multiline_fields() -> frozenset[str]:
    """The names of the fields of records that may hold line breaks: those with `x-multiline`, wherever they stand."""
    ready = _ready().get(_MULTILINE)
    return frozenset((*(unpacked(ready) if ready is not None else _flagged()), _OWN_PROSE))


def _flagged() -> set[str]:
    """The fields with `x-multiline` of events and of registries."""
    nodes = (node for kind in ("event", "actors", "places", "sources") for node in objects_in(shipped_schema(kind)))
    fields: Iterable[tuple[str, Any]] = (pair for node in nodes for pair in node.get("properties", {}).items())
    return {name for name, field in fields if isinstance(field, dict) and field.get("x-multiline")}


def _bundle(kind: str) -> Schema:
    """A shipped schema with the definitions of the others that it points to, so that every $ref is `#/$defs/...`."""
    document: Schema = json.loads(json.dumps(shipped_schema(kind)))
    definitions = document.setdefault("$defs", {})
    waiting: list[Any] = [document]
    while waiting:
        for node in list(objects_in(waiting.pop())):
            home, hash_sign, pointer = node.get("$ref", "").partition("#/$defs/")
            if not hash_sign or not home:
                continue
            node["$ref"] = "#/$defs/" + pointer
            name = pointer.split("/")[0]
            if name not in definitions:
                definitions[name] = json.loads(json.dumps(shipped_schema(home.split(".")[0])["$defs"][name]))
                _qualify(definitions[name], home)
                waiting.append(definitions[name])
    return document


def _qualify(definition: Schema, home: str) -> None:
    """Let the local references of a definition that moved say which document they meant."""
    for node in objects_in(definition):
        if node.get("$ref", "").startswith("#"):
            node["$ref"] = home + node["$ref"]


def objects_in(node: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, itself included."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from objects_in(child)


def _embed_extension(document: Schema, extension: Schema) -> None:
    """Put the extension at `extra`, its definitions under a prefix of their own."""
    moved = _moved(extension)
    for name, definition in moved.pop("$defs", {}).items():
        document["$defs"]["extension." + name] = definition
    own = {key: value for key, value in moved.items() if key not in ("$schema", "$id")}
    document["properties"]["extra"] = {**document["properties"]["extra"], **own}


_MAPS = ("properties", "patternProperties", "$defs", "dependentSchemas")
_VALUES = ("enum", "const", "default", "examples", "required", "dependentRequired")


def _moved(node: Any) -> Any:
    """A copy of an extension with its references led to where its definitions are put; values stay as they are."""
    if isinstance(node, list):
        return [_moved(item) for item in node]
    if not isinstance(node, dict):
        return node
    made: Schema = {}
    for keyword, value in node.items():
        if keyword == "$ref":
            made[keyword] = value.replace("#/$defs/", "#/$defs/extension.", 1)
        elif keyword in _MAPS:
            made[keyword] = {name: _moved(item) for name, item in value.items()}
        else:
            made[keyword] = value if keyword in _VALUES or keyword.startswith("x-") else _moved(value)
    return made


def _file_schema(event: Schema) -> Schema:
    """The schema of a record file, for editors: one event, or {sources, events}."""
    one = {key: value for key, value in event.items() if key not in ("$schema", "$id", "$defs")}
    return {
        "$schema": event["$schema"],
        "$id": "https://regesta.example/schema/1/file.schema.json",
        "title": "Record file",
        "description": "One event, or events with the sources that they share.",
        "if": {"required": ["events"]},
        "then": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "sources": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Source"}},
                "events": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Event"}},
            },
        },
        "else": {"$ref": "#/$defs/Event"},
        "$defs": {"Event": one, **event["$defs"]},
    }


_MOST_FOLLOWED = 100  # references, each of which leads to the next


def resolved(document: Schema, node: Schema) -> Schema:
    """A node with its $ref followed; what stands beside the $ref wins over what it points to. true and false are {}."""
    if isinstance(node, bool):
        return {}
    followed = 0
    while "$ref" in node:
        followed += 1
        if followed > _MOST_FOLLOWED:  # the contract of a release may be anybody's
            raise ValueError(f"references lead round: {node['$ref']}")
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def node_at(document: Schema, pointer: str) -> Schema | None:
    """The node of the contract for a JSON Pointer into a record; None where the contract knows no such field.

    `-` and any index stand for a member of a list. Inside an untyped object (extra without an extension) every
    pointer is known.
    """
    node = resolved(document, document)
    for step in unescaped(pointer):
        if "items" in node and (step == "-" or is_index(step)):
            node = resolved(document, node["items"])
        elif step in node.get("properties", {}):
            node = resolved(document, node["properties"][step])
        elif (node.get("type") == "object" and node.get("additionalProperties") is not False) or not node:
            node = {}
        else:
            return None
    return node


def described(document: Schema, pointer: str) -> Schema:
    """The node of a value of a TOML file; that of all other keys where its key is none that the document names."""
    if node := node_at(document, pointer):
        return node
    others = (node_at(document, pointer.rpartition("/")[0]) or {}).get("additionalProperties")
    return resolved(document, others) if isinstance(others, dict) else {}


def unescaped(pointer: str) -> list[str]:
    """The steps of a JSON Pointer."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def escaped(step: str) -> str:
    """One step as a JSON Pointer writes it."""
    return step.replace("~", "~0").replace("/", "~1")


def is_index(step: str) -> bool:
    """Whether a step of a JSON Pointer may number a member of a list."""
    return step.isascii() and step.isdigit() and len(step) < _MOST_DIGITS


def value_at(data: Any, pointer: str) -> Any:
    """The value that a JSON Pointer points to; None where there is none (no record holds a null)."""
    for step in unescaped(pointer):
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and is_index(step) and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


_PERMANENT = re.compile(
    r"/id|/sources(?:/\*)?|/(?:sources|claims)/[^/]+/id(?:\?.*)?|/missing/[^/]+/(?:field|reason)(?:\?.*)?", re.DOTALL
)


def is_permanent(pointer: str) -> bool:
    """Whether a JSON Pointer, or a pattern of them, is of what no release can do without: ids, and the sources."""
    return _PERMANENT.fullmatch(pointer) is not None


def properties(document: Schema, node: Schema) -> dict[str, Schema]:
    """The fields of an object in contract order, each resolved."""
    return {name: resolved(document, child) for name, child in node.get("properties", {}).items()}
