"""The chain of a claim names whom it passed, each once; a denial stands in what it denies."""

from typing import Any

import pytest

from regesta.check.looked import Looked
from regesta.check.record_rules import breaches
from regesta.dataset import Dataset
from regesta.release.computed import figures

DAILY = {"id": "daily", "publisher": "Example Daily", "publisher_actor": "daily"}
WIRE = {"id": "wire", "publisher": "The Wire"}


@pytest.mark.parametrize(
    ("claim", "sources", "places"),
    [
        ({"speaker": "Anna", "via": [{"name": "Bert"}]}, [WIRE], []),
        ({"speaker": "Anna", "via": [{"name": "The  wire"}]}, [WIRE], [0]),
        ({"speaker": "Anna", "via": [{"name": "Bert"}, {"name": "ANNA"}]}, [WIRE], [1]),
        ({"speaker": "Anna", "via": [{"name": "Bert"}, {"name": "Bert"}]}, [WIRE], [1]),
        ({"speaker": "Anna", "via": [{"name": "The Wire"}]}, [WIRE, DAILY], []),  # which source it is is not said
        ({"speaker": "Anna", "via": [{"name": "The Wire"}], "source": "wire"}, [WIRE, DAILY], [0]),
        ({"speaker": "Anna", "via": [{"name": "The paper", "actor": "daily"}]}, [DAILY], [0]),
        ({"speaker": "Anna", "via": [{"name": "Example Daily", "actor": "other"}]}, [DAILY], []),
        ({"speaker": "Anna", "speaker_actor": "anna", "via": [{"name": "Anna", "actor": "anna-b"}]}, [WIRE], []),
        ({"via": [{"name": "Bert"}]}, [WIRE], []),
        ({"speaker": "Anna", "via": "Anna"}, [WIRE], []),
        ({"speaker": 3, "via": [{"name": 3}, {}, "Anna"]}, [WIRE], []),
        ({"speaker": "Anna", "via": [{"name": "..."}], "source": ["wire"]}, [{"id": 3}], []),
    ],
)
def test_nobody_is_named_twice(claim: dict[str, Any], sources: list[Any], places: list[int]) -> None:
    record = {"id": "e", "claims": [claim], "sources": sources}
    found = [d.field for d in breaches(Looked(record, record), Dataset(), "2026-01-15") if d.code == "C502"]
    assert found == [f"/claims/0/via/{place}" for place in places]


OTHER = {"claim": "other#a", "stance": "denies", "scope": "explicit"}
OWN = {"claim": "e#a", "stance": "denies", "scope": "explicit"}
DENIAL = {"id": "d", "act": "denies", "responds_to": [OTHER]}
SAID = {"id": "a", "act": "asserts"}


@pytest.mark.parametrize(
    ("claims", "places"),
    [
        ([DENIAL], [0]),
        ([{**DENIAL, "made_in": "third"}], [0]),  # it was said elsewhere, and stands here
        ([{**SAID, "about": "/date"}, {**SAID, "made_in": "e"}, {**SAID, "act": "characterises"}, DENIAL], [3]),
        ([DENIAL, {**DENIAL, "id": "d2"}], [0, 1]),
        ([{**DENIAL, "made_in": "e"}], []),
        ([{**DENIAL, "about": "/date"}], []),
        ([{**DENIAL, "responds_to": [OTHER, OWN]}], []),
        ([{**DENIAL, "act": "asserts"}], []),
        ([{"id": "d", "act": "denies"}], []),  # of what the sources say of this event
        ([SAID, DENIAL], []),  # of this event, and of the other as well
        ([{**DENIAL, "responds_to": []}], []),
        ([{**DENIAL, "act": ["denies"]}, 3, {"act": "denies", "responds_to": "other#a"}], []),
    ],
)
def test_a_denial_of_other_events_alone_is_told_where_it_would_deny_its_own(
    claims: list[Any], places: list[int]
) -> None:
    record = {"id": "e", "claims": claims, "sources": [WIRE]}
    found = [d for d in breaches(Looked(record, record), Dataset(), "2026-01-15") if d.code == "C503"]
    assert [d.field for d in found] == [f"/claims/{place}" for place in places]
    assert all("`made_in: e`" in str(d.help) for d in found)


def test_what_the_help_on_a_denial_says_leaves_the_event_undisputed() -> None:
    event: dict[str, Any] = {"id": "e", "sources": [WIRE], "claims": [{**DENIAL, "source": "wire"}]}
    assert figures(event, (), (), "e")["verification"] == "disputed"
    event["claims"][0]["made_in"] = "e"
    assert figures(event, (), (), "e")["verification"] == "reported"
