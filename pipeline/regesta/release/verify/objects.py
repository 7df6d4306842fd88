"""One released object: whether it keeps the contract, and its computed fields are what they come to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from regesta.contract import Contract
from regesta.diagnostics import Diagnostic
from regesta.listed import members
from regesta.release.computed import Answer, Key, figures
from regesta.release.stored import Row
from regesta.validate import break_contract, check_forms, explain


class Known(NamedTuple):
    """What an event is looked at with: the contract, the ids of tombstones and of shared sources, what others say.

    unreleased are the fields that no released event has. abroad are the answers of other events by the event answered,
    retracted the claims that were taken back, groups those of same-as relations. counted: whether the computed fields
    can be computed of what is released.
    """

    contract: Contract
    withdrawn: frozenset[str]
    shared: frozenset[str]
    unreleased: frozenset[str]
    abroad: Mapping[str, Sequence[Answer]]
    retracted: frozenset[Key]
    groups: Mapping[str, str]
    counted: bool


def unreleased_fields(contract: Contract) -> Iterator[str]:
    """The fields that no released event has."""
    yield "withdrawn"
    yield from (name for name, node in contract.schema("event")["properties"].items() if node.get("x-unreleased"))


def faults_in(known: Known, table: str, row: Row, *, suspect: bool) -> Iterator[str]:
    """What is wrong with an object; suspect: whether a day may stand in it that never was."""
    if table == "events":
        return _event(known, row, suspect=suspect)
    return _stone(known.contract, row) if table == "withdrawn" else _entry(known.contract, table, row)


def _event(known: Known, event: Row, *, suspect: bool) -> Iterator[str]:
    """What is wrong with a released event; a required field may be absent where missing says withheld."""
    broken = list(_breaches(known.contract, event)) if break_contract(known.contract, "event", event) else []
    if broken:
        yield from broken
        return
    if suspect:
        yield from map(told, _forms(known.contract, "event", event))
    yield from (f"{name} is never released at /{name}" for name in sorted(known.unreleased & event.keys()))
    if event["id"] in known.withdrawn:
        yield "it is among the withdrawn as well at /id"
    if known.counted:
        yield from _miscounted(known, event)


def _miscounted(known: Known, event: Row) -> Iterator[str]:
    """The computed fields that are not what they come to."""
    own = event["id"]
    right = figures(event, known.abroad.get(own, ()), known.retracted, known.groups.get(own, own))
    for name, value in right.items():
        if event.get(name) != value and f"/{name}" not in _withheld(event):
            yield f"{name} is {event.get(name)}, and comes to {value} at /{name}"


def _breaches(contract: Contract, event: Row) -> Iterator[str]:
    """Where a released event breaks the contract."""
    withheld = _withheld(event)
    for d in explain(contract, "event", event):
        needed = d.expected if isinstance(d.expected, list) else [d.expected]  # one field, or several of which one
        if d.code != "S102" or not any(f"{d.field}/{name}" in withheld for name in needed):
            yield told(d)


def _forms(contract: Contract, kind: str, data: Any) -> Iterator[Diagnostic]:
    """Days that are in no calendar, reserved names; not time zones, of which others are known in other years."""
    return (d for d in check_forms(contract, kind, data) if d.code == "S105")


def _stone(contract: Contract, row: Row) -> Iterator[str]:
    """What is wrong with a tombstone, which has beside its id what an event has as `withdrawn`."""
    event = {"id": row.get("id"), "withdrawn": {key: value for key, value in row.items() if key != "id"}}
    for d in (*explain(contract, "event", event), *_forms(contract, "event", event)):
        yield f"{d.message} at {d.field.removeprefix('/withdrawn') or '/'}"


def _entry(contract: Contract, table: str, row: Row) -> Iterator[str]:
    """What is wrong with an entry of a registry."""
    for d in (*explain(contract, table, [row]), *_forms(contract, table, [row])):
        yield f"{d.message} at {d.field.removeprefix('/0') or '/'}"


def emptied(fault: Diagnostic, event: Row) -> bool:
    """Whether all that stood in an object that is empty is withheld."""
    return fault.code == "R011" and any(field.startswith(f"{fault.field}/") for field in _withheld(event))


def _withheld(event: Row) -> set[str]:
    entries = (entry for _, entry in members(event, "missing"))
    return {str(entry.get("field")).removesuffix("/-") for entry in entries if entry.get("reason") == "withheld"}


def told(fault: Diagnostic) -> str:
    return f"{fault.message} at {fault.field or '/'}"
