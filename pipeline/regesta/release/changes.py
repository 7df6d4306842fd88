"""What changed between two releases: records added, changed field by field, withdrawn, gone."""

from collections.abc import Iterator, Mapping
from typing import Any

from regesta.contract import escaped
from regesta.jsontext import compact
from regesta.release.content import Content
from regesta.release.rows import Row

TABLES = ("events", "actors", "places", "sources")


def changes(old: Content, new: Content) -> Iterator[Row]:
    """The rows of the table of changes, in the order of table, id and field."""
    withdrawn = {row["id"]: row for row in new["withdrawn"]}
    for table in TABLES:
        before = {row["id"]: row for row in old[table]}
        after = {row["id"]: row for row in new[table]}
        for own in sorted(before.keys() | after.keys()):
            if own not in before:
                yield {"table": table, "id": own, "change": "added"}
            elif own in after:
                for field, was, now in differences(before[own], after[own]):
                    values = {"old": was, "new": now}
                    shown = {key: compact(value) for key, value in values.items() if value is not None}
                    yield {"table": table, "id": own, "field": field, "change": "changed", **shown}
            elif table == "events" and own in withdrawn:
                yield {"table": table, "id": own, "change": "withdrawn", "reason": withdrawn[own]["reason"]}
            else:
                yield {"table": table, "id": own, "change": "removed"}


def differences(old: Any, new: Any, pointer: str = "") -> Iterator[tuple[str, Any, Any]]:
    """The smallest values that differ: (pointer, old, new), None where one side has none."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from differences(old.get(key), new.get(key), f"{pointer}/{escaped(key)}")
    elif isinstance(old, list) and isinstance(new, list):
        for index in range(max(len(old), len(new))):
            was, now = (side[index] if index < len(side) else None for side in (old, new))
            yield from differences(was, now, f"{pointer}/{index}")
    elif old != new:
        yield pointer, old, new
