"""The nominative that a Russian or Ukrainian name may be a case of: "в Киеве" is in Киев, "у Львові" in Львів."""

import re
from functools import cache
from itertools import islice, product

from regesta.contract import shipped_rows

SHORTEST = 3  # letters that a name keeps
TRIED = 90  # names at most: each is looked up
# What Turkish writes on a name behind an apostrophe: "Ankara'da", "Gazze'nin".
TURKISH = re.compile(r"(?<=\w)['’](?:[dt][ae](?:n|ki)?|n?[ıiuü]n|[yn]?[ıiuüae])$", re.IGNORECASE)


def nominatives(name: str) -> tuple[str, ...]:
    """Folded names of which a folded Cyrillic name may be a case; none where it is in another script.

    >>> "киев" in nominatives("киеве"), "ростов на дону" in nominatives("ростове на дону"), nominatives("kyiv")
    (True, True, ())
    """
    words = name.split()
    if not words or not any("а" <= letter <= "я" or letter in "іє" for letter in name):
        return ()
    shortest = SHORTEST if len(words) == 1 else SHORTEST - 1  # Часів Яр
    made = islice(product(*(bases(word, shortest) for word in words)), TRIED)
    return tuple(dict.fromkeys(key for word in made if (key := " ".join(word)) != name))


@cache
def endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Folded endings (й is и, ї is і, ё is е) with those of the nominative, from schema/lexicon/places/cases.csv."""
    rows = shipped_rows("lexicon", "places", "cases.csv")
    return tuple((row["ending"], tuple(row["nominatives"].replace("-", "").split(" "))) for row in rows)


def bases(word: str, shortest: int = SHORTEST) -> tuple[str, ...]:
    """A word, and what it may be a case of, of so many letters at least."""
    found = [word]
    for ending, others in endings():
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
