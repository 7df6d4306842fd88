"""Suspected duplicates: what a careful reader would ask about is asked about, and what is plainly two is not."""

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.check.alike import THRESHOLD, Sketch, days_of, keys_of, likeness, sketch
from regesta.check.duplicates import GROUPS, groups_of, suspects, suspects_among, tied
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
        pytest.param({"participants": who("نادر الكیالی", "هبه"), "places": [{"name": "حي الورده", "role": "location"}]}, {"participants": who("نادر الكيالى", "هبة"), "places": [{"name": "حىّ الوردة", "role": "location"}]}, id="Arabic letters typed in two ways"),
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


@given(st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")), max_size=20))
def test_events_have_one_name_of_their_group_if_ties_lead_from_one_to_the_other(ties: list[tuple[str, str]]) -> None:
    groups = {name: {name} for tie in ties for name in tie}
    for own, other in ties:
        joined = groups[own] | groups[other]
        groups.update(dict.fromkeys(joined, joined))
    heads = tied(ties)
    assert heads.keys() == groups.keys()
    assert all(heads[name] in group for name, group in groups.items())
    assert all(heads[name] == heads[other] for name, group in groups.items() for other in group)


@pytest.mark.parametrize("backwards", [False, True])
def test_a_ring_of_any_length_has_one_name(backwards: bool) -> None:
    ring = [(str(number), str((number + 1) % 50_000)) for number in range(50_000)]
    assert len(set(tied(ring[::-1] if backwards else ring).values())) == 1


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


def sketches(fields: list[dict[str, Any]]) -> list[Sketch]:
    drawn = [sketch(n, event(f"e{n}", **own)) for n, own in enumerate(fields)]
    return [one for one in drawn if one is not None]


@given(st.lists(EVENTS, min_size=2, max_size=6))
def test_no_pair_is_missed_because_it_was_not_compared(fields: list[dict[str, Any]]) -> None:
    drawn = sketches(fields)
    slow = [(b.id, a.id) for n, b in enumerate(drawn) for a in drawn[:n] if likeness(b, a)[0] >= THRESHOLD]
    assert sorted(found(*(event(f"e{n}", **own) for n, own in enumerate(fields)))) == sorted(slow)


SIX = ("Ana", "Jan", "Eva", "Max", "Tom", "Lia")


SERIES = {  # how many events, and the weights of their dates and places
    "long": (90, [8, 8, 3, 1], [4, 4, 1, 1]),
    "a place twice": (19, [1, 0, 0, 0], [0, 1, 0, 0]),
    "without places": (15, [1, 0, 0, 0], [1, 0, 4, 0]),
}


@pytest.fixture(params=[(name, seed) for name in SERIES for seed in range(4)], ids=lambda one: f"{one[0]} {one[1]}")
def series(request: pytest.FixtureRequest) -> list[Sketch]:
    """Events most of which are alike, on two days between which a week ends by which they are grouped."""
    name, seed = request.param
    count, dates, places = SERIES[name]
    rng = random.Random(seed)  # noqa: S311 - no secret
    two = [days("2024-03-06"), days("2024-03-07"), days("2024-03-06", "2024-03-07"), days("2024-03-01", "2024-03-31")]
    fields = [
        {
            "date": rng.choices(two, dates)[0],
            "places": rng.choices([[RIGA], [RIGA, RIGA], None, [LATVIA, MADRID]], places)[0],
            "participants": rng.choices([None, who("Ana"), who("Ana", "Jan"), who(*SIX), who(*SIX[1:])])[0],
        }
        for _ in range(count)
    ]
    return sketches(fields)


def compared(drawn: list[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
    """Each event with the last twenty before it that stand among a key among which it looks, of every key."""
    seen: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for later in drawn:
        stands, looks = ([(day, key) for day in days_of(later) for key in keys] for keys in keys_of(later))
        yield from ((later, drawn[number]) for number in sorted({n for key in looks for n in seen[key][-20:]}))
        for key in stands:
            seen[key].append(later.number)


def test_of_a_long_row_that_shares_a_key_the_last_twenty_are_compared(series: list[Sketch]) -> None:
    slow = [(b.number, a.number) for b, a in compared(series) if likeness(b, a)[0] >= THRESHOLD]
    assert [(s.later, s.earlier) for s in suspects_among(series, {})] == slow != []


def test_what_is_compared_group_by_group_is_what_is_compared_at_once(series: list[Sketch]) -> None:
    by_group = [
        suspect
        for group in range(GROUPS)
        for suspect in suspects_among([one for one in series if group in groups_of(one)], {}, group)
    ]
    assert sorted(set(by_group)) == sorted(suspects_among(series, {}))


def test_the_pairs_of_some_events_are_those_of_all_that_end_in_one_of_them(series: list[Sketch]) -> None:
    told = bytes(number % 3 == 0 for number in range(len(series)))  # by the number of each
    every = suspects_among(series, {})
    assert suspects_among(series, {}, None, told) == [s for s in every if told[s.later]] != every
