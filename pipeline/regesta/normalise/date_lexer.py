"""A folded text becomes slots, one a word or number, each with the symbols it may stand for in one language."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from regesta.normalise.date_lexicon import Lexicon, Phrase
from regesta.normalise.date_zones import printed_offset

Value = int | str | tuple[int, ...] | None
Symbol = tuple[str, Value]
Slot = tuple[Symbol, ...]

_PIECE = (
    r"(?P<space>\s+)"
    r"|(?<![\d.,/])(?P<triple>(?P<a>\d{1,4})(?P<sep>[./\-]| ?/ ?| (?=\d\d? \d{4}))"
    r"(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{1,2}))"
    r"(?![\d/]|[.\-:,]\d)"
    r"|(?<![\d:.])(?P<clock>(?P<hh>\d{1,2})(?::|h)(?P<mm>\d\d)(?::(?P<ss>\d\d)(?:[.,]\d+)?)?)(?![\d:])"
    r"|(?<![\d.,/])(?P<pair>(?P<p>\d{1,4})(?P<psep>\.| ?/ ?)(?P<q>\d{1,4}))(?![\d/]|[.\-:,]\d)"
    r"|(?P<offset>\+\d\d:\d\d|(?:utc|gmt) ?[+\-]\d{1,2}(?::\d\d)?|(?<=:\d\d )[+\-]\d\d:?\d\d)(?!\d)"
    r"|(?P<big>\d+(?:[.,]\d{1,3}(?!\d))+)"
    r"|(?P<number>\d+)"
    r"|(?P<word>[㐀-鿿]|[^\W\d_㐀-鿿]+)"
    r"|(?P<mark>\S)"
)
_ROMAN = r"(x{0,3})(ix|iv|v?i{0,3})(e|eme|er)?"
_MARKS: dict[str, Slot] = {mark: ((mark if mark in "-/~?()" else "", None),) for mark in "-/~?(),'.،、"}


class Atom(NamedTuple):
    """A word, number or mark; kind is the name of its group; glued where no space stands before it."""

    kind: str
    text: str
    glued: bool
    value: tuple[int, ...] = ()


def split(folded: str) -> list[Atom]:
    """Cut a folded text into atoms; nothing of it is lost but white space."""
    return plain if (plain := split_plain(folded)) is not None else split_any(folded)


def split_plain(folded: str) -> list[Atom] | None:
    """The atoms of Latin words and single numbers between spaces, which need no pattern; None for any other text."""
    words = folded.split()
    numbers = [word.isdigit() for word in words]
    if not folded.isascii() or not all(number or word.isalpha() for number, word in zip(numbers, words, strict=True)):
        return None
    if any(map(all, pairwise(numbers))):  # 24 06 2023 is one atom
        return None
    return [
        Atom("number", word, glued=False, value=_number_value(word)) if number else Atom("word", word, glued=False)
        for number, word in zip(numbers, words, strict=True)
    ]


def split_any(folded: str) -> list[Atom]:
    found: list[Atom] = []
    glued = False
    for match in re.finditer(_PIECE, folded):
        kind = next(name for name in _KINDS_OF_ATOM if match[name] is not None)
        if kind != "space":
            found.append(Atom(kind, match[kind], glued, _numbers(kind, match)))
        glued = kind != "space"
    return found


_KINDS_OF_ATOM = ("space", "triple", "clock", "pair", "offset", "big", "number", "word", "mark")


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


def slots(found: list[Atom], lex: Lexicon) -> list[Slot] | None:
    """The symbols each atom may stand for; None where one of them is no word of the language."""
    out: list[Slot] = []
    at = 0
    while at < len(found):
        length, taken = _slot(found, at, lex)
        if length == 0:
            return None
        out += taken
        at += length
    return out


def _slot(found: list[Atom], at: int, lex: Lexicon) -> tuple[int, list[Slot]]:
    atom = found[at]
    length, readings = _phrase(found, at, lex)
    if atom.kind == "number" and not readings:
        return _number(found, at, lex)
    if readings:
        ending = _ending(found, at + length, lex.endings)
        return length + ending, [tuple(readings)]
    if atom.kind in {"triple", "pair", "clock"}:
        symbol = {"triple": "x", "pair": "z", "clock": "c"}[atom.kind]
        return 1 + _ending(found, at + 1, lex.endings), [((symbol, atom.value),)]
    if atom.kind == "offset":
        offset = printed_offset(atom.text)
        return (0, []) if offset is None else (1, [(("Z", offset),)])
    if atom.kind == "mark":
        mark = _MARKS.get(atom.text)
        return (0, []) if mark is None else (1, [mark])
    return _compound(atom, lex) if atom.kind == "word" else (0, [])


def _phrase(found: list[Atom], at: int, lex: Lexicon) -> tuple[int, list[Symbol]]:
    """The longest phrase that starts here, with the roman numeral it may be as well."""
    atom = found[at]
    roman = [("r", value)] if atom.kind == "word" and (value := _roman(atom.text)) else []
    for length in range(min(lex.longest.get(atom.text, 0), len(found) - at), 0, -1):
        phrase = tuple(part.text for part in found[at : at + length])
        if phrase in lex.readings:
            return length, [*lex.readings[phrase], *(roman if length == 1 else [])]
    return (1, list(roman)) if roman else (0, [])


@lru_cache(maxsize=4096)
def _roman(word: str) -> int:
    match = re.fullmatch(_ROMAN, word)
    if match is None or not (match[1] or match[2]):
        return 0
    unit = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}[match[2]]
    return 10 * len(match[1]) + unit


def _number(found: list[Atom], at: int, lex: Lexicon) -> tuple[int, list[Slot]]:
    """A number with the ending that makes it an ordinal or a decade."""
    atom = found[at]
    if not atom.value:
        return 0, []
    width = len(atom.text)
    plain = _plain_number(atom.value[0], width)
    if plain is None:
        return 0, []
    decade = _ending(found, at + 1, lex.decade_endings)
    if decade and atom.value[0] % 10 == 0 and width in {2, 4}:
        return 1 + decade, [(("d", atom.value[0]), *_ordinal(found, at, lex, decade))]
    century = _ending(found, at + 1, lex.century_endings)
    if century:
        return 1 + century, [(plain,), (("C", None),)]
    ordinal = _ending(found, at + 1, lex.ordinal_endings)
    if ordinal and width <= 2:
        return 1 + ordinal, [(("0", atom.value[0]),)]
    other = _ending(found, at + 1, lex.endings)
    return 1 + other, [(plain,)]


def _ordinal(found: list[Atom], at: int, lex: Lexicon, length: int) -> list[Symbol]:
    same = _ending(found, at + 1, lex.ordinal_endings) == length and len(found[at].text) <= 2
    return [("0", found[at].value[0])] if same else []


def _plain_number(value: int, width: int) -> Symbol | None:
    if width == 8:
        year, month, day = value // 10_000, value // 100 % 100, value % 100
        return ("x", (year, month, day, 4, 2, 2, 0))
    return None if width > 4 else ("nnNy"[width - 1], value)


def _ending(found: list[Atom], at: int, endings: frozenset[Phrase]) -> int:
    """How many atoms, glued to the one before, are one of these endings."""
    best = 0
    taken: list[str] = []
    for atom in found[at : at + 4]:
        if not atom.glued:
            break
        taken.append(atom.text)
        if tuple(taken) in endings:
            best = len(taken)
    return best


def _compound(atom: Atom, lex: Lexicon) -> tuple[int, list[Slot]]:
    """A word made of two that are known ("Freitagabend"), in languages that write them so."""
    if not lex.compounds:
        return 0, []
    for cut in range(3, len(atom.text) - 2):
        first, second = lex.readings.get((atom.text[:cut],)), lex.readings.get((atom.text[cut:],))
        if first and second and first[0][0] == "w":
            return 1, [first, second]
    return 0, []
