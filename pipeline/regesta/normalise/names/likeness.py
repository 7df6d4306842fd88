"""How much two names are alike: word by word, whatever their order, their script and their transliteration."""

from collections.abc import Callable, Sequence
from math import exp
from typing import Literal

from regesta.normalise.names.closeness import bones_alike, close, edits, spelt_alike
from regesta.normalise.names.profile import (
    GENERATIONS,
    INITIAL,
    LINK,
    PARTICLE,
    SYLLABIC,
    Profile,
    Word,
    eastern,
    eastern_open,
    profile,
    semitic,
    undoubled,
)
from regesta.normalise.names.same import share_root
from regesta.normalise.names.syllables import sound_alike

Shared = tuple[float, float]  # how much words that two names share tell, and how much alike they are
Aligned = tuple[list[Shared], list[Word], list[Word]]  # what is shared, and what either name has besides
Step = Callable[[list[Word], list[Word]], Aligned]
How = Literal["letters", "signs", "semitic", "eastern"]

ALPHABETS = frozenset({None, "Latn", "Cyrl", "Grek", "Armn", "Geor"})  # scripts that write all vowels
EASTERN = SYLLABIC | {"Thai", "Taml"}
WORDS = 16  # of a name are compared by their letters; equal words are found among any number

FIT = 0.6  # from it on, two words may be one; below it they are two names
WRITTEN_APART = 0.85  # from it on, words written together are one
JOINED = 5  # consonants of the shortest words that are found written together in East Asian scripts
AS_INITIALS, AS_ACRONYM, AS_SHORT_ACRONYM = 0.9, 0.88, 0.8
SAME, ABROAD = 0.93, 0.76  # another form of a word or a given name; the form of another country
SYLLABLES = 0.9  # how far Chinese or Korean names are one that may be the same syllables
NOT_HIS_FATHER = 0.7  # of the likeness of two words is left where one of them is the father's name
EASTERN_BONES = 0.9  # how far equal consonants are those of the same name in East Asian scripts
OPEN_BONES = 0.85  # the same where an "r" that closes a syllable is left out
HEARD = 0.95  # how far words are one that only may be heard alike
A_WOMAN = 0.6  # how far a woman's given name is that of a man
ADDED, DIFFERENT, UNNUMBERED = 0.5, 0.5, 0.7  # what a word costs that the other name lacks, denies, does not number


def likeness(one: str, other: str) -> float:
    """How much two names are alike, 0 to 1, in any scripts and word order; it ranks, and proves nothing.

    A word that one name has in place of another's costs much, one that it has besides costs the less the more the
    names share: a patronymic is often left out, but Ann Lee is not Joan Lee.

    >>> likeness("Lee, Ann", "Ann Lee"), likeness("Ann Lee", "Joan Lee") < 0.5 < likeness("Ann M. Lee", "Anne Lee")
    (1.0, True)
    """
    a, b = profile(one), profile(other)
    alike = _by_words(a, b)
    return SYLLABLES if alike < SYLLABLES and sound_alike(a.syllables, b.syllables) else alike


def _by_words(a: Profile, b: Profile) -> float:
    """How much the words of two names are alike, 0 to 1."""
    shared, left, right = _aligned(a, b)
    told = sum(weight for weight, _ in shared)
    agreed = sum(weight * alike for weight, alike in shared)
    if agreed == 0:
        return 0.0
    doubt = sum(weight * min(1.0, (1 - alike) / (1 - FIT)) for weight, alike in shared)
    lacking = sorted((_weight(left), _weight(right)))
    unnumbered = UNNUMBERED if _is_numbered(left) != _is_numbered(right) else 0.0
    known = agreed / (told + lacking[0] + ADDED * (lacking[1] - lacking[0]) / agreed)
    return known * exp(-DIFFERENT * (doubt + lacking[0] + unnumbered))


def _weight(words: Sequence[Word]) -> float:
    return sum(word.weight for word in words)


def _is_numbered(words: Sequence[Word]) -> bool:
    return any(word.kind == "number" and word.printed not in GENERATIONS for word in words)


