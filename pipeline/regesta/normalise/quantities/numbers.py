"""The numbers printed in a text, in digits or in words, each with where it stands; none of what is not surely one."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from regesta.normalise.quantities.lexicon import TOKEN, quantity_words
from regesta.read.numbers import LARGEST

# 1.500 is one and a half, or fifteen hundred; 0123 and 1,50 are no number.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([,'’ \xa0\u2009\u202f])[0-9]{3}(?:\1[0-9]{3})*(\.[0-9]+)?")
_DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)\.[0-9]+")
_UNSURE_POINT = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_UNSURE_SPACE = re.compile(r"[0-9]{1,3} [1-9][0-9]{2}")  # 12 500 kg bombs
_MOST_DIGITS = 40
_GLUED = re.compile(r"[A-Za-z-][0-9]|[0-9][A-Za-z]")
_ORDINAL = re.compile(r"(?<![\w.,])[0-9][0-9,]*(?:st|nd|rd|th)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w-])(?:[A-Z][a-zA-Z]*-|[A-Z])[0-9]+\w*")  # Mi-8, F16, T-72s
_DASHES = str.maketrans(dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}", "-"))
# Digits of other scripts and fractions are not read, and in another script the words are not those of the lexicon.
_FOREIGN = re.compile(r"[²³¹¼½¾]|[^\W_\x00-\u024fḀ-ỿ]")


class Printed(NamedTuple):
    """The tokens of a text: words (casefolded), printed numbers and signs, each with the white space before it."""

    words: tuple[str, ...] = ()
    spaces: tuple[str, ...] = ()


class Amount(NamedTuple):
    """A number: begin and end are those of its tokens; times the multiplier that is printed last, if any.

    is_last tells whether it is the only one and nothing follows it: it may hold for "two" in "two or three hundred".
    """

    value: Decimal | int
    begin: int
    end: int
    times: int | None = None
    is_last: bool = False


def printed(text: str) -> Printed:
    """The tokens of a text; none where it holds letters or digits of another script than the lexicon's."""
    if not text.isascii():
        if _FOREIGN.search(text) is not None:
            return Printed()
        text = text.translate(_DASHES)
    if _GLUED.search(text) is not None:
        text = _ORDINAL.sub("nth", _NAME.sub("name", text))
    found = TOKEN.findall(text.rstrip().casefold())
    return Printed(tuple([word for _, word in found]), tuple([space for space, _ in found]))


def numbers_in(text: Printed) -> Sequence[Amount]:
    """The one or two numbers in a text; none where there are more, or one that cannot be read."""
    found: list[Amount] = []
    lexicon = quantity_words()
    end = 0
    for at, word in enumerate(text.words):
        if at < end:
            continue
        if "0" <= word[0] <= "9":
            amount = _in_digits(text, at)
        elif word in lexicon.starts:
            amount = _in_words(text, at)
            if amount is None and word == lexicon.article:
                continue
        else:
            continue
        end = at + 1 if amount is None else amount.end
        if _is_size(text, at, end):
            end += 2
        elif amount is None or len(found) == 2:
            return ()
        else:
            found.append(amount)
    return found


def _is_size(text: Printed, begin: int, end: int) -> bool:
    """Whether a number tells the size of something: two 500-kg bombs, a 5-year-old; not 5 to 10-day."""
    if text.words[end : end + 1] != ("-",) or text.spaces[end : end + 2] != ("", ""):
        return False
    lexicon = quantity_words()
    return text.words[end + 1] in lexicon.sizes and (begin == 0 or text.words[begin - 1] not in lexicon.joints)


