"""Days of the Islamic calendar, and of the French Republic: none is counted over, but a Gregorian day beside it is read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.calendars import iso_day
from regesta.normalise.dates.lexicon import islamic_months
from regesta.normalise.dates.lunar import islamic_day, lunar_date
from regesta.normalise.dates.read import DateHints, DateText, read_date
from regesta.normalise.dates.republican import republican_date

BESIDE = [
    ("15 Ramadan 1444 AH (6 April 2023)", "2023-04-06"),
    ("6 April 2023 (15 Ramadan 1444)", "2023-04-06"),
    ("2023-04-06 (15 Ramadan 1444)", "2023-04-06"),
    ("6 April 2023 / 15 Ramadan 1444", "2023-04-06"),
    ("15 Ramadan 1444 AH, corresponding to 6 April 2023", "2023-04-06"),
    ("15 Ramazan 1444 (6 Nisan 2023)", "2023-04-06"),
    ("15 ramadan 1444 (6 avril 2023)", "2023-04-06"),
    ("15 Ramadhan 1444 (6 April 2023)", "2023-04-06"),
    ("15 رمضان 1444هـ (6 أبريل 2023)", "2023-04-06"),
    ("6 ذو الحجة 1444 هـ الموافق 24 يونيو 2023 م", "2023-06-24"),
    ("السبت 6 ذو الحجة 1444هـ الموافق 24 يونيو 2023", "2023-06-24"),
    ("٢٤ يونيو ٢٠٢٣ الموافق ٦ ذو الحجة ١٤٤٤", "2023-06-24"),
    ("3/4/2023 (12 Ramadan 1444)", "2023-04-03"),  # not 4 March
]
REFUSED = [
    *("15 Ramadan 1444", "15 رمضان 1444 هـ", "Ramadan 1444", "15 Ramadan 1444 AH (16 April 2023)"),
    *("15 Ramadan 1444 (April 2023)", "15 Ramadan 1444 or 16 Ramadan 1444 (6 April 2023)"),
    *("الجمعة 6 ذو الحجة 1444 الموافق 24 يونيو 2023", "31 Ramadan 1444 (22 April 2023)", "5/6/2023 (15 Ramadan 1444)"),
]


@pytest.mark.parametrize(("text", "edtf"), BESIDE, ids=[text for text, _ in BESIDE])
def test_a_day_that_the_tables_confirm_is_read(text: str, edtf: str) -> None:
    reading = read_date(text, DateHints())
    assert isinstance(reading, DateText), reading
    assert reading.edtf == edtf


@pytest.mark.parametrize("text", REFUSED)
def test_a_day_that_stands_alone_or_is_another_is_refused(text: str) -> None:
    reading = read_date(text, DateHints())
    assert isinstance(reading, Diagnostic)
    assert "Islamic calendar" in str(reading.help)


def test_advice_tells_the_day_by_the_tables() -> None:
    reading = read_date("15 Ramadan 1444", DateHints())
    assert isinstance(reading, Diagnostic)
    assert "2023-04-06 by the tables, a day or two either way" in str(reading.help)


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [(1, 1, 1, "0622-07-19"), (61, 1, 10, "0680-10-13"), (656, 2, 4, "1258-02-17"), (857, 5, 20, "1453-06-07"),
     (1330, 1, 1, "1911-12-22"), (1400, 1, 1, "1979-11-21"), (1444, 9, 1, "2023-03-23"), (1445, 1, 1, "2023-07-19")],
)  # fmt: skip
def test_the_tables_are_those_in_common_use(year: int, month: int, day: int, gregorian: str) -> None:
    assert iso_day(islamic_day(year, month, day) or 0) == gregorian


@given(st.integers(1, 1600), st.integers(1, 12))
def test_every_day_of_the_tables_follows_the_one_before(year: int, month: int) -> None:
    last = islamic_day(year, month, 30) or islamic_day(year, month, 29)
    following = islamic_day(year + month // 12, month % 12 + 1, 1)
    assert last is not None
    assert following == last + 1


@pytest.mark.parametrize("name", islamic_months())
def test_each_name_of_a_month_is_found(name: str) -> None:
    found = lunar_date(f"9 {name} 1444 (6 April 2023)")
    assert found is not None
    assert (found.number, found.rest) == (islamic_day(1444, islamic_months()[name], 9), "6 april 2023")


@given(st.text(max_size=60))
def test_any_text_has_such_a_day_or_none(text: str) -> None:
    found = lunar_date(text)
    assert found is None or found.number > 0


def test_years_iii_vii_and_xi_of_the_republic_had_a_day_more() -> None:
    numerals = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
    found = [republican_date(f"1er vendémiaire an {numeral}") for numeral in numerals]
    firsts = [one.number for one in found if one is not None]
    lengths = {later - first for first, later in pairwise(firsts)}
    assert (len(firsts), lengths) == (14, {365, 366})
    assert [at for at, (first, later) in enumerate(pairwise(firsts), 1) if later - first == 366] == [3, 7, 11]
