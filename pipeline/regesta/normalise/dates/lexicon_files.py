"""What the files of schema/lexicon/dates hold, one a language: phrases with their readings, and how it writes dates.

Adding a language is adding a file, CODE.json: months, weekdays (1 is Monday), seasons, parts (of the contract, or
vague: see `times`), shades of them, numbers, ordinals, thirds, relative_days and relative_nights (days from the
anchor; last-or-next of what is planned the next), zones (by IANA name, or local); counts_order, whether a number may
stand for its ordinal before any unit ("十九世纪" is the 19th century, "one century" not the first); hours, by the part
of day that tells which of two hours is meant (see `times`); feasts, by their month and day ("12-25") or by their
days from Easter ("easter-2"; "eastern easter+0" and "western easter+0" of one church alone; "season 12-25" of what
lasts for days, and is one only where others are counted from it); half_years, where one
word tells which; words, by their kind in KINDS; alone, the units that mean one of them without a number ("неделю
назад"); plural, those of which last and next leave open how many ("the coming weeks"), and hours that may be a while
as well ("5 heures"); counted, those for last that tell, behind a number of units, the last so many ("3 hari
terakhir"); coming, the words for next that mean the first one ahead; of_week, those for last, this and
next that name a weekday of that week ("上周二"); behind, the kinds of words that stand behind what they are said of
("24日の後"); lasting, those that say nothing but that it lasted ("during two weeks"); sequences, words that say what
several do ("торік": last, year); those that are "unsaid" leave the date open and are no date in any pattern ("سال
گذشته", last year of the Persian calendar); lead, what leads a count from a day that follows ("за два дня до 5 мая");
zone_abbreviations, what each stands for in different places, for advice only; endings glued to a number that make an
ordinal, a decade or a century of it, or add nothing; compounds, whether a weekday and a part of day make one word;
prefixes and suffixes, what is written as one with the next or the last word ("ביוני" is "ב" and "יוני"; suffixes
that are no words say nothing); eras, by the Gregorian year of their first year and the days they lasted ("2019
2019-05-01/": what they call year 5 is 2023); solar_months, of the Persian calendar, which are counted over to
Gregorian days; own_years, the years that are always of the country's own calendar ("-542 2484 2699": from 2484 to
2699, with -542 the first, 2566 is 2023); short_years, false where a year of two digits may be of another calendar;
day_first, whether 3/4 beside a word is always 3 April; dotted_days, whether 3.4.2019 beside a word is;
islamic_months, which are not counted over but held against a date beside them; other_calendars, the names of other
calendars that are not counted over, each with words that tell of it, for advice only. A phrase may be several words
and of several kinds: every combination is tried, and the patterns keep those that make a date. A value may stand
beside a kind in sequences: last=2 is two units back, last=told none counted from the anchor, later=rest what is left
of a unit, half=letter one that is an H ("2h" may be hours), near=before and near=after shortly before a time or after
it, week=calendar one of its weeks ("KW 25"), week=numbered the same where a number follows ("vecka 25"), to=out that it
counts from there ("24 Haziran'dan"), since=start, hour-of-twelve the minutes from the full hour, ordinal -1 the last of
something. `und.json` holds what belongs to no language; it is added to each of the others.
"""

import json
import re
from functools import lru_cache
from typing import Any

from regesta.normalise.dates.spelling import Phrase, atoms, fold
from regesta.ready import SCHEMA

FOLDER = SCHEMA / "lexicon" / "dates"
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
    "inclusive": "$", "century-after": "!", "century-before": "`", "shade": '"', "era": "^", "solar-month": "{",
    "solar-year": "}", "night-after": ":", "unsaid": "+", "lead": ",", "near": "≈", "midnight": "ø", "cross": "×",
}  # fmt: skip
# Sections whose keys are values; all others are lists of words under "words".
_VALUED = {
    "months": "month", "weekdays": "weekday", "seasons": "season", "parts": "part", "numbers": "count",
    "ordinals": "ordinal", "relative_days": "relative-day", "relative_nights": "relative-night", "zones": "zone",
    "thirds": "third", "hours": "am", "shades": "shade", "feasts": "feast", "half_years": "half-year", "eras": "era",
    "solar_months": "solar-month",
}  # fmt: skip
_MARKS = ("alone", "plural", "coming", "of_week", "lasting")  # lists of words that are told from others of their kind
Value = Any  # of a sequence, the symbols in it
Symbol = tuple[str, Value]


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that ship, in order of code."""
    names = (entry.name for entry in FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json") and name != "und.json"))


def load_words(code: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    return content


def language_tables(code: str) -> tuple[Any, ...]:
    """The fields of a Lexicon after its language, sets as sorted tuples; of a language that does not ship, no one's."""
    contents = [load_words("und"), load_words(code)] if code in languages() else [load_words("und")]
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
    content = contents[-1]
    affixes = tuple(
        tuple(sorted((fold(affix) for affix in content.get(name, ())), key=len, reverse=True))
        for name in ("prefixes", "suffixes")
    )
    compounds, short_years = bool(content.get("compounds")), content.get("short_years", True)
    calendars = tuple(name for name in ("eras", "solar_months") if name in content)
    first, start, end = map(int, re.findall(r"-?\d+", content.get("own_years", "1 0 0")))
    own_years, day_orders = (start, end, first - 1), (bool(content.get(name)) for name in ("day_first", "dotted_days"))
    return readings, longest, endings, compounds, affixes, calendars, short_years, *day_orders, own_years


def _entries(content: dict[str, Any]) -> list[tuple[Phrase, Symbol]]:
    found: list[tuple[Phrase, Symbol]] = []
    for section, kind in _VALUED.items():
        for key, words in content.get(section, {}).items():
            value: Value = int(key) if key.lstrip("-").isdigit() else key
            letter = KINDS["number" if kind == "count" and content.get("counts_order") else kind]
            found += [(atoms(fold(word)), (letter, value)) for word in words]
    marked = {word: mark for mark in _MARKS for word in content.get(mark, ())}
    years = content.get("words", {}).get("year", ())
    for kind, words in content.get("words", {}).items():
        said = {word: "named" if kind == "decade" and word in years else marked.get(word) for word in words}
        if kind in content.get("behind", ()):
            said = dict.fromkeys(words, "behind")
        found += [(atoms(fold(word)), (KINDS[kind], said[word])) for word in words]
        found += [(atoms(fold(word)), (KINDS[kind], "plural")) for word in words if word in content.get("counted", ())]
    for word, kinds in content.get("sequences", {}).items():
        found.append((atoms(fold(word)), ("*", tuple(map(_symbol, kinds)))))
    return found


def _symbol(said: str) -> Symbol:
    """What one word of a sequence stands for: "count=2", "year"."""
    kind, _, value = said.partition("=")
    return (KINDS[kind], int(value) if value.lstrip("-").isdigit() else value or None)
