"""A number that a text holds and that was not read from it; imported for texts without figures only."""

from functools import lru_cache
from typing import NamedTuple

from regesta.normalise.quantities.lexicon import QuantityWords, languages, quantity_words
from regesta.normalise.quantities.numbers import Printed, printed
from regesta.normalise.quantities.tongues import tongues_of


class Unread(NamedTuple):
    """A number as it is printed, and what it may be where two readings are known."""

    number: str
    readings: tuple[str, ...] = ()


@lru_cache(maxsize=16_384)
def unread_number(text: str) -> Unread | None:
    """The first number of a text from which none was read, of several the one that may be two; None if it has none.

    A number is printed in digits, or is a word above one in every language that the text may be in. What only describes
    has none: dozens, several hundred, no one, two-thirds, the size in "500-kg bombs", the name in "T-72 tanks".

    >>> unread_number("some 1.200 families"), unread_number("several hundred")
    (Unread(number='1.200', readings=('1.2', '1200')), None)
    """
    found = printed(text)
    if not found.words:
        return Unread(text) if any(letter.isdecimal() for letter in text) else None
    tongues = tongues_of(found.words) or languages()
    lexicons = [quantity_words(tongue) for tongue in tongues]
    numbers = [Unread(word) for at, word in enumerate(found.words) if all(_is_one(found, at, one) for one in lexicons)]
    unsure = (Unread(one.number, _readings(one.number, words)) for one in numbers for words in lexicons)
    return next((one for one in unsure if one.readings), numbers[0] if numbers else None)


def _is_one(text: Printed, at: int, lexicon: QuantityWords) -> bool:
    """Whether a token is a number, and not the size of something or a part of a fraction."""
    is_glued = text.words[at + 1 : at + 2] == ("-",) and text.spaces[at + 1 : at + 3] == ("", "")
    after = text.words[at + 2] if is_glued else "".join(text.words[at + 1 : at + 2])
    if text.words[at][0].isdecimal():
        return not (is_glued and after in lexicon.sizes)
    return lexicon.numbers.get(text.words[at], 0) > 1 and after not in lexicon.unread_after


def _readings(number: str, lexicon: QuantityWords) -> tuple[str, ...]:
    """What a number may be whose one mark parts the fraction in its language and the thousands in others."""
    if number[0] == "0" or lexicon.marks.unsure.fullmatch(number) is None:
        return ()
    whole, fraction = number.replace(",", ".").split(".")
    part = fraction.rstrip("0")
    return (f"{int(whole)}.{part}" if part else str(int(whole)), str(int(whole + fraction)))
