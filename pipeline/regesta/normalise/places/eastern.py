"""Places as Chinese, Japanese and Korean print them, from the largest down and without commas: 四川省成都市."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from regesta.contract import shipped_rows
from regesta.normalise.fold import folded_key
from regesta.normalise.places.gazetteer import Gazetteer

_SIGNS = re.compile("[ぁ-ヿ㐀-鿿가-힣]")
_LINKS = "の・· \N{IDEOGRAPHIC SPACE}"  # between a holder and what it holds
_SIDE = "northern "
_HOLDERS = ("country", "admin1")
_SHORTEST = 2  # signs of a holder: 英德 is a city, and none of 英


def smallest_first(gazetteer: Gazetteer, text: str) -> str | None:
    """The text as it would be printed with commas, the smallest first, and with what it is before it.

    None for a text in other scripts, or of which nothing more is known so.
    """
    if _SIGNS.search(text) is None:
        return None
    bare, lead = _lead(text)
    holders, rest = _holders(gazetteer, bare)
    name = _name(gazetteer, rest, holders[-1] if holders else "")
    if name is None or (lead == _SIDE and not _is_known(gazetteer, name, (*_HOLDERS, "area"))):  # 加沙南部
        return None
    turned = ", ".join((lead + name, *reversed(holders)))
    return turned if turned != text else None


def _lead(text: str) -> tuple[str, str]:
    """A text without what says that it is near a place, or a part of it, and that in words that stand before one."""
    for kind, said in (("near", "near "), ("sides", _SIDE), ("inside", "streets of ")):
        bare = _without(text, _words()[kind]).rstrip(_LINKS)
        if bare and bare != text:
            return bare, said
    return text, ""


def _holders(gazetteer: Gazetteer, text: str) -> tuple[list[str], str]:
    """The countries and first-level units that begin a text, and what they hold."""
    holders: list[str] = []
    rest = _begun(text)
    while (end := _holder_end(gazetteer, rest)) > 0:
        holders.append(rest[:end].strip(_LINKS))
        rest = _begun(rest[end:])
    return holders, rest


def _begun(text: str) -> str:
    """A text without what only joins it to the place before it: "of", a side, "the capital"."""
    words = _words()
    for word in ("", *sorted((*words["sides"], *words["capital"]), key=len, reverse=True)):
        bare = text.removeprefix(word).lstrip(_LINKS)
        if bare and bare != text:
            return _begun(bare)
    return text


def _holder_end(gazetteer: Gazetteer, text: str) -> int:
    """Where the longest name of a country or unit that begins a text ends; 0 if no more than its own word follows."""
    words = _words()
    own = {*words["towns"], *words["units"], *words["parts"]}
    ends = (end for end in range(len(text) - 1, _SHORTEST - 1, -1) if text[end:] not in own)
    return next((end for end in ends if _is_known(gazetteer, text[:end], _HOLDERS)), 0)


def _name(gazetteer: Gazetteer, text: str, holder: str) -> str | None:
    """What is left, in words that tell what it is; the town of a part of it; None for what may be no place.

    What no gazetteer has is a place if it says so, or if what holds it says that it is a unit: ドネツク州クラスノポリ.
    """
    words = _words()
    if _is_known(gazetteer, text):
        return text
    for ends, said in (("towns", "city of {}"), ("units", "{} region")):
        stem = _without(text, words[ends])
        if stem != text and _is_known(gazetteer, stem):
            return said.format(stem)
    town = next((text[:end] for end in range(len(text) - 1, 1, -1) if _is_town(gazetteer, text[:end])), None)
    told = (*words["parts"], *words["towns"])
    is_part = bool(holder) and (text.endswith(told) or holder.endswith(words["units"]))
    return town if town is not None else text if is_part else None


def _is_town(gazetteer: Gazetteer, text: str) -> bool:
    return text.endswith(_words()["towns"]) and _is_known(gazetteer, text, ("settlement",))


def _is_known(gazetteer: Gazetteer, text: str, kinds: Sequence[str] = ()) -> bool:
    key = folded_key(text)
    return bool(key) and any(not kinds or spot.kind in kinds for spot in gazetteer.find(key))


def _without(text: str, ends: Iterable[str]) -> str:
    return text.removesuffix(max((end for end in ends if text.endswith(end)), key=len, default=""))


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """The words of each kind, from schema/lexicon/places/east-asian.csv."""
    rows = shipped_rows("lexicon", "places", "east-asian.csv")
    kinds = dict.fromkeys(row["kind"] for row in rows)
    return {kind: tuple(row["word"] for row in rows if row["kind"] == kind) for kind in kinds}
