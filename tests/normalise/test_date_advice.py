"""What is said of a date, a notation or a zone that cannot be read: what to type instead."""

import pytest
import yaml

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates.eventdate import DateContext, settle_date
from regesta.normalise.dates.lexicon import zone_abbreviations
from regesta.normalise.dates.notation_advice import notation, zone
from regesta.normalise.dates.read import DateHints, read_date
from regesta.normalise.dates.zones import known_zone

ENGLISH = DateHints(languages=("en",))


def advice(text: str, hints: DateHints = ENGLISH) -> str:
    found = read_date(text, hints)
    assert isinstance(found, Diagnostic)
    return str(found.help)


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("30 February 2024", "that month has no day 30"),
        ("31.04.2024", "that month has no day 31"),
        ("2023-02-29", "that month has no day 29"),
        ("40 May 2024", "that month has no day 40"),
        ("May 32, 2024", "that month has no day 32"),
        ("2024-05-40", "that month has no day 40"),
        ("24 May 2024 at 10:75", "write it as"),  # minutes
        ("24 May 2024 at 10.75", "write it as"),
        ("40th of May 2024", "write it as"),
        ("2024-13-01", "there is no month 13: did you mean 2024-01-13?"),
        ("2024-13-32", "there is no month 13"),
        ("Monday, 9 March 2024", "2024-03-09 was no Monday"),
        ("1714557600", "it is 2024-05-01T10:00:00Z: write that"),
        ("1714557600123", "it is 2024-05-01T10:00:00Z: write that"),
        ("0714557600", "write it as in 24 June 2023"),
        ("9 Marhc 2024", "did you mean 9 March 2024?"),
        ("Tusday 12 March 2024", "did you mean Tuesday 12 March 2024?"),
        ("9. März 2024", 'add "de" to `languages` in regesta.toml, or add `edtf: 2024-03-09` beside it'),
        ("9 марта 2024", 'add "ru" to `languages`'),
        ("heute Nacht", 'add "de" to `languages` in regesta.toml'),
        ("21 and 23 May 1471", 'if it was on both, make it two events, or add `edtf: "{1471-05-21,1471-05-23}"`'),
        ("May & June 1471", 'add `edtf: "{1471-05,1471-06}"`, with the quotes'),
        ("21 May 1471 or 1472", "write it as in 24 June 2023 or 2023-06-24"),
        ("14 March 1470/1", "if it is 14 March 1471 in the Julian calendar, add `edtf: 1471-03-23`"),
        ("16 February 1494/95", "add `edtf: 1495-02-25`"),
        ("29 February 1700", "if it is of the Julian calendar, add `calendar: julian`: it is 1700-03-11 then"),
        ("Easter Day 1471", "add `calendar: julian`: it is 1471-04-23 then"),
        ("anno mundi 6961", "it is of the Byzantine or Hebrew calendar"),
        ("18 Brumaire VIII", "it is of the French Republican calendar"),
        ("18 Brumaire VIII", "add the Gregorian date as `edtf:` (1799-11-09)"),
        ("sine dato", "what an editor dates keeps its text, with his date beside it as `edtf:`"),
        ("2021-W53", "2021 has no week 53"),
        ("1648/9", "if it began in 1648 and ended in 1649, add `edtf: 1648/1649`"),
        ("14 March 1470/3", "write it as in 24 June 2023 or 2023-06-24"),
        ("Year 5784", "if 5784 is a year of another calendar"),
        ("Year 5784", "the Hebrew year 5784 is `2023/2024`"),
        ("5 February 2566", "the Buddhist year 2566 is `2023`"),
        ("the year 3000", "if it is meant, add `edtf: 3000`"),
        ("six months later", "it counts from another day in the text, not from its publication"),
        ("the next day", "it counts from another day in the text, not from its publication"),
        ("5 p.m. BST on 12 June 2023", "add `edtf: 2023-06-12T17:00:00+01:00` (then in Europe/London)"),
        ("at 14:00 IST on 12 March 2024", "or `edtf: 2024-03-12T14:00:00+02:00` (then in Asia/Jerusalem)"),
        ("2021/22", "if it began in 2021 and ended in 2022, add `edtf: 2021/2022`"),
        ("1999/00 season", "add `edtf: 1999/2000`"),
        ("2021/25", "write it as in 24 June 2023 or 2023-06-24"),
        ("when the fog lifts", "write it as in 24 June 2023 or 2023-06-24"),
    ],
)
def test_an_unreadable_date_is_told_what_is_wrong_with_it(text: str, helps: str) -> None:
    assert helps in advice(text)


