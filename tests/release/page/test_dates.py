"""Dates on a page claim no more than is known."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.release.page.axis import bins, ticks
from regesta.release.page.dates import civil, day_number, span, when

CASES: list[tuple[str, dict[str, Any], str]] = [
    ("day", {"start": "2023-06-24", "end": "2023-06-24", "precision": "day"}, "24 June 2023"),
    ("month", {"start": "2023-06-01", "end": "2023-06-30", "precision": "month"}, "June 2023"),
    ("about-month", {"start": "2023-06-01", "end": "2023-06-30", "precision": "month", "approximate": True}, "about June 2023"),
    ("year-uncertain", {"start": "2023-01-01", "end": "2023-12-31", "precision": "year", "uncertain": True}, "2023 (uncertain)"),
    ("decade", {"start": "1990-01-01", "end": "1999-12-31", "precision": "decade"}, "the 1990s"),
    ("before", {"end": "2023-06-24", "precision": "open"}, "by 24 June 2023"),
    ("after", {"start": "2023-06-24", "precision": "open"}, "from 24 June 2023 on"),
    ("unknown", {"text": "once", "precision": "unknown"}, "not known"),
    ("withheld", {"precision": "day"}, "withheld"),
    ("within", {"start": "2023-05-03", "end": "2023-05-05", "precision": "within"}, "between 3 and 5 May 2023"),
    ("within-months", {"start": "2023-05-03", "end": "2023-06-05", "precision": "within"}, "between 3 May and 5 June 2023"),
    ("either", {"edtf": "[2023-05-03,2023-05-05]", "start": "2023-05-03", "end": "2023-05-05", "precision": "within"}, "3 May 2023 or 5 May 2023"),
    ("any-of-three", {"edtf": "[2023-05-03,2023-05-04,2023-05-06]", "start": "2023-05-03", "end": "2023-05-06", "precision": "within"}, "between 3 and 6 May 2023"),
    ("about-within", {"start": "2023-05-03", "end": "2023-06-05", "precision": "within", "approximate": True}, "between about 3 May and 5 June 2023"),
    ("interval", {"start": "2023-05-03", "end": "2023-05-05", "precision": "interval"}, "3–5 May 2023"),
    ("interval-years", {"start": "2022-05-03", "end": "2023-05-05", "precision": "interval"}, "3 May 2022 – 5 May 2023"),
    ("morning", {"start": "2023-06-24T05:00:00+03:00", "end": "2023-06-24T11:59:59+03:00", "precision": "part-of-day", "part_of_day": "morning"}, "24 June 2023, morning"),
    ("minute", {"start": "2023-06-24T10:15:00+03:00", "end": "2023-06-24T10:15:59+03:00", "precision": "minute"}, "24 June 2023, 10:15 (UTC+03:00)"),
    ("hour", {"start": "2023-06-24T10:00:00Z", "end": "2023-06-24T10:59:59Z", "precision": "hour"}, "24 June 2023, about 10:00 (UTC)"),
    ("ancient", {"start": "-0054-01-01", "end": "-0054-12-31", "precision": "year"}, "55 BCE"),
    ("century", {"start": "1200-01-01", "end": "1299-12-31", "precision": "century"}, "the years 1200–1299"),
    ("decade-ancient", {"start": "-0059-01-01", "end": "-0050-12-31", "precision": "decade"}, "the years 60 BCE–51 BCE"),
    ("julian", {"start": "1066-10-20", "end": "1066-10-20", "precision": "day", "calendar": "julian"}, "20 October 1066 (Gregorian)"),
    ("julian-uncertain", {"end": "1066-10-20", "precision": "open", "calendar": "julian", "uncertain": True}, "by 20 October 1066 (Gregorian, uncertain)"),
    ("season", {"edtf": "1224-22~", "start": "1224-06-01", "end": "1224-08-31", "precision": "season", "approximate": True}, "about summer 1224"),
    ("winter", {"edtf": "1299-24", "start": "1299-12-01", "end": "1300-02-28", "precision": "season"}, "winter 1299/00"),
    ("season-without-edtf", {"start": "1224-06-01", "end": "1224-08-31", "precision": "season"}, "1 June – 31 August 1224"),
    ("julian-unknown", {"text": "once", "precision": "unknown", "calendar": "julian"}, "not known"),
]  # fmt: skip


@pytest.mark.parametrize(("date", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_date_in_words(date: dict[str, Any], words: str) -> None:
    assert when(date) == words


@given(st.dates())
def test_day_numbers_are_those_of_the_calendar(day: dt.date) -> None:
    number = day_number(day.year, day.month, day.day)
    assert number == (day - dt.date(1970, 1, 1)).days
    assert civil(number) == (day.year, day.month, day.day)


@given(st.integers(-(10**9), 10**9))
def test_a_day_number_names_one_day_in_any_age(number: int) -> None:
    assert day_number(*civil(number)) == number


def test_a_day_spans_to_its_midnight_and_a_morning_to_its_last_second() -> None:
    day = span({"start": "1970-01-02", "end": "1970-01-02", "precision": "day"})
    assert (day.start, day.end, day.lasted) == (1, 2, False)
    morning = span(
        {"start": "1970-01-01T06:00:00+05:00", "end": "1970-01-01T11:59:59+05:00", "precision": "part-of-day"}
    )
    assert morning.start == 0.25
    assert morning.end == pytest.approx(0.5, abs=1e-4)


def test_an_open_bound_stays_open() -> None:
    assert span({"end": "2023-06-24", "precision": "open"}).start is None
    assert span({"precision": "unknown"}).end is None


@given(st.floats(-1e6, 1e6), st.floats(0.2, 1e6), st.integers(3, 100))
def test_ticks_lie_between_the_bounds_and_are_few(start: float, width: float, most: int) -> None:
    found = ticks(start, start + width, most)
    assert len(found) <= most + 1
    assert all(start <= position <= start + width for position, _ in found)
    assert [position for position, _ in found] == sorted({position for position, _ in found})


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_bins_cover_everything(start: float, width: float) -> None:
    edges = [position for position, _ in bins(start, start + width, 100)]
    assert edges[0] <= start
    assert edges[-1] >= start + width
    assert edges == sorted(set(edges))
    assert 2 <= len(edges) <= 120
