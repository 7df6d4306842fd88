"""Numbers as printed: what the words before them allow, and no more."""

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regesta.normalise.quantities.lexicon import languages
from regesta.normalise.quantities.settle import settle_quantity
from regesta.read.numbers import LARGEST
from regesta.ready import SCHEMA


def lexicon(language: str) -> dict[str, Any]:
    path = SCHEMA / "lexicon" / "quantities" / f"{language}.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


QUANTITY = lexicon("en")

CASES = [
    # text, qualifier, low, best, high
    ("25,000 mercenaries", None, None, 25000.0, None),
    ("exactly five", "exactly", 5.0, 5.0, 5.0),
    ("at least 11", "at-least", 11.0, None, None),
    ("more than 400", "at-least", 400.0, None, None),
    ("no more than 5", "at-most", None, None, 5.0),
    ("not more than a dozen", "at-most", None, None, 12.0),
    ("fewer than ten", "at-most", None, None, 10.0),
    ("no fewer than ten", "at-least", 10.0, None, None),
    ("as many as forty", "at-most", None, None, 40.0),
    ("up to some 300", "at-most", None, None, 300.0),
    ("nearly 300", "about", None, 300.0, None),
    ("about £40,000", "about", None, 40000.0, None),
    ("some 10 to 20", None, 10.0, None, 20.0),
    ("as many as dozens", None, None, None, None),
    ("some of the 300", None, None, None, None),
    ("thousands", None, None, None, None),
    ("a dozen or so", "about", None, 12.0, None),
    ("half a dozen", None, None, None, None),
    ("two dozen", None, None, 24.0, None),
    ("5 dozen", None, None, 60.0, None),
    ("dozen", None, None, None, None),
    ("a few dozen", None, None, None, None),
    ("several hundred", None, None, None, None),
    ("a hundred", None, None, 100.0, None),
    ("a thousand or two", None, None, None, None),
    ("one hundred and fifty thousand", None, None, 150000.0, None),
    ("one thousand two hundred and five", None, None, 1205.0, None),
    ("twenty-five", None, None, 25.0, None),
    ("nineteen fourteen", None, None, None, None),
    ("zero", None, None, 0.0, None),
    ("two lakh", None, None, 200000.0, None),
    ("2.3 million", None, None, 2300000.0, None),
    ("up to $1.5 million", "at-most", None, None, 1500000.0),
    ("10 to 12 people", None, 10.0, None, 12.0),
    ("10-12", None, 10.0, None, 12.0),
    ("10\N{EN DASH}12 people", None, 10.0, None, 12.0),
    ("10 \N{EN DASH} 12", None, 10.0, None, 12.0),
    ("10\N{EM DASH}12", None, 10.0, None, 12.0),
    ("1,000\N{EN DASH}1,500", None, 1000.0, None, 1500.0),
    ("$5-$10 million", None, 5000000.0, None, 10000000.0),
    ("between 1800 and 2200", None, 1800.0, None, 2200.0),
    ("between about 10 and 20", None, 10.0, None, 20.0),
    ("from 10 to 20 people", None, 10.0, None, 20.0),
    ("one or two", None, 1.0, None, 2.0),
    ("10 to 12 thousand", None, 10000.0, None, 12000.0),
    ("2 or 3 million", None, 2000000.0, None, 3000000.0),
    ("two or three dozen", None, 24.0, None, 36.0),
    ("between two and three hundred", None, 200.0, None, 300.0),
    ("between two hundred and three hundred", None, 200.0, None, 300.0),
    ("five hundred to two thousand", None, 500.0, None, 2000.0),
    ("twenty to a hundred", None, 20.0, None, 100.0),
    ("500 to 1,000", None, 500.0, None, 1000.0),
    ("20 or more", "at-least", 20.0, None, None),
    ("20 plus", "at-least", 20.0, None, None),
    ("20+ people", "at-least", 20.0, None, None),
    ("20 at least", "at-least", 20.0, None, None),
    ("minimum 7", "at-least", 7.0, None, None),
    ("over 100", "at-least", 100.0, None, None),
    (">= 20", "at-least", 20.0, None, None),
    ("maximum of 7", "at-most", None, None, 7.0),
    ("fewer than 5", "at-most", None, None, 5.0),
    ("up to 30", "at-most", None, None, 30.0),
    ("<20", "at-most", None, None, 20.0),
    ("~20", "about", None, 20.0, None),
    ("c. 20", "about", None, 20.0, None),
    ("ca. 20", "about", None, 20.0, None),
    ("almost 20", "about", None, 20.0, None),
    ("20 or so", "about", None, 20.0, None),
    ("four Mi-8 helicopters", None, None, 4.0, None),
    ("two 500-kg bombs", None, None, 2.0, None),
    ("20 men of the 5th Army", None, None, 20.0, None),
    ("20 people killed over the weekend", None, None, 20.0, None),
    ("2,023 people", None, None, 2023.0, None),
    ("1.500 million", None, None, 1500000.0, None),
    ("10'000", None, None, 10000.0, None),
    ("10\N{NO-BREAK SPACE}000", None, None, 10000.0, None),
    ("12 000 kg", None, None, 12000.0, None),
    ("US$ 20", None, None, 20.0, None),
    ("20\N{EURO SIGN}", None, None, 20.0, None),
]


