"""The xlsx format: one workbook for people, a sheet a flat table, before them a sheet that says what each column means.

Cells are typed: numbers, true or false, days, instants in UTC; a list is JSON. Text is text, never a formula. Days
before March 1900 are text, since programs count them differently.
"""

import datetime as dt
import importlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from regesta.contract import Contract
from regesta.errors import RegestaError
from regesta.jsontext import compact
from regesta.release.describe.counts import AnyTable
from regesta.release.edition import Edition, Written
from regesta.release.formats.csvtext import iso
from regesta.release.formats.zipped import zipped
from regesta.release.kept import whole_tables

XLSX = "xlsx/events.xlsx"
_OPENS_ON = "events_flat"  # the sheet of descriptions stands first, and is not what anybody opens it for
MAX_ROWS, MAX_TEXT, MAX_WIDTH = 1_048_576, 32_767, 48
_AROUND, _END = 76, 22  # bytes of a zip archive: the two headers of a file without its name, and the end
_INSTEAD = "leave xlsx out of the formats: csv and parquet hold any size"
_RECORDS = "Whole records (change added or withdrawn) stand in changes.jsonl alone."
_KINDS = {"string": "text", "int64": "whole number", "double": "number", "bool": "true or false", "date32[day]": "day"}


class Exact(float):
    """A number that is written as it is, with up to 17 digits: XlsxWriter formats numbers with 16."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def write_xlsx(edition: Edition, folder: Path) -> Written:
    """xlsx/events.xlsx, with the day of the release as its only date.

    Raises:
        RegestaError: XlsxWriter is not installed, or a table is beyond what a sheet holds.
    """
    held = {name: table for name, table in edition.tables.items() if name != "events"}
    for name, table in held.items():
        _has_room(name, table)
    whole = {name: table if isinstance(table, pa.Table) else table.read() for name, table in held.items()}
    data = zipped(_parts(edition.dataset.about, whole))
    (folder / "xlsx").mkdir()
    (folder / XLSX).write_bytes(data)
    return {}


def compare_xlsx(folder: Path, contract: Contract, about: Mapping[str, Any], kept: Path) -> Iterator[str]:
    """Where the workbook of a release is not the one that is written of its tables; nothing where it has none.

    It is written again for this, in memory; the files in the archive are compared, which may be packed in another way.
    about is the [dataset] table; kept is where `keep_objects` kept the objects of the release.
    """
    if not (folder / XLSX).exists():
        return
    tables = {name: table for name, table in whole_tables(kept, contract) if name != "events"}
    try:
        unequal = list(_unequal(folder / XLSX, _parts(about, tables), ["fields", *tables]))
    except (ValueError, LookupError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error, RegestaError) as error:
        yield f"{XLSX} cannot be compared: {error}"
    else:
        yield from [f"{XLSX} differs from the JSON in {', '.join(unequal)}"] if unequal else []


def _unequal(path: Path, expected: Mapping[str, bytes], sheets: Sequence[str]) -> Iterator[str]:
    """The sheets of a workbook that are not as expected, and its other parts by their paths."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        size = sum(part.compress_size + _AROUND + 2 * len(part.filename) for part in parts) + _END
        if [part.filename for part in parts] != list(expected) or size != path.stat().st_size:
            yield "what it is made of"
            return
        for name, data in expected.items():
            with archive.open(name) as file:
                if file.read(len(data) + 1) != data:
                    number = name.removeprefix("xl/worksheets/sheet").removesuffix(".xml")
                    yield sheets[int(number) - 1] if number.isdigit() else name


