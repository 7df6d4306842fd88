"""Relations that lead from an event back to itself are told where the ring closes and begins, and nothing else is."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta import validate
from regesta.check.looked import Together
from regesta.check.rings import Step, rings, steps_of

FEW = 7  # events
Pair = tuple[int, int]


def together(steps: Iterable[Step], order: Iterable[int] = range(FEW)) -> Together:
    """Events e0 to e6 as the rule sees them; each file is named after its event."""
    listed = sorted(steps)
    return Together(
        ids=lambda: (f"e{n}" for n in range(FEW)),
        own_id=lambda number: f"e{number}",
        repeated=frozenset(),
        claims=[],
        shown=lambda number: f"e{number}.yaml",
        order=order,
        references=lambda: (),
        steps=lambda: listed,
        days=lambda _: (0, 0),
        stones=lambda: (),
        suspects=(),
        unread=frozenset(),
    )


def steps(pairs: Iterable[Pair], kind: str = "part-of") -> list[Step]:
    return [(one, kind, f"e{other}", f"/{other}") for one, other in pairs]


def found(pairs: Iterable[Pair]) -> list[Pair]:
    """The steps that findings are about."""
    told = [(f.number, str(f.diagnostic.value)) for f in rings(together(steps(pairs)))]
    return [(number, int(value[1:])) for number, value in told]


def has_ring(pairs: set[Pair]) -> bool:
    """Whether something is left once all that lead nowhere are taken away, again and again."""
    while pairs:
        left = {(one, other) for one, other in pairs if other in {start for start, _ in pairs}}
        if left == pairs:
            return True
        pairs = left
    return False


def event(own: str, kind: str = "part-of", *others: str) -> dict[str, Any]:
    relations = [{"type": kind, "event": other} for other in others]
    about = {"id": own, "title": f"The talks {own}", "type": "consult", "date": {"edtf": "2024-03-05"}}
    return {**about, "sources": [{"id": "d", "publisher": "Daily"}], **({"relations": relations} if others else {})}


def told(folder: Path, *events: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    for number, one in enumerate(events):
        (folder / f"{number}.json").write_text(json.dumps(one), encoding="utf-8")
    return [(d.code, d.event_id, d.field) for d in validate(folder, today="2026-01-15").diagnostics if d.code != "X708"]


@given(st.sets(st.tuples(st.integers(0, FEW - 1), st.integers(0, FEW - 1)), max_size=14))
def test_rings_are_found_where_there_are_any_and_none_is_left_without_the_steps_that_close_them(
    pairs: set[Pair],
) -> None:
    between = {(one, other) for one, other in pairs if one != other}
    ends = found(pairs)
    assert bool(ends) == has_ring(between)
    assert set(ends) <= between
    assert not has_ring(between - set(ends[::2]))


@given(st.sets(st.tuples(st.integers(0, FEW - 1), st.integers(0, FEW - 1)), max_size=14))
def test_steps_of_two_types_make_no_ring_together(pairs: set[Pair]) -> None:
    mixed = [*steps(pairs, "follows"), *steps(pairs, "part-of")]
    apart = [f for kind in ("follows", "part-of") for f in rings(together(steps(pairs, kind)))]
    assert list(rings(together(mixed))) == apart
    downward = steps((pair for pair in pairs if pair[0] < pair[1]), "follows")
    upward = steps((pair for pair in pairs if pair[0] > pair[1]), "part-of")
    assert list(rings(together([*downward, *upward]))) == []


@pytest.mark.parametrize(
    ("pairs", "ends"),
    [
        ([(0, 1), (1, 0)], [(1, 0), (0, 1)]),
        ([(0, 1), (1, 2), (2, 0)], [(2, 0), (0, 1)]),
        ([(3, 0), (0, 1), (1, 2), (2, 1), (2, 4)], [(2, 1), (1, 2)]),
        ([(0, 2), (1, 2), (2, 0), (2, 1)], [(2, 0), (0, 2), (1, 2), (2, 1)]),
        ([(0, 1), (0, 2), (1, 3), (2, 3)], []),
        ([(0, 0)], []),  # the rule over one record tells it
        ([(0, 9), (9, 0)], []),  # there is no e9
    ],
    ids=["two", "three", "a tail", "two rings", "two ways to one", "itself", "nothing"],
)
def test_a_ring_is_told_at_the_step_that_closes_it_and_at_the_next(pairs: list[Pair], ends: list[Pair]) -> None:
    assert found(pair for pair in pairs if pair[0] < FEW) == ends


def test_a_ring_closes_at_the_event_that_counts_as_the_last() -> None:
    pairs = steps([(0, 1), (1, 0)])
    closing = next(rings(together(pairs, [1, 2, 3, 4, 5, 6, 0])))
    assert closing.number == 0


def test_of_a_long_ring_the_first_few_are_named_with_their_files() -> None:
    whole = steps((n, (n + 1) % FEW) for n in range(FEW))
    closing, beginning = (f.diagnostic.message for f in rings(together(whole)))
    named = '"e0" in e0.yaml, "e1" in e1.yaml, "e2" in e2.yaml, and 3 more'
    assert closing == f'`part-of` leads from "e6" back to itself, through {named}'
    assert beginning == closing.replace("e2", "e3").replace("e1", "e2").replace('"e0" in e0', '"e1" in e1').replace(
        '"e6"', '"e0"'
    )


def test_a_chain_of_any_length_is_followed() -> None:
    count = 50_000
    chain = [(n, "follows", f"e{n + 1}", "") for n in range(count)]
    closed = [*chain, (count, "follows", "e0", "")]
    assert list(rings(together(chain, range(count + 1)))) == []
    assert [f.number for f in rings(together(closed, range(count + 1)))] == [count, 0]


@pytest.mark.parametrize("kind", ["part-of", "follows", "causes", "updates"])
def test_an_event_is_not_a_part_a_sequel_a_cause_or_an_update_of_itself(kind: str, tmp_path: Path) -> None:
    found = told(tmp_path, event("a", kind, "b"), event("b", kind, "c"), event("c", kind, "a"))
    assert found == [("X703", "a", "/relations/0/event"), ("X703", "c", "/relations/0/event")]


@pytest.mark.parametrize("kind", ["same-as", "possibly-same-as", "responds-to", "background-of"])
def test_what_may_hold_both_ways_is_not_told(kind: str, tmp_path: Path) -> None:
    assert told(tmp_path, event("a", kind, "b"), event("b", kind, "a")) == []


def test_withdrawn_events_do_not_replace_each_other(tmp_path: Path) -> None:
    def stone(own: str, *others: str) -> dict[str, Any]:
        return {"id": own, "withdrawn": {"at": "2024-01-01", "reason": "error", "replaced_by": list(others)}}

    found = told(tmp_path, event("a"), stone("b", "a", "c"), stone("c", "b"), stone("d", "b"))
    assert found == [("X703", "b", "/withdrawn/replaced_by/1"), ("X703", "c", "/withdrawn/replaced_by/0")]


def test_of_a_file_that_is_named_alone_its_own_end_is_told(tmp_path: Path) -> None:
    (tmp_path / "regesta.toml").write_text(
        '[dataset]\nname = "n"\ntitle = "T"\nversion = "1.0.0"\nlicence = "MIT"\n', encoding="utf-8"
    )
    (tmp_path / "records").mkdir()
    for own, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"records/{own}.json").write_text(json.dumps(event(own, "part-of", other)), encoding="utf-8")
    for own in ("a", "b"):
        (fault,) = validate(tmp_path / f"records/{own}.json", today="2026-01-15").diagnostics
        assert (fault.code, fault.event_id) == ("X703", own)


@pytest.mark.parametrize(
    "event",
    [
        {"relations": "part-of"},
        {"relations": ["part-of", {"type": "part-of"}, {"event": "b"}, {"type": ["x"], "event": "b"}]},
        {"relations": [{"type": "part-of", "event": 3}]},
        {"withdrawn": "yes"},
        {"withdrawn": {"replaced_by": "b"}},
        {"withdrawn": {"replaced_by": [3]}},
    ],
)
def test_a_record_may_lack_anything(event: dict[str, Any]) -> None:
    assert list(steps_of(0, event)) == []
