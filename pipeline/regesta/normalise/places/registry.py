"""The dataset's own places, which come before the gazetteer: found by id, by a former id, or by a folded name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from regesta.normalise.fold import folded_key

Entry: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, eq=False, repr=False)
class PlaceIndex:
    """registry/places.yaml by id and by folded name; two indexes are equal only if they are one."""

    by_id: Mapping[str, Entry] = field(default_factory=dict)
    by_name: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, None]:
        """Every name as it is written."""
        return {name: None for entries in self.by_name.values() for entry in entries for name in entry_names(entry)}

    def named(self, text: str) -> tuple[Entry, ...]:
        """The entries with a name of equal folded key."""
        return self.by_name.get(folded_key(text), ())


def index_places(entries: Sequence[Entry]) -> PlaceIndex:
    """Index the entries of registry/places.yaml; what is no text where text belongs is passed over."""
    by_id: dict[str, Entry] = {}
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        if not isinstance(entry.get("id"), str):
            continue
        for former in texts(entry.get("previous_ids")):
            by_id.setdefault(former, entry)
        for key in {folded_key(name) for name in entry_names(entry)} - {""}:
            by_name.setdefault(key, []).append(entry)
    by_id.update({entry["id"]: entry for entry in entries if isinstance(entry.get("id"), str)})
    return PlaceIndex(by_id, {key: tuple(found) for key, found in by_name.items()})


def entry_names(entry: Entry) -> list[str]:
    """The name of an entry and its other names."""
    others = entry.get("names")
    listed = [name.get("text") for name in others if isinstance(name, Mapping)] if isinstance(others, list) else []
    return [name for name in (entry.get("name"), *listed) if isinstance(name, str)]


def texts(value: Any) -> list[str]:
    """The texts of a list; none of anything else."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, (list, tuple)) else []