def _parts(about: Mapping[str, Any], whole: Mapping[str, pa.Table]) -> dict[str, bytes]:
    """The files that the archive of a workbook holds, by path.

    Raises:
        RegestaError: XlsxWriter is not installed, or a text is beyond what a cell holds.
    """
    tables = {name: _shown(name, table) for name, table in whole.items()}
    for name, table in tables.items():
        _fits(name, table)
    out = io.BytesIO()
    book = library().Workbook(out, {"in_memory": True, "use_zip64": True, "remove_timezone": True})
    book.set_properties(_properties(about))
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "text": book.add_format({"quote_prefix": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "instant": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    for name, read in {"fields": _fields(tables), **tables}.items():
        sheet = book.add_worksheet(name)
        _sheet(sheet, read, styles)
        if name == _OPENS_ON:
            sheet.activate()
    book.close()
    with zipfile.ZipFile(out) as made:
        return {part: made.read(part) for part in made.namelist()}


def library() -> Any:
    """XlsxWriter, which is an extra. Raises RegestaError where it is not installed."""
    try:
        return importlib.import_module("xlsxwriter")
    except ImportError as error:
        raise RegestaError("the format xlsx needs XlsxWriter: pip install 'regesta[xlsx]'") from error


def _properties(about: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": f"{about['title']}, version {about['version']}",
        "author": "; ".join(creator["name"] for creator in about["creators"]),
        "keywords": ", ".join(about.get("keywords", ())),
        "comments": f"Licence: {about['licence']}",
        "created": dt.datetime.fromisoformat(about["released"]),
    }


def _shown(name: str, table: pa.Table) -> pa.Table:
    """The table as its sheet has it: that of changes without whole records, which may be longer than a cell."""
    if name != "changes":
        return table
    rows = [{k: v for k, v in row.items() if k != "new" or row["field"] is not None} for row in table.to_pylist()]
    return pa.Table.from_pylist(rows, schema=table.schema)


def _has_room(name: str, table: AnyTable) -> None:
    """Refuse more rows than a sheet holds."""
    if table.num_rows >= MAX_ROWS:
        raise RegestaError(f"{name} has {table.num_rows:,} rows, a sheet holds {MAX_ROWS - 1:,}; {_INSTEAD}")


def _fits(name: str, table: pa.Table) -> None:
    """Refuse texts that a cell does not hold, instead of cutting them."""
    for title, column in zip(table.column_names, table.itercolumns(), strict=True):
        if not (pa.types.is_string(column.type) or pa.types.is_list(column.type)):
            continue
        for row, value in enumerate(column.to_pylist()):
            if value is not None and _length(value) > MAX_TEXT:
                where = f"{name}: {table.column_names[0]} {table[0][row]}: {title}"
                raise RegestaError(f"{where} has more than {MAX_TEXT:,} characters, a cell holds no more; {_INSTEAD}")


def _length(value: str | list[Any]) -> int:
    """Characters as a spreadsheet counts them: UTF-16 units."""
    text = value if isinstance(value, str) else compact(value)
    return len(text) if len(text) <= MAX_TEXT // 2 else len(text.encode("utf-16-le")) // 2


def _fields(tables: Mapping[str, pa.Table]) -> pa.Table:
    """What each column of each sheet holds."""
    rows = [
        {"table": name, "column": field.name, "type": _kind(field.type), "meaning": _meaning(name, field)}
        for name, table in tables.items()
        for field in table.schema
    ]
    return pa.Table.from_pylist(rows, pa.schema([(n, pa.string()) for n in ("table", "column", "type", "meaning")]))


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return "list, as JSON"
    return "instant, in UTC" if pa.types.is_timestamp(kind) else _KINDS[str(kind)]


def _meaning(table: str, field: "pa.Field[Any]") -> str:
    text = (field.metadata or {}).get(b"description", b"").decode()
    return f"{text} {_RECORDS}" if (table, field.name) == ("changes", "new") else text


def _sheet(sheet: Any, table: pa.Table, styles: Mapping[str, Any]) -> None:
    """One table: a header that stays, a filter on it, columns as wide as what stands in them."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, table.num_rows, table.num_columns - 1)
    for index, (title, column) in enumerate(zip(table.column_names, table.itercolumns(), strict=True)):
        sheet.write_string(0, index, title, styles["head"])
        values = column.to_pylist()
        write = _writer(sheet, column.type, styles)
        for row, value in enumerate(values, 1):
            if value is not None:
                write(row, index, value)
        sheet.set_column(index, index, _width(title, values))


def _width(title: str, values: Sequence[Any]) -> int:
    """The width of a column in characters, by its title and first thousand cells."""
    longest = max((len(str(value)) for value in values[:1000] if value is not None), default=0)
    return min(max(len(title) + 4, longest + 1), MAX_WIDTH)


def _writer(sheet: Any, kind: pa.DataType, styles: Mapping[str, Any]) -> Callable[[int, int, Any], None]:
    """The function that writes a value of a type to a cell."""

    def text(row: int, column: int, value: str) -> None:
        # the prefix keeps it text also when somebody edits it; what begins with a letter is text anyway
        sheet.write_string(row, column, value, None if value[:1].isalpha() else styles["text"])

    def moment(row: int, column: int, value: dt.date) -> None:
        if (value.year, value.month) < (1900, 3):
            text(row, column, iso(value))
        else:
            sheet.write_datetime(row, column, value, styles["instant" if isinstance(value, dt.datetime) else "day"])

    if pa.types.is_string(kind):
        return text
    if pa.types.is_list(kind):
        return lambda row, column, value: text(row, column, compact(value))
    if pa.types.is_date32(kind) or pa.types.is_timestamp(kind):
        return moment
    if pa.types.is_boolean(kind):
        write: Callable[[int, int, Any], None] = sheet.write_boolean
        return write
    exact = Exact if pa.types.is_floating(kind) else int
    return lambda row, column, value: sheet.write_number(row, column, exact(value))
