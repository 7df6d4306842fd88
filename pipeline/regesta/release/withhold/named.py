"""Names in texts: which of many names stand in one, as whole words or as one word, however they are written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote

from regesta.contract import escaped
from regesta.normalise.fold import folded
from regesta.normalise.scripts import one_spelling

# Scripts without spaces between words (Thai, Lao, Burmese, Khmer, kana, Han): each of their characters is a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(f"[{_UNSPACED}]|[^ {_UNSPACED}]+")
_ESCAPED = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
_TAG = re.compile(r"[#@]\w+")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2060]")  # soft hyphen, joiners, marks of direction
# "Servant of" and "father of", in any case, which are written together with the name behind them or apart.
_SERVANT = re.compile(r"(?<![^ ])([وفبلك]?عبد)(?=ال\w\w)")
_KUNYA = re.compile(r"(?<![^ ])([وفبلك]?)اب[ويا](?: (?=\w)|(?=\w{3}))")
_PREFIXED = frozenset("وفبلكהושבכלמ")  # letters that are words of their own before a name: and, to, by, of
_BEGINNING = 8  # letters by which a name is found that is written as one word; a shorter one may be part of any word


class Names(NamedTuple):
    """Names to look for: their words, with a space between; and how many words those have that begin with a word.

    joined are those that begin with some letters where they are written without spaces, with how they are then written.
    single: a name of one word is looked for in every text, not only where it is the whole text.
    """

    all: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]
    joined: Mapping[str, Sequence[tuple[str, str]]]
    single: bool = False


def names_of(texts: Iterable[str], *, single: bool = False) -> Names:
    """The names ready to be looked for, each as its words with a space between (see `words`)."""
    lengths: dict[str, set[int]] = {}
    joined: dict[str, list[tuple[str, str]]] = {}
    known = frozenset(texts)
    for text in known:
        own = text.split(" ")
        lengths.setdefault(own[0], set()).add(len(own))
        run = "".join(own)
        if len(own) > 1 and len(run) >= _BEGINNING and run.isalpha():
            joined.setdefault(run[:_BEGINNING], []).append((run, text))
    return Names(known, {word: tuple(sorted(found)) for word, found in lengths.items()}, joined, single)


def words(text: str) -> list[str]:
    """The words of a text as they are compared (see `folded_key`), which also stand apart where no space is between.

    Arabic and Hebrew are in one spelling: a name is known again in Persian letters, without dots, joined or apart.

    >>> words("Dagny Márrowby's")
    ['dagny', 'marrowby', 's']
    """
    plain = one_spelling(folded(text))
    return _WORD.findall(_KUNYA.sub(r"\1ابو ", _SERVANT.sub(r"\1 ", plain)) if "ب" in plain else plain)


def readings(text: str) -> tuple[str, ...]:
    r"""A text, and what it says where letters are parted by what nobody sees, stand as numbers, or are run together.

    >>> readings("Mar\u00adrowby"), readings("/wiki/Dagny%20Marrowby")
    (('Mar\xadrowby', 'Marrowby'), ('/wiki/Dagny%20Marrowby', '/wiki/Dagny Marrowby'))
    >>> readings("#FreeDagny")
    ('#FreeDagny', '#Free Dagny')
    """
    shown = unquote(text) if "%" in text else text
    shown = shown if shown.isascii() else _UNSEEN.sub("", shown)
    shown = _TAG.sub(_parted, shown) if "#" in shown or "@" in shown else shown
    return (text,) if shown == text else (text, shown)


def _parted(tag: re.Match[str]) -> str:
    """A tag with a space before each capital that follows a small letter."""
    return "".join(f" {c}" if before.islower() and c.isupper() else c for before, c in pairwise(f" {tag[0]}"))


def named_in(text: str, names: Names) -> Iterator[str]:
    """The names that stand in a text, each once."""
    read = [words(reading) for reading in readings(text)]
    found = dict.fromkeys(name for own in read for name in _found(own, names))
    yield from (name for name in found if names.single or " " in name or [name] in read)


def may_name(line: str, names: Names) -> bool:
    """Whether a name may stand in a text of a line of JSON: only then it pays to look at each."""
    texts = readings(_ESCAPED.sub(" ", line) if "\\" in line else line)
    return any(True for text in texts for _ in _found(words(text), names))


def _found(own: Sequence[str], names: Names) -> Iterator[str]:
    """The names whose words follow each other, also with initials put in, or stand as one word."""
    if not names.lengths.keys().isdisjoint(first for word in own for first in _firsts(word)):
        yield from _following(own, names)
        without = [word for word in own if len(word) > 1 or not word.islower()]
        if len(without) < len(own):
            yield from _following(without, names)
    for word in own if names.joined else ():
        for at in range(len(word) - _BEGINNING + 1):
            joined = names.joined.get(word[at : at + _BEGINNING], ())
            yield from (name for run, name in joined if word.startswith(run, at))


def _following(own: Sequence[str], names: Names) -> Iterator[str]:
    for index, word in enumerate(own):
        for first in _firsts(word):
            for length in names.lengths.get(first, ()):
                if (found := " ".join((first, *own[index + 1 : index + length]))) in names.all:
                    yield found


def _firsts(word: str) -> tuple[str, ...]:
    """A word, and what is left of it behind "and", "to" or "of" where those are a letter."""
    return (word, word[1:]) if word[0] in _PREFIXED and len(word) > 3 else (word,)


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
