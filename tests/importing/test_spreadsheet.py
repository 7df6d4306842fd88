"""Workbooks and folders of CSV as people leave them: what comes back as records, and what is said of which cell."""

import csv
import datetime as dt
import io
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.warm import regesta

from regesta.contract import Contract, Schema, properties, resolved
from regesta.dataset import Dataset
from regesta.errors import RegestaError
from regesta.importing.spreadsheet.columns import sheets
from regesta.importing.spreadsheet.gather import Gathered, gather
from regesta.importing.spreadsheet.grid import letters
from regesta.importing.spreadsheet.rows import rows_of, take
from regesta.importing.spreadsheet.run import Imported, as_file, as_lines, covered, import_books
from regesta.importing.spreadsheet.template import workbook
from regesta.importing.spreadsheet.workbooks import read_books
from regesta.release.columns import tables

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "fixtures" / "wagner-mutiny"
TODAY = "2026-01-15"
PLAIN = Contract()
SOUND = {"id": "talk", "title": "A talk", "type": "consult", "date_text": "24 June 2023"}
SOURCE = {"event_id": "talk", "id": "daily", "publisher": "Example Daily"}
Sheets = Mapping[str, Sequence[Mapping[str, Any]]]


def moment(*parts: int) -> dt.datetime:
    """A date as spreadsheets have them: without a zone."""
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - as it says


def book(tmp_path: Path, tables_: Sheets | None = None, name: str = "events.xlsx", **event: Any) -> Path:
    """A workbook of these rows by sheet; without any, one sound event with these cells in place of its own."""
    rows: Sheets = tables_ or {"events": [{**SOUND, **event}], "event_sources": [SOURCE]}
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, members in rows.items():
        sheet = made.create_sheet(title)
        columns = list(dict.fromkeys(name for row in members for name in row))
        sheet.append(columns)
        for row in members:
            sheet.append([row.get(column) for column in columns])
    made.save(tmp_path / name)
    return tmp_path / name


def changed(path: Path, change: Any) -> Path:
    """The workbook after somebody worked on it."""
    made = load_workbook(path)
    change(made)
    made.save(path)
    return path


def altered(path: Path, part: str, old: bytes | None = None, new: bytes = b"") -> Path:
    """The workbook with some bytes of a part replaced, or without the part."""
    with ZipFile(path) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as parts:
        for name, content in held.items():
            if name != part or old is not None:
                parts.writestr(name, content.replace(old, new) if name == part and old is not None else content)
    return path


def cells(row: Mapping[str, Any], name: str) -> str:
    """The name of a cell in the second row of a sheet whose columns are those of row."""
    return f"{letters(list(row).index(name))}2"


def test_a_sheet_that_a_workbook_names_and_does_not_hold_is_told(tmp_path: Path) -> None:
    done = imported(altered(book(tmp_path), "xl/worksheets/sheet1.xml"))
    assert said(done)[0] == 'events.xlsx R001 the workbook names the sheet "events" and does not hold it'
    assert done.records == []


def test_a_cell_that_is_none_is_told_without_the_path_of_the_machine(tmp_path: Path) -> None:
    path = altered(
        book(tmp_path, {"events": [{**SOUND, "latitude": 1}]}), "xl/worksheets/sheet1.xml", b"<v>1</v>", b"<v>zz</v>"
    )
    (fault,) = said(imported(path))
    assert fault.startswith("events.xlsx R001 not a workbook that can be read: ")
    assert str(tmp_path) not in fault


def test_a_document_of_another_kind_is_no_workbook(tmp_path: Path) -> None:
    path = altered(book(tmp_path), "[Content_Types].xml", b"spreadsheetml.sheet.main", b"wordprocessingml.main")
    assert said(imported(path)) == [
        "events.xlsx R001 not a workbook that can be read: File contains no valid workbook part"
    ]


def test_a_workbook_whose_parts_are_encrypted_is_told_and_is_no_crash(tmp_path: Path) -> None:
    path = book(tmp_path)
    raw = bytearray(path.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # a part, and its entry in the directory
        for found in re.finditer(sign, bytes(raw)):
            raw[found.start() + flags] |= 1
    path.write_bytes(raw)
    (fault,) = said(imported(path))
    assert "not a workbook that can be read: " in fault
    assert "is encrypted" in fault


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_a_workbook_with_a_damaged_part_is_told_and_is_no_crash(tmp_path: Path, method: int) -> None:
    path, name = tmp_path / "events.xlsx", "xl/worksheets/sheet1.xml"
    with ZipFile(book(tmp_path)) as parts:
        texts = {part: parts.read(part) for part in parts.namelist()}
    with ZipFile(path, "w", method) as parts:
        for part, text in texts.items():
            parts.writestr(part, text)
    raw = bytearray(path.read_bytes())
    with ZipFile(path) as parts:
        middle = parts.getinfo(name).header_offset + 30 + len(name) + parts.getinfo(name).compress_size // 2
    for place in range(middle - 10, middle + 10):
        raw[place] ^= 0xFF
    path.write_bytes(raw)
    (fault,) = said(imported(path))
    assert fault.startswith("events.xlsx R001 not a workbook that can be read: ")


def test_a_workbook_that_unpacks_to_what_no_memory_holds_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path)
    with ZipFile(path, "a", ZIP_DEFLATED) as parts, parts.open("xl/media/blank.bin", "w") as blank:
        for _ in range(200):
            blank.write(bytes(1_000_000))
    assert said(imported(path)) == ["events.xlsx R001 not a workbook that can be read: it unpacks to more than 200 MB"]


def imported(*paths: Path, dataset: Dataset | None = None) -> Imported:
    return import_books(paths, dataset or Dataset(), TODAY)


def said(done: Imported, code: str = "") -> list[str]:
    """What is reported, but for infos: place, code and message."""
    return [
        f"{d.path.rpartition('/')[2]} {d.code} {d.message}"
        for d in done.report.diagnostics
        if d.severity != "info" and d.code.startswith(code)
    ]


