"""What to type instead of the text of a date that cannot be read; imported for faults only."""

import re
from datetime import UTC, datetime
from itertools import product
from math import prod

from regesta.normalise.dates.calendars import iso_day
from regesta.normalise.dates.edtf import parse
from regesta.normalise.dates.instants import zone_offset
from regesta.normalise.dates.lexer import slots, speaking, split
from regesta.normalise.dates.lexicon import lexicon, other_calendar, zone_abbreviations
from regesta.normalise.dates.lexicon_files import KINDS, languages
from regesta.normalise.dates.lunar import lunar_date
from regesta.normalise.dates.republican import republican_date
from regesta.normalise.dates.spelling import fold
from regesta.normalise.dates.text import DateHints
from regesta.normalise.dates.word_advice import (
    Read,
    in_yaml,
    misspelt,
    of_other_language,
    sharing,
    two_days,
    wrong_weekday,
)

_MOST_READINGS = 64
_AS_WRITTEN = "write it as in 24 June 2023 or 2023-06-24"
_NO_DATE = re.compile(  # folded, without spaces, full stops and brackets
    "(?:date)?(?:(?:un|not)known|not?(?:stated|given|date)|unspecified)(?:date)?|undated|n/?[ad]|none|null|nil|"
    "tba|tbc|tbd|[os]d|oj|sine(?:dato|anno)|s[ie]n(?:fecha|zadata|data)|sansdate|semdata|ohnedatum|undatiert|unbekannt|inconnue?|"
    "desconocid[ao]|bezdaty|onbekend|okand|ukendt|ukjent|неизвестно|невідомо|бездаты|不详|[?x-]*"
)
_LATE = re.compile(
    r"(?<![\d:])(?:29|3[01])(?![\d:])|(?<![\w:.])(?:3[2-9]|[4-9]\d)(?![\w:])",  # above 31: neither minutes nor 40th
    re.ASCII,
)
_SECONDS = re.compile(r"\s*([1-9]\d{9})(?:\d{3}|\.\d+)?\s*", re.ASCII)  # or thousandths of one, from 2001 to 2286
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_TWO_STYLES = re.compile(r"(?<!\d)(1[0-7]\d\d)/(\d{1,2})(?!\d)", re.ASCII)
_SPLIT_YEAR = re.compile(r"(?<!\d)(1\d\d\d|20\d\d)/(\d\d?)(?!\d)", re.ASCII)
_COUNTED = re.compile(
    f"(?:[n_]?[DWMYECP])?{KINDS['from-told']}|{KINDS['from-told']}(?:[n_]?[DWMYECP]|w)|w{KINDS['from-told']}"
)


def unreadable(text: str, hints: DateHints, read: Read) -> str:
    """Advice for D201: what is wrong with it or what it comes to in EDTF, or else how dates are written."""
    for advice in (
        *(_no_date, _other_calendar, _seconds),
        *(
            _far_ahead,
            _two_styles,
            _julian,
            _no_such_day,
            _no_such_month,
            _zone_of_many,
            wrong_weekday,
            _two_years,
            two_days,
        ),
        _from_told,
        *(of_other_language, misspelt),
    ):
        found = advice(text, hints, read)
        if found is not None:
            return found
    if hints.calendar == "julian":
        return 'add the Gregorian day beside it as `edtf:`; `regesta explain --date "5 November 1605 (O.S.)"` tells it'
    beside = "add its meaning beside it: `edtf: 2023-06-24`"
    return f"{beside}, say; the text stays as printed" if _is_foreign(text, hints) else f"{_AS_WRITTEN}, or {beside}"


