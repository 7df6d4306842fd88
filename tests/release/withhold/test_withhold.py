"""What is withheld is gone, with what would give it away, and the event says that it is."""

from typing import Any

import pytest

from regesta.contract import value_at
from regesta.release.withhold.values import matching, public_edition, rounded, withheld_of_sources, without

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
    assert list(matching(EVENT, "/participants/1/name")) == ["/participants/1/name"]
    assert list(matching(EVENT, "/participants/2/name")) == []
    assert list(matching(EVENT, "/places/*?geonames=1")) == ["/places/0"]
    assert list(matching({"quotes": [{"translated": True}]}, "/quotes/*?translated=true")) == ["/quotes/0"]
    assert list(matching({"extra": {"a/b": 1}}, "/extra/a~1b")) == ["/extra/a~1b"]
    assert "Jane" not in str(public_edition(EVENT, ["/participants/*/name?role=victim"]))


def test_coordinates_are_rounded() -> None:
    place = public_edition(EVENT, digits=2)["places"][0]
    assert (place["latitude"], place["longitude"]) == (50.12, 30.65)


@pytest.mark.parametrize(
    ("precision", "digits", "latitude", "told"),
    [
        ("exact", 2, 43.18765, "near"),
        ("exact", 0, 43.18765, "near"),
        ("exact", 3, 43.18765, "near"),
        ("exact", 4, 43.18765, "exact"),  # five metres
        ("exact", 2, 43.18, "exact"),  # it was told so
        ("settlement", 2, 43.18765, "settlement"),
        ("near", 2, 43.18765, "near"),
        ("area", 2, 43.18765, "area"),
    ],
)
def test_a_spot_that_was_moved_is_the_spot_no_more(precision: str, digits: int, latitude: float, told: str) -> None:
    place = {"name": "P", "latitude": latitude, "longitude": 27.91, "precision": precision}
    assert public_edition({**EVENT, "places": [place]}, digits=digits)["places"][0]["precision"] == told
    assert rounded([place], digits)[0]["precision"] == told  # of the registry, and what was before
    assert place["precision"] == precision


def test_what_has_no_precision_or_no_point_gets_none() -> None:
    assert rounded({"latitude": 43.18765, "longitude": 27.9}, 1) == {"latitude": 43.2, "longitude": 27.9}
    assert rounded({"name": "P", "precision": "exact"}, 1) == {"name": "P", "precision": "exact"}


def test_a_member_that_goes_leaves_the_pointers_of_claims_right() -> None:
    public = public_edition({**EVENT, "withhold": [{"field": "/quantities/0", "reason": "r"}]})
    assert public["quantities"] == [{"measure": "injured"}]
    assert public["claims"][0]["about"] == "/quantities/0"
    assert public["missing"] == [{"field": "/quantities/-", "reason": "withheld"}]


def test_the_event_itself_stays_as_it_is() -> None:
    before = str(EVENT)
    public_edition(EVENT, ["/places/*/latitude", "/participants"], 1)
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


# What would give a withheld value away

OFFICE = {
    "name": "the ministry", "canonical_name": "Foreign Office, Berlin", "place": "office", "country": "DE", "admin1": "DE-BE",
    "admin1_name": "Berlin", "latitude": 52.5141, "longitude": 13.3981, "precision": "exact", "role": "location",
}  # fmt: skip
TOWN = {
    "name": "Bucha", "canonical_name": "Bucha", "country": "UA", "claimed_by": ["RU"], "admin1": "UA-32", "admin2_name": "Bucha Raion",
    "geonames": 1, "latitude": 50.5, "longitude": 30.2, "precision": "settlement",
}  # fmt: skip
MINISTER = {"name": "Minister Ann Lee", "canonical_name": "Ann Lee", "actor": "lee", "wikidata": "Q1", "position": "Minister", "role": "party"}  # fmt: skip
DAY = {"text": "on 2 May", "edtf": "2024-05-02", "start": "2024-05-02", "end": "2024-05-02", "precision": "day", "anchor": "2024-05-03", "basis": "year-inferred"}  # fmt: skip
WHOLE_DAY = ("text", "edtf", "start", "end", "basis", "anchor")
PAPER = {
    "id": "s", "publisher": "Post", "publisher_actor": "post", "title": "A day", "url": "https://e.org/a", "archive_url": "https://a.org/e",
    "published": DAY, "redistributable": True, "text_file": "evidence/a.txt", "sha256": "0", "language": "en",
}  # fmt: skip
DOCUMENT = ("url", "archive_url", "text_file", "sha256")
SEEN = {"kind": "video", "url": "https://e.org/v", "archive_url": "https://a.org/v", "sha256": "1", "platform": "Tube"}
DOZEN = {"measure": "killed", "low": 12, "qualifier": "at-least", "text": "at least 12"}
EXACT = {"measure": "killed", "low": 77, "best": 77, "high": 77, "qualifier": "exactly", "text": "seventy-seven", "unit": "1"}  # fmt: skip
SAID = {"id": "c", "act": "asserts", "speaker": "A", "speaker_actor": "a", "statement": "They ran."}
QUOTED = [{"text": "we ran", "claim": "c", "speaker": "A", "speaker_actor": "a"}, {"text": "no", "claim": "d"}]
INFERRED = {"edtf": "[..2024-05-02]", "end": "2024-05-02", "precision": "within", "basis": "inferred"}
IN_ZONE = {"edtf": "2024-05-02", "timezone": "Europe/Berlin"}


