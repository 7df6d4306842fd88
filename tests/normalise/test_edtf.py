"""EDTF: which texts are expressions, what days they allow, and that writing one gives back what was read."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.normalise.dates.calendars import civil, day_number, from_julian, is_day, iso_day, parse_day, weekday
from regesta.normalise.dates.edtf import bounds, format_edtf, offset_minutes, parse

GOLD = Path(__file__).parents[2] / ".." / "shared" / "gold" / "dates"
# LoC, "EDTF Specification", level 1, "Seasons": season codes are values for the month of any date expression, and an
# interval's bounds are date expressions; spring before summer is in order. One tool's test forbids it, another allows
# 2003-22/2003-22.
ARGUED = {"2012-21/2012-22": True}
# Text, first and last day ("" where open or unknown).
BOUNDS = [
    ("2023", "2023-01-01", "2023-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("-0054", "-0054-01-01", "-0054-12-31"),
    ("0000", "0000-01-01", "0000-12-31"),
    ("2023-24", "2023-12-01", "2024-02-29"),
    ("2022-24~", "2022-12-01", "2023-02-28"),
    ("2023-30", "2023-12-01", "2024-02-29"),
    ("2023-35", "2023-07-01", "2023-09-30"),
    ("2023-38", "2023-05-01", "2023-08-31"),
    ("2023-41", "2023-07-01", "2023-12-31"),
    ("19XX-02-29", "1904-02-29", "1996-02-29"),
    ("-00XX", "-0099-01-01", "-0001-12-31"),
    ("2023-X2-3X", "2023-12-30", "2023-12-31"),
    ("2023-06-2X", "2023-06-20", "2023-06-29"),
    ("[2023-05-03..2023-05-05]", "2023-05-03", "2023-05-05"),
    ("[..1984]", "", "1984-12-31"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
    ("1985/", "1985-01-01", ""),
    ("../..", "", ""),
    ("Y180000003", "180000003-01-01", "180000003-12-31"),
    ("Y-18E7", "-180000000-01-01", "-180000000-12-31"),
    ("2023-06-24T23:59:59+03:00", "2023-06-24", "2023-06-24"),
    ("2023-06-24T24:00:00Z", "2023-06-24", "2023-06-24"),
    ("2023-06-24T24:00:00.000Z", "2023-06-24", "2023-06-24"),
]
NOT_EDTF = [
    *(
        "",
        " 2023",
        "2023 ",
        "2023-6",
        "23",
        "123",
        "20233",
        "+2023",
        "-0000",
        "2023-13",
        "2023-42",
        "2023-20",
        "2023-00",
    ),
    *("2023-02-29", "2023-06-31", "2023-06-00", "XXXX-02-30", "2023-06-24T", "2023-06-24T24:00:01", "2023-06-24T09:00"),
    *("2023-06-24T24:00:00.5Z", "2023-06-24T25:00:00Z"),
    *(
        "2023-06-24T09:00:00+15:00",
        "2023-06-24T09:00:00+03:60",
        "2023-22-01",
        "2023/2022",
        "/",
        "2023//2024",
        "2023/Y20230",
    ),
    *(
        "[]",
        "[2023",
        "{2023]",
        "[2024..2023]",
        "[..]",
        "[2023,,2024]",
        "[[2023]]",
        "2023??",
        "20?23",
        "2023S0",
        "2023-06S2",
    ),
    *(
        "Y2023",
        "Y0202300",
        "Y1E99",
        "Y" + "9" * 400,
        "2023-06-24T09:00:00-12:30",
        "2023年",
        "２０２３",
        "2023\n",
        "9" * 5000,
    ),
]


def rows(name: str) -> list[dict[str, str]]:
    path = GOLD / name
    if not path.exists():
        pytest.skip(f"{name} absent")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("text", "first", "last"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_bounds_are_the_first_and_last_day_an_expression_allows(text: str, first: str, last: str) -> None:
    value = parse(text)
    assert value is not None
    assert bounds(value) == (first or None, last or None)


@pytest.mark.parametrize("text", NOT_EDTF, ids=[repr(text[:24]) for text in NOT_EDTF])
def test_what_no_date_satisfies_or_the_standard_does_not_know_is_no_edtf(text: str) -> None:
    assert parse(text) is None


def test_the_profile_of_the_library_of_congress_is_accepted_and_nothing_else() -> None:
    for row in rows("edtf_validity.tsv"):
        if row["profile"] == "loc":
            wanted = ARGUED.get(row["edtf"], row["valid"] == "1")
            assert (parse(row["edtf"]) is not None) == wanted, row["edtf"]


def test_strict_bounds_are_those_of_the_gold_set() -> None:
    for row in rows("edtf_bounds.tsv"):
        value = parse(row["edtf"])
        wanted = tuple(None if "inf" in row[key] else row[key] for key in ("lower_strict", "upper_strict"))
        is_convention = row["edtf"].startswith("/") or row["edtf"].endswith("/") or "-24" in row["edtf"]
        assert is_convention or (value is not None and bounds(value) == wanted), row["edtf"]


def test_qualifiers_are_those_of_the_gold_set() -> None:
    for row in rows("edtf_qualifiers.tsv"):
        value = parse(row["edtf"])
        assert value is not None
        flags = (value.uncertain and not value.approximate, value.approximate and not value.uncertain)
        both = value.uncertain and value.approximate
        assert [str(int(flag)) for flag in (*flags, both)] == [row[k] for k in ("uncertain", "approximate", "both")]


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [("2004-06", False, False), ("2004-06~", True, False), ("2004?-06", False, True), ("2004-06-11%", True, True),
     ("~2004-?06", True, True), ("2004/2005%", True, True), ("[2004, 2005~]", True, False)],
)  # fmt: skip
def test_a_qualifier_of_any_part_is_one_of_the_whole(text: str, approximate: bool, uncertain: bool) -> None:
    value = parse(text)
    assert value is not None
    assert (value.approximate, value.uncertain) == (approximate, uncertain)


YEARS = st.one_of(
    st.integers(-9999, 9999)
    .filter(lambda year: year != 0)
    .map(lambda year: f"{year:05d}" if year < 0 else f"{year:04d}"),
    st.from_regex(r"-?[1-9][0-9X]{3}", fullmatch=True),
)
MARK = st.sampled_from(["", "?", "~", "%"])
POINTS = st.one_of(
    st.builds("{}{}{}".format, MARK, YEARS, MARK),
    st.builds("{}{}-{}{:02d}{}".format, YEARS, MARK, MARK, st.integers(1, 41), MARK),
    st.builds("{}-{}{}-{}{}{}".format, YEARS, st.sampled_from(["01", "0X", "1X", "XX"]), MARK, MARK,
              st.sampled_from(["01", "28", "3X", "X9", "XX"]), MARK),
)  # fmt: skip
EXPRESSIONS = st.one_of(
    POINTS,
    st.builds("{}/{}".format, POINTS, st.one_of(POINTS, st.just(".."), st.just(""))),
    st.builds("[{},{}]".format, POINTS, POINTS),
    st.builds("{{{}..{}}}".format, POINTS, POINTS),
    st.builds("Y{}E{}".format, st.integers(1, 9), st.integers(4, 9)),
)


@given(EXPRESSIONS)
def test_writing_an_expression_gives_back_its_text(text: str) -> None:
    value = parse(text)
    assert value is None or format_edtf(value) == text


@given(EXPRESSIONS)
def test_the_first_day_is_never_after_the_last(text: str) -> None:
    value = parse(text)
    first, last = (None, None) if value is None else bounds(value)
    if first is not None and last is not None:
        one, other = parse_day(first), parse_day(last)
        assert one is not None
        assert other is not None
        assert one <= other


@given(st.text(alphabet="0123456789-/.[]{}X?~%YESTZ:+, ", max_size=30))
def test_any_text_is_an_expression_or_none(text: str) -> None:
    value = parse(text)
    assert value is None or parse(format_edtf(value)) == value


@given(st.integers(-4_000_000, 4_000_000))
def test_days_and_their_numbers_are_each_others_inverse(number: int) -> None:
    year, month, day = civil(number)
    assert is_day(year, month, day)
    assert day_number(year, month, day) == number
    assert parse_day(iso_day(number)) == number


def test_weekdays_and_julian_days_are_those_of_history() -> None:
    assert weekday(day_number(2023, 6, 24)) == 6
    assert from_julian(1917, 10, 25) == day_number(1917, 11, 7)
    assert from_julian(1582, 10, 5) == day_number(1582, 10, 15)
    assert from_julian(1900, 2, 29) == day_number(1900, 3, 13)
    assert from_julian(1901, 2, 29) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Z", 0),
        ("+03", 180),
        ("+0530", 330),
        ("-12:00", -720),
        ("+14:00", 840),
        ("", None),
        ("-12:01", None),
        ("+02:60", None),
    ],
)
def test_offsets_are_minutes_within_those_in_use(text: str, minutes: int | None) -> None:
    assert offset_minutes(text) == minutes
