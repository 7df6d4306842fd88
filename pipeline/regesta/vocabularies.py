"""The codes that a dataset adds to the vocabularies that ship."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from regesta.contract import Vocabulary, shipped_vocabulary
from regesta.csvfile import read_csv, row_diagnostic
from regesta.diagnostics import Diagnostic
from regesta.read.text import quoted
from regesta.suggest import did_you_mean, nearest

_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,94}[a-z0-9])?", re.ASCII)


def read_added(path: Path, shown: str, name: str, types: Collection[str] = ()) -> tuple[Vocabulary, list[Diagnostic]]:
    """The codes of vocabulary/NAME.csv of a dataset, by code, and what is wrong with the file.

    An added code names the shipped code that it is a kind of (`broader`), so that every reader can fall back to it.
    types are the codes that the column `types` of event subtypes may name.
    """
    shipped = shipped_vocabulary(name)
    known = ["code", "label", "description", "broader", *next(iter(shipped.values()))]
    rows, found = read_csv(path, shown, list(dict.fromkeys(known)), ("code", "label", "broader"))
    added: Vocabulary = {}
    for row in rows:
        wrong = _wrong(row.cells, shipped, added, types)
        if wrong is None:
            added[row.cells["code"]] = row.cells
        else:
            found.append(row_diagnostic(shown, row, *wrong))
    return added, found


def _wrong(
    cells: Mapping[str, str], shipped: Vocabulary, added: Vocabulary, types: Collection[str]
) -> tuple[str, str, str, str] | None:
    """What is wrong with a row, beside those that ship and those before it: code, message, advice, column."""
    code, broader = cells["code"], cells["broader"]
    if not _CODE.fullmatch(code):
        return "S105", f"{quoted(code)} is not a code", "write a-z, 0-9 and hyphens", "code"
    if code in shipped or code in added:
        return "X701", f"code {quoted(code)} is there already", "keep one of the two", "code"
    if broader not in shipped:
        meant = did_you_mean(nearest(broader, shipped)) or "broader names the shipped code that this one is a kind of"
        return "S104", f"unknown shipped code {quoted(broader)} as broader", meant, "broader"
    unknown = next((kind for kind in cells.get("types", "").split(";") if kind and kind not in types), None)
    if unknown is not None:
        meant = did_you_mean(nearest(unknown, types)) or "`types` names event types, with a ; between two"
        return "S104", f"unknown event type {quoted(unknown)}", meant, "types"
    return None