@pytest.mark.parametrize(
    ("event", "pointer", "gone"),
    [
        ({"quantities": [DOZEN]}, "/quantities/0/low", ("text",)),
        ({"quantities": [DOZEN]}, "/quantities/0/text", ("low", "qualifier")),
        ({"quantities": [DOZEN]}, "/quantities/0/qualifier", ("text",)),
        ({"quantities": [DOZEN]}, "/quantities/0/measure", ("text",)),
        ({"quantities": [DOZEN, EXACT]}, "/quantities/1/best", ("text", "low", "high")),
        ({"quantities": [DOZEN, EXACT]}, "/quantities/1/text", ("low", "best", "high", "qualifier", "unit")),
        ({"quantities": [{**EXACT, "high": 90}]}, "/quantities/0/high", ("text",)),
        ({"quantities": [{"measure": "killed", "best": 3}]}, "/quantities/0/best", ()),
        ({"places": [OFFICE]}, "/places/0/latitude", ("longitude", "place", "canonical_name", "name")),
        ({"places": [OFFICE]}, "/places/0/place", ("latitude", "longitude", "canonical_name", "name")),
        ({"places": [OFFICE]}, "/places/0/admin1_name", ("admin1", "latitude", "longitude", "place", "canonical_name", "name")),
        ({"places": [{"name": "14 Lower Street", "latitude": 1.5, "longitude": 2.5}]}, "/places/0/longitude", ("latitude", "name")),
        ({"places": [TOWN]}, "/places/0/latitude", ("longitude", "geonames")),
        ({"places": [{**TOWN, "precision": "exact"}]}, "/places/0/longitude", ("latitude", "geonames")),
        ({"places": [{**TOWN, "place": "bucha"}]}, "/places/0/latitude", ("longitude", "geonames", "place", "name", "canonical_name")),
        ({"places": [TOWN]}, "/places/0/country",
         ("claimed_by", "admin1", "admin2_name", "name", "canonical_name", "geonames", "latitude", "longitude")),
        ({"places": [TOWN]}, "/places/0/admin2_name", ("name", "canonical_name", "geonames", "latitude", "longitude")),
        ({"places": [TOWN]}, "/places/0/name", ("canonical_name", "geonames", "latitude", "longitude")),
        ({"places": [TOWN]}, "/places/0/claimed_by/0", ()),
        ({"places": [TOWN]}, "/places/0/precision", ()),
        ({"places": [{"name": "Germany", "canonical_name": "Germany", "country": "DE", "precision": "country"}]},
         "/places/0/name", ("country", "canonical_name")),
        ({"places": [{"name": "Berlin", "country": "DE", "admin1": "DE-BE", "admin1_name": "Berlin", "precision": "settlement"}]},
         "/places/0/name", ("admin1", "admin1_name")),
        ({"participants": [MINISTER]}, "/participants/0/name", ("canonical_name", "actor", "wikidata", "position")),
        ({"participants": [MINISTER]}, "/participants/0/canonical_name", ("name", "actor", "wikidata", "position")),
        ({"participants": [MINISTER]}, "/participants/0/actor", ("name", "canonical_name", "wikidata", "position")),
        ({"participants": [MINISTER]}, "/participants/0/wikidata", ("name", "canonical_name", "actor", "position")),
        ({"participants": [MINISTER]}, "/participants/0/position", ("name",)),
        ({"participants": [{**MINISTER, "name": "Ann Lee"}]}, "/participants/0/position", ()),
        ({"participants": [MINISTER]}, "/participants/0/role", ()),
        ({"date": DAY}, "/date/start", WHOLE_DAY),
        ({"date": DAY}, "/date/anchor", ("text", "basis")),
        ({"date": DAY}, "/date/precision", ()),
        ({"date": {"text": "in spring", "start": "2024-03-01"}}, "/date/text", ("start",)),
        ({"claims": [{"id": "c", "date": DAY}]}, "/claims/0/date/text", WHOLE_DAY),
        ({"claims": [{"id": "c", "via": [{"name": "B", "actor": "b", "role": "relayer"}]}]}, "/claims/0/via/0/name", ("actor",)),
        ({"claims": [{"id": "c", "via": [{"name": "B", "actor": "b", "role": "relayer"}]}]}, "/claims/0/via/0/actor", ("name",)),
        ({"claims": [SAID]}, "/claims/0/speaker_actor", ("speaker",)),
        ({"claims": [SAID], "quotes": QUOTED}, "/claims/0/statement", ("/quotes/0/text",)),
        ({"claims": [SAID], "quotes": QUOTED}, "/claims/0/speaker", ("speaker_actor", "/quotes/0/speaker", "/quotes/0/speaker_actor")),
        ({"claims": [SAID], "quotes": QUOTED}, "/quotes/0/speaker", ("speaker_actor", "/claims/0/speaker", "/claims/0/speaker_actor")),
        ({"sources": [PAPER]}, "/sources/0/title", DOCUMENT),
        ({"sources": [PAPER]}, "/sources/0/url", DOCUMENT),
        ({"sources": [PAPER]}, "/sources/0/publisher_actor", ("publisher", *DOCUMENT)),
        ({"sources": [PAPER]}, "/sources/0/published", DOCUMENT),
        ({"sources": [PAPER]}, "/sources/0/published/text", (*WHOLE_DAY, "precision", *(f"/sources/0/{name}" for name in DOCUMENT))),
        ({"sources": [PAPER]}, "/sources/0/text_file", ()),
        ({"sources": [PAPER], "date": {"text": "today", "anchor": "2024-05-02"}}, "/sources/0/published", (*DOCUMENT, "/date/anchor", "/date/text")),
        ({"sources": [PAPER], "date": INFERRED}, "/sources/0/published", (*DOCUMENT, "/date/edtf", "/date/end", "/date/basis")),
        ({"sources": [PAPER], "date": {**DAY, "anchor": "2023-01-01"}}, "/sources/0/published", DOCUMENT),
        ({"media": [SEEN]}, "/media/0/url", ("archive_url", "sha256")),
        ({"media": [SEEN]}, "/media/0/platform", ("url", "archive_url", "sha256")),
        ({"media": [{**SEEN, "posted": DAY}]}, "/media/0/posted/text", (*WHOLE_DAY, "/media/0/url", "/media/0/archive_url", "/media/0/sha256")),
        ({"places": [TOWN], "date": IN_ZONE, "media": [{"posted": IN_ZONE}]}, "/places/0", ("/date/timezone", "/media/0/posted/timezone")),
        ({"places": [{"country": "DE"}], "date": IN_ZONE}, "/places/0/country", ("/date/timezone",)),
        ({"places": [{"country": "DE", "role": "mentioned"}], "date": IN_ZONE}, "/places/0/country", ()),
        ({"places": [OFFICE], "date": IN_ZONE}, "/places/0/latitude", ("longitude", "place", "canonical_name", "name")),
        ({"type": "protest", "subtype": "march"}, "/type", ("subtype",)),
        ({"type": "protest", "subtype": "march"}, "/subtype", ()),
        ({"claims": [SAID], "quotes": QUOTED}, "/claims/0", ("/quotes/0/text", "/quotes/0/claim", "/quotes/0/speaker", "/quotes/0/speaker_actor")),
        ({"sources": [PAPER], "claims": [{"id": "c", "source": "s", "date": {"text": "today", "anchor": "2024-05-02"}}]}, "/sources/0",
         ("/claims/0/source", "/claims/0/date/anchor", "/claims/0/date/text")),
        ({"extra": {"date": {"text": "a", "start": "b"}}}, "/extra/date/text", ()),
        ({"extra": {"a/b": "c", "d": "e"}}, "/extra/a~1b", ()),
    ],
)  # fmt: skip
def test_what_would_give_a_value_away_goes_along_and_nothing_else(
    event: dict[str, Any], pointer: str, gone: tuple[str, ...]
) -> None:
    whole = {"id": "e", **event}
    above = pointer.rpartition("/")[0]
    expected = {pointer, *(name if name.startswith("/") else f"{above}/{name}" for name in gone)}
    public = public_edition({**whole, "withhold": [{"field": pointer, "reason": "r"}]})
    assert {
        where for where, value in values(whole) if value_at(public, where) != value and not hidden(where, expected)
    } == set()
    assert all(value_at(public, where) is None for where in expected if not is_member(where))
    told = [entry["field"] for entry in public["missing"]]
    assert set(told) == {f"{where.rpartition('/')[0]}/-" if is_member(where) else where for where in expected}
    assert public == public_edition(whole, [pointer])


