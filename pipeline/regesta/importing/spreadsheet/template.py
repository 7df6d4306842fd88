"""A workbook to fill in: a sheet a table with its choices, then what each column means and what each code is."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from regesta.contract import Contract
from regesta.errors import RegestaError
from regesta.importing.spreadsheet.cells import MOST_DIGITS
from regesta.importing.spreadsheet.columns import EVENT_ID, EVENTS, EXAMPLE, SOURCES, Column, Sheet, sheets
from regesta.importing.spreadsheet.rows import Rows, example_rows
from regesta.jsontext import compact
from regesta.read.text import cut
from regesta.whole import written

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook states a day without a zone; this one never changes
_LAST = 1_048_575
_WIDEST = 48
_KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "TRUE or FALSE"}
_FIELDS = ("sheet", "column", "must", "kind", "meaning", "example")
_CODES = ("vocabulary", "code", "label", "description")
_NOT_READ = f"Rows whose id is `{EXAMPLE}` are not read."


def workbook(contract: Contract, rows: Rows | None = None) -> bytes:
    """An xlsx file with these rows, by sheet and column; without any, with an example row in each sheet.

    Raises:
        RegestaError: XlsxWriter is not installed, or a text or table is larger than a sheet holds.
    """
    from regesta.release.formats.xlsx import library  # noqa: PLC0415 - for workbooks only
    from regesta.release.formats.zipped import zipped  # noqa: PLC0415 - as above

    out = io.BytesIO()
    book = library().Workbook(out, {"in_memory": True})
    book.set_properties({"title": "Events", "created": _MADE})
    styles = _styles(book)
    codes = _code_rows(contract)
    places = _code_places(codes)
    filled = rows if rows is not None else example_rows(contract)
    for name, sheet in sheets(contract).items():
        _write_sheet(book.add_worksheet(name), sheet, filled.get(name, []), styles, places, example=rows is None)
    _write_table(book.add_worksheet("fields"), _FIELDS, _field_rows(contract), styles)
    _write_table(book.add_worksheet("codes"), _CODES, codes, styles)
    book.close()
    with zipfile.ZipFile(out) as made:
        return zipped({part: made.read(part) for part in made.namelist()})


def _styles(book: Any) -> dict[str, Any]:
    head = {"bold": True, "bottom": 1}
    return {
        "required": book.add_format({**head, "bg_color": "#FFE699", "num_format": "@"}),
        "optional": book.add_format({**head, "num_format": "@"}),
        "filled": book.add_format({**head, "font_color": "#7F7F7F", "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
        "number": book.add_format({}),
        "example": book.add_format({"num_format": "@", "italic": True, "font_color": "#7F7F7F"}),
        "wrapped": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
    }


def _write_sheet(
    sheet: Any, about: Sheet, rows: Sequence[Mapping[str, Any]], styles: Mapping[str, Any],
    places: Mapping[str, str], *, example: bool,
) -> None:  # fmt: skip
    """One table: a header that stays, every column of texts formatted as text, a list of choices where codes go."""
    if len(rows) > _LAST:
        raise RegestaError(f"{about.name} has {len(rows):,} rows, a sheet holds {_LAST:,}")
    keys = 1 if about.name == EVENTS else sum(1 for column in about.columns if not column.path)
    sheet.freeze_panes(1, max(keys, 1))
    for index, column in enumerate(about.columns):
        values = [row.get(column.name) for row in rows]
        plain = "number" if column.kind in ("integer", "number", "boolean") else "text"
        sheet.set_column(index, index, _width(column.name, [*values, *_usual(column)]), styles[plain])
        sheet.write_string(0, index, column.name, styles[_importance(column)])
        sheet.data_validation(0, index, 0, index, _note(about.name, column))
        if (choices := _choices(column, places)) is not None:
            sheet.data_validation(1, index, _LAST, index, choices)
        style = styles["example" if example else plain]
        for number, value in enumerate(values, 1):
            if value is not None:
                _write(sheet, number, index, value, style, f"{about.name}: {column.name}")


def _importance(column: Column) -> str:
    return "required" if column.required else "filled" if column.node.get("x-filled") else "optional"


def _width(title: str, values: Sequence[Any]) -> int:
    longest = max((len(str(value)) for value in values[:1000] if value is not None), default=0)
    return min(max(len(title) + 2, longest + 1), _WIDEST)


def _write(sheet: Any, row: int, column: int, value: Any, style: Any, where: str) -> None:
    from regesta.release.formats.xlsx import MAX_TEXT, Exact  # noqa: PLC0415 - for workbooks only

    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float) and abs(value) < MOST_DIGITS:
        sheet.write_number(row, column, Exact(value) if isinstance(value, float) else value, style)
    elif sheet.write_string(row, column, str(value), style) != 0:
        raise RegestaError(f"{where}: a text has more than {MAX_TEXT:,} characters, a cell holds no more")


_NOTE_TITLE, _NOTE = 32, 255  # characters that a note may have
_LISTED = 255  # characters that choices may have which stand in no sheet
_MUST = {"required": "Required. ", "filled": "Filled in by itself where blank. ", "optional": ""}


def _note(name: str, column: Column) -> dict[str, Any]:
    """What is shown of a column where its title is selected."""
    return {
        "validate": "any",
        "input_title": cut(column.name, _NOTE_TITLE),
        "input_message": cut(f"{_MUST[_importance(column)]}{_meaning(name, column)}", _NOTE),
    }


def _usual(column: Column) -> list[str]:
    """What the column has to be wide enough for: its codes, an id, a day."""
    codes = column.scalar.get("enum", ()) if "x-vocabulary" in column.scalar else ()
    ids = ["2024-05-31-rally"] if column.name == EVENT_ID or column.path == ("id",) else []
    return [*codes, *ids, *(["2024-05-31"] if "x-standard" in column.scalar else [])]


def _choices(column: Column, places: Mapping[str, str]) -> dict[str, Any] | None:
    """The drop-down of a column of codes, of true and false, or of the few texts that a field of the dataset may be."""
    name = column.node.get("x-vocabulary")
    if name is not None and column.kind == "string":
        about = {"error_title": "No such code", "error_message": f"The sheet codes lists those of {name}."}
        return {"validate": "list", "source": places[name], **about}
    if column.kind == "boolean":
        return {"validate": "list", "source": ["TRUE", "FALSE"]}
    own = column.node.get("enum", ()) if column.path[:1] == ("extra",) and column.kind == "string" else ()
    fits = 0 < len(",".join(own)) <= _LISTED and not any("," in one for one in own)
    return {"validate": "list", "source": list(own)} if fits else None


def _code_rows(contract: Contract) -> list[tuple[str, ...]]:
    """Every code that a column may hold, with its label and description."""
    every = [column.scalar for sheet in sheets(contract).values() for column in sheet.columns]
    names = sorted({str(node["x-vocabulary"]) for node in every if "x-vocabulary" in node})
    return [
        (name, code, row.get("label", ""), row.get("description", ""))
        for name in names
        for code, row in contract.vocabulary(name).items()
    ]


def _code_places(codes: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Where in the sheet `codes` those of a vocabulary stand."""
    spans: dict[str, tuple[int, int]] = {}
    for row, (name, *_) in enumerate(codes, 2):
        spans[name] = (spans.get(name, (row, row))[0], row)
    return {name: f"=codes!$B${first}:$B${last}" for name, (first, last) in spans.items()}