NOTHING = [
    "12-10",
    "two thousand three thousand men",
    "10-12-15",
    "10 \N{EM DASH} 12",
    "10 -12",
    "ten-twelve",
    "fifty-fifty",
    "10-12+",
    "at least 10 to 12",
    "rose from 10 to 20",
    "10 to 12,000",
    "two hundred to three hundred thousand",
    "one to two hundred thousand",
    "two to three hundred and fifty",
    "from 1914 to 1918",
    "1914-1918",
    "1998-99",
    "no one",
    "nobody",
    "none of the 300",
    "all but 5",
    "not 20",
    "half a million",
    "3,5 million",
    "5 m",
    "$5m",
    "two women and a child",
    "one quarter",
    "a man and 3 children",
    "20 shells a day",
    "20 (?)",
    "a Boeing 737",
    "2,000 lb bombs",
    "two thirds",
    "1/2",
    "\N{VULGAR FRACTION ONE HALF}",
    "5\N{VULGAR FRACTION ONE HALF}",
    "20\N{SUPERSCRIPT TWO}",
    "-5",
    "\N{MINUS SIGN}5",
    "minus 5",
    "No. 5",
    "#5",
    "Phase Two",
    "1.500",
    "1.000,50",
    "1,00",
    "05",
    ".5",
    "20?",
    "20%",
    "20 percent",
    "five times",
    "20 per day",
    "20 a day",
    "the 5th victim",
    "the 1,005th victim",
    "in 2023",
    "May 5",
    "5 May",
    "a 5-year-old",
    "aged 20",
    "people over 60",
    "5 to 10-day battle",
    "3 and 5-year-olds",
    "10-12-year-olds",
    "at 10:30",
    "at 10 p.m.",
    "155 mm shells",
    "12 500 kg bombs",
    "20-odd",
    "in Washington D.C. 20",
    "ca 20",
    "plus 20",
    "20ish",
    "at least another 20",
    "killed over 100",
    "20 more people",
    "20 perhaps",
    "almost exactly 20",
    "5 men and 3 women",
    "1 in 5",
    "20 of \N{ARABIC-INDIC DIGIT FIVE}",
    "\N{DEVANAGARI DIGIT TWO}",
    "12345678901234567890",
    " ",
]


@pytest.mark.parametrize("text", [*NOTHING, "9" * 400, "one hundred and " * 2000], ids=lambda text: text[:40])
def test_a_text_that_leaves_a_doubt_fills_nothing(text: str) -> None:
    assert not settle_quantity((("text", text),)).blanks


@pytest.mark.parametrize(("text", "qualifier", "low", "best", "high"), CASES, ids=[row[0] for row in CASES])
def test_a_number_fills_what_its_words_say(
    text: str, qualifier: str | None, low: float | None, best: float | None, high: float | None
) -> None:
    filled = {blank.field: blank.value for blank in settle_quantity((("text", text),)).blanks}
    expected = {"qualifier": qualifier, "low": low, "best": best, "high": high}
    assert filled == {field: value for field, value in expected.items() if value is not None}


