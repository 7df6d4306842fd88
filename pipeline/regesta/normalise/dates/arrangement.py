"""The words of a text as the patterns have them: without brackets and slashes, and with what one says for two."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from regesta.normalise.dates.times import TIME, times_of

_TIES = {1: "/", 10: "(", 11: "(", 12: "(", 13: "("}  # of two days of a month, by how many lie from one to the other
_ASIDE = r"\(([~?OVAB]*|[Zwpt]|c[12]?|[o0][HQ])\)"
# "О 8-й вечора", "o ósmej rano", "kolem 4. hodiny" are at that hour, "mezi 18. a 20. hodinou" between them.
_NUMBER_OF_HOUR = "(?<=[@≈])0(?=h|[1p])|(?<=~)0(?=h|1)|(?<=[@~≈])o(?=h|[127])|(?<=J)0(?=&0h)|(?<=J[0n]&)0(?=h)"
_BESIDE_DAY = (
    r"\A(?P<before>[@pwk]*)\((?P<day>n|[^()]+)\)(?P<after>[^()]*)\Z"  # Tuesday (12 March), and "terça-feira (12)"
)
_AFTER_WEEKDAY = r'\A[p"@]*w(n)(?P<part>["p]*|@.*)\Z'  # martes 11
_BEFORE_CHRIST = r"(?<![nNyC0or])[nNy](?=[-T&]~?[nNy]Y?B\Z)"  # 300-250 BC
# 5th-4th century BC, siglos V-IV a. C.
_CENTURIES_BEFORE_CHRIST = r"(?P<last>[0orn])[-T&][0orn][CP]B\Z|[CP](?P<first>[0orn])[-T&][0orn]B\Z"
_THIRD_TO_THIRD = r"\At(?:-?T-?|[-/])t(?P<of>[^T&/t]+)\Z"  # mid to late June
_TWO_MONTHS = r"(?<![nlm%0])n[-T]nl\Z"
_TIED_THIRDS = r"\A(?P<first>ft[^T&/t-]+)t[^T&/t-]+\Z"
_TIME_ALONE = rf"@?{TIME}"
_IN_UTC = rf"(?P<time>{TIME}|(?<=@)y)9?Z?\(@?(?P<utc>{TIME}|[yz])9?Z\)"
_IN_LOCAL = rf"(?P<utc>{TIME}|[yz])9?Z\(@?(?P<time>{TIME}|[yz])9?Z\)"
_DATE_AND_TIME = (
    r"\A(?:[^-T/&Jch12379#@f~]*[yxmw]-c[12h9]?Z?|c[12h9]?Z?-(?!y)[^-T/&Jch12379#@f~]*[yxmw])\Z"  # and no second time
)
# 1235 Anfang Mai; 1235 (Mai 3); 1235 (Herbst)
_AFTER_YEAR = r"\Ay(?P<open>\()?(?P<inside>tm|(?(open)(?:[n0o]?m|m[n0o]|[Xs])[~?]?))(?(open)\))\Z"
_BOUND_AFTER_YEAR = r"\Ay(?P<open>\()?(?P<bound>[baegSU][mn0orX%t]+)(?(open)\))\Z"  # 1152 (vor März 4)
_REARRANGED = (  # what is rearranged has one of these
    r"[6(]|\A[n0]%?[-/].*p\Z|.j|m/m|mty|wn|%[<=>]M|[@~≈J][0o]|&5\Z|\AJ5|-c|c[12h9]?Z?-|[TS][Sba]\Z|B\Z|\At-?[T\-/]-?t|\Aft.*t|\A\?[JbaegSU]|nl\Z|\An[-/]m\Z|\Aytm"
)


def with_slashes(kinds: str, values: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """The words with two numbers that have a slash between them as two days: 23/24 June.

    12/24 February may be one day by two calendars, never two.
    """
    for at, (kind, value) in enumerate(zip(kinds, values, strict=True)):
        if kind == "z" and value[3] <= 2 and (tie := _TIES.get(value[1] - value[0])):
            yield f"{kinds[:at]}n{tie}n{kinds[at + 1 :]}", [*values[:at], value[0], None, value[1], *values[at + 1 :]]


def with_aside(kinds: str, values: list[Any]) -> tuple[str, list[Any]] | None:
    """The words with what stands in brackets as a second date: 25 October (7 November) 1917."""
    start, end = kinds.find("("), kinds.find(")")
    if start < 1 or end < start + 2 or kinds.count("(") > 1 or re.search(_ASIDE, kinds) is not None:
        return None
    if kinds[end - 1] in "OV":  # 7 November (25 October O.S.) 1917
        kinds = f"{kinds[: start + 1]}{kinds[end - 1]}{kinds[start + 1 : end - 1]}{kinds[end:]}"
        values = [*values[: start + 1], values[end - 1], *values[start + 1 : end - 1], *values[end:]]
    return kinds[:end] + kinds[end + 1 :], values[:end] + values[end + 1 :]


def arranged(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """The words without brackets and what is said twice; "around" is a doubt before a year, else before a time."""
    if not _may_be_arranged(kinds):
        return kinds, values
    if kinds in {"n-m", "n/m"}:  # 16-Mar, as spreadsheets write it
        return "nm", [values[0], values[2]]
    if kinds[0] == "J" and kinds[-2:] == "&5":  # between May and now
        kinds, values = f"{kinds[:-1]}k", [*values[:-1], 0]
    elif kinds[:3] == "J5&":
        kinds, values = f"Jk{kinds[2:]}", [None, 0, *values[2:]]
    kinds = re.sub(_NUMBER_OF_HOUR, "n", kinds)
    kinds = re.sub("6(?=[yYd])", "~", kinds).replace("6", "@")
    for arrange in (
        _both_months, _without_dash, _with_utc, _of_utc, _night_into, _one_month, _without_asides, _after_year,
        _night_of_two, _beside_day, _after_weekday, _without_day_sign, _third_first, _third_to_third, _tied_thirds,
        _doubt_inside, _bound_from, _both_before_christ, _centuries_before_christ,
    ):  # fmt: skip
        kinds, values = arrange(kinds, values)
    return kinds, values


@lru_cache(maxsize=16_384)
def _may_be_arranged(kinds: str) -> bool:
    return re.search(_REARRANGED, kinds) is not None


def _both_months(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Two months by number, where the second alone has its sign: 1～3月."""
    if re.search(_TWO_MONTHS, kinds) is None:
        return kinds, values
    return f"{kinds[:-3]}l{kinds[-3:]}", [*values[:-3], None, *values[-3:]]


