"""The languages whose words a text has: in these its numbers are read."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

from regesta.normalise.quantities.lexicon import (
    TOKEN,
    glued_of,
    is_unspaced,
    language_words,
    languages,
    months_of,
)
from regesta.normalise.scripts import letter_script

_UNSPOKEN = {"Arab": ("ar", "fa"), "Hebr": ("he",)}  # who reads a number beside unknown words of a script
_LONG = 7  # letters; shorter numbers of one word are in the lists


def tongues_of(words: Sequence[str]) -> tuple[str, ...]:
    """The languages that know most words of a text; one alone if that is English, or if no word is known.

    None for a text in another script than Latin of which no language knows a word, unless a number begins it. What may
    be Chinese or Japanese and has no kana is read as Chinese, whose lexicon has what both write in signs alone.
    """
    rest = [word for word in words if word not in _vocabulary("en")]
    if not any(map(is_telling, rest)) and max(rest, default="") < "\u0370":
        return ("en",)  # no language knows more of them
    speaking = _speakers(_side(words)).get
    knowing = [knows for word in words if (knows := speaking(word)) is not None]
    if not knowing and (glued := _gluing(words)):
        return glued
    if not knowing:
        is_told = all(word < "\u0370" or not word[0].isalpha() for word in words)
        return ("en",) if is_told else _unspoken(words) if words[0][0].isdecimal() else ()
    found = knowing[0] if knowing.count(knowing[0]) == len(knowing) else _knowing_most(knowing)
    if "en" in found:
        return ("en",)
    if len(found) > 1 and (glued := tuple(code for code in _gluing(words) if code in found)):
        found = glued
    if "ja" in found and "zh" in found and not any("ぁ" <= word[0] <= "ヿ" for word in words):
        return tuple(code for code in found if code != "ja")
    return found


def _knowing_most(knowing: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The languages that stand most often among those of each word."""
    known = Counter(chain.from_iterable(knowing))
    most = max(known.values())
    return tuple(code for code, count in known.items() if count == most)


def _gluing(words: Sequence[str]) -> tuple[str, ...]:
    """The languages in which a word of a text without figures is a number of many words: hundertfünfzig."""
    long = [word for word in words if len(word) > _LONG]
    if not long or any("0" <= word[0] <= "9" for word in words):
        return ()
    return tuple(code for code, whole in _wholes() if any(map(whole.fullmatch, long)))


@cache
def _wholes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lexicons = ((code, language_words(code)) for code in languages())
    return tuple((code, glued_of(words)[0]) for code, words in lexicons if "glued" in words)


def _unspoken(words: Sequence[str]) -> tuple[str, ...]:
    """The languages in whose marks a number is read that begins a text of which no word is known."""
    script = next((letter_script(word[0]) for word in words if word >= "\u0370" and word[0].isalpha()), None)
    return _UNSPOKEN.get(script or "", ("ru",))


def _side(words: Sequence[str]) -> str:
    """What decides which languages may know a text: whether it is in Latin letters, or runs from right to left."""
    last = max(words)
    return "latn" if last < "\u0370" else "left" if any("\u0590" <= word[0] < "\u0700" for word in words) else "right"


@cache
def _speakers(side: str) -> Mapping[str, tuple[str, ...]]:
    """The languages that have a word in any of their lists: for Latin letters those written in them."""
    found: dict[str, list[str]] = {}
    others = set() if side == "left" else {*chain.from_iterable(_UNSPOKEN.values())}
    for language in (code for code in languages() if code not in others):
        if side == "latn" and side not in language_words(language)["script"]:
            continue
        for word in _vocabulary(language):
            found.setdefault(word, []).append(language)
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}  # one of each, compared by identity
    return {word: shared.setdefault(knows := tuple(speakers), knows) for word, speakers in found.items()}


@cache
def _vocabulary(language: str) -> frozenset[str]:
    """The words of a language that tell it: letters alone do not."""
    words = language_words(language)
    lists = ("unread", "unread_before", "unread_after", "unread_before_a_year", "common", "articles")
    listed = [*words["numbers"], *words.get("several", ()), *words["multipliers"]]
    listed += [*words.get("single", ()), *words.get("declined", ())]
    listed += months_of(language)
    listed += [phrase for name in lists for phrase in words[name]]
    listed += [
        phrase for name in ("qualifiers", "qualifiers_after") for said in words[name].values() for phrase in said
    ]
    listed += [form.replace("{}", " ") for form in words["between"]]
    whole = {word for word in listed if len(word) > 1 and word.isalpha() and not is_unspaced(word)}
    others = "\n".join([phrase for phrase in listed if phrase not in whole])
    return frozenset(whole.union([token for _, token in TOKEN.findall(others) if is_telling(token)]))


def is_telling(token: str) -> bool:
    """Whether a token tells its language: a word, a Chinese sign, or a syllable of Japanese or Korean."""
    return token[0].isalpha() and (len(token) > 1 or is_unspaced(token))
