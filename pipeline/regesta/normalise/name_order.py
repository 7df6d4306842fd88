"""The order and the case of a name's words: "PUTIN, Vladimir" and "Путин В. В." as they are read aloud."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from regesta.normalise.fold import folded_key
from regesta.normalise.name_words import Words

_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+")
_HYPHENS = re.compile(r"([-'’])")


@dataclass(frozen=True, slots=True)
class Ordered:
    """The words of a name, given name first; given and family are None where the words do not tell.

    person is true where the form (initials, a patronymic, a known given name, a family name in capitals) says so.
    """

    tokens: tuple[str, ...]
    given: str | None
    family: str | None
    person: bool


def is_given(token: str, words: Words) -> bool:
    return words.is_in("given", folded_key(token))


def is_initials(token: str) -> bool:
    """True for "V." and "V.V."."""
    return _INITIALS.fullmatch(token) is not None


def _is_patronymic(token: str, words: Words) -> bool:
    return words.ends_in("patronymics", folded_key(token))


def _is_capitals(token: str) -> bool:
    return len(token) > 1 and token.isupper() and not is_initials(token) and sum(c.isalpha() for c in token) > 1


def _name_case(token: str, words: Words) -> str:
    """One word in capitals as it stands in a name: "O'NEILL" -> "O'Neill", "VON" -> "von", "III" as it is."""
    key = folded_key(token)
    if not _is_capitals(token) or words.is_in("suffixes", key):
        return token
    if words.is_in("particles", key):
        return token.lower()
    pieces = _HYPHENS.split(token)
    return "".join(piece.lower() if words.is_in("particles", folded_key(piece)) and "-" in pieces else
                   piece.capitalize() for piece in pieces)


def _takes_case(tokens: Sequence[str], words: Words) -> bool:
    """True if words in capitals are a shouted name and no acronym: all of them long, or a given name among them."""
    capitals = [token for token in tokens if _is_capitals(token)]
    if any(is_given(t, words) or _is_patronymic(t, words) or is_initials(t) for t in tokens):
        return len(tokens) > 1
    long = all(sum(c.isalpha() for c in token) > 4 for token in capitals)
    return len(tokens) > 1 and long


def _family_first(tokens: Sequence[str], words: Words) -> bool:
    """True for the East Asian order: a family name of the list, then one given name of its shape."""
    if len(tokens) not in {2, 3} or not words.is_in("family_first", folded_key(tokens[0])):
        return False
    rest = folded_key(" ".join(tokens[1:])).replace(" ", "")
    return _EAST_ASIAN.fullmatch(rest) is not None and not is_given(tokens[1], words)


_ONSET = r"(?:zh|ch|sh|ph|th|kh|ng|nh|gi|qu|kk|tt|pp|ss|jj|[bpmfdtnlgkhjqxzcsrywv])?"
_RHYME = r"(?:[aeiou]{1,3}(?:ng|n|r|k|l|m|p|t|c|h)?)"
_EAST_ASIAN = re.compile(f"(?:{_ONSET}{_RHYME}){{1,2}}")


def _leading_family(tokens: Sequence[str], words: Words) -> int:
    """How many words at the front are the family name, in a form that puts it first; 0 if none does."""
    first, last = folded_key(tokens[0]), tokens[-1]
    if is_initials(last) and not any(map(is_initials, tokens[:-1])):
        return len(tokens) - 1
    if len(tokens) > 2 and all(map(is_initials, tokens[1:])):
        return 1
    capitals = next((i for i, token in enumerate(tokens) if not _is_capitals(token)), len(tokens))
    told = any(is_given(t, words) or _is_patronymic(t, words) for t in tokens[capitals:])
    if 0 < capitals < len(tokens) and (told or words.ends_in("family_endings", folded_key(tokens[capitals - 1]))):
        return capitals
    if is_given(tokens[0], words) or not words.ends_in("family_endings", first):
        return 0
    if len(tokens) == 3 and _is_patronymic(last, words) and not _is_patronymic(tokens[1], words):
        return 1
    return 1 if len(tokens) == 2 and words.is_in("given", folded_key(last)) else 0


def _family_start(tokens: Sequence[str], words: Words) -> int:
    """Where the family name begins: the last word, with the particles before it."""
    start = len(tokens) - 1
    while start > 1 and words.is_in("particles", folded_key(tokens[start - 1])):
        start -= 1
    return start


def _parts(tokens: Sequence[str], suffixes: int, family: int, words: Words) -> tuple[str | None, str | None]:
    body = tokens[: len(tokens) - suffixes]
    if len(body) == 1:
        return None, body[0]
    start = len(body) - family if family > 0 else _family_start(body, words)
    return (body[0] if start > 0 else None), " ".join(body[start:])


def order_name(printed: Sequence[str], words: Words, *, family: int = 0) -> Ordered:
    """A name in reading order and name case; family says how many words at its end are known to be the family name."""
    cased = _takes_case(printed, words)
    suffixes = 0
    while suffixes < len(printed) - 1 and words.is_in("suffixes", folded_key(printed[-1 - suffixes])):
        suffixes += 1
    body = printed[: len(printed) - suffixes]
    if family == 0 and _family_first(body, words):
        tokens = tuple(token.capitalize() if _is_capitals(token) else token for token in body)
        return Ordered((*tokens, *printed[len(body) :]), " ".join(tokens[1:]), tokens[0], person=True)
    leading = _leading_family(body, words) if family == 0 and len(body) > 1 else 0
    turned = (*body[leading:], *body[:leading])
    tokens = tuple(_name_case(token, words) if cased else token for token in (*turned, *printed[len(body) :]))
    person = family > 0 or leading > 0 or any(is_initials(t) or _is_patronymic(t, words) for t in tokens)
    given, last = _parts(tokens, suffixes, family or leading, words)
    return Ordered(tokens, given, last, person or (len(tokens) > 1 and is_given(tokens[0], words)))
