"""Parquet by the chunk: the bytes do not tell how the rows came."""

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from regesta.release.formats.parquetfile import PROFILE, ROW_GROUP, appending, parquet_rows, read_parquet

DRAW = random.Random(1)  # noqa: S311 - no secret
LONG = pa.table(
    {
        "id": [f"{DRAW.random()}" for _ in range(2 * ROW_GROUP + 5)],
        "tags": pa.array([["a", "b"][: n % 3] for n in range(2 * ROW_GROUP + 5)], pa.list_(pa.string())),
        "none": pa.nulls(2 * ROW_GROUP + 5, pa.float64()),
    }
)


def at_once(table: pa.Table, folder: Path) -> bytes:
    """The file that a release held in memory has."""
    pq.write_table(table, folder / "at-once.parquet", row_group_size=ROW_GROUP, **PROFILE)
    return (folder / "at-once.parquet").read_bytes()


def appended(table: pa.Table, cuts: list[int], path: Path) -> bytes:
    with appending(path, table.schema) as append:
        for start, end in zip([0, *cuts], [*cuts, table.num_rows], strict=True):
            append(table.slice(start, end - start))
    return path.read_bytes()


@pytest.mark.parametrize("rows", [0, 1, ROW_GROUP - 1, ROW_GROUP, ROW_GROUP + 1, 2 * ROW_GROUP, 2 * ROW_GROUP + 5])
def test_chunks_of_any_size_make_the_file_of_all_rows(rows: int, tmp_path: Path) -> None:
    table = LONG.slice(0, rows).combine_chunks()
    expected = at_once(table, tmp_path)
    assert appended(table, [], tmp_path / "one") == expected
    cuts = sorted(DRAW.randrange(rows + 1) for _ in range(7))
    assert appended(table, cuts, tmp_path / "eight") == expected
    assert appended(table, [rows // 2, rows // 2, rows], tmp_path / "none") == expected


def test_a_file_to_which_nothing_is_appended_has_its_columns(tmp_path: Path) -> None:
    with appending(tmp_path / "empty", LONG.schema):
        pass
    assert (tmp_path / "empty").read_bytes() == at_once(LONG.schema.empty_table(), tmp_path)
    assert read_parquet(tmp_path / "empty").schema == LONG.schema


def test_rows_come_back_in_batches_after_a_table_of_none(tmp_path: Path) -> None:
    appended(LONG, [], tmp_path / "long")
    tables = list(parquet_rows(tmp_path / "long"))
    assert tables[0].num_rows == 0
    assert max(table.num_rows for table in tables) < ROW_GROUP
    assert pa.concat_tables(tables).equals(LONG)


def test_notes_of_columns_are_kept(tmp_path: Path) -> None:
    schema = pa.schema([pa.field("a", pa.string(), metadata={"description": "What it is."})])
    with appending(tmp_path / "t", schema) as append:
        append(pa.table({"a": ["x"]}, schema=schema))
    assert pq.read_schema(tmp_path / "t").field("a").metadata == {b"description": b"What it is."}
