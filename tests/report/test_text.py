import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.diagnostics import Diagnostic
from regesta.engine.examine import examine_loose
from regesta.read import Record
from regesta.report import Report, make_report
from regesta.report.safe import safe
from regesta.report.text import columns, plural, render, statistics

RECORD = """\
id: rostov
title: A rally
places:
  - role: location
    name: Georgia
"""

GOLDEN = """\
records/rostov.yaml:5:11: error P402 place "Georgia" is ambiguous
    4 |   - role: location
    5 |     name: Georgia
      |           ^^^^^^^
   candidates: Georgia, country (GE); Georgia, US state (US-GA)
   help: add `country: GE`, or `admin1: US-GA`
1 error in 1 record in 1 file
"""


def placed(source: Path, line: int, start: int, end: int, **others: Any) -> Report:
    at: dict[str, Any] = {
        "severity": "error",
        "path": "records/rostov.yaml",
        "line": line,
        "column": start,
        "end_line": line,
        "end_column": end,
    }
    d = Diagnostic("P402", 'place "Georgia" is ambiguous', **(at | others))
    counts = {"error": 1, "warning": 0, "info": 0, "records": 1, "files": 1}
    return Report((d,), (Record({}, source, "records/rostov.yaml"),), counts, Counter([d.code]))


def excerpt(tmp_path: Path, line: str, marked: str, width: int = 120) -> tuple[str, str]:
    """The line of the record and the line of carets, without their margin."""
    path = tmp_path / "a.yaml"
    path.write_text(line + "\n", encoding="utf-8")
    start = line.index(marked) + 1
    _, shown, carets, _ = render(placed(path, 1, start, start + len(marked)), width=width).splitlines()
    return shown[8:], carets[8:]


def test_a_diagnostic_reads_like_a_compilers(tmp_path: Path) -> None:
    path = tmp_path / "rostov.yaml"
    path.write_text(RECORD, encoding="utf-8")
    candidates = ("Georgia, country (GE)", "Georgia, US state (US-GA)")
    report = placed(path, 5, 11, 18, candidates=candidates, help="add `country: GE`, or `admin1: US-GA`")
    assert render(report) == GOLDEN


def test_a_real_fault_reads_the_same_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "id: a\ntitle: T\ntype: protst\ndate: {text: 24 June 2023}\nsources: [{id: s, publisher: P}]\n"
    Path("a.yaml").write_text(text, encoding="utf-8")
    report = make_report([(examine_loose([Path("a.yaml")], "2024-01-01"), None)], codes=frozenset({"S104"}))
    assert render(report).splitlines()[:4] == [
        'a.yaml:3:7: error S104 unknown code "protst" for `type`', "    2 | title: T", "    3 | type: protst", "      |       ^^^^^^",
    ]  # fmt: skip


LINES = [
    pytest.param('name: "東京都", rolle: x', "rolle", id="wide"),
    pytest.param("name: 東京都 x", "東京都", id="wide-marked"),
    pytest.param("name: 🇺🇦🎉 at rolle", "rolle", id="emoji"),
    pytest.param("name: हिन्दी में rolle", "rolle", id="combining"),
    pytest.param("name: میدان می\u200cخواهم rolle", "rolle", id="right-to-left"),
    pytest.param("\t\tname: rolle", "rolle", id="tabs"),
    pytest.param("a: \u202eb rolle", "rolle", id="bidi-control"),
    pytest.param("x" * 500 + " rolle " + "y" * 500, "rolle", id="long"),
    pytest.param("東" * 500 + " rolle " + "京" * 500, "rolle", id="long-and-wide"),
]


@pytest.mark.parametrize(("line", "marked"), LINES)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_caret_stands_under_what_is_marked_and_no_line_is_wider_than_the_terminal(
    tmp_path: Path, line: str, marked: str, width: int
) -> None:
    shown, carets = excerpt(tmp_path, line, marked, width)
    start = columns(shown[: shown.index(marked)])
    assert carets == " " * start + "^" * columns(marked)
    assert columns(shown) + 8 <= width


