"""An import some rows at a time: the same lines and findings as from all rows at once, and no record missed."""

import csv
import io
import itertools
import json
import random
import unicodedata
from collections import deque
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from regesta.check import record_rules
from regesta.dataset import Dataset, load_dataset
from regesta.importing import cut
from regesta.importing.cut import pieces_of
from regesta.importing.pieces import key_of
from regesta.importing.plain import LATIN, Verdicts
from regesta.importing.plain_dates import plain_date
from regesta.importing.plain_places import plain_place
from regesta.importing.recipe import find_recipe
from regesta.importing.run import Import, Records, opened
from regesta.normalise.dates.eventdate import DateContext, settle_date
from regesta.normalise.fold import folded_key
from regesta.normalise.places.gazetteer import open_gazetteer
from regesta.normalise.places.settle import PlaceContext, settle_place
from regesta.normalise.scripts import letter_script
from regesta.read.text import decent

pytestmark = pytest.mark.long

TODAY = "2026-01-15"
USUAL = {
    "relid": "UKR-2014-1-1-1", "year": "2014", "active_year": "1", "code_status": "Clear", "type_of_violence": "1",
    "conflict_name": "Ukraine: Government", "dyad_name": "A - B", "side_a": "Government of Ukraine", "side_b": "DPR",
    "number_of_sources": "1", "source_article": '"Example News,2014-05-03,Shots in the night, and a fire"',
    "source_original": "police; Example Radio", "where_prec": "1", "where_coordinates": "Sloviansk town",
    "where_description": "near the bridge", "adm_1": "Donetsk oblast", "adm_2": "", "latitude": "48.86670",
    "longitude": "37.61667", "country": "Ukraine", "country_id": "369", "region": "Europe", "event_clarity": "1",
    "date_prec": "1", "date_start": "2014-05-02", "date_end": "2014-05-02", "deaths_a": "1", "deaths_b": "0",
    "deaths_civilians": "0", "deaths_unknown": "0", "best": "1", "high": "2", "low": "1", "gwnoa": "369", "gwnob": "",
}  # fmt: skip
COLUMNS = ("id", *USUAL)
ODD: dict[str, dict[str, str]] = {
    "nothing odd": {},
    "figures out of order": {"best": "7"},
    "a figure for one that is not known": {"low": "-99"},
    "an older article": {"source_article": '"Example News,2014-05-01,Too early"'},
    "no kind of violence": {"type_of_violence": "9"},
    "a latitude in words": {"latitude": "north"},
    "a latitude beyond the pole": {"latitude": "98.5"},
    "a point in another country": {"latitude": "48.85", "longitude": "2.35"},
    "a point at sea": {"latitude": "0", "longitude": "0.0"},
    "numbers that are written at length": {"latitude": "48.50", "best": "1e0", "low": "01", "high": "2.0"},
    "half a person": {"best": "1.500"},
    "a negative zero": {"longitude": "-0", "latitude": "-0.0"},
    "a tiny number": {"longitude": "0.00001", "latitude": "0.05"},
    "an ambiguous place": {"where_coordinates": "Novoselivka village", "latitude": "", "longitude": ""},
    "free text for sources": {"number_of_sources": "-1", "source_article": 'Example, 3 May 2014, "shots" fired'},
    "quotes in an article": {"source_article": '"Example,2014-05-03,The "so-called" council";"B,2014-05-04,x"'},
    "no sources": {"source_article": "", "source_original": ""},
    "days of the United States": {"date_start": "5/2/2014 12:00:00 AM", "date_end": "5/3/2014 12:00:00 AM"},
    "days in the wrong order": {"date_start": "2014-05-09", "date_end": "2014-05-02"},
    "a whole month, unclear": {"date_start": "2014-05-01", "date_end": "2014-05-31", "event_clarity": "2"},
    "no day": {"date_start": "", "date_end": ""},
    "a day that is none": {"date_start": "2014-02-31", "date_end": "2014-02-31"},
    "civilians": {"side_b": "Civilians", "type_of_violence": "3"},
    "a word that takes sides": {"side_b": "Regime thugs"},
    "the same with accents": {"side_b": "Régime of thúgs"},
    "mixed alphabets": {"side_b": "DРR", "where_coordinates": "Slоviansk"},
    "another alphabet": {"where_description": "біля мосту"},
    "not NFC": {"where_description": "Ko\u0301s"},
    "letters beyond ASCII": {"side_b": "Fração Ñandú", "where_description": "Łódź – “old” town…"},
    "a control character": {"where_description": "a\u0007b\u007fc"},
    "what nobody sees": {"side_b": "D\u200bPR", "where_description": "x\u2028y"},
    "a backslash": {"where_description": "a\\b \\n"},
    "several lines": {"where_description": "one\ntwo"},
    "spaces only": {"where_description": "   ", "adm_1": "\t"},
    "candidates": {"code_status": "Review needed"},
    "a long title": {"side_b": "x" * 300},
    "an id of another kind": {"id": "Ü 7/3"},
}  # fmt: skip


