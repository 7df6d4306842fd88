"""Objects with their blanks filled in, and the trail of what rests on what; what repeats is filled once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic, altered
from regesta.listed import Object
from regesta.normalise.reading import PREVIOUS_ID, Blank, Reading
from regesta.walk import copied, ordered

_NO_KEY = frozenset((list, dict, float))  # 0.0 and -0.0 would be one key


@dataclass(eq=False, repr=False)
class Filled:
    """A record, or an object of one, on its way: its data, the blanks filled so far by pointer, what was found wrong.

    Where it is not traced the trail stays empty: it is for those who ask why, and costs a fifth of all.
    """

    data: Object
    trail: dict[str, Blank] = field(default_factory=dict)
    trouble: list[Diagnostic] = field(default_factory=list)
    traced: bool = True

    def apply(self, target: Object, pointer: str, reading: Reading, names: Mapping[str, str] | None = None) -> None:
        """Fill the blanks of one object; a value that is there stays. names renames fields of the reading."""
        for blank in reading.blanks:
            key = blank.field if names is None else names.get(blank.field, blank.field)
            if key not in target or blank.rule == PREVIOUS_ID:
                value = blank.value
                target[key] = list(value) if type(value) is tuple else value
                if self.traced:
                    self.trail[f"{pointer}/{key}"] = blank
        for diagnostic in reading.trouble:
            step, slash, rest = diagnostic.field.removeprefix("/").partition("/")
            step = step if names is None else names.get(step, step)
            where = f"{pointer}/{step}{slash}{rest}" if step else pointer
            advice = diagnostic.help
            if advice is not None and names is not None:
                advice = advice.replace("`actor:", f"`{names.get('actor', 'actor')}:")
            self.trouble.append(altered(diagnostic, field=where, help=advice))

    def take(self, pointer: str, part: "Filled") -> Object:
        """The data of an object of this record, once what is known of it was taken over."""
        if part.trouble:
            self.trouble += [altered(diagnostic, field=pointer + diagnostic.field) for diagnostic in part.trouble]
        if self.traced:
            self.trail.update((pointer + where, blank) for where, blank in part.trail.items())
        return part.data

    def default(self, key: str, value: Any, source: str = "default") -> None:
        if key not in self.data:
            self.data[key] = value
            if self.traced:
                self.trail[f"/{key}"] = Blank(key, value, "the usual value", source=source)

    def trace(self, pointer: str, blank: Blank) -> None:
        if self.traced:
            self.trail[pointer] = blank


def fill_once(
    filled: Filled, pointer: str, given: Object, work: Callable[..., None], dataset: Dataset, *context: Any
) -> Object:
    """An object of a record with its blanks filled in; other records may share it, and it is not to be changed.

    work takes the object as `Filled`, the dataset and the context, which can be a key of a cache.
    """
    if _NO_KEY.isdisjoint(map(type, given.values())):
        part: Filled = _filled_once(dataset)(work, filled.traced, tuple(given.items()), context)
    else:
        part = _filled(dataset, work, filled.traced, copied(given), context)
    return filled.take(pointer, part)


@lru_cache(maxsize=4)
def _filled_once(dataset: Dataset) -> Callable[..., Filled]:
    """`_filled`, whose results are kept for as long as the dataset is one of the last few."""
    return lru_cache(maxsize=32_768)(partial(_filled, dataset))


def _filled(
    dataset: Dataset,
    work: Callable[..., None],
    traced: bool,
    given: Object | tuple[tuple[str, Any], ...],
    context: tuple[Any, ...],
) -> Filled:
    filled = Filled(dict(given), traced=traced)
    work(filled, dataset, *context)
    return filled


def fill_each(filled: Filled, name: str, fill: Callable[[str, Object], Object]) -> None:
    """Let the objects of a list be filled, each by itself with its pointer; anything else in it stays as it is."""
    listed = filled.data.get(name)
    if isinstance(listed, list):
        filled.data[name] = [
            fill(f"/{name}/{index}", member) if isinstance(member, dict) else member
            for index, member in enumerate(listed)
        ]


def put_in_order(filled: Filled, dataset: Dataset, definition: str) -> None:
    """Bring an object into the order of its definition in the contract of an event."""
    filled.data = ordered(dataset.contract.schema("event"), {"$ref": f"#/$defs/{definition}"}, filled.data)


def items(data: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The fields of an object in a form that can be a key of a cache; nested objects are left out."""
    pairs = sorted(data.items())
    if not _NESTED.isdisjoint(map(type, data.values())):
        listed = ((key, tuple(value) if isinstance(value, list) else value) for key, value in pairs)
        return tuple((key, value) for key, value in listed if _hashable(value))
    return tuple(pairs)


_NESTED = frozenset((list, dict))


def _hashable(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(item, str | int | float) for item in value)
    return not isinstance(value, dict)
