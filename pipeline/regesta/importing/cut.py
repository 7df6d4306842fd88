"""A long CSV file cut between rows, so that its pieces can be read by themselves: where, and what stands before."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from regesta.engine.batch import in_pieces

_LEAST, _MOST = 1 << 23, 1 << 25  # bytes of a piece
_BLANK = re.compile(rb"\n(?=\n)")


class Piece(NamedTuple):
    """Rows of the file of that number, from a byte to another, and how many rows and lines of it stand before them."""

    file: int
    start: int
    end: int
    rows: int
    lines: int


def pieces_of(
    path: Path, number: int, separator: str, columns: int, *, header: bool, processes: int
) -> list[Piece] | None:
    """The rows of a file (UTF-8, plain line ends) in pieces; None where its quotes are not as CSV has them.

    Only where they are is every line end outside quotes the end of a row for whoever reads the file. A blank line is a
    row in a file of one column only, as `text_rows` has it. Quotes within a cell that begins without one (`5" pipe`)
    are part of it: then the rows are looked for one by one.
    """
    found: list[Piece] = []
    spans = list(_spans(path, processes, header=header))
    count = partial(_counted, path, separator, columns)
    rows, lines = 0, 1 if header else 0
    for (start, end), counts in zip(spans, in_pieces(count, spans, processes), strict=True):
        if counts is None:
            return _row_by_row(path, number, separator, columns, header=header)
        found.append(Piece(number, start, end, rows, lines))
        rows, lines = rows + counts[0], lines + counts[1]
    return found


def _spans(path: Path, processes: int, *, header: bool) -> Iterator[tuple[int, int]]:
    """The bytes of pieces that end where a row does, as far as the number of quotes tells, without the header.

    They get smaller, so that no process is left alone with a long one.
    """
    left = path.stat().st_size
    with path.open("rb") as file:
        start, block = 0, b""
        if header:
            block = file.readline()
            while block.count(b'"') % 2 and (more := file.readline()):
                block += more
            start, block = len(block), b""
        while more := file.read(min(max((left - start) // (2 * processes), _LEAST), _MOST)):
            block += more
            end = _last_end(block)
            if end:
                yield start, start + end
                start, block = start + end, block[end:]
        if block:
            yield start, start + len(block)


def _last_end(block: bytes) -> int:
    """Where the last whole row of a block ends; 0 where none does."""
    quotes = block.count(b'"')
    end = len(block)
    while (at := block.rfind(b"\n", 0, end)) >= 0:
        quotes -= block.count(b'"', at, end)
        if quotes % 2 == 0:
            return at + 1
        end = at
    return 0


def _counted(path: Path, separator: str, columns: int, span: tuple[int, int]) -> tuple[int, int] | None:
    """How many rows and lines a piece holds; None where its quotes are astray."""
    with path.open("rb") as file:
        file.seek(span[0])
        block = file.read(span[1] - span[0])
    parts = block.split(b'"')
    outside = b'"'.join(parts[::2])  # one quote stands for all that is between two
    if len(parts) % 2 == 0 or not _in_place(outside, separator.encode()):
        return None
    rows = outside.count(b"\n") + (not block.endswith(b"\n"))
    blank = 0 if columns == 1 else len(_BLANK.findall(outside)) + block.startswith(b"\n")
    return rows - blank, block.count(b"\n")


def _row_by_row(path: Path, number: int, separator: str, columns: int, *, header: bool) -> list[Piece] | None:
    """The same of a file in which quotes stand within cells; None where one opens a cell and does not close it."""
    sign = re.escape(separator.encode())
    cell = rb'(?:"(?:[^"]|"")*+"|[^"\n' + sign + rb"][^\n" + sign + rb"]*+|)"
    next_row = re.compile(cell + rb"(?:" + sign + cell + rb")*+\n").match
    found: list[Piece] = []
    start = rows = lines = 0
    block = b""
    with path.open("rb") as file:
        while more := file.read(_LEAST):
            block += more if len(more) == _LEAST or more.endswith(b"\n") else more + b"\n"
            at = held = 0
            while (row := next_row(block, at)) is not None:
                held += columns == 1 or row.end() > at + 1
                at = row.end()
                if header:
                    start, lines, header, held = at, block.count(b"\n", 0, at), False, 0
                    block, at = block[at:], 0
            if not at and len(block) > _MOST:
                return None
            if at:
                found.append(Piece(number, start, start + at, rows, lines))
                start, rows, lines = start + at, rows + held, lines + block.count(b"\n", 0, at)
                block = block[at:]
    return None if block else found


def _in_place(outside: bytes, separator: bytes) -> bool:
    """Whether each quote opens a cell, closes one, or is doubled within one: what stands outside of quotes is given."""
    astray = re.compile(rb'"[^\n"' + re.escape(separator) + b"]")
    return astray.search(outside) is None and astray.search(outside[::-1]) is None
