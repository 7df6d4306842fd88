"""A folded text becomes slots, one a word or number, each with the symbols it may stand for in one language."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from regesta.normalise.dates.affixes import Atom, roman, unglued
from regesta.normalise.dates.dotted import with_days
from regesta.normalise.dates.eras import day_first, gregorian, has_era, has_short_year, other_calendar_date
from regesta.normalise.dates.lexicon import Lexicon, having, lexicon
from regesta.normalise.dates.lexicon_files import Symbol
from regesta.normalise.dates.printed_zones import printed_offset
from regesta.normalise.dates.spelling import WORD, Phrase, fold

Slot = tuple[Symbol, ...]

_PIECE = (
    r"(?P<space>\s+)"
    r"|(?:(?<![\d.,/])|(?<=\./))(?P<triple>(?P<a>\d{1,4})"
    r"(?P<sep>[./\-]| ?/ ?| (?=\d\d? \d{4})|\. (?=\d\d?\. \d{4})|(?<=\d{4})\. (?=\d\d?\. \d))"
    r"(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{1,2}))"
    r"(?![\d/]|[.:,]\d|-(?!(?:\d\d?(?P=sep)\d\d?(?P=sep)\d{4}|\d{4}(?P=sep)\d\d?(?P=sep)\d\d?)(?!\d))\d)"
    r"|(?<![\d:.])(?P<clock>(?P<hh>\d{1,2})(?::|h)(?P<mm>\d\d)(?::(?P<ss>\d\d)(?:[.,]\d+)?)?)(?![\d:])"
    r"|(?<![\d.,/])(?P<pair>(?P<p>\d{1,4})(?P<psep>\.| ?/ ?|\. (?=\d\d?\.(?!\d)))(?P<q>\d{1,4}))"
    r"(?![\d/]|[.:,]\d|-(?!(?:\d\d?(?P=psep)(?:\d\d?(?P=psep))?\d{4}|\d{4}(?P=psep)\d\d?|\d\d?\.\d\d(?![.\d]))(?!\d))\d)"
    r"|(?P<offset>\+\d\d:\d\d|(?:utc|gmt) ?[+\-]\d{1,2}(?::?\d\d)?|(?<=:\d\d )[+\-]\d\d(?::?\d\d)?)(?!\d)"
    r"|(?P<big>\d+(?:[.,]\d{1,3}(?!\d))+)"
    r"|(?P<number>\d+)"
    rf"|(?P<word>{WORD})"
    r"|(?P<mark>\S)"
)
# What an editor has supplied, or doubts: [1605], [Nov.] 1605, 5 Nov. [1605?]; not [3], which is the number of a note.
_SUPPLIED = r"(?:\A|(?<=[\s,.(]))\[((?!\d{1,3}\])(?!.*\.\.)[^][,]+)\](?=[\s,.);]|\Z)|\A\[(\d\d?)\](?= )|(?<=\d)\[(\?)\]"
# That a document has no date, or no year, before what an editor supplies: s. d. [1605], o. J. (um 1605).
_UNDATED = (
    r"(?i)\A(?:[os]\. ?[dj]\.|s\. ?a\.|n\. ?d\.|undated|undatiert|ohne datum|sine dato|sans date|senza data|sin fecha|"
    r"bez daty|без даты),? *(?=[\[(])"
)
_HALF_YEAR = r"(?<![\w.,:'/-])([12])H(\d\d)(?![\w.,:'/-])"  # 1H23, which in lower case is a time
_MARKS: dict[str, Slot] = {mark: ((mark if mark in "-/~?()" else "", None),) for mark in "-/~?(),'.،、·|"}


def split(text: str) -> list[Atom]:
    """Cut a text into atoms, folded; nothing is lost but white space, and brackets around what is supplied."""
    text = re.sub(_UNDATED, "", text) if "[" in text or "(" in text else text
    text = re.sub(_SUPPLIED, r"\1\2\3", text) if "[" in text else text
    text = re.sub(_HALF_YEAR, r"\1H'\2", text) if "H" in text else text
    found = split_words(text)
    return split_any(fold(text)) if found is None else found


def split_words(text: str) -> list[Atom] | None:
    """The atoms of a text word by word, for words come again and again; None where one may be part of a longer atom."""
    found: list[Atom] = []
    after_number = False
    for word in text.split():
        atoms = _word(word)
        if atoms is None or (after_number and atoms[0].text[0].isdecimal()):  # 24 06 2023 is one atom
            return None
        found += atoms
        after_number = atoms[-1].text[-1].isdecimal() or _ends_dotted(atoms)
    return found


@lru_cache(maxsize=16_384)
def _word(word: str) -> tuple[Atom, ...] | None:
    """The atoms of a word between spaces; None if it may be one with its neighbours, or fold otherwise beside them."""
    folded = fold(word)
    if folded.isascii() and folded.isalpha():
        return (Atom("word", folded, False),)
    if folded.isascii() and folded.isdecimal():
        return (Atom("number", folded, False, _number_value(folded)),)
    if folded.split() != [folded] or (folded != "-" and folded[0] in "+-/") or folded[-1] == "/":
        return None
    return tuple(split_any(folded))


def _ends_dotted(atoms: Sequence[Atom]) -> bool:
    """Whether a number with a dot after it ends here: 24. 6. 2023 is one atom."""
    return len(atoms) > 1 and atoms[-1].text == "." and atoms[-2].text[-1].isdecimal()


def split_any(folded: str) -> list[Atom]:
    found: list[Atom] = []
    glued = False
    for match in re.finditer(_PIECE, folded):
        kind = match.lastgroup or "space"  # of nested groups the outer one
        if kind != "space":
            found.append(Atom(kind, match[kind], glued, _numbers(kind, match)))
        glued = kind != "space"
    return found


def _numbers(kind: str, match: re.Match[str]) -> tuple[int, ...]:
    names = {"triple": "abc", "pair": "pq"}.get(kind)
    if names is not None:
        texts = [match[name] for name in names]
        dotted = int("." in (match["sep"] or match["psep"]))
        return (*(int(text) for text in texts), *(len(text) for text in texts), dotted)
    if kind == "clock":
        return tuple(int(match[name]) for name in ("hh", "mm", "ss") if match[name] is not None)
    return _number_value(match[kind]) if kind == "number" else ()


def _number_value(digits: str) -> tuple[int, ...]:
    return (int(digits),) if len(digits) <= 8 else ()


def speaking(word: str, tongues: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some languages that may have a word, alone or in a phrase."""
    return tongues if roman(word) else having(word, tongues)


