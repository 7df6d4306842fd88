"""Single words of a printed name: capitals, acronyms, legal forms, and what makes an organisation."""

from collections.abc import Sequence

from regesta.normalise.fold import folded_key
from regesta.normalise.names.words import Words, longest
from regesta.normalise.scripts import CASED, leading_script

_NO_LETTERS = frozenset(';:/|@?*"“”„«»')  # no name has them
_RULERS = frozenset("IVX")  # the letters of the numbers that tell them apart
PEOPLE = frozenset({"people", "population"})  # of organisation words: those that name people, and no body


def is_capital(token: str) -> bool:
    """True if the token opens with a capital, or its script has none; "d'Estaing" and "al-Assad" count."""
    if leading_script(token) not in CASED:
        return any(c.isalpha() for c in token)
    rest = token.replace("'", "-").replace("’", "-").split("-")
    letters = [piece[0] for piece in rest if piece and piece[0].isalpha()]
    return bool(letters) and (letters[0].isupper() or (len(letters) > 1 and letters[-1].isupper() and len(rest[0]) < 4))


def is_lower(token: str) -> bool:
    return leading_script(token) in CASED and not is_capital(token)


def is_acronym(token: str, tokens: Sequence[str]) -> bool:
    """True for "NATO" beside words that are not in capitals, for "PiS", and for a unit as Cyrillic cuts it: "ОШБр"."""
    letters = token.rstrip("'’s")
    if letters[:2].isupper() and letters[-1:].islower() and leading_script(letters) == "Cyrl":
        return letters.isalpha() and len(tokens) > 1
    short = 2 < len(letters) < 6 and letters[:1].isupper() and letters[-1:].isupper()
    if not letters.isalpha() or not (short or (len(letters) > 1 and letters.isupper())):
        return False
    return any(other[1:].lower() == other[1:] and len(other) > 2 for other in tokens if other != token)


def is_ordinal(token: str, words: Words) -> bool:
    """True for the "III" that tells a ruler from others of his name."""
    letters = token.removesuffix(".")
    return len(letters) > 1 and _RULERS.issuperset(letters) and words.is_in("suffixes", folded_key(letters))


def _is_own(token: str, key: str, words: Words) -> bool:
    """True for "Per", a given name that is a word of Italian too."""
    return token.istitle() and words.is_in("given", key)


def is_name(tokens: Sequence[str], words: Words) -> bool:
    """True if the words can be one name: capitals, particles and initials, no organisation, no digit, no "and"."""
    keys = [folded_key(token) for token in tokens]
    links = words.every_link - words.sets["particles"]
    if not 0 < len(tokens) < 8 or any(c.isdigit() or c in _NO_LETTERS for token in tokens for c in token):
        return False
    if tokens[0].islower() and words.is_in("joins", keys[0]):  # "and Sport Ann Lee"
        return False
    if any(map(words.joins, tokens)) or any(key in words.organisations for key in keys):
        return False
    if any(len(k) > 2 and k in links and not _is_own(t, k, words) for t, k in zip(tokens, keys, strict=True)):
        return False
    joined = [] if words.sets["joins"].isdisjoint(tokens[:-1]) else range(1, len(keys))
    if any(words.is_in("joins", tokens[at - 1]) and words.is_in("given", keys[at]) for at in joined):
        return False  # "Ana y Juan"
    fit = all(is_capital(t) or words.is_in("particles", k) for t, k in zip(tokens, keys, strict=True))
    return fit and any(is_capital(t) for t in tokens)


def body_kinds(tokens: Sequence[str], words: Words) -> list[str]:
    """The actor kind ("" where it does not tell) of each organisation word, in their order."""
    keys = [folded_key(token) for token in tokens]
    found, at = [], 0
    while at < len(keys):
        length = longest(keys, at, words.organisations)
        if length > 0 and tokens[at + length - 1][-1] not in "'’":  # "Workers' Party" is no workers
            found.append(words.organisations[" ".join(keys[at : at + length])])
        at += max(length, 1)
    return found


def is_company(tokens: Sequence[str], words: Words) -> bool:
    """True if a legal form closes the words: "Credit Agricole S.A."; in "Petrov S.A." it may be initials."""
    *before, last = tokens
    if not words.is_in("legal_forms", folded_key(last)):
        return False
    return "." not in last or len(before) != 1 or not words.ends_in("family_endings", folded_key(before[0]))


def without(tokens: Sequence[str], section: str, words: Words) -> tuple[str, ...]:
    """The words without those of a section that stand at their front."""
    keys, at = [folded_key(token) for token in tokens], 0
    while at < len(tokens) and not is_acronym(tokens[at], tokens):
        pointed = section == "honorifics" and tokens[at].endswith(".") and words.is_in("pointed", keys[at])  # "Sra."
        length = longest(keys, at, words.sets[section]) or int(pointed)
        if length == 0:
            break
        at += length
    return tuple(tokens[at:])
