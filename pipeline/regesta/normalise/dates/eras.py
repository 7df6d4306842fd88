"""Dates of other calendars that are exact, as Gregorian ones: years of an era (令和5年), and the Persian calendar."""

from collections.abc import Sequence
from itertools import pairwise

from regesta.normalise.dates.affixes import Atom
from regesta.normalise.dates.calendars import SOLAR, SOLAR_YEARS, civil, from_solar, solar_length
from regesta.normalise.dates.lexicon import Lexicon
from regesta.normalise.dates.lexicon_files import KINDS, Symbol, Value

_Found = Sequence[Atom]
_Slot = tuple[Symbol, ...]
_Taken = tuple[int, list[_Slot]]  # how many atoms, and the symbols that they stand for
_NOTHING: _Taken = (0, [])
_FIRST = "元"  # the first year of an era
_SEASONS = ("spring", "summer", "autumn", "winter")  # of the Persian year, three months each
_ERA, _MONTH, _OWN = KINDS["era"], KINDS["solar-month"], KINDS["solar-year"]


def other_calendar_date(found: _Found, at: int, lex: Lexicon) -> _Taken | None:
    """A date that starts here with an era, or with the words of the Persian calendar; none where it has no such day.

    None: no such date starts here.
    """
    if "eras" not in lex.calendars:
        return _solar(found, at, lex)
    if found[at].text == "(":
        return _era_aside(found, at, lex)
    length, era = _word(found, at, lex, _ERA)
    if length and found[at + length : at + length + 1] and found[at + length].kind == "triple":
        return _day_of_era(found[at + length], era, length + 1)
    if length and not found[at].text.isascii():
        year, end = _year_of_era(found, at + length, lex, era)
        return _NOTHING if year is None else (end - at, [(("y", year),)])
    return None


def _word(found: _Found, at: int, lex: Lexicon, kind: str) -> tuple[int, Value]:
    """The longest phrase of a kind that starts here: its length, and what it stands for."""
    texts = tuple(atom.text for atom in found[at : at + lex.longest.get(found[at].text, 0)]) if at < len(found) else ()
    for length in range(len(texts), 0, -1):
        for letter, value in lex.readings.get(texts[:length], ()):
            if letter == kind:
                return length, value
    return 0, None


def _number(found: _Found, at: int, lex: Lexicon) -> tuple[int, int | None]:
    """A number in digits or words, with its length in atoms."""
    if at < len(found) and found[at].kind == "number" and found[at].value:
        return 1, found[at].value[0]
    if at < len(found) and found[at].text == _FIRST:
        return 1, 1
    return _word(found, at, lex, KINDS["number"])


def _year_of_era(found: _Found, at: int, lex: Lexicon, era: str) -> tuple[int | None, int]:
    """The Gregorian year, and where what tells of it ends: the year itself may stand beside it, in brackets."""
    first, _, days = era.partition(" ")
    start, _, end = days.partition("/")
    length, number = _number(found, at, lex)
    if not length or number is None or number < 1:
        return None, at
    year = int(first) + number - 1
    at += length
    month, day = _day_after(found, at, lex)
    last = (year, month or 12, day or 31) if month else (year, 12, 31)
    if last < _ymd(start) or (end and (year, month or 1, day or 1) > _ymd(end)):
        return None, at
    return year, at + _length_of_aside(found, at, lex, year)


def _length_of_aside(found: _Found, at: int, lex: Lexicon, year: int) -> int:
    """How many atoms repeat the year in brackets: (2023), (2023年), 年(2023年)."""
    start = at + _word(found, at, lex, KINDS["year"])[0]
    end = start + 2 + _word(found, start + 2, lex, KINDS["year"])[0]
    texts = [found[at].text for at in (start, start + 1, end) if at < len(found)]
    return end + 1 - at if texts == ["(", str(year), ")"] else 0


def _day_of_era(atom: Atom, era: str, length: int) -> _Taken:
    """令和5.6.24, S20.8.15."""
    first, _, days = era.partition(" ")
    start, _, end = days.partition("/")
    number, month, day, *widths = atom.value
    on = (int(first) + number - 1, month, day)
    is_of_era = max(widths[:3]) < 3 and number > 0 and _ymd(start) <= on and (not end or on <= _ymd(end))
    return (length, [(("x", (*on, 4, 2, 2, 0)),)]) if is_of_era else _NOTHING


