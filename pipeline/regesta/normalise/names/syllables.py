"""Chinese and Korean names by their syllables, however these are romanised: "Mao Zedong", "Mao Tse-tung", 毛泽东."""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.names.words import Words, words_for
from regesta.normalise.romanise import FOLDER, chinese_readings

Syllable = frozenset[str]  # what one may be: "zhang" in Pinyin, "c-a-ng" in Korean
Readings = tuple[tuple[Syllable, ...], ...]  # the ways to part a name into syllables

_SYLLABLES = range(2, 5)  # of a whole name
_LONGEST = 12  # letters of a word
_LETTERED = frozenset({"Latn", "Cyrl"})
_JAMO = (
    "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    "-ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
)
_FIRST_HANGUL, _MEDIALS, _FINALS = 0xAC00, 21, 28


class Korean(NamedTuple):
    """Spelling -> sounds, of the parts of a syllable; pattern finds them."""

    initials: Mapping[str, tuple[str, ...]]
    vowels: Mapping[str, tuple[str, ...]]
    finals: Mapping[str, tuple[str, ...]]
    pattern: re.Pattern[str]


@cache
def _chinese() -> Mapping[str, Syllable]:
    """Spelling in Pinyin, by Wade-Giles (apostrophes left out, as they mostly are) or Palladius -> Pinyin."""
    found: dict[str, Syllable] = {}
    with (FOLDER / "chinese-syllables.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            for spelling in (line["pinyin"], *line["wade_giles"].replace("'", "").split("; "), line["palladius"]):
                key = folded_key(spelling)
                found[key] = found.get(key, frozenset()) | {line["pinyin"]}
    return found


@cache
def _korean() -> Korean:
    parts: dict[str, dict[str, tuple[str, ...]]] = {"initial": {}, "vowel": {}, "final": {}}
    with (FOLDER / "korean-syllables.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            own = parts[line["part"]]
            for spelling in dict.fromkeys(line["spellings"].split("; ")):
                own[spelling] = (*own.get(spelling, ()), line["sound"])
    parts["initial"][""] = ("",)
    groups = ("|".join(sorted(own, key=len, reverse=True)) for own in parts.values())
    return Korean(parts["initial"], parts["vowel"], parts["final"], re.compile("({})({})({})".format(*groups)))


def _sounds(korean: Korean, initial: str, vowel: str, final: str) -> Syllable:
    """The Korean sounds that a syllable may be."""
    parts = product(korean.initials[initial], korean.vowels[vowel], korean.finals[final])
    return frozenset(map("-".join, parts))


def _hangul(sign: str) -> Syllable:
    at = ord(sign) - _FIRST_HANGUL
    places = (at // _FINALS // _MEDIALS, at // _FINALS % _MEDIALS, at % _FINALS)
    first, vowel, last = (row[place] for row, place in zip(_JAMO, places, strict=True))
    return _sounds(_korean(), first, vowel, "" if last == "-" else last)


@lru_cache(maxsize=4096)
def _syllable(spelling: str) -> Syllable:
    """What a romanised syllable may be in Chinese and in Korean; empty if it is none."""
    korean = _korean()
    found = korean.pattern.fullmatch(spelling)
    sounds = frozenset[str]() if found is None else _sounds(korean, *found.groups())
    return _chinese().get(spelling, frozenset()) | sounds


@lru_cache(maxsize=4096)
def _parted(word: str) -> Readings:
    """The ways to read a romanised word as one syllable or two."""
    whole = _syllable(word)
    halves = ((_syllable(word[:at]), _syllable(word[at:])) for at in range(1, len(word)))
    return (*(((whole,),) if whole else ()), *((one, two) for one, two in halves if one and two))


def readings(keys: Sequence[str], script: str | None, words: Words) -> Readings:
    """The ways to read the folded words of a name as Chinese or Korean syllables; none if it is no such name.

    In Latin and Cyrillic letters its first or its last word must be a family name of the lists.
    """
    if script == "Hani":
        signs = tuple(chinese_readings(sign) for sign in "".join(keys))
        return (signs,) if len(keys) == 1 and len(signs) in _SYLLABLES and all(signs) else ()
    if script == "Hang":
        text = "".join(keys)
        written = all("가" <= sign <= "힣" for sign in text) and len(text) in _SYLLABLES
        signs = tuple(map(_hangul, text)) if written else ()
        return (signs,) if written and len(keys) < len(_SYLLABLES) else ()
    if script not in _LETTERED or len(keys) not in _SYLLABLES or max(map(len, keys)) > _LONGEST:
        return ()
    if not any(_is_family(key, words) for key in keys[:: len(keys) - 1]):
        return ()
    ways = (tuple(part for word in way for part in word) for way in product(*map(_parted, keys)))
    return tuple((_at_front(way[0]), *way[1:]) for way in ways if len(way) in _SYLLABLES)


def _is_family(key: str, words: Words) -> bool:
    """Whether a word is a family name of the lists, as it is printed or in Pinyin."""
    lists = ("family_first", "family_before_hyphen")
    if any(words.is_in(name, key) for name in lists):
        return True
    latin = words_for("Latn")
    return any(latin.is_in(name, own) for name in lists for own in _chinese().get(key, ()))


def _at_front(syllable: Syllable) -> Syllable:
    """A Korean family name, with the "r" that some leave out: Ri and Yi."""
    return syllable | {f"-{sound[2:]}" for sound in syllable if sound.startswith("r-")}


def sound_alike(ones: Readings, others: Readings) -> bool:
    """Whether two names may be the same syllables in the same order, or with the family name at the other end."""
    return any(_fit(one, other) for one in ones for other in others if len(one) == len(other))


def _fit(one: Sequence[Syllable], other: Sequence[Syllable]) -> bool:
    turned = (other, (*other[1:], other[0]), (other[-1], *other[:-1]))
    return any(all(not a.isdisjoint(b) for a, b in zip(one, way, strict=True)) for way in turned)
