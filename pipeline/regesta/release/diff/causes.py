"""Who or what changed a value since the release before: told from what both hold, blank where that does not decide."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from regesta.contract import unescaped, value_at
from regesta.dataset import Dataset
from regesta.engine.examine import Examination
from regesta.engine.treat import read_again
from regesta.release.content import Stored
from regesta.release.diff.changes import Change, withheld_in
from regesta.release.diff.objects import differing_content, shared_in, with_text
from regesta.release.diff.pipeline_parts import part_at_work
from regesta.release.diff.replay import Objects, Replay, replayed
from regesta.release.stored import Row
from regesta.release.withhold.values import SPOT_DIGITS
from regesta.walk import Plan, plan_of

_REGISTRIES = ("actors", "places", "sources")
_COORDINATES = ("latitude", "longitude")
_UNSETTLED = ""


class Sides(NamedTuple):
    """What is known of both releases.

    old, new: the released objects that differ, and the sources that events share. written: events and sources of which
    something changed, as they are written today; in_registry: the sources of which stand in the registry. withheld: by
    event, the fields of which something is withheld then or now; sources_withheld: the sources (see Withheld). others:
    the parts of the pipeline that are others than then. digits: to which coordinates can be compared.
    """

    old: Objects
    new: Objects
    written: Objects
    in_registry: frozenset[str]
    withheld: Mapping[str, frozenset[str]]
    sources_withheld: frozenset[str | None]
    others: frozenset[str]
    digits: int
    dataset: Dataset


def causes(
    found: Sequence[Change],
    old: Stored,
    new: Stored,
    about: Mapping[str, Any],
    others: frozenset[str],
    examination: Examination,
) -> list[str | None]:
    """The cause of each change of a field (a code of the vocabulary change-causes), None where it is not known.

    A value that stands in the record of today and did not stand in the release before was written by a contributor:
    what is written is never replaced. A value that the pipeline fills in is put to the test: the record of then is
    filled in again, first against the registries of then, then against those of today. Where only one of the three
    steps (pipeline, registries, record) makes a difference, that is the cause.

    found are the changes from the content old to the content new; about is the [dataset] table of the release before,
    others are the parts of the pipeline that are others than then (see pipeline_changes).
    """
    moved = any(list(shared_in(old[name])) != list(shared_in(new[name])) for name in _REGISTRIES)
    if not others and not moved:
        return ["contributor" if change.field is not None else None for change in found]
    sides = _sides(old, new, others, examination, {change.id.partition("#")[0] for change in found})
    told = [_at_sight(change, sides) for change in found]
    unsettled = [change for change, cause in zip(found, told, strict=True) if cause == _UNSETTLED]
    if not unsettled:
        return told
    replay = _replayed(unsettled, sides, old, about, registries_moved=moved)
    return [
        _played_back(change, sides, replay) if cause == _UNSETTLED else cause
        for change, cause in zip(found, told, strict=True)
    ]


def _replayed(
    unsettled: Sequence[Change], sides: Sides, old: Stored, about: Mapping[str, Any], *, registries_moved: bool
) -> Replay:
    """The events of some changes, read again."""
    records = {own: row for (table, own), row in sides.written.items() if table == "events"}
    ids = {change.id.partition("#")[0] for change in unsettled} & records.keys()
    counted = any(_is_computed(change, sides) for change in unsettled)
    return replayed(ids, old, about, sides.dataset, records, registries_moved=registries_moved, with_computed=counted)


def _sides(
    old: Stored, new: Stored, others: frozenset[str], examination: Examination, changed: Collection[str]
) -> Sides:
    dataset = examination.dataset
    records = list(_written(examination, changed))
    written = {("sources", own): source for own, source in dataset.shared.items()}
    written |= {("events", record["id"]): record for record in records}
    written |= {("sources", f"{r['id']}#{s['id']}"): s for r in records for s in r.get("sources", ()) if "id" in s}
    withheld: dict[str, frozenset[str]] = {}
    of_sources: frozenset[str | None] = frozenset()
    for side in map(withheld_in, (old["events"], new["events"])):
        of_sources |= side.sources
        for own in side.places:
            withheld[own] = withheld.get(own, frozenset()) | side.fields(own) | {"missing"}
    digits = min(_decimals(old), _decimals(new))
    in_registry = frozenset(source["id"] for source in dataset.sources)
    before, after = (_objects(*pair) for pair in zip((old, new), differing_content(old, new), strict=True))
    return Sides(before, after, written, in_registry, withheld, of_sources, others, digits, dataset)


def _written(examination: Examination, ids: Collection[str]) -> Iterator[Row]:
    """The records of some events as they are written."""
    for part in examination.parts:
        for number, own in enumerate(part.ids):
            if own in ids:
                yield read_again(part.where(number), examination.dataset)[0].data


def _objects(content: Stored, differing: Stored) -> Objects:
    """The objects of which something changed, and the sources that events share."""
    shared = {("sources", row["id"]): row for row in shared_in(content["sources"])}
    return shared | {(table, row["id"]): row for table, rows in differing.items() for row in rows}


def _decimals(content: Stored) -> int:
    """The digits after the point of the most exact coordinate of an event: to these they may have been rounded."""
    places = (place for event in with_text(content["events"], '"latitude"') for place in event.get("places", ()))
    return max((len(repr(p[k]).partition(".")[2]) for p in places for k in _COORDINATES if k in p), default=0)


def _at_sight(change: Change, sides: Sides) -> str | None:
    """The cause that needs no test, None where none would tell it, else _UNSETTLED."""
    if change.field is None:
        return None
    if change.table in ("actors", "places"):
        return _of_entry(change, sides)
    if change.reason == "withheld":
        return None if "rule" in sides.others else "contributor"
    if _is_hidden(change, sides):
        return None
    if change.table == "withdrawn" or _by_hand(change, sides):
        return "registry" if change.table == "sources" and change.id in sides.in_registry else "contributor"
    unsure = change.id.partition("#")[0] in sides.withheld or (sides.withheld and _is_computed(change, sides))
    return None if unsure else _UNSETTLED


def _is_hidden(change: Change, sides: Sides) -> bool:
    """Whether something of the field is withheld then or now: of what is said about a source, in whatever event."""
    steps = unescaped(str(change.field))
    if change.table != "sources" and steps[0] != "sources":
        return steps[0] in sides.withheld.get(change.id, ())
    ids = [change.id] if change.table == "sources" else _entries_at(steps, change, sides)
    return not sides.sources_withheld.isdisjoint((None, *ids))


def _entries_at(steps: Sequence[str], change: Change, sides: Sides) -> list[str | None]:
    """The sources that an event has at a place of its list, then and now; None where it has none."""
    place = "/".join(["", *steps[:2], "id"])
    return [value_at(side["events", change.id], place) for side in (sides.old, sides.new)]


def _of_entry(change: Change, sides: Sides) -> str | None:
    """The cause of a change in a registry, where people write everything but the script of a name."""
    above, _, key = str(change.field).rpartition("/")
    sources = [value_at(side[change.table, change.id], f"{above}/text") for side in (sides.old, sides.new)]
    if key == "script" and sources[0] == sources[1]:
        return "rule" if "rule" in sides.others else None
    return None if _same(change.old, change.new, key, sides.digits) else "registry"


def _by_hand(change: Change, sides: Sides) -> bool:
    """Whether the field is one that only people write, or holds what is written in the record of today."""
    pointer = str(change.field)
    written = value_at(sides.written.get((change.table, change.id)), pointer)
    if written is not None and _same(written, change.new, pointer.rpartition("/")[2], sides.digits):
        return True
    return not (_may_be_joined(change, sides) or any(_steps_filled(change, sides)))


def _may_be_joined(change: Change, sides: Sides) -> bool:
    """Whether the field belongs to an entry of a source that events share, the rest of which is joined to it."""
    steps = unescaped(str(change.field))
    if change.table != "events" or steps[0] != "sources" or len(steps) < 3 or steps[2] in ("id", "locator"):
        return False
    ids = _entries_at(steps, change, sides)
    return any(("sources", own) in side for own, side in zip(ids, (sides.old, sides.new), strict=True))


def _steps_filled(change: Change, sides: Sides) -> Iterator[str]:
    """On the way to a field, how each node of the contract comes by its value, where the pipeline gives it one."""
    document = sides.dataset.contract.schema("event")
    plan: Plan = plan_of(document, document if change.table == "events" else {"$ref": "#/$defs/Source"})
    for step in unescaped(str(change.field)):
        plan = plan.item if "items" in plan.node else plan.field(step)
        yield from (mark for mark in ("x-filled", "readOnly") if plan.node.get(mark))


def _is_computed(change: Change, sides: Sides) -> bool:
    return "readOnly" in _steps_filled(change, sides)


def _played_back(change: Change, sides: Sides, replay: Replay) -> str | None:
    """The one step that makes a difference to a value that the pipeline fills in; None where several do, or none."""
    key, pointer = (change.table, change.id), str(change.field)
    if any(key not in objects for objects in replay):
        return None
    unlooked, then, registries = (value_at(objects[key], pointer) for objects in replay)

    def moved(one: Any, other: Any) -> bool:
        return not _same(one, other, pointer.rpartition("/")[2], sides.digits)

    if moved(unlooked, then) and moved(change.old, then):  # lookups bear on it, and were not those of today
        return None if moved(change.old, unlooked) or moved(then, registries) else "contributor"
    steps = {
        part_at_work(pointer, sides.others, sides.old[key], replay.then[key]): moved(change.old, then),
        "registry": moved(then, registries),
    }
    found = {name for name, made in steps.items() if made}
    found |= {"contributor"} if moved(registries, change.new) else set()
    return found.pop() if len(found) == 1 else None


def _same(one: Any, other: Any, key: str, digits: int) -> bool:
    """Whether two values are equal, positions as far as both releases tell; of objects, whether both are there."""
    if isinstance(one, dict) and isinstance(other, dict):
        return True
    if key == "precision" and digits < SPOT_DIGITS and {one, other} == {"exact", "near"}:
        return True
    if key in _COORDINATES and isinstance(one, float | int) and isinstance(other, float | int):
        return round(one, digits) == round(other, digits)
    return bool(one == other)
