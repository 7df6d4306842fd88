"""The grammar of a whole date text: what stands around a date, and what ties two of them together."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any

from regesta.normalise.date_core import day_alone, is_bare_number, pieces
from regesta.normalise.date_lexer import Slot
from regesta.normalise.date_pieces import Expression, Piece, Shape, Time, When

_MOST_READINGS = 64
# Words at either end of a date, and the field of When they fill.
_FIELDS = {
    "~": "approximate",
    "?": "uncertain",
    "O": "julian",
    "V": "new_style",
    "Z": "zone",
    "w": "weekday",
    "p": "part",
}
_PREFIXES: dict[str, Shape] = {
    "b": "before", "a": "after", "e": "not-after", "g": "not-before", "S": "since", "f": "since", "U": "until",
}  # fmt: skip
_SUFFIXES: dict[str, Shape] = {key: shape for key, shape in _PREFIXES.items() if key != "f"}
_ASIDE = r"\(([~?OVAB]+|[Zw])\)"
_TIME = "(?:c[12h]?|nhn|nh?[12]|nh|[12]c|[12]n(?:hn?)?|3|z[h12]|hz)"
_IN_TIME = "ch123"  # a time has one of these
_Found = dict[tuple[str, tuple[Any, ...], bool], list[When]]
_ALL_TIMES = re.compile(f"[{_IN_TIME}z]")
# Two times with what ties them, or one: pattern, whether they last from first to second, and the kinds of which it has
# at least one each, since compiling a pattern takes longer than a text that it cannot match.
_TIME_EDGES = tuple(
    (pattern, lasting, needed)
    for body, lasting, needed in (
        (rf"f?(?P<a>{_TIME})Z?[T\-](?P<b>{_TIME})Z?", True, (_IN_TIME, "T-")),
        (rf"J(?P<a>{_TIME})Z?&(?P<b>{_TIME})Z?", False, (_IN_TIME, "J", "&")),
        (rf"@?(?P<a>{_TIME})Z?", True, (_IN_TIME,)),
        (r"@(?P<a>z)Z?", True, ("@", "z")),
    )
    for pattern in (rf"\A{body}", rf"{body}\Z", rf"{body}(?=y\Z)")
)


def expressions(slots: Sequence[Slot], order: str | None) -> Iterator[Expression]:
    """Every way to understand all of the slots; nothing where there are too many to look at."""
    if prod(len(slot) for slot in slots) > _MOST_READINGS:
        return
    seen: set[Expression] = set()
    found: _Found = {}
    for choice in product(*slots):
        symbols = [symbol for symbol in _told_apart(choice) if symbol[0]]
        for text in (_Text.of(one, order, found) for one in _with_slashes(symbols)):
            for expression in text.expressions():
                if expression not in seen:
                    seen.add(expression)
                    yield expression


def _told_apart(choice: Sequence[Any]) -> Iterator[Any]:
    """Week 2 of June is its second week, which no calendar counts; the week of 2 June is the one that day is in."""
    for symbol, following in zip(choice, (*choice[1:], ("", None)), strict=True):
        yield ("i", symbol[1]) if symbol[0] == "W" and following[0] == "n" else symbol


def _with_slashes(symbols: list[Any]) -> Iterator[list[Any]]:
    """The symbols, and where two numbers with a slash stand in them, as two days too: 23/24 June."""
    yield symbols
    for at, (kind, value) in enumerate(symbols):
        if kind == "z" and value[1] == value[0] + 1 and value[3] <= 2:
            yield [*symbols[:at], ("n", value[0]), ("/", None), ("n", value[1]), *symbols[at + 1 :]]


class _Text:
    """Words as kinds and values side by side, so that patterns see the kinds and builders get the values.

    found holds what was read of the same words before, as a part of this text or of another reading of it.
    """

    __slots__ = ("found", "kinds", "order", "values")

    def __init__(self, kinds: str, values: Sequence[Any], order: str | None, found: _Found) -> None:
        self.kinds, self.values, self.order, self.found = kinds, values, order, found

    @classmethod
    def of(cls, symbols: Sequence[tuple[str, Any]], order: str | None, found: _Found) -> "_Text":
        kinds = "".join(kind for kind, _ in symbols)
        kinds = re.sub("6(?=[yYd])", "~", kinds).replace("6", "@")
        values = [value for _, value in symbols]
        while (aside := re.search(_ASIDE, kinds)) is not None:
            start, end = aside.span()
            kinds = kinds[:start] + aside[1] + kinds[end:]
            values = values[:start] + values[start + 1 : end - 1] + values[end:]
        return cls(kinds, values, order, found)

    def cut(self, start: int, end: int | None = None) -> "_Text":
        return _Text(self.kinds[start:end], self.values[start:end], self.order, self.found)

    def without(self, start: int, end: int) -> "_Text":
        kinds, values = self.kinds[:start] + self.kinds[end:], [*self.values[:start], *self.values[end:]]
        return _Text(kinds, values, self.order, self.found)

    def expressions(self) -> Iterator[Expression]:
        if not self.kinds:
            return
        yield from (Expression("at", when) for when in self.whens())
        for when in self.whens(partial=True) if _ALL_TIMES.search(self.kinds) else ():
            if when.date is None:  # a time alone: of the day it was written
                yield Expression("at", when._replace(date=Piece("day", shift=0)))
        yield from self._bounded()
        yield from self._ranges()

    def _bounded(self) -> Iterator[Expression]:
        first, last = self.kinds[0], self.kinds[-1]
        if last == "5":
            rest = self.cut(0, -2 if self.kinds[-2:-1] in {"T", "-", "U"} else -1)
            yield from (Expression("since", when) for when in rest.whens())
        for shape, rest in ((_PREFIXES.get(first), self.cut(1)), (_SUFFIXES.get(last), self.cut(0, -1))):
            if shape is not None:
                yield from (Expression(shape, when) for when in rest.whens())

    def _ranges(self) -> Iterator[Expression]:
        kinds = self.kinds
        if kinds[0] == "J" or kinds[-1] == "J":
            inside = self.cut(1) if kinds[0] == "J" else self.cut(0, -1)
            yield from inside.pairs("between", "&T-")
            return
        yield from (self.cut(1) if kinds[0] == "f" else self).pairs("from-to", "T-/")
        if len(kinds) > 3 and kinds[0] == "p" and self.values[0] == "night":
            inside = self.cut(2) if kinds[1] == "f" else self.cut(1)
            yield from (_night(pair) for pair in inside.pairs("from-to", "T-&/"))

    def pairs(self, shape: Shape, ties: str) -> Iterator[Expression]:
        for at, kind in enumerate(self.kinds):
            if kind in ties and 0 < at < len(self.kinds) - 1:
                for first, second in product(self.cut(0, at).whens(partial=True), self.cut(at + 1).whens(partial=True)):
                    if (first.date is not None or second.date is not None) and (
                        kind != "/" or _are_alike(first, second)
                    ):
                        yield Expression(shape, first, second)

    def whens(self, *, partial: bool = False) -> list[When]:
        """Every reading as one date with what stands around it; a partial one may lack its month, or be a time."""
        words = (self.kinds, tuple(self.values), partial)
        if words not in self.found:
            self.found[words] = list(dict.fromkeys(_whens(self, When(None), set(), partial=partial)))
        return self.found[words]


def _are_alike(first: When, second: When) -> bool:
    """Whether a slash can tie them: 23/24 June and 2019/20, but not yesterday/2023."""
    if first.date is None or second.date is None:
        return False
    return first.date.unit == second.date.unit or is_bare_number(first.date) or is_bare_number(second.date)


def _night(pair: Expression) -> Expression:
    return pair._replace(first=pair.first._replace(part="night"))


def _whens(text: _Text, known: When, seen: set[Any], *, partial: bool) -> Iterator[When]:
    """seen: what was looked at before, since the same words can be taken off both ends in many orders."""
    kinds = text.kinds
    state = (kinds, tuple(text.values), known)
    if state in seen:
        return
    seen.add(state)
    if not kinds:
        if partial and known.time is not None:
            yield known
        return
    for piece in _dates(text, known, partial=partial):
        yield known._replace(date=piece, approximate=known.approximate or piece.rough)
    if kinds == "v" and known.part is None:
        yield known._replace(date=Piece("day", shift=text.values[0]), part="night")
    for rest, more in _edges(text, known):
        yield from _whens(rest, more, seen, partial=partial)


def _dates(text: _Text, known: When, *, partial: bool) -> Iterator[Piece]:
    yield from pieces(text.kinds, text.values, text.order)
    if known.part is not None and text.kinds in {"=", "<"}:
        yield Piece("day", shift=0 if text.kinds == "=" else -1)
    if partial and (piece := day_alone(text.kinds, text.values)) is not None:
        yield piece


def _edges(text: _Text, known: When) -> Iterator[tuple[_Text, When]]:
    """What can be taken off either end: marks of doubt and calendar, zone, weekday, part of day, time."""
    for at, rest in ((0, text.cut(1)), (-1, text.cut(0, -1))):
        more = _edge(text.kinds[at], text.values[at], known, leading=at == 0)
        if more is not None:
            yield rest, more
    if known.time is None:
        yield from _times(text, known)


def _edge(kind: str, value: Any, known: When, *, leading: bool) -> When | None:
    """What is known once a word at one end is taken off; None where it is not such a word, or one too many."""
    if kind == "@":
        return known
    if kind in "OV" and (known.julian or known.new_style):
        return None
    if kind == "j":
        return known._replace(part="night", night_into=True) if leading and known.part is None else None
    field = _FIELDS.get(kind)
    if field is None or getattr(known, field) or (kind == "Z" and leading):
        return None
    change: dict[str, Any] = {field: value or True}
    return known._replace(**change)


def _times(text: _Text, known: When) -> Iterator[tuple[_Text, When]]:
    for match, lasting in _time_edges(text.kinds):
        start, end = match.span()
        zones = {value for kind, value in zip(match[0], text.values[start:end], strict=True) if kind == "Z"}
        if known.zone is not None:
            zones.add(known.zone)
        times = [_time(match[name], text.values[slice(*match.span(name))]) for name in match.re.groupindex]
        if len(zones) <= 1 and None not in times:
            zone = next(iter(zones), None)
            first, second = (*times, None)[:2]
            yield text.without(start, end), known._replace(time=first, time_end=second, zone=zone, lasting=lasting)


@lru_cache(maxsize=16_384)
def _time_edges(kinds: str) -> tuple[tuple[re.Match[str], bool], ...]:
    """Where times stand at an end of these kinds of words, and whether the two of a pair are a start and an end."""
    there = set(kinds)
    fitting = ((p, lasting) for p, lasting, needed in _TIME_EDGES if not any(map(there.isdisjoint, needed)))
    found = ((re.search(pattern, kinds), lasting) for pattern, lasting in fitting)
    return tuple((match, lasting) for match, lasting in found if match is not None)


def _is_clock_only(value: Sequence[int]) -> bool:
    """Whether two numbers with a dot can be a time (14.30) and no day and month (12.06)."""
    return bool(value[-1]) and value[3] == 2 and not 1 <= value[1] <= 12


def _time(kinds: str, values: Sequence[Any]) -> Time | None:
    """A time of day; None where no clock shows it."""
    if kinds == "3":
        return Time(12, 0)
    if kinds == "z" and not _is_clock_only(values[0]):
        return None
    main = next(index for index, kind in enumerate(kinds) if kind in "cnz")
    value = values[main]
    numbers = tuple(value[:2]) if kinds[main] == "z" else tuple(value) if kinds[main] == "c" else (value,)
    if kinds.endswith("hn"):
        numbers = (*numbers, values[-1])
    hour, *rest = numbers
    half = "am" if "1" in kinds else "pm" if "2" in kinds else None
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or any(number > 59 for number in rest):
        return None
    return Time(hour, *rest)
