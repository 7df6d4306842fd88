"""Rules over the JSON Pointers of one record: what they lead to is there."""

from collections.abc import Iterator
from typing import Any

from regesta.advice.suggest import did_you_mean, nearest
from regesta.check.looked import Looked
from regesta.contract import escaped, is_index, is_permanent, node_at, unescaped, value_at
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.listed import members
from regesta.read.scan import DEEPEST
from regesta.read.text import cut, quoted


def pointers_exist(record: Looked, dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """JSON Pointers: of the contract for missing, waivers and withhold; of this record for about.

    What is to be withheld may be absent, but not from a member that is not there: another would be published.
    """
    document = dataset.contract.schema("event")
    for name in ("missing", "waivers", "withhold"):
        for pointer, member in members(record.raw, name):
            field = member.get("field")
            if isinstance(field, str) and node_at(document, field) is None:
                advice = did_you_mean(_unknown_step(document, field)) or "name it from the top: /places/0/country, say"
                message = f"an event has no field {quoted(field)}"
                yield Diagnostic("X704", message, f"{pointer}/field", value=field, help=advice)
            elif isinstance(field, str) and name == "withhold" and is_permanent(field):
                message = f"{quoted(field)} cannot be withheld: a release rests on it"
                advice = (
                    "an id that tells too much is to be another; of a source, name the fields that are not to be seen"
                )
                yield Diagnostic("S105", message, f"{pointer}/field", value=field, help=advice)
            elif isinstance(field, str) and name in _LED and _LED[name](record.data, field):
                yield _nothing_at(record.data, field, f"{pointer}/field")
    for pointer, claim in members(record.data, "claims"):
        about = claim.get("about")
        if isinstance(about, str) and _leads_nowhere(record.data, about):
            yield _nothing_at(record.data, about, f"{pointer}/about")


def _leads_nowhere(data: Any, field: str) -> bool:
    return value_at(data, field) is None or _padded(data, field)


def _padded(data: Any, field: str) -> bool:
    """Whether a pointer numbers a member with zeros before it: other readers find nothing at /places/00."""
    above = ""
    for step in unescaped(field):
        if step.startswith("0") and step != "0" and isinstance(value_at(data, above), list):
            return True
        above += f"/{escaped(step)}"
    return False


def _lacks_a_member(data: Any, field: str) -> bool:
    """Whether a pointer leads to a member that a list lacks, or on from it."""
    way = ""
    for step in unescaped(field):
        way += f"/{escaped(step)}"
        if (step == "-" or is_index(step)) and value_at(data, way) is None:
            return True
    return _padded(data, field)


_LED = {"waivers": _leads_nowhere, "withhold": _lacks_a_member}


def _nothing_at(data: Any, target: str, pointer: str) -> Diagnostic:
    """X704 for a pointer that leads nowhere in a record, with what is there instead."""
    steps = target.split("/")[1:]
    deepest = min(len(steps), DEEPEST)  # nothing stands deeper in a record
    there = [f"/{'/'.join(steps[:count])}" if count else "" for count in range(deepest)]
    parent = next(way for way in reversed(there) if value_at(data, way) is not None)
    held = value_at(data, parent)
    named = list(held)[:40] if isinstance(held, dict) else []
    below = [str(index) for index in range(len(held))] if isinstance(held, list) else named
    ways = [f"{parent}/{step}" for step in (nearest(steps[parent.count("/")], below) or below)[:3]] or [parent]
    advice = f"there is {', '.join(ways)}" + (", ..." if len(below) > 3 else "")
    return Diagnostic("X704", f"there is nothing at {quoted(target)} in this event", pointer, value=target, help=advice)


def _unknown_step(document: dict[str, Any], field: str) -> list[str]:
    """The pointer with its first unknown step mended, where a near field is known."""
    steps = field.split("/")[1:]
    for index, step in enumerate(steps):
        before = "".join(f"/{name}" for name in steps[:index])
        if node_at(document, f"{before}/{step}") is None:
            node = node_at(document, before) or {}
            return [f"{before}/{name}" for name in nearest(step, node.get("properties", {}))]
    return []


def filled_though_missing(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    for pointer, member in members(record.raw, "missing"):
        field = member.get("field")
        if isinstance(field, str) and value_at(record.raw, field) is not None:
            message = f"{cut(field)} is said to be missing, but it is filled in"
            yield Diagnostic("X707", message, f"{pointer}/field", value=field, help="delete one of the two")
