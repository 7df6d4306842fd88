"""What to type instead of a value beyond a bound, or one that a schema rules out; read for faults only."""

import json
from collections.abc import Iterator
from typing import Any

from regesta.advice.fields import called
from regesta.advice.missing import fields_beside
from regesta.contract import value_at
from regesta.diagnostics import Diagnostic
from regesta.read.text import cut

_BOUNDS = {
    "minimum": "at least",
    "maximum": "at most",
    "exclusiveMinimum": "more than",
    "exclusiveMaximum": "less than",
}
_MEMBERS = "has too few or too many of the members that its schema asks for"
_BREACHES = {
    "not": "is what its schema rules out",
    "anyOf": "fits none of the forms that its schema allows",
    "oneOf": "does not fit exactly one of the forms that its schema allows",
    "contains": _MEMBERS,
    "minContains": _MEMBERS,
    "maxContains": _MEMBERS,
}
_COUNTS = {
    "minLength": ("character", "at least {} are needed"),
    "maxLength": ("character", "at most {} are allowed"),
    "minItems": ("member", "at least {} are needed"),
    "maxItems": ("member", "at most {} are allowed"),
    "minProperties": ("field", "at least {} are needed"),
    "maxProperties": ("field", "at most {} are allowed"),
}


def out_of_bounds(error: Any, pointer: str, data: Any) -> Diagnostic | None:
    """S106 for a value beyond a bound of its field; None where the keyword is no bound."""
    keyword, limit, value = error.validator, error.validator_value, error.instance
    if keyword in _COUNTS:
        what, most = _COUNTS[keyword]
        message = f"{called(pointer)} has {len(value)} {what}{'' if len(value) == 1 else 's'}; {most.format(limit)}"
        advice = "say it shorter" if keyword == "maxLength" else None
    elif keyword in _BOUNDS:
        message = f"{called(pointer)} is {cut(repr(value))}; {_BOUNDS[keyword]} {limit} is allowed"
        is_percent = keyword == "maximum" and limit == 1 and 2 <= value <= 100
        advice = f"write a share of 1: {value / 100:g}" if is_percent else _swapped(pointer, data)
    else:
        return None
    return Diagnostic("S106", message, pointer, value=value, help=advice)


def other_breach(error: Any, pointer: str, data: Any) -> Iterator[Diagnostic]:
    """S106 for a value out of bounds; S102 and S108 for what only the schema of a dataset asks."""
    bound = out_of_bounds(error, pointer, value_at(data, pointer.rpartition("/")[0]))
    if bound is not None:
        yield bound
    elif error.validator == "dependentRequired":
        yield from fields_beside(error, pointer)
    else:
        yield Diagnostic("S108", cut(_said(error, pointer)), pointer, value=value_at(data, pointer))


def _said(error: Any, pointer: str) -> str:
    if error.validator == "const":
        return f"{called(pointer)} is to be {cut(json.dumps(error.validator_value, ensure_ascii=False))}"
    if error.validator in _BREACHES:
        return f"{called(pointer)} {_BREACHES[error.validator]}"
    return str(error.message)


def _swapped(pointer: str, parent: Any) -> str | None:
    other = parent.get("longitude") if pointer.endswith("/latitude") and isinstance(parent, dict) else None
    is_latitude = isinstance(other, int | float) and -90 <= other <= 90
    return "are latitude and longitude swapped? latitude comes first" if is_latitude else None
