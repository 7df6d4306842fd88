"""What is found of all records together does not depend on how they are divided, nor on how many share the work."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.check.dataset_rules import _as_compared
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.engine.gathered import Part, Wanted, gather
from regesta.engine.together import _MANY, found_together
from regesta.engine.treat import FilePart, Treated
from regesta.normalise.filled import Filled
from regesta.normalise.fold import folded_key
from regesta.read import Record

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # the tests may run in threads
TODAY = "2026-01-15"
TOWNS, PEOPLE = ("Riga", "Madrid", "Lyon"), ("Ana", "Jan", "Eva", "Tom")


def meeting(number: int, **fields: Any) -> dict[str, Any]:
    """One of 60 a day, of which some are alike; one in a hundred bears the id of the one before."""
    day = f"2024-{number // 1680 + 1:02}-{number // 60 % 28 + 1:02}"
    event = {
        "id": f"e{number - 1 if number % 100 == 7 else number}",
        "type": ("consult", "agree")[number % 2],
        "date": {"start": day, "end": day},
        "places": [{"name": TOWNS[number % 3], "role": "location"}],
        "participants": [{"name": PEOPLE[number % 4], "role": "party"}, {"name": f"P{number % 9}", "role": "party"}],
    }
    return {**event, **fields}


def refers(number: int, own: str) -> list[tuple[str, str, str]]:
    """What an event refers to: itself, and one in a hundred to a claim that is not there."""
    other = [("event-claim", f"{own}#c1", "/claims/0/responds_to/0/claim")] if number % 100 == 50 else []
    return [("event", own, "/id"), ("event", own, "/relations/0/event"), *other]


def part_of(first: int, events: Sequence[dict[str, Any]], shown: str) -> Part:
    """What is known of events that stand in one file; the number of the first is given."""
    part, path = Part(), Path(shown)
    treated = [
        Treated(Record({}, path, shown, "", 0, line), Filled(data), False, [], (), refers(first + line, data["id"]))
        for line, data in enumerate(events, 1)
    ]
    for _ in gather(part, path, shown, FilePart(treated, [], []), Dataset(), TODAY, Wanted()):
        pass
    return part


def told(parts: Sequence[Part], named: set[str] | None = None, processes: int = 1) -> list[tuple[str, int, Diagnostic]]:
    names = None if named is None else frozenset(named)
    found = found_together(parts, Dataset(), Wanted(names), TODAY, processes)
    return [(where.shown, where.line, diagnostic) for where, some in found for diagnostic in some]


def codes(found: Sequence[tuple[str, int, Diagnostic]]) -> list[tuple[str, int, str]]:
    return [(shown, line, diagnostic.code) for shown, line, diagnostic in found]


@pytest.mark.long
def test_packed_parts_and_several_processes_make_no_difference() -> None:
    events = [meeting(number) for number in range(_MANY + 1)]
    cuts = range(0, len(events), 1300)
    plain, packed = ([part_of(cut, events[cut : cut + 1300], f"{cut}.jsonl") for cut in cuts] for _ in range(2))
    for part in packed:
        part.close()
    found = told(plain)
    assert {diagnostic.code for _, _, diagnostic in found} == {"X701", "X702", "X708"}
    assert told(packed, processes=2) == found
    assert told(packed, {"1300.jsonl"}, 2) == told(plain, {"1300.jsonl"}) != []


def test_of_two_that_clash_the_one_in_a_named_file_is_at_fault_wherever_it_stands() -> None:
    parts = [part_of(0, [meeting(0)], "a"), part_of(1, [meeting(0)], "b"), part_of(2, [meeting(0, id="e2")], "c")]
    assert codes(told(parts)) == [("b", 1, "X701"), ("c", 1, "X708")]
    assert codes(told(parts, {"a"})) == [("a", 1, "X701"), ("a", 1, "X708")]


def test_of_several_that_an_event_may_be_the_likeliest_is_told_and_the_others_are_counted() -> None:
    wider = [*meeting(0)["participants"], {"name": "Zoe", "role": "party"}]
    events = [meeting(0, id="e0", participants=wider), *(meeting(0, id=f"e{number}") for number in range(1, 6))]
    last = told([part_of(0, events, "a")])[-1][2]
    assert last.event_id == "e5"
    assert 'may be the event "e1" in a' in last.message
    assert last.message.endswith(", and so may 4 more be")
    assert last.candidates == ("e1", "e2", "e3")


def test_a_waiver_answers_a_suspicion_and_nothing_else_does() -> None:
    def waived(**waiver: str) -> list[tuple[str, int, str]]:
        return codes(told([part_of(0, [meeting(0), meeting(0, id="e1", waivers=[waiver])], "a")]))

    assert waived(rule="X708", until="2026-01-15") == []
    assert waived(rule="X708", until="2026-01-14") == [("a", 2, "X708")]
    assert waived(rule="P401", until="2026-12-31") == [("a", 2, "X708")]


@given(*[st.text(alphabet="aAb1-_ é", max_size=6)] * 2)
def test_two_ids_are_compared_as_their_folded_texts_are(one: str, other: str) -> None:
    assert (_as_compared(one) == _as_compared(other)) == (folded_key(one) == folded_key(other))