@cache
def _beginnings(language: str) -> frozenset[Phrase]:
    """The first two atoms of the longer phrases of a language."""
    return frozenset(phrase[:2] for phrase in lexicon(language).readings if len(phrase) > 1)


def slots(found: Sequence[Atom], lex: Lexicon) -> list[Slot] | None:
    """The symbols each atom may stand for; None where one of them is no word of the language."""
    out: list[Slot] = []
    if any(lex.affixes):
        found = unglued(found, lex)
    at, last = 0, len(found) - 1
    beginnings, hangs = _beginnings(lex.language), lex.day_first or bool(lex.calendars)
    while at <= last:
        atom = found[at]
        following = None if at == last else found[at + 1]
        alone = not hangs and (following is None or not (following.glued or (atom.text, following.text) in beginnings))
        length, taken = _slot_alone(atom, lex.language) if alone else _slot(found, at, lex)
        if length == 0:
            return None
        out += taken
        at += length
    if not lex.short_years and has_short_year(out):
        return None
    if lex.dotted_days:
        out = with_days(out)
    if lex.own_years[1] and not has_era(out):
        out = [tuple(gregorian(symbol, *lex.own_years) for symbol in slot) for slot in out]
    return out[:-1] if _is_closed(out) else out


def _is_closed(out: Sequence[Slot]) -> bool:
    """Whether the last word is an "until" that only closes what an earlier "to" has opened: 3日から5日まで."""
    closes = len(out) > 3 and any(kind == "U" for kind, _ in out[-1])
    return closes and any(kind == "T" for slot in out[1:-2] for kind, _ in slot)


