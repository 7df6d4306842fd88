"""Japanese names in signs, with office, honorific and whose they are written on: 安倍晋三元首相, 会社員の田中太郎さん.

A family name of the list tells a name from a state or a body; behind an honorific, no list is needed.
"""

import re

from regesta.normalise.names.titles import Piece
from regesta.normalise.names.words import Words, words_for

_OF = "の"
_POINT = "・"
_LATE = "故"
_NUMBERED = re.compile(r"第[0-9０-９一二三四五六七八九十]+\Z")  # 第8師団長
_KANA = "[ァ-ヶー]+(?:[・＝][ァ-ヶー]+)*"
_HAN, _ANY_KANA = "[一-鿿々]", "[ぁ-んァ-ヶー]"
_NAME = re.compile(rf"{_HAN}{{1,5}}{_ANY_KANA}{{0,4}}|{_HAN}{{1,3}}{_ANY_KANA}{{1,4}}{_HAN}{{0,2}}|{_KANA}")
_KATAKANA = re.compile(rf"(?<=[一-鿿]){_KANA}\Z")
_FAMILY_AND_GIVEN = 3  # signs of most Chinese and Korean names
_SHORT, _LONG = 2, 6  # signs of names that no list has
# What closes or makes up the name of a place or a body: 山口県, 千葉大, 福岡地検.
_BODIES = frozenset("県市区町村署検裁警大学銀電社会党部課局省庁院所校園連組隊軍団国州府道都港駅線")
_TRADES = frozenset("工業機産研器車鉄鋼券薬品材船輸聞屋堂館家")  # end the names of companies: 川崎重工


def read_japanese(text: str) -> Piece | None:
    """An office or an honorific and the name before it; None for a text that is to be read otherwise."""
    words = words_for("Kana")
    bare, honorific = _parted(text, words.sets["honorifics"])
    before, title = _parted(bare, words.endings["compounds"])
    if not (honorific or title):
        return None
    before, title = _with_modifier(before, title, words)
    owner, link, name = _owned(before)
    name = name.removeprefix(_LATE)
    if link and name.startswith(tuple(words.sets["relatives"])):  # 安倍晋三元首相の妻昭恵さん
        return Piece("unclear", (text,))
    is_told = bool(honorific) or _is_described(title, words)
    if not _is_person(name, title, words, told=is_told):
        return None
    if owner and not title:
        return Piece("title", (owner,), (name,), person=True, described=not owner.endswith(_offices(words)))
    printed = f"{owner}{link}{title}"
    return Piece("title", (printed,) if printed else (), (name,), person=True, described=_is_described(title, words))


def _parted(text: str, ends: tuple[str, ...] | frozenset[str]) -> tuple[str, str]:
    """A text without the longest of some endings that it has, and that ending."""
    end = max((end for end in ends if text.endswith(end)), key=len, default="")
    return text.removesuffix(end), end


def _with_modifier(before: str, title: str, words: Words) -> tuple[str, str]:
    """The title with what is written before it, which the name loses: 元首相, 第8師団長."""
    number = _NUMBERED.search(before) if title else None
    if number is not None:
        before, title = before[: number.start()], number[0] + title
    while title and len(before) > 1 and (end := _parted(before, words.sets["modifiers"])[1]):
        before, title = before.removesuffix(end), end + title
    return before, title


def _owned(text: str) -> tuple[str, str, str]:
    """Whose or what somebody is, the sign that links it, and the name: 自民党の麻生太郎, 立憲民主党・泉健太.

    A name in katakana is apart from the signs before it: ワグネルの創設者プリゴジン.
    """
    foreign = _KATAKANA.search(text)
    if foreign is not None:
        return text[: foreign.start()].removesuffix(_OF), "", foreign[0]
    owner, link, name = text.rpartition(_OF)
    if link:
        return owner, link, name
    party, point, name = text.partition(_POINT)
    return (party, "", name) if point and party[-1:] in _BODIES else ("", "", text)


def _is_person(name: str, title: str, words: Words, *, told: bool) -> bool:
    """Whether what is left is a name: by its family name, or because an honorific follows; no place, and no body."""
    if _NAME.fullmatch(name) is None or any(words.is_in(said, name) for said in ("countries", "relatives")):
        return False
    if "ァ" <= name[0] <= "ヶ":
        return told
    family = next((name[:size] for size in (3, 2, 1) if words.is_in("family_first", name[:size])), "")
    given = name[len(family) :]
    if len(family) == len(given) == 1:  # 森林
        return False
    if not family and len(name) == _FAMILY_AND_GIVEN and words.is_in("after_any_name", title):  # 金正恩総書記
        return words_for("Hani").is_in("family_first", name[0]) and _BODIES.isdisjoint(name)
    if family:
        is_of_place = words.is_in("place_titles", title)  # 山口県知事
        is_body = not _BODIES.isdisjoint(given) or given[-1:] in _TRADES
        return len(given) < 5 and not is_body and not (is_of_place and not given)
    is_noun = name.endswith((*words.sets["relatives"], *_offices(words)))  # 首相夫人
    return told and _SHORT <= len(name) <= _LONG and name[-1] not in _BODIES | _TRADES and not is_noun


def _is_described(title: str, words: Words) -> bool:
    """Whether a title is what the outlet calls somebody, and no office: 容疑者."""
    return words.heads.get(title) == "descriptor"


def _offices(words: Words) -> tuple[str, ...]:
    """The endings of offices: 創設者, 元首相."""
    return tuple(end for end in words.endings["compounds"] if not _is_described(end, words))
