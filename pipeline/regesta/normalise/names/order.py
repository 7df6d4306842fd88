"""The order and the case of a name's words: "PUTIN, Vladimir" and "Путин В. В." as they are read aloud."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.names.eastern import is_family_first
from regesta.normalise.names.words import Words, is_given
from regesta.normalise.scripts import leading_script

# Compiled when a name first needs them.
_INITIALS = r"(?:[^\W\d_]{1,2}\.-?)+"
_LOWER_HALF = r"-[^\W\d_A-Z]"  # "Jong-un": given names after a family name
_HYPHENS = r"([-'’])"
_ARTICLE = "[aeiu][dlnrstz]h?"  # Arabic ones before a hyphen: al-Assad, ash-Sharif, ul-Haq
_PREFIX = r"[A-Z][a-z]{1,3}(?=[^\W\d_]{3})"  # of a name whose other letters are capitals: McDONALD, DeSANTIS
_GAELIC = r"\AMC(?=[BCDFGKLMNPQRSTV][A-Z]{2})"  # before a vowel, h or w it may as well be Mcunu or Mchedlidze
_TURKISH = frozenset("İĞ")  # capitals by which a name is told to be Turkish or Azerbaijani
_NUMERAL = frozenset("ivx")
_FIRST = "I"  # of kings alone
_FIRSTS = frozenset(("ier", "ire"))


class Ordered(NamedTuple):
    """The words of a name, given name first; given and family are None where the words do not tell.

    person is true where the form (initials, a patronymic, a known given name, a family name in capitals) says so.
    """

    tokens: tuple[str, ...]
    given: str | None
    family: str | None
    person: bool


def is_initials(token: str) -> bool:
    """True for "V." and "V.V."."""
    return "." in token and re.fullmatch(_INITIALS, token) is not None


def are_initials(tokens: Sequence[str]) -> bool:
    """True for "U.N." and "J. K.": letters with points alone, which name nobody."""
    return all(map(is_initials, tokens))


def is_suffix(token: str, words: Words) -> bool:
    """True for "Jr." and "V"; "V." is an initial, "Xi" a family name."""
    key = folded_key(token)
    if token == _FIRST:
        return True
    if not words.is_in("suffixes", key) or (len(key) == 1 and token.endswith(".")):
        return False
    return not (len(key) > 1 and token.istitle() and words.is_in("family_first", key))


def _is_patronymic(token: str, words: Words) -> bool:
    return words.ends_in("patronymics", folded_key(token))


def _is_capitals(token: str) -> bool:
    """True for "PUTIN" and "McDONALD"; one capital is an initial."""
    letters = token if token.isupper() else token[_prefix(token) :]
    return letters.isupper() and not is_initials(token) and sum(c.isalpha() for c in letters) > 1


def _prefix(token: str) -> int:
    """How many letters of a name in capitals are a prefix that is not: 2 in "McDONALD"; 0 of other words."""
    prefix = None if token[-2:].islower() else re.match(_PREFIX, token)
    return prefix.end() if prefix is not None and token[prefix.end() :].isupper() else 0


def _name_case(token: str, words: Words) -> str:
    """One word in capitals as it stands in a name: "O'NEILL" -> "O'Neill", "VON" -> "von", "III" as it is."""
    key = folded_key(token)
    if not _is_capitals(token) or is_suffix(token, words) or _has_no_vowel(token, words):
        return token
    if words.is_in("particles", key):
        return token.lower()
    pieces = re.split(_HYPHENS, token)
    return "".join(
        piece.lower() if "-" in pieces and _is_linking(piece, words, first=at == 0) else _capitalised(piece)
        for at, piece in enumerate(pieces)
    )


def _is_linking(piece: str, words: Words, *, first: bool) -> bool:
    """Whether part of a hyphenated word is a particle in small letters: al-Assad, Saint-Jean-de-Luz, not Ben-Gurion."""
    key = folded_key(piece)
    return words.is_in("particles", key) and (not first or re.fullmatch(_ARTICLE, key) is not None)


def _capitalised(piece: str) -> str:
    """A word in capitals with its first letter alone as one, and that behind a prefix: "McDonald", "DeSantis"."""
    printed = re.sub(_GAELIC, "Mc", piece)
    start = _prefix(printed)
    return printed[:start] + printed[start:].capitalize()


def _in_turkish(cased: str, token: str) -> str:
    """The name case of a word in capitals as Turkish has it, with its i and its ı: "KILIÇ" -> "Kılıç"."""
    if cased == token or not token.isalpha():
        return cased
    return token[0] + token[1:].replace("İ", "i").replace("I", "ı").lower()


def _takes_case(tokens: Sequence[str], words: Words) -> bool:
    """True if words in capitals are a shouted name and no acronym: all of them long, or a given name among them."""
    capitals = [token for token in tokens if _is_capitals(token)]
    if any(is_given(t, words) or _is_patronymic(t, words) or is_initials(t) for t in tokens):
        return len(tokens) > 1
    long = all(sum(c.isalpha() for c in token) > 4 for token in capitals)
    return len(tokens) > 1 and long


def _before_initials(tokens: Sequence[str], words: Words) -> int:
    """How many words stand before closing initials: "Putin V.V."; 0 where there are none, or others before.

    In "Thomas M." the initial is of the family name, as the press prints those of suspects; "Quist M." may be either.
    """
    if _has_one_initial(tokens) and not _is_family(tokens[0], words):
        return 0
    opening = next((i for i, token in enumerate(tokens) if is_initials(token)), 0)
    return opening if all(map(is_initials, tokens[opening:])) else 0


def _has_one_initial(tokens: Sequence[str]) -> bool:
    """True for a word and the initial of one name: "Thomas M."."""
    return len(tokens) == 2 and len(tokens[1]) == 2 and is_initials(tokens[1]) and not is_initials(tokens[0])


def _is_family(token: str, words: Words) -> bool:
    """Whether a word before one initial is the family name: one that ends as such, or in another script than Latin."""
    if is_given(token, words):
        return False
    key = folded_key(token)
    return leading_script(token) != "Latn" or words.ends_in("family_endings", key) or words.is_in("family_first", key)


def _is_untold(tokens: Sequence[str], words: Words) -> bool:
    """True for "Quist M.", of a suspect or of an author: nothing tells whether the word is a given or a family name."""
    return _has_one_initial(tokens) and not is_given(tokens[0], words) and not _is_family(tokens[0], words)


def _in_capitals(tokens: Sequence[str], words: Words) -> int:
    """How many words of a family name in capitals open the name: "PUTIN Vladimir"; 0 if it may be an acronym."""
    capitals = next((i for i, token in enumerate(tokens) if not _is_capitals(token)), len(tokens))
    if capitals in {0, len(tokens)} or re.search(_LOWER_HALF, tokens[capitals]):
        return 0
    if any(_has_no_vowel(token, words) for token in tokens[:capitals]):  # "PC"
        return 0
    told = any(is_given(t, words) or _is_patronymic(t, words) for t in tokens[capitals:])
    long = all(sum(c.isalpha() for c in token) > 4 for token in tokens[:capitals])
    place = any(words.is_in(s, folded_key(t)) for s in ("countries", "demonyms") for t in tokens[capitals:])
    familiar = words.ends_in("family_endings", folded_key(tokens[capitals - 1]))
    return capitals if told or familiar or (long and not place) else 0


def in_reading_order(name: tuple[str, ...], title: Sequence[str], words: Words) -> tuple[str, ...]:
    """A name beside a Hungarian title, the given names first: "Szabó Anna" is Anna Szabó, "Joe Biden" as he is.

    Nothing is told where the first word may be a given name as well: "Gergely Anna miniszter".
    """
    if not 1 < len(name) < 4 or words.is_in("given_last", folded_key(name[0])):
        return name
    hungarian = any(words.languages.get(token.casefold()) == ("hu",) for token in title)
    turns = hungarian and all(words.is_in("given_last", folded_key(token)) for token in name[1:])
    return (*name[1:], name[0]) if turns else name


def _has_no_vowel(token: str, words: Words) -> bool:
    key = folded_key(token)
    return re.fullmatch("[b-df-hj-np-tv-xz]+", key) is not None and not words.is_in("family_first", key)


def _before_given(tokens: Sequence[str], words: Words) -> int:
    """1 for "Путин Владимир" and "Путин Владимир Владимирович": a family name, then what can only follow one."""
    first, second, *third = tokens if len(tokens) in {2, 3} else ("", "")
    if is_given(first, words) or not (is_given(second, words) or third):
        return 0
    familiar = words.ends_in("family_endings", folded_key(first))
    if third:
        closed = _is_patronymic(third[0], words) and not _is_patronymic(second, words)
        return int(closed and (familiar or is_given(second, words)))
    return int(familiar)


def _leading_family(tokens: Sequence[str], words: Words) -> int:
    """How many words at the front are the family name, in a form that puts it first; 0 if none does."""
    named_last = len(tokens) == 4 and words.is_in("kin_after", folded_key(tokens[-1]))  # "Aliyev Ilham Heydar oglu"
    rules = (_before_initials, _in_capitals, _before_given)
    return int(named_last) or next((count for rule in rules if (count := rule(tokens, words))), 0)


def _family_start(tokens: Sequence[str], words: Words) -> int:
    """Where the family name begins: the last word, with the particles before it and the name that "y" joins to it."""
    start = len(tokens) - 1
    while start > 1 and _begins_family(tokens[start - 1], words):
        joins = len(tokens[start - 1]) == 1 and tokens[start - 1].islower() and start > 2  # "Ortega y Gasset"
        start -= 2 if joins else 1
    return start


def _begins_family(token: str, words: Words) -> bool:
    """True for "von"; not for the initial "D.", nor for "oglu", which ends a father's name."""
    key = folded_key(token)
    return words.is_in("particles", key) and not is_initials(token) and not words.is_in("kin_after", key)


