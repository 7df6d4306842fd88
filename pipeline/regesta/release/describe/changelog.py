"""CHANGES.md: what is different from the release before, in words, short where there is much."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa

from regesta.release.describe.counts import picked
from regesta.release.describe.files import write_text
from regesta.release.describe.markdown import code, prose
from regesta.release.diff.changes import field_of_source
from regesta.release.edition import Edition
from regesta.release.kernels import pc
from regesta.release.stored import Row
from regesta.release.versions import precedence
from regesta.report.text import plural

MOST = 25  # records listed of one table and one kind of change
FIELDS = 8  # fields listed of one record
_FEW = 3  # events named of one value
_INDEX = re.compile(r"/\d+(?=/|$)")
_SINGULAR = {"events": "event", "actors": "actor", "places": "place", "sources": "source", "withdrawn": "tombstone"}
_KINDS = ("added", "changed", "withdrawn", "removed")
_THROUGH = "through actors, places or sources"
_PARTS = {
    "by contributors": ("contributor", "registry"),
    _THROUGH: (),
    "by another gazetteer, lexicon or rules": ("gazetteer", "lexicon", "rule", "pipeline"),
    "otherwise": (None,),
}
_REMARKS = {
    _THROUGH: "What they share with others was changed; in these fields the records say what they said.\n",
    "otherwise": "What both releases hold does not tell the cause of these.\n",
}
_DIGITS = 16  # of a hash
_FIRST = ((0, 0, 1), (0, 1, 0), (1, 0, 0))  # versions before which there need not be another

_Said: TypeAlias = tuple[str, str | None, str | None]  # what became of a field of a source: where, before, after


def write_changelog(edition: Edition, folder: Path) -> None:
    """CHANGES.md: run it whenever; it reads the changes in memory, and the names of what they change."""
    about = edition.dataset.about
    head = f"# Changes in {prose(about['title'])}, version {prose(about['version'])}\n"
    write_text(folder, "CHANGES.md", "\n".join([head, *_told(edition)]))


def _told(edition: Edition) -> Iterator[str]:
    released = edition.dataset.about["released"]
    if edition.previous is None:
        holds = ", ".join(counted(len(rows), table) for table in _SINGULAR if (rows := edition.content[table]))
        first = (precedence(edition.dataset.about["version"]) or ())[:3] in _FIRST
        lacking = "No release before it was there to compare it with. It holds"
        yield f"Released {released}. {'The first release:' if first else lacking} {holds}.\n"
        return
    yield f"Released {released}. Since version {prose(edition.previous)}: {what_changed(edition.changes)}.\n"
    if edition.changes:
        but = ", but for what is withheld" if any(row.get("reason") == "withheld" for row in edition.changes) else ""
        yield f"Every change stands in `changes.jsonl`, field by field, with its value before and after{but}.\n"
    if edition.settings:
        yield f"The dataset itself is described otherwise: {', '.join(_settings(edition))}.\n"
    if edition.codes:
        yield f"Its vocabularies are different: {_codes_changed(edition)}.\n"
    if edition.pipeline:
        yield f"This version was made with another pipeline:\n\n{_pipeline(edition)}\n"
    yield from _for_readers(edition)
    names, shared = _names(edition), _of_shared_sources(edition.changes)
    for table, one in _SINGULAR.items():
        for kind in _KINDS:
            rows = [row for row in edition.changes if row["table"] == table and row["change"] == kind]
            for how, part in _parts(kind, rows, shared):
                yield _section(f"{one.capitalize()}s {how}", part, names, edition)
    yield from _code_sections(edition)


def _settings(edition: Edition) -> Iterator[str]:
    """The settings that are others, the licence with what it was; old texts and names may be withheld by now."""
    for name in edition.settings:
        licence = f" ({code(edition.licence)} → {code(edition.dataset.about['licence'])})" if edition.licence else ""
        yield f"{name}{licence if name == 'licence' else ''}"


def _for_readers(edition: Edition) -> Iterator[str]:
    """What breaks programs that read the release before, and what is new to them but codes, which are told apart."""
    breaks = [shift.text for shift in edition.shifts if shift.breaks]
    adds = [shift.text for shift in edition.shifts if not shift.breaks and not shift.subject.startswith("code ")]
    for title, texts in ((f"What breaks readers of version {edition.previous}", breaks), ("New fields", adds)):
        if texts:
            listed = [f"- {code(text, 200)}" for text in texts[:MOST]]
            yield "\n".join([f"## {title} ({len(texts):,})\n", *listed, *_rest(len(texts))]) + "\n"


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


def _parts(kind: str, rows: list[Row], shared: Collection[_Said]) -> Iterator[tuple[str, list[Row]]]:
    """Changes of one kind with how their section is called; those of fields apart by who or what made them."""
    parts: dict[str, list[Row]] = {f"changed {how}": [] for how in _PARTS}
    for row in rows:
        parts.setdefault(f"changed {_how(row, shared)}" if kind == "changed" else kind, []).append(row)
    return ((how, part) for how, part in parts.items() if part)


def _how(row: Row, shared: Collection[_Said]) -> str:
    """Who or what changed a field; of an event apart what followed from an entry that it shares with others."""
    cause = row.get("cause")
    if row["table"] == "events" and (cause == "registry" or (cause == "contributor" and _said(row) in shared)):
        return _THROUGH
    return next((how for how, causes in _PARTS.items() if cause in causes), "otherwise")


def _of_shared_sources(changes: Sequence[Row]) -> frozenset[_Said]:
    """What became of the fields of sources that events share, whose entries have each of them once more."""
    own = (row for row in changes if row["table"] == "sources" and row["change"] == "changed" and "#" not in row["id"])
    return frozenset(said for row in own if (said := _said(row)) is not None)


def _said(row: Row) -> _Said | None:
    """What became of a field of a source, there or in an event that has it; None of any other field."""
    below = field_of_source(row["table"], row["field"])
    return (below, row.get("old"), row.get("new")) if below is not None else None


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
    lines = [f"## {title} ({len({row['id'] for row in rows}):,})\n"]
    lines += [remark for how, remark in _REMARKS.items() if title.endswith(how)]
    lines += _by_value(rows, edition) if title.endswith(_THROUGH) else _by_record(rows, names, edition)
    return "\n".join(lines) + "\n"


def _by_record(rows: list[Row], names: Mapping[tuple[str, str], str], edition: Edition) -> Iterator[str]:
    """The records with what became of each."""
    records: dict[str, list[Row]] = {}
    for row in rows:
        records.setdefault(row["id"], []).append(row)
    for own, changes in list(records.items())[:MOST]:
        name = names.get((changes[0]["table"], own), "")
        yield f"- {code(own)}" + (f" {prose(name)}" if name else "") + _why(changes[0], edition)
        yield from _fields(changes, edition) if changes[0]["change"] == "changed" else ()
    yield from _rest(len(records))


def _by_value(rows: list[Row], edition: Edition) -> Iterator[str]:
    """What became of a field, wherever in its list, with the events in which it did: the most frequent first."""
    found: dict[tuple[str | None, ...], dict[str, Row]] = {}
    for row in rows:
        told = (row.get(name) for name in ("old", "new", "reason", "cause"))
        found.setdefault((_INDEX.sub("/*", row["field"]), *told), {}).setdefault(row["id"], row)
    for (field, *_), events in sorted(found.items(), key=lambda one: -len(one[1]))[:MOST]:
        where = ", ".join(map(code, events)) if len(events) <= _FEW else plural(len(events), "event")
        yield f"- {code(str(field))}: {_change(next(iter(events.values())), edition)} in {where}"
    yield from _rest(len(found))


def _rest(number: int) -> list[str]:
    """How many are not listed."""
    return [f"- and {number - MOST:,} more"] if number > MOST else []


def _why(change: Row, edition: Edition) -> str:
    """The reason of a withdrawal, and what stands in its place; of an actor that is gone what has its id now."""
    if change["change"] != "withdrawn":
        return _renamed(change, edition) if (change["table"], change["change"]) == ("actors", "removed") else ""
    stone = next((row for row in edition.content["withdrawn"] if row["id"] == change["id"]), {})
    note = f" ({prose(stone['note'])})" if "note" in stone else ""
    instead = f"; see {', '.join(map(code, stone['replaced_by']))}" if "replaced_by" in stone else ""
    return f": {_label(edition, 'withdrawal-reasons', change.get('reason', ''))}{instead}{note}"


def _renamed(change: Row, edition: Edition) -> str:
    """The entry of today that has the id of a removed actor among its previous ones."""
    heirs = (row["id"] for row in edition.content["actors"] if change["id"] in row.get("previous_ids", ()))
    return "".join(f": now {code(own)}" for own in heirs)


def _label(edition: Edition, vocabulary: str, own: str) -> str:
    row = edition.dataset.contract.vocabulary(vocabulary).get(own, {})
    return prose(row.get("label", own)).lower()


def _fields(changes: list[Row], edition: Edition) -> list[str]:
    """The fields of one record that are different, with their value before and after."""
    lines = [f"  - {code(row['field'])}: {_change(row, edition)}" for row in changes[:FIELDS]]
    return [*lines, f"  - and {plural(len(changes) - FIELDS, 'more field')}"] if len(changes) > FIELDS else lines


def _change(row: Row, edition: Edition) -> str:
    """The values of one field, why it is blank, and what changed it but its record.

    The value before is not told where something of it is withheld now, and that of a coordinate is as coarse as it is.
    """
    why = [_label(edition, "missing-reasons", row["reason"])] if "reason" in row else []
    why += [_label(edition, "change-causes", own)] if (own := row.get("cause", "contributor")) != "contributor" else []
    told = f" ({'; '.join(why)})" if why else ""
    if row.get("old") == row.get("new") is not None:
        return f"rounded to {code(row['new'])}" + told
    if "new" in row:
        return (f"{code(row['old'])} → {code(row['new'])}" if "old" in row else f"now {code(row['new'])}") + told
    return (f"no longer {code(row['old'])}" if "old" in row else "blank now") + told
