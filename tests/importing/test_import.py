"""An import of a small made-up table: what comes out, what is reported where, what is refused."""

import json
import os
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from tests.warm import regesta

from regesta.errors import RegestaError
from regesta.importing.query import batches
from regesta.importing.recipe import find_recipe
from regesta.importing.tables import connect

HEADER = """\
-- name = "Town Watch"
-- source = "https://example.org/town-watch"
-- licence = "CC-BY-4.0"
-- contract = "1"
-- encoding = ["utf-8", "cp1252"]
--
-- [inputs.incidents]
-- files = ["*.csv", "*.tsv", "*.xlsx"]
-- optional = ["injured"]
--
-- [crosswalks.kinds]
-- file = "town-watch-kinds.csv"
-- codes = "SELECT kind FROM incidents"
"""
QUERY = """
SELECT
    _from,
    'tw-' || slug(i.id) AS id,
    what AS title,
    k.type AS type,
    {text: day, edtf: day(day, ['%d.%m.%Y', '%Y-%m-%d'])} AS date,
    [{name: clean(town), country: 'FR', latitude: lat, longitude: lon}] AS places,
    [CASE WHEN injured IS NOT NULL THEN {measure: 'injured', best: injured} END] AS quantities,
    [{id: 'tw', title: 'Town Watch'}] AS sources,
    {imported_from: {record: i.id}} AS provenance,
    {kind: kind} AS extra
FROM incidents i LEFT JOIN kinds k ON k.code = i.kind
"""
KINDS = "code,type\nM,protest\nF,assault\nX,other\n"
COLUMNS = "id,day,town,lat,lon,kind,what,injured\n"
TABLE = (
    COLUMNS + '1,24.06.2023,Paris,48.85,2.35,M,March in Paris,\n2,25.06.2023,Lyon,45.75,4.85,F,"Fight,\nin Lyon",3\n'
)


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    (tmp_path / "town-watch-kinds.csv").write_text(KINDS, encoding="utf-8")
    path = tmp_path / "town-watch.sql"
    path.write_text(HEADER + QUERY.replace("what AS", "clean(what) AS"), encoding="utf-8")
    return path


def run(*args: object, cwd: Path, code: int = 0) -> tuple[list[dict[str, Any]], str]:
    """The records that an import prints, and what it says."""
    done = regesta("import", *args, cwd=cwd)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stdout + done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")], done.stderr


