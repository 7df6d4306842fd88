"""Two contents of many objects side by side: the objects that are not the same in both, without the others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from regesta.release.content import JSON_TABLES, Content, Stored
from regesta.release.stored import Lines, Row, row_of

_ID = b'{"id":"'


def differing_content(old: Stored, new: Stored) -> tuple[Content, Content]:
    """Both contents without objects that are the same to the byte; what is in memory as a whole is left as it is."""
    pairs = {table: differing(old[table], new[table]) for table in JSON_TABLES}
    sides = ({table: pair[side] for table, pair in pairs.items()} for side in (0, 1))
    before, after = ({name: [rows[own] for own in sorted(rows)] for name, rows in side.items()} for side in sides)
    return before, after


def differing(old: Sequence[Row], new: Sequence[Row]) -> tuple[Mapping[str, Row], Mapping[str, Row]]:
    """The objects of two tables by id, without those that are the same to the byte where both are on disk.

    Files that are sorted by id, as released ones are, are gone through side by side; of others less is left out.
    """
    if not isinstance(old, Lines) or not isinstance(new, Lines):
        return {row["id"]: row for row in old}, {row["id"]: row for row in new}
    left: dict[str, Row] = {}
    right: dict[str, Row] = {}
    with old.path.open("rb") as one, new.path.open("rb") as other:
        for was, now in _side_by_side(one, other):
            for line, lines, kept in ((was, old, left), (now, new, right)):
                if line and was != now:
                    row = row_of(line, lines.path)
                    kept[row["id"]] = row
    return left, right


def _side_by_side(one: BinaryIO, other: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """The lines of two files in pairs of one id, empty where a file has none of it."""
    was, now = one.readline(), other.readline()
    while was or now:
        if was == now or not was or not now:
            yield was, now
            was, now = was and one.readline(), now and other.readline()
            continue
        mine, theirs = id_in(was), id_in(now)
        yield (was if mine <= theirs else b""), (now if theirs <= mine else b"")
        was, now = (one.readline() if mine <= theirs else was), (other.readline() if theirs <= mine else now)


def id_in(line: bytes) -> bytes:
    """The id in a line, as released lines begin with it; of another line nothing, so that it comes first."""
    return line[len(_ID) : line.index(b'"', len(_ID))] if line.startswith(_ID) and line.count(b'"') > 3 else b""


def shared_in(rows: Sequence[Row]) -> Iterator[Row]:
    """The entries of a registry as released; of the sources those that no event has for itself, whose ids have a #."""
    if not isinstance(rows, Lines):
        yield from (row for row in rows if "#" not in row["id"])
        return
    with rows.path.open("rb") as file:
        for line in file:
            if b"#" not in id_in(line) and "#" not in (row := row_of(line, rows.path))["id"]:
                yield row


def with_text(rows: Sequence[Row], text: str) -> Iterator[Row]:
    """The objects that may hold a text: of those on disk only the ones in whose lines it stands."""
    return rows.holding(text.encode()) if isinstance(rows, Lines) else iter(rows)
