"""The words of dates by language, read when first needed; which languages may have a word is known before."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import Any, NamedTuple

from regesta.normalise.dates.lexicon_files import FOLDER, KINDS, Symbol, language_tables, languages, load_words
from regesta.normalise.dates.spelling import WORD, Phrase, atoms, fold
from regesta.ready import PACKAGE, packed, read_ready, unpacked, write_ready

READY = PACKAGE / "dates.ready"
# Tags of languages that write dates alike.
_SAME = {"no": "nb", "nn": "nb", "bs": "sr", "sh": "sr", "cnr": "sr", "ms": "id", "prs": "fa"}
_OF_ALL = ("index", "calendars", "names")


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
    dotted_days: bool
    own_years: tuple[int, int, int]


class Index(NamedTuple):
    """What tells which languages may have a word, before any of them is unpacked.

    words: of each first letter the words that begin with it, packed: of each of these the bits of the languages that
    have it; bits: of each language; alike: of each language the first of those that read a text without words as it
    does; affixes: of those that write words as one with others; compounds: those that make one word of two.
    """

    words: dict[str, bytes]
    bits: dict[str, int]
    alike: dict[str, str]
    affixes: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
    compounds: tuple[str, ...]


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


@lru_cache(maxsize=16_384)
def having(word: str, tongues: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some languages that have a word, or may make it of others; what they make of it their lexicons tell."""
    bits = _bits(tongues)
    found = _having(word, reduce(or_, bits, 0))
    return tuple(language for language, bit in zip(tongues, bits, strict=True) if found & bit)


@lru_cache(maxsize=256)
def _bits(tongues: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(index().bits[_shipped(language)] for language in tongues)


@lru_cache(maxsize=16_384)  # affixes may be taken off in many orders: without it a text of them alone takes for ever
def _having(word: str, among: int) -> int:
    """The bits, of those of some languages, of the ones that have a word or may make it of others."""
    known, found = index(), _languages_with(word) & among
    compounds = among & ~found & reduce(or_, (known.bits[code] for code in known.compounds), 0)
    for cut in range(3, len(word) - 2) if compounds else ():
        found |= _languages_with(word[:cut]) & _languages_with(word[cut:]) & compounds
    for code, affixes in known.affixes.items():
        bit = known.bits[code]
        if among & ~found & bit and any(_having(rest, bit) for rest in _rests(word, *affixes)):
            found |= bit
    return found


def _rests(word: str, prefixes: Iterable[str], suffixes: Iterable[str]) -> Iterator[str]:
    """What is left of a word without one of its affixes, if that is not all of it."""
    yield from (word[: -len(affix)] for affix in suffixes if word.endswith(affix) and word != affix)
    yield from (word[len(affix) :] for affix in prefixes if word.startswith(affix) and word != affix)


def _languages_with(word: str) -> int:
    """The bits of the languages that have a word."""
    return _beginning_with(word[:1]).get(word, 0)


@cache
def _beginning_with(letter: str) -> dict[str, int]:
    found = index().words.get(letter)
    return {} if found is None else unpacked(found)


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
    parted: dict[str, dict[str, int]] = {}
    for word, languages_ in sorted(words.items()):
        parted.setdefault(word[:1], {})[word] = languages_
    by_letter = {letter: packed(found) for letter, found in parted.items()}
    return by_letter, bits, alike, affixes, tuple(lex.language for lex in shipped if lex.compounds)


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
    """What the words are made from: the lexicons, and the code that makes them."""
    code = (Path(__file__).with_name(f"{name}.py") for name in ("lexicon", "lexicon_files", "spelling"))
    return [*(FOLDER / f"{tag}.json" for tag in ("und", *languages())), *code]


@cache
def zone_abbreviations() -> dict[str, list[str]]:
    """The IANA zones that an abbreviation is commonly used for: CST in Chicago, Shanghai and Havana."""
    found: dict[str, list[str]] = load_words("und")["zone_abbreviations"]
    return found


@lru_cache(maxsize=1024)
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
    named = (load_words(language).get("other_calendars", {}).items() for language in languages())
    told = [(_spaced(word), calendar) for each in named for calendar, words in each for word in words]
    return (*((_spaced(word), "Islamic") for word in islamic_months()), *told)


@cache
def islamic_months() -> dict[str, int]:
    """The names of the months of the Islamic calendar in all languages, folded, each with its number."""
    named = (load_words(language).get("islamic_months", {}).items() for language in languages())
    return {fold(word): int(number) for each in named for number, words in each for word in words}


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


@cache
def tables(code: str) -> tuple[Any, ...]:
    """The fields of a Lexicon after its language, or what is of no one language, by its name."""
    if code in _OF_ALL:
        return {"index": _index_tables, "calendars": _calendar_tables, "names": _name_tables}[code]()
    return language_tables(code)
