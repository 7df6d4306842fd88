"""Why each blank holds what it holds: the rule, the words it rests on, where it comes from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from regesta.contract import Schema, escaped, properties, resolved, value_at
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.jsontext import compact
from regesta.normalise.filled import Filled
from regesta.normalise.reading import Blank, Reading
from regesta.report.json_report import printed
from regesta.report.safe import safe
from regesta.report.text import columns

_REFUSALS = ("D201", "D202", "D208", "D209", "D210", "N301", "N302", "P401", "P402")
_WIDEST = 44  # columns that are kept for pointers, and for values
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
    event = _Event(dataset.contract.schema("event"), filled, raw, [d for d in trouble if _refuses(d)])
    return list(_once(_walk(event, event.document, filled.data, "")))


class _Event(NamedTuple):
    """An event that is explained: its contract, what is filled in, what was written, and what kept blanks open."""

    document: Schema
    filled: Filled
    raw: Mapping[str, Any]
    faults: Sequence[Diagnostic]


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


def _walk(event: _Event, node: Schema, data: Any, pointer: str) -> Iterator[Explained]:
    """The blanks at and below a value, each whether it is filled or not."""
    node = resolved(event.document, node)
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from _walk(event, node.get("items", {}), item, f"{pointer}/{index}")
    if not isinstance(data, dict):
        return
    for name, child in properties(event.document, node).items():
        here = f"{pointer}/{escaped(name)}"
        if child.get("x-filled"):
            yield _one(event, data, name, here)
        elif name in data:
            yield from _walk(event, child, data[name], here)


def _one(event: _Event, data: Mapping[str, Any], name: str, pointer: str) -> Explained:
    """The blank of a name in an object."""
    blank = event.filled.trail.get(pointer)
    if blank is not None:
        return _filled(pointer, data[name], blank)
    if name in data:
        beside = "text" in data or "name" in data or value_at(event.raw, pointer) is None
        return Explained(pointer, data[name], "filled in by hand", "", "pinned" if beside else "record")
    parent = pointer.rpartition("/")[0]
    fault = next((d for d in event.faults if d.field == parent or d.field.startswith(f"{parent}/")), None)
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
    blanks = list(explained)
    pointers, values = _aligned([one.pointer for one in blanks]), _aligned([_shown(one.value) for one in blanks])
    for one, pointer, value in zip(blanks, pointers, values, strict=True):
        yield safe(f"{pointer}  {value}  {_rest(one)}").rstrip()
        yield from (safe(f"    candidate: {candidate}") for candidate in one.candidates)


def _aligned(texts: Sequence[str]) -> list[str]:
    """Texts with spaces up to as many columns of a terminal as the widest takes; a Chinese letter takes two."""
    width = min(max(map(columns, texts), default=0), _WIDEST)
    return [text + " " * (width - columns(text)) for text in texts]


def _shown(value: Any) -> str:
    return "-" if value is None else value if isinstance(value, str) else compact(value)


def _rest(one: Explained) -> str:
    """What the value of a blank rests on, or what keeps it open."""
    rule = f'{one.rule}: "{one.text}"' if one.text else one.rule
    source, anchor = f"[{one.source}]" if one.source else "", f"anchor {one.anchor}" if one.anchor else ""
    return "  ".join(filter(None, (rule, source, anchor)))


def as_json(explained: Iterable[Explained]) -> str:
    """The same as JSON, by schema/explain.schema.json; what a blank does not say is left out."""
    return printed({"blanks": [_object(one) for one in explained]})


def _object(one: Explained) -> dict[str, Any]:
    values = {field.name: getattr(one, field.name) for field in fields(one)} | {"candidates": list(one.candidates)}
    return {key: value for key, value in values.items() if value is not None and value not in ("", [])}
