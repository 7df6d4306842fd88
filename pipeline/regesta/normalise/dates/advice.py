"""What to type instead of a date, a notation or a zone that cannot be read; imported for faults only."""

import re
from calendar import month_name
from collections.abc import Callable, Iterator
from itertools import product
from math import prod

from regesta.normalise.dates.calendars import month_length
from regesta.normalise.dates.edtf import parse
from regesta.normalise.dates.instants import zone_offset
from regesta.normalise.dates.lexer import slots, split
from regesta.normalise.dates.lexicon import KINDS, atoms, fold, languages, lexicon, zone_abbreviations
from regesta.normalise.dates.text import DateHints
from regesta.normalise.dates.zones import zone_names
from regesta.suggest import nearest

Read = Callable[[str, DateHints], str | None]  # the EDTF of a text that means one date, with the hints
_MOST_READINGS = 64
_SOME_DAY = "2000-01-01"  # on which a text is read to see whether it is one of a language
_NAMED = (KINDS["month"], KINDS["weekday"])
_LATE = re.compile(r"(?<!\d)(?:29|3[01])(?!\d)", re.ASCII)
_TWO_STYLES = re.compile(r"(?<!\d)(1[0-7]\d\d)/(\d{1,2})(?!\d)", re.ASCII)
_SPLIT_YEAR = re.compile(r"(?<!\d)(1\d\d\d|20\d\d)/(\d\d?)(?!\d)", re.ASCII)
_COUNTED = re.compile(
    f"(?:[n_]?[DWMYECP])?{KINDS['from-told']}|{KINDS['from-told']}(?:[n_]?[DWMYECP]|w)|w{KINDS['from-told']}"
)


def unreadable(text: str, hints: DateHints, read: Read) -> str:
    """Advice for D201: what is wrong with it or what it comes to in EDTF, or else how dates are written."""
    for advice in (
        *(_far_ahead, _two_styles, _julian, _no_such_day, _no_such_month, _zone_of_many, _weekday, _two_years, _both),
        _from_told,
        *(_other_language, _misspelt),
    ):
        found = advice(text, hints, read)
        if found is not None:
            return found
    if hints.calendar == "julian":
        return 'add the Gregorian day beside it as `edtf:`; `regesta explain --date "5 November 1605 (O.S.)"` tells it'
    return "write it as 24 June 2023 or 2023-06-24, or add its meaning beside it: `edtf: 2023-06-24`"


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
    for language in hints.languages or languages():
        said = slots(split(text), lexicon(language)) or []
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
    late = _LATE.search(text)
    if late is None or read(_LATE.sub("28", text, count=1), hints) is None:
        return None
    return f"that month has no day {late[0]}: mend the day or the month"


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


