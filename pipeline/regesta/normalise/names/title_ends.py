"""Where a title ends and the name begins: "minister of" what, "глава" of what."""

from collections.abc import Sequence
from typing import NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.names.tokens import is_acronym, is_capital, is_lower
from regesta.normalise.names.words import LONGEST, Words, longest

OPENING, CLOSING = "«“„\"'‘", "»”“\"'’"


class Head(NamedTuple):
    """A noun on which a title hangs, and the words it takes up."""

    start: int
    end: int
    kind: str
    text: str


def _complement_at(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> int:
    """The end of what is known to be no name (a country, a portfolio, an organisation) from at on; at if nothing is."""
    if at >= len(keys) or words.is_in("given", keys[at]) or _is_name_too(keys, tokens, at, words):
        return at
    if tokens[at][0] in OPENING:
        return next((i + 1 for i in range(at, len(tokens)) if tokens[i][-1] in CLOSING), at)
    for first in _without_preposition(keys[at]):
        known = (first, *keys[at + 1 : at + LONGEST])
        for entries in (
            *(words.sets[section] for section in ("countries", "complements", "demonyms")),
            words.organisations,
        ):
            if (length := longest(known, 0, entries)) > 0:
                return at + length
    return at + 1 if is_acronym(tokens[at], tokens) else at


def _is_name_too(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> bool:
    """True for a country that is a given name too, between an acronym and one last word: "du RN Jordan Bardella"."""
    if at == 0 or at + 2 != len(keys) or not words.is_in("given_lands", keys[at]):
        return False
    return is_acronym(tokens[at - 1], tokens) and is_capital(tokens[at + 1])


def _without_preposition(key: str) -> tuple[str, ...]:
    """A word, and what it is without the Arabic "of" that is written with it: "للأمم" is "الأمم"."""
    if key.startswith("لل"):
        return key, f"ال{key[2:]}"
    return (key, key[1:]) if key.startswith("ل") else (key,)


def known_end(keys: Sequence[str], tokens: Sequence[str], start: int, words: Words) -> int:
    """The end of known words in a row, joined by "and" or not: "Culture and Sport"."""
    at = _complement_at(keys, tokens, start, words)
    if at == start:
        return at
    ties = at < len(keys) and words.is_in("joins", keys[at]) and tokens[at].islower()  # "und" of "von und zu" too
    joined = ties and _complement_at(keys, tokens, at + 1, words) > at + 1
    return known_end(keys, tokens, at + 1 if joined else at, words)


def _object_end(keys: Sequence[str], tokens: Sequence[str], start: int, words: Words) -> int | None:
    """The end of what stands after "of": up to its last known word, or to a given name; None if that cannot be told."""
    at = start
    while at < len(keys) and (words.is_in("articles", keys[at]) or is_lower(tokens[at])):
        at += 1
    at, lower = known_end(keys, tokens, at, words), at
    named = at == lower > start and at < len(keys) and words.is_in("given", keys[at])
    if named and all(_only_qualifies(key, words) for key in keys[start:at]):
        return None  # "son of the late Ivan Orlov"
    name = next((i for i in range(max(at, start + 1), len(keys)) if words.is_in("given", keys[i])), None)
    bodies = [i + 1 for i in range(at, len(keys) if name is None else name) if keys[i] in words.organisations]
    if bodies:
        return max(bodies)
    if at > start and (at == len(keys) or any(is_capital(token.lstrip(OPENING)) for token in tokens[start:at])):
        return at
    if name is not None:
        return name
    return len(keys) if len(keys) - at <= 1 else None


def _only_qualifies(key: str, words: Words) -> bool:
    """True for "the" and "late" after "of"; not for "defence"."""
    qualifies = words.is_in("articles", key) or words.is_in("modifiers", key)
    return qualifies and not words.is_in("complements", key)


def _opens_name(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words, *, rank: bool) -> bool:
    """True if a particle begins the name here: "général de Gaulle", "Präsidentin von der Leyen"."""
    if not (rank or longest(keys, at, words.sets["openings"])) or not words.is_in("particles", keys[at]):
        return False
    rest = next((i for i in range(at, len(keys)) if not words.is_in("particles", keys[i])), len(keys))
    return rest == len(keys) - 1 and is_capital(tokens[rest]) and _complement_at(keys, tokens, rest, words) == rest


def _is_lower_word(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> bool:
    return not words.is_in("particles", keys[at]) and is_lower(tokens[at])


def _inside_end(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> int:
    """The end of a word that still belongs to the title, where titles run on without "of": "министр обороны РФ"."""
    if _is_lower_word(keys, tokens, at, words):
        return at + 1
    known = _complement_at(keys, tokens, at, words)
    if known > at:
        return known
    goes_on = any(_is_lower_word(keys, tokens, i, words) for i in range(at + 1, len(keys)))
    return at + 1 if goes_on else at


def _is_elided(token: str, links: frozenset[str]) -> bool:
    """True for "d'Alexeï": a link that is written with a name."""
    link, apostrophe, name = token.replace("’", "'").partition("'")
    return bool(apostrophe) and name[:1].isupper() and link in links


def title_end(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> int | None:
    """Where the title ends and the name begins; None if that cannot be told."""
    stands = words.stands(head.text)
    links, at = words.links_of(head.text), head.end
    end: int | None
    while at < len(keys):
        is_initial = len(keys[at]) == 1 and tokens[at].endswith(".")  # "В. В. Путин"
        qualified = longest(keys, at, words.sets["modifiers"])
        if qualified > 1:  # "Staatssekretär a. D."
            end = at + qualified
        elif _is_elided(tokens[at], links) and words.is_in("relations", folded_key(head.text)):
            return next((i for i in range(at + 2, len(keys)) if words.is_in("given", keys[i])), len(keys))
        elif (
            keys[at] in links and not is_initial and not _opens_name(keys, tokens, at, words, rank=head.kind == "rank")
        ):
            end = _object_end(keys, tokens, at + 1, words)
        elif tokens[at][0] in OPENING or "before" not in stands:
            end = _inside_end(keys, tokens, at, words)
        else:
            end = at + 1 if _is_lower_word(keys, tokens, at, words) and stands != {"before"} else at
        if end is None or end == at:
            return end
        at = end
    return at
