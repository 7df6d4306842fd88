"""Which files Spark reads, and where in them the blocks begin that it reads at a time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from regesta.folder import shown_path

_BOM = 3  # bytes of a byte order mark, which Spark leaves out


class Source(NamedTuple):
    """A file that Spark reads: its place among all, where this process reads it, how it is shown, whether it is ours.

    A file that is not ours is read here from a copy of the lines that were read.
    """

    rank: int
    path: Path
    shown: str
    own: bool


class Block(NamedTuple):
    """What Spark reads of a file at a time: the byte and the line where it begins, and how the file is shown.

    size is that of the file (None: it is packed, and its size says nothing); bom says that it begins with a byte order
    mark; sent that its lines go to the driver, which does not have the file.
    """

    start: int
    line: int
    shown: str
    size: int | None
    bom: bool
    sent: bool


def literal(path: str) -> str:
    """A path as Spark reads it as it is, without patterns."""
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", path)


def named(address: str) -> str:
    """The address of a file as people write it: one of this machine as a path, others with their scheme."""
    return re.sub(r"^file:/+", "/", unquote(address))


def sources_of(addresses: Sequence[str], own: Mapping[str, Path], folder: Path) -> dict[str, Source]:
    """The files of the addresses by their names: those of the dataset, by their absolute paths, in their order; others.

    folder is where copies of the others are to be.
    """
    ranks = {name: rank for rank, name in enumerate(own)}
    found: dict[str, Source] = {}
    for rank, name in enumerate(sorted(map(named, addresses)), len(own)):
        if name in own:
            found[name] = Source(ranks[name], own[name], shown_path(own[name]), own=True)
        else:
            shown = shown_path(Path(name)) if name.startswith("/") else name
            found[name] = Source(rank, folder / f"{rank}.jsonl", shown, own=False)
    return found


def blocks_of(
    lengths: Iterable[tuple[str, int, int, int, int]], sources: Mapping[str, Source]
) -> dict[tuple[str, int], Block]:
    """The blocks by the address of the file and the byte where Spark began.

    lengths are, for each, those two, the size of the file, how many lines were read and how many bytes they have, each
    with an end. What is too much or too little of a file tells whether its last line has an end and whether it begins
    with a byte order mark.
    """
    files: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    for address, *rest in lengths:
        files[address].append((rest[0], rest[1], rest[2], rest[3]))
    found: dict[tuple[str, int], Block] = {}
    for address, read in files.items():
        source, size = sources[named(address)], read[0][1]
        over = sum(length for *_, length in read) - size
        plain, bom = over in (0, 1, -_BOM, 1 - _BOM), over in (-_BOM, 1 - _BOM)
        start, line = 0, 1
        for begun, _, count, length in sorted(read):
            found[address, begun] = Block(start, line, source.shown, size if plain else None, bom, not source.own)
            start += length + (_BOM if bom and start == 0 else 0)
            line += count
    return found
