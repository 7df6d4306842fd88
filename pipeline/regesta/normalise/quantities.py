"""Numbers as printed to low, best and high; only what the words say, never more."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from regesta.contract import schema_folder
from regesta.diagnostics import Diagnostic
from regesta.normalise.reading import Blank, Reading

_DIGITS = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FILLS = {"exactly": ("low", "best", "high"), "at-least": ("low",), "at-most": ("high",), "about": ("best",)}


@lru_cache
def _words() -> Mapping[str, Any]:
    text = (schema_folder() / "lexicon" / "quantities" / "en.json").read_text(encoding="utf-8")
    words: Mapping[str, Any] = json.loads(text)
    return words


@lru_cache(maxsize=16_384)
def settle_quantity(given: tuple[tuple[str, Any], ...]) -> Reading:
    """The blanks of a quantity that its text fills: qualifier, low, best, high.

    given is the items of the object. A text with two numbers that are no range, or with a vague one ("dozens"),
    fills nothing. A figure filled in by hand stays; Q602 says so where the text has another.
    """
    own = dict(given)
    text = own.get("text")
    if not isinstance(text, str):
        return Reading(tuple(_from_pin(own)))
    qualifier, values = _read(text)
    stated = own.get("qualifier", qualifier)
    blanks = [] if qualifier is None else [Blank("qualifier", qualifier, "the words before the number", text)]
    figures: dict[str, float] = {}
    if isinstance(values, tuple):
        figures = {"low": values[0], "high": values[1]}
    elif values is not None:
        figures = dict.fromkeys(_FILLS.get(str(stated), ("best",)), values)
    pinned: dict[str, Any] = {key: own[key] for key in ("low", "best", "high") if key in own}
    trouble = tuple(
        Diagnostic("Q602", f"{key} is {pinned[key]:g}, but the text says {value:g}", f"/{key}", value=pinned[key])
        for key, value in figures.items()
        if is_number(pinned.get(key)) and pinned[key] != value
    )
    if not trouble:
        blanks += [Blank(key, value, "the number printed", text) for key, value in figures.items()]
    return Reading((*blanks, *_from_pin({**own, **{b.field: b.value for b in blanks}})), trouble)


def _from_pin(own: Mapping[str, Any]) -> Iterator[Blank]:
    """What the qualifier makes of a figure that is there: exactly fills all three."""
    if own.get("qualifier") == "exactly":
        figures = {own[key] for key in ("low", "best", "high") if is_number(own.get(key))}
        for key in ("low", "best", "high") if len(figures) == 1 else ():
            if key not in own:
                yield Blank(key, next(iter(figures)), "exactly: low, best and high are one")


def is_number(value: Any) -> bool:
    """Whether a value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _read(text: str) -> tuple[str | None, float | tuple[float, float] | None]:
    """The qualifier and the number, or the low and high of a range, or None where no one number is printed."""
    plain = text.casefold().replace("\N{EN DASH}", "-")
    qualifier, (begin, end) = _qualifier(plain)
    if any(not begin <= start < stop <= end for start, stop in _vague(plain)):
        return None, None
    found = list(_numbers(plain))
    if len(found) == 2 and (between := _between(plain, found)) is not None:
        return None, between
    return (qualifier, found[0][0]) if len(found) == 1 else (None, None)


def _qualifier(plain: str) -> tuple[str | None, tuple[int, int]]:
    """The qualifier that the longest phrase says, and where it stands: "no more than" holds "more than"."""
    for phrase, code in _phrases():
        if phrase in plain:
            match = re.search(rf"\b{phrase}(?=\s+[\w$£€¥])", plain)
            if match is not None:
                return code, match.span()
    return None, (0, 0)


@lru_cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """The phrases that qualify a number, each with its code, the longest first."""
    phrases = [(phrase, code) for code, phrases in _words()["qualifiers"].items() for phrase in phrases]
    return tuple(sorted(phrases, key=lambda item: -len(item[0])))


def _vague(plain: str) -> Iterator[tuple[int, int]]:
    """Where words stand that are no number: dozens, many."""
    for word in _words()["vague"]:
        if word in plain:
            yield from (match.span() for match in re.finditer(rf"\b{re.escape(word)}\b", plain))


def _numbers(plain: str) -> Iterator[tuple[float, int, int]]:
    """Every number in a text: its value and where it stands; digits, or words that follow one another."""
    words = _words()
    for match in _number().finditer(plain):
        if match["digits"] is not None and match["times"] is None and re.fullmatch(r"\d{1,3}\.\d{3}", match["digits"]):
            continue  # 1.500 is one and a half, or fifteen hundred
        if match["digits"] is not None:
            value = float(re.sub(r"[^\d.]", "", match["digits"])) * words["multipliers"].get(match["times"], 1)
        else:
            value = float(_spelt(re.split(r"[\s-]+", match["words"])))
        yield value, match.start(), match.end()


@lru_cache
def _number() -> re.Pattern[str]:
    words = _words()
    names = "|".join(sorted((*words["numbers"], *words["multipliers"]), key=len, reverse=True))
    unit = rf"(?:{names})"
    digits = rf"(?P<digits>{_DIGITS})(?:\s+(?P<times>{'|'.join(words['multipliers'])}))?"
    spelt = rf"(?P<words>{unit}(?:(?:[\s-]|\sand\s){unit})*)"
    return re.compile(rf"(?<![\w.,])(?<!\w-)(?:{digits}|{spelt})(?!\w|[.,]\d|-[a-z])", re.ASCII)


def _spelt(parts: list[str]) -> int:
    """Number words as a number: twenty-five thousand, three hundred and ten."""
    words, total, part = _words(), 0, 0
    for name in parts:
        if name in words["multipliers"]:
            factor = words["multipliers"][name]
            part = max(part, 1) * factor
            if factor > 100:
                total, part = total + part, 0
        elif name == "dozen":
            part = max(part, 1) * 12
        elif name != "and":
            part += words["numbers"][name]
    return total + part


def _between(plain: str, found: list[tuple[float, int, int]]) -> tuple[float, float] | None:
    (low, start, middle_start), (high, middle_end, _) = found
    before, middle = plain[:start].split(), plain[middle_start:middle_end].strip()
    for form in _words()["between"]:
        first, joint = form.split("{}")[0].strip(), form.split("{}")[1].strip()
        if middle == joint and (not first or before[-1:] == [first]) and low <= high:
            return low, high
    return None
