"""A rule over the numbers of a record: none is printed and left out of the figures without a word."""

from collections.abc import Iterator

from regesta.check.looked import Looked
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.listed import members, objects
from regesta.read.text import quoted

_FIGURES = ("low", "best", "high")


def numbers_read(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """A text that holds a number, without figures: nothing was read from it, and nobody says that nothing is to be."""
    blank = [
        (pointer, text)
        for pointer, quantity in members(record.data, "quantities")
        if isinstance(text := quantity.get("text"), str) and quantity.keys().isdisjoint(_FIGURES)
    ]
    if not blank:
        return
    from regesta.normalise.quantities.unread import unread_number  # noqa: PLC0415 - only where there is one

    said = {str(entry.get("field")) for entry in objects(record.data, "missing")}
    for pointer, text in blank:
        found = unread_number(text)
        if found is None or not said.isdisjoint((pointer, *(f"{pointer}/{name}" for name in _FIGURES))):
            continue
        message = f"no number was read from {quoted(text)}"
        advice = "add what it says as `low`, `best` or `high`; where it states no number, `missing` can say so"
        if found.readings:
            message += f": {found.number} may be {' or '.join(found.readings)}"
            advice = "add the one that is meant: " + " or ".join(f"`best: {reading}`" for reading in found.readings)
        yield Diagnostic("Q605", message, f"{pointer}/text", value=text, candidates=found.readings, help=advice)
