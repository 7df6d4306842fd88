"""Folding: when two spellings count as the same. Standard library only; the gazetteer's build loads it by path."""

import unicodedata
from functools import lru_cache

# Combining classes of accents: strokes, nuktas, points of Hebrew and Arabic, what stands above or below a letter. Marks
# of other classes are the vowels and tones of their scripts, without which words are others.
_ACCENTS = frozenset((1, 7, *range(10, 37), *range(200, 241)))


class _Letters(dict[int, str | None]):
    """A table for str.translate that keeps what words are spelt with; it learns each character when it is met first."""

    def __missing__(self, code: int) -> str | None:
        self[code] = kept = _kept(chr(code))
        return kept


def _kept(character: str) -> str | None:
    """What is left of a character: nothing of an accent, a space of what is no letter, digit or mark."""
    if character.isalnum():
        return character
    if not unicodedata.category(character).startswith("M"):
        return " "
    selects = unicodedata.name(character, "").startswith(("COMBINING GRAPHEME", "VARIATION", "MONGOLIAN FREE"))
    enclosing = unicodedata.category(character) == "Me"
    return None if unicodedata.combining(character) in _ACCENTS or selects or enclosing else character


_LETTERS = _Letters()


@lru_cache(maxsize=16_384)
def folded_key(text: str) -> str:
    """Text as it is compared: NFKD, casefold, accents dropped, whatever is no letter, digit or vowel sign one space.

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
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(plain.translate(_LETTERS).split())
