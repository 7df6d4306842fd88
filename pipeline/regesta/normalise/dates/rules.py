"""The rules of one date: patterns over the kinds of its words (see lexicon.KINDS), and what each makes of them."""

from collections.abc import Callable
from typing import Any

from regesta.normalise.dates.pieces import Pick, Piece, Unit

# n: numbers of one or two digits; o, 0: ordinals; N: three digits; y: four; x, z: 24.06.2023, 06/2023; i: W before n;
# u: the 23 of '23; _: one, two, ... before a unit that they count.
_PRINTED_YEAR = r"(?P<year>A?Y?yY?[AB]?|[nN]Y?[AB]|A[nN]Y?|BY?[nNy]Y?|[nN]?YN|NY)"
_YEAR = f"(?:{_PRINTED_YEAR}|(?P<of_year>[<=>]Y|Y[<=>]))"  # May 2023, May last year
_YEAR_MAYBE = f"{_YEAR}?"
_DAY = "(?P<day>n%?|[o0][D%]?)"  # 5 days are no 5th day
_NAMED_MONTH = "M?(?P<month>m)M?"
_MONTH = f"(?:{_NAMED_MONTH}|(?P<number_month>n)l)"
_SHORT = "(?P<short>n)Y?"
_APOSTROPHE = "(?P<short>u)Y?"
DAY_ALONE = f"{_DAY}(?:{_PRINTED_YEAR})?"

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_PICKS: dict[str, Pick] = {"<": "last", "=": "this", ">": "next"}
_SHIFTS = {"<": -1, "=": 0, ">": 1}
_UNITS: dict[str, Unit] = {
    "D": "day", "W": "week", "M": "month", "Y": "year", "E": "decade", "C": "century", "P": "century", "K": "weekend",
    "Q": "quarter",
}  # fmt: skip

Groups = dict[str, Any]
Builder = Callable[[Groups], Piece | None]


def day_of(g: Groups) -> Piece:
    month = g.get("month", g.get("number_month"))
    return Piece("day", g.get("year"), month, g["day"], short_year=g.get("short"))


def _month(g: Groups) -> Piece:
    return Piece(
        "month", g.get("year"), g.get("month", g.get("number_month")), pick=_pick(g), short_year=g.get("short")
    )


def _season(g: Groups) -> Piece:
    number = _SEASONS[g["season"]]
    return Piece("season", g.get("year"), number=number, pick=_pick(g), short_year=g.get("short"))


def _winter(g: Groups) -> Piece | None:
    """Winter 2022-23 or 2022-3, the one season that lies in two years."""
    year, following = (g["year"], g["next"]) if "year" in g else g["pair"][:2]
    nexts = {year + 1, (year + 1) % 100, (year + 1) % 10 or year + 1}
    follows = g["season"] == "winter" and year > 99 and following in nexts
    return Piece("season", year, number=24) if follows else None


def _quarter(g: Groups) -> Piece | None:
    return Piece("quarter", g.get("year"), number=g["n"]) if 1 <= g["n"] <= 4 else None


def _slashed_quarter(g: Groups) -> Piece | None:
    """Q3/2020."""
    number, year, _, wide_year, _ = g["pair"]
    return Piece("quarter", year, number=number) if wide_year == 4 and 1 <= number <= 4 else None


def _half(g: Groups) -> Piece | None:
    if g["n"] not in {1, 2}:
        return None
    month = g.get("month", g.get("number_month"))
    if month is None:
        return Piece("half", g.get("year"), number=g["n"])
    return Piece("month", g.get("year"), month, half=g["n"])


def _part_of_century(g: Groups) -> Piece | None:
    """Its first or second half, one of its four quarters; each is told by the word after the ordinal."""
    century, is_half = _century(g), g["part_kind"] == "H"
    which = g.get("which", 2 if is_half else 4)
    if century is None or not 1 <= which <= (2 if is_half else 4):
        return None
    return century._replace(half=which) if is_half else century._replace(quarter=which)


def _week(g: Groups) -> Piece:
    return Piece("week", g.get("year"), number=g["n"])


