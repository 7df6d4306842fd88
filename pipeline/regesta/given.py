"""What a program gives as a record, in the types of JSON: rows of a data frame have numbers and texts of others."""

from collections.abc import Mapping
from math import isnan
from typing import Any

from regesta.contract import escaped
from regesta.read.scan import DEEPEST

_AS_IT_IS = frozenset((str, int, bool, type(None)))


def as_json(value: Any, pointer: str = "", depth: int = 1) -> Any:
    """The value with tuples as lists, and numbers and texts of numpy, enumerations and the like as what they hold.

    Raises:
        ValueError: something in it has no value in JSON, such as a date or NaN; the text begins with its JSON Pointer.
    """
    if type(value) in _AS_IT_IS or depth > DEEPEST:
        return value  # of what is nested deeper whoever reads it tells
    if isinstance(value, list | tuple):
        return [as_json(item, f"{pointer}/{index}", depth + 1) for index, item in enumerate(value)]
    if isinstance(value, dict | Mapping):
        return {key: as_json(item, f"{pointer}/{_step(key, pointer)}", depth + 1) for key, item in value.items()}
    return _scalar(value, pointer)


def _step(key: Any, pointer: str) -> str:
    if not isinstance(key, str):
        raise ValueError(f"{pointer or '/'}: the key {key!r} is no text")  # noqa: TRY004 - a fault of the record
    return escaped(key)


def _scalar(value: Any, pointer: str) -> Any:
    if isinstance(value, str):
        return str.__str__(value)  # of a member of an enumeration `str` gives the name
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float) and not isnan(value):
        return float.__float__(value)
    if getattr(value, "shape", None) == () and hasattr(value, "item") and not isinstance(value, float):
        return as_json(value.item(), pointer)  # of numpy
    kind = "NaN" if isinstance(value, float) else f"{type(value).__module__}.{type(value).__qualname__}"
    raise ValueError(
        f"{pointer or '/'}: {kind} is nothing that JSON has: write a date as text, leave out a key that has no value"
    )
