"""What is known of many records once each was looked at: little enough to hold of millions."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from regesta.check.alike import sketch
from regesta.check.dataset_rules import Few
from regesta.check.duplicates import groups_of, same_as
from regesta.check.related import days_of
from regesta.check.rings import Step, steps_of
from regesta.check.severities import weighed
from regesta.dataset import Dataset
from regesta.engine.packed import Rows, Texts
from regesta.engine.tally import Tally
from regesta.engine.treat import FilePart, Shared, Treated
from regesta.listed import objects
from regesta.read import Record

if TYPE_CHECKING:
    from regesta.release.computed import Answer
    from regesta.since.unchanged import Rest

# What an event refers to in others: its number in the part, event or event-claim, the id, the JSON Pointer.
Reference: TypeAlias = tuple[int, str, str, str]
_WAIVABLE = ("D212", "X708", "X709")  # of what is found over all records
_FEW = 250  # records: below, to pack what is known of them costs more than it saves
_OWN = ("/id", "/same_as_group")  # where an event stands by itself


class Wanted(NamedTuple):
    """What is to be gathered: findings about some files only (None: all), of each rule so many (None: all).

    run is a folder for the normalised records of these files, as JSON Lines (None: they are not wanted). lost are the
    ids of events that are gone, and of claims: references to them are told of all files. rest says that the records did
    not change, and what else did: only what that brought about is told of them.
    """

    named: frozenset[str] | None = None
    most: int | None = None
    run: Path | None = None
    lost: frozenset[str] = frozenset()
    rest: "Rest | None" = None


@dataclass(slots=True, repr=False)
class Part:
    """What is known of some records, in their order: of record n, ids[n], file[n] (its place in files), and so on.

    files are paths and how diagnostics print them; pointer is an index into pointers, offset and line are those of the
    record. steps are those of `rings`; days are those of `related`, two a record; stones are the numbers of the
    withdrawn. sketches are those of `alike`, as tuples, by the groups in which they are compared; waivers are those of
    what can be waived there, by the number of the record. These, claims and references are forgotten once all records
    were looked at together. told: what is found about them is told. borrowed are the ids of sources that neither the
    registry nor the file explains; unread are ids that stand in what left no record. run is the file of the normalised
    records, that of record n between ends[n] and ends[n + 1], nothing where it is broken or not asked for. Where there
    is one, withdrawn are the tombstones, fields says how many of the other events have a field, countries how many of
    them lie where and the first of these, and abroad are the answers to claims of other events, or that take a claim
    back.
    """

    told: bool = True
    files: list[tuple[Path, str]] = field(default_factory=list)
    ids: Texts = field(default_factory=Texts)
    claims: list[str] = field(default_factory=list)
    file: "array[int]" = field(default_factory=lambda: array("I"))
    offset: "array[int]" = field(default_factory=lambda: array("Q"))
    line: "array[int]" = field(default_factory=lambda: array("I"))
    pointer: "array[int]" = field(default_factory=lambda: array("I"))
    pointers: list[str] = field(default_factory=list)
    broken: bytearray = field(default_factory=bytearray)
    references: Rows[Reference] = field(default_factory=Rows)
    ties: list[tuple[str, str]] = field(default_factory=list)
    steps: Rows[Step] = field(default_factory=Rows)
    days: "array[int]" = field(default_factory=lambda: array("i"))
    stones: "array[int]" = field(default_factory=lambda: array("I"))
    sketches: dict[int, Rows[tuple[Any, ...]]] = field(default_factory=dict)
    waivers: dict[int, list[Any]] = field(default_factory=dict)
    borrowed: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    sources: list[Shared] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    run: Path | None = None
    ends: "array[int]" = field(default_factory=lambda: array("Q", (0,)))
    withdrawn: list[dict[str, Any]] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)
    countries: dict[str, Few] = field(default_factory=dict)
    abroad: "Rows[Answer]" = field(default_factory=Rows)

    def __len__(self) -> int:
        return len(self.file)

    def close(self) -> None:
        """Say that all records are there."""
        if len(self) > _FEW:
            self.tally.pack()
            self.references.pack()
            self.steps.pack()
            self.abroad.pack()
            for rows in self.sketches.values():
                rows.pack()

    def forget(self) -> None:
        """Drop what is needed no longer once all records were looked at together."""
        self.claims, self.references, self.steps, self.sketches, self.waivers = [], Rows(), Rows(), {}, {}
        self.days, self.stones = array("i"), array("I")

    def shrink(self) -> None:
        """Keep no more than how many records are in which file, once they are in a release."""
        self.ids, self.broken, self.abroad, self.countries = Texts(), bytearray(), Rows(), {}
        self.offset, self.ends, self.line, self.pointer = array("Q"), array("Q"), array("I"), array("I")

    def line_of(self, number: int) -> bytes:
        """The normalised record, as a line of JSON; empty where it is broken."""
        path, start, end = self.line_at(number)
        with path.open("rb") as file:
            file.seek(start)
            return file.read(end - start)

    def line_size(self, number: int) -> int:
        return self.ends[number + 1] - self.ends[number] if self.run is not None else 0

    def line_at(self, number: int) -> tuple[Path, int, int]:
        """The file of the normalised record, and the bytes from and before which it lies there."""
        if self.run is None:
            raise ValueError("the normalised records were not wanted")
        return self.run, self.ends[number], self.ends[number + 1]

    def where(self, number: int) -> Record:
        """Where a record stands; its data is left out."""
        path, shown = self.files[self.file[number]]
        return Record({}, path, shown, self.pointers[self.pointer[number]], self.offset[number], self.line[number])

    def shown(self, number: int) -> str:
        return self.files[self.file[number]][1]

    def is_told(self, number: int, named: frozenset[str] | None) -> bool:
        """Whether what is found about a record is told; named are the shown paths that were asked for (None: all)."""
        return self.told and (named is None or self.shown(number) in named)


def gather(
    part: Part, path: Path, shown: str, file: FilePart, dataset: Dataset, today: str, wanted: Wanted
) -> Iterator[bytes]:
    """Add what became of a file, or of a stretch of its lines, to a part; yields the lines of its run, if there is one.

    today is the ISO day that waivers are judged by.
    """
    part.files.append((path, shown))
    rules = dataset.table("rules")
    told = wanted.named is None or shown in wanted.named
    if wanted.run is not None:
        from pydantic_core import to_json  # noqa: PLC0415 - where records are written
    own = {str(shared.source.get("id")) for shared in file.sources} | dataset.shared.keys()
    lent = _lent(file, dataset) if wanted.rest is not None and wanted.rest.before is not None else {}
    for one in file.treated:
        _add(part, one)
        part.borrowed |= {i for i in _source_ids(one.filled.data) if i not in own}
        if told and one.found:
            waivers = waivers_of(one.filled.data)
            if wanted.rest is None:
                part.tally.add(one.record, weighed(one.found, rules, waivers, today))
            else:
                from regesta.since.unchanged import arisen  # noqa: PLC0415 - where it is asked for only

                part.tally.add(one.record, arisen(one, lent, rules, waivers, today, wanted.rest))
        if wanted.run is not None:
            line = b"" if one.broken or not told else to_json(one.filled.data) + b"\n"
            part.ends.append(part.ends[-1] + len(line))
            if line:
                _sum_up(part, one.filled.data)
            yield line
    if told and file.loose and part.told:
        part.tally.add(None, weighed(file.loose, rules, (), today))
    part.sources += file.sources
    part.unread |= file.unread


def _lent(file: FilePart, dataset: Dataset) -> dict[str, dict[str, Any]]:
    """The sources that record files share, by id, as far as they are known."""
    registered = {source["id"] for source in dataset.sources}
    own = {str(shared.source.get("id")): shared.source for shared in file.sources}
    return own | {name: source for name, source in dataset.shared.items() if name not in registered}


def waivers_of(data: Mapping[str, Any]) -> list[Any]:
    waivers = data.get("waivers")
    return waivers if isinstance(waivers, list) else []


def _add(part: Part, one: Treated) -> None:
    data, record, number = one.filled.data, one.record, len(part)
    own = data.get("id")
    part.ids.append(own if isinstance(own, str) else None)
    claims = [c["id"] for c in objects(data, "claims") if isinstance(c.get("id"), str)] if "claims" in data else ()
    part.claims.append(intern(" ".join(claims)))
    part.file.append(len(part.files) - 1)
    part.offset.append(record.offset)
    part.line.append(record.line)
    if not part.pointers or part.pointers[-1] != record.pointer:
        part.pointers.append(record.pointer)
    part.pointer.append(len(part.pointers) - 1)
    part.broken.append(one.broken)
    part.references += [(number, *r) for r in one.references if r[0] in _BETWEEN and r[2] not in _OWN]
    if "relations" in data:
        part.ties += same_as(data)
    if "relations" in data or "withdrawn" in data:
        part.steps += steps_of(number, data)
    part.days.extend(days_of(data))
    if "withdrawn" in data:
        part.stones.append(number)
    if "waivers" in data and (waivers := [w for w in objects(data, "waivers") if w.get("rule") in _WAIVABLE]):
        part.waivers[number] = waivers
    if (drawn := sketch(number, data)) is not None:
        for group in groups_of(drawn):
            if group not in part.sketches:
                part.sketches[group] = Rows()
            part.sketches[group].append(tuple(drawn))


def _sum_up(part: Part, event: dict[str, Any]) -> None:
    """Add what a release needs to know of a sound event."""
    if "withdrawn" in event:
        part.withdrawn.append({"id": event["id"], **event["withdrawn"]})
        return
    part.fields.update(event.keys())
    for place in event.get("places", ()):
        if place.get("role") == "location" and "country" in place:
            part.countries.setdefault(place["country"], Few()).add(event["id"])
    if "claims" in event:
        from regesta.release.computed import answers_of  # noqa: PLC0415 - for releases only

        answers = answers_of(event)
        part.abroad += [a for a in answers if a.answered[0] != event["id"] or a.stance == "retracts"]


_BETWEEN = ("event", "event-claim")


def _source_ids(data: Mapping[str, Any]) -> Iterator[str]:
    return (source["id"] for source in objects(data, "sources") if isinstance(source.get("id"), str))