def _slashed_week(g: Groups) -> Piece | None:
    """Week 34/2023, 2023/34."""
    a, b, wide_a, wide_b, _ = g["pair"]
    if wide_a == wide_b or 4 not in {wide_a, wide_b}:
        return None
    return Piece("week", max(a, b), number=min(a, b))


def _two_styles(g: Groups) -> Piece | None:
    """30 January 1648/9, of a year that began in January or in March: the later, which is how it is reckoned now."""
    year, following, wide, wide_next, _ = g["pair"]
    if wide != 4 or (year + 1) % 10**wide_next != following:
        return None
    month = g.get("month", g.get("number_month"))
    return Piece("day" if "day" in g else "month", year + 1, month, g.get("day"), two_styles=True)


def _feast(g: Groups) -> Piece:
    *church, name = g["feast"].split()
    if name.startswith("easter"):
        days = int(name.removeprefix("easter"))
        return Piece("day", g.get("year"), from_easter=days, church=church[0] if church else None)
    month, day = map(int, name.split("-"))
    return Piece("day", g.get("year"), month, day)


def _decade(g: Groups) -> Piece | None:
    """1990s, and 1900s, which may be ten years or a hundred: the resolver says so."""
    return Piece("decade", number=g["n"]) if g["n"] % 10 == 0 else None


def _decade_of_century(g: Groups) -> Piece | None:
    """The 90s of the 20th century; those of the first have two digits and yet their year."""
    fits = 0 < g["n"] < 100 and g["n"] % 10 == 0
    first = 100 * (g["century"] - 1) + g["n"]
    return Piece("decade", first, number=first) if fits else None


def _decade_of_other_century(g: Groups) -> Piece | None:
    """The 90s of the last century."""
    return Piece("decade", number=g["n"], shift=shift_of(g["of_century_kind"])) if g["n"] < 100 else None


def _century(g: Groups) -> Piece | None:
    number = g["n"]
    return Piece("century", number=1 - number if g.get("era_kind") == "B" else number) if number > 0 else None


def _picked(g: Groups) -> Piece | None:
    """Last, this or next week, month, year; "last day" is none, for which day it is depends on the tale."""
    unit, kind = _UNITS[g["unit_kind"]], g["pick_kind"]
    if g["unit"] in {"plural", "named"}:
        return None
    if unit == "weekend":
        return Piece(unit, pick=_PICKS[kind])
    return None if unit == "day" and kind != "=" else Piece(unit, shift=_SHIFTS[kind])


def _pick(g: Groups) -> Pick | None:
    return "coming" if g.get("pick") == "coming" else _PICKS.get(g.get("pick_kind", ""))


def _weekday(g: Groups) -> Piece:
    if g.get("pick") == "of_week":
        return Piece("week", weekday=g["weekday"], shift=_SHIFTS[g["pick_kind"]])
    return Piece("day", weekday=g["weekday"], pick=_pick(g))


def shift_of(kinds: str) -> int:
    """How many units from the anchor's: "last year" and "year last" are -1."""
    return next(shift for kind, shift in _SHIFTS.items() if kind in kinds)


def _day_of_week(g: Groups) -> Piece | None:
    """Tuesday of last week; a Sunday may end one week or begin the next."""
    is_sunday = g["weekday"] == 7
    return None if is_sunday else Piece("week", weekday=g["weekday"], shift=shift_of(g["of_week_kind"]))


def _day_of_month(g: Groups) -> Piece:
    return Piece("month", day=g["day"], shift=shift_of(g["of_month_kind"]))


