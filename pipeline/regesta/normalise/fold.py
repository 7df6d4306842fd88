"""Folding: when two spellings count as the same. Standard library only; the gazetteer's build loads it by path."""

import re
import unicodedata
from functools import lru_cache

_NEITHER = re.compile(r"[\W_]+")  # no letter and no digit


@lru_cache(maxsize=200_000)
def folded_key(text: str) -> str:
    """Text as it is compared: NFKD, casefold, marks dropped, whatever is no letter or digit one space.

    >>> folded_key("Rostov-on-Don"), folded_key("ПРИГО́ЖИН")
    ('rostov on don', 'пригожин')
    """
    if text.isascii():
        plain = text.casefold()
        if plain.isalnum():
            return plain
    else:
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        plain = "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))
    return " ".join(_NEITHER.sub(" ", plain).split())
