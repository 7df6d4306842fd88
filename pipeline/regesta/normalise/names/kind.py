"""What a printed name's own words say its bearer is."""

import re
from collections.abc import Sequence

from regesta.normalise.fold import folded_key
from regesta.normalise.names.split import NameParts
from regesta.normalise.names.tokens import body_kinds, is_company
from regesta.normalise.names.words import Words, longest, words_for
from regesta.normalise.scripts import leading_script


def _body_kind(tokens: Sequence[str], words: Words) -> str | None:
    """The kind that organisation words agree on, if one of them is the head: the last word, or the one before "of".

    In "supporters of the government" and "partidarios del gobierno" it is none; "Partido" is one in "Partido Popular".
    """
    if tokens and leading_script(tokens[0]) == "Hani":
        return _han_kind(tokens[-1], words)
    kinds = set(body_kinds(tokens, words)) - {"people"}
    if len(kinds) != 1:
        return None
    keys = [folded_key(token) for token in tokens]
    if leading_script(tokens[0]) != "Latn":  # only nominatives are listed with a kind
        return kinds.pop() or None
    links = words.every_link
    owned = next((i for i, key in enumerate(keys) if key in links and not is_company(tokens, words)), len(keys))
    ends = [(i, i + longest(keys, i, words.organisations)) for i in range(owned)]
    heads = any(
        i < end and (end == len(keys) or keys[end] in links or (i == 0 and keys[0] in words.sets["bodies_first"]))
        for i, end in ends
    )
    return kinds.pop() or None if heads else None


def _han_kind(text: str, words: Words) -> str | None:
    """The kind of the organisation word that ends a Chinese or Japanese name: 日本政府."""
    found = [word for word in words.organisations if len(word) > 1 and text.endswith(word)]
    return words.organisations[max(found, key=len)] or None if found else None


def _without_article(text: str, words: Words) -> str:
    """A name without the article that opens a sentence: "The Army", "Le gouvernement français", "L'Ukraine"."""
    bare = re.sub(r"^[lL]['’](?=\w)", "", text.removeprefix("the ").removeprefix("The "))
    first, _, rest = bare.partition(" ")
    return rest if rest[:1].islower() and words.is_in("articles", folded_key(first)) else bare


def kind_in_words(name: str, parts: NameParts) -> str | None:
    """The actor kind that printed words make clear: a person with an office, a ministry, a state, residents."""
    if parts.kind == "person":
        return "person"
    script = leading_script(name)
    words = words_for(script)
    text = _without_article(parts.core, words)
    if words.is_in("states", folded_key(text)):
        return "state"
    return _body_kind(text.split(), words)
