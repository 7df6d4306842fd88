"""Words that take sides: the lists that ship, and a dataset's own registry/loaded-words.csv."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from regesta.contract import shipped_rows
from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded, folded_key
from regesta.ready import SCHEMA

LoadedWords: TypeAlias = Mapping[str, str]

_COLUMNS = ("word", "note")
_QUOTES = frozenset("\"'“„«‘")
# Compiled when a text first holds some.
_QUOTED = r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)"


@lru_cache
def shipped_loaded_words() -> LoadedWords:
    """Folded word or phrase -> what to write instead; "" for a phrase in which its words are neutral."""
    home = "lexicon", "loaded-words"
    files = sorted(path.name for path in SCHEMA.joinpath(*home).glob("*.csv"))
    return {folded_key(row["word"]): row["note"] for name in files for row in shipped_rows(*home, name)}


def read_loaded_words(path: Path, shown: str) -> tuple[LoadedWords, list[Diagnostic]]:
    """A dataset's own words in the same form, which win over those that ship; and what is wrong with the file."""
    from regesta.csvfile import read_csv, row_diagnostic  # noqa: PLC0415 - a file outside any dataset has none
    from regesta.read.text import quoted  # noqa: PLC0415 - as above

    rows, found = read_csv(path, shown, _COLUMNS, _COLUMNS)
    words: dict[str, str] = {}
    for row in rows:
        key = folded_key(row.cells["word"])
        if not key:
            found.append(row_diagnostic(shown, row, "R011", "no word"))
        elif key in words:
            found.append(row_diagnostic(shown, row, "X701", f"{quoted(row.cells['word'])} stands here already"))
        else:
            words[key] = row.cells["note"]
    return words, found


def loaded_in(text: str, own: LoadedWords) -> Iterator[tuple[str, str]]:
    """The loaded words of a text outside quotation marks, each once, with its note; the longest phrase counts.

    >>> list(loaded_in('Heroic crew calls rival "a puppet"', {}))
    [('heroic', 'leave it out')]
    """
    words = folded(text if _QUOTES.isdisjoint(text) else re.sub(_QUOTED, " | ", text)).split()
    if not own and _shipped_by_word().keys().isdisjoint(words):
        return
    index, told = 0, set[str]()
    while index < len(words):
        phrase = next((p for p in _phrases(words[index], own) if p == words[index : index + len(p)]), [])
        said = " ".join(phrase)
        note = _note(said, own) if said and said not in told else ""
        if note:
            told.add(said)
            yield said, note
        index += len(phrase) or 1


def _note(phrase: str, own: LoadedWords) -> str:
    return own[phrase] if phrase in own else shipped_loaded_words()[phrase]


def _phrases(word: str, own: LoadedWords) -> list[list[str]]:
    """The phrases that begin with a word, as lists of words, the longest first."""
    shipped = _shipped_by_word().get(word, [])
    if not own:
        return shipped
    return sorted((*shipped, *(key.split() for key in own if key.split()[0] == word)), key=len, reverse=True)


@lru_cache
def _shipped_by_word() -> Mapping[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for key in sorted(shipped_loaded_words(), key=lambda key: key.count(" "), reverse=True):
        found.setdefault(key.split()[0], []).append(key.split())
    return found
