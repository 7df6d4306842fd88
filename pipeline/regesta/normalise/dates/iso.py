"""Date texts in a formal notation: ISO 8601 days, weeks and instants, and EDTF."""

import re
from typing import Literal

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.calendars import civil, from_julian, iso_day, parse_day
from regesta.normalise.dates.edtf import Edtf, Interval, Members, Moment, Point, bounds, offset_minutes, parse
from regesta.normalise.dates.edtf_tree import doubt_mark
from regesta.normalise.dates.pieces import Piece, Time
from regesta.normalise.dates.printed_zones import zone_of_offset
from regesta.normalise.dates.single import clock_text, seconds
from regesta.normalise.dates.spans import spans
from regesta.normalise.dates.text import Clock, DateHints, DateText, Precision
from regesta.normalise.dates.units import Anchor

_INSTANT = (
    r"(?a)(?P<day>\d{4}-\d\d-\d\d)(?P<sep>[Tt ])(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r" ?(?P<offset>[Zz]|[+-]\d\d(?::?\d\d)?)?"
)
_BASIC_INSTANT = r"(?a)(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?(?:\d\d)?)?"
_WEEK = r"(?a)(\d{4})-?W(\d\d)(?:-?([1-7]))?"
_CHARACTERS = frozenset("0123456789-+:., TtZzWXYES[]{}~?%/")  # of all formal notations
_YEAR_AND_YEAR = r"(?a)([1-9]\d{2,3})/(\d{4})"
_SPAN_LIKE = r"(?a)(\d{4})-(\d\d?)([?~%]?)"
_YEAR = r"(?:1[015-9]|2\d)\d\d"  # from 1200 to 1499 it may be one of the Hijra
_MONTH = rf"(?a)(?P<month>0?[1-9]|1[0-2])-(?P<year>{_YEAR})|(?P<of>{_YEAR})-(?P<nth>[1-9])"
_UNKNOWN = r"(?a)\d{4}-(?:\d\d|\?\?)-\?\?"


def read_formal(text: str, hints: DateHints) -> DateText | Diagnostic | None:
    """Read formal notation; None where the text is in none, so that it may still be one in words."""
    if not _CHARACTERS.issuperset(text):
        return _group(text, hints) if text[:6].isdecimal() or text[:3] in {"DTG", "dtg"} else None
    basic = re.fullmatch(_BASIC_INSTANT, text) if "T" in text else None
    if basic is not None:
        year, month, day, hour, minute, second, offset = basic.groups("")
        text = f"{year}-{month}-{day}T{hour}:{minute}{':' + second if second else ''}{offset}"
    match = re.fullmatch(_INSTANT, text) if ":" in text else None
    if match is not None:
        two = _two_times(match)
        return _ambiguous(text, two, f"add the one that is meant: `edtf: {two[0]}`, say") if two else _instant(match)
    if "/" in text and ":" in text:
        return _two_instants(text)
    week = re.fullmatch(_WEEK, text) if "W" in text else None
    if week is not None:
        return _week(week)
    return _years(text) or _eras(text) or _of_edtf(_with_two_digits(_of_one(text)), hints)


def _of_one(text: str) -> str:
    """A set of one date as that date, for in print its brackets are an editor's: [1235].

    >>> _of_one("[1235?]"), _of_one("[1235,1236]")
    ('1235?', '[1235,1236]')
    """
    inside = text[1:-1]
    is_one = text[:1] == "[" and text[-1:] == "]" and parse(inside) is not None and "/" not in inside
    return inside if is_one else text


def _of_edtf(text: str, hints: DateHints) -> DateText | None:
    value = parse(text)
    if value is None or isinstance(value, Moment) or _says_nothing(value):
        return None
    return _formal(text, value, hints)


def _group(text: str, hints: DateHints) -> DateText | Diagnostic | None:
    from regesta.normalise.dates.groups import read_group  # noqa: PLC0415 - few datasets have one

    return read_group(text, hints)


def _ambiguous(text: str, candidates: tuple[str, ...], hint: str) -> Diagnostic:
    message = f'date "{text}" is ambiguous'
    return Diagnostic("D202", message, field="/text", value=text, candidates=candidates, help=hint)


