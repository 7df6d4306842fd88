"""Titles beside names: which words of a phrase are an office or a description, and which are the name."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.names.order import in_reading_order
from regesta.normalise.names.title_ends import Head, known_end, title_end
from regesta.normalise.names.title_heads import OWNING, head_at, is_known, last_head
from regesta.normalise.names.title_owners import may_be_genitive, owner_end
from regesta.normalise.names.tokens import (
    PEOPLE,
    body_kinds,
    is_acronym,
    is_capital,
    is_company,
    is_lower,
    is_name,
    is_ordinal,
    without,
)
from regesta.normalise.names.words import Words, is_given, longest
from regesta.normalise.scripts import leading_script

_PREPOSITIONAL = frozenset({"Latn", "Cyrl", "Grek"})  # "of" stands before whose something is
_ARTICLE = "ال"
_CASES = ("a", "u", "em", "om", "ovi", "owi")  # of masculine nouns in Latin letters
_BELONGING = frozenset({"of", "at", "from"})
_ELIDED = r"^[lL]['’](?=[^\W\d_A-Z]+(?:-[^\W\d_A-Z]+)*$)"  # of "l'avocat", not of "L'Oréal"


class Piece(NamedTuple):
    """What the words between two commas are; an unclear piece keeps its words as title, any other rest as name.

    person is true where a title or an honorific says so; described where the title is what the outlet calls them.
    """

    kind: Literal["name", "title", "organisation", "other", "unclear"]
    title: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    person: bool = False
    described: bool = False


def _joins_unknown(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> bool:
    """True if "and" stands before the head together with words that may be another name."""
    join = next((i for i in range(head.start) if words.joins(tokens[i])), None)
    if join is None:
        return False
    first = next((i for i in range(join) if head_at(keys, tokens, i, words) is not None), 0)
    if words.stands(head.text) == {"after"} and is_lower(tokens[join - 1]):
        first = join - 1  # "Szabó Anna gazdasági és pénzügyminiszter"
    return not all(is_known(keys, tokens, i, words) for i in range(first, head.start))


def _serves_another(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> bool:
    """True for "an aide to President Putin": the name is that of somebody else."""
    at = head.start
    while at > 0 and any(words.is_in(section, keys[at - 1]) for section in ("modifiers", "demonyms", "articles")):
        at -= 1
    links = words.every_link
    return at > 0 and keys[at - 1] in links and any(head_at(keys, tokens, i, words) for i in range(at - 1))


def _owned_by(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> Piece | None:
    """What belongs to the person who is named: "office of President Lee", "supporters of the ousted President Lee"."""
    at = head.start
    while at > 0 and _only_describes(keys[at - 1], words):
        at -= 1
    script = leading_script(tokens[head.start])
    linked = script in _PREPOSITIONAL and at > 1 and keys[at - 1] in words.every_link
    # "frigate Admiral Lee", but "prize winner Lee" and "Hospital Director Lee"
    called = at > 0 and words.is_in("namesakes", keys[at - 1]) and is_lower(tokens[at - 1]) and is_capital(tokens[at])
    if not (linked or called or (script == "Arab" and at > 0 and _is_construct(keys, at, words))):
        return None
    body = any(key in words.organisations for key in keys[:at])
    return Piece("organisation" if body else "other", name=tuple(tokens))


def _is_construct(keys: Sequence[str], at: int, words: Words) -> bool:
    """True for the Arabic "office of" and "widow of", which only the article of the next word tells: "أرملة الصحفي"."""
    owned, owner = keys[at - 1], keys[at]
    if owned.startswith(_ARTICLE) or not owner.startswith(_ARTICLE) or words.is_in("honorifics", owned):
        return False
    return owned in words.organisations or owned in words.heads or (at == 1 and not words.is_in("countries", owned))


def _only_describes(key: str, words: Words) -> bool:
    """True for "the", "former" and "Russian"; not for the "Defence" of "Ministry of Defence"."""
    described = any(words.is_in(section, key) for section in ("articles", "demonyms", "modifiers"))
    return described and not words.is_in("complements", key)


def _is_genitive(title: Sequence[str], name: Sequence[str], words: Words) -> bool:
    """True for "помощник президента Путина", where the name hangs on the second office as well."""
    lower = [folded_key(token) for token in title if is_lower(token)]
    office = any(key.endswith(words.endings["noun_genitives"]) and key[:-1] in words.heads for key in lower)
    return office and all(may_be_genitive(token, words) for token in name)


def _is_part_of_body(keys: Sequence[str], head: Head, words: Words) -> bool:
    """True for "the office of the president" and "kancelář prezidenta": the head only says whose the body is."""
    bodies = [i for i in range(head.start) if keys[i] in words.organisations]
    between = keys[bodies[-1] + 1 : head.start] if bodies else []
    if any(words.is_in("articles", key) or key in words.links_of(head.text) for key in between):
        return True
    return bool(bodies) and not between and words.stands(head.text) == {"of"}


def _is_case_of_head(key: str, words: Words) -> bool:
    """True for a Slavic title in another case than the first: the name beside it is in that case too."""
    return key not in words.heads and any(
        key.endswith(ending) and key[: -len(ending)] in words.heads for ending in _CASES
    )


def _introduced(tokens: tuple[str, ...], words: Words) -> Piece:
    """A name, perhaps after plain words that say who it is: "jailed Ivan Orlov", "Russian Ivan Orlov"."""
    start = next((i for i, t in enumerate(tokens) if words.is_in("given", folded_key(t)) and is_capital(t)), 0)
    before, name = tokens[:start], tokens[start:]
    plain = all(is_lower(t) or words.is_in("demonyms", folded_key(t)) for t in before)
    plain = plain and not any(words.is_in(s, folded_key(t)) for t in before for s in ("particles", "denials"))
    plain = plain and not any(folded_key(t) in words.every_link for t in before)  # "relatives of Ivan Orlov"
    plain = plain and not any(words.is_in("namesakes", folded_key(t)) for t in before)  # "rue Ivan Orlov"
    plain = plain and not any(_is_case_of_head(folded_key(t), words) for t in before)  # "prezidenta Petra Pavla"
    if before and plain and len(name) > 1 and is_name(name, words) and not any(map(words.joins, before)):
        return Piece("title", before, name, person=True, described=True)
    own = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i - 1].endswith(OWNING)), 0)
    if own > 0 and is_name(tokens[own:], words):  # "NATO's Jens Stoltenberg", "Ukraine's Zelensky"
        owner, full = " ".join(tokens[:own])[:-2], len(tokens) - own > 1
        told = words.is_in("countries", folded_key(owner)) or (full and owner.isupper())
        told = told or (full and is_given(tokens[own], words))
        return Piece("name" if told else "other", name=tokens[own:] if told else tokens)
    return Piece("name" if is_name(tokens, words) else "other", name=tokens)


def _headless(tokens: tuple[str, ...], words: Words) -> Piece:
    name = without(tokens, "honorifics", words)
    kinds = [""] if is_company(tokens, words) else body_kinds(tokens, words)
    own, place = _realm(name, words)
    full = len(own) > 1 and is_given(own[0], words) and is_name(own, words)
    if place and full and not is_company(tokens, words):  # "Ann Lee of the BBC"
        return Piece("title", place, own, person=True, described=True)
    if kinds:
        return Piece("other" if PEOPLE & set(kinds) else "organisation", name=tokens)
    if name and len(name) < len(tokens) and is_name(name, words):
        return Piece("name", name=name, person=True)
    return _introduced(tokens, words)


def _before_head(keys: Sequence[str], tokens: tuple[str, ...], head: Head, words: Words) -> Piece | None:
    """A name before its title: "Putyin elnök", in the languages that put it there, and "Ann Lee MP".

    In Korean the party may stand before the name: "더불어민주당 이재명 대표".
    """
    spoken = words.languages.get(folded_key(head.text), ())
    after = any(words.titles[language] == "after" for language in spoken)
    short = is_acronym(tokens[head.start], tokens) and head.start > 1 and words.is_in("given", keys[0])
    if not (after or short) or head.end != len(tokens):
        return None
    front = leading_script(tokens[head.start]) == "Hang"
    start = next((i for i in range(head.start) if not (front and is_known(keys, tokens, i, words))), head.start)
    end = next((i for i in range(start, head.start) if is_known(keys, tokens, i, words)), head.start)
    if end == start or not is_name(tokens[start:end], words):
        return None
    title = (*tokens[:start], *tokens[end:])
    name = in_reading_order(tokens[start:end], (*title, head.text), words)
    return Piece("title", title, name, person=True, described=head.kind == "descriptor")


def _realm(name: tuple[str, ...], words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parts "Abdullah II of Jordan" into the name and what it reigns over, "Ann Lee of Oxford University" likewise."""
    at = next((i for i in range(1, len(name) - 1) if name[i] in _BELONGING), 0)
    keys = [folded_key(token) for token in name] if at > 0 else []
    if at == 0 or not _says_where(keys, name, at, words):
        return name, ()
    full = at > 1 and is_given(name[0], words) and is_name(name[:at], words)
    realm = keys[at] == "of" and known_end(keys, name, at + 1, words) == len(keys)
    return (name[:at], name[at:]) if full or realm else (name, ())


