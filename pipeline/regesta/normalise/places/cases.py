"""The nominative that a Russian or Ukrainian name may be a case of: "в Киеве" is in Киев, "у Львові" in Львів."""

from functools import cache
from itertools import islice, product

from regesta.contract import shipped_rows

SHORTEST = 3  # letters that a name keeps
TRIED = 60  # names at most: each is looked up


def nominatives(name: str) -> tuple[str, ...]:
    """Folded names of which a folded Cyrillic name may be a case; none where it is in another script.

    >>> "киев" in nominatives("киеве"), "ростов на дону" in nominatives("ростове на дону"), nominatives("kyiv")
    (True, True, ())
    """
    words = name.split()
    if not words or not any("а" <= letter <= "я" or letter in "іє" for letter in name):
        return ()
    made = islice(product(*map(bases, words)), TRIED)
    return tuple(dict.fromkeys(key for word in made if (key := " ".join(word)) != name))


@cache
def endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Folded endings (й is и, ї is і, ё is е) with those of the nominative, from schema/lexicon/places/cases.csv."""
    rows = shipped_rows("lexicon", "places", "cases.csv")
    return tuple((row["ending"], tuple(row["nominatives"].replace("-", "").split(" "))) for row in rows)


def bases(word: str) -> tuple[str, ...]:
    """A word, and what it may be a case of."""
    found = [word]
    for ending, others in endings():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST - 1:
            found += [stem + other for other in others if len(stem + other) >= SHORTEST]
    return tuple(dict.fromkeys(found))