def run(*args: object, cwd: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = regesta(*args, cwd=cwd)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stdout + done.stderr
    return done


# The sheets follow from the contract


def test_the_columns_are_those_of_the_release_without_what_is_computed() -> None:
    released = {**tables(PLAIN), "events": tables(PLAIN)["events_flat"]}
    for name, sheet in sheets(PLAIN).items():
        names = [column.name for column in sheet.columns]
        assert len(names) == len(set(names)), name
        if name not in ("waivers", "withhold"):  # which no release has
            kept = {column.name for column in released[name]}
            assert {one for one in names if not one.startswith("withdrawn_")} <= kept
    assert {"events", "participants", "claim_hops", "waivers", "withhold", "sources"} <= sheets(PLAIN).keys()


def test_every_field_that_a_contributor_may_write_has_a_column() -> None:
    found = {(name, column.path) for name, sheet in sheets(PLAIN).items() for column in sheet.columns}
    event = PLAIN.schema("event")
    missing = [
        (name, path)
        for name, sheet in sheets(PLAIN).items()
        for path in written(event, node_of(name))
        if (name, path) not in found
    ]
    assert not missing


def node_of(name: str) -> Schema:
    event = PLAIN.schema("event")
    if name == "events":
        return event
    if name == "sources":
        return resolved(event, {"$ref": "#/$defs/Source"})
    sheet = sheets(PLAIN)[name]
    return resolved(event, properties(event, node_of(str(sheet.below)))[sheet.field]["items"])


def written(event: Schema, node: Schema, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The paths of what is no list of objects and is not computed."""
    found = []
    for name, child in properties(event, node).items():
        item = resolved(event, child.get("items", {}))
        if child.get("readOnly") or item.get("type") == "object":
            continue
        below = child["type"] == "object" and name != "extra"
        found += written(event, child, (*path, name)) if below else [(*path, name)]
    return found


# The template


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "events.xlsx"
    path.write_bytes(workbook(PLAIN))
    return path


def test_a_template_has_a_sheet_a_table_then_what_columns_and_codes_mean(template: Path) -> None:
    made = load_workbook(template)
    assert made.sheetnames == [*sheets(PLAIN), "fields", "codes"]
    listed = [(row[0], row[1]) for row in made["fields"].iter_rows(min_row=2, values_only=True)]
    assert listed == [(name, column.name) for name, sheet in sheets(PLAIN).items() for column in sheet.columns]
    assert all(row[4] for row in made["fields"].iter_rows(min_row=2, values_only=True))


def test_headers_stay_columns_fit_and_texts_are_never_converted(template: Path) -> None:
    for sheet in load_workbook(template).worksheets[:-2]:
        assert sheet.freeze_panes is not None, sheet.title
        assert str(sheet.freeze_panes).endswith("2"), sheet.title
        about = sheets(PLAIN)[sheet.title]
        dimensions = {
            at: one for one in sheet.column_dimensions.values() for at in range((one.min or 1) - 1, one.max or 0)
        }
        for index, column in enumerate(about.columns):
            dimension = dimensions[index]
            assert dimension.width >= len(column.name), (sheet.title, column.name)
            text = column.kind in ("string", "array", "object")
            assert (dimension.number_format == "@") is text, (sheet.title, column.name)


def test_each_column_of_codes_drops_down_exactly_its_vocabulary(template: Path) -> None:
    made = load_workbook(template)
    seen = set()
    for sheet in made.worksheets[:-2]:
        for validation in sheet.data_validations.dataValidation:
            if validation.type is None:
                continue  # the note of a title
            column = sheets(PLAIN)[sheet.title].columns[next(iter(validation.sqref.ranges)).min_col - 1]
            seen.add((sheet.title, column.name))
            if column.kind == "boolean":
                assert validation.formula1 == '"TRUE,FALSE"'
                continue
            first, last = validation.formula1.removeprefix("codes!").replace("$", "").split(":")
            listed = [cell.value for (cell,) in made["codes"][first:last]]
            assert listed == list(PLAIN.vocabulary(column.node["x-vocabulary"]))
    wanted = {
        (name, column.name)
        for name, sheet in sheets(PLAIN).items()
        for column in sheet.columns
        if column.kind == "boolean" or (column.kind == "string" and "x-vocabulary" in column.node)
    }
    assert seen == wanted


def test_each_title_has_a_note_that_says_what_belongs_there(template: Path) -> None:
    made = load_workbook(template)
    for name, sheet in sheets(PLAIN).items():
        notes = {
            next(iter(one.sqref.ranges)).min_col: one.prompt
            for one in made[name].data_validations.dataValidation
            if one.type is None
        }
        for index, column in enumerate(sheet.columns, 1):
            assert column.node.get("description", "")[:100] in notes[index]


def test_an_example_row_is_not_read_and_holds_without_an_error_under_an_id_of_its_own(
    template: Path, tmp_path: Path
) -> None:
    assert imported(template).records == []
    assert [line.split()[1] for line in said(imported(template))] == ["R013"]

    def rename(made: Any) -> None:
        for sheet in made.worksheets[:-2]:
            for cell in sheet[2]:
                cell.value = "my-event" if cell.value == "example" else cell.value

    own = tmp_path / "own.xlsx"
    own.write_bytes(template.read_bytes())
    done = imported(changed(own, rename))
    assert [record["id"] for record in done.records] == ["my-event"]
    assert done.report.counts["error"] == 0, said(done)


def test_a_template_is_the_same_to_the_byte_each_time(template: Path) -> None:
    assert workbook(PLAIN) == template.read_bytes()


def test_a_dataset_s_own_codes_and_fields_are_in_its_template(dataset: Path) -> None:
    (dataset / "vocabulary").mkdir()
    (dataset / "vocabulary" / "measures.csv").write_text(
        "code,label,description,broader\ntanks,Tanks,Tanks of any kind.,vehicles\n", encoding="utf-8"
    )
    (dataset / "extension.schema.json").write_text(
        json.dumps(
            {
                "type": "object",
                "properties": {
                    "desk": {"type": "string"},
                    "notes": {"type": "array"},
                    "medium": {"enum": ["print", "on air"]},
                    "lawyers": {"type": "array", "items": {"type": "string"}},
                },
            }
        ),
        encoding="utf-8",
    )
    run("template", "-o", "../new.xlsx", cwd=dataset)
    made = load_workbook(dataset.parent / "new.xlsx")
    assert ("measures", "tanks") in [row[:2] for row in made["codes"].iter_rows(values_only=True)]
    titles = [cell.value for cell in made["events"][1]]
    assert {"extra_desk", "extra_medium", "extra_lawyers", "extra_json"} <= set(titles)
    assert "extra_notes" not in titles
    chosen = [one.formula1 for one in made["events"].data_validations.dataValidation if one.type == "list"]
    assert '"print,on air"' in chosen


def test_a_workbook_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    run("template", "-o", "a.xlsx", cwd=tmp_path)
    before = (tmp_path / "a.xlsx").read_bytes()
    assert "a.xlsx is there already; name another file" in run("template", "-o", "a.xlsx", cwd=tmp_path, code=2).stderr
    assert (tmp_path / "a.xlsx").read_bytes() == before
    assert "ends in .xlsx" in run("template", "-o", "a.csv", cwd=tmp_path, code=2).stderr


# There and back


def test_the_example_dataset_comes_back_as_it_was(dataset: Path) -> None:
    before = take([dataset])
    run("template", ".", "-o", "all.xlsx", cwd=dataset)
    expected = run("normalise", cwd=dataset).stdout
    run("import", "spreadsheet", "all.xlsx", "-o", "records/article-2023-06-24.json", cwd=dataset)
    (dataset / "records" / "article-2023-06-24.yaml").unlink()
    after = take([dataset])
    assert len(after.records) == 18
    assert (after.records, after.sources, after.left_out) == (before.records, before.sources, 0)
    assert run("normalise", cwd=dataset).stdout == expected


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("Daily", "Daily"), 'two events bear the id "talk"'),
        (("id: talk", "id: walk"), None),
        (("id: talk", "id: walk", "publisher: Daily", "publisher: Weekly"), "two sources of other content bear"),
    ],
)
def test_of_two_that_bear_one_id_no_workbook_is_made(tmp_path: Path, change: tuple[str, ...], says: str | None) -> None:
    text = (
        "sources: [{id: daily, publisher: Daily}]\n"
        "events: [{id: talk, title: A talk, type: consult, date: {edtf: 2023-06-24}, sources: [{id: daily}]}]\n"
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    for old, new in zip(change[::2], change[1::2], strict=True):
        text = text.replace(old, new)
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    if says is None:
        assert len(take([tmp_path]).records) == 2
        return
    with pytest.raises(RegestaError, match=says):
        take([tmp_path])


def test_json_lines_hold_the_same_events_each_with_its_sources_whole(dataset: Path) -> None:
    expected = run("normalise", cwd=dataset).stdout
    run("template", ".", "-o", "all.xlsx", cwd=dataset)
    run("import", "spreadsheet", "all.xlsx", "-o", "records/all.jsonl", cwd=dataset)
    (dataset / "records" / "article-2023-06-24.yaml").unlink()
    assert run("normalise", cwd=dataset).stdout == expected


@pytest.mark.long
def test_a_release_of_what_came_back_is_the_release_of_before(dataset: Path) -> None:
    run("release", cwd=dataset)
    before = (dataset / "output" / "wagner-mutiny-1.0.0" / "SHA256SUMS").read_text()
    run("template", ".", "-o", "all.xlsx", cwd=dataset)
    run("import", "spreadsheet", "all.xlsx", "-o", "records/a.json", cwd=dataset)
    (dataset / "records" / "article-2023-06-24.yaml").unlink()
    run("release", "-o", "again", cwd=dataset)
    assert (dataset / "again" / "wagner-mutiny-1.0.0" / "SHA256SUMS").read_text() == before


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"], include_characters="\n "), min_size=1, max_size=9).filter(
    lambda text: text.strip() and not text.startswith("#")  # an error of a spreadsheet is reported, as text too
) | st.sampled_from(
    [
        "=1+1",
        "007",
        "1.0",
        "2023-06-24",
        "TRUE",
        "a; b",
        "a؛ b",
        "a；b",
        "[a]",
        "_x0041_",
        " a",
        "a \n",
        "'a",
        "1e5",
        "🙂",
    ]
)
NUMBERS = st.floats(-(2**53), 2**53) | st.integers(-(2**53), 2**53)
EXTENDED = Contract(
    extension={
        "type": "object",
        "properties": {
            "rank": {"type": "integer"},
            "note": {"type": "string"},
            "parts": {"type": "array"},
            "medium": {"enum": ["print", "on air", "007"]},
            "lawyers": {"type": "array", "items": {"type": "string"}},
            "years": {"type": "array", "items": {"type": "integer"}},
        },
    }
)
EXTRAS = st.fixed_dictionaries(
    {},
    optional={
        "rank": st.integers(0, 9), "note": TEXTS, "parts": st.lists(TEXTS, min_size=1), "other": TEXTS,
        "medium": st.sampled_from(["print", "on air", "007"]), "lawyers": st.lists(TEXTS, min_size=1),
        "years": st.lists(st.integers(0, 9), min_size=1),
    },
).filter(bool)  # fmt: skip


def values(node: Schema) -> st.SearchStrategy[Any]:
    """Values that the contract may have at a node."""
    event = EXTENDED.schema("event")
    if node["type"] == "array":
        item = resolved(event, node["items"])
        key: Any = (lambda one: one["id"]) if "id" in item.get("properties", {}) else str
        return st.lists(values(item), min_size=1, max_size=3, unique_by=key)
    if node["type"] == "object":
        return objects(node)
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if "pattern" in node or "x-refers" in node:
        return st.sampled_from([*map(str, node.get("examples", ())), "a", "b-1"])
    return {"integer": st.integers(0, 2**53), "number": NUMBERS, "boolean": st.booleans()}.get(node["type"], TEXTS)


def objects(node: Schema) -> st.SearchStrategy[dict[str, Any]]:
    event = EXTENDED.schema("event")
    fields = {
        name: EXTRAS if name == "extra" else values(child)
        for name, child in properties(event, node).items()
        if not child.get("readOnly")
    }
    always = {"id", *node.get("required", ())} & fields.keys()
    some = {name: field for name, field in fields.items() if name not in always}
    return st.fixed_dictionaries({name: fields[name] for name in always}, optional=some).filter(bool)


@pytest.mark.long
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(objects(EXTENDED.schema("event")), max_size=3, unique_by=lambda event: event["id"]))
def test_whatever_the_records_hold_a_workbook_gives_it_back(records: list[dict[str, Any]]) -> None:
    data = workbook(EXTENDED, rows_of(EXTENDED, records, []))
    found = gathered(data)
    assert [one.whole() for one in found.events] == records
    assert [d.message for d in found.found if d.code not in ("R013", "R016")] == []


def gathered(data: bytes) -> Gathered:
    """What a workbook holds; an example of hypothesis has no folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.xlsx"
        path.write_bytes(data)
        (one,) = read_books([path], Path(folder))
    return gather(EXTENDED, one.grids)


def as_csv(path: Path, folder: Path, delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
    """The sheets of a workbook as a spreadsheet program saves them, each a file."""
    folder.mkdir()
    for sheet in load_workbook(path).worksheets:
        text = io.StringIO(newline="")
        rows = sheet.iter_rows(values_only=True)
        csv.writer(text, delimiter=delimiter).writerows(
            [str(v).upper() if isinstance(v, bool) else v for v in r] for r in rows
        )
        (folder / f"{sheet.title}.csv").write_bytes(text.getvalue().encode(encoding))
    return folder


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_folder_of_csv_gives_the_same_records(dataset: Path, tmp_path: Path, delimiter: str) -> None:
    before = take([dataset])
    (tmp_path / "all.xlsx").write_bytes(
        workbook(before.dataset.contract, rows_of(PLAIN, before.records, before.sources))
    )
    done = imported(as_csv(tmp_path / "all.xlsx", tmp_path / "csv", delimiter), dataset=before.dataset)
    assert done.records == before.records
    assert done.sources == before.sources


# Cells that a spreadsheet changed

WHOLE = "yyyy-mm-dd"
CHANGED = [
    ("id", 17, None, "the number 17"),
    ("id", 1.0, None, "the number 1;"),
    ("id", "1.0", None, "1.0, which a spreadsheet makes of a whole number"),
    ("id", "1.23E+11", None, "1.23E+11: digits"),
    ("title", 3.1, None, "the number 3.1"),
    ("title", 123456789012, None, "the number 123456789012"),
    ("title", True, None, "TRUE"),
    ("title", "=1+1", None, "a formula without a value"),
    ("title", "#REF!", None, "the error #REF!"),
    ("title", moment(2023, 6, 24), WHOLE, "a date of the spreadsheet, 2023-06-24"),
    ("title", dt.time(5, 30), "hh:mm", "a time of the spreadsheet, 05:30:00"),
    ("date_text", moment(2023, 6, 24), WHOLE, "a date of the spreadsheet, 2023-06-24: what was typed is lost"),
    (
        "date_text",
        45101,
        None,
        "the number 45101, which may count the days of a date: 2023-06-24 counted from 1900, 2027-06-25",
    ),
    ("date_start", 45101, None, "2023-06-24 counted from 1900, 2027-06-25 counted from 1904"),
    ("date_start", 10**12, None, "of none that there is"),
    ("date_start", moment(2023, 6, 24, 5, 30), f"{WHOLE} hh:mm", "without its offset"),
    ("date_edtf", moment(2023, 6, 1), "mmm-yy", "of which it shows a part"),
    ("date_edtf", moment(2026, 6, 24), "d-mmm", "of which it shows a part"),
    ("date_edtf", moment(2026, 6, 24), 'd-mmm" y"', "of which it shows a part"),
    ("date_edtf", moment(1900, 1, 5), WHOLE, "days before March 1900"),
    ("type", "Consult", None, "capitals as a spreadsheet puts them"),
    ("type", "con\u00a0sult", None, "a non-breaking space"),
    ("id", "Talk-1", None, "capitals as a spreadsheet puts them"),
    ("id", "talk\u20131", None, '"–", which a program put in by itself'),
    ("provenance_confidence", moment(2023, 1, 2), "d-m-yy", "a date of the spreadsheet"),
    ("provenance_imported_from_row", 1e17, None, "a spreadsheet keeps 15 digits"),
    ("provenance_imported_from_row", 0.12, "0%", "a percentage, kept as 0.12"),
    ("tags", 7, None, "the number 7"),
]


@pytest.mark.parametrize(("column", "value", "layout", "message"), CHANGED, ids=lambda one: str(one)[:24])
def test_what_a_spreadsheet_made_of_a_cell_is_told_at_the_cell_and_the_event_is_left_out(
    tmp_path: Path, column: str, value: Any, layout: str | None, message: str
) -> None:
    row = {**SOUND, column: value}
    path = book(
        tmp_path,
        {"events": [row, {**SOUND, "id": "other"}], "event_sources": [SOURCE, {**SOURCE, "event_id": "other"}]},
    )

    def lay_out(made: Any) -> None:
        if layout is not None:
            made["events"][cells(row, column)].number_format = layout

    done = imported(changed(path, lay_out))
    (found,) = said(done, "R015")
    assert found.startswith(f"events.xlsx#events R015 {cells(row, column)} ({column}): the cell holds "), found
    assert message in found
    assert [record["id"] for record in done.records] == ["other"]
    assert done.left_out == [2]


READ = [
    ("date_text", "24 June 2023", None, {"text": "24 June 2023"}),
    ("date_text", "06/24/2023", None, {"text": "06/24/2023"}),
    ("date_text", 2023, None, {"text": "2023"}),
    ("date_edtf", moment(2023, 6, 24), WHOLE, {"edtf": "2023-06-24"}),
    ("date_edtf", moment(2023, 6, 24), "mm-dd-yy", {"edtf": "2023-06-24"}),
    ("date_start", moment(2023, 6, 24), "d mmmm yyyy", {"start": "2023-06-24"}),
    ("date_edtf", "2023-06~", None, {"edtf": "2023-06~"}),
]


@pytest.mark.parametrize(("column", "value", "layout", "date"), READ, ids=lambda one: str(one)[:24])
@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904], ids=["1900", "1904"])
def test_a_date_is_read_from_text_and_from_a_cell_that_shows_all_of_it(
    tmp_path: Path, column: str, value: Any, layout: str | None, date: dict[str, str], epoch: Any
) -> None:
    row = {**{key: cell for key, cell in SOUND.items() if key != "date_text"}, column: value}

    def lay_out(made: Any) -> None:
        if layout is not None:
            made["events"][cells(row, column)].number_format = layout
        if epoch is not None:
            made.epoch = epoch

    done = imported(changed(book(tmp_path, {"events": [row], "event_sources": [SOURCE]}), lay_out))
    assert [record["date"] for record in done.records] == [date], said(done)
    assert any("counts days from 1904" in line for line in said(done)) is (epoch is not None)


def test_a_day_in_the_order_of_a_country_is_left_to_the_rule_about_ambiguous_dates(tmp_path: Path) -> None:
    done = imported(book(tmp_path, date_text="03/04/2023"))
    assert [line for line in said(done) if " D202 D2 (date_text)" in line]


KEPT = [
    ("title", "A\u00a0talk", "holds a non-breaking space", "A\u00a0talk"),
    ("title", "A talk ", "begins or ends with a space", "A talk "),
    ("title", 1984, "the number 1984 is read as text", "1984"),
    ("type", "consult ", 'spaces around "consult" were cut', "consult"),
    ("type", "\u00a0consult", 'spaces around "consult" were cut', "consult"),
]


@pytest.mark.parametrize(("column", "value", "message", "kept"), KEPT, ids=lambda one: repr(one)[:24])
def test_what_can_hardly_be_seen_is_told_and_the_record_is_there(
    tmp_path: Path, column: str, value: Any, message: str, kept: str
) -> None:
    done = imported(book(tmp_path, **{column: value}))
    (found,) = said(done, "R016")
    assert f"{cells(SOUND, column)} ({column}): " in found
    assert message in found
    assert [record[column] for record in done.records] == [kept]


def test_french_spaces_before_their_signs_are_typography(tmp_path: Path) -> None:
    assert not said(
        imported(book(tmp_path, title="«\u00a010\u202f000 personnes\u00a0»\u00a0: une marche\u202f!")), "R016"
    )


@pytest.mark.parametrize("typed", ["Nour; Sami", "Nour؛ Sami", "Nour；Sami；", '["Nour", "Sami"]'])
def test_a_list_is_parted_by_the_semicolon_of_any_keyboard(tmp_path: Path, typed: str) -> None:
    done = imported(book(tmp_path, provenance_method="curated", provenance_curators=typed))
    assert [record["provenance"]["curators"] for record in done.records] == [["Nour", "Sami"]]


def test_a_formula_that_was_computed_is_its_value(tmp_path: Path) -> None:
    path = tmp_path / "computed.xlsx"
    with xlsxwriter.Workbook(path) as made:
        for name, rows in {"events": [SOUND], "event_sources": [SOURCE]}.items():
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, rows[0].keys())
            sheet.write_row(1, 0, rows[0].values())
        made.get_worksheet_by_name("events").write_formula("B2", '="A "&"walk"', None, "A walk")
    assert [record["title"] for record in imported(path).records] == ["A walk"]


