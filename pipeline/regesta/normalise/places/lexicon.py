"""The words around place names, from schema/lexicon/places/LANGUAGE.json: one folded table for all languages."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from regesta.normalise.fold import folded_key
from regesta.ready import PACKAGE, SCHEMA, read_ready, unpacked, write_ready

LANGUAGES = (
    "en", "ru", "uk", "be", "de", "fr", "es", "it", "pt", "nl", "tr", "ar", "fa", "he", "cs", "sk", "hr", "sr", "bg",
    "el", "hu", "ro", "sv", "da", "nb", "fi",
)  # fmt: skip

Words: TypeAlias = Mapping[tuple[str, ...], str]
Language: TypeAlias = Mapping[str, Any]


class PlaceWords(NamedTuple):
    """What stands around names, as tuples of folded words.

    kinds: words that say what a place is (settlement, village, admin1, admin2, unit, facility, area, country).
    leads: words before a name, with what they make of it (near, rural, part, side, compass, at, article). demonyms:
    adjectives with their country. held: what follows them in "Russian-occupied". conjunctions: words between two names.
    genitives: words for units in the case that follows a name ("Изюм Харьковской области"), and endings of the word
    before them.
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
    genitives: frozenset[str]
    genitive_endings: frozenset[str]
    nowhere: frozenset[str]


# The last wins where languages differ.
KINDS = ("area", "unit", "admin2", "admin1", "settlement", "village", "facility", "country")
GENITIVE = ("genitives", "genitive_endings")
SETS = ("of", "within", "capital", "lengths", "directions", "held", "conjunctions", *GENITIVE, "nowhere")
FIRST_WORDS = {"of": "of", "within": "within", "lengths": "km", "held": "held"}  # sets of single words, by their part
LEADS = {
    "at": "at", "articles": "article", "part": "part", "compass": "compass", "side": "side", "near": "near",
    "rural": "rural",
}  # fmt: skip


UNDOTTED = (("ة", "ه"), ("ي", "ى"))
READY = PACKAGE / "places.ready"


@cache
def place_words() -> PlaceWords:
    """The lexicon, read once."""
    ready = read_ready(READY, sources()).get("all")
    made: dict[str, Any] = unpacked(ready) if ready is not None else tables()
    return PlaceWords(**{**made, **{name: frozenset(made[name]) for name in SETS}})


def make_ready(path: Path = READY) -> None:
    """Write the lexicon to the file that `place_words` reads it from; the build does so."""
    write_ready(path, sources(), {"all": tables()})


def sources() -> list[Path]:
    """What the words are made from: the lexicons, and the code that folds and joins them."""
    return [*map(_path, LANGUAGES), Path(__file__), Path(__file__).parents[1] / "fold.py"]


def _path(language: str) -> Path:
    return SCHEMA / "lexicon" / "places" / f"{language}.json"


def tables() -> dict[str, Any]:
    """The fields of PlaceWords, those in SETS as sorted tuples."""
    languages = [language_words(language) for language in LANGUAGES]
    between = tuple((folded_key(a), folded_key(b)) for language in languages for a, b in language["between"])
    sets: dict[str, set[Any]] = {
        **{name: {words[0] for words in folded(languages, part)} for name, part in FIRST_WORDS.items()},
        **{name: set(folded(languages, name)) for name in ("capital", "directions")},
        "conjunctions": {conjunction for _, conjunction in between},
        **{name: {folded_key(word) for one in languages for word in one.get(name, ())} for name in GENITIVE},
        "nowhere": {" ".join(words) for words in folded(languages, "nowhere")},
    }
    return {
        "kinds": {words: kind for kind in KINDS for words in folded(languages, kind)},
        "leads": {words: lead for part, lead in LEADS.items() for words in folded(languages, part)},
        "between": between,
        "demonyms": {
            tuple(folded_key(word).split()): country
            for language in reversed(languages)
            for country, words in language["demonyms"].items()
            for word in words
        },
        **{name: tuple(sorted(sets[name])) for name in SETS},
    }


def folded(languages: Sequence[Language], part: str) -> Iterator[tuple[str, ...]]:
    """The words of a part, and the same as they are typed without the dots of the last letter in Arabic."""
    for language in languages:
        for text in language[part]:
            words = folded_key(text).split()
            yield tuple(words)
            for dotted, bare in UNDOTTED:
                if any(word.endswith(dotted) for word in words):
                    yield tuple(word.removesuffix(dotted) + bare if word.endswith(dotted) else word for word in words)


def language_words(language: str) -> Language:
    """The lexicon of one language as it is written."""
    words: Language = json.loads(_path(language).read_text(encoding="utf-8"))
    return words
