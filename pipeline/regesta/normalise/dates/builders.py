"""What each rule of one date makes of the words that its pattern matched."""

from collections.abc import Callable
from typing import Any

from regesta.normalise.dates.pieces import Church, Pick, Piece, Side, Third, Unit

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_CHURCHES: tuple[Church, ...] = ("eastern", "western")
_PICKS: dict[str, Pick] = {"<": "last", "=": "this", ">": "next"}
_SHIFTS = {"<": -1, "=": 0, ">": 1}
UNITS: dict[str, Unit] = {
    "D": "day", "W": "week", "M": "month", "Y": "year", "E": "decade", "C": "century", "P": "century", "K": "weekend",
    "Q": "quarter",
}  # fmt: skip

Groups = dict[str, Any]
Builder = Callable[[Groups], Piece | None]


def day_of(g: Groups) -> Piece:
    month = g.get("month", g.get("number_month"))
    return Piece("day", g.get("year"), month, g["day"], short_year=g.get("short"))


def picked_day(g: Groups) -> Piece | None:
    """Le 24 juin dernier, el próximo 24 de julio: the nearest before or ahead."""
    return day_of(g)._replace(pick=_pick(g)) if g["pick"] in {None, "coming"} else None


def month_of(g: Groups) -> Piece:
    return Piece(
        "month", g.get("year"), g.get("month", g.get("number_month")), pick=_pick(g), short_year=g.get("short")
    )


def month_of_numeral(g: Groups) -> Piece | None:
    """IX 1939; "V 2022" and "I 2022" may be "in 2022"."""
    return month_of(g) if g["month"] not in {1, 5} else None


def season_of(g: Groups) -> Piece:
    number = _SEASONS[g["season"]]
    return Piece("season", g.get("year"), number=number, pick=_pick(g), short_year=g.get("short"))


def winter_of(g: Groups) -> Piece | None:
    """Winter 2022-23 or 2022-3, the one season that lies in two years."""
    year, following = (g["year"], g["next"]) if "year" in g else g["pair"][:2]
    nexts = {year + 1, (year + 1) % 100, (year + 1) % 10 or year + 1}
    follows = g["season"] == "winter" and year > 99 and following in nexts
    return Piece("season", year, number=24) if follows else None


def quarter_of(g: Groups) -> Piece | None:
    piece = Piece("quarter", g.get("year"), number=g["n"], short_year=g.get("short"))
    return piece if 1 <= g["n"] <= 4 and g.get("part") != "past" else None


def of_short_year(build: Builder) -> Builder:
    """A builder of what has a year of two digits: Q3 22."""
    return lambda g: build(g) if g["short_kind"] == "u" or g["short"] > 9 else None


def last_of_year(g: Groups) -> Piece | None:
    """The last quarter of 2019, its last half."""
    is_quarter = g["unit_kind"] == "Q"
    piece = Piece("quarter" if is_quarter else "half", g.get("year"), number=4 if is_quarter else 2)
    return piece if g["final"] in {None, "told"} else None


def slashed_quarter(g: Groups) -> Piece | None:
    """Q3/2020."""
    number, year, _, wide_year, _ = g["pair"]
    return Piece("quarter", year, number=number) if wide_year == 4 and 1 <= number <= 4 else None


def half_of(g: Groups) -> Piece | None:
    month = g.get("month", g.get("number_month"))
    if g["n"] not in {1, 2} or (month is None and g.get("half") == "month"):
        return None
    if month is None:
        return Piece("half", g.get("year"), number=g["n"], short_year=g.get("short"))
    return Piece("month", g.get("year"), month, half=g["n"])


def half_of_month(g: Groups) -> Piece | None:
    """The first half of the month, or of last month."""
    if g["n"] not in {1, 2} or g.get("half") == "past":
        return None
    is_running = "of_month_kind" not in g
    return Piece("month", shift=0 if is_running else shift_of(g["of_month_kind"]), running=is_running, half=g["n"])


def part_of_century(g: Groups) -> Piece | None:
    """Its first or second half, one of its four quarters; each is told by the word after the ordinal."""
    century, is_half = century_of(g), g["part_kind"] == "H"
    which = g.get("which", 2 if is_half else 4)
    if century is None or not 1 <= which <= (2 if is_half else 4):
        return None
    return century._replace(half=which) if is_half else century._replace(quarter=which)