def test_merged_cells_are_told_and_nothing_is_filled_down(tmp_path: Path) -> None:
    people = [{"event_id": "talk", "name": "Ana Costa", "role": "party"}, {"name": "Jan Berg", "role": "party"}]
    path = book(tmp_path, {"events": [SOUND], "event_sources": [SOURCE], "participants": people})
    done = imported(changed(path, lambda made: made["participants"].merge_cells("A2:A3")))
    assert (
        "events.xlsx#participants R015 A2 (event_id): the cells A2:A3 are merged, and only the first holds a value"
        in said(done)
    )
    assert done.records == []


def test_hidden_rows_columns_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    path = book(tmp_path)

    def hide(made: Any) -> None:
        made["events"].row_dimensions[2].hidden = True
        made["events"].column_dimensions["B"].hidden = True
        made["event_sources"].sheet_state = "hidden"

    done = imported(changed(path, hide))
    assert len(done.records) == 1
    told = said(done, "R016")
    assert [line.partition("R016 ")[2] for line in told] == [
        "B1: the column is hidden, and is read too",
        "row 2: the row is hidden, and read too",
        "row 1: the sheet is hidden, and is read too",
    ]


# Sheets, columns and rows that fit nowhere


def test_a_misspelt_sheet_or_column_is_told_what_may_have_been_meant(tmp_path: Path) -> None:
    path = book(tmp_path, {"events": [{**SOUND, "sumary": "x"}], "event_source": [SOURCE]})
    done = imported(path)
    found = {(d.message, d.help) for d in done.report.diagnostics if d.code == "S101"}
    assert found == {
        ('E1: events has no column "sumary"', "did you mean summary?"),
        ('row 1: there is no table "event_source"', "did you mean event_sources?"),
    }
    assert done.records == []


