"""The words around numbers, one JSON file a language in schema/lexicon/quantities, by the word met first.

Adding a language is adding a file, CODE.json, with what en.json has: group and decimal, the marks within its numbers;
common, words that tell the language of a text and nothing of its number. `und.json` holds words of other languages that
qualify a number or multiply it: beside one of them a number stays unread.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from regesta.normalise.scripts import one_spelling
from regesta.ready import SCHEMA


class Phrase(NamedTuple):
    """The tokens of a phrase and the qualifier it says, or ""."""

    words: tuple[str, ...]
    code: str


Phrases: TypeAlias = Mapping[str, tuple[Phrase, ...]]

TOKEN = re.compile(
    r"(\s*)("
    r"[0-9]+(?:[.,:/'’·_][0-9]+|[ \xa0\u2009\u202f][0-9]{3}(?![0-9]))*"  # all that may be one printed number
    r"|[㐀-鿿]"  # Chinese has no spaces
    r"|[^\W\d_㐀-鿿]+(?:['’][^\W\d_㐀-鿿]+)*"
    r"|[<>]=|\S)"
)
_MONTHS = re.compile(r'"(?:solar_|islamic_)?months": (\{[^{}]*\})')
_SPACES = "'’ \xa0\u2009\u202f"  # they group digits in any language


class Marks(NamedTuple):
    """Numbers with marks in them: grouped (1,500), decimal (1.5), and unsure, which may be either (1.500)."""

    grouped: re.Pattern[str]
    decimal: re.Pattern[str]
    unsure: re.Pattern[str]


class QuantityWords(NamedTuple):
    """Words and phrases of a language as its lexicon has them.

    qualifiers stand before a number and unread_before makes it none: both by their last word, the longest first. All
    others are by their first word. starts: tokens that a number in words begins with. sizes: units of "500-kg bombs".
    between: forms of a range, as the word before it, or "", and the one between its numbers; range_starts and joints
    are those words. unread_endings: those of words that are numbers, or may be; unread_beginnings, after the number: of
    words that may add to it ("and a woman", where "and" is a letter). counted: words behind which a qualifier may
    stand, in languages that put it there ("20 dead at least"). singular: multipliers that by themselves are one;
    singular_behind: that are so behind a word of governing alone, and may be many elsewhere. hyphened_words: whether
    words with a hyphen between are a range: три-четыре. several: numbers of more than one word (quatre-vingt-dix), and
    what they begin with, which is none. glued: a word written together of number words, and one of them. declined:
    numbers with an ending, and the same with the mark that figures have before it (binden, bin'den). rough: words by
    which a number is about that (une quinzaine). single: nouns behind an article that are one of them (un mort).
    continued: whether figures may follow a multiplier (3 bin 200). neutral: phrases right after a number that say
    nothing of it. linked: words between a number and its multiplier (20 de mii).
    """

    numbers: Mapping[str, int | Decimal]
    multipliers: Mapping[str, int]
    marks: Marks
    articles: frozenset[str]
    singular: frozenset[str]
    singular_behind: frozenset[str]
    governing: frozenset[str]
    hyphened_words: bool
    several: Mapping[str, int | None]
    glued: tuple[re.Pattern[str], re.Pattern[str]] | None
    declined: Mapping[str, tuple[str, ...]]
    rough: frozenset[str]
    single: frozenset[str]
    continued: bool
    neutral: Phrases
    linked: frozenset[str]
    and_word: str
    starts: frozenset[str]
    money: frozenset[str]
    sizes: frozenset[str]
    between: frozenset[tuple[str, str]]
    range_starts: frozenset[str]
    joints: frozenset[str]
    only_at_the_start: frozenset[str]
    unread_before_a_year: frozenset[str]
    unread_endings: tuple[str, ...]
    unread_beginnings: tuple[str, ...]
    counted: frozenset[str]
    qualifiers: Phrases
    qualifiers_after: Phrases
    unread_before: Phrases
    unread_after: Phrases
    elsewhere_before: Phrases
    elsewhere_after: Phrases


def languages() -> tuple[str, ...]:
    """The languages that ship, in order of code."""
    codes = (path.stem for path in (SCHEMA / "lexicon" / "quantities").glob("*.json"))
    return tuple(sorted(code for code in codes if code != "und"))


def is_han(word: str) -> bool:
    """Whether a word is a Chinese sign, which stands beside numbers without a space."""
    return "㐀" <= word[0] <= "鿿"


def is_unspaced(word: str) -> bool:
    """Whether a word is in a script of East Asia: a number may follow it without a space."""
    return is_han(word) or "ぁ" <= word[0] <= "ヿ" or "가" <= word[0] <= "힣"


@cache
def months_of(language: str) -> tuple[str, ...]:
    """The months of a language, cut from its lexicon of dates: all of it takes ten times as long to read."""
    text = (SCHEMA / "lexicon" / "dates" / f"{language}.json").read_text(encoding="utf-8")
    calendars = (json.loads(one_spelling(found).casefold()) for found in _MONTHS.findall(text))
    return tuple(name for months in calendars for forms in months.values() for name in forms)


def _ordinals(language: str) -> list[str]:
    """The words that end an ordinal which begins as a number does: двадцать восьмая."""
    forms: Mapping[str, Sequence[str]] = _lexicon("dates", language)["ordinals"]
    return [form.replace("’", "'") for number in map(str, range(1, 10)) for form in forms[number]]


def _unread_beside(language: str) -> dict[str, list[str]]:
    """The phrases before and after which a number is none of those that are counted; months are among both."""
    words, others = _lexicon("quantities", language), _lexicon("quantities", "und")
    own = {*words["multipliers"], *words["numbers"], *(p for said in words["qualifiers"].values() for p in said)}
    link = words.get("month_link")
    names = [*(months := months_of(language)), *(f"{link} {name}" for name in (months if link else ()))]
    unread = {
        kind: [*words[kind], *(phrase for phrase in others[kind] if phrase not in own), *names]
        for kind in ("unread_before", "unread_after")
    }
    unread["unread_after"] += _ordinals(language) if words.get("ordinals_follow") else []
    return unread


@cache
def quantity_words(language: str) -> QuantityWords:
    """The lexicon of a language; months are those of dates."""
    words, unread = _lexicon("quantities", language), _unread_beside(language)
    before = [(phrase, code) for code, phrases in words["qualifiers"].items() for phrase in phrases]
    after = [(phrase, code) for code, phrases in words["qualifiers_after"].items() for phrase in phrases]
    anywhere = _plain(words["unread"])
    forms = [(_tokens(first), _tokens(joint)) for first, joint, _ in (form.split("{}") for form in words["between"])]
    return QuantityWords(
        numbers=words["numbers"],
        multipliers=words["multipliers"],
        marks=_marks(words["group"], words["decimal"]),
        articles=frozenset(words["articles"]),
        singular=frozenset(words.get("singular", ())),
        singular_behind=frozenset(words.get("singular_behind", ())),
        governing=frozenset(words.get("governing", ())),
        hyphened_words=bool(words.get("hyphened_words")),
        several=(several := _several(words.get("several", {}))),
        glued=glued_of(words) if "glued" in words else None,
        declined={word: tuple(re.findall(r"\w+|'", apart)) for word, apart in words.get("declined", {}).items()},
        rough=frozenset(words.get("rough", ())),
        single=frozenset(words.get("single", ())),
        continued=bool(words.get("continued")),
        neutral=_by_word(_plain(words.get("neutral", ())), 0),
        linked=frozenset(words.get("linked", ())),
        and_word=words["and"],
        starts=frozenset((*words["numbers"], *words["multipliers"], *words["articles"], *several)),
        money=frozenset(words["money"]),
        sizes=frozenset(words["sizes"]),
        between=frozenset(forms),
        range_starts=frozenset(first for first, _ in forms if first),
        joints=frozenset(joint for _, joint in forms),
        only_at_the_start=frozenset(words["only_at_the_start"]),
        unread_before_a_year=frozenset(words["unread_before_a_year"]),
        unread_endings=tuple(words["unread_endings"]),
        unread_beginnings=tuple(words.get("unread_beginnings", ())),
        counted=frozenset(words["common"] if words.get("qualifies_what_is_counted") else ()),
        qualifiers=_by_word(before, -1),
        qualifiers_after=_by_word(after, 0),
        unread_before=_by_word(_plain(unread["unread_before"]), -1),
        unread_after=_by_word(_plain(unread["unread_after"]), 0),
        elsewhere_before=_by_word([*before, *anywhere], 0),
        elsewhere_after=_by_word([*after, *anywhere], 0),
    )


def language_words(language: str) -> Mapping[str, Any]:
    """All that the lexicon of a language has."""
    return _lexicon("quantities", language)


def _several(numbers: Mapping[str, int]) -> dict[str, int | None]:
    """Numbers of more than one word, with a space for each hyphen, and what they begin with, which has no value."""
    begun = {" ".join(words[:end]) for words in map(str.split, numbers) for end in range(1, len(words))}
    return {**dict.fromkeys(begun), **numbers}


def glued_of(words: Mapping[str, Any]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What matches a word of number words alone, and each of them: zweihundertfünfzig."""
    parts = sorted((*words["numbers"], *words["glued"]), key=len, reverse=True)
    one = "|".join(map(re.escape, parts))
    return re.compile(f"(?:{one})+"), re.compile(one)


def _tokens(text: str) -> str:
    return " ".join(token for _, token in TOKEN.findall(text))


def _plain(phrases: Iterable[str]) -> list[tuple[str, str]]:
    return [(phrase, "") for phrase in phrases]


def _marks(group: str, decimal: str) -> Marks:
    """1.500 is one and a half, or fifteen hundred; 0123 and 1,50 are no number in English."""
    return Marks(
        re.compile(rf"[1-9][0-9]{{0,2}}([{group}{_SPACES}])[0-9]{{3}}(?:\1[0-9]{{3}})*((?!\1)[{decimal}][0-9]+)?"),
        re.compile(rf"(?:0|[1-9][0-9]*)[{decimal}][0-9]+"),
        re.compile(rf"[0-9]{{1,3}}[{decimal}][0-9]{{3}}"),
    )


@cache
def _lexicon(kind: str, language: str) -> Mapping[str, Any]:
    text = (SCHEMA / "lexicon" / kind / f"{language}.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(one_spelling(text).casefold(), parse_float=Decimal)
    return found


def _by_word(phrases: Iterable[tuple[str, str]], place: int) -> Phrases:
    found: dict[str, list[Phrase]] = {}
    for phrase, code in phrases:
        tokens = tuple(token for _, token in TOKEN.findall(phrase))
        found.setdefault(tokens[place], []).append(Phrase(tokens, code))
    return {word: tuple(sorted(held, key=lambda one: -len(one.words))) for word, held in found.items()}