# text, qualifier, low, best, high, in languages that the words tell
IN_OTHER_LANGUAGES = [
    ("mehr als 1.200 Menschen", "at-least", 1200.0, None, None),
    ("bis zu 300", "at-most", None, None, 300.0),
    ("1,5 Mio.", None, None, 1500000.0, None),
    ("2 Billionen", None, None, 2e12, None),
    ("zwei bis drei Tote", None, 2.0, None, 3.0),
    ("ein Dutzend Soldaten", None, None, 12.0, None),
    ("plus de 2,3 millions de personnes", "at-least", 2300000.0, None, None),
    ("jusqu’à 40 blessés", "at-most", None, None, 40.0),
    ("entre 20 et 30", None, 20.0, None, 30.0),
    ("3 milliards", None, None, 3e9, None),
    ("m\u00e1s de 1,200 personas", "at-least", 1200.0, None, None),
    ("3.000 personas", None, None, 3000.0, None),
    ("3 mil millones", None, None, 3e9, None),
    ("unos 3 mil manifestantes", "about", None, 3000.0, None),
    ("até 300 pessoas", "at-most", None, None, 300.0),
    ("3 milhões", None, None, 3000000.0, None),
    ("oltre 300 persone", "at-least", 300.0, None, None),
    ("20 mila", None, None, 20000.0, None),
    ("ponad 300 osób", "at-least", 300.0, None, None),
    ("2,5 tys. osób", None, None, 2500.0, None),
    ("20 bin kişi", None, None, 20000.0, None),
    ("300'den fazla", "at-least", 300.0, None, None),
    ("300 человек", None, None, 300.0, None),
    ("300 душ", None, None, 300.0, None),
    ("около 20 тыс. человек", "about", None, 20000.0, None),
    ("не менее 300", "at-least", 300.0, None, None),
    ("до 20", "at-most", None, None, 20.0),
    ("3 млн", None, None, 3000000.0, None),
    ("от 20 до 30", None, 20.0, None, 30.0),
    ("3 ракеты Х-101", None, None, 3.0, None),
    ("щонайменше 5 поранених", "at-least", 5.0, None, None),
    ("п’ять поранених", None, None, 5.0, None),
    ("5 mln", None, None, 5000000.0, None),
    ("R$ 3 milhões", None, None, 3000000.0, None),
    ("约300人", "about", None, 300.0, None),
    ("300多人", "at-least", 300.0, None, None),
    ("造成至少17人死亡", "at-least", 17.0, None, None),
    ("3万人", None, None, 30000.0, None),
    ("1.5亿元", None, None, 1.5e8, None),
    ("2万至3万人", None, 20000.0, None, 30000.0),
    ("3 men of the Brigade de Marseille", None, None, 3.0, None),
    ("\N{ARABIC-INDIC DIGIT TWO}", None, None, 2.0, None),
    ("٤١ عاملاً", None, None, 41.0, None),
    ("41 عامـلا", None, None, 41.0, None),
    ("ما لا يقل عن ٧ عمّال", "at-least", 7.0, None, None),
    ("ما لا يزيد على 7 عمال", "at-most", None, None, 7.0),
    ("اكثر من ٣٬٤٠٠ اسرة", "at-least", 3400.0, None, None),
    ("حوالى ٣،٤٠٠ أسرة", "about", None, 3400.0, None),
    ("٣٫٥ ملايين دولار", None, None, 3500000.0, None),
    ("بين ٤ و٦ جنود", None, 4.0, None, 6.0),
    ("٤١ قتيلاً على الأقل في الميناء", "at-least", 41.0, None, None),
    ("41 جنديا تقريبا", "about", None, 41.0, None),
    ("41 הרוגים לפחות", "at-least", 41.0, None, None),
    ("من 4 إلى 6 جنود", None, 4.0, None, 6.0),
    ("۴۱ کارگر", None, None, 41.0, None),
    ("دست‌کم ۴۱ كارگر", "at-least", 41.0, None, None),
    ("دستکم ۴۱ نفر", "at-least", 41.0, None, None),
    ("حدود ۳ هزار نفر", "about", None, 3000.0, None),
    ("از ۴ تا ۶ نفر", None, 4.0, None, 6.0),
    ("تا ۶ نفر", "at-most", None, None, 6.0),
    ("41 פועלים", None, None, 41.0, None),
    ("כ 41 איש", "about", None, 41.0, None),
    ("41 ויותר", "at-least", 41.0, None, None),
    ("כ־3,400 איש", "about", None, 3400.0, None),
    ("יותר מ-41 עצורים", "at-least", 41.0, None, None),
    ("בין 4 ל-6 חיילים", None, 4.0, None, 6.0),
    ("3 אלף איש", None, None, 3000.0, None),
    ("двадцать два человека", None, None, 22.0, None),
    ("два десятка", None, None, 20.0, None),
    ("близько півтора десятка", "about", None, 15.0, None),
    ("півтори тисячі осіб", None, None, 1500.0, None),
    ("сто двадцять п'ять тисяч", None, None, 125000.0, None),
    ("три тысячи пятьсот человек", None, None, 3500.0, None),
    ("миллион двести тысяч", None, None, 1200000.0, None),
    ("одна людина", None, None, 1.0, None),
    ("понад тисячу осіб", "at-least", 1000.0, None, None),
    ("более тысячи человек", "at-least", 1000.0, None, None),
    ("не менш ніж двадцятеро людей", "at-least", 20.0, None, None),
    ("мінімум 5 поранених", "at-least", 5.0, None, None),
    ("три-чотири особи", None, 3.0, None, 4.0),
    ("двадцать-тридцать человек", None, 20.0, None, 30.0),
    ("двоє чи троє", None, 2.0, None, 3.0),
    ("близько 3-х тисяч осіб", "about", None, 3000.0, None),
    ("5-ть осіб", None, None, 5.0, None),
    ("20+ осіб", "at-least", 20.0, None, None),
    ("больш за 20 чалавек", "at-least", 20.0, None, None),
    ("ад 3 да 5 тысяч", None, 3000.0, None, 5000.0),
    ("пяць затрыманых", None, None, 5.0, None),
    ("少なくとも12人", "at-least", 12.0, None, None),
    ("最大300人", "at-most", None, None, 300.0),
    ("300人未満", "at-most", None, None, 300.0),
    ("300人超", "at-least", 300.0, None, None),
    ("1000人以上が死亡", "at-least", 1000.0, None, None),
    ("300人近く", "about", None, 300.0, None),
    ("2万5千人", None, None, 25000.0, None),
    ("3〜5人", None, 3.0, None, 5.0),
    ("3人から5人", None, 3.0, None, 5.0),
    ("ミサイル３発", None, None, 3.0, None),
    ("三名士兵", None, None, 3.0, None),
    ("一百二十余人", "at-least", 120.0, None, None),
    ("三百零五人", None, None, 305.0, None),
    ("300人以上", "at-least", 300.0, None, None),
    ("最少12人", "at-least", 12.0, None, None),
    ("三到五人", None, 3.0, None, 5.0),
    ("1亿2000万元", None, None, 1.2e8, None),
    ("최소 12명", "at-least", 12.0, None, None),
    ("3만여 명", "at-least", 30000.0, None, None),
    ("삼십여 명", "at-least", 30.0, None, None),
    ("1억 2000만 원", None, None, 1.2e8, None),
    ("300명 미만", "at-most", None, None, 300.0),
    ("300명가량", "about", None, 300.0, None),
    ("300명이 넘는", "at-least", 300.0, None, None),
    ("3명에서 5명", None, 3.0, None, 5.0),
    ("열두 명", None, None, 12.0, None),
    ("드론 50여 대", "at-least", 50.0, None, None),
    ("mindestens fünfundvierzig Verletzte", "at-least", 45.0, None, None),
    ("hundertfünfzig Familien", None, None, 150.0, None),
    ("rund dreitausendfünfhundert Menschen", "about", None, 3500.0, None),
    ("mehr als tausend Menschen", "at-least", 1000.0, None, None),
    ("mindestens ein Toter", "at-least", 1.0, None, None),
    ("1.250.000", None, None, 1250000.0, None),
    ("une vingtaine de pêcheurs", "about", None, 20.0, None),
    ("plus d’une centaine de pêcheurs", "at-least", 100.0, None, None),
    ("deux dizaines de blessés", "about", None, 20.0, None),
    ("quatre-vingt-dix-sept personnes", None, None, 97.0, None),
    ("deux cent soixante et onze personnes", None, None, 271.0, None),
    ("trente et une arrestations", None, None, 31.0, None),
    ("un mort", None, None, 1.0, None),
    ("12 personnes au moins", "at-least", 12.0, None, None),
    ("on sekiz kişi", None, None, 18.0, None),
    ("yüz otuz beş kişi", None, None, 135.0, None),
    ("onbeş yaralı", None, None, 15.0, None),
    ("2 bin 450 kişi", None, None, 2450.0, None),
    ("yaklaşık bin 200 kişi", "about", None, 1200.0, None),
    ("1 milyon 300 bin 20 lira", None, None, 1300020.0, None),
    ("40’tan fazla kişi", "at-least", 40.0, None, None),
    ("40'ın üzerinde kişi", "at-least", 40.0, None, None),
    ("40'a yakın işçi", "about", None, 40.0, None),
    ("40'a kadar", "at-most", None, None, 40.0),
    ("ölü sayısı 40'a yükseldi", None, None, 40.0, None),
    ("3 binden fazla kişi", "at-least", 3000.0, None, None),
    ("yüz bini aşkın kişi", "at-least", 100000.0, None, None),
    ("elliye yakın yaralı", "about", None, 50.0, None),
    ("yirmiye kadar kişi", "at-most", None, None, 20.0),
    ("deux cents", None, None, 200.0, None),
    ("vingt", None, None, 20.0, None),
    ("quatre-vingt-dix", None, None, 90.0, None),
    ("5 cents", None, None, 5.0, None),
    ("de 3 mil a 5 mil", None, 3000.0, None, 5000.0),
    ("UN civil staff 12", None, None, 12.0, None),
    ("meer dan 300", "at-least", 300.0, None, None),
    ("ruim 2.300 mensen", "at-least", 2300.0, None, None),
    ("drieëntwintig gewonden", None, None, 23.0, None),
    ("ventotto feriti", None, None, 28.0, None),
    ("un centinaio di persone", "about", None, 100.0, None),
    ("milleduecento persone", None, None, 1200.0, None),
    ("cuarenta y tres personas", None, None, 43.0, None),
    ("3 mil 200 personas", None, None, 3200.0, None),
    ("vinte e uma pessoas", None, None, 21.0, None),
    ("dwadzieścia sześć osób", None, None, 26.0, None),
    ("τουλάχιστον δεκαεπτά νεκροί", "at-least", 17.0, None, None),
    ("15 τραυματίες τουλάχιστον", "at-least", 15.0, None, None),
    ("γύρω στα 40 άτομα", "about", None, 40.0, None),
    ("1,5 εκατ. ευρώ", None, None, 1500000.0, None),
    ("τρεις χιλιάδες εξακόσιοι κάτοικοι", None, None, 3600.0, None),
    ("circa o sută de persoane", "about", None, 100.0, None),
    ("peste 20 de mii de lei", "at-least", 20000.0, None, None),
    ("treizeci și unu de militari", None, None, 31.0, None),
    ("aproximativ două mii cinci sute de oameni", "about", None, 2500.0, None),
    ("mai mult de 50 de oameni", "at-least", 50.0, None, None),
    ("legalább egy halott", "at-least", 1.0, None, None),
    ("mintegy ezerötszáz ember", "about", None, 1500.0, None),
    ("száznál több ember", "at-least", 100.0, None, None),
    ("20-nál több sérült", "at-least", 20.0, None, None),
    ("tizenheten megsérültek", None, None, 17.0, None),
    ("két-három ember", None, 2.0, None, 3.0),
    ("pětadvacet lidí", None, None, 25.0, None),
    ("tisíc pět set lidí", None, None, 1500.0, None),
    ("kolem stovky lidí", "about", None, 100.0, None),
    ("trojice mužů", None, None, 3.0, None),
    ("dva až tři tisíce lidí", None, 2000.0, None, 3000.0),
    ("najmenej 12 mŕtvych", "at-least", 12.0, None, None),
    ("tvåhundra personer", None, None, 200.0, None),
    ("ett 40-tal personer", "about", None, 40.0, None),
    ("knappt 50 personer", "about", None, 50.0, None),
    ("minst en död", "at-least", 1.0, None, None),
    ("tooghalvfems sårede", None, None, 92.0, None),
    ("femten hundrede demonstranter", None, None, 1500.0, None),
    ("tre hundre og tjuefem elever", None, None, 325.0, None),
    ("kaksikymmentäviisi ihmistä", None, None, 25.0, None),
    ("reilut 300 ihmistä", "at-least", 300.0, None, None),
    ("dvadeset i pet ljudi", None, None, 25.0, None),
    ("oko tisuću ljudi", "about", None, 1000.0, None),
    ("две хиљаде људи", None, None, 2000.0, None),
    ("најмање 12 мртвих", "at-least", 12.0, None, None),
    ("хиляда и двеста души", None, None, 1200.0, None),
    ("двама-трима души", None, 2.0, None, 3.0),
]
NOTHING_IN_OTHER_LANGUAGES = [
    *(
        "20 Prozent",
        "20 Mal",
        "am 5. Mai",
        "5. Opfer",
        "20. Brigade",
        "1,500 Soldaten",
        "17 Menschen, darunter 3 Kinder",
    ),
    *("zweiundzwanzig Tote und 3 Verletzte", "eine halbe Million", "3 Millionen 200 Tausend", "nicht 20", "20 Uhr"),
    *(
        "20 pour cent",
        "le 5 mai",
        "el 5 de mayo",
        "20 por ciento",
        "20 de maio",
        "20 proc.",
    ),
    *("kilka osób", "12 tysięcy 500 osób", "yüzde 20", "20 bin Laden supporters", "20 процентов"),
    *(
        "5 мая",
        "в 20 часов",
        "5-й погибший",
        "15-летняя девочка и 3 мальчика",
        "5 из 20",
        "три дюжины",
    ),
    *(
        "1 млн 250 тысяч рублей",
        "rohkem kui 300",
        "20 juta orang",
        "vairāk nekā 300",
        "20 tisoč",
    ),
    *(
        "٤ قتلى و٦ جرحى",
        "٤ قتلى وجريح",
        "٤ قتلى، بينهم طفل",
        "٤ قتلى على الأقل وجريح",
        "٤ قتلى أكثر من أمس",
        "ارتفع من ٤ إلى ٦",
        "٤ ملايين ونصف",
        "٤ آلاف و٥٠٠ شخص",
    ),
    *(
        "٤١٪",
        "%٤١",
        "41 بالمئة",
        "٤ أيار",
        "٤ رمضان",
        "عام ٢٠١١",
        "اللواء ٤١",
        "بـ ٤١ شخصا",
        "طائرة إف ١٦",
        "٣٫٤٠٠ أسرة",
        "يقل عن 4",
        "عمره ٤١",
        "٤ مرات",
    ),
    *(
        "۴ کشته و یک زخمی",
        "۴ هزار و ۵۰۰ نفر",
        "۱/۵ میلیون نفر",
        "۴ لاکھ روپے",
        "۴ درصد",
        "۴ خرداد",
        "سال ۱۳۹۸",
        "ده‌ها نفر، ۴ زن",
    ),
    *(
        "4 הרוגים ופצוע",
        "4 עצורים ושלושה פצועים",
        "מ-4 ל-6 איש",
        "ב-4 במאי",
        "4 אחוזים",
        "חטיבה 4",
        "ל 4 איש",
        "מטוס אף 16",
        "בן 4",
        "4 מתוך 6",
    ),
    *(
        "UN civil servants",
        "een op de tien",
        "yüz yüze görüşme",
        "on kişiden ikisi",
        "yirmi numaralı karar",
        "cien y pico",
        "alle venti",
    ),
    *("einer von drei Toten", "eine Frau und 3 Kinder", "mehrere hundert Menschen", "ein paar tausend", "ein Bus"),
    *("eine Frau und ihre zwei Kinder", "un passager sur trois", "vingt et unième victime", "tysiąc dziewięćset piąty"),
    *("cent un morts", "quelques centaines", "deux dizaines de milliers", "un mort, deux blessés", "vingt pour cent"),
    *(
        "on binlerce kişi",
        "15 bin 2023 kişi",
        "15'ten 20'ye yükseldi",
        "2023 yılında",
        "15 kişiden biri",
        "5 kişilik aile",
        "Omar bin Said",
        "beş on kişi",
    ),
    *("decine di migliaia", "venti per cento", "cento e vinte pessoas", "kilkanaście osób", "uno de los 20"),
    *("εκατοντάδες διαδηλωτές", "δύο από τους τρεις", "22χρονος", "50 τοις εκατό", "zeci de mii de lei", "20 la sută"),
    *("több száz ember", "háromból kettő", "15 éves fiú", "10 és 20 ember", "dvacátá oběť", "několik tisíc lidí"),
    *("tiotals skadade", "en kvinna och två barn", "den 5 maj", "fem døde og tre sårede", "kaksi kolmesta"),
    *("dvadesetak ljudi", "двадесет пета жртва", "още двама ранени", "intent to de-escalate"),
    *("один из раненых", "ще двоє", "осіб 20", "двадцята бригада", "двадцать восьмая бригада", "обидва пілоти"),
    *("тысячи людей", "десятки тысяч", "две трети", "12-ти летний", "24-й", "90-х", "двое убиты, один ранен"),
    *(
        "数十人",
        "上百人",
        "两三人",
        "三百五",
        "四川省",
        "其中三人",
        "一家三口",
        "50多岁",
        "50架次",
        "第3架",
        "另有12人",
    ),
    *("3割", "50代男性", "3機目", "5人中3人", "何人か", "12人増", "5、6人", "十数人"),
    *(
        "수십 명",
        "12세 소년",
        "50대 남성",
        "3개월",
        "5건물",
        "3명씩",
        "12명이 숨지고 30명이 다쳤다",
        "천안 12",
        "또 5명",
    ),
]


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "best", "high"), IN_OTHER_LANGUAGES, ids=[row[0] for row in IN_OTHER_LANGUAGES]
)
def test_a_number_is_read_in_the_language_of_the_words_beside_it(
    text: str, qualifier: str | None, low: float | None, best: float | None, high: float | None
) -> None:
    filled = {blank.field: blank.value for blank in settle_quantity((("text", text),)).blanks}
    expected = {"qualifier": qualifier, "low": low, "best": best, "high": high}
    assert filled == {field: value for field, value in expected.items() if value is not None}


