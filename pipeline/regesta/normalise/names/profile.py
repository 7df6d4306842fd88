"""A name made ready to be held against others: its words, how each of them sounds, and how much it tells."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.names.arabic import parted_arabic, parted_latin
from regesta.normalise.names.same import rows_of
from regesta.normalise.names.syllables import Readings, readings
from regesta.normalise.names.words import Words, longest, words_for
from regesta.normalise.romanise import match_key, spelled
from regesta.normalise.scripts import leading_script, repair
from regesta.ready import SCHEMA

SYLLABIC = frozenset({"Hani", "Hang", "Hira", "Kana"})  # scripts in which one sign is a syllable
LETTERS = 40  # of a word are looked at

# How much a word tells: a legal form, "of", a particle, a title, an initial; any other word tells 1.
FORM, LINK, PARTICLE, TITLE, INITIAL = 0.1, 0.05, 0.15, 0.15, 0.4

_DOUBLED = re.compile(r"(.)\1+")
_NO_CONSONANTS = re.compile("[aeiou]|[^a-z]")
# Between letters, where another spelling of the name has none.
_APOSTROPHES = re.compile("(?<=[^\\W\\d_])['\u2018\u2019\u02bb\u02bc\u02be\u02bf\u0060\u05f3](?=[^\\W\\d_])")
# A given name cut short: "Fco.", "Th."; and the number of the first of kings.
_SHORTENED = re.compile(r"(?<![^\W_])([^\W\d_]{2,3})\.(?=\s|$)")
_THE_FIRST = re.compile(r"(?<=\w )I$")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "e", "er", "ere", "eme", "de", "o", "a", "й", "я", "го"})
_IN_BRACKETS = re.compile(r"([^()]+?)\s*\(\s*([^()]+?)\s*\)")
_VALUES = {"i": 1, "v": 5, "x": 10}
_ENDED = re.compile(r"(?<=\d)-[^\W\d_A-ZА-Я]{1,3}(?![^\W_])")  # "58-я"
# What Greek writes for the sounds of other languages that it has no letter for; and what it writes in its own names.
_GREEK = (("tz", "j"), ("ch", "h"), ("gk", "g"), ("nt", "d"), ("mp", "b"), ("ng", "g"))
_NASAL = (*_GREEK[:3], ("nt", "nd"), ("mp", "mb"))
_HEBREW = (("b", "v"), ("p", "f"))  # letters that stand for both behind a vowel
_BALTIC = re.compile(r"(?<=[^\W\d_]{2})[aiu]?s$")  # "Kevins", "Donaldas"
_CLOSING_R = re.compile("r(?![aeiou])")
_HEARD = 5  # letters of the shortest word that is heard otherwise
_DIGITS = re.compile(r"(?<=[^\W\d_])[0135](?=[^\W\d_])")  # typed for letters
_MEANT = {"0": "o", "1": "l", "3": "e", "5": "s"}
_SERVANTS = frozenset({"abd", "عبد"})  # part of a name, and no particle of it
_GENERATIONS = {
    **dict.fromkeys(("jr", "jnr", "junior", "fils", "hijo", "filho", "мл", "младший", "молодший"), "jr"),
    **dict.fromkeys(("sr", "snr", "senior", "pere", "ст", "старший"), "sr"),
}
GENERATIONS = frozenset(_GENERATIONS.values())
# Consonants that some scripts do not tell apart: Semitic ones (p and b; v is "u"), East Asian ones (also r and l).
_SEMITIC = str.maketrans("pgqzh", "bkksk", "v")
_EASTERN = str.maketrans("bfvgqhdzmr", "pppkkktsnl")


class Word(NamedTuple):
    """A word of a name: folded as printed, in Latin letters, by sound (see match_key), and in groups of consonants.

    initials are letters in a row, joined; weight is 0 to 1; of is true for the name of a father, behind "bin"; same are
    the rows of words that mean the same; first is true of the first word; also are other ways to hear it (see _heard).
    """

    printed: str
    latin: str
    sound: str
    semitic: str
    eastern: str
    weight: float
    kind: Literal["word", "number", "initials"]
    of: bool
    same: frozenset[int]
    first: bool = False
    also: tuple[str, ...] = ()


class Profile(NamedTuple):
    """The words of a name, the script that most of its letters are in, and its syllables where it has Chinese ones."""

    script: str | None
    words: tuple[Word, ...]
    syllables: Readings


@lru_cache(maxsize=16_384)
def skeleton(key: str) -> str:
    """A word without its vowels, which Arabic and Hebrew leave out.

    >>> skeleton("putin")
    'ptn'
    """
    return _NO_CONSONANTS.sub("", key)


@lru_cache(maxsize=16_384)
def semitic(sound: str) -> str:
    """The consonants of a word in the groups that Semitic scripts tell apart."""
    return skeleton(sound).translate(_SEMITIC)


@lru_cache(maxsize=16_384)
def eastern(sound: str) -> str:
    """The consonants of a word in the groups that East Asian scripts tell apart.

    >>> eastern("robert"), eastern("robato"), eastern("luobote")
    ('lplt', 'lpt', 'lpt')
    """
    return undoubled(skeleton(sound.replace("ng", "n")).translate(_EASTERN))


@lru_cache(maxsize=16_384)
def eastern_open(sound: str) -> str:
    """The same without the "r" that closes a syllable, which East Asian scripts leave out: Morgan.

    >>> eastern_open("morgan"), eastern_open("robert")
    ('mkn', 'lpt')
    """
    return eastern(_CLOSING_R.sub("", sound))


def undoubled(letters: str) -> str:
    """Letters without those that repeat the one before them."""
    return _DOUBLED.sub(r"\1", letters)


@lru_cache(maxsize=16_384)
def profile(name: str) -> Profile:
    """The words of a name in any script; none where it has neither letters nor digits."""
    plain = _APOSTROPHES.sub("", repair(name)[0])
    script = leading_script(plain)
    known = words_for(script)
    plain = _parted(plain, script, known)
    printed = tuple(unicodedata.normalize("NFC", word) for word in folded_key(plain).split())
    latin, sounds = tuple(folded_key(spelled(plain)).split()), tuple(match_key(plain).split())
    if not len(printed) == len(latin) == len(sounds):
        printed = sounds = latin = latin or printed
    syllables = readings(printed, script, known) if printed else ()
    weights = [1.0] * len(printed) if syllables else _weights(printed, script, known)
    cut = frozenset(map(folded_key, _SHORTENED.findall(plain))) if "." in plain else frozenset()
    baltic = script == "Latn" and len(latin) > 1 and all(map(_BALTIC.search, latin))
    words: list[Word] = []
    for at, (key, weight) in enumerate(zip(printed, weights, strict=True)):
        of = at > 0 and known.is_in("kin", printed[at - 1])
        number = None if syllables else _number(key)  # Xi, and no 11
        word = _word(key, latin[at], sounds[at], weight, script, number)._replace(of=of, first=at == 0)
        if word.kind == "word":
            word = word._replace(also=_heard(latin[at], sounds[at], script, baltic=baltic))
        if at > 0 and key in _GENERATIONS:
            word = word._replace(printed=_GENERATIONS[key], kind="number", weight=INITIAL)
        elif key in cut and weight == 1 and not word.same and len(printed) > 1:
            word = word._replace(latin=word.latin[:1], weight=INITIAL, kind="initials")
        if word.kind == "initials" and words and words[-1].kind == "initials":
            words.append(_run_on(words.pop(), word))
        else:
            words.append(word)
    if _THE_FIRST.search(plain) is not None:
        words[-1] = words[-1]._replace(kind="number", weight=1.0)
    return Profile(script, tuple(words), syllables)


def _heard(latin: str, sound: str, script: str | None, *, baltic: bool) -> tuple[str, ...]:
    """How a word may be heard otherwise: Greek "nt" as d, Cyrillic g as h, j as zh, a name without a Baltic ending.

    >>> _heard("brejnev", "breinev", "Latn", baltic=False), _heard("ranti", "ranti", "Grek", baltic=False)
    (('bresnev',), ('radi', 'randi'))
    """
    spellings = [_BALTIC.sub("", latin)] if baltic else []
    if script == "Grek":
        spellings += [_replaced(latin, _GREEK), _replaced(latin, _NASAL)]
    if script == "Hebr":
        spellings.append(latin[:1] + _replaced(latin[1:], _HEBREW))
    if script == "Cyrl" and "g" in latin and len(latin) >= _HEARD:
        spellings.append(latin.replace("g", "h"))
    if "j" in latin and len(latin) >= _HEARD:
        spellings.append(latin.replace("j", "zh"))
    found = (match_key(spelling)[:LETTERS] for spelling in spellings if spelling != latin)
    return tuple(dict.fromkeys(other for other in found if other != sound))


def _replaced(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for one, other in pairs:
        text = text.replace(one, other)
    return text


def _parted(plain: str, script: str | None, words: Words) -> str:
    """A name with its Arabic article apart, numbers without their endings, and letters for digits inside of words.

    An acronym beside the name in full is left out.
    """
    if "(" in plain:
        plain = _without_acronym(plain)
    if any(map(str.isdigit, plain)):
        plain = _DIGITS.sub(lambda found: _MEANT[found.group()], _ENDED.sub("", plain))
    if script == "Latn":
        return parted_latin(plain)
    if script == "Arab":
        return parted_arabic(plain, lambda word: word in words.heads or words.is_in("honorifics", word))
    return plain


def _without_acronym(plain: str) -> str:
    """A name without the acronym that stands beside it: "Free Army (FA)" and "FA (Free Army)"."""
    found = _IN_BRACKETS.fullmatch(plain)
    if found is None:
        return plain
    one, other = found.groups()
    for acronym, name in ((one, other), (other, one)):
        first = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(acronym) > 1 and acronym.isupper() and acronym == first:
            return name
    return plain


def _word(printed: str, latin: str, sound: str, weight: float, script: str | None, number: str | None) -> Word:
    same = rows_of(printed, latin)
    if number is not None:
        return Word(number, number, number, "", "", weight, "number", of=False, same=same)
    sound = sound[:LETTERS]
    kind: Literal["word", "initials"] = "initials" if weight >= INITIAL and _is_initial(printed, script) else "word"
    bones = semitic(sound), eastern(sound)
    return Word(printed[:LETTERS], latin[:LETTERS], sound, *bones, weight, kind, of=False, same=same)


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
    """The number that a word is: "44th", "first" and "iii" in digits, "ahl1" as it is; None for other words."""
    if key.isdigit():
        return key.lstrip("0") or "0"
    if key[0].isdigit():
        digits = re.match(r"\d+", key)
        ordinal = digits is not None and key[digits.end() :] in _ORDINALS
        return digits.group() if digits is not None and ordinal else key
    if key[-1].isdigit():
        return key
    return _roman(key) if len(key) > 1 and set(key) <= _VALUES.keys() else _numbers().get(key)


def _roman(key: str) -> str:
    """What a Roman numeral is in digits: "xiv" is "14"."""
    values = [_VALUES[letter] for letter in key]
    return str(sum(value if value >= after else -value for value, after in zip(values, (*values[1:], 0), strict=True)))


def _weights(keys: Sequence[str], script: str | None, words: Words) -> list[float]:
    """How much each word tells; if all of them are small words, they are the name."""
    weights: list[float] = []
    leads = True
    while len(weights) < len(keys):
        at = len(weights)
        length = longest(keys, at, words.sets["legal_forms"])
        if length > 0 and not (at > 0 and len(keys[at]) == len(keys[at - 1]) == 1):  # no "S.A." in "U.S.A."
            weights += [FORM / length] * length
            continue
        weights.append(_weight(keys[at], script, words, leads=leads))
        leads = leads and weights[-1] < INITIAL
    return weights if any(weight >= INITIAL for weight in weights) else [1.0] * len(keys)


def _is_initial(key: str, script: str | None) -> bool:
    return len(key) == 1 and key.isalpha() and script not in SYLLABIC


def _weight(key: str, script: str | None, words: Words, *, leads: bool) -> float:
    if _is_initial(key, script):
        return INITIAL
    if key in _SERVANTS:
        return 1.0
    if words.is_in("particles", key):
        return PARTICLE
    if words.is_in("articles", key) or words.is_in("joins", key) or key in words.every_link:
        return LINK
    titled = words.is_in("honorifics", key) or (key in words.heads and not words.is_in("also_names", key))
    return TITLE if leads and titled else 1.0
