"""Near names: the actors whose names are most like a printed one. They are offered, and never linked."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from typing import NamedTuple

from regesta.normalise.names.likeness import ALPHABETS, likeness
from regesta.normalise.names.profile import eastern
from regesta.normalise.romanise import match_key
from regesta.normalise.scripts import leading_script

# Below it, a name is somebody else's. Of a name that is in no alphabet less is known: its likeness is never high.
CUTOFF, CUTOFF_ELSEWHERE = 0.5, 0.4
BY_WORDS = 0.65  # of the score: a rough measure alone takes people who share a given name for one
LEAST = 0.2  # likeness word by word, below which sounds that are roughly alike tell nothing
LIKELY = 0.6  # below it, a person who is asked "did you mean" wonders why
POOL = 30  # names that each rough measure finds
COMPARED = 12  # of them, so many are held against the printed name word by word
LETTERS = 200  # of a name are measured roughly


class NearNames(NamedTuple):
    """The names of a registry, one row a name: whose it is, the name, its key, and the consonants of that key.

    sharing: the consonants of a word -> the rows whose keys hold it; initials: a name's capitals -> its rows.
    """

    actors: tuple[str, ...]
    names: tuple[str, ...]
    keys: tuple[str, ...]
    bones: tuple[str, ...]
    sharing: Mapping[str, Sequence[int]]
    initials: Mapping[str, Sequence[int]]

    def find(self, name: str, core: str, limit: int) -> dict[str, float]:
        """At most limit actors whose names are near a name or its core, the likeliest first, with how near, 0 to 1."""
        best: dict[str, float] = {}
        for text in dict.fromkeys(filter(None, (core, name))):
            alike = [(row, likeness(text, self.names[row]), rough) for row, rough in self.pool(text)]
            scores = [(row, rough + BY_WORDS * (like - rough)) for row, like, rough in alike if like >= LEAST]
            abbreviated = self.initials.get(text, ())[:POOL]  # sounds like none of them
            for row, score in (*scores, *((row, likeness(text, self.names[row])) for row in abbreviated)):
                best[self.actors[row]] = max(best.get(self.actors[row], 0.0), score)
        cutoff = CUTOFF if leading_script(core or name) in ALPHABETS else CUTOFF_ELSEWHERE
        ranked = sorted((-score, actor) for actor, score in best.items() if score >= cutoff)
        return {actor: -score for score, actor in ranked[:limit]}

    def pool(self, text: str) -> list[tuple[int, float]]:
        """The rows that are roughly most like a text, and how much, 0 to 1: in whole, or by their consonants."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415  (paid for only when a name is not known)

        key, bones = rough_keys(text)
        whole = process.extract(key, self.keys, scorer=fuzz.ratio, limit=POOL)
        boned = process.extract(bones, self.bones, scorer=fuzz.ratio, limit=POOL)
        rows = dict.fromkeys((*(row for *_, row in whole), *(row for *_, row in boned), *self.sharing_a_word(bones)))
        scored = []
        for row in rows:
            ratio = fuzz.ratio(key, self.keys[row])
            rough = max(ratio, (ratio + fuzz.ratio(bones, self.bones[row])) / 2)
            words = 0.9 * fuzz.token_set_ratio(bones, self.bones[row])  # a name that has words besides
            scored.append((max(rough, words), -row, rough / 100))
        return [(-row, rough) for _, row, rough in nlargest(COMPARED, scored)]

    def sharing_a_word(self, bones: str) -> list[int]:
        """At most POOL rows that share a word; a word that many names have comes last, and is passed over."""
        rows: dict[int, None] = {}
        words = (word for word in dict.fromkeys(bones.split()) if len(word) > 1)
        for found in sorted((self.sharing.get(word, ()) for word in words), key=len):
            if len(rows) + len(found) > POOL:
                break
            rows |= dict.fromkeys(found)
        return list(rows)


@lru_cache(maxsize=16_384)
def rough_keys(name: str) -> tuple[str, str]:
    """The words of a name by sound, in alphabetical order, and the consonants of each.

    >>> rough_keys("Vladimir Putin")
    ('putin vladimir', 'ptn pltnl')
    """
    words = " ".join(sorted(match_key(name).split()))[:LETTERS].split()
    return " ".join(words), " ".join(map(eastern, words))


def index_near(names: Sequence[tuple[str, str]]) -> NearNames:
    """Rows for (actor, name) pairs, in their order."""
    keys = [rough_keys(name) for _, name in names]
    sharing: dict[str, list[int]] = {}
    for row, (_, own) in enumerate(keys):
        for word in dict.fromkeys(own.split()):
            sharing.setdefault(word, []).append(row)
    initials: dict[str, list[int]] = {}
    for row, (_, name) in enumerate(names):
        capitals = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(capitals) > 2:
            initials.setdefault(capitals, []).append(row)
    actors, printed = tuple(actor for actor, _ in names), tuple(name for _, name in names)
    sounds, bones = tuple(key for key, _ in keys), tuple(own for _, own in keys)
    return NearNames(actors, printed, sounds, bones, sharing, initials)