def _in_digits(text: Printed, at: int) -> Amount | None:
    """A number in digits, and the multiplier after it."""
    digits, after = text.words[at], _word(text, at + 1)
    lexicon = quantity_words()
    times = lexicon.multipliers.get(after) if after and text.spaces[at + 1] else None
    if len(digits) > _MOST_DIGITS:
        return None
    value: Decimal | int
    if digits.isdecimal() and (digits[0] != "0" or digits == "0"):
        value = int(digits)
    elif (grouped := _GROUPED.fullmatch(digits)) is not None:
        if _UNSURE_SPACE.fullmatch(digits) is not None and after.removesuffix("s") in lexicon.sizes:
            return None
        plain = digits.replace(grouped[1], "")
        value = int(plain) if grouped[2] is None else Decimal(plain)
    elif _DECIMAL.fullmatch(digits) is not None and (times or _UNSURE_POINT.fullmatch(digits) is None):
        value = Decimal(digits)
    else:
        return None
    if times is not None:
        value = value * times
    end = at + 1 if times is None else at + 2
    return Amount(value, at, end, times, times is not None) if value <= LARGEST else None


def _in_words(text: Printed, at: int) -> Amount | None:
    """A number in words: twenty-five thousand, three hundred and ten. Every multiplier is less than the one before."""
    multipliers = quantity_words().multipliers
    is_range = at > 0 and text.words[at - 1] in quantity_words().range_starts
    total, end, limit = 0, at, LARGEST
    while limit > 1 and (group := _group(text, end, at, is_range=is_range)) is not None:
        value, group_end = group
        factor = multipliers.get(_word(text, group_end, "-"), 1)
        if factor > 100:
            value, group_end = value * factor, _after(text, group_end)
        if value >= limit:
            break
        total, end, limit = total + value, group_end, factor if factor > 100 else 1
    held = [multipliers[word] for word in text.words[at:end] if word in multipliers]
    is_last = len(held) == 1 and text.words[end - 1] in multipliers
    return Amount(total, at, end, held[-1] if held else None, is_last) if end > at else None


def _group(text: Printed, at: int, begin: int, *, is_range: bool) -> tuple[int, int] | None:
    """What stands before a multiplier, with the token after it: 25, a dozen, three hundred and ten.

    begin is where the whole number begins: there an article may stand for one, and later an "and" before the last part.
    """
    lexicon = quantity_words()
    if at > begin and (last := _after_and(text, at, is_range=is_range)) is not None:
        return last
    if at == begin and text.words[at] == lexicon.article and _word(text, at + 1) in lexicon.multipliers:
        value, end = 1, at + 1
    elif (small := _below_a_hundred(text, at)) is not None:
        value, end = small
    else:
        return None
    times = lexicon.multipliers.get(_word(text, end, "-"), 0)
    if not 0 < times <= 100:
        return value, end
    value, end = value * times, _after(text, end)
    rest = _below_a_hundred(text, end) or _after_and(text, end, is_range=is_range) if times == 100 else None
    return (value, end) if rest is None else (value + rest[0], rest[1])


def _after_and(text: Printed, at: int, *, is_range: bool) -> tuple[int, int] | None:
    """A number below a hundred after "and", with the token after it; not in "between one hundred and two hundred"."""
    if _word(text, at) != quantity_words().and_word or (last := _below_a_hundred(text, at + 1)) is None:
        return None
    times = quantity_words().multipliers.get(_word(text, last[1], "-"), 0)
    return None if 0 < times <= 100 or (times and is_range) else last


def _below_a_hundred(text: Printed, at: int) -> tuple[int, int] | None:
    numbers = quantity_words().numbers
    value = numbers.get(_word(text, at))
    if value is None:
        return None
    unit = numbers.get(_word(text, at + 1, "-"), 0) if value >= 20 else 0
    return (value + unit, _after(text, at + 1)) if 0 < unit < 10 else (value, at + 1)


def _word(text: Printed, at: int, glue: str = "") -> str:
    """The token at a place, or the one after the hyphen there; "" past the end."""
    if at >= len(text.words):
        return ""
    word = text.words[at]
    is_glue = glue == word and text.spaces[at : at + 2] == ("", "")
    return text.words[at + 1] if is_glue else word


def _after(text: Printed, at: int) -> int:
    """The place after the word that `_word` finds past a hyphen."""
    return at + 2 if text.words[at] == "-" else at + 1
