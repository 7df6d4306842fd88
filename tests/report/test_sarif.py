import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft7Validator

from regesta.diagnostics import Diagnostic
from regesta.report import Report, printable
from regesta.report.safe import INVISIBLE
from regesta.report.sarif import render


def run(report: Report) -> Any:
    return json.loads(render(report))["runs"][0]


def uris(report: Report) -> list[str]:
    places = [place for result in run(report)["results"] for place in result["locations"]]
    return [place["physicalLocation"]["artifactLocation"]["uri"] for place in places]


def test_every_report_satisfies_the_schema(schemas: Path, empty: Report, every: Report, hostile: Report) -> None:
    schema = json.loads((schemas / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    for report in (empty, every, hostile):
        assert [e.message for e in Draft7Validator(schema).iter_errors(json.loads(render(report)))] == []


def test_an_empty_report_is_a_run_with_no_results(empty: Report) -> None:
    assert run(empty)["results"] == []


def test_levels_regions_and_rules_say_what_the_diagnostics_say(every: Report) -> None:
    whole = run(every)
    assert whole["columnKind"] == "unicodeCodePoints"
    assert [r["level"] for r in whole["results"]] == ["error", "error", "error", "warning", "note", "error"]
    region = whole["results"][1]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}
    rules = whole["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in whole["results"]] == [d.code for d in every.diagnostics]
    assert not [rule for rule in rules if "helpUri" in rule or not rule["help"]["text"]]


def test_a_finding_without_a_line_stands_on_the_first(every: Report) -> None:
    assert run(every)["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_paths_are_relative_uris(make: Callable[..., Report]) -> None:
    paths = ("/home/somebody/data/records/a.yaml", "records/b ü#1%?.yaml", "a:b.yaml", "../x.yaml")
    report = make([Diagnostic("P402", "m", severity="error", path=path) for path in paths])
    assert [unquote(uri) for uri in uris(report)] == ["a.yaml", *paths[1:]]
    assert not [uri for uri in uris(report) if re.search(r"[^A-Za-z0-9%./_~-]", uri)]
    assert "somebody" not in render(report)


def test_the_address_of_a_file_is_that_of_its_own_name(make: Callable[..., Report]) -> None:
    found = [Diagnostic("P402", "m", severity="error", path=path) for path in ("a\nb.yaml", "c\udcff.yaml", "\\u{x}")]
    assert uris(make([printable(diagnostic) for diagnostic in found])) == ["a%0Ab.yaml", "c%FF.yaml", "%5Cu%7Bx%7D"]


def test_fingerprints_are_unique_and_do_not_depend_on_lines(every: Report, hostile: Report) -> None:
    for report in (every, hostile):
        marks = [str(result["partialFingerprints"]) for result in run(report)["results"]]
        moved = replace(report, diagnostics=tuple(replace(d, line=99, end_line=99) for d in report.diagnostics))
        assert len(set(marks)) == len(marks)
        assert marks == [str(result["partialFingerprints"]) for result in run(moved)["results"]]


def test_a_fingerprint_follows_its_event_to_another_file(every: Report) -> None:
    moved = replace(every, diagnostics=tuple(replace(d, path="records/other.yaml") for d in every.diagnostics))
    same = [
        a["partialFingerprints"] == b["partialFingerprints"]
        for a, b in zip(run(every)["results"], run(moved)["results"], strict=True)
    ]
    assert same == [d.event_id is not None for d in every.diagnostics]


def test_no_text_of_a_record_is_a_placeholder_or_a_link(hostile: Report) -> None:
    for result in run(hostile)["results"]:
        text = result["message"]["text"]
        assert not re.search(r"(?<!\\)\]\(", text)
        assert "{" not in text.replace("{{", "")
        assert "}" not in text.replace("}}", "")


def test_nothing_in_it_can_act_on_a_terminal(hostile: Report) -> None:
    assert re.findall(INVISIBLE, render(hostile).replace("\n", "")) == []
