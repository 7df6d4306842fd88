"""The words around place names, from schema/lexicon/places/LANGUAGE.json: one folded table for all languages."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from regesta.contract import schema_folder
from regesta.normalise.fold import folded_key

LANGUAGES = ("en", "ru", "uk", "de", "fr", "es")

Words: TypeAlias = Mapping[tuple[str, ...], str]
Language: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What stands around names, as tuples of folded words.

    kinds: words that say what a place is (settlement, village, admin1, admin2, unit, facility, area, country).
    leads: words before a name, with what they make of it (near, part, side, compass, at, article). demonyms: adjectives
    with their country. held: what follows them in "Russian-occupied". conjunctions: words between two names.
    """

    kinds: Words
    leads: Words
    of: frozenset[str]
    within: frozenset[str]
    between: tuple[tuple[str, str], ...]
    capital: frozenset[tuple[str, ...]]
    lengths: frozenset[str]
    directions: frozenset[tuple[str, ...]]
    demonyms: Words
    held: frozenset[str]
    conjunctions: frozenset[str]
    nowhere: frozenset[str]


# The last wins where languages differ.
KINDS = ("area", "unit", "admin2", "admin1", "settlement", "village", "facility", "country")
LEADS = {"at": "at", "articles": "article", "part": "part", "compass": "compass", "side": "side", "near": "near"}


@cache
def place_words() -> PlaceWords:
    """The lexicon, read once."""
    languages = [language_words(language) for language in LANGUAGES]
    return PlaceWords(
        kinds={words: kind for kind in KINDS for words in folded(languages, kind)},
        leads={words: lead for part, lead in LEADS.items() for words in folded(languages, part)},
        of=frozenset(words[0] for words in folded(languages, "of")),
        within=frozenset(words[0] for words in folded(languages, "within")),
        between=tuple((folded_key(a), folded_key(b)) for language in languages for a, b in language["between"]),
        capital=frozenset(folded(languages, "capital")),
        lengths=frozenset(words[0] for words in folded(languages, "km")),
        directions=frozenset(folded(languages, "directions")),
        held=frozenset(words[0] for words in folded(languages, "held")),
        conjunctions=frozenset(folded_key(b) for language in languages for _, b in language["between"]),
        demonyms={
            tuple(folded_key(word).split()): country
            for language in reversed(languages)
            for country, words in language["demonyms"].items()
            for word in words
        },
        nowhere=frozenset(" ".join(words) for words in folded(languages, "nowhere")),
    )


def folded(languages: Sequence[Language], part: str) -> Iterator[tuple[str, ...]]:
    for language in languages:
        for text in language[part]:
            yield tuple(folded_key(text).split())


def language_words(language: str) -> Language:
    """The lexicon of one language as it is written."""
    path = schema_folder() / "lexicon" / "places" / f"{language}.json"
    words: Language = json.loads(path.read_text(encoding="utf-8"))
    return words
