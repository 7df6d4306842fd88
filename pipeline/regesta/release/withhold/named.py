"""Names in texts: which of many names stand in one, as whole words, however they are written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from regesta.contract import escaped
from regesta.normalise.fold import folded

# Scripts without spaces between words (Thai, Lao, Burmese, Khmer, kana, Han): each of their characters is a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(f"[{_UNSPACED}]|[^ {_UNSPACED}]+")
_ESCAPED = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2060]")  # soft hyphen, joiners, marks of direction


class Names(NamedTuple):
    """Names to look for: their words, with a space between; and how many words those have that begin with a word.

    single: a name of one word is looked for in every text, not only where it is the whole text.
    """

    all: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]
    single: bool = False


def names_of(texts: Iterable[str], *, single: bool = False) -> Names:
    """The names ready to be looked for, each as its words with a space between (see `words`)."""
    lengths: dict[str, set[int]] = {}
    known = frozenset(texts)
    for text in known:
        own = text.split(" ")
        lengths.setdefault(own[0], set()).add(len(own))
    return Names(known, {word: tuple(sorted(found)) for word, found in lengths.items()}, single)


def words(text: str) -> list[str]:
    """The words of a text as they are compared (see `folded_key`), which also stand apart where no space is between.

    >>> words("Dagny Márrowby's")
    ['dagny', 'marrowby', 's']
    """
    return _WORD.findall(folded(text))


def readings(text: str) -> tuple[str, ...]:
    r"""A text, and what it says where letters are parted by what nobody sees, or stand as numbers in an address.

    >>> readings("Mar\u00adrowby"), readings("/wiki/Dagny%20Marrowby")
    (('Mar\xadrowby', 'Marrowby'), ('/wiki/Dagny%20Marrowby', '/wiki/Dagny Marrowby'))
    """
    shown = unquote(text) if "%" in text else text
    shown = shown if shown.isascii() else _UNSEEN.sub("", shown)
    return (text,) if shown == text else (text, shown)


def named_in(text: str, names: Names) -> Iterator[str]:
    """The names that stand in a text, each once."""
    yield from dict.fromkeys(name for reading in readings(text) for name in _named(reading, names))


def _named(text: str, names: Names) -> Iterator[str]:
    own = words(text)
    if names.lengths.keys().isdisjoint(own):
        return
    for index, word in enumerate(own):
        for length in names.lengths.get(word, ()):
            found = " ".join(own[index : index + length])
            if found in names.all and (length > 1 or names.single or len(own) == 1):
                yield found


def may_name(line: str, names: Names) -> bool:
    """Whether a name may stand in a text of a line of JSON: only then it pays to look at each."""
    return any(_may_name(reading, names) for reading in readings(_ESCAPED.sub(" ", line) if "\\" in line else line))


def _may_name(line: str, names: Names) -> bool:
    own = words(line)
    return not names.lengths.keys().isdisjoint(own) and any(
        " ".join(own[index : index + length]) in names.all
        for index, word in enumerate(own)
        for length in names.lengths.get(word, ())
    )


def texts_in(value: Any, pointer: str = "") -> list[tuple[str, str]]:
    """Every text in a JSON value with its JSON Pointer."""
    found: list[tuple[str, str]] = []
    _add_texts(value, pointer, found)
    return found


def _add_texts(value: Any, pointer: str, found: list[tuple[str, str]]) -> None:
    if isinstance(value, str):
        found.append((pointer, value))
    elif isinstance(value, dict):
        for key, child in value.items():
            _add_texts(child, f"{pointer}/{escaped(key)}", found)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            _add_texts(child, f"{pointer}/{index}", found)