def made(tmp_path: Path, content: str | bytes, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_rows_become_records_in_the_types_of_the_contract(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE)
    (first, second), _ = run(recipe, "a.csv", cwd=tmp_path)
    origin = {"dataset": "Town Watch", "record": "1", "file": "a.csv", "row": 1}
    assert first["provenance"].items() >= {"method": "imported", "tool": "regesta"}.items()
    assert first["provenance"]["imported_from"] == origin
    assert first["places"] == [{"name": "Paris", "country": "FR", "latitude": 48.85, "longitude": 2.35}]
    assert "quantities" not in first
    assert second["quantities"] == [{"measure": "injured", "best": 3}]
    assert second["title"] == "Fight, in Lyon"
    assert (first["type"], second["type"]) == ("protest", "assault")


@pytest.mark.long
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_any_line_end_and_a_declared_encoding_give_the_same_records(
    recipe: Path, tmp_path: Path, encoding: str
) -> None:
    text = TABLE.replace("Paris", "Orléans – centre")
    expected, _ = run(recipe, made(tmp_path, text, "a.csv"), cwd=tmp_path)
    for end in ("\n", "\r\n", "\r"):
        path = made(tmp_path, text.replace("\n", end).encode(encoding), "a.csv")
        assert run(recipe, path, cwd=tmp_path)[0] == expected
    assert expected[0]["places"][0]["name"] == "Orléans – centre"


def test_bytes_that_cannot_be_decoded_are_told_once_a_line_at_the_first_of_them(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE.encode().replace(b"Lyon", b"Ly\x81\x8do\x81n").replace(b"Paris,", b"P\x81ris,"), "bad.csv")
    made(tmp_path, TABLE, "good.csv")
    records, said = run(recipe, "bad.csv", "good.csv", cwd=tmp_path, code=1)
    told = [line for line in said.splitlines() if "R002" in line]
    assert [line.partition(" (")[0] for line in told] == [
        f"bad.csv:{at}: error R002 byte 0x81" for at in ("2:15", "3:16", "4:6")
    ]
    assert [line.partition("is not CP1252")[2] for line in told] == [
        f", nor {others} more on this line" for others in ("is one", "are 2", "are 2")
    ]
    assert len(records) == 2


@pytest.mark.parametrize("sound", ["Orléans ééé", "Orléans"])
def test_a_broken_utf8_file_is_never_taken_for_another_encoding(recipe: Path, tmp_path: Path, sound: str) -> None:
    made(tmp_path, (COLUMNS + f"1,24.06.2023,{sound},48,2,M,x\xe9,\n").encode().replace(b"x\xc3\xa9", b"x\xe9"))
    records, said = run(recipe, "a.csv", cwd=tmp_path, code=1)
    assert "byte 0xE9" in said
    assert not records


def test_utf16_is_refused_unless_it_is_declared(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE.encode("utf-16"))
    assert "the text is UTF-16" in run(recipe, "a.csv", cwd=tmp_path, code=1)[1]
    recipe.write_text(recipe.read_text().replace('"cp1252"', '"utf-16"'), encoding="utf-8")
    assert len(run(recipe, "a.csv", cwd=tmp_path)[0]) == 2


def test_what_a_row_breaks_is_told_with_its_file_line_and_row(recipe: Path, tmp_path: Path) -> None:
    made(
        tmp_path, TABLE + "3,26.06.2023,Lyon,45.75,4.85,Z,No such kind,\n4,27.06.2023,Lyon,north,4.85,M,Bad latitude,\n"
    )
    records, said = run(recipe, "a.csv", cwd=tmp_path, code=1)
    assert "a.csv:5:1: error S102 row 3: missing field" in said
    assert "a.csv:6:1: error S103 row 4, /places/0/latitude" in said
    assert [record["id"] for record in records] == ["tw-1", "tw-2"]


def test_rows_that_are_none_are_told_and_the_others_keep_their_lines(recipe: Path, tmp_path: Path) -> None:
    text = TABLE + "3,26.06.2023,Lyon\n4,27.06.2023,Lyon,45.75,4.85,Z,No such kind,\n"
    made(tmp_path, text)
    _, said = run(recipe, "a.csv", cwd=tmp_path, code=1)
    assert "a.csv:5:1: error R003 the row cannot be read: it has fewer cells than the header" in said
    assert "a.csv:6:1: error S102 row 4: missing field" in said


def test_an_id_that_stands_twice_is_told(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE.replace("\n2,", "\n1,"))
    records, said = run(recipe, "a.csv", cwd=tmp_path, code=1)
    assert "error X701 row 2, /id: id 'tw-1' is that of row 1 in a.csv" in said
    assert len(records) == 2


def test_a_row_that_a_join_gives_twice_is_told_as_such(recipe: Path, tmp_path: Path) -> None:
    (tmp_path / "town-watch-kinds.csv").write_text(KINDS + "M,other\n", encoding="utf-8")
    made(tmp_path, TABLE)
    said = run(recipe, "a.csv", cwd=tmp_path, code=1)[1]
    assert "row 1, /id: id 'tw-1' stands twice: the query gives this row more than once" in said


def test_a_quote_that_takes_in_the_next_line_is_told(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE + '3,26.06.2023,Lyon,45.75,4.85,M,"March,\n4,27.06.2023,Lyon,45.75,4.85,M,March,\n')
    said = run(recipe, "a.csv", cwd=tmp_path, code=1)[1]
    assert "a.csv:5:1: error R003 the row cannot be read: a quote is not closed" in said


def test_a_column_of_some_releases_only_is_blank_in_the_others(recipe: Path, tmp_path: Path) -> None:
    old = "\n".join(",".join(line.split(",")[:-1]) for line in TABLE.splitlines()[:2]) + "\n"
    made(tmp_path, old.replace("\n1,", "\n0,"), "old.csv")
    made(tmp_path, TABLE, "new.csv")
    records, _ = run(recipe, "old.csv", cwd=tmp_path)
    assert "quantities" not in records[0]
    made(tmp_path, TABLE.replace("town", "place"), "other.csv")
    said = regesta("import", recipe, "new.csv", "other.csv", "old.csv", "--dry-run", cwd=tmp_path).stdout
    assert "Columns that some files lack\n  incidents: town is not in other.csv\nCodes" in said
    records, _ = run(recipe, "new.csv", "old.csv", cwd=tmp_path)
    assert [(r["id"], r["provenance"]["imported_from"]["file"]) for r in records] == [
        ("tw-1", "new.csv"), ("tw-2", "new.csv"), ("tw-0", "old.csv"),
    ]  # fmt: skip


def test_columns_that_differ_in_case_alone_are_one(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE)
    made(tmp_path, COLUMNS.upper() + "3,26.06.2023,Nice,43.7,7.25,M,March in Nice,2\n", "b.csv")
    events, _ = run(recipe, "a.csv", "b.csv", cwd=tmp_path)
    assert [event["places"][0]["name"] for event in events] == ["Paris", "Lyon", "Nice"]


def test_a_header_that_other_signs_keep_apart_is_told(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE.replace(",", ";"))
    records, said = run(recipe, "a.csv", cwd=tmp_path, code=2)
    assert (records, said.partition(": ")[2].partition('"')[0]) == ([], "the header of incidents is one cell, ")
    assert 'a semicolon keeps its columns apart; write delimiter = ";" under [inputs.incidents]' in said


def test_rows_that_stand_in_no_record_are_counted(recipe: Path, tmp_path: Path) -> None:
    photos = """--
-- [inputs.photos]
-- files = ["*.photos"]
-- unused = "SELECT p._from FROM photos p ANTI JOIN incidents i ON i.id = incident"
"""
    text = recipe.read_text(encoding="utf-8")
    recipe.write_text(text.replace("--\n-- [crosswalks", f"{photos}--\n-- [crosswalks"), encoding="utf-8")
    made(tmp_path, TABLE)
    made(
        tmp_path,
        "incident,url\n1,https://example.org/1\n7,https://example.org/7\n8,https://example.org/8\n",
        "x.photos",
    )
    events, told = run(recipe, "a.csv", "x.photos", cwd=tmp_path)
    assert len(events) == 2
    assert "x.photos: 2 rows in no record, the first of them row 2" in told


def test_a_folder_gives_its_files_by_their_paths_in_it(recipe: Path, tmp_path: Path) -> None:
    (tmp_path / "d" / "2023").mkdir(parents=True)
    made(tmp_path, TABLE, "d/2023/a.csv")
    made(tmp_path, "nothing", "d/README.txt")
    records, _ = run(recipe, "d", cwd=tmp_path)
    assert records[0]["provenance"]["imported_from"]["file"] == "2023/a.csv"


def test_a_workbook_gives_the_same_records_and_lines_as_csv(recipe: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        COLUMNS.strip().split(","),
        ["1", "24.06.2023", "Paris", 48.85, 2.35, "M", "March in Paris", None],
        [2, "25.06.2023", "Lyon", 45.75, 4.85, "F", "Fight, in Lyon", 3],
        [3, "25.06.2023", "Lyon", 45.75, 4.85, "Z", "No such kind", None],
    ]
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    records, said = run(recipe, "a.xlsx", cwd=tmp_path, code=1)
    assert "a.xlsx:4:1: error S102 row 3: missing field" in said
    expected, _ = run(recipe, made(tmp_path, TABLE), cwd=tmp_path)
    for record in (*records, *expected):
        del record["provenance"]["imported_from"]["file"]
    assert records == expected


def test_a_tab_separated_file_without_a_header_is_read_by_the_names_of_the_recipe(recipe: Path, tmp_path: Path) -> None:
    names = ", ".join(f'"{name}"' for name in COLUMNS.strip().split(","))
    text = recipe.read_text().replace("-- optional", f"-- columns = [{names}]\n-- optional")
    recipe.write_text(text, encoding="utf-8")
    made(tmp_path, "1\t24.06.2023\tParis, centre\t48.85\t2.35\tM\tMarch\t\n", "a.tsv")
    records, _ = run(recipe, "a.tsv", cwd=tmp_path)
    assert records[0]["places"][0]["name"] == "Paris, centre"
    assert records[0]["provenance"]["imported_from"]["row"] == 1


def test_lines_of_a_text_are_rows(tmp_path: Path) -> None:
    header = HEADER.partition("-- [crosswalks")[0].replace('"*.csv", "*.tsv", "*.xlsx"', '"*.md"')
    header = header.replace('-- optional = ["injured"]', '-- form = "lines"')
    query = "SELECT _from, slug(text[3:]) AS id, text[3:] AS title, 'other' AS type, {edtf: '2023'} AS date, [{id: 's'}] AS sources, {imported_from: {version: _from.file}} AS provenance FROM incidents WHERE text LIKE '# %'"
    (tmp_path / "r.sql").write_text(header.rstrip("-\n ") + "\n" + query, encoding="utf-8")
    made(tmp_path, "# One\n\ntext\n# Two\n", "a.md")
    records, _ = run("r.sql", "a.md", cwd=tmp_path, code=1)
    assert len(records) == 2
    assert [(r["title"], r["provenance"]["imported_from"]["row"]) for r in records] == [("One", 1), ("Two", 4)]


@pytest.mark.parametrize(
    ("members", "content"),
    [
        ("SELECT _from, text::JSON AS one FROM incidents", '{"id": 1, "day": "2023"}\n{"id": 2, "day": "2024"}\n'),
        (
            "SELECT min(_from) AS _from, unnest(CAST(string_agg(text, chr(10) ORDER BY _from.row)::JSON->'all' AS JSON[])) AS one FROM incidents GROUP BY _from.file",
            '{"all": [\n{"id": 1, "day": "2023"}, {"id": 2,\n"day": "2024"}]}\n',
        ),
    ],
    ids=["a line each", "one document"],
)
def test_json_is_read_as_the_manual_says(tmp_path: Path, members: str, content: str) -> None:
    header = HEADER.partition("-- [crosswalks")[0].replace('"*.csv", "*.tsv", "*.xlsx"', '"*.json"')
    header = header.replace('-- optional = ["injured"]', '-- form = "lines"').rstrip("-\n ")
    query = "SELECT _from, 'a-' || (one->>'id') AS id, 'A' AS title, 'other' AS type, {edtf: one->>'day'} AS date, [{id: 's', title: 'S'}] AS sources"
    (tmp_path / "r.sql").write_text(f"{header}\nWITH members AS ({members}) {query} FROM members", encoding="utf-8")
    made(tmp_path, content, "a.json")
    records, _ = run("r.sql", "a.json", cwd=tmp_path)
    assert [(r["id"], r["date"]["edtf"]) for r in records] == [("a-1", "2023"), ("a-2", "2024")]


def test_the_output_is_written_whole_and_its_dataset_sets_severities(recipe: Path, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    settings = '[dataset]\nname = "d"\ntitle = "D"\nversion = "1.0.0"\nlicence = "MIT"\n[rules]\nP403 = "off"\n'
    made(tmp_path, settings, "d/regesta.toml")
    made(tmp_path, TABLE.replace("48.85,2.35", "48.85,"))
    _, said = run(recipe, "a.csv", "-o", "d/records/tw.jsonl", cwd=tmp_path)
    assert "d/records/tw.jsonl: 2 records" in said
    assert len((tmp_path / "d/records/tw.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert [path.name for path in (tmp_path / "d/records").iterdir()] == ["tw.jsonl"]


def test_an_import_of_no_record_writes_no_file_and_leaves_the_one_that_is_there(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, COLUMNS)
    for there in ([], ["tw.jsonl"]):
        _, said = run(recipe, "a.csv", "-o", "tw.jsonl", cwd=tmp_path, code=0)
        assert "a.csv:1:1: warning R013 the file has a header and no rows" in said
        assert said.splitlines()[-1] == "tw.jsonl is not written: there are no records"
        assert [path.name for path in tmp_path.glob("*tw.jsonl*")] == there
        made(tmp_path, "{}\n", "tw.jsonl")


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        pytest.param("", 1, "a.csv:1:1: error R007 the file is empty", id="empty"),
        pytest.param(COLUMNS + ",,,,,,,\n", 0, "warning R013 the file has a header and no rows", id="blanks"),
        pytest.param(
            TABLE.split("\n2,")[0] + "\n", 0, "there are no records: town-watch.sql gives no row", id="kept out"
        ),
    ],
)
def test_an_import_of_nothing_says_so_printed_or_tried(
    recipe: Path, tmp_path: Path, content: str, code: int, says: str
) -> None:
    recipe.write_text(recipe.read_text(encoding="utf-8") + "WHERE i.id <> '1'\n", encoding="utf-8")
    made(tmp_path, content)
    records, said = run(recipe, "a.csv", cwd=tmp_path, code=code)
    assert not records
    assert says in said
    run(recipe, "a.csv", "--dry-run", cwd=tmp_path, code=code)


def test_a_sheet_with_a_header_and_no_rows_is_told(recipe: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(COLUMNS.strip().split(","))  # type: ignore[union-attr]  # a new workbook has a sheet
    book.save(tmp_path / "a.xlsx")
    assert "a.xlsx:1:1: warning R013" in run(recipe, "a.xlsx", cwd=tmp_path)[1]


def test_a_dry_run_writes_nothing_and_shows_the_coverage(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE.replace("what,injured", "what,injured,note").replace(",\n", ",,\n").replace(",3\n", ",3,n\n"))
    done = regesta("import", recipe, "a.csv", "--dry-run", "-o", "x.jsonl", cwd=tmp_path)
    assert "incidents: note (1 of 9)" in done.stdout
    assert "never met: X" in done.stdout
    assert "some files lack" not in done.stdout
    assert "/quantities/-/best" in done.stdout
    assert not (tmp_path / "x.jsonl").exists()


def test_a_limit_gives_so_many_records_and_the_coverage(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE)
    records, said = run(recipe, "a.csv", "--limit", "1", cwd=tmp_path)
    assert len(records) == 1
    assert "Blanks in 1 record" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("AS title", "AS titel", "did you mean title"),
        ("country: 'FR'", "land: 'FR'", "/places/-/land"),
        ("    _from,", "", "the result has no column _from"),
        ("[{id: 'tw', title: 'Town Watch'}]", "{id: 'tw'}", "where a list is expected"),
        ("{imported_from: {record: i.id}}", "{method: 'imported', toll: 'x'}", "did you mean tool"),
        ("FROM incidents i", "FROM nowhere i", "there is no table nowhere; the header names incidents, kinds"),
        ("FROM incidents i", "FROM incident i", "there is no table incident; did you mean incidents?"),
        ("i.id)", "i.idd)", "LINE 17:"),
        ("\nSELECT\n    _from", "\nCREATE MACRO a(x)\n    AS x;\n\nSELECT\n    _from, i.idd", "LINE 19:"),
        ("town)", "towm)", "is named under `optional`"),
        ("FROM incidents i", "FROM read_csv('/etc/passwd') i", "a recipe opens no file itself"),
        ('name = "Town', 'nam = "Town', "header"),
        ('contract = "1"', 'contract = "9"', "it is for contract 9"),
        ("-- licence", "-- licence licence", "town-watch.sql:3:12: the header is no TOML"),
        ("-- licence", "\n-- licence", "missing field `licence`; line 3 is no comment, and ends the header"),
        ("-- licence = ", "-- licence = 5 #", "header/licence: `licence` is text, not the number 5; write `licence = "),
        ("-- files = ", '-- encoding = ["cp1252"]\n-- files = ', "of the header itself: write it above the first"),
        ("town-watch-kinds.csv", "other.csv", "there is no crosswalk other.csv beside it"),
        ("files =", "fields =", "did you mean files"),
        ('"cp1252"', '"cp9999"', "there is no encoding 'cp9999'"),
        ("SELECT\n    _from", "COPY incidents TO 'a.csv' (USE_TMP_FILE false); SELECT\n    _from", "COPY is not run"),
        ("SELECT\n    _from", "SELECT 1; SELECT\n    _from", "SELECT is not run: before its query"),
        ("SELECT\n    _from", "CREATE TABLE own AS SELECT\n    _from", "the last statement is CREATE"),
        ("    _from,", "    {file: 'x', line: 1} AS _from,", "_from is not that of an input"),
        ('["injured"]', '["_FROM"]', "no column may be named _from"),
        ("[crosswalks.kinds]", "[crosswalks.incidents]", "incidents is an input and a crosswalk"),
        ('name = "Town Watch"', f"x = {'[' * 2000}{']' * 2000}", "its header is nested too deeply"),
    ],
)
def test_a_recipe_that_cannot_be_run_says_why(recipe: Path, tmp_path: Path, old: str, new: str, says: str) -> None:
    text = recipe.read_text(encoding="utf-8")
    assert old in text
    recipe.write_text(text.replace(old, new, 1), encoding="utf-8")
    made(tmp_path, TABLE.encode("cp1252"))
    assert says in run(recipe, "a.csv", cwd=tmp_path, code=2)[1]


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        (b"code;type\nM;protest\n", "kinds.csv:1: the cells are parted by semicolons"),
        (b"code,type\nM,caf\xe9\n", "kinds.csv:2: byte 0xE9 is not UTF-8"),
        (b"code,type\nM,protest,x\n", "kinds.csv:2: 2 cells are expected in this row, not 3"),
        (b'code,type\n"M,protest\n', "kinds.csv:2: a quote opens here, and the cell does not end with it"),
        (b"", "kinds.csv:1: the file is empty"),
    ],
    ids=["semicolons", "cp1252", "ragged", "open quote", "empty"],
)
def test_a_crosswalk_that_cannot_be_read_is_told_with_its_line(
    recipe: Path, tmp_path: Path, kinds: bytes, says: str
) -> None:
    (tmp_path / "town-watch-kinds.csv").write_bytes(kinds)
    made(tmp_path, TABLE)
    assert says in run(recipe, "a.csv", cwd=tmp_path, code=2)[1]


