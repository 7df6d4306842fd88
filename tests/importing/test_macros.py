"""What the macros of recipes give, case by case."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from regesta.contract import shipped_vocabulary
from regesta.importing.recipe import recipes_folder

ROOT = Path(__file__).parents[2]
CASES: list[tuple[str, Any]] = [
    ("clean(' a  b' || chr(160) || chr(9) || 'c ')", "a b c"),
    ("clean('Cafe' || chr(769))", "Café"),
    ("clean('  ')", None),
    ("clean(NULL)", None),
    ("clean(chr(160) || 'a')", "a"),
    ("clean('a' || chr(8195))", "a"),
    ("trimmed(' a  b ')", "a  b"),
    ("trimmed('  ')", None),
    ("trimmed('')", None),
    ("clean_each([' a  b', '  ', NULL, 'c'])", ["a b", None, None, "c"]),
    ("clean_each(NULL)", None),
    (r"clean_lines(E' a \r\n\r\n b\t c \n')", "a\n\nb c"),
    ("blank_if('-99', ['-99'])", None),
    ("blank_if('-9', ['-99'])", "-9"),
    ("blank_if(NULL, ['-99'])", None),
    ("missing_if(' -99', ['-99'], '/quantities/-', 'unknown')", {"field": "/quantities/-", "reason": "unknown"}),
    ("missing_if('7', ['-99'], '/quantities/-', 'unknown')", None),
    ("missing_if(NULL, ['-99'], '/quantities/-', 'unknown')", None),
    ("parts('a; b ;;c', ' *; *')", ["a", "b", "c"]),
    ("parts('', ';')", []),
    ("parts(NULL, ';')", None),
    ("worded('N° 5')", "N° 5"),
    ("worded('Київ')", "Київ"),
    ("worded(' ?? - .')", None),
    ("worded(NULL)", None),
    ("each_once(['b', 'a', 'b'])", ["b", "a"]),
    ("each_once(NULL)", None),
    ('csv_cells(\'"a;b"; c ;"say ""no"""\', \';\')', ["a;b", "c", 'say "no"']),
    ("""csv_cells('"he said "no" twice";"x"', ';')""", ['he said "no" twice', "x"]),
    ("csv_cells('a,,b', ',')", ["a", None, "b"]),
    ("csv_cells('a^b', '^')", ["a", "b"]),
    ("csv_cells(NULL, ';')", None),
    ("slug('Été à Paris, 1789!')", "ete-a-paris-1789"),
    ("slug('–')", None),
    ("length(slug(repeat('a ', 100)))", 95),
    ("day('8/29/2014 12:00:00 AM', ['%Y-%m-%d', '%m/%d/%Y %I:%M:%S %p'])", "2014-08-29"),
    ("day('2014-02-30', ['%Y-%m-%d'])", None),
    ("edtf_of('2014', '5', NULL)", "2014-05"),
    ("edtf_of(2014, 0, 0)", "2014"),
    ("edtf_of('2014', '12', '03')", "2014-12-03"),
    ("edtf_of(NULL, 1, 1)", None),
    ("edtf_within('2014-02-01', '2014-02-03')", "[2014-02-01..2014-02-03]"),
    ("edtf_within('2014-02-01', '2014-02-28')", "2014-02"),
    ("edtf_within('2014-02-01', '2014-02-01')", "2014-02-01"),
    ("edtf_within('2014-02-01', NULL)", "[2014-02-01..]"),
    ("edtf_within(NULL, NULL)", None),
    ("edtf_lasted('2014-01-01', '2014-12-31')", "2014"),
    ("edtf_lasted('2014-01-01', '2014-12-30')", "2014-01-01/2014-12-30"),
    ("edtf_lasted(NULL, '2014-12-30')", "../2014-12-30"),
    ("edtf_lasted(NULL, NULL)", None),
    ("figures('12')", {"low": None, "best": 12, "high": None}),
    ("figures('10-20')", {"low": 10, "best": None, "high": 20}),
    ("figures('1,000 to 1,200')", {"low": 1000, "best": None, "high": 1200}),
    ("figures('at least 5')", {"low": 5, "best": None, "high": None}),
    ("figures('5+')", {"low": 5, "best": None, "high": None}),
    ("figures('>5')", {"low": 6, "best": None, "high": None}),
    ("figures('up to 7')", {"low": None, "best": None, "high": 7}),
    ("figures('fewer than 8')", {"low": None, "best": None, "high": 7}),
    ("figures('about 30')", {"low": None, "best": 30, "high": None}),
    ("figures('dozens')", {"low": None, "best": None, "high": None}),
    ("figures('-99')", {"low": None, "best": None, "high": None}),
    ("web_address('https://example.org/a,b?c=[1]')", "https://example.org/a,b?c=[1]"),
    ("web_address('t.example/chan/12')", "https://t.example/chan/12"),
    ("web_address('45.07, -93.3')", None),
    ("web_address('https://user@example.org/')", None),
    ("web_address('https://example.org/a>b')", None),
    ("archived_address('https://web.archive.org/web/20220224112540/https://example.org/1')", "https://example.org/1"),
    ("archived_address('https://example.org/1')", None),
    ("source_kind('https://mobile.twitter.com/a/status/1')", "social-post"),
    ("source_kind('https://web.archive.org/web/2022/https://t.me/a/1')", "social-post"),
    ("source_kind('https://example.org/?via=twitter.com')", None),
    ("source_kind('https://netflix.com/1')", None),
    ("ucdp_place_precision('8')", None),
    ("acled_place_precision('')", None),
]


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    database = duckdb.connect()
    database.execute((recipes_folder() / "macros.sql").read_text(encoding="utf-8"))
    return database


@pytest.mark.parametrize(("call", "expected"), CASES, ids=[call for call, _ in CASES])
def test_a_macro_gives(database: duckdb.DuckDBPyConnection, call: str, expected: Any) -> None:
    assert database.execute(f"SELECT {call}").fetchall() == [(expected,)]


@pytest.mark.parametrize("scheme", ["ucdp_where_prec", "acled_geo_precision"])
def test_precisions_are_those_of_the_vocabulary(database: duckdb.DuckDBPyConnection, scheme: str) -> None:
    rows = shipped_vocabulary("place-precisions")
    macro = f"{scheme.partition('_')[0]}_place_precision"
    for code in sorted({row[scheme] for row in rows.values()} - {""}):
        ((given,),) = database.execute(f"SELECT {macro}('{code}')").fetchall()
        assert rows[given][scheme] == code


def test_every_macro_stands_in_the_manual() -> None:
    text = (recipes_folder() / "macros.sql").read_text(encoding="utf-8")
    names = [line.split()[2].partition("(")[0] for line in text.splitlines() if line.startswith("CREATE MACRO")]
    manual = (ROOT / "docs/guide/recipes.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}(" not in manual] == [
        "single_spaced",
        "edtf_whole",
        "figure",
    ]  # parts of others
