"""Titles beside names: which words of a phrase are an office or a description, and which are the name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from regesta.normalise.fold import folded_key
from regesta.normalise.name_words import Words, longest
from regesta.normalise.scripts import CASED, leading_script

KNOWN = ("modifiers", "demonyms", "countries", "complements", "articles", "honorifics", "doubts", "joins")


@dataclass(frozen=True, slots=True)
class Piece:
    """What the words between two commas are; an unclear piece keeps its words as title, any other rest as name.

    person is true where a title or an honorific says so; described where the title is what the outlet calls them.
    """

    kind: Literal["name", "title", "organisation", "other", "unclear"]
    title: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    person: bool = False
    described: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A noun on which a title hangs, and the words it takes up."""

    start: int
    end: int
    kind: str
    text: str


def is_capital(token: str) -> bool:
    """True if the token opens with a capital, or its script has none; "d'Estaing" and "al-Assad" count."""
    if leading_script(token) not in CASED:
        return any(c.isalpha() for c in token)
    rest = token.replace("'", "-").replace("’", "-").split("-")
    letters = [piece[0] for piece in rest if piece and piece[0].isalpha()]
    return bool(letters) and (letters[0].isupper() or (len(letters) > 1 and letters[-1].isupper() and len(rest[0]) < 4))


def _is_lower(token: str) -> bool:
    return leading_script(token) in CASED and not is_capital(token)


def _is_acronym(token: str, tokens: Sequence[str]) -> bool:
    letters = token.rstrip("'’s").replace(".", "")
    mixed = any(other[1:].lower() == other[1:] and len(other) > 2 for other in tokens if other != token)
    return mixed and len(letters) > 1 and letters.isupper() and letters.isalpha() and token.count(".") == 0


def _head_at(keys: Sequence[str], tokens: Sequence[str], start: int, words: Words) -> Head | None:
    length = longest(keys, start, words.heads)
    if length > 0:
        key = " ".join(keys[start : start + length])
        return Head(start, start + length, words.heads[key], " ".join(tokens[start : start + length]).rstrip("."))
    *before, last = keys[start].split() or [""]
    joined = bool(before) and all(word in words.prefixes or word in words.heads for word in before)
    if joined and last in words.heads:
        return Head(start, start + 1, words.heads[last], last)
    compound = next((end for end in words.endings["compounds"] if last.endswith(end) and len(last) > len(end)), None)
    return None if compound is None else Head(start, start + 1, "office", compound)