def test_a_sheet_of_notes_is_passed_over_with_a_word_and_an_empty_one_without(tmp_path: Path) -> None:
    path = book(tmp_path, {"events": [SOUND], "event_sources": [SOURCE], "Ideas": [{"what": "ask"}]})
    done = imported(changed(path, lambda made: made.create_sheet("Sheet1")))
    assert said(done) == ['events.xlsx#Ideas R016 row 1: no table is called "Ideas": the sheet is not read']
    assert len(done.records) == 1


def test_names_of_sheets_and_columns_are_read_in_any_case(tmp_path: Path) -> None:
    rows: Sheets = {"Events": [{name.capitalize(): value for name, value in SOUND.items()}], "EVENT_SOURCES": [SOURCE]}
    assert len(imported(book(tmp_path, rows)).records) == 1


def test_a_title_with_spaces_is_that_of_its_column(tmp_path: Path) -> None:
    rows: Sheets = {
        "events": [{name.replace("_", " ").capitalize(): value for name, value in SOUND.items()}],
        "event_sources": [SOURCE],
    }
    assert imported(book(tmp_path, rows)).records == imported(book(tmp_path, name="plain.xlsx")).records


def test_a_title_is_that_of_the_column_which_it_is_to_the_letter(tmp_path: Path) -> None:
    fields = {name: {"type": "string"} for name in ("a", "A", "a b")}
    extra = {f"extra_{name}": name.upper() for name in fields}
    path = book(tmp_path, {"events": [SOUND | extra], "event_sources": [SOURCE]})
    contract = Contract(extension={"type": "object", "properties": fields})
    (record,) = imported(path, dataset=Dataset(contract=contract)).records
    assert record["extra"] == {name: name.upper() for name in fields}


