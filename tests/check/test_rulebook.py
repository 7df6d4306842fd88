"""Every rule has a page that a contributor can read, and two fixtures that prove it."""

import re
from pathlib import Path

import pytest

from regesta import validate
from regesta.dataset import Dataset
from regesta.diagnostics import RULES, Diagnostic
from regesta.errors import RegestaError
from regesta.importing.spreadsheet.run import import_books
from regesta.ready import SCHEMA
from regesta.release.build import Release, release_dataset
from regesta.rulebook import listing, page

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures" / "rules"
PARTS = ["What", "Why", "Fails", "Passes", "Mend"]
TODAY = "2026-01-15"
AT_RELEASE = [code for code in RULES if code.startswith("A")]
AT_VALIDATE = [code for code in RULES if code not in AT_RELEASE]
SIDES = {"Fails": "invalid", "Passes": "valid"}

every_rule = pytest.mark.parametrize("code", RULES)


def part(code: str, title: str) -> str:
    """One part of a rule's page, without its heading."""
    parts = re.split(r"^## (.*)\n", page(code), flags=re.MULTILINE)
    return parts[parts.index(title) + 1].strip()


def texts(folder: Path) -> str:
    """All that the files of a fixture say; a byte that is not UTF-8 shows as U+FFFD."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in files)


def found(folder: Path) -> tuple[Diagnostic, ...]:
    if (folder / "events.csv").is_file():  # sheets of a workbook, which are imported
        return import_books([folder], Dataset(), TODAY).report.diagnostics
    return validate(folder, today=TODAY).diagnostics


def grave(diagnostics: tuple[Diagnostic, ...], code: str = "") -> set[str]:
    """The codes of what is worse than an info, and the code in question in any case."""
    return {d.code for d in diagnostics if d.severity != "info" or d.code == code}


def released(folder: Path, out: Path) -> Release:
    """The release of a fixture, after that of its `before/`, the dataset as it was, where it has one."""
    if (folder / "before").is_dir():
        assert release_dataset(folder / "before", out).state == "released"
    return release_dataset(folder, out)


@every_rule
def test_a_page_has_its_five_parts_each_with_something_in_it(code: str) -> None:
    assert re.findall(r"^## (.*)$", page(code), flags=re.MULTILINE) == PARTS
    assert all(part(code, title) for title in PARTS)


@every_rule
def test_a_page_fits_a_terminal(code: str) -> None:
    lines = page(code).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 60


@every_rule
def test_a_page_names_only_rules_that_exist(code: str) -> None:
    assert set(re.findall(r"\b[A-Z][0-9]{3}\b", page(code))) <= RULES.keys()


def test_there_is_no_page_and_no_fixture_of_a_rule_that_does_not_exist() -> None:
    assert {path.name.removesuffix(".md") for path in (SCHEMA / "rules").iterdir()} == RULES.keys()
    assert {path.name for path in FIXTURES.iterdir()} == RULES.keys()


@every_rule
@pytest.mark.parametrize("title", SIDES)
def test_an_example_of_a_page_stands_in_the_fixture_that_proves_it(code: str, title: str) -> None:
    fences = re.findall(r"^```(yaml|json|toml|csv|text)\n(.*?)^```$", part(code, title), re.MULTILINE | re.DOTALL)
    folder = FIXTURES / code / SIDES[title]
    assert len(fences) == 1
    kind, example = fences[0]
    if kind == "text":  # names of files
        assert all((folder / name).is_file() for name in example.split())
    else:
        assert example in texts(folder)


@pytest.mark.parametrize("code", AT_VALIDATE)
def test_the_invalid_fixture_is_reported_with_that_code_alone_and_with_its_place(code: str) -> None:
    diagnostics = found(FIXTURES / code / "invalid")
    assert grave(diagnostics, code) == {code}
    assert all(d.line is not None and d.column is not None and d.path for d in diagnostics)


@every_rule
def test_the_valid_fixture_has_neither_an_error_nor_a_warning(code: str) -> None:
    diagnostics = found(FIXTURES / code / "valid")
    assert code not in {d.code for d in diagnostics}
    assert grave(diagnostics) == set()


@pytest.mark.parametrize("code", AT_RELEASE)
def test_the_invalid_dataset_validates_but_is_not_released(code: str, tmp_path: Path) -> None:
    folder = FIXTURES / code / "invalid"
    assert grave(found(folder)) == set()
    outcome = released(folder, tmp_path)
    diagnostics = tuple(diagnostic for _, diagnostic in outcome.examination.findings())
    assert outcome.state == "refused"
    assert grave(diagnostics) == {code}
    assert all(d.line is not None and d.column is not None for d in diagnostics)
    assert not outcome.path.exists()
    assert (folder / "before").is_dir() or list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", AT_RELEASE)
def test_the_valid_dataset_is_released(code: str, tmp_path: Path) -> None:
    assert released(FIXTURES / code / "valid", tmp_path).state == "released"


@pytest.mark.parametrize(
    ("code", "line", "column"),
    [
        ("R002", 2, 48),  # the byte that is not UTF-8
        ("R004", 4, 1),  # the second of the two keys
        ("S101", 3, 1),  # the key, not its value
        ("S102", 1, 1),  # the first key of the object
        ("S108", 9, 25),  # the second of two equal members
        ("S109", 3, 3),
        ("D202", 5, 9),
        ("P402", 7, 11),
        ("X701", 1, 5),
        ("A901", 10, 1),  # the key in regesta.toml
        ("A903", 4, 1),  # the version
    ],
)
def test_a_finding_is_marked_where_a_person_would_point(code: str, line: int, column: int, tmp_path: Path) -> None:
    folder = FIXTURES / code / "invalid"
    if code in AT_RELEASE:
        diagnostics = tuple(d for _, d in released(folder, tmp_path).examination.findings())
    else:
        diagnostics = found(folder)
    assert [(d.line, d.column) for d in diagnostics if d.code == code] == [(line, column)]


@every_rule
def test_a_page_is_headed_by_its_code_name_and_severity(code: str) -> None:
    rule = RULES[code]
    assert page(code).splitlines()[0] == f"{code} {rule.name} ({rule.severity})"


def test_the_listing_shows_each_rule_once_with_its_severity_and_name() -> None:
    rows = [tuple(line.split(maxsplit=2)) for line in listing().splitlines() if line.startswith("  ")]
    assert sorted(rows) == sorted((rule.code, rule.severity, rule.name) for rule in RULES.values())


def test_a_code_that_is_no_rule_is_told_the_nearest() -> None:
    with pytest.raises(RegestaError, match="there is no rule P4O2; did you mean P402"):
        page("P4O2")


def test_a_link_out_of_the_dataset_is_not_read(tmp_path: Path) -> None:
    dataset = tmp_path / "dataset"
    (dataset / "records").mkdir(parents=True)
    (dataset / "regesta.toml").write_bytes((FIXTURES / "R001" / "valid" / "regesta.toml").read_bytes())
    (tmp_path / "outside.yaml").write_bytes((FIXTURES / "S101" / "valid" / "harbour-talks.yaml").read_bytes())
    (dataset / "records" / "talks.yaml").symlink_to(tmp_path / "outside.yaml")
    assert [(d.code, d.line, d.column) for d in found(dataset)] == [("R001", 1, 1)]
