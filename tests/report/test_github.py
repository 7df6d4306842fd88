import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest

from regesta.diagnostics import Diagnostic, Severity
from regesta.report import Report
from regesta.report.github import _SUMMARY_BYTES, render, step_summary
from regesta.report.safe import INVISIBLE, safe


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    text: str


def obeyed(log: str) -> list[Command]:
    """What the runner would obey, read as the runner reads: `::` after blanks at the start of a line, `##[` anywhere."""
    commands = []
    for line in re.split(r"[\r\n\x85\u2028\u2029]", log):
        if match := re.match(r"\s*::([^: ]+)(?: (.*?))?::(.*)", line):
            pairs = [pair.partition("=") for pair in (match[2] or "").split(",") if pair]
            properties = {key: unescaped(value) for key, _, value in pairs}
            commands.append(Command(match[1], properties, unescaped(match[3])))
        else:
            commands += [Command(name, {}, "") for name in re.findall(r"##(?:vso)?\[([^\]]*)\]", line)]
    return commands


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def many(severity: Severity, code: str, count: int) -> list[Diagnostic]:
    return [
        Diagnostic(
            code,
            f"number {n}",
            severity=severity,
            path="records/a.yaml",
            line=n + 1,
            column=1,
            end_line=n + 1,
            end_column=2,
        )
        for n in range(count)
    ]


def test_a_finding_is_an_annotation_on_its_lines(every: Report) -> None:
    assert obeyed(render(every))[1] == Command(
        "error",
        {
            "title": "P402 ambiguous place",
            "file": "records/a.yaml",
            "line": "3",
            "endLine": "3",
            "col": "5",
            "endColumn": "9",
        },
        'records/a.yaml:3:5: P402 place "Georgia" is ambiguous\n'
        "candidates: Georgia (GE); Georgia (US-GA)\nhelp: add `country: GE`",
    )


def test_columns_are_left_out_where_a_finding_spans_lines(every: Report) -> None:
    spanning = obeyed(render(every))[2].properties
    assert (spanning["line"], spanning["endLine"]) == ("3", "7")
    assert "col" not in spanning


def test_severities_become_error_warning_and_notice(every: Report) -> None:
    assert [command.name for command in obeyed(render(every))] == ["error"] * 4 + ["warning", "notice"]


@pytest.mark.parametrize(
    ("text", "data", "prop"),
    [
        pytest.param("a%b", "a%25b", "a%25b", id="percent"),
        pytest.param("a%0Ab", "a%250Ab", "a%250Ab", id="escaped-newline"),
        pytest.param("a:b,c", "a:b,c", "a%3Ab%2Cc", id="colon-comma"),
        pytest.param("a\r\nb", "a\\u{d}\\u{a}b", "a\\u{d}\\u{a}b", id="newline"),
    ],
)
def test_text_and_properties_are_escaped(make: Callable[..., Report], text: str, data: str, prop: str) -> None:
    line = render(make([Diagnostic("P402", text, severity="error", path=text)])).splitlines()[0]
    assert line == f"::error title=P402 ambiguous place,file={prop}::{data}: P402 {data}"


def test_nothing_but_our_own_annotations_is_obeyed(hostile: Report) -> None:
    commands = obeyed(render(hostile))
    assert [c.name for c in commands] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert not [c for c in commands if set(c.properties) - {"title", "file", "line", "endLine", "col", "endColumn"}]
    assert re.findall(INVISIBLE, render(hostile).replace("\n", "")) == []


def test_ten_of_each_severity_are_annotations_and_the_others_are_in_the_log(make: Callable[..., Report]) -> None:
    report = make([*many("info", "U801", 12), *many("warning", "N302", 3), *many("error", "P402", 25)])
    log = render(report)
    assert [c.name for c in obeyed(log)] == ["error"] * 10 + ["warning"] * 3 + ["notice"] * 10
    for d in report.diagnostics:
        assert f"records/a.yaml:{d.line}:1: " in log
    assert log.splitlines()[-1] == "25 errors, 3 warnings, 12 info in 2 records in 2 files"
    assert "::notice title=regesta::10 of 25 errors stand at their lines" in log


@pytest.mark.parametrize(
    ("errors", "warnings", "told"),
    [(10, 10, None), (11, 10, "10 of 11 errors stand"), (0, 12, "10 of 12 warnings stand"), (2000, 11, "10 of 2,000 errors and 10 of 11 warnings stand")],
)  # fmt: skip
def test_nobody_takes_ten_for_all(make: Callable[..., Report], errors: int, warnings: int, told: str | None) -> None:
    log = render(make([*many("error", "P402", errors), *many("warning", "N302", warnings)]))
    notices = [command.text for command in obeyed(log) if command.name == "notice"]
    assert [notice.startswith(told or "") for notice in notices] == [True] * (told is not None)


def test_notes_are_annotations_and_in_the_summary(make: Callable[..., Report]) -> None:
    report = replace(make(many("info", "U801", 12)), notes=("gone: a%b, ::error::c", "two"))
    notices = [(c.properties.get("title"), c.text) for c in obeyed(render(report)) if c.name == "notice"]
    assert notices[:2] == [("regesta", "gone: a%b, ::error::c"), ("regesta", "two")]
    assert len(notices) == 10
    assert "- note: ` gone: a%b, ::error::c `\n" in step_summary(report)


def test_an_empty_report_has_no_annotation(empty: Report) -> None:
    assert render(empty) == "all good: 2 records in 2 files\n"


def live(markdown: str) -> set[str]:
    """The kinds of node that Markdown makes of a text, code spans and plain text apart."""
    parser = pytest.importorskip("markdown_it").MarkdownIt("gfm-like", {"linkify": False})
    return {
        f"{child.type} {child.content}".strip()
        for token in parser.parse(markdown)
        for child in (token, *(token.children or ()))
        if child.type not in ("inline", "code_inline", "text")
    }


def test_nothing_of_a_record_is_live_in_the_summary(hostile: Report) -> None:
    ours = {"heading_open", "heading_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
            "paragraph_open", "paragraph_close", "strong_open", "strong_close", "softbreak", "html_inline <br>"}  # fmt: skip
    markdown = step_summary(hostile)
    assert live(markdown) <= ours
    assert markdown.count("\n- **") == len(hostile.diagnostics)


def test_every_text_of_a_finding_is_in_a_code_span_whole(hostile: Report) -> None:
    parser = pytest.importorskip("markdown_it").MarkdownIt("gfm-like", {"linkify": False})
    tokens = [child for token in parser.parse(step_summary(hostile)) for child in token.children or ()]
    spans = [child.content.strip() for child in tokens if child.type == "code_inline"]
    assert {safe(d.message).strip() for d in hostile.diagnostics} <= set(spans)


def test_the_summary_has_every_listed_finding_errors_first(every: Report) -> None:
    found = re.findall(r"\*\*(\w+) (\w+)\*\*", step_summary(every))
    assert [code for _, code in found] == ["A902", "P402", "S102", "A901", "N302", "U801"]


def test_the_summary_stays_within_what_github_takes(make: Callable[..., Report]) -> None:
    long = [replace(d, message="я" * 1000) for d in many("error", "P402", 1000)]
    markdown = step_summary(make(long))
    assert len(markdown.encode()) < _SUMMARY_BYTES + 100
    shown = len(re.findall(r"\*\*error P402\*\*", markdown))
    assert markdown.endswith(f"- and {1000 - shown:,} more in the log\n")
