"""Near names: the actors whose names sound most like a printed one. They are offered, and never linked."""

import re
from collections.abc import Sequence
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
    """The names of a registry, one row a name: whose it is, its key with the words sorted, and that key's skeleton."""

    actors: tuple[str, ...]
    keys: tuple[str, ...]
    skeletons: tuple[str, ...]

    def find(self, name: str, core: str, limit: int) -> dict[str, float]:
        """At most limit actors whose names are near a name or its core, the likeliest first, with how near, to 100."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415  (paid for only when a name is not known)

        best: dict[str, float] = {}
        for text in dict.fromkeys(filter(None, (core, name))):
            key = sorted_words(match_key(text))
            whole = process.extract(key, self.keys, scorer=fuzz.ratio, limit=POOL)
            partly = process.extract(key, self.keys, scorer=fuzz.token_set_ratio, limit=POOL)
            bones = process.extract(skeleton(key), self.skeletons, scorer=fuzz.ratio, limit=POOL)
            for row in {row for found in (whole, partly, bones) for _, _, row in found}:
                score = _closeness(key, self.keys[row])
                best[self.actors[row]] = max(best.get(self.actors[row], 0.0), score)
        ranked = sorted((-score, actor) for actor, score in best.items() if score >= CUTOFF)
        return {actor: -score for score, actor in ranked[:limit]}


def _closeness(one: str, other: str) -> float:
    """How much two keys with sorted words are alike, 0 to 100: in whole, in the words they share, or in consonants."""
    from rapidfuzz import fuzz  # noqa: PLC0415  (paid for only when a name is not known)

    whole = fuzz.ratio(one, other)
    bones = fuzz.ratio(skeleton(one), skeleton(other))
    return max(whole, 0.5 * whole + 0.5 * bones, 0.9 * fuzz.token_set_ratio(one, other))


def likeness(one: str, other: str) -> float:
    """How much two names sound alike, 0 to 1, in any scripts and word order; it ranks, and proves nothing."""
    return _closeness(sorted_words(match_key(one)), sorted_words(match_key(other))) / 100


def index_near(names: Sequence[tuple[str, str]]) -> NearNames:
    """Rows for (actor, name) pairs, in their order."""
    keys = tuple(sorted_words(match_key(name)) for _, name in names)
    return NearNames(tuple(actor for actor, _ in names), keys, tuple(map(skeleton, keys)))