@pytest.mark.parametrize("title", ["date_txt", "Date"])
def test_the_field_of_a_column_whose_title_is_wrong_is_not_told_to_lack_in_each_row(tmp_path: Path, title: str) -> None:
    row = {title if name == "date_text" else name: value for name, value in SOUND.items()}
    done = imported(book(tmp_path, {"events": [row], "event_sources": [SOURCE]}))
    assert [(d.message, d.help) for d in done.report.diagnostics if d.severity == "error"] == [
        (f'D1: events has no column "{title}"', "did you mean date_text?")
    ]


def test_a_date_that_needs_a_source_s_day_is_not_told_to_where_that_could_not_be_read(tmp_path: Path) -> None:
    source = {**SOURCE, "published_text": moment(2023, 6, 25)}
    done = imported(book(tmp_path, {"events": [{**SOUND, "date_text": "on Saturday"}], "event_sources": [source]}))
    assert [d.code for d in done.report.diagnostics if d.severity == "error"] == ["R015"]


def test_a_column_of_another_sheet_is_told_where_it_belongs(tmp_path: Path) -> None:
    done = imported(book(tmp_path, country="DE"))
    assert [d.help for d in done.report.diagnostics if d.code == "S101"] == [
        "it is a column of event_places, participants"
    ]


def test_a_renamed_sheet_is_known_by_its_titles(tmp_path: Path) -> None:
    places = [{"event_id": "talk", "name": "Varna", "country": "BG"}]
    done = imported(book(tmp_path, {"events": [SOUND], "event_sources": [SOURCE], "Where it was": places}))
    assert [(d.code, d.help) for d in done.report.diagnostics if d.severity == "error"] == [
        ("S101", "did you mean event_places?")
    ]


def test_a_sheet_with_the_name_of_the_workbook_before_its_own_is_told_what_to_be_called(tmp_path: Path) -> None:
    missing = [{"event_id": "talk", "field": "/places/-", "reason": "not-stated"}]
    done = imported(book(tmp_path, {"events": [SOUND], "event_sources": [SOURCE], "flood-missing": missing}))
    assert [d.help for d in done.report.diagnostics if d.code == "S101"] == ["did you mean missing?"]


