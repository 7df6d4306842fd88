"""What claims come to: a table of cases, each an event with its claims and what a reader would say of it."""

from typing import Any

import pytest

from regesta.release.computed import computed as computed_among

A = {"id": "a", "speaker_actor": "x", "act": "asserts"}
B = {"id": "b", "speaker_actor": "y", "act": "asserts"}
NO = {"id": "no", "speaker_actor": "z", "act": "denies"}


def computed(events: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return computed_among({one["id"]: one for one in events}, events)


def event(
    event_id: str, *claims: dict[str, Any], sources: tuple[dict[str, Any], ...] = ({"id": "s"},), **more: Any
) -> dict[str, Any]:
    return {"id": event_id, "sources": list(sources), "claims": list(claims), **more}


def assessed(claim: dict[str, Any], status: str) -> dict[str, Any]:
    return {**claim, "assessed": {"status": status}}


def answer(claim_id: str, to: str, stance: str, act: str = "asserts") -> dict[str, Any]:
    return {
        "id": claim_id,
        "speaker_actor": "w",
        "act": act,
        "responds_to": [{"claim": to, "stance": stance, "scope": "ambiguous"}],
    }


def said(claim_id: str, speaker: str) -> dict[str, Any]:
    return {"id": claim_id, "speaker": speaker, "act": "asserts"}


@pytest.mark.parametrize(
    ("events", "verification", "origins", "denials"),
    [
        pytest.param([event("e")], "reported", 0, 0, id="the source says so itself"),
        pytest.param([event("e", A)], "claimed", 1, 0, id="one speaker"),
        pytest.param([event("e", A, B)], "corroborated", 2, 0, id="two speakers"),
        pytest.param([event("e", A, {**B, "speaker_actor": "x"})], "claimed", 1, 0, id="one speaker twice"),
        pytest.param([event("e", said("a", "Sergei Shoigu"), said("b", "Russian Defence Minister Sergei Shoigu"))], "claimed", 1, 0, id="a name with and without its office"),
        pytest.param([event("e", said("a", "Sergei Shoigu"), said("b", "Shoigu, Sergei"))], "claimed", 1, 0, id="a name turned round"),
        pytest.param([event("e", said("a", "the Ministry of Defence"), said("b", "Ministry of Defence"))], "claimed", 1, 0, id="a body with an article"),
        pytest.param([event("e", said("a", "the Defence Minister"), said("b", "the Interior Minister"))], "corroborated", 2, 0, id="two offices without a name"),
        pytest.param([event("e", A, NO)], "disputed", 1, 1, id="a denial"),
        pytest.param([event("e", NO)], "disputed", 0, 1, id="a denial alone"),
        pytest.param([event("e", A, B, NO)], "disputed", 2, 1, id="a denial against two"),
        pytest.param([event("e", assessed(A, "verified"), NO)], "verified", 1, 1, id="verified in spite of a denial"),
        pytest.param([event("e", A, assessed(NO, "verified"))], "refuted", 1, 1, id="the denial verified"),
        pytest.param([event("e", A, assessed(NO, "refuted"))], "claimed", 1, 0, id="the denial refuted"),
        pytest.param([event("e", assessed(A, "refuted"))], "refuted", 0, 0, id="the only claim refuted"),
        pytest.param([event("e", assessed(A, "refuted"), B)], "claimed", 1, 0, id="one of two refuted"),
        pytest.param([event("e", {**A, "about": "/quantities/0"})], "reported", 0, 0, id="a claim about a part"),
        pytest.param([event("e", {**A, "made_in": "e"})], "reported", 0, 0, id="words of the speech itself"),
        pytest.param([event("e", {**A, "act": "requests"})], "reported", 0, 0, id="a request supports nothing"),
        pytest.param([event("e", {**A, "act": "characterises"})], "reported", 0, 0, id="a label supports nothing"),
        pytest.param([event("e", {**A, "act": "threatens"})], "claimed", 1, 0, id="a threat supports"),
        pytest.param([event("e", {"id": "a", "act": "alleges", "hedge": "allegedly", "source": "s"})], "claimed", 0, 0, id="a hedge has no origin"),
        pytest.param([event("e", A), event("f", answer("n", "e#a", "denies"))], "disputed", 1, 1, id="denied from elsewhere"),
        pytest.param([event("e", A), event("f", answer("n", "e#a", "denies", "characterises"))], "disputed", 1, 1, id="denied by a label"),
        pytest.param([event("e", A), event("f", answer("n", "e#a", "confirms"))], "corroborated", 2, 0, id="confirmed from elsewhere"),
        pytest.param([event("e", A), event("f", answer("n", "e#a", "qualifies"))], "claimed", 1, 0, id="qualified only"),
        pytest.param([event("e", A), event("f", answer("n", "e#a", "retracts", "retracts"))], "reported", 0, 0, id="taken back"),
        pytest.param([event("e", A, NO), event("f", answer("n", "e#no", "retracts", "retracts"))], "claimed", 1, 0, id="the denial taken back"),
        pytest.param([event("e", A, {**NO, "responds_to": [{"claim": "e#a", "stance": "denies"}]})], "disputed", 1, 1, id="one denial counts once"),
    ],
)  # fmt: skip
def test_verification_follows_from_the_claims(events: list[Any], verification: str, origins: int, denials: int) -> None:
    found = computed(events)["e"]
    assert (found["verification"], found["n_origins"], found["n_denials"]) == (verification, origins, denials)


def test_ten_outlets_that_relay_one_press_service_are_one_origin() -> None:
    claims = [{"id": f"c{i}", "speaker": "The Press Service", "act": "asserts", "source": f"s{i}"} for i in range(10)]
    sources = tuple({"id": f"s{i}", "publisher": f"Outlet {i}"} for i in range(10))
    assert computed([event("e", *claims, sources=sources)])["e"] == {
        "verification": "claimed", "same_as_group": "e", "n_sources": 10, "n_origins": 1, "n_claims": 10, "n_denials": 0,
    }  # fmt: skip


def test_outlets_that_speak_in_their_own_voice_are_an_origin_each_and_one_publisher_is_one() -> None:
    claims = [{"id": f"c{i}", "act": "asserts", "source": f"s{i}"} for i in range(3)]
    sources = (
        {"id": "s0", "publisher": "The Post"},
        {"id": "s1", "publisher": "THE POST"},
        {"id": "s2", "publisher": "Herald"},
    )
    found = computed([event("e", *claims, sources=sources)])["e"]
    assert (found["verification"], found["n_origins"]) == ("corroborated", 2)


def test_events_tied_by_same_as_share_the_smallest_id_whichever_of_them_says_so() -> None:
    events: list[dict[str, Any]] = [
        {"id": "c", "relations": [{"type": "same-as", "event": "b"}]}, {"id": "b"}, {"id": "d"},
        {"id": "a", "relations": [{"type": "same-as", "event": "c"}, {"type": "part-of", "event": "d"}]},
    ]  # fmt: skip
    found = {own: fields["same_as_group"] for own, fields in computed(events).items()}
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_withdrawn_event_has_no_figures() -> None:
    assert computed([{"id": "e", "withdrawn": {"at": "2024-01-01", "reason": "error"}}]) == {}


def test_of_some_events_the_fields_are_those_that_they_have_among_all() -> None:
    groups: dict[str, Any] = {"relations": [{"type": "same-as", "event": "g"}]}
    events = [event("e", A, B), event("f", answer("n", "e#a", "denies"), **groups), event("g", NO), event("h", A)]
    whole = computed(events)
    for chosen in (["e"], ["f", "g"], ["e", "h"], []):
        assert computed_among({one["id"]: one for one in events if one["id"] in chosen}, events) == {
            own: whole[own] for own in chosen
        }
