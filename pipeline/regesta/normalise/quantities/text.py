"""What a printed text says of a number: the qualifier and the number or range; nothing where a word leaves a doubt."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from regesta.normalise.quantities.lexicon import (
    Phrase,
    Phrases,
    QuantityWords,
    is_han,
    is_unspaced,
    quantity_words,
)
from regesta.normalise.quantities.numbers import Amount, Printed, numbers_in, printed, unglued, unlinked
from regesta.normalise.quantities.tongues import tongues_of

_OPENING = frozenset("([{\"'“‘«„")
_STOPS_BEFORE = frozenset(",;:.)]}”’»…—，。、；：）،؛") | _OPENING
_STOPS_AFTER = frozenset(",;:.)]}”’»…—([“‘«„\"'，。、；：（،؛")
_FEET = frozenset("'\"")
_EM_DASH = "—"  # between spaces it parts clauses
_DASHES = frozenset(("-", _EM_DASH))

Figure = float | tuple[float, float]
Read = tuple[str | None, Figure | None]
_NOTHING: Read = (None, None)


@lru_cache(maxsize=16_384)
def read_quantity(printed_text: str) -> Read:
    """The qualifier and the number, or the low and high of a range; None and None where no one number is sure.

    It is read in the language whose words it has; where it may be in several, all have to read the same.
    """
    text = printed(printed_text)
    tongues = tongues_of(text.words) if text.words else ()
    readings = (_read(text, quantity_words(tongue)) for tongue in tongues)
    first = next(readings, _NOTHING)
    return first if first != _NOTHING and all(other == first for other in readings) else _NOTHING


def _read(text: Printed, lexicon: QuantityWords) -> Read:
    if lexicon.glued is not None:
        text = unglued(text, lexicon, *lexicon.glued)
    if lexicon.linked:
        text = unlinked(text, lexicon)
    found = numbers_in(text, lexicon)
    if not found:
        return _NOTHING
    low, high = found[0], found[-1]
    codes, begin = _qualifiers_before(text, low.begin, lexicon)
    first = text.words[begin - 1] if begin else ""
    if high is not low and first in lexicon.range_starts and _may_stand(first, begin - 1, lexicon):
        more, begin = _qualifiers_before(text, begin - 1, lexicon)
        codes |= more
    else:
        first = ""
    code_after, end = _qualifier_after(text, high.end, lexicon)
    codes |= code_after
    if lexicon.rough and not lexicon.rough.isdisjoint(text.words[low.begin : high.end]):
        codes |= {"about"}
    if _is_beside_another(text, begin, end, found, lexicon) or _is_unsure(text, begin, end, lexicon):
        return _NOTHING
    if high is not low:
        return None, _range(text, first, low, high, lexicon) if codes <= {"about"} else None
    if len(codes) > 1:
        codes -= {"about"}  # "up to some 300"
        if len(codes) > 1 or "exactly" in codes:
            return _NOTHING
    return next(iter(codes), None), float(low.value)


def _may_stand(word: str, at: int, lexicon: QuantityWords) -> bool:
    """Whether a word says what the lexicon has it say: "over" does as the first word, later it may be a place."""
    return at == 0 or word not in lexicon.only_at_the_start


def _qualifiers_before(text: Printed, begin: int, lexicon: QuantityWords) -> tuple[frozenset[str], int]:
    """What the phrases right before a number, its money and article say ("up to some"), and where they begin."""
    codes: frozenset[str] = frozenset()
    while True:
        while begin and text.words[begin - 1] in lexicon.money:
            begin -= 1
        end = begin
        found = _ends_with(text, end, lexicon.qualifiers)
        if found is None and begin and text.words[begin - 1] in lexicon.articles:
            end = begin - 1
            found = _ends_with(text, end, lexicon.qualifiers)
        start = end if found is None else end - len(found.words)
        if found is None or not _may_stand(" ".join(found.words), start, lexicon):
            return codes, begin
        before = text.words[start - 1] if start and not text.spaces[start] else ""
        is_glued = before != "" and before not in _OPENING and not is_unspaced(before)  # Washington D.C. 20
        if is_glued or (found.words[-1].isalpha() and not text.spaces[end] and not is_unspaced(found.words[-1])):
            return codes, begin
        codes |= {found.code}
        begin = start


def _qualifier_after(text: Printed, end: int, lexicon: QuantityWords) -> tuple[frozenset[str], int]:
    """What the phrase right after a number, or after what is counted, says ("or more"), and where it ends."""
    while end < len(text.words) and text.words[end] in lexicon.money:
        end += 1
    found, begin = _starts_with(text, end, lexicon.qualifiers_after), end
    if found is None and text.words[end : end + 1] and text.words[end] in lexicon.counted and _is_apart(text, end):
        begin = end + 1
        found = _starts_with(text, begin, lexicon.qualifiers_after)
    return (frozenset(), end) if found is None else (frozenset((found.code,)), begin + len(found.words))


def _is_apart(text: Printed, at: int) -> bool:
    return text.spaces[at] != "" or is_han(text.words[at])


def _is_beside_another(text: Printed, begin: int, end: int, found: Sequence[Amount], lexicon: QuantityWords) -> bool:
    """Whether the word or sign beside the number may make another thing of it: No. 5, in 2023, -5, 20%, aged 5."""
    if _ends_with(text, begin, lexicon.unread_before) or _starts_with(text, end, lexicon.unread_after):
        return True
    before = text.words[begin - 1] if begin else ""
    after = text.words[end] if end < len(text.words) else ""
    if before and not _may_precede(before, text.spaces[begin]):
        return True
    is_known = after in lexicon.counted
    if lexicon.neutral and not is_known:
        is_known = _starts_with(text, end, lexicon.neutral) is not None
    is_known = is_known or (is_unspaced(after or " ") and is_han(text.words[end - 1]))
    if after and not is_known and (not _may_follow(after, text.spaces[end]) or _is_ordinal(text, end, found[-1])):
        return True
    is_dated = before in lexicon.unread_before_a_year or (len(found) == 2 and not after[:1].isalnum())
    return is_dated and all(_is_year(text, one) for one in found)


def _is_ordinal(text: Printed, end: int, last: Amount) -> bool:
    """Whether a point after the number makes it an ordinal: 5. Mai, 20. Brigade."""
    follows = end + 1 < len(text.words) and text.spaces[end + 1] != ""
    return text.words[end] == "." and text.spaces[end] == "" and last.times is None and follows


def _may_precede(before: str, space: str) -> bool:
    if is_unspaced(before):
        return True
    return (before[0].isalnum() or before in _STOPS_BEFORE) if space else before in _OPENING


def _may_follow(after: str, space: str) -> bool:
    if after[0].isalnum():
        return space != "" or is_han(after)
    return after in _STOPS_AFTER and (space != "" or after not in _FEET)


def _is_year(text: Printed, one: Amount) -> bool:
    digits = text.words[one.begin]
    return one.end == one.begin + 1 and len(digits) == 4 and digits.isdecimal() and 1000 <= one.value < 2100


def _is_unsure(text: Printed, begin: int, end: int, lexicon: QuantityWords) -> bool:
    """Whether words that qualify a number or are none ("dozens") stand elsewhere in the text."""
    endings = lexicon.unread_endings
    if endings and any(word.endswith(endings) for word in (*text.words[:begin], *text.words[end:])):
        return True
    if lexicon.unread_beginnings and any(word.startswith(lexicon.unread_beginnings) for word in text.words[end:]):
        return True
    for phrases, start, stop in ((lexicon.elsewhere_before, 0, begin), (lexicon.elsewhere_after, end, len(text.words))):
        if phrases.keys().isdisjoint(text.words[start:stop]):
            continue
        if any(_starts_with(text, at, phrases) is not None for at in range(start, stop)):
            return True
    return False


def _range(text: Printed, first: str, low: Amount, high: Amount, lexicon: QuantityWords) -> tuple[float, float] | None:
    """The low and high that two numbers say, first being the word before them; None where they are no range."""
    joint = " ".join(word for word in text.words[low.end : high.begin] if word not in lexicon.money)
    if (first, joint) not in lexicon.between:
        return None
    if joint in _DASHES:
        is_spaced = bool(text.spaces[low.end])
        are_digits = lexicon.hyphened_words or all(text.words[one.begin][0].isdecimal() for one in (low, high))
        if not are_digits or is_spaced != bool(text.spaces[low.end + 1]) or (is_spaced and joint == _EM_DASH):
            return None
    bottom = _bottom(low, high)
    return None if bottom is None or bottom >= high.value else (float(bottom), float(high.value))


def _bottom(low: Amount, high: Amount) -> Decimal | int | None:
    """The low of a range: the multiplier of the high counts for both where it can, "10 to 12 thousand".

    None where it is not sure whether it does: "10 to 12,000", "two hundred to three hundred thousand".
    """
    scaled = low.value * (high.times or 1000)
    if scaled >= high.value or low.value == 0:
        return low.value
    return scaled if low.times is None and high.is_last else None


def _ends_with(text: Printed, end: int, phrases: Phrases) -> Phrase | None:
    """The longest phrase that ends before a place."""
    for phrase in phrases.get(text.words[end - 1], ()) if end else ():
        if text.words[max(end - len(phrase.words), 0) : end] == phrase.words:
            return phrase
    return None


def _starts_with(text: Printed, begin: int, phrases: Phrases) -> Phrase | None:
    """The longest phrase that starts at a place."""
    for phrase in phrases.get(text.words[begin], ()) if begin < len(text.words) else ():
        if text.words[begin : begin + len(phrase.words)] == phrase.words:
            return phrase
    return None
