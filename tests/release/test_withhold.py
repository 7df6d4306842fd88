"""What is withheld is gone, with what would give it away, and the event says that it is."""

from typing import Any

from regesta.release.withhold import matching, public_edition

EVENT: dict[str, Any] = {
    "id": "e",
    "places": [{"name": "A street", "latitude": 50.123456, "longitude": 30.654321, "geonames": 1}],
    "participants": [
        {"name": "Jane Roe", "role": "victim", "canonical_name": "Jane Roe", "actor": "jane-roe"},
        {"name": "A crowd", "role": "initiator"},
    ],
    "quantities": [{"measure": "killed"}, {"measure": "injured"}],
    "claims": [{"id": "c", "act": "asserts", "about": "/quantities/1"}],
}


def test_a_field_goes_with_its_companions_and_missing_says_so() -> None:
    public = public_edition(
        {**EVENT, "withhold": [{"field": "/participants/0/name", "reason": "a minor"}], "waivers": []}
    )
    assert public["participants"][0] == {"role": "victim"}
    assert {"field": "/participants/0/name", "reason": "withheld"} in public["missing"]
    assert "withhold" not in public
    assert "waivers" not in public
    assert "minor" not in str(public)


def test_a_pattern_chooses_by_role() -> None:
    assert list(matching(EVENT, "/participants/*/name?role=victim")) == ["/participants/0/name"]
    assert list(matching(EVENT, "/participants/*/name")) == ["/participants/0/name", "/participants/1/name"]
    assert "Jane" not in str(public_edition(EVENT, ["/participants/*/name?role=victim"]))


def test_half_a_position_takes_the_whole_position_along() -> None:
    public = public_edition(EVENT, ["/places/*/latitude"])
    assert public["places"] == [{"name": "A street"}]


def test_coordinates_are_rounded() -> None:
    place = public_edition(EVENT, digits=2)["places"][0]
    assert (place["latitude"], place["longitude"]) == (50.12, 30.65)


def test_a_member_that_goes_leaves_the_pointers_of_claims_right() -> None:
    public = public_edition({**EVENT, "withhold": [{"field": "/quantities/0", "reason": "r"}]})
    assert public["quantities"] == [{"measure": "injured"}]
    assert public["claims"][0]["about"] == "/quantities/0"
    assert public["missing"] == [{"field": "/quantities/-", "reason": "withheld"}]


def test_the_event_itself_stays_as_it_is() -> None:
    before = str(EVENT)
    public_edition(EVENT, ["/places/*/latitude"], 1)
    assert str(EVENT) == before
