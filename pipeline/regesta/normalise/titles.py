"""Titles beside names: which words of a phrase are an office or a description, and which are the name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from regesta.normalise.fold import folded_key
from regesta.normalise.name_words import Words, longest
from regesta.normalise.scripts import CASED, leading_script

PEOPLE = frozenset({"people", "population"})  # of organisation words: those that name people, and no body
QUOTES = "«“„\"'‘"
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
    compound = next((end for end in words.endings["compounds"] if last.endswith(end) and last != end), None)
    return None if compound is None else Head(start, start + 1, "office", compound)


def _is_known(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> bool:
    key = keys[at]
    listed = key in words.heads or key in words.organisations or any(words.is_in(name, key) for name in KNOWN)
    return listed or _is_lower(tokens[at]) or _is_acronym(tokens[at], tokens)


def _may_be_name(head: Head, keys: Sequence[str], tokens: Sequence[str], words: Words) -> bool:
    """True for a title's word in capitals that closes a name: "John Ensign", "Abdul Hakim"."""
    if head.end < len(tokens) or head.start == 0 or _is_lower(tokens[head.start]):
        return False
    return words.is_in("given", keys[head.start - 1]) or words.stands(head.text) == {"of"}


def _is_title_here(head: Head, keys: Sequence[str], tokens: Sequence[str], words: Words) -> bool:
    """Settles words that are family names too: a title opens the phrase or follows known words, and a name follows."""
    introduced = all(_is_known(keys, tokens, i, words) for i in range(head.start))
    if not words.is_in("also_names", " ".join(keys[head.start : head.end])):
        return introduced or not _may_be_name(head, keys, tokens, words)
    if _is_lower(tokens[head.start]) or tokens[head.end - 1].endswith("."):
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


