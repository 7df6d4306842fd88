"""What fuzzing has found stays mended."""

import csv
from pathlib import Path

import pytest

from regesta.normalise.dates.read import DateHints, DateText, read_date
from regesta.read import read_document

from .claims import hold_json, hold_lines, hold_yaml
from .date_claims import hold_date, hold_edtf, hold_numbers

FINDS = Path(__file__).parents[2] / "fixtures" / "fuzz"
FILES = sorted(FINDS.glob("*/*"))


def rows(name: str) -> list[dict[str, str]]:
    with (FINDS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows("readers.tsv"), ids=lambda row: row["file"])
def test_a_file_has_one_fault_in_its_place_or_none(row: dict[str, str]) -> None:
    path = FINDS / row["file"]
    _, faults = read_document(path, path.name, {})
    found = [(fault.code, str(fault.line), str(fault.column)) for fault in faults]
    assert found == ([(row["code"], row["line"], row["column"])] if row["code"] else [])


def test_every_file_is_in_the_table() -> None:
    assert {row["file"] for row in rows("readers.tsv")} == {path.relative_to(FINDS).as_posix() for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_holds_of_every_file_holds_of_it(path: Path) -> None:
    for hold in (hold_yaml, hold_json, hold_lines):
        hold(path.read_bytes())


@pytest.mark.parametrize("row", rows("dates.tsv"), ids=lambda row: f"{row['text'][:30]} {row['anchor']}")
def test_a_date_text_has_its_answer(row: dict[str, str]) -> None:
    hints = DateHints(anchor=row["anchor"] or None, order=row["order"] or None, calendar=row["calendar"] or None)
    reading = read_date(row["text"], hints)
    assert (reading.edtf if isinstance(reading, DateText) else reading.code) == row["answer"]
    hold_date(row["text"], hints)
    hold_numbers(row["text"], hints)
    hold_edtf(row["text"])
