"""How much two words in Latin letters are alike: by their letters, by their sounds, and by their consonants."""

from functools import lru_cache

from regesta.normalise.names.profile import semitic, skeleton

SHORTEST, LONG = 3, 5  # letters of the shortest word of which one may be another, and of one that is not short
SHORT = 1.5  # what a letter apart costs in a word that is short
# What a vowel apart costs, e for i and o for u, and p for b; how far equal sounds are equal.
A_VOWEL, A_NEAR_VOWEL, A_VOICE, BY_SOUND = 0.6, 0.35, 0.5, 0.98
HERS, AS_HERS = "ova", 0.92  # what Czech and Slovak add to the family name of every woman: Merkelová
_NEAR = str.maketrans("eo", "iu")
EQUAL_BONES = (0.6, 0.8, 0.9, 0.95)  # how far one, two, three and more consonants are the word


def edits(one: str, other: str) -> int:
    """How many letters are to be put in, left out, changed or swapped with the next to make one word the other."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (paid for only when a name is not known)

    return OSA.distance(one, other)


def close(apart: float, size: int) -> float:
    """How much alike words of at most this many letters are, so many letters apart; strict where they are short."""
    if apart == 0:
        return 1.0
    return 0.0 if size < SHORTEST else max(0.0, 1 - apart / size * (SHORT if size < LONG else 1))


@lru_cache(maxsize=65_536)
def spelt_alike(one: str, other: str, sound: str, heard: str) -> float:
    """How much two words in Latin letters are alike, by letter or by sound: a vowel, or p for b, counts less there."""
    letters = close(edits(one, other), max(len(one), len(other)))
    if letters == 1.0:
        return letters
    if sound == heard + HERS or heard == sound + HERS:
        return AS_HERS
    whole = edits(sound, heard)
    near = min(whole, edits(sound.translate(_NEAR), heard.translate(_NEAR)))
    bones = min(near, edits(skeleton(sound), skeleton(heard)))
    groups = min(bones, edits(semitic(sound), semitic(heard)))
    apart = groups + A_VOICE * (bones - groups) + A_VOWEL * (near - bones) + A_NEAR_VOWEL * (whole - near)
    return max(letters, BY_SOUND * close(apart, max(len(sound), len(heard))))


@lru_cache(maxsize=65_536)
def bones_alike(one: str, other: str) -> float:
    """How much two words are alike in their consonants: the fewer these are, the less it tells that they are equal."""
    if not one or not other:
        return 0.0
    if one == other:
        return EQUAL_BONES[min(len(one), len(EQUAL_BONES)) - 1]
    size = max(len(one), len(other))
    return EQUAL_BONES[-1] * max(0.0, 1 - SHORT * edits(one, other) / size) if size >= SHORTEST else 0.0
