"""The words around numbers, from schema/lexicon/quantities/en.json, by the word that a reader meets first."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from regesta.contract import schema_folder


class Phrase(NamedTuple):
    """The tokens of a phrase and the qualifier it says, or ""."""

    words: tuple[str, ...]
    code: str


Phrases: TypeAlias = Mapping[str, tuple[Phrase, ...]]

TOKEN = re.compile(
    r"(\s*)("
    r"[0-9]+(?:[.,:/'’·_][0-9]+|[ \xa0\u2009\u202f][0-9]{3}(?![0-9]))*"  # all that may be one printed number
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[<>]=|\S)"
)


class QuantityWords(NamedTuple):
    """Words and phrases as the lexicon has them.

    qualifiers stand before a number and unread_before makes it none: both by their last word, the longest first. All
    others are by their first word. starts: tokens that a number in words begins with. sizes: units of "500-kg bombs".
    between: forms of a range, as the word before it, or "", and the one between its numbers; range_starts and joints
    are those words.
    """

    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    article: str
    and_word: str
    starts: frozenset[str]
    money: frozenset[str]
    sizes: frozenset[str]
    between: frozenset[tuple[str, str]]
    range_starts: frozenset[str]
    joints: frozenset[str]
    only_at_the_start: frozenset[str]
    unread_before_a_year: frozenset[str]
    qualifiers: Phrases
    qualifiers_after: Phrases
    unread_before: Phrases
    unread_after: Phrases
    elsewhere_before: Phrases
    elsewhere_after: Phrases


@lru_cache
def quantity_words() -> QuantityWords:
    """The lexicon; months are those of dates."""
    words, months = _lexicon("quantities"), _lexicon("dates")["months"]
    names = [(name.casefold(), "") for forms in months.values() for name in forms]
    before = [(phrase, code) for code, phrases in words["qualifiers"].items() for phrase in phrases]
    after = [(phrase, code) for code, phrases in words["qualifiers_after"].items() for phrase in phrases]
    unread = [(phrase, "") for phrase in words["unread"]]
    forms = [(first.strip(), joint.strip()) for first, joint, _ in (form.split("{}") for form in words["between"])]
    return QuantityWords(
        words["numbers"],
        words["multipliers"],
        words["article"],
        words["and"],
        frozenset((*words["numbers"], *words["multipliers"], words["article"])),
        frozenset(words["money"]),
        frozenset(words["sizes"]),
        frozenset(forms),
        frozenset(first for first, _ in forms if first),
        frozenset(joint for _, joint in forms),
        frozenset(words["only_at_the_start"]),
        frozenset(words["unread_before_a_year"]),
        _by_word(before, -1),
        _by_word(after, 0),
        _by_word([*((phrase, "") for phrase in words["unread_before"]), *names], -1),
        _by_word([*((phrase, "") for phrase in words["unread_after"]), *names], 0),
        _by_word([*before, *unread], 0),
        _by_word([*after, *unread], 0),
    )


def _lexicon(kind: str) -> Mapping[str, Any]:
    text = (schema_folder() / "lexicon" / kind / "en.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def _by_word(phrases: Iterable[tuple[str, str]], place: int) -> Phrases:
    found: dict[str, list[Phrase]] = {}
    for phrase, code in phrases:
        tokens = tuple(token for _, token in TOKEN.findall(phrase))
        found.setdefault(tokens[place], []).append(Phrase(tokens, code))
    return {word: tuple(sorted(held, key=lambda one: -len(one.words))) for word, held in found.items()}