def _both(text: str, hints: DateHints, read: Read) -> str | None:
    """Two dates with "and" between them, which are neither a span nor one of two: 3 and 5 May."""
    folded = fold(text)
    for language in hints.languages or languages():
        known = lexicon(language).readings
        either = next((phrase[0] for phrase, symbols in known.items() if symbols == ((KINDS["or"], None),)), None)
        for word in dict.fromkeys(atoms(folded)) if either is not None else ():
            if all(kind != KINDS["and"] for kind, _ in known.get((word,), ())):
                continue
            edtf = read(re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", f" {either} ", folded, count=1), hints)
            if edtf is not None and edtf[0] == "[" and "," in edtf:
                return f'if it was on both, make it two events, or add `edtf: "{{{edtf[1:-1]}}}"`, with the quotes'
    return None


def _weekday(text: str, hints: DateHints, read: Read) -> str | None:
    """A weekday that the day was not."""
    for language in hints.languages or languages():
        known = lexicon(language).readings
        for word in re.findall(r"[^\W\d_]+", text):
            if (word.isupper() and len(word) < 4) or all(
                kind != KINDS["weekday"] for kind, _ in known.get((fold(word),), ())
            ):
                continue
            edtf = read(re.sub(rf"\b{word}\b[ ,]*", "", text, count=1).strip(" ,"), hints)
            if edtf is not None and not {"/", "[", "~"} & set(edtf):
                return f"{edtf} was no {word}: mend it, or add `edtf:` with the day that is meant"
    return None


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


def _other_language(text: str, hints: DateHints, read: Read) -> str | None:
    words = set(_words(text))
    for language in languages() if hints.languages else ():
        if words.isdisjoint(lexicon(language).longest):
            continue
        others = hints._replace(languages=(language,))
        if (edtf := read(text, others)) is not None:
            return f'add "{language}" to `languages` in regesta.toml, or add `edtf: {_in_yaml(edtf)}` beside it'
        if hints.anchor is None and read(text, others._replace(anchor=_SOME_DAY)) is not None:
            return f'add "{language}" to `languages` in regesta.toml'
    return None


def _misspelt(text: str, hints: DateHints, read: Read) -> str | None:
    """A word a slip of the pen away from a month or weekday with which the text is a date."""
    for language in hints.languages or languages():
        known = lexicon(language)
        named = [phrase[0] for phrase, symbols in known.readings.items() if len(phrase) == 1
                 and any(kind in _NAMED for kind, _ in symbols)]  # fmt: skip
        for word in _words(text):
            meant = nearest(word, named, limit=1) if len(word) > 3 and word not in known.longest else []
            mended = _with(text, word, meant[0]) if meant else None
            if mended is not None and read(mended, hints) is not None:
                return f"did you mean {mended}?"
    return None


def _words(text: str) -> Iterator[str]:
    return (atom for atom in atoms(fold(text)) if len(atom) > 2 and atom.isalpha())


def _with(text: str, word: str, other: str) -> str | None:
    """The text with a word that it holds, in whatever case, replaced by another in its case."""
    found = next((match for match in re.finditer(r"[^\W\d_]+", text) if fold(match[0]) == word), None)
    if found is None:
        return None
    styled = other.capitalize() if found[0][:1].isupper() else other
    return text[: found.start()] + styled + text[found.end() :]


def ambiguous(text: str, hints: DateHints, read: Read, candidates: tuple[str, ...]) -> str:
    """Advice for D202: the orders that settle it, each with what it makes of the text."""
    orders = {order: read(text, hints._replace(order=order)) for order in ("dmy", "mdy", "ymd")}
    settled = {edtf: order for order, edtf in reversed(orders.items()) if edtf in candidates}
    if len(settled) > 1:
        return "add " + " or ".join(f"`order: {settled[edtf]}` ({edtf})" for edtf in candidates if edtf in settled)
    return f"add the one that is meant: `edtf: {_in_yaml(candidates[0])}`, say"


def _in_yaml(edtf: str) -> str:
    """EDTF as it stands in a record: what begins with a bracket in quotes."""
    return f'"{edtf}"' if edtf[0] in "[{" else edtf


def notation(text: str) -> str:
    """Advice for D209.

    >>> notation("2024-3-9")
    'write 2024-03-09'
    """
    from regesta.normalise.dates.read import read_date  # noqa: PLC0415 - it imports this module for its own faults

    def read(words: str, hints: DateHints) -> str | None:
        return getattr(read_date(words, hints), "edtf", None)

    meant = read(text, DateHints())
    if meant is not None:
        return f"write {meant}" if meant[0] not in "[{" else f'write "{meant}"'
    if (fault := no_such_day(text)) is not None:
        return fault
    padded = re.sub(r"(?<=-)(\d)(?!\d)", r"0\1", text)
    swapped = re.sub(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$", r"\3", text)
    if padded != text and parse(padded) is not None:
        return f"write {padded}"
    year = f", such as {swapped}-05-31" if swapped != text else ""
    return (
        f"write year-month-day{year}" if year else "write 2023-06-24, 2023-06, 2023, 2023-06~ or 2023-06-23/2023-06-24"
    )


def no_such_day(text: str) -> str | None:
    """What is wrong with the days of a notation that no calendar has.

    >>> no_such_day("2024-02-30")
    'February 2024 has 29 days'
    """
    for year, month, day in re.findall(r"(?a)(?<![\dX-])(\d{4})-(\d\d)-(\d\d)(?!\d)", text):
        if not 1 <= int(month) <= 12:
            swapped = f"{year}-{day}-{month}"
            return f"there is no month {month}" + (f": did you mean {swapped}?" if parse(swapped) is not None else "")
        length = month_length(int(year), int(month))
        if not 1 <= int(day) <= length:
            return f"{month_name[int(month)]} {year} has {length} days"
    return None


def zone(text: str) -> str:
    """Advice for D210. An abbreviation is told what it is used for, and no other that looks like it.

    >>> zone("berlin"), zone("MSK")
    ('did you mean Europe/Berlin?', 'write an IANA name: Europe/Moscow')
    """
    used_for = zone_abbreviations().get(text.upper())
    if used_for is not None or re.fullmatch("[A-Z]{2,5}", text):
        return f"write an IANA name: {' or '.join(used_for or ('Europe/Berlin, say',))}"
    word = text.strip().replace(" ", "_").casefold()
    cities = [name for name in zone_names() if name.rpartition("/")[2].casefold() == word]
    meant = sorted(cities, key=len)[:2] or nearest(text, sorted(zone_names()), limit=1)
    return f"did you mean {' or '.join(meant)}?" if meant else "write an IANA name, such as Europe/Berlin"
