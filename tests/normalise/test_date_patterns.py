"""What spares a pattern its compiling spares no text its reading."""

import re
from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.normalise.dates import around as date_around
from regesta.normalise.dates import edtf
from regesta.normalise.dates import grammar as date_grammar
from regesta.normalise.dates import iso as date_iso
from regesta.normalise.dates import lexer as date_lexer
from regesta.normalise.dates import read as dates
from regesta.normalise.dates import rules as date_rules
from regesta.normalise.dates import times as date_times
from regesta.normalise.dates.calendars import is_day
from regesta.normalise.dates.core import day_alone, may_be_date, may_be_day_alone, needs_of, pieces
from regesta.normalise.dates.lexer import slots, speaking, split_any, split_words
from regesta.normalise.dates.lexicon import lexicon
from regesta.normalise.dates.lexicon_files import KINDS, languages
from regesta.normalise.dates.read import DateHints
from regesta.normalise.dates.spelling import fold

ALL_KINDS = "".join(sorted({*KINDS.values(), *"ncyNdxzo0rhiu-/.~?()JT&Zf@"}))
WORDS = st.sampled_from([
    *("24", "2023", "9", "june", "of", "the", "utc", "10h30", "9.30", "1st", "-", "24/06", "ab", "é", "6", "/", "/6", "6/"),
    *("+3", "-5", "`", "´", "июня", "٢٤", "²", "6月", "¨", "e\u0301", "\u0301", "\u200b", "24 06 2023", "JUNE,", "9.", "(MSK)"),
])  # fmt: skip
SPACES = st.sampled_from(["", " ", " ", "  ", "\t", "\xa0", "\u2003", "\x1c"])
PHRASES = sorted({" ".join(phrase) for language in languages() for phrase in lexicon(language).readings})
SPOKEN = st.lists(st.sampled_from(PHRASES) | WORDS, max_size=6).map(" ".join)


@given(st.lists(st.tuples(WORDS, SPACES), max_size=6).map(lambda pairs: "".join(a + b for a, b in pairs)))
def test_words_are_cut_apart_as_the_whole_text_is(text: str) -> None:
    assert split_words(text) in (None, split_any(fold(text)))


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("on the morning of 24 june", True), ("25 June 2023", True), ("", True), ("123456789012 june", True),
        ("24 июня", True), ("June 3-5, 2023", True), ("24.06", True), ("3 – 5 May", True), ("10h30 (MSK)", True),
        ("24 06 2023", False), ("24 / 06", False), ("24/ 06", False), ("10:30 +03:00", False), ("utc -3", False),
        ("24 June` 2023", True), ("9¨ June", False),
    ],
)  # fmt: skip
def test_words_that_may_be_one_with_the_next_are_not_cut_apart(text: str, apart: bool) -> None:
    assert (split_words(text) is not None) is apart


@given(SPOKEN)
def test_a_language_that_is_passed_over_has_not_all_of_the_words(text: str) -> None:
    found = split_any(fold(text))
    tongues = languages()
    for atom in found:
        tongues = speaking(atom.text, tongues) if atom.kind == "word" else tongues
    assert all(slots(found, lexicon(language)) is None for language in languages() if language not in tongues)


@given(SPOKEN, st.sampled_from(languages()))
def test_a_word_that_begins_no_phrase_is_the_same_wherever_it_stands(text: str, language: str) -> None:
    found, lex = split_any(fold(text)), lexicon(language)
    at, taken = 0, list[date_lexer.Slot]()
    while at < len(found):
        length, more = date_lexer._slot(found, at, lex)
        if length == 0:
            break
        at, taken = at + length, [*taken, *more]
    assert slots(found, lex) == (taken if at == len(found) else None)


def _value(kind: str) -> object:
    """What a word of a kind may stand for."""
    numbers = {"n": 5, "N": 476, "y": 2023, "o": 3, "0": 3, "r": 19, "d": 90, "w": 6, "m": 6, "k": -1, "v": -1, "u": 23}
    others = {
        "x": (24, 6, 2023, 2, 1, 4, 1),
        "z": (6, 2023, 1, 4, 1),
        "s": "winter",
        "t": "late",
        "p": "night",
        "X": "western easter-2",
        "F": 1,
        "Z": "UTC",
    }
    return {**numbers, **others}.get(kind)


@given(
    st.sampled_from(ALL_KINDS)
    | st.text(ALL_KINDS, min_size=2, max_size=5)
    | st.text("nmyoYDwtzxrMd0", min_size=1, max_size=6)
)
def test_words_that_are_a_date_are_of_kinds_that_may_be_one(kinds: str) -> None:
    for pair in ((6, 2023, 1, 4, 1), (23, 6, 2, 2, 1)):  # 6.2023, 23.06
        values = [pair if kind == "z" else _value(kind) for kind in kinds]
        assert may_be_date(kinds) or pieces(kinds, values, None) == []
        assert may_be_day_alone(kinds) or day_alone(kinds, values, None) is None