def test_a_note_between_the_rows_is_told_once(tmp_path: Path) -> None:
    rows: Sheets = {"events": [{"id": ">>> from here on Ana"}, SOUND], "event_sources": [SOURCE]}
    done = imported(book(tmp_path, rows))
    assert said(done) == ['events.xlsx#events S105 A2 (id): `id` cannot be ">>> from here on Ana"']
    assert done.left_out == [2]


@pytest.mark.parametrize(
    ("cells_", "advice"),
    [
        ({"date_text": "3/4/2023"}, "add `mdy` in date_order (2023-03-04) or `dmy` in date_order (2023-04-03)"),
        ({"date_text": "30 February 2023", "date_edtf": None}, None),
        ({"tags": "strike, water"}, "write each of them apart, with a semicolon between two: strike; water"),
        ({"date_uncertain": "yes"}, "write TRUE"),
        ({"date_uncertain": "perhaps"}, "write TRUE or FALSE"),
        ({"date_text": moment(2023, 6, 24)}, "leave it blank, and put the day in date_edtf"),
    ],
)
def test_advice_names_columns_and_what_to_type_in_them(
    tmp_path: Path, cells_: dict[str, Any], advice: str | None
) -> None:
    done = imported(book(tmp_path, **cells_))
    (help_text,) = [d.help or "" for d in done.report.diagnostics if d.severity == "error"]
    assert advice is None or advice in help_text
    assert ": `" not in help_text
    assert "quotes" not in help_text


def test_what_many_cells_of_a_column_have_in_common_is_told_three_times_and_then_by_row(tmp_path: Path) -> None:
    days = [dt.date(2023, 6, 1 + number) for number in range(6)]
    rows = [{**SOUND, "id": f"e{number}", "date_text": day} for number, day in enumerate(days)]
    rows += [{**SOUND, "id": f"w{number}", "type": "consul"} for number in range(2)]
    sources = [{**SOURCE, "event_id": row["id"]} for row in rows]
    done = imported(book(tmp_path, {"events": rows, "event_sources": sources}))
    told = [line.partition(" ")[2] for line in said(done) if "N302" not in line]
    assert [line.partition(":")[0] for line in told] == [
        "R015 D2 (date_text)", "R015 D3 (date_text)", "R015 D4 (date_text)", "S104 C8 (type)", "S104 C9 (type)",
    ]  # fmt: skip
    assert told[2].endswith("what was typed is lost (and 3 like it: rows 5-7)")
    assert (done.report.counts["error"], done.left_out) == (8, [2, 3, 4, 5, 6, 7, 8, 9])


def test_a_row_whose_event_or_claim_is_not_there_is_told(tmp_path: Path) -> None:
    rows: Sheets = {
        "events": [SOUND, {**SOUND, "id": "walk"}],
        "event_sources": [
            SOURCE,
            {**SOURCE, "event_id": "walk"},
            {**SOURCE, "event_id": "tlak"},
            {"id": "x", "publisher": "X"},
            {**SOURCE, "event_id": "tlak"},
        ],
        "participants": [{"event_id": "march", "name": f"P{n}", "role": "party"} for n in range(3)],
        "claims": [{"event_id": "talk", "id": "told", "act": "asserts"}],
        "claim_hops": [{"event_id": "talk", "claim": "tolt", "name": "Belta", "role": "relayer"}],
    }
    done = imported(book(tmp_path, rows))
    assert [(d.message, d.help) for d in done.report.diagnostics if d.severity == "error"] == [
        ('A4 (event_id): there is no event "tlak" (nor for event_sources row 6)', "did you mean talk?"),
        ("A5 (event_id): the row has no event_id: nobody knows where it belongs", "write it in each row"),
        (
            'A2 (event_id): there is no event "march" (nor for participants rows 3-4)',
            "it has to stand in the sheet events",
        ),
        ('B2 (claim): there is no claim "tolt" of "talk"', "did you mean told?"),
    ]
    assert [record["id"] for record in done.records] == ["walk"]  # talk lacks what tolt says


def test_what_breaks_the_contract_is_told_at_its_cell(tmp_path: Path) -> None:
    rows: Sheets = {
        "events": [SOUND],
        "event_sources": [SOURCE],
        "participants": [
            {"event_id": "talk", "name": "Ana Costa", "role": "party"},
            {"event_id": "talk", "name": "Jan Berg", "role": "initator"},
        ],
        "quantities": [{"event_id": "talk", "measure": "killed", "best": "12,5"}],
    }
    done = imported(book(tmp_path, rows))
    assert said(done, "S") == [
        'events.xlsx#participants S104 C3 (role): unknown code "initator" for `role`',
        'events.xlsx#quantities S103 C2 (best): `best` is a number, not the text "12,5"',
    ]


def test_a_field_that_is_not_there_is_told_in_the_words_of_a_spreadsheet(tmp_path: Path) -> None:
    rows: Sheets = {
        "events": [SOUND, {"id": "walk", "title": "A walk", "date_text": "2023"}],
        "event_sources": [SOURCE],
    }
    done = imported(book(tmp_path, rows))
    found = [(d.message, d.help) for d in done.report.diagnostics if d.code == "S102"]
    assert found == [
        ("row 3: missing field `sources`", "add a row for the event to the sheet event_sources"),
        ("C3 (type): missing field `type`", "fill in type: What kind of event it is."),
    ]


def test_an_id_that_stands_twice_is_told_and_read_once(tmp_path: Path) -> None:
    rows: Sheets = {"events": [SOUND, {**SOUND, "title": "Another"}], "event_sources": [SOURCE]}
    done = imported(book(tmp_path, rows))
    assert said(done) == ['events.xlsx#events X701 A3 (id): "talk" is the id of row 2']
    assert [record["title"] for record in done.records] == ["A talk"]


def test_two_workbooks_are_one_import_in_which_an_id_stands_once(tmp_path: Path) -> None:
    first, second = book(tmp_path), book(tmp_path, name="more.xlsx", title="Another")
    done = imported(first, second)
    assert len(said(done, "X701")) == 1
    assert done.files == 2


def test_rows_keep_their_order_unless_positions_say_another(tmp_path: Path) -> None:
    names = ["b", "c", "a"]
    rows: Sheets = {
        "events": [SOUND],
        "event_sources": [SOURCE],
        "participants": [
            {"event_id": "talk", "position": position, "name": name, "role": "party"}
            for name, position in zip(names, (1, None, 0), strict=True)
        ],
    }
    (record,) = imported(book(tmp_path, rows)).records
    assert [one["name"] for one in record["participants"]] == ["a", "b", "c"]


