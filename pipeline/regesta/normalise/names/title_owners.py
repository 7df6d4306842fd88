"""Whose a title is, where no word says so: "адвокат Навального Вадим Кобзев"."""

from collections.abc import Sequence

from regesta.normalise.fold import folded_key
from regesta.normalise.names.title_ends import Head
from regesta.normalise.names.title_heads import ROMANCE
from regesta.normalise.names.words import Words, is_given
from regesta.normalise.scripts import leading_script

_HERS = ("ova", "ska", "cka", "na")  # of Slavic women's family names
_ARTICLE = "ال"
_UNINFLECTED = ("Latn", "Grek")  # "prefectul județului Cluj": the place stands as it is called
_OF_HER = "е"  # ends the Serbian genitive of what is feminine: "Републике", "Српске"


def owner_end(tokens: Sequence[str], end: int, head: Head, words: Words) -> int | None:
    """Where the name begins behind a title that ends here, if somebody else's or a place's stands before it.

    None where that cannot be told.
    """
    name = tokens[end:]
    script = leading_script(tokens[head.start])
    if script == "Arab":
        return end + _arabic_place(name, words)
    if script in _UNINFLECTED and end > head.end and words.is_in("of_places", folded_key(tokens[end - 1])):
        return end + next((at for at, token in enumerate(name) if is_given(token, words)), len(name))
    if script == "Grek":
        return _after_place(name, end, words)
    if script == "Latn":
        return _after_latin(name, end, head, words)
    return _after_cyrillic(name, end, head, words, tokens[end - 1]) if script == "Cyrl" and name else end


def _after_cyrillic(name: Sequence[str], end: int, head: Head, words: Words, last: str) -> int | None:
    """The same in languages in which owners stand in the genitive; that of "Република" ends in -е in Serbian alone."""
    if (lives := _after_home(name, end, head, words, last)) is not None:
        return lives
    serbian = words.languages.get(folded_key(head.text)) == ("sr",)
    owners = next((i for i, one in enumerate(name) if not may_be_genitive(one, words, serbian=serbian)), len(name))
    if owners == 0 or _is_patronymic(name, 1, words):
        return end
    if owners < len(name):
        return _before_name(name, owners, end, words, related=words.is_in("relations", folded_key(head.text)))
    if serbian and folded_key(name[-1]).endswith(_OF_HER):  # "председник Републике Србије", but "министар Раде"
        return end + owners if owners > 1 else None
    related = words.is_in("relations", folded_key(head.text))
    told = related or any(_is_genitive(token, words) for token in name)  # "вдова Навального", but "депутат Петрова"
    return end + owners if told else end


def _after_home(name: Sequence[str], end: int, head: Head, words: Words, last: str) -> int | None:
    """Where the name begins behind the place where somebody lives; None where none is told.

    In "житель села Новая Поляна" nobody is named; "жительница Шебекино Анна Петрова" has a place that no case tells.
    """
    if head.kind != "descriptor":
        return None
    given = next((at for at, token in enumerate(name) if is_given(token, words)), None)
    if words.is_in("of_places", folded_key(last)):
        return end + len(name) if given is None else end + given
    place, dweller = name if given is None else name[:given], folded_key(head.text)
    if words.is_in("dwellers", dweller) and all(may_be_genitive(token, words) for token in place):
        families = [token for token in place if words.ends_in("feminine_families", folded_key(token))]
        return None if dweller.endswith("а") and families else end + len(place)  # "жительница Петрова Анна"
    return end + given if given == len(name) - 2 == 1 and not _is_patronymic(name, 2, words) else None


def _after_latin(name: Sequence[str], end: int, head: Head, words: Words) -> int | None:
    """The same in the languages in which titles run on without "of", but for Romance ones."""
    if not words.stands(head.text) <= {"of"} or not ROMANCE.isdisjoint(words.links_of(head.text)) or not name:
        return end
    key = folded_key(name[0])
    his = key.endswith("a") and words.is_in("given", key[:-1])  # "Andrzeja"; but "Jana" may be a woman
    if his and words.is_in("relations", folded_key(head.text)):
        return _after_owner(name, end, words)
    return _after_place(name, end, words)


def _after_owner(name: Sequence[str], end: int, words: Words) -> int | None:
    """The same of "żona Andrzeja Nowaka Anna" and "siostra Anna Nowak"; "adwokat Jana Nowaka" may be either."""
    own = next((at for at in range(1, len(name)) if is_given(name[at], words)), len(name))
    if own < len(name):
        return end + own
    last, given = folded_key(name[-1]), is_given(name[0], words)
    genitive = last.endswith((*words.endings["place_genitives"], *words.endings["perhaps_place_genitives"]))
    if given and (not genitive or last.endswith(_HERS)):
        return end
    return None if given or not genitive else end + own


def _after_place(name: Sequence[str], end: int, words: Words) -> int | None:
    """The same of "prezes Orlenu Daniel Obajtek"; "Przemyśla Wojciech Bakun" might be three names of one person."""
    own = next((at for at, token in enumerate(name) if is_given(token, words)), 0)
    if own not in {1, 2} or len(name) < own + 2:
        return end
    keys = [folded_key(token) for token in name[:own]]
    if any(key.endswith(words.endings["place_genitives"]) for key in keys):
        return end + own
    unsure = own > 1 or keys[0].endswith(words.endings["perhaps_place_genitives"])  # "Ustrzyk Dolnych Bartosz Romowicz"
    return None if unsure else end


def _before_name(name: Sequence[str], owners: int, end: int, words: Words, *, related: bool) -> int | None:
    """The same where words follow that are in the nominative: "Путина Дмитрий Песков", but "Петрова Мария Ивановна"."""
    rest = name[owners:]
    if _is_patronymic(rest, 1, words) and owners == 1 and len(rest) == 2:
        return end
    if is_given(rest[0], words):
        feminine = folded_key(name[0]).endswith(words.endings["feminine_families"])  # or a man's in the genitive
        hers = _is_hers(rest[0], words) and feminine and len(rest) == 1
        return end if hers else end + owners
    return None if len(rest) > 1 or related else end


def may_be_genitive(token: str, words: Words, *, serbian: bool = False) -> bool:
    """Whether a word that is no given name of the lists ends as a genitive does; in Serbian, in -е too: "Републике"."""
    endings = (*words.endings["genitives"], *((_OF_HER,) if serbian else ()))
    return not is_given(token, words) and folded_key(token).endswith(endings)


def _is_genitive(token: str, words: Words) -> bool:
    """Whether a word can be nothing else: "Навального", "Алексея", "Порошенка"."""
    key, endings = folded_key(token), words.endings
    stems = (key[:-1], key[:-1] + "и", key[:-1] + "ь") if key.endswith(endings["noun_genitives"]) else ()
    given = any(words.is_in("given", stem) for stem in stems)
    return given or key.endswith((*endings["adjective_genitives"], *endings["family_genitives"]))


def _is_patronymic(name: Sequence[str], at: int, words: Words) -> bool:
    return at < len(name) and words.ends_in("patronymics", folded_key(name[at]))


def _is_hers(given: str, words: Words) -> bool:
    key = folded_key(given)
    return key.endswith(words.endings["noun_genitives"]) and not words.is_in("men_in_a", key)


def _arabic_place(name: Sequence[str], words: Words) -> int:
    """How many words with the article stand before a full name: "القدس" before "عدنان غيث"; a given name has none."""
    own = (i for i, token in enumerate(name) if not token.startswith(_ARTICLE) or words.is_in("honorifics", token))
    places = next(own, len(name))
    return places if len(name) - places > 1 else 0
