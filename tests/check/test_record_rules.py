"""Rules over one record, where what they say depends on little."""

from typing import Any

import pytest

from regesta.check.looked import Looked
from regesta.check.record_rules import breaches
from regesta.contract import Contract
from regesta.dataset import Dataset

TODAY = "2026-01-15"
ROW = {"code": "tents", "label": "Tents", "description": "", "broader": "other"}
CRANES = {"code": "cranes", "label": "Cranes", "description": "", "broader": "vehicles"}


@pytest.mark.parametrize(
    ("quantity", "fields"),
    [
        ({"measure": "killed", "best": -99}, ["/quantities/0/best"]),
        ({"measure": "injured", "low": -2, "high": -1}, ["/quantities/0/low", "/quantities/0/high"]),
        ({"measure": "distance", "best": -0.5}, ["/quantities/0/best"]),
        ({"measure": "cranes", "best": -1}, ["/quantities/0/best"]),
        ({"measure": "killed", "low": 0}, []),
        ({"measure": "money", "best": -5}, []),
        ({"measure": "other", "object": "degrees", "best": -20}, []),
        ({"measure": "tents", "best": -20}, []),
        ({"measure": ["killed"], "best": -1}, []),
        ({"best": -1}, []),
    ],
)
def test_of_what_is_counted_there_is_no_less_than_nothing(quantity: dict[str, Any], fields: list[str]) -> None:
    record = {"quantities": [quantity]}
    dataset = Dataset(contract=Contract(added={"measures": {"tents": ROW, "cranes": CRANES}}))
    found = [d for d in breaches(Looked(record, record), dataset, TODAY) if d.code != "Q604"]
    assert [(d.code, d.field) for d in found] == [("S106", field) for field in fields]


@pytest.mark.parametrize(
    ("quantity", "field"),
    [
        ({"low": 3, "high": 2}, "low"),
        ({"low": 3, "best": 4, "high": 2}, "low"),
        ({"low": 3, "best": 5, "high": 5, "qualifier": "exactly"}, "qualifier"),
        ({"low": 5, "best": 5.0, "high": 5, "qualifier": "exactly"}, None),
        ({"best": 5, "qualifier": "exactly"}, None),
        ({"low": 3, "high": 5, "qualifier": "about"}, None),
        ({"qualifier": "exactly"}, None),
    ],
)
def test_figures_stand_in_their_order_and_are_one_where_they_are_exact(
    quantity: dict[str, Any], field: str | None
) -> None:
    record = {"quantities": [{"measure": "other", **quantity}]}
    found = breaches(Looked(record, record), Dataset(), TODAY)
    assert [(d.code, d.field) for d in found] == [("Q601", f"/quantities/0/{field}")] * (field is not None)


def test_help_names_some_of_a_great_many_claims() -> None:
    record = {"claims": [{"id": f"claim-{number}"} for number in range(5_000)]}
    references = [("claim", "zzz", "/quotes/0/claim"), ("claim", "claim-77", "/quotes/1/claim")]
    (found,) = breaches(Looked(record, record, references), Dataset(), TODAY)
    assert (found.code, found.field) == ("X702", "/quotes/0/claim")
    assert len(str(found.help)) < 250


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
    found = breaches(Looked(record, record), Dataset(), TODAY)
    assert [(d.code, d.field) for d in found] == [("D207", "/date")] * is_told


@pytest.mark.parametrize("status", ["planned", "did-not-occur"])
def test_what_has_not_happened_may_lie_ahead(status: str) -> None:
    source = {"published": {"end": "2023-05-05"}}
    record = {"date": {"start": "2023-05-06"}, "status": status, "sources": [source]}
    assert breaches(Looked(record, record), Dataset(), TODAY) == []
