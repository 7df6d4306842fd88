"""Relations fit the days of both events and lead to events that stand."""

import json
from pathlib import Path
from typing import Any

import pytest

from regesta import validate
from regesta.check.related import days_of

SETTINGS = '[dataset]\nname = "n"\ntitle = "T"\nversion = "1.0.0"\nlicence = "MIT"\n'


def event(own: str, date: str = "2024-03-05", *relations: tuple[str, str], **more: Any) -> dict[str, Any]:
    ties = [{"type": kind, "event": other} for kind, other in relations]
    about = {"id": own, "title": f"The talks {own}", "type": "consult", "date": {"edtf": date}}
    return {**about, "sources": [{"id": "d", "publisher": "Daily"}], **({"relations": ties} if ties else {}), **more}


def told(folder: Path, *events: dict[str, Any], code: str = "", named: str = "") -> list[tuple[str, str | None, str]]:
    """What is found of events in a file each, of one rule, or with one file that is named."""
    (folder / "records").mkdir(exist_ok=True)
    (folder / "regesta.toml").write_text(SETTINGS, encoding="utf-8")
    for one in events:
        (folder / f"records/{one['id']}.json").write_text(json.dumps(one), encoding="utf-8")
    report = validate(folder / f"records/{named}.json" if named else folder, today="2026-01-15")
    return [
        (d.code, d.event_id, d.field) for d in report.diagnostics if d.code == code or (not code and d.code != "X708")
    ]


@pytest.mark.parametrize(
    ("kind", "one", "other", "is_told"),
    [
        ("part-of", "2024-03-05", "2024-03-04/2024-03-06", False),
        ("part-of", "2024-03-01/2024-03-04", "2024-03-04/2024-03-06", False),
        ("part-of", "2024-03-03", "2024-03-04/2024-03-06", True),
        ("part-of", "2024-03-07", "2024-03-04/2024-03-06", True),
        ("part-of", "2024-03", "2024-03-04/2024-03-06", False),
        ("part-of", "2024-03-07", "[2024-03-04..2024-03-06]", True),
        ("part-of", "2024-03-07", "2024-03-04/..", False),
        ("part-of", "2024-03-03", "2024-03-04/..", True),
        ("follows", "2024-03-05", "2024-03-04", False),
        ("follows", "2024-03-05", "2024-03-05", False),
        ("follows", "2024-03-05", "2024-03-06", True),
        ("follows", "2024-03-05/2024-03-09", "2024-03-06/2024-03-20", False),
        ("follows", "[..2024-03-05]", "2024-03-06", True),
        ("responds-to", "2024-03-05", "2024-03-06", True),
        ("causes", "2024-03-06", "2024-03-05", True),
        ("causes", "2024-03-05", "2024-03-06", False),
        ("causes", "2024-03-05/2024-03-09", "2024-03-05", False),
        ("updates", "2024-03-05", "2024-03-06", False),
        ("background-of", "2024-03-05", "2024-03-06", False),
        ("same-as", "2024-03-05", "2024-03-06", False),
        ("follows", "-0044-03-15", "-0043-03-15", True),
        ("follows", "Y-170000002", "Y-170000001", False),  # bounds that far are none
    ],
)
def test_a_relation_fits_the_days_of_both_events(
    kind: str, one: str, other: str, is_told: bool, tmp_path: Path
) -> None:
    found = told(tmp_path, event("a", one, (kind, "b")), event("b", other))
    assert found == [("D212", "a", "/relations/0/event")] * is_told


@pytest.mark.parametrize(
    ("one", "other"), [("planned", "occurred"), ("occurred", "planned"), ("did-not-occur", "ongoing")]
)
def test_what_is_planned_may_be_answered_before(one: str, other: str, tmp_path: Path) -> None:
    found = told(
        tmp_path, event("a", "2024-03-05", ("responds-to", "b"), status=one), event("b", "2024-03-06", status=other)
    )
    assert found == []


def test_the_message_names_both_events_with_their_days(tmp_path: Path) -> None:
    told(tmp_path, event("a", "2024-03-05", ("part-of", "b")), event("b", "2024-03-06/2024-03-09"))
    (found,) = validate(tmp_path, today="2026-01-15").diagnostics
    assert found.severity == "warning"
    assert found.message.startswith('`part-of` does not fit the days: this event is of 2024-03-05, and "b" in ')
    assert found.message.endswith("records/b.json of 2024-03-06 to 2024-03-09")


def test_it_is_told_of_the_file_of_the_relation_and_can_be_waived(tmp_path: Path) -> None:
    waiver = {"rule": "D212", "field": "/relations/0", "reason": "r", "by": "b", "until": "2026-12-31"}
    one, other = event("a", "2024-03-05", ("follows", "b")), event("b", "2024-03-06")
    assert [code for code, *_ in told(tmp_path, one, other, named="a")] == ["D212"]
    assert told(tmp_path, named="b") == []
    assert told(tmp_path, {**one, "waivers": [waiver]}, other) == []


def test_a_reference_to_a_withdrawn_event_is_told_with_what_replaces_it(tmp_path: Path) -> None:
    stone = {"id": "w", "withdrawn": {"at": "2024-05-01", "reason": "duplicate", "replaced_by": ["b"]}}
    claim = {"id": "c", "speaker": "X", "act": "asserts", "made_in": "w"}
    later = {"id": "v", "withdrawn": {"at": "2024-05-01", "reason": "error", "replaced_by": ["w"]}}
    one = event("a", "2024-03-05", ("follows", "w"), claims=[claim])
    found = told(tmp_path, one, event("b"), stone, later, code="X709")
    assert sorted(found) == [("X709", "a", "/claims/0/made_in"), ("X709", "a", "/relations/0/event")]
    report = validate(tmp_path, today="2026-01-15")
    assert {d.help for d in report.diagnostics if d.code == "X709"} == {"name what replaces it: b"}


def test_a_reference_to_a_withdrawn_event_can_be_waived(tmp_path: Path) -> None:
    waiver = {"rule": "X709", "field": "/relations/0", "reason": "r", "by": "b", "until": "2026-12-31"}
    stone = {"id": "w", "withdrawn": {"at": "2024-05-01", "reason": "error"}}
    assert told(tmp_path, event("a", "2024-03-05", ("follows", "w"), waivers=[waiver]), stone) == []
    assert told(tmp_path, event("a", "2024-03-05", ("follows", "w")), stone) == [("X709", "a", "/relations/0/event")]


@pytest.mark.parametrize("date", [None, "2024", {}, {"start": 3}, {"text": "soon"}])
def test_an_event_without_days_may_have_been_at_any_time(date: Any) -> None:
    first, last = days_of({"date": date})
    assert first < 0 < last
    assert max(-first, last) < 2**31