def _how(a: Profile, b: Profile) -> How:
    """What the words are compared by: the vowels count only where both scripts write them."""
    if a.script == b.script == "Hani" and min(len(a.words), len(b.words)) > 1:
        return "eastern"  # foreign names: 米利班德 and 米勒班
    if a.script == b.script:
        return "signs" if a.script in SYLLABIC else "letters"
    if {a.script, b.script} <= ALPHABETS:
        return "letters"
    return "eastern" if {a.script, b.script} & EASTERN else "semitic"


def _aligned(a: Profile, b: Profile) -> Aligned:
    """What two names share, and the words of each that the other lacks: the surest pairs first."""
    how = _how(a, b)
    fathers = any(word.of for word in a.words) and any(word.of for word in b.words)
    shared, left, right = _equal(a.words, b.words, fathers=fathers)
    for step in (_written_in_one, _turned(_written_in_one), _as_one(how), _alike(how, fathers=fathers), _as_one(how)):
        if not left or not right:
            break
        more, left, right = step(left, right)
        shared += more
    return shared, left, right


def _equal(ones: Sequence[Word], others: Sequence[Word], *, fathers: bool) -> Aligned:
    """The words that both names print, whatever their number; a father's name is no name of his child."""
    waiting: dict[tuple[str, bool], list[int]] = {}
    for at, word in enumerate(others):
        waiting.setdefault((word.printed, fathers and word.of), []).append(at)
    shared, left, met = [], [], set()
    for word in ones:
        places = waiting.get((word.printed, fathers and word.of))
        if places:
            met.add(places.pop())
            shared.append((word.weight, 1.0))
        else:
            left.append(word)
    return shared, left, [word for at, word in enumerate(others) if at not in met]


def _written_in_one(left: list[Word], right: list[Word]) -> Aligned:
    """The words in pairs that the other name writes together: "Hadi Pour" and "Hadipour"."""
    whole = {word.latin: at for at, word in enumerate(right)}
    shared, rest, met, at = [], [], set(), 0
    while at < len(left):
        both = left[at].latin + left[at + 1].latin if at + 1 < len(left) else ""
        place = whole.pop(both, None)
        if place is None:
            rest.append(left[at])
        else:
            met.add(place)
            shared.append((right[place].weight, 1.0))
        at += 1 if place is None else 2
    return shared, rest, [word for at, word in enumerate(right) if at not in met]


def _turned(step: Step) -> Step:
    def turned(left: list[Word], right: list[Word]) -> Aligned:
        shared, back, front = step(right, left)
        return shared, front, back

    return turned


def _as_one(how: How) -> Step:
    """All words that are left, where they are those of the other name: written together, or by their first letters."""

    def as_one(left: list[Word], right: list[Word]) -> Aligned:
        alike = max(_initials_alike(left, right), _initials_alike(right, left), _joined_alike(left, right, how))
        weight = max(INITIAL, min(_weight(left), _weight(right)))
        return ([(weight, alike)], [], []) if alike > 0 else ([], left, right)

    return as_one


def _initials_alike(short: Sequence[Word], full: Sequence[Word]) -> float:
    """Whether one word is the initials of the others, in their order; some may be left out of initials with points."""
    if len(short) != 1 or any(word.kind == "initials" for word in full):
        return 0.0
    first = "".join(word.latin[:1] for word in full if word.weight > PARTICLE)
    if short[0].kind == "initials":
        return AS_INITIALS if _is_within(short[0].latin, first) else 0.0
    acronym = short[0].latin
    every = ("".join(word.latin[:1] for word in full if word.weight > least) for least in (LINK, 0))  # PMC, AfD
    if len(acronym) < 2 or not (_abbreviates(acronym, first) or acronym in every):
        return 0.0
    return AS_ACRONYM if len(acronym) > 2 else AS_SHORT_ACRONYM


def _abbreviates(acronym: str, first: str) -> bool:
    """Whether an acronym is the first letters of a name, or, if it is long, all of them but one inside."""
    if acronym == first:
        return True
    long = len(acronym) > 3 and len(acronym) == len(first) - 1
    return long and (acronym[0], acronym[-1]) == (first[0], first[-1]) and _is_within(acronym, first)


