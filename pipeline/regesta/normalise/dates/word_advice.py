"""What to type instead of a date that cannot be read for one of its words; imported for faults only."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from unicodedata import normalize

from regesta.advice.suggest import nearest
from regesta.normalise.dates.affixes import roman
from regesta.normalise.dates.calendars import iso_day, parse_day, weekday
from regesta.normalise.dates.lexicon import having, lexicon, names_of
from regesta.normalise.dates.lexicon_files import KINDS, languages
from regesta.normalise.dates.spelling import atoms, fold
from regesta.normalise.dates.text import DateHints

Read = Callable[[str, DateHints], str | None]  # the EDTF of a text that means one date, with the hints
_SOME_DAY = "2000-01-01"  # on which a text is read to see whether it is one of a language


@lru_cache(maxsize=64)  # of one text it is asked several times in a row
def sharing(folded: str, tongues: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some languages that have a word of a folded text, so that no other need be unpacked."""
    words = dict.fromkeys(word for word in atoms(folded) if not word.isdecimal())
    shared = {language for word in words for language in having(word, tongues)}
    return tuple(language for language in tongues if language in shared)


def two_days(text: str, hints: DateHints, read: Read) -> str | None:
    """Two dates with "and" between them, which are neither a span nor one of two: 3 and 5 May."""
    folded = fold(text)
    for language in sharing(folded, hints.languages or languages()):
        known, either = lexicon(language).readings, _either(language)
        for word in dict.fromkeys(atoms(folded)) if either is not None else ():
            if all(kind != KINDS["and"] for kind, _ in known.get((word,), ())):
                continue
            edtf = read(re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", f" {either} ", folded, count=1), hints)
            if edtf is not None and edtf[0] == "[" and "," in edtf:
                return f'if it was on both, make it two events, or add `edtf: "{{{edtf[1:-1]}}}"`, with the quotes'
    return None


@cache
def _either(language: str) -> str | None:
    """A word that says "or" and nothing else."""
    readings = lexicon(language).readings.items()
    return next((phrase[0] for phrase, symbols in readings if symbols == ((KINDS["or"], None),)), None)


def wrong_weekday(text: str, hints: DateHints, read: Read) -> str | None:
    """A weekday that the day was not."""
    folded = fold(text)
    spaceless = "".join(folded.split())
    for language in sharing(folded, hints.languages or languages()):
        for name, phrase, number in _weekdays(language):
            found = re.search(_pattern(phrase), folded) if name in spaceless else None
            printed = "" if found is None else _printed(text, *found.span())
            if found is None or (printed.isupper() and len(printed) < 4):
                continue
            rest = re.sub(r"\(\s*\)", "", folded[: found.start()] + folded[found.end() :]).strip(" ,")
            day = (read(rest, hints._replace(languages=(language,))) or "").partition("T")[0]
            known = parse_day(day)
            if known is None or weekday(known) == number:
                continue
            later = parse_day(f"{int(day[:4]) + 1}{day[4:]}") if day[:4] not in folded else None
            if later is not None and weekday(later) == number:
                was = f"{day} was no {printed}, and {iso_day(later)}, which is one, is after the day it was written"
                return f"{was}: mend `published` or `anchor`, or add `edtf:` with the day that is meant"
            return f"{day} was no {printed}: mend it, or add `edtf:` with the day that is meant"
    return None


def _printed(text: str, start: int, end: int) -> str:
    """The part of a text that folds to the characters from start to end of its folded form."""
    places = {len(fold(text[:at])): at for at in range(len(text) + 1)}
    whole = start in places and end in places  # a letter may fold to several
    return text[places[start] : places[end]] if whole else fold(text)[start:end]


@cache
def _weekdays(language: str) -> tuple[tuple[str, tuple[str, ...], int], ...]:
    """The weekdays, the longest name first, for a shorter one may be a part of it; without spaces, and as a phrase."""
    named = (
        ("".join(phrase), phrase, value)
        for phrase, symbols in lexicon(language).readings.items()
        for kind, value in symbols
        if kind == KINDS["weekday"]
    )
    return tuple(sorted(named, key=lambda one: -len(one[0])))


def _pattern(phrase: tuple[str, ...]) -> str:
    """What finds a weekday in a folded text; an ending or a part of day may be glued to a longer one."""
    name = r"\s*".join(map(re.escape, phrase))
    is_short = len(name) < 5 and not re.search("[^\u0000-\u052f]", name)  # a Han character is a word
    return rf"(?<!\w){name}(?!\w)" if is_short else name


def of_other_language(text: str, hints: DateHints, read: Read) -> str | None:
    """A date in a language that is not among those of the dataset, English first; Roman numerals are of none."""
    if all(roman(word) for word in atoms(fold(text)) if any(map(str.isalpha, word))):
        return None
    for language in sorted(sharing(fold(text), languages()), key="en".__ne__) if hints.languages else ():
        others = hints._replace(languages=(language,))
        if (edtf := read(text, others)) is not None:
            return f'add "{language}" to `languages` in regesta.toml, or add `edtf: {in_yaml(edtf)}` beside it'
        if hints.anchor is None and read(text, others._replace(anchor=_SOME_DAY)) is not None:
            return f'add "{language}" to `languages` in regesta.toml'
    return None


def misspelt(text: str, hints: DateHints, read: Read) -> str | None:
    """A word a slip of the pen away from a month or weekday with which the text is a date."""
    tongues = hints.languages or languages()
    for word in _words(text):
        for meant in _near(word, tongues):
            mended = _with(text, word, meant)
            if mended is not None and read(mended, hints) is not None:
                return f"did you mean {mended}?"
    return None


@lru_cache(maxsize=1024)
def _near(word: str, tongues: tuple[str, ...]) -> tuple[str, ...]:
    """The months and weekdays that a word is a slip of the pen away from; none where it is short or one of them."""
    named = _named(tongues)
    return () if len(word) < 4 or word in named else tuple(nearest(word, named, limit=4))


@lru_cache(maxsize=16)
def _named(tongues: tuple[str, ...]) -> dict[str, None]:
    """The names of months and weekdays in some languages, each once."""
    return dict.fromkeys(name for language in tongues for name in names_of(language))


def _words(text: str) -> Iterator[str]:
    return (atom for atom in atoms(fold(text)) if len(atom) > 2 and atom.isalpha())


def _with(text: str, word: str, other: str) -> str | None:
    """The text with a word that it holds, in whatever case, replaced by another in its case."""
    found = next((match for match in re.finditer(r"[^\W\d_]+", text) if fold(match[0]) == word), None)
    if found is None:
        return None
    styled = normalize("NFC", other.capitalize() if found[0][:1].isupper() else other)
    return text[: found.start()] + styled + text[found.end() :]


def in_yaml(edtf: str) -> str:
    """EDTF as it stands in a record: what begins with a bracket in quotes."""
    return f'"{edtf}"' if edtf[0] in "[{" else edtf
