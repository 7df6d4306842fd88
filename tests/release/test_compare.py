"""The comparison by the chunk: it finds what the comparison in memory finds, wherever it is."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.release.by_rows import compared, content_of, read_csv_table, tables_of, written_tables

from regesta.contract import Contract
from regesta.dataset import Dataset
from regesta.release.content import JSON_TABLES, json_lines
from regesta.release.edition import Edition
from regesta.release.formats.csvtext import csv_header, csv_rows
from regesta.release.formats.jsonfile import write_json
from regesta.release.formats.parquetfile import appending, read_parquet
from regesta.release.kept import chunks, keep_objects, shared_ids

ROOT = Path(__file__).parents[2]
CONTRACT = Contract()
CHANGES: list[dict[str, Any]] = [
    {"table": "events", "id": "a", "field": "/title", "change": "changed", "old": "=1", "new": '"2"'}
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data files of a release of the example dataset."""
    folder = tmp_path_factory.mktemp("release")
    _, data = content_of(ROOT / "fixtures/wagner-mutiny", "2026-01-01")
    (folder / "json").mkdir()
    for name in JSON_TABLES:
        (folder / f"json/{name}.jsonl").write_bytes(json_lines(data[name]))
    (folder / "changes.jsonl").write_bytes(json_lines(CHANGES))
    tables = written_tables(folder, CONTRACT)
    write_json(Edition(Dataset(), data, tables), folder)
    return folder


def differs(path: Path, whole: Path) -> bool:
    """Whether a CSV file, read at once, holds other values than the Parquet file of its table."""
    expected = read_parquet(whole / f"parquet/{path.stem}.parquet")
    try:
        return not read_csv_table(path, expected.schema).equals(expected)
    except (ValueError, KeyError, csv.Error, pa.ArrowException):
        return True


@pytest.fixture
def release(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "release"))


def test_a_sound_release_holds(release: Path) -> None:
    assert compared(release, CONTRACT) == []


def test_files_that_are_not_there_are_not_compared(release: Path) -> None:
    shutil.rmtree(release / "csv")
    (release / "json/events.json").unlink()
    assert compared(release, CONTRACT) == []


def test_the_sources_of_the_registry_are_those_without_an_event(release: Path, tmp_path: Path) -> None:
    path = release / "json/sources.jsonl"
    path.write_bytes(b'{"id":"e#s"}\n{"id":"tass"}\n')
    (tmp_path / "kept").mkdir()
    keep_objects(tmp_path / "kept", release, CONTRACT)
    assert shared_ids(tmp_path / "kept", CONTRACT).to_pylist() == ["tass"]