def _seconds(text: str, _hints: DateHints, _read: Read) -> str | None:
    """A moment as programs count it."""
    found = _SECONDS.fullmatch(text)
    if found is None:
        return None
    moment = datetime.fromtimestamp(int(found[1]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"counted in seconds from 1970 it is {moment}: write that, if it is what is meant"


def _is_foreign(text: str, hints: DateHints) -> bool:
    """Whether a text is not in English, as far as the languages of the dataset, its letters and its words tell."""
    if hints.languages and "en" not in {language.partition("-")[0] for language in hints.languages}:
        return True
    if any(letter.isalpha() and not letter.isascii() for letter in text):
        return True
    spoken = [sharing(word, languages()) for word in re.findall("[a-z]{3,}", fold(text))]
    return any(tongues and "en" not in tongues for tongues in spoken)


def _no_date(text: str, _hints: DateHints, _read: Read) -> str | None:
    """Words for a date that is not known: n/a, undated, TBD."""
    if _NO_DATE.fullmatch(re.sub(r"[\s.()\[\]]", "", fold(text))) is None:
        return None
    return (
        "where no date is known, write `basis: inferred` in place of `text` (the day of publication bounds it then), "
        "or leave the date out where it is not required; what an editor dates keeps its text, with his date beside it "
        "as `edtf:`"
    )


def _other_calendar(text: str, hints: DateHints, read: Read) -> str | None:
    """A date of another calendar, unless it is one that is counted over where its language is known."""
    found = other_calendar(text)
    if found is None:
        return None
    hint = f"it is of the {found} calendar and cannot be counted over as it stands: add the Gregorian date as `edtf:`"
    return of_other_language(text, hints, read) or hint + _by_tables(text, found)


def _by_tables(text: str, calendar: str) -> str:
    """The Gregorian day that one of another calendar is by its tables, and how sure that is."""
    if calendar == "French Republican" and (republican := republican_date(text)) is not None:
        return f" ({iso_day(republican.number)})"
    lunar = lunar_date(text) if calendar == "Islamic" else None
    return "" if lunar is None else f" ({iso_day(lunar.number)} by the tables, a day or two either way)"


def _far_ahead(text: str, hints: DateHints, read: Read) -> str | None:
    """A year that was read, and is no Gregorian one in all likelihood: 5784, 2566."""
    edtf = read(text, hints)
    year = None if edtf is None else re.search(r"\d{4}", edtf)
    if year is None:
        return None
    number = int(year[0])
    hebrew = f" (the Hebrew year {number} is `{number - 3761}/{number - 3760}`)" if 5000 < number < 6500 else ""
    buddhist = f" (the Buddhist year {number} is `{number - 543}`)" if number < 2800 else ""
    return (
        f"if {number} is a year of another calendar, add the Gregorian date as `edtf:`{hebrew or buddhist}; "
        f"if it is meant, add `edtf: {edtf}`"
    )


def _from_told(text: str, hints: DateHints, _read: Read) -> str | None:
    """A count from a day that the tale names, not from the day it was written: six months later, two weeks before."""
    found = split(text)
    tongues = hints.languages or languages()
    for word in [atom.text for atom in found if atom.kind == "word"]:
        tongues = speaking(word, tongues)
    for language in tongues:
        said = slots(found, lexicon(language)) or []
        for choice in product(*said) if prod(map(len, said)) <= _MOST_READINGS else ():
            if _COUNTED.fullmatch("".join(kind for kind, _ in choice)):
                return "it counts from another day in the text, not from its publication: add what it means as `edtf:`"
    return None


def _two_years(text: str, _hints: DateHints, _read: Read) -> str | None:
    """2021/22: two years, or a school, financial or playing year that lies in both."""
    found = _SPLIT_YEAR.search(text)
    if found is None or not str(int(found[1]) + 1).endswith(found[2]):
        return None
    first = int(found[1])
    return f"if it began in {first} and ended in {first + 1}, add `edtf: {first}/{first + 1}`"


def _no_such_day(text: str, hints: DateHints, read: Read) -> str | None:
    """A day that would be one if it were the 28th; what is above 31 is a day only beside a year, or it may be one."""
    for late in _LATE.finditer(text):
        meant = f"{text[: late.start()]}28{text[late.end() :]}"
        if (int(late[0]) <= 31 or _YEAR.search(text) is not None) and read(meant, hints) is not None:
            return f"that month has no day {late[0]}: mend the day or the month"
    return None


def _no_such_month(text: str, _hints: DateHints, _read: Read) -> str | None:
    found = re.fullmatch(r"([0-9]{4})-(1[3-9]|[2-9][0-9])-([0-9]{2})", text)
    if found is None:
        return None
    swapped = f"{found[1]}-{found[3]}-{found[2]}"
    return f"there is no month {found[2]}" + (f": did you mean {swapped}?" if parse(swapped) is not None else "")


def _two_styles(text: str, hints: DateHints, read: Read) -> str | None:
    """A year that began in March by one count and in January by the other: 14 March 1470/1, a Julian date always."""
    found = _TWO_STYLES.search(text)
    if found is None or not (later := str(int(found[1]) + 1)).endswith(found[2]):
        return None
    meant = text[: found.start()] + later + text[found.end() :]
    edtf = read(meant, hints._replace(calendar="julian"))
    return (
        None
        if edtf is None or edtf[0] == "["
        else f"if it is {meant} in the Julian calendar, add `edtf: {edtf}`, the Gregorian day"
    )


def _julian(text: str, hints: DateHints, read: Read) -> str | None:
    """A day that the Julian calendar alone has, as long as it was kept: 29 February 1700, Easter Day 1471."""
    edtf = None if hints.calendar == "julian" else read(text, hints._replace(calendar="julian"))
    return (
        None
        if edtf is None or edtf > "1924"
        else f"if it is of the Julian calendar, add `calendar: julian`: it is {edtf} then"
    )


def _zone_of_many(text: str, hints: DateHints, read: Read) -> str | None:
    """A time with an abbreviation that is used for the time of several places: 5 p.m. BST."""
    for word in re.findall(r"\b[A-Z]{2,5}\b", text):
        zones = zone_abbreviations().get(word, [])
        edtf = read(re.sub(rf" ?\(?\b{word}\b\)?", "", text, count=1), hints) if zones else None
        if edtf is None or "T" not in edtf:
            continue
        day, time = edtf.split("T")
        meant = {f"`edtf: {edtf}{zone_offset(day, time, zone)}`": zone for zone in zones}
        return f"{word} is used for several zones: add " + " or ".join(
            f"{pin} (then in {zone})" for pin, zone in meant.items()
        )
    return None


def ambiguous(text: str, hints: DateHints, read: Read, candidates: tuple[str, ...]) -> str:
    """Advice for D202: the orders that settle it, each with what it makes of the text."""
    orders = {order: read(text, hints._replace(order=order)) for order in ("dmy", "mdy", "ymd")}
    settled = {edtf: order for order, edtf in reversed(orders.items()) if edtf in candidates}
    if len(settled) > 1:
        return "add " + " or ".join(f"`order: {settled[edtf]}` ({edtf})" for edtf in candidates if edtf in settled)
    return f"add the one that is meant: `edtf: {in_yaml(candidates[0])}`, say"
