"""The codes that a dataset adds to the vocabularies that ship."""

import re
from collections.abc import Collection
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
        code, broader = row.cells["code"], row.cells["broader"]
        if not _CODE.fullmatch(code):
            message, advice = f"{quoted(code)} is not a code", "write a-z, 0-9 and hyphens"
            found.append(row_diagnostic(shown, row, "S105", message, advice, "code"))
        elif code in shipped or code in added:
            message = f"code {quoted(code)} is there already"
            found.append(row_diagnostic(shown, row, "X701", message, "keep one of the two", "code"))
        elif broader not in shipped:
            meant = (
                did_you_mean(nearest(broader, shipped)) or "broader names the shipped code that this one is a kind of"
            )
            message = f"unknown shipped code {quoted(broader)} as broader"
            found.append(row_diagnostic(shown, row, "S104", message, meant, "broader"))
        elif unknown := [kind for kind in row.cells.get("types", "").split(";") if kind and kind not in types]:
            meant = did_you_mean(nearest(unknown[0], types)) or "`types` names event types, with a ; between two"
            message = f"unknown event type {quoted(unknown[0])}"
            found.append(row_diagnostic(shown, row, "S104", message, meant, "types"))
        else:
            added[code] = row.cells
    return added, found