def _is_known(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> bool:
    key = keys[at]
    listed = key in words.heads or key in words.organisations or any(words.is_in(name, key) for name in KNOWN)
    return listed or _is_lower(tokens[at]) or _is_acronym(tokens[at], tokens)


def _is_title_here(head: Head, keys: Sequence[str], tokens: Sequence[str], words: Words) -> bool:
    """Settles words that are family names too: a title opens the phrase or follows known words, and a name follows."""
    if not words.is_in("also_names", " ".join(keys[head.start : head.end])):
        return True
    if _is_lower(tokens[head.start]) or tokens[head.end - 1].endswith("."):
        return True
    followed = head.end < len(tokens) and not words.is_in("suffixes", keys[head.end])
    return followed and all(_is_known(keys, tokens, i, words) for i in range(head.start))


def _last_head(keys: Sequence[str], tokens: Sequence[str], words: Words) -> Head | None:
    found, at = None, 0
    while at < len(keys):
        head = _head_at(keys, tokens, at, words)
        if head is not None and _is_title_here(head, keys, tokens, words):
            found = head
        at = head.end if head is not None else at + 1
    return found


def _complement_at(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> int:
    """The end of what is known to be no name (a country, a portfolio, an organisation) from at on; at if nothing is."""
    if at < len(keys) and words.is_in("given", keys[at]):
        return at
    for section in ("countries", "complements", "demonyms"):
        if (length := longest(keys, at, words.sets[section])) > 0:
            return at + length
    if (length := longest(keys, at, words.organisations)) > 0:
        return at + length
    return at + 1 if at < len(keys) and _is_acronym(tokens[at], tokens) else at


def _object_end(keys: Sequence[str], tokens: Sequence[str], start: int, words: Words) -> int | None:
    """The end of what stands after "of": up to its last known word, or to a given name; None if that cannot be told."""
    at = start
    while at < len(keys) and (words.is_in("articles", keys[at]) or _is_lower(tokens[at])):
        at += 1
    while (known := _complement_at(keys, tokens, at, words)) > at:
        at = known
    name = next((i for i in range(max(at, start + 1), len(keys)) if words.is_in("given", keys[i])), None)
    bodies = [i + 1 for i in range(at, len(keys) if name is None else name) if keys[i] in words.organisations]
    if bodies:
        return max(bodies)
    if at > start and (at == len(keys) or any(is_capital(token) for token in tokens[start:at])):
        return at
    if name is not None:
        return name
    return len(keys) if len(keys) - at <= 1 else None


def _opens_name(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> bool:
    """True if a particle begins the name here: "President von der Leyen", "President de Gaulle"."""
    if not words.is_in("particles", keys[at]):
        return False
    rest = next((i for i in range(at, len(keys)) if not words.is_in("particles", keys[i])), len(keys))
    return rest == len(keys) - 1 and is_capital(tokens[rest]) and _complement_at(keys, tokens, rest, words) == rest


def _title_end(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> int | None:
    """Where the title ends and the name begins; None if that cannot be told."""
    spoken = words.languages.get(head.text.casefold()) or words.languages.get(folded_key(head.text), frozenset())
    inward = any(words.titles[language] == "before" for language in spoken)
    links, at = words.links_of(head.text), head.end
    while at < len(keys):
        if keys[at] in links and not _opens_name(keys, tokens, at, words):
            end = _object_end(keys, tokens, at + 1, words)
            if end is None:
                return None
            at = max(end, at + 1)
        elif words.is_in("modifiers", keys[at]) and not is_capital(tokens[at]):
            at += 1
        elif not inward and not words.is_in("particles", keys[at]) and _is_lower(tokens[at]):
            at += 1
        elif not inward and (end := _complement_at(keys, tokens, at, words)) > at:
            at = end
        elif not inward and any(_is_lower(token) and k not in words.sets["particles"] for token, k in
                                zip(tokens[at + 1 :], keys[at + 1 :], strict=True)):
            at += 1
        else:
            break
    return at


def is_name(tokens: Sequence[str], words: Words) -> bool:
    """True if the words can be one name: capitals, particles and initials, no organisation, no digit, no "and"."""
    keys = [folded_key(token) for token in tokens]
    if not 0 < len(tokens) < 8 or any(c.isdigit() for token in tokens for c in token):
        return False
    if any(key in words.organisations or (words.is_in("joins", key) and len(key) > 1) for key in keys):
        return False
    fit = all(is_capital(t) or words.is_in("particles", k) for t, k in zip(tokens, keys, strict=True))
    return fit and any(is_capital(t) for t in tokens)


def _joins_unknown(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> bool:
    """True if "and" stands before the head together with words that may be another name."""
    joined = any(words.is_in("joins", key) for key in keys[: head.start])
    return joined and not all(_is_known(keys, tokens, i, words) for i in range(head.start))


def _is_part_of_body(keys: Sequence[str], head: Head, words: Words) -> bool:
    """True for "the office of the president": the head only says whose the organisation is."""
    bodies = [i for i in range(head.start) if keys[i] in words.organisations]
    return bool(bodies) and any(words.is_in("articles", key) for key in keys[bodies[-1] + 1 : head.start])


def _without(tokens: Sequence[str], section: str, words: Words) -> tuple[str, ...]:
    """The words without those of a section that stand at their front."""
    at = 0
    while at < len(tokens) and words.is_in(section, folded_key(tokens[at])):
        at += 1
    return tuple(tokens[at:])


def _headless(tokens: tuple[str, ...], words: Words) -> Piece:
    name = _without(tokens, "honorifics", words)
    if any(longest([folded_key(t) for t in tokens], i, words.organisations) for i in range(len(tokens))):
        return Piece("organisation", name=tokens)
    if name and is_name(name, words):
        return Piece("name", name=name, person=len(name) < len(tokens))
    return Piece("other", name=tokens)


def _before_head(keys: Sequence[str], tokens: tuple[str, ...], head: Head, words: Words) -> Piece | None:
    """A name before its title ("Putyin elnök"), in the languages that put it there."""
    spoken = words.languages.get(folded_key(head.text), frozenset())
    if not any(words.titles[language] == "after" for language in spoken) or head.end != len(tokens):
        return None
    end = next((i for i in range(head.start) if _is_known(keys, tokens, i, words)), head.start)
    if end == 0 or not is_name(tokens[:end], words):
        return None
    return Piece("title", tokens[end:], tokens[:end], person=True, described=head.kind == "descriptor")


def read_piece(printed: Sequence[str], words: Words) -> Piece:
    """Tells the title from the name in words without commas; an unclear piece is one that could be cut in two ways."""
    tokens = _without(printed, "articles", words) or tuple(printed)
    keys = [folded_key(token) for token in tokens]
    head = _last_head(keys, tokens, words)
    if head is None:
        return _headless(tokens, words)
    end = _title_end(keys, tokens, head, words)
    if end is None or _joins_unknown(keys, tokens, head, words):
        return Piece("unclear", tokens)
    name = _without(tokens[end:], "honorifics", words)
    if not name and _is_part_of_body(keys, head, words):
        return Piece("organisation", name=tokens)
    doubted = any(longest(keys, i, words.sets["doubts"]) for i in range(end))
    described = head.kind == "descriptor" or doubted
    if not name:
        before = _before_head(keys, tokens, head, words)
        return before if before is not None else Piece("title", tokens[:end], described=described)
    if is_name(name, words):
        return Piece("title", tokens[:end], name, person=True, described=described)
    if any(folded_key(token) in words.organisations for token in name):
        return Piece("organisation", name=tokens)
    return Piece("unclear", tokens)
