"""The release before, read again: what the pipeline of today makes of what was written then."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from regesta.dataset import Dataset
from regesta.normalise.record import normalise_record
from regesta.release.computed import computed
from regesta.release.content import Stored, released_sources
from regesta.release.diff.objects import shared_in
from regesta.release.stored import Row
from regesta.walk import Plan, plan_of

Objects: TypeAlias = Mapping[tuple[str, str], Row]  # events and sources as released, by table and id


class Replay(NamedTuple):
    """Records of the release before as they are filled in today, against other inputs each time.

    unlooked: against the registries and the settings of then, without lookups. then: with the lookups of today (those
    of then are in no release). registries: with the registries of today as well.
    """

    unlooked: Objects
    then: Objects
    registries: Objects


def replayed(
    ids: Collection[str],
    old: Stored,
    about: Mapping[str, Any],
    dataset: Dataset,
    typed: Mapping[str, Row],
    *,
    registries_moved: bool,
    with_computed: bool,
) -> Replay:
    """Some events of the release before, with their sources and all shared ones, read again.

    old is the content of that release and about its [dataset] table; dataset is that of today, typed the records of
    today as they were written, by id. registries_moved: whether any entry of a registry is another than then.
    with_computed: with the fields that are computed from the claims of all events.
    """
    then = _dataset_then(old, about, dataset)
    own = {source["id"]: source for source in dataset.sources}
    now = replace(then, actors=dataset.actors, places=dataset.places, shared={**then.shared, **own})
    document = dataset.contract.schema("event")
    plan = plan_of(document, document)
    written = [_written(plan, event, typed[event["id"]], then) for event in old["events"] if event["id"] in ids]
    others = old["events"] if with_computed else ()
    first = _read_again(written, others, then)
    last = _read_again(written, others, now) if registries_moved else first
    return Replay(_read_again(written, others, replace(then, lookups={})) if dataset.lookups else first, first, last)


def as_written(plan: Plan, old: Any, now: Any) -> Any:
    """A released value as it was written before its blanks were filled in.

    No release says which of its values that can be filled in were written by hand. Those whose field is written by
    hand today (now: the record as it was written) count as such; all others are left out, for the pipeline to fill in.
    """
    if isinstance(old, dict):
        written = now if isinstance(now, dict) else {}
        return {
            key: as_written(below, value, written.get(key))
            for key, value in old.items()
            if not (below := plan.field(key)).node.get("readOnly")
            and (key in written or not below.node.get("x-filled"))
        }
    if isinstance(old, list):
        return [as_written(plan.item, member, _counterpart(plan.item, member, now, i)) for i, member in enumerate(old)]
    return old


def _counterpart(plan: Plan, member: Any, now: Any, index: int) -> Any:
    """The member of today's list that says the same, else the one in the same place."""
    others = now if isinstance(now, list) else []
    if isinstance(member, dict):
        own = _plain(plan, member)
        same = [other for other in others if isinstance(other, dict) and _plain(plan, other) == own]
        others = same[:1] * (index + 1) if same else others
    return others[index] if index < len(others) else None


def _plain(plan: Plan, member: Mapping[str, Any]) -> dict[str, Any]:
    """What a member of a list says that only people write."""
    values = ((key, value) for key, value in member.items() if not isinstance(value, dict | list))
    return {key: value for key, value in values if not plan.field(key).node.get("x-filled")}


def _written(plan: Plan, event: Row, now: Row, then: Dataset) -> Row:
    """An event as it was written; of a shared source only what its entry says today, for the rest is joined to it."""
    record: Row = as_written(plan, event, now)
    entries = {entry["id"]: entry for entry in now.get("sources", ())}
    record["sources"] = [
        {key: value for key, value in source.items() if key in ("id", "locator", *entries.get(source["id"], ()))}
        if source["id"] in then.shared
        else source
        for source in record.get("sources", ())
    ]
    return record


def _dataset_then(old: Stored, about: Mapping[str, Any], dataset: Dataset) -> Dataset:
    """The dataset with the settings, the registries and the shared sources of the release before."""
    plan = plan_of(dataset.contract.schema("event"), {"$ref": "#/$defs/Source"})
    shared = {
        source["id"]: as_written(plan, source, dataset.shared.get(source["id"])) for source in shared_in(old["sources"])
    }
    settings = {**dataset.settings, "dataset": about}
    return replace(dataset, settings=settings, actors=old["actors"], places=old["places"], sources=(), shared=shared)


def _read_again(written: Sequence[Row], others: Sequence[Row], dataset: Dataset) -> Objects:
    """What the pipeline makes of records; others are all events of that release, for what is computed from them."""
    events = {record["id"]: normalise_record(record, dataset).data for record in written}
    figures = computed(events, others) if others else {}
    found = {("events", own): {**event, **figures.get(own, {})} for own, event in events.items()}
    return found | {("sources", row["id"]): row for row in released_sources(dataset, list(events.values()))}
