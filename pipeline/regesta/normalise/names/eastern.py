"""East Asian names in Latin and Cyrillic letters, whose family name comes first: "Moon Jae-in", "Си Цзиньпин"."""

import re
from collections.abc import Sequence

from regesta.normalise.fold import folded_key
from regesta.normalise.names.words import Words, is_given

# Compiled when a name first needs them. A syllable of a given name in any of their spellings: "geun", "tse", "чжэ".
_CYRILLIC = r"(?:чж|цз|дж|чх|кх|тх|пх|нг|[бпмфдтнлгкхцчшсжзрви])?[аеиоуыэюяє]{1,3}(?:нь|нг|ль|[нмкпрлгти])?"
_SYLLABLE = (
    r"(?:(?:ch|sh|ts|hs|zh|kh|th|ph|kk|tt|pp|ss|jj|ng|nh|[bcdfghjklmnpqrstvwxyz])?[wy]?[aeiouy]{1,4}h?"
    rf"(?:ng|nh|ck|ch|[nmrklptbchw])?|{_CYRILLIC})"
)
_IN_PINYIN = (
    r"(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])?"
    r"(?:[iu]?ang?|i?ao|u?ai|[iu]a|u?en|eng|ei|er|[iu]e|ui|un|i?ong|ing?|i?u|uo|ou|[oie])"
)
# One or two syllables written together; fewer forms, since many a Western name has the others: "Campbell".
_TOGETHER = (
    r"(?:(?:(?:zh|ch|sh|ph|th|kh|ng|nh|gi|qu|kk|tt|pp|ss|jj|[bpmfdtnlgkhjqxzcsrywv])?"
    r"[aeiou]{1,3}(?:ng|n|r|k|l|m|p|t|c|h)?){1,2}"
    rf"|(?:{_CYRILLIC}){{1,2}})"
)


def is_hyphenated_given(token: str, words: Words) -> bool:
    """True for "Jae-in": two syllables, the second without a capital, as only given names in East Asia are written."""
    first, _, second = token.partition("-")
    return second.islower() and first.istitle() and _are_syllables((first, second), words)


def is_family_first(tokens: Sequence[str], words: Words) -> bool | None:
    """Whether a name is in the East Asian order: a family name, then one given name of its shape.

    None where the words do not tell: "Lee Cooper" has the shape, but Lee is a given name elsewhere.
    """
    if len(tokens) not in {2, 3} or is_given(tokens[1], words):
        return False
    if len(tokens) == 2 and is_hyphenated_given(tokens[1], words):
        return _before_hyphenated(tokens, words)
    first, given = folded_key(tokens[0]), "-".join(tokens[1:]).split("-")
    if not words.is_in("family_first", first) or words.is_in("particles", first):
        return False
    shaped = _are_syllables(given, words) if len(given) > 1 else _fits(_TOGETHER, given[0])
    if not shaped or not words.is_in("given_too", first):
        return shaped
    return _is_sure(tokens, words) or None


def _before_hyphenated(tokens: Sequence[str], words: Words) -> bool | None:
    """The same of "Moon Jae-in"; None for a word that may be a Western given name: "Ray Jae-in"."""
    first = folded_key(tokens[0])
    if is_given(tokens[1].partition("-")[0], words):
        return False
    if words.is_in("family_first", first) or words.is_in("family_before_hyphen", first):
        return True
    return None if _fits(_SYLLABLE, first) else False


def _is_sure(tokens: Sequence[str], words: Words) -> bool:
    """Whether a family name that is a given name elsewhere begins the name: "Lee Kuan Yew", "Bo Xilai"."""
    if len(tokens) == 3:
        return not words.is_in("given_too", folded_key(tokens[-1]))  # "Lee Roy Kim"
    return "-" in tokens[1] or (_fits(_IN_PINYIN, tokens[0]) and _fits(f"(?:{_IN_PINYIN}){{1,2}}", tokens[1]))


def _are_syllables(pieces: Sequence[str], words: Words) -> bool:
    known = any(words.is_in("particles", folded_key(piece)) for piece in pieces)  # "Al-din"
    return not known and len(pieces) == 2 and all(_fits(_SYLLABLE, piece) for piece in pieces)


def _fits(pattern: str, word: str) -> bool:
    return re.fullmatch(pattern, folded_key(word).replace(" ", "")) is not None  # "Ch'ol"