def _says_where(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> bool:
    """Whether "of" leads to a state or a body, and to no part of the name: "Joan of Arc"."""
    body = any(key in words.organisations for key in keys[at:])
    return body or words.is_in("articles", keys[at + 1]) or known_end(keys, tokens, at + 1, words) == len(keys)


def _nameless(keys: Sequence[str], tokens: tuple[str, ...], head: Head, words: Words, *, described: bool) -> Piece:
    """An office or description without a name after it."""
    if _is_part_of_body(keys, head, words):
        return Piece("organisation", name=tokens)
    before = _before_head(keys, tokens, head, words)
    return before if before is not None else Piece("title", tokens, described=described)


def _headed(keys: Sequence[str], tokens: tuple[str, ...], head: Head, words: Words) -> Piece:
    end = title_end(keys, tokens, head, words)
    if end is not None and end < len(tokens):
        other = _serves_another(keys, tokens, head, words) or _is_genitive(tokens[:end], tokens[end:], words)
        end = None if other else owner_end(tokens, end, head, words)
    counted = end == len(tokens) and any(is_ordinal(token, words) for token in tokens[: head.start])
    if end is None or counted or _joins_unknown(keys, tokens, head, words):  # counted: "Innocentius III papa"
        return Piece("unclear", tokens, described=head.kind == "descriptor")
    name, realm = _realm(without(tokens[end:], "honorifics", words), words)
    owned = _owned_by(keys, tokens, head, words) if name else None
    if owned is not None:
        return owned
    doubted = any(longest(keys, i, words.sets["doubts"]) for i in range(end))
    described = head.kind == "descriptor" or doubted
    if not name:
        return _nameless(keys, tokens, head, words, described=described)
    if is_name(name, words):
        return Piece("title", (*tokens[:end], *realm), name, person=True, described=described)
    if any(folded_key(token) in words.organisations for token in name):
        return Piece("organisation", name=tokens)
    thing = head.kind == "descriptor" and all(map(is_lower, (tokens[head.start], *name)))  # "refugee camp"
    return Piece("other", name=tokens) if thing else Piece("unclear", tokens)


def _without_article(token: str, words: Words) -> str:
    """What "l'" stands before: "avocat", and "Assemblée" as a body; "L'Oréal" is called so."""
    body = token[0] == "l" and folded_key(token[2:]) in words.organisations
    return token[2:] if body else re.sub(_ELIDED, "", token)


def _is_article(token: str, words: Words) -> bool:
    return words.is_in("articles", folded_key(token)) and not token.endswith(".")


def _is_of_name(tokens: Sequence[str], head: Head, words: Words) -> bool:
    """Whether the article begins a name that stands before the title: "Los Angeles Mayor", not "El Presidente"."""
    loose = tokens[0].islower() or folded_key(tokens[0]) == "the"
    named = is_capital(tokens[1]) and not is_known([folded_key(tokens[1])], tokens[1:2], 0, words)
    return not loose and head.start > 0 and named


def read_piece(printed: Sequence[str], words: Words) -> Piece:
    """Tells the title from the name in words without commas; an unclear piece is one that could be cut in two ways."""
    elided = bool(printed) and printed[0][:2].lower() in {"l'", "l’"}
    tokens = (_without_article(printed[0], words), *printed[1:]) if elided else tuple(printed)
    article = len(tokens) > 1 and _is_article(tokens[0], words) and not is_acronym(tokens[0], tokens)
    bare = tokens[1:] if article else tokens
    called = without(bare, "honorifics", words)
    if len(called) < len(bare) and longest([folded_key(token) for token in bare], 0, words.heads) > 1:
        called = bare  # "Lord Chancellor"
    keys = [folded_key(token) for token in called]
    head = last_head(keys, called, words)
    if head is not None and article and _is_of_name(tokens, head, words):
        return _headed(
            [folded_key(tokens[0]), *keys], tokens, head._replace(start=head.start + 1, end=head.end + 1), words
        )
    if head is not None:
        return _headed(keys, called, head, words)
    # "Le Pen", "El Salvador" and "de Gaulle" keep what may be part of them
    part = words.is_in("particles", folded_key(tokens[0])) and called == bare and not any(map(is_lower, tokens[1:2]))
    loose = article and not part and (tokens[0].islower() or folded_key(tokens[0]) == "the")
    return _headless(bare if loose else tokens, words)
