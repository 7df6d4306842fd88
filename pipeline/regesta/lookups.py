"""A dataset's own readings of dirty values: registry/lookups.csv."""

import re
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from regesta.advice.suggest import did_you_mean, nearest
from regesta.csvfile import read_csv, row_diagnostic
from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key
from regesta.read.text import quoted

Lookups: TypeAlias = Mapping[tuple[str, str], str]

KINDS = ("date", "name", "place")
OPEN = "?"  # a value that nobody has filled in yet: the line is passed over
_GEONAMES = re.compile("[0-9]{1,10}")
_MOST_COMPARED = 2_000_000  # ids compared with values that are none, all together: a second or two
_WANTED = {
    "name": "write the id of an entry in registry/actors.yaml",
    "place": "write an id of registry/places.yaml or a GeoNames number: `regesta gazetteer search` finds it",
}


def read_lookups(path: Path, shown: str, ids: Mapping[str, Sequence[str]]) -> tuple[Lookups, list[Diagnostic]]:
    """What known dirty values mean here: (kind, folded text) -> value, "" where it is to be read as not stated.

    A line that is still open is left out. The value of a date is EDTF, of a name the id of an actor, of a place the id
    of a registry place or its GeoNames number; ids are those of the registries, by kind.
    """
    rows, found = read_csv(path, shown, ("kind", "text", "value", "note"), ("kind", "text", "value"))
    readings: dict[tuple[str, str], str] = {}
    known, compared = {kind: frozenset(names) for kind, names in ids.items()}, 0
    for row in rows:
        kind, text, value = (row.cells[name] for name in ("kind", "text", "value"))
        key = folded_key(text)
        wrong = _wrong(kind, text, value, key, is_known=(kind, key) in readings)
        if wrong is not None:
            found.append(row_diagnostic(shown, row, *wrong))
        elif value != OPEN and kind in ids and not _is_id(kind, value, known[kind]):
            compared += len(ids[kind])
            meant = nearest(value, ids[kind]) if compared <= _MOST_COMPARED else ()
            message, advice = f"{quoted(value)} is not in the registry", did_you_mean(meant) or _WANTED[kind]
            found.append(row_diagnostic(shown, row, "X702", message, advice, "value"))
        elif value != OPEN:
            readings[kind, key] = value
    return readings, found


def _wrong(kind: str, text: str, value: str, key: str, *, is_known: bool) -> tuple[str, str, str, str] | None:
    """What is wrong with a line by itself, or beside another of its text: code, message, advice, column."""
    if kind not in KINDS:
        advice = did_you_mean(nearest(kind, KINDS)) or f"kinds: {', '.join(KINDS)}"
        return "S104", f"unknown kind {quoted(kind)}", advice, "kind"
    if not text.strip():
        return "R011", "no text to read", "write the text as it is printed, or delete the row", "text"
    if not key and value not in ("", OPEN):
        message = f"{quoted(text)} holds no letter or digit: it cannot be told from other signs"
        return "S105", message, "leave the value empty, so that all such texts are read as not stated", "text"
    if is_known:
        return "X701", f"the {kind} {quoted(text)} stands here already", "keep one of the two", "text"
    if value != OPEN and kind == "date" and not _is_date(value):
        return "D209", f"{quoted(value)} is not an EDTF date", "leave it empty to read the text as not stated", "value"
    return None


def _is_id(kind: str, value: str, ids: Container[str]) -> bool:
    return value == "" or value in ids or (kind == "place" and _GEONAMES.fullmatch(value) is not None)


def _is_date(value: str) -> bool:
    from regesta.normalise.dates.edtf import parse  # noqa: PLC0415 - only where a date is looked up

    return value == "" or parse(value) is not None
