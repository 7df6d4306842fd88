"""Places as Turkish, German and French write them in words of their own: "Şırnak'ın Cizre ilçesi", "Ostukraine"."""

import re
from functools import cache

from regesta.normalise.fold import folded_key
from regesta.normalise.places.cases import without_suffix
from regesta.normalise.places.gazetteer import Gazetteer
from regesta.normalise.places.hints import find_text
from regesta.normalise.places.lexicon import language_words
from regesta.normalise.places.text import read_phrase

_OWNER = r"(?<=\w\w)['’]n?[ıiuü]n"  # of a place that is known: "Jamma'in village" is none
_BELONGING = re.compile(rf"(?:{_OWNER}|(?<=\w\w)['’][yn]?[ae] bağlı)\s+", re.IGNORECASE)
_OWNING = re.compile(rf"{_OWNER}$", re.IGNORECASE)
_DISTANCE = re.compile(
    r"(.+?)['’](?:n?[ıiuü]n|[yn]?[ae])\s+(?:yaklaşık\s+)?([0-9][0-9.,]*)\s*(?:km|kilometre)$", re.IGNORECASE
)
_SHORTEST = 4  # letters of a land: "Ostmali"


def in_order(gazetteer: Gazetteer, text: str) -> str | None:
    """A Turkish text with the smallest place first and what it is before it; None where it has no such words.

    "Şırnak'ın Uludere ilçesine bağlı Ortasu köyü" is "Ortasu köyü, Uludere ilçesine, Şırnak", and what ends in
    "yakınlarında" is near the rest.
    """
    said, *held = text.split(",")
    bare, lead = _lead(gazetteer, said.strip())
    marked = _owners().sub(r"\1, ", _BELONGING.sub(", ", bare))
    parts = [_without_link(part.strip()) for part in marked.split(",")]
    if (not lead and len(parts) == 1) or (len(parts) > 1 and not _is_known(gazetteer, parts[0])):
        return None
    if read_phrase(parts[-1]) is None:  # "Iran'in village"
        return None
    return ", ".join((lead + without_suffix(parts[-1]), *reversed(parts[:-1]), *(part.strip() for part in held)))


def _is_known(gazetteer: Gazetteer, text: str) -> bool:
    """Whether a text is the name of any place, or says of one what it is: "Suriye", "Duhok kenti"."""
    phrase = read_phrase(text)
    return phrase is not None and bool(find_text(gazetteer, text, phrase))


def _lead(gazetteer: Gazetteer, text: str) -> tuple[str, str]:
    """A text without what says behind it that a place is near it, or a part of it; and that in words before one."""
    rest, _, last = text.rpartition(" ")
    word, words = folded_key(last), _behind()
    far = _DISTANCE.match(rest) if word in words["sides"] or word in words["away"] else None
    if far is not None:
        return far[1], f"{far[2]} km from "
    if rest and word in words["near"]:
        return _OWNING.sub("", rest), "near "
    if word in words["sides"] and _OWNING.search(rest) is not None:
        bare = _OWNING.sub("", rest)
        return bare, "northern " if _is_country(gazetteer, bare) else "near "
    return text, ""


def _without_link(text: str) -> str:
    """A part without what only says where in the land it lies: "kuzeyindeki Afrin", "başkenti Kiev"."""
    first, _, rest = text.partition(" ")
    return rest if rest and folded_key(first) in _behind()["links"] else text


def _is_country(gazetteer: Gazetteer, text: str) -> bool:
    return any(spot.kind == "country" for spot in gazetteer.find(folded_key(text)))


@cache
def _behind() -> dict[str, frozenset[str]]:
    return {kind: frozenset(map(folded_key, words)) for kind, words in language_words("tr")["behind"].items()}


@cache
def _owners() -> re.Pattern[str]:
    """What ends a unit that holds the next one: "ilçesinin", "ilçesine bağlı"."""
    words = "|".join(language_words("tr")["owners"])
    return re.compile(rf"(?<=\w )({words})(?: bağlı)?\s+(?=\w)", re.IGNORECASE)


def respelt(gazetteer: Gazetteer, text: str) -> str | None:
    """A land with its side before it, and a French name with its article: "Ostukraine", "Kuzey Irak", "aux Mureaux".

    Whichever side it is, "northern" is written: each is an area of that land without a point.
    """
    first, _, rest = text.partition(" ")
    articles = dict(language_words("fr")["contracted"])
    if rest and first.lower() in articles:
        return f"{articles[first.lower()]} {rest}"
    is_turkish = folded_key(first) in _behind()["lands"] and folded_key(text) not in _behind()["not_lands"]
    land = rest if is_turkish else _joined_land(text)
    return f"northern {land}" if len(land) >= _SHORTEST and _is_country(gazetteer, land) else None


def _joined_land(text: str) -> str:
    """The land in the German "Ostukraine" and "im Nordirak", which may be no country; "" in other texts."""
    german, word = language_words("de"), re.sub("^i[nm] ", "", text, flags=re.IGNORECASE)
    side = next((side for side in german["joined"] if word.lower().startswith(side)), None)
    if side is None or " " in word or word.lower() in german["not_joined"]:
        return ""
    return word[len(side) :].capitalize()
