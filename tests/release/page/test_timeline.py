"""The timeline shows spans as spans, open ends as open, and counts only what is sure as sure."""

import re
from typing import Any

import pytest

from regesta.release.page.timeline import ROWS, order, timeline


def event(index: int, **date: Any) -> dict[str, Any]:
    return {"id": f"e{index}", "title": f"Event {index}", "verification": "claimed", "date": date}


def day(index: int, text: str) -> dict[str, Any]:
    return event(index, start=text, end=text, precision="day")


@pytest.mark.parametrize(
    ("date", "drawn"),
    [
        ({"start": "2023-01-01", "end": "2023-02-01", "precision": "interval"}, 'class="lasted"'),
        ({"start": "2023-01-01", "end": "2023-01-31", "precision": "month"}, 'class="within"'),
        ({"end": "2023-01-31", "precision": "open"}, 'class="open" x1="0%"'),
        ({"start": "2023-01-31", "precision": "open"}, 'class="open" x1="100%"'),
        ({"precision": "unknown"}, ">no date<"),
    ],
    ids=["interval", "month", "before", "after", "unknown"],
)
def test_a_few_events_get_a_bar_each_that_shows_what_is_known(date: dict[str, Any], drawn: str) -> None:
    lanes = timeline([day(0, "2023-01-15"), event(1, **date)]).partition("<ol")[2]
    assert drawn in lanes
    assert lanes.count("<li>") == 2


def test_many_events_are_counted_surely_where_their_date_fits_and_possibly_where_it_is_wider() -> None:
    events = [day(i, "2023-01-10") for i in range(ROWS)] + [
        event(99, start="2023-01-09", end="2023-01-11", precision="within")
    ]
    found = re.findall(r"<title>([^<]*)</title>", timeline(events))
    assert found == [
        "9 Jan 2023: 0 surely, 1 possibly",
        f"10 Jan 2023: {ROWS} surely, 1 possibly",
        "11 Jan 2023: 0 surely, 1 possibly",
    ]


def test_many_events_with_an_open_or_no_date_are_told_and_not_drawn() -> None:
    events = [day(i, "2023-01-10") for i in range(ROWS)] + [
        event(97, end="2023-01-01"),
        event(98, start="2023-01-01"),
        event(99),
    ]
    told = "Not drawn: 1 event known only to have been before a day; 1 event known only to have been after a day; 1 event without a date."
    assert told in timeline(events)


def test_without_any_date_it_says_so() -> None:
    assert timeline([event(0)]) == "<p>No event has a date that could be read.</p>"


def test_events_are_in_the_order_of_their_dates_with_undated_ones_last() -> None:
    events = [
        event(0),
        day(1, "2023-01-02"),
        event(2, end="2023-01-01"),
        day(3, "-0054-01-01"),
        event(4, start="+12000-01-01"),
    ]
    assert [e["id"] for e in sorted(events, key=order)] == ["e3", "e2", "e1", "e4", "e0"]
