"""Dates that are counted from a day that is printed, and days that are told by the side of the anchor they lie on."""

import pytest

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.read import DateHints, read_date

DAY = "2023-07-05"  # a Wednesday
ALIKE = [
    ("2023-06-26", [
        "two days after 24 June 2023", "zwei Tage nach dem 24. Juni 2023", "deux jours après le 24 juin 2023",
        "dos días después del 24 de junio de 2023", "due giorni dopo il 24 giugno 2023",
        "dois dias depois de 24 de junho de 2023", "через два дня после 24 июня 2023",
        "через два дні після 24 червня 2023", "dwa dni po 24 czerwca 2023", "twee dagen na 24 juni 2023",
        "två dagar efter den 24 juni 2023", "dva dny po 24. červnu 2023", "24 Haziran 2023'ten iki gün sonra",
        "2023年6月24日の2日後", "2023年6月24日两天后", "2023년 6월 24일 이틀 후",
    ]),
    ("2023-06-22", [
        "two days before 24 June 2023", "zwei Tage vor dem 24. Juni 2023", "deux jours avant le 24 juin 2023",
        "dos días antes del 24 de junio de 2023", "due giorni prima del 24 giugno 2023",
        "dois dias antes de 24 de junho de 2023", "за два дня до 24 июня 2023 года", "за два дні до 24 червня 2023",
        "na dwa dni przed 24 czerwca 2023", "twee dagen voor 24 juni 2023", "dva dny před 24. červnem 2023",
        "24 Haziran 2023'ten iki gün önce",
    ]),
    ("2023-06-25", [
        "the day after 24 June 2023", "the morrow of 24 June 2023", "am Tag nach dem 24. Juni 2023",
        "le lendemain du 24 juin 2023", "al día siguiente del 24 de junio de 2023", "il giorno dopo il 24 giugno 2023",
        "no dia seguinte a 24 de junho de 2023", "на следующий день после 24 июня 2023 года",
        "наступного дня після 24 червня 2023", "nazajutrz po 24 czerwca 2023", "de dag na 24 juni 2023",
        "dagen efter den 24 juni 2023",
    ]),
    ("2023-06-23", [
        "the day before 24 June 2023", "on the eve of 24 June 2023", "am Vortag des 24. Juni 2023",
        "la veille du 24 juin 2023", "la víspera del 24 de junio de 2023", "alla vigilia del 24 giugno 2023",
        "na véspera de 24 de junho de 2023", "за день до 24 июня 2023", "w przeddzień 24 czerwca 2023",
        "de dag voor 24 juni 2023", "dagen före den 24 juni 2023",
    ]),
    ("2023-06-12~/2023-06-18~", [
        "a week before 24 June 2023", "eine Woche vor dem 24. Juni 2023", "une semaine avant le 24 juin 2023",
        "una semana antes del 24 de junio de 2023", "una settimana prima del 24 giugno 2023",
        "за неделю до 24 июня 2023",
    ]),
    ("2023-06-24", [
        "24 June last", "last 24 June", "le 24 juin dernier", "el pasado 24 de junio", "el 24 de junio pasado",
        "el pasado día 24 de junio", "lo scorso 24 giugno", "il 24 giugno scorso", "a 24 de junho passado",
        "no passado dia 24 de junho", "am vergangenen 24. Juni", "24 juni jl.",
    ]),
    ("2023-07-14", [
        "next 14 July", "le 14 juillet prochain", "el próximo 14 de julio", "il prossimo 14 luglio",
        "next Friday, 14 July", "vendredi prochain, 14 juillet", "el próximo viernes 14 de julio",
    ]),
    ("2023-07-01", [
        "last Saturday, 1 July", "last Saturday (1 July)", "on Saturday last, 1 July", "last Saturday the 1st",
        "am letzten Samstag, dem 1. Juli", "samedi dernier, 1er juillet", "el sábado pasado, 1 de julio",
        "sabato scorso, 1 luglio", "w zeszłą sobotę, 1 lipca", "в прошлую субботу, 1 июля", "в минулу суботу, 1 липня",
    ]),
    ("199X", [
        "the nineties", "die Neunzigerjahre", "in den neunziger Jahren", "девяностые годы", "в девяностых",
        "у дев'яностих роках", "w latach dziewięćdziesiątych", "anos 1990", "años 1990", "nos anos de 1990",
        "gli anni 1990", "v letech 1990",
    ]),
    ("2023-06-19/2023-06-25", ["KW 25", "25. KW", "calendar week 25", "CW 25"]),
]  # fmt: skip
READ = [
    ("three days before Christmas Day 1914", "1914-12-22"),
    ("one day before 1 March 2024", "2024-02-29"),
    ("a fortnight before Easter Sunday 1916", "1916-04-03~/1916-04-09~"),
    ("two months after 31 January 2019", "2019-03~"),
    ("a year before 24 February 2022", "2021~"),
    ("about two days after 24 June 2023", "2023-06-26~"),
    ("the Monday after Easter Sunday 1916", "1916-04-24"),
    ("Tuesday before Michaelmas 1605", "1605-09-27"),
    ("the Friday before 24 June 2023", "2023-06-23"),
    ("Saturday after 24 June 2023", "2023-07-01"),  # itself a Saturday
    ("the last Friday before Christmas Day 2019", "2019-12-20"),
    ("the third Tuesday after Christmas Day 2014", "2015-01-13"),
    ("second Friday before 5 May 2023", "2023-04-21"),
    ("two days after 24 June", "2023-06-26"),
    ("two days after Friday", "2023-07-02"),
    ("the vigil of All Saints 1605", "1605-10-31"),
    ("this Friday, 7 July", "2023-07-07"),
    ("this Friday (7 July 2023)", "2023-07-07"),
    ("next Friday, 21 July", "2023-07-21"),
    ("last Saturday, 1 July, at 9:30", "2023-07-01T09:30:00"),
    ("depuis le 24 juin dernier", "2023-06-24/.."),
    ("le 24 décembre dernier", "2022-12-24"),
    ("mai 68", "1968-05"),
    ("abril del 87", "1987-04"),
    ("June 85 AD", "0085-06"),
    ("Q2 '23", "[2023-04..2023-06]"),
    ("en dos años", "2025~"),
    ("23-24 June 2023 (overnight)", "2023-06-23"),
    ("23./24. Juni 2023 nachts", "2023-06-23"),
    ("23-24 июня 2023 ночью", "2023-06-23"),
    ("чт до сб", "2023-06-29/2023-07-01"),
    ("ก่อน 24 กันยายน", "[..2022-09-23]"),
    ("في 24 يونيو الماضي", "2023-06-24"),
    ("в 3 дня", "2023-07-05T15:00:00"),
    ("с 2 до 3 дня", "2023-07-05T14:00:00"),
    ("3 часа дня", "2023-07-05T15:00:00"),
    ("5 дня", "2023-07-05T17:00:00"),
]
REFUSED = [
    *("for two days after 24 June 2023", "within two days after 24 June 2023", "during two days after 24 June 2023"),
    *("durante dos días después del 24 de junio", "в течение 2 дней до 24 июня", "w ciągu dwóch dni po 24 czerwca"),
    *("the days after 24 June 2023", "the week after 24 June 2023", "a few days after 24 June 2023"),
    *("at least two days before 24 June 2023", "the first days after 24 June 2023", "0 days after 24 June 2023"),
    *("two days after June 2023", "two days after 2023", "two days after the morning of 24 June 2023"),
    *("за 2 дня после 24 июня", "6月24日3天前", "every Friday after 5 May 2023", "Friday before last"),
    *("last Saturday, 2 July", "last Saturday, 1 July 2022", "this Saturday, 24 June", "previous Friday, 30 June"),
    *("minggu sebelum 24 Agustus 2023", "2日後6月24日", "3天后 2023年6月24日", "iki gün sonra 24 Haziran 2023"),
    *("last June 24, 2019", "April 31", "KW 54", "week 25", "los últimos 3 mayo"),
    *("3 дня", "5 февраля 2019, 3 дня", "3 дня 5 февраля 2019", "23-26 June 2023 at night"),
]
AMBIGUOUS = [
    ("los años 1910-1920", {"1910/1920", "191X/192X"}),
    ("24/6 tới", {"2023-06-24", "2024-06-24"}),
    ("next Friday", {"2023-07-07", "2023-07-14"}),
]