def test_a_shared_source_stands_once_in_json_and_whole_in_json_lines(tmp_path: Path) -> None:
    rows: Sheets = {
        "events": [SOUND],
        "event_sources": [{"event_id": "talk", "id": "daily", "locator": "p. 4"}],
        "sources": [{"id": "daily", "publisher": "Example Daily"}, {"id": "weekly", "publisher": "Example Weekly"}],
    }
    done = imported(book(tmp_path, rows))
    assert said(done) == ['events.xlsx#sources R016 row 3: no event names the source "weekly"']
    file, line = json.loads(as_file(done)), json.loads(as_lines(done, Dataset()))
    assert file["events"][0]["sources"] == [{"id": "daily", "locator": "p. 4"}]
    assert {"id": "daily", "publisher": "Example Daily"} in file["sources"]
    assert line["sources"] == [{"id": "daily", "locator": "p. 4", "publisher": "Example Daily"}]


def test_an_unsound_shared_source_is_told_once_and_its_events_are_left_out(tmp_path: Path) -> None:
    rows: Sheets = {
        "events": [SOUND, {**SOUND, "id": "walk"}],
        "event_sources": [{"event_id": "talk", "id": "daily"}, {"event_id": "walk", "id": "daily"}],
        "sources": [{"id": "daily", "url": "www.example.org"}],
    }
    done = imported(book(tmp_path, rows))
    assert len(said(done, "S105")) == 1
    assert "B2 (url)" in said(done, "S105")[0]
    assert done.records == []


# Files


def test_without_openpyxl_a_workbook_is_not_read_and_what_to_install_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(RegestaError, match="pip install 'regesta"):
        import_books([path], Dataset(), TODAY)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9])
