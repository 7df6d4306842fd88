"""Dates as people write them, in many languages: the whole text is understood, or none of it.

What could mean two days is ambiguous and lists them; what lacks its year, or counts from "today", is read against the
day it was written (the anchor) and says so.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.affixes import Atom
from regesta.normalise.dates.calendars import parse_day
from regesta.normalise.dates.grammar import expressions
from regesta.normalise.dates.iso import read_formal
from regesta.normalise.dates.lexer import slots, speaking, split
from regesta.normalise.dates.lexicon import lexicon, other_calendar, unlike
from regesta.normalise.dates.lexicon_files import languages
from regesta.normalise.dates.pieces import Expression
from regesta.normalise.dates.resolve import resolve
from regesta.normalise.dates.spans import NeedsAnchorError
from regesta.normalise.dates.text import Clock, DateHints, DateText
from regesta.normalise.dates.units import Anchor

__all__ = ["Clock", "DateHints", "DateText", "read_date", "stands_alone"]

_LONGEST = 160
_OF_A_DAY = frozenset(("second", "minute", "hour", "part-of-day", "day"))
_MOST_ATOMS = 24
_ARABIC = re.compile("[\u0600-\u06ff]")
_OF_THE_BIRTH = re.compile("(?<![ء-ي])م(?!\\w)|م[يی]لاد")


@lru_cache(maxsize=16_384)
def read_date(text: str, hints: DateHints) -> DateText | Diagnostic:
    """Read one date text. D201 unreadable, D202 ambiguous (candidates as EDTF), D208 in need of an anchor.

    >>> read_date("on the morning of 24 June", DateHints(anchor="2023-06-24")).edtf
    '2023-06-24'
    >>> read_date("03/04/2023", DateHints()).candidates
    ('2023-03-04', '2023-04-03')
    """
    found = _found(text.strip(), hints)
    if isinstance(found, (DateText, Diagnostic)):
        return found
    if found is None:
        return _unreadable(text, hints)
    return _ambiguous(text, hints, found) if found else _anchorless(text, hints)


def meant_by(text: str) -> str | None:
    """The EDTF of what a text is read as in whatever language; None where it is a fault, which is not explained.

    >>> meant_by("24 June 2023"), meant_by("when the fog lifts")
    ('2023-06-24', None)
    """
    found = _found(text.strip(), DateHints())
    return found.edtf if isinstance(found, DateText) else None


def _found(text: str, hints: DateHints) -> DateText | Diagnostic | tuple[DateText, ...] | None:
    """What a text without spaces around it is read as; its readings if it has several, or none for want of an anchor.

    None if it cannot be read.
    """
    if len(text) > _LONGEST:
        return None
    formal = read_formal(text, hints)
    if formal is not None:
        return None if isinstance(formal, DateText) and _is_far_ahead(formal) else formal
    readings, needs_anchor = _readings(text, hints)
    if len(readings) == 1:
        return None if _is_far_ahead(readings[0]) or _is_islamic(readings[0], text) else readings[0]
    return readings if readings or needs_anchor else _beside_other(text, hints) or _with_brackets(text, hints)


def _beside_other(text: str, hints: DateHints) -> DateText | None:
    """The Gregorian day that is printed beside one of a calendar that is not counted over, if the two are the same."""
    printed = _of_other(text)
    if printed is None:
        return None
    number, rest, slack = printed
    formal = read_formal(rest, hints)
    readings = (formal,) if isinstance(formal, DateText) else _readings(rest, hints)[0] if formal is None else ()
    agreeing = [
        reading
        for reading in readings
        if len(reading.first or "") == 10 and abs((parse_day(reading.first or "") or 0) - number) <= slack
        if reading.precision in _OF_A_DAY
    ]
    return agreeing[0] if len(agreeing) == 1 else None


def _of_other(text: str) -> tuple[int, str, int] | None:
    """The day number by the tables, the text without that day, and by how many days the tables may be wrong."""
    calendar = other_calendar(text)
    if calendar == "Islamic":
        from regesta.normalise.dates.lunar import SLACK, lunar_date  # noqa: PLC0415 - few texts have one

        lunar = lunar_date(text)
        return None if lunar is None else (*lunar, SLACK)
    if calendar == "French Republican":
        from regesta.normalise.dates.republican import republican_date  # noqa: PLC0415 - as above

        republican = republican_date(text)
        return None if republican is None else (*republican, 0)
    return None


def _with_brackets(text: str, hints: DateHints) -> DateText | None:
    """The one day that is printed by two calendars, one of them in square brackets: 27 June [8 July] 1709."""
    if "[" not in text or "(" in text:
        return None
    readings, _ = _readings(text.replace("[", "(").replace("]", ")"), hints)
    return readings[0] if len(readings) == 1 and readings[0].precision == "day" else None


def _is_far_ahead(reading: DateText) -> bool:
    """Whether a printed year is so far ahead that it is likely one of another calendar: 5784, 2566."""
    last = reading.last or reading.first or ""
    is_far = last > "2400" and len(last) == 10
    return is_far and reading.basis == "stated" and reading.precision not in {"decade", "century"}


def _is_islamic(reading: DateText, text: str) -> bool:
    """Whether a year in Arabic letters or digits is likely of the Hijra, of the moon or the sun: 1441, 1399.

    With "of the birth" beside it it is not.
    """
    first = reading.first or reading.last or ""
    in_reach = "12" < first < "15" and reading.basis == "stated"
    return in_reach and _ARABIC.search(text) is not None and _OF_THE_BIRTH.search(text) is None


@lru_cache(maxsize=16_384)
def stands_alone(text: str, languages_: tuple[str, ...], order: str | None) -> bool:
    """Whether a text names its date in full, in whatever language, so that the day it was written tells nothing."""
    stripped, hints = text.strip(), DateHints(order=order, languages=languages_)
    if len(stripped) > _LONGEST:
        return False
    formal = read_formal(stripped, hints)
    if formal is not None:
        return isinstance(formal, DateText) and formal.basis == "stated"
    readings, needs_anchor = _readings(stripped, hints)
    return len(readings) == 1 and readings[0].basis == "stated" and not needs_anchor


def _meant(text: str, hints: DateHints) -> str | None:
    """The EDTF of a text that means one date."""
    formal = read_formal(text, hints)
    readings = (formal,) if isinstance(formal, DateText) else _readings(text, hints)[0] if formal is None else ()
    return readings[0].edtf if len(readings) == 1 else None


@lru_cache(maxsize=16_384)
def _readings(text: str, hints: DateHints) -> tuple[tuple[DateText, ...], bool]:
    """The different readings in all the languages, and whether one was in want of an anchor."""
    anchor = _anchor(hints.anchor, hints.future, hints.calendar, hints.lasting)
    readings: list[DateText] = []
    needs_anchor = False
    for expression in _expressions(text, hints.languages, hints.order):
        try:
            readings += resolve(expression, anchor)
        except NeedsAnchorError:
            needs_anchor = True
    return (_different(readings) if len(readings) > 1 else tuple(readings)), needs_anchor


@lru_cache(maxsize=4096)
def _anchor(written: str | None, future: bool, calendar: str | None, lasting: bool) -> Anchor:
    day = None if written is None else parse_day(written.partition("T")[0])
    return Anchor(day, future, calendar == "julian", lasting)


def _different(readings: list[DateText]) -> tuple[DateText, ...]:
    """The first of those that mean the same, in order of their EDTF."""
    found: dict[tuple[object, ...], DateText] = {}
    for reading in readings:
        found.setdefault(_meaning(reading), reading)
    return tuple(sorted(found.values(), key=_order))


@lru_cache(maxsize=16_384)
def _expressions(text: str, wanted: tuple[str, ...], order: str | None) -> tuple[Expression, ...]:
    """What a text says in each of the languages (all if none are wanted), before it is held against an anchor."""
    found = split(text)
    if not 0 < len(found) <= _MOST_ATOMS:
        return ()
    tongues = wanted or languages()
    if len(found) == 1 and found[0].kind in {"triple", "pair"}:  # which is the same in every language
        tongues = tongues[:1]
    words = [atom.text for atom in found if atom.kind == "word"]
    tongues = tongues if words else unlike(tongues)
    for word in words:
        tongues = speaking(word, tongues)
    if words and order is None and text.count(".") > 1:
        return _dotted(found, tongues)
    said = [symbols for language in tongues if (symbols := slots(found, lexicon(language))) is not None]
    if len(said) == 1:
        return tuple(expressions(said[0], order))
    different = dict.fromkeys(map(tuple, said))
    return tuple([expression for symbols in different for expression in expressions(symbols, order)])


def _dotted(found: Sequence[Atom], tongues: Sequence[str]) -> tuple[Expression, ...]:
    """What a text says in which 3.4.2019 may stand, the day first where its language has it so."""
    dotted = [atom.value for atom in found if atom.kind == "triple" and atom.value[-1]]
    is_day_first = bool(dotted) and all(month < 13 for _, month, *_ in dotted)
    said = {
        (tuple(symbols), "dmy" if is_day_first and lex.dotted_days else None): None
        for lex in map(lexicon, tongues)
        if (symbols := slots(found, lex)) is not None
    }
    return tuple([expression for symbols, order in said for expression in expressions(symbols, order)])


def _meaning(reading: DateText) -> tuple[object, ...]:
    """What two readings have to share to be the same."""
    r = reading
    return (r.edtf, r.first, r.last, r.part_of_day, r.clock, r.timezone, r.offset, r.approximate, r.uncertain)


def _order(reading: DateText) -> tuple[str, str]:
    return (reading.edtf, str(reading.clock))


def _unreadable(text: str, hints: DateHints) -> Diagnostic:
    from regesta.normalise.dates import advice as date_advice  # noqa: PLC0415 - for faults only

    message = f'date "{_shown(text)}" cannot be read'
    hint = date_advice.unreadable(text[:_LONGEST], hints, _meant)
    return Diagnostic("D201", message, field="/text", value=text, help=hint)


def _anchorless(text: str, hints: DateHints) -> Diagnostic:
    message = f'date "{_shown(text)}" can only be read against the day it was written'
    of_event = "add `anchor`, or `published` to the first source"
    hint = "write its year too, or add `edtf: YEAR-MONTH-DAY`" if hints.published else of_event
    return Diagnostic("D208", message, field="/text", value=text, help=hint)


def _ambiguous(text: str, hints: DateHints, readings: Sequence[DateText]) -> Diagnostic:
    from regesta.normalise.dates import advice as date_advice  # noqa: PLC0415 - for faults only

    candidates = tuple(dict.fromkeys(reading.edtf for reading in readings))
    hint = date_advice.ambiguous(text.strip(), hints, _meant, candidates)
    message = f'date "{_shown(text)}" is ambiguous'
    return Diagnostic("D202", message, field="/text", value=text, candidates=candidates, help=hint)


def _shown(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
