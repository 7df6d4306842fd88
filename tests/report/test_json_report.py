import json
import re
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft202012Validator

from regesta.ready import SCHEMA
from regesta.report import Report
from regesta.report.json_report import render
from regesta.report.safe import INVISIBLE


def faults(report: Report) -> list[str]:
    schema = json.loads((SCHEMA / "report.schema.json").read_text(encoding="utf-8"))
    return [error.message for error in Draft202012Validator(schema).iter_errors(json.loads(render(report)))]


def test_every_report_satisfies_its_schema(empty: Report, every: Report, hostile: Report) -> None:
    assert [faults(report) for report in (empty, every, hostile)] == [[], [], []]


def test_values_survive_as_they_are(hostile: Report) -> None:
    read = json.loads(render(hostile))["diagnostics"]
    assert [d["value"] for d in read] == [d.value for d in hostile.diagnostics]
    assert [d["event_id"] for d in read] == [d.event_id for d in hostile.diagnostics]


def test_nothing_in_it_can_act_on_a_terminal_and_it_is_utf_8(hostile: Report, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(render(hostile).encode())
    assert re.findall(INVISIBLE, render(hostile).replace("\n", "")) == []


def test_counts_are_exact_where_not_all_is_listed(make: Callable[..., Report], every: Report) -> None:
    whole = json.loads(render(make(every.diagnostics, left_out=5)))
    assert whole["counts"] == {"error": 9, "warning": 1, "info": 1, "records": 2, "files": 2}
    assert len(whole["diagnostics"]) == len(every.diagnostics)