@pytest.mark.parametrize("text", ["ก่อน" * 18 + "กก" + "ก่อน" * 18, "んん" + "には" * 60, "が" + "から" * 70])
@pytest.mark.parametrize("languages", [(), ("th", "ja")])
def test_affixes_that_may_be_taken_off_in_many_orders_are_taken_off_once(text: str, languages: tuple[str, ...]) -> None:
    assert "the text stays as printed" in advice(text, DateHints(languages=languages))  # or the test never ends


@pytest.mark.parametrize(
    ("text", "languages", "is_foreign"),
    [
        ("when the fog lifts", (), False),
        ("when the fog lifts", ("fr", "en-GB"), False),
        ("when the fog lifts", ("de",), True),
        ("am Abend des Festes", (), True),
        ("lors de la fête", (), True),
        ("когда сойдёт туман", ("en", "ru"), True),
        ("霧の頃", (), True),
    ],
)
def test_a_text_that_is_no_english_is_not_to_be_written_in_english(
    text: str, languages: tuple[str, ...], is_foreign: bool
) -> None:
    found = advice(text, DateHints(languages=languages))
    assert ("write it as" in found) != is_foreign
    assert ("the text stays as printed" in found) == is_foreign
    assert "`edtf: 2023-06-24`" in found


def test_a_date_of_the_julian_calendar_is_asked_for_as_the_gregorian_day() -> None:
    julian = ENGLISH._replace(calendar="julian")
    assert "the Gregorian day" in advice("Easter 1471", julian)
    assert "1606-02-09 was no Wednesday" in advice("Wednesday 30 January 1605/6", julian)
    assert '"{1471-05-30,1471-06-01}"' in advice("21 and 23 May 1471", julian)


def test_two_days_are_told_in_every_language_that_has_the_words() -> None:
    for text in (
        "5 и 7 мая 2020",
        "5. und 7. Mai 2020",
        "5 et 7 mai 2020",
        "5 y 7 de mayo de 2020",
        "5 e 7 maggio 2020",
    ):
        assert '"{2020-05-05,2020-05-07}"' in advice(text, DateHints())


WEEKDAYS = [  # none of them was one
    ("ar", "الجمعة 10 يونيو 2014", "الجمعة"), ("be", "у пятніцу, 10 чэрвеня 2014", "пятніцу"),
    ("bg", "петък, 10 юни 2014 г.", "петък"), ("cs", "v pátek 10. června 2014", "pátek"),
    ("da", "fredag den 10. juni 2014", "fredag"), ("de", "am Freitagabend, 10. Juni 2014", "Freitag"),
    ("el", "Παρασκευή 10 Ιουνίου 2014", "Παρασκευή"), ("en", "10 June 2014 (Friday)", "Friday"),
    ("es", "viernes, 10 de junio de 2014", "viernes"), ("fi", "perjantaina 10. kesäkuuta 2014", "perjantaina"),
    ("fr", "vendredi 10 juin 2014", "vendredi"), ("hr", "u petak, 10. lipnja 2014.", "petak"),
    ("hu", "2014. június 10-én, pénteken", "pénteken"), ("it", "venerdì 10 giugno 2014", "venerdì"),
    ("nb", "fredag 10. juni 2014", "fredag"), ("nl", "vrijdagavond 10 juni 2014", "vrijdag"),
    ("pl", "w piątek, 10 czerwca 2014", "piątek"), ("pt", "na sexta-feira, 10 de junho de 2014", "sexta-feira"),
    ("pt", "10 de junho de 2014, sexta-feira", "sexta-feira"), ("ro", "vineri, 10 iunie 2014", "vineri"),
    ("ru", "в пятницу, 10 июня 2014 г.", "пятницу"), ("sk", "v piatok 10. júna 2014", "piatok"),
    ("sr", "петак, 10. јун 2014.", "петак"), ("sv", "fredagen den 10 juni 2014", "fredagen"),
    ("tr", "10 Haziran 2014 Cuma", "Cuma"), ("uk", "п’ятниця, 10 червня 2014", "п’ятниця"),
    ("zh", "2014年6月10日星期五", "星期五"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "printed"), WEEKDAYS, ids=[row[1] for row in WEEKDAYS])
def test_a_weekday_that_the_day_was_not_is_told_in_every_language(language: str, text: str, printed: str) -> None:
    for hints in (DateHints(languages=(language,)), DateHints()):
        assert advice(text, hints).startswith(f"2014-06-10 was no {printed}: mend it")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "martes 21 de marzo",
            "2022-03-21 was no martes, and 2023-03-21, which is one, is after the day it was written",
        ),
        ("miércoles 21 de marzo", "2022-03-21 was no miércoles: mend it"),
        ("martes 21 de marzo de 2022", "2022-03-21 was no martes: mend it"),
    ],
)
def test_a_day_after_the_text_was_written_is_not_taken_for_that_of_the_year_before(text: str, told: str) -> None:
    assert advice(text, DateHints(anchor="2023-03-20", languages=("es",))).startswith(told)


