"""The registry of actors made ready for look-up, and what a name is read with.

Most names of a large registry are never asked for, so a name is taken apart when one is that shares its words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from regesta.normalise.fold import folded, folded_key
from regesta.normalise.names.keys import abbreviated, keys_of
from regesta.normalise.names.split import NameParts, split_name

if TYPE_CHECKING:
    from regesta.normalise.names.near import NearNames


# No key of a person's name of such letters has a word that the name has not.
_PLAIN = re.compile(r"[A-Za-zÀ-ɏ .-]+|[Ѐ-ӿ .-]+")


class Registered(NamedTuple):
    """A name of the registry: whose it is, how it is printed, in which language, and whether a person bears it."""

    actor: str
    name: str
    language: str | None
    is_person: bool


class Keys(NamedTuple):
    """What a name of the registry is looked up by: its folded forms, and a person's folded family name ("": none)."""

    names: tuple[str, ...]
    family: str


@dataclass(frozen=True, eq=False, repr=False)
class ActorIndex:
    """The registry made ready for look-up; compared by identity, so it can stand in the key of a cache.

    by_id: id -> entry; current: previous id -> id; names: all names, in the registry's order. The other three tell rows
    of names: by_word those that hold a word and are yet to be taken apart, by_key and by_family those of all others.
    """

    by_id: Mapping[str, Mapping[str, Any]]
    current: Mapping[str, str]
    names: Sequence[Registered]
    by_word: Mapping[str, Sequence[int]]
    by_key: Mapping[str, Sequence[int]]
    by_family: Mapping[str, Sequence[int]]

    def called(self, key: str) -> tuple[str, ...]:
        """The actors with a name of this key, folded or (of what is no person) abbreviated, in the registry's order."""
        return _called(self, key)

    def of_family(self, key: str) -> tuple[str, ...]:
        """The persons with this folded family name, in the registry's order."""
        return _of_family(self, key)

    @cached_property
    def near(self) -> "NearNames":
        from regesta.normalise.names.near import index_near  # noqa: PLC0415 - for a name that no actor bears

        return index_near([(one.actor, one.name) for one in self.names])


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


@lru_cache(maxsize=65_536)
def _keys(one: Registered) -> Keys:
    if not one.is_person:
        return Keys((*keys_of(one.name, NameParts("")), abbreviated(one.name)), "")
    parts = split_name(one.name, one.language)
    return Keys(keys_of(one.name, parts), folded_key(parts.family) if parts.family is not None else "")


@lru_cache(maxsize=16_384)
def _called(index: ActorIndex, key: str) -> tuple[str, ...]:
    rows = [row for row in _sharing(index, key) if key in _keys(index.names[row]).names]
    return _of_rows(index, (*rows, *index.by_key.get(key, ())))


@lru_cache(maxsize=16_384)
def _of_family(index: ActorIndex, key: str) -> tuple[str, ...]:
    rows = [row for row in _sharing(index, key) if key == _keys(index.names[row]).family]
    return _of_rows(index, (*rows, *index.by_family.get(key, ())))


def _sharing(index: ActorIndex, key: str) -> Sequence[int]:
    """The rows yet to be taken apart of which a key may be that: by the word of it that the fewest names hold."""
    return min((index.by_word.get(word, ()) for word in key.split()), key=len, default=())


def _of_rows(index: ActorIndex, rows: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(index.names[row].actor for row in sorted(rows)))


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for key, row in pairs:
        if key:
            groups.setdefault(key, []).append(row)
    return groups


def index_actors(entries: Sequence[Mapping[str, Any]]) -> ActorIndex:
    """Indexes the entries of registry/actors.yaml; entries without a textual id are passed over."""
    by_id: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
            by_id.setdefault(entry["id"], entry)
    current = {
        old: actor for actor, entry in by_id.items() for old in _listed(entry, "previous_ids") if isinstance(old, str)
    }
    names = [
        Registered(actor, name, language, entry.get("kind") == "person")
        for actor, entry in by_id.items()
        for name, language in _names(entry)
    ]
    waiting = {row for row, one in enumerate(names) if one.is_person and _PLAIN.fullmatch(one.name) is not None}
    others = [(row, _keys(one)) for row, one in enumerate(names) if row not in waiting]
    return ActorIndex(
        by_id,
        current,
        names,
        _grouped((word, row) for row in waiting for word in set(folded(names[row].name).split())),
        _grouped((key, row) for row, keys in others for key in keys.names),
        _grouped((keys.family, row) for row, keys in others),
    )
