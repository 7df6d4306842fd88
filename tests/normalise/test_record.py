"""A record with its blanks filled in: each value from where it should come, and nothing changed by a second pass."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.contract import value_at
from regesta.dataset import Dataset, load_dataset
from regesta.diagnostics import Diagnostic
from regesta.engine.examine import examine_dataset, treat_again
from regesta.engine.treat import sound_part
from regesta.normalise.record import normalise_record

ROOT = Path(__file__).parents[2]
SEED = load_dataset(ROOT / "fixtures" / "wagner-mutiny")[0]
BASE: dict[str, Any] = {
    "id": "e", "title": "T", "type": "other", "date": {"text": "on the morning of 24 June"},
    "sources": [{"id": "s", "published": {"text": "25 June 2023"}}],
}  # fmt: skip


def normal(dataset: Dataset = SEED, **more: Any) -> dict[str, Any]:
    return normalise_record({**BASE, **more}, dataset).data


def test_a_morning_without_a_year_is_read_against_the_publication() -> None:
    assert normal()["date"] == {
        "text": "on the morning of 24 June", "edtf": "2023-06-24", "start": "2023-06-24T05:00:00+03:00",
        "end": "2023-06-24T11:59:59+03:00", "precision": "part-of-day", "part_of_day": "morning",
        "timezone": "Europe/Moscow", "approximate": False, "uncertain": False, "basis": "year-inferred",
        "anchor": "2023-06-25",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "edtf"),
    [
        ("occurred", "[..2023-06-25]"),
        ("ongoing", "2023-06-25"),
        ("in-force", "2023-06-25"),
        ("planned", "[2023-06-25..]"),
        ("did-not-occur", None),
    ],
)
def test_an_undated_event_is_bounded_by_the_publication_day(status: str, edtf: str | None) -> None:
    assert normal(date={"basis": "inferred"}, status=status)["date"].get("edtf") == edtf


def test_the_zone_is_that_of_the_locations_then_the_datasets() -> None:
    assert normal(places=[{"name": "London", "country": "GB"}])["date"]["timezone"] == "Europe/London"
    assert normal(places=[{"name": "Russia", "country": "RU"}])["date"]["timezone"] == "Europe/Moscow"
    two = [{"name": "London", "country": "GB"}, {"name": "Paris", "country": "FR"}]
    assert normal(places=two)["date"]["timezone"] == "Europe/Moscow"


def test_without_a_zone_a_morning_stays_a_calendar_day_with_a_warning() -> None:
    filled = normalise_record(BASE, Dataset())
    assert filled.data["date"]["start"] == "2023-06-24"
    assert [d.code for d in filled.trouble] == ["D205"]


def test_a_claim_takes_the_only_source_and_its_speaker_from_the_registry() -> None:
    claim = normal(claims=[{"id": "c", "act": "asserts", "speaker": "Wagner Group leader Yevgeny Prigozhin"}])[
        "claims"
    ][0]
    assert (claim["source"], claim["speaker_actor"]) == ("s", "yevgeny-prigozhin")


def test_an_entry_of_a_shared_source_is_filled_from_it() -> None:
    shared = {"id": "s", "publisher": "The Post", "published": {"text": "25 June 2023"}}
    filled = normalise_record({**BASE, "sources": [{"id": "s", "locator": "p. 4"}]}, Dataset(shared={"s": shared}))
    source = filled.data["sources"][0]
    assert (source["publisher"], source["locator"], source["published"]["edtf"]) == ("The Post", "p. 4", "2023-06-25")
    other = normalise_record(
        {**BASE, "sources": [{"id": "s", "publisher": "The Herald"}]}, Dataset(shared={"s": shared})
    )
    assert [(d.code, d.field) for d in other.trouble if d.code == "X705"] == [("X705", "/sources/0/publisher")]


@pytest.mark.parametrize(("text", "codes"), [("25 June 2023", []), ("26 June 2023", ["X705"])])
def test_a_date_that_is_said_again_of_a_shared_source_is_the_same_or_an_error(text: str, codes: list[str]) -> None:
    shared = {"id": "s", "publisher": "The Post", "published": {"text": "25 June 2023", "edtf": "2023-06-25"}}
    record = {**BASE, "sources": [{"id": "s", "published": {"text": text}}]}
    found = normalise_record(record, Dataset(shared={"s": shared})).trouble
    assert [d.code for d in found if d.code == "X705"] == codes


def test_an_entry_that_points_to_no_source_is_told() -> None:
    found = normalise_record({**BASE, "sources": [{"id": "nowhere"}]}, SEED).trouble
    assert ("X702", "/sources/0/id") in [(d.code, d.field) for d in found]


def test_what_is_filled_in_by_hand_stays() -> None:
    pinned = {"text": "on the morning of 24 June", "edtf": "2023-06-23"}
    filled = normalise_record({**BASE, "date": pinned, "status": "ongoing"}, SEED)
    assert filled.data["date"]["edtf"] == "2023-06-23"
    assert filled.data["status"] == "ongoing"
    assert "D204" in [d.code for d in filled.trouble]


def test_the_trail_names_rule_text_source_and_anchor() -> None:
    filled = normalise_record({**BASE, "places": [{"name": "central Rostov-on-Don"}]}, SEED)
    assert filled.trail["/date/edtf"].anchor == "2023-06-25"
    assert filled.trail["/status"].source == "default"
    assert filled.trail["/stage"].source == "dataset"
    assert filled.trail["/places/0/geonames"].source == "gazetteer"


MISSING = [
    ("/date/part_of_day", {"date": {"text": "on the morning of 24 June"}}),
    ("/date/end", {"date": {"text": "24 June 2023"}}),
    ("/places/0/country", {"places": [{"name": "London", "country": "GB"}, {"name": "Rostov-on-Don"}]}),
    ("/places/1/country", {"places": [{"name": "London", "country": "GB"}, {"name": "Rostov-on-Don"}]}),
    ("/claims/0/source", {"claims": [{"id": "c", "act": "asserts"}]}),
    ("/sources/0/published/precision", {}),
    ("/status", {}),
    ("/places/-", {}),
]


@pytest.mark.parametrize(("field", "more"), MISSING, ids=[row[0] for row in MISSING])
def test_a_blank_of_which_missing_speaks_stays_blank(field: str, more: dict[str, Any]) -> None:
    whole = normalise_record({**BASE, **more}, SEED)
    kept = value_at({**BASE, **more}, field)
    filled = normalise_record({**BASE, **more, "missing": [{"field": field, "reason": "unknown"}]}, SEED)
    assert value_at(filled.data, field) == kept
    assert filled.trail.keys() == whole.trail.keys() - ({field} if kept is None else set())
    assert normalise_record(filled.data, SEED).data == filled.data
    assert normalise_record({**BASE, **more}, SEED).data == whole.data  # what is shared was not taken from others


def test_of_whom_no_actor_is_known_the_registry_tells_nothing() -> None:
    people = [
        {"name": "President Vladimir Putin", "role": "initiator"},
        {"name": "Vladimir Putin", "role": "recipient"},
    ]
    missing = [{"field": "/participants/0/actor", "reason": "not-stated"}]
    filled = normalise_record({**BASE, "participants": people, "missing": missing}, SEED)
    first, second = filled.data["participants"]
    assert first == {**people[0], "canonical_name": "Vladimir Putin", "kind": "person", "position": "President"}
    assert (second["actor"], second["country"]) == ("vladimir-putin", "RU")
    assert filled.trouble == []


def test_where_the_zone_is_missing_none_is_taken() -> None:
    missing = [{"field": "/date/timezone", "reason": "unknown"}]
    filled = normalise_record({**BASE, "missing": missing}, SEED)
    date = filled.data["date"]
    assert (date["start"], date["end"], date["part_of_day"]) == ("2023-06-24", "2023-06-24", "morning")
    assert [d.code for d in filled.trouble] == ["D205"]
    printed = normalise_record({**BASE, "date": {"text": "24 June 2023, 09:00 UTC"}, "missing": missing}, SEED).data
    assert printed["date"]["start"] == "2023-06-24T09:00:00Z"
    assert "timezone" not in printed["date"]


def test_the_record_that_was_given_is_left_as_it_was() -> None:
    before = copy.deepcopy(BASE)
    normalise_record(BASE, SEED)
    assert before == BASE


@pytest.mark.parametrize("order", [1, -1])
def test_places_are_read_beside_each_other(order: int) -> None:
    places = [{"name": name} for name in ("Springfield", "Illinois", "the capital", "Ukraine")][::order]
    filled = normalise_record({**BASE, "places": places}, SEED)
    town = [place["name"] for place in places].index("Springfield")
    assert {place.get("geonames") for place in filled.data["places"]} == {4250542, 4896861, 703448, 690791}
    assert filled.trail[f"/places/{town}/geonames"].rule == "the one in Illinois, which the record names too"


def test_a_lookup_of_a_place_is_contradicted_by_no_rule_and_leaves_it_its_role() -> None:
    dataset = Dataset(lookups={("place", "berlin"): "2988507", ("place", "n k"): ""})
    filled = normalise_record({**BASE, "places": [{"name": "Berlin"}, {"name": "n/k"}]}, dataset)
    assert filled.data["places"][0]["canonical_name"] == "Paris"
    assert filled.data["places"][1] == {"name": "n/k", "role": "location"}
    assert [d.code for d in filled.trouble if d.field.startswith("/places")] == []
    assert normalise_record(filled.data, dataset).data == filled.data


def test_lookups_go_before_every_rule() -> None:
    dataset = Dataset(lookups={("date", "the ides"): "2023-03-15", ("date", "n k"): "", ("name", "vvp"): "vladimir-putin", ("place", "rnd"): "501175"},
                      actors=SEED.actors)  # fmt: skip
    data = normal(
        dataset, date={"text": "the Ides"}, places=[{"name": "RnD"}], participants=[{"name": "VVP", "role": "party"}]
    )
    assert data["date"]["edtf"] == "2023-03-15"
    assert data["places"][0]["canonical_name"] == "Rostov-on-Don"
    assert data["participants"][0]["canonical_name"] == "Vladimir Putin"
    silent = normalise_record({**BASE, "date": {"text": "n/k"}}, dataset)
    assert ("edtf" in silent.data["date"], [d.code for d in silent.trouble]) == (False, [])


def test_every_record_of_the_seed_is_normalised_once_and_for_all() -> None:
    examination = examine_dataset(ROOT / "fixtures" / "wagner-mutiny", "2026-01-01")
    for where in examination.records():
        once = treat_again(where, examination.dataset, examination.today).filled.data
        again = normalise_record(once, SEED)
        assert again.data == once
        assert json.dumps(again.data) == json.dumps(once)
        assert again.trail == {}


DATES = [
    "24 June 2023",
    "on the evening of 23 June",
    "early May",
    "2023",
    "03/04/2023",
    "yesterday",
    "no date",
    "1980s",
    "c. 1900",
]
NAMES = [
    "Russian President Vladimir Putin",
    "Shoigu",
    "Sobyanin",
    "they",
    "Putin, Vladimir",
    "the Russian army",
    "Владимир Путин",
]
PLACES = ["Moscow", "Georgia", "Rostov", "near Kyiv", "the capital", "Zzyzx", "Ростов-на-Дону", "Donetsk oblast"]
EVENTS = st.fixed_dictionaries(
    {"date": st.fixed_dictionaries({"text": st.sampled_from(DATES)})},
    optional={
        "places": st.lists(st.fixed_dictionaries({"name": st.sampled_from(PLACES)}, optional={"country": st.sampled_from(["RU", "UA", "GE"]), "role": st.sampled_from(["location", "origin"])}), min_size=1, max_size=3),
        "participants": st.lists(st.fixed_dictionaries({"name": st.sampled_from(NAMES), "role": st.just("party")}), min_size=1, max_size=3),
        "claims": st.lists(st.fixed_dictionaries({"id": st.just("c"), "act": st.just("asserts")}, optional={"speaker": st.sampled_from(NAMES), "date": st.fixed_dictionaries({"text": st.sampled_from(DATES)})}), min_size=1, max_size=2),
        "quantities": st.lists(st.fixed_dictionaries({"measure": st.just("persons"), "text": st.sampled_from(["at least 20", "dozens", "25,000", "exactly five", "10 to 15"])}), min_size=1, max_size=2),
        "status": st.sampled_from(["planned", "occurred", "in-force"]),
    },
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EVENTS)
def test_a_second_pass_changes_nothing(more: dict[str, Any]) -> None:
    once = normal(**more)
    again = normalise_record(once, SEED)
    assert again.data == once
    assert again.trail == {}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EVENTS)
def test_every_word_of_the_contributor_is_still_there(more: dict[str, Any]) -> None:
    def holds(own: Any, filled: Any) -> bool:
        if isinstance(own, dict):
            return all(key in filled and holds(value, filled[key]) for key, value in own.items())
        if isinstance(own, list):
            return len(own) == len(filled) and all(map(holds, own, filled))
        return bool(own == filled)

    assert holds({**BASE, **more}, normal(**more))


@pytest.mark.parametrize(
    "value", [None, 1, "x", [], {}, [1], [{}], [None], {"a": 1}, [{"name": 1, "text": 2, "id": []}]]
)
@pytest.mark.parametrize(
    "field",
    [
        "date",
        "places",
        "participants",
        "claims",
        "quotes",
        "media",
        "quantities",
        "sources",
        "relations",
        "missing",
        "waivers",
        "tags",
        "status",
    ],
)
def test_any_value_anywhere_is_passed_over_without_an_exception(field: str, value: Any) -> None:
    assert normalise_record({**BASE, field: value}, SEED).data["id"] == "e"


def test_the_sound_part_of_a_record_lacks_what_is_at_fault_and_nothing_else() -> None:
    data = {"id": "e", "tags": ["a"], "places": [{"name": "A", "latitude": "x"}, 5]}
    found = [
        Diagnostic("S103", "", "/places/0/latitude"),
        Diagnostic("S103", "", "/places/1"),
        Diagnostic("S102", "", ""),
    ]
    assert sound_part(data, found) == {"id": "e", "tags": ["a"], "places": [{"name": "A"}, {}]}