@pytest.mark.parametrize("text", NOTHING_IN_OTHER_LANGUAGES)
def test_a_word_of_any_language_that_leaves_a_doubt_is_heeded(text: str) -> None:
    assert not settle_quantity((("text", text),)).blanks


def in_signs(number: int) -> str:
    """A number as Chinese writes it in full: 10203 is 一万零二百零三."""
    for size, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            rest = number % size
            gap = "零" if 0 < rest < size // 10 else ""
            return in_signs(number // size) + sign + gap + (in_signs(rest) if rest else "")
    return "零一二三四五六七八九"[number]


@given(st.integers(1, 9999) | st.integers(1, 10**11))
def test_a_number_in_chinese_signs_is_what_it_says(number: int) -> None:
    assert figures(f"{in_signs(number)}人") == {"best": number}


NAMES: list[str] = list(QUANTITY["numbers"])
UNITS, TENS = NAMES[:20], NAMES[20:]
MULTIPLIERS = {1_000_000_000: "billion", 1_000_000: "million", 1000: "thousand", 100: "hundred"}


def spelt(number: int) -> str:
    for size, name in MULTIPLIERS.items():
        if number >= size:
            rest = number % size
            return f"{spelt(number // size)} {name}" + (f"{' and' * (rest < 100)} {spelt(rest)}" if rest else "")
    if number < 20:
        return UNITS[number]
    return TENS[number // 10 - 2] + (f"-{UNITS[number % 10]}" if number % 10 else "")


PRINTED: dict[str, Callable[[int], str]] = {
    "digits": str,
    "commas": "{:,}".format,
    "spaces that do not break": lambda number: f"{number:,}".replace(",", "\N{NO-BREAK SPACE}"),
    "narrow spaces": lambda number: f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"),
    "apostrophes": lambda number: f"{number:,}".replace(",", "'"),
    "words": spelt,
}
NUMBERS = st.integers(0, 999) | st.integers(0, 10**11)
WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)


def figures(text: str) -> dict[str, Any]:
    return {key: value for key, value in settle_quantity((("text", text),)).values.items() if key != "qualifier"}


@pytest.mark.parametrize("printed", PRINTED.values(), ids=PRINTED)
@given(number=NUMBERS)
def test_a_number_reads_as_itself_however_it_is_printed(printed: Callable[[int], str], number: int) -> None:
    assert figures(printed(number)) == figures(f"{printed(number)} soldiers") == {"best": number}
    assert figures(f"reportedly {printed(number)}, all of them sailors.") == {"best": number}


@given(st.integers(1, 999_999_999), st.sampled_from(["thousand", "million"]))
def test_a_decimal_before_a_multiplier_is_multiplied_exactly(thousandths: int, multiplier: str) -> None:
    times = {"thousand": 1000, "million": 1_000_000}[multiplier]
    text = f"{thousandths // 1000}.{thousandths % 1000:03} {multiplier}"
    assert figures(text) == {"best": float(Fraction(thousandths * times, 1000))}


@given(NUMBERS, st.sampled_from(sorted(PRINTED)), st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3))
def test_a_word_beside_a_number_never_changes_it(number: int, form: str, before: list[str], after: list[str]) -> None:
    assume(not {*UNITS, *TENS, *QUANTITY["multipliers"], "a"} & {*before, *after})
    assert set(figures(" ".join((*before, PRINTED[form](number), *after))).values()) <= {number}