def _night_into(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Monday night into Tuesday, as from that night to the day; a text that begins with it has one date.

    A time before it is of that night: "um 3.20 Uhr in der Nacht auf Samstag".
    """
    at = kinds.find("j", 1)
    if at < 0:
        return kinds, values
    if re.fullmatch(_TIME_ALONE, kinds[:at]) is not None:
        return kinds[at:] + kinds[:at], values[at:] + values[:at]
    return f"{kinds[:at]}pT{kinds[at + 1 :]}", [*values[:at], "night", None, *values[at + 1 :]]


def _one_month(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """A month that is printed by two names, as in Arabic."""
    at = kinds.find("m/m")
    if at < 0 or values[at] != values[at + 2]:
        return kinds, values
    return kinds[: at + 1] + kinds[at + 3 :], values[: at + 1] + values[at + 3 :]


def _with_utc(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """A time with the same in UTC after it in brackets, 3:40 p.m. (1240 GMT), as that time with its offset."""
    aside = re.search(_IN_UTC, kinds) if "Z)" in kinds else None
    if aside is None or values[aside.end() - 2] != "UTC":
        return kinds, values
    times, utc = (_minutes(kinds, values, *aside.span(name)) for name in ("time", "utc"))
    zone = _zone({(time - one + 720) % 1440 - 720 for time in times for one in utc})
    if zone is None:
        return kinds, values
    cut, end = aside.end("time"), aside.end()
    return f"{kinds[:cut]}Z{kinds[end:]}", [*values[:cut], zone, *values[end:]]


def _zone(offsets: set[int]) -> str | None:
    """The one offset from UTC, in minutes, as a zone; beyond, the day before or after has such a zone too."""
    offset = offsets.pop() if len(offsets) == 1 else 721
    if offset % 15 or not -600 < offset < 720:
        return None
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"


def _of_utc(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """A time in UTC with the local one after it in brackets, 0400 GMT (7 a.m. local time), if they are of one day."""
    local = re.search(_IN_LOCAL, kinds) if "Z(" in kinds else None
    if local is None or values[kinds.index("(", local.start()) - 1] != "UTC" or values[local.end() - 2] == "UTC":
        return kinds, values
    times, utc = (_minutes(kinds, values, *local.span(name)) for name in ("time", "utc"))
    zone = _zone({time - one for time in times for one in utc})
    if zone is None:
        return kinds, values
    (start, end), (first, last) = local.span(), local.span("time")
    return (
        f"{kinds[:start]}{kinds[first:last]}Z{kinds[end:]}",
        [*values[:start], *values[first:last], zone, *values[end:]],
    )


def _without_dash(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Without the dash between a date and its time: 24 June 2023 - 15:40."""
    dash = re.search(_DATE_AND_TIME, kinds)
    if dash is None:
        return kinds, values
    at = kinds.index("-")
    return kinds[:at] + kinds[at + 1 :], values[:at] + values[at + 1 :]


def _minutes(kinds: str, values: list[Any], start: int, end: int) -> set[int]:
    """The minutes from midnight that a time may be."""
    if kinds[start:end] == "z":  # beside a zone it is no day and month
        hour, minute, *_, is_dotted = values[start]
        return {60 * hour + minute} if is_dotted and hour < 24 and minute < 60 else set()
    return {60 * time.hour + (time.minute or 0) for time in times_of(kinds[start:end], values[start:end])}


def _night_of_two(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """The night between two days that is told after them: 23-24 June 2023 (overnight)."""
    is_night = kinds[-1:] == "p" and values[-1] == "night" and re.match("[n0]%?[-/][n0]", kinds) is not None
    return (f"p{kinds[:-1]}", [values[-1], *values[:-1]]) if is_night else (kinds, values)


def _without_asides(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Without the brackets around a mark of doubt, a calendar, a zone, a weekday, a part of day or a time."""
    while "(" in kinds and (aside := re.search(_ASIDE, kinds)) is not None:
        start, end = aside.span()
        kinds = kinds[:start] + aside[1] + kinds[end:]
        values = values[:start] + values[start + 1 : end - 1] + values[end:]
    return kinds, values


def _after_year(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """What is printed after its year, in brackets or not, as registers have it: 1235 (Mai 3), 1235 Anfang Mai."""
    inside = re.search(_AFTER_YEAR, kinds) if kinds[:1] == "y" else None
    if inside is None or not inside["inside"]:
        return kinds, values
    told = values[slice(*inside.span("inside"))]
    is_third = inside["inside"][0] == "t"  # which stands before its month, and the year behind
    return (f"{inside['inside']}y", [*told, values[0]]) if is_third else (f"y{inside['inside']}", [values[0], *told])


def bound_after_year(kinds: str, values: list[Any]) -> tuple[str, list[Any]] | None:
    """The words with the year behind the bound that it is printed before: 1152 (before 4 March)."""
    found = re.search(_BOUND_AFTER_YEAR, kinds) if kinds[:1] == "y" else None
    if found is None:
        return None
    return f"{found['bound']}y", [*values[slice(*found.span("bound"))], values[0]]


def _beside_day(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Without the brackets around a date that stands alone or after its weekday."""
    beside = re.search(_BESIDE_DAY, kinds) if "(" in kinds else None
    if beside is None or (beside["after"] and {"w", "k"}.isdisjoint(beside["before"])):
        return kinds, values
    start, end = beside.span("day")
    day = "0" if beside["day"] == "n" else beside["day"]
    return beside["before"] + day + beside["after"], [*values[: start - 1], *values[start:end], *values[end + 1 :]]


def _without_day_sign(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Without the sign of a day where none is numbered: le 5 de ce mois, but la fin de ce mois."""
    dropped = {match.start() for match in re.finditer("(?<![n0o])%(?=[<=>]M)", kinds)}
    left = [at for at in range(len(kinds)) if at not in dropped]
    return "".join(kinds[at] for at in left), [values[at] for at in left]


def _third_first(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """What tells a third of a month before it, not between it and its year: kesäkuun alussa 2023."""
    at = kinds.find("mty")
    if at < 0:
        return kinds, values
    return kinds.replace("mty", "tmy", 1), [*values[:at], values[at + 1], values[at], *values[at + 2 :]]


def _after_weekday(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """A number after its weekday as a day; before a part of day, a small one may be an hour."""
    day = re.search(_AFTER_WEEKDAY, kinds) if "wn" in kinds else None
    if day is None or (day["part"][:1] not in {"", "@"} and values[day.start(1)] <= 12):
        return kinds, values
    return f"{kinds[: day.start(1)]}0{kinds[day.end(1) :]}", values


def _third_to_third(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """From one third of a date to another, as some time between the two: mid to late June."""
    found = re.search(_THIRD_TO_THIRD, kinds)
    if found is None:
        return kinds, values
    of = values[found.start("of") :]
    first, last = values[0], values[found.start("of") - 1]
    return f"Jt{found['of']}&t{found['of']}", [None, first, *of, None, last, *of]


def _tied_thirds(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """From one third to another, whose words took "to" along: de mediados de mayo a finales de junio."""
    found = re.search(_TIED_THIRDS, kinds)
    if found is None:
        return kinds, values
    at = found.end("first")
    return f"{kinds[:at]}T{kinds[at:]}", [*values[:at], None, *values[at:]]


def _doubt_inside(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """With the doubt before a bound as that of what bounds: perhaps between 1340 and 1345, probably before 1340."""
    if re.match(r"\?[JbaegSU]", kinds) is None:
        return kinds, values
    tie = kinds.find("&") + 1 if kinds[1] == "J" else 0
    kinds, values = f"{kinds[1]}?{kinds[2:]}", [values[1], values[0], *values[2:]]
    return (f"{kinds[:tie]}?{kinds[tie:]}", [*values[:tie], None, *values[tie:]]) if tie else (kinds, values)


def _bound_from(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Without what says "from" before a word that bounds, as in Turkish: 2014'ten beri, 2014'ten önce."""
    if len(kinds) < 3 or kinds[-2] not in "TS" or kinds[-1] not in "Sba":
        return kinds, values
    return kinds[:-2] + kinds[-1], [*values[:-2], values[-1]]


def _both_before_christ(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Two years before Christ, where the second alone says so."""
    first = re.search(_BEFORE_CHRIST, kinds) if kinds[-1:] == "B" else None
    if first is None:
        return kinds, values
    at = first.end()
    return f"{kinds[:at]}B{kinds[at:]}", [*values[:at], None, *values[at:]]


def _centuries_before_christ(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Two centuries before Christ, where one alone says that they are, and one that they are centuries."""
    found = re.search(_CENTURIES_BEFORE_CHRIST, kinds) if kinds[-1:] == "B" else None
    if found is None:
        return kinds, values
    if found["last"] is not None:
        at = found.end("last")
        return f"{kinds[:at]}CB{kinds[at:]}", [*values[:at], None, None, *values[at:]]
    at = found.end("first")
    return f"{kinds[:at]}B{kinds[at]}C{kinds[at + 1 :]}", [*values[:at], None, values[at], None, *values[at + 1 :]]
