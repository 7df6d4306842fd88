"""The words of dates: one JSON file a language in schema/lexicon/dates, read when first needed.

Adding a language is adding a file, CODE.json: months, weekdays (1 is Monday), seasons, parts (of the contract, or
vague: see `times`), shades of them, numbers, ordinals, thirds, relative_days and relative_nights (days from the
anchor; last-or-next of what is planned the next), zones (by IANA name, or local); counts_order, whether a number may
stand for its ordinal before any unit ("十九世纪" is the 19th century, "one century" not the first); hours, by the part
of day that tells which of two hours is meant (see `times`); feasts, by their month and day ("12-25") or by their days
from Easter ("easter-2"; "eastern easter+0" and "western easter+0" of one church alone); half_years, where one word
tells which; words, by their kind in KINDS; alone, the units that mean one of them without a number ("неделю назад");
plural, those of which last and next leave open how many ("the coming weeks"), and hours that may be a while as well
("5 heures"); coming, the words for next that mean the first one ahead; of_week, those for last, this and next that
name a weekday of that week ("上周二"); sequences, words that say what several do ("торік": last, year);
zone_abbreviations, what each stands for in different places, for advice only; endings glued to a number that make an
ordinal, a decade or a century of it, or add nothing; compounds, whether a weekday and a part of day make one word. A
phrase may be several words and of several kinds: every combination is tried, and the patterns keep those that make a
date. `und.json` holds what belongs to no language; it is added to each of the others.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from regesta.ready import PACKAGE, SCHEMA, read_ready, unpacked, write_ready

FOLDER, READY = SCHEMA / "lexicon" / "dates", PACKAGE / "dates.ready"
# One letter a kind of word, so that a text becomes a short string on which the grammar's patterns are matched.
KINDS: dict[str, str] = {
    "month": "m", "weekday": "w", "season": "s", "part": "p", "number": "n", "ordinal": "o", "relative-day": "k",
    "relative-night": "v", "zone": "Z", "third": "t", "filler": "", "circa": "~", "uncertain": "?", "before": "b",
    "after": "a", "since": "S", "until": "U", "not-after": "e", "not-before": "g", "from": "f", "to": "T",
    "between": "J", "and": "&", "last": "<", "this": "=", "next": ">", "ago": "G", "later": "L", "in": "I",
    "earlier": "4", "ad": "A", "bc": "B", "old-style": "O", "new-style": "V", "night-into": "j", "at": "@", "am": "1",
    "pm": "2", "noon": "3", "day": "D", "week": "W", "month-unit": "M", "year": "Y", "decade": "E", "century": "C",
    "quarter": "Q", "half": "H", "weekend": "K", "hour": "h", "present": "5", "around": "6", "hour-of-twelve": "7",
    "from-told": "8", "hour-of-clock": "9", "month-sign": "l", "centuries": "P", "quarters": "q",
    "or": "R", "feast": "X", "half-year": "F", "hour-before": "#", "day-sign": "%", "count": "_", "as-of": ";",
    "inclusive": "$", "century-after": "!", "century-before": "`", "shade": '"',
}  # fmt: skip
# Sections whose keys are values; all others are lists of words under "words".
_VALUED = {
    "months": "month", "weekdays": "weekday", "seasons": "season", "parts": "part", "numbers": "count",
    "ordinals": "ordinal", "relative_days": "relative-day", "relative_nights": "relative-night", "zones": "zone",
    "thirds": "third", "hours": "am", "shades": "shade", "feasts": "feast", "half_years": "half-year",
}  # fmt: skip
_ATOM = r"\d+|[㐀-鿿]|[^\W\d_㐀-鿿]+|\S"
_MARKED = str.maketrans({"´": "'"} | dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹½¼¾", "†"))  # a note's number is none of the date
_PLAIN = dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("’‘‛ʼ`", "'") | {"。": "."}
Value = Any  # of a sequence, the symbols in it
Phrase = tuple[str, ...]
Symbol = tuple[str, Value]


class Lexicon(NamedTuple):
    """One language's words: readings of each phrase, the longest phrase that starts with each atom, endings."""

    language: str
    readings: dict[Phrase, tuple[Symbol, ...]]
    longest: dict[str, int]
    ordinal_endings: frozenset[Phrase]
    decade_endings: frozenset[Phrase]
    century_endings: frozenset[Phrase]
    endings: frozenset[Phrase]
    compounds: bool


