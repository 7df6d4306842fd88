"""CHANGES.md: what is different from the release before, in words, short where there is much."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from regesta.release.describe.counts import picked
from regesta.release.describe.files import write_text
from regesta.release.describe.markdown import code, prose
from regesta.release.edition import Edition
from regesta.release.kernels import pc
from regesta.release.stored import Row
from regesta.report.text import plural

MOST = 25  # records listed of one table and one kind of change
FIELDS = 8  # fields listed of one record
_SINGULAR = {"events": "event", "actors": "actor", "places": "place", "sources": "source", "withdrawn": "tombstone"}
_KINDS = ("added", "changed", "withdrawn", "removed")
_PARTS = {
    "by contributors": ("contributor", "registry"),
    "by another gazetteer, lexicon or rules": ("gazetteer", "lexicon", "rule", "pipeline"),
    "otherwise": (None,),
}
_OTHERWISE = "What both releases hold does not tell the cause of these.\n"
_DIGITS = 16  # of a hash


def write_changelog(edition: Edition, folder: Path) -> None:
    """CHANGES.md: run it whenever; it reads the changes in memory, and the names of what they change."""
    about = edition.dataset.about
    head = f"# Changes in {prose(about['title'])}, version {prose(about['version'])}\n"
    write_text(folder, "CHANGES.md", "\n".join([head, *_told(edition)]))


def _told(edition: Edition) -> Iterator[str]:
    released = edition.dataset.about["released"]
    if edition.previous is None:
        holds = ", ".join(counted(len(rows), table) for table in _SINGULAR if (rows := edition.content[table]))
        yield f"Released {released}. The first release: {holds}.\n"
        return
    yield f"Released {released}. Since version {prose(edition.previous)}: {what_changed(edition.changes)}.\n"
    if edition.changes:
        yield "Every change stands in `changes.jsonl`, field by field, with its value before and after.\n"
    if edition.codes:
        yield f"Its vocabularies are different: {_codes_changed(edition)}.\n"
    if edition.pipeline:
        yield f"This version was made with another pipeline:\n\n{_pipeline(edition)}\n"
    names = _names(edition)
    for table, one in _SINGULAR.items():
        for kind in _KINDS:
            rows = [row for row in edition.changes if row["table"] == table and row["change"] == kind]
            for how, part in _parts(kind, rows):
                yield _section(f"{one.capitalize()}s {how}", part, names, edition)
    yield from _code_sections(edition)


def _codes_changed(edition: Edition) -> str:
    """How many codes were added, changed, removed."""
    numbers = {kind: len({(c.table, c.id) for c in edition.codes if c.change == kind}) for kind in _KINDS}
    told = [f"{plural(number, 'code')} {kind}" for kind, number in numbers.items() if number]
    return ", ".join(told)


def _code_sections(edition: Edition) -> Iterator[str]:
    """The codes that are different, a section a vocabulary and kind of change."""
    for name in dict.fromkeys(change.table for change in edition.codes):
        for kind in _KINDS:
            found = [change for change in edition.codes if change.table == name and change.change == kind]
            labels = {(name, c.id): (c.new or c.old).get("label", "") for c in found if c.field is None}
            if found:
                yield _section(f"Codes of {name} {kind}", [change.row() for change in found], labels, edition)


def _pipeline(edition: Edition) -> str:
    """The gazetteer, the lexicon and the rules that are others than then: by what they are known, then and now."""
    lengths = {"gazetteer": _DIGITS, "lexicon": _DIGITS}
    sides = {part: [code(side[: lengths.get(part)], 200) for side in pair] for part, pair in edition.pipeline.items()}
    return "\n".join(f"- {part}: {then} → {now}" for part, (then, now) in sides.items())


def _parts(kind: str, rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Changes of one kind with how their section is called; those of fields apart by who or what made them."""
    parts = {f"{kind} {how}": causes for how, causes in _PARTS.items()} if kind == "changed" else {kind: (None,)}
    for how, causes in parts.items():
        if part := [row for row in rows if row.get("cause") in causes]:
            yield how, part


