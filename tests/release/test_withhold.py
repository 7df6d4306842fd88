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


def test_what_points_into_a_list_points_to_the_same_member_when_others_go() -> None:
    public = public_edition(
        {
            "id": "e",
            "participants": [{"name": name, "role": "victim"} for name in "ABCD"],
            "missing": [
                {"field": "/participants/3/kind", "reason": "not-stated"},
                {"field": "/participants/1/kind", "reason": "unclear"},
                {"field": "/participants/-", "reason": "not-stated"},
            ],
            "claims": [{"id": "c", "about": "/participants/3/role"}, {"id": "d", "about": "/participants/1/role"}],
            "withhold": [{"field": "/participants/2/name"}, {"field": "/participants/1"}],
        }
    )
    assert [who.get("name") for who in public["participants"]] == ["A", None, "D"]
    assert [claim["about"] for claim in public["claims"]] == ["/participants/2/role", "/participants"]
    assert [(entry["field"], entry["reason"]) for entry in public["missing"]] == [
        ("/participants/2/kind", "not-stated"),
        ("/participants/-", "not-stated"),
        ("/participants/-", "withheld"),
        ("/participants/1/name", "withheld"),
    ]


def test_what_lies_in_a_member_that_goes_is_not_taken_from_the_next() -> None:
    hidden = [{"field": "/quantities/0"}, {"field": "/quantities/0/measure"}]
    assert public_edition({**EVENT, "withhold": hidden})["quantities"] == [{"measure": "injured"}]


def test_the_first_withheld_stands_first() -> None:
    many = {"id": "e", "participants": [{"name": str(n)} for n in range(11)]}
    told = public_edition(many, ["/participants/*/name"])["missing"]
    assert [entry["field"] for entry in told] == [f"/participants/{n}/name" for n in range(11)]


def test_what_refers_to_a_withheld_source_or_claim_does_not_tell_of_it() -> None:
    event = {
        "id": "e",
        "claims": [{"id": "a", "source": "s"}, {"id": "b", "source": "t"}],
        "quotes": [{"text": "No.", "claim": "a", "source": "t"}],
        "quantities": [{"measure": "killed", "claim": "a"}, {"measure": "injured", "claim": "b"}],
        "sources": [{"id": "s"}, {"id": "t"}],
    }
    public = public_edition({**event, "withhold": [{"field": "/sources/0"}, {"field": "/claims/0"}]})
    assert public["claims"] == [{"id": "b", "source": "t"}]
    assert public["quotes"] == [{"text": "No.", "source": "t"}]
    assert public["quantities"] == [{"measure": "killed"}, {"measure": "injured", "claim": "b"}]
    told = [entry["field"] for entry in public["missing"]]
    assert told == ["/claims/-", "/quantities/0/claim", "/quotes/0/claim", "/sources/-"]
