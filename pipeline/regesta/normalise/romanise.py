"""Latin letters for names in other scripts: to be read, labelled by scheme, and to be compared, as a key."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.scripts import leading_script, letter_script, repair
from regesta.ready import SCHEMA

FOLDER = SCHEMA / "lexicon" / "romanisation"

# Letters that only one language writes, in the order in which they are asked for.
MARKS = (("be", "ў"), ("uk", "їєґ"), ("mk", "ѓќѕ"), ("sr", "ђћљњџ"), ("ru", "ыэё"))

# Last words in the names of signs that take a consonant's vowel away.
SILENCING = frozenset({"VIRAMA", "AL-LAKUNA", "ASAT"})
# Scripts whose last consonant in a word is read without its vowel.
SILENT_A = frozenset({"Deva", "Beng", "Gujr", "Guru"})

_WORD = re.compile(r"(?:\w|['’ʼ׳״](?=\w)|[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670])+")

# Spellings of one sound, in the order in which they are made one: first what is written with several letters. A rule
# is looked for only in a word that has its first part: it is quick to see that "th" is not there.
_SOUNDS = tuple(
    (part, re.compile(pattern), sound)
    for part, pattern, sound in (
        ("e", r"(?<=in|yn|ll|ss|tt)e\b", ""),
        ("ll", r"(?<=[aeiou])ll(?=[aeiou])", "l"),
        ("chr", r"\bch(?=r)", "k"),
        ("e", r"\b[yji]e", "e"),
        ("u", r"\bu(?=[aeio])", "v"),
        ("gu", r"gu(?=[ei])", "g"),
        ("au", r"eau|au", "o"),
        ("ae", r"ae", "a"),
        ("ue", r"(?<=[bdfhjklmnprstvwz])ue(?=[b-df-hj-np-tv-z])", "u"),
        ("d", r"dzh|dsch|dj|dž", "j"),
        ("c", r"schtsch|chtch|szcz", "shch"),
        ("t", r"tsch|tch|tsj|tj\b", "ch"),
        ("c", r"cz|cs", "ch"),
        ("h", r"shch|sch|sh|zh|ch|ce?h", "s"),
        ("s", r"sj|sz|sx", "s"),
        ("tx", r"tx", "s"),
        ("h", r"kh|gh", "k"),
        ("ck", r"ck", "k"),
        ("q", r"q", "k"),
        ("p", r"ph|pf", "f"),
        ("th", r"th", "t"),
        ("t", r"ts|tz", "s"),
        ("dz", r"dz", "d"),
        ("o", r"ou|oe|oo", "u"),
        ("x", r"x", "ks"),
        ("w", r"w", "v"),
        ("c", r"c(?=[eiy])", "s"),
        ("c", r"c", "k"),
        ("", r"[yj]", "i"),
        ("z", r"z", "s"),
        ("h", r"(?<=[a-z])h", ""),
        ("ii", r"i+", "i"),
        ("i", r"ie|ia(?=\b)", "e"),
        ("", r"(.)\1", r"\1"),
    )
)


# What the names of Japanese letters spell otherwise than it sounds.
_KANA = (("hu", "fu"), ("sy", "sh"), ("ty", "ch"), ("zy", "j"))


# What a Japanese sign is before a small vowel: ウィ is "wi", ファ "fa", チェ "che".
_BEFORE_SMALL = {"u": "w", "hu": "f", "si": "sh", "zi": "j", "ti": "ch", "tu": "ts"}


# Latin letters that no accent can be taken from; and those that sound otherwise without it.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ə": "a", "đ": "d", "ħ": "h"}
    | {"Ł": "L", "Ø": "O", "Æ": "Ae", "Œ": "Oe", "Þ": "Th", "Ð": "D", "Ə": "A", "Đ": "D", "Ħ": "H"}
)
_SOUNDED = str.maketrans({"č": "ch", "ć": "ch", "ř": "rzh", "ț": "ts", "ţ": "ts", "ç": "s"})
_SOUTH_SLAVIC = frozenset("ćčšžĆČŠŽ")  # beside them, "đ" is "dj"
_TURKIC = frozenset("ğışə")  # beside them, "ç" is "ch"; elsewhere it is "s"


class Table(NamedTuple):
    """One scheme: what each letter, or run of letters, becomes; at the start and at the end of a word first."""

    scheme: str
    script: str
    languages: frozenset[str]
    letters: Mapping[str, str]
    initial: Mapping[str, str]
    endings: Mapping[str, str]


@cache
def _tables() -> dict[str, Table]:
    tables = {}
    for path in sorted(FOLDER.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        tables[path.stem] = Table(
            data["scheme"],
            data["script"],
            frozenset(data["languages"]),
            data["letters"]
            if "letters" in data
            else {c: f"{sound} " for sound, row in data["readings"].items() for c in row},
            data.get("initial", {}),
            data.get("endings", {}),
        )
    return tables


def _table_for(text: str, language: str | None) -> Table | None:
    """The scheme of the stated language if it fits the script; else of the language that the letters give away."""
    script = leading_script(text)
    tables = [table for table in _tables().values() if table.script == script]
    primary = None if language is None else language.split("-")[0].lower()
    stated = next((table for table in tables if primary in table.languages), None)
    if stated is not None or script != "Cyrl":
        return stated if stated is not None else next(iter(tables), None)
    lowered = text.lower()
    return _tables()[next((code for code, marks in MARKS if any(mark in lowered for mark in marks)), "cyrillic")]


def _letter(tail: str, rules: tuple[Mapping[str, str], ...]) -> tuple[int, str]:
    """How many letters the longest rule takes, and what they become; an accented letter falls back to its plain one."""
    for rule in rules:
        for size in (3, 2, 1):
            if tail[:size] in rule:
                return size, rule[tail[:size]]
    plain = unicodedata.normalize("NFD", tail[0])[0]
    return 1, next((rule[plain] for rule in rules if plain in rule), "" if is_mark(plain) else plain)


def is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("M")


def _word(word: str, table: Table) -> str:
    sounds, at, longest = [], 0, max(map(len, table.endings), default=0)
    while at < len(word):
        ending = word[at:] if 0 < at >= len(word) - longest else ""
        if ending in table.endings:
            sounds.append(table.endings[ending])
            break
        size, latin = _letter(word[at : at + 3], (table.initial, table.letters) if at == 0 else (table.letters,))
        sounds.append(latin)
        at += size
    return "".join(sounds).strip()


def _in_case(latin: str, word: str) -> str:
    if len(word) > 1 and word.isupper():
        return latin.upper()
    return latin[:1].upper() + latin[1:] if word[:1].isupper() else latin


def romanise(text: str, language: str | None = None) -> tuple[str, str] | None:
    """Latin text and the label of its scheme; None for text in Latin letters, and where a letter is in no table.

    No scheme is right for every bearer of a name: this is shown beside the name, and never links anything.

    >>> romanise("Володимир Зеленський", "uk")[0]
    'Volodymyr Zelenskyi'
    """
    found = _as_far_as_known(text, language)
    half = found is not None and any(letter_script(letter) not in {None, "Latn"} for letter in found[0])
    return None if half else found


def _as_far_as_known(text: str, language: str | None) -> tuple[str, str] | None:
    """The same, but a letter that the table lacks stays as it is."""
    plain = unicodedata.normalize("NFC", repair(text)[0])
    table = _table_for(plain, language)
    if table is None:
        return None
    if table.script == "Grek":  # accents part the vowels of one sound
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not is_mark(c))
    latin = _WORD.sub(lambda found: _in_case(_word(found.group().lower(), table), found.group()), plain)
    return latin, table.scheme


def _add_letter(sounds: list[str], letter: str) -> None:
    """Adds a letter's sound by its Unicode name: a sign or a small letter takes the place of the vowel before it."""
    name = unicodedata.name(letter, "")
    words = name.split()
    if words[-1:] == ["ASAT"] and sounds[-1:] == ["nga"]:  # the Burmese rime that is read "in"
        sounds[-2:] = ["".join(sounds[-2:-1]).rstrip("aeiou") + "in"]
    elif SILENCING & set(words[-1:]) or "VOWEL SIGN" in name or "LETTER SMALL" in name:
        last = sounds.pop() if sounds else ""
        sound = "" if words[-1] in {*SILENCING, "TU"} or "-" in words[-1] else words[-1].lower()
        if words[-1] in {"A", "I", "U", "E", "O"} and "SMALL" in words:
            last = _BEFORE_SMALL.get(last, last)
        sounds.append(last if words[-1] == "TU" else last.rstrip("aeiou") + sound)
    elif " LETTER " in name or " SYLLABLE " in name:
        sounds.append(words[-1].lower().removesuffix("yanna"))
    elif words[-1:] == ["THANTHAKHAT"]:  # silences the Thai letter before it
        sounds[-1:] = []
    elif " CHARACTER " in name:
        sounds.append(_thai(words, is_tone=is_mark(letter)))
    elif not is_mark(letter):
        sounds.append(" " if not letter.isalnum() else "" if letter == "ー" else letter)


