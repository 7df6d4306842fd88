"""Spans: the events of a release in the order of their ids, so many at a time, and where their lines are."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias

from regesta.engine.gathered import Part
from regesta.engine.packed import Rows
from regesta.release.computed import Answer

_AT_A_TIME = 4_000  # events that one process makes at a time
_OPEN = 200  # files
_FEW = 250  # answers: fewer are not worth packing
_LAST = "\U0010ffff"  # sorts after every id

_Ranked: TypeAlias = tuple[str, int, int]  # the id of a record, the number of its part, its number there


class Span(NamedTuple):
    """Events that follow each other by id: where their normalised lines are, and from and below which ids they lie.

    Stretch n of lines is what lies in files[file[n]] between the bytes starts[n] and ends[n]. abroad are the answers
    that other events give to claims of these.
    """

    number: int
    files: Sequence[Path]
    file: "array[int]"
    starts: "array[int]"
    ends: "array[int]"
    start: str
    end: str
    abroad: Rows[Answer]


def spans_of(parts: Sequence[Part]) -> list[Span]:
    """All events of which there is a normalised line, in the order of their ids; there is always one span."""
    ranked, spans = _ranked(parts), list[Span]()
    while (some := list(islice(ranked, _AT_A_TIME))) or not spans:
        if spans:
            spans[-1] = spans[-1]._replace(end=some[0][0])
        spans.append(_span(len(spans), parts, some, some[0][0] if spans else ""))
    starts = [span.start for span in spans]
    for answer in (answer for part in parts for answer in part.abroad):
        if answer.answered[0] != answer.key[0]:
            abroad = spans[bisect_right(starts, answer.answered[0]) - 1].abroad
            abroad.append(answer)
            if len(abroad.fresh) > _FEW:
                abroad.pack()
    return spans


def _ranked(parts: Sequence[Part]) -> Iterator[_Ranked]:
    """The records of which there is a line, by id; nothing but their order is held of each part."""
    orders = [(index, order) for index, part in enumerate(parts) if (order := _order(part))]
    runs = [_run(parts[index], index, order) for index, order in orders]
    ends = [(str(parts[index].ids[order[0]]), str(parts[index].ids[order[-1]])) for index, order in orders]
    follow = all(last < first for (_, last), (first, _) in pairwise(ends))
    return chain.from_iterable(runs) if follow else merge(*runs)


def _order(part: Part) -> "array[int]":
    """The numbers of the records of a part of which there is a line, by id."""
    numbers = filter(part.line_size, range(len(part.ids)))
    return array("I", sorted(numbers, key=lambda number: str(part.ids[number])))


def _run(part: Part, index: int, order: "array[int]") -> Iterator[_Ranked]:
    return ((str(part.ids[number]), index, number) for number in order)


def _span(number: int, parts: Sequence[Part], some: Sequence[_Ranked], start: str) -> Span:
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
    return Span(number, list(files), file, starts, ends, start, _LAST, Rows())


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
