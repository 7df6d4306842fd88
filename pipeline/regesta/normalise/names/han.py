"""Chinese names and titles, which are printed without spaces: 俄罗斯总统普京, 普京总统."""

from regesta.normalise.names.titles import Piece
from regesta.normalise.names.tokens import is_name
from regesta.normalise.names.words import Words

_POINTS = frozenset("·•‧・")  # between the parts of a foreign name
_LISTED = "、"
_JAPANESE_OF = "の"  # 首相の岸田文雄
# Last signs of what is no person.
_BODY_ENDS = frozenset("会會党黨部院局军軍国國团團社委司厂廠校队隊台府州省市县縣区區")


def read_han(text: str, words: Words) -> Piece | None:
    """A title and a name that are printed without a space; None for a text that is to be read otherwise.

    The name may stand behind the title or before it: there it is taken for one only if it has the form of a Chinese
    name or of a foreign one, since "Tatarstan" and "Goldman Sachs" stand before a title as well.
    """
    if _is_body(text, words):
        return Piece("organisation", name=(text,))
    addressed, title = _with_honorific(text, words), _last_title(text, words)
    if addressed is not None or not title:
        return addressed
    described = _is_described(title, words)
    end = text.rfind(title) + len(title)
    before, name = text[: end - len(title)], text[end:].removeprefix(_JAPANESE_OF)
    if not name:
        return _before_title(before, title, words)
    if len(name) < 2:  # 部长级
        return Piece("other", name=(text,))
    if not _is_one(before, name, words):
        return Piece("unclear", (text,))
    return Piece("title", (text[:end],), (name,), person=True, described=described)


def _with_honorific(text: str, words: Words) -> Piece | None:
    """A Chinese or foreign name before an honorific: 马英九先生, 王小姐."""
    honorific = next((end for end in words.sets["honorifics"] if text.endswith(end)), "")
    name = text.removesuffix(honorific)
    family = words.is_in("family_first", name)
    is_named = family or not _POINTS.isdisjoint(name) or _family_and_given(name, words) is not None
    return Piece("name", name=(name,), person=True) if honorific and is_named else None


def _is_described(title: str, words: Words) -> bool:
    """Whether a title is what the outlet calls somebody, and no office: 记者."""
    return words.heads.get(title) == "descriptor"


def _before_title(before: str, title: str, words: Words) -> Piece:
    """What stands before a title, and the title: a name, a state or body, or what may be either."""
    described = _is_described(title, words)
    if _may_be_addressed(before, title, words):
        return Piece("title", (title,), (before,), person=True, described=described)
    if words.is_in("after_full_name", title) and (found := _between_titles(before, title, words)) is not None:
        return found
    if described:  # 当地居民
        return Piece("other", name=(before + title,))
    is_one = _may_be_japanese(before, title, words) or words.is_in("family_first", before)  # 张教授
    return Piece("unclear" if is_one else "title", (before + title,))


def _between_titles(before: str, rank: str, words: Words) -> Piece | None:
    """A Chinese name between an office and a rank: 国防部长李尚福上将, 发言人施毅陆军大校."""
    service = max((word for word in words.organisations if before.endswith(word)), key=len, default="")
    inner = _last_title(before, words)
    office, named = before[: before.rfind(inner) + len(inner)], before[before.rfind(inner) + len(inner) :]
    name = named.removesuffix(service)
    if not inner or _family_and_given(name, words) is None:
        return None
    return Piece("title", (office, named.removeprefix(name) + rank), (name,), person=True)


def _last_title(text: str, words: Words) -> str:
    """The title that ends last in a text, and the longest of those that end there."""
    found = [title for title in words.endings["compounds"] if title in text]
    return max(found, key=lambda title: (text.rfind(title) + len(title), len(title)), default="")


def _is_body(text: str, words: Words) -> bool:
    return any(len(word) > 1 and text.endswith(word) for word in words.organisations)


def _is_one(before: str, name: str, words: Words) -> bool:
    """Whether one person is named, and none before the last title: not 国防部长绍伊古和总统卢卡申科."""
    joins = (*words.sets["joins"], _LISTED)
    parts = [before[: before.rfind(join)] for join in joins if join in before]
    others = [part for part in parts if (title := _last_title(part, words)) and not part.endswith(title)]
    somebody_else = name.endswith(tuple(words.sets["relatives"]))  # 主席习近平夫人
    return not others and not somebody_else and is_name((name,), words)


def _may_be_addressed(name: str, title: str, words: Words) -> bool:
    """Whether what stands before a title is a person's name, and no state, place or body that the title is of."""
    apart = [*words.sets["countries"], *words.sets["modifiers"], *words.organisations]
    if name in apart or not is_name((name,), words):
        return False
    if not _POINTS.isdisjoint(name):
        return True
    if name[-1] in _BODY_ENDS or name.startswith(tuple(word for word in apart if len(word) > 1)):
        return False
    return _is_chinese(name, title, words) or _is_transcribed(name, title, words)


def _is_chinese(name: str, title: str, words: Words) -> bool:
    """A family name of the list, and a given name of one or two signs; of two where bodies have such titles."""
    given = _family_and_given(name, words)
    if given is None:
        return False
    short = words.is_in("after_any_name", title) or words.is_in("after_full_name", title)
    return short or (given == 2 and words.is_in("after_long_name", title))


def _family_and_given(name: str, words: Words) -> int | None:
    """How many signs the given name behind a family name of the list has, one or two; None for what is no such name."""
    family = 2 if words.is_in("family_first", name[:2]) else 1 if words.is_in("family_first", name[:1]) else 0
    given = len(name) - family
    return given if family > 0 and 0 < given < 3 else None


def _may_be_japanese(name: str, title: str, words: Words) -> bool:
    """Whether what stands before the title of one person is no state that is known: 岸田首相."""
    apart = (*words.sets["countries"], *words.sets["modifiers"], *words.organisations)
    of_one = words.is_in("after_any_name", title) or words.is_in("after_full_name", title)
    known = any(word in name for word in apart) or _last_title(name, words) or not name or name[-1] in _BODY_ENDS
    return of_one and not known


def _is_transcribed(name: str, title: str, words: Words) -> bool:
    """Signs that spell foreign names, before the title of a head of state: what states are called is known."""
    signs = frozenset().union(*words.sets["transcribed"])
    return 1 < len(name) < 7 and words.is_in("after_any_name", title) and signs.issuperset(name)