def _counted(g: Groups, sign: int) -> Piece | None:
    """So many units away; of anything longer than days, nobody counts exactly. "Days ago" is no number of them."""
    unit = _UNITS[g["unit_kind"]]
    count = g.get("n", 1 if g["unit"] == "alone" else None)
    return (
        None
        if count is None or (g["unit"] == "named" and sign < 0)
        else Piece(unit, shift=sign * count, rough=unit != "day")
    )


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
RULES: tuple[tuple[str, Builder], ...] = (
    (f"{_DAY}{_MONTH}{_YEAR_MAYBE}", day_of),
    (f"{_DAY}{_MONTH}{_SHORT}", lambda g: day_of(g) if g["short"] > 9 else None),
    (f"{_DAY}{_MONTH}{_APOSTROPHE}", day_of),
    (f"{_NAMED_MONTH}{_DAY}{_YEAR_MAYBE}", day_of),
    (f"{_NAMED_MONTH}{_DAY}{_APOSTROPHE}", day_of),
    (f"(?P<number_month>n)l{_DAY}", day_of),
    (f"{_YEAR}{_MONTH}{_DAY}", day_of),
    (f"{_YEAR}{_DAY}{_NAMED_MONTH}", day_of),
    (f"(?P<day>n){_SAME}(?P<month>m)(?P=same)(?:(?P<year>y)|(?P<short>n))", day_of),
    (f"(?P<month>m){_SAME}(?P<day>n)(?P=same)(?P<year>y)", day_of),
    (f"(?P<year>y){_SAME}(?P<month>m)(?P=same)(?P<day>n)", day_of),
    ("(?P<day>[n0])(?P<month>r)(?P<year>y)Y?", day_of),
    (f"(?P<day>n){_SAME}(?P<month>r)(?P=same)(?P<year>y)", day_of),
    (f"{_DAY}{_MONTH}(?P<pair>z)", _two_styles),
    (f"{_NAMED_MONTH}{_DAY}(?P<pair>z)", _two_styles),
    (f"{_MONTH}(?P<pair>z)", _two_styles),
    (f"(?P<feast>X){_YEAR_MAYBE}", _feast),
    (f"{_YEAR}(?P<feast>X)", _feast),
    ("(?P<day>0|n%)", day_of),
    ("%(?P<day>n)", day_of),
    (f"W{_DAY}{_MONTH}{_YEAR_MAYBE}", lambda g: day_of(g)._replace(unit="week")),
    (f"W{_NAMED_MONTH}{_DAY}{_YEAR_MAYBE}", lambda g: day_of(g)._replace(unit="week")),
    (f"(?:(?P<n>[o0])|<)(?:(?P<weekday>w)|D){_MONTH}{_YEAR_MAYBE}", _nth),
    (f"{_MONTH}{_YEAR_MAYBE}", _month),
    (f"{_NAMED_MONTH}{_APOSTROPHE}", _month),
    (f"{_YEAR}{_MONTH}", _month),
    ("(?P<month>m)[-/](?P<year>y)", _month),
    ("(?P<year>y)[-/](?P<month>m)", _month),
    ("(?P<pick>[<=>])(?P<month>m)", _month),
    ("(?P<month>m)(?P<pick>[<=>])", _month),
    (f"(?P<season>s){_YEAR_MAYBE}", _season),
    (f"{_YEAR}(?P<season>s)", _season),
    (f"(?P<season>s){_APOSTROPHE}", _season),
    ("(?P<season>s)(?P<year>y)[-/](?P<next>[ny])Y?", _winter),
    ("(?P<year>y)[-/](?P<next>[ny])Y?(?P<season>s)", _winter),
    ("(?P<season>s)(?P<pair>z)Y?", _winter),
    ("(?P<pair>z)Y?(?P<season>s)", _winter),
    ("(?P<pick>[<=>])(?P<season>s)", _season),
    ("(?P<season>s)(?P<pick>[<=>])", _season),
    (f"(?P<n>[nor0])Q{_YEAR_MAYBE}", _quarter),
    (f"(?P<n>[or0])q{_YEAR_MAYBE}", _quarter),
    (f"Q(?P<n>[nor]){_YEAR_MAYBE}", _quarter),
    (f"{_YEAR}(?P<n>[nor0])Q", _quarter),
    (f"{_YEAR}Q(?P<n>[nr])", _quarter),
    ("Q(?P<n>n)[-/](?P<year>y)", _quarter),
    ("Q(?P<pair>z)", _slashed_quarter),
    ("(?P<year>y)[-/]Q(?P<n>n)", _quarter),
    (f"(?P<n>[nor0])H(?:{_MONTH})?{_YEAR_MAYBE}", _half),
    (f"{_YEAR}(?P<n>[nor0])H", _half),
    (f"H(?P<n>n){_YEAR_MAYBE}", _half),
    (f"H(?P<n>o)(?:{_MONTH})?{_YEAR_MAYBE}", _half),
    (f"(?P<n>F){_YEAR_MAYBE}", _half),
    (f"{_YEAR}(?P<n>F)", _half),
    (f"[Wi](?P<n>n){_YEAR}", _week),
    (f"(?P<n>[no0])[Wi]{_YEAR}", _week),
    (f"{_YEAR}[Wi](?P<n>n)", _week),
    ("W(?P<pair>z)", _slashed_week),
    (_PRINTED_YEAR, lambda g: Piece("year", g["year"])),
    (_APOSTROPHE, lambda g: Piece("year", short_year=g["short"])),
    ("E?(?P<n>d)[YE]*", _decade),
    ("(?P<n>d)-[YE]", _decade),
    ("E(?P<n>[nyu])", _decade),
    ("(?P<century>[nor0])C(?P<n>[dn])[YE]*", _decade_of_century),
    ("(?P<n>d)[YE]*(?P<century>[nor0])C", _decade_of_century),
    ("E(?P<n>[n0])(?P<century>[nor0])C", _decade_of_century),
    ("(?P<n>[nor0])C(?P<era>[AB]?)", _century),
    ("(?P<n>[0r])!(?P<era>[AB]?)", _century),
    ("`(?P<n>[0n])", _century),
    ("(?P<of_century>[<=>]C|C[<=>])(?P<n>d)[YE]*", _decade_of_other_century),
    ("(?P<n>d)[YE]*(?P<of_century>[<=>]C|C[<=>])", _decade_of_other_century),
    ("(?P<n>[or0])P(?P<era>[AB]?)", _century),
    ("C(?P<n>[nor0])(?P<era>[AB]?)", _century),
    ("(?P<era>[AB])(?P<n>[nor0])C", _century),
    ("(?:(?P<which>[nor0])|<)(?P<part>[HQ])(?P<n>[nor0])C(?P<era>[AB]?)", _part_of_century),
    ("(?:(?P<which>[nor0])|<)(?P<part>[HQ])C(?P<n>[nor0])(?P<era>[AB]?)", _part_of_century),
    ("(?P<n>[nor0])C(?:(?P<which>[nor0])|<)(?P<part>[HQ])", _part_of_century),
    ("(?P<weekday>w)", _weekday),
    ("(?P<pick>[<=>])(?P<weekday>w)", _weekday),
    ("(?P<weekday>w)(?P<pick>[<=>])", _weekday),
    ("(?P<weekday>w)(?P<of_week>[<=>]W|W[<=>])", _day_of_week),
    ("(?P<of_week>[<=>]W|W[<=>])(?P<weekday>w)", _day_of_week),
    ("(?P<day>0)(?P<of_month>[<=>]M|M[<=>])", _day_of_month),
    ("(?P<of_month>[<=>]M)(?P<day>n%)", _day_of_month),
    ("K", lambda _: Piece("weekend")),
    ("(?P<pick>[<=>])(?P<unit>[DWMYECKQ])", _picked),
    ("(?P<unit>[DWMYECKQ])(?P<pick>[<=>])", _picked),
    ("4=(?P<unit>[WMY])", lambda g: Piece(_UNITS[g["unit_kind"]], shift=0, up_to_anchor=True)),
    ("(?P<k>k)", lambda g: Piece("day", shift=g["k"])),
    ("(?P<n>[n_])?(?P<unit>[DWMYECP])G", _ago),
    ("G(?P<n>[n_])?(?P<unit>[DWMYECP])", _ago),
    ("(?P<n>[n_])?(?P<unit>[DWMYECP])L", _ahead),
    ("I(?P<n>[n_])?(?P<unit>[DWMYECP])", _ahead),
)
