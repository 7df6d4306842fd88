"""Titles beside names: which words of a phrase are an office or a description, and which are the name."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.name_tokens import (
    PEOPLE,
    body_kinds,
    is_acronym,
    is_capital,
    is_company,
    is_lower,
    is_name,
    without,
)
from regesta.normalise.name_words import Words, longest
from regesta.normalise.scripts import leading_script
from regesta.normalise.title_ends import Head, known_end, title_end

KNOWN = ("modifiers", "demonyms", "countries", "complements", "articles", "honorifics", "doubts", "joins")


class Piece(NamedTuple):
    """What the words between two commas are; an unclear piece keeps its words as title, any other rest as name.

    person is true where a title or an honorific says so; described where the title is what the outlet calls them.
    """

    kind: Literal["name", "title", "organisation", "other", "unclear"]
    title: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    person: bool = False
    described: bool = False


def _head_at(keys: Sequence[str], tokens: Sequence[str], start: int, words: Words) -> Head | None:
    length = longest(keys, start, words.heads)
    if length > 0:
        key = " ".join(keys[start : start + length])
        return Head(start, start + length, words.heads[key], " ".join(tokens[start : start + length]).rstrip("."))
    *before, last = keys[start].split() or [""]
    joined = bool(before) and all(word in words.prefixes or word in words.heads for word in before)
    if joined and last in words.heads:
        return Head(start, start + 1, words.heads[last], last)
    compound = next((end for end in words.endings["compounds"] if last.endswith(end) and last != end), None)
    return None if compound is None else Head(start, start + 1, "office", compound)


def _is_known(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> bool:
    key = keys[at]
    listed = key in words.heads or key in words.organisations or any(words.is_in(name, key) for name in KNOWN)
    return listed or is_lower(tokens[at]) or is_acronym(tokens[at], tokens)


def _may_be_name(head: Head, keys: Sequence[str], tokens: Sequence[str], words: Words) -> bool:
    """True for a title's word in capitals that closes a name: "John Ensign", "Abdul Hakim"."""
    if head.end < len(tokens) or head.start == 0 or is_lower(tokens[head.start]):
        return False
    return words.is_in("given", keys[head.start - 1]) or words.stands(head.text) == {"of"}


def _is_title_here(head: Head, keys: Sequence[str], tokens: Sequence[str], words: Words) -> bool:
    """Settles words that are family names too: a title opens the phrase or follows known words, and a name follows."""
    introduced = all(_is_known(keys, tokens, i, words) for i in range(head.start))
    if not words.is_in("also_names", " ".join(keys[head.start : head.end])):
        return introduced or not _may_be_name(head, keys, tokens, words)
    if is_lower(tokens[head.start]) or tokens[head.end - 1].endswith("."):
        return True
    followed = head.end < len(tokens) and not words.is_in("suffixes", keys[head.end])
    return followed and introduced