@given(NUMBERS, NUMBERS, st.sampled_from(sorted(PRINTED)), st.sampled_from(["and", ",", "of the", "with", ";"]))
def test_two_unrelated_numbers_fill_nothing(first: int, second: int, form: str, joint: str) -> None:
    assert figures(f"{PRINTED[form](first)} soldiers {joint} {PRINTED[form](second)} sailors") == {}


@given(
    st.integers(1, 999), st.integers(1, 999), st.sampled_from(["{}-{}", "{} to {}", "between {} and {}", "{} or {}"])
)
def test_a_range_has_its_first_number_below_its_second(low: int, high: int, form: str) -> None:
    assert figures(form.format(low, high)) == ({"low": low, "high": high} if low < high else {})


PIECES = st.sampled_from(
    [*UNITS, *TENS, *QUANTITY["multipliers"], *QUANTITY["money"], *QUANTITY["unread"], *QUANTITY["unread_after"]]
    + [
        phrase
        for kind in ("qualifiers", "qualifiers_after")
        for phrases in QUANTITY[kind].values()
        for phrase in phrases
    ]
    + ["a", "and", "to", "or", "between", "from", "in", "5th", "Mi-8", "12 500", "1,000", "0.5", "10", "2023", "kg"]
    + list("-+/:.,'%() \N{EN DASH}\N{MINUS SIGN}")
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=8), st.sampled_from(["", " "]))
def test_figures_are_finite_and_in_order(pieces: list[str], glue: str) -> None:
    found = figures(glue.join(pieces))
    assert all(0 <= value <= LARGEST for value in found.values())
    assert list(found) in ([], ["best"], ["low"], ["high"], ["low", "high"], ["low", "best", "high"])
    assert found.get("low", 0) <= found.get("high", LARGEST)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("place", ["qualifiers", "qualifiers_after"])