def test_a_mark_wider_than_the_terminal_is_cut(tmp_path: Path) -> None:
    shown, carets = excerpt(tmp_path, "x" * 300, "x" * 300, 80)
    assert len(shown) == 72
    assert carets == "^" * 72


@given(st.text(), st.text(min_size=1), st.text(), st.integers(20, 120))
def test_no_excerpt_is_wider_than_its_room(before: str, marked: str, after: str, room: int) -> None:
    from regesta.report.text import _window  # noqa: PLC0415 - the one private function whose bound matters

    assert columns("".join(_window(before, marked, after, room))) <= room


def test_without_colour_nothing_can_act_on_a_terminal(hostile: Report) -> None:
    text = render(hostile).replace("\n", "")
    assert safe(text) == text
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Co")]


@pytest.mark.parametrize("char", ["\u00ad", "\u200b", "\u3164", "\uffa0", "\u180e", "\u034f"])
def test_what_cannot_be_seen_is_shown(char: str) -> None:
    assert safe(f"a{char}b") == f"a\\u{{{ord(char):x}}}b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("خانه\u200cای", "خانه\u200cای"),
        ("क्\u200cष", "क्\u200cष"),
        ("Pu\u200ctin", "Pu\\u{200c}tin"),
        ("خانه\u200c", "خانه\\u{200c}"),
        ("خانه\u200c\u200cای", "خانه\\u{200c}\\u{200c}ای"),
        ("خانه\u200fای", "خانه\\u{200f}ای"),
    ],
)
def test_a_joiner_within_a_word_that_needs_it_is_printed_as_it_is(text: str, shown: str) -> None:
    assert safe(text) == shown
    assert safe(shown) == shown


def test_colour_adds_escapes_and_nothing_else(hostile: Report, every: Report) -> None:
    for report in (hostile, every):
        coloured = render(report, colour=True)
        assert "\x1b[31;1m" in coloured
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(report)


def test_no_line_can_be_taken_for_a_workflow_command(hostile: Report) -> None:
    for line in render(hostile).splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert "##vso[" not in line


def test_an_empty_report_is_good_news(empty: Report) -> None:
    assert render(empty) == "all good: 2 records in 2 files\n"


def test_what_is_not_shown_is_counted(every: Report) -> None:
    counts = every.counts | {"error": every.counts["error"] + 1200}
    assert "(1,200 not shown" in render(replace(every, counts=counts)).splitlines()[-1]


def test_statistics_count_each_rule_the_most_frequent_first(every: Report) -> None:
    codes = Counter({"P402": 3, "N302": 1200, "A901": 3})
    rows = [line.split(maxsplit=2) for line in statistics(replace(every, codes=codes)).splitlines()[:-1]]
    assert rows == [
        ["1,200", "N302", "actor not in the registry"], ["3", "A901", "dataset assertion does not hold"],
        ["3", "P402", "ambiguous place"],
    ]  # fmt: skip


def test_a_fault_of_a_registry_shows_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("regesta.toml").write_text("[dataset]\ncolour = 3\n", encoding="utf-8")
    report = placed(Path(), 2, 1, 7, path="regesta.toml")
    assert "    2 | colour = 3\n      | ^^^^^^\n" in render(replace(report, records=(None,)))


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("abc", 3, id="latin"), pytest.param("東京", 4, id="wide"), pytest.param("ｱｶﾞ", 3, id="half-width"),
        pytest.param("é", 1, id="composed"), pytest.param("e\u0301", 1, id="combining"),
        pytest.param("ि", 1, id="spacing-mark"), pytest.param("ें", 0, id="marks-of-devanagari"),
        pytest.param("می\u200cخ", 3, id="joiner"), pytest.param("🎉", 2, id="emoji"), pytest.param("❤\ufe0f", 1, id="selector"),
    ],
)  # fmt: skip
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [(0, "event", "0 events"), (1, "event", "1 event"), (1234, "event", "1,234 events"), (2, "info", "2 info")],
)
def test_a_count_agrees_with_its_noun(number: int, noun: str, words: str) -> None:
    assert plural(number, noun) == words