def _two_times(match: re.Match[str]) -> tuple[str, ...]:
    """What 2023-06-24 09:00-11:00 may be: an instant eleven hours west of UTC, or the start of two hours."""
    offset = match["offset"] or ""
    clock = f"{match['hour']}:{match['minute']}"
    if (
        match["second"] is not None
        or match["sep"] != " "
        or not (offset[:1] == "-" and ":" in offset and offset[1:] > clock)
    ):
        return ()
    start = f"{match['day']}T{clock}:00"
    return (start, start + offset)


def _years(text: str) -> Diagnostic | None:
    """What 1910-30, a season of EDTF, and 2001-2, a month, may be as well: the years 1910 to 1930, 2001 and 2002."""
    match = re.fullmatch(_SPAN_LIKE, text) if 6 <= len(text) <= 8 else None
    if match is None:
        return None
    first, last, mark = match.groups()
    until = first[: -len(last)] + last
    is_month = len(last) == 1
    if until < first or (is_month and until == first) or (not is_month and not 21 <= int(last) <= 41):
        return None
    years = f"{first}{mark}/{until}{mark}" if until != first else f"{first}{mark}"
    other = f"{first}-{last:0>2}{mark}"
    hint = f"add `edtf: {years}` if it is years, `edtf: {other}` if it is a {'month' if is_month else 'season'}"
    return _ambiguous(text, (other, years), hint)


def _eras(text: str) -> Diagnostic | None:
    """What 1094/1683 may be beside a span: one year, of the Hijra and of Christ."""
    match = re.fullmatch(_YEAR_AND_YEAR, text) if 8 <= len(text) <= 9 else None
    if match is None or not _is_of_hijra(*map(int, match.groups())):
        return None
    first, last = match.groups()
    span = f"{first:0>4}/{last}"
    hint = f"add `edtf: {last}` if {first} is the year of the Hijra, `edtf: {span}` if it is a span"
    return _ambiguous(text, (span, last), hint)


def _is_of_hijra(year: int, of_christ: int) -> bool:
    """Whether a year of the Hijra began or ended in one of Christ."""
    if not 0 < of_christ - year < 622:
        return False
    from regesta.normalise.dates.lunar import islamic_day  # noqa: PLC0415 - few texts have two years

    ends = islamic_day(year, 1, 1), islamic_day(year, 12, 29)
    return of_christ in {civil(day)[0] for day in ends if day is not None}


def _with_two_digits(text: str) -> str:
    """3-2015 and 2015-3 as months, 2015-03-?? and 2015-??-?? as days of them that are not known; others as they are.

    >>> _with_two_digits("12-2015"), _with_two_digits("2015-3"), _with_two_digits("2015-03-??")
    ('2015-12', '2015-03', '2015-03')
    """
    month = re.fullmatch(_MONTH, text) if 6 <= len(text) <= 7 else None
    if month is not None:
        return f"{month['year'] or month['of']}-{month['month'] or month['nth']:0>2}"
    is_unknown = len(text) == 10 and re.fullmatch(_UNKNOWN, text) is not None
    return text[:7].removesuffix("-??") if is_unknown else text


def _says_nothing(value: Edtf) -> bool:
    """XXXX-12 names no year: the words "unknown" in another notation."""
    if isinstance(value, Point):
        return value.parts[0].digits.removeprefix("-") == "XXXX"
    return isinstance(value, Interval) and bounds(value) == (None, None)


def _formal(text: str, value: Edtf, hints: DateHints) -> DateText | None:
    first, last = bounds(value)
    edtf, precision = text, shape_precision(value)
    if hints.calendar == "julian":
        first, last = _gregorian(first), _gregorian(last)
        edtf, precision = _rewritten(value, edtf, first, last)
        if parse(edtf) is None:  # years of more than four digits, which stand alone
            return None
    return DateText(
        edtf, precision, first, last, approximate=value.approximate, uncertain=value.uncertain, rule="formal notation"
    )


def _gregorian(day: str | None) -> str | None:
    number = None if day is None else parse_day(day)
    converted = None if number is None else from_julian(*civil(number))
    return day if converted is None else iso_day(converted)