@pytest.mark.parametrize("one_by_one", [True, False], ids=["rows apart", "all rows at once"])
def test_a_cast_that_fails_is_told_with_its_row(recipe: Path, tmp_path: Path, one_by_one: bool) -> None:
    text = recipe.read_text(encoding="utf-8").replace("best: injured", "best: CAST(injured AS INTEGER)")
    recipe.write_text(
        text if one_by_one else text.replace("'tw-'", "CASE WHEN row_number() OVER () > 0 THEN 'tw-' END")
    )
    made(tmp_path, TABLE + "".join(f"{n},26.06.2023,Lyon,45,4,M,March,{n if n != 7 else 'x'}\n" for n in range(3, 12)))
    _, said = run(recipe, "a.csv", "-o", "x.jsonl", cwd=tmp_path, code=2)
    assert not (tmp_path / "x.jsonl").exists()
    assert "regesta: town-watch.sql: row 7 of a.csv: Conversion Error: Could not convert string 'x' to INT32" in said
    assert "what cannot be read is told with its row" in said
    assert "LINE" not in said


def test_a_query_that_asks_for_too_much_is_told_without_settings_that_no_recipe_may_change(tmp_path: Path) -> None:
    many = "SELECT range::VARCHAR || repeat('x', 200) AS a FROM range(1000000) ORDER BY 1"
    with connect(tmp_path) as database:
        database.execute("SET memory_limit = '40MB'; SET max_temp_directory_size = '1MB'")
        with pytest.raises(RegestaError, match=r"more than the memory and 32 GB of temporary files hold") as told:
            list(batches(lambda: database.sql(many), find_recipe("ucdp-ged"), 2048))
    assert "SET " not in str(told.value)


