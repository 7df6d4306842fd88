"""Why each blank holds what it holds: the rule, the words it rests on, where it comes from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from regesta.contract import Schema, escaped, resolved, value_at
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.normalise.reading import Blank, Reading
from regesta.normalise.record import Filled
from regesta.release.rows import compact
from regesta.report.safe import safe


@dataclass(frozen=True, slots=True)
class Explained:
    """One blank: its pointer, its value or None, and what that rests on."""

    pointer: str
    value: Any
    rule: str
    text: str = ""
    source: str = ""
    anchor: str | None = None
    candidates: tuple[str, ...] = ()


def explain_event(
    filled: Filled, raw: Mapping[str, Any], trouble: Iterable[Diagnostic], dataset: Dataset
) -> list[Explained]:
    """Every blank of an event in contract order, filled or not; trouble are the findings about the record."""
    document = dataset.contract.schema("event")
    faults = [d for d in trouble if d.code[0] in "DNPQ"]
    return list(_walk(document, document, filled.data, "", filled, raw, faults))


def _walk(
    document: Schema,
    node: Schema,
    data: Any,
    pointer: str,
    filled: Filled,
    raw: Mapping[str, Any],
    faults: list[Diagnostic],
) -> Iterator[Explained]:
    node = resolved(document, node)
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from _walk(document, node.get("items", {}), item, f"{pointer}/{index}", filled, raw, faults)
    if not isinstance(data, dict):
        return
    for name, child in node.get("properties", {}).items():
        here = f"{pointer}/{escaped(name)}"
        child = resolved(document, child)  # noqa: PLW2901 - the node that stands there
        if child.get("x-filled"):
            yield _one(here, data, name, filled, raw, faults)
        elif name in data:
            yield from _walk(document, child, data[name], here, filled, raw, faults)


def _one(
    pointer: str, data: Mapping[str, Any], name: str, filled: Filled, raw: Mapping[str, Any], faults: list[Diagnostic]
) -> Explained:
    blank = filled.trail.get(pointer)
    if blank is not None:
        return Explained(pointer, data[name], blank.rule, blank.text, blank.source, blank.anchor)
    if name in data:
        beside = "text" in data or "name" in data or value_at(raw, pointer) is None
        return Explained(pointer, data[name], "filled in by hand", "", "pinned" if beside else "record")
    parent = pointer.rpartition("/")[0]
    fault = next((d for d in faults if d.field == parent or d.field.startswith(f"{parent}/")), None)
    if fault is None:
        return Explained(pointer, None, "nothing to fill it from")
    return Explained(pointer, None, f"{fault.code} {fault.message}", candidates=fault.candidates)


def explain_reading(reading: Reading, fields: Iterable[str]) -> list[Explained]:
    """The blanks of one value that is read by itself, in the order of fields."""
    known = {blank.field: blank for blank in reading.blanks}
    fault = next((d for d in reading.trouble if d.candidates), None) or next(iter(reading.trouble), None)
    return [
        _of_blank(known[name]) if name in known
        else Explained(
            f"/{name}", None, f"{fault.code} {fault.message}" if fault else "nothing to fill it from",
            candidates=fault.candidates if fault else (),
        )
        for name in fields
    ]  # fmt: skip


def _of_blank(blank: Blank) -> Explained:
    return Explained(f"/{blank.field}", blank.value, blank.rule, blank.text, blank.source, blank.anchor)


def as_lines(explained: Iterable[Explained]) -> Iterator[str]:
    """One line a blank; candidates are listed once, indented, below the last blank that they left open."""
    rows = [
        (
            e.pointer, "-" if e.value is None else e.value if isinstance(e.value, str) else compact(e.value),
            f'{e.rule}: "{e.text}"' if e.text else e.rule, e.source, f"anchor {e.anchor}" if e.anchor else "",
            e.candidates,
        )
        for e in explained
    ]  # fmt: skip
    widths = [min(max((len(row[i]) for row in rows), default=0), 44) for i in (0, 1)]
    for index, (pointer, value, rule, source, anchor, candidates) in enumerate(rows):
        tail = "  ".join(filter(None, (rule, f"[{source}]" if source else "", anchor)))
        yield safe(f"{pointer:<{widths[0]}}  {value:<{widths[1]}}  {tail}")
        last = index + 1 == len(rows) or rows[index + 1][5] != candidates
        if candidates and last:
            yield from (safe(f"    candidate: {candidate}") for candidate in candidates)


def as_objects(explained: Iterable[Explained]) -> list[dict[str, Any]]:
    """The same as JSON objects; value is null where the blank stays blank."""
    keys = ("pointer", "value", "rule", "text", "source", "anchor", "candidates")
    return [{key: getattr(e, key) for key in keys} | {"candidates": list(e.candidates)} for e in explained]
