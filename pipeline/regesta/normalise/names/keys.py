"""The keys under which a printed name is looked up in the registry."""

import re

from regesta.normalise.fold import folded_key
from regesta.normalise.names.split import NameParts, article_off
from regesta.normalise.names.words import words_for
from regesta.normalise.scripts import leading_script, repair

# Compiled when a name is first not found as it is printed.
_POINTED = r"(?<![^\W_])(?:[^\W\d_]\.\s?)+[^\W\d_](?:\.|(?![^\W_]))"


def keys_of(name: str, parts: NameParts) -> tuple[str, ...]:
    """The keys under which a name is found: as printed, as repaired, and without office and description."""
    found = (folded_key(name), folded_key(repair(name)[0]), folded_key(parts.core))
    return tuple(dict.fromkeys(key for key in found if key))


def articleless(name: str) -> str:
    """The key of a printed name without the article that a sentence puts before it: "The Port Authority"."""
    words = words_for(leading_script(name), None)
    bare = article_off(name, words)
    is_particle = words.is_in("particles", folded_key(name.partition(" ")[0]))  # An Nguyen
    return "" if is_particle or bare == name else folded_key(bare)


def without_points(name: str) -> str:
    """A name with the points of its abbreviations left out.

    >>> without_points("the U.S.A."), without_points("U. N. Council"), without_points("St. Mary's")
    ('the USA', 'UN Council', "St. Mary's")
    """
    return " ".join(re.sub(_POINTED, lambda found: re.sub(r"[.\s]", "", found.group()) + " ", name).split())


def abbreviated(name: str) -> str:
    """The key of a name with abbreviations, in capitals and without points; "" for a name without any.

    It is no folded key, and no other name's: "E.L. Group" is not "El Group".

    >>> abbreviated("the U.S. Army"), abbreviated("US Army"), abbreviated("Army")
    ('US army', 'US army', '')
    """
    printed = article_off(without_points(name), words_for(leading_script(name), None)).split()
    words = [folded_key(word).upper() if _is_short(word) else folded_key(word) for word in printed]
    return " ".join(words) if any(map(_is_short, printed)) else ""


def _is_short(word: str) -> bool:
    return sum(map(str.isalpha, word)) > 1 and word.isupper()
