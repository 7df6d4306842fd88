"""Normalised records in the order of their ids, wherever they were written: where they lie, and their lines."""

from array import array
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias

from regesta.engine.gathered import Part

_AT_A_TIME = 4_000  # records
_OPEN = 200  # files

Ranked: TypeAlias = tuple[str, int, int]  # the id of a record, the number of its part, its number there


class Stretches(NamedTuple):
    """Where records lie that follow each other by id: stretch n in files[file[n]], between starts[n] and ends[n]."""

    files: Sequence[Path]
    file: "array[int]"
    starts: "array[int]"
    ends: "array[int]"


def by_id(parts: Sequence[Part]) -> Iterator[list[Ranked]]:
    """The records of which there is a line, by id, so many at a time; nothing but their order is held of each part."""
    orders = [(index, order) for index, part in enumerate(parts) if (order := _order(part))]
    runs = [_run(parts[index], index, order) for index, order in orders]
    ends = [(str(parts[index].ids[order[0]]), str(parts[index].ids[order[-1]])) for index, order in orders]
    follow = all(last < first for (_, last), (first, _) in pairwise(ends))
    ranked = chain.from_iterable(runs) if follow else merge(*runs)
    while some := list(islice(ranked, _AT_A_TIME)):
        yield some


def _order(part: Part) -> "array[int]":
    """The numbers of the records of a part of which there is a line, by id."""
    numbers = filter(part.line_size, range(len(part.ids)))
    return array("I", sorted(numbers, key=lambda number: str(part.ids[number])))


def _run(part: Part, index: int, order: "array[int]") -> Iterator[Ranked]:
    return ((str(part.ids[number]), index, number) for number in order)


def stretches(parts: Sequence[Part], some: Sequence[Ranked]) -> Stretches:
    """Where records lie, those that follow each other there as one."""
    files: dict[Path, int] = {}
    file, starts, ends = array("L"), array("Q"), array("Q")
    for _, index, own_number in some:
        path, first, last = parts[index].line_at(own_number)
        own = files.setdefault(path, len(files))
        if ends and ends[-1] == first and file[-1] == own:
            ends[-1] = last
        else:
            file.append(own)
            starts.append(first)
            ends.append(last)
    return Stretches(list(files), file, starts, ends)


def lines_in(where: Stretches) -> Iterator[bytes]:
    """The lines without their ends; no more files are open at a time than a process may have."""
    files: dict[int, BinaryIO] = {}
    try:
        for own, start, end in zip(where.file, where.starts, where.ends, strict=True):
            if own not in files:
                if len(files) >= _OPEN:
                    files.pop(next(iter(files))).close()
                files[own] = where.files[own].open("rb")
            files[own].seek(start)
            yield from files[own].read(end - start).splitlines()
    finally:
        for file in files.values():
            file.close()
