"""How a text is parted into words, numbers and marks that can be compared: whatever the script, the case, the marks."""

import re
import unicodedata
from functools import lru_cache

Phrase = tuple[str, ...]
# Vowel signs of Indian scripts and Thai, which stand for themselves and yet are no letters.
_SIGNS = r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_SIGNS += r"\u0903\u093b\u093e-\u0940\u0949-\u094c\u094e\u094f\u0982\u0983\u09be-\u09c0\u09c7\u09c8\u09cb\u09cc\u09d7"
WORD = rf"[㐀-鿿]|(?:[^\W\d_㐀-鿿]+[{_SIGNS}]*)+"  # a Han character is a word
_ATOM = rf"\d+|{WORD}|\S"
# A note's number is none of the date.
_MARKED = str.maketrans({"´": "'", "΄": "'"} | dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹½¼¾", "†"))
# Persian and Arabic letters that look alike are typed for one another.
_PLAIN = (
    dict.fromkeys("‐‑‒–—―−־", "-")
    | dict.fromkeys("’‘‛ʼʹ׳`", "'")
    | {"○": "〇", "。": ".", "״": '"', "ی": "ي", "ک": "ك", "ہ": "ه", "ە": "ه"}
)
_HAN_YEAR = "[〇零一二三四五六七八九]{4}(?=年)"  # compiled where a text has one
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def fold(text: str) -> str:
    """Text as words are compared: no case, no marks, compatibility forms resolved, digits and dashes plain.

    >>> fold("Août ٢٠٢٣")
    'aout 2023'
    """
    if text.isascii():
        return text.casefold().replace("`", "'")
    spaceless = text.translate(_MARKED)  # ´ decomposes into a space and a mark
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", spaceless).casefold())
    folded = "".join(map(_plain, plain))
    return re.sub(_HAN_YEAR, lambda year: year[0].translate(_HAN_DIGITS), folded) if "年" in folded else folded


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    is_mark = unicodedata.category(character) in {"Mn", "Cf"} and not "\u0e31" <= character <= "\u0e4e"  # Thai vowels
    if is_mark or character == "ـ":  # a tatweel only stretches a word
        return ""
    return str(unicodedata.decimal(character)) if character.isdecimal() else _PLAIN.get(character, character)


def atoms(folded: str) -> Phrase:
    """The words, numbers and marks of a folded text."""
    return tuple(re.findall(_ATOM, folded))
