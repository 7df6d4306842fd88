import json
import re
from dataclasses import replace
from typing import Any

import pytest

from regesta.report import Report
from regesta.report.gitlab import render
from regesta.report.safe import INVISIBLE


def issues(report: Report) -> Any:
    return json.loads(render(report))


def test_an_empty_report_is_an_empty_list(empty: Report) -> None:
    assert issues(empty) == []


def test_each_issue_has_what_gitlab_asks_for(every: Report, hostile: Report) -> None:
    for issue in (*issues(every), *issues(hostile)):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))


@pytest.mark.parametrize("copies", [2, 3])
def test_equal_findings_have_fingerprints_of_their_own(every: Report, copies: int) -> None:
    many = replace(every, diagnostics=every.diagnostics * copies)
    marks = [issue["fingerprint"] for issue in issues(many)]
    assert len(set(marks)) == len(marks)
    assert marks[: len(every.diagnostics)] == [issue["fingerprint"] for issue in issues(every)]


def test_fingerprints_do_not_depend_on_lines(every: Report) -> None:
    moved = replace(every, diagnostics=tuple(replace(d, line=99, end_line=99) for d in every.diagnostics))
    assert [i["fingerprint"] for i in issues(moved)] == [i["fingerprint"] for i in issues(every)]


def mark(report: Report, **changes: Any) -> str:
    one = replace(report, diagnostics=(replace(report.diagnostics[1], **changes),))
    return str(issues(one)[0]["fingerprint"])


def test_a_fingerprint_outlives_what_is_put_before_a_member_of_a_list_and_a_file_that_is_renamed(every: Report) -> None:
    assert mark(every, field="/places/0/name") == mark(every, field="/places/10/name")
    assert mark(every, path="data/records/a.yaml") == mark(every, path="data/records/2024/b.yaml")
    met = [
        mark(every, code="N302", event_id=event, value=name)
        for event, name in (("a", "Sophie Müller"), ("b", "sophie muller"))
    ]
    assert met[0] == met[1] != mark(every, code="N302", value="Sophie Miller")


@pytest.mark.parametrize(
    "other",
    [
        {"code": "P401"}, {"event_id": "b"}, {"value": "Tbilisi"}, {"field": "/y"},
        {"path": "strikes/records/a.yaml"}, {"event_id": None}, {"event_id": None, "path": "records/b.yaml"},
    ],
    ids=str,
)  # fmt: skip
def test_another_rule_event_value_field_or_dataset_is_another_finding(every: Report, other: dict[str, Any]) -> None:
    """Reports of several jobs come together in one merge request, and a finding is shown once."""
    assert mark(every, **other) != mark(every)
    assert mark(every, **other) != mark(every, event_id=None, path="records/c.yaml")


def test_nothing_in_it_can_act_on_a_terminal(hostile: Report) -> None:
    assert re.findall(INVISIBLE, render(hostile).replace("\n", "")) == []
