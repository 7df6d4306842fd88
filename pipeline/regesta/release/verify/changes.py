"""The table of changes against the release to which they lead: what is told as new is what the release holds."""

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from regesta.contract import value_at
from regesta.jsontext import compact
from regesta.release.content import JSON_TABLES
from regesta.release.diff.objects import id_in
from regesta.release.kept import lines_path
from regesta.release.stored import Row, lines_of, row_of


def change_faults(release: Path) -> Iterator[str]:
    """The changes that do not lead to what the release holds; what was before only the release before can tell.

    Raises:
        OSError, ValueError, RegestaError: a file cannot be read.
    """
    stones = {row["id"]: row for row in lines_of(lines_path(release, "withdrawn"))}
    rows = (row for row in lines_of(lines_path(release, "changes")) if row.get("table") in JSON_TABLES and "id" in row)
    for table, told in groupby(rows, key=itemgetter("table")):
        for row, there in _beside(told, lines_path(release, table)):
            if not _leads_to(row, stones.get(row["id"]) if row.get("change") == "withdrawn" else there):
                yield f"changes.jsonl, {row['id']}: the release holds something else at {row.get('field', '/')}"


def _beside(rows: Iterator[Row], path: Path) -> Iterator[tuple[Row, Row | None]]:
    """Changes of a table, each with its object as it is now, if there is one; both are sorted by id."""
    with path.open("rb") as file:
        line = file.readline()
        for own, told in groupby(rows, key=itemgetter("id")):
            wanted = str(own).encode("utf-8", "replace")
            while line and id_in(line) < wanted:
                line = file.readline()
            there = row_of(line, path) if line and id_in(line) == wanted else None
            yield from ((row, there) for row in told)


def _leads_to(change: Row, there: Mapping[str, object] | None) -> bool:
    """Whether an object, or its field, is what a change made of it; None: there is none."""
    if change.get("change") == "removed" or there is None:
        return there is None and change.get("change") == "removed"
    value = value_at(there, change.get("field", "")) if change.get("change") == "changed" else there
    try:
        return compact(json.loads(change.get("new", "null"))) == compact(value)
    except ValueError:
        return False
