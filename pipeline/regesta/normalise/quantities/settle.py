"""Numbers as printed to low, best and high; only what the words say, never more."""

from collections.abc import Iterator, Mapping
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.normalise.reading import Blank, Reading, values_of

_FIGURES = ("low", "best", "high")
_FILLS = {"exactly": _FIGURES, "at-least": ("low",), "at-most": ("high",), "about": ("best",)}


def settle_quantity(given: tuple[tuple[str, Any], ...]) -> Reading:
    """The blanks of a quantity that its text fills: qualifier, low, best, high.

    given is the items of the object. A text with two numbers that are no range, with a vague one ("dozens"), or with a
    word or sign by which the number may be another thing ("No. 5", "20%") fills nothing. A figure filled in by hand
    stays; Q602 says so where the text has another.
    """
    own = dict(given)
    text = own.get("text")
    if not isinstance(text, str):
        return Reading(tuple(_from_pin(own)))
    from regesta.normalise.quantities.text import read_quantity  # noqa: PLC0415 - where there is a text

    qualifier, values = read_quantity(text)
    stated = own.get("qualifier", qualifier)
    blanks = [] if qualifier is None else [Blank("qualifier", qualifier, "the words before the number", text)]
    figures: dict[str, float] = {}
    if isinstance(values, tuple):
        figures = {"low": values[0], "high": values[1]}
    elif values is not None:
        figures = dict.fromkeys(_FILLS.get(str(stated), ("best",)), values)
    pinned: dict[str, Any] = {key: own[key] for key in _FIGURES if key in own}
    trouble = tuple(
        Diagnostic("Q602", f"{key} is {pinned[key]:g}, but the text says {value:g}", f"/{key}", value=pinned[key])
        for key, value in figures.items()
        if is_number(pinned.get(key)) and pinned[key] != value
    )
    if not trouble:
        blanks += [Blank(key, value, "the number printed", text) for key, value in figures.items()]
    return Reading((*blanks, *_from_pin({**own, **values_of(blanks)})), trouble)


def _from_pin(own: Mapping[str, Any]) -> Iterator[Blank]:
    """What the qualifier makes of a figure that is there: exactly fills all three."""
    if own.get("qualifier") == "exactly":
        figures = {own[key] for key in _FIGURES if is_number(own.get(key))}
        for key in _FIGURES if len(figures) == 1 else ():
            if key not in own:
                yield Blank(key, next(iter(figures)), "exactly: low, best and high are one")


def is_number(value: Any) -> bool:
    """Whether a value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
