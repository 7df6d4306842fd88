"""Whatever words stand in whatever order, they are one date or none, in bounded work."""

import sys
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.normalise.dates import around as date_around
from regesta.normalise.dates import grammar as date_grammar
from regesta.normalise.dates import read as dates
from regesta.normalise.dates.edtf import parse
from regesta.normalise.dates.read import DateHints, DateText, read_date

from .date_claims import HINTS, hold_date, hold_edtf, hold_numbers
from .texts import SENTENCES, phrases

pytestmark = pytest.mark.fuzz
LONG = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
SIGNS = st.text("0123456789-/.,:~?%XTZ[]{} +ESYW\u0662\u00b2", max_size=30)


@given(phrases(), st.sampled_from(HINTS))
@LONG
def test_words_in_any_order_are_one_date_or_none(text: str, hints: DateHints) -> None:
    hold_date(text, hints)


@given(phrases(), st.sampled_from(HINTS))
@settings(LONG, max_examples=600)
def test_no_printed_number_is_passed_over(text: str, hints: DateHints) -> None:
    hold_numbers(text, hints)


@given(SENTENCES, st.sampled_from(HINTS))
@LONG
def test_dates_tied_together_are_one_date_or_none_and_keep_their_numbers(text: str, hints: DateHints) -> None:
    hold_date(text, hints)
    hold_numbers(text, hints)


@given(SIGNS | st.text(max_size=40), st.sampled_from(HINTS))
@LONG
def test_signs_in_any_order_are_one_date_or_none(text: str, hints: DateHints) -> None:
    hold_date(text, hints)
    hold_edtf(text)


NAMES = [
    "January",
    "Feb.",
    "March",
    "april",
    "May",
    "JUNE",
    "July",
    "August",
    "September",
    "Oct",
    "November",
    "December",
]
FILLERS = st.lists(st.sampled_from(["the", "of", ",", "on", "in"]), max_size=2)


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1000, 2100), FILLERS, st.randoms(use_true_random=False))
@LONG
def test_the_words_of_a_day_in_any_order_are_that_day_or_none(
    day: int, month: int, year: int, fillers: list[str], order: Random
) -> None:
    words = [str(day), NAMES[month - 1], str(year), *fillers]
    order.shuffle(words)
    reading = read_date(" ".join(words), DateHints(anchor="2021-03-17", languages=("en",)))
    assert not isinstance(reading, DateText) or reading.edtf == f"{year}-{month:02d}-{day:02d}"


COSTLY = [
    "ns " * 12 + "2023" + " ns" * 11,
    "at " * 8 + "2023",
    "( " * 12 + ") " * 12,
    "1/2 " * 23 + "may",
    "чэрвені - у ноччу нд вечара 1/2 другі / дня мінулага / месяца панядзелка / аб паміж - суботу 1/2 44 чэр сб gmt",
    "jue mediodia a ? 1990s 09:15 - semanas invierno - a , - 23/24 de - a a 23/24 segundo 23/24 del 1/2",
    "9" * 160,
    "1." * 80,
    "x" * 160,
]


@pytest.mark.parametrize("text", COSTLY)
def test_no_text_takes_more_than_a_bounded_amount_of_work(text: str) -> None:
    assert _calls(text) < 2_000_000


SETS = ["XXXX-02-30", "XXX1-02-29", "XXXX-02-29", "-XXXX-XX-31", "XXXX-XX-XX"]


@pytest.mark.parametrize("member", SETS)
def test_no_set_takes_more_than_a_bounded_amount_of_work(member: str) -> None:
    text = "{" + ",".join([member] * (498 // (len(member) + 1))) + "}"
    parse.cache_clear()
    assert _counted(lambda: parse(text)) < 200_000


@given(phrases())
@settings(LONG, max_examples=200)
def test_no_words_take_more_than_a_bounded_amount_of_work(text: str) -> None:
    assert _calls(text) < 2_000_000


def _calls(text: str) -> int:
    """How many calls the reading of a text takes that was never read before."""
    for cached in (read_date, dates._readings, dates._expressions, date_grammar._ways, date_around.steps):
        cached.cache_clear()
    return _counted(lambda: read_date(text, HINTS[0]))


def _counted(work: Callable[[], object]) -> int:
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
