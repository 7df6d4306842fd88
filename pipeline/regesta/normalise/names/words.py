"""The words around names (offices, honorifics, particles, organisations), read from schema/lexicon/names by script."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from regesta.normalise.fold import folded_key
from regesta.ready import PACKAGE, SCHEMA, read_ready, unpacked, write_ready

FOLDER, READY = SCHEMA / "lexicon" / "names", PACKAGE / "names.ready"
SETS = (
    "honorifics",
    "doubts",
    "denials",
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
    "kin",
    "kin_after",
    "after_any_name",
    "after_full_name",
    "after_long_name",
    "place_titles",
    "of_places",
    "dwellers",
    "called",
    "relations",
    "relatives",
    "transcribed",
    "credentials",
    "legal_forms",
    "given",
    "given_last",
    "family_first",
    "family_before_hyphen",
    "given_too",
    "given_lands",
    "openings",
    "men_in_a",
    "namesakes",
    "reigning",
    "wives",
    "men",
)
ENDINGS = (
    "compounds",
    "family_endings",
    "patronymics",
    "genitives",
    "noun_genitives",
    "adjective_genitives",
    "family_genitives",
    "feminine_families",
    "place_genitives",
    "perhaps_place_genitives",
)
LONGEST = 4  # words of the longest entry


class Words(NamedTuple):
    """The lexicons of one script, joined. Keys are folded; heads are the nouns on which a title hangs.

    heads: word -> office, rank or descriptor; languages: word -> the languages that spell it so, exact spelling first;
    links: language -> prepositions that lead from a head to what it is head of, every_link those of all languages;
    organisations: word -> actor kind, or "" where the word does not tell; titles: language -> where its titles stand;
    plus a set for each name in SETS and a tuple of endings for each in ENDINGS.
    """

    heads: Mapping[str, str]
    languages: Mapping[str, tuple[str, ...]]
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
        if token.istitle() and key in self.sets["given"]:  # "Dan Brown"
            return False
        return key in self.sets["joins"] and key not in self.sets["particles"] and key not in self.sets["articles"]

    def ends_in(self, name: str, key: str) -> bool:
        """True if a word longer than the ending ends in one of them."""
        endings = self.endings[name]
        return key.endswith(endings) and any(key.endswith(end) and len(key) > len(end) + 1 for end in endings)

    def _spoken(self, head: str) -> tuple[str, ...]:
        return self.languages.get(head.casefold()) or self.languages.get(folded_key(head), ())

    def links_of(self, head: str) -> frozenset[str]:
        """The prepositions after a head, by the languages that spell it so."""
        return frozenset().union(*(self.links[language] for language in self._spoken(head)))

    def stands(self, head: str) -> set[str]:
        """Where titles stand in the languages that spell a head so: before, of (run on after it), both, after."""
        return {self.titles[language] for language in self._spoken(head)}


def sources() -> list[Path]:
    """What the words are made from: the lexicons, and the code that folds and joins them."""
    lexicons = sorted(FOLDER.glob("*.json"))
    return [*lexicons, Path(__file__), Path(__file__).parents[1] / "fold.py"]


@cache
def _lexicons() -> tuple[Mapping[str, Any], ...]:
    return tuple(json.loads(path.read_text(encoding="utf-8")) for path in sources() if path.suffix == ".json")


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
    """Spelling -> the languages that spell a head so; without its accents only where no language has it without."""
    spoken: dict[str, frozenset[str]] = {}
    plain: dict[str, frozenset[str]] = {}
    for lexicon in lexicons:
        for section in ("offices", "ranks", "descriptors"):
            for word in lexicon.get(section, ()):
                for found, key in ((spoken, word.casefold()), (plain, folded_key(word))):
                    found[key] = found.get(key, frozenset()) | {lexicon["language"]}
    return plain | spoken


def _short(word: str) -> bool:
    """True for short honorifics ("Pan", "Bay"): they would eat names in languages that do not have them."""
    return len(word) < 4 or word.casefold() == "pani"


def _honorifics(lexicons: Sequence[Mapping[str, Any]], language: str | None) -> frozenset[str]:
    """The honorifics of a script; in Latin script the short ones of English and of the stated language only."""
    return _folded(
        word
        for lexicon in lexicons
        for word in lexicon.get("honorifics", ())
        if lexicon["language"] in {"en", language} or lexicon["script"] != "Latn" or not _short(word)
    )


def _joined(lexicons: Sequence[Mapping[str, Any]], section: str) -> frozenset[str]:
    """The words of a section; given names that stand last are given names too."""
    sections = (section, "given_last") if section == "given" else (section,)
    return _folded(word for lexicon in lexicons for own in sections for word in lexicon.get(own, ()))


def _bodies_first(lexicons: Sequence[Mapping[str, Any]]) -> set[str]:
    """The organisation words of languages that put them before what tells them apart: "Partido" in any name."""
    words = {
        stands: _folded(word for own in lexicons if own["title"] in stands for word in own.get("organisations", ()))
        for stands in (("of",), ("before", "both", "after"))
    }
    return set(words["of",] - words["before", "both", "after"])


def tables(script: str | None) -> dict[str, Any]:
    """The fields of the Words of a script, sets as sorted tuples; honorifics are by language, None where none is said.

    Languages that add no honorific to those of every text are left out.
    """
    lexicons = [lexicon for lexicon in _lexicons() if lexicon["script"] == script]
    honorifics = {code: _honorifics(lexicons, code) for code in (None, *(own["language"] for own in lexicons))}
    return {
        "heads": _heads(lexicons),
        "languages": {word: tuple(sorted(codes)) for word, codes in _languages(lexicons).items()},
        "links": {own["language"]: _sorted(own.get("links", ())) for own in lexicons},
        "titles": {own["language"]: own["title"] for own in lexicons},
        "prefixes": _sorted(_joined(lexicons, "prefixes")),
        "organisations": {
            folded_key(word): kind for own in lexicons for word, kind in own.get("organisations", {}).items()
        },
        "sets": {section: _sorted(_joined(lexicons, section)) for section in SETS if section != "honorifics"}
        | {"bodies_first": _sorted(_bodies_first(lexicons))}
        | {"pointed": _sorted(word for word in _joined(lexicons, "honorifics") if len(word) > 1)},
        "honorifics": {
            code: _sorted(words) for code, words in honorifics.items() if code is None or words != honorifics[None]
        },
        "endings": {section: _sorted(_joined(lexicons, section)) for section in ENDINGS},
    }


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(_folded(words)))


def make_ready(path: Path = READY) -> None:
    """Write the words of every script to the file that `words_for` reads them from; the build does so."""
    write_ready(path, sources(), {script: tables(script) for script in sorted({own["script"] for own in _lexicons()})})


@cache
def _ready() -> Mapping[str, bytes]:
    return read_ready(READY, sources())


@cache
def words_for(script: str | None, language: str | None = None) -> Words:
    """The lexicons of a script joined into one; language (a primary subtag) opens its short honorifics."""
    ready = _ready().get(script or "")
    return _words(unpacked(ready) if ready is not None else tables(script), language)


def _words(made: Mapping[str, Any], language: str | None) -> Words:
    links = {code: frozenset(words) for code, words in made["links"].items()}
    honorifics = made["honorifics"].get(language, made["honorifics"][None])
    return Words(
        heads=made["heads"],
        languages=made["languages"],
        links=links,
        every_link=frozenset().union(*links.values()),
        titles=made["titles"],
        prefixes=frozenset(made["prefixes"]),
        organisations=made["organisations"],
        sets={name: frozenset(words) for name, words in (*made["sets"].items(), ("honorifics", honorifics))},
        endings=made["endings"],
    )


def is_given(token: str, words: Words) -> bool:
    """True for a given name of the lists."""
    return words.is_in("given", folded_key(token))


def longest(keys: Sequence[str], start: int, entries: Iterable[str]) -> int:
    """How many words from start on make up an entry, at most LONGEST; 0 if none do."""
    for length in range(min(LONGEST, len(keys) - start), 0, -1):
        if " ".join(keys[start : start + length]) in entries:
            return length
    return 0