def _rewritten(value: Edtf, edtf: str, first: str | None, last: str | None) -> tuple[str, Precision]:
    """The same in other days, as doubtful as before."""
    precision, mark = shape_precision(value), doubt_mark(value.approximate, value.uncertain)
    start, end = (day and day + mark for day in (first, last))
    if precision == "day":
        return f"{start}", precision
    if precision in {"interval", "week"} or (precision == "open" and "/" in edtf):
        return f"{start or '..'}/{end or '..'}", precision
    return f"[{start or ''}..{end or ''}]", "open" if None in {first, last} else "within"


def shape_precision(value: Edtf) -> Precision:
    """How fine an expression is, by its shape: 2023-06 is a month, [..] within, A/B an interval."""
    first, last = bounds(value)
    match value:
        case Moment():
            return "second"
        case _ if first is None or last is None:
            return "unknown" if first is None and last is None else "open"
        case Interval():
            return "interval"
        case Members():
            return "interval" if value.every else "within"
        case Point():
            return _point_precision(value)


def _point_precision(point: Point) -> Precision:
    year, *others = (part.digits for part in point.parts)
    known = [digits for digits in others if digits != "XX"]
    if any("X" in digits for digits in known) or (known and others[0] == "XX"):
        return "within"
    if "X" in year:
        unspecified = len(year) - len(year.rstrip("X"))
        if known or year.count("X") != unspecified:
            return "within"
        return {1: "decade", 2: "century"}.get(unspecified, "within")  # type: ignore[return-value] # a table's literals
    if not known:
        return "year"
    if len(known) == 2:
        return "day"
    code = int(known[0])
    return "month" if code <= 12 else "season" if code <= 32 else "within"


def _week(match: re.Match[str]) -> DateText | Diagnostic:
    found = spans(Piece("week", int(match[1]), number=int(match[2])), Anchor(None))
    if not found:
        hint = f"{match[1]} has no week {match[2]}"
        return Diagnostic("D201", f'date "{match[0]}" cannot be read', field="/text", value=match[0], help=hint)
    span = found[0]
    if match[3] is not None:
        day = iso_day(span.first + int(match[3]) - 1)
        return DateText(day, "day", day, day, rule="ISO week date")
    return DateText(span.edtf, "week", iso_day(span.first), iso_day(span.last), rule="ISO week")


def _instant(match: re.Match[str]) -> DateText | None:
    """An ISO 8601 date-time, with seconds or without."""
    number = parse_day(match["day"])
    hour, minute = int(match["hour"]), int(match["minute"])
    second = None if match["second"] is None else int(match["second"])
    offset = _offset(match["offset"])
    if number is None or hour > 23 or minute > 59 or (second or 0) > 59 or (match["offset"] and offset is None):
        return None
    day, clock = iso_day(number), f"{hour:02d}:{minute:02d}"
    start = f"{clock}:{second or 0:02d}"
    end = f"{clock}:{59 if second is None else second:02d}"
    granularity: Literal["minute", "second"] = "minute" if second is None else "second"
    return DateText(
        f"{day}T{start}{offset or ''}", granularity, day, day, clock=Clock(start, end, granularity),
        timezone=None if offset is None else zone_of_offset(offset), offset=offset, rule="ISO instant",
    )  # fmt: skip


def _two_instants(text: str) -> DateText | None:
    """An ISO 8601 interval between two instants of one offset; its end is not part of it."""
    one, _, other = text.partition("/")
    start, end = _whole_instant(one), _whole_instant(other)
    if start is None or end is None or start.clock is None or end.clock is None or end.offset != start.offset:
        return None
    hour, minute, second = map(int, (end.clock.start or "").split(":"))
    until = seconds(Time(hour, minute, second))
    last = iso_day((parse_day(end.first or "") or 0) - (until == 0))
    clock = start.clock._replace(end=clock_text(until - 1))
    is_span = (start.first, start.clock.start) < (last, clock.end)
    return start._replace(precision="interval", last=last, clock=clock, rule="ISO interval") if is_span else None


def _whole_instant(text: str) -> DateText | None:
    match = re.fullmatch(_INSTANT, text)
    return None if match is None else _instant(match)


def _offset(printed: str | None) -> str | None:
    """An offset in one form, "Z" or "+03:00"; None for none and for one that no clock has."""
    if printed is None or printed in "zZ":
        return None if printed is None else "Z"
    minutes = offset_minutes(printed)
    return None if minutes is None else f"{printed[0]}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
