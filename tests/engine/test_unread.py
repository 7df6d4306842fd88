"""What refers to an event that stands where nothing could be read is not told of as if there were none."""

import json
from pathlib import Path
from typing import Any

import pytest

from regesta.engine.run import examinations
from regesta.report import make_report

EVENT = {
    "title": "Talks", "type": "consult", "date": {"edtf": "2024-05-01"}, "sources": [{"id": "s", "publisher": "Courier"}]
}  # fmt: skip


def event(own: str, *others: str, **more: Any) -> dict[str, Any]:
    return {"id": own, **EVENT, "relations": [{"type": "follows", "event": other} for other in others], **more}


def told(folder: Path) -> list[tuple[str, Any]]:
    """The codes of the errors, and the value of each, those of the broken file first."""
    report = make_report(examinations([folder], "2026-01-01"), maximum=100)
    return [(d.code, d.value if d.code == "X702" else None) for d in report.diagnostics if d.severity == "error"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", 'events:\n  - id: storm\n    title: "Storm\n  - {id: flood, type: other}\n'),
        ("a.yaml", "events: []\nevents:\n- id: storm\n- {title: A, id: 'flood'}\n"),
        ("a.json", '{"events": [{"id": "storm", "title": 1,}, {"id" : "flood"}]}'),
    ],
)
def test_references_into_a_file_that_is_broken_wait_until_it_is_mended(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    answer = {"id": "c", "act": "denies", "responds_to": [{"claim": "flood#c", "stance": "denies"}]}
    later = event("later", "storm", "storms", claims=[answer])
    (tmp_path / "b.json").write_text(json.dumps(later), encoding="utf-8")
    (broken, _), *rest = told(tmp_path)
    assert (broken[0], rest) == ("R", [("X702", "storms")])


@pytest.mark.parametrize("suffix", [".yaml", ".jsonl"])
def test_references_to_an_id_that_stands_twice_in_its_record_wait(tmp_path: Path, suffix: str) -> None:
    torn = json.dumps({"id": "two", **EVENT}).replace('"id": "two"', '"id": "one", "id": "two"')
    (tmp_path / f"a{suffix}").write_text(torn + "\n", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(event("later", "one", "two", "three")), encoding="utf-8")
    assert told(tmp_path) == [("R004", None), ("X702", "three")]


def test_references_to_a_line_that_is_broken_wait_and_those_to_no_line_do_not(tmp_path: Path) -> None:
    lines = [json.dumps(event("one", "two", "nowhere")), json.dumps(event("two")).replace("}]", "}"), json.dumps(event("three", "to"))]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert sorted(told(tmp_path)) == [("R003", None), ("X702", "nowhere"), ("X702", "to")]
