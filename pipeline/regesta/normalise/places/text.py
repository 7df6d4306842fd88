"""Taking a place phrase apart: "near the Russian city of X, Y oblast" is a name, what it is, and what holds it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.places.lexicon import PlaceWords, Words, place_words

APOSTROPHES = str.maketrans("", "", "'’‘ʼʹʻ`´ʿʾ′")
PARENTHESES = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
PARTS = re.compile(r"\s*[,;،؛，]\s*")
BRACKETED_FIRST = re.compile(r"[^,;(\[]*[(\[][^)\]]*[)\]]\s*[,;]")
TATWEEL = "\u0640"  # draws a word out, and is none of its letters
LONGEST = 500  # characters
OTHERS = re.compile(r"\s*/\s*")
STRENGTH = ("article", "at", "part", "side", "compass", "rural", "near")  # of two leads the stronger is meant
UKRAINIAN = frozenset("іїєґ")
NO_GENITIVE = ("е", "у", "ю", "ци")  # of Russian names: "у Донецьку" and "у Гродне" are in other languages
FRAGMENT = re.compile(r"^\s*[-–—]|[-–—]\s*$")


class Phrase(NamedTuple):
    """A place phrase taken apart; every name is a folded key.

    name: what to look up, "" for a capital without a name. whole: all of it. wider: the phrase before its leads, and
    before its type words, were cut, longest first. leads: what had been cut, for those of wider that keep their type
    words. kind: settlement, village, admin1, admin2, unit, facility, area, country, or None. lead: at, part (of a
    town), side (of anything), compass (of a land), rural (around a town), near. other: the second name of "between A
    and B". within: texts of what holds it. country: from "the Russian city of". tail: the place beside which "a camp
    near X" puts what has no name.
    """

    name: str
    whole: str = ""
    wider: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    kind: str | None = None
    lead: str = "at"
    other: str | None = None
    within: tuple[str, ...] = ()
    country: str | None = None
    capital: bool = False
    tail: "Phrase | None" = None


@lru_cache(maxsize=20_000)
def read_phrase(text: str) -> Phrase | None:
    """The phrase that a text is, or None where it names no place at all ("N/A", "the front", digits, a whole page)."""
    words = place_words()
    text = text.replace(TATWEEL, "")
    if len(text) > LONGEST or FRAGMENT.search(text) or not any(c.isalpha() for c in text):
        return None
    bracketed = [inner for inner in PARENTHESES.findall(text) if folded_key(inner)]
    outer, *held = [part for part in PARTS.split(PARENTHESES.sub(" ", text)) if folded_key(part)] or [""]
    tokens = tuple(folded_key(_one_of(outer, words)).split())
    if not tokens or " ".join(tokens) in words.nowhere or folded_key(text) in words.nowhere:
        return None
    phrase = _parse(tokens, words)
    if phrase.tail is not None and (not phrase.name or phrase.name in words.nowhere or _is_kind(phrase.name, words)):
        phrase = phrase.tail  # "a village near x"
    others = [inner for inner in bracketed if not _says_near(inner, words)]
    kind, country, named = _described(others, words)
    lead = phrase.lead if len(others) == len(bracketed) else "near"
    phrase = phrase._replace(kind=phrase.kind or kind, country=phrase.country or country, lead=lead)
    spoken = folded_key(text)
    if (held or bracketed) and spoken not in phrase.wider:
        phrase = phrase._replace(wider=(spoken, *phrase.wider), leads=("at", *phrase.leads))
    inside = (*named, *held) if BRACKETED_FIRST.match(text) else (*held, *named)  # "A (B), C": B lies in C
    phrase = phrase._replace(within=(*phrase.within, *inside))
    if phrase.capital:
        return phrase
    return None if not phrase.name or phrase.name in words.nowhere or not any(map(str.isalpha, phrase.name)) else phrase


def _one_of(text: str, words: PlaceWords) -> str:
    """The first of two names for one place, "Kyiv/Kiev"; all of what lies between two, "the Chad/Niger border"."""
    first, *others = OTHERS.split(text)
    between = bool(others) and _cut_back(tuple(folded_key(others[-1]).split()), words.kinds)[0] == "area"
    return text if between else first


def _is_kind(name: str, words: PlaceWords) -> bool:
    return tuple(name.split()) in words.kinds


def _says_near(text: str, words: PlaceWords) -> bool:
    """Whether brackets say no more than "(near)" or "(4 km north of)" of the name before them."""
    tokens = tuple(folded_key(text).split())
    return words.leads.get(tokens) == "near" or _cut_distance((*tokens, ""), words) == ("",)


def _described(texts: Sequence[str], words: PlaceWords) -> tuple[str | None, str | None, list[str]]:
    """What brackets that hold no name say, "(country)", "(US state)": a kind, a country; and the other texts."""
    kind, country, rest = None, None, []
    for text in texts:
        tokens = tuple(folded_key(text).split())
        found = _longest(tokens, words.demonyms)
        after = tokens[len(found) :] if found is not None else tokens
        if after in words.kinds:
            kind, country = words.kinds[after], words.demonyms[found] if found is not None else country
        else:
            rest.append(text)
    return kind, country, rest


def _parse(tokens: tuple[str, ...], words: PlaceWords) -> Phrase:
    between = _between(tokens, words)
    if between is not None:
        return between
    beside = _tail(tokens, words) if _cut_distance(tokens, words) == tokens else None
    if beside is not None:
        inside = words.leads[beside[1]] == "at"
        head, tail = _parse(tokens[: beside[0]], words), _parse(tokens[beside[0] :], words)
        within = (*head.within, " ".join(tokens[beside[0] + len(beside[1]) :])) if inside else head.within
        whole = " ".join(tokens)
        wider, leads = (whole, *head.wider), ("at", *head.leads)
        return head._replace(whole=whole, wider=wider, leads=leads, tail=tail, within=within)
    steps = _cut_leads(tokens, words)
    last, rest = steps[-1]
    phrase = _parse_name(rest, words)
    cut = {" ".join(left): lead for lead, left in steps}
    keys = tuple(key for key in dict.fromkeys((*cut, *phrase.wider)) if key != phrase.name)
    kept = tuple(cut[key] for key in keys if key in cut)
    return phrase._replace(lead=last, whole=" ".join(tokens), wider=keys, leads=kept)


def _between(tokens: tuple[str, ...], words: PlaceWords) -> Phrase | None:
    for first, last in words.between:
        if first in tokens and last in tokens[tokens.index(first) + 2 :]:
            start = tokens.index(first)
            cut = tokens.index(last, start + 2)
            a = _parse_name(_cut_leads(tokens[start + 1 : cut], words)[-1][1], words)
            b = _parse_name(_cut_leads(tokens[cut + 1 :], words)[-1][1], words)
            return Phrase(a.name, kind="between", lead="near", other=b.name) if a.name and b.name else None
    return None


def _tail(tokens: tuple[str, ...], words: PlaceWords) -> tuple[int, tuple[str, ...]] | None:
    """Where "near x" or "in x" begins in the midst of a phrase, and its words of relation."""
    lead = _longest(tokens[:-1], words.leads) or ()
    for index in range(max(len(lead), 1), len(tokens) - 1):  # "nahe" in "in der Nähe von" is no tail
        found = _longest(tokens[index:-1], words.leads)
        inside = found is not None and len(found) == 1 and found[0] in words.within and found[0] not in words.of
        if (
            found is not None
            and len(found[0]) > 1
            and (words.leads[found] == "near" or inside or (words.leads[found] == "part" and len(found) > 1))
        ):
            return None if index == 1 and tokens[:1] in words.leads else (index, found)
    return None


def _cut_leads(tokens: tuple[str, ...], words: PlaceWords) -> list[tuple[str, tuple[str, ...]]]:
    """Cut "20 km north of", "near the", "streets of", one by one: after each, the strongest yet, and what follows."""
    steps = [("at", tokens)]
    rest = _cut_distance(tokens, words)
    if rest != tokens:
        steps.append(("near", rest))
    if len(rest) > 2 and rest[1] in words.held and rest[0] not in words.of:  # "Russian-occupied Crimea"
        steps.append((steps[-1][0], rest[2:]))
    while len(rest := steps[-1][1]) > 1:
        found = _longest(rest[:-1], words.leads)
        if found is None:
            break
        steps.append((max(steps[-1][0], _lead(found, rest, words), key=STRENGTH.index), rest[len(found) :]))
    return steps


def _lead(found: tuple[str, ...], tokens: tuple[str, ...], words: PlaceWords) -> str:
    """What words before a name say; "у" is "near" in Russian, and "in" in Ukrainian, which letters and cases tell."""
    told = any(not UKRAINIAN.isdisjoint(token) for token in tokens) or tokens[-1].endswith(NO_GENITIVE)
    ukrainian = found == ("у",) and told
    return "at" if ukrainian else words.leads[found]


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
    if _ends_in_holder(tokens, words):
        held = _parse_name(tokens[:-2], words)
        return held._replace(within=(*held.within, " ".join(tokens[-2:])))
    holder = _holder(tokens, words)
    if holder is not None:
        held = _parse_name(tokens[:holder], words)
        return held._replace(within=(" ".join(tokens[holder + 1 :]),))
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
    kind = back if back is not None and (front in {None, "settlement", "village"}) else front
    return Phrase(" ".join(core), kind=kind, country=country, wider=(" ".join(body),))


def _ends_in_holder(tokens: tuple[str, ...], words: PlaceWords) -> bool:
    """Whether a name is followed by that of its unit in the genitive: "изюм харьковской области"."""
    unit = len(tokens) > 2 and tokens[-1] in words.genitives
    return unit and any(tokens[-2].endswith(ending) for ending in words.genitive_endings)


def _holder(tokens: tuple[str, ...], words: PlaceWords) -> int | None:
    """Where "of" stands in "x region of y"."""
    for index in range(1, len(tokens) - 1):
        if (
            tokens[index] in words.of
            and index > 1
            and _cut_back(tokens[:index], words.kinds)[0] in {"admin1", "admin2", "unit"}
        ):
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
        if rest[0] == "city":
            return None
        if country is None:
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
