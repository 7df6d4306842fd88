"""Scripts of a text: which one it is in, words that mix two, look-alike letters put right, and other small repairs."""

import re
import unicodedata
from functools import cache, lru_cache

from regesta.diagnostics import Diagnostic

# The first word of a character's Unicode name, to ISO 15924.
SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "CJK": "Hani",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "HANGUL": "Hang",
    "BOPOMOFO": "Bopo",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "ORIYA": "Orya",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "KANNADA": "Knda",
    "MALAYALAM": "Mlym",
    "SINHALA": "Sinh",
    "THAI": "Thai",
    "LAO": "Laoo",
    "TIBETAN": "Tibt",
    "MYANMAR": "Mymr",
    "KHMER": "Khmr",
    "MONGOLIAN": "Mong",
    "ETHIOPIC": "Ethi",
    "SYRIAC": "Syrc",
    "THAANA": "Thaa",
    "TIFINAGH": "Tfng",
    "CHEROKEE": "Cher",
    "NKO": "Nkoo",
    "COPTIC": "Copt",
}
JAPANESE = {"Hani", "Hira", "Kana"}
CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})

# Letters that cannot be told apart in print, one string a script, column by column; "-" where a script has none.
LOOK_ALIKES = {
    "Latn": "ABCEHIJKMNOPSTXYZaceijopsxyvuhÏïËë",
    "Cyrl": "АВСЕНІЈКМ-ОРЅТХУ-асеіјорѕху--һЇїЁё",
    "Grek": "ΑΒ-ΕΗΙ-ΚΜΝΟΡ-ΤΧΥΖ-----ο----νυ-Ϊ---",
}

# Compiled when a text first needs them, which plain ASCII does not.
_WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*"
_INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]"
_JOINERS = "\u200c\u200d"
_APOSTROPHES = "(?<=[^\\W\\d_])[\u2018\u2019\u201b\u00b4\u0060\u2032\uff07\u02bc](?=[^\\W\\d_])"
_SINGLE = "'\u2018\u2019\u201a\u201b\u2039\u203a\u0060"
_DOUBLE = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u300e\u300f\uff02'
_QUOTES = _SINGLE + _DOUBLE
_TYPED = frozenset(_QUOTES)

# What right-to-left scripts write in more than one way, or not at all: vowel points, tatweel, letters that Persian and
# Urdu type otherwise than Arabic, hamza on its seat, teh marbuta without its dots; digits, and the signs in numbers.
_RIGHT_TO_LEFT = "[\u0591-\u06ff\u0750-\u077f]"
_POINTS = "\u061c\u0640\u0670\u200d\u200e\u200f" + "".join(
    chr(code) for first, last in ((0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5), (0x5C7, 0x5C7),
                                  (0x610, 0x61A), (0x64B, 0x65F), (0x6D6, 0x6DC), (0x6DF, 0x6E8), (0x6EA, 0x6ED))
    for code in range(first, last + 1)
)  # fmt: skip
_ONE_SPELLING = str.maketrans(
    "\u0623\u0625\u0622\u0671\u0624\u0626\u0649\u06cc\u06a9\u0629\u06c0\u06c1\u06c2\u06c3\u06be\u06d5"
    "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"
    "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9\u066b\u066c\u05be\u05f3\u200c",
    "\u0627\u0627\u0627\u0627\u0648\u064a\u064a\u064a\u0643\u0647\u0647\u0647\u0647\u0647\u0647\u0647"
    "01234567890123456789.,-' ",
    _POINTS,
)


@cache
def letter_script(letter: str) -> str | None:
    """The ISO 15924 code of one letter; None for whatever belongs to no script of its own."""
    if not unicodedata.category(letter).startswith("L"):
        return None
    for word in unicodedata.name(letter, "").split()[:2]:
        if word not in {"FULLWIDTH", "HALFWIDTH"}:
            return SCRIPTS.get(word)
    return None


def _scripts(text: str) -> set[str]:
    return {script for script in map(letter_script, set(text)) if script is not None}


@lru_cache(maxsize=16_384)
def script_of(text: str) -> str | None:
    """The one script of a text, as ISO 15924 ("Latn", "Cyrl", "Jpan"); None if it has no letters or mixes scripts.

    >>> script_of("Путин"), script_of("Putin 2"), script_of("Vladimir Путин")
    ('Cyrl', 'Latn', None)
    """
    found = _scripts(text)
    if len(found) == 1:
        return found.pop()
    if found and found <= JAPANESE:
        return "Jpan"
    return "Kore" if found == {"Hang", "Hani"} else None


@lru_cache(maxsize=16_384)
def leading_script(text: str) -> str | None:
    """The script that most letters of a text are in; the first one met where two are level."""
    scripts = [script for script in map(letter_script, text) if script is not None]
    return max(dict.fromkeys(scripts), key=scripts.count) if scripts else None


def mixed_words(text: str) -> tuple[str, ...]:
    """The words (runs of letters: "IT-армия" is two) that mix Latin, Cyrillic, Greek or Armenian letters."""
    words = () if text.isascii() else (match.group() for match in re.finditer(_WORD, text))
    return tuple(word for word in words if len(_scripts(word) & CASED) > 1)


