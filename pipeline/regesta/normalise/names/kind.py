"""What a printed name's own words say its bearer is."""

from collections.abc import Sequence

from regesta.normalise.fold import folded_key
from regesta.normalise.names.split import NameParts
from regesta.normalise.names.tokens import body_kinds
from regesta.normalise.names.words import Words, longest, words_for
from regesta.normalise.scripts import leading_script


def _body_kind(tokens: Sequence[str], words: Words) -> str | None:
    """The kind that organisation words agree on, if one of them is the head: the last word, or the one before "of"."""
    kinds = set(body_kinds(tokens, words)) - {"people"}
    if len(kinds) != 1:
        return None
    keys = [folded_key(token) for token in tokens]
    links = words.every_link
    ends = {
        i + longest(keys, i, words.organisations) for i in range(len(keys)) if longest(keys, i, words.organisations)
    }
    first = leading_script(tokens[0]) != "Latn"  # elsewhere only nominatives are listed with a kind
    heads = first or any(end == len(keys) or keys[end] in links for end in ends)
    return kinds.pop() or None if heads else None


def kind_in_words(name: str, parts: NameParts) -> str | None:
    """The actor kind that printed words make clear: a person with an office, a ministry, a state, residents."""
    if parts.kind == "person":
        return "person"
    script = leading_script(name)
    words, text = words_for(script), parts.core.removeprefix("the ").removeprefix("The ")
    if words.is_in("states", folded_key(text)):
        return "state"
    return _body_kind(text.split(), words)