@pytest.mark.parametrize(
    "text", ["Friday 2014", "Friday 10 June 2014 and so on", "ﬀreitag, 10. Juni 2014", "금요일의 2014"]
)
def test_a_weekday_is_not_blamed_for_what_it_does_not_cause(text: str) -> None:
    assert " was no " not in advice(text, DateHints())


@pytest.mark.parametrize(
    "text",
    ["unknown", "N/A", "n.d.", "s. d.", "o. D.", "[undated]", "no date", "sin fecha", "без даты", "TBD", "?", "…", "-", ""],
)  # fmt: skip
def test_a_date_that_is_not_known_is_left_to_its_publication(text: str) -> None:
    assert "write `basis: inferred` in place of `text`" in advice(text)


def test_a_slip_of_the_pen_is_held_against_every_language() -> None:
    assert advice("9 Ferbuary 2024", DateHints()) == "did you mean 9 February 2024?"
    assert advice("9 kesäkuutta 2024", DateHints()) == "did you mean 9 kesakuuta 2024?"


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("03/04/2023", "add `order: mdy` (2023-03-04) or `order: dmy` (2023-04-03)"),
        ("2021-22", "add `edtf: 2021/2022` if it is years, `edtf: 2021-22` if it is a season"),
        ("2008-9", "add `edtf: 2008/2009` if it is years, `edtf: 2008-09` if it is a month"),
        ("2023-06-24 09:00-11:00", "add the one that is meant: `edtf: 2023-06-24T09:00:00`"),
    ],
)
def test_an_ambiguous_date_is_told_what_settles_it(text: str, helps: str) -> None:
    assert helps in advice(text)


@pytest.mark.parametrize("order", ["mdy", "dmy"])
def test_the_order_that_is_named_settles_the_date_as_it_was_told(order: str) -> None:
    settled = read_date("03/04/2023", ENGLISH._replace(order=order))
    assert f"`order: {order}` ({getattr(settled, 'edtf', None)})" in advice("03/04/2023")


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("2024-3-9", "write 2024-03-09"), ("March 2024", "write 2024-03"), ("9 March 2024", "write 2024-03-09"),
        ("2024-02-30", "February 2024 has 29 days"), ("2023-02-29~", "February 2023 has 28 days"),
        ("2024-04-28/2024-04-31", "April 2024 has 30 days"), ("[2024-01-05,2024-11-31]", "November 2024 has 30 days"),
        ("2024-13-05", "there is no month 13: did you mean 2024-05-13?"), ("2024-13-32", "there is no month 13"),
        ("early 2020", 'write "[2020-01..2020-04]"'),
        ("soon", "write 2023-06-24, 2023-06"), ("1471-05-21 or 1471-05-23", 'write "[1471-05-21,1471-05-23]"'),
    ],
)  # fmt: skip
def test_what_is_no_edtf_is_told_how_it_is_written(text: str, helps: str) -> None:
    assert helps in notation(text)


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("Berlin", "did you mean Europe/Berlin?"), ("new york", "did you mean America/New_York?"),
        ("MSK", "write an IANA name: Europe/Moscow"), ("msk", "write an IANA name: Europe/Moscow"),
        ("BST", "write an IANA name: Europe/London or Asia/Dhaka"),
        ("CST", "write an IANA name: America/Chicago or Asia/Shanghai or America/Havana"),
        ("XYZ", "write an IANA name: Europe/Berlin, say"),
        ("louisville", "did you mean America/Louisville or America/Kentucky/Louisville?"),
        ("Europe/Berln", "did you mean Europe/Berlin?"), ("the moon", "write an IANA name, such as Europe/Berlin"),
    ],
)  # fmt: skip
def test_what_is_no_zone_is_told_a_near_one(text: str, helps: str) -> None:
    assert zone(text) == helps


def test_abbreviations_stand_for_zones_and_are_none() -> None:
    for abbreviation, zones in zone_abbreviations().items():
        assert not known_zone(abbreviation)
        assert all(map(known_zone, zones)), abbreviation


@pytest.mark.parametrize("text", ["mid-1800s", "до 15 марта 2023", "as of 5 May 2023", "Good Friday 2022", "C18th"])
def test_what_is_proposed_for_an_ambiguous_date_is_yaml_that_settles_it(text: str) -> None:
    pinned = str(advice(text, DateHints(anchor="2024-03-13"))).partition("`")[2].partition("`")[0]
    date = yaml.load(f"text: {text}\n{pinned}\n", Loader=yaml.BaseLoader)  # noqa: S506 - it makes text alone
    assert isinstance(date["edtf"], str)
    assert not settle_date(tuple(sorted(date.items())), DateContext(anchor="2024-03-13")).trouble