_OTHERS = (
    "[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]",
    "[\u0370-\u03ff\u1f00-\u1fff]",
    "[\u0530-\u058f\ufb13-\ufb17]",
)
_LETTER_OF_NONE = r"[^\W\d_\u0370-\u058f\u1c80-\u1c8f\u1f00-\u1fff\u2de0-\u2dff\ua640-\ua69f\ufb13-\ufb17]"


def may_mix(text: str) -> bool:
    """Whether a word of a text might mix cased scripts: quick, and never False where one does."""
    return any(map(_has_several, [word for word in text.split() if not word.isascii()]))


@lru_cache(maxsize=16_384)
def _has_several(word: str) -> bool:
    """Whether letters of several of these groups of scripts stand in a word."""
    return len([True for letters in _letters() if letters.search(word)]) > 1


@cache
def _letters() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, (*_OTHERS, _LETTER_OF_NONE)))


@cache
def _look_alikes(script: str) -> dict[int, str]:
    own = LOOK_ALIKES[script]
    pairs = ((theirs[i], own[i]) for theirs in LOOK_ALIKES.values() for i in range(len(own)))
    return {ord(a): b for a, b in pairs if "-" not in (a, b) and a != b}


def _in_script(word: str, script: str) -> str | None:
    changed = word.translate(_look_alikes(script))
    return changed if _scripts(changed) == {script} else None


SCRIPT_NAMES = {"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Armn": "Armenian"}


def repair_word(word: str, around: str | None) -> str | None:
    """A mixed word with its look-alike letters put right; None if it cannot be, or could be in two ways.

    around is the script of the other words of the text: it decides where every letter has a double.
    """
    readings = {script: fixed for script in LOOK_ALIKES if (fixed := _in_script(word, script)) is not None}
    if len(readings) == 1:
        return next(iter(readings.values()))
    return readings.get(around) if around is not None else None


def _repair_mixed(text: str) -> tuple[str, list[Diagnostic]]:
    trouble = []
    for word in dict.fromkeys(mixed_words(text)):
        fixed = repair_word(word, script_of(text.replace(word, " ")))
        scripts = " and ".join(sorted(SCRIPT_NAMES.get(script, script) for script in _scripts(word)))
        advice = None if fixed is None else f"read as {fixed}: correct it unless the source prints it so"
        trouble.append(Diagnostic("N303", f"{word} mixes {scripts} letters", "/name", value=word, help=advice))
        if fixed is not None:
            text = text.replace(word, fixed)
            trouble.append(_repaired("look-alike letters", word, fixed))
    return text, trouble


def _repaired(what: str, before: str, after: str) -> Diagnostic:
    return Diagnostic("N304", f"{what} repaired: {before} is read as {after}", "/name", value=before, expected=after)


def _drop_stress(text: str) -> str:
    """Cyrillic without stress marks: an acute that NFC leaves loose on a vowel."""
    kept = [c for i, c in enumerate(text) if c not in "\u0300\u0301" or letter_script(text[i - 1] or " ") != "Cyrl"]
    return "".join(kept)


def _drop_invisible(text: str) -> str:
    """Text without soft hyphens and zero-width marks; the joiners stay where the script needs them."""
    if text.isascii():
        return text
    needed = leading_script(text) not in CASED
    return re.sub(_INVISIBLE, lambda m: m.group() if needed and m.group() in _JOINERS else "", text)


def _unquote(text: str) -> str:
    """Text without the quotes around it, and without one double quote that is never closed; apostrophes stay."""
    double = [c for c in text if c in _DOUBLE]
    if len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES and not (set(text[1:-1]) & set(_DOUBLE)):
        return text[1:-1]
    if len(double) == 1 and (text[0] in _DOUBLE or text[-1] in _DOUBLE):
        return text.strip(_DOUBLE)
    return text


def _plain_apostrophes(text: str) -> str:
    return text if text.isascii() and "`" not in text else re.sub(_APOSTROPHES, "'", text)


def one_spelling(text: str) -> str:
    """Arabic and Hebrew letters, digits and signs in one of their spellings: to be compared, never shown or kept.

    >>> one_spelling("قُتِلَ ٢٬٥٠٠") == one_spelling("قتل 2,500"), one_spelling("على") == one_spelling("علی")
    (True, True)
    """
    if text.isascii() or re.search(_RIGHT_TO_LEFT, text) is None:
        return text
    return unicodedata.normalize("NFC", text).translate(_ONE_SPELLING)


def tidy(text: str) -> str:
    """Text in NFC with single spaces: what is done silently before anything is read."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=16_384)
def repair(text: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """A name as it is read: quotes, invisible characters, stress marks and look-alike letters put right, each flagged.

    N303 for each word that mixes scripts, N304 for each kind of repair; fields are "/name".
    """
    current, trouble = tidy(text), []
    if text.isascii() and _TYPED.isdisjoint(text):
        return current, ()
    for what, mend in (
        ("invisible characters", _drop_invisible),
        ("quotes", _unquote),
        ("apostrophes", _plain_apostrophes),
        ("stress marks", _drop_stress),
    ):
        mended = tidy(mend(current))
        if mended != current:
            trouble.append(_repaired(what, current, mended))
            current = mended
    current, mixed = _repair_mixed(current)
    return current, (*trouble, *mixed)
