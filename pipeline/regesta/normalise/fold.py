"""Folding: when two spellings count as the same. Standard library only; the gazetteer's build loads it by path."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")  # letters and digits


class _Marks(dict[int, int | None]):
    """A table for str.translate that drops marks; it learns each character when it is met first."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.category(chr(code)).startswith("M") else code
        return kept


_WITHOUT_MARKS = _Marks()


@lru_cache(maxsize=16_384)
def folded_key(text: str) -> str:
    """Text as it is compared: NFKD, casefold, marks dropped, whatever is no letter or digit one space.

    >>> folded_key("Rostov-on-Don"), folded_key("ПРИГО́ЖИН")
    ('rostov on don', 'пригожин')
    """
    return folded(text)


def folded(text: str) -> str:
    """The same of a text that will hardly come again, such as a title: it is not kept."""
    if text.isascii():
        plain = text.casefold()
        if plain.isalnum():
            return plain
    else:
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        plain = decomposed.translate(_WITHOUT_MARKS)
    return " ".join(_WORD.findall(plain))
