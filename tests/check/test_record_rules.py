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


@pytest.mark.parametrize(
    ("claim", "fields"),
    [
        ({"responds_to": [{"claim": "e#d"}, {"claim": "e#c"}]}, ["/claims/0/responds_to/1/claim"]),
        ({"responds_to": [{"claim": "other#c"}, "e#c", {"claim": 3}]}, []),
        ({"responds_to": "e#c"}, []),
        ({"about": "/claims/0"}, ["/claims/0/about"]),
        ({"about": "/claims/0/statement"}, ["/claims/0/about"]),
        ({"about": "/claims/01"}, []),
        ({"about": "/claims/1"}, []),
        ({"about": ["/claims/0"]}, []),
        ({"made_in": "e"}, []),
    ],
)
def test_a_claim_neither_answers_nor_is_about_itself(claim: dict[str, Any], fields: list[str]) -> None:
    record = {"id": "e", "claims": [{"id": "c", **claim}, {"id": "d"}]}
    assert [d.field for d in breaches(Looked(record, record), Dataset(), TODAY) if d.code == "X703"] == fields
