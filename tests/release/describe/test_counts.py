"""What is counted of a table on disk, by the row group and from its footer, is what is counted of it in memory."""

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from regesta.release.describe.counts import (
    code_counts,
    examples,
    extent,
    far_days,
    holds,
    nulls,
    picked,
    refers_well,
    share,
)
from regesta.release.describe.fields import described_tables
from regesta.release.formats.parquetfile import TableFile

from .conftest import ROOT, edition_of

FIELDS: list[tuple[str, pa.DataType]] = [
    ("id", pa.string()), ("code", pa.string()), ("late", pa.int64()), ("never", pa.string()), ("sure", pa.bool_()),
    ("day", pa.date32()), ("tags", pa.list_(pa.string())), ("date", pa.struct([("start", pa.string()), ("end", pa.string())])),
    ("places", pa.list_(pa.struct([("name", pa.string()), ("country", pa.string())]))),
]  # fmt: skip
SCHEMA = pa.schema(FIELDS)


def made(seed: int, count: int) -> pa.Table:
    """Rows some of whose values, fields, lists and objects are not there, and some of whose lists are empty."""
    rng = random.Random(seed)  # noqa: S311 - no secret

    def some(value: Any) -> Any:
        return value if rng.random() < 0.6 else None

    rows = [
        {
            "id": f"e{n:04}",
            "code": some(rng.choice("abc")),
            "late": n if n > 2 * count // 3 else None,
            "never": None,
            "sure": some(rng.random() < 0.5),
            "day": some(dt.date(2000, 1, 1) + dt.timedelta(rng.randrange(9000))),
            "tags": some([rng.choice("xyz") for _ in range(rng.randrange(3))]),
            "date": some({"start": some("s"), "end": some("e")}),
            "places": some([{"name": some("n"), "country": some("LV")} for _ in range(rng.randrange(3))]),
        }
        for n in range(count)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def stored(table: pa.Table, folder: Path, rows: int) -> TableFile:
    path = folder / f"{len(list(folder.iterdir()))}.parquet"
    pq.write_table(table, path, row_group_size=rows)
    return TableFile(path)


@pytest.mark.parametrize("count", [0, 1, 40, 300])
def test_a_file_of_many_row_groups_tells_what_the_table_tells(count: int, tmp_path: Path) -> None:
    table = made(count, count)
    file = stored(table, tmp_path, 70)
    flat = table.select(["id", "code", "late", "never", "sure", "day", "tags"])
    assert nulls(file) == nulls(table)
    assert examples(stored(flat, tmp_path, 70)) == examples(flat)
    assert code_counts(file, "code", "tags") == code_counts(table, "code", "tags")
    assert extent(file, "day") == extent(table, "day")
    assert [holds(file, name) for name in ("code", "never")] == [holds(table, name) for name in ("code", "never")]
    lists: Any = pa.concat_tables(picked(file, "places.list.element.country"))["places"].to_pylist()
    whole: Any = table["places"].to_pylist()
    told = [[place and place["country"] for place in one or ()] for one in lists]
    assert told == [[place and place["country"] for place in one or ()] for one in whole]
    assert [one is None for one in lists] == [one is None for one in whole]


def test_what_stands_where_is_counted() -> None:
    rows: list[dict[str, Any]] = [
        {"code": "b", "tags": ["x", "y"], "places": []}, {"code": "b", "tags": ["x"]}, {"late": 7}, {"code": "a"},
    ]  # fmt: skip
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    assert code_counts(table, "code", "tags") == {"code": {"b": 2, "a": 1}, "tags": {"x": 2, "y": 1}}
    assert examples(table) == {"code": "b", "tags": '["x","y"]', "late": "7", "places": "[]"}
    assert {name: nulls(table)[name] for name in ("code", "late", "never", "places")} == {
        "code": 1, "late": 3, "never": 4, "places": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "blank", "told"),
    [(0, 0, "-"), (10, 10, "0 %"), (10, 0, "100 %"), (1000, 1, "99 %"), (1000, 999, "1 %"), (3, 1, "67 %")],
)
def test_a_share_never_rounds_to_none_or_all(rows: int, blank: int, told: str) -> None:
    assert share(rows, blank) == told


@pytest.mark.parametrize(
    ("values", "there"),
    [
        (["e0001", "e0299", None], True),
        (["e0150"] * 200, True),
        (["e0001", "e0300"], False),
        (["e"], False),
        ([None], True),
        ([], True),
    ],
    ids=["apart", "often", "beyond", "before", "none", "empty"],
)
def test_a_reference_is_looked_for_in_all_row_groups(values: list[str | None], there: bool, tmp_path: Path) -> None:
    ids, table = made(1, 300), pa.table({"event": pa.array(values, pa.string())})
    for known in (ids, stored(ids, tmp_path, 70)):
        assert refers_well(table, "event", known) is there
        assert refers_well(stored(table, tmp_path, 2), "event", known) is there


@pytest.mark.parametrize("name", ["gunpowder-plot", "vellan-storm", "wagner-mutiny"])
def test_the_id_of_a_parent_is_always_there(name: str) -> None:
    """So a description states the key without a look at the values."""
    edition = edition_of(ROOT / "fixtures" / name)
    parents = [
        (table.name, field.name, field.refers)
        for table in described_tables(edition.dataset.contract)
        for field in table.fields
        if field.refers is not None and not field.node
    ]
    assert ("claim_hops", "claim", "claims") in parents
    for table, field, refers in parents:
        assert refers is not None
        assert refers_well(edition.tables[table], field, edition.tables[refers]), (table, field)


@pytest.mark.parametrize(
    ("texts", "far"),
    [
        ([], []),
        (["0001-01-01", None, "9999-12-31T23:59:59Z"], []),
        (["2023-06-24"] * 90 + ["-0043-03-15", None, "+12000-01-01", "0000-12-31T22:00:00Z"], ["+12000-01-01", "-0043-03-15", "0000-12-31"]),
    ],
    ids=["none", "of the calendar", "beyond it"],
)  # fmt: skip
def test_days_of_any_year_are_found(texts: list[str | None], far: list[str], tmp_path: Path) -> None:
    table = pa.table({"start": pa.array(texts, pa.string())})
    assert sorted(far_days(table, "start")) == sorted(far_days(stored(table, tmp_path, 70), "start")) == far