def _ymd(day: str) -> tuple[int, ...]:
    return tuple(map(int, day.split("-")))


def _day_after(found: _Found, at: int, lex: Lexicon) -> tuple[int | None, int | None]:
    """The month and day that are printed after a year: 年6月24日."""
    length, _ = _word(found, at, lex, KINDS["year"])
    at += length
    length, month = _number(found, at, lex)
    sign, _ = _word(found, at + length, lex, KINDS["month-sign"])
    if not length or not sign:
        length, month = _word(found, at, lex, KINDS["month"])
        if not length:
            return None, None
    length, day = _number(found, at + length + sign, lex)
    return month, day if length else None


def _era_aside(found: _Found, at: int, lex: Lexicon) -> _Taken | None:
    """The year by its era in brackets after the same year: 2023年(令和5年)."""
    length, era = _word(found, at + 1, lex, _ERA)
    if not length:
        return None
    year, end = _year_of_era(found, at + 1 + length, lex, era)
    end += _word(found, end, lex, KINDS["year"])[0]
    same = any(atom.value == (year,) for atom in found[max(0, at - 2) : at])
    return (end + 1 - at, []) if same and end < len(found) and found[end].text == ")" else _NOTHING


def _solar(found: _Found, at: int, lex: Lexicon) -> _Taken | None:
    """A day, month or year of the Persian calendar: 3 Tir 1402, Tir 1402, 1402 of the sun."""
    day_length, day = _day_of_month(found, at, lex)
    length, month = _word(found, at + day_length, lex, _MONTH)
    if length:
        year, end = _solar_year(found, at + day_length + length, lex)
        if year is None:
            of_two = _first_of_two(found, at, end, lex, (month, day)) if day_length else _NOTHING
            return of_two if of_two[0] else _yearless(found, at, lex, day_length, day, at + day_length + length)
        return _span(end - at, year, month, day)
    if not day_length and (season := _word(found, at, lex, KINDS["season"]))[0]:
        year, end = _solar_year(found, at + season[0], lex)
        return None if year is None else _months(end - at, year, 3 * _SEASONS.index(season[1]) + 1, 3)
    if day_length and (year_and_month := _of_later_day(found, at + day_length, lex)) is not None:
        year, month = year_and_month
        return None if year is None else _span(day_length, year, month, day)
    return _year_alone(found, at, lex)


def _yearless(found: _Found, at: int, lex: Lexicon, day_length: int, day: int | None, end: int) -> _Taken:
    """A month of the sun, or a day of it, for whose year an anchor is needed: 3 Tir."""
    _, month = _word(found, at + day_length, lex, _MONTH)
    end += _word(found, end, lex, KINDS["month-unit"])[0]
    named: list[_Slot] = [((KINDS["month"], SOLAR + month),)]
    return end - at, [(("0", day),), *named] if day_length else named


def _day_of_month(found: _Found, at: int, lex: Lexicon) -> tuple[int, int | None]:
    """The number of a day, in digits or as an ordinal, with its length in atoms."""
    if found[at : at + 1] and found[at].kind == "number" and found[at].value:
        ending = found[at + 1 : at + 2]
        return 1 + (bool(ending) and ending[0].glued and (ending[0].text,) in lex.ordinal_endings), found[at].value[0]
    return _word(found, at, lex, KINDS["ordinal"])


def _first_of_two(found: _Found, at: int, end: int, lex: Lexicon, day: tuple[int, int | None]) -> _Taken:
    """A day that has its year from the end of the range: the first one of "25 Shahrivar to 5 Mehr 1401"."""
    tie = _word(found, end, lex, KINDS["to"])[0]
    length, later = _day_of_month(found, end + tie, lex) if tie else (0, None)
    month_length, month = _word(found, end + tie + length, lex, _MONTH) if length else (0, None)
    year, _ = _solar_year(found, end + tie + length + month_length, lex)
    if not month_length or year is None or (month, later) <= day:
        return _NOTHING
    return _span(end - at, year, *day)


