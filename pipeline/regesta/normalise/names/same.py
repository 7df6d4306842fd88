"""Words that mean the same in names: forms of a given name, articles and kin of all languages, "army" and "армія"."""

import csv
from collections.abc import Mapping
from functools import cache
from itertools import islice
from typing import NamedTuple

from regesta.normalise.fold import folded
from regesta.ready import SCHEMA

FILE = SCHEMA / "lexicon" / "names" / "same.csv"
NONE: frozenset[int] = frozenset()


class Groups(NamedTuple):
    """rows: folded form -> the file's rows that hold it; roots: row -> what it shares with names of other countries."""

    rows: Mapping[str, frozenset[int]]
    roots: tuple[str, ...]


@cache
def groups() -> Groups:
    """Forms of one row are the same name or word; rows of one root are the same saint's name: William, Guillermo."""
    rows: dict[str, frozenset[int]] = {}
    roots: list[str] = []
    with FILE.open(encoding="utf-8", newline="") as file:
        for at, (_, root, forms) in enumerate(islice(csv.reader(file), 1, None)):
            roots.append(root)
            own = frozenset({at})
            for key in folded(forms.replace("'", "")).split():  # a form is one word
                rows[key] = rows[key] | own if key in rows else own
    return Groups(rows, tuple(roots))


def rows_of(printed: str, latin: str) -> frozenset[int]:
    """The rows that hold a folded word as it is printed, or else in Latin letters; none for most words."""
    rows = groups().rows
    return rows.get(printed) or rows.get(latin, NONE)


def share_root(ones: frozenset[int], others: frozenset[int]) -> bool:
    """Whether two given names are the same name in two countries.

    >>> share_root(rows_of("william", "william"), rows_of("guillermo", "guillermo"))
    True
    """
    roots = groups().roots
    return not {roots[row] for row in ones if roots[row]}.isdisjoint(roots[row] for row in others)
