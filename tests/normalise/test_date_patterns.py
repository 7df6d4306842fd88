"""What spares a pattern its compiling spares no text its reading."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.normalise import date_core, date_grammar, date_iso, edtf
from regesta.normalise.date_core import needs_of
from regesta.normalise.date_lexer import split_any, split_plain
from regesta.normalise.date_lexicon import KINDS

ALL_KINDS = "".join(sorted({*KINDS.values(), *"ncyNdxzo0rh-/.~?()JT&Zf@"}))
WORDS = st.sampled_from(
    ["24", "2023", "9", "june", "of", "the", "utc", "10h30", "9.30", "1st", "-", "24/06", "ab", "é", "6"]
)
SPACES = st.sampled_from(["", " ", "  ", "\t"])


@given(st.lists(st.tuples(WORDS, SPACES), max_size=6).map(lambda pairs: "".join(a + b for a, b in pairs)))
def test_plain_texts_are_cut_as_all_others(text: str) -> None:
    assert split_plain(text) in (None, split_any(text))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("on the morning of 24 june", True), ("25 june 2023", True), ("", True), ("123456789012 june", True),
        ("24 06 2023", False), ("10h30", False), ("24.06", False), ("24 июня", False), ("june 3-5", False),
    ],
)  # fmt: skip
def test_words_and_single_numbers_are_plain(text: str, plain: bool) -> None:
    assert (split_plain(text) is not None) is plain


@pytest.mark.parametrize("pattern", dict.fromkeys(pattern for pattern, _ in date_core._RULES))
def test_a_rule_that_matches_has_what_its_pattern_needs(pattern: str) -> None:
    compiled, needs = re.compile(pattern), needs_of(pattern)
    letters = [kind for kind in ALL_KINDS if kind in re.sub(r"\?P[<=]\w+", "", pattern)]
    matched = [text for text in _texts(letters) if compiled.fullmatch(text)]
    assert matched
    assert all(len(needs) <= len(text) and not any(map(set(text).isdisjoint, needs)) for text in matched)


@pytest.mark.parametrize(("pattern", "needed"), [(pattern, needed) for pattern, _, needed in date_grammar._TIME_EDGES])
def test_a_time_that_matches_has_what_its_pattern_needs(pattern: str, needed: tuple[str, ...]) -> None:
    compiled = re.compile(pattern)
    matched = [text for kinds in ("ch3zJ&-@y", "chnz12-", "c3TZf@") for text in _texts(kinds) if compiled.search(text)]
    assert matched
    assert all(not set(text).isdisjoint(kinds) for text in matched for kinds in needed)


def _texts(letters: list[str] | str) -> list[str]:
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
