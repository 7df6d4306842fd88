"""The nouns on which titles hang, and where words that are family names too are titles."""

from collections.abc import Sequence

from regesta.normalise.fold import folded_key
from regesta.normalise.names.eastern import is_hyphenated_given
from regesta.normalise.names.title_ends import Head
from regesta.normalise.names.tokens import is_acronym, is_lower
from regesta.normalise.names.words import Words, longest
from regesta.normalise.scripts import leading_script

ROMANCE = frozenset({"de", "di"})  # links of Romance languages
OWNING = ("'s", "’s")
KNOWN = ("modifiers", "demonyms", "countries", "complements", "articles", "honorifics", "doubts", "joins")


def head_at(keys: Sequence[str], tokens: Sequence[str], start: int, words: Words) -> Head | None:
    """The head that begins with a word, if one does; part of a word may be one, as in "Regierungssprecher"."""
    length = longest(keys, start, words.heads)
    if length > 0:
        key = " ".join(keys[start : start + length])
        return Head(start, start + length, words.heads[key], " ".join(tokens[start : start + length]).rstrip("."))
    *before, last = keys[start].split() or [""]
    joined = bool(before) and all(word in words.prefixes or word in words.heads for word in before)
    if joined and last in words.heads:
        return Head(start, start + 1, words.heads[last], last)
    first, *after = keys[start].split() or [""]
    if after and first in words.heads and all(words.is_in("modifiers", word) for word in after):  # "President-elect"
        return Head(start, start + 1, words.heads[first], first)
    if not last.endswith(words.endings["compounds"]):
        german = bool(before) and _is_german_office(last, tokens[start], words)  # "Selenskyj-Berater"
        return Head(start, start + 1, words.heads[last], last) if german else None
    first, hyphen, rest = tokens[start].rpartition("-")
    whole = not hyphen or (rest[:1].islower() and not (len(first) > 1 and first.isupper()))  # "PVV-leider"
    ends = (end for end in words.endings["compounds"] if last.endswith(end) and (last != end or not whole))
    compound = next(ends, None)
    return None if compound is None else Head(start, start + 1, "office", compound)


def _is_german_office(last: str, token: str, words: Words) -> bool:
    """Whether a compound ends, behind a hyphen, in a noun that is a German title, and no family name: "Meyer-König"."""
    spoken = words.languages.get(last, ()) if token.rpartition("-")[2].istitle() else ()
    return "de" in spoken and "en" not in spoken and not words.is_in("also_names", last)


def is_known(keys: Sequence[str], tokens: Sequence[str], at: int, words: Words) -> bool:
    """Whether a word is known to be no name."""
    key = folded_key(tokens[at][:-2]) if tokens[at].endswith(OWNING) else keys[at]
    listed = key in words.heads or key in words.organisations or any(words.is_in(name, key) for name in KNOWN)
    if leading_script(tokens[at]) == "Hang":  # 더불어민주당 ends in 민주당
        listed = listed or any(len(word) > 4 and key.endswith(word) for word in words.organisations)
    return listed or is_lower(tokens[at]) or is_acronym(tokens[at], tokens)


def _known_from(keys: Sequence[str], tokens: Sequence[str], start: int, end: int, words: Words) -> int | None:
    """Where the words known to be no name end, at end or behind it: "House of Representatives"; None if one is not."""
    at = start
    while at < end:
        length = longest(keys, at, words.organisations) or longest(keys, at, words.sets["countries"])
        if length == 0 and not is_known(keys, tokens, at, words):
            return None
        at += max(length, 1)
    return at


def _may_be_name(head: Head, keys: Sequence[str], tokens: Sequence[str], words: Words) -> bool:
    """True for a title's word in capitals that closes a name: "John Ensign", "Abdul Hakim"."""
    if head.end < len(tokens) or head.start == 0 or is_lower(tokens[head.start]):
        return False
    return words.is_in("given", keys[head.start - 1]) or words.stands(head.text) == {"of"}


def _is_title_here(head: Head, keys: Sequence[str], tokens: Sequence[str], words: Words, *, introduced: bool) -> bool:
    """Settles words that are family names too: a title opens the phrase or follows known words, and a name follows."""
    if not words.is_in("also_names", " ".join(keys[head.start : head.end])):
        return introduced or not _may_be_name(head, keys, tokens, words)
    named = head.end + 1 < len(tokens) and words.is_in("given", keys[head.end])
    if named and not any(words.is_in("given", key) for key in keys[: head.start + 1]):  # "Kansas Mayor Eric Adams"
        return True
    if is_lower(tokens[head.start]) and head.kind == "rank" and head.start == 1 and not introduced:
        return False  # "Heinrich gen. Mönch", who is called so
    if is_lower(tokens[head.start]) or tokens[head.end - 1].endswith("."):
        return True
    family = words.is_in("family_first", keys[head.start]) and head.end + 1 == len(tokens)
    if family and is_hyphenated_given(tokens[head.end], words):  # "Son Heung-min"
        return False
    followed = head.end < len(tokens) and not words.is_in("suffixes", keys[head.end])
    return followed and introduced


def _opens_body(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> bool:
    """True where the head is the first word of an organisation: "General Staff", "mercenary group"."""
    if longest(keys, head.start, words.organisations) > head.end - head.start:
        return True
    # elsewhere "министр обороны" runs on like this, and "Ketua Partai Demokrat"
    latin = leading_script(tokens[head.start]) == "Latn" and words.stands(head.text) != {"of"}
    return latin and longest(keys, head.end, words.organisations) > 0


def _names_body(keys: Sequence[str], tokens: Sequence[str], head: Head, words: Words) -> bool:
    """True where a Romance body is called after somebody: "Universidad Rey Juan Carlos"."""
    if head.start == 0 or keys[head.start - 1] not in words.organisations:
        return False
    romance = not ROMANCE.isdisjoint(words.links_of(head.text)) and "before" not in words.stands(head.text)
    return romance and not any(map(is_lower, tokens[head.start - 1 : head.end]))


def last_head(keys: Sequence[str], tokens: Sequence[str], words: Words) -> Head | None:
    """The last head of a phrase that is a title there."""
    found, at = None, 0
    known: int | None = 0  # so far the words are known to be no name
    while at < len(keys):
        head = head_at(keys, tokens, at, words)
        if head is not None and (_opens_body(keys, tokens, head, words) or _names_body(keys, tokens, head, words)):
            at = head.end
            continue
        if head is not None:
            known = None if known is None else _known_from(keys, tokens, known, head.start, words)
            own = found is not None and found.end == at and words.is_in("given", keys[at])  # "Minister Amir Khan"
            if not own and _is_title_here(head, keys, tokens, words, introduced=known is not None):
                found = head
        at = head.end if head is not None else at + 1
    return found
