"""Rules over the numbers of a record: none is printed and left out of the figures, and no count is a fraction."""

from collections.abc import Iterator

from regesta.check.looked import Looked
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.listed import members, objects
from regesta.read.text import quoted

_FIGURES = ("low", "best", "high")
_NEAR = 1e-6  # of floating point


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


def counts_whole(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """A count of people or things that is a fraction: 1.500, say, in which the point was to part thousands."""
    for pointer, quantity in members(record.data, "quantities"):
        if "unit" in quantity:
            continue
        for name in _FIGURES:
            value = quantity.get(name)
            if isinstance(value, float) and not value.is_integer() and _is_count(quantity.get("measure"), dataset):
                message = f"{quantity['measure']} is a count, and {value} is no whole number"
                thousands = round(value * 1000)
                is_meant = abs(value * 1000 - thousands) < _NEAR and abs(value) < 1000
                advice = f"write {thousands} where the point parts thousands" if is_meant else "write a whole number"
                yield Diagnostic("Q606", message, f"{pointer}/{name}", value=value, help=advice)


def _is_count(measure: object, dataset: Dataset) -> bool:
    """Whether a measure is one of people or things, or a dataset's own that belongs to one of these."""
    from regesta.check.units import need_units  # noqa: PLC0415 - only where there is a fraction

    measures = dataset.contract.vocabulary("measures")
    row = measures.get(measure) if isinstance(measure, str) else None
    return row is not None and (row.get("broader") or measure) != "other" and measure not in need_units(measures)
