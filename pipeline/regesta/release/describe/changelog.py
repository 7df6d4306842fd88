"""CHANGES.md: what is different from the release before, in words, short where there is much."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from regesta.release.describe.files import write_text
from regesta.release.describe.markdown import code, prose
from regesta.release.edition import Edition
from regesta.release.formats import Written
from regesta.release.rows import Row

MOST = 25  # records listed of one table and one kind of change
FIELDS = 8  # fields listed of one record
_SINGULAR = {"events": "event", "actors": "actor", "places": "place", "sources": "source"}


def write_changelog(edition: Edition, folder: Path) -> Written:
    """CHANGES.md: run it whenever; it reads the changes in memory."""
    about = edition.dataset.about
    head = f"# Changes in {prose(about['title'])}, version {prose(about['version'])}\n"
    write_text(folder, "CHANGES.md", "\n".join([head, *_told(edition)]))
    return {}


def _told(edition: Edition) -> Iterator[str]:
    released = edition.dataset.about["released"]
    if edition.previous is None:
        holds = ", ".join(_counted(len(edition.content[table]), table) for table in _SINGULAR)
        yield f"Released {released}. The first release: {holds}.\n"
        return
    yield f"Released {released}. Since version {prose(edition.previous)}: {_summary(edition.changes)}.\n"
    if edition.changes:
        yield "Every change stands in `changes.jsonl`, field by field, with its value before and after.\n"
    names = _names(edition)
    for table in _SINGULAR:
        for kind in ("added", "changed", "withdrawn", "removed"):
            rows = [row for row in edition.changes if row["table"] == table and row["change"] == kind]
            if rows:
                yield _section(table, kind, rows, names, edition)


def _counted(number: int, table: str) -> str:
    return f"{number} {_SINGULAR[table] if number == 1 else table}"


def _summary(changes: Sequence[Row]) -> str:
    """How many records of each table were added, changed, withdrawn, removed."""
    told = []
    for table in _SINGULAR:
        for kind in ("added", "changed", "withdrawn", "removed"):
            records = {row["id"] for row in changes if row["table"] == table and row["change"] == kind}
            told += [f"{_counted(len(records), table)} {kind}"] if records else []
    return ", ".join(told) or "no record is different"


def _names(edition: Edition) -> Mapping[tuple[str, str], str]:
    """What each record is called, by table and id; a source by its publisher where it has no title."""
    return {
        (table, row["id"]): row.get("title") or row.get("name") or row.get("publisher", "")
        for table in _SINGULAR
        for row in edition.content[table]
    }


def _section(table: str, kind: str, rows: list[Row], names: Mapping[tuple[str, str], str], edition: Edition) -> str:
    records: dict[str, list[Row]] = {}
    for row in rows:
        records.setdefault(row["id"], []).append(row)
    lines = [f"## {table.capitalize()} {kind} ({len(records)})\n"]
    for own, changes in list(records.items())[:MOST]:
        name = names.get((table, own), "")
        lines.append(f"- {code(own)}" + (f" {prose(name)}" if name else "") + _why(changes[0], edition))
        lines += _fields(changes) if kind == "changed" else []
    if len(records) > MOST:
        lines.append(f"- and {len(records) - MOST} more")
    return "\n".join(lines) + "\n"


def _why(change: Row, edition: Edition) -> str:
    """The reason of a withdrawal, and what stands in its place."""
    if "reason" not in change:
        return ""
    reasons = edition.dataset.contract.vocabulary("withdrawal-reasons")
    label = reasons.get(change["reason"], {}).get("label", change["reason"])
    stone = next((row for row in edition.content["withdrawn"] if row["id"] == change["id"]), {})
    note = f", {prose(stone['note'])}" if "note" in stone else ""
    instead = f"; see {', '.join(map(code, stone['replaced_by']))}" if "replaced_by" in stone else ""
    return f": {prose(label).lower()}{note}{instead}"


def _fields(changes: list[Row]) -> list[str]:
    """The fields of one record that are different, with their value before and after."""
    lines = [f"  - {code(row['field'])}: {_change(row)}" for row in changes[:FIELDS]]
    return [*lines, f"  - and {len(changes) - FIELDS} more fields"] if len(changes) > FIELDS else lines


def _change(row: Row) -> str:
    if "old" not in row:
        return f"now {code(row['new'])}"
    return f"{code(row['old'])} → {code(row['new'])}" if "new" in row else f"no longer {code(row['old'])}"
