"""A dataset: its settings, its contract, its registries; what every record of it is read against."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import OPEN_VOCABULARIES, Contract, shipped_vocabulary, unescaped
from regesta.diagnostics import Diagnostic
from regesta.read import read_document
from regesta.read.locate import position
from regesta.read.page import whole
from regesta.read.record import Record
from regesta.read.text import quoted
from regesta.validate import check_forms, explain

if TYPE_CHECKING:
    from regesta.loaded_words import LoadedWords
    from regesta.lookups import Lookups
    from regesta.normalise.names.registry import ActorIndex, NameContext
    from regesta.normalise.places.settle import PlaceIndex

REGISTRIES = ("actors", "places", "sources")
FILES = {
    "registry": (*(f"{name}.yaml" for name in REGISTRIES), "lookups.csv", "loaded-words.csv"),
    "vocabulary": tuple(f"{name}.csv" for name in OPEN_VOCABULARIES),
}


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """What records are read against; folder is None for records outside any dataset.

    settings is the content of regesta.toml as JSON values; registries hold the sound entries of each registry file;
    shared holds the sources of the registry and of record files, by id; unread names the registries and vocabularies
    that are there and cannot be read.
    """

    folder: Path | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    contract: Contract = field(default_factory=Contract)
    actors: Sequence[dict[str, Any]] = ()
    places: Sequence[dict[str, Any]] = ()
    sources: Sequence[dict[str, Any]] = ()
    shared: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    lookups: "Lookups" = field(default_factory=dict)
    loaded_words: "LoadedWords" = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def table(self, name: str) -> Mapping[str, Any]:
        """A table of the settings: dataset, rules, assertions or release; empty where it is not there."""
        table: Mapping[str, Any] = self.settings.get(name, {})
        return table

    @property
    def about(self) -> Mapping[str, Any]:
        """The [dataset] table of the settings."""
        return self.table("dataset")

    @property
    def withhold(self) -> Sequence[str]:
        """The patterns of what no release of the dataset holds, beside what its records withhold themselves."""
        patterns: Sequence[str] = self.table("release").get("withhold", ())
        return patterns

    @property
    def coordinate_digits(self) -> int | None:
        """The digits to which a release rounds coordinates (None: it does not)."""
        digits: int | None = self.table("release").get("coordinate_digits")
        return digits

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.about.get("languages", ()))

    @cached_property
    def parts_of_day(self) -> tuple[tuple[str, str, str], ...]:
        """The hours of each part of the day: (name, start, end), the dataset's own before the usual."""
        usual = {code: (row["start"], row["end"]) for code, row in shipped_vocabulary("parts-of-day").items()}
        own = {name: (hours[0], hours[1]) for name, hours in self.about.get("parts_of_day", {}).items()}
        return tuple((name, *hours) for name, hours in {**usual, **own}.items())

    @cached_property
    def actor_index(self) -> "ActorIndex":
        from regesta.normalise.names.registry import index_actors  # noqa: PLC0415 - only where names are read

        return index_actors(self.actors)

    @cached_property
    def name_context(self) -> "NameContext":
        """What a name is read with that stands alone."""
        from regesta.normalise.names.registry import NameContext  # noqa: PLC0415 - as above

        return NameContext(self.actor_index, (), self.languages)

    @cached_property
    def place_index(self) -> "PlaceIndex":
        from regesta.normalise.places.settle import index_places  # noqa: PLC0415 - only where places are read

        return index_places(self.places)


