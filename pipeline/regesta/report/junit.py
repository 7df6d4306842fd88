"""JUnit XML: a test case for each file, which fails where the file has errors."""

from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree as ET

from regesta.diagnostics import Diagnostic
from regesta.report import Report
from regesta.report.identity import relative
from regesta.report.safe import safe
from regesta.report.text import advice, plural, where


def render(report: Report) -> str:
    """One failure a file, since many readers look at the first alone; warnings and notes are its output."""
    found = {path: list(group) for path, group in groupby(report.diagnostics, key=lambda d: d.path)}
    paths = sorted({*report.paths, *report.wrong, *found})
    cases = [_case(path, found.get(path, []), is_wrong=path in report.wrong) for path in paths]
    unseen = report.counts["error"] - sum(d.severity == "error" for d in report.diagnostics)
    if unseen:
        cases.append(_failed(_named("errors that are not listed"), f"{plural(unseen, 'error')} more", "", "limit"))
    if not cases:
        cases = [_named("no records")]
    failures = sum(case.find("failure") is not None for case in cases)
    totals = {"name": "regesta", "tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    root = ET.Element("testsuites", totals)
    ET.SubElement(root, "testsuite", totals).extend(cases)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _named(name: str) -> ET.Element:
    return ET.Element("testcase", {"name": name, "classname": "regesta"})


def _failed(case: ET.Element, message: str, text: str, kind: str) -> ET.Element:
    ET.SubElement(case, "failure", {"message": message, "type": kind}).text = text or message  # GitLab shows no message
    return case


def _case(path: str, found: list[Diagnostic], *, is_wrong: bool) -> ET.Element:
    case = _named(relative(path) or "dataset")
    errors = [d for d in found if d.severity == "error"]
    others = [d for d in found if d.severity != "error"]
    if errors:
        more = f" (and {plural(len(errors) - 1, 'error')} more)" if len(errors) > 1 else ""
        kinds = ", ".join(sorted({d.code for d in errors}))
        _failed(case, safe(errors[0].message) + more, _listed(errors), kinds)
    elif is_wrong:
        _failed(case, "its errors are not listed", "", "limit")
    if others:
        ET.SubElement(case, "system-out").text = _listed(others)
    return case


def _listed(found: list[Diagnostic]) -> str:
    return "\n".join(line for d in found for line in _lines(d))


def _lines(d: Diagnostic) -> Iterator[str]:
    yield f"{where(d)}: {d.severity} {d.code} {safe(d.message)}"
    yield from advice(d)
