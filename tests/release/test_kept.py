"""Objects read once: what is kept of them makes the tables that the lines make, and no others."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.release.by_rows import tables_of

from regesta.contract import Contract
from regesta.release.compare import compare_files
from regesta.release.content import JSON_TABLES, json_lines
from regesta.release.formats.tablefiles import write_tables
from regesta.release.kept import (
    KINDS,
    by_size,
    chunks,
    empty_tables,
    keep_objects,
    kept_objects,
    lines_path,
    share_tables,
)
from regesta.release.tables import Tables, shares

CONTRACT = Contract()
NONE = pa.array([], pa.string())
CHANGES = [{"table": "events", "id": name, "change": "added"} for name in "abc"]


def event(number: int) -> dict[str, Any]:
    return {
        "id": f"{number:06}", "title": "T " * 1500, "date": {"start": "2023-06-24"}, "tags": ["a", "b"],
        "places": [{"name": "X", "role": "location"}] * (number % 3),
        "claims": [{"id": "c2", "via": [{"name": "N"}]}, {"id": "c1", "via": [{"name": "M"}]}],
    }  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The JSON Lines of more events than one chunk holds, of a source, and of changes."""
    found = tmp_path_factory.mktemp("release")
    (found / "json").mkdir()
    rows = {"events": [event(number) for number in range(6_000)], "sources": [{"id": "tass"}, {"id": "x#s"}]}
    for name in JSON_TABLES:
        (found / f"json/{name}.jsonl").write_bytes(json_lines(rows.get(name, ())))
    (found / "changes.jsonl").write_bytes(json_lines(CHANGES))
    return found


@pytest.fixture(scope="module")
def kept(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("kept")
    keep_objects(found, folder, CONTRACT)
    return found


def by_the_chunk(folder: Path, kind: str) -> Tables:
    parts = [tables_of(CONTRACT, kind, chunk, NONE) for chunk in chunks(lines_path(folder, kind))]
    parts = parts or [tables_of(CONTRACT, kind, b"", NONE)]
    return {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}


def test_the_shares_of_what_is_kept_make_every_table_once(folder: Path, kept: Path) -> None:
    expected = {name: table for kind in KINDS for name, table in by_the_chunk(folder, kind).items()}
    found: Tables = {}
    for share in by_size(CONTRACT):
        parts = list(share_tables(kept, CONTRACT, share, NONE)) or [empty_tables(CONTRACT, share)]
        own = {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}
        assert not found.keys() & own.keys()
        found |= own
    assert found.keys() == expected.keys()
    assert {name for name, table in expected.items() if not found[name].equals(table)} == set()
    assert found["claim_hops"]["claim"].to_pylist()[:2] == ["000000#c1", "000000#c2"]


def test_only_the_columns_that_are_asked_for_are_read(kept: Path) -> None:
    parts = list(kept_objects(kept, CONTRACT, "events", ["id", "places"]))
    assert {tuple(part.column_names) for part in parts} == {("id", "places")}
    assert [len(part["id"].chunks) for part in parts] == [1] * len(parts)
    assert len(parts) > 2


def test_every_share_is_worked_on() -> None:
    assert sorted(by_size(CONTRACT)) == sorted(shares(CONTRACT))


def test_files_are_held_to_what_is_kept(folder: Path, kept: Path, tmp_path: Path) -> None:
    for name in ("json", "changes.jsonl"):
        (tmp_path / name).symlink_to(folder / name)
    write_tables(tmp_path, CONTRACT, tmp_path, csv=True, kept=kept)
    assert list(compare_files(tmp_path, CONTRACT, kept, lambda: None)) == []
    path = tmp_path / "csv/event_places.csv"
    path.write_bytes(path.read_bytes().replace(b"X", b"Y", 1))
    assert list(compare_files(tmp_path, CONTRACT, kept, lambda: None)) == [
        "csv/event_places.csv differs from the JSON in name"
    ]


def test_lines_that_are_no_objects_are_refused_wherever_they_are(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "json").mkdir()
    (tmp_path / "kept").mkdir()
    lines = (folder / "json/events.jsonl").read_bytes() + json.dumps({"id": 1}).encode() + b"\n"
    (tmp_path / "json/events.jsonl").write_bytes(lines)
    with pytest.raises(ValueError, match="JSON"):
        keep_objects(tmp_path / "kept", tmp_path, CONTRACT)
