"""Suspected duplicates: what a careful reader would ask about is asked about, and what is plainly two is not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.check.alike import THRESHOLD
from regesta.check.duplicates import possibly_alike, suspects
from regesta.dataset import Dataset
from regesta.normalise.record import normalise_record

RIGA = {"name": "Riga", "role": "location", "country": "LV", "geonames": 456172, "precision": "settlement"}
LATVIA = {"name": "Latvia", "role": "location", "country": "LV", "precision": "country"}
MADRID = {"name": "Madrid", "role": "location", "country": "ES", "geonames": 3117735, "precision": "settlement"}
HAMLET = {"name": "Lower Hamlet", "role": "location"}


def who(*names: str, role: str = "party") -> list[dict[str, str]]:
    return [{"name": name, "role": role} for name in names]


def event(own: str = "a", **fields: Any) -> dict[str, Any]:
    """A meeting of Ana, Jan and Eva in Riga on one day; None takes a field out."""
    usual = {
        "id": own, "title": own, "type": "consult", "status": "occurred",
        "date": {"start": "2024-03-05", "end": "2024-03-05"}, "places": [RIGA], "participants": who("Ana", "Jan", "Eva"),
    }  # fmt: skip
    return {key: value for key, value in {**usual, **fields}.items() if value is not None}


def days(start: str, end: str | None = None) -> dict[str, str]:
    return {"start": start, "end": end or start}


def found(*events: dict[str, Any]) -> list[tuple[str, str]]:
    numbered = list(enumerate(events))
    return [(events[s.later]["id"], events[s.earlier]["id"]) for s in suspects(numbered)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({}, {}, id="all the same"),
        pytest.param({}, {"participants": who("Ana", "Jan")}, id="2 of 3 participants"),
        pytest.param({}, {"participants": [*who("Ana", "Jan"), *who("Eva", role="mentioned")]}, id="one only mentioned"),
        pytest.param({"participants": who("Ana")}, {"participants": who("Ana", "Jan")}, id="one names more"),
        pytest.param({"participants": who("Ana")}, {"participants": who("Ana")}, id="one participant, same place"),
        pytest.param({}, {"participants": None}, id="one names nobody"),
        pytest.param({"participants": None}, {}, id="the other names nobody"),
        pytest.param({"participants": None}, {"participants": None}, id="neither names anybody"),
        pytest.param({}, {"places": None}, id="one has no place"),
        pytest.param({"places": None}, {"places": None}, id="neither has a place"),
        pytest.param({"places": [LATVIA]}, {}, id="one knows the country only"),
        pytest.param({}, {"places": [LATVIA]}, id="the other knows the country only"),
        pytest.param({"places": [LATVIA]}, {"places": [LATVIA]}, id="both know the country only"),
        pytest.param({"places": [HAMLET]}, {"places": [HAMLET]}, id="a place that no gazetteer knows"),
        pytest.param({"places": [RIGA]}, {"places": [MADRID, RIGA]}, id="one of two places"),
        pytest.param({}, {"subtype": "meeting"}, id="one has a subtype"),
        pytest.param({}, {"date": days("2024-03-05", "2024-03-06")}, id="a night and its day"),
        pytest.param({"date": days("2024-03-01", "2024-03-31")}, {"date": days("2024-03-01", "2024-03-31")}, id="one month"),
        pytest.param({"date": days("2024-03-05T10:00:00+02:00", "2024-03-05T10:00:59+02:00")}, {"date": days("2024-03-05T12:00:00+02:00", "2024-03-05T12:59:59+02:00")}, id="two hours apart"),
        pytest.param({"date": days("2024-03-05T10:00:00+02:00", "2024-03-05T10:00:59+02:00")}, {}, id="one knows the hour"),
        pytest.param({"participants": [{"name": "Ana", "actor": "ana-costa", "role": "party"}]}, {"participants": [{"name": "A. Costa", "actor": "ana-costa", "role": "party"}]}, id="one actor in two spellings"),
    ],
)  # fmt: skip
def test_these_are_suspected(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert found(event("a", **one), event("b", **other)) == [("b", "a")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({}, {"date": days("2024-03-06")}, id="the day after"),
        pytest.param({}, {"date": days("2024-03-01", "2024-03-31")}, id="a day and its month"),
        pytest.param({}, {"date": {"end": "2024-03-05"}}, id="an open date"),
        pytest.param({}, {"date": days("-0044-03-05")}, id="a date beyond the calendar"),
        pytest.param({"date": days("2024-03-05T08:00:00+02:00", "2024-03-05T08:00:59+02:00")}, {"date": days("2024-03-05T18:00:00+02:00", "2024-03-05T18:00:59+02:00")}, id="morning and evening"),
        pytest.param({}, {"places": [MADRID]}, id="another town"),
        pytest.param({"places": [RIGA]}, {"places": [{**RIGA, "geonames": 1}]}, id="a namesake of the town"),
        pytest.param({}, {"participants": who("Max", "Tom")}, id="other people"),
        pytest.param({}, {"participants": who("Ana", "Max")}, id="1 of 4 participants"),
        pytest.param({"participants": who("Ana", "Jan")}, {"participants": who("Ana", "Max")}, id="1 of 3 participants"),
        pytest.param({}, {"type": "agree"}, id="another type"),
        pytest.param({}, {"status": "planned"}, id="planned, and done"),
        pytest.param({"participants": who("Ana"), "places": None}, {"participants": who("Ana"), "places": None}, id="one speaker, no place"),
        pytest.param({"participants": None, "places": [LATVIA]}, {"participants": None, "places": [LATVIA]}, id="a country, and nobody"),
        pytest.param({"subtype": "phone", "participants": who("Ana")}, {"subtype": "meeting", "participants": who("Ana")}, id="one actor, another subtype"),
        pytest.param({}, {"withdrawn": {"at": "2024-04-01", "reason": "duplicate"}}, id="withdrawn"),
        pytest.param({}, {"relations": [{"type": "follows", "event": "a"}]}, id="tied by the later"),
        pytest.param({"relations": [{"type": "possibly-same-as", "event": "b"}]}, {}, id="tied by the earlier"),
        pytest.param({}, {"id": "a"}, id="one id, which another rule tells"),
        pytest.param({"participants": "Ana", "places": 5}, {"relations": "a", "date": 3}, id="nothing in its form"),
    ],
)  # fmt: skip
def test_these_are_not(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert found(event("a", **one), event("b", **other)) == []


def test_events_tied_through_a_third_are_not_suspected() -> None:
    same = [{"type": "same-as", "event": "a"}]
    assert found(event("a"), event("b", relations=same), event("c", relations=same)) == []


def test_each_pair_is_told_once_at_the_later_with_its_reasons() -> None:
    [suspect] = suspects([(7, event("a")), (3, event("b", participants=who("Ana", "Jan")))])
    assert (suspect.later, suspect.earlier, suspect.score) == (3, 7, 0.9)
    assert suspect.reason == "same day, same place, 2 of 3 participants, same type"
    assert found(event("a"), event("b"), event("c")) == [("b", "a"), ("c", "a"), ("c", "b")]


def test_normalised_records_are_held_against_each_other() -> None:
    printed = [
        {"id": "a", "title": "A", "type": "consult", "date": {"text": "5 March 2024"}, "places": [{"name": "Riga", "country": "LV"}], "participants": who("President Ana Costa", "Jan Berg")},
        {"id": "b", "title": "B", "type": "consult", "date": {"edtf": "2024-03-05"}, "places": [{"name": "Rīga", "country": "LV"}], "participants": who("Ana Costa", "Jan Berg")},
    ]  # fmt: skip
    assert found(*(normalise_record(data, Dataset()).data for data in printed)) == [("b", "a")]


def test_a_long_series_costs_no_more_than_its_length() -> None:
    series = [event(f"e{n}") for n in range(400)]
    assert len(found(*series)) <= 20 * len(series)


DATES = [days("2024-03-05"), days("2024-03-06"), days("2024-03-04", "2024-03-06"), days("2024-03-01", "2024-03-31")]
EVENTS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["consult", "agree"]),
        "date": st.sampled_from(DATES),
        "places": st.sampled_from([[RIGA], [LATVIA], [MADRID], [HAMLET], None, [RIGA, LATVIA]]),
        "participants": st.sampled_from([None, who("Ana"), who("Ana", "Jan"), who("Ana", "Jan", "Eva"), who("Max")]),
        "subtype": st.sampled_from([None, "phone", "meeting"]),
    }
)


@given(st.lists(EVENTS, min_size=2, max_size=6))
def test_no_pair_is_missed_because_it_was_not_compared(fields: list[dict[str, Any]]) -> None:
    from regesta.check.alike import likeness, sketch  # noqa: PLC0415 - the slow way, for this test

    events = [event(f"e{n}", **own) for n, own in enumerate(fields)]
    drawn = [s for n, e in enumerate(events) if (s := sketch(n, e)) is not None]
    slow = [(b.id, a.id) for n, b in enumerate(drawn) for a in drawn[:n] if likeness(b, a)[0] >= THRESHOLD]
    assert sorted(found(*events)) == sorted(slow)


@given(st.lists(EVENTS, min_size=1, max_size=6))
def test_the_hashes_are_those_of_the_keys_of_a_sketch(fields: list[dict[str, Any]]) -> None:
    from regesta.check.alike import keys_of, sketch  # noqa: PLC0415 - for this test

    for number, own in enumerate(fields):
        drawn = sketch(number, event(f"e{number}", **own))
        assert drawn is not None
        hashes = keys_of(event(f"e{number}", **own))
        for keys, hashed in zip((drawn.stands_among, drawn.looks_among), hashes, strict=True):
            assert len(set(keys)) == len(set(hashed))
    numbered = list(enumerate(event(f"e{n}", **own) for n, own in enumerate(fields)))
    sketches = [sketch(n, e) for n, e in numbered]
    flat = [keys_of(e) for _, e in numbered]
    reach = [len(keys) for pair in flat for keys in pair]
    alike = possibly_alike([k for s, _ in flat for k in s], [k for _, looks in flat for k in looks], reach)
    sharing = {
        n
        for n, one in enumerate(sketches)
        for m, other in enumerate(sketches)
        if n != m and one is not None and other is not None
        and ({*one.looks_among} & {*other.stands_among} or {*one.stands_among} & {*other.looks_among})
    }  # fmt: skip
    assert alike == sharing
