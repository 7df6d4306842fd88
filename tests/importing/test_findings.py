"""What an import tells of many rows that break the same: a few of them, and where the others stand."""

from collections.abc import Sequence

import pytest

from regesta.diagnostics import Diagnostic
from regesta.importing.findings import Findings
from regesta.importing.query import Row

TODAY = "2026-01-15"


def told(found: Sequence[tuple[int | None, Diagnostic]], *, own: bool = False) -> list[str]:
    """The messages about rows of the input, or about lines that are none, as they are printed."""
    findings = Findings({}, TODAY, own=own)
    for row, d in found:
        findings.add([d], Row(d.path, row, "") if row is not None else None)
    report = findings.report((), {"records": 0, "files": 1})
    assert report.counts["error"] + report.counts["warning"] == len(found)
    return [d.message for d in report.diagnostics]


def unknown(value: str, field: str = "/places/0/country", path: str = "a.csv") -> Diagnostic:
    return Diagnostic("S104", f"unknown code {value}", field, value=value, path=path)


def lacking(name: str) -> Diagnostic:
    return Diagnostic("S102", f"missing field `{name}`", expected=name, path="a.csv")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            [(row, unknown("XX", f"/places/{row % 2}/country")) for row in range(1, 9) for _ in range(2)],
            [
                "row 1, /places/1/country: unknown code XX",
                "row 1, /places/1/country: unknown code XX",
                "row 2, /places/0/country: unknown code XX (and 13 like it: rows 2-8)",
            ],
            id="one value in any member",
        ),
        pytest.param(
            [(row, lacking(name)) for name in ("type", "title") for row in range(1, 5)],
            [
                "row 1: missing field `title`", "row 1: missing field `type`",
                "row 2: missing field `title`", "row 2: missing field `type`",
                "row 3: missing field `title` (and 1 like it: row 4)", "row 3: missing field `type` (and 1 like it: row 4)",
            ],
            id="fields that are not there, each apart",
        ),
        pytest.param(
            [(1, unknown("XX", path=f"{name}.csv")) for name in "abcde"],
            [
                "row 1, /places/0/country: unknown code XX", "row 1, /places/0/country: unknown code XX",
                "row 1, /places/0/country: unknown code XX (and 2 like it, in 3 files)",
            ],
            id="in several files",
        ),
        pytest.param(
            [(None, Diagnostic("R003", "no row", path="a.csv", line=line, column=1)) for line in (2, 3, 4, 7, 8)],
            ["no row", "no row", "no row (and 2 like it: lines 7-8)"],
            id="lines that are no rows",
        ),
    ],
)  # fmt: skip
def test_of_rows_that_break_the_same_some_are_told_and_the_others_named(
    found: Sequence[tuple[int | None, Diagnostic]], expected: list[str]
) -> None:
    assert told(found) == expected


def test_errors_of_one_field_are_told_of_twenty_values_and_warnings_of_each() -> None:
    errors = told([(row, unknown(f"X{row}")) for row in range(1, 31)])
    assert len(errors) == 20
    assert (
        max(errors, key=len)
        == "row 20, /places/0/country: unknown code X20 (and 10 more S104 of this field: rows 21-30)"
    )
    warning = [(row, Diagnostic("P401", f"no place X{row}", value=f"X{row}", path="a.csv")) for row in range(1, 31)]
    assert len(told(warning)) == 30


@pytest.mark.parametrize(
    ("d", "expected"),
    [
        (Diagnostic("S103", "", "/places/0/latitude", value="48,5"), "replace(x, ',', '.')"),
        (Diagnostic("S103", "", "/quantities/0/best", value="NaN"), "blank_if(x, ['N/A'])"),
        (Diagnostic("S103", "", "/quantities/0/best", value="12 or 13"), None),
        (Diagnostic("S106", "", "/quantities/0/best", value=-99), "blank_if(x, ['-99'])"),
        (Diagnostic("S102", "", expected="type"), "coalesce(kinds.type, 'other')"),
        (Diagnostic("S102", "", "/participants/1", expected="name"), "CASE WHEN x IS NOT NULL THEN"),
        (Diagnostic("S102", "", expected="title"), None),
        (Diagnostic("S105", "", "/tags/0", value="A b", help="write small letters: a-b"), "slug(x)"),
        (Diagnostic("X702", "", "/sources/1/id", value="s2"), "CASE WHEN x IS NOT NULL THEN {id: 's2', title: x}"),
        (Diagnostic("D202", "", "/date/text", value="1/2/2020"), "\"order\": 'dmy'"),
        (Diagnostic("D201", "", "/date/text", value="31/06", help="that month has no day 31: mend it"), None),
    ],
    ids=lambda one: f"{one.code} {one.value}" if isinstance(one, Diagnostic) else None,
)
def test_who_writes_the_recipe_is_told_what_would_help_in_its_sql(d: Diagnostic, expected: str | None) -> None:
    for own in (True, False):
        findings = Findings({}, TODAY, own=own)
        findings.add([d], Row("a.csv", 1, ""))
        (printed,) = findings.report((), {"records": 0, "files": 1}).diagnostics
        _, _, hint = (printed.help or "").partition("in the recipe: ")
        assert (expected or "") in hint if own else not hint
        assert bool(hint) == (own and expected is not None)