def test_no_statement_of_a_recipe_writes_over_its_input(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE)
    for own in ("COPY (SELECT 1) TO 'a.csv' (USE_TMP_FILE false);", "COPY incidents TO 'b.csv';"):
        recipe.write_text(f"{HEADER}\n{own}\n{QUERY}".replace("what AS", "clean(what) AS"), encoding="utf-8")
        run(recipe, "a.csv", cwd=tmp_path, code=2)
    recipe.write_text(f"{HEADER}{QUERY}".replace("SELECT kind FROM incidents", "SELECT 1); DROP TABLE kinds; --"))
    run(recipe, "a.csv", "--dry-run", cwd=tmp_path, code=2)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == TABLE
    assert not (tmp_path / "b.csv").exists()


def test_a_column_that_no_file_has_is_named_with_those_that_are_there(recipe: Path, tmp_path: Path) -> None:
    recipe.write_text(HEADER + QUERY.replace("what AS title", "title AS title"), encoding="utf-8")
    made(tmp_path, TABLE)
    _, said = run(recipe, "a.csv", cwd=tmp_path, code=2)
    assert 'no table has a column "title": incidents has id, day, town, lat, lon, kind, what, injured; kinds' in said


def test_a_place_that_a_recipe_makes_up_is_told_without_a_line(recipe: Path, tmp_path: Path) -> None:
    own = QUERY.replace("    _from,", '    {file: _from.file, "row": -5} AS _from,').replace("'tw-'", "'TW-'")
    recipe.write_text(HEADER + own, encoding="utf-8")
    made(tmp_path, TABLE)
    assert "row -5, /id: `id` cannot be" in run(recipe, "a.csv", cwd=tmp_path, code=1)[1]


