"""Files of lines held against each other: which lines of one have no like in the other, and where they stand."""

import codecs
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import NamedTuple

from regesta.engine.batch import STRETCH, Stretch, cut
from regesta.read.source import Refused, open_regular

_SPACES = b" \t\r\n"


class Line(NamedTuple):
    """A line of a file: its number from 1, the byte where it begins, that behind it."""

    path: Path
    number: int
    start: int
    end: int


def lines_of(path: Path) -> Iterator[tuple[bytes, Line]]:
    """The lines of a file, with where each stands; what cannot be read is told by who looks at it."""
    offset = 0
    try:
        with open_regular(path) as file:
            for number, raw in enumerate(file, 1):
                yield raw, Line(path, number, offset, offset + len(raw))
                offset += len(raw)
    except (OSError, ValueError, Refused):
        return


def unmatched(old: Iterable[bytes], new: Iterable[tuple[bytes, Line]]) -> tuple["Counter[int]", list[Line]]:
    """What is left of two files of lines once each line has met its like: hashes of old ones, and new ones.

    Spaces around a line do not count, nor do blank lines. The two are read side by side, and only what waits for its
    like is kept, so that little is where little changed.
    """
    waiting: Counter[int] = Counter()
    came: defaultdict[int, list[Line]] = defaultdict(list)
    for before, after in zip_longest(old, new):
        one = bare(before) if before is not None else b""
        other = bare(after[0]) if after is not None else b""
        if one == other:
            continue
        if other and after is not None:
            key = hash(other)
            if key in waiting:
                take(waiting, key)
            else:
                came[key].append(after[1])
        if one:
            key = hash(one)
            if key in came:
                came[key].pop(0)
                if not came[key]:
                    del came[key]
            else:
                waiting[key] += 1
    return waiting, sorted(chain.from_iterable(came.values()))


def bare(raw: bytes) -> bytes:
    """A line without spaces around it, and without a BOM."""
    return raw.strip(_SPACES).removeprefix(codecs.BOM_UTF8)


def take(counted: "Counter[int]", key: int) -> bool:
    """Take one away, if there is one."""
    if key not in counted:
        return False
    counted[key] -= 1
    if not counted[key]:
        del counted[key]
    return True


def runs(lines: Iterable[Line]) -> Iterator[Stretch]:
    """Lines as stretches: those that follow each other in one."""
    begun: Stretch | None = None
    for path, number, start, end in lines:
        if begun is not None and begun.end == start and end - begun.start <= STRETCH:
            begun = begun._replace(end=end)
            continue
        if begun is not None:
            yield begun
        begun = Stretch(path, start, end, number)
    if begun is not None:
        yield begun


def gaps(path: Path, lines: Iterable[Line]) -> Iterator[Stretch]:
    """What is between lines of a file, before and behind them."""
    start, number = 0, 1
    for line in (*lines, Line(path, 0, path.stat().st_size, 0)):
        yield from cut(path, start, line.start, number)
        start, number = line.end, line.number + 1
