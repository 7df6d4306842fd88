"""A difference as people and programs read it: text for a terminal, JSON, Markdown."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from regesta.errors import RegestaError
from regesta.jsontext import compact
from regesta.read.text import cut
from regesta.release.content import JSON_TABLES
from regesta.release.describe.markdown import code
from regesta.release.diff.changes import Change
from regesta.release.diff.run import Difference, difference
from regesta.release.diff.shift import Shift
from regesta.release.manifest import Manifest
from regesta.report.safe import safe
from regesta.report.text import plural
from regesta.version import VERSION

KINDS = ("added", "changed", "withdrawn", "removed")
_SIGNS = {"added": "+", "changed": "~", "withdrawn": "x", "removed": "-"}
_HEAD = ("version", "released", "licence", "content_sha256")
_DIGITS = 16  # of a hash, for people
_NAMES = ("title", "name", "label", "publisher")
_WIDTH = 200  # characters of an id or a value for people: two ids of full length fit


def diff_releases(old: Path, new: Path, output: str) -> tuple[str, bool]:
    """The difference of two releases as text, json or markdown; and whether they are equal.

    Raises:
        RegestaError: an unknown format, or one of them is not a release.
    """
    if output not in RENDERERS:
        raise RegestaError(f"there is no format {output!r}; formats: {', '.join(RENDERERS)}")
    found = difference(old, new)
    return RENDERERS[output](found), found.equal


def as_text(found: Difference) -> str:
    """For a terminal: a sign a record, its fields below it."""
    lines = [f"{safe(found.old.name)} {safe(found.old.version)} -> {safe(found.new.name)} {safe(found.new.version)}"]
    lines += [f"  {name:<9} {safe(was)}{f' -> {safe(now)}' if was != now else ''}" for name, was, now in _head(found)]
    heirs = _heirs(found.records)
    for title, changes in _sections(found):
        lines += ["", f"{safe(title)}: {_counted(changes)}"]
        for own, rows in _by_record(changes):
            first = rows[0]
            if title != "dataset":
                lines.append(f"  {_SIGNS[first.change]} {' '.join(_named(own, first, heirs, _value))}")
            lines += [f"      {' '.join(_told(row, _value))}" for row in rows if row.field is not None]
    if found.shifts:
        lines += ["", f"for readers: {_weighed(found.shifts)}"]
        lines += [f"  {'!' if shift.breaks else '+'} {_value(shift.text)}" for shift in found.shifts]
    return "\n".join([*lines, "", _verdict(found), ""])


def as_markdown(found: Difference) -> str:
    """For a pull request or a web page: headings and lists; whatever comes from a release is code."""
    lines = [f"# {_code(found.old.name)} {_code(found.old.version)} → {_code(found.new.version)}", ""]
    for name, was, now in _head(found):
        lines.append(f"- {name}: {_code(was)}{f' → {_code(now)}' if was != now else ''}")
    heirs = _heirs(found.records)
    for title, changes in _sections(found):
        lines += ["", f"## {title if title in _TITLES else _code(title)}: {_counted(changes)}", ""]
        for own, rows in _by_record(changes):
            first = rows[0]
            lines.append(f"- {first.change} {' '.join(_named(own, first, heirs, _code))}")
            lines += [f"  - {' '.join(_told(row, _code, '→'))}" for row in rows if row.field is not None]
    if found.shifts:
        lines += ["", f"## for readers: {_weighed(found.shifts)}", ""]
        lines += [f"- {'breaks' if shift.breaks else 'adds'} {_code(shift.text)}" for shift in found.shifts]
    return "\n".join([*lines, "", f"{_verdict(found)}.", ""])


def as_json(found: Difference) -> str:
    """For programs: version 1 of this form; values are JSON, in ASCII, so that none acts on a terminal."""
    whole = {
        "version": "1",
        "tool": {"name": "regesta", "version": VERSION},
        "equal": found.equal,
        "old": _release(found.old),
        "new": _release(found.new),
        "counts": {table: _counts(c for c in found.records if c.table == table) for table in JSON_TABLES},
        "dataset": [_object(change) for change in found.dataset],
        "schema": [_object(change) for change in found.schema],
        "vocabularies": [_object(change) for change in found.vocabularies],
        "records": [_object(change) for change in found.records],
        "readers": [_shift(shift) for shift in found.shifts],
    }
    return json.dumps(whole, indent=2) + "\n"


RENDERERS: dict[str, Callable[[Difference], str]] = {"text": as_text, "json": as_json, "markdown": as_markdown}
_TITLES = ("dataset", "schema", *JSON_TABLES)


def _release(manifest: Manifest) -> dict[str, str]:
    return {name: getattr(manifest, name) for name in ("name", *_HEAD)}


def _object(change: Change) -> dict[str, Any]:
    return {name: value for name, value in vars(change).items() if value is not None}


def _shift(shift: Shift) -> dict[str, Any]:
    return {"breaks": shift.breaks, **shift._asdict()}


def _weighed(found: Iterable[Shift]) -> str:
    """How many changes break what reads the release before, and how many only add."""
    breaking = Counter(shift.breaks for shift in found)
    told = [f"{breaking[True]:,} break"] if breaking[True] else []
    return ", ".join([*told, *([f"{breaking[False]:,} add"] if breaking[False] else [])])


def _counts(changes: Iterable[Change]) -> dict[str, int]:
    """How many records there are of each kind of change."""
    kinds = Counter(kind for _, kind in {(change.id, change.change) for change in changes})
    return {kind: kinds[kind] for kind in KINDS}


def _counted(changes: Iterable[Change]) -> str:
    return ", ".join(f"{number:,} {kind}" for kind, number in _counts(changes).items() if number)


def _head(found: Difference) -> Iterator[tuple[str, str, str]]:
    """What is told of both releases before everything else: what it is, of the old one, of the new one."""
    for name in _HEAD:
        length = _DIGITS if name == "content_sha256" else None
        was, now = (str(getattr(side, name))[:length] for side in (found.old, found.new))
        yield name.partition("_")[0], was, now


def _sections(found: Difference) -> Iterator[tuple[str, list[Change]]]:
    """What is different by what it is, in the order in which it is told; only where there is something."""
    told: dict[str, list[Change]] = {name: [] for name in (*JSON_TABLES, "dataset", "schema")}
    dataset = [change for change in found.dataset if str(change.field).strip("/") not in _HEAD]
    for change in (*found.records, *dataset, *found.schema):
        told[change.table].append(change)
    for change in found.vocabularies:
        told.setdefault(f"codes of {change.table}", []).append(change)
    return ((title, changes) for title, changes in told.items() if changes)


def _by_record(changes: list[Change]) -> Iterator[tuple[str, list[Change]]]:
    records: dict[str, list[Change]] = {}
    for change in changes:
        records.setdefault(change.id, []).append(change)
    return iter(records.items())


def _heirs(changes: Iterable[Change]) -> dict[str, str]:
    """The actors that took over the id of another, by that id."""
    heirs: dict[str, str] = {}
    for change in (change for change in changes if change.table == "actors" and change.new is not None):
        if change.field is None:
            heirs |= dict.fromkeys(change.new.get("previous_ids", ()), change.id)
        elif change.field.startswith("/previous_ids"):
            heirs |= dict.fromkeys(change.new if isinstance(change.new, list) else [change.new], change.id)
    return heirs


def _named(own: str, change: Change, heirs: Mapping[str, str], shown: Callable[[str], str]) -> Iterator[str]:
    """The id, what it is called, why it was withdrawn, and which actor has its id now."""
    yield shown(own)
    record = change.old if change.new is None or change.change == "withdrawn" else change.new
    name = next((record[key] for key in _NAMES if key in record), None) if change.field is None else None
    if name is not None:
        yield shown(str(name))
    if change.change == "withdrawn":
        stone = change.new
        yield from [f"({shown(str(stone[key]))})" for key in ("reason", "note") if key in stone]
        others = ", ".join(shown(str(other)) for other in stone.get("replaced_by", ()))
        yield from [f"see {others}"] if others else []
    if (change.table, change.change) == ("actors", "removed") and own in heirs:
        yield f"now {shown(heirs[own])}"


def _code(text: str) -> str:
    return code(safe(text), _WIDTH)


def _value(text: str) -> str:
    return cut(safe(text), _WIDTH)


def _told(change: Change, shown: Callable[[str], str], arrow: str = "->") -> Iterator[str]:
    """A field, its value before and after, and why it is blank."""
    yield f"{shown(str(change.field))}:"
    yield shown(compact(change.old)) if change.old is not None else "(blank)"
    yield arrow
    yield shown(compact(change.new)) if change.new is not None else "(blank)"
    if change.reason is not None:
        yield f"({shown(change.reason)})"


def _verdict(found: Difference) -> str:
    if found.equal:
        return "the same content"
    number = len({(c.table, c.id) for c in found.records})
    if not any((number, found.dataset, found.schema, found.vocabularies, found.shifts)):
        return "the same values in other bytes"
    return f"different: {plural(number, 'record')}" if number else "the records are the same"