def test_input_that_is_no_table_is_told(recipe: Path, tmp_path: Path) -> None:
    made(tmp_path, TABLE.replace("kind,", "_from,"))
    assert "a column may not be named _from" in run(recipe, "a.csv", cwd=tmp_path, code=1)[1]
    (tmp_path / "a.csv").unlink()
    os.mkfifo(tmp_path / "a.csv")
    assert "a.csv is not an ordinary file" in run(recipe, "a.csv", cwd=tmp_path, code=2)[1]


def test_a_cell_may_be_longer_than_other_programs_have_it(recipe: Path, tmp_path: Path) -> None:
    long, odd = "x" * 140_000, "March in Paris,"
    made(tmp_path, TABLE.replace(odd, f"{long},"))
    assert "/title: `title` has 140000 characters" in run(recipe, "a.csv", cwd=tmp_path, code=1)[1]


def test_a_cell_in_which_nothing_can_be_seen_is_blank(recipe: Path, tmp_path: Path) -> None:
    text = recipe.read_text(encoding="utf-8")
    recipe.write_text(text.replace("clean(town)", "town"), encoding="utf-8")
    made(tmp_path, TABLE.replace("Paris,48", " \u00a0,48"))
    assert "name" not in run(recipe, "a.csv", cwd=tmp_path)[0][0]["places"][0]