def dated_reports(kinds: str) -> Report:
    """A finding for each letter: n a note of U801, w a warning."""
    severities = {"n": ("U801", "info"), "w": ("D205", "warning")}
    found = tuple(
        Diagnostic(code, f"number {number}", severity=severity, path="a.yaml")  # type: ignore[arg-type]
        for number, (code, severity) in enumerate(map(severities.__getitem__, kinds))
    )
    counts = {"error": 0, "warning": kinds.count("w"), "info": kinds.count("n"), "records": 1, "files": 1}
    return Report(found, (None,) * len(found), counts, Counter(d.code for d in found))


@pytest.mark.parametrize(
    ("kinds", "printed", "told"),
    [
        ("nnwnnn", "0, 1, 2, 3", "2 more like the 3 of U801: `regesta validate --select U801` shows them"),
        ("nnnw", "0, 1, 2, 3", None),
        ("nnnnn", "0, 1, 2, 3, 4", None),
        ("wwwww", "0, 1, 2, 3, 4", None),
    ],
)
def test_notes_do_not_drown_what_is_graver(kinds: str, printed: str, told: str | None) -> None:
    *findings, summary = render(dated_reports(kinds)).splitlines()
    numbers = [line.rpartition(" ")[2] for line in findings if "number" in line]
    assert ", ".join(numbers) == printed
    assert [line for line in findings if "number" not in line] == ([] if told is None else [told])
    assert summary.endswith("in 1 record in 1 file")


def _of(value: object, field: str, **others: Any) -> Diagnostic:
    return Diagnostic("P402", "it is ambiguous", field, value=value, severity="error", path="a.yaml", **others)


@pytest.mark.parametrize(
    ("found", "printed", "told"),
    [
        pytest.param([_of("Sofia", f"/places/{n}/name") for n in range(67)], 3, ['   and 64 more like it: P402 "Sofia"; `--format json` has each'], id="one value of many members"),
        pytest.param([_of(v, "/places/0/name") for v in ("Sofia", "Burgas") * 4], 6, [f'   and 1 more like it: P402 "{v}"; `--format json` has each' for v in ("Sofia", "Burgas")], id="two values by turns"),
        pytest.param([_of("Sofia", "/places/0/name")] * 3, 3, [], id="no more than three"),
        pytest.param([_of("n/a", f"/places/0/{name}") for name in ("latitude", "longitude") * 3], 6, [], id="one value of two fields"),
        pytest.param([_of("Sofia", "/name", help=f"help {n}") for n in range(5)], 5, [], id="other advice"),
        pytest.param([_of(None, "/name") for n in range(5)], 5, [], id="no value"),
        pytest.param([_of(None, "/name") for n in range(25)], 20, ["   and 5 more like it: P402 it is ambiguous; `--format json` has each"], id="no value in many places"),
        pytest.param([_of("\x1b[31m", "/name")] * 5, 3, ['   and 2 more like it: P402 "\\u{1b}[31m"; `--format json` has each'], id="a value that could act"),
    ],
)  # fmt: skip
def test_what_is_said_of_one_value_is_printed_three_times_and_of_none_twenty(
    found: list[Diagnostic], printed: int, told: list[str]
) -> None:
    counts = {"error": len(found), "warning": 0, "info": 0, "records": 1, "files": 1}
    report = Report(tuple(found), (None,) * len(found), counts, Counter(P402=len(found)))
    *rows, summary = render(report).splitlines()
    assert sum("error P402" in row for row in rows) == printed
    assert [row for row in rows if "more like it" in row] == told
    assert summary == f"{plural(len(found), 'error')} in 1 record in 1 file"
    assert "; `--format" not in render(report, more="")
