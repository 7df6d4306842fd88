"""Words that take sides: the lists that ship, and a dataset's own registry/loaded-words.csv."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from regesta.contract import schema_folder
from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key

LoadedWords: TypeAlias = Mapping[str, str]

_COLUMNS = ("word", "note")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)")


@lru_cache
def shipped_loaded_words() -> LoadedWords:
    """Folded word or phrase -> what to write instead; "" for a phrase in which its words are neutral."""
    files = sorted((schema_folder() / "lexicon" / "loaded-words").iterdir(), key=lambda file: file.name)
    texts = [file.read_text(encoding="utf-8") for file in files if file.name.endswith(".csv")]
    rows = [row for text in texts for row in csv.DictReader(io.StringIO(text))]
    return {folded_key(row["word"]): row["note"] for row in rows}


def read_loaded_words(path: Path, shown: str) -> tuple[LoadedWords, list[Diagnostic]]:
    """A dataset's own words in the same form, which win over those that ship; and what is wrong with the file."""
    from regesta.csvfile import read_csv, row_diagnostic  # noqa: PLC0415 - a file outside any dataset has none
    from regesta.read.text import cut  # noqa: PLC0415 - as above

    rows, found = read_csv(path, shown, _COLUMNS, _COLUMNS)
    words: dict[str, str] = {}
    for row in rows:
        key = folded_key(row.cells["word"])
        if not key:
            found.append(row_diagnostic(shown, row, "R011", "no word"))
        elif key in words:
            found.append(row_diagnostic(shown, row, "X701", f"{cut(row.cells['word'])!r} stands here already"))
        else:
            words[key] = row.cells["note"]
    return words, found


def loaded_in(text: str, own: LoadedWords) -> Iterator[tuple[str, str]]:
    """The loaded words of a text outside quotation marks, each with its note; the longest phrase counts.

    >>> list(loaded_in('Heroic crew calls rival "a puppet"', {}))
    [('heroic', 'leave it out')]
    """
    known = shipped_loaded_words() if not own else {**shipped_loaded_words(), **own}
    words = folded_key(_QUOTED.sub(" | ", text)).split()
    longest = _longest(own)
    index = 0
    while index < len(words):
        sizes = range(min(longest, len(words) - index), 0, -1)
        size = next((n for n in sizes if " ".join(words[index : index + n]) in known), 0)
        phrase = " ".join(words[index : index + size])
        if size and known[phrase]:
            yield phrase, known[phrase]
        index += size or 1


def _longest(own: LoadedWords) -> int:
    """The number of words of the longest phrase."""
    return max(_longest_shipped(), *(key.count(" ") + 1 for key in own)) if own else _longest_shipped()


@lru_cache
def _longest_shipped() -> int:
    return max(key.count(" ") + 1 for key in shipped_loaded_words())
