"""What words that stand for several things may say together, one choice of them at a time."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from regesta.normalise.dates.counted import AWAY
from regesta.normalise.dates.lexer import Slot
from regesta.normalise.dates.lexicon_files import Symbol
from regesta.normalise.dates.spoken import spoken

_FOR = ("", "lasting")
# The kind that a word of two kinds is not, the other, and the kinds before it or after it with which it is the other:
# in "el último día de mayo" the day is said, in "Mai letzten Jahres" the year, "minggu sebelum 24 Juni" may be a week,
# "чт до сб" is a span.
_NOT: tuple[tuple[str, str, frozenset[str], frozenset[str]], ...] = (
    ("", "D", frozenset("<=>_"), frozenset("ab")),
    ("", "Y", frozenset("<=>"), frozenset("<=>")),
    ("w", "W", frozenset(), frozenset("ab")),
    ("<", "b", frozenset(), frozenset("n0o%")),
    (">", "a", frozenset(), frozenset("n0o%")),
    ("b", "U", frozenset("w"), frozenset()),
    ("_", "", frozenset(), frozenset("mwspkvKX")),  # a June evening is none of 1 June
)
_BEFORE_DAYS = frozenset(("", "m", "y", "Y", "w", "k", "x"))  # words after which "3 дня" is not told to be a time


def choices(slots: Sequence[Slot]) -> Iterator[tuple[str, list[Any]]]:
    """The kinds and values of the words of each choice, without those in which one says what it cannot say there."""
    twofold = [(at, {kind for kind, _ in slot}) for at, slot in enumerate(slots) if len(slot) > 1]
    years = [at for at, kinds in twofold if {"Y", "E"} <= kinds]
    places = [(at, one, *beside) for at, kinds in twofold for one, other, *beside in _NOT if {one, other} <= kinds]
    for choice in product(*slots):
        if not ((places and _is_other(choice, places)) or (years and _is_decade(choice, years))):
            kinds, values = words(choice)
            if "1" not in kinds or not _may_be_days(kinds, values):
                yield kinds, values


def _is_other(choice: Sequence[Symbol], places: Sequence[tuple[Any, ...]]) -> bool:
    """Whether a word is taken to be of the one kind where it is of the other."""
    kinds = [kind for kind, _ in choice]
    return any(
        kinds[at] == kind and ("".join(kinds[:at])[-1:] in before or "".join(kinds[at + 1 :])[:1] in after)
        for at, kind, before, after in places
    )


def _is_decade(choice: Sequence[Symbol], years: Sequence[int]) -> bool:
    """Whether a word for years is taken to say year before a decade: "anos 1990", but not "los años 1990-1995"."""
    said = [symbol for symbol in choice[years[-1] :] if symbol[0]]
    kinds = "".join([kind for kind, _ in said[:3]])
    return kinds[:2] == "Yy" and said[1][1] % 10 == 0 and kinds[2:] not in {"-", "T", "/", "&"}


def _may_be_days(kinds: str, values: Sequence[Any]) -> bool:
    """Whether a number before a word for "of the day" may count days: 3 дня, but not "в 3 дня", "с 2 до 3 дня"."""
    at = kinds.find("n1")
    return at >= 0 and kinds[at - 1 : at] in _BEFORE_DAYS and values[at + 1] == "day" and 2 <= values[at] <= 4


def words(choice: Sequence[Symbol]) -> tuple[str, list[Any]]:
    """The kinds and values of words, without those that say nothing; "for two weeks from now" is no point in time."""
    listed = [kind for kind, _ in choice]
    kinds = "".join(listed)
    if _FOR in choice and (("L" in kinds and "=" not in kinds) or re.match(AWAY, kinds) is not None):
        return "*", [None]
    if "_" in kinds:
        choice = spoken(choice)
        listed = list(_as_digits(choice))
    if "_" in kinds or "W" in kinds:
        kinds = "".join(_told_apart(listed))
    return kinds, [value for kind, value in choice if kind]


def _as_digits(choice: Sequence[Symbol]) -> Iterator[str]:
    """Numbers in words as those in digits, but before units: "3 quarter" may be the third, "three quarter" is not.

    Nor is "one" that is an article: un día de mayo, bir haziran akşamı.
    """
    kinds = [kind for kind, _ in choice]
    said = "".join(kinds)
    is_some = "p" in said and ("_m" in said or "m_" in said)
    for (kind, value), following in zip(choice, (*kinds[1:], ""), strict=True):
        is_article = value == 1 and (is_some or following in {"D", "%"})
        yield "n" if kind == "_" and not is_article and (not following or following not in "WQHC") else kind


def _told_apart(kinds: Sequence[str]) -> Iterator[str]:
    """Week 2 of June is its second week, which no calendar counts; the week of 2 June is the one that day is in."""
    return ("i" if pair == ("W", "n") else pair[0] for pair in zip(kinds, (*kinds[1:], ""), strict=True))