def _field_rows(contract: Contract) -> list[tuple[str, ...]]:
    """What each column of each sheet means."""
    return [
        (
            name, column.name, "required" if column.required else "filled in" if column.node.get("x-filled") else "",
            _kind(column), _meaning(name, column), _example(column.node),
        )
        for name, sheet in sheets(contract).items()
        for column in sheet.columns
    ]  # fmt: skip


def _kind(column: Column) -> str:
    node = column.scalar
    one = f"code of {node['x-vocabulary']}" if "x-vocabulary" in node else _KINDS.get(str(node["type"]), "JSON")
    return f"{one}; several with ; between them" if column.kind == "array" else one


def _meaning(name: str, column: Column) -> str:
    text = str(column.node.get("description", ""))
    return (
        f"{text} {_NOT_READ}"
        if column.name == EVENT_ID or (name in (EVENTS, SOURCES) and column.path == ("id",))
        else text
    )


def _example(node: Mapping[str, Any]) -> str:
    first = next(iter(node.get("examples", ())), "")
    if isinstance(first, list):
        return "; ".join(map(str, first))
    return first if isinstance(first, str) else compact(first)


def _write_table(sheet: Any, titles: Sequence[str], rows: Sequence[Sequence[str]], styles: Mapping[str, Any]) -> None:
    """A table to read: a header that stays, a filter on it."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(titles) - 1)
    for index, title in enumerate(titles):
        column = [row[index] for row in rows]
        sheet.set_column(index, index, min(_width(title, column), 70))
        sheet.write_string(0, index, title, styles["optional"])
        for number, text in enumerate(column, 1):
            sheet.write_string(number, index, text, styles["wrapped"])


def write_template(path: Path, data: bytes) -> None:
    """Write a workbook where nothing is yet: one that was filled in is never written over.

    Raises:
        RegestaError: there is something, or the name is not that of a workbook.
        OSError: the disk does not take it.
    """
    if path.suffix != ".xlsx":
        raise RegestaError(f"{path} is to be a workbook: give it a name that ends in .xlsx")
    if path.exists():
        raise RegestaError(f"{path} is there already; name another file")
    path.parent.mkdir(parents=True, exist_ok=True)
    with written(path) as file:
        file.write(data)