def _complement_at(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> int:
    """The end of what is known to be no name (a country, a portfolio, an organisation) from at on; at if nothing is."""
    if at >= len(keys) or words.is_in("given", keys[at]):
        return at
    if tokens[at][0] in QUOTES:
        return next((i + 1 for i in range(at, len(tokens)) if tokens[i][-1] in "»”“\"'’"), at)
    for section in ("countries", "complements", "demonyms"):
        if (length := longest(keys, at, words.sets[section])) > 0:
            return at + length
    if (length := longest(keys, at, words.organisations)) > 0:
        return at + length
    return at + 1 if _is_acronym(tokens[at], tokens) else at


def _known_end(keys: Sequence[str], tokens: Sequence[str], start: int, words: Words) -> int:
    """The end of known words in a row, joined by "and" or not: "Culture and Sport"."""
    at = _complement_at(keys, tokens, start, words)
    if at == start:
        return at
    joined = at < len(keys) and words.joins(tokens[at]) and _complement_at(keys, tokens, at + 1, words) > at + 1
    return _known_end(keys, tokens, at + 1 if joined else at, words)


def _object_end(keys: Sequence[str], tokens: Sequence[str], start: int, words: Words) -> int | None:
    """The end of what stands after "of": up to its last known word, or to a given name; None if that cannot be told."""
    at = start
    while at < len(keys) and (words.is_in("articles", keys[at]) or _is_lower(tokens[at])):
        at += 1
    at = _known_end(keys, tokens, at, words)
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
    stands = words.stands(head.text)
    links, at = words.links_of(head.text), head.end
    while at < len(keys):
        if keys[at] in links and not _opens_name(keys, tokens, at, words):
            end = _object_end(keys, tokens, at + 1, words)
        elif tokens[at][0] in QUOTES or "before" not in stands:
            end = _inside_end(keys, tokens, at, words)
        else:
            end = at + 1 if _is_lower_word(keys, tokens, at, words) and stands != {"before"} else at
        if end is None or end == at:
            return end
        at = end
    return at


def _is_lower_word(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> bool:
    return not words.is_in("particles", keys[at]) and _is_lower(tokens[at])


def _inside_end(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> int:
    """The end of a word that still belongs to the title, where titles run on without "of": "министр обороны РФ"."""
    if _is_lower_word(keys, tokens, at, words):
        return at + 1
    known = _complement_at(keys, tokens, at, words)
    if known > at:
        return known
    goes_on = any(_is_lower_word(keys, tokens, i, words) for i in range(at + 1, len(keys)))
    return at + 1 if goes_on else at


def is_name(tokens: Sequence[str], words: Words) -> bool:
    """True if the words can be one name: capitals, particles and initials, no organisation, no digit, no "and"."""
    keys = [folded_key(token) for token in tokens]
    links = frozenset().union(*words.links.values()) - words.sets["particles"]
    if not 0 < len(tokens) < 8 or any(c.isdigit() for token in tokens for c in token):
        return False
    if any(map(words.joins, tokens)) or any(k in words.organisations or (len(k) > 2 and k in links) for k in keys):
        return False
    fit = all(is_capital(t) or words.is_in("particles", k) for t, k in zip(tokens, keys, strict=True))
    return fit and any(is_capital(t) for t in tokens)


def _joins_unknown(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> bool:
    """True if "and" stands before the head together with words that may be another name."""
    joined = any(words.joins(token) for token in tokens[: head.start])
    return joined and not all(_is_known(keys, tokens, i, words) for i in range(head.start))


def _is_part_of_body(keys: Sequence[str], head: Head, words: Words) -> bool:
    """True for "the office of the president": the head only says whose the organisation is."""
    bodies = [i for i in range(head.start) if keys[i] in words.organisations]
    return bool(bodies) and any(words.is_in("articles", key) for key in keys[bodies[-1] + 1 : head.start])


def _without(tokens: Sequence[str], section: str, words: Words) -> tuple[str, ...]:
    """The words without those of a section that stand at their front."""
    at = 0
    while at < len(tokens) and words.is_in(section, folded_key(tokens[at])) and not _is_acronym(tokens[at], tokens):
        at += 1
    return tuple(tokens[at:])


def body_kinds(tokens: Sequence[str], words: Words) -> list[str]:
    """The actor kind ("" where it does not tell) of each organisation word, in their order."""
    keys = [folded_key(token) for token in tokens]
    found, at = [], 0
    while at < len(keys):
        length = longest(keys, at, words.organisations)
        if length > 0 and tokens[at + length - 1][-1] not in "'’":  # "Workers' Party" is no workers
            found.append(words.organisations[" ".join(keys[at : at + length])])
        at += max(length, 1)
    return found


def is_company(tokens: Sequence[str], words: Words) -> bool:
    """True if a legal form closes the words: "Credit Agricole S.A."; in "Petrov S.A." it may be initials."""
    *before, last = tokens
    if not words.is_in("legal_forms", folded_key(last)):
        return False
    return "." not in last or len(before) != 1 or not words.ends_in("family_endings", folded_key(before[0]))


def _headless(tokens: tuple[str, ...], words: Words) -> Piece:
    name = _without(tokens, "honorifics", words)
    kinds = [""] if is_company(tokens, words) else body_kinds(tokens, words)
    if kinds:
        return Piece("other" if PEOPLE & set(kinds) else "organisation", name=tokens)
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


def _realm(name: tuple[str, ...], words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parts "Abdullah II of Jordan" into the name and what it reigns over."""
    keys = [folded_key(token) for token in name]
    at = keys.index("of") if "of" in keys[1:] else len(keys)
    known = at < len(keys) and _known_end(keys, name, at + 1, words) == len(keys)
    return (name[:at], name[at:]) if known else (name, ())


def _nameless(keys: Sequence[str], tokens: tuple[str, ...], head: Head, words: Words, *, described: bool) -> Piece:
    """An office or description without a name after it."""
    if _is_part_of_body(keys, head, words):
        return Piece("organisation", name=tokens)
    before = _before_head(keys, tokens, head, words)
    return before if before is not None else Piece("title", tokens, described=described)


def _headed(keys: Sequence[str], tokens: tuple[str, ...], head: Head, words: Words) -> Piece:
    end = _title_end(keys, tokens, head, words)
    if end is None or _joins_unknown(keys, tokens, head, words):
        return Piece("unclear", tokens)
    name, realm = _realm(_without(tokens[end:], "honorifics", words), words)
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
    article = len(tokens) > 1 and _is_article(tokens[0], words) and not _is_acronym(tokens[0], tokens)
    bare = tokens[1:] if article else tokens
    keys = [folded_key(token) for token in bare]
    head = _last_head(keys, bare, words)
    if head is not None:
        return _headed(keys, bare, head, words)
    # "Le Pen" and "El Salvador" keep what may be part of them
    loose = article and (tokens[0].islower() or folded_key(tokens[0]) == "the")
    return _headless(bare if loose else tokens, words)
