"""Japanese names in katakana, with a title written on: ゼレンスキー大統領, ロシアのラブロフ外相."""

import re

from regesta.normalise.names.titles import Piece
from regesta.normalise.names.words import Words, words_for

_PRINTED = re.compile(r"(?:([ァ-ヶー]+|[一-鿿]{1,4})の)?([ァ-ヶー][ァ-ヶー・＝=]+)([一-鿿]*(?:さん|くん|ちゃん)?)")
_POINTS = "・＝="


def read_kana(text: str) -> Piece | None:
    """A title or an honorific and the name in katakana before it; None for a text that is to be read otherwise.

    The name is a country's in ウクライナ大統領, and one is printed behind the name in ゼレンスキー・ウクライナ大統領.
    """
    words = words_for("Kana")
    found = _PRINTED.fullmatch(text)
    if found is None and text.endswith(words.endings["compounds"]):
        return Piece("unclear", (text,))
    if found is None or not found.group(3):
        return None
    owner, name, title = found.groups()
    title = _without_honorific(title, words)
    if title and not title.endswith(words.endings["compounds"]):
        return None
    person, point, last = name.rpartition("・")
    if words.is_in("countries", last):
        name, title = (person, last + title) if point else ("", name + title)
    if not name:
        return Piece("title", (text,))
    printed = f"{owner}の{title}" if owner and title else title
    return Piece(
        "title", (printed,) if printed else (), (name.strip(_POINTS),), person=True, described=_tells(title, words)
    )


def _without_honorific(title: str, words: Words) -> str:
    ends = (end for end in words.sets["honorifics"] if title.endswith(end))
    return title.removesuffix(max(ends, key=len, default=""))


def _tells(title: str, words: Words) -> bool:
    """Whether a title is what the outlet calls somebody, and no office: 容疑者."""
    return words.heads.get(title) == "descriptor"