def _thai(words: Sequence[str], *, is_tone: bool) -> str:
    """The sound of a Thai sign by the words of its name: SARA AA is a vowel, PHO PHAN a consonant and its example."""
    if words[2] == "SARA":
        return words[3].lower()
    if words[-1] == "HAN-AKAT":
        return "a"
    return "" if is_tone else words[2].lower().removesuffix("o")


def _by_names(text: str) -> str:
    """Letters without a table, by what Unicode calls them: KANNADA LETTER PA is "pa"."""
    sounds: list[str] = []
    for letter in text:
        _add_letter(sounds, letter)
    spelled, script = "".join(sounds), leading_script(text)
    if script == "Hang":
        return spelled.replace("eu", "")
    if script in {"Hira", "Kana"}:
        for written, said in _KANA:
            spelled = spelled.replace(written, said)
        return spelled
    return re.sub(r"(?<=[a-z][a-z])a\b", "", spelled) if script in SILENT_A else spelled


def spelled(text: str) -> str:
    """A name in Latin letters as far as they are known, to be compared and not to be shown; Chinese syllables joined.

    >>> spelled("Шойгу"), spelled("弗拉基米尔·普京")
    ('Shoigu', 'fulajimier·pujing')
    """
    plain = repair(text)[0]
    if leading_script(plain) == "Hani":
        return " ".join(map(_syllables, plain.split()))
    latin = _as_far_as_known(text, None)
    if latin is not None:
        return _plain(latin[0])
    return _plain(plain) if leading_script(plain) in {None, "Latn"} else _by_names(plain)


