"""The library: what a program imports."""

import json
import pickle
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import regesta
from regesta.errors import RegestaError

ROOT = Path(__file__).parents[1]
SOUND = {
    "id": "e",
    "title": "T",
    "type": "other",
    "date": {"text": "24 June 2023"},
    "sources": [{"id": "s", "publisher": "P"}],
}


def test_the_names_of_the_library_are_few_and_all_there() -> None:
    names = ["Event", "RegestaError", "diff", "load", "normalise", "release", "validate", "verify"]
    assert sorted(regesta.__all__) == names
    assert all(callable(getattr(regesta, name)) for name in regesta.__all__)
    assert {*names, "__version__"} <= set(dir(regesta))
    assert regesta.__version__ == version("regesta")
    with pytest.raises(AttributeError, match="nothing"):
        getattr(regesta, "nothing")  # noqa: B009 - a type checker knows that it is not there


def test_a_dataset_is_validated_released_verified_and_loaded(dataset: Path) -> None:
    assert regesta.validate(dataset, today="2026-01-01").counts["error"] == 0
    made = regesta.release(dataset, formats=["jsonl", "parquet"])
    tables = regesta.load(made)
    assert tables["events"].num_rows == 18
    assert tables.keys() == regesta.load(made.path).keys()
    assert not (made.path / "csv").exists()
    assert regesta.verify(made) == []
    assert regesta.diff(made, made.path).equal
    (made.path / "README.md").write_text("altered", encoding="utf-8")
    assert "README.md is not what its checksum says" in regesta.verify(str(made.path))


def test_tables_of_another_release_are_not_loaded_for_one_that_was_not_written(dataset: Path) -> None:
    """What `release` gave is asked for: what lies at its path may be the version before the change, or nothing."""
    first = regesta.release(dataset, formats=["jsonl", "parquet"])
    path = dataset / "records/article-2023-06-24.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Missile strike", "A missile strike", 1), encoding="utf-8")
    taken = regesta.release(dataset)
    path.write_text(text.replace("type: assault", "type: asault", 1), encoding="utf-8")
    refused = regesta.release(dataset)
    assert (taken.state, refused.state, taken.path, refused.path) == ("taken", "refused", first.path, first.path)
    for made in (taken, refused):
        with pytest.raises(RegestaError, match=f"nothing was released .state: {made.state}"):
            regesta.load(made)
    assert [(d.code, d.field) for d in refused.report.diagnostics if d.severity == "error"] == [("S104", "/type")]
    assert refused.report.diagnostics[0].line is not None
    assert regesta.load(replace(taken, state="already")).keys() == regesta.load(first).keys()


def test_two_releases_are_compared_and_the_changes_are_rows(dataset: Path) -> None:
    first = regesta.release(dataset, formats=["jsonl"])
    path = dataset / "records/article-2023-06-24.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Missile strike", "A missile strike", 1), encoding="utf-8")
    found = regesta.diff(first, regesta.release(dataset, version="1.0.1", formats=["jsonl"]))
    assert not found.equal
    rows = [asdict(change) for change in found.records]
    assert [(row["table"], row["change"], row["field"]) for row in rows] == [("events", "changed", "/title")]


def test_what_comes_back_can_be_sent_to_another_process(dataset: Path) -> None:
    (dataset / "records/broken.yaml").write_text("id: e\n", encoding="utf-8")
    report = regesta.validate(dataset)
    assert report.failed
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - what was pickled here
    (dataset / "records/broken.yaml").unlink()
    made = regesta.release(dataset, formats=["jsonl"])
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 - as above
    assert (again.path, again.state, again.rows) == (made.path, made.state, made.rows)


def test_a_record_in_memory_is_checked_by_the_settings_of_a_dataset(dataset: Path) -> None:
    record = {
        "id": "e", "title": "T", "type": "otter", "date": {"text": "31 June 2023"}, "sources": SOUND["sources"],
        "participants": [{"name": "Ann Lee", "actor": "ann-le", "role": "party"}],
    }  # fmt: skip
    alone = {(d.code, d.field, d.line) for d in regesta.validate(record).diagnostics if d.severity == "error"}
    assert alone == {
        ("S104", "/type", None),
        ("D201", "/date/text", None),
        ("X702", "/participants/0/actor", None),
    }
    with (dataset / "registry/actors.yaml").open("a", encoding="utf-8") as registry:
        registry.write("- {id: ann-lee, name: Ann Lee, kind: person}\n")
    found = regesta.validate(record, dataset)
    assert {d.help for d in found.diagnostics if d.code == "X702"} == {"did you mean ann-lee?"}
    assert found.failed
    assert found.counts["records"] == 1
    with (dataset / "regesta.toml").open("a", encoding="utf-8") as settings:
        settings.write('[rules]\nD201 = "warning"\n')
    assert [d.severity for d in regesta.validate(record, dataset).diagnostics if d.code == "D201"] == ["warning"]
    assert regesta.validate(regesta.normalise(SOUND), today="2026-01-01").counts["error"] == 0


def test_a_record_of_nothing_is_told_once() -> None:
    assert [d.message for d in regesta.validate({}).diagnostics] == ["the record is an empty object"]


@pytest.mark.parametrize("name", ["regesta.toml", "registry/actors.yaml"])
def test_a_record_is_not_called_sound_by_what_cannot_be_read(dataset: Path, name: str) -> None:
    (dataset / name).write_text("- id: [", encoding="utf-8")
    with pytest.raises(RegestaError, match="cannot be read"):
        regesta.validate(SOUND, dataset)


def test_a_waiver_holds_for_a_record_in_memory() -> None:
    waived = {**SOUND, "waivers": [{"rule": "U801", "reason": "kept on paper", "until": "2026-06-01"}],
              "sources": [{"id": "s", "publisher": "P", "url": "https://example.org/1"}]}  # fmt: skip
    told = [regesta.validate(waived, today=day).codes["U801"] for day in ("2026-05-31", "2026-06-02")]
    assert told == [0, 1]


def test_a_dataset_beside_a_path_is_refused(dataset: Path) -> None:
    with pytest.raises(RegestaError, match="beside one record in memory"):
        regesta.validate(dataset / "records", dataset)


@pytest.mark.parametrize("record", [None, "id: e", [("id", "e")], 7])
def test_what_is_no_record_is_told(record: Any) -> None:
    with pytest.raises(TypeError, match=r"a record is a mapping or a regesta\.Event, not"):
        regesta.normalise(record)
    if not isinstance(record, str):  # which is a path
        with pytest.raises(TypeError, match=r"a record is a mapping or a regesta\.Event, not"):
            regesta.validate(record)


@pytest.mark.parametrize("out", ["records", "records/2024", "registry"])
def test_a_release_is_not_put_among_the_records(dataset: Path, out: str) -> None:
    with pytest.raises(RegestaError, match="holds what the dataset is made of; name another folder, such as"):
        regesta.release(dataset, out=dataset / out)
    assert not (dataset / "records/2024").exists()


@pytest.mark.parametrize("formats", ["cvs", ["parquet", "cvs"], ""])
def test_a_format_that_is_none_is_told(dataset: Path, formats: Any) -> None:
    with pytest.raises(
        RegestaError, match=r"there is no format '(cvs)?'; formats: jsonl, json, csv, parquet, geo, xlsx"
    ):
        regesta.release(dataset, formats=formats)


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
