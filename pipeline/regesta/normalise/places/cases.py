"""The nominative that a name may be a case of: "в Киеве" is in Киев, "στον Βόλο" in Βόλος, "v Praze" in Praha."""

import re
from functools import cache
from itertools import islice, product

from regesta.contract import shipped_rows
from regesta.normalise.places.lexicon import language_words

SHORTEST = 3  # letters that a name keeps
TRIED = 90  # names at most: each is looked up
# What Turkish writes on a name behind an apostrophe: "Ankara'da", "Gazze'nin".
TURKISH = re.compile(r"(?<=\w)['’](?:[dt][ae](?:n|ki)?|n?[ıiuü]n|[yn]?[ıiuüae])$", re.IGNORECASE)


def nominatives(name: str) -> tuple[str, ...]:
    """Folded names of which a folded Cyrillic or Greek name may be a case; none where it is in another script.

    >>> "киев" in nominatives("киеве"), "ростов на дону" in nominatives("ростове на дону"), nominatives("kyiv")
    (True, True, ())
    """
    words = name.split()
    if not words or not any("а" <= letter <= "я" or "α" <= letter <= "ω" or letter in "іє" for letter in name):
        return ()
    shortest = SHORTEST if len(words) == 1 else SHORTEST - 1  # Часів Яр
    made = islice(product(*(bases(word, shortest) for word in words)), TRIED)
    return tuple(dict.fromkeys(key for word in made if (key := " ".join(word)) != name))


@cache
def endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Folded endings (й is и, ї is і, ё is е) with those of the nominative, from schema/lexicon/places/cases.csv."""
    rows = shipped_rows("lexicon", "places", "cases.csv")
    return tuple((row["ending"], tuple(row["nominatives"].replace("-", "").split(" "))) for row in rows)


def latin_nominatives(name: str, tongue: str) -> tuple[str, ...]:
    """The same of a folded name in a language of Latin letters that has cases.

    >>> "praha" in latin_nominatives("praze", "cs"), latin_nominatives("praze", "sv")
    (True, ())
    """
    table = latin_endings(tongue)
    made = islice(product(*(bases(word, SHORTEST, table) for word in name.split())), TRIED) if table else ()
    return tuple(dict.fromkeys(key for word in made if (key := " ".join(word)) != name))


@cache
def latin_endings(tongue: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Folded endings with those of the nominative, from the lexicon of a language; none where it has no cases."""
    rows = language_words(tongue).get("inflected", {}).get("endings", {})
    return tuple((ending, tuple(other.replace("-", "") for other in others)) for ending, others in rows.items())


@cache
def own_countries(tongue: str) -> frozenset[str]:
    """The countries in which a language with cases is spoken: of their towns smaller ones are known."""
    return frozenset(language_words(tongue).get("inflected", {}).get("countries", ()))


@cache
def stands_alone(tongue: str) -> bool:
    """Whether a name is in a case without a word before it: "Helsingissä"."""
    return "alone" in language_words(tongue).get("inflected", {})


def bases(
    word: str, shortest: int = SHORTEST, table: tuple[tuple[str, tuple[str, ...]], ...] | None = None
) -> tuple[str, ...]:
    """A word, and what it may be a case of, of so many letters at least."""
    found = [word]
    for ending, others in endings() if table is None else table:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= shortest - 1:
            found += [stem + other for other in others if len(stem + other) >= shortest]
    return tuple(dict.fromkeys(found))


def without_suffix(text: str) -> str:
    """A name without the Turkish ending behind its apostrophe; the text itself where it has none.

    >>> without_suffix("İzmir'de"), without_suffix("Cox's Bazar")
    ('İzmir', "Cox's Bazar")
    """
    return TURKISH.sub("", text)
