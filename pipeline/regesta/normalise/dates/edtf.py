"""ISO 8601-2 / EDTF levels 0 to 2: text to a tree and back. The tree is in `edtf_tree`, bounds in `edtf_bounds`.

Accepted is the Library of Congress profile: four-digit years (more behind `Y`), extended formats, plus ISO 8601's
decimal fractions of a second, basic offsets, and 24:00:00 for the end of a day (ISO 8601-1:2019 had dropped it,
Amendment 1 of 2022 has it again). Expressions that no date satisfies (2023-02-29, 15XX-02-3X, an interval that ends
before it starts) are not EDTF.
"""

import re
from functools import lru_cache
from typing import Literal

from regesta.normalise.dates.edtf_bounds import bounds, day_bounds
from regesta.normalise.dates.edtf_tree import Component, Edtf, Interval, Members, Moment, Point, year_of

__all__ = ["Edtf", "Interval", "Members", "Moment", "Point", "bounds", "format_edtf", "offset_minutes", "parse"]

_LONGEST = 500
_GREATEST_YEAR = 10**15
_Q = "[?~%]?"
_YEAR = rf"(?P<y0>{_Q})(?P<year>-?[\dX]{{4}}|Y-?\d+(?:E\d{{1,2}})?)(?:S(?P<sig>[1-9]\d*))?(?P<y1>{_Q})"
_MONTH = rf"-(?P<m0>{_Q})(?P<month>[\dX]{{2}})(?P<m1>{_Q})"
_DAY = rf"-(?P<d0>{_Q})(?P<day>[\dX]{{2}})(?P<d1>{_Q})"
_POINT = f"(?a){_YEAR}(?:{_MONTH}(?:{_DAY})?)?"
_MOMENT = (
    r"(?a)(?P<date>-?\d{4}-\d\d-\d\d)T(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?P<fraction>\.\d+)?"
    r"(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?"
)


@lru_cache(maxsize=16_384)
def parse(text: str) -> Edtf | None:
    """Read one EDTF expression; None where the text is none.

    >>> format_edtf(parse("2004-06~-11")), parse("2023-02-29")
    ('2004-06~-11', None)
    """
    if len(text) > _LONGEST:
        return None
    if text[:1] in {"[", "{"}:
        return _members(text)
    if "/" in text:
        return _interval(text)
    return _moment(text) if "T" in text else _point(text)


def format_edtf(value: Edtf) -> str:
    """Write an expression: parse's inverse, but for spaces between the members of a set."""
    match value:
        case Point():
            return _format_point(value)
        case Moment():
            time = f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}"
            return f"{value.date}T{time}{value.fraction}{value.offset}"
        case Interval():
            return f"{_format_bound(value.start)}/{_format_bound(value.end)}"
        case Members():
            inside = ",".join(_format_item(item) for item in value.items)
            return "{" + inside + "}" if value.every else f"[{inside}]"


def _point(text: str) -> Point | None:
    match = re.fullmatch(_POINT, text)
    if match is None:
        return None
    names = (("year", "y"), ("month", "m"), ("day", "d"))
    parts = tuple(
        Component(match[name], match[f"{short}0"], match[f"{short}1"])
        for name, short in names
        if match[name] is not None
    )
    significant = None if match["sig"] is None else int(match["sig"][:9])
    point = Point(parts, significant)
    return point if _is_well_formed(point) and day_bounds(point) is not None else None


def _is_well_formed(point: Point) -> bool:
    year = point.parts[0].digits
    if point.significant is not None and (len(point.parts) > 1 or "X" in year):
        return False
    if not year.startswith("Y"):
        return year != "-0000"
    mantissa, _, exponent = year[1:].removeprefix("-").partition("E")
    long_enough = bool(exponent) or len(mantissa) > 4
    if len(point.parts) > 1 or mantissa.startswith("0") or not long_enough or len(mantissa) + int(exponent or 0) > 16:
        return False
    return abs(year_of(point) or 0) < _GREATEST_YEAR


def _moment(text: str) -> Moment | None:
    match = re.fullmatch(_MOMENT, text)
    if match is None or _point(match["date"]) is None:
        return None
    hour, minute, second = (int(match[name]) for name in ("hour", "minute", "second"))
    past = minute or second or (match["fraction"] or "").strip(".0")
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and past):
        return None
    offset = match["offset"] or ""
    if offset_minutes(offset) is None and offset:
        return None
    return Moment(match["date"], hour, minute, second, match["fraction"] or "", offset)


@lru_cache(maxsize=1024)
def offset_minutes(offset: str) -> int | None:
    """Minutes east of UTC of "Z", "+03", "+0300" or "+03:00"; None for none and for one outside -12:00 to +14:00."""
    if offset in {"Z", ""}:
        return 0 if offset else None
    digits = offset[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    total = (60 * hours + minutes) * (-1 if offset[0] == "-" else 1)
    return total if minutes < 60 and -720 <= total <= 840 else None


def _interval(text: str) -> Interval | None:
    sides = text.split("/")
    if len(sides) != 2 or not any(sides):
        return None
    start, end = (_bound(side) for side in sides)
    if start is None or end is None:
        return None
    interval = Interval(start, end)
    return interval if day_bounds(interval) is not None else None


def _bound(text: str) -> Point | Literal["open", "unknown"] | None:
    if text == "..":
        return "open"
    if text == "":
        return "unknown"
    # Years behind Y stand alone: the profile has them in no interval.
    return None if "Y" in text else _point(text)


def _members(text: str) -> Members | None:
    every = text[0] == "{"
    if text[-1:] != ("}" if every else "]"):
        return None
    items: list[Point | Interval] = []
    for part in text[1:-1].split(","):
        item = _item(part.strip(" "))
        if item is None:
            return None
        items.append(item)
    return Members(every, tuple(items))


def _item(text: str) -> Point | Interval | None:
    if ".." not in text:
        return _point(text)
    sides = text.split("..")
    if len(sides) != 2 or not any(sides):
        return None
    start, end = (_bound(side or "..") for side in sides)
    if start is None or end is None:
        return None
    range_ = Interval(start, end)
    return range_ if day_bounds(range_) is not None else None


def _format_point(point: Point) -> str:
    first, *others = point.parts
    tail = "" if point.significant is None else f"S{point.significant}"
    year = f"{first.before}{first.digits}{tail}{first.after}"
    return "-".join([year, *(f"{part.before}{part.digits}{part.after}" for part in others)])


def _format_bound(bound: Point | str) -> str:
    if isinstance(bound, Point):
        return _format_point(bound)
    return ".." if bound == "open" else ""


def _format_item(item: Point | Interval) -> str:
    if isinstance(item, Point):
        return _format_point(item)
    start, end = ("" if side == "open" else _format_bound(side) for side in (item.start, item.end))
    return f"{start}..{end}"
