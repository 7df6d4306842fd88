"""Nothing of a record is told, read or changed before it can be."""

from typing import Any

import pytest

from regesta.check.looked import Looked
from regesta.check.record_rules import breaches
from regesta.dataset import Dataset
from regesta.normalise.record import normalise_record

DAY = {"edtf": "2024-03-06", "start": "2024-03-06", "end": "2024-03-06"}
MONTH = {"edtf": "2024-03", "start": "2024-03-01", "end": "2024-03-31"}
OPEN = {"edtf": "../2024-03-06", "end": "2024-03-06"}
NIGHT = {"start": "2024-03-06T01:00:00+09:00", "end": "2024-03-06T01:00:59+09:00"}


def told(record: dict[str, Any], code: str, raw: dict[str, Any] | None = None) -> list[str]:
    found = breaches(Looked(record if raw is None else raw, record), Dataset(), "2026-01-15")
    return [d.field for d in found if d.code == code]


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        ({"sources": [{"published": DAY, "retrieved": "2024-03-01"}]}, ["/sources/0/retrieved"]),
        ({"sources": [{"published": DAY, "retrieved": "2024-03-04"}]}, ["/sources/0/retrieved"]),
        ({"sources": [{"published": DAY, "retrieved": "2024-03-05"}]}, []),  # it may be that day elsewhere
        ({"sources": [{"published": NIGHT, "retrieved": "2024-03-05"}]}, []),
        ({"sources": [{"published": MONTH, "retrieved": "2024-03-01"}]}, []),
        ({"sources": [{"published": MONTH, "retrieved": "2024-02-01"}]}, ["/sources/0/retrieved"]),
        ({"sources": [{"published": OPEN, "retrieved": "2024-02-01"}, {"retrieved": "2024-02-01"}]}, []),
        ({"sources": [{"published": "2024", "retrieved": ["x"]}]}, []),
        ({"media": [{"posted": DAY, "verified": {"at": "2024-03-01"}}]}, ["/media/0/verified/at"]),
        ({"media": [{"posted": DAY, "verified": {"at": "2024-03-06"}}, {"verified": "x"}]}, []),
        ({"provenance": {"created": "2024-03-06", "modified": "2024-03-05"}}, ["/provenance/modified"]),
        ({"provenance": {"created": "2024-03-06", "modified": "2024-03-06"}}, []),
        ({"provenance": {"created": 3, "modified": "2024-03-06"}}, []),
    ],
)
def test_days_stand_in_their_order(record: dict[str, Any], fields: list[str]) -> None:
    assert told(record, "D213") == fields


def test_a_shared_source_is_not_told_in_each_event_that_cites_it() -> None:
    record = {"sources": [{"id": "s", "published": DAY, "retrieved": "2024-03-01"}]}
    assert told(record, "D213", {"sources": [{"id": "s"}]}) == []
    assert told(record, "D213", {"sources": [{"id": "s", "retrieved": "2024-03-01"}]}) == ["/sources/0/retrieved"]


AFTER: list[tuple[str, dict[str, str], list[dict[str, str]], bool]] = [
    ("days", {"start": "2023-05-06"}, [{"end": "2023-05-05"}], True),
    ("the same day", {"start": "2023-05-05"}, [{"end": "2023-05-05"}], False),
    ("before the last source", {"start": "2023-05-06"}, [{"end": "2023-05-07"}, {"end": "2023-05-05"}], False),
    ("a source that came out nobody knows when", {"start": "2023-05-06"}, [{"start": "2023-05-05"}], False),
    ("instants of two days", {"start": "2023-05-06T01:00:00+03:00"}, [{"end": "2023-05-05T23:30:59Z"}], False),
    ("instants of one day", {"start": "2023-05-05T15:00:00+03:00"}, [{"end": "2023-05-05T14:00:59+03:00"}], True),
    ("while it came out", {"start": "2023-05-05T14:00:00+03:00"}, [{"end": "2023-05-05T14:00:59+03:00"}], False),
    (
        "a day and an instant",
        {"start": "2023-05-06", "timezone": "Europe/Moscow"},
        [{"end": "2023-05-05T23:30:59Z"}],
        False,
    ),
    ("a day whose zone is unknown", {"start": "2023-05-06"}, [{"end": "2023-05-05T23:30:59Z"}], True),
    (
        "an instant and a day",
        {"start": "2023-05-06T01:00:00+03:00"},
        [{"end": "2023-05-05", "timezone": "UTC"}],
        False,
    ),
    (
        "an instant of the same day elsewhere",
        {"start": "2023-05-05T23:00:00-10:00"},
        [{"end": "2023-05-05", "timezone": "UTC"}],
        False,
    ),
    ("a far year", {"start": "+12000-05-05"}, [{"end": "2023-05-05"}], True),
    ("a year before Christ", {"start": "-0043-03-15"}, [{"end": "2023-05-05"}], False),
    ("after a year before Christ", {"start": "-0043-03-15"}, [{"end": "-0044-03-15"}], True),
]


