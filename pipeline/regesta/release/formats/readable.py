"""Readable columns: of events_flat, what stands for a list: its first place, its values joined by `; `."""

from collections.abc import Iterator

import pyarrow as pa

from regesta.release.columns import PLACE_COLUMNS
from regesta.release.kernels import Array, counted, offsets_of, pc
from regesta.release.objects import Fields, members_of

_JOINED = {
    "countries": ("places", "country"),
    "publishers": ("sources", "publisher"),
    "source_urls": ("sources", "url"),
}


def first_place(places: Array) -> Iterator[tuple[str, Array]]:
    """The place columns of each event, by name: those of its first place with role location, null where none has it."""
    members, parents = members_of(places), pc.list_parent_indices(places)
    located = pc.indices_nonzero(pc.fill_null(pc.equal(members["role",], "location"), False))
    first = pc.index_in(counted(0, len(places)), value_set=parents.take(located))
    chosen = located.take(first)
    for name, field in PLACE_COLUMNS.items():
        yield name, members[field,].take(chosen)


def joined(fields: Fields) -> Iterator[tuple[str, Array]]:
    """The joined columns of each event, by name: every value of a list once, in order; null where there are none."""
    people = fields["participants",]
    members = members_of(people)
    names = pc.coalesce(members["canonical_name",], members["name",])
    yield "participants", _joined(people, names)
    for role in ("initiator", "recipient"):
        yield f"{role}s", _joined(people, pc.if_else(pc.equal(members["role",], role), names, None))
    for name, (lists, field) in _JOINED.items():
        yield name, _joined(fields[lists,], members_of(fields[lists,])[field,])
    yield "tags", _joined(fields["tags",], fields["tags",].flatten())


def _joined(lists: Array, values: Array) -> Array:
    """The texts that stand for the members of lists, joined list by list."""
    offsets, parents = offsets_of(lists), pc.list_parent_indices(lists)
    there = pc.is_valid(values)
    if values.null_count:
        offsets, parents, values = _kept(there, offsets), parents.filter(there), values.filter(there)
    once = _first_of_its_kind(parents, values)
    if not pc.all(once).as_py():
        offsets, values = _kept(once, offsets), values.filter(once)
    texts = pc.binary_join(pa.ListArray.from_arrays(offsets, values), "; ")
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _kept(chosen: Array, offsets: Array) -> Array:
    """Where each list begins once only the chosen members are kept."""
    before = pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(pc.cast(chosen, pa.int32()))])
    return before.take(offsets)


def _first_of_its_kind(parents: Array, values: Array) -> Array:
    """Whether each value is the first that is equal to it in its list."""
    codes = values.dictionary_encode()
    keys = pc.add(pc.multiply(parents, len(codes.dictionary)), codes.indices)
    return pc.equal(pc.index_in(keys, value_set=keys), counted(0, len(keys)))
