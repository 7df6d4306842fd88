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
name a weekday of that week ("上周二"); sequences, words that say what several do ("торік": last, year); those that
are "unsaid" leave the date open and are no date in any pattern ("سال گذشته", last year of the Persian calendar);
zone_abbreviations, what each stands for in different places, for advice only; endings glued to a number that make an
ordinal, a decade or a century of it, or add nothing; compounds, whether a weekday and a part of day make one word;
prefixes and suffixes, what is written as one with the next or the last word ("ביוני" is "ב" and "יוני"; suffixes that
are no words say nothing); eras, by the Gregorian year of their first year and the days they lasted ("2019 2019-05-01/":
what they call year 5 is 2023); solar_months, of the Persian calendar, which are counted over to Gregorian days;
own_years, the years that are always of the country's own calendar ("-542 2484 2699": from 2484 to 2699, with -542 the
first, 2566 is 2023); short_years, false where a year of two digits may be of another calendar; day_first, whether 3/4
beside a word is always 3 April; other_calendars, the names of calendars that are not counted over, each with words that
tell of it, for advice only. A phrase may be several words and of several kinds: every combination is tried, and the
patterns keep those that make a date. `und.json` holds what belongs to no language; it is added to each of the others.
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
    "inclusive": "$", "century-after": "!", "century-before": "`", "shade": '"', "era": "^", "solar-month": "{",
    "solar-year": "}", "night-after": ":", "unsaid": "+",
}  # fmt: skip
# Sections whose keys are values; all others are lists of words under "words".
_VALUED = {
    "months": "month", "weekdays": "weekday", "seasons": "season", "parts": "part", "numbers": "count",
    "ordinals": "ordinal", "relative_days": "relative-day", "relative_nights": "relative-night", "zones": "zone",
    "thirds": "third", "hours": "am", "shades": "shade", "feasts": "feast", "half_years": "half-year", "eras": "era",
    "solar_months": "solar-month",
}  # fmt: skip
# Vowel signs of Indian scripts and Thai, which stand for themselves and yet are no letters.
_SIGNS = r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_SIGNS += r"\u0903\u093b\u093e-\u0940\u0949-\u094c\u094e\u094f\u0982\u0983\u09be-\u09c0\u09c7\u09c8\u09cb\u09cc\u09d7"
WORD = rf"[㐀-鿿]|(?:[^\W\d_㐀-鿿]+[{_SIGNS}]*)+"  # a Han character is a word
_ATOM = rf"\d+|{WORD}|\S"
# A note's number is none of the date.
_MARKED = str.maketrans({"´": "'", "΄": "'"} | dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹½¼¾", "†"))
# Persian and Arabic letters that look alike are typed for one another.
_PLAIN = (
    dict.fromkeys("‐‑‒–—―−־", "-")
    | dict.fromkeys("’‘‛ʼʹ׳`", "'")
    | {"。": ".", "״": '"', "ی": "ي", "ک": "ك", "ہ": "ه", "ە": "ه"}
)
_HAN_YEAR = re.compile("[〇零一二三四五六七八九]{4}(?=年)")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
# Tags of languages that write dates alike.
_SAME = {"no": "nb", "nn": "nb", "bs": "sr", "sh": "sr", "cnr": "sr", "ms": "id", "prs": "fa"}
_OF_ALL = ("index", "calendars", "names")
Value = Any  # of a sequence, the symbols in it
Phrase = tuple[str, ...]
Symbol = tuple[str, Value]


class Lexicon(NamedTuple):
    """One language's words: readings of each phrase, the longest phrase that starts with each atom, endings.

    affixes: the prefixes and the suffixes; calendars: which of eras and solar_months it has;
    own_years: from the first to the last year of the country's own calendar, and what makes Gregorian ones of them.
    """

    language: str
    readings: dict[Phrase, tuple[Symbol, ...]]
    longest: dict[str, int]
    ordinal_endings: frozenset[Phrase]
    decade_endings: frozenset[Phrase]
    century_endings: frozenset[Phrase]
    endings: frozenset[Phrase]
    compounds: bool
    affixes: tuple[tuple[str, ...], tuple[str, ...]]
    calendars: tuple[str, ...]
    short_years: bool
    day_first: bool
    own_years: tuple[int, int, int]


class Index(NamedTuple):
    """What tells which languages may have a word, before any of them is unpacked.

    words: of each word the bits of the languages that have it; bits: of each language; alike: of each language the
    first of those that read a text without words as it does; affixes: of those that write words as one with others;
    compounds: those that make one word of two.
    """

    words: dict[str, int]
    bits: dict[str, int]
    alike: dict[str, str]
    affixes: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    compounds: tuple[str, ...]


def fold(text: str) -> str:
    """Text as words are compared: no case, no marks, compatibility forms resolved, digits and dashes plain.

    >>> fold("Août ٢٠٢٣")
    'aout 2023'
    """
    if text.isascii():
        return text.casefold().replace("`", "'")
    spaceless = text.translate(_MARKED)  # ´ decomposes into a space and a mark
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", spaceless).casefold())
    folded = "".join(map(_plain, plain))
    return _HAN_YEAR.sub(lambda year: year[0].translate(_HAN_DIGITS), folded) if "年" in folded else folded


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    is_mark = unicodedata.category(character) in {"Mn", "Cf"} and not "\u0e31" <= character <= "\u0e4e"  # Thai vowels
    if is_mark or character == "ـ":  # a tatweel only stretches a word
        return ""
    return str(unicodedata.decimal(character)) if character.isdecimal() else _PLAIN.get(character, character)


def atoms(folded: str) -> Phrase:
    """The words, numbers and marks of a folded text."""
    return tuple(re.findall(_ATOM, folded))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages that ship, in order of code."""
    names = (entry.name for entry in FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json") and name != "und.json"))


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language by BCP 47 tag (regions and scripts aside); where none ship, those of no language."""
    code = _code(language)
    ready = _ready().get(code if code in languages() else "und")
    return _lexicon(code, unpacked(ready) if ready is not None else tables(code))


def _code(language: str) -> str:
    code = re.split("[-_]", language)[0].lower()
    return _SAME.get(code, code)


def _lexicon(code: str, made: tuple[Any, ...]) -> Lexicon:
    readings, longest, endings, *others = made
    ordinal, decade, century, other = map(frozenset, endings)
    return Lexicon(code, readings, longest, ordinal, decade, century, other, *others)


@cache
def index() -> Index:
    ready = _ready().get("index")
    return Index._make(unpacked(ready) if ready is not None else tables("index"))


@lru_cache(maxsize=1024)
def _shipped(language: str) -> str:
    """The code under which the words of a language ship."""
    code = _code(language)
    return code if code in languages() else "und"


def names_of(language: str) -> tuple[str, ...]:
    """The months and weekdays of a language that have names of one word."""
    return names()[_shipped(language)]


def may_have(word: str, language: str) -> bool:
    """Whether a language has a word, or may make it of others; what it makes of it is for its lexicon to tell."""
    return _may_have(word, _shipped(language), index())


def _may_have(word: str, code: str, known: Index) -> bool:
    bit = known.bits[code]
    if known.words.get(word, 0) & bit:
        return True
    if code in known.compounds:
        halves = ((word[:cut], word[cut:]) for cut in range(3, len(word) - 2))
        return any(known.words.get(one, 0) & known.words.get(other, 0) & bit for one, other in halves)
    prefixes, suffixes = known.affixes.get(code, ((), ()))
    rests = [word.removesuffix(affix) for affix in suffixes] + [word.removeprefix(affix) for affix in prefixes]
    return any(rest not in {"", word} and _may_have(rest, code, known) for rest in rests)


@lru_cache(maxsize=256)
def unlike(tongues: tuple[str, ...]) -> tuple[str, ...]:
    """One of each of those of some languages that read a text without words alike, by the same marks and endings."""
    alike = index().alike
    return tuple({alike[_shipped(language)]: language for language in reversed(tongues)}.values())[::-1]


def _index_tables() -> tuple[Any, ...]:
    """The fields of the Index."""
    shipped = [_lexicon(code, tables(code)) for code in ("und", *languages())]
    bits = {lex.language: 1 << at for at, lex in enumerate(shipped)}
    words: dict[str, int] = {}
    first: dict[object, str] = {}
    for lex in shipped:
        for word in vocabulary(lex):
            words[word] = words.get(word, 0) | bits[lex.language]
        first.setdefault(_without_words(lex), lex.language)
    alike = {lex.language: first[_without_words(lex)] for lex in shipped}
    affixes = {lex.language: lex.affixes for lex in shipped if any(lex.affixes)}
    return dict(sorted(words.items())), bits, alike, affixes, tuple(lex.language for lex in shipped if lex.compounds)


def vocabulary(lex: Lexicon) -> frozenset[str]:
    """Every atom of the phrases and endings of a language."""
    endings = (*lex.ordinal_endings, *lex.decade_endings, *lex.century_endings, *lex.endings)
    return frozenset(atom for phrase in (*lex.readings, *endings) for atom in phrase)


def _without_words(lex: Lexicon) -> tuple[object, ...]:
    endings = (lex.ordinal_endings, lex.decade_endings, lex.century_endings, lex.endings)
    marks = {phrase: symbols for phrase, symbols in lex.readings.items() if _is_wordless(phrase)}
    own = frozenset(marks.items()), *(frozenset(filter(_is_wordless, group)) for group in endings)
    return (*own, lex.short_years, lex.own_years)


def _is_wordless(phrase: Phrase) -> bool:
    return not any(re.fullmatch(WORD, atom) for atom in phrase)


def make_ready(path: Path = READY) -> None:
    """Write the words of every language to the file that `lexicon` reads them from; the build does so."""
    write_ready(path, sources(), {part: tables(part) for part in (*_OF_ALL, "und", *languages())})


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


def other_calendar(text: str) -> str | None:
    """The calendar that a text is of by its words, where that is one whose dates are not counted over.

    >>> other_calendar("15 محرم 1445"), other_calendar("5 May 2019")
    ('Islamic', None)
    """
    said = _spaced(text)
    return next((calendar for word, calendar in _words_of_calendars() if word in said), None)


@cache
def _words_of_calendars() -> tuple[tuple[str, str], ...]:
    """Words that tell of a calendar, and its name."""
    ready = _ready().get("calendars")
    return unpacked(ready) if ready is not None else tables("calendars")


def _calendar_tables() -> tuple[tuple[str, str], ...]:
    named = (_load(language).get("other_calendars", {}).items() for language in languages())
    return tuple((_spaced(word), calendar) for each in named for calendar, words in each for word in words)


@cache
def names() -> dict[str, tuple[str, ...]]:
    """By language, the months and weekdays that have names of one word."""
    ready = _ready().get("names")
    return dict(unpacked(ready) if ready is not None else tables("names"))


def _name_tables() -> tuple[tuple[str, tuple[str, ...]], ...]:
    named = {KINDS["month"], KINDS["weekday"]}
    return tuple(
        (
            code,
            tuple(
                phrase[0]
                for phrase, symbols in tables(code)[0].items()
                if len(phrase) == 1 and named & {*dict(symbols)}
            ),
        )
        for code in ("und", *languages())
    )


def _spaced(text: str) -> str:
    """Its atoms, folded, each between spaces."""
    return " ".join(("", *atoms(fold(text)), ""))


def _load(code: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    return content


@cache
def tables(code: str) -> tuple[Any, ...]:
    """The fields of a Lexicon after its language, sets as sorted tuples; or what is of no one language, by its name."""
    if code in _OF_ALL:
        return {"index": _index_tables, "calendars": _calendar_tables, "names": _name_tables}[code]()
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
    content = contents[-1]
    affixes = tuple(
        tuple(sorted((fold(affix) for affix in content.get(name, ())), key=len, reverse=True))
        for name in ("prefixes", "suffixes")
    )
    compounds, short_years = bool(content.get("compounds")), content.get("short_years", True)
    calendars = tuple(name for name in ("eras", "solar_months") if name in content)
    first, start, end = map(int, re.findall(r"-?\d+", content.get("own_years", "1 0 0")))
    others = compounds, affixes, calendars, short_years, bool(content.get("day_first")), (start, end, first - 1)
    return readings, longest, endings, *others


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