def ged(rows: Sequence[dict[str, str]]) -> str:
    """Rows as a GED file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({"id": str(1000 + number), **USUAL, **row} for number, row in enumerate(rows))
    return text.getvalue()


def outcome(
    files: Sequence[Path], dataset: Dataset, recipe: str, *, apart: bool
) -> tuple[str, list[Any], dict[str, int]]:
    """The lines of an import, its findings and counts; apart: some rows at a time."""
    with opened(find_recipe(recipe), files, dataset, TODAY) as run:
        assert run.job is not None
        if not apart:
            run.job = None
        written = io.BytesIO()
        written.writelines(Records(run).blocks())
        report = run.report
        return written.getvalue().decode(), [repr(d) for d in report.diagnostics], dict(report.counts)


def both(
    files: Sequence[Path], dataset: Dataset | None = None, recipe: str = "ucdp-ged"
) -> tuple[str, list[Any], dict[str, int]]:
    """The same of both ways, which have to agree."""
    whole = outcome(files, dataset or Dataset(), recipe, apart=False)
    assert outcome(files, dataset or Dataset(), recipe, apart=True) == whole
    return whole


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut, "_LEAST", 2000)
    monkeypatch.setattr(cut, "_MOST", 2000)


@pytest.mark.usefixtures("small_pieces")
def test_whatever_a_row_holds_both_ways_agree(tmp_path: Path) -> None:
    (tmp_path / "ged.csv").write_text(ged([*ODD.values(), *reversed(ODD.values())]), encoding="utf-8", newline="")
    lines, found, counts = both([tmp_path / "ged.csv"])
    assert counts["records"] + counts["left_out"] == 2 * len(ODD)
    assert len(lines.splitlines()) == counts["records"]
    for code in ("Q601", "D207", "S102", "S103", "S106", "P405", "N305", "X701", "P404"):
        assert any(code in one for one in found), code


def test_a_row_alone_in_its_piece_is_told_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut, "_LEAST", 1)
    monkeypatch.setattr(cut, "_MOST", 1)
    rows = [row for odd in ODD.values() for row in (odd, {})]
    (tmp_path / "ged.csv").write_text(ged(rows), encoding="utf-8", newline="")
    pieces = pieces_of(tmp_path / "ged.csv", 0, ",", len(COLUMNS), header=True, processes=1)
    assert pieces is not None
    assert len(pieces) == len(rows)
    both([tmp_path / "ged.csv"])


def test_figures_without_the_unit_that_they_need_are_told_both_ways(tmp_path: Path) -> None:
    recipe = tmp_path / "t.sql"
    fields = "'Talks' AS title, 'consult' AS type, {text: '2024-03-05', edtf: '2024-03-05'} AS date, [{id: 'daily', publisher: 'D'}] AS sources"
    quantities = "[{measure: kind, best: n}] AS quantities"
    query = f"SELECT _from, 'event-' || id AS id, {fields}, {quantities} FROM incidents"
    recipe.write_text(HEADER + query, encoding="utf-8")
    rows = [f"{n},{kind},3\n" for n, kind in enumerate(("money", "killed", "other", "distance", "persons"), 1000)]
    (tmp_path / "a.csv").write_text("id,kind,n\n" + "".join(rows), encoding="utf-8")
    _, found, counts = both([tmp_path / "a.csv"], recipe=str(recipe))
    assert counts["records"] == len(rows)
    assert [one.count("Q604") for one in found if "Q604" in one] == [1, 1]


@pytest.mark.usefixtures("small_pieces")
def test_rows_are_numbered_through_pieces_and_files_blank_lines_and_rows_that_are_none(tmp_path: Path) -> None:
    body = ged([{"where_description": f"line {n}\nand, on"} for n in range(20)])
    (tmp_path / "b.csv").write_text(body + "\n\n1,2,3\n" + body.partition("\n")[2], encoding="utf-8", newline="")
    (tmp_path / "a.csv").write_text(ged([{"id": f"7{n}"} for n in range(9)]), encoding="utf-8", newline="")
    lines, found, counts = both([tmp_path / "b.csv", tmp_path / "a.csv"])
    events = [json.loads(line)["provenance"]["imported_from"] for line in lines.splitlines()]
    assert [(e["file"], e["row"]) for e in events] == [
        *(("a.csv", n) for n in range(1, 10)), *(("b.csv", n) for n in range(1, 21)),
        *(("b.csv", n) for n in range(22, 42)),
    ]  # fmt: skip
    assert sum("R003" in one for one in found) == 1
    assert sum("X701" in one for one in found) == 20
    assert counts["records"] == 49


@pytest.mark.usefixtures("small_pieces")
def test_files_with_other_columns_in_another_order_go_through_one_query(tmp_path: Path) -> None:
    """One has an optional column in capitals that the other lacks, and one of its own."""
    rows = [{"where_description": f"place {n}", "best": str(n)} for n in range(9)]
    for name, columns in (("a.csv", [c for c in COLUMNS if c != "best"]), ("b.csv", [*COLUMNS[::-1], "of_its_own"])):
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
        writer.writerow({c: "BEST" if c == "best" else c for c in columns})
        writer.writerows({"id": f"{name[0]}{n}", **USUAL, **row} for n, row in enumerate(rows))
        (tmp_path / name).write_text(text.getvalue(), encoding="utf-8", newline="")
    lines, _, counts = both([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert counts["records"] == 18
    best = [json.loads(line)["quantities"][0].get("best") for line in lines.splitlines()]
    assert best == [None] * 9 + list(range(9))


def test_processes_tell_each_other_what_they_judged(tmp_path: Path) -> None:
    one, other = (Verdicts(Dataset(), TODAY, tmp_path) for _ in range(2))
    texts = ['{"text":"2024-05-03","edtf":"2024-05-03"}', '{"text":"2024-05-03","edtf":"2024-05-04"}']
    assert one.sound("date", texts) == [True, False]
    one.exchange()
    other.exchange()
    assert other.known["date"] == dict(zip(texts, (True, False), strict=True))


def test_a_dataset_with_a_registry_is_asked_of_every_record(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    (tmp_path / "regesta.toml").write_text(
        '[dataset]\nname = "d"\ntitle = "D"\nversion = "1.0.0"\nlicence = "MIT"\n', encoding="utf-8"
    )
    actors = "- id: dpr\n  name: DPR\n  kind: armed-group\n"
    (tmp_path / "registry/actors.yaml").write_text(actors, encoding="utf-8")
    (tmp_path / "ged.csv").write_text(ged(list(ODD.values())[:3]), encoding="utf-8", newline="")
    _, found, _ = both([tmp_path / "ged.csv"], load_dataset(tmp_path)[0])
    assert any("N302" in one for one in found)


def job_of(recipe: Path, files: Sequence[Path]) -> bool:
    with opened(find_recipe(str(recipe)), files, Dataset(), TODAY) as run:
        return run.job is not None


HEADER = (
    '-- name = "T"\n-- source = "https://example.org/"\n-- licence = "MIT"\n-- contract = "1"\n'
    '-- [inputs.incidents]\n-- files = ["*.csv"]\n'
)


@pytest.mark.parametrize(
    ("before", "apart"),
    [
        ("CREATE MACRO own(x) AS x;", True),
        ("-- What a macro -- of one's own -- gives.\n\n/* At\nlength. */ create or replace macro own(x) AS x;", True),
        ("CREATE TABLE own AS SELECT 1;", False),
        ("-- create macro\nCREATE TABLE own AS SELECT 1;", False),
    ],
)
def test_macros_before_the_query_leave_the_rows_apart(before: str, apart: bool, tmp_path: Path) -> None:
    recipe = tmp_path / "t.sql"
    recipe.write_text(f"{HEADER}\n{before}\nSELECT _from, id, id AS title FROM incidents", encoding="utf-8")
    (tmp_path / "a.csv").write_text("id\nevent-1\n", encoding="utf-8")
    assert job_of(recipe, [tmp_path / "a.csv"]) is apart


@pytest.mark.parametrize(
    ("query", "apart"),
    [
        ("FROM incidents i", True),
        ("FROM incidents i LEFT JOIN kinds k ON k.code = i.id", True),
        ("FROM incidents i JOIN kinds k ON k.code = i.id WHERE i.id <> '9'", True),
        ("FROM kinds k LEFT JOIN incidents i ON k.code = i.id", False),
        ("FROM incidents i JOIN incidents j ON j.id = i.id", False),
        ("FROM (SELECT id, min(_from) AS _from FROM incidents GROUP BY id) i", False),
        ("FROM (SELECT *, row_number() OVER () AS n FROM incidents) i WHERE n > 1", False),
        ("FROM (SELECT DISTINCT * FROM incidents) i", False),
        ("FROM (SELECT * FROM incidents LIMIT 5) i", False),
        ("FROM incidents i WHERE i.id IN (SELECT max(id) FROM incidents)", False),
        ("FROM incidents i WHERE random() < 2", False),
        ("FROM (SELECT _from, unnest([id, kind]) AS id FROM incidents) i", True),
        ("FROM (SELECT * FROM incidents ORDER BY id) i", False),
        ("FROM (SELECT * FROM incidents UNION ALL SELECT * FROM incidents) i", False),
        ("FROM incidents i FULL JOIN kinds k ON k.code = i.id", False),
        ("FROM incidents i SEMI JOIN kinds k ON k.code = i.id", True),
        ("FROM kinds k SEMI JOIN incidents j ON k.code = j.id, incidents i", False),
    ],
)
def test_rows_are_taken_apart_only_where_no_record_rests_on_another_row(
    query: str, apart: bool, tmp_path: Path
) -> None:
    header = f'{HEADER}-- [crosswalks.kinds]\n-- file = "kinds.csv"\n'
    (tmp_path / "kinds.csv").write_text("code,type\n1,protest\n", encoding="utf-8")
    recipe = tmp_path / "t.sql"
    recipe.write_text(f"{header}SELECT i._from, 'event-' || i.id AS id, i.id AS title {query}", encoding="utf-8")
    (tmp_path / "a.csv").write_text("id,kind\n1,x\n2,y\n", encoding="utf-8")
    assert job_of(recipe, [tmp_path / "a.csv"]) is apart


@pytest.mark.parametrize(
    "text",
    [
        'a,b\n1,x\n2,"y\n""z"", y"\n3,\n',
        'a,b\n1,x"y\n2,"z\nw"\n',
        'a,b\n1,xy"\n2,"z\nw"\n',
        'a,b\n"1","x"\n\n\n2,""\n,\n3,x',
        'a,b\n1,"x"y\n2,z\n',
        'a,b\n1,"open\n2,z\n',
        "a,b\n",
    ],
)
def test_pieces_hold_whole_rows_or_the_file_is_not_cut(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    for most in range(1, 30):
        monkeypatch.setattr(cut, "_LEAST", most)
        monkeypatch.setattr(cut, "_MOST", most)
        pieces = pieces_of(path, 0, ",", 2, header=True, processes=1)
        if pieces is None:
            assert any(cell.count('"') % 2 for row in rows for cell in row) or '"x"y' in text or '"open' in text
            continue
        found: list[list[str]] = []
        for piece in pieces:
            part = text.encode()[piece.start : piece.end].decode()
            inside = [row for row in csv.reader(io.StringIO(part, newline="")) if row]
            assert (len(found), text.encode()[: piece.start].count(b"\n")) == (piece.rows, piece.lines)
            found += inside
        assert found == [row for row in rows if row]


def us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year} 12:00:00 AM"


@pytest.mark.parametrize("printed", [date.isoformat, us, lambda day: f"{day:%m/%d/%Y} 00:00"], ids=["iso", "us", "us0"])
def test_a_plain_date_is_one_in_which_nothing_is_found(printed: Callable[[date], str]) -> None:
    rng, plain = random.Random(5), 0  # noqa: S311 - no secret
    contexts = [
        DateContext(status="occurred"),
        DateContext("2010-05-05", "Europe/Kyiv", "dmy", ("en", "uk"), "occurred"),
        DateContext("2010-05-05", "Asia/Kolkata", "mdy", ("en",), "occurred"),
    ]
    for number in range(150):
        first = date(1989, 1, 1) + timedelta(days=rng.randrange(13_000))
        first = first.replace(day=1) if number % 3 == 0 else first
        last = first + timedelta(days=rng.choice((0, 0, 1, 5, 27, 29, 30, 364)))
        a, b = first.isoformat(), last.isoformat()
        text = printed(first) if a == b else f"{printed(first)} – {printed(last)}"
        for edtf, context in itertools.product((a, f"{a}/{b}", f"[{a}..{b}]", a[:7], a[:4]), contexts):
            value = {"text": text, "edtf": edtf, **({} if printed is date.isoformat else {"order": "mdy"})}
            if plain_date(value):
                reading = settle_date(tuple(sorted(value.items())), context)
                assert not reading.trouble, value
                assert reading.values["start"] == a
                plain += 1
    assert plain > 400


def test_a_plain_place_is_one_of_which_nothing_is_found() -> None:
    rng, plain = random.Random(3), 0  # noqa: S311 - no secret
    gazetteer = open_gazetteer()
    rows = gazetteer.db.execute(
        "SELECT lat, lon, country, name FROM places WHERE cell IS NOT NULL ORDER BY id"
    ).fetchall()
    countries = sorted({row[2] for row in rows})
    names = ("{}", "{} village", "{} district", "camp near {}", "between {} and Xyzzy", "the capital", "Xyzzy", "Xyzzy town",
             "Xyzzy district", "Xyzzy province", "near Xyzzy", "the Xyzzy front", "12", "{}'s Xyzzy", "Xyzzy, {}", "southern {}")  # fmt: skip
    for _ in range(400):
        latitude, longitude, country, name = rng.choice(rows)
        spread = rng.choice((0.01, 0.3, 1.5))
        place = {
            "name": rng.choice(names).format(name),
            "country": rng.choice(countries) if rng.random() < 0.3 else country,
            "latitude": round(latitude + rng.gauss(0, spread), 4),
            "longitude": round(longitude + rng.gauss(0, spread), 4),
            "precision": "settlement",
        } | ({"admin1_name": "Donetsk oblast"} if rng.random() < 0.3 else {})
        if plain_place(place, Dataset()):
            context = PlaceContext(Dataset().place_index)
            assert not settle_place(tuple(sorted(place.items())), context).trouble, place
            plain += 1
    assert plain > 60


def test_letters_that_need_no_look_are_of_one_script_and_stay_as_they_are() -> None:
    import re  # noqa: PLC0415

    every = re.compile(LATIN)
    for point in range(0x20, 0x2FFF):
        letter = chr(point)
        if every.fullmatch(letter):
            assert decent(letter), hex(point)
            assert letter_script(letter) in ("Latn", None), hex(point)
            assert unicodedata.category(letter)[0] != "M"


def test_ids_that_may_be_one_have_one_key() -> None:
    ids = ["a-b", "a--b", "ab", "A b", "á-b", "a_b", "ucdp-ged-1", "1"]
    for one, other in itertools.combinations(ids, 2):
        if folded_key(one) == folded_key(other):
            assert key_of(one) == key_of(other)


def test_every_rule_about_a_record_was_thought_of() -> None:
    """A new rule may find something in records that are passed over as plain: see plain.py, then add it here."""
    assert {rule.__name__ for rule, _ in record_rules._RULES} == {
        "computed_by_hand", "subtype_of_type", "ids_once", "local_references", "pointers_exist",
        "filled_though_missing", "relation_to_itself", "figures_in_order", "none_below_zero",
        "event_after_publication", "quotes_in_source", "waivers_hold", "words_of_one_script", "archive_copy", "loaded_words",
        "licences_on_the_list", "units_on_a_list", "texts_of_sources", "claim_after_publication", "retrieved_in_order",
        "verified_in_order", "modified_in_order",
        "chain_of_a_claim", "midnight_for_a_day", "denial_of_other_events", "numbers_read",
        "counts_whole", "references_of_extra",
    }  # fmt: skip


def test_an_import_is_filled_only_where_all_rows_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "ged.csv").write_text(ged([{}, {}]), encoding="utf-8")

    def count(run: Import) -> int:
        found: int = run.prepared.execute("SELECT count(*) FROM events").fetchall()[0][0]
        return found

    with opened(find_recipe("ucdp-ged"), [tmp_path / "ged.csv"], Dataset(), TODAY) as run:
        assert len(list(Records(run))) == 2
        assert count(run) == 0
        assert run.database is run.prepared
        assert count(run) == 2


@pytest.mark.usefixtures("small_pieces")
def test_quotes_within_a_cell_that_begins_without_one_are_part_of_it(tmp_path: Path) -> None:
    text = ged([{"where_description": "one\ntwo"} for _ in range(12)]).replace("near the bridge", "x")
    odd = text.replace("Donetsk oblast", 'Donetsk 5" oblast', 1)
    (tmp_path / "ged.csv").write_text(odd, encoding="utf-8", newline="")
    pieces = pieces_of(tmp_path / "ged.csv", 0, ",", len(COLUMNS), header=True, processes=1)
    assert pieces is not None
    assert len(pieces) > 1
    lines, _, counts = both([tmp_path / "ged.csv"])
    assert counts["records"] == 12
    assert '5\\" oblast' in lines


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("cell", ['"Donetsk" oblast', '"Donetsk oblast'])
def test_a_file_whose_quotes_are_astray_is_imported_whole(tmp_path: Path, cell: str) -> None:
    text = ged([{"where_description": "one\ntwo"} for _ in range(12)]).replace("near the bridge", "x")
    (tmp_path / "ged.csv").write_text(text.replace("Donetsk oblast", cell, 1), encoding="utf-8", newline="")
    assert pieces_of(tmp_path / "ged.csv", 0, ",", len(COLUMNS), header=True, processes=1) is None


SHAPES = {
    "dates in words": "{text: day} AS date, [{id: 'source', publisher: 'P', published: {text: day}}] AS sources",
    "no ids": "{edtf: day} AS date, [{publisher: 'P'}] AS sources, [{act: 'asserts'}] AS claims",
    "nothing": "NULL AS date, NULL AS sources, NULL AS quantities, NULL AS missing",
    "numbers": "{edtf: day} AS date, [{id: 'source', title: 'T'}] AS sources, [{measure: 'killed', best: n::INTEGER}] "
    "AS quantities, [{name: 'Paris', country: 'FR', latitude: 48.85, longitude: 2.35::FLOAT}] AS places",
    "lists of texts": "{edtf: day} AS date, [{id: 'source', title: 'T'}] AS sources, ['b', NULL, 'a'] AS tags",
    "missing without a field": "{edtf: day} AS date, [{id: 'source', title: 'T'}] AS sources, [{reason: 'unknown'}] AS missing",
    "an odd extra": "{edtf: day} AS date, [{id: 'source', title: 'T'}] AS sources, {a: {b: n, c: ''}, d: MAP {'x': n}} AS extra",
    "blanks": "{edtf: day, text: ''} AS date, [{id: 'source', title: 'T', publisher: ''}, NULL] AS sources, {a: ''} AS extra",
}  # fmt: skip


HEADER = (
    '-- name = "T"\n-- source = "https://example.org/"\n-- licence = "MIT"\n-- contract = "1"\n'
    '-- [inputs.incidents]\n-- files = ["*.csv"]\n'
)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_recipe_of_any_shape_gives_the_same_both_ways(shape: str, tmp_path: Path) -> None:
    query = (
        f"SELECT _from, 'event-' || n AS id, 'Title ' || n AS title, 'protest' AS type, {SHAPES[shape]} FROM incidents"
    )
    (tmp_path / "t.sql").write_text(HEADER + query, encoding="utf-8")
    (tmp_path / "a.csv").write_text("n,day\n1,2024-05-03\n2,2024-05-04\n2,\n", encoding="utf-8")
    both([tmp_path / "a.csv"], recipe=str(tmp_path / "t.sql"))


def test_a_row_that_is_none_far_down_in_a_piece_is_set_aside(tmp_path: Path) -> None:
    query = (
        f"SELECT _from, 'event-' || n AS id, 'T' AS title, 'protest' AS type, {SHAPES['lists of texts']} FROM incidents"
    )
    (tmp_path / "t.sql").write_text(HEADER + query, encoding="utf-8")
    rows = [f"{n},2024-05-03\n" for n in range(9000)]
    rows[8500] = "1,2,3\n"
    (tmp_path / "a.csv").write_text("n,day\n" + "".join(rows), encoding="utf-8")
    with opened(find_recipe(str(tmp_path / "t.sql")), [tmp_path / "a.csv"], Dataset(), TODAY) as run:
        last = deque(Records(run), 1).pop()
        assert [d.line for d in run.report.diagnostics if d.code == "R003"] == [8502]
    assert last["provenance"]["imported_from"]["row"] == 9000
    assert run.counts["records"] == 8999


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("cells", ["[n, n || '-b', n || '-a']", "[n || '-b', NULL]"])
def test_a_row_that_gives_several_records_gives_them_in_order(cells: str, tmp_path: Path) -> None:
    query = (
        f"SELECT _from, 'event-' || n AS id, 'Title ' || n AS title, 'protest' AS type, {SHAPES['lists of texts']} "
        f"FROM (SELECT _from, day, unnest({cells}) AS n FROM incidents) WHERE n IS NOT NULL"
    )
    (tmp_path / "t.sql").write_text(HEADER + query, encoding="utf-8")
    (tmp_path / "a.csv").write_text("n,day\n" + "".join(f"{n},2024-05-03\n" for n in range(600)), encoding="utf-8")
    lines, _, _ = both([tmp_path / "a.csv"], recipe=str(tmp_path / "t.sql"))
    assert len(lines.splitlines()) == 600 * (3 if "-a" in cells else 1)
