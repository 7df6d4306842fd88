"""Arabic names parted at the article in the same way, however they are printed: "Abdelfattah", "عبد الفتاح"."""

import re
from collections.abc import Callable

# "Abd al-Rahman", "Abdul Rahman", "Abdurrahman", "Abderrahmane", but not "Abdullah"; "Salah ad-Din", "Nureddine".
_GOD = r"\babd[\s-]?(?:[aeou]+l)?[\s-]?l?ah?\b"
_SERVANT = r"\babd[\s-]?[aeou]{1,2}(?:l|([rstzdn])h?(?=[\s'-]*\1))[\s'-]*(?=[^\W\d_]{3})(?!l?ah?i?\b|aye\b)"
_FAITH = r"(?<=[^\W\d_]{2})(?:[\s-][aeu][ld][\s-]?d[ie]+ne?|[aeu]d[\s-]?d[ie]+ne?|(?<=[^\W\d_aeiou])[eu]din)\b"
_OF = r"(?<=[^\W\d_])-[ei]-(?=[^\W\d_])"  # of Persian and Urdu: "Lashkar-e-Taiba"
_WRITTEN_GOD = r"\bعبد[\s\u200c]+الله\b"
_WRITTEN_SERVANT = r"\bعبد[\s\u200c]*ال(?=[^\W\d_]{3})"
_WRITTEN_ARTICLE = r"\bال(?=(?!له\b)[^\W\d_]{3})([^\W\d_]+)"


def parted_latin(text: str) -> str:
    """A name in Latin letters, "servant of" and "of the faith" written in one way.

    >>> parted_latin("Abdelfattah Noureddine"), parted_latin("Abd Allah")
    ('Abd al fattah Nour al din', 'Abdullah')
    """
    lowered = text.lower()
    if "abd" in lowered:
        text = re.sub(_GOD, "Abdullah", text, flags=re.IGNORECASE)
        text = re.sub(_SERVANT, "Abd al ", text, flags=re.IGNORECASE)
    if "-" in text:
        text = re.sub(_OF, " ", text)
    if "din" in lowered or "dee" in lowered:
        text = re.sub(_FAITH, " al din", text, flags=re.IGNORECASE)
    return text


def parted_arabic(text: str, keeps: Callable[[str], bool]) -> str:
    """A name in Arabic letters, the article apart from its word, but for words that are to be kept: titles."""
    text = re.sub(_WRITTEN_GOD, "عبدالله", text).replace("\u200c", "")
    text = re.sub(_WRITTEN_SERVANT, "عبد ال", text)

    def part(found: re.Match[str]) -> str:
        return found.group() if keeps(found.group()) else f"ال {found.group(1)}"

    return re.sub(_WRITTEN_ARTICLE, part, text)
