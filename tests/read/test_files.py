"""Record files: one event, or shared sources and events; only ordinary files of the dataset."""

import os
from pathlib import Path

import pytest

from regesta.diagnostics import Diagnostic
from regesta.read import Record, SharedSources, read_document, read_records, source_lines
from regesta.read.source import nothing_at

SCHEMA = {
    "properties": {
        "id": {"type": "string"},
        "sources": {"items": {"properties": {"id": {"type": "string"}, "title": {"type": "string"}}}},
    }
}


def read(path: Path, text: str) -> list[Record | SharedSources | Diagnostic]:
    path.write_text(text, encoding="utf-8")
    return list(read_records(path, path.name, SCHEMA))


def brief(items: list[Record | SharedSources | Diagnostic]) -> list[tuple[object, ...]]:
    return [
        (item.code, item.field, item.line, item.column) if isinstance(item, Diagnostic) else (item.pointer, item.data)
        for item in items
    ]


def test_a_file_of_one_event_is_one_record(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert read(path, "id: 012\nsources: [{id: 1}]\n") == [
        Record({"id": "012", "sources": [{"id": "1"}]}, path, "a.yaml")
    ]


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.json"])
def test_a_file_of_events_yields_its_sources_first(tmp_path: Path, name: str) -> None:
    text = '{"events": [{"id": "a"}, {"id": "b"}], "sources": [{"id": "s"}]}'
    assert brief(read(tmp_path / name, text)) == [
        ("/sources", [{"id": "s"}]),
        ("/events/0", {"id": "a"}),
        ("/events/1", {"id": "b"}),
    ]


def test_events_and_their_sources_are_read_by_the_contract_of_the_event(tmp_path: Path) -> None:
    text = "sources:\n- {id: 1, title: NO}\nevents:\n- id: 012\n"
    assert brief(read(tmp_path / "a.yaml", text)) == [
        ("/sources", [{"id": "1", "title": "NO"}]),
        ("/events/0", {"id": "012"}),
    ]


def test_faults_of_a_file_of_events_know_their_record(tmp_path: Path) -> None:
    text = "source: [a]\ntitle: b\nevents:\n- id: a\n  x: null\n- just text\n- id: b\n  y: c\u202ed\n"
    assert brief(read(tmp_path / "a.yaml", text)) == [
        ("S101", "/source", 1, 1),
        ("S101", "/title", 2, 1),
        ("R011", "/x", 5, 6),
        ("/events/0", {"id": "a", "x": None}),
        ("S103", "/events/1", 6, 3),
        ("R010", "/y", 8, 7),
        ("/events/2", {"id": "b", "y": "c\ufffdd"}),
    ]


def test_a_misspelt_key_beside_events_is_told_the_right_one(tmp_path: Path) -> None:
    (fault, *_) = read(tmp_path / "a.yaml", "source: [a]\nevents: [{id: a}]\n")
    assert isinstance(fault, Diagnostic)
    assert fault.help == "did you mean `sources`?"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("- id: a\n", [("R008", "", 1, 1)], id="list on top"),
        pytest.param("events: []\n", [("R011", "/events", 1, 9)], id="no events"),
        pytest.param("events: {id: a}\n", [("S103", "/events", 1, 9)], id="events no list"),
        pytest.param("events:\n", [("S103", "/events", 1, 8)], id="events blank"),
        pytest.param(
            "sources: x\nevents: [{id: a}]\n", [("S103", "/sources", 1, 10), ("/events/0", {"id": "a"})], id="sources"
        ),
        pytest.param(
            "sources: []\nevents: [{id: a}]\n", [("R011", "/sources", 1, 10), ("/events/0", {"id": "a"})], id="none"
        ),
    ],
)
def test_the_form_of_a_file_is_checked(tmp_path: Path, text: str, found: list[tuple[object, ...]]) -> None:
    assert brief(read(tmp_path / "a.yaml", text)) == found


