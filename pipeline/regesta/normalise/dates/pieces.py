"""The parts a date expression is read into, before any of them is tied to a calendar."""

from typing import Literal, NamedTuple

Unit = Literal["day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century"]
Pick = Literal["last", "this", "next", "coming"]
Third = Literal["early", "mid", "late"]
Church = Literal["eastern", "western"]
Side = Literal["past", "ahead", "rest"]


class Piece(NamedTuple):
    """One date as far as it is printed; a blank year (month) is still to be inferred.

    number: the season's EDTF code, the quarter, half, decade (its first year), century or ISO week; weekday with nth:
    the nth (-1: last) one of the month; shift: so many units from the anchor, rough where it is "ago" or "in";
    side: what has passed of it by the anchor, or lies ahead, at some time or all along ("the rest of the week");
    running: the one that the anchor lies in, which goes without saying ("the end of the year");
    window: so many units of it, from its end where negative ("the first two weeks of May"), or from a day on; with a
    side, from the anchor ("the last three days"); or_ahead: the one after, if it is planned;
    quarter: the first to fourth quarter of a longer date; from_easter: days from Easter, of the church that is printed;
    two_styles: whether its year was printed for both beginnings of the year, 1648/9, the later one kept;
    year_shift: its year, by years from the anchor's (last year: -1); away: so many units from it, before it where
    negative, or the so many-th of a weekday ("two days after 5 May", "the Friday before 5 May"); back: so many months
    or years before that day, to the day ("a year ago today"); season_of_feast: whether it is a day only where others
    are counted from it: "at Christmas" is more of them than one, "two days before Christmas" is not.
    """

    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    weekday: int | None = None
    nth: int | None = None
    shift: int | None = None
    pick: Pick | None = None
    third: Third | None = None
    half: int | None = None
    short_year: int | None = None
    side: Side | None = None
    running: bool = False
    window: tuple[int, Unit] | None = None
    rough: bool = False
    quarter: int | None = None
    from_easter: int | None = None
    church: Church | None = None
    two_styles: bool = False
    year_shift: int | None = None
    or_ahead: bool = False
    away: tuple[int, Unit, int | None] | None = None
    back: tuple[int, Unit] | None = None
    season_of_feast: bool = False


class Time(NamedTuple):
    """A printed time of day: hour, minute, second (None: not printed).

    told: the words beside it tell the half of the day; loose: it is a bare number ("at 9"), which is a time only in a
    part of the day or before another time; near: it is the hour before it or after it that is meant ("shortly before
    23:00"), 24 where that is midnight.
    """

    hour: int
    minute: int | None = None
    second: int | None = None
    told: bool = False
    loose: bool = False
    near: Literal["before", "after"] | None = None


class When(NamedTuple):
    """A date with the time, part of day, zone and weekday printed with it; date None where only a time is printed.

    lasting: whether the time runs from start to end; if not, it is at some time between them; beside: yesterday or
    today, where that is printed with the date ("yesterday, 16 March"), by days from the anchor; pick: which of the
    weekdays, where that is printed with it ("last Friday, 16 March").
    """

    date: Piece | None
    time: Time | None = None
    time_end: Time | None = None
    lasting: bool = True
    part: str | None = None
    zone: str | None = None
    weekday: int | None = None
    beside: int | None = None
    night_into: bool = False
    approximate: bool = False
    uncertain: bool = False
    julian: bool = False
    new_style: bool = False
    pick: Pick | None = None


Shape = Literal[
    "at", "from-to", "between", "two-styles", "either", "week-of",
    "before", "after", "not-after", "not-before", "since", "until", "as-of",
]  # fmt: skip


class Expression(NamedTuple):
    """What the whole text says: a date, two with a relation between them, or one that bounds from one side.

    in_year: what is bounded lies in the year of the date, which is printed before the bound: 1152 (before 4 March).
    """

    shape: Shape
    first: When
    second: When | None = None
    in_year: bool = False