@pytest.mark.parametrize(("date", "published", "is_told"), [row[1:] for row in AFTER], ids=[row[0] for row in AFTER])
def test_an_event_begins_before_its_last_source_comes_out(
    date: dict[str, str], published: list[dict[str, str]], is_told: bool
) -> None:
    record = {"date": date, "status": "occurred", "sources": [{"published": one} for one in published]}
    assert told(record, "D207") == ["/date"] * is_told


@pytest.mark.parametrize("status", ["planned", "did-not-occur"])
def test_what_has_not_happened_may_lie_ahead(status: str) -> None:
    source = {"published": {"end": "2023-05-05"}}
    record = {"date": {"start": "2023-05-06"}, "status": status, "sources": [source]}
    assert told(record, "D207") == []


@pytest.mark.parametrize(
    ("claim", "published", "is_told"),
    [
        ({"date": {"start": "2024-03-07"}}, [DAY], True),
        ({"date": {"start": "2024-03-06"}}, [DAY], False),
        ({"date": {"start": "2024-03-07"}}, [MONTH], False),
        ({"date": {"start": "2024-03-07"}}, [DAY, MONTH], False),  # which of the two tells it is not said
        ({"date": {"start": "2024-03-07"}, "source": "s0"}, [DAY, MONTH], True),
        ({"date": {"start": "2024-03-07"}, "source": "s1"}, [DAY, MONTH], False),
        ({"date": {"start": "2024-03-07"}, "source": ["s0"]}, [DAY], False),
        ({"date": {"end": "2024-03-07"}}, [DAY], False),
        ({"date": "2024-03-07"}, [DAY], False),
        ({"date": {"start": "2024-03-07"}}, ["2024"], False),
    ],
)
def test_a_claim_is_made_before_its_source_comes_out(
    claim: dict[str, Any], published: list[Any], is_told: bool
) -> None:
    sources = [{"id": f"s{n}", "published": one} for n, one in enumerate(published)]
    assert told({"claims": [{"id": "c", **claim}], "sources": sources}, "D207") == ["/claims/0/date"] * is_told


MIDNIGHT = "2024-03-05T00:00:00Z"


@pytest.mark.parametrize(
    ("date", "field"),
    [
        ({"edtf": MIDNIGHT}, "/date/edtf"),
        ({"text": MIDNIGHT}, "/date/text"),
        ({"text": MIDNIGHT, "edtf": MIDNIGHT}, "/date/edtf"),
        ({"text": "2024-03-05T00:00:00+00:00"}, "/date/text"),
        ({"text": "2024-03-05T00:00:00.000Z"}, "/date/text"),
        ({"text": "2024-03-05 00:00:00"}, "/date/text"),
        ({"text": "3/15/2024 0:00:00"}, "/date/text"),
        ({"text": "Tue, 05 Mar 2024 00:00:00 GMT"}, "/date/text"),
        ({"text": "2024-03-05 00:00:00 local time"}, None),
        ({"text": "00:00 on 5 March 2024"}, None),
        ({"text": "2024-03-05T00:00Z"}, None),
        ({"text": "2024-03-05T00:00:00+03:00"}, None),
        ({"text": "2024-03-05T10:00:00Z"}, None),
        ({"text": "2024-03-05T20:00:00Z"}, None),
        ({"text": "on the stroke of midnight, 5 March", "edtf": MIDNIGHT}, None),
        ({"text": MIDNIGHT, "edtf": "2024-03-05"}, None),
        ({"edtf": MIDNIGHT, "precision": "second"}, None),
        ({"edtf": MIDNIGHT, "precision": "minute"}, None),
        ({"edtf": "2024-03-05T00:00:00", "timezone": "Europe/Riga"}, None),
    ],
)
def test_a_midnight_that_may_be_a_day_is_told(date: dict[str, Any], field: str | None) -> None:
    record = {"date": date}
    filled = normalise_record(record, Dataset()).data
    found = [d for d in breaches(Looked(record, filled), Dataset(), "2026-01-15") if d.code == "D214"]
    assert [d.field for d in found] == ([] if field is None else [field])
    assert all("`precision: second`" in str(d.help) and filled["date"]["edtf"][:10] in str(d.help) for d in found)


def test_what_the_help_on_midnight_says_ends_the_matter() -> None:
    for date in (
        {"text": MIDNIGHT, "precision": "second"},
        {"text": MIDNIGHT, "edtf": "2024-03-05"},
        {"edtf": "2024-03-05"},
    ):
        record = {"date": date}
        filled = normalise_record(record, Dataset())
        assert filled.trouble == []
        assert told(filled.data, "D214", record) == []


@pytest.mark.parametrize("date", [None, 3, [], {}, {"edtf": 3}, {"text": ["x"]}, {"text": "0" * 100_000}], ids=range(7))
def test_a_date_that_is_none_is_no_midnight(date: Any) -> None:
    assert told({"date": {"precision": "second"}}, "D214", {"date": date}) == []
