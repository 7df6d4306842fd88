"""The content of a release: its hash is made while it is written, and is that of the files."""

import json
import shutil
from pathlib import Path

import pytest

from regesta.contract import read_vocabulary, shipped_vocabulary
from regesta.dataset import Dataset, load_dataset
from regesta.engine.examine import examine_dataset
from regesta.jsontext import compact
from regesta.release.content import content_hash, prepare, schema_files
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


def test_entries_are_counted_as_they_are_released(tmp_path: Path) -> None:
    home = Path(shutil.copytree(ROOT / "fixtures/vellan-storm", tmp_path / "vellan-storm"))
    claims = [{"id": own, "speaker": own, "act": "asserts", "source": "s"} for own in ("first", "second", "third")]
    event = {
        "id": "last", "title": "A talk", "type": "consult", "date": {"edtf": "2024-02-01"}, "claims": claims,
        "sources": [{"id": "s", "publisher": "P"}], "withhold": [{"field": "/claims/1", "reason": "privacy"}],
    }  # fmt: skip
    (home / "records/more.jsonl").write_text(json.dumps(event), encoding="utf-8")
    for name in ("run", "work"):
        (tmp_path / name).mkdir()
    examination = examine_dataset(home, "2026-01-01", run=tmp_path / "run")
    (last,) = (row for row in prepare(examination, tmp_path / "work").content["events"] if row["id"] == "last")
    assert ([claim["id"] for claim in last["claims"]], last["n_claims"], last["n_sources"]) == (
        ["first", "third"],
        2,
        1,
    )


def test_the_vocabulary_of_a_release_has_the_hours_of_its_dataset(tmp_path: Path) -> None:
    hours = b'parts_of_day = {morning = ["06:00", "11:00"]}\n'
    (tmp_path / "regesta.toml").write_bytes(
        b'[dataset]\nname = "harbour"\ntitle = "T"\nversion = "0.1.0"\nlicence = "CC0-1.0"\n' + hours
    )
    dataset, found = load_dataset(tmp_path)
    assert found == []
    released = schema_files(dataset.contract)["schema/vocabulary/parts-of-day.csv"].decode()
    rows = {code: (row["start"], row["end"]) for code, row in read_vocabulary(released).items()}
    usual = {name: hours for name, *hours in Dataset().parts_of_day}
    assert rows == {**{name: tuple(each) for name, each in usual.items()}, "morning": ("06:00", "11:00")}
    assert [(name, *each) for name, each in rows.items()] == list(dataset.parts_of_day)


@pytest.mark.parametrize("code", shipped_vocabulary("parts-of-day"))
def test_what_a_part_of_the_day_means_claims_no_hours(code: str) -> None:
    row = shipped_vocabulary("parts-of-day")[code]
    words = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
    assert words.isdisjoint(row["description"].lower().split())
    assert not any(map(str.isdigit, row["description"]))


@pytest.mark.parametrize("name", ["wagner-mutiny", "gunpowder-plot", "vellan-storm"])
def test_a_released_event_is_written_in_contract_order_as_python_writes_it(name: str, tmp_path: Path) -> None:
    (run := tmp_path / "run").mkdir()
    examination = examine_dataset(ROOT / "fixtures" / name, "2026-01-01", run=run)
    prepare(examination, tmp_path)
    document = examination.dataset.contract.schema("event")
    lines = (tmp_path / "json/events.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    assert lines == [compact(ordered(document, document, json.loads(line))) for line in lines]