def found(text: str) -> str | None:
    reading = read_date(text, DateHints(anchor=DAY))
    return None if isinstance(reading, Diagnostic) else reading.edtf


@pytest.mark.parametrize(("edtf", "texts"), ALIKE, ids=[texts[0] for _, texts in ALIKE])
def test_the_same_is_counted_in_each_language(edtf: str, texts: list[str]) -> None:
    assert {text: found(text) for text in texts} == dict.fromkeys(texts, edtf)


@pytest.mark.parametrize(("text", "edtf"), READ, ids=[text for text, _ in READ])
def test_a_text_is_counted(text: str, edtf: str) -> None:
    assert found(text) == edtf


@pytest.mark.parametrize("text", REFUSED)
def test_what_counts_nothing_that_is_certain_is_refused(text: str) -> None:
    reading = read_date(text, DateHints(anchor=DAY))
    assert isinstance(reading, Diagnostic)
    assert reading.code == "D201"


@pytest.mark.parametrize(("text", "candidates"), AMBIGUOUS, ids=[text for text, _ in AMBIGUOUS])
def test_what_may_be_counted_in_two_ways_lists_them(text: str, candidates: set[str]) -> None:
    reading = read_date(text, DateHints(anchor=DAY))
    assert isinstance(reading, Diagnostic)
    assert set(reading.candidates) == candidates


@pytest.mark.parametrize(
    ("text", "basis", "rule"),
    [("two days after 24 June 2023", "stated", "day from which it counts, as printed"),
     ("two days after 24 June", "year-inferred", "day from which it counts, year from the anchor"),
     ("24 June last", "relative", "day, counted from the anchor")],
)  # fmt: skip
def test_what_is_counted_says_from_what(text: str, basis: str, rule: str) -> None:
    reading = read_date(text, DateHints(anchor=DAY))
    assert not isinstance(reading, Diagnostic)
    assert (reading.basis, reading.rule) == (basis, rule)


def test_a_week_day_after_a_julian_day_is_the_same_in_both_calendars() -> None:
    reading = read_date("the Friday after 5 November 1605", DateHints(calendar="julian"))  # itself a Tuesday
    assert not isinstance(reading, Diagnostic)
    assert reading.edtf == "1605-11-18"
