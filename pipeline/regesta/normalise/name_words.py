"""The words around names (offices, honorifics, particles, organisations), read from schema/lexicon/names by script."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from regesta.normalise.fold import folded_key

SETS = (
    "honorifics",
    "doubts",
    "modifiers",
    "also_names",
    "joins",
    "articles",
    "complements",
    "countries",
    "states",
    "demonyms",
    "particles",
    "suffixes",
    "legal_forms",
    "given",
    "family_first",
)
ENDINGS = ("compounds", "family_endings", "patronymics")
LONGEST = 4  # words of the longest entry


class Words(NamedTuple):
    """The lexicons of one script, joined. Keys are folded; heads are the nouns on which a title hangs.

    heads: word -> office, rank or descriptor; languages: word -> the languages that spell it so, exact spelling first;
    links: language -> prepositions that lead from a head to what it is head of, every_link those of all languages;
    organisations: word -> actor kind, or "" where the word does not tell; titles: language -> where its titles stand;
    plus a set for each name in SETS and a tuple of endings for each in ENDINGS.
    """

    heads: Mapping[str, str]
    languages: Mapping[str, frozenset[str]]
    links: Mapping[str, frozenset[str]]
    every_link: frozenset[str]
    titles: Mapping[str, str]
    prefixes: frozenset[str]
    organisations: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]

    def is_in(self, name: str, key: str) -> bool:
        return key in self.sets[name]

    def joins(self, token: str) -> bool:
        """True for a printed "and" or "or"; not for "y" and "e", which stand inside names, nor for the initial "И."."""
        if len(token.rstrip(".")) == 1 and not token.islower():
            return False
        key = folded_key(token)
        return key in self.sets["joins"] and key not in self.sets["particles"] and key not in self.sets["articles"]

    def ends_in(self, name: str, key: str) -> bool:
        """True if a word longer than the ending ends in one of them."""
        return any(key.endswith(ending) and len(key) > len(ending) + 1 for ending in self.endings[name])

    def _spoken(self, head: str) -> frozenset[str]:
        return self.languages.get(head.casefold()) or self.languages.get(folded_key(head), frozenset())

    def links_of(self, head: str) -> frozenset[str]:
        """The prepositions after a head, by the languages that spell it so."""
        return frozenset().union(*(self.links[language] for language in self._spoken(head)))

    def stands(self, head: str) -> set[str]:
        """Where titles stand in the languages that spell a head so: before, of (run on after it), both, after."""
        return {self.titles[language] for language in self._spoken(head)}


def schema_folder() -> Path:
    """The folder schema/: inside the installed package, else in the checkout."""
    packaged = Path(__file__).parents[1] / "schema"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "schema"


@cache
def _lexicons() -> tuple[Mapping[str, Any], ...]:
    folder = schema_folder() / "lexicon" / "names"
    return tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json")))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded_key, words))


def _heads(lexicons: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Word -> class: English first, then an office before a rank, a rank before a descriptor."""
    found: dict[str, str] = {}
    english = [lexicon for lexicon in lexicons if lexicon["language"] == "en"]
    for group in (english, lexicons):
        for section, kind in (("offices", "office"), ("ranks", "rank"), ("descriptors", "descriptor")):
            for lexicon in group:
                for word in lexicon.get(section, ()):
                    found.setdefault(folded_key(word), kind)
    return found


def _languages(lexicons: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    spoken: dict[str, frozenset[str]] = {}
    for lexicon in lexicons:
        for section in ("offices", "ranks", "descriptors"):
            for word in lexicon.get(section, ()):
                for key in {word.casefold(), folded_key(word)}:
                    spoken[key] = spoken.get(key, frozenset()) | {lexicon["language"]}
    return spoken


def _honorifics(lexicon: Mapping[str, Any], language: str | None) -> Sequence[str]:
    """Short honorifics ("Pan", "Bay") would eat names: those of other languages than the stated one are left out."""
    words: Sequence[str] = lexicon.get("honorifics", ())
    known = lexicon["language"] in {"en", language} or lexicon["script"] != "Latn"
    return words if known else [word for word in words if len(word) > 3 and word.casefold() != "pani"]


def _set(lexicons: Sequence[Mapping[str, Any]], section: str, language: str | None) -> frozenset[str]:
    if section == "honorifics":
        return frozenset().union(*(_folded(_honorifics(lexicon, language)) for lexicon in lexicons))
    return frozenset().union(*(_folded(lexicon.get(section, ())) for lexicon in lexicons))


@cache
def words_for(script: str | None, language: str | None = None) -> Words:
    """The lexicons of a script joined into one; language (a primary subtag) opens its short honorifics."""
    lexicons = [lexicon for lexicon in _lexicons() if lexicon["script"] == script]
    return Words(
        heads=_heads(lexicons),
        languages=_languages(lexicons),
        links={lexicon["language"]: _folded(lexicon.get("links", ())) for lexicon in lexicons},
        every_link=frozenset().union(*(_folded(lexicon.get("links", ())) for lexicon in lexicons)),
        titles={lexicon["language"]: lexicon["title"] for lexicon in lexicons},
        prefixes=frozenset().union(*(_folded(lexicon.get("prefixes", ())) for lexicon in lexicons)),
        organisations={
            folded_key(word): kind for lexicon in lexicons for word, kind in lexicon.get("organisations", {}).items()
        },
        sets={section: _set(lexicons, section, language) for section in SETS},
        endings={
            section: tuple(sorted({folded_key(e) for lexicon in lexicons for e in lexicon.get(section, ())}))
            for section in ENDINGS
        },
    )


def longest(keys: Sequence[str], start: int, entries: Iterable[str]) -> int:
    """How many words from start on make up an entry, at most LONGEST; 0 if none do."""
    for length in range(min(LONGEST, len(keys) - start), 0, -1):
        if " ".join(keys[start : start + length]) in entries:
            return length
    return 0
