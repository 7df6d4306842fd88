"""The registry of actors made ready for look-up, and what a name is read with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.names.keys import abbreviated, keys_of
from regesta.normalise.names.split import NameParts, split_name

if TYPE_CHECKING:
    from regesta.normalise.names.near import NearNames


@dataclass(frozen=True, eq=False, repr=False)
class ActorIndex:
    """The registry made ready for look-up; compared by identity, so it can stand in the key of a cache.

    by_id: id -> entry; current: previous id -> id; by_key: folded name, or abbreviated name of what is no person -> ids
    in the registry's order; families: folded family name -> ids of persons.
    """

    by_id: Mapping[str, Mapping[str, Any]]
    current: Mapping[str, str]
    by_key: Mapping[str, tuple[str, ...]]
    families: Mapping[str, tuple[str, ...]]

    @cached_property
    def near(self) -> "NearNames":
        from regesta.normalise.names.near import index_near  # noqa: PLC0415 - for a name that no actor bears

        return index_near([(actor, name) for actor, entry in self.by_id.items() for name, _ in _names(entry)])


class NameContext(NamedTuple):
    """What a name is read with: the registry, the other names that the record prints, the dataset's languages."""

    actors: ActorIndex
    surnames: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def language(self) -> str | None:
        return self.languages[0] if len(self.languages) == 1 else None


def _listed(entry: Mapping[str, Any], field: str) -> Sequence[Any]:
    value = entry.get(field)
    return value if isinstance(value, list | tuple) else ()


def _names(entry: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Each name of an entry with its language; what is not text is passed over, the contract's rules speak of it."""
    if isinstance(entry.get("name"), str):
        yield entry["name"], None
    for name in _listed(entry, "names"):
        if isinstance(name, Mapping) and isinstance(name.get("text"), str):
            language = name.get("language")
            yield name["text"], language if isinstance(language, str) else None


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = {}
    for key, actor in pairs:
        groups.setdefault(key, {})[actor] = None
    return {key: tuple(actors) for key, actors in groups.items()}


def _keys(name: str, parts: NameParts | None) -> Iterable[str]:
    """What a name is looked up by; parts are those of a person's name, None where it is no person's."""
    if parts is not None:
        return keys_of(name, parts)
    return filter(None, (*keys_of(name, NameParts("")), abbreviated(name)))


def index_actors(entries: Sequence[Mapping[str, Any]]) -> ActorIndex:
    """Indexes the entries of registry/actors.yaml; entries without a textual id are passed over."""
    by_id: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
            by_id.setdefault(entry["id"], entry)
    current = {
        old: actor for actor, entry in by_id.items() for old in _listed(entry, "previous_ids") if isinstance(old, str)
    }
    keys: list[tuple[str, str]] = []
    families: list[tuple[str, str]] = []
    for actor, entry in by_id.items():
        for name, language in _names(entry):
            parts = split_name(name, language) if entry.get("kind") == "person" else None
            keys += [(key, actor) for key in _keys(name, parts)]
            if parts is not None and parts.family is not None:
                families.append((folded_key(parts.family), actor))
    return ActorIndex(by_id, current, _grouped(keys), _grouped(families))