def load_dataset(folder: Path, shown: str = "") -> tuple[Dataset, list[Diagnostic]]:
    """A dataset with its settings, vocabularies, extension and registries, and what is wrong with any of them.

    shown is what stands before the path of a file in a diagnostic ("" or "folder/").
    """
    from regesta.config import read_config  # noqa: PLC0415 - a file outside any dataset has none of these
    from regesta.loaded_words import read_loaded_words  # noqa: PLC0415 - as above
    from regesta.lookups import read_lookups  # noqa: PLC0415 - as above

    settings, found = read_config(folder, f"{shown}regesta.toml", Contract())
    sound = _sound(settings, found) if found else settings
    contract, unread, trouble = _load_contract(folder, shown, sound)
    found += trouble
    registries = {}
    for name in REGISTRIES:
        path = folder / "registry" / f"{name}.yaml"
        registries[name], trouble = read_registry(contract, name, path, f"{shown}registry/{name}.yaml")
        found += trouble
        unread |= {name} if trouble and not registries[name] else set()
    ids = {"name": every_id(registries["actors"]), "place": every_id(registries["places"])}
    lookups, trouble = read_lookups(folder / "registry" / "lookups.csv", f"{shown}registry/lookups.csv", ids)
    found += trouble
    words, trouble = read_loaded_words(folder / "registry" / "loaded-words.csv", f"{shown}registry/loaded-words.csv")
    shared = {entry["id"]: entry for entry in registries["sources"]}
    dataset = Dataset(
        folder, sound, contract, **registries, lookups=lookups, loaded_words=words, shared=shared,
        unread=frozenset(unread),
    )  # fmt: skip
    return dataset, [*found, *trouble, *_no_folders(folder, shown), *_passed_over(folder, shown)]


def kept_dataset(folder: Path | None) -> Dataset:
    """The dataset in a folder (None: records outside any), which is read again only when a file of it has changed."""
    if folder is None:
        return _kept(None, ())
    homes = (folder, *(folder / home for home in FILES))
    files = sorted(path for home in homes if home.is_dir() for path in home.iterdir() if path.is_file())
    stats = [path.stat() for path in files]
    stamps = [(path.name, stat.st_mtime_ns, stat.st_size) for path, stat in zip(files, stats, strict=True)]
    return _kept(folder.absolute(), tuple(stamps))


@lru_cache(maxsize=4)
def _kept(folder: Path | None, _stamps: tuple[tuple[str, int, int], ...]) -> Dataset:
    return load_dataset(folder)[0] if folder is not None else Dataset()


def _no_folders(folder: Path, shown: str) -> Iterator[Diagnostic]:
    """R001 for what stands where a folder of the dataset should, such as a link that leads nowhere."""
    for home in ("records", *FILES):
        if os.path.lexists(folder / home) and not (folder / home).is_dir():
            yield whole("R001", "it is no folder that can be read", f"{shown}{home}", "put a folder of this name here")


def _passed_over(folder: Path, shown: str) -> Iterator[Diagnostic]:
    """The files in registry/ and vocabulary/ that nobody reads, which may be misnamed."""
    for home, known in FILES.items():
        names = sorted(path.name for path in (folder / home).iterdir()) if (folder / home).is_dir() else []
        for name in names:
            if name not in known and not name.startswith((".", "README")):
                advice = did_you_mean(nearest(name, known, 1)) or f"{home}/ holds {', '.join(known)}"
                message = f"no file of {home}/ has this name: it is passed over"
                yield whole("R013", message, f"{shown}{home}/{name}", advice)


def _load_contract(
    folder: Path, shown: str, settings: Mapping[str, Any]
) -> tuple[Contract, set[str], list[Diagnostic]]:
    """The contract of a dataset, the vocabularies in it that could not be read, and what is wrong with its parts."""
    from regesta.extension import read_extension  # noqa: PLC0415 - as above
    from regesta.vocabularies import read_added  # noqa: PLC0415 - as above

    added: dict[str, Any] = _own_hours(settings)
    found: list[Diagnostic] = []
    unread: set[str] = set()
    for name in OPEN_VOCABULARIES:
        types = {**shipped_vocabulary("event-types"), **added.get("event-types", {})}
        codes, trouble = read_added(folder / "vocabulary" / f"{name}.csv", f"{shown}vocabulary/{name}.csv", name, types)
        found += trouble
        added |= {name: codes} if codes else {}
        unread |= {name} if not codes and any(d.code != "R007" for d in trouble) else set()
    extension, trouble = read_extension(folder / "extension.schema.json", f"{shown}extension.schema.json")
    return Contract(added, extension), unread, found + trouble


