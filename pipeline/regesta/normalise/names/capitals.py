"""Names typed without capitals: "vladimir putin", "президент рф владимир путин"."""

from collections.abc import Sequence

from regesta.normalise.fold import folded_key
from regesta.normalise.names.words import Words, is_given


def _name_behind_office(tokens: Sequence[str], words: Words) -> int:
    """Where a given name and the family name behind it close an office: "президент рф владимир путин"; else 0."""
    keys = [folded_key(token) for token in tokens]
    at = len(keys) - (3 if words.ends_in("patronymics", keys[-2]) else 2)
    named = at > 0 and is_given(tokens[at], words) and not is_given(tokens[-1], words)
    known = keys[-1] in words.heads or keys[-1] in words.organisations or words.is_in("countries", keys[-1])
    return at if named and not known and any(key in words.heads for key in keys[:at]) else 0


def raised(tokens: Sequence[str], words: Words) -> tuple[str, ...]:
    """A name typed without capitals gets them back: "vladimir putin"; other words without capitals keep as they are."""
    if len(tokens) > 2 and all(map(str.islower, tokens)) and (at := _name_behind_office(tokens, words)):
        return (*tokens[:at], *(token.capitalize() for token in tokens[at:]))
    lower = [token for token in tokens if token.islower()]
    person = (
        len(tokens) in {2, 3}
        and all(folded_key(t) not in words.heads for t in tokens)
        and (
            any(words.ends_in("patronymics", folded_key(t)) for t in lower)
            or (len(lower) == len(tokens) and is_given(tokens[0], words) and tokens[0] not in words.sets["demonyms"])
        )
    )
    known = any(folded_key(t) in words.organisations or words.joins(t) for t in tokens)
    if not person or known:
        return tuple(tokens)
    return tuple(t.capitalize() if t in lower and not words.is_in("particles", folded_key(t)) else t for t in tokens)
