from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from regesta.diagnostics import Diagnostic
from regesta.engine.examine import Examination, examine_loose
from regesta.report import Report, make_report, printable
from regesta.report.junit import render

RECORD = """\
id: {id}
title: T
type: protest
date: {{text: 24 June {year}}}
sources: [{{id: s, publisher: P, url: "https://news.example/1"}}]
places: [{{name: Quay Zembovia}}, {{name: Quay Zembovib}}, {{name: Georgia}}]
"""


@pytest.fixture
def examined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Examination:
    """Two records, each with two warnings, then an error, and with an info."""
    monkeypatch.chdir(tmp_path)
    for name, year in (("a", 2022), ("b", 2023)):
        Path(f"{name}.yaml").write_text(RECORD.format(id=name, year=year), encoding="utf-8")
    return examine_loose([Path("a.yaml"), Path("b.yaml")], "2024-01-01")


def codes(report: Report) -> list[tuple[str, str]]:
    return [(d.path, d.code) for d in report.diagnostics]


def test_findings_are_sorted_by_place_and_the_counts_are_theirs(examined: Examination) -> None:
    report = make_report([(examined, None)])
    places = [(d.path, d.line, d.column, d.code) for d in report.diagnostics]
    assert places == sorted(places)
    assert report.counts == {"error": 2, "warning": 4, "info": 2, "records": 2, "files": 2}
    assert report.codes == {"P402": 2, "P401": 4, "U801": 2}
    assert report.paths == ("a.yaml", "b.yaml")


def test_of_each_record_the_gravest_are_listed(examined: Examination) -> None:
    report = make_report([(examined, None)], max_per_record=1)
    assert codes(report) == [("a.yaml", "P402"), ("b.yaml", "P402")]
    assert report.left_out == 6


def test_an_error_in_a_later_file_comes_before_warnings_of_an_earlier_one(examined: Examination) -> None:
    assert codes(make_report([(examined, None)], maximum=2)) == [("a.yaml", "P402"), ("b.yaml", "P402")]


def test_a_file_whose_errors_are_not_listed_still_fails(examined: Examination) -> None:
    report = make_report([(examined, None)], maximum=1)
    assert codes(report) == [("a.yaml", "P402")]
    root = ET.fromstring(render(report))  # noqa: S314 - it is what we wrote
    failures = {case.attrib["name"]: case.find("failure") is not None for case in root.iter("testcase")}
    assert failures == {"a.yaml": True, "b.yaml": True, "errors that are not listed": True}


def test_rules_that_are_not_chosen_are_not_counted(examined: Examination) -> None:
    report = make_report([(examined, None)], codes=frozenset({"P401"}))
    assert report.counts == {"error": 0, "warning": 4, "info": 0, "records": 2, "files": 2}
    assert not report.failed


def test_only_what_was_named_is_reported(examined: Examination) -> None:
    report = make_report([(examined, frozenset({"b.yaml"}))])
    assert {d.path for d in report.diagnostics} == {"b.yaml"}
    assert report.paths == ("b.yaml",)


def test_a_message_that_holds_a_book_is_cut() -> None:
    shown = printable(Diagnostic("D209", f'edtf "{"9" * 5000}" is not an EDTF date', "/date/edtf", help="x" * 5000))
    assert (len(shown.message), len(shown.help or "")) == (1000, 1000)
    assert shown.message.endswith("9…")
