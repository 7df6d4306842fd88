"""What changed between two releases, completely: the old content and these rows make the new content."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from regesta.contract import escaped, unescaped, value_at
from regesta.jsontext import compact
from regesta.release.content import JSON_TABLES, Content, Stored
from regesta.release.diff.objects import differing, with_text
from regesta.release.stored import Row
from regesta.release.withhold.values import rounded
from regesta.walk import copied


@dataclass(frozen=True)
class Change:
    """One record added, withdrawn or removed, or one field changed.

    old and new are the values of the field, None where it was or is blank; without a field they are the record: new
    where it is added, and the tombstone where it is withdrawn. reason says why it was withdrawn or is blank now, cause
    (a code of the vocabulary change-causes) who or what changed the field, None where that is not known.
    """

    table: str
    id: str
    change: str
    field: str | None = None
    old: Any = None
    new: Any = None
    reason: str | None = None
    cause: str | None = None

    def row(self) -> Row:
        """The change as a row of the table of changes, values as JSON text."""
        plain = {"table": self.table, "id": self.id, "field": self.field, "change": self.change}
        values = {"old": self.old, "new": self.new}
        texts = {name: compact(value) for name, value in values.items() if value is not None}
        return {
            k: v for k, v in {**plain, **texts, "reason": self.reason, "cause": self.cause}.items() if v is not None
        }


Causes: TypeAlias = Callable[[Sequence[Change]], Sequence[str | None]]


def changes(old: Stored, new: Stored, digits: int | None = None, causes: Causes | None = None) -> Iterator[Row]:
    """The rows of the table of changes, in the order of table and id, and of the fields of a record.

    What the new release withholds stands in no row: no old value of a field of which anything is withheld now, none of
    an event that withholds more than it did, whose texts were reworded for it, and no record that is gone. digits are
    those to which the new release rounds coordinates: old ones are rounded too. causes tells the cause of each change,
    None where it is not known.
    """
    withheld = withheld_in(new["events"])
    closed = _withholding_more(old["events"], withheld) if withheld.places else frozenset()
    found = list(record_changes(old, new))
    kept_back = {_of_source(change) for change in found if _event_of(change) in closed} - {None}
    for change, cause in zip(found, causes(found) if causes is not None else [None] * len(found), strict=True):
        row = replace(change, cause=cause).row()
        told_again = _event_of(change) in closed or (kept_back and _of_source(change) in kept_back)
        if change.field is None or _hidden(change, withheld) or told_again:
            row.pop("old", None)
        elif "old" in row and digits is not None:
            row["old"] = compact(rounded(change.old, digits, unescaped(change.field)[-1]))
        yield row


class Withheld(NamedTuple):
    """What events withhold: the places, by event; and of which sources, by id, None among them where that is not told.

    A source that an event has for itself is meant by both its ids.
    """

    places: Mapping[str, frozenset[str]]
    sources: frozenset[str | None]

    def fields(self, own: str) -> frozenset[str]:
        """The fields of an event of which something is withheld, by their first step: members may have moved."""
        return frozenset(unescaped(place)[0] for place in self.places.get(own, ()))


def withheld_in(events: Sequence[Row]) -> Withheld:
    """What is withheld of events and their sources."""
    places: dict[str, frozenset[str]] = {}
    sources: set[str | None] = set()
    for event in with_text(events, '"withheld"'):
        if found := _withheld_at(event):
            places[event["id"]] = found
            sources.update(own for place in found for own in _sources_at(place, event))
    return Withheld(places, frozenset(sources))


def _sources_at(place: str, event: Row) -> tuple[str | None, ...]:
    """The source of which something is withheld at a place of an event, by both its ids."""
    first, *rest = unescaped(place)
    own = value_at(event, f"/sources/{rest[0]}/id") if rest[1:] else None
    return () if first != "sources" else (None,) if own is None else (own, f"{event['id']}#{own}")


def _hidden(change: Change, withheld: Withheld) -> bool:
    """Whether something of a field is withheld now: in that event; of a source in whatever event."""
    if change.table == "sources":
        return not withheld.sources.isdisjoint((None, change.id))
    return bool(withheld.places) and unescaped(change.field or "/")[0] in withheld.fields(change.id)


def _withholding_more(old: Sequence[Row], withheld: Withheld) -> frozenset[str]:
    """The events of which something is withheld now that was not withheld at that place before."""
    then = withheld_in(old).places
    return frozenset(own for own, places in withheld.places.items() if not places <= then.get(own, frozenset()))


def _event_of(change: Change) -> str | None:
    """The event that a change is about; of a source the one that has it for itself."""
    event_id, local, _ = change.id.partition("#")
    return change.id if change.table == "events" else event_id if local else None


def _of_source(change: Change) -> tuple[str, str] | None:
    """A field of a source with its old value, in the source itself or in an event that has it; None of all else."""
    below = field_of_source(change.table, change.field) if change.field is not None else None
    return (below, compact(change.old)) if below is not None and change.old is not None else None


def field_of_source(table: str, pointer: str) -> str | None:
    """The field of a source at a pointer in it, or in an event that has it; None where there is another.

    >>> field_of_source("sources", "/published/text"), field_of_source("events", "/sources/0/published/text")
    ('/published/text', '/published/text')
    """
    steps = pointer.split("/")
    if table == "events":
        return "/".join(["", *steps[3:]]) if steps[1] == "sources" and len(steps) > 3 else None
    return pointer if table == "sources" else None


def withheld_fields(event: Mapping[str, Any]) -> frozenset[str]:
    """The fields of an event of which something is withheld, by their first step: members of a list may have moved."""
    return frozenset(unescaped(place)[0] for place in _withheld_at(event))


def _withheld_at(event: Mapping[str, Any]) -> frozenset[str]:
    """Where in an event something is withheld."""
    return frozenset(entry["field"] for entry in event.get("missing", ()) if entry["reason"] == "withheld")


def record_changes(old: Stored, new: Stored) -> Iterator[Change]:
    """Every change from one content to another, old values and all."""
    stones = {row["id"]: row for row in new["withdrawn"]}
    here = {row["id"] for row in new["events"] if row["id"] in stones} if stones else set()
    tombstones = {own: stone for own, stone in stones.items() if own not in here}
    withdrawn = {row["id"]: row for row in old["events"] if row["id"] in tombstones} if tombstones else {}
    for table in JSON_TABLES:
        for change in table_changes(table, *differing(old[table], new[table])):
            if table == "events" and change.id in withdrawn:
                stone = tombstones[change.id]
                yield Change(table, change.id, "withdrawn", None, withdrawn[change.id], stone, stone.get("reason"))
            elif table != "withdrawn" or change.id not in withdrawn:
                yield change


def table_changes(table: str, before: Mapping[str, Row], after: Mapping[str, Row]) -> Iterator[Change]:
    """The changes from one set of records to another, both by id."""
    for own in sorted(before.keys() | after.keys()):
        if own not in before:
            yield Change(table, own, "added", new=after[own])
        elif own not in after:
            yield Change(table, own, "removed", old=before[own])
        elif before[own] != after[own] or compact(before[own]) != compact(after[own]):
            missing = {entry["field"]: entry["reason"] for entry in after[own].get("missing", ())}
            for field, was, now in differences(before[own], after[own]):
                reason = _why_blank(missing, field) if now is None else None
                yield Change(table, own, "changed", field, was, now, reason)


def _why_blank(missing: Mapping[str, str], field: str) -> str | None:
    """The reason that `missing` gives for a blank: for the field, or for a member of its list."""
    return missing.get(field, missing.get(f"{field.rpartition('/')[0]}/-"))


def differences(old: Any, new: Any, pointer: str = "") -> Iterator[tuple[str, Any, Any]]:
    """The smallest values that differ, by their place: (pointer, old, new), None where one side has none.

    Values are equal where their JSON is: 1, 1.0 and true are three values.
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from differences(old.get(key), new.get(key), f"{pointer}/{escaped(key)}")
    elif isinstance(old, list) and isinstance(new, list):
        for index in range(max(len(old), len(new))):
            was, now = (side[index] if index < len(side) else None for side in (old, new))
            yield from differences(was, now, f"{pointer}/{index}")
    elif compact(old) != compact(new):
        yield pointer, old, new