def fold(text: str) -> str:
    """Text as words are compared: no case, no marks, compatibility forms resolved, digits and dashes plain.

    >>> fold("Août ٢٠٢٣")
    'aout 2023'
    """
    if text.isascii():
        return text.casefold().replace("`", "'")
    spaceless = text.translate(_MARKED)  # ´ decomposes into a space and a mark
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", spaceless).casefold())
    return "".join(map(_plain, plain))


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    if unicodedata.category(character) in {"Mn", "Cf"} or character == "ـ":  # a tatweel only stretches a word
        return ""
    return str(unicodedata.decimal(character)) if character.isdecimal() else _PLAIN.get(character, character)


def atoms(folded: str) -> Phrase:
    """The words, numbers and marks of a folded text; a Han character is a word."""
    return tuple(re.findall(_ATOM, folded))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that ship, in order of code."""
    names = (entry.name for entry in FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json") and name != "und.json"))


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language by BCP 47 tag (regions and scripts aside); where none ship, those of no language."""
    code = re.split("[-_]", language)[0].lower()
    ready = _ready().get(code if code in languages() else "und")
    readings, longest, endings, compounds = unpacked(ready) if ready is not None else tables(code)
    ordinal, decade, century, others = map(frozenset, endings)
    return Lexicon(code, readings, longest, ordinal, decade, century, others, compounds)


def make_ready(path: Path = READY) -> None:
    """Write the words of every language to the file that `lexicon` reads them from; the build does so."""
    write_ready(path, sources(), {code: tables(code) for code in ("und", *languages())})


@cache
def _ready() -> Mapping[str, bytes]:
    return read_ready(READY, sources())


def sources() -> list[Path]:
    """What the words are made from: the lexicons, and this code."""
    return [*(FOLDER / f"{code}.json" for code in ("und", *languages())), Path(__file__)]


def zone_abbreviations() -> dict[str, list[str]]:
    """The IANA zones that an abbreviation is commonly used for: CST in Chicago, Shanghai and Havana."""
    found: dict[str, list[str]] = _load("und")["zone_abbreviations"]
    return found


def _load(code: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    return content


def tables(code: str) -> tuple[Any, ...]:
    """The fields of a Lexicon after its language, sets as sorted tuples."""
    contents = [_load("und"), _load(code)] if code in languages() else [_load("und")]
    readings: dict[Phrase, tuple[Symbol, ...]] = {}
    for content in contents:
        for phrase, symbol in _entries(content):
            if symbol not in readings.get(phrase, ()):
                readings[phrase] = (*readings.get(phrase, ()), symbol)
    longest: dict[str, int] = {}
    for phrase in readings:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    endings = tuple(
        tuple(sorted({atoms(fold(ending)) for ending in contents[-1].get(name, ())}))
        for name in ("ordinal_endings", "decade_endings", "century_endings", "endings")
    )
    return readings, longest, endings, bool(contents[-1].get("compounds"))


def _entries(content: dict[str, Any]) -> list[tuple[Phrase, Symbol]]:
    found: list[tuple[Phrase, Symbol]] = []
    for section, kind in _VALUED.items():
        for key, words in content.get(section, {}).items():
            value: Value = int(key) if key.lstrip("-").isdigit() else key
            letter = KINDS["number" if kind == "count" and content.get("counts_order") else kind]
            found += [(atoms(fold(word)), (letter, value)) for word in words]
    marked = {word: mark for mark in ("alone", "plural", "coming", "of_week") for word in content.get(mark, ())}
    years = content.get("words", {}).get("year", ())
    for kind, words in content.get("words", {}).items():
        said = {word: "named" if kind == "decade" and word in years else marked.get(word) for word in words}
        found += [(atoms(fold(word)), (KINDS[kind], said[word])) for word in words]
    for word, kinds in content.get("sequences", {}).items():
        found.append((atoms(fold(word)), ("*", tuple(map(_symbol, kinds)))))
    return found


def _symbol(said: str) -> Symbol:
    """What one word of a sequence stands for: "count=2", "year"."""
    kind, _, value = said.partition("=")
    return (KINDS[kind], int(value) if value.lstrip("-").isdigit() else value or None)
