"""Near names: the actors whose names sound most like a printed one. They are offered, and never linked."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple

from regesta.normalise.romanise import match_key

CUTOFF = 50.0
LIKELY = 60.0  # below it, a person who is asked "did you mean" wonders why
POOL = 60
_VOWELS = re.compile("[aeiou]")


def skeleton(key: str) -> str:
    """A key without its vowels, which Arabic and Hebrew leave out.

    >>> skeleton("vladimir putin")
    'vldmr ptn'
    """
    return _VOWELS.sub("", key)


def sorted_words(key: str) -> str:
    return " ".join(sorted(key.split()))


class NearNames(NamedTuple):
    """The names of a registry, one row a name: whose it is, its key with the words sorted, and that key's skeleton.

    sharing: word -> the rows whose keys hold it; odd: the rows whose keys are empty or hold a word twice.
    """

    actors: tuple[str, ...]
    keys: tuple[str, ...]
    skeletons: tuple[str, ...]
    sharing: Mapping[str, Sequence[int]]
    odd: tuple[int, ...]

    def find(self, name: str, core: str, limit: int) -> dict[str, float]:
        """At most limit actors whose names are near a name or its core, the likeliest first, with how near, to 100."""
        best: dict[str, float] = {}
        for text in dict.fromkeys(filter(None, (core, name))):
            for row, score in self._scores(sorted_words(match_key(text))).items():
                best[self.actors[row]] = max(best.get(self.actors[row], 0.0), score)
        ranked = sorted((-score, actor) for actor, score in best.items() if score >= CUTOFF)
        return {actor: -score for score, actor in ranked[:limit]}

    def _scores(self, key: str) -> dict[int, float]:
        """How near a key is to the rows most like it in whole, in the words they share, and in consonants."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415  (paid for only when a name is not known)

        bare, alike = skeleton(key), self._words_alike(key)
        found = process.extract(key, self.keys, scorer=fuzz.ratio, limit=POOL + len(alike))
        whole = {row: score for _, score, row in found}
        bones = {row: score for _, score, row in process.extract(bare, self.skeletons, scorer=fuzz.ratio, limit=POOL)}
        # Two keys that share no word are as much alike in their words as in whole.
        partly = nsmallest(POOL, ((-score, row) for row, score in (whole | alike).items()))
        pool = {*islice(whole, POOL), *bones, *(row for _, row in partly)}
        whole |= _each(key, self.keys, pool - whole.keys(), fuzz.ratio)
        bones |= _each(bare, self.skeletons, pool - bones.keys(), fuzz.ratio)
        return {row: _weighed(whole[row], bones[row], alike.get(row, 0.0)) for row in pool}

    def _words_alike(self, key: str) -> dict[int, float]:
        """How much the words of a key are those of the rows that share one with it; of every row, if the key is odd."""
        from rapidfuzz import fuzz  # noqa: PLC0415  (paid for only when a name is not known)

        shared = (row for word in key.split() for row in self.sharing.get(word, ()))
        rows = range(len(self.keys)) if _is_odd(key) else dict.fromkeys((*shared, *self.odd))
        return _each(key, self.keys, rows, fuzz.token_set_ratio)


def _is_odd(key: str) -> bool:
    """Whether a key is empty or holds a word twice: its words are then not alike to others' as it is in whole."""
    words = key.split()
    return not words or len(set(words)) < len(words)


def _each(text: str, texts: Sequence[str], rows: Iterable[int], scorer: Callable[..., float]) -> dict[int, float]:
    """How much each of some rows is like a text, 0 to 100."""
    from rapidfuzz import process  # noqa: PLC0415  (paid for only when a name is not known)

    found = process.extract(text, {row: texts[row] for row in rows}, scorer=scorer, limit=None)
    return {row: score for _, score, row in found}


def _weighed(whole: float, bones: float, words: float) -> float:
    return max(whole, 0.5 * whole + 0.5 * bones, 0.9 * words)


def likeness(one: str, other: str) -> float:
    """How much two names sound alike, 0 to 1, in any scripts and word order; it ranks, and proves nothing."""
    from rapidfuzz import fuzz  # noqa: PLC0415  (paid for only when a name is not known)

    a, b = sorted_words(match_key(one)), sorted_words(match_key(other))
    return _weighed(fuzz.ratio(a, b), fuzz.ratio(skeleton(a), skeleton(b)), fuzz.token_set_ratio(a, b)) / 100


def index_near(names: Sequence[tuple[str, str]]) -> NearNames:
    """Rows for (actor, name) pairs, in their order."""
    keys = tuple(sorted_words(match_key(name)) for _, name in names)
    sharing: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        for word in dict.fromkeys(key.split()):
            sharing.setdefault(word, []).append(row)
    odd = tuple(row for row, key in enumerate(keys) if _is_odd(key))
    return NearNames(tuple(actor for actor, _ in names), keys, tuple(map(skeleton, keys)), sharing, odd)