def _is_within(one: str, other: str) -> bool:
    """Whether the letters of the shorter text stand in the longer one, in their order."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return all(letter in letters for letter in short)


def _joined_alike(left: Sequence[Word], right: Sequence[Word], how: How) -> float:
    words = (*left, *right)
    if len(left) == len(right) or len(words) > WORDS or any(word.kind != "word" for word in words):
        return 0.0
    one, other = _joined(left), _joined(right)
    alike = spelt_alike(one.latin, other.latin, one.sound, other.sound)
    if how == "semitic":
        alike = max(alike, bones_alike(one.semitic, other.semitic))
    if how == "eastern" and min(len(one.eastern), len(other.eastern)) >= JOINED:
        alike = max(alike, EASTERN_BONES * bones_alike(one.eastern, other.eastern))
    return alike if alike >= WRITTEN_APART else 0.0


def _joined(words: Sequence[Word]) -> Word:
    return words[0]._replace(
        latin="".join(word.latin for word in words),
        sound="".join(word.sound for word in words),
        semitic="".join(word.semitic for word in words),
        eastern=undoubled("".join(word.eastern for word in words)),
    )


def _alike(how: How, *, fathers: bool) -> Step:
    """Words in pairs, the most alike first."""

    def alike(left: list[Word], right: list[Word]) -> Aligned:
        found = sorted(
            (-_words_alike(one, other, how, fathers=fathers), i, j)
            for i, one in enumerate(left[:WORDS])
            for j, other in enumerate(right[:WORDS])
        )
        shared: list[Shared] = []
        ones, others = set(), set()
        for score, i, j in found:
            if -score < FIT:
                break
            if i not in ones and j not in others:
                ones.add(i)
                others.add(j)
                shared.append(((left[i].weight + right[j].weight) / 2, -score))
        return (
            shared,
            [word for i, word in enumerate(left) if i not in ones],
            [word for j, word in enumerate(right) if j not in others],
        )

    return alike


def _words_alike(one: Word, other: Word, how: How, *, fathers: bool) -> float:
    """How much two words are alike, 0 to 1; numbers are the same or not, initials leave some out."""
    if one.latin == other.latin and {one.kind, other.kind} == {"word", "initials"}:  # USA and U.S.A.
        return 1.0
    if one.kind != other.kind or (one.kind == "number" and one.printed != other.printed):
        return 0.0
    if one.kind == "initials":
        return AS_INITIALS if _is_within(one.latin, other.latin) else 0.0
    if one.same and other.same and one.sound != other.sound:  # two known words are one or two, whatever their letters
        alike = SAME if one.same & other.same else ABROAD if share_root(one.same, other.same) else 0.0
        return alike * NOT_HIS_FATHER if fathers and one.of != other.of else alike
    if (
        how == "letters"
        and one.first
        and other.first
        and {one.sound + "a", other.sound + "a"} & {one.sound, other.sound}
    ):
        return A_WOMAN  # Rashid and Rashida
    if how == "signs" and one.latin != other.latin:  # 习近平 and 习近朋 are as far apart as any two signs
        alike = close(edits(one.printed, other.printed), max(len(one.printed), len(other.printed)))
    else:
        alike = _heard_alike(one, other, how)
    return alike * NOT_HIS_FATHER if fathers and one.of != other.of else alike


def _heard_alike(one: Word, other: Word, how: How) -> float:
    """How much two words sound alike, each in one of the ways in which it may be heard."""
    alike = spelt_alike(one.latin, other.latin, one.sound, other.sound)
    if how == "semitic":
        alike = max(alike, bones_alike(one.semitic, other.semitic))
    if how == "eastern":
        alike = max(alike, _eastern_alike(one.sound, other.sound))
    ways = [(a, b) for a in (one.sound, *one.also) for b in (other.sound, *other.also)][1:]
    return max((alike, *(HEARD * _sounds_alike(a, b, how) for a, b in ways)))


def _sounds_alike(one: str, other: str, how: How) -> float:
    alike = spelt_alike(one, other, one, other)
    if how == "semitic":
        return max(alike, bones_alike(semitic(one), semitic(other)))
    return max(alike, _eastern_alike(one, other)) if how == "eastern" else alike


def _eastern_alike(one: str, other: str) -> float:
    closed, opened = (eastern(one), eastern(other)), (eastern_open(one), eastern_open(other))
    alike = EASTERN_BONES * bones_alike(*closed)
    return alike if closed == opened else max(alike, OPEN_BONES * bones_alike(*opened))