def counted(number: int, table: str) -> str:
    return plural(number, _SINGULAR[table])


def what_changed(changes: Sequence[Row]) -> str:
    """How many records of each table were added, changed, withdrawn, removed."""
    told = []
    for table in _SINGULAR:
        for kind in _KINDS:
            records = {row["id"] for row in changes if row["table"] == table and row["change"] == kind}
            told += [f"{counted(len(records), table)} {kind}"] if records else []
    return ", ".join(told) or "no record is different"


def _names(edition: Edition) -> Mapping[tuple[str, str], str]:
    """What each changed record is called, by table and id; a source by its publisher where it has no title."""
    names: dict[tuple[str, str], str] = {}
    for table in _SINGULAR:
        rows = edition.tables["events_flat" if table == "events" else table]
        fields = [name for name in ("title", "name", "publisher") if name in rows.column_names]
        changed = pa.array({row["id"] for row in edition.changes if row["table"] == table}, pa.string())
        for part in picked(rows, "id", *fields) if fields and len(changed) else ():
            for row in part.filter(pc.is_in(part["id"], value_set=changed)).to_pylist():
                names[table, row["id"]] = next((row[name] for name in fields if row[name]), "")
    return names


def _section(title: str, rows: list[Row], names: Mapping[tuple[str, str], str], edition: Edition) -> str:
    records: dict[str, list[Row]] = {}
    for row in rows:
        records.setdefault(row["id"], []).append(row)
    lines = [f"## {title} ({len(records):,})\n"]
    lines += [_OTHERWISE] if title.endswith("otherwise") else []
    for own, changes in list(records.items())[:MOST]:
        name = names.get((changes[0]["table"], own), "")
        lines.append(f"- {code(own)}" + (f" {prose(name)}" if name else "") + _why(changes[0], edition))
        lines += _fields(changes, edition) if changes[0]["change"] == "changed" else []
    if len(records) > MOST:
        lines.append(f"- and {len(records) - MOST:,} more")
    return "\n".join(lines) + "\n"


def _why(change: Row, edition: Edition) -> str:
    """The reason of a withdrawal, and what stands in its place."""
    if change["change"] != "withdrawn":
        return ""
    stone = next((row for row in edition.content["withdrawn"] if row["id"] == change["id"]), {})
    note = f" ({prose(stone['note'])})" if "note" in stone else ""
    instead = f"; see {', '.join(map(code, stone['replaced_by']))}" if "replaced_by" in stone else ""
    return f": {_label(edition, 'withdrawal-reasons', change.get('reason', ''))}{instead}{note}"


def _label(edition: Edition, vocabulary: str, own: str) -> str:
    row = edition.dataset.contract.vocabulary(vocabulary).get(own, {})
    return prose(row.get("label", own)).lower()


def _fields(changes: list[Row], edition: Edition) -> list[str]:
    """The fields of one record that are different, with their value before and after."""
    lines = [f"  - {code(row['field'])}: {_change(row, edition)}" for row in changes[:FIELDS]]
    return [*lines, f"  - and {plural(len(changes) - FIELDS, 'more field')}"] if len(changes) > FIELDS else lines


def _change(row: Row, edition: Edition) -> str:
    """The values of one field, why it is blank, and what changed it but its record.

    The value before is not told where something of it is withheld now.
    """
    why = [_label(edition, "missing-reasons", row["reason"])] if "reason" in row else []
    why += [_label(edition, "change-causes", own)] if (own := row.get("cause", "contributor")) != "contributor" else []
    told = f" ({'; '.join(why)})" if why else ""
    if "new" in row:
        return (f"{code(row['old'])} → {code(row['new'])}" if "old" in row else f"now {code(row['new'])}") + told
    return (f"no longer {code(row['old'])}" if "old" in row else "blank now") + told
