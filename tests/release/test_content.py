"""The content of a release: its hash is made while it is written, and is that of the files."""

import json
import shutil
from pathlib import Path

import pytest

from regesta.examine import examine_dataset
from regesta.jsontext import compact
from regesta.release.content import content_hash, prepare
from regesta.walk import ordered

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["wagner-mutiny", "gunpowder-plot", "vellan-storm"])
def test_the_hash_of_what_is_written_is_that_of_the_files(name: str, tmp_path: Path) -> None:
    (run := tmp_path / "run").mkdir()
    examination = examine_dataset(ROOT / "fixtures" / name, "2026-01-01", run=run)
    prepared = prepare(examination, tmp_path)
    assert prepared.content_sha256 == content_hash(tmp_path, examination.dataset.about, prepared.schemas)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["json", "run"]


def test_the_hash_holds_where_all_is_written_anew_without_what_one_event_withholds_of_a_source(tmp_path: Path) -> None:
    home = Path(shutil.copytree(ROOT / "fixtures/vellan-storm", tmp_path / "vellan-storm"))
    event = {
        "id": "last", "title": "A talk", "type": "consult", "date": {"text": "2024-02-01"}, "sources": [{"id": "radio-03-19"}],
        "withhold": [{"field": "/sources/0/publisher", "reason": "privacy"}],
    }  # fmt: skip
    (home / "records/more.jsonl").write_text(json.dumps(event), encoding="utf-8")
    for name in ("run", "work"):
        (tmp_path / name).mkdir()
    examination = examine_dataset(home, "2026-01-01", run=tmp_path / "run")
    prepared = prepare(examination, tmp_path / "work")
    assert prepared.content_sha256 == content_hash(tmp_path / "work", examination.dataset.about, prepared.schemas)
    sources = {row["id"]: row for row in prepared.content["sources"]}
    assert "publisher" not in sources["radio-03-19"]
    assert all(
        "publisher" not in s for e in prepared.content["events"] for s in e["sources"] if s["id"] == "radio-03-19"
    )


@pytest.mark.parametrize("name", ["wagner-mutiny", "gunpowder-plot", "vellan-storm"])
def test_a_released_event_is_written_in_contract_order_as_python_writes_it(name: str, tmp_path: Path) -> None:
    (run := tmp_path / "run").mkdir()
    examination = examine_dataset(ROOT / "fixtures" / name, "2026-01-01", run=run)
    prepare(examination, tmp_path)
    document = examination.dataset.contract.schema("event")
    lines = (tmp_path / "json/events.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    assert lines == [compact(ordered(document, document, json.loads(line))) for line in lines]
