"""The numbers printed in a text, in digits or in words, each with where it stands; none of what is not surely one."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from regesta.normalise.quantities.eastern import in_digits
from regesta.normalise.quantities.lexicon import TOKEN, QuantityWords, is_han
from regesta.normalise.scripts import one_spelling
from regesta.read.numbers import LARGEST

_UNSURE_SPACE = re.compile(r"[0-9]{1,3} [1-9][0-9]{2}")  # 12 500 kg bombs
_MOST_DIGITS = 40
_LETTER = "A-Za-z\N{CYRILLIC CAPITAL LETTER IE WITH GRAVE}-\N{CYRILLIC SMALL LETTER DZHE}"
_GLUED = re.compile(f"[{_LETTER}-][0-9]|[0-9][{_LETTER}]")
_ORDINAL = re.compile(r"(?<![\w.,])[0-9][0-9,]*(?:st|nd|rd|th)\b", re.IGNORECASE)
_CASE = re.compile(r"(?<=[234])-х(?![\w-])|(?<=[0-9])-(?:т[иь]|м[аия]|ро|р?ьох)(?![\w-])")  # 3-х, 5-ти; not 5-й
_NAME = re.compile(r"(?<![\w-])(?:[A-ZА-ЯІЇЄ][^\W\d_]*-|[A-ZА-ЯІЇЄ])[0-9]+\w*")  # Mi-8, F16, T-72s
_SHORT = 4  # letters; a number of two words in one has more: onbin
_APOSTROPHE = re.compile(r"(?<=[^\W_])’(?=[^\W\d_])")
_MILLIONS = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})+")  # two marks part thousands in any language
_DASHES = str.maketrans(dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}", "-"))
_ARABIC_COMMA = re.compile("(?<=[0-9])\N{ARABIC COMMA}(?=[0-9])")
# Digits of scripts in which no lexicon is are not read, nor words in them, nor fractions.
_FOREIGN = re.compile(
    r"[²³¹¼½¾]|[^\W_\x00-\u024fḀ-ỿ\u0370-\u03ff\u0400-\u045f\u0490\u0491\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3々-〇ぁ-ヿ㐀-鿿가-힣]"
)
_EASTERN = re.compile("[぀-ヿ㐀-鿿가-힣０-９]")


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


Group: TypeAlias = tuple[Decimal | int, int]


def printed(text: str) -> Printed:
    """The tokens of a text; none where it holds letters or digits of a script that no lexicon has."""
    if not text.isascii():
        text = _ARABIC_COMMA.sub(",", one_spelling(text))
        if _EASTERN.search(text) is not None:
            text = in_digits(text)
        if _FOREIGN.search(text) is not None:
            return Printed()
        text = _CASE.sub("", _APOSTROPHE.sub("'", text.translate(_DASHES)))
    if _GLUED.search(text) is not None:
        text = _ORDINAL.sub("nth", _NAME.sub("name", text))
    found = TOKEN.findall(text.rstrip().casefold())
    return Printed(tuple([word for _, word in found]), tuple([space for space, _ in found]))


def unglued(text: Printed, lexicon: QuantityWords, whole: re.Pattern[str], part: re.Pattern[str]) -> Printed:
    """A text whose numbers of one word are written apart: zweihundertfünfzig, duemila, binden."""
    known, declined = lexicon.starts, lexicon.declined
    glued = [word for word in text.words if len(word) > _SHORT and word not in known and whole.fullmatch(word)]
    if not glued and (not declined or declined.keys().isdisjoint(text.words)):
        return text
    apart = {**{word: part.findall(word) for word in glued}, **declined}
    found = [
        (piece, " " if at and piece.isalpha() else "" if at else space)
        for word, space in zip(text.words, text.spaces, strict=True)
        for at, piece in enumerate(apart.get(word, (word,)))
    ]
    return Printed(tuple([word for word, _ in found]), tuple([space for _, space in found]))


def unlinked(text: Printed, lexicon: QuantityWords) -> Printed:
    """A text without the word that links a number to its multiplier: 20 de mii, o sută de mii."""
    words, of, times, starts = text.words, lexicon.linked, lexicon.multipliers, lexicon.starts
    links = {at + 1 for at, (first, word, last) in enumerate(zip(words, words[1:], words[2:], strict=False))
             if word in of and last in times and (first in starts or "0" <= first[0] <= "9")}  # fmt: skip
    kept = [at for at in range(len(words)) if at not in links]
    return Printed(tuple([words[at] for at in kept]), tuple([text.spaces[at] for at in kept])) if links else text


def numbers_in(text: Printed, lexicon: QuantityWords) -> Sequence[Amount]:
    """The one or two numbers in a text; none where there are more, or one that cannot be read."""
    found: list[Amount] = []
    end = 0
    for at, word in enumerate(text.words):
        if at < end:
            continue
        if "0" <= word[0] <= "9":
            amount = _in_digits(text, at, lexicon)
        elif word in lexicon.starts:
            amount = _in_words(text, at, lexicon)
            if amount is None and word in lexicon.articles:
                continue
        else:
            continue
        if lexicon.continued and amount is not None:
            amount = _continued(text, amount, lexicon)
        end = at + 1 if amount is None else amount.end
        if _is_size(text, at, end, lexicon):
            end += 2
        elif amount is None or len(found) == 2:
            return ()
        else:
            found.append(amount)
    return found


def _continued(text: Printed, amount: Amount, lexicon: QuantityWords) -> Amount:
    """A number with the figures that follow its multiplier: 3 bin 200, bin 500, 2 milyon 300 bin."""
    follows = _word(text, amount.end)
    if amount.times is None or not ("0" <= follows[:1] <= "9"):
        return amount
    rest = _in_digits(text, amount.end, lexicon)
    rest = None if rest is None else _continued(text, rest, lexicon)
    if rest is None or not 0 < rest.value < amount.times:
        return amount
    return Amount(amount.value + rest.value, amount.begin, rest.end, rest.times)


def _is_size(text: Printed, begin: int, end: int, lexicon: QuantityWords) -> bool:
    """Whether a number tells the size of something: two 500-kg bombs, a 5-year-old; not 5 to 10-day."""
    if text.words[end : end + 1] != ("-",) or text.spaces[end : end + 2] != ("", ""):
        return False
    return text.words[end + 1] in lexicon.sizes and (begin == 0 or text.words[begin - 1] not in lexicon.joints)


def _in_digits(text: Printed, at: int, lexicon: QuantityWords) -> Amount | None:
    """A number in digits, and the multipliers after it: 3 million, 3 mil millones."""
    digits, after = text.words[at], _word(text, at + 1)
    times, end = _multiplied(text, at + 1, lexicon) if after in lexicon.multipliers else (None, at + 1)
    if len(digits) > _MOST_DIGITS:
        return None
    value: Decimal | int
    if digits.isdecimal() and (digits[0] != "0" or digits == "0"):
        value = int(digits)
    elif (grouped := lexicon.marks.grouped.fullmatch(digits)) is not None:
        if _UNSURE_SPACE.fullmatch(digits) is not None and after.removesuffix("s") in lexicon.sizes:
            return None
        plain = digits.replace(grouped[1], "")
        value = int(plain) if grouped[2] is None else Decimal(plain.replace(",", "."))
    elif (millions := _MILLIONS.fullmatch(digits)) is not None:
        value = int(digits.replace(millions[1], ""))
    elif lexicon.marks.decimal.fullmatch(digits) is not None and (times or not lexicon.marks.unsure.fullmatch(digits)):
        value = Decimal(digits.replace(",", "."))
    else:
        return None
    if times is not None:
        value = value * times
    return Amount(value, at, end, times, times is not None) if value <= LARGEST else None


def _multiplied(text: Printed, at: int, lexicon: QuantityWords) -> tuple[int | None, int]:
    """What the multipliers from here on come to, None where there is none, and where they end."""
    times = None
    while (
        at < len(text.words) and text.words[at] in lexicon.multipliers and (text.spaces[at] or is_han(text.words[at]))
    ):
        times, at = (times or 1) * lexicon.multipliers[text.words[at]], at + 1
    return times, at


def _in_words(text: Printed, at: int, lexicon: QuantityWords) -> Amount | None:
    """A number in words: twenty-five thousand, three hundred and ten. Every multiplier is less than the one before."""
    multipliers = lexicon.multipliers
    is_range = at > 0 and text.words[at - 1] in lexicon.range_starts
    total: Decimal | int = 0
    end, limit = at, LARGEST
    while limit > 1 and (group := _group(text, end, at, lexicon, is_range=is_range)) is not None:
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


def _group(text: Printed, at: int, begin: int, lexicon: QuantityWords, *, is_range: bool) -> Group | None:
    """What stands before a multiplier, with the token after it: 25, a dozen, three hundred and ten.

    begin is where the whole number begins: there an article may stand for one, or nothing ("more than a thousand" in
    languages that have none), and later an "and" before the last part.
    """
    if at > begin and (last := _after_and(text, at, lexicon, is_range=is_range)) is not None:
        return last
    value: Decimal | int
    if at == begin and _word(text, at) in lexicon.articles and _word(text, at + 1) in lexicon.multipliers:
        value, end = 1, at + 1
    elif at == begin and _is_one(text, at, lexicon):
        value, end = 1, at
    elif at == begin and _word(text, at) in lexicon.articles and _word(text, at + 1) in lexicon.single:
        return 1, at + 2
    elif (found := _below_a_hundred(text, at, lexicon)) is not None:
        value, end = found
    else:
        return None
    times = lexicon.multipliers.get(_word(text, end, "-"), 0)
    if not 0 < times <= 100 or value >= 100 == times:  # "yüz yüze" is face to face
        return value, end
    value, end = value * times, _after(text, end)
    rest = None
    if times == 100:
        rest = _below_a_hundred(text, end, lexicon) or _after_and(text, end, lexicon, is_range=is_range)
    return (value, end) if rest is None else (value + rest[0], rest[1])


def _after_and(text: Printed, at: int, lexicon: QuantityWords, *, is_range: bool) -> Group | None:
    """A number below a hundred after "and", with the token after it; not in "between one hundred and two hundred"."""
    if _word(text, at) != lexicon.and_word or (last := _below_a_hundred(text, at + 1, lexicon)) is None:
        return None
    times = lexicon.multipliers.get(_word(text, last[1], "-"), 0)
    return None if 0 < times <= 100 or (times and is_range) else last


def _is_one(text: Printed, at: int, lexicon: QuantityWords) -> bool:
    """Whether a multiplier by itself is one of its kind: its singular, or what may be that behind a word before it."""
    word, before = text.words[at], text.words[at - 1] if at else ""
    return word in lexicon.singular or (word in lexicon.singular_behind and before in lexicon.governing)


def _below_a_hundred(text: Printed, at: int, lexicon: QuantityWords) -> Group | None:
    """A number below a hundred, or with the hundreds that are one word: twenty-five, сто двадцать пять."""
    numbers = lexicon.numbers
    several = _of_several(text, at, lexicon) if lexicon.several else None
    if several is not None:
        return several
    value = numbers.get(_word(text, at))
    if value is None:
        return None
    if value >= 100:
        rest = _below_a_hundred(text, at + 1, lexicon)
        return (value, at + 1) if rest is None or rest[0] >= 100 else (value + rest[0], rest[1])
    unit = numbers.get(_word(text, at + 1, "-"), 0) if value >= 20 else 0
    return (value + unit, _after(text, at + 1)) if 0 < unit < 10 else (value, at + 1)


def _of_several(text: Printed, at: int, lexicon: QuantityWords) -> Group | None:
    """A number of more than one word, the longest: quatre-vingt-dix, vingt et un, on beş."""
    found, said, end = None, _word(text, at), at + 1
    while said in lexicon.several:
        value = lexicon.several[said]
        found = found if value is None else (value, end)
        said, end = f"{said} {_word(text, end, '-')}", _after(text, end)
    return found


def _word(text: Printed, at: int, glue: str = "") -> str:
    """The token at a place, or the one after the hyphen there; "" past the end."""
    if at >= len(text.words):
        return ""
    word = text.words[at]
    is_glue = glue == word and text.spaces[at : at + 2] == ("", "")
    return text.words[at + 1] if is_glue else word


def _after(text: Printed, at: int) -> int:
    """The place after the word that `_word` finds past a hyphen."""
    return at + 2 if text.words[at : at + 1] == ("-",) else at + 1