def _of_later_day(found: _Found, at: int, lex: Lexicon) -> tuple[int | None, int] | None:
    """The year and month of the other end of a range, which is of this calendar: of the 3 in "3 to 5 Tir 1402"."""
    tie = max(_word(found, at, lex, KINDS[kind])[0] for kind in ("to", "and", "or"))
    tie = 1 if found[at : at + 1] and found[at].text in {"-", "/"} else tie
    length, _ = _day_of_month(found, at + tie, lex) if tie else (0, None)
    month_length, month = _word(found, at + tie + length, lex, _MONTH) if length else (0, None)
    year, _ = _solar_year(found, at + tie + length + month_length, lex)
    return (year, month or 0) if month_length else None


def _year_alone(found: _Found, at: int, lex: Lexicon) -> _Taken | None:
    """A year that is said to be of the sun: "1402 شمسی"."""
    start = at + _word(found, at, lex, KINDS["year"])[0]
    if start == len(found) or found[start].kind != "number" or not found[start].value:
        return None
    if not _word(found, start + 1, lex, _OWN)[0]:
        return None
    year, end = _solar_year(found, start, lex)
    return _NOTHING if year is None else _span(end - at, year, None, None)


def _solar_year(found: _Found, at: int, lex: Lexicon) -> tuple[int | None, int]:
    """The year that is printed here, after the words month and year, if it is one that is exact."""
    for kind in ("month-unit", "year"):
        at += _word(found, at, lex, KINDS[kind])[0]
    if at < len(found) and found[at].kind == "number" and found[at].value and found[at].value[0] in SOLAR_YEARS:
        return found[at].value[0], at + 1 + _word(found, at + 1, lex, _OWN)[0]
    return None, at


def _span(length: int, year: int, month: int | None, day: int | None) -> _Taken:
    """Its day; of a month or year the time between its first and its last."""
    if month is not None and day is not None:
        number = from_solar(year, month, day)
        return _NOTHING if number is None else (length, [_day(number)])
    return _months(length, year, month or 1, 1 if month else 12)


def _months(length: int, year: int, month: int, count: int) -> _Taken:
    last = month + count - 1
    ends = from_solar(year, month, 1), from_solar(year, last, solar_length(year, last))
    if None in ends:
        return _NOTHING
    first, second = (_day(end or 0) for end in ends)
    return length, [((KINDS["between"], None),), first, ((KINDS["and"], None),), second]


def _day(number: int) -> tuple[Symbol, ...]:
    return (("x", (*civil(number), 4, 2, 2, 0)),)


def has_short_year(out: Sequence[_Slot]) -> bool:
    """Whether a month or decade has a year of two digits, or one stands that may be of the country's own calendar."""
    kinds = [{kind for kind, _ in slot} for slot in out if slot[0][0]]
    for at, (first, second) in enumerate(pairwise(kinds)):
        if first & {"m", "E"} and "n" in second and kinds[at + 2 : at + 3] != [{"y"}]:  # June 24, 2023
            return True
    symbols, is_told = [symbol for slot in out for symbol in slot], has_era(out)
    return any(
        (kind == "d" and value < 100)
        or (kind == "x" and 4 not in value[3:6])
        or (kind in {"y", "x"} and not is_told and any(1200 <= part < 1500 for part in _years(kind, value)))
        for kind, value in symbols
    )


def has_era(out: Sequence[_Slot]) -> bool:
    """Whether a word tells that a year is Gregorian, of Christ's era or before it."""
    return any(kind in {"A", "B"} for slot in out for kind, _ in slot)


def _years(kind: str, value: Value) -> tuple[int, ...]:
    return (value,) if kind == "y" else value[:3]


def gregorian(symbol: Symbol, first: int, last: int, shift: int) -> Symbol:
    """A year of the country's own calendar as the Gregorian one, alone or of a day in numbers: 2566, 24/6/2566."""
    kind, value = symbol
    if kind == "y" and first <= value <= last:
        return kind, value + shift
    if kind == "x":
        return kind, (*(part + shift if first <= part <= last else part for part in value[:3]), *value[3:])
    return symbol


def day_first(atom: Atom) -> list[_Slot] | None:
    """3/4 and 3/4/2023 as days of April; beside words alone, for a text of numbers may be of any language."""
    day, month, *widths = atom.value
    if atom.kind == "pair":
        is_day = "/" in atom.text and max(widths[:2]) < 3 and 1 <= month <= 12
        return [(("0", day),), (("m", month),)] if is_day else None
    is_day = atom.kind == "triple" and atom.value[5] == 4 and atom.value[3] < 3
    return [(("x", (atom.value[2], month, day, 4, 2, 2, 0)),)] if is_day else None