def test_a_registry_is_a_list_read_by_its_schema(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("- {id: a, name: 12}\n", encoding="utf-8")
    schema = {"items": {"properties": {"name": {"type": "string"}}}}
    assert read_document(path, "actors.yaml", schema) == ([{"id": "a", "name": "12"}], [])


def refused(path: Path, shown: str) -> str:
    (fault,) = read_records(path, shown, SCHEMA)
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.path, fault.line, fault.column) == ("R001", shown, 1, 1)
    return fault.message


def test_a_link_out_of_the_dataset_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "data/records").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("id: secret\n", encoding="utf-8")
    (tmp_path / "data/records/a.yaml").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "data/records/sub").symlink_to(tmp_path)
    (tmp_path / "data/b.yaml").write_text("id: b\n", encoding="utf-8")
    (tmp_path / "data/records/b.yaml").symlink_to("../b.yaml")
    assert "link" in refused(tmp_path / "data/records/a.yaml", "records/a.yaml")
    assert "link" in refused(tmp_path / "data/records/sub/secret.yaml", "records/sub/secret.yaml")
    (inside,) = read_records(tmp_path / "data/records/b.yaml", "records/b.yaml", SCHEMA)
    assert isinstance(inside, Record)


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.jsonl"])
def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert "no such file" in refused(path, name)
    path.mkdir()
    assert "folder" in refused(path, name)
    path.rmdir()
    os.mkfifo(path)
    assert "ordinary" in refused(path, name)
    path.unlink()
    path.symlink_to(path)
    assert "circle" in refused(path, name)
    assert "name" in refused(tmp_path / f"\0{name}", name)
    assert "too long" in refused(tmp_path / ("a" * 300 + name), name)


def test_lines_far_into_a_file_are_those_of_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    lines = [f"Zeile {number} ä" for number in range(1, 2_001)]
    path.write_text("\n".join(lines), encoding="utf-8")
    for first in (1, 2, 499, 500, 501, 502, 1_000, 1_001, 1_499, 1_999, 2_000):
        assert source_lines(path, first, first + 1) == lines[first - 1 : first + 1]
    assert source_lines(path, 2_001, 2_002) == source_lines(path, 9_999, 10_000) == []
    path.write_text("\n".join(["new", *lines]), encoding="utf-8")
    assert source_lines(path, 2_001, 2_001) == ["Zeile 2000 ä"]


def test_source_lines_are_safe_on_any_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntw\xffo\nthree")
    assert source_lines(path, 1, 2) == ["one", "tw\ufffdo"]
    assert source_lines(path, 2, 9) == ["tw\ufffdo", "three"]
    assert source_lines(path, 2, 3, offset=8, line=2) == ["tw\ufffdo", "three"]
    assert source_lines(path, 7, 9) == []
    assert source_lines(tmp_path, 1, 2) == []
    assert source_lines(tmp_path / "absent", 1, 2) == []


@pytest.mark.parametrize(
    ("text", "in_yaml", "in_json"),
    [
        ('{"events": 5}', "begin each of them with `- `", "square brackets"),
        ('{"events": [{"id": "a"}], "sources": {"id": "s"}}', "begin each of them with `- `", "square brackets"),
        ('{"events": [5]}', "below its `-`", "in braces"),
        ("[5]", "put `events:` above", 'put {"events": before'),
        ("5", "`title: ...`", '{"title": ...}'),
    ],
)
def test_what_to_type_is_told_in_the_language_of_the_file(
    tmp_path: Path, text: str, in_yaml: str, in_json: str
) -> None:
    for name, helped in (("a.yaml", in_yaml), ("a.json", in_json)):
        (fault,) = [item for item in read(tmp_path / name, text) if isinstance(item, Diagnostic)]
        assert helped in str(fault.help)


@pytest.mark.parametrize(("name", "is_nothing"), [("a", True), ("file/a", True), ("file", False), ("link", False)])
def test_only_what_is_known_not_to_be_there_is_nothing(tmp_path: Path, name: str, is_nothing: bool) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    assert nothing_at(tmp_path / name) is is_nothing
    assert not nothing_at(tmp_path / ("a" * 300))  # that it cannot be looked at is told where it is read
