"""A dataset's own readings of dirty values: registry/lookups.csv."""

import re
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from regesta.csvfile import read_csv, row_diagnostic
from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key
from regesta.read.text import quoted
from regesta.suggest import did_you_mean, nearest

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
        kind, key = row.cells["kind"], folded_key(row.cells["text"])
        if kind not in KINDS:
            help_text = did_you_mean(nearest(kind, KINDS)) or f"kinds: {', '.join(KINDS)}"
            found.append(row_diagnostic(shown, row, "S104", f"unknown kind {quoted(kind)}", help_text, "kind"))
        elif not row.cells["text"].strip():
            advice = "write the text as it is printed, or delete the row"
            found.append(row_diagnostic(shown, row, "R011", "no text to read", advice, "text"))
        elif not key and row.cells["value"] not in ("", OPEN):
            message = f"{quoted(row.cells['text'])} holds no letter or digit: it cannot be told from other signs"
            advice = "leave the value empty, so that all such texts are read as not stated"
            found.append(row_diagnostic(shown, row, "S105", message, advice, "text"))
        elif (kind, key) in readings:
            message = f"the {kind} {quoted(row.cells['text'])} stands here already"
            found.append(row_diagnostic(shown, row, "X701", message, "keep one of the two", "text"))
        elif row.cells["value"] == OPEN:
            continue
        elif kind == "date" and not _is_date(row.cells["value"]):
            message = f"{quoted(row.cells['value'])} is not an EDTF date"
            advice = "leave it empty to read the text as not stated"
            found.append(row_diagnostic(shown, row, "D209", message, advice, "value"))
        elif kind in ids and not _is_known(kind, row.cells["value"], known[kind]):
            message = f"{quoted(row.cells['value'])} is not in the registry"
            compared += len(ids[kind])
            meant = nearest(row.cells["value"], ids[kind]) if compared <= _MOST_COMPARED else ()
            help_text = did_you_mean(meant) or _WANTED[kind]
            found.append(row_diagnostic(shown, row, "X702", message, help_text, "value"))
        else:
            readings[kind, key] = row.cells["value"]
    return readings, found


def _is_known(kind: str, value: str, ids: Container[str]) -> bool:
    return value == "" or value in ids or (kind == "place" and _GEONAMES.fullmatch(value) is not None)


def _is_date(value: str) -> bool:
    from regesta.normalise.dates.edtf import parse  # noqa: PLC0415 - only where a date is looked up

    return value == "" or parse(value) is not None
