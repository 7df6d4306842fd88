"""EventDates: blanks filled from text, pins or publication; what is pinned wins; settling twice adds nothing."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.contract import Contract
from regesta.diagnostics import RULES
from regesta.normalise.dates.edtf import parse
from regesta.normalise.dates.eventdate import ZONE_OF_CONTEXT, DateContext, settle_date
from regesta.normalise.dates.eventdate import _settled_date as read_alone
from regesta.normalise.dates.read import stands_alone
from regesta.normalise.reading import Reading

MOSCOW = DateContext(anchor="2023-06-24", timezone="Europe/Moscow")
NOWHERE = DateContext(anchor="2023-06-24")


def settle(context: DateContext = MOSCOW, **given_: Any) -> Reading:
    return settle_date(tuple(sorted(given_.items())), context)


def codes(reading: Reading) -> list[tuple[str, str]]:
    return [(fault.code, fault.field) for fault in reading.trouble]


def test_a_morning_is_settled_whole() -> None:
    reading = settle(text="on the morning of 24 June")
    assert reading.trouble == ()
    assert dict(reading.values) == {
        "edtf": "2023-06-24",
        "start": "2023-06-24T05:00:00+03:00",
        "end": "2023-06-24T11:59:59+03:00",
        "precision": "part-of-day",
        "part_of_day": "morning",
        "timezone": "Europe/Moscow",
        "approximate": False,
        "uncertain": False,
        "basis": "year-inferred",
        "anchor": "2023-06-24",
    }


# Given, then what the blanks must hold ("" for a blank that stays blank).
BOUND = Contract().schema("event")["$defs"]["Bound"]["pattern"]
SETTLED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("a year of five digits is signed", {"text": "Y17000"}, {"start": "+17000-01-01", "end": "+17000-12-31"}),
    ("an evening ends at 24:00", {"text": "evening of 23 June 2023"}, {"end": "2023-06-23T23:59:59+03:00"}),
    (
        "a night ends on the day after",
        {"text": "the night of 23-24 June"},
        {"edtf": "2023-06-23", "start": "2023-06-23T22:00:00+03:00", "end": "2023-06-24T05:59:59+03:00"},
    ),
    (
        "a time lasts as long as it is fine",
        {"text": "24 June 2023, 08:20 MSK"},
        {"edtf": "2023-06-24T08:20:00+03:00", "end": "2023-06-24T08:20:59+03:00", "precision": "minute"},
    ),
    (
        "a time range lasts through",
        {"text": "from 10:00 to 12:00 on 24 June 2023"},
        {"edtf": "2023-06-24T10:00:00+03:00", "end": "2023-06-24T11:59:59+03:00", "precision": "interval"},
    ),
    (
        "what lasts until a time ends before it",
        {"text": "until 14:00 on 3 May 2023"},
        {"edtf": "../2023-05-03", "end": "2023-05-03T13:59:59+03:00", "precision": "open"},
    ),
    (
        "so does what is before it",
        {"text": "before 2 pm on 3 May 2023"},
        {"edtf": "[..2023-05-03]", "end": "2023-05-03T13:59:59+03:00"},
    ),
    ("by a time is at it at the latest", {"text": "by 2 pm on 3 May 2023"}, {"end": "2023-05-03T14:00:00+03:00"}),
    ("so is before about a time", {"text": "before about 14:00 on 3 May 2023"}, {"end": "2023-05-03T14:00:00+03:00"}),
    (
        "what is before midnight is of the day before",
        {"text": "before 00:00 on 3 May 2023"},
        {"edtf": "[..2023-05-02]", "end": "2023-05-02T23:59:59+03:00"},
    ),
    ("until noon", {"text": "until noon on 3 May 2023"}, {"end": "2023-05-03T11:59:59+03:00"}),
    (
        "a printed zone comes before the place's",
        {"text": "24 June 2023, 09:00 UTC"},
        {"start": "2023-06-24T09:00:00Z", "timezone": "UTC"},
    ),
    (
        "an offset that the place's zone has is that zone's",
        {"text": "2023-06-24T08:20+03:00"},
        {"timezone": "Europe/Moscow", "start": "2023-06-24T08:20:00+03:00"},
    ),
    (
        "any other whole offset has a name of its own",
        {"text": "2023-06-24T09:00-05:00"},
        {"timezone": "Etc/GMT+5", "start": "2023-06-24T09:00:00-05:00"},
    ),
    (
        "a pinned zone wins",
        {"text": "evening of 23 June", "timezone": "Asia/Tokyo"},
        {"end": "2023-06-23T23:59:59+09:00"},
    ),
    ("a month has no day", {"text": "June 2022"}, {"start": "2022-06-01", "end": "2022-06-30", "precision": "month"}),
    (
        "an open end is absent",
        {"text": "since 1 March 2022"},
        {"edtf": "2022-03-01/..", "end": "", "precision": "open"},
    ),
    (
        "a pinned EDTF gives the rest",
        {"edtf": "2023-06~"},
        {"start": "2023-06-01", "approximate": True, "basis": "stated"},
    ),
    ("a pinned EDTF needs no readable text", {"text": "when it fell", "edtf": "2023-06-24"}, {"start": "2023-06-24"}),
    ("a pinned EDTF settles an ambiguous text", {"text": "05/04/2023", "edtf": "2023-04-05"}, {"precision": "day"}),
    (
        "a pinned EDTF that agrees leaves the text its part of day",
        {"text": "on the morning of 24 June", "edtf": "2023-06-24"},
        {"start": "2023-06-24T05:00:00+03:00", "part_of_day": "morning"},
    ),
    (
        "a pinned part of day cuts a pinned day",
        {"edtf": "2023-06-24", "part_of_day": "midday"},
        {"start": "2023-06-24T11:00:00+03:00", "end": "2023-06-24T13:59:59+03:00", "precision": "part-of-day"},
    ),
    (
        "a pinned part of day cuts a text's day",
        {"text": "24 June", "part_of_day": "night"},
        {"end": "2023-06-25T05:59:59+03:00"},
    ),
    ("pinned bounds make an interval", {"start": "2023-06-01", "end": "2023-06-30"}, {"edtf": "2023-06-01/2023-06-30"}),
    (
        "pinned bounds may be a month",
        {"start": "2023-06-01", "end": "2023-06-30", "precision": "month"},
        {"edtf": "2023-06"},
    ),
    (
        "equal bounds are a day",
        {"start": "2023-06-24", "end": "2023-06-24"},
        {"edtf": "2023-06-24", "precision": "day"},
    ),
    (
        "pinned bounds may hold one moment",
        {"start": "2023-06-24", "end": "2023-06-25", "precision": "within"},
        {"edtf": "[2023-06-24..2023-06-25]"},
    ),
    ("a pinned start is open", {"start": "2023-06-24"}, {"edtf": "2023-06-24/..", "precision": "open", "end": ""}),
    (
        "a pinned start that agrees leaves the text its end",
        {"text": "3-5 May", "start": "2023-05-03"},
        {"end": "2023-05-05"},
    ),
    (
        "a start within a morning leaves the text its end",
        {"text": "the morning of 5 May 2023", "start": "2023-05-05T06:00:00+03:00"},
        {
            "edtf": "2023-05-05",
            "end": "2023-05-05T11:59:59+03:00",
            "precision": "part-of-day",
            "part_of_day": "morning",
        },
    ),
    (
        "an end within it leaves the text its start",
        {"text": "the morning of 5 May 2023", "end": "2023-05-05T07:00:00Z"},
        {"start": "2023-05-05T05:00:00+03:00", "timezone": "Europe/Moscow"},
    ),
    (
        "a day that holds it is as coarse as it is written",
        {"text": "the morning of 5 May 2023", "start": "2023-05-05"},
        {"end": "2023-05-05", "precision": "part-of-day", "part_of_day": "morning"},
    ),
    (
        "a start within a day",
        {"text": "5 May 2023", "start": "2023-05-05T06:00:00+03:00"},
        {"edtf": "2023-05-05T06:00:00+03:00", "end": "2023-05-05T23:59:59+03:00", "precision": "within"},
    ),
    (
        "an end within a day, written at another offset",
        {"text": "5 May 2023", "end": "2023-05-05T06:00:00+05:45"},
        {"start": "2023-05-05T00:00:00+03:00", "precision": "within", "timezone": "Europe/Moscow"},
    ),
    (
        "a start within a day of a zone with odd minutes",
        {"text": "25 October 1917", "calendar": "julian", "start": "1917-11-07T20:00:00+02:00"},
        {"end": "1917-11-07T23:59:59+02:00", "precision": "within"},
    ),
    (
        "a start within a span",
        {"text": "3-5 May 2023", "start": "2023-05-04"},
        {"edtf": "2023-05-04/2023-05-05", "precision": "interval"},
    ),
    (
        "a start within a month",
        {"text": "May 2023", "start": "2023-05-10"},
        {"edtf": "[2023-05-10..2023-05-31]", "end": "2023-05-31", "precision": "within"},
    ),
    (
        "an end after an open start",
        {"text": "since 1 March 2022", "end": "2022-04-01"},
        {"edtf": "2022-03-01/2022-04-01", "precision": "interval"},
    ),
    (
        "a start before an open end",
        {"text": "before 1 May 2022", "start": "2022-04-01"},
        {"edtf": "[2022-04-01..2022-04-30]", "precision": "within"},
    ),
    (
        "a pinned precision keeps a side open",
        {"text": "May 2023", "start": "2023-05-10", "precision": "open"},
        {"edtf": "2023-05-10/..", "end": ""},
    ),
    (
        "about a day is not the day itself",
        {"text": "about 5 May 2023", "start": "2023-05-04"},
        {"edtf": "2023-05-04/..", "approximate": True},
    ),
    (
        "about a time is not the time itself",
        {"text": "about 9:00 on 5 May 2023", "start": "2023-05-05T08:40:00+03:00", "end": "2023-05-05T09:20:00+03:00"},
        {"precision": "interval", "approximate": True},
    ),
    (
        "a day in its zone is written at another offset",
        {"text": "25 June 2023", "start": "2023-06-24T23:00:00-05:00", "timezone": "Europe/Moscow"},
        {"edtf": "2023-06-24T23:00:00-05:00", "end": "2023-06-25T23:59:59+03:00"},
    ),
    ("a time within its part of day", {"text": "9:05 on 24 June", "part_of_day": "morning"}, {"precision": "minute"}),
    (
        "a day from midnight to midnight",
        {"start": "2023-05-05T00:00:00+03:00", "end": "2023-05-05T23:59:59+03:00", "precision": "day"},
        {"edtf": "2023-05-05T00:00:00+03:00"},
    ),
    ("one day of a far year", {"start": "+12000-05-05", "end": "+12000-05-05"}, {"edtf": "", "precision": "day"}),
    ("pinned doubt is marked", {"text": "24 June", "uncertain": True}, {"edtf": "2023-06-24?", "approximate": False}),
    (
        "a pinned anchor is what the text is read against",
        {"text": "24 June", "anchor": "2020-01-01"},
        {"edtf": "2019-06-24"},
    ),
    ("a pinned order settles numbers", {"text": "05/04/2023", "order": "mdy"}, {"edtf": "2023-05-04"}),
    ("a Julian text becomes Gregorian", {"text": "25 October 1917", "calendar": "julian"}, {"edtf": "1917-11-07"}),
    ("years before Christ stay text", {"text": "15 March 44 BC"}, {"start": "-0043-03-15", "end": "-0043-03-15"}),
    ("a pinned season is one", {"text": "2021-22", "edtf": "2021-22"}, {"precision": "season", "end": "2021-08-31"}),
    ("a pinned span of years is one", {"text": "2021-22", "edtf": "2021/2022"}, {"end": "2022-12-31"}),
    ("a pinned year may lie far ahead", {"text": "Year 5784", "edtf": "5784"}, {"start": "5784-01-01"}),
    ("far years bear their sign", {"edtf": "Y180000003"}, {"start": "+180000003-01-01", "end": "+180000003-12-31"}),
    (
        "midnight ends the day before",
        {"text": "from 22:00 on 23 June 2023 to 00:00 on 24 June 2023"},
        {"end": "2023-06-23T23:59:59+03:00"},
    ),
    ("a pinned day of a far year", {"start": "+12000-05-05"}, {"edtf": "", "precision": "open"}),
]


@pytest.mark.parametrize(("given_", "wanted"), [row[1:] for row in SETTLED], ids=[row[0] for row in SETTLED])
def test_a_date_is_settled(given_: dict[str, Any], wanted: dict[str, Any]) -> None:
    reading = settle(**given_)
    assert reading.trouble == ()
    assert {field: reading.values.get(field, "") for field in wanted} == wanted
    filled = [reading.values[side] for side in ("start", "end") if side in reading.values]
    assert all(re.fullmatch(BOUND, bound) for bound in filled)


INFERRED = [
    (None, "[..2023-06-24]", "open"),
    ("occurred", "[..2023-06-24]", "open"),
    ("ongoing", "2023-06-24", "day"),
    ("in-force", "2023-06-24", "day"),
    ("planned", "[2023-06-24..]", "open"),
]


@pytest.mark.parametrize(("status", "edtf", "precision"), INFERRED, ids=[str(row[0]) for row in INFERRED])
def test_an_inferred_date_is_bounded_by_the_day_of_publication(status: str | None, edtf: str, precision: str) -> None:
    reading = settle(MOSCOW._replace(status=status), basis="inferred")
    assert reading.trouble == ()
    assert (reading.values["edtf"], reading.values["precision"], reading.values["anchor"]) == (
        edtf,
        precision,
        "2023-06-24",
    )


def test_what_did_not_occur_has_no_inferred_date() -> None:
    assert settle(MOSCOW._replace(status="did-not-occur"), basis="inferred") == Reading()


def test_a_publication_is_never_bounded() -> None:
    assert settle(DateContext(published=True), basis="inferred") == Reading()


FAULTS: list[tuple[str, dict[str, Any], DateContext, list[tuple[str, str]]]] = [
    ("unreadable", {"text": "the other day"}, MOSCOW, [("D201", "/text")]),
    ("ambiguous", {"text": "05/04/2023"}, MOSCOW, [("D202", "/text")]),
    ("end before start", {"start": "2023-06-24", "end": "2023-06-23"}, MOSCOW, [("D203", "/end")]),
    ("instants too", {"start": "2023-06-24T09:00:00Z", "end": "2023-06-24T11:00:00+03:00"}, MOSCOW, [("D203", "/end")]),
    (
        "instants of one offset",
        {"start": "2023-06-24T09:00:00+03:00", "end": "2023-06-24T08:59:59+03:00"},
        MOSCOW,
        [("D203", "/end")],
    ),
    ("pinned day is another", {"text": "24 June", "edtf": "2023-06-25"}, MOSCOW, [("D204", "/edtf")]),
    ("no candidate is the pinned day", {"text": "05/04/2023", "edtf": "2023-06-03"}, MOSCOW, [("D204", "/edtf")]),
    (
        "pinned part is another",
        {"text": "morning of 24 June", "part_of_day": "evening"},
        MOSCOW,
        [("D204", "/part_of_day")],
    ),
    ("doubt is denied", {"text": "about 1951", "approximate": False}, MOSCOW, [("D204", "/approximate")]),
    ("doubt is not marked", {"text": "about 1951", "edtf": "1951"}, MOSCOW, [("D204", "/edtf")]),
    (
        "a start after the morning",
        {"text": "morning of 24 June", "start": "2023-06-24T16:00:00+03:00"},
        MOSCOW,
        [("D204", "/start")],
    ),
    (
        "a span after the morning",
        {"text": "morning of 24 June", "start": "2023-06-24T14:00:00+03:00", "end": "2023-06-24T16:00:00+03:00"},
        MOSCOW,
        [("D204", "/start")],
    ),
    ("an end after the day", {"text": "24 June", "end": "2023-06-25"}, MOSCOW, [("D204", "/end")]),
    ("a start before the day", {"text": "24 June", "start": "2023-06-23"}, MOSCOW, [("D204", "/start")]),
    ("an open date beside a day", {"text": "24 June", "edtf": "../2023-06-25"}, MOSCOW, [("D204", "/edtf")]),
    ("an end that no candidate has", {"text": "05/04/2023", "end": "2023-06-03"}, MOSCOW, [("D204", "/end")]),
    (
        "a time outside its part",
        {"text": "14:05 on 24 June", "part_of_day": "morning"},
        MOSCOW,
        [("D204", "/part_of_day")],
    ),
    (
        "a time outside its part, without a zone",
        {"text": "14:05 on 24 June", "part_of_day": "morning"},
        NOWHERE,
        [("D204", "/part_of_day"), ("D205", "")],
    ),
    ("a part of a month", {"edtf": "2023-05", "part_of_day": "morning"}, MOSCOW, [("D204", "/part_of_day")]),
    ("a part of two days", {"text": "4-5 May", "part_of_day": "morning"}, MOSCOW, [("D204", "/part_of_day")]),
    ("a part of no end", {"text": "since 5 May", "part_of_day": "night"}, MOSCOW, [("D204", "/part_of_day")]),
    ("no zone for a part", {"text": "morning of 24 June"}, NOWHERE, [("D205", "")]),
    ("no zone for a time", {"text": "08:20 on 24 June"}, NOWHERE, [("D205", "")]),
    ("a day of another calendar", {"text": "14 October 1066"}, MOSCOW, [("D215", "/text")]),
    ("a bound of another calendar", {"text": "before 3 May 1235"}, MOSCOW, [("D215", "/text")]),
    ("a day that says its calendar", {"text": "14 October 1066 (O.S.)"}, MOSCOW, []),
    ("a day that is told its calendar", {"text": "14 October 1066", "calendar": "julian"}, MOSCOW, []),
    ("a day that was counted over", {"text": "14 October 1066", "edtf": "1066-10-20"}, MOSCOW, [("D204", "/edtf")]),
    ("a day in ISO 8601", {"text": "1066-10-14"}, MOSCOW, []),
    ("a year is none of its days", {"text": "1066"}, MOSCOW, []),
    ("the first Gregorian day", {"text": "15 October 1582"}, MOSCOW, []),
    ("a day of Roman magistrates", {"text": "15 March 44 BC"}, MOSCOW, []),
    ("span is no month", {"edtf": "2023-06-24", "precision": "month"}, MOSCOW, [("D206", "/precision")]),
    ("a day is no minute", {"text": "24 June", "precision": "minute"}, MOSCOW, [("D206", "/precision")]),
    ("nor without a zone", {"text": "24 June", "precision": "second"}, NOWHERE, [("D206", "/precision")]),
    ("a minute is no day", {"text": "14:05 on 24 June", "precision": "day"}, MOSCOW, [("D206", "/precision")]),
    ("a morning is no minute", {"text": "morning of 24 June", "precision": "minute"}, MOSCOW, [("D206", "/precision")]),
    ("a day is no part of one", {"text": "24 June", "precision": "part-of-day"}, MOSCOW, [("D206", "/precision")]),
    ("a basis alone", {"basis": "stated"}, MOSCOW, [("S102", "")]),
    ("a basis and what it was read against", {"basis": "relative", "anchor": "2023-06-24"}, MOSCOW, [("S102", "")]),
    ("no anchor", {"text": "24 June"}, DateContext(), [("D208", "/text")]),
    ("no anchor to infer from", {"basis": "inferred"}, DateContext(), [("D208", "/basis")]),
    ("not EDTF", {"text": "24 June", "edtf": "2023-02-29"}, MOSCOW, [("D209", "/edtf")]),
    ("no such zone", {"text": "24 June", "timezone": "Europe/Moskva"}, MOSCOW, [("D210", "/timezone")]),
    ("no such day", {"start": "2023-02-30"}, MOSCOW, [("D201", "/start")]),
    ("a text far ahead", {"text": "Year 5784"}, MOSCOW, [("D201", "/text")]),
    ("years or a season", {"text": "2021-22"}, MOSCOW, [("D202", "/text")]),
    ("half of the day unsaid", {"text": "24 June 2023, 5 o'clock"}, MOSCOW, [("D202", "/text")]),
    ("local mean time", {"text": "morning of 24 June 1812"}, MOSCOW, [("D211", "")]),
]


@pytest.mark.parametrize(("given_", "context", "wanted"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_is_reported_once(given_: dict[str, Any], context: DateContext, wanted: list[tuple[str, str]]) -> None:
    reading = settle(context, **given_)
    assert codes(reading) == wanted


@pytest.mark.parametrize(
    ("context", "helped"),
    [
        (DateContext(), "add `anchor`, or `published` to the first source"),
        (DateContext(published=True), "write its year too, or add `edtf: YEAR-MONTH-DAY`"),
    ],
)
def test_a_publication_without_its_year_is_not_told_to_name_its_own_anchor(context: DateContext, helped: str) -> None:
    assert [d.help for d in settle(context, text="24 June").trouble] == [helped]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("June 2023", "2023-06-24"),
        ("24 June 2023", "2023-06"),
        ("24 June 2023", "[..2023-06-25]"),
        ("since 15 March 2022", "2022-03/.."),
        ("the night of 23-24 June 2023", "2023-06-24"),
        ("the night of 23-24 June 2023", "2023-06-24T02:00:00+03:00"),
    ],
)
def test_a_finer_or_coarser_pin_contradicts_nothing(text: str, edtf: str) -> None:
    assert settle(text=text, edtf=edtf).trouble == ()


def test_a_contradiction_is_told_in_the_words_of_the_record() -> None:
    (doubt,) = settle(text="about 1951", approximate=False).trouble
    assert doubt.message == "approximate is false, the text says that the date is approximate"
    (part,) = settle(text="14:05 on 24 June", part_of_day="morning").trouble
    assert "does not hold 2023-06-24T14:05:00+03:00" in part.message
    assert "from 05:00 to 12:00" in str(part.help)
    (start,) = settle(text="morning of 24 June", start="2023-06-24T16:00:00+03:00").trouble
    assert "from 2023-06-24T05:00:00+03:00 to 2023-06-24T11:59:59+03:00" in str(start.help)
    (day,) = settle(text="14 October 1066", edtf="1066-10-20").trouble
    assert str(day.help).startswith("add `calendar: julian`, if the text is of that calendar")


@pytest.mark.parametrize("text", ["morning of 24 June", "08:20 on 24 June", "morning of 24 June 1812"])
def test_without_an_offset_bounds_stay_calendar_days(text: str) -> None:
    values = settle(NOWHERE, text=text).values
    assert len(values["start"]) == len(values["end"]) == 10


def test_a_zone_rests_on_the_context_or_on_the_text() -> None:
    grounds = [
        {blank.field: (blank.value, blank.rule, blank.source) for blank in settle(MOSCOW, text=text).blanks}["timezone"]
        for text in ("24 June 2023 at 09:15", "24 June 2023 at 09:15 Kyiv time")
    ]
    assert grounds == [
        ("Europe/Moscow", ZONE_OF_CONTEXT, "dataset"),
        ("Europe/Kyiv", "time of a day, as printed", "lexicon"),
    ]


def test_a_night_without_a_zone_spans_two_days() -> None:
    values = settle(NOWHERE, text="night of 23 June 2023").values
    assert (values["edtf"], values["start"], values["end"]) == ("2023-06-23", "2023-06-23", "2023-06-24")


def test_a_time_that_comes_twice_is_bounded_by_both() -> None:
    values = settle(DateContext(timezone="Europe/Berlin"), text="29 October 2023 from 02:15 to 02:45").values
    assert (values["start"], values["end"]) == ("2023-10-29T02:15:00+02:00", "2023-10-29T02:44:59+01:00")


KYIV = DateContext(timezone="Europe/Kyiv")
SKIPPED = [
    ("a minute", {"text": "26 March 2023 at 03:30"}, "03:30"),
    ("an hour", {"text": "26 March 2023, 3 am"}, "03:00"),
    ("in ISO 8601", {"text": "2023-03-26 03:30:15"}, "03:30"),
    ("the start of a span", {"text": "26 March 2023 from 03:30 to 05:00"}, "03:30"),
    ("the end of a span", {"text": "26 March 2023 from 02:00 to 03:30"}, "03:30"),
    ("a lower bound", {"text": "after 03:30 on 26 March 2023"}, "03:30"),
    ("an upper bound", {"text": "before 03:30 on 26 March 2023"}, "03:30"),
    ("pinned", {"edtf": "2023-03-26T03:30:00"}, "03:30"),
]


@pytest.mark.parametrize(("given_", "time"), [row[1:] for row in SKIPPED], ids=[row[0] for row in SKIPPED])
def test_a_time_that_clocks_went_over_is_no_time(given_: dict[str, Any], time: str) -> None:
    reading = settle(KYIV, **given_)
    assert codes(reading) == [("D201", f"/{next(iter(given_))}")]
    assert f"on 2023-03-26 no clock showed {time} in Europe/Kyiv" in reading.trouble[0].message
    assert "`edtf: 2023-03-26`" in str(reading.trouble[0].help)
    assert dict(reading.values) == {}


@pytest.mark.parametrize(
    ("given_", "start", "end"),
    [
        ({"text": "26 March 2023 from 02:00 to 04:00"}, "2023-03-26T02:00:00+02:00", "2023-03-26T03:59:59+03:00"),
        ({"text": "26 March 2023 at 04:00"}, "2023-03-26T04:00:00+03:00", "2023-03-26T04:00:59+03:00"),
        ({"text": "26 March 2023 at 03:30 UTC"}, "2023-03-26T03:30:00Z", "2023-03-26T03:30:59Z"),
        ({"text": "night of 25 March 2023"}, "2023-03-25T22:00:00+02:00", "2023-03-26T05:59:59+03:00"),
        ({"text": "26 March 2023 at 03:30", "edtf": "2023-03-26"}, "2023-03-26", "2023-03-26"),
    ],
)
def test_what_only_borders_on_a_skipped_hour_is_settled(given_: dict[str, Any], start: str, end: str) -> None:
    reading = settle(KYIV, **given_)
    assert reading.trouble == ()
    assert (reading.values["start"], reading.values["end"]) == (start, end)


@pytest.mark.parametrize(
    ("given_", "end"),
    [({"text": "29 October 2023 at 03:30"}, "2023-10-29T03:30:59+02:00"),
     ({"text": "29 October 2023, 3:30 am"}, "2023-10-29T03:30:59+02:00"),
     ({"edtf": "2023-10-29T03:30:00"}, "2023-10-29T03:30:00+02:00")],
)  # fmt: skip
def test_a_minute_that_comes_twice_is_within_both(given_: dict[str, Any], end: str) -> None:
    values = settle(KYIV, **given_).values
    assert (values["start"], values["end"], values["precision"]) == ("2023-10-29T03:30:00+03:00", end, "within")
    again = settle(KYIV, **{**given_, **values})
    assert (dict(again.values), again.trouble) == ({}, ())
    later = "2023-10-29T03:30:00+02:00"
    assert settle(KYIV, **{**given_, "edtf": later}).values["start"] == later


MOVED = [
    ("a shorter morning", ("morning", "06:00", "10:00"), "morning of 24 June", "24T06:00:00", "24T09:59:59"),
    ("till midnight", ("evening", "18:00", "00:00"), "the evening of 24 June", "24T18:00:00", "24T23:59:59"),
    ("past midnight", ("evening", "18:00", "02:00"), "the evening of 24 June", "24T18:00:00", "25T01:59:59"),
    ("a night till midnight", ("night", "22:00", "00:00"), "the night of 24 June", "24T22:00:00", "24T23:59:59"),
    ("a night after midnight", ("night", "00:00", "06:00"), "night of 23-24 June", "24T00:00:00", "24T05:59:59"),
    ("that follows the day", ("night", "00:00", "06:00"), "the night of 24 June", "25T00:00:00", "25T05:59:59"),
    ("last night", ("night", "00:00", "06:00"), "last night", "26T00:00:00", "26T05:59:59"),
    ("from 24:00", ("night", "24:00", "06:00"), "last night", "26T00:00:00", "26T05:59:59"),
]


@pytest.mark.parametrize(("part", "text", "start", "end"), [row[1:] for row in MOVED], ids=[row[0] for row in MOVED])
def test_a_dataset_may_move_the_parts_of_the_day(part: tuple[str, str, str], text: str, start: str, end: str) -> None:
    context = MOSCOW._replace(anchor="2023-06-26", parts_of_day=(part,))
    reading = settle(context, text=text)
    assert reading.trouble == ()
    assert (reading.values["start"], reading.values["end"]) == (f"2023-06-{start}+03:00", f"2023-06-{end}+03:00")
    again = settle(context, text=text, **reading.values)
    assert (dict(again.values), again.trouble) == ({}, ())


def test_a_repeated_date_is_a_look_up() -> None:
    settle(text="24 June 1901")
    before = read_alone.cache_info().hits
    settle(text="24 June 1901")
    assert read_alone.cache_info().hits == before + 1


TEXTS = st.sampled_from([
    "on the morning of 24 June", "24 June", "the night of 23-24 June", "08:20 on 24 June 2023", "2023-06-24T09:00+05:30",
    "14:30 UTC", "yesterday evening", "last week", "two weeks ago", "28-Feb-19", "30 December - 2 January", "winter", "about 1951",
    "since Friday", "before 2014", "05/04/2023", "nonsense", "early June", "Q3 2022", "the 90s", "1990s", "44 BC", "2023-06-25?",
    "from 22:00 on 23 June to 04:00 on 24 June", "after 14:00 on 24 June", "1st century BC", "October 1917 (O.S.)",
    "from the evening of 23 June to the morning of 24 June", "2023-06-24T09:00:00Z", "around 9 am on 24 June",
    "03:30 on 29 October 2023", "03:30 on 26 March 2023", "from 02:00 to 03:30 on 29 October 2023", "June '23", "2021-22",
])  # fmt: skip
EDTF = st.sampled_from([
    "2023-06-24", "2023-06", "2023", "199X", "18XX", "2023-24", "2023-34", "[..2023-06-24]", "2023-06-23/2023-06-24",
    "2023-06-24T09:00:00", "2023-10-29T03:30:00", "2023-03-26T03:30:00", "2023-06-24T09:00:00+03:00", "2023-06-24T09:00:00Z", "{2023,2024}", "XXXX-06-24", "../..", "1985/",
    "-0054", "Y180000003", "157X-12-26", "2005-07~-12", "bad",
])  # fmt: skip
BOUNDS = st.sampled_from([
    "2023-06-24", "2023-06-23", "2023-06-30", "2023-06-01", "-0054-01-01", "2023-06-24T09:00:00+03:00", "2023-06-24T09:00Z",
    "2023-06-24T09:00:59+03:00", "2023-02-30", "2023-06-24T08:20:30+03:00", "2023-06-23T20:00:00+05:45", "+12000-05-05",
])  # fmt: skip
PRECISIONS = st.sampled_from(
    ["second", "minute", "hour", "part-of-day", "day", "month", "year", "within", "interval", "open"]
)
ZONES = st.sampled_from(["Europe/Moscow", "Europe/Kyiv", "UTC", "Asia/Kolkata", "Etc/GMT-3", "Europe/Amsterdam"])
DATES = st.fixed_dictionaries(
    {},
    optional={
        "text": TEXTS,
        "edtf": EDTF,
        "start": BOUNDS,
        "end": BOUNDS,
        "precision": PRECISIONS,
        "part_of_day": st.sampled_from(["night", "morning", "evening"]),
        "timezone": ZONES,
        "approximate": st.booleans(),
        "uncertain": st.booleans(),
        "basis": st.sampled_from(["stated", "relative", "year-inferred", "inferred"]),
        "anchor": st.sampled_from(["2023-06-24", "2020-01-01", "1700-01-01"]),
        "order": st.sampled_from(["dmy", "mdy", "ymd"]),
        "calendar": st.just("julian"),
    },
)
CONTEXTS = st.builds(
    DateContext,
    anchor=st.sampled_from([None, "2023-06-24", "1918-03-01"]),
    timezone=st.one_of(st.none(), ZONES),
    order=st.sampled_from([None, "dmy"]),
    status=st.sampled_from([None, "occurred", "ongoing", "planned", "did-not-occur"]),
    published=st.booleans(),
)


@pytest.mark.long
@settings(max_examples=500)
@given(DATES, CONTEXTS)
def test_settling_what_was_settled_adds_nothing(date: dict[str, Any], context: DateContext) -> None:
    first = settle(context, **date)
    again = settle(context, **{**first.values, **date})
    assert dict(again.values) == {}
    assert {code for code, _ in codes(again)} == {code for code, _ in codes(first)}


@given(DATES, CONTEXTS)
def test_blanks_are_only_what_was_blank_and_faults_are_in_the_table(date: dict[str, Any], context: DateContext) -> None:
    reading = settle(context, **date)
    assert not set(reading.values) & set(date)
    assert all(fault.code in RULES for fault in reading.trouble)
    if "edtf" in reading.values:
        assert parse(reading.values["edtf"]) is not None
        assert {"approximate", "uncertain", "precision", "basis"} <= {*reading.values, *date}


WRITTEN = st.sampled_from([
    "24 June 2023", "2023-06-24", "June 2023", "on the evening of 24 June 2023", "2023", "24.06.2023", "Saturday, 24 June 2023",
    "24 June", "on Saturday", "yesterday", "03/04/2023", "2012-13", "the 1990s", "spring 2022", "23-25 June 2023", "since 2014",
    "before 24 June 2023", "9:30 on 24 June 2023", "about 1650", "24 June or 25 June 2023", "24 juin 2023", "'23", "June 23",
    "between 23 June and 1 July 2023", "23 June to 1 July 2023", "at noon on 5 May", "mid-June 2023", "2023-06-24T05:00Z",
])  # fmt: skip


@settings(max_examples=150)
@given(WRITTEN, CONTEXTS)
def test_a_date_that_stands_alone_is_the_same_whenever_it_was_written(text: str, context: DateContext) -> None:
    if stands_alone(text, context.languages, context.order):
        for anchor in ("1905-02-03", "2023-06-24", "2031-12-31"):
            for status in ("planned", "occurred"):
                other = context._replace(anchor=anchor, status=status)
                assert read_alone((("text", text),), other) == read_alone((("text", text),), context)


def test_what_is_read_against_the_day_it_was_written_does_not_stand_alone() -> None:
    alone = {text for text in ("24 June", "yesterday", "on Saturday", "June 23") if stands_alone(text, (), None)}
    assert alone == set()
    assert stands_alone("on the evening of 24 June 2023", (), None)
