"""The grammar of one date: patterns over the kinds of its words (see date_lexicon.KINDS), matched whole."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from regesta.normalise.date_pieces import Pick, Piece, Unit

# n: numbers of one or two digits; o, 0: ordinals; N: three digits; y: four; x, z: 24.06.2023, 06/2023; i: W before n.
_YEAR = r"(?P<year>A?Y?yY?[AB]?|[nN]Y?[AB]|A[nN]|BY?[nNy]Y?|[nN]?YN|NY)"
_YEAR_MAYBE = f"(?:{_YEAR})?"
_DAY = "(?P<day>[no0])D?"
_NAMED_MONTH = "M?(?P<month>m)M?"
_MONTH = f"(?:{_NAMED_MONTH}|(?P<number_month>n)M)"
_SHORT = "(?P<short>n)Y?"
_DAY_ALONE = f"{_DAY}{_YEAR_MAYBE}"

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_PICKS: dict[str, Pick] = {"<": "last", "=": "this", ">": "next"}
_SHIFTS = {"<": -1, "=": 0, ">": 1}
_UNITS: dict[str, Unit] = {
    "D": "day", "W": "week", "M": "month", "Y": "year", "E": "decade", "C": "century", "K": "weekend", "Q": "quarter",
}  # fmt: skip

Groups = dict[str, Any]
Builder = Callable[[Groups], Piece | None]


def pieces(kinds: str, values: Sequence[Any], order: str | None) -> Iterator[Piece]:
    """Every reading of these words as one date; order settles all-numeric ones."""
    if kinds in {"x", "xY"}:  # 24.06.2023 and, as Russian writes it, 24.06.2023 г.
        yield from _triple(values[0], order)
    elif kinds == "z":
        yield from _pair(values[0])
    for match, build in _matches(kinds):
        piece = build(_groups(match, values))
        if piece is not None:
            yield piece
    yield from _thirds(kinds, values)


@lru_cache(maxsize=16_384)
def _matches(kinds: str) -> tuple[tuple[re.Match[str], Builder], ...]:
    """The rules that match; the same few words come in the same few orders.

    A pattern is compiled when a text has no kind of word that it lacks and all that it needs, for compiling every
    pattern takes longer than reading many texts.
    """
    wanted = set(kinds)
    fitting = ((pattern, build) for pattern, build, known in _rules() if wanted <= known and _may_match(pattern, kinds))
    found = ((re.fullmatch(pattern, kinds), build) for pattern, build in fitting)
    return tuple((match, build) for match, build in found if match is not None)


def day_alone(kinds: str, values: Sequence[Any]) -> Piece | None:
    """A day that takes its month from the other end of a range: "3" of "3-5 May", "5, 2023" of "May 3-5, 2023"."""
    if kinds == "z" and values[0][-1] and values[0][3] <= 2:  # 23.06. of 23.06.-25.06.2023
        return Piece("day", month=values[0][1], day=values[0][0])
    if kinds == "r":  # XVIII of the XVIII-XIX centuries
        return Piece("day", number=values[0])
    match = re.fullmatch(_DAY_ALONE, kinds)
    return None if match is None else _day(_groups(match, values))


def is_bare_number(piece: Piece) -> bool:
    """Whether a piece is no more than the number of a day, as the ends of a range may be."""
    return piece.unit == "day" and piece.month is None and piece.shift is None and piece.weekday is None


def _groups(match: re.Match[str], values: Sequence[Any]) -> Groups:
    """The value of each group that matched, and of each of one kind its kind: {"unit": None, "unit_kind": "W"}."""
    found: Groups = {}
    for name in match.re.groupindex:
        start, end = match.span(name)
        if end > start:
            inside = values[start:end]
            found[name] = _year(match[name], inside) if name == "year" else inside[0]
            found[f"{name}_kind"] = match[name]
    return found


def _year(kinds: str, values: Sequence[Any]) -> int:
    """Astronomical year: 1 BC is 0."""
    number: int = next(value for kind, value in zip(kinds, values, strict=True) if kind in "nNy")
    return 1 - number if "B" in kinds else number


def _day(g: Groups) -> Piece:
    month = g.get("month", g.get("number_month"))
    return Piece("day", g.get("year"), month, g["day"], short_year=g.get("short"))


def _month(g: Groups) -> Piece:
    return Piece("month", g.get("year"), g.get("month", g.get("number_month")), pick=_PICKS.get(g.get("pick_kind", "")))


def _season(g: Groups) -> Piece:
    number = _SEASONS[g["season"]]
    return Piece("season", g.get("year"), number=number, pick=_PICKS.get(g.get("pick_kind", "")))


def _winter(g: Groups) -> Piece | None:
    """Winter 2022-23, the one season that lies in two years."""
    follows = g["season"] == "winter" and g["next"] == (g["year"] + 1) % 100
    return Piece("season", g["year"], number=24) if follows else None


def _quarter(g: Groups) -> Piece | None:
    return Piece("quarter", g.get("year"), number=g["n"]) if 1 <= g["n"] <= 4 else None


def _half(g: Groups) -> Piece | None:
    if g["n"] not in {1, 2}:
        return None
    month = g.get("month", g.get("number_month"))
    if month is None:
        return Piece("half", g.get("year"), number=g["n"])
    return Piece("month", g.get("year"), month, half=g["n"])


def _week(g: Groups) -> Piece:
    return Piece("week", g["year"], number=g["n"])


def _decade(g: Groups) -> Piece | None:
    """1990s, and 1900s, which may be ten years or a hundred: the resolver says so."""
    return Piece("decade", number=g["n"]) if g["n"] % 10 == 0 else None


def _decade_of_century(g: Groups) -> Piece | None:
    """The 90s of the 20th century; those of the first have two digits and yet their year."""
    fits = 0 < g["n"] < 100 and g["n"] % 10 == 0
    first = 100 * (g["century"] - 1) + g["n"]
    return Piece("decade", first, number=first) if fits else None


def _century(g: Groups) -> Piece | None:
    number = g["n"]
    return Piece("century", number=1 - number if g.get("era_kind") == "B" else number) if number > 0 else None


def _picked(g: Groups) -> Piece | None:
    """Last, this or next week, month, year; "last day" is none, for which day it is depends on the tale."""
    unit, kind = _UNITS[g["unit_kind"]], g["pick_kind"]
    if unit == "weekend":
        return Piece(unit, pick=_PICKS[kind])
    return None if unit == "day" and kind != "=" else Piece(unit, shift=_SHIFTS[kind])


def _weekday(g: Groups) -> Piece:
    return Piece("day", weekday=g["weekday"], pick=_PICKS.get(g.get("pick_kind", "")))


def _counted(g: Groups, sign: int) -> Piece | None:
    """So many units away; of anything longer than days, nobody counts exactly. "Days ago" is no number of them."""
    unit = _UNITS[g["unit_kind"]]
    count = g.get("n", 1 if g["unit"] == "alone" else None)
    return None if count is None else Piece(unit, shift=sign * count, rough=unit != "day")


def _ago(g: Groups) -> Piece | None:
    return _counted(g, -1)


def _ahead(g: Groups) -> Piece | None:
    return _counted(g, 1)


def _nth(g: Groups) -> Piece | None:
    """The third Tuesday, the last day of a month."""
    nth = g.get("n", -1)
    month = g.get("month", g.get("number_month"))
    return Piece("day", g.get("year"), month, weekday=g.get("weekday"), nth=nth) if nth <= 5 else None


_SAME = r"(?P<same>[-/])"
_RULES: tuple[tuple[str, Builder], ...] = (
    (f"{_DAY}{_MONTH}{_YEAR_MAYBE}", _day),
    (f"{_DAY}{_MONTH}{_SHORT}", lambda g: _day(g) if g["short"] > 9 else None),
    (f"{_NAMED_MONTH}{_DAY}{_YEAR_MAYBE}", _day),
    (f"(?P<number_month>n)M{_DAY}", _day),
    (f"{_YEAR}{_MONTH}{_DAY}", _day),
    (f"{_YEAR}{_DAY}{_NAMED_MONTH}", _day),
    (f"(?P<day>n){_SAME}(?P<month>m)(?P=same)(?:(?P<year>y)|(?P<short>n))", _day),
    (f"(?P<month>m){_SAME}(?P<day>n)(?P=same)(?P<year>y)", _day),
    (f"(?P<year>y){_SAME}(?P<month>m)(?P=same)(?P<day>n)", _day),
    ("(?P<day>0)D?", _day),
    ("D(?P<day>n)", _day),
    (f"W{_DAY}{_MONTH}{_YEAR_MAYBE}", lambda g: _day(g)._replace(unit="week")),
    (f"W{_NAMED_MONTH}{_DAY}{_YEAR_MAYBE}", lambda g: _day(g)._replace(unit="week")),
    (f"(?:(?P<n>[no0])|<)(?:(?P<weekday>w)|D){_MONTH}{_YEAR_MAYBE}", _nth),
    (f"{_MONTH}{_YEAR_MAYBE}", _month),
    (f"{_YEAR}{_MONTH}", _month),
    ("(?P<month>m)[-/](?P<year>y)", _month),
    ("(?P<year>y)[-/](?P<month>m)", _month),
    ("(?P<pick>[<=>])(?P<month>m)", _month),
    ("(?P<month>m)(?P<pick>[<=>])", _month),
    (f"(?P<season>s){_YEAR_MAYBE}", _season),
    (f"{_YEAR}(?P<season>s)", _season),
    ("(?P<season>s)(?P<year>y)[-/](?P<next>n)", _winter),
    ("(?P<pick>[<=>])(?P<season>s)", _season),
    ("(?P<season>s)(?P<pick>[<=>])", _season),
    (f"(?P<n>[nor0])Q{_YEAR_MAYBE}", _quarter),
    (f"Q(?P<n>[nr]){_YEAR_MAYBE}", _quarter),
    (f"{_YEAR}(?P<n>[nor0])Q", _quarter),
    (f"{_YEAR}Q(?P<n>[nr])", _quarter),
    ("Q(?P<n>n)[-/](?P<year>y)", _quarter),
    ("(?P<year>y)[-/]Q(?P<n>n)", _quarter),
    (f"(?P<n>[nor0])H(?:{_MONTH})?{_YEAR_MAYBE}", _half),
    (f"{_YEAR}(?P<n>[nor0])H", _half),
    (f"H(?P<n>n){_YEAR_MAYBE}", _half),
    (f"[Wi](?P<n>n){_YEAR}", _week),
    (f"(?P<n>[no0])[Wi]{_YEAR}", _week),
    (f"{_YEAR}[Wi](?P<n>n)", _week),
    (_YEAR, lambda g: Piece("year", g["year"])),
    ("E?(?P<n>d)[YE]*", _decade),
    ("E(?P<n>[ny])", _decade),
    ("(?P<century>[nor0])C(?P<n>[dn])[YE]*", _decade_of_century),
    ("(?P<n>d)[YE]*(?P<century>[nor0])C", _decade_of_century),
    ("(?P<n>[nor0])C(?P<era>[AB]?)", _century),
    ("C(?P<n>[nor0])(?P<era>[AB]?)", _century),
    ("(?P<era>[AB])(?P<n>n)C", _century),
    ("(?P<weekday>w)", _weekday),
    ("(?P<pick>[<=>])(?P<weekday>w)", _weekday),
    ("(?P<weekday>w)(?P<pick>[<=>])", _weekday),
    ("K", lambda _: Piece("weekend")),
    ("(?P<pick>[<=>])(?P<unit>[DWMYECKQ])", _picked),
    ("(?P<unit>[DWMYECKQ])(?P<pick>[<=>])", _picked),
    ("4=(?P<unit>[WMY])", lambda g: Piece(_UNITS[g["unit_kind"]], shift=0, up_to_anchor=True)),
    ("(?P<k>k)", lambda g: Piece("day", shift=g["k"])),
    ("(?P<n>n)?(?P<unit>[DWMYEC])[G4]", _ago),
    ("G(?P<n>n)?(?P<unit>[DWMYEC])", _ago),
    ("(?P<n>n)?(?P<unit>[DWMYEC])L", _ahead),
    ("I(?P<n>n)?(?P<unit>[DWMYEC])", _ahead),
)


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, Builder, frozenset[str]], ...]:
    """The rules, each with the kinds of word that its pattern speaks of."""
    return tuple((pattern, build, frozenset(re.sub(r"\?P[<=]\w+", "", pattern))) for pattern, build in _RULES)


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


def _thirds(kinds: str, values: Sequence[Any]) -> Iterator[Piece]:
    """Early, mid or late (first or last third) of a longer date."""
    if len(kinds) < 2 or "t" not in {kinds[0], kinds[-1]}:
        return
    third, inside = (values[0], slice(1, None)) if kinds[0] == "t" else (values[-1], slice(None, -1))
    for piece in pieces(kinds[inside], values[inside], None):
        if piece.unit in _THIRD_OF and piece.third is None and piece.half is None and not piece.up_to_anchor:
            yield piece._replace(third=third)


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


def _pair(value: tuple[int, ...]) -> Iterator[Piece]:
    """06/2023, 2023/6: a month of a year. Two small numbers are no date: day and month could stand either way."""
    a, b, wide_a, wide_b, _ = value
    if wide_a <= 2 and wide_b == 4 and 1 <= a <= 12:
        yield Piece("month", b, a)
    if wide_a == 4 and wide_b <= 2 and 1 <= b <= 12 and b != (a + 1) % 100:
        yield Piece("month", a, b)