@lru_cache(maxsize=16_384)
def _slot_alone(atom: Atom, language: str) -> tuple[int, Sequence[Slot]]:
    """The symbols of an atom to which nothing is glued and that begins no phrase with the next."""
    length, taken = _slot((atom,), 0, lexicon(language))
    return length, tuple(taken)


def _slot(found: Sequence[Atom], at: int, lex: Lexicon) -> tuple[int, list[Slot]]:
    other = other_calendar_date(found, at, lex) if lex.calendars else None
    return _of_no_calendar(found, at, lex) if other is None else other


def _of_no_calendar(found: Sequence[Atom], at: int, lex: Lexicon) -> tuple[int, list[Slot]]:
    atom = found[at]
    length, readings = _phrase(found, at, lex)
    if atom.kind == "number" and not readings:
        return _number(found, at, lex)
    if readings:
        length += _ending(found, at + length, lex.endings)
        kind, inside = readings[0]
        return length, [(symbol,) for symbol in inside] if kind == "*" else [tuple(readings)]
    if atom.kind in {"triple", "pair", "clock"}:
        return _printed(found, at, lex)
    if atom.kind == "offset":
        offset = printed_offset(atom.text)
        return (0, []) if offset is None else (1, [(("Z", offset),)])
    if atom.kind == "mark":
        return _mark(found, at)
    return _compound(atom.text, lex) if atom.kind == "word" else (0, [])


def _printed(found: Sequence[Atom], at: int, lex: Lexicon) -> tuple[int, list[Slot]]:
    """Numbers with marks between them: 24.6. is a day and its month, 24.6 alone may be a time."""
    atom = found[at]
    if atom.kind == "pair" and at + 1 < len(found) and found[at + 1].text == "." and found[at + 1].glued:
        day, month, day_width, month_width, is_dotted = atom.value
        if is_dotted and day_width < 3 and month_width < 3 and 1 <= month <= 12:
            return 2, [(("0", day),), (("m", month),)]
    if lex.day_first and any(part.kind == "word" for part in found) and (taken := day_first(atom)) is not None:
        return 1, taken
    if atom.kind == "triple" and atom.value[3:6] == (4, 2, 1) and at + 1 < len(found) and found[at + 1].text == "?":
        return 0, []  # 2024-03-1? may be of ten days
    symbol = {"triple": "x", "pair": "z", "clock": "c"}[atom.kind]
    return 1 + _ending(found, at + 1, lex.endings), [((symbol, atom.value),)]


def _mark(found: Sequence[Atom], at: int) -> tuple[int, list[Slot]]:
    year = _short_year(found, at) if found[at].text == "'" else None
    if year is not None:
        return 2, [(("u", year),)]
    length, day = _day_of_short_year(found, at) if found[at].text == "'" else (0, [])
    if length:
        return length, day
    mark = _MARKS.get(found[at].text)
    return (0, []) if mark is None else (1, [mark])


def _short_year(found: Sequence[Atom], at: int) -> int | None:
    """The year of two digits that an apostrophe leads ('23); None for minutes (10'30), decades ('90s) and quotes."""
    digits, after = (*found[at + 1 : at + 3], None, None)[:2]
    if digits is None or digits.kind != "number" or len(digits.text) != 2 or not digits.glued:
        return None
    ends = after is None or not after.glued or (after.kind == "mark" and after.text != "'")
    follows_number = found[at].glued and found[at - 1].kind not in {"word", "mark"}
    is_quote = at == 0 and found[-1].text == "'"
    return digits.value[0] if ends and not follows_number and not is_quote else None


def _day_of_short_year(found: Sequence[Atom], at: int) -> tuple[int, list[Slot]]:
    """The day whose year an apostrophe leads, '23/6/24 or '23. 6. 24; nothing in quotes."""
    after = found[at + 1 : at + 4]
    shape = "".join(atom.text if atom.kind == "mark" else atom.kind for atom in after)
    is_triple = shape.startswith("triple")
    if not (is_triple or shape == "pair.number") or not after[0].glued or (at == 0 and found[-1].text == "'"):
        return 0, []
    year, month, *others = after[0].value
    day, wide = (others[0], others[1]) if is_triple else (after[2].value[0], others[0])
    if wide != 2 or day > 31:
        return 0, []
    return (2 if is_triple else 4), [(("u", year),), (("m", month),), (("0", day),)]