ROWS = [
    *("{0} {1} {2}", "{1} {0}, {2}", "{0} {1}", "{1} {2}", "{0}.-{3}. {1} {2}", "{3}/{0} {1} {2}", "({1}) {2}", "{0}.{3}.{2}"),
    *("{2}-{0}-{3}", "{0} {1} {2} 14:{0}", "{1} {0} - {1} {3}, {2}", "{2}/{3}", "{0} {1} {3}", "{2} BC", "{0}/{3}", "{3}.{0}"),
]  # fmt: skip
MONTHS = [
    (language, " ".join(phrase))
    for language in languages()
    for phrase, symbols in lexicon(language).readings.items()
    if any(kind == "m" for kind, _ in symbols)
]


@pytest.mark.long
@pytest.mark.parametrize("language", languages())
def test_every_day_of_every_month_is_read_where_its_calendar_has_it(language: str) -> None:
    hints = DateHints(languages=(language,))
    for phrase, symbols in lexicon(language).readings.items():
        for month in (value for kind, value in symbols if kind == "m" and isinstance(value, int)):
            for day in range(33):
                found = dates._readings(f"{day} {' '.join(phrase)} 2023", hints)[0]
                wanted = f"2023-{month:02d}-{day:02d}"
                assert (wanted in {reading.edtf for reading in found}) is is_day(2023, month, day), (phrase, day)


@given(st.sampled_from(ROWS), st.sampled_from(MONTHS), st.integers(0, 32), st.integers(0, 2100), st.integers(0, 32))
def test_what_was_read_before_in_words_of_the_same_kinds_changes_no_reading(
    row: str, month: tuple[str, str], day: int, year: int, other: int
) -> None:
    hints = DateHints(anchor="2021-03-17", languages=(month[0],))
    text, before = row.format(day, month[1], year, other), row.format(other, month[1], 2000, 12)
    dates._readings(before, hints)
    after = _anew(text, hints)
    for cached in (date_grammar._ways, date_around.steps, date_lexer._word, date_lexer._slot_alone):
        cached.cache_clear()
    assert _anew(text, hints) == after


def _anew(text: str, hints: DateHints) -> object:
    dates._readings.cache_clear()
    dates._expressions.cache_clear()
    return dates._readings(text, hints)


@pytest.mark.parametrize("pattern", dict.fromkeys(pattern for pattern, _ in date_rules.RULES))
def test_a_rule_that_matches_has_what_its_pattern_needs(pattern: str) -> None:
    compiled, needs = re.compile(pattern), needs_of(pattern)
    letters = [kind for kind in ALL_KINDS if kind in re.sub(r"\?P[<=]\w+|\?:", "", pattern)]
    matched = [text for text in _texts("".join(letters)) if compiled.fullmatch(text)]
    assert matched
    assert all(len(needs) <= len(text) and not any(map(set(text).isdisjoint, needs)) for text in matched)


@pytest.mark.parametrize(("pattern", "needed"), [(pattern, needed) for pattern, _, needed in date_times._TIME_EDGES])
def test_a_time_that_matches_has_what_its_pattern_needs(pattern: str, needed: tuple[str, ...]) -> None:
    compiled = re.compile(pattern)
    matched = _matched(compiled, _SOME_KINDS) or _matched(compiled, _SELDOM_KINDS)
    assert matched
    assert all(not set(text).isdisjoint(kinds) for text in matched for kinds in needed)


_SOME_KINDS = ("ch3zJ&-@y", "chnz12-", "c3TZf@", "@ny9Z", "nhJ&T")
_SELDOM_KINDS = ("≈ny9J&", "yT9-f", "#n&Jy", "#n-y", "wJn&", "wfnT", "zmny", "@ymn", "ym~z", "zmwp")


def _matched(compiled: re.Pattern[str], some: tuple[str, ...]) -> list[str]:
    return [text for kinds in some for text in _texts(kinds) if compiled.search(text)]


@lru_cache(maxsize=16)
def _texts(letters: str) -> list[str]:
    """Every text of these letters, as long as there are not too many of them."""
    longest = max(size for size in range(2, 8) if len(letters) ** size <= 60_000)
    return ["".join(text) for size in range(1, longest + 1) for text in product(letters, repeat=size)]


FORMAL = (date_iso._INSTANT, date_iso._BASIC_INSTANT, date_iso._WEEK, edtf._POINT, edtf._MOMENT)


@given(st.one_of(*(st.from_regex(pattern, fullmatch=True) for pattern in FORMAL)))
def test_formal_notation_has_no_other_characters(text: str) -> None:
    assert date_iso._CHARACTERS.issuperset(text)


@pytest.mark.parametrize(
    "text",
    ["2023-06-24", "2023-06-24T09:00:30,5 +03:00", "20230624T0900Z", "2023-W25-6", "2004-06~-11?", "1950S2", "Y-17E7",
     "201X", "{1667, 1668-12..}", "[..1760-12-03]", "2004-06%/2006-08-01", "156u"],
)  # fmt: skip
def test_edtf_has_no_other_characters(text: str) -> None:
    assert edtf.parse(text) is None or date_iso._CHARACTERS.issuperset(text)
