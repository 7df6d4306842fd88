"""Spans: the events of a release in the order of their ids, so many at a time, and where their lines are."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from regesta.gathered import Part

_AT_A_TIME = 4_000  # events that one process makes at a time
_OPEN = 200  # files
_LAST = "\U0010ffff"  # sorts after every id
_BITS = 32  # of the number of a record in its part


class Span(NamedTuple):
    """Events that follow each other by id: where their normalised lines are, and from and below which ids they lie.

    Stretch n of lines is what lies in files[file[n]] between the bytes starts[n] and ends[n].
    """

    number: int
    files: Sequence[Path]
    file: "array[int]"
    starts: "array[int]"
    ends: "array[int]"
    start: str
    end: str


def spans_of(parts: Sequence[Part]) -> list[Span]:
    """All events of which there is a normalised line, in the order of their ids; there is always one span."""
    where, ids = array("Q"), []
    for index, part in enumerate(parts):
        for number, own in enumerate(part.ids):
            if part.line_size(number):
                where.append(index << _BITS | number)
                ids.append(str(own))
    ranks: Sequence[int] = range(len(ids))
    if any(one > other for one, other in pairwise(ids)):
        ranks = array("Q", sorted(ranks, key=ids.__getitem__))
    starts = range(0, max(len(ids), 1), _AT_A_TIME)
    bounds = ["", *(ids[ranks[at]] for at in starts[1:]), _LAST]
    return [
        _span(number, parts, [where[rank] for rank in ranks[at : at + _AT_A_TIME]], bounds[number], bounds[number + 1])
        for number, at in enumerate(starts)
    ]


def _span(number: int, parts: Sequence[Part], where: Sequence[int], start: str, end: str) -> Span:
    files: dict[Path, int] = {}
    file, starts, ends = array("L"), array("Q"), array("Q")
    for place in where:
        path, first, last = parts[place >> _BITS].line_at(place & (1 << _BITS) - 1)
        own = files.setdefault(path, len(files))
        if ends and ends[-1] == first and file[-1] == own:
            ends[-1] = last
        else:
            file.append(own)
            starts.append(first)
            ends.append(last)
    return Span(number, list(files), file, starts, ends, start, end)


def lines_in(span: Span) -> Iterator[bytes]:
    """The normalised lines of a span; no more files are open at a time than a process may have."""
    files: dict[int, BinaryIO] = {}
    try:
        for own, start, end in zip(span.file, span.starts, span.ends, strict=True):
            if own not in files:
                if len(files) >= _OPEN:
                    files.pop(next(iter(files))).close()
                files[own] = span.files[own].open("rb")
            files[own].seek(start)
            yield from files[own].read(end - start).splitlines()
    finally:
        for file in files.values():
            file.close()