def values(value: Any, pointer: str = "") -> list[tuple[str, Any]]:
    """Every value that has no other within it, with its JSON Pointer."""
    if not isinstance(value, dict | list):
        return [(pointer, value)]
    below = value.items() if isinstance(value, dict) else enumerate(value)
    return [found for key, child in below for found in values(child, f"{pointer}/{str(key).replace('/', '~1')}")]


def is_member(where: str) -> bool:
    return where.rpartition("/")[2].isdigit()


def hidden(where: str, gone: set[str]) -> bool:
    return any(f"{where}/".startswith(f"{pointer}/") for pointer in gone)


# Sources that events share, and archived texts


def test_what_others_withhold_of_a_shared_source_is_gone_and_said_to_be() -> None:
    event = {"id": "e", "sources": [{"id": "a", "title": "A"}, {**PAPER, "locator": "p. 1"}], "date": {"text": "today", "anchor": "2024-05-02"}}  # fmt: skip
    public = public_edition(event, fields={("s", "/published/text"), ("s", "/publisher"), ("t", "/title")})
    assert public["sources"] == [{"id": "a", "title": "A"}, {"id": "s", "title": "A day", "redistributable": True, "language": "en", "locator": "p. 1"}]  # fmt: skip
    told = {entry["field"] for entry in public["missing"]}
    names = ("publisher", "publisher_actor", *DOCUMENT, *(f"published/{name}" for name in (*WHOLE_DAY, "precision")))
    assert told == {*(f"/sources/1/{name}" for name in names), "/date/anchor", "/date/text"}
    assert public_edition(event, fields={("t", "/title")}) == event


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (["/sources/0/title"], {("s", "/title")}),
        (["/sources/0/published/text"], {("s", "/published/text")}),
        (["/sources/0/locator"], set()),
        (["/sources/1/title", "/sources/7/title", "/sources/-", "/title"], set()),
    ],
)
def test_of_a_shared_source_all_is_withheld_but_what_the_event_says_of_it(
    fields: list[str], found: set[tuple[str, str]]
) -> None:
    missing = [{"field": field, "reason": "withheld"} for field in fields]
    event = {"id": "e", "sources": [{"id": "s"}, {"id": "own"}], "missing": missing}
    assert set(withheld_of_sources(event, {"s"})) == found
    assert without({**PAPER, "published": {"text": "today"}}, {("s", "/published/text"), ("t", "/title")}) == {
        key: value for key, value in PAPER.items() if key != "published"
    }


@pytest.mark.parametrize(("more", "left"), [({}, False), ({"redistributable": False}, False), ({"redistributable": True}, True)])  # fmt: skip
def test_the_file_of_a_text_that_is_not_released_is_not_named(more: dict[str, Any], left: bool) -> None:
    source = {"id": "s", "text_file": "evidence/a.txt", **more}
    for public in (public_edition({"sources": [source]}), public_edition({"sources": [source]}, digits=1)):
        assert ("text_file" in public["sources"][0]) == left
    assert ("text_file" in without(source)) == left