def _plain(text: str) -> str:
    """Latin letters from which no accent can be taken, as they are mostly written without them."""
    if text.isascii():
        return text
    if "đ" in text.lower() and not _SOUTH_SLAVIC.isdisjoint(text):
        text = text.replace("đ", "dj").replace("Đ", "Dj")
    return text.translate(_PLAIN)


def _sounded(text: str) -> str:
    """Latin letters with the accents that tell how they sound written out."""
    if text.isascii():
        return text
    text = _plain(unicodedata.normalize("NFC", text)).lower()
    return (text if _TURKIC.isdisjoint(text) else text.replace("ç", "ch")).translate(_SOUNDED)


@lru_cache(maxsize=4096)
def chinese_readings(sign: str) -> frozenset[str]:
    """How a Chinese sign is read, in Pinyin; empty if it is in no table.

    >>> chinese_readings("毛")
    frozenset({'mao'})
    """
    found = _tables()["zh"].letters.get(sign)
    return frozenset() if found is None else frozenset({found.strip()})


def _syllables(word: str) -> str:
    found = _as_far_as_known(word, "zh")
    return word if found is None else "".join(found[0].split())


@lru_cache(maxsize=16_384)
def match_key(text: str) -> str:
    """A key that sounds alike in any script, to look for near names with; equal keys do not make equal names.

    >>> match_key("Шойгу") == match_key("Shoigu") == match_key("Schoigu")
    True
    """
    if text.isascii():
        key = folded_key(text)
    elif leading_script(text) == "Latn":
        key = folded_key(spelled(_sounded(text)))
    else:
        key = folded_key(_sounded(spelled(text)))
    if leading_script(text) == "Hani":
        key = key.replace("x", "sh").replace("q", "ch")
    return " ".join(map(_as_it_sounds, key.split()))


@lru_cache(maxsize=16_384)
def _as_it_sounds(word: str) -> str:
    for part, pattern, sound in _SOUNDS:
        if part in word:
            word = pattern.sub(sound, word)
    return word
