"""Dates as agencies, armed forces, archives and tables print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.read import DateHints, DateText, read_date

DAY = "2023-07-05"
READ = [
    # date-time groups
    ("240340ZJUN2023", "2023-06-24T03:40:00Z"),
    ("240340ZJUN23", "2023-06-24T03:40:00Z"),
    ("DTG 240340ZJUN23", "2023-06-24T03:40:00Z"),
    ("240340Z JUN 23", "2023-06-24T03:40:00Z"),
    ("240340(Z) Jun 2023", "2023-06-24T03:40:00Z"),
    ("240340Z JUN", "2023-06-24T03:40:00Z"),
    ("240340CJUN23", "2023-06-24T03:40:00+03:00"),
    ("240340MJUN23", "2023-06-24T03:40:00+12:00"),
    ("240340RJUN23", "2023-06-24T03:40:00-05:00"),
    ("240340YJUN23", "2023-06-24T03:40:00-12:00"),
    ("240340JJUN23", "2023-06-24T03:40:00"),
    ("24 June 2023 ~0340Z", "2023-06-24T03:40:00Z"),
    # a time with the same in UTC
    ("24 June 2023, 3:40 p.m. (1240 GMT)", "2023-06-24T15:40:00+03:00"),
    ("at 3:40 p.m. (1240 GMT) on Saturday", "2023-07-01T15:40:00+03:00"),
    ("Tuesday at 0340 local time (0040 GMT)", "2023-07-04T03:40:00+03:00"),
    ("24 June 2023 at 1 a.m. (2200 GMT)", "2023-06-24T01:00:00+03:00"),
    ("24 June 2023 at 8 a.m. ET (1200 GMT)", "2023-06-24T08:00:00-04:00"),
    ("5:30 p.m. (1200 GMT), 24 June 2023", "2023-06-24T17:30:00+05:30"),
    ("le 24 juin 2023 à 15h40 (12h40 GMT)", "2023-06-24T15:40:00+03:00"),
    ("am 24. Juni 2023 um 15.40 Uhr (12.40 Uhr GMT)", "2023-06-24T15:40:00+03:00"),
    ("24 июня 2023 в 15:40 (12:40 GMT)", "2023-06-24T15:40:00+03:00"),
    ("24 de junio de 2023 a las 15:40 (12:40 GMT)", "2023-06-24T15:40:00+03:00"),
    ("12:00 noon on 24 June 2023", "2023-06-24T12:00:00"),
    ("24 June 2023 at 0400 GMT (7 a.m. local time)", "2023-06-24T07:00:00+03:00"),
    ("at 04:00 GMT (07:00 Moscow time) on Saturday", "2023-07-01T07:00:00+03:00"),
    ("am 24. Juni 2023 um 14.10 Uhr (12.10 GMT)", "2023-06-24T14:10:00+02:00"),
    ("Sat Jun 24 2023 03:40:12 GMT+0300", "2023-06-24T03:40:12+03:00"),
    ("06/24/2023 0340 hrs", "2023-06-24T03:40:00"),
    ("24.06.2023, 03.40 MESZ", "2023-06-24T03:40:00"),
    # a date and its time, with a dash between
    ("5 January 2015 - 03:54 AM", "2015-01-05T03:54:00"),
    ("24/06/2023 - 15:40", "2023-06-24T15:40:00"),
    ("24.06.2023 - 15:40 Uhr", "2023-06-24T15:40:00"),
    ("24 juin 2023 - 15h40", "2023-06-24T15:40:00"),
    ("24 июня 2023 - 15:40 мск", "2023-06-24T15:40:00"),
    ("15:40 – 24 June 2023", "2023-06-24T15:40:00"),
    ("Saturday - 15:40", "2023-07-01T15:40:00"),
    ("24 June 2023 | 15:40", "2023-06-24T15:40:00"),
    # what an editor supplied
    ("5 November [1605]", "1605-11-05"),
    ("[5 November] 1605", "1605-11-05"),
    ("[5] November 1605", "1605-11-05"),
    ("5 [Nov.] 1605.", "1605-11-05"),
    ("[Nov. 1605?]", "1605-11?"),
    ("1605[?]", "1605?"),
    ("[1605]", "1605"),
    ("[1605?]", "1605?"),
    ("[1605-11]", "1605-11"),
    ("25 October [7 November] 1917", "1917-11-07"),
    ("o. D. [1605]", "1605"),
    ("o. J. (um 1605)", "1605~"),
    ("s. d. [1605]", "1605"),
    ("n.d. [1605?]", "1605?"),
    ("undated [before 1605]", "[..1604]"),
    # as registers of charters have it: the year first
    ("1605 Anfang November", "[1605-11-01..1605-11-10]"),
    ("1605 (Ende November)", "[1605-11-21..1605-11-30]"),
    ("1605 (November 5)", "1605-11-05"),
    ("1605 (5 novembre)", "1605-11-05"),
    ("1605 (November)", "1605-11"),
    ("1605 (Herbst)", "1605-23"),
    ("1605 (vor November 5)", "[1605-01-01..1605-11-04]"),
    ("1605 [nach November 5]", "[1605-11-06..1605-12-31]"),
    ("1605, avant le 5 novembre", "[1605-01-01..1605-11-04]"),
    ("1605 (not before 5 November)", "[1605-11-05..1605-12-31]"),
    ("1605 (nicht nach November)", "[1605-01-01..1605-11-30]"),
    ("1605, since 5 November", "1605-11-05/.."),
    ("zw. 1605 und 1608", "[1605..1608]"),
    ("1605 XI", "1605-11"),
    ("1605/1608", "1605/1608"),
    ("0857/1453", "0857/1453"),
    ("ante 1605 November 5", "[..1605-11-04]"),
    ("post 1605 November 5", "[1605-11-06..]"),
    # Latin
    ("die 5 mensis Novembris anno 1605", "1605-11-05"),
    ("1605 Maii 5", "1605-05-05"),
    ("inter 1605 et 1608", "[1605..1608]"),
    ("s. XIII ex.", "[1266-09..1299-12]"),
    ("s. XIII in.", "[1200-01..1233-04]"),
    # the Gregorian day beside one of the French Republic
    ("18 brumaire an VIII (9 novembre 1799)", "1799-11-09"),
    ("9 novembre 1799 (18 brumaire an VIII)", "1799-11-09"),
    ("9 Thermidor Year II [27 July 1794]", "1794-07-27"),
    ("1er vendémiaire de l'an XII, 24 septembre 1803", "1803-09-24"),
    ("24 [or 25] June 2023", "[2023-06-24,2023-06-25]"),
    ("24 June 2023 [Saturday]", "2023-06-24"),
    # tables
    ("12-2015", "2015-12"),
    ("3-2015", "2015-03"),
    ("2015-3", "2015-03"),
    ("2023-06-??", "2023-06"),
    ("2023-??-??", "2023"),
    ("2022-02-24 → 2022-03-01", "2022-02-24/2022-03-01"),
    ("25 Dec -> 2 Jan 2023", "2022-12-25/2023-01-02"),
    ("2023-06-23T23:00Z/2023-06-24T06:00Z", "2023-06-23T23:00:00Z"),
    ("Date: 24 June 2023", "2023-06-24"),
    ("unknown date, 2023", "2023"),
    ("w/e 25 June 2023", "2023-06-19/2023-06-25"),
    # days with dots beside words of a language that has the day first
    ("am 03.04.2023", "2023-04-03"),
    ("03.04.2023 um 10 Uhr", "2023-04-03T10:00:00"),
    ("18.10.14 um 22:56 Uhr", "2014-10-18T22:56:00"),
    ("vom 03.04.2023 bis 05.04.2023", "2023-04-03/2023-04-05"),
    ("3.04.2023 r.", "2023-04-03"),
    ("03.04.2023 г.", "2023-04-03"),
    ("24.06.23 в 03:40", "2023-06-24T03:40:00"),
    ("12.5.2020 klo 16:45", "2020-05-12T16:45:00"),
    ("dne 3.4.2023", "2023-04-03"),
    ("03.04.2023 tarihinde", "2023-04-03"),
    ("le 03.04.2023", "2023-04-03"),
    ("04.13.2023 um 10 Uhr", "2023-04-13T10:00:00"),  # there is no month 13
    ("il 3.4.2023", "2023-04-03"),
    # months and weekdays in the forms of some
    ("20. studenoga 2010. @ 07:28", "2010-11-20T07:28:00"),
    ("чтв, 1 сентября 2022 г. 09:00", "2022-09-01T09:00:00"),
    ("между концом мая и серединой июня 2023", "[2023-05-21..2023-06-20]"),
    ("24 czerwca br. około godziny 15", "2023-06-24T15:00:00"),
    ("24 Haziran 2023 Cumartesi günü saat 03.40 sularında", "2023-06-24T03:40:00"),
    ("5.7.2018 5.45 ip.", "2018-07-05T17:45:00"),
    ("2015 წ. 12 ივნ, 15:34", "2015-06-12T15:34:00"),
    ("ธันวาคม 11, 2014", "2014-12-11"),
    ("11 กุมภา 2020", "2020-02-11"),
    ("2012 oder später", "[2012..]"),
    ("1605 ou avant", "[..1605]"),
    ("le 24 juin 2023 en fin de journée", "2023-06-24"),
]
REFUSED = [
    *("242540ZJUN23", "320340ZJUN23", "310340ZJUN23", "240340Z", "240340", "24034OZJUN23"),
    *("24 June 2023 at 15:40 (12:41 GMT)", "24 June 2023 at 15:40 (15:40 MSK)", "24 June 2023 at 3 o'clock (1200 GMT)"),
    *("24 June 2023 at 09:00 (21:00 GMT)", "13:00 noon on 24 June 2023"),  # 12 hours ahead or behind
    *(
        "24 June 2023 [1]",
        "24 June 2023[12]",
        "24 June [23]",
        "24 June[23]",
        "16[05]",
        "[5 [Nov] 1605]",
        "[24 June 2023",
    ),
    *(
        "25 October [8 November] 1917",
        "1605 (5)",
        "1605 (vor Januar 1)",
        "1605 (vor 1610)",
        "18 brumaire an VIII",
        "18 brumaire an VIII (10 novembre 1799)",
        "V Kal. Maii 1605",
        "24 June 2023 [sic]",
        "2015-13",
        "13-2015",
        "6-1402",
        "12-2566",
        "2015-0",
        "2023-13-??",
        "24 June ->",
    ),
    *(
        "2023-06-24T06:00Z/2023-06-23T23:00Z",
        "2023-06-23T23:00Z/2023-06-24T06:00+03:00",
        "2023-06-23T23:00/2023-06-24T25:00",
    ),
    "4.3.2023 (poniedziałek)",
    *("June 2023 - 15:40", "24 - 15:40", "2023 - 15:40", "24 June 2023 15:40 - 25 June 2023", "ธันวาคม 11"),
]
AMBIGUOUS = [
    "03.04.2023",
    "3.4.2023 10:00",
    "03.04.2023 10:00 UTC",
    "on 03.04.2023",
    "le 03/04/2023",
    "2008-9",
    "2023-6",
    "1094/1683",
    "857/1453",
]


@pytest.mark.parametrize(("text", "edtf"), READ, ids=[text for text, _ in READ])
def test_a_text_is_read_as_it_is_printed(text: str, edtf: str) -> None:
    reading = read_date(text, DateHints(anchor=DAY))
    assert isinstance(reading, DateText), reading
    assert reading.edtf == edtf


@pytest.mark.parametrize("text", REFUSED)
def test_what_no_table_prints_is_refused(text: str) -> None:
    reading = read_date(text, DateHints(anchor=DAY))
    assert isinstance(reading, Diagnostic)
    assert reading.code == "D201"


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_numbers_in_an_order_that_nothing_tells_are_ambiguous(text: str) -> None:
    reading = read_date(text, DateHints(anchor=DAY))
    assert isinstance(reading, Diagnostic)
    assert reading.code == "D202"


@pytest.mark.parametrize(
    ("text", "first", "last", "start", "end"),
    [("2023-06-23T23:00Z/2023-06-24T06:00Z", "2023-06-23", "2023-06-24", "23:00:00", "05:59:59"),
     ("2023-06-23T23:00/2023-06-24T00:00", "2023-06-23", "2023-06-23", "23:00:00", "23:59:59"),
     ("2023-06-23T23:00:30/2023-06-23T23:01:00", "2023-06-23", "2023-06-23", "23:00:30", "23:00:59")],
)  # fmt: skip
def test_two_instants_are_a_time_that_lasts_until_the_second(
    text: str, first: str, last: str, start: str, end: str
) -> None:
    reading = read_date(text, DateHints())
    assert isinstance(reading, DateText)
    assert reading.clock is not None
    assert (reading.precision, reading.first, reading.last) == ("interval", first, last)
    assert (reading.clock.start, reading.clock.end) == (start, end)


def test_the_stated_order_comes_before_the_one_of_a_language() -> None:
    reading = read_date("03.04.2023 um 10 Uhr", DateHints(order="mdy"))
    assert isinstance(reading, DateText)
    assert reading.edtf == "2023-03-04T10:00:00"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("24 June 2023, 9:00 - 15:40", "09:00:00", "15:39:59"), ("9:00 - 15:40, 24 June 2023", "09:00:00", "15:39:59")],
)
def test_a_dash_between_two_times_is_a_span(text: str, start: str, end: str) -> None:
    reading = read_date(text, DateHints())
    assert isinstance(reading, DateText)
    assert reading.clock is not None
    assert (reading.precision, reading.clock.start, reading.clock.end) == ("interval", start, end)


@pytest.mark.parametrize(("future", "edtf"), [(True, "[2023-07-05..2023-09-21]"), (False, None)])
def test_between_now_and_a_day_lies_ahead(future: bool, edtf: str | None) -> None:
    reading = read_date("between now and 21 September", DateHints(anchor=DAY, future=future))
    assert getattr(reading, "edtf", None) == edtf


def test_a_group_without_its_century_needs_an_anchor() -> None:
    reading = read_date("240340ZJUN23", DateHints())
    assert isinstance(reading, Diagnostic)
    assert reading.code == "D208"


@given(st.dates(date(2000, 1, 1), date(2032, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_a_group_is_the_instant_that_it_prints(day: date, hour: int, minute: int) -> None:
    reading = read_date(f"{day:%d}{hour:02d}{minute:02d}Z{day:%b%y}".upper(), DateHints(anchor=DAY))
    assert isinstance(reading, DateText)
    assert reading.edtf == f"{day.isoformat()}T{hour:02d}:{minute:02d}:00Z"
