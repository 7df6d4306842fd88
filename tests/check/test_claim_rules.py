"""The chain of a claim names those between its source and its speaker, each once."""

from typing import Any

import pytest

from regesta.check.looked import Looked
from regesta.check.record_rules import breaches
from regesta.dataset import Dataset

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
