"""Taking a place phrase apart: "near the Russian city of X, Y oblast" is a name, what it is, and what holds it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from regesta.normalise.fold import folded_key
from regesta.normalise.place_lexicon import PlaceWords, Words, place_words

APOSTROPHES = re.compile("['’‘ʼʹʻ`´ʿʾ′]")
PARENTHESES = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
PARTS = re.compile(r"\s*[,;]\s*")
OTHERS = re.compile(r"\s*/\s*")
FRAGMENT = re.compile(r"^\s*[-–—]|[-–—]\s*$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase taken apart; every name is a folded key.

    name: what to look up, "" for a capital without a name. whole: the phrase before its type words were cut, "" where
    nothing was cut. kind: settlement, admin1, admin2, unit, facility, area, or None. lead: at, part, near. other: the
    second name of "between A and B". within: texts of what holds it. country: from "the Russian city of".
    """

    name: str
    whole: str = ""
    kind: str | None = None
    lead: str = "at"
    other: str | None = None
    within: tuple[str, ...] = ()
    country: str | None = None
    capital: bool = False


@lru_cache(maxsize=20_000)
def read_phrase(text: str) -> Phrase | None:
    """The phrase that a text is, or None where it names no place at all ("N/A", "the front", digits)."""
    words = place_words()
    if FRAGMENT.search(text) or not any(c.isalpha() for c in text):
        return None
    bracketed = tuple(inner for inner in PARENTHESES.findall(text) if folded_key(inner))
    outer, *held = [part for part in PARTS.split(PARENTHESES.sub(" ", text)) if folded_key(part)] or [""]
    tokens = tuple(folded_key(OTHERS.split(outer)[0]).split())
    if not tokens or " ".join(tokens) in words.nowhere or folded_key(text) in words.nowhere:
        return None
    phrase = replace(_parse(tokens, words), within=(*held, *bracketed))
    if phrase.capital:
        return phrase
    return None if not phrase.name or phrase.name in words.nowhere or not any(map(str.isalpha, phrase.name)) else phrase


def _parse(tokens: tuple[str, ...], words: PlaceWords) -> Phrase:
    between = _between(tokens, words)
    if between is not None:
        return between
    lead, rest = _cut_leads(tokens, words)
    phrase = _parse_name(rest, words)
    whole = " ".join(rest) if " ".join(rest) != phrase.name else ""
    return replace(phrase, lead=lead, whole=phrase.whole or whole)


def _between(tokens: tuple[str, ...], words: PlaceWords) -> Phrase | None:
    for first, last in words.between:
        if first in tokens and last in tokens[tokens.index(first) + 2 :]:
            start = tokens.index(first)
            cut = tokens.index(last, start + 2)
            a = _parse_name(_cut_leads(tokens[start + 1 : cut], words)[1], words)
            b = _parse_name(_cut_leads(tokens[cut + 1 :], words)[1], words)
            return Phrase(a.name, kind="between", lead="near", other=b.name) if a.name and b.name else None
    return None


def _cut_leads(tokens: tuple[str, ...], words: PlaceWords) -> tuple[str, tuple[str, ...]]:
    """The strongest relation that leads say, and what follows them: "20 km north of", "near the", "streets of"."""
    lead = "at"
    rest = _cut_distance(tokens, words)
    if rest != tokens:
        lead = "near"
    while len(rest) > 1:
        found = _longest(rest, words.leads)
        if found is None or len(found) == len(rest):
            break
        what = words.leads[found]
        if what == "part" and len(found) == 1 and lead == "at":  # "East Jerusalem", "Central City": perhaps its name
            break
        lead = what if what == "near" or (what == "part" and lead == "at") else lead
        rest = rest[len(found) :]
    return lead, rest


def _cut_distance(tokens: tuple[str, ...], words: PlaceWords) -> tuple[str, ...]:
    """What follows "20 km north of" or "about 20 km from"."""
    for start in range(min(3, len(tokens))):
        if tokens[start] in words.lengths and any(token.isdigit() for token in tokens[:start]):
            rest = tokens[start + 1 :]
            while rest and (found := _longest(rest, dict.fromkeys(words.directions, ""))) and len(found) < len(rest):
                rest = rest[len(found) :]
            return rest
    return tokens


def _parse_name(tokens: tuple[str, ...], words: PlaceWords) -> Phrase:
    """A name with its demonym and type words on either side: "russian city of x", "x oblast", "город x"."""
    holder = _holder(tokens, words)
    if holder is not None:
        held = _parse_name(tokens[:holder], words)
        return replace(held, whole=" ".join(tokens), within=(" ".join(tokens[holder + 1 :]),))
    country, rest = _cut_front(tokens, words.demonyms)
    capital = _capital(rest if country else tokens, country, words)
    if capital is not None:
        return capital
    front, body = _cut_front(rest if country else tokens, words.kinds)
    if front is not None and body and body[0] in words.of:
        body = body[1:]
    elif country is not None and front is None:
        country, body = None, tokens  # "Russian Mission": a demonym without a type word is part of a name
    body = _without_article(body, words)
    back, core = _cut_back(body, words.kinds)
    kind = back if back is not None and (front is None or front == "settlement") else front
    return Phrase(" ".join(core), kind=kind, country=country, whole=" ".join(body) if core != body else "")


def _holder(tokens: tuple[str, ...], words: PlaceWords) -> int | None:
    """Where "in" stands in "x in y", or "of" in "x region of y"."""
    for index in range(1, len(tokens) - 1):
        if tokens[index] in words.within and tokens[index] not in words.of and index > 1:
            return index
        if tokens[index] in words.of and index > 1 and _cut_back(tokens[:index], words.kinds)[0] in {"admin1", "admin2", "unit"}:
            return index
    return None


def _capital(tokens: tuple[str, ...], country: str | None, words: PlaceWords) -> Phrase | None:
    found = _longest(tokens, dict.fromkeys(words.capital, ""))
    if found is None:
        return None
    rest = tokens[len(found) :]
    if not rest:
        return Phrase("", country=country, capital=True)
    if rest[0] in words.of and len(rest) > 1:
        rest = rest[1:]
        if rest[0] in {"city"}:
            return None
        return Phrase("", within=(" ".join(rest),), capital=True)
    return Phrase(" ".join(rest), kind="settlement", country=country)


def _without_article(tokens: tuple[str, ...], words: PlaceWords) -> tuple[str, ...]:
    while len(tokens) > 1 and words.leads.get(tokens[:1]) == "article":
        tokens = tokens[1:]
    return tokens


def _longest(tokens: tuple[str, ...], table: Words) -> tuple[str, ...] | None:
    return next((tokens[:n] for n in range(min(len(tokens), 5), 0, -1) if tokens[:n] in table), None)


def _cut_front(tokens: tuple[str, ...], table: Words) -> tuple[str | None, tuple[str, ...]]:
    """What the words in front say, and the rest; never the last word."""
    found = _longest(tokens[:-1], table)
    return (None, tokens) if found is None else (table[found], tokens[len(found) :])


def _cut_back(tokens: tuple[str, ...], table: Words) -> tuple[str | None, tuple[str, ...]]:
    """What the words at the end say, and the rest; never the first word. The longest run of type words is cut."""
    for size in range(min(len(tokens) - 1, 5), 0, -1):
        if tokens[-size:] in table:
            kind, rest = table[tokens[-size:]], tokens[:-size]
            inner, shorter = _cut_back(rest, table)
            return (kind, rest) if inner is None or kind in {"facility", "area"} else (kind, shorter)
    return None, tokens