def week_of(g: Groups) -> Piece:
    return Piece("week", g.get("year"), number=g.get("n", g.get("nth")))


def calendar_week(g: Groups) -> Piece | None:
    """KW 25, where its word is of no other weeks than those of the calendar; vecka 25, but not "första vecka"."""
    is_told = g["unit"] == "calendar" or (g["unit"] == "numbered" and g["n_kind"] == "n")
    return Piece("week", number=g["n"]) if is_told else None


def slashed_week(g: Groups) -> Piece | None:
    """Week 34/2023, 2023/34."""
    a, b, wide_a, wide_b, _ = g["pair"]
    if wide_a == wide_b or 4 not in {wide_a, wide_b}:
        return None
    return Piece("week", max(a, b), number=min(a, b))


def two_styles(g: Groups) -> Piece | None:
    """30 January 1648/9, of a year that began in January or in March: the later, which is how it is reckoned now."""
    year, following, wide, wide_next, _ = g["pair"]
    if wide != 4 or (year + 1) % 10**wide_next != following:
        return None
    month = g.get("month", g.get("number_month"))
    return Piece("day" if "day" in g else "month", year + 1, month, g.get("day"), two_styles=True)


def feast_of(g: Groups) -> Piece:
    *words, name = g["feast"].split()
    is_season = "season" in words
    church = next((word for word in words if word in _CHURCHES), None)
    if name.startswith("easter"):
        days = int(name.removeprefix("easter"))
        return Piece("day", g.get("year"), from_easter=days, church=church, season_of_feast=is_season)
    month, day = map(int, name.split("-"))
    return Piece("day", g.get("year"), month, day, season_of_feast=is_season)


def decade_of(g: Groups) -> Piece | None:
    """1990s, and 1900s, which may be ten years or a hundred: the resolver says so."""
    return Piece("decade", number=g["n"]) if g["n"] % 10 == 0 else None


def half_of_decade(g: Groups) -> Piece | None:
    decade = decade_of(g)
    return decade._replace(half=g["half"]) if decade is not None and g["half"] in {1, 2} else None


def decade_of_century(g: Groups) -> Piece | None:
    """The 90s of the 20th century; those of the first have two digits and yet their year."""
    fits = 0 < g["n"] < 100 and g["n"] % 10 == 0
    first = 100 * (g["century"] - 1) + g["n"]
    return Piece("decade", first, number=first) if fits else None


def nth_decade(g: Groups) -> Piece | None:
    """The first, second, last decade of the 20th century: from 1900, 1910, 1990."""
    which, century = g.get("which", 10), century_of(g)
    if century is None or g["unit"] == "days" or not 1 <= which <= 10:
        return None
    first = 100 * (g["n"] - 1) + 10 * (which - 1)
    return Piece("decade", first, number=first) if first % 100 else century._replace(window=(10, "year"))


def decade_of_other_century(g: Groups) -> Piece | None:
    """The 90s of the last century."""
    return Piece("decade", number=g["n"], shift=shift_of(g["of_century_kind"])) if g["n"] < 100 else None


def century_of(g: Groups) -> Piece | None:
    number = g["n"]
    return Piece("century", number=1 - number if g.get("era_kind") == "B" else number) if number > 0 else None


def picked(g: Groups) -> Piece | None:
    """Last, this or next week, month, year; "last day" is none, for which day it is depends on the tale."""
    unit, kind = UNITS[g["unit_kind"]], g["pick_kind"]
    if g["unit"] in {"plural", "named", "days"} or (g["pick"] == "plural" and unit != "weekend"):
        return None
    times = g["pick"] if isinstance(g["pick"], int) else 1  # the week before last
    if unit == "weekend":
        return Piece(unit, pick=_PICKS[kind]) if times == 1 else None
    return None if unit == "day" and kind != "=" else Piece(unit, shift=times * _SHIFTS[kind])


def _pick(g: Groups) -> Pick | None:
    return "coming" if g.get("pick") == "coming" else _PICKS.get(g.get("pick_kind", ""))


def weekday_of(g: Groups) -> Piece:
    if g.get("pick") == "of_week":
        return Piece("week", weekday=g["weekday"], shift=_SHIFTS[g["pick_kind"]])
    return Piece("day", weekday=g["weekday"], pick=_pick(g))