def test_what_is_no_workbook_is_told_and_is_no_crash(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert "R001 not a workbook" in run("import", "spreadsheet", "a.xlsx", cwd=tmp_path, code=1).stderr


@pytest.mark.parametrize("place", ["-1", "99"])
def test_a_cell_whose_text_is_not_in_the_workbook_is_given_no_other(tmp_path: Path, place: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:  # it lists the texts apart
        sheet = made.add_worksheet("events")
        sheet.write_row(0, 0, list(SOUND))
        sheet.write_row(1, 0, list(SOUND.values()))
    with ZipFile(tmp_path / "a.xlsx") as old, ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"s"><v>5</v>', f'"s"><v>{place}</v>'.encode()))
    assert [line.split()[:2] for line in said(imported(tmp_path / "b.xlsx"))] == [["b.xlsx", "R001"]]


@pytest.mark.parametrize(
    ("summary", "read"),
    [("one\r\ntwo", "one\ntwo"), ("one\rtwo", "one\ntwo"), ("_x0041_ and _x00e9_", "_x0041_ and _x00e9_")],
)
def test_line_ends_of_windows_are_line_breaks(tmp_path: Path, summary: str, read: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:  # it writes control characters as _xHHHH_
        for title, row in (("events", {**SOUND, "summary": summary}), ("event_sources", SOURCE)):
            sheet = made.add_worksheet(title)
            sheet.write_row(0, 0, list(row))
            sheet.write_row(1, 0, list(row.values()))
    assert imported(tmp_path / "a.xlsx").records[0]["summary"] == read


def test_a_control_character_of_a_cell_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path, title="A _x001B_[31m talk")
    assert [line.split(" (")[0] for line in said(imported(path))] == ["events.xlsx#events R010 B2"]


@pytest.mark.parametrize("above", [["sep="], ["Our events of June"], []])
def test_a_sheet_whose_first_row_is_none_of_titles_is_told_once(tmp_path: Path, above: list[str]) -> None:
    def change(made: Any) -> None:
        made["events"].insert_rows(1)
        for index, text in enumerate(above, 1):
            made["events"].cell(1, index, text)

    done = imported(changed(book(tmp_path), change))
    assert said(done) == ["events.xlsx#events S102 row 1: the first row does not name the columns"]
    assert done.records == []


def test_an_empty_sheet_of_events_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_bytes(b"")
    (tmp_path / "event_sources.csv").write_text("event_id,id\ntalk,daily\n", encoding="utf-8")
    assert said(imported(tmp_path)) == ["events.csv R007 row 1: the sheet is empty"]


def test_a_sheet_of_events_without_rows_is_told(tmp_path: Path, template: Path) -> None:
    without = changed(book(tmp_path), lambda made: made["events"].delete_rows(2))
    says = "R013 row 1: the sheet has no rows below its titles"
    assert said(imported(without), "R013") == [f"events.xlsx#events {says}"]
    done = imported(template)
    assert said(done) == [f"{template.name}#events {says} but the grey examples, which are not read"]
    assert covered(done, PLAIN).endswith("Blanks in 0 records\n")


def test_a_file_of_events_that_cannot_be_read_is_not_told_to_be_absent(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_bytes(b"id,title\ntalk,caf\xe9\n")
    (tmp_path / "event_sources.csv").write_text("event_id,id\ntalk,daily\n", encoding="utf-8")
    assert [line.split()[:2] for line in said(imported(tmp_path))] == [["events.csv", "R002"]]


def test_a_workbook_without_events_is_told(tmp_path: Path) -> None:
    done = imported(book(tmp_path, {"participants": [{"event_id": "talk", "name": "x", "role": "party"}]}))
    assert said(done) == ["events.xlsx R007 there is no sheet events"]


def test_a_byte_of_a_csv_file_that_is_not_utf8_is_told_with_its_place(tmp_path: Path) -> None:
    folder = as_csv(book(tmp_path, title="Café"), tmp_path / "csv", encoding="cp1252")
    done = imported(folder)
    assert any(
        d.code == "R002" and (d.line, d.path.endswith("events.csv")) == (2, True) for d in done.report.diagnostics
    )


def test_csv_files_that_libreoffice_names_by_the_workbook_too_are_its_sheets(tmp_path: Path) -> None:
    folder = as_csv(book(tmp_path), tmp_path / "csv")
    for path in list(folder.iterdir()):
        path.rename(folder / f"Flood 2024-v2-{path.name}")
    (folder / "Flood 2024-v2-fields.csv").write_text("sheet,column\n", encoding="utf-8")
    done = imported(folder)
    assert (len(done.records), said(done)) == (1, [])
    (folder / "other-events.csv").write_text("id,title\n", encoding="utf-8")
    assert all("S101" in line or "R0" in line for line in said(imported(folder)))  # of two workbooks none is guessed


def test_a_row_that_was_copied_and_not_changed_is_told(tmp_path: Path) -> None:
    person = {"event_id": "talk", "name": "Ana Costa", "role": "party"}
    rows: Sheets = {
        "events": [SOUND],
        "event_sources": [SOURCE],
        "participants": [person, {**person, "role": "speaker"}, person],
        "quantities": [{"event_id": "talk", "measure": "killed", "best": n, "position": n} for n in (1, 2, 1)],
    }
    assert said(imported(book(tmp_path, rows)), "R016") == [
        "events.xlsx#participants R016 row 4: the row says what row 2 says",
        "events.xlsx#quantities R016 row 4: the row says what row 2 says",
    ]


def test_titles_that_stand_below_others_are_told(tmp_path: Path) -> None:
    path = changed(book(tmp_path), lambda made: made["events"].insert_rows(1, 2))
    path = changed(path, lambda made: made["events"].cell(1, 1, "Our events (draft)"))
    (fault,) = imported(path).report.diagnostics
    assert (fault.message, fault.help) == (
        "row 1: the first row does not name the columns", "row 3 does: delete what is above it",
    )  # fmt: skip


def test_a_finding_in_csv_has_the_line_on_which_its_row_begins(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(
        'id,title,type,date_text,summary\ntalk,A talk,consult,2023,"two\nlines"\n\nwalk,A walk,Consult,2023,\n',
        encoding="utf-8",
    )
    (tmp_path / "event_sources.csv").write_text("event_id,id,publisher\ntalk,a,A\nwalk,a,A\n", encoding="utf-8")
    out = run("import", "spreadsheet", "events.csv", "event_sources.csv", cwd=tmp_path, code=1)
    assert "events.csv:5:1: error R015 C4 (type): the cell holds" in out.stderr
    assert json.loads(out.stdout)["summary"] == "two\nlines"


@pytest.mark.parametrize(
    ("cell", "says"),
    [('"Rally', "a double quote is not closed"), ('"Rally" of all', "text goes on after a closing quote")],
)
def test_a_quote_out_of_place_is_told_and_nothing_after_it_is_taken_for_a_cell(
    tmp_path: Path, cell: str, says: str
) -> None:
    row = "{0},{1},protest,3 May 2024\n"
    text = "id,title,type,date_text\n" + row.format("a", "Rally") + row.format("b", cell) + row.format("c", "Talks")
    (tmp_path / "events.csv").write_text(text, encoding="utf-8")
    sources = "event_id,id,publisher\na,s,Courier\n"
    (tmp_path / "event_sources.csv").write_text(sources, encoding="utf-8")
    done = imported(tmp_path)
    assert [event["id"] for event in done.records] == ["a"]
    faults = [(d.code, d.line, d.message) for d in done.report.diagnostics if d.severity == "error"]
    assert faults == [("R003", 3, f"the file is read no further than this row: {says}")]


def test_cells_beyond_the_header_are_told(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(
        "id,title,type,date_text\ntalk,A talk,consult,24 June, 2023\n", encoding="utf-8"
    )
    done = imported(tmp_path / "events.csv")
    assert said(done, "S101") == ['events.csv S101 E2: the column of " 2023" has no title']
    assert done.records == []


# The command


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["a.txt"], "is no workbook"),
        (["gone.xlsx"], "there is no file or folder gone.xlsx"),
        (["empty"], "there is no .csv file in empty"),
        (["a.xlsx", "-o", "a.yaml"], "ends in .jsonl or .json"),
    ],
)
def test_a_command_that_cannot_run_says_what_to_do_next(tmp_path: Path, args: list[str], message: str) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "empty").mkdir()
    book(tmp_path, name="a.xlsx")
    assert message in run("import", "spreadsheet", *args, cwd=tmp_path, code=2).stderr


def test_a_misspelt_recipe_is_told_of_the_spreadsheet_and_the_list_names_it(tmp_path: Path) -> None:
    assert "did you mean spreadsheet" in run("import", "spreadshet", "a.xlsx", cwd=tmp_path, code=2).stderr
    assert "spreadsheet" in run("import", "--list", cwd=tmp_path).stdout


def test_a_dry_run_writes_nothing_and_shows_what_is_blank(tmp_path: Path) -> None:
    book(tmp_path)
    out = run("import", "spreadsheet", "events.xlsx", "-o", "a.jsonl", "--dry-run", cwd=tmp_path).stdout
    assert "  events: 1\n  event_sources: 1\n" in out
    assert "/summary" in out
    assert not (tmp_path / "a.jsonl").exists()


def test_what_is_written_elsewhere_is_read_by_the_dataset_that_one_stands_in(dataset: Path, tmp_path: Path) -> None:
    (dataset / "extension.schema.json").write_text(
        json.dumps({"type": "object", "properties": {"desk": {"type": "string"}}}), encoding="utf-8"
    )
    path = book(tmp_path, extra_desk="Riga")
    run("import", "spreadsheet", path, "-o", tmp_path / "talk.json", cwd=dataset)
    assert json.loads((tmp_path / "talk.json").read_text(encoding="utf-8"))["events"][0]["extra"] == {"desk": "Riga"}


def test_where_no_record_is_left_no_file_is_written(tmp_path: Path) -> None:
    book(tmp_path, type="Consult")
    out = run("import", "spreadsheet", "events.xlsx", "-o", "a.json", cwd=tmp_path, code=1).stderr
    assert "a.json is not written: there are no records" in out
    assert "there is no dataset here" not in out
    assert not (tmp_path / "a.json").exists()


def test_an_import_outside_any_dataset_says_so_where_a_registry_is_asked_for(tmp_path: Path) -> None:
    rows: Sheets = {"events": [SOUND], "event_sources": [SOURCE],
                    "participants": [{"event_id": "talk", "name": "Ana", "actor": "ana", "role": "party"}]}  # fmt: skip
    book(tmp_path, rows)
    out = run("import", "spreadsheet", "events.xlsx", "-o", "a.json", cwd=tmp_path, code=1).stderr
    assert 'actor "ana" is not in the registry' in out
    assert out.count("there is no dataset here: records are held against the shipped contract alone\n") == 1


def test_a_limit_is_a_number_of_records(tmp_path: Path) -> None:
    rows: Sheets = {
        "events": [{**SOUND, "id": f"talk-{n}"} for n in range(4)],
        "event_sources": [{**SOURCE, "event_id": f"talk-{n}"} for n in range(4)],
    }
    book(tmp_path, rows)
    assert len(run("import", "spreadsheet", "events.xlsx", "--limit", "3", cwd=tmp_path).stdout.splitlines()) == 3


def test_nothing_of_a_cell_reaches_a_terminal_unescaped(tmp_path: Path) -> None:
    book(tmp_path, type="a\u202eb\u0085c")
    out = run("import", "spreadsheet", "events.xlsx", cwd=tmp_path, code=1).stderr
    assert not {"\u202e", "\u0085"} & set(out)
