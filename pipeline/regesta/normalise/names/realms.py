"""Rulers of one name and number: Friedrich II., Herzog von Österreich, is not the emperor of that name."""

from collections.abc import Mapping
from typing import Any

from regesta.normalise.fold import folded_key
from regesta.normalise.names.order import count_suffixes
from regesta.normalise.names.split import NameParts
from regesta.normalise.names.words import words_for
from regesta.normalise.scripts import leading_script


def may_rule(parts: NameParts, entry: Mapping[str, Any]) -> bool:
    """Whether an actor may be the one that a printed name means, found by name and number alone.

    Where the words beside the name say what he rules, the entry is to name it too: in a name or in a position.
    """
    land = _land(parts)
    return not land or not land.isdisjoint(_words(entry))


def is_namesake(core: str, entry: Mapping[str, Any]) -> bool:
    """Whether a name of one word shares a given name alone with an entry: "Heinrich" and "Heinrich von Lettland"."""
    key, rulers = folded_key(core), words_for("Latn", None).sets["suffixes"]
    names = [folded_key(text).split() for text in _texts(entry)]
    return any(words[:1] == [key] and not rulers.issuperset(words[1:]) for words in names if len(words) > 1)


def _land(parts: NameParts) -> frozenset[str]:
    """The words for what a ruler with a number rules: those in capitals after "of"; none of any other name."""
    words = words_for(leading_script(parts.core), None)
    tokens = parts.core.split()
    if parts.family is not None or parts.given is None or not count_suffixes(tokens, words):
        return frozenset()
    told = " ".join(filter(None, (parts.position, parts.descriptor))).split()
    start = next((at for at, token in enumerate(told) if token in words.every_link), len(told))
    return frozenset(folded_key(token) for token in told[start:] if token[:1].isupper())


def _words(entry: Mapping[str, Any]) -> frozenset[str]:
    """The folded words of an entry's names, and of its positions."""
    held = (row.get(key) for row in entry.get("positions", ()) for key in ("title", "organisation"))
    said = (*_texts(entry), *(text for text in held if isinstance(text, str)))
    return frozenset(word for text in said for word in folded_key(text).split())


def _texts(entry: Mapping[str, Any]) -> list[str]:
    """The names of an entry."""
    texts = (entry.get("name"), *(row.get("text") for row in entry.get("names", ())))
    return [text for text in texts if isinstance(text, str)]
