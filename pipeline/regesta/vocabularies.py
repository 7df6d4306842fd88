"""The codes that a dataset adds to the vocabularies that ship."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TypeAlias

from regesta.advice import offer
from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import Vocabulary, shipped_vocabulary
from regesta.csvfile import read_table, row_diagnostic
from regesta.diagnostics import Diagnostic
from regesta.read.text import quoted
from regesta.validate import check_formed

_MOST = {"label": 200}  # characters of a cell, by column
_MOST_ELSE = 2000
_MOST_LISTED = 30  # codes
_LIST_OF_TYPES = "`types` names event types, with a ; between two"
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?", re.ASCII)

_Fault: TypeAlias = tuple[str, str, str | None, str]  # code, message, advice, column


def read_added(path: Path, shown: str, name: str, types: Collection[str] = ()) -> tuple[Vocabulary, list[Diagnostic]]:
    """The codes of vocabulary/NAME.csv of a dataset, by code, and what is wrong with the file.

    An added code names the shipped code that it is a kind of (`broader`), so that every reader can fall back to it.
    types are the codes that the column `types` of event subtypes may name. A code whose row has another fault is there,
    of any type: what is wrong with the row is not told again of each record that uses it.
    """
    shipped = shipped_vocabulary(name)
    known = ["code", "label", "description", "broader", *next(iter(shipped.values()))]
    rows, odd, found = read_table(path, shown, list(dict.fromkeys(known)), ("code", "label", "broader"))
    added: Vocabulary = {}
    for row in rows:
        wrong = _wrong(row.cells, shipped, added, types)
        if wrong is None:
            added[row.cells["code"]] = row.cells
        else:
            found.append(row_diagnostic(shown, row, *wrong))
            if wrong[-1] != "code":
                added[row.cells["code"]] = _kept(row.cells, shipped, types)
    for row in odd:
        if _CODE.fullmatch(row.cells["code"]) and row.cells["code"] not in shipped:
            added.setdefault(row.cells["code"], _kept(row.cells, shipped, types))
    return added, found


def _kept(cells: Mapping[str, str], shipped: Vocabulary, types: Collection[str]) -> dict[str, str]:
    """A row with a fault as records are held against it."""
    broader = cells["broader"] if cells["broader"] in shipped else ""
    of_types = "types" in next(iter(shipped.values()))
    return {**cells, "broader": broader, **({"types": ";".join(types)} if of_types else {})}


def _wrong(cells: Mapping[str, str], shipped: Vocabulary, added: Vocabulary, types: Collection[str]) -> _Fault | None:
    """What is wrong with a row, beside those that ship and those before it."""
    code, broader = cells["code"], cells["broader"]
    if not _CODE.fullmatch(code):
        made = offer.slug(code)
        advice = f"write a-z, 0-9 and hyphens{f': {made}' if made is not None else ''}"
        return "S105", f"{quoted(code)} is not a code", advice, "code"
    device = next(check_formed([({"x-refers": "code"}, code, "")]), None)
    if device is not None:
        return device.code, device.message, device.help, "code"
    if code in shipped or code in added:
        return "X701", f"code {quoted(code)} is there already", "keep one of the two", "code"
    if not broader.strip():
        return "R011", "`broader` has no value", _broader_help(shipped), "broader"
    if broader not in shipped:
        meant = did_you_mean(nearest(broader, shipped)) or _broader_help(shipped)
        return "S104", f"unknown shipped code {quoted(broader)} as broader", meant, "broader"
    return _wrong_types(cells.get("types", ""), types) or _wrong_text(cells)


def _broader_help(shipped: Vocabulary) -> str:
    listed = f": {', '.join(shipped)}" if len(shipped) <= _MOST_LISTED else ""
    return f"`broader` names the shipped code that this one is a kind of{listed}"


def _wrong_types(cell: str, types: Collection[str]) -> _Fault | None:
    unknown = next((kind for kind in cell.split(";") if kind not in types), None) if cell else None
    if unknown is None:
        return None
    message = f"unknown event type {quoted(unknown)}" if unknown else "a ; in `types` has no event type beside it"
    return "S104", message, did_you_mean(nearest(unknown, types)) or _LIST_OF_TYPES, "types"


def _wrong_text(cells: Mapping[str, str]) -> _Fault | None:
    """What no cell may hold, or no more than; a label is needed, since it is what people read."""
    for column, cell in cells.items():
        most = _MOST.get(column, _MOST_ELSE)
        if "\n" in cell or "\r" in cell:
            return "R010", f"line break in `{column}`, which holds one line", "write it on one line", column
        if len(cell) > most:
            message = f"`{column}` has {len(cell):,} characters; at most {most:,} are allowed"
            return "S106", message, "say it shorter", column
    return None if cells["label"].strip() else ("R011", "`label` has no value", "write what people call it", "label")
