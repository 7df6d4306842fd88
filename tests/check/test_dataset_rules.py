"""Rules over all records: what a fault costs, however many there are of it."""

import json
from pathlib import Path

import pytest

from regesta.check.dataset_rules import _MOST_COMPARED
from regesta.engine.run import examinations
from regesta.lookups import read_lookups
from regesta.report import make_report


@pytest.mark.long
def test_of_a_great_many_references_to_nothing_all_are_told_and_help_is_sought_for_some(tmp_path: Path) -> None:
    count = 4_000
    searches = _MOST_COMPARED // count
    with (tmp_path / "a.jsonl").open("w", encoding="utf-8") as file:
        for number in range(count):
            event = {
                "id": f"harbour-{number:05d}",
                "title": f"Talks {number}",
                "type": "consult",
                "date": {"edtf": f"{1000 + number % 900}-05-01"},
                "sources": [{"id": "courier", "publisher": "Courier"}],
            }
            if 0 < number <= searches + 50:
                event["relations"] = [{"type": "follows", "event": f"harbor-{number - 1:05d}"}]
            file.write(json.dumps(event) + "\n")
    report = make_report(examinations([tmp_path], "2026-01-01"), maximum=count)
    found = [diagnostic for diagnostic in report.diagnostics if diagnostic.code == "X702"]
    assert [diagnostic.value for diagnostic in found] == [f"harbor-{number:05d}" for number in range(searches + 50)]
    assert [len(diagnostic.candidates) for diagnostic in found] == [1] * searches + [0] * 50
    assert found[0].help == "did you mean harbour-00000?"


def test_of_a_great_many_lookups_of_nothing_all_are_told_and_help_is_sought_for_some(tmp_path: Path) -> None:
    ids = [f"person-{number:04d}" for number in range(4_000)]
    rows = [f"name,Text {number},persn-{number:04d},\n" for number in range(600)]
    (tmp_path / "lookups.csv").write_text("kind,text,value,note\n" + "".join(rows), encoding="utf-8")
    readings, found = read_lookups(tmp_path / "lookups.csv", "lookups.csv", {"name": ids})
    assert readings == {}
    assert [diagnostic.line for diagnostic in found] == list(range(2, 602))
    helped = [diagnostic.help == f"did you mean person-{number:04d}?" for number, diagnostic in enumerate(found)]
    assert helped == [True] * 500 + [False] * 100
