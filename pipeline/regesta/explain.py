"""Why each blank holds what it holds: the rule, the words it rests on, where it comes from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from regesta.contract import Schema, escaped, resolved, value_at
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.jsontext import compact
from regesta.normalise.filled import Filled
from regesta.normalise.reading import Blank, Reading
from regesta.report.json_report import printed
from regesta.report.safe import safe
from regesta.report.text import columns

_REFUSALS = ("D201", "D202", "D208", "D209", "D210", "N301", "N302", "P401", "P402")
_REFUSED_AT = {"P406": ("/name",), "X702": ("/place", "/actor")}


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
    faults = [d for d in trouble if _refuses(d)]
    return list(_once(_walk(document, document, filled.data, "", filled, raw, faults)))


def _refuses(d: Diagnostic) -> bool:
    """Whether a finding says why blanks stay open: P406 where it is about the name, and not a code beside it."""
    return d.code in _REFUSALS or d.field.endswith(_REFUSED_AT.get(d.code, ()))


def _once(explained: Iterable[Explained]) -> Iterator[Explained]:
    """Each refusal at the first blank of its object that it left open."""
    told: set[tuple[str, str]] = set()
    for one in explained:
        key = (one.pointer.rpartition("/")[0], one.rule)
        again = one.value is None and key in told
        told.add(key)
        yield Explained(one.pointer, None, "") if again else one


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
        return _filled(pointer, data[name], blank)
    if name in data:
        beside = "text" in data or "name" in data or value_at(raw, pointer) is None
        return Explained(pointer, data[name], "filled in by hand", "", "pinned" if beside else "record")
    parent = pointer.rpartition("/")[0]
    fault = next((d for d in faults if d.field == parent or d.field.startswith(f"{parent}/")), None)
    return _open(pointer, fault)


def _open(pointer: str, fault: Diagnostic | None) -> Explained:
    """A blank that stays one, with what kept it from being filled."""
    if fault is None:
        return Explained(pointer, None, "")
    return Explained(pointer, None, f"{fault.code} {fault.message}", candidates=fault.candidates)


def explain_reading(reading: Reading, fields: Iterable[str]) -> list[Explained]:
    """The blanks of one value that is read by itself, in the order of fields; the first blank names the refusal."""
    known = {blank.field: blank for blank in reading.blanks}
    refusal = next((d for d in reading.trouble if _refuses(d)), None)
    explained = []
    for name in fields:
        if name in known:
            explained.append(_filled(f"/{name}", known[name].value, known[name]))
        else:
            explained.append(_open(f"/{name}", refusal))
            refusal = None
    return explained


def _filled(pointer: str, value: Any, blank: Blank) -> Explained:
    return Explained(pointer, value, blank.rule, blank.text, blank.source, blank.anchor)


def as_lines(explained: Iterable[Explained]) -> Iterator[str]:
    """One line a blank; candidates are listed, indented, below the blank that they left open."""
    rows = [
        (
            e.pointer, "-" if e.value is None else e.value if isinstance(e.value, str) else compact(e.value),
            f'{e.rule}: "{e.text}"' if e.text else e.rule, e.source, f"anchor {e.anchor}" if e.anchor else "",
            e.candidates,
        )
        for e in explained
    ]  # fmt: skip
    widths = [min(max((columns(row[i]) for row in rows), default=0), 44) for i in (0, 1)]
    for pointer, value, rule, source, anchor, candidates in rows:
        tail = "  ".join(filter(None, (rule, f"[{source}]" if source else "", anchor)))
        first, second = (_padded(text, width) for text, width in zip((pointer, value), widths, strict=True))
        yield safe(f"{first}  {second}  {tail}").rstrip()
        if candidates:
            yield from (safe(f"    candidate: {candidate}") for candidate in candidates)


def _padded(text: str, width: int) -> str:
    """A text with spaces up to so many columns of a terminal; a Chinese letter takes two."""
    return text + " " * (width - columns(text))


def as_json(explained: Iterable[Explained]) -> str:
    """The same as JSON, by schema/explain.schema.json; what a blank does not say is left out."""
    return printed({"blanks": [_object(one) for one in explained]})


def _object(one: Explained) -> dict[str, Any]:
    values = {field.name: getattr(one, field.name) for field in fields(one)} | {"candidates": list(one.candidates)}
    return {key: value for key, value in values.items() if value is not None and value not in ("", [])}
