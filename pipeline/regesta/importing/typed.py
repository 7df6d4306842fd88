"""Text where the contract wants a number or a boolean, read as the contract's own files are read."""

from typing import Any

from regesta.contract import Schema, resolved
from regesta.read.numbers import is_number, number


def typed(document: Schema, node: Schema, value: Any) -> Any:
    """The value with such text read by JSON's grammar, whole floats as integers; what cannot be read stays text."""
    node = resolved(document, node)
    if isinstance(value, dict):
        fields = node.get("properties", {})
        return {key: typed(document, fields[key], item) if key in fields else item for key, item in value.items()}
    if isinstance(value, list):
        items = resolved(document, node.get("items", {}))
        return [typed(document, items, item) for item in value]
    wanted = node.get("type")
    if wanted in ("number", "integer") and isinstance(value, str) and is_number(value.strip()):
        value = number(value.strip())
    if wanted == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if wanted == "boolean" and isinstance(value, str) and value.strip().casefold() in ("true", "false"):
        return value.strip().casefold() == "true"
    return value
