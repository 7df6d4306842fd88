"""Numbers as Chinese, Japanese and Korean write them, put in digits: 二十五人, 2万5千人, 삼십여 명.

Signs and words are numbers only before what they count: 四川, 一部 and 천안 hold none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from regesta.normalise.quantities.lexicon import language_words

_WIDE = str.maketrans("０１２３４５６７８９，．～〜∼－", "0123456789,.~~~-")
_ARABIC = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_SIGN = re.compile("[぀-ヿ㐀-鿿가-힣]")
_HAN, _HANGUL = re.compile("[㐀-鿿]"), re.compile("[가-힣]")
_MYRIAD = 10_000  # what is below counts within it, up to 9,999


class Signs(NamedTuple):
    """The numbers of one script: what a sign is worth, and the pattern of a number.

    behind is the pattern of what it may stand before; vague that of what makes many of a unit: 数百.
    """

    digits: Mapping[str, int]
    units: Mapping[str, int]
    number: re.Pattern[str]
    behind: re.Pattern[str]
    vague: re.Pattern[str]


def in_digits(text: str) -> str:
    """A text with its East Asian numbers in digits, and Korean ones apart from what they count.

    >>> in_digits("造成二十五人死亡"), in_digits("2万5千人"), in_digits("삼십여 명").split()
    ('造成25人死亡', '25000人', ['30', '여', '명'])
    """
    text = text.translate(_WIDE)
    if _HAN.search(text) is not None:
        text = _with_digits(text, _chinese())
    if _HANGUL.search(text) is not None:
        words, pattern, counted = _korean_words()
        text = pattern.sub(lambda found: str(words[found[1]]), _with_digits(text, _korean()))
        text = counted.sub(_apart, text)
    return text


def _with_digits(text: str, signs: Signs) -> str:
    def put(found: re.Match[str]) -> str:
        parts = re.findall(rf"{_ARABIC}|\S", found[0])
        is_number = len(parts) > 2 if found[0][0].isascii() else _is_counting(text, found, signs)
        value = _value(parts, signs) if is_number else None
        return found[0] if value is None else f"{value:f}"

    return signs.number.sub(put, text)


def _is_counting(text: str, found: re.Match[str], signs: Signs) -> bool:
    """Whether a number in signs is all of the text, or stands before what it counts.

    What may end another word as well, "one" or any of Korean, does not stand right behind one; nor does a unit behind
    what says that it is many (数百), or behind its number (5 千).
    """
    begin, end = found.span()
    if begin > 0 and _SIGN.match(text[begin - 1]) is not None and (found[0] == "一" or _HANGUL.match(found[0])):
        return False
    if found[0][0] in signs.units and signs.vague.search(text, 0, begin) is not None:
        return False
    return end - begin == len(text) or signs.behind.match(text, end) is not None


def _value(parts: Sequence[str], signs: Signs) -> Decimal | None:
    """What digits and units come to; None where they are no number ("five or six") or lack the last unit (三百五)."""
    places = [at for at, part in enumerate(parts) if part in signs.units]
    if not places:
        parts = parts[1:] if len(parts) == 2 and signs.digits.get(parts[0]) == 0 else parts
        return _plain(parts[0], signs) if len(parts) == 1 else None
    at = max(places, key=lambda place: signs.units[parts[place]])
    unit, before, after = signs.units[parts[at]], parts[:at], parts[at + 1 :]
    times = _value(before, signs) if before else Decimal(1)
    rest = _value(after, signs) if after else Decimal(0)
    if times is None or rest is None or not 0 < times < (_MYRIAD if unit >= _MYRIAD else 10) or rest >= unit:
        return None
    return None if len(after) == 1 and rest < 10 < unit else times * unit + rest


def _plain(part: str, signs: Signs) -> Decimal:
    return Decimal(signs.digits.get(part, part.replace(",", "")))


def _apart(found: re.Match[str]) -> str:
    """A Korean unit, what is counted and its ending, with spaces around them."""
    parts = [part for part in found.groups() if part]
    return f" {' '.join(parts)} " if parts else found[0]


@cache
def _chinese() -> Signs:
    words = [language_words(code) for code in ("zh", "ja")]
    counted = _either(sign for one in words for sign in (*one["counters"], *one["behind_signs"]))
    return _signs(words[0]["signs"], rf"(?:{counted})|[ \W]")


@cache
def _korean() -> Signs:
    return _signs(language_words("ko")["signs"], _counted())


def _signs(worth: Mapping[str, Any], behind: str) -> Signs:
    every = "".join((*worth["digits"], *worth["units"]))
    large = "".join(sign for sign, value in worth["units"].items() if value >= _MYRIAD)
    more = rf"(?<=[{large}]) (?:{_ARABIC}|[{every}]{{2}})[{every}]*"  # 1억 2000만, but not 1억 이상
    number, vague = rf"(?:{_ARABIC}|[{every}])+(?:{more})*", rf"[{''.join(language_words('zh')['vague'])}0-9] *\Z"
    return Signs(worth["digits"], worth["units"], *map(re.compile, (number, behind, vague)))


def _counted() -> str:
    """The pattern of what a Korean number counts, with what may end it."""
    words = language_words("ko")
    return rf"여? ?(?:{_either(words['counters'])})(?:{_either(words['tails'])})?(?![가-힣])"


@cache
def _korean_words() -> tuple[Mapping[str, int], re.Pattern[str], re.Pattern[str]]:
    """The words that stand before what is counted, the pattern of them, and that of what is counted."""
    words = language_words("ko")
    worded = rf"(?<![가-힣])({_either(words['counting'])})(?={_counted()})"
    units = "".join(words["multipliers"])
    counters, tails = _either((*words["counters"], "대")), _either(words["tails"])
    apart = rf"(?<=[0-9])(?: ?([{units}]))?(?: ?(여))?(?: ?({counters})({tails})?)?(?![가-힣0-9])"
    return words["counting"], re.compile(worded), re.compile(apart)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