def apply(old: Content, rows: Iterable[Row]) -> Content:
    """The content of the next release, made of the one before and the rows of its table of changes.

    Fields are set in the order of the rows, then those without a new value are removed in the opposite order, so that
    the index of each member of a list holds when it is used.
    """
    tables = {table: {row["id"]: copied(row) for row in old[table]} for table in JSON_TABLES}
    blank = []
    for row in rows:
        table, own = tables[row["table"]], row["id"]
        value: Any = json.loads(row["new"]) if "new" in row else None
        if row["change"] == "changed" and value is None:
            blank.append(row)
        elif row["change"] == "changed":
            _set(table[own], row["field"], value)
        elif row["change"] == "added":
            table[own] = value
        else:
            del table[own]
        if row["change"] == "withdrawn":
            tables["withdrawn"][own] = value
    for row in reversed(blank):
        parent, step = _parent(tables[row["table"]][row["id"]], row["field"])
        del parent[step]
    return {table: [records[own] for own in sorted(records)] for table, records in tables.items()}


def _set(record: Row, pointer: str, value: Any) -> None:
    parent, step = _parent(record, pointer)
    if isinstance(parent, list) and step == len(parent):
        parent.append(value)
    else:
        parent[step] = value


def _parent(record: Row, pointer: str) -> tuple[Any, Any]:
    """The object or list that holds a field, and the key or index in it."""
    above, _, _ = pointer.rpartition("/")
    parent = value_at(record, above)
    step = unescaped(pointer)[-1]
    return parent, int(step) if isinstance(parent, list) else step
