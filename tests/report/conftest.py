"""Reports to render: with every severity, with hostile text, and empty."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from regesta.diagnostics import Diagnostic, Severity
from regesta.report import SEVERITIES, Report

HOSTILE = (
    "\x1b[31mred\x1b]52;c;AAAA\x07", "::error::pwned", "x\n::error::second line", "\r::warning::x", " ::notice::x",
    "a ##[error]b ##vso[task.x]c", "%0A::error::x %25", "]]> &amp; </failure>", "<script>alert(1)</script>",
    "[bold red]ALL GOOD[/] [/nope]", "**b** _i_ `c` ``d`` | # [x](https://evil.test) ![y](https://evil.test/i.png)",
    "\u202eright to left\u2066", "\x08\x00\x7f\x9b\ufffe\ud800", "@user #1 :tada:", "{0} {{x}}", "a,b:c=d", "```\n# x",
    "</code><img src=x onerror=alert(1)>", "C:\\x\\|y",
)  # fmt: skip


RULES_OF_EACH: tuple[tuple[str, Severity], ...] = (("P402", "error"), ("N302", "warning"), ("U801", "info"))
PLACE: dict[str, Any] = {
    "path": "records/a.yaml",
    "line": 3,
    "column": 5,
    "end_line": 3,
    "end_column": 9,
    "event_id": "a",
    "field": "/x",
}
NOWHERE: dict[str, Any] = {
    "line": None,
    "column": None,
    "end_line": None,
    "end_column": None,
    "event_id": None,
    "field": "",
}


def found(code: str, severity: Severity, message: str = "a message", **others: Any) -> Diagnostic:
    return Diagnostic(code, message, severity=severity, **(PLACE | others))


def report_of(diagnostics: Sequence[Diagnostic], paths: tuple[str, ...] = (), left_out: int = 0) -> Report:
    """left_out errors are counted and not listed."""
    counts = {s: sum(d.severity == s for d in diagnostics) for s in SEVERITIES}
    counts |= {"error": counts["error"] + left_out, "records": 2, "files": 2}
    codes = Counter(d.code for d in diagnostics)
    return Report(tuple(diagnostics), (None,) * len(diagnostics), counts, codes, paths)


@pytest.fixture
def make() -> Callable[..., Report]:
    return report_of


@pytest.fixture
def schemas() -> Path:
    """The published schemas of the formats."""
    folder = Path(__file__).parents[3] / "shared" / "schemas"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent")
    return folder


@pytest.fixture
def empty() -> Report:
    return report_of([], ("records/a.yaml",))


@pytest.fixture
def every() -> Report:
    """Each severity, with and without lines, event and advice."""
    return report_of(
        [
            found("A902", "error", "not ready", **NOWHERE | {"path": "regesta.toml"}),
            found("P402", "error", 'place "Georgia" is ambiguous', candidates=("Georgia (GE)", "Georgia (US-GA)"),
                  help="add `country: GE`", value="Georgia"),
            found("S102", "error", "missing field", end_line=7, field=""),
            found("N302", "warning", "actor is not in the registry", fix="x"),
            found("U801", "info", "no archive copy", path="records/b ü#1.yaml"),
            found("A901", "error", "too few", **NOWHERE | {"path": ""}),
        ],
        ("records/a.yaml", "records/b ü#1.yaml", "records/good.yaml"),
    )  # fmt: skip


@pytest.fixture
def hostile() -> Report:
    """Hostile text wherever a record, a file name or a vocabulary can put it."""
    return report_of(
        [
            found(code, severity, text, path=f"records/{text}.yaml" if n % 2 else text, field=f"/{text}", event_id=text,
                  help=text, candidates=(text, text), value=text.replace("\ud800", ""), line=n + 1, end_line=n + 1)
            for n, text in enumerate(HOSTILE)
            for code, severity in RULES_OF_EACH
        ],
        HOSTILE,
    )  # fmt: skip