def _parts(tokens: Sequence[str], suffixes: int, family: int, words: Words) -> tuple[str | None, str | None]:
    body = tokens[: len(tokens) - suffixes]
    if are_initials(body):
        return None, None
    if len(body) == 3 and any(words.is_in("kin_after", folded_key(token)) for token in body[1:]):
        return None, None  # "Ibrahim Rustam oglu": which is his own name, the words do not tell
    if suffixes > 0 and tokens[-1] == _FIRST:
        return body[0], None
    if len(body) == 1:
        reigns = any(set(key) <= _NUMERAL or key in _FIRSTS for key in map(folded_key, tokens[1:]))  # "Elizabeth II"
        return (body[0], None) if reigns else (None, body[0])
    if all(words.is_in("particles", folded_key(t)) and not is_given(t, words) for t in body[:-1]):
        return None, " ".join(body)
    start = len(body) - family if family > 0 else _family_start(body, words)
    return (body[0] if start > 0 else None), " ".join(body[start:])


def count_suffixes(tokens: Sequence[str], words: Words) -> int:
    """How many words at the end are "Jr." or "III"."""
    count = 0
    while count < len(tokens) - 1 and is_suffix(tokens[-1 - count], words):
        count += 1
    return count


def order_name(printed: Sequence[str], words: Words, *, family: int = 0) -> Ordered:
    """A name in reading order and name case; family says how many words at its end are known to be the family name."""
    cased = _takes_case(printed, words)
    suffixes = count_suffixes(printed, words)
    body = printed[: len(printed) - suffixes]
    eastern = is_family_first(body, words) if family == 0 else False
    if eastern:
        tokens = tuple(token.capitalize() if _is_capitals(token) else token for token in body)
        return Ordered((*tokens, *printed[len(body) :]), " ".join(tokens[1:]), tokens[0], person=True)
    leading = _leading_family(body, words) if family == 0 and len(body) > 1 else 0
    turned = (*body[leading:], *body[:leading])
    tokens = tuple(_name_case(token, words) if cased else token for token in (*turned, *printed[len(body) :]))
    if cased and not _TURKISH.isdisjoint("".join(turned)):
        tokens = tuple(map(_in_turkish, tokens, (*turned, *printed[len(body) :])))
    if cased and tokens[0].islower() and turned[0].isupper():
        tokens = (tokens[0].capitalize(), *tokens[1:])
    told = any(is_initials(t) or _is_patronymic(t, words) for t in tokens) and not are_initials(tokens)
    person = (family > 0 and not are_initials(tokens)) or leading > 0 or told
    untold = family == 0 and _is_untold(body, words)
    given, last = (None, None) if eastern is None or untold else _parts(tokens, suffixes, family or leading, words)
    return Ordered(tokens, given, last, person or (len(tokens) > 1 and is_given(tokens[0], words)))
