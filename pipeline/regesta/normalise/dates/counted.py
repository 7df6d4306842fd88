"""Dates that count from a day that is printed: the week beginning 4 February, two days after 24 June."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from regesta.normalise.dates.builders import UNITS
from regesta.normalise.dates.pieces import Piece, Unit, When

_LASTING = "[n_]?[DW][SU](?=.)"
_COUNT = "[n_N]?D|[n_N][WMY]"
# Two days after, за неделю до, the Friday before; told behind the day, 24 Haziran'dan iki gün sonra, 24日の2日後.
AWAY = f"~?(?:(?:I?(?:{_COUNT})|I[WMY])a|(?:,?(?:{_COUNT})|,[WMY])b|(?:[n_o0]|<)?w[ab])(?=.)"
_AWAY_BEHIND = r"(?<=.)(?:T[n_N]?[DWMY][ab]|(?<=%)[n_N]D[aL])\Z"


def counts(kinds: str) -> Iterator[tuple[slice, slice]]:
    """Where words of these kinds may tell what is counted, and where the day stands from which it is."""
    for pattern in (_LASTING, AWAY):
        if (told := re.match(pattern, kinds)) is not None:
            yield slice(0, told.end()), slice(told.end(), len(kinds))
    if (told := re.search(_AWAY_BEHIND, kinds)) is not None:
        yield slice(told.start(), len(kinds)), slice(0, told.start())


def counted(kinds: str, values: Sequence[Any], days: Sequence[When], *, behind: bool) -> Iterator[When]:
    """The days with what is counted from them, as words of these kinds tell it; none where they tell no number.

    behind: whether the words stand behind the day; in languages where they do, "2日後" before it counts from another.
    """
    for when in days if behind or values[-1] != "behind" else ():
        if when.date is None or (when.date.season_of_feast and when.weekday is not None):  # of which day is unsaid
            continue
        if when.date.unit == "day" and when.part is None and when.time is None:
            yield from (_lasting if kinds[-1] in "SU" else _away)(kinds, values, when, when.date)


def _lasting(kinds: str, values: Sequence[Any], when: When, day: Piece) -> Iterator[When]:
    """The week beginning 4 February, two weeks starting 20 May; "a partir del" may be of a week, but not of two."""
    has_count = len(kinds) == 3
    count, (unit, bound) = values[0] if has_count else 1, values[-2:]
    if count > 0 and unit != "about" and (bound in {"start", "end"} or (bound == "from" and not has_count)):
        window = (-count if bound == "end" else count, UNITS[kinds[-2]])
        yield when._replace(date=day._replace(window=window))


def _away(kinds: str, values: Sequence[Any], when: When, day: Piece) -> Iterator[When]:
    """Two days after 5 May, the second Friday before it; of anything longer than days, nobody counts exactly."""
    has_count = kinds[-3:-2] in {"n", "_", "N", "o", "0"}
    count = values[-3] if has_count else 1
    is_open = count < 1 or (not has_count and values[-2] == "plural")
    if is_open or (kinds[0] == "T" and values[0] != "out"):
        return
    wanted = values[-2] if kinds[-2] == "w" else None
    unit: Unit = UNITS.get(kinds[-2], "day")
    is_rough = when.approximate or kinds[0] == "~" or unit != "day"
    away = (-count if kinds[-1] == "b" else count, unit, wanted)
    yield when._replace(date=day._replace(away=away), approximate=is_rough)
