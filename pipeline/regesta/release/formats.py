"""The formats: JSON as one array, how CSV shows a value, how Parquet is read, and what their writers share."""

import datetime as dt
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from regesta.jsontext import compact
from regesta.release.content import JSON_TABLES
from regesta.release.edition import Edition
from regesta.release.kept import chunks, lines_path

ROW_GROUP = 1 << 16  # rows: those of nested events take some 150 MB before they are written

Written: TypeAlias = dict[str, int]  # the rows of each file that was written, by its path in the release
GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")


def write_json(edition: Edition, folder: Path) -> Written:
    """json/TABLE.json: an array of the same objects as the JSON Lines."""
    for name in JSON_TABLES:
        with (folder / f"json/{name}.json").open("wb") as array:
            opening = b"[\n"
            for chunk in chunks(lines_path(folder, name)):
                array.write(opening)
                array.write(chunk.removesuffix(b"\n").replace(b"\n", b",\n"))
                opening = b",\n"
            array.write(b"[]\n" if opening == b"[\n" else b"\n]\n")
    return {f"json/{name}.json": len(edition.content[name]) for name in JSON_TABLES}


def shown(value: Any) -> str:
    """A value as CSV shows it, but for the guard."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    return compact(value) if isinstance(value, list) else repr(value)


def read_parquet(path: Path) -> pa.Table:
    """The one place where Parquet is read: by path, never from a file object, which can abort the process at exit."""
    return pq.read_table(str(path), memory_map=False)
