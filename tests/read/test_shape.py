"""A schema says of each plain scalar what it is, through every way a schema can be put together."""

from typing import Any

import pytest

from regesta.read.shape import shape_of


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string"}, "text"),
        ({"type": "integer"}, "number"),
        ({"type": ["integer", "number"]}, "number"),
        ({"type": ["string", "number"]}, "any"),
        ({"const": "1"}, "text"),
        ({"enum": ["a", "b"]}, "text"),
        ({"enum": [1, 2.5]}, "number"),
        ({"enum": [True]}, "boolean"),
        ({"enum": ["a", 1]}, "any"),
        ({"$ref": "#/$defs/slug"}, "text"),
        ({"$ref": "#/$defs/loop"}, "any"),
        ({"$ref": "#/$defs/absent"}, "any"),
        ({"$ref": "other.json"}, "any"),
        ({"allOf": [{"maxLength": 5}, {"$ref": "#/$defs/slug"}]}, "text"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "any"),
        ({"oneOf": [{"type": "integer"}, {"type": "array"}, {"type": "null"}]}, "number"),
        ({"type": ["string", "null"]}, "text"),
        ({"enum": ["a", None]}, "text"),
        ({}, "any"),
        (True, "any"),
    ],
)
def test_the_kind_of_a_field(schema: Any, kind: str) -> None:
    root = {"properties": {"x": schema}, "$defs": {"slug": {"type": "string"}, "loop": {"$ref": "#/$defs/loop"}}}
    assert shape_of(root).of("x").kind == kind


def test_fields_of_branches_and_other_fields_are_known() -> None:
    root: dict[str, Any] = {
        "if": {"properties": {"a": {"type": "string"}}},
        "then": {"properties": {"b": {"type": "string"}}},
        "oneOf": [{"properties": {"c": {"type": "number"}}}],
        "additionalProperties": {"type": "boolean"},
        "items": {"type": "string"},
    }
    shape = shape_of(root)
    assert [shape.of(name).kind for name in "abcd"] == ["text", "text", "number", "boolean"]
    assert shape.items.kind == "text"


def test_a_schema_that_contains_itself_is_followed_as_far_as_asked() -> None:
    root = {"properties": {"parent": {"$ref": "#"}, "name": {"type": "string"}}}
    assert shape_of(root).of("parent").of("parent").of("name").kind == "text"
