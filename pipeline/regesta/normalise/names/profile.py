"""A name made ready to be held against others: its words, how each of them sounds, and how much it tells."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.names.words import Words, longest, words_for
from regesta.normalise.romanise import match_key, spelled
from regesta.normalise.scripts import leading_script, repair
from regesta.ready import SCHEMA

SYLLABIC = frozenset({"Hani", "Hang", "Hira", "Kana"})  # scripts in which one sign is a syllable
LETTERS = 40  # of a word are looked at

# How much a word tells: a legal form, "of", a particle, a title, an initial; any other word tells 1.
FORM, LINK, PARTICLE, TITLE, INITIAL = 0.1, 0.05, 0.15, 0.15, 0.4

_NO_CONSONANTS = re.compile("[aeiou]|[^a-z]")
# Between letters, where another spelling of the name has none.
_APOSTROPHES = re.compile("(?<=[^\\W\\d_])['\u2018\u2019\u02bb\u02bc\u02be\u02bf\u0060\u05f3](?=[^\\W\\d_])")
# Consonants that some scripts do not tell apart: Semitic ones (p and b), East Asian ones (also r and l).
_SEMITIC = str.maketrans("pvgqz", "bfkks")
_EASTERN = str.maketrans("bfvgqhdzmr", "pppkkktsnl")


class Word(NamedTuple):
    """A word of a name: folded as printed, in Latin letters, by sound (see match_key), and in groups of consonants.

    initials are letters in a row, joined; weight is 0 to 1; of is true for the name of a father, behind "bin".
    """

    printed: str
    latin: str
    sound: str
    semitic: str
    eastern: str
    weight: float
    kind: Literal["word", "number", "initials"]
    of: bool


class Profile(NamedTuple):
    """The words of a name, and the script that most of its letters are in."""

    script: str | None
    words: tuple[Word, ...]


def skeleton(key: str) -> str:
    """A word without its vowels, which Arabic and Hebrew leave out.

    >>> skeleton("putin")
    'ptn'
    """
    return _NO_CONSONANTS.sub("", key)


def semitic(sound: str) -> str:
    """The consonants of a word in the groups that Semitic scripts tell apart."""
    return skeleton(sound).translate(_SEMITIC)


def eastern(sound: str) -> str:
    """The consonants of a word in the groups that East Asian scripts tell apart.

    >>> eastern("robert"), eastern("robato"), eastern("luobote")
    ('lplt', 'lpt', 'lpt')
    """
    return re.sub(r"(.)\1+", r"\1", skeleton(sound.replace("ng", "n")).translate(_EASTERN))


@lru_cache(maxsize=16_384)
def profile(name: str) -> Profile:
    """The words of a name in any script; none where it has neither letters nor digits."""
    plain = _APOSTROPHES.sub("", repair(name)[0])
    script = leading_script(plain)
    printed = tuple(unicodedata.normalize("NFC", word) for word in folded_key(plain).split())
    latin, sounds = tuple(folded_key(spelled(plain)).split()), tuple(match_key(plain).split())
    if not len(printed) == len(latin) == len(sounds):
        printed = sounds = latin = latin or printed
    known = words_for(script)
    weights = _weights(printed, script, known)
    words: list[Word] = []
    for at, (key, weight) in enumerate(zip(printed, weights, strict=True)):
        of = at > 0 and known.is_in("kin", printed[at - 1])
        word = _word(key, latin[at], sounds[at], weight, script)._replace(of=of)
        if word.kind == "initials" and words and words[-1].kind == "initials":
            words.append(_run_on(words.pop(), word))
        else:
            words.append(word)
    return Profile(script, tuple(words))


def _word(printed: str, latin: str, sound: str, weight: float, script: str | None) -> Word:
    number = _number(printed)
    if number is not None:
        return Word(number, number, number, "", "", weight, "number", of=False)
    sound = sound[:LETTERS]
    kind: Literal["word", "initials"] = "initials" if weight >= INITIAL and _is_initial(printed, script) else "word"
    return Word(printed[:LETTERS], latin[:LETTERS], sound, semitic(sound), eastern(sound), weight, kind, of=False)


def _run_on(before: Word, initial: Word) -> Word:
    """Initials with one more: "J. K." and "JK" are the same."""
    letters = (before.latin + initial.latin)[:LETTERS]
    return before._replace(
        printed=(before.printed + initial.printed)[:LETTERS], latin=letters, weight=before.weight + initial.weight
    )


@cache
def _numbers() -> Mapping[str, str]:
    """The English words of small numbers, and what they stand for in digits."""
    lexicon = SCHEMA / "lexicon"
    ordinals = json.loads((lexicon / "dates" / "en.json").read_text(encoding="utf-8"))["ordinals"]
    numbers = json.loads((lexicon / "quantities" / "en.json").read_text(encoding="utf-8"))["numbers"]
    return {word: str(n) for word, n in numbers.items()} | {word: n for n, words in ordinals.items() for word in words}


def _number(key: str) -> str | None:
    """The number that a word is: "44th" and "first" in digits, "iii" and "ahl1" as they are; None for other words."""
    if key.isdigit():
        return key.lstrip("0") or "0"
    if key[0].isdigit():
        digits = re.match(r"\d+", key)
        ordinal = digits is not None and key[digits.end() :] in {"st", "nd", "rd", "th"}
        return digits.group() if digits is not None and ordinal else key
    if key[-1].isdigit() or (len(key) > 1 and set(key) <= set("ivx")):
        return key
    return _numbers().get(key)


def _weights(keys: Sequence[str], script: str | None, words: Words) -> list[float]:
    """How much each word tells; if all of them are small words, they are the name."""
    weights: list[float] = []
    leads = True
    while len(weights) < len(keys):
        length = longest(keys, len(weights), words.sets["legal_forms"])
        if length > 0:
            weights += [FORM / length] * length
            continue
        weights.append(_weight(keys[len(weights)], script, words, leads=leads))
        leads = leads and weights[-1] < INITIAL
    return weights if any(weight >= INITIAL for weight in weights) else [1.0] * len(keys)


def _is_initial(key: str, script: str | None) -> bool:
    return len(key) == 1 and key.isalpha() and script not in SYLLABIC


def _weight(key: str, script: str | None, words: Words, *, leads: bool) -> float:
    if _is_initial(key, script):
        return INITIAL
    if words.is_in("particles", key):
        return PARTICLE
    if words.is_in("articles", key) or words.is_in("joins", key) or key in words.every_link:
        return LINK
    titled = words.is_in("honorifics", key) or (key in words.heads and not words.is_in("also_names", key))
    return TITLE if leads and titled else 1.0
