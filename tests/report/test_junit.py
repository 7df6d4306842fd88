from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from regesta.report import Report
from regesta.report.junit import render


def cases(report: Report) -> dict[str, ET.Element]:
    found = ET.fromstring(render(report)).iter("testcase")  # noqa: S314 - it is what we wrote
    return {case.attrib["name"]: case for case in found}


def test_every_report_satisfies_the_schema(schemas: Path, empty: Report, every: Report, hostile: Report) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    schema = xmlschema.XMLSchema(str(schemas / "junit-10.xsd"))
    for report in (empty, every, hostile):
        assert [str(error) for error in schema.iter_errors(ET.fromstring(render(report)))] == []  # noqa: S314 - as above


def test_a_file_fails_if_it_has_errors(every: Report) -> None:
    failed = {name: case.find("failure") is not None for name, case in cases(every).items()}
    assert failed == {
        "records/a.yaml": True, "records/b ü#1.yaml": False, "records/good.yaml": False, "regesta.toml": True,
        "dataset": True,
    }  # fmt: skip


def test_the_failure_has_every_error_and_the_output_every_other_finding(every: Report) -> None:
    case = cases(every)["records/a.yaml"]
    failure = case.find("failure")
    assert failure is not None
    assert failure.attrib == {"message": 'place "Georgia" is ambiguous (and 1 error more)', "type": "P402, S102"}
    assert "records/a.yaml:3:5: error S102 missing field" in (failure.text or "")
    assert (case.findtext("system-out") or "").startswith("records/a.yaml:3:5: warning N302")


def test_the_totals_are_those_of_the_cases(every: Report, hostile: Report) -> None:
    for report in (every, hostile):
        root = ET.fromstring(render(report))  # noqa: S314 - it is what we wrote
        assert root.attrib["tests"] == str(len(list(root.iter("testcase"))))
        assert root.attrib["failures"] == str(len(list(root.iter("failure"))))


def test_errors_that_are_not_listed_fail_too(make: Callable[..., Report]) -> None:
    case = cases(make([], ("records/a.yaml",), left_out=7))["errors that are not listed"]
    failure = case.find("failure")
    assert failure is not None
    assert failure.attrib["message"] == failure.text == "7 errors more"  # one reader shows this, another that


def test_a_report_on_nothing_still_has_a_case(make: Callable[..., Report]) -> None:
    assert list(cases(make([]))) == ["no records"]


def test_what_xml_forbids_is_written_out(hostile: Report) -> None:
    text = render(hostile)
    assert "\\u{8}\\u{0}\\u{7f}\\u{9b}\\u{fffe}\\u{d800}" in text
    assert "]]>" not in text
    text.encode()
