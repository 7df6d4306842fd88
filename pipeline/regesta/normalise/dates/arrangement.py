"""The words of a text as the patterns have them: without brackets and slashes, and with what one says for two."""

import re
from collections.abc import Iterator
from typing import Any

_TIES = {1: "/", 10: "(", 11: "(", 12: "(", 13: "("}  # of two days of a month, by how many lie from one to the other
_ASIDE = r"\(([~?OVAB]*|[Zwp]|c[12]?)\)"
_NUMBER_OF_HOUR = "@0(?=h|[1p])"  # "о 8-й вечора" is at 8
_BESIDE_DAY = r"\A[@pw]*\((n|[^()]+)\)\Z"  # Tuesday (12 March), and "terça-feira (12)"
_BEFORE_CHRIST = r"(?<![nNyC0or])[nNy](?=[-T&]~?[nNy]Y?B\Z)"  # 300-250 BC
_REARRANGED = frozenset("/6@(Bj")  # what is rearranged has one of these


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
    if _REARRANGED.isdisjoint(kinds):
        return kinds, values
    if "@0" in kinds:
        kinds = re.sub(_NUMBER_OF_HOUR, "@n", kinds)
    if "6" in kinds:
        kinds = re.sub("6(?=[yYd])", "~", kinds).replace("6", "@")
    for arrange in (_night_into, _one_month, _without_asides, _beside_day, _both_before_christ):
        kinds, values = arrange(kinds, values)
    return kinds, values


def _night_into(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Monday night into Tuesday, as from that night to the day; a text that begins with it has one date."""
    at = kinds.find("j", 1)
    return (
        (kinds, values)
        if at < 0
        else (f"{kinds[:at]}pT{kinds[at + 1 :]}", [*values[:at], "night", None, *values[at + 1 :]])
    )


def _one_month(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """A month that is printed by two names, as in Arabic."""
    at = kinds.find("m/m")
    if at < 0 or values[at] != values[at + 2]:
        return kinds, values
    return kinds[: at + 1] + kinds[at + 3 :], values[: at + 1] + values[at + 3 :]


def _without_asides(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Without the brackets around a mark of doubt, a calendar, a zone, a weekday, a part of day or a time."""
    while "(" in kinds and (aside := re.search(_ASIDE, kinds)) is not None:
        start, end = aside.span()
        kinds = kinds[:start] + aside[1] + kinds[end:]
        values = values[:start] + values[start + 1 : end - 1] + values[end:]
    return kinds, values


def _beside_day(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Without the brackets around a date that stands alone or after its weekday."""
    beside = re.search(_BESIDE_DAY, kinds) if kinds[-1:] == ")" else None
    if beside is None:
        return kinds, values
    start = beside.start(1)
    return kinds[: start - 1] + ("0" if beside[1] == "n" else beside[1]), values[: start - 1] + values[start:-1]


def _both_before_christ(kinds: str, values: list[Any]) -> tuple[str, list[Any]]:
    """Two years before Christ, where the second alone says so."""
    first = re.search(_BEFORE_CHRIST, kinds) if kinds[-1:] == "B" else None
    if first is None:
        return kinds, values
    at = first.end()
    return f"{kinds[:at]}B{kinds[at:]}", [*values[:at], None, *values[at:]]