def _phrase(found: Sequence[Atom], at: int, lex: Lexicon) -> tuple[int, list[Symbol]]:
    """The longest phrase that starts here, with the roman numeral it may be as well."""
    atom = found[at]
    value = roman(atom.text) if atom.kind == "word" else 0
    numeral = [("r", value)] if value else []
    texts = tuple([part.text for part in found[at : at + lex.longest.get(atom.text, 0)]])
    for length in range(len(texts), 0, -1):
        readings = lex.readings.get(texts[:length])
        if readings is not None:
            return length, [*readings, *(numeral if length == 1 else [])]
    return (1, list(numeral)) if numeral else (0, [])


def _number(found: Sequence[Atom], at: int, lex: Lexicon) -> tuple[int, list[Slot]]:
    """A number with the ending that makes it an ordinal or a decade."""
    atom = found[at]
    if not atom.value:
        return 0, []
    width = len(atom.text)
    plain = _plain_number(atom.value[0], width)
    if width == 3 and atom.value[0] < 200 and "eras" in lex.calendars:  # 112年 may be of an era: it is in Taiwan
        plain = ("n", atom.value[0])
    return (0, []) if plain is None else _number_ending(found, at, lex, plain)


def _number_ending(found: Sequence[Atom], at: int, lex: Lexicon, plain: Symbol) -> tuple[int, list[Slot]]:
    atom, width = found[at], len(found[at].text)
    century = _ending(found, at + 1, lex.century_endings)
    if century and width == 4 and 0 < atom.value[0] == atom.value[0] // 100 * 100:  # 1800-talet
        return 1 + century, [(("0", atom.value[0] // 100 + 1),), (("C", None),)]
    decade = _ending(found, at + 1, lex.decade_endings)
    if decade and at > 1 and found[at - 1].text == "-" and _ending(found, at + 1, lex.endings):  # 1918-1920-ci illər
        if (found[at - 2].value or (0,))[0] % 10 == 0:  # which may be years and may be decades
            return 0, []
        decade = 0
    if decade and atom.value[0] % 10 == 0 and width in {2, 4}:
        return 1 + decade, [(("d", atom.value[0]), *_ordinal(found, at, lex, decade))]
    if century and not decade:
        return 1 + century, [(plain,), (("C", None),)]
    ordinal = _ending(found, at + 1, lex.ordinal_endings)
    if ordinal and width <= 2:
        return 1 + ordinal, [(("0", atom.value[0]),)]
    other = _ending(found, at + 1, lex.endings)
    may_be_time = width == 4 and atom.value[0] < 1000 and atom.value[0] % 100 < 60  # 0930, which is seldom a year
    return 1 + other, [(plain, ("c", divmod(atom.value[0], 100))) if may_be_time else (plain,)]


def _ordinal(found: Sequence[Atom], at: int, lex: Lexicon, length: int) -> list[Symbol]:
    same = _ending(found, at + 1, lex.ordinal_endings) == length and len(found[at].text) <= 2
    return [("0", found[at].value[0])] if same else []


def _plain_number(value: int, width: int) -> Symbol | None:
    if width == 8:
        year, month, day = value // 10_000, value // 100 % 100, value % 100
        return ("x", (year, month, day, 4, 2, 2, 0))
    return None if width > 4 else ("nnNy"[width - 1], value)


def _ending(found: Sequence[Atom], at: int, endings: frozenset[Phrase]) -> int:
    """How many atoms, of which the first is glued to the one before, are one of these endings."""
    if at == len(found) or not found[at].glued:
        return 0
    best = 0
    taken: list[str] = []
    for atom in found[at : at + 4]:
        taken.append(atom.text)
        if tuple(taken) in endings:
            best = len(taken)
    return best


def _compound(word: str, lex: Lexicon) -> tuple[int, list[Slot]]:
    """A word made of two that are known ("Freitagabend"), in languages that write them so."""
    if not lex.compounds:
        return 0, []
    for cut in range(3, len(word) - 2):
        first, second = lex.readings.get((word[:cut],)), lex.readings.get((word[cut:],))
        if first and second and first[0][0] == "w":
            return 1, [first, second]
    return 0, []
