"""The timeline shows spans as spans, open ends as open, and counts only what is sure as sure."""

import re
from collections import Counter
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.release.page.dates import span
from regesta.release.page.spans import dated
from regesta.release.page.timeline import ROWS
from regesta.release.page.timeline import timeline as timeline_of


def event(index: int, **date: Any) -> dict[str, Any]:
    return {"id": f"e{index}", "title": f"Event {index}", "verification": "claimed", "date": date}


def day(index: int, text: str) -> dict[str, Any]:
    return event(index, start=text, end=text, precision="day")


def flat(events: list[dict[str, Any]]) -> pa.Table:
    """What events_flat holds of them."""
    rows = [{"id": e["id"], **{f"date_{name}": value for name, value in e["date"].items()}} for e in events]
    columns = ("id", "date_start", "date_end", "date_precision")
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in columns]))


def in_order(events: list[dict[str, Any]], most: int = 2000) -> list[dict[str, Any]]:
    return [events[row] for row in dated(flat(events), most)[1]]


def timeline(events: list[dict[str, Any]]) -> str:
    return timeline_of(dated(flat(events), ROWS)[0], in_order(events), len(events))


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


@pytest.mark.parametrize(
    ("last", "told"),
    [("2023-03-05", "from 10 Jan 2023 to 5 Mar 2023"), ("2023-03-31", "from 10 Jan 2023 to 31 Mar 2023")],
)
def test_many_events_are_from_the_first_day_of_theirs_to_the_last(last: str, told: str) -> None:
    assert f"{ROWS + 1} events {told};" in timeline([*(day(i, "2023-01-10") for i in range(ROWS)), day(99, last)])


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
    assert [e["id"] for e in in_order(events)] == ["e3", "e2", "e1", "e4", "e0"]
    assert [e["id"] for e in in_order(events, 2)] == ["e3", "e2"]


def test_of_events_that_start_together_what_ends_first_is_first_then_the_lower_id() -> None:
    events = [day(n, "2023-01-02") for n in (7, 5, 9)] + [event(6, start="2023-01-02")]
    assert [e["id"] for e in in_order(events)] == ["e6", "e5", "e7", "e9"]


def test_no_event_has_no_order() -> None:
    assert in_order([]) == []


BOUNDS = st.none() | st.sampled_from(
    ["2023-06-24", "2023-06-25", "1999-12-31", "2023-06-24T05:00:00+03:00", "2023-06-24T11:59:59Z", "-0054-01-01", "+12000-02-29", "no day"]
)  # fmt: skip


@given(st.lists(st.tuples(BOUNDS, BOUNDS, st.sampled_from(["interval", "day", None])), max_size=12))
def test_the_spans_of_all_dates_are_those_of_each(dates: list[tuple[str | None, str | None, str | None]]) -> None:
    events = [
        event(n, **{k: v for k, v in zip(("start", "end", "precision"), one, strict=True) if v is not None})
        for n, one in enumerate(dates)
    ]
    found = [
        (row["start"], row["end"], row["lasted"])
        for row in dated(flat(events), ROWS)[0].to_pylist()
        for _ in range(row["events"])
    ]
    each = [(s.start, s.end, s.lasted) for s in (span(e["date"]) for e in events)]
    assert Counter(found) == Counter(each)
