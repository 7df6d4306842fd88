"""The grammar of one date: which rules match its words, found once for each row of kinds, and what they make of it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from regesta.normalise.dates.builders import UNITS, Builder, Groups, day_of, shift_of
from regesta.normalise.dates.pieces import Piece
from regesta.normalise.dates.rules import DAY_ALONE, DAY_OF_YEAR, RULES


class Fit(NamedTuple):
    """How a rule's pattern fits some kinds of words: what it builds with, and the place of each group's word.

    kinds: of each group of one word its kind, as {"unit_kind": "W"}; era: A or B where its year is AD or BC;
    year_shift: of "last year" -1; units: the places of days, weeks and months that it does not count, and of last and
    next: where they are many ("the first days of May"), none of them is meant, nor is the one before last; picks: the
    places of last and next, which are none where they count from a day that is told.
    """

    build: Builder
    kinds: Groups
    places: tuple[tuple[str, int], ...]
    era: str
    year_shift: int | None
    units: tuple[int, ...]
    picks: tuple[int, ...]


def pieces(kinds: str, values: Sequence[Any], order: str | None) -> list[Piece]:
    """Every reading of these words as one date; order settles all-numeric ones."""
    found: list[Piece] = []
    if kinds in _TRIPLES:
        found += _triple(values[0], order)
    elif kinds in _NUMBERS:
        found += _pair(values[0]) if kinds == "z" else _of_year(values, order)
    for fit in _fits(kinds):
        if (fit.units or fit.picks) and _is_open(fit, values):
            continue
        groups = _groups(fit, values)
        piece = None if fit.era and groups["year"] == (fit.era == "B") else fit.build(groups)  # no year 0 is either
        if piece is not None and fit.year_shift is None:
            found.append(piece)
        elif piece is not None and "plural" not in values:
            found.append(piece._replace(year_shift=fit.year_shift))
    if (inside := _without_third(kinds)) is not None:
        found += _thirds(kinds, values, inside)
    if (places := _without_window(kinds)) is not None:
        found += _windows(kinds, values, *places)
    return found


def _is_open(fit: Fit, values: Sequence[Any]) -> bool:
    """Whether words leave open how many are meant, or from what day they count."""
    is_many = any(values[place] == "plural" or isinstance(values[place], int) for place in fit.units)
    return is_many or any(values[place] == "told" for place in fit.picks)


_THIRD_OF_NUMBER = ("tn", "t0", "to", "tr")
_NUMBERS = ("z", "zy")
_TRIPLES = ("x", "xY")  # 24.06.2023 and, as Russian writes it, 24.06.2023 г.


@lru_cache(maxsize=16_384)
def may_be_date(kinds: str) -> bool:
    """Whether words of these kinds are a date, if their values are those of one."""
    if kinds in _TRIPLES or kinds in _NUMBERS or _fits(kinds):
        return True
    inside = _without_third(kinds)
    if inside is not None and (kinds[inside] in _RUNNING or may_be_date(kinds[inside])):
        return True
    places = _without_window(kinds)
    return places is not None and (kinds[places[1]] in _RUNNING or may_be_date(kinds[places[1]]))


@lru_cache(maxsize=16_384)
def _fits(kinds: str) -> tuple[Fit, ...]:
    """The rules that match; the same few words come in the same few orders.

    A pattern is compiled when a text has no kind of word that it lacks and all that it needs, for compiling every
    pattern takes longer than reading many texts.
    """
    wanted = set(kinds)
    fitting = ((pattern, build) for pattern, build, known in _rules() if wanted <= known and _may_match(pattern, kinds))
    found = ((re.fullmatch(pattern, kinds), build) for pattern, build in fitting)
    return tuple(_fit(match, build) for match, build in found if match is not None)


def _fit(match: re.Match[str], build: Builder) -> Fit:
    spans = {name: match.span(name) for name in match.re.groupindex}
    filled = {name: start for name, (start, end) in spans.items() if end > start}
    if "year" in filled:  # the number among its words
        filled["year"] += next(at for at, kind in enumerate(match["year"]) if kind in "nNy")
    kinds = {f"{name}_kind": match[name] for name in filled}
    era = next((kind for kind in match["year"] if kind in "AB"), "") if "year" in filled else ""
    year_shift = shift_of(match["of_year"]) if "of_year" in filled else None
    units = tuple(at for at, kind in enumerate(match.string) if kind in "DWM<>") if "unit" not in filled else ()
    picks = tuple(
        at for name, (start, end) in spans.items() if name == "pick" or name.startswith("of_")
        for at in range(start, end) if match.string[at] in "<=>"
    )  # fmt: skip
    return Fit(build, kinds, tuple(filled.items()), era, year_shift, units, picks)


def _groups(fit: Fit, values: Sequence[Any]) -> Groups:
    """The value of each group that matched, and of each of one word its kind; years astronomical (1 BC is 0)."""
    found = fit.kinds.copy()
    for name, place in fit.places:
        found[name] = values[place]
    if fit.era == "B":
        found["year"] = 1 - found["year"]
    return found


def day_alone(kinds: str, values: Sequence[Any], order: str | None) -> Piece | None:
    """A day that takes its month from the other end of a range: "3" of "3-5 May", "5, 2023" of "May 3-5, 2023".

    Its year may stand before it as well: 2008 წლის 7-12 აგვისტოს.
    """
    if kinds == "z" and values[0][-1] and values[0][3] <= 2:  # 23.06. of 23.06.-25.06.2023
        first, second = values[0][:2]
        return Piece("day", month=first, day=second) if order == "mdy" else Piece("day", month=second, day=first)
    if kinds == "r":  # XVIII of the XVIII-XIX centuries
        return Piece("day", number=values[0])
    if kinds in _THIRD_OF_NUMBER:  # late 19th of the late 19th - early 20th century
        return Piece("day", day=values[1], third=values[0])
    if kinds == "nY" and values[0] > 9:  # 45 of "the years 1941-45"
        return Piece("year", day=values[0])
    fit = _day_alone(kinds)
    return None if fit is None else day_of(_groups(fit, values))


def may_be_day_alone(kinds: str) -> bool:
    return kinds in {"z", "r", "nY"} or kinds in _THIRD_OF_NUMBER or _day_alone(kinds) is not None


@lru_cache(maxsize=16_384)
def _day_alone(kinds: str) -> Fit | None:
    match = re.fullmatch(DAY_ALONE, kinds) or re.fullmatch(DAY_OF_YEAR, kinds)
    return None if match is None else _fit(match, day_of)


def is_bare_number(piece: Piece) -> bool:
    """Whether a piece is no more than the number of a day, as the ends of a range may be."""
    return (
        piece.unit == "day"
        and piece.month is None
        and piece.shift is None
        and piece.weekday is None
        and piece.from_easter is None
    )


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, Builder, frozenset[str]], ...]:
    """The rules, each with the kinds of word that its pattern speaks of."""
    return tuple((pattern, build, frozenset(re.sub(r"\?P[<=]\w+|\?:", "", pattern))) for pattern, build in RULES)


def _may_match(pattern: str, kinds: str) -> bool:
    needs = needs_of(pattern)
    return len(needs) <= len(kinds) and not any(map(set(kinds).isdisjoint, needs))


@lru_cache(maxsize=256)
def needs_of(pattern: str) -> tuple[frozenset[str], ...]:
    """For each word that a pattern cannot do without, the kinds that it may be of.

    >>> [sorted(kinds) for kinds in needs_of("(?P<n>[nr])Q(?:Y|d)M?")]
    [['n', 'r'], ['Q'], ['Y', 'd']]
    """
    bare = re.sub(r"\(\?P=same\)|\?P<\w+>|\?:", "", pattern)
    while (group := re.search(r"\(([^()]*)\)([?*]?)", bare)) is not None:
        inside = f"[{re.sub(r'[][?*|]', '', group[1])}]" if "|" in group[1] else group[1]
        bare = bare[: group.start()] + ("" if group[2] else inside) + bare[group.end() :]
    words = re.findall(r"(?:\[([^]]+)\]|([^?*]))([?*]?)", bare)
    return tuple(frozenset(some or one) for some, one, open_ in words if not open_)


_THIRD_OF = {"month", "season", "year", "decade", "century"}
_PART_OF = {*_THIRD_OF, "quarter", "half"}
_RUNNING = frozenset("WMY")
_COUNTED = frozenset("n_N")
_WINDOW = r"(?:[o0<4][n_N]|[n_N][o0<4])[DWMY]|[DWMY][n_N][o0<4]"
_FIRST_OR_LAST: dict[str, set[int | str | None]] = {"o": {1}, "0": {1}, "4": {"first"}, "<": {None, "plural", "told"}}


def _without_third(kinds: str) -> slice | None:
    """Where the date stands of which the first or last word tells a third; None where there is none."""
    if "t" not in kinds or len(kinds) < 2:
        return None
    return slice(1, None) if kinds[0] == "t" else slice(None, -1) if kinds[-1] == "t" else None


def _thirds(kinds: str, values: Sequence[Any], inside: slice) -> Iterator[Piece]:
    """Early, mid or late (first or last third) of a longer date."""
    third = values[0 if kinds[0] == "t" else -1]
    for piece in _running(kinds[inside], values[inside]) or pieces(kinds[inside], values[inside], None):
        is_week = piece.unit == "week" and piece.shift is not None and piece.weekday is None
        if (piece.unit in _THIRD_OF or is_week) and not _is_part(piece):
            yield piece._replace(third=third)


def _running(kinds: str, values: Sequence[Any]) -> list[Piece]:
    """The year, the month or the week that is meant where only one of its ends or parts is told."""
    is_one = kinds in _RUNNING and values[0] in {None, "alone"}
    return [Piece(UNITS[kinds], shift=0, running=True)] if is_one else []


def _is_part(piece: Piece) -> bool:
    return any(
        part is not None for part in (piece.third, piece.half, piece.quarter, piece.side, piece.window, piece.day)
    )


@lru_cache(maxsize=16_384)
def _without_window(kinds: str) -> tuple[slice, slice] | None:
    """Where the first or last words count some units of a date, and where that date stands."""
    if len(kinds) < 4 or _COUNTED.isdisjoint(kinds):
        return None
    if re.match(_WINDOW, kinds) is not None:
        return slice(3), slice(3, None)
    return (slice(-3, None), slice(-3)) if re.fullmatch(_WINDOW, kinds[-3:]) is not None else None


def _windows(kinds: str, values: Sequence[Any], told: slice, inside: slice) -> Iterator[Piece]:
    """The first two weeks of May, the last three months of 2020."""
    words = kinds[told]
    which, unit_at = (next(at for at, kind in enumerate(words) if kind in some) for some in (_FIRST_OR_LAST, "DWMY"))
    said, count, unit = (values[told][at] for at in (which, 3 - which - unit_at, unit_at))
    if (
        count == 0
        or (count == 1 and unit == "plural")
        or said not in _FIRST_OR_LAST[words[which]]
        or unit in {"named", "days", "about"}
    ):
        return
    whole = pieces(kinds[inside], values[inside], None)
    for piece in _running(kinds[inside], values[inside]) or whole:
        if piece.unit in _PART_OF and not _is_part(piece):
            yield piece._replace(window=(-count if words[which] == "<" else count, UNITS[words[unit_at]]))


def _triple(value: tuple[int, ...], order: str | None) -> Iterator[Piece]:
    """24.06.2023, 2023/06/24, 05/06/23: the year is where four digits stand, else where the order says."""
    a, b, c, wide_a, _, wide_c, _ = value
    if wide_a == 4 and wide_c <= 2:
        yield Piece("day", a, b, c)
    elif wide_a <= 2 and wide_c == 4:
        if order in {None, "dmy"}:
            yield Piece("day", c, b, a)
        if order in {None, "mdy"}:
            yield Piece("day", c, a, b)
    elif wide_a <= 2 and wide_c == 2:
        for one, (year, month, day) in {"dmy": (c, b, a), "mdy": (c, a, b), "ymd": (a, b, c)}.items():
            if order in {None, one} and (one != "ymd" or wide_a == 2):
                yield Piece("day", None, month, day, short_year=year)


def _of_year(values: Sequence[Any], order: str | None) -> Iterator[Piece]:
    """5/13, 2020."""
    return (piece._replace(year=values[1]) for piece in slashed_days(values[0], order))


def slashed_days(value: tuple[int, ...], order: str | None) -> Iterator[Piece]:
    """5/13 beside a year or another day: a day and its month, in either order where none is known."""
    a, b, wide_a, wide_b, is_dotted = value
    if is_dotted or wide_a > 2 or wide_b > 2:
        return
    if order in {None, "dmy"}:
        yield Piece("day", month=b, day=a)
    if order != "dmy":
        yield Piece("day", month=a, day=b)


def _pair(value: tuple[int, ...]) -> Iterator[Piece]:
    """06/2023, 2023/6: a month of a year. Two small numbers are no date: day and month could stand either way."""
    a, b, wide_a, wide_b, _ = value
    if wide_a <= 2 and wide_b == 4 and 1 <= a <= 12:
        yield Piece("month", b, a)
    if wide_a == 4 and wide_b <= 2 and 1 <= b <= 12 and b != (a + 1) % 10**wide_b:  # 1648/9 is two years
        yield Piece("month", a, b)