def test_every_qualifier_of_a_lexicon_is_read(place: str, language: str) -> None:
    people = {"en": "people", "de": "Menschen", "fr": "personnes", "es": "personas", "pt": "pessoas", "it": "persone",
              "pl": "osób", "tr": "kişi", "ru": "человек", "uk": "осіб", "zh": "人", "be": "асоб", "ja": "人", "ko": "명", "nl": "mensen",
              "ar": "شخصا", "fa": "نفر", "he": "איש", "sv": "människor", "da": "anholdte", "nb": "pågrepne", "fi": "ihmistä",
              "ro": "persoane", "hu": "ember", "cs": "lidí", "sk": "ľudí", "hr": "uhićenih", "sr": "повређених", "bg": "души", "el": "άτομα"}[language]  # fmt: skip
    for code, phrases in lexicon(language)[place].items():
        for phrase in phrases:
            glue = "" if phrase[0] == "'" or phrase[-1] == "-" else " "
            text = f"{phrase}{glue}20 {people}" if place == "qualifiers" else f"20{glue}{phrase} {people}"
            assert settle_quantity((("text", text),)).values["qualifier"] == code, text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", ["unread", "unread_before", "unread_after"])
def test_every_word_that_makes_a_number_doubtful_is_heeded(kind: str, language: str) -> None:
    known = ", ".join(lexicon(language)["common"][-8:])  # tells the language
    for phrase in lexicon(language)[kind]:
        assert kind == "unread_after" or figures(f"{phrase} 20, {known}") == {}, phrase
        assert kind == "unread_before" or figures(f"20 {phrase}, {known}") == {}, phrase


@pytest.mark.parametrize("language", languages())
def test_a_multiplier_of_a_lexicon_multiplies(language: str) -> None:
    common = lexicon(language)["common"]
    for word, times in lexicon(language)["multipliers"].items():
        assert figures(f"5 {word} {' '.join(common[-3:])}") == {"best": 5 * times}, word


def test_a_figure_that_is_exact_is_low_best_and_high() -> None:
    assert settle_quantity((("best", 3), ("qualifier", "exactly"))).values == {"low": 3, "high": 3}
    assert settle_quantity((("best", 3), ("low", 2), ("qualifier", "exactly"))).values == {}
    assert settle_quantity((("best", 3),)).values == {}
