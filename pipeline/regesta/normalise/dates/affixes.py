"""Words that stand for others: those written as one with what they lead or follow, and Roman numerals."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from regesta.normalise.dates.lexicon import Lexicon, lexicon, vocabulary

_ROMAN = r"(x{0,3})(ix|iv|v?i{0,3})(e|eme|er)?"
_LOOK_ALIKE = str.maketrans("хіѵ", "xiv")  # Cyrillic letters in which Roman numerals are typed


class Atom(NamedTuple):
    """A word, number or mark; kind is the name of its group; glued where no space stands before it."""

    kind: str
    text: str
    glued: bool
    value: tuple[int, ...] = ()


def apart(word: str, lex: Lexicon) -> tuple[str, ...]:
    """A word and the prefixes or suffixes that are written as one with it; alone where it has none."""
    return _apart(word, lex.language)


@lru_cache(maxsize=16_384)  # affixes may be taken off in many orders: without it a text of them alone takes for ever
def _apart(word: str, language: str) -> tuple[str, ...]:
    lex, known = lexicon(language), _known(language)
    prefixes, suffixes = lex.affixes
    if word in known or roman(word):
        return (word,)
    for affix in suffixes:
        head = word.removesuffix(affix)
        if head != word and head and (parts := _apart(head, language))[0] in lex.longest:
            return (*parts, affix)
    for affix in prefixes:
        rest = word.removeprefix(affix)
        if rest != word and rest and (parts := _apart(rest, language))[-1] in known:
            return (affix, *parts)
    return (word,)


def unglued(found: Sequence[Atom], lex: Lexicon) -> list[Atom]:
    """The atoms with prefixes and suffixes as atoms of their own, without suffixes that are no words."""
    out: list[Atom] = []
    for atom in found:
        first, *others = apart(atom.text, lex) if atom.kind == "word" else (atom.text,)
        out.append(atom if not others else atom._replace(text=first))
        out += [Atom("word", part, glued=True) for part in others if part in lex.longest]
    return out


@cache
def _known(language: str) -> frozenset[str]:
    return vocabulary(lexicon(language))


@lru_cache(maxsize=4096)
def roman(word: str) -> int:
    match = None if word == "і" else re.fullmatch(_ROMAN, word.translate(_LOOK_ALIKE))  # which alone is "and"
    if match is None or not (match[1] or match[2]):
        return 0
    unit = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}[match[2]]
    return 10 * len(match[1]) + unit