def shift_of(kinds: str) -> int:
    """How many units from the anchor's: "last year" and "year last" are -1."""
    return next(shift for kind, shift in _SHIFTS.items() if kind in kinds)


def day_of_week(g: Groups) -> Piece | None:
    """Tuesday of last week; a Sunday may end one week or begin the next."""
    is_sunday = g["weekday"] == 7
    return None if is_sunday else Piece("week", weekday=g["weekday"], shift=shift_of(g["of_week_kind"]))


def day_of_month(g: Groups) -> Piece:
    return Piece("month", day=g.get("day", g.get("number")), shift=shift_of(g["of_month_kind"]))


def _counted(g: Groups, sign: int) -> Piece | None:
    """So many units away; of anything longer than days, nobody counts exactly. "Days ago" is no number of them."""
    unit = UNITS[g["unit_kind"]]
    count = g.get("n", 1 if g["unit"] == "alone" else None)
    return (
        None
        if count is None or g["unit"] == "named"
        else Piece(unit, shift=sign * count, rough=unit != "day" or "about" in g)
    )


def weeks_to_the_day(g: Groups, sign: int) -> Piece | None:
    """A week ago today, heute in zwei Wochen."""
    weeks = _counted(g, sign)
    return None if weeks is None or weeks.shift is None else Piece("day", shift=g["k"] + 7 * weeks.shift)


def ago_to_the_day(g: Groups) -> Piece | None:
    """Two years ago today, heute vor einem Jahr."""
    ago = _counted(g, -1)
    return None if ago is None or ago.shift is None else Piece("day", shift=g["k"], back=(ago.shift, ago.unit))


def part_by_anchor(g: Groups) -> Piece | None:
    """Earlier this week, later this week, the rest of the week; "past this week" is none."""
    unit, side = UNITS[g["unit_kind"]], g["side"]
    sides: dict[tuple[str, str | None], Side] = {("4", None): "past", ("L", "on"): "ahead", ("L", "rest"): "rest"}
    which = sides.get((g["side_kind"], side))
    return None if which is None or g["unit"] == "plural" else Piece(unit, shift=0, side=which)


def counted_from_anchor(g: Groups) -> Piece | None:
    """The last three days, the coming two weeks; of anything longer than days, nobody counts exactly."""
    is_next = g["pick_kind"] == ">"
    is_from_anchor = g["pick"] in {"plural", "coming", "past"} or (g["pick"] is None and g["pick_kind"] != "4")
    if not is_from_anchor or g["unit"] in {"named", "about"} or g["n"] == 0:
        return None
    unit = UNITS[g["unit_kind"]]
    pick: Pick | None = "coming" if g["pick"] in {"coming", "plural"} else None  # les trois prochains jours
    side: Side = "ahead" if is_next else "past"
    return Piece("day", window=(g["n"], unit), side=side, pick=pick, rough=unit != "day")


def ago(g: Groups) -> Piece | None:
    return _counted(g, -1)


def ahead(g: Groups) -> Piece | None:
    return _counted(g, 1) if g.get("later") is None else None


def nth_of(g: Groups) -> Piece | None:
    """The third Tuesday, the last day of a month."""
    nth = g.get("n", -1)
    month = g.get("month", g.get("number_month"))
    return Piece("day", g.get("year"), month, weekday=g.get("weekday"), nth=nth) if nth <= 5 else None


def nth_of_month(g: Groups) -> Piece | None:
    """The last Friday of last month, the first day of next month."""
    piece = nth_of(g)
    return None if piece is None else piece._replace(unit="month", shift=shift_of(g["of_month_kind"]))


def day_of_year(g: Groups) -> Piece | None:
    """Its first day, or its last."""
    nth = g.get("n", -1)
    return Piece("day", g.get("year"), 1 if nth > 0 else 12, nth=nth) if nth <= 5 else None


def month_of_year(g: Groups) -> Piece | None:
    """The third month of 2021; until 1752 the first one was March to some."""
    has_year = g.get("year", 9999) > 1752
    return Piece("month", g.get("year"), g["month"]) if has_year and 1 <= g["month"] <= 12 else None


def ten_days(g: Groups) -> Piece | None:
    """The second ten days of May, as they are counted where a "decade" is of days."""
    thirds: tuple[Third, ...] = ("early", "mid", "late")
    return month_of(g)._replace(third=thirds[g["n"] - 1]) if 1 <= g["n"] <= 3 else None