def rewritten(old: str, new: str) -> Callable[[Path], None]:
    def rewrite(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return rewrite


def ended(by: bytes) -> Callable[[Path], None]:
    def end(path: Path) -> None:
        path.write_bytes(path.read_bytes() + by)

    return end


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def without_a_row(path: Path) -> None:
    table = read_parquet(path)
    pq.write_table(table.slice(1), path)


def without_a_column(path: Path) -> None:
    pq.write_table(read_parquet(path).drop_columns(["position"]), path)


def with_another_value(path: Path) -> None:
    table = read_parquet(path)
    names = pa.array(["no one", *table["name"].to_pylist()[1:]])
    pq.write_table(table.set_column(table.column_names.index("name"), table.schema.field("name"), names), path)


@pytest.mark.parametrize(
    ("name", "break_it", "said"),
    [
        ("csv/quantities.csv", rewritten("25000.0", "52000.0"), "differs from the JSON in best"),
        ("csv/quantities.csv", rewritten("25000.0", "many"), "cannot be read: "),
        ("csv/quantities.csv", rewritten("event_id", "event"), "cannot be read: columns are ['event', "),
        ("csv/quantities.csv", rewritten("event_id", "\ufeffevent_id"), "cannot be read: columns are "),
        ("csv/participants.csv", ended(b" "), "cannot be read: "),
        ("csv/participants.csv", ended(b'x,"1'), "cannot be read: a quotation mark is not closed"),
        ("csv/participants.csv", ended(b"x" + b"," * 13 + b"\n"), "has 23 rows, 22 are expected"),
        ("csv/participants.csv", ended(b"\n"), "has 23 rows, 22 are expected"),
        ("csv/participants.csv", ended(b"\xff" + b"," * 13 + b"\n"), "cannot be read: "),
        ("csv/participants.csv", emptied, "cannot be read: columns are []"),
        ("csv/events_flat.csv", rewritten("Z,", "+01:00,"), "differs from the JSON in date_start_utc"),
        ("csv/changes.csv", rewritten("'=1", "'=2"), "differs from the JSON in old"),
        ("parquet/participants.parquet", without_a_row, "has 21 rows, 22 are expected"),
        ("parquet/participants.parquet", without_a_column, "has other columns than the contract"),
        ("parquet/participants.parquet", with_another_value, "differs from the JSON in name"),
        ("parquet/events.parquet", cut, "cannot be read: "),
        ("json/events.json", rewritten("consult", "accuse"), "differs from json/events.jsonl"),
        ("json/events.json", cut, "differs from json/events.jsonl"),
        ("json/places.json", ended(b" "), "differs from json/places.jsonl"),
        ("json/withdrawn.json", rewritten("[]", "[1]"), "differs from json/withdrawn.jsonl"),
    ],
    ids=[
        "a number",
        "no number",
        "another header",
        "a byte order mark",
        "a space more",
        "an open quotation mark",
        "a row more",
        "an empty line",
        "no UTF-8",
        "an empty file",
        "another instant",
        "another text behind a guard",
        "a row fewer",
        "a column fewer",
        "another value in Parquet",
        "a cut Parquet file",
        "another value in JSON",
        "a cut JSON file",
        "a space after JSON",
        "another member",
    ],
)
def test_a_file_that_was_changed_is_named_with_what_is_wrong(
    name: str, break_it: Callable[[Path], None], said: str, release: Path
) -> None:
    break_it(release / name)
    (found,) = compared(release, CONTRACT)
    assert found.startswith(f"{name} {said}")


def test_a_value_changed_in_the_json_lines_is_found_in_every_format(release: Path) -> None:
    rewritten("25000.0", "52000.0")(release / "json/events.jsonl")
    assert {message.split()[0] for message in compared(release, CONTRACT)} == {
        "json/events.json", "csv/quantities.csv", "parquet/quantities.parquet", "parquet/events.parquet",
    }  # fmt: skip


@pytest.mark.long
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_byte_of_a_csv_file_changes_is_found_as_it_is_in_memory(
    data: st.DataObject, whole: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("mutated")
    for part in ("json", "changes.jsonl"):
        (folder / part).symlink_to(whole / part)
    (folder / "csv").mkdir()
    original = data.draw(st.sampled_from(sorted((whole / "csv").glob("*.csv"))))
    content = bytearray(original.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + data.draw(st.integers(0, 2))] = data.draw(
        st.sampled_from([b"", b'"', b",", b"\n", b"x", b"'", b"1", b"\xff"])
    )
    (folder / "csv" / original.name).write_bytes(content)
    if differs(folder / "csv" / original.name, whole):
        assert any(message.startswith(f"csv/{original.name} ") for message in compared(folder, CONTRACT))


@pytest.mark.long
def test_rows_are_compared_across_the_bounds_of_chunks_blocks_and_batches(tmp_path: Path) -> None:
    line = '{{"id":"{0:05}","title":"T","date":{{"start":"2023-06-24"}},"summary":"{0} {1}"}}\n'
    text = "".join(line.format(number, 'a, \\"b\\"' * 60) for number in range(40_000))
    (tmp_path / "json").mkdir()
    for name in JSON_TABLES:
        (tmp_path / f"json/{name}.jsonl").write_text(text if name == "events" else "", encoding="utf-8")
    _write_by_the_chunk(tmp_path)
    assert len(list(chunks(tmp_path / "json/events.jsonl"))) > 2
    assert compared(tmp_path, CONTRACT) == []
    path = tmp_path / "csv/events_flat.csv"
    path.write_bytes(path.read_bytes().replace(b'"39000 a', b'"39000 b'))
    assert compared(tmp_path, CONTRACT) == ["csv/events_flat.csv differs from the JSON in summary"]


def _write_by_the_chunk(folder: Path) -> None:
    none = pa.array([], pa.string())
    parts = [tables_of(CONTRACT, "events", chunk, none) for chunk in chunks(folder / "json/events.jsonl")]
    (folder / "csv").mkdir()
    (folder / "parquet").mkdir()
    for name, first in parts[0].items():
        with appending(folder / f"parquet/{name}.parquet", first.schema) as append:
            for part in parts:
                append(part[name])
        if name != "events":
            rows = b"".join(csv_rows(part[name]) for part in parts)
            (folder / f"csv/{name}.csv").write_bytes(csv_header(first.schema) + rows)


def test_a_row_longer_than_a_block_is_compared(release: Path) -> None:
    change = json.dumps({**CHANGES[0], "new": '"x\n' * 1_000_000})
    (release / "changes.jsonl").write_text(change + "\n", encoding="utf-8")
    tables = tables_of(CONTRACT, "changes", (release / "changes.jsonl").read_bytes(), pa.array([], pa.string()))
    (release / "csv/changes.csv").write_bytes(csv_header(tables["changes"].schema) + csv_rows(tables["changes"]))
    assert compared(release, CONTRACT) == ["parquet/changes.parquet differs from the JSON in new"]
