"""Latin letters for names in other scripts: to be read, labelled by scheme, and to be compared, as a key."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from regesta.normalise.fold import folded_key
from regesta.normalise.name_words import schema_folder
from regesta.normalise.scripts import leading_script, repair

# Letters that only one language writes, in the order in which they are asked for.
MARKS = (("be", "ў"), ("uk", "їєґ"), ("mk", "ѓќѕ"), ("sr", "ђћљњџ"), ("ru", "ыэё"))

_WORD = re.compile(r"[\w'’ʼ׳\u064b-\u0652\u0670]+")
_SHORT_I = {"И\u0306": "Й", "и\u0306": "й"}

# Spellings of one sound, in the order in which they are made one: first what is written with several letters.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=[aeiou])ll(?=[aeiou])", "l"),
        (r"tsch|tch|cz|tsj|tj\b", "ch"),
        (r"shch|sch|sh|sj|sz|zh|ch|sx|tx|ce?h", "s"),
        (r"kh|ck|q|gh", "k"),
        (r"ph|pf", "f"),
        (r"th", "t"),
        (r"dzh|dj|dž|j(?=[aou])", "i"),
        (r"ts|tz", "s"),
        (r"ou|oe", "u"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"[yj]", "i"),
        (r"z", "s"),
        (r"(?<=[a-z])h", ""),
        (r"i+", "i"),
        (r"ie|ia(?=\b)", "e"),
        (r"(.)\1", r"\1"),
    )
)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One scheme: what each letter, or run of letters, becomes; at the start and at the end of a word first."""

    scheme: str
    script: str
    languages: frozenset[str]
    letters: Mapping[str, str]
    initial: Mapping[str, str]
    endings: Mapping[str, str]


@cache
def _tables() -> dict[str, Table]:
    folder = schema_folder() / "lexicon" / "romanisation"
    tables = {}
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        tables[path.stem] = Table(
            data["scheme"],
            data["script"],
            frozenset(data["languages"]),
            data["letters"],
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


def _word(word: str, table: Table) -> str:
    out, at = [], 0
    while at < len(word):
        tail = word[at:]
        if at > 0 and tail in table.endings:
            return "".join(out) + table.endings[tail]
        rules = (table.initial, table.letters) if at == 0 else (table.letters,)
        size, latin = next(((n, rule[tail[:n]]) for rule in rules for n in (3, 2, 1) if tail[:n] in rule), (1, tail[0]))
        out.append(latin)
        at += size
    return "".join(out)


def _in_case(latin: str, word: str) -> str:
    if len(word) > 1 and word.isupper():
        return latin.upper()
    return latin[:1].upper() + latin[1:] if word[:1].isupper() else latin


def romanise(text: str, language: str | None = None) -> tuple[str, str] | None:
    """Latin text and the label of its scheme; None for text in Latin letters, or in a script without a table.

    No scheme is right for every bearer of a name: this is shown beside the name, and never links anything.

    >>> romanise("Володимир Зеленський", "uk")[0]
    'Volodymyr Zelenskyi'
    """
    plain = unicodedata.normalize("NFC", repair(text)[0])
    table = _table_for(plain, language)
    if table is None:
        return None
    latin = _WORD.sub(lambda found: _in_case(_word(found.group().lower(), table), found.group()), plain)
    return latin, table.scheme


def _by_name(letter: str) -> str:
    """A letter by its Unicode name ("KANNADA LETTER PA" -> "pa"), for scripts without a table."""
    name = unicodedata.name(letter, "")
    kind, _, value = name.partition(" LETTER ")
    if not value:
        kind, _, value = name.partition(" SYLLABLE ")
    if not value:
        _, _, value = name.partition(" VOWEL SIGN ")
    if not value or kind.startswith("CJK"):
        return "" if "VIRAMA" in name or unicodedata.category(letter).startswith("M") else letter
    return value.split()[-1].lower()


def _spelled(text: str) -> str:
    latin = romanise(text)
    if latin is not None:
        return latin[0]
    if leading_script(text) in {None, "Latn"}:
        return repair(text)[0]
    return "".join(_by_name(c) for c in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=100_000)
def match_key(text: str) -> str:
    """A key that sounds alike in any script, to look for near names with; equal keys do not make equal names.

    >>> match_key("Шойгу") == match_key("Shoigu") == match_key("Schoigu")
    True
    """
    key = folded_key(_spelled(text))
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return key