def _opens_body(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> bool:
    """True where the head is the first word of an organisation: "General Staff", "mercenary group"."""
    if longest(keys, head.start, words.organisations) > head.end - head.start:
        return True
    latin = leading_script(tokens[head.start]) == "Latn"  # elsewhere "министр обороны" runs on like this
    return latin and longest(keys, head.end, words.organisations) > 0


def _last_head(keys: Sequence[str], tokens: Sequence[str], words: Words) -> Head | None:
    found, at = None, 0
    while at < len(keys):
        head = _head_at(keys, tokens, at, words)
        if head is not None and _opens_body(keys, tokens, head, words):
            at = head.end
            continue
        if head is not None and _is_title_here(head, keys, tokens, words):
            found = head
        at = head.end if head is not None else at + 1
    return found


def _joins_unknown(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> bool:
    """True if "and" stands before the head together with words that may be another name."""
    join = next((i for i in range(head.start) if words.joins(tokens[i])), None)
    if join is None:
        return False
    first = next((i for i in range(join) if _head_at(keys, tokens, i, words) is not None), 0)
    return not all(_is_known(keys, tokens, i, words) for i in range(first, head.start))


def _serves_another(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> bool:
    """True for "an aide to President Putin": the name is that of somebody else."""
    at = head.start
    while at > 0 and any(words.is_in(section, keys[at - 1]) for section in ("modifiers", "demonyms", "articles")):
        at -= 1
    links = words.every_link
    return at > 0 and keys[at - 1] in links and any(_head_at(keys, tokens, i, words) for i in range(at - 1))


def _is_genitive(title: Sequence[str], name: Sequence[str], words: Words) -> bool:
    """True for "помощник президента Путина", where the name hangs on the second office as well."""
    office = any(is_lower(t) and folded_key(t)[-1:] in {"а", "я"} and folded_key(t)[:-1] in words.heads for t in title)
    endings = ("а", "я", "ы", "и", "ого", "его", "ои")
    return office and all(folded_key(t).endswith(endings) and not words.is_in("given", folded_key(t)) for t in name)


def _is_part_of_body(keys: Sequence[str], head: Head, words: Words) -> bool:
    """True for "the office of the president": the head only says whose the organisation is."""
    bodies = [i for i in range(head.start) if keys[i] in words.organisations]
    return bool(bodies) and any(words.is_in("articles", key) for key in keys[bodies[-1] + 1 : head.start])


def _introduced(tokens: tuple[str, ...], words: Words) -> Piece:
    """A name, perhaps after plain words that say who it is: "jailed Ivan Orlov", "Russian Ivan Orlov"."""
    start = next((i for i, t in enumerate(tokens) if words.is_in("given", folded_key(t)) and is_capital(t)), 0)
    before, name = tokens[:start], tokens[start:]
    plain = all(is_lower(t) or words.is_in("demonyms", folded_key(t)) for t in before)
    plain = plain and not any(words.is_in(s, folded_key(t)) for t in before for s in ("particles", "denials"))
    if before and plain and len(name) > 1 and is_name(name, words) and not any(map(words.joins, before)):
        return Piece("title", before, name, person=True, described=True)
    owner = tokens[0].removesuffix("'s").removesuffix("’s")
    owned = owner != tokens[0] and (words.is_in("countries", folded_key(owner)) or owner.isupper())
    if owned and len(tokens) > 2 and is_name(tokens[1:], words):
        return Piece("name", name=tokens[1:])
    return Piece("name" if is_name(tokens, words) else "other", name=tokens)


def _headless(tokens: tuple[str, ...], words: Words) -> Piece:
    name = without(tokens, "honorifics", words)
    kinds = [""] if is_company(tokens, words) else body_kinds(tokens, words)
    if kinds:
        return Piece("other" if PEOPLE & set(kinds) else "organisation", name=tokens)
    if name and len(name) < len(tokens) and is_name(name, words):
        return Piece("name", name=name, person=True)
    return _introduced(tokens, words)


def _before_head(keys: Sequence[str], tokens: tuple[str, ...], head: Head, words: Words) -> Piece | None:
    """A name before its title: "Putyin elnök", in the languages that put it there, and "Ann Lee MP"."""
    spoken = words.languages.get(folded_key(head.text), ())
    after = any(words.titles[language] == "after" for language in spoken)
    short = is_acronym(tokens[head.start], tokens) and head.start > 1 and words.is_in("given", keys[0])
    if not (after or short) or head.end != len(tokens):
        return None
    end = next((i for i in range(head.start) if _is_known(keys, tokens, i, words)), head.start)
    if end == 0 or not is_name(tokens[:end], words):
        return None
    return Piece("title", tokens[end:], tokens[:end], person=True, described=head.kind == "descriptor")


def _realm(name: tuple[str, ...], words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parts "Abdullah II of Jordan" into the name and what it reigns over."""
    keys = [folded_key(token) for token in name]
    at = keys.index("of") if "of" in keys[1:] else len(keys)
    known = at < len(keys) and known_end(keys, name, at + 1, words) == len(keys)
    return (name[:at], name[at:]) if known else (name, ())


def _nameless(keys: Sequence[str], tokens: tuple[str, ...], head: Head, words: Words, *, described: bool) -> Piece:
    """An office or description without a name after it."""
    if _is_part_of_body(keys, head, words):
        return Piece("organisation", name=tokens)
    before = _before_head(keys, tokens, head, words)
    return before if before is not None else Piece("title", tokens, described=described)


def _headed(keys: Sequence[str], tokens: tuple[str, ...], head: Head, words: Words) -> Piece:
    end = title_end(keys, tokens, head, words)
    if end is None or _joins_unknown(keys, tokens, head, words):
        return Piece("unclear", tokens)
    if end < len(tokens) and (
        _serves_another(keys, tokens, head, words) or _is_genitive(tokens[:end], tokens[end:], words)
    ):
        return Piece("unclear", tokens)
    name, realm = _realm(without(tokens[end:], "honorifics", words), words)
    doubted = any(longest(keys, i, words.sets["doubts"]) for i in range(end))
    described = head.kind == "descriptor" or doubted
    if not name:
        return _nameless(keys, tokens, head, words, described=described)
    if is_name(name, words):
        return Piece("title", (*tokens[:end], *realm), name, person=True, described=described)
    named = any(folded_key(token) in words.organisations for token in name)
    return Piece("organisation", name=tokens) if named else Piece("unclear", tokens)


def _is_article(token: str, words: Words) -> bool:
    return words.is_in("articles", folded_key(token)) and not token.endswith(".")


def read_piece(printed: Sequence[str], words: Words) -> Piece:
    """Tells the title from the name in words without commas; an unclear piece is one that could be cut in two ways."""
    tokens = tuple(printed)
    article = len(tokens) > 1 and _is_article(tokens[0], words) and not is_acronym(tokens[0], tokens)
    bare = tokens[1:] if article else tokens
    called = without(bare, "honorifics", words)
    keys = [folded_key(token) for token in called]
    head = _last_head(keys, called, words)
    if head is not None:
        return _headed(keys, called, head, words)
    # "Le Pen", "El Salvador" and "de Gaulle" keep what may be part of them
    part = words.is_in("particles", folded_key(tokens[0])) and called == bare
    loose = article and not part and (tokens[0].islower() or folded_key(tokens[0]) == "the")
    return _headless(bare if loose else tokens, words)
