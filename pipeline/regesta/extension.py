"""A dataset's own JSON Schema of `extra`: looked over before use, since a schema can hang, loop or reach out."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any

import jsonschema_rs

from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import Schema, escaped
from regesta.diagnostics import At, Diagnostic
from regesta.read import read_document
from regesta.read.locate import position
from regesta.read.page import whole
from regesta.read.record import Record
from regesta.read.scan import DEEPEST
from regesta.read.source import nothing_at
from regesta.read.text import cut, quoted
from regesta.ready import SCHEMA

_SCHEMAS = frozenset(("additionalProperties", "not", "if", "then", "else", "items", "contains", "propertyNames"))
_LISTS = frozenset(("allOf", "anyOf", "oneOf", "prefixItems"))
_MAPS = frozenset(("properties", "patternProperties", "$defs", "dependentSchemas"))
_PLAIN = frozenset(
    (
        "$schema", "$comment", "$ref", "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum",
        "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxContains",
        "minContains", "maxProperties", "minProperties", "required", "dependentRequired", "title", "description",
        "default", "deprecated", "readOnly", "writeOnly", "examples", "format", "contentEncoding", "contentMediaType",
    )
)  # fmt: skip
_ELSEWHERE = {  # keywords of JSON Schema that nothing here reads, and what to do about them
    "$anchor": "refer to #/$defs/NAME", "$dynamicAnchor": "refer to #/$defs/NAME", "$dynamicRef": "write $ref",
    "$id": "only the whole schema may have an address, which is text", "$recursiveRef": "write $ref",
    "$vocabulary": "delete it", "additionalItems": "write items", "contentSchema": "delete it",
    "definitions": "write $defs", "dependencies": "write dependentRequired or dependentSchemas",
    "unevaluatedItems": "write items", "unevaluatedProperties": "write additionalProperties",
}  # fmt: skip
_DESCRIBED = {"properties": "field", "$defs": "definition", "items": "members"}
_TYPES = ("string", "number", "integer", "boolean", "array", "object")
_MEANT: dict[str, Callable[[], Sequence[str]]] = {  # what x- keywords of the contract may say in an extension
    "x-vocabulary": lambda: sorted(path.stem for path in (SCHEMA / "vocabulary").glob("*.csv")),
    "x-form": lambda: ("day", "bound", "timezone", "edtf", "language"),
    "x-refers": lambda: ("actor", "place", "event"),
    "x-table": tuple,
    "x-column": tuple,
}
_COUNT = r"\{[0-9]+(?:,[0-9]*)?\}"
_FIELD = "a field of your own stands below `properties`; keywords of your own begin with x-"
_NO_PATTERN = "close each bracket; look-around and back references are refused"
_LANGUAGE = "https://json-schema.org/draft/2020-12/schema"
_MOST_BYTES = 2_000_000
_STEPS = 10_000
_MOST_FIELDS = 50_000


def read_extension(path: Path, shown: str) -> tuple[Schema | None, list[Diagnostic]]:
    """The schema of `extra`, or None where there is none or where it cannot be used."""
    if nothing_at(path):
        return None, []
    if path.is_file() and path.stat().st_size > _MOST_BYTES:
        return None, [whole("S109", "a schema of more than 2 MB is not read", shown)]
    data, found = read_document(path, shown, {})
    if data is None and not any(d.code == "R008" for d in found):
        return None, found
    if not isinstance(data, dict):
        fault = Diagnostic("S109", "a JSON Schema is an object", help='write {"type": "object", "properties": {...}}')
        return None, [position(fault, Record({}, path, shown))]
    found = [d for d in found if d.code != "R011" or d.at == "key"]  # {} is a schema, and null may be a default
    trouble = [position(diagnostic, Record({}, path, shown)) for diagnostic in lint(data)]
    return (None if trouble or found else data), [*found, *trouble]


def lint(schema: Schema) -> list[Diagnostic]:
    """What makes a schema unusable: unknown keywords, references that leave it or lead round, patterns, blow-up."""
    found = [*_of_objects(schema), *_look(schema, schema, "")]
    if not found and (fault := _meta(schema) or _unfolded(schema)) is not None:
        found.append(fault)
    if not found and _cost(schema) > _STEPS:
        found.append(Diagnostic("S109", f"the schema unfolds into more than {_STEPS:,} checks of one value"))
    return found


def _of_objects(schema: Schema) -> Iterator[Diagnostic]:
    """Whether the schema is one of objects, in a language that is known."""
    language, kind = schema.get("$schema"), schema.get("type", "object")
    if isinstance(language, str) and not re.match(r"https?://json-schema\.org/", language):
        advice = f'write "$schema": "{_LANGUAGE}"; nothing is ever fetched'
        yield Diagnostic("S109", f"{quoted(language)} is no version of JSON Schema", "/$schema", help=advice)
    if isinstance(kind, str) and kind in _TYPES and kind != "object":
        message = f"`extra` is an object, and this schema allows {kind} only"
        yield Diagnostic("S109", message, "/type", value=kind, help='write "type": "object"')


def _look(document: Schema, node: Any, pointer: str) -> Iterator[Diagnostic]:
    if isinstance(node, bool):
        return
    if not isinstance(node, dict):
        yield Diagnostic("S109", "a schema is expected here: an object, true or false", pointer)
        return
    for keyword, value in node.items():
        here = f"{pointer}/{escaped(keyword)}"
        what = _DESCRIBED.get(keyword)
        if keyword in _SCHEMAS:
            yield from _described(document, value, here, what)
        elif keyword in _LISTS and isinstance(value, list):
            for index, item in enumerate(value):
                yield from _look(document, item, f"{here}/{index}")
        elif keyword in _MAPS and isinstance(value, dict):
            for name, item in value.items():
                if keyword == "patternProperties" and not _linear(name):
                    yield _no_pattern(name, f"{here}/{escaped(name)}", "key")
                yield from _described(document, item, f"{here}/{escaped(name)}", what)
        else:
            yield from _plain_keyword(document, keyword, value, here)


def _described(document: Schema, node: Any, pointer: str, what: str | None) -> Iterator[Diagnostic]:
    """The faults of a schema, which has to be an object where tables and fields are made of it."""
    if what is not None and isinstance(node, bool):
        yield Diagnostic("S109", f"describe the {what}: an object is expected", pointer)
    yield from _look(document, node, pointer)


def _plain_keyword(document: Schema, keyword: str, value: Any, pointer: str) -> Iterator[Diagnostic]:
    known = _PLAIN | _SCHEMAS | _LISTS | _MAPS
    if keyword == "$ref":
        yield from _reference(document, value, pointer)
    elif keyword == "pattern" and not (isinstance(value, str) and _linear(value)):
        yield _no_pattern(value, pointer, "value")
    elif keyword == "multipleOf" and not (isinstance(value, int | float) and value >= 1e-9):
        yield Diagnostic("S109", "multipleOf must be 0.000000001 or more", pointer, value=value)
    elif keyword == "enum" and value == []:
        advice = "name the values that are allowed, or leave `enum` out"
        yield Diagnostic("S109", "an `enum` without values allows nothing", pointer, help=advice)
    elif keyword == "required" and isinstance(value, bool):
        name = pointer.rpartition("/required")[0].rpartition("/")[2]
        advice = f'write "required": [{quoted(name or "NAME")}] beside the `properties` in which it stands'
        yield Diagnostic("S109", "`required` lists the names of fields", pointer, value=value, help=advice)
    elif keyword in _MEANT:
        yield from _own_keyword(keyword, value, pointer)
    elif keyword not in known and not keyword.startswith("x-") and (pointer != "/$id" or not isinstance(value, str)):
        meant = _ELSEWHERE.get(keyword) or did_you_mean(nearest(keyword, known))
        help_text = meant or (_FIELD if isinstance(value, dict) else "keywords of your own begin with x-")
        yield Diagnostic("S109", f"unknown keyword {quoted(keyword)}", pointer, at="key", help=help_text)


def _no_pattern(pattern: Any, pointer: str, at: At) -> Diagnostic:
    """A pattern that is none, or that the linear engine refuses: one whose counts make it long among them."""
    short = re.sub(_COUNT, "*", pattern) if isinstance(pattern, str) else pattern
    is_long = short != pattern and _linear(short)
    advice = "lower the counts in braces; maxLength bounds a text" if is_long else _NO_PATTERN
    message = f"pattern {quoted(str(pattern))} cannot be used"
    return Diagnostic("S109", message, pointer, at, value=pattern if at == "value" else None, help=advice)


def _own_keyword(keyword: str, value: Any, pointer: str) -> Iterator[Diagnostic]:
    """A keyword that means something to the contract, with a value that means nothing."""
    options = _MEANT[keyword]()
    if value not in options:
        near = did_you_mean(nearest(value, options)) if isinstance(value, str) else None
        advice = near or (f"it is one of {', '.join(options)}" if options else "leave it out: extra has no tables")
        yield Diagnostic("S109", f"{keyword} cannot be {quoted(str(value))} here", pointer, help=advice)


def _reference(document: Schema, value: Any, pointer: str) -> Iterator[Diagnostic]:
    match = re.fullmatch(r"#/\$defs/([A-Za-z0-9_.-]+)", value) if isinstance(value, str) else None
    definitions = document.get("$defs", {})
    if match is None:
        message = f"$ref {quoted(str(value))} leaves this file or is no definition of it"
        advice = "write #/$defs/NAME, with letters A to Z, digits, _, . and - as NAME; nothing is ever fetched"
        yield Diagnostic("S109", message, pointer, help=advice)
    elif not isinstance(definitions, dict) or match[1] not in definitions:
        yield Diagnostic("S109", f"there is no definition {quoted(match[1])}", pointer, help="define it below $defs")


@lru_cache(maxsize=64)
def _linear(pattern: str) -> bool:
    try:
        jsonschema_rs.Draft202012Validator(
            {"pattern": pattern}, offline=True, pattern_options=jsonschema_rs.RegexOptions()
        )
    except (ValueError, jsonschema_rs.ValidationError):
        return False
    return True


def _meta(schema: Schema) -> Diagnostic | None:
    """What the meta-schema says against it, if anything."""
    plain = {keyword: value for keyword, value in schema.items() if keyword != "$id"}  # it would move what $ref means
    try:
        jsonschema_rs.Draft202012Validator(plain, offline=True, pattern_options=jsonschema_rs.RegexOptions())
    except (ValueError, jsonschema_rs.ValidationError) as error:
        path = getattr(error, "instance_path", ())
        if path and path[-1] == "type":
            message = f"{quoted(str(error.args[0]).partition(' ')[0].strip(chr(34)))} is no type of JSON Schema"
            return Diagnostic("S109", message, _pointer(path), help=f"write one of {', '.join(_TYPES)}")
        return Diagnostic("S109", f"not a JSON Schema: {cut(str(error).splitlines()[0], 120)}", _pointer(path))
    return None


def _unfolded(schema: Schema) -> Diagnostic | None:
    """What is wrong with references all written out: they lead round, too deep, or to more than can be walked."""
    definitions = schema.get("$defs", {})
    sizes = _Sizes(definitions)
    of_each = [
        sizes.of_node(schema, "", 1),
        *(sizes.of_definition(name, f"/$defs/{escaped(name)}", 1) for name in definitions),
    ]
    if not sizes.faults and max(size for _, size in of_each) > _MOST_FIELDS:
        message = f"the definitions unfold to more than {_MOST_FIELDS:,} parts of a schema"
        return Diagnostic("S109", message, help="refer to fewer definitions, or list fewer alternatives")
    return next(iter(sizes.faults), None)


class _Sizes:
    """The heights of nodes, and how many nodes they are, with what they refer to written out; each definition once.

    What cannot be written out is among the faults; after the first nothing more is looked at.
    """

    def __init__(self, definitions: Schema) -> None:
        self.faults: list[Diagnostic] = []
        self._definitions = definitions
        self._known: dict[str, tuple[int, int]] = {}
        self._inside: list[str] = []

    def of_node(self, node: Any, pointer: str, depth: int) -> tuple[int, int]:
        """The height and the number of a node at a depth."""
        if self.faults or not isinstance(node, dict):
            return 0, 1
        if depth > DEEPEST:
            self._refuse_depth(pointer)
        below = [self.of_node(item, pointer + step, depth + 1) for step, item in _below(node)]
        if "$ref" in node:
            below.append(self.of_definition(node["$ref"].rpartition("/")[2], f"{pointer}/$ref", depth + 1))
        return 1 + max((height for height, _ in below), default=0), 1 + sum(size for _, size in below)

    def of_definition(self, name: str, pointer: str, depth: int) -> tuple[int, int]:
        """The same of a definition; the pointer is that of what refers to it."""
        if name in self._inside:
            message = f"the definition {quoted(name)} contains itself"
            self.faults.append(Diagnostic("S109", message, pointer, help="write out as many levels as there are"))
        elif name not in self._known:
            self._inside.append(name)
            self._known[name] = self.of_node(self._definitions[name], f"/$defs/{escaped(name)}", depth)
            self._inside.pop()
        elif depth + self._known[name][0] > DEEPEST:
            self._refuse_depth(pointer)
        return self._known.get(name, (0, 1))

    def _refuse_depth(self, pointer: str) -> None:
        self.faults.append(Diagnostic("S109", f"the definitions unfold to more than {DEEPEST} levels", pointer))


def _below(node: Schema) -> Iterator[tuple[str, Any]]:
    """The schemas directly below one that was looked over, each with the way to it; definitions are none of them."""
    for keyword, value in node.items():
        if keyword in _SCHEMAS:
            yield f"/{keyword}", value
        elif keyword in _LISTS:
            yield from ((f"/{keyword}/{index}", item) for index, item in enumerate(value))
        elif keyword in _MAPS and keyword != "$defs":
            yield from ((f"/{keyword}/{escaped(name)}", item) for name, item in value.items())


def _pointer(path: Sequence[str | int]) -> str:
    return "".join(f"/{escaped(str(step))}" for step in path)


def _cost(schema: Schema) -> int:
    """How many subschemas one value may meet; infinite where references lead round without going into the value."""
    costs = _Costs(schema.get("$defs", {}))
    worst = max((costs.of_node(node) for node in _nodes(schema)), default=0)
    return _STEPS + 1 if worst > _STEPS else int(worst)


class _Costs:
    """How many subschemas a value may meet at a node, itself among them; each definition is counted once."""

    def __init__(self, definitions: Schema) -> None:
        self._definitions = definitions
        self._known: dict[str, float] = {}
        self._inside: set[str] = set()

    def of_node(self, node: Any) -> float:
        if not isinstance(node, dict):
            return 1
        referred = node.get("$ref")
        total = 1 + (self._of_definition(referred.rpartition("/")[2]) if isinstance(referred, str) else 0)
        below = [item for keyword in ("allOf", "anyOf", "oneOf") for item in node.get(keyword, ())]
        below += [node[keyword] for keyword in ("not", "if", "then", "else") if keyword in node]
        return total + sum(map(self.of_node, below))

    def _of_definition(self, name: str) -> float:
        if name in self._inside:
            return inf
        if name not in self._known:
            self._inside.add(name)
            self._known[name] = self.of_node(self._definitions[name])
            self._inside.discard(name)
        return self._known[name]


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)