def _own_hours(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of the day of which the dataset has its own hours, as rows of their vocabulary."""
    own, rows = settings.get("dataset", {}).get("parts_of_day", {}), shipped_vocabulary("parts-of-day")
    hours = {code: {**rows[code], "start": start, "end": end} for code, (start, end) in own.items() if code in rows}
    return {"parts-of-day": hours} if hours else {}


def every_id(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids of registry entries, those that they bore before included."""
    return [own for entry in entries for own in (entry["id"], *entry.get("previous_ids", ()))]


def _sound(settings: Mapping[str, Any], found: Sequence[Diagnostic]) -> dict[str, Any]:
    """Settings that broke the contract without the keys that are at fault, so that records can be looked at."""
    refused = {tuple(unescaped(d.field)[:2]) for d in found if d.code != "S102"}
    return {
        name: {key: value for key, value in table.items() if (name, key) not in refused}
        for name, table in settings.items()
        if isinstance(table, dict) and (name,) not in refused
    }


_DOUBTED = frozenset(("N303", "P404", "P405", "P406", "U802"))  # values that are kept all the same


def read_registry(
    contract: Contract, name: str, path: Path, shown: str
) -> tuple[list[dict[str, Any]], list[Diagnostic]]:
    """The sound entries of a registry file, and what is wrong with the others; an absent file is an empty registry."""
    if not os.path.lexists(path):  # a link that leads nowhere is there
        return [], []
    data, found = read_document(path, shown, contract.schema(name))
    if data == [] or any(d.code == "R007" for d in found):
        return [], []  # nobody is registered
    if not isinstance(data, list):
        whole = Record({}, path, shown)
        return [], [*found, *(position(d, whole) for d in explain(contract, name, data) if data is not None)]
    trouble = [*explain(contract, name, data), *check_forms(contract, name, data)]
    whole = Record({}, path, shown)
    seen = {d.field for d in found}
    placed = [position(d, whole) for d in trouble if d.field not in seen or d.code == "S102"]
    refused: dict[str, set[str]] = {}
    for d in (*found, *placed):
        if d.code in _DOUBTED:
            continue
        index, *rest = [*unescaped(d.field), ""]
        refused.setdefault(index, set()).add(rest[0])
    entries = [_sound_entry(name, entry, refused.get(str(i), set())) for i, entry in enumerate(data)]
    return _unique(entries, path, shown, [*found, *placed])


def _sound_entry(name: str, entry: Any, refused: set[str]) -> dict[str, Any]:
    """An entry without the fields at fault, so that who bears its name is known all the same; {} without id or name."""
    kept = {key: value for key, value in entry.items() if key not in refused} if isinstance(entry, dict) else {}
    needed = ("id",) if name == "sources" else ("id", "name")
    return kept if all(isinstance(kept.get(key), str) for key in needed) else {}


def _unique(
    entries: list[dict[str, Any]], path: Path, shown: str, found: list[Diagnostic]
) -> tuple[list[dict[str, Any]], list[Diagnostic]]:
    """Entries whose id no entry before them bears, as its id or as a previous one."""
    taken: dict[str, int] = {}
    kept = []
    for index, entry in enumerate(entries):
        if not entry:
            continue
        ids = [entry["id"], *entry.get("previous_ids", ())]
        clash = next((name for name in ids if name in taken), None)
        if clash is None:
            kept.append(entry)
            taken |= dict.fromkeys(ids, index)
        else:
            other = entries[taken[clash]]["name"] if "name" in entries[taken[clash]] else f"entry {taken[clash]}"
            message = f"id {quoted(clash)} stands twice in this registry, first for {other}"
            advice = f"give one of the two another id, such as {clash[:90]}-2"
            fault = Diagnostic("X701", message, f"/{index}/id", value=clash, help=advice)
            found.append(position(fault, Record({}, path, shown)))
    return kept, found


def with_shared(dataset: Dataset, sources: Mapping[str, dict[str, Any]]) -> Dataset:
    """The dataset with the sources of record files beside those of its registry."""
    if sources.keys() <= dataset.shared.keys():
        return dataset
    wider = replace(dataset, shared={**sources, **dataset.shared})
    indexes = ("actor_index", "place_index", "parts_of_day", "name_context", "languages")
    vars(wider).update({name: made for name, made in vars(dataset).items() if name in indexes})
    return wider