def test_a_sheet_that_breaks_off_is_told(recipe: Path, tmp_path: Path) -> None:
    book = Workbook()
    for row in [line.split(",") for line in TABLE.splitlines()]:
        book.active.append(row)  # type: ignore[union-attr]  # a new workbook has a sheet
    book.save(tmp_path / "whole.xlsx")
    with ZipFile(tmp_path / "whole.xlsx") as old, ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-60] if name.endswith("sheet1.xml") else old.read(name))
    records, said = run(recipe, "a.xlsx", cwd=tmp_path, code=1)
    assert records == []
    assert "error R003 the sheet cannot be read to its end" in said


def test_a_note_that_every_row_has_is_told_once(recipe: Path, tmp_path: Path) -> None:
    text = HEADER + QUERY.replace("what AS", "clean(what) AS").replace(
        "title: 'Town Watch'}", "url: 'https://tw.example/' || i.id}"
    )
    recipe.write_text(text, encoding="utf-8")
    made(tmp_path, TABLE)
    _, said = run(recipe, "a.csv", cwd=tmp_path)
    assert said.count("info U801") == 1
    assert "no copy is named (and 1 like it)" in said


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nope", "a.csv"], "there is no recipe 'nope'"),
        (["ucdp-gde", "a.csv"], "did you mean ucdp-ged?"),
        (["ucdp-ged", "none.csv"], "there is no file or folder none.csv"),
        (["acled", "a.csv"], 'acled: ACLED has a column "event_date"; here are id, day, town, lat, lon'),
        (["town-watch.sql", "empty"], "needs a file for incidents"),
        (["gdelt-events", "empty"], "gdelt-events finds no file: mentions2: *.mentions.csv"),
        (["town-watch.sql", "a.csv", "-o", "x.yaml"], "ends in .jsonl"),
    ],
)
def test_a_call_that_cannot_be_run_says_what_to_do(recipe: Path, tmp_path: Path, args: list[str], says: str) -> None:
    assert recipe.exists()
    made(tmp_path, TABLE)
    (tmp_path / "empty").mkdir()
    assert says in run(*args, cwd=tmp_path, code=2)[1]


def test_the_shipped_recipes_are_listed(tmp_path: Path) -> None:
    done = regesta("import", "--list", cwd=tmp_path)
    assert "ucdp-ged\n  UCDP GED (CC-BY-4.0)" in done.stdout
    assert "\n  lines: Alabama.md, Alaska.md and 51 more\n" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
