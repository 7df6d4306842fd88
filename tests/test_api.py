"""The library: what a program imports."""

import json
from pathlib import Path

import pytest

import regesta
from regesta.errors import RegestaError

ROOT = Path(__file__).parents[1]


def test_the_names_of_the_library_are_few_and_all_there() -> None:
    assert sorted(regesta.__all__) == ["Event", "load", "normalise", "release", "validate"]
    assert all(callable(getattr(regesta, name)) for name in regesta.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = regesta.nothing


def test_a_dataset_is_validated_released_and_loaded(dataset: Path) -> None:
    assert regesta.validate(dataset, today="2026-01-01").counts["error"] == 0
    made = regesta.release(dataset)
    tables = regesta.load(made)
    assert tables["events"].num_rows == 18
    assert tables.keys() == regesta.load(made.path).keys()


def test_a_file_reached_by_two_dots_is_one_of_its_dataset(dataset: Path) -> None:
    (dataset / "records/2024").mkdir()
    (dataset / "records/broken.yaml").write_text("id: e\n", encoding="utf-8")
    way = dataset / "records/2024/../broken.yaml"
    assert (
        regesta.validate(way).counts["error"] == regesta.validate(dataset / "records/broken.yaml").counts["error"] > 0
    )


def test_a_normalised_record_shares_nothing_with_another() -> None:
    counted = {"measure": "killed", "text": "20"}
    record = {"id": "e", "title": "T", "type": "other", "date": {"text": "24 June 2023"},
              "quantities": [counted, counted], "sources": [{"id": "s", "publisher": "P"}]}  # fmt: skip
    made = regesta.normalise(record)
    expected = json.dumps(made)
    made["quantities"][0]["best"] = 0
    made["date"].clear()
    assert made["quantities"][1]["best"] == 20
    assert json.dumps(regesta.normalise(record)) == expected


def test_a_record_is_normalised_by_itself_and_with_a_dataset() -> None:
    record = {
        "id": "e", "title": "T", "type": "other", "date": {"text": "24 June 2023"},
        "participants": [{"name": "Wagnerites", "role": "party"}], "sources": [{"id": "s", "publisher": "P"}],
    }  # fmt: skip
    assert regesta.normalise(record)["date"]["edtf"] == "2023-06-24"
    assert "actor" not in regesta.normalise(record)["participants"][0]
    assert regesta.normalise(record, ROOT / "fixtures/wagner-mutiny")["participants"][0]["actor"] == "wagner-group"


def test_a_record_that_breaks_the_contract_is_told_with_the_place() -> None:
    with pytest.raises(ValueError, match='/type: S104 unknown code "otter" for `type`'):
        regesta.normalise(
            {"id": "e", "title": "T", "type": "otter", "date": {"text": "2023"}, "sources": [{"id": "s"}]}
        )


def test_typed_events_of_an_extractor_are_records() -> None:
    event = regesta.Event.model_validate(
        {"id": "e", "title": "T", "type": "other", "date": {"text": "2023"}, "sources": [{"id": "s", "publisher": "P"}]}
    )
    assert regesta.normalise(event)["date"]["edtf"] == "2023"
    assert regesta.normalise(event.model_dump())["date"]["edtf"] == "2023"


def test_what_a_typed_event_dumps_is_a_line_that_validates(tmp_path: Path) -> None:
    event = regesta.Event.model_validate(
        {"id": "e", "title": "T", "type": "other", "date": {"text": "2023"}, "sources": [{"id": "s", "publisher": "P"}]}
    )
    assert "null" not in event.model_dump_json()
    (tmp_path / "events.jsonl").write_text(event.model_dump_json() + "\n", encoding="utf-8")
    assert regesta.validate(tmp_path / "events.jsonl").counts["error"] == 0


def test_a_folder_that_is_no_dataset_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegestaError, match="is no dataset"):
        regesta.release(tmp_path)
    with pytest.raises(RegestaError, match="there is no file or folder"):
        regesta.normalise({}, tmp_path / "absent")


def test_every_released_event_is_a_typed_event_and_comes_back_equal() -> None:
    path = ROOT / "tests/golden/wagner-mutiny-1.0.0/json/events.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        assert json.loads(regesta.Event.model_validate(data).model_dump_json()) == data


def test_a_registry_that_changes_is_read_again(dataset: Path) -> None:
    record = {
        "id": "e", "title": "T", "type": "other", "date": {"text": "24 June 2023"},
        "participants": [{"name": "Ann Lee", "role": "party"}], "sources": [{"id": "s", "publisher": "P"}],
    }  # fmt: skip
    assert "actor" not in regesta.normalise(record, dataset)["participants"][0]
    with (dataset / "registry/actors.yaml").open("a", encoding="utf-8") as registry:
        registry.write("- {id: ann-lee, name: Ann Lee, kind: person}\n")
    assert regesta.normalise(record, dataset)["participants"][0]["actor"] == "ann-lee"
