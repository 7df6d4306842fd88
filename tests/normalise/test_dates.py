"""Date texts: what is read, what is ambiguous, what is refused, in every language that ships."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.diagnostics import Diagnostic
from regesta.normalise.dates import read as dates
from regesta.normalise.dates.calendars import day_number, easter, from_julian, iso_day, julian_easter, weekday
from regesta.normalise.dates.edtf import bounds, parse
from regesta.normalise.dates.lexicon import lexicon
from regesta.normalise.dates.lexicon_files import KINDS, languages
from regesta.normalise.dates.read import DateHints, DateText, read_date

GOLD = Path(__file__).parents[2] / ".." / "shared" / "gold" / "dates"
DAY = "2021-03-17"  # a Wednesday
# Text, EDTF, precision, part of day; read on DAY in any language.
READ = [
    ("5 February 2019", "2019-02-05", "day", None),
    ("Feb. 5th, 2019", "2019-02-05", "day", None),
    ("Tuesday, 5 February 2019", "2019-02-05", "day", None),
    ("5 Sept 2019", "2019-09-05", "day", None),
    ("28 02 2019", "2019-02-28", "day", None),
    ("28-Feb-2019", "2019-02-28", "day", None),
    ("28.2.2019", "2019-02-28", "day", None),
    ("2019/2/5", "2019-02-05", "day", None),
    ("7/7/2019", "2019-07-07", "day", None),
    ("20190205", "2019-02-05", "day", None),
    ("2019-W06-2", "2019-02-05", "day", None),
    ("2 February", "2021-02-02", "day", None),
    ("17 March", "2021-03-17", "day", None),
    ("18 March", "2020-03-18", "day", None),
    ("29 February", "2020-02-29", "day", None),
    ("the 2nd", "2021-03-02", "day", None),
    ("the 20th", "2021-02-20", "day", None),
    ("28-Feb-19", "2019-02-28", "day", None),
    ("first Monday of February 2019", "2019-02-04", "day", None),
    ("15 March 44 BC", "-0043-03-15", "day", None),
    ("yesterday", "2021-03-16", "day", None),
    ("the day before yesterday", "2021-03-15", "day", None),
    ("ten days ago", "2021-03-07", "day", None),
    ("in two days", "2021-03-19", "day", None),
    ("on Wednesday", "2021-03-17", "day", None),
    ("last Wednesday", "2021-03-10", "day", None),
    ("on Thursday", "2021-03-11", "day", None),
    ("this Thursday", "2021-03-18", "day", None),
    ("the morning of 5 February 2019", "2019-02-05", "part-of-day", "morning"),
    ("this afternoon", "2021-03-17", "part-of-day", "afternoon"),
    ("yesterday evening", "2021-03-16", "part-of-day", "evening"),
    ("late on Tuesday", "2021-03-16", "part-of-day", "evening"),
    ("late Tuesday", "2021-03-16", "part-of-day", "evening"),
    ("last night", "2021-03-16", "part-of-day", "night"),
    ("Sunday night", "2021-03-14", "part-of-day", "night"),
    ("the night of 4-5 February 2019", "2019-02-04", "part-of-day", "night"),
    ("overnight into 5 February 2019", "2019-02-04", "part-of-day", "night"),
    ("February 2019", "2019-02", "month", None),
    ("2/2019", "2019-02", "month", None),
    ("last month", "2021-02", "month", None),
    ("last December", "2020-12", "month", None),
    ("1903", "1903", "year", None),
    ("44 BC", "-0043", "year", None),
    ("last year", "2020", "year", None),
    ("two years ago", "2019~", "year", None),
    ("circa 1903", "1903~", "year", None),
    ("on or about 12 June 1381", "1381-06-12~", "day", None),
    ("perhaps 1903", "1903?", "year", None),
    ("circa 1903?", "1903%", "year", None),
    ("winter 2018", "2018-24", "season", None),
    ("winter 2018-19", "2018-24", "season", None),
    ("winter 2018-2019", "2018-24", "season", None),
    ("winter 2018/19", "2018-24", "season", None),
    ("2018/2019 winter", "2018-24", "season", None),
    ("spring '18", "2018-21", "season", None),
    ("5.II.2019", "2019-02-05", "day", None),
    ("5 II 2019", "2019-02-05", "day", None),
    ("5. II. 2019", "2019-02-05", "day", None),
    ("5-XII-2018", "2018-12-05", "day", None),
    ("5/I/2019", "2019-01-05", "day", None),
    ("5 II 2019 r.", "2019-02-05", "day", None),
    ("February '19", "2019-02", "month", None),
    ("February ’19", "2019-02", "month", None),
    ("February `19", "2019-02", "month", None),
    ("Feb´19", "2019-02", "month", None),
    ("5 February '19", "2019-02-05", "day", None),
    ("February 5, '19", "2019-02-05", "day", None),
    ("February '99", "1999-02", "month", None),
    ("in '68", "1968", "year", None),
    ("'17-'19", "2017/2019", "interval", None),
    ("January-February '19", "2019-01/2019-02", "interval", None),
    ("3-5 February '19", "2019-02-03/2019-02-05", "interval", None),
    ("'5 February 2019'", "2019-02-05", "day", None),
    ("'February 19'", "2021-02-19", "day", None),
    ("the '60s", "196X", "decade", None),
    ("5 February 2019 – 2020", "2019-02-05/2020", "interval", None),
    ("from summer 2018 to 2020", "2018-22/2020", "interval", None),
    ("February 2018 - June 2019", "2018-02/2019-06", "interval", None),
    ("1903–30", "1903/1930", "interval", None),
    ("by 2300", "[..2300]", "open", None),
    ("5 o'clock in the afternoon on 5 February 2019", "2019-02-05T17:00:00", "hour", None),
    ("5 February 2019, 5 o'clock pm", "2019-02-05T17:00:00", "hour", None),
    ("5 February 2019, 17 o'clock", "2019-02-05T17:00:00", "hour", None),
    ("5 February 2019, 17:30 hours", "2019-02-05T17:30:00", "minute", None),
    ("three days hence", "2021-03-20", "day", None),
    ("two weeks from now", "2021-03-29~/2021-04-04~", "week", None),
    ("this summer", "2021-22", "season", None),
    ("two centuries ago", "18XX~", "century", None),
    ("18th-19th centuries", "17XX/18XX", "interval", None),
    ("first to third quarters of 2019", "2019-01/2019-09", "interval", None),
    ("the 1960s", "196X", "decade", None),
    ("the 60s", "196X", "decade", None),
    ("18th century", "17XX", "century", None),
    ("2nd century BC", "-01XX", "century", None),
    ("1st century BC", "-0099/0000", "century", None),
    ("last week", "2021-03-08/2021-03-14", "week", None),
    ("week 6 of 2019", "2019-02-04/2019-02-10", "week", None),
    ("2019-W06", "2019-02-04/2019-02-10", "week", None),
    ("two weeks ago", "2021-03-01~/2021-03-07~", "week", None),
    ("early 2019", "[2019-01..2019-04]", "within", None),
    ("mid-February 2019", "[2019-02-11..2019-02-20]", "within", None),
    ("late February 2019", "[2019-02-21..2019-02-28]", "within", None),
    ("early 1960s", "[1960-01..1963-04]", "within", None),
    ("third quarter of 2019", "[2019-07..2019-09]", "within", None),
    ("first half of 2019", "[2019-01..2019-06]", "within", None),
    ("between 3 and 5 February 2019", "[2019-02-03..2019-02-05]", "within", None),
    ("earlier this week", "[2021-03-15..2021-03-17]", "within", None),
    ("3-5 February 2019", "2019-02-03/2019-02-05", "interval", None),
    ("February 3-5, 2019", "2019-02-03/2019-02-05", "interval", None),
    ("from 3 to 5 February", "2021-02-03/2021-02-05", "interval", None),
    ("30 December - 2 January", "2020-12-30/2021-01-02", "interval", None),
    ("30 December - 2 January 2019", "2018-12-30/2019-01-02", "interval", None),
    ("03.02.-25.02.2019", "2019-02-03/2019-02-25", "interval", None),
    ("1903-07", "1903-07", "month", None),
    ("1903-1907", "1903/1907", "interval", None),
    ("1930-27", "1930-27", "season", None),
    ("from Sunday to Tuesday", "2021-03-14/2021-03-16", "interval", None),
    ("since 5 February 2019", "2019-02-05/..", "open", None),
    ("until February 2019", "../2019-02", "open", None),
    ("before 2019", "[..2018]", "open", None),
    ("after 5 February 2019", "[2019-02-06..]", "open", None),
    ("not later than 5 February 2019", "[..2019-02-05]", "open", None),
    ("before about 1903", "[..1903~]", "open", None),
    ("5 February 2019 to present", "2019-02-05/..", "open", None),
    ("2019-02-05T09:15:30Z", "2019-02-05T09:15:30Z", "second", None),
    ("5 February 2019, 9:15 am", "2019-02-05T09:15:00", "minute", None),
    ("5 February 2019 at 9 pm", "2019-02-05T21:00:00", "hour", None),
    ("noon on 5 February 2019", "2019-02-05T12:00:00", "minute", None),
    # other languages
    ("5 февраля 2019 года", "2019-02-05", "day", None),
    ("зимой 2018-2019", "2018-24", "season", None),
    ("зимой 2018/19 гг.", "2018-24", "season", None),
    ("im Winter 2018/19", "2018-24", "season", None),
    ("через два дня", "2021-03-19", "day", None),
    ("два дня назад", "2021-03-15", "day", None),
    ("in zwei Tagen", "2021-03-19", "day", None),
    ("5. Februar 2019 um 5 Uhr", "2019-02-05T05:00:00", "hour", None),
    ("dans deux jours", "2021-03-19", "day", None),
    ("plus tôt cette semaine", "[2021-03-15..2021-03-17]", "within", None),
    ("dentro de dos días", "2021-03-19", "day", None),
    ("za dwa dni", "2021-03-19", "day", None),
    ("два дні тому", "2021-03-15", "day", None),
    ("5 Şubat 2019, saat 17.30", "2019-02-05T17:30:00", "minute", None),
    ("2019年2月", "2019-02", "month", None),
    ("2019年2月5日下午5点", "2019-02-05T17:00:00", "hour", None),
    ("2019年2月5日17点30分", "2019-02-05T17:30:00", "minute", None),
    ("в ночь на 5 февраля 2019 г.", "2019-02-04", "part-of-day", "night"),
    ("с 3 по 5 февраля 2019 г.", "2019-02-03/2019-02-05", "interval", None),
    ("в первом квартале 2019 года", "[2019-01..2019-03]", "within", None),
    ("увечері 5 лютого 2019 року", "2019-02-05", "part-of-day", "evening"),
    ("минулої п'ятниці", "2021-03-12", "day", None),
    ("5 лютага 2019 года", "2019-02-05", "day", None),
    ("am Abend des 5. Februar 2019", "2019-02-05", "part-of-day", "evening"),
    ("vor drei Tagen", "2021-03-14", "day", None),
    ("um 1903", "1903~", "year", None),
    ("Sonntagabend", "2021-03-14", "part-of-day", "evening"),
    ("dans la nuit du 4 au 5 février 2019", "2019-02-04", "part-of-day", "night"),
    ("il y a trois jours", "2021-03-14", "day", None),
    ("XVIIIe siècle", "17XX", "century", None),
    ("entre el 3 y el 5 de febrero de 2019", "[2019-02-03..2019-02-05]", "within", None),
    ("el lunes pasado", "2021-03-15", "day", None),
    ("od 3 do 5 lutego 2019 r.", "2019-02-03/2019-02-05", "interval", None),
    ("pod koniec 2018 roku", "[2018-09..2018-12]", "within", None),
    ("5 Şubat 2019'da", "2019-02-05", "day", None),
    ("üç gün önce", "2021-03-14", "day", None),
    ("٥ فبراير ٢٠١٩", "2019-02-05", "day", None),
    ("قبل ثلاثة أيام", "2021-03-14", "day", None),
    ("2019年2月5日上午", "2019-02-05", "part-of-day", "morning"),
    ("20世纪60年代", "196X", "decade", None),
    # one of two
    ("3 or 5 February 2019", "[2019-02-03,2019-02-05]", "within", None),
    ("5 or 3 February 2019", "[2019-02-03,2019-02-05]", "within", None),
    ("2019-02-05 or 2019-02-07", "[2019-02-05,2019-02-07]", "within", None),
    ("February or March 2019", "[2019-02,2019-03]", "within", None),
    ("30 December or 2 January", "[2020-12-30,2021-01-02]", "within", None),
    ("Tuesday or Monday", "[2021-03-15,2021-03-16]", "within", None),
    ("1903 or c. 1904", "[1903,1904~]", "within", None),
    ("1471 or 72", "[1471,1472]", "within", None),
    ("18th or 19th century", "[17XX,18XX]", "within", None),
    ("5 или 7 февраля 2019 г.", "[2019-02-05,2019-02-07]", "within", None),
    ("5. oder 7. Februar 2019", "[2019-02-05,2019-02-07]", "within", None),
    ("le 5 ou le 7 février 2019", "[2019-02-05,2019-02-07]", "within", None),
    ("2019年2月5日或7日", "[2019-02-05,2019-02-07]", "within", None),
    # feasts
    ("Christmas Day 1914", "1914-12-25", "day", None),
    ("Christmas Day", "2020-12-25", "day", None),
    ("the evening of Christmas Eve 1914", "1914-12-24", "part-of-day", "evening"),
    ("Christmas Eve to New Year's Day 1915", "1914-12-24/1915-01-01", "interval", None),
    ("Michaelmas 1605", "1605-09-29", "day", None),
    ("Easter Monday 1916", "1916-04-24", "day", None),  # of either church
    ("Orthodox Easter 2022", "2022-04-24", "day", None),
    ("Catholic Easter 2022", "2022-04-17", "day", None),
    ("Orthodox Easter", "2020-04-19", "day", None),
    ("Ash Wednesday 2020", "2020-02-26", "day", None),
    ("before Easter Sunday 1916", "[..1916-04-22]", "open", None),
    ("Karfreitag 2020", "2020-04-10", "day", None),
    ("православная Пасха 2022", "2022-04-24", "day", None),
    ("2020年元旦", "2020-01-01", "day", None),
    # of another year, week or month than the anchor's
    ("August last year", "2020-08", "month", None),
    ("on 5 August of last year", "2020-08-05", "day", None),
    ("in the third quarter of last year", "[2020-07..2020-09]", "within", None),
    ("May next year", "2022-05", "month", None),
    ("January this year", "2021-01", "month", None),
    ("from August to October last year", "2020-08/2020-10", "interval", None),
    ("since August last year", "2020-08/..", "open", None),
    ("29 February last year", "2020-02-29", "day", None),
    ("Tuesday of last week", "2021-03-09", "day", None),
    ("the 5th of last month", "2021-02-05", "day", None),
    ("в августе прошлого года", "2020-08", "month", None),
    ("im August letzten Jahres", "2020-08", "month", None),
    ("en agosto del año pasado", "2020-08", "month", None),
    ("去年8月", "2020-08", "month", None),
    ("winter 1944-5", "1944-24", "season", None),
    ("winter of 1944/5", "1944-24", "season", None),
    ("Q3/2019", "[2019-07..2019-09]", "within", None),
    # weeks, weekends, nights
    ("KW 6/2019", "2019-02-04/2019-02-10", "week", None),
    ("the week of 4-10 February 2019", "2019-02-04/2019-02-10", "week", None),
    ("the week of 4-8 February 2019", "2019-02-04/2019-02-08", "interval", None),
    ("over the weekend of 2-3 February 2019", "[2019-02-02..2019-02-03]", "within", None),
    ("the night between 4 and 5 February 2019", "2019-02-04", "part-of-day", "night"),
    ("w nocy z 4 na 5 lutego 2019", "2019-02-04", "part-of-day", "night"),
    # parts of a century, decades at both ends
    ("second half of the 18th century", "[1750..1799]", "within", None),
    ("last quarter of the 18th century", "[1775..1799]", "within", None),
    ("первая половина XVIII века", "[1700..1749]", "within", None),
    ("1910-1920s", "191X/192X", "interval", None),
    ("the 1910s-20s", "191X/192X", "interval", None),
    ("1910-1920-е годы", "191X/192X", "interval", None),
    ("im Jahre 1990", "1990", "year", None),
    ("in den Jahren 1910-1920", "1910/1920", "interval", None),
    ("w latach 1903-1907", "1903/1907", "interval", None),
    ("1941-45 гг.", "1941/1945", "interval", None),
    ("1998-'02", "1998/2002", "interval", None),
    ("1914-'18", "1914/1918", "interval", None),
    ("vor drei Jahren", "2018~", "year", None),
    # ends of ranges
    ("from summer 2018 to December", "2018-22/2018-12", "interval", None),
    ("from spring to December 2018", "2018-21/2018-12", "interval", None),
    ("from winter to March 2019", "2018-24/2019-03", "interval", None),
    ("from Q3 to October 2018", "2018-07/2018-10", "interval", None),
    ("от лета до декабря 2018", "2018-22/2018-12", "interval", None),
    ("from 2014 to the present", "2014/..", "open", None),
    ("from 2014 onwards", "2014/..", "open", None),
    ("13.02.2019-05.03.2019", "2019-02-13/2019-03-05", "interval", None),
    ("2/2019-3/2019", "2019-02/2019-03", "interval", None),
    # the hour that a part of day leaves
    ("11 at night on 5 February 2019", "2019-02-05T23:00:00", "hour", None),
    ("5 February 2019 at 3 o'clock at night", "2019-02-05T03:00:00", "hour", None),
    ("в 11 часов ночи 5 февраля 2019", "2019-02-05T23:00:00", "hour", None),
    ("в 2 часа ночи 5 февраля 2019", "2019-02-05T02:00:00", "hour", None),
    ("в 11 часов дня 5 февраля 2019", "2019-02-05T11:00:00", "hour", None),
    ("в 4 часа дня 5 февраля 2019", "2019-02-05T16:00:00", "hour", None),
    ("в 12 часов дня 5 февраля 2019", "2019-02-05T12:00:00", "hour", None),
    ("5. Februar 2019, 15 Uhr nachmittags", "2019-02-05T15:00:00", "hour", None),
    ("5 lutego 2019 o 11 w nocy", "2019-02-05T23:00:00", "hour", None),
    ("5 lutego 2019 o godz. 15", "2019-02-05T15:00:00", "hour", None),
    ("a las 9 de la noche del 5 de febrero de 2019", "2019-02-05T21:00:00", "hour", None),
    ("в 9 часов 5 февраля 2019", "2019-02-05T09:00:00", "hour", None),
    ("5 февраля 2019 в полдень", "2019-02-05T12:00:00", "minute", None),
    ("XVIII століття", "17XX", "century", None),
    ("у ХVІІІ столітті", "17XX", "century", None),  # typed in Cyrillic letters
    ("公元79年", "0079", "year", None),
    ("2019年上半年", "[2019-01..2019-06]", "within", None),
    ("à 5 heures", "2021-03-17T05:00:00", "hour", None),
    ("5 heures du matin", "2021-03-17T05:00:00", "hour", None),
    ("около 5 часов", "2021-03-17T05:00:00", "hour", None),
    ("15 Uhr", "2021-03-17T15:00:00", "hour", None),
    ("十九世纪", "18XX", "century", None),
    ("一季度", "[2021-01..2021-03]", "within", None),
    ("week one of 2019", "2018-12-31/2019-01-06", "week", None),
    ("1 неделя 2019", "2018-12-31/2019-01-06", "week", None),
    ("one week ago", "2021-03-08~/2021-03-14~", "week", None),
    ("5日", "2021-03-05", "day", None),
    ("el día 5", "2021-03-05", "day", None),
    ("third day of February 2019", "2019-02-03", "day", None),
    ("5 days ago", "2021-03-12", "day", None),
    ("عام 1441 م", "1441", "year", None),
    ("1441م تقريبا", "1441~", "year", None),
    ("next quarter", "[2021-04..2021-06]", "within", None),
    ("last quarter", "[2020-10..2020-12]", "within", None),
    ("until the night of 5 May 2020", "../2020-05-06", "open", None),
    ("since the night of 5 May 2020", "2020-05-05/..", "open", None),
    ("سنة 1441 ميلادية", "1441", "year", None),
    ("عام 1441 بعد الميلاد", "1441", "year", None),
    ("حدود سال ۱۳۵۷ میلادی", "1357~", "year", None),
    ("١٩١٦", "1916", "year", None),
    ("三个月前", "2020-12~", "month", None),
    ("üç ay sonra", "2021-06~", "month", None),
    ("in two months", "2021-05~", "month", None),
    ("MÖ 5. yüzyıl", "-04XX", "century", None),
    # Italian, Portuguese
    ("martedì 5 febbraio 2019", "2019-02-05", "day", None),
    ("dal 3 al 5 febbraio 2019", "2019-02-03/2019-02-05", "interval", None),
    ("non prima del 5 febbraio 2019", "[2019-02-05..]", "open", None),
    ("entro il 5 febbraio 2019", "[..2019-02-05]", "open", None),
    ("nella notte tra il 4 e il 5 febbraio 2019", "2019-02-04", "part-of-day", "night"),
    ("il 5 febbraio 2019 alle ore 15", "2019-02-05T15:00:00", "hour", None),
    ("alla fine del XVIII secolo", "[1766-09..1799-12]", "within", None),
    ("negli anni '60", "196X", "decade", None),
    ("tre giorni fa", "2021-03-14", "day", None),
    ("5 de fevereiro de 2019", "2019-02-05", "day", None),
    ("de 3 a 5 de fevereiro de 2019", "2019-02-03/2019-02-05", "interval", None),
    ("não antes de 5 de fevereiro de 2019", "[2019-02-05..]", "open", None),
    ("na sexta-feira passada", "2021-03-12", "day", None),
    ("em meados de fevereiro de 2019", "[2019-02-11..2019-02-20]", "within", None),
    ("5 de fevereiro de 2019 às 15h30", "2019-02-05T15:30:00", "minute", None),
    # early and late of a day, and parts that the contract does not have
    ("in the early hours of 5 February 2019", "2019-02-05", "day", None),
    ("early on Tuesday", "2021-03-16", "day", None),
    ("early Tuesday morning", "2021-03-16", "day", None),
    ("before dawn on Tuesday", "2021-03-16", "day", None),
    ("at dusk on 5 February 2019", "2019-02-05", "day", None),
    ("late Monday night", "2021-03-15", "part-of-day", "night"),
    ("late on Monday evening", "2021-03-15", "part-of-day", "evening"),
    ("earlier this morning", "2021-03-17", "part-of-day", "morning"),
    ("earlier today", "2021-03-17", "day", None),
    ("later on Tuesday", "2021-03-16", "day", None),
    ("5 February 2019, in the evening", "2019-02-05", "part-of-day", "evening"),
    ("рано утром 5 февраля 2019", "2019-02-05", "day", None),
    ("поздно вечером 5 февраля 2019", "2019-02-05", "part-of-day", "evening"),
    ("на світанку 5 лютого 2019", "2019-02-05", "day", None),
    ("am späten Dienstagabend", "2021-03-16", "part-of-day", "evening"),
    ("am frühen Dienstagmorgen", "2021-03-16", "day", None),
    ("mardi à l'aube", "2021-03-16", "day", None),
    ("la madrugada del 5 de febrero de 2019", "2019-02-05", "day", None),
    ("la noche del 5 de febrero de 2019", "2019-02-05", "day", None),
    ("en la noche del 4 al 5 de febrero de 2019", "2019-02-04", "part-of-day", "night"),
    ("ontem à noite", "2021-03-16", "day", None),
    ("stamattina", "2021-03-17", "part-of-day", "morning"),
    ("nad ranem 5 lutego 2019", "2019-02-05", "day", None),
    ("2019年2月5日凌晨", "2019-02-05", "day", None),
    ("فجر الثلاثاء", "2021-03-16", "day", None),
    # the last night, and of what is planned the next
    ("heute Nacht", "2021-03-16", "part-of-day", "night"),
    ("cette nuit", "2021-03-16", "part-of-day", "night"),
    ("сегодня ночью", "2021-03-16", "part-of-day", "night"),
    ("сьогодні вночі", "2021-03-16", "part-of-day", "night"),
    ("dziś w nocy", "2021-03-16", "part-of-day", "night"),
    ("у ніч проти 5 лютого 2019", "2019-02-04", "part-of-day", "night"),
    # a part of day that bounds
    ("since Tuesday morning", "2021-03-16/..", "open", None),
    ("before the morning of 5 February 2019", "[..2019-02-05]", "open", None),
    ("bis Dienstagabend", "../2021-03-16", "open", None),
    # times beside a part of day, and of four digits
    ("on Tuesday morning at 9:30", "2021-03-16T09:30:00", "minute", None),
    ("yesterday evening at 7:30", "2021-03-16T19:30:00", "minute", None),
    ("at 6 this morning", "2021-03-17T06:00:00", "hour", None),
    ("9 o'clock on Tuesday morning", "2021-03-16T09:00:00", "hour", None),
    ("Monday night at 11:30", "2021-03-15T23:30:00", "minute", None),
    ("5 февраля 2019 вечером в 19:30", "2019-02-05T19:30:00", "minute", None),
    ("в ночь на 5 февраля 2019 в 02:00", "2019-02-05T02:00:00", "minute", None),
    ("в ночь на 5 февраля 2019 в 23:30", "2019-02-04T23:30:00", "minute", None),
    ("am Dienstagabend gegen 20 Uhr", "2021-03-16T20:00:00", "hour", None),
    ("о 8-й вечора", "2021-03-17T20:00:00", "hour", None),
    ("at 1430 local time on 5 February", "2021-02-05T14:30:00", "minute", None),
    ("0900 GMT, 5 February 2019", "2019-02-05T09:00:00Z", "minute", None),
    ("at 0900 on 5 February 2019", "2019-02-05T09:00:00", "minute", None),
    ("5 February 2019 at 1430", "2019-02-05T14:30:00", "minute", None),
    ("北京时间2019年2月5日15时30分", "2019-02-05T15:30:00", "minute", None),
    # ranges of times that share a half of the day
    ("3-4 p.m. on 5 February 2019", "2019-02-05T15:00:00", "interval", None),
    ("3:00-4:30 p.m., 5 February 2019", "2019-02-05T15:00:00", "interval", None),
    ("11-1 p.m. on 5 February 2019", "2019-02-05T11:00:00", "interval", None),
    ("between 3 and 4 p.m. on 5 February 2019", "2019-02-05T15:00:00", "within", None),
    ("с 8 до 10 утра 5 февраля 2019", "2019-02-05T08:00:00", "interval", None),
    ("von 15 bis 16 Uhr am 5. Februar 2019", "2019-02-05T15:00:00", "interval", None),
    # a weekday and its date in brackets, months by two names, days before a point
    ("Tuesday (5 February 2019)", "2019-02-05", "day", None),
    ("na terça-feira (16)", "2021-03-16", "day", None),
    ("5 شباط/فبراير 2019", "2019-02-05", "day", None),
    ("am 5.2.", "2021-02-05", "day", None),
    # this year and last year in one word, two of a unit in one word
    ("5 февраля с.г.", "2021-02-05", "day", None),
    ("5 lutego br.", "2021-02-05", "day", None),
    ("торік", "2020", "year", None),
    ("im Vorjahr", "2020", "year", None),
    ("قبل عامين", "2019~", "year", None),
    ("a fortnight ago", "2021-03-01~/2021-03-07~", "week", None),
    ("полгода назад", "2020-09~", "month", None),
    # the weekday of last week, and the first one ahead
    ("上周二", "2021-03-09", "day", None),
    ("本周二", "2021-03-16", "day", None),
    ("this Tuesday", "2021-03-16", "day", None),
    ("am kommenden Freitag", "2021-03-19", "day", None),
    ("в ближайшую пятницу", "2021-03-19", "day", None),
    # years, not decades
    ("два роки тому", "2019~", "year", None),
    ("dwa lata temu", "2019~", "year", None),
    ("há dois anos", "2019~", "year", None),
    # inclusive
    ("from 3 to 5 February 2019 inclusive", "2019-02-03/2019-02-05", "interval", None),
    ("до 5 февраля 2019 включительно", "../2019-02-05", "open", None),
    # centuries, and years before Christ
    ("the 20th c.", "19XX", "century", None),
    ("late 18th - early 19th century", "1766-09/1833-04", "interval", None),
    ("конец XVIII — начало XIX века", "1766-09/1833-04", "interval", None),
    ("first third of the 18th century", "[1700-01..1733-04]", "within", None),
    ("letztes Drittel des 18. Jahrhunderts", "[1766-09..1799-12]", "within", None),
    ("300-250 BC", "-0299/-0249", "interval", None),
    ("c. 300-250 BC", "-0299~/-0249", "interval", None),
    ("300-250 гг. до н. э.", "-0299/-0249", "interval", None),
    ("90-е годы прошлого века", "199X", "decade", None),
    ("上世纪90年代", "199X", "decade", None),
    ("February 2019 (exact day unknown)", "2019-02", "month", None),
    ("unknown date in 2019", "2019", "year", None),
    ("по состоянию на 5 февраля 2019", "2019-02-05", "day", None),
    ("2019-02-05 (evening)", "2019-02-05", "part-of-day", "evening"),
    ("от 5 февраля 2019 г.", "2019-02-05", "day", None),
    ("by 5 February 2019 at the latest", "[..2019-02-05]", "open", None),
    ("February 5th or so", "2021-02-05~", "day", None),
    ("Monday night into Tuesday", "2021-03-15", "part-of-day", "night"),
    ("5 February 2019 (14:00)", "2019-02-05T14:00:00", "minute", None),
    ("5 February 2019, early hours", "2019-02-05", "day", None),
    ("2-я пол. XVIII в.", "[1750..1799]", "within", None),
    ("um den 5. Februar 2019", "2019-02-05~", "day", None),
    ("in den 1920er-Jahren", "192X", "decade", None),
    ("上月5日", "2021-02-05", "day", None),
    ("о 17-й годині 5 лютого 2019", "2019-02-05T17:00:00", "hour", None),
    ("13.02–15.02.2019", "2019-02-13/2019-02-15", "interval", None),
    ("late 2018 or early 2019", "[2018-09..2019-04]", "within", None),
    ("в конце февраля или начале марта 2019", "[2019-02-21..2019-03-10]", "within", None),
    ("pre-2019", "[..2018]", "open", None),
    ("post-2019", "[2020..]", "open", None),
    # what lies ahead of the anchor, the end of the unit it is in, so many units from it
    ("later this month", "[2021-03-17..2021-03-31]", "within", None),
    ("später in diesem Jahr", "[2021-03-17..2021-12-31]", "within", None),
    ("plus tard cette semaine", "[2021-03-17..2021-03-21]", "within", None),
    ("позже на этой неделе", "[2021-03-17..2021-03-21]", "within", None),
    ("пізніше цього року", "[2021-03-17..2021-12-31]", "within", None),
    ("jeszcze w tym roku", "[2021-03-17..2021-12-31]", "within", None),
    ("by the end of the year", "[..2021-12-31]", "open", None),
    ("until the end of the month", "../2021-03-31", "open", None),
    ("by the end of this week", "[..2021-03-21]", "open", None),
    ("since the beginning of the year", "2021-01-01/..", "open", None),
    ("at the beginning of the year", "[2021-01..2021-04]", "within", None),
    ("at the end of the year", "[2020-09..2020-12]", "within", None),
    ("bis Jahresende", "../2021-12-31", "open", None),
    ("seit Wochenbeginn", "2021-03-15/..", "open", None),
    ("d'ici la fin de l'année", "[..2021-12-31]", "open", None),
    ("hasta finales de mes", "../2021-03-31", "open", None),
    ("entro la fine dell'anno", "[..2021-12-31]", "open", None),
    ("até o fim do ano", "../2021-12-31", "open", None),
    ("do końca tygodnia", "../2021-03-21", "open", None),
    ("с начала года", "2021-01-01/..", "open", None),
    ("yıl sonuna kadar", "../2021-12-31", "open", None),
    ("حتى نهاية الشهر", "../2021-03-31", "open", None),
    ("the rest of the week", "2021-03-17/2021-03-21", "interval", None),
    ("für den Rest des Jahres", "2021-03-17/2021-12-31", "interval", None),
    ("остаток недели", "2021-03-17/2021-03-21", "interval", None),
    ("the past three days", "[2021-03-14..2021-03-17]", "within", None),
    ("over the last two months", "[2021-01-17~..2021-03-17~]", "within", None),
    ("in the last 48 hours", "[2021-03-15..2021-03-17]", "within", None),
    ("the coming ten days", "[2021-03-17..2021-03-27]", "within", None),
    ("in den vergangenen zwei Wochen", "[2021-03-03~..2021-03-17~]", "within", None),
    ("les trois derniers jours", "[2021-03-14..2021-03-17]", "within", None),
    ("en los próximos tres días", "[2021-03-17..2021-03-20]", "within", None),
    ("negli ultimi tre giorni", "[2021-03-14..2021-03-17]", "within", None),
    ("w ciągu ostatnich trzech dni", "[2021-03-14..2021-03-17]", "within", None),
    ("за последние три дня", "[2021-03-14..2021-03-17]", "within", None),
    ("за останні 24 години", "[2021-03-16..2021-03-17]", "within", None),
    ("son üç gün", "[2021-03-14..2021-03-17]", "within", None),
    # the first and last units of a date, and days of it
    ("the first three months of 2019", "[2019-01..2019-03]", "within", None),
    ("the first 100 days of 2020", "[2020-01-01..2020-04-09]", "within", None),
    ("the last two weeks of May 2020", "[2020-05-18..2020-05-31]", "within", None),
    ("the first five years of the 18th century", "[1700..1704]", "within", None),
    ("the first six months of this year", "[2021-01..2021-06]", "within", None),
    ("the first three months of the year", "[2021-01..2021-03]", "within", None),
    ("in den ersten zehn Tagen des Mai 2020", "[2020-05-01..2020-05-10]", "within", None),
    ("les deux premières semaines de mai 2020", "[2020-05-01..2020-05-14]", "within", None),
    ("los tres primeros meses de 2019", "[2019-01..2019-03]", "within", None),
    ("первые две недели мая 2020", "[2020-05-01..2020-05-14]", "within", None),
    ("2019'un ilk üç ayı", "[2019-01..2019-03]", "within", None),
    ("the second month of 2019", "2019-02", "month", None),
    ("the last day of 2019", "2019-12-31", "day", None),
    ("the first day of last year", "2020-01-01", "day", None),
    ("ostatniego dnia 2020 roku", "2020-12-31", "day", None),
    ("the 12th day of last month", "2021-02-12", "day", None),
    ("el día 12 de este mes", "2021-03-12", "day", None),
    ("le 12 du mois dernier", "2021-02-12", "day", None),
    ("12 числа прошлого месяца", "2021-02-12", "day", None),
    ("geçen ayın 12'sinde", "2021-02-12", "day", None),
    ("the 12th inst.", "2021-03-12", "day", None),
    ("am 12. v. M.", "2021-02-12", "day", None),
    ("16 bm.", "2021-03-16", "day", None),
    ("первая декада мая 2020", "[2020-05-01..2020-05-10]", "within", None),
    ("primera quincena de mayo de 2020", "[2020-05-01..2020-05-15]", "within", None),
    ("the first quarter of the year", "[2021-01..2021-03]", "within", None),
    ("second half of the 1990s", "[1995..1999]", "within", None),
    ("three weeks starting 5 February 2019", "2019-02-05/2019-02-25", "interval", None),
    ("the week beginning Monday 4 February 2019", "2019-02-04/2019-02-10", "week", None),
    ("the week ending 10 February 2019", "2019-02-04/2019-02-10", "week", None),
    ("semana que comienza el 5 de febrero de 2019", "2019-02-05/2019-02-11", "interval", None),
    ("between February 2019 and now", "[2019-02..2021-03-17]", "within", None),
    ("zwischen 2019 und jetzt", "[2019..2021-03-17]", "within", None),
    ("four days from today", "2021-03-21", "day", None),
    ("in three weeks' time", "2021-04-05~/2021-04-11~", "week", None),
    ("il y a environ trois jours", "2021-03-14~", "day", None),
    ("vor etwa drei Wochen", "2021-02-22~/2021-02-28~", "week", None),
    ("около месяца назад", "2021-02~", "month", None),
    ("the week before last", "2021-03-01/2021-03-07", "week", None),
    ("übernächste Woche", "2021-03-29/2021-04-04", "week", None),
    ("позапрошлый год", "2019", "year", None),
    ("il y a quinze jours", "2021-03-01~/2021-03-07~", "week", None),
    ("calendar year 2019", "2019", "year", None),
    # spoken years, numbers alone, days told twice
    ("nineteen fifty-three", "1953", "year", None),
    ("7 June nineteen fifty-three", "1953-06-07", "day", None),
    ("two thousand and nineteen", "2019", "year", None),
    ("nineteen hundred and five", "1905", "year", None),
    ("5 de febrero de mil novecientos treinta y seis", "1936-02-05", "day", None),
    ("mil neuf cent quatre-vingt-seize", "1996", "year", None),
    ("dois mil e dezenove", "2019", "year", None),
    ("тысяча девятьсот сорок первого года", "1941", "year", None),
    ("tysiąc dziewięćset trzydziestego szóstego roku", "1936", "year", None),
    ("bin dokuz yüz otuz altı", "1936", "year", None),
    ("2019 02 05", "2019-02-05", "day", None),
    ("5/13, 2019", "2019-05-13", "day", None),
    ("5/13 to 5/20/2019", "2019-05-13/2019-05-20", "interval", None),
    ("Tues 16/3", "2021-03-16", "day", None),
    ("16-Mar", "2021-03-16", "day", None),
    ("martes 16", "2021-03-16", "day", None),
    ("Tuesday 9 at 10:30", "2021-03-09T10:30:00", "minute", None),
    ("Tuesday (9 March) at 10:30", "2021-03-09T10:30:00", "minute", None),
    ("yesterday, 16 March", "2021-03-16", "day", None),
    ("вчера, 16 марта, в 15:00", "2021-03-16T15:00:00", "minute", None),
    ("from the 4th to the 6th", "2021-03-04/2021-03-06", "interval", None),
    ("vom 28. bis 2.", "2021-02-28/2021-03-02", "interval", None),
    ("dans la nuit du 4 au 5", "2021-03-04", "part-of-day", "night"),
    ("24 June 2019 (24.6.2019)", "2019-06-24", "day", None),
    ("2019 7-12 February", "2019-02-07/2019-02-12", "interval", None),
    ("1848. III. 15.", "1848-03-15", "day", None),
    # minutes from the full hour
    ("half past nine in the evening on 5 February 2019", "2019-02-05T21:30:00", "minute", None),
    ("quarter to nine in the morning on 5 February 2019", "2019-02-05T08:45:00", "minute", None),
    ("las nueve y media de la noche del 5 de febrero de 2019", "2019-02-05T21:30:00", "minute", None),
    ("neuf heures et demie du matin, le 5 février 2019", "2019-02-05T09:30:00", "minute", None),
    ("в половине девятого вечера 5 февраля 2019", "2019-02-05T20:30:00", "minute", None),
    ("akşam dokuz buçukta", "2021-03-17T21:30:00", "minute", None),
    ("von 9.00 bis 17.00 Uhr", "2021-03-17T09:00:00", "interval", None),
    ("с 9 до 17 часов 24 июня 2020", "2020-06-24T09:00:00", "interval", None),
    ("on or about 5 February 2019, at approximately 9:30 p.m.", "2019-02-05T21:30:00", "minute", None),
    # told after the dates
    ("Mart'tan Mayıs'a kadar", "2021-03/2021-05", "interval", None),
    ("2014'ten Mayıs 2018'e kadar", "2014/2018-05", "interval", None),
    ("2014'ten beri", "2014/..", "open", None),
    ("2014'ten önce", "[..2013]", "open", None),
    ("2015'in ilk haftası", "2014-12-29/2015-01-04", "week", None),
    ("haftaya çarşamba", "2021-03-24", "day", None),
    ("pazartesiyi salıya bağlayan gece", "2021-03-15", "part-of-day", "night"),
    ("в 2020-м году", "2020", "year", None),
    ("1st half 20th c.", "[1900..1949]", "within", None),
    ("seconda metà dell'Ottocento", "[1850..1899]", "within", None),
    ("2018-2019 winter", "2018-24", "season", None),
    ("Gründonnerstag 2023", "2023-04-06", "day", None),
    ("le 5 de ce mois", "2021-03-05", "day", None),
    ("the last Friday of last month", "2021-02-26", "day", None),
    ("el primer lunes del próximo mes", "2021-04-05", "day", None),
    ("two weeks ago today", "2021-03-03", "day", None),
    ("heute in einer Woche", "2021-03-24", "day", None),
    ("tres días pasados", "[2021-03-14..2021-03-17]", "within", None),
    ("19th century (second half)", "[1850..1899]", "within", None),
    ("siglos XVIII-XIX", "17XX/18XX", "interval", None),
    ("años '60 del siglo XX", "196X", "decade", None),
    ("2019年1-3月", "2019-01/2019-03", "interval", None),
    ("2019年5月最后一个星期五", "2019-05-31", "day", None),
    ("5日至7日", "2021-03-05/2021-03-07", "interval", None),
    ("the week after next", "2021-03-29/2021-04-04", "week", None),
    ("year 44 BC", "-0043", "year", None),
    ("either February or March 2019", "[2019-02,2019-03]", "within", None),
    ("1880 and later", "1880/..", "open", None),
    ("up to and including 5 February 2019", "../2019-02-05", "open", None),
    ("3 May to early 7 May 2019", "2019-05-03/2019-05-07", "interval", None),
    ("na noite de segunda para terça", "2021-03-15", "part-of-day", "night"),
    ("fino ad oggi", "../2021-03-17", "open", None),
    ("desde 2014 hasta la actualidad", "2014/..", "open", None),
    ("zwischen 12.30 und 13 Uhr", "2021-03-17T12:30:00", "within", None),
    ("martedì 5 febbraio 2019 intorno alle 22.15", "2019-02-05T22:15:00", "minute", None),
    ("четверть девятого утра 5 февраля 2019", "2019-02-05T08:15:00", "minute", None),
    ("вторая половина двенадцатого века", "[1150..1199]", "within", None),
    ("во второй половине месяца", "[2021-03-16..2021-03-31]", "within", None),
    ("zeszłego lata", "2020-22", "season", None),
    ("o dziewiątej rano 5 lutego 2019", "2019-02-05T09:00:00", "hour", None),
    ("May 2019, the last Friday", "2019-05-31", "day", None),
    ("a primeros de mayo de 2019", "[2019-05-01..2019-05-10]", "within", None),
    ("la première moitié du mois", "[2021-03-01..2021-03-15]", "within", None),
    ("second half of last month", "[2021-02-16..2021-02-28]", "within", None),
    ("yılın ilk yarısında", "[2021-01..2021-06]", "within", None),
    ("el último día de mayo de 2019", "2019-05-31", "day", None),
    ("ostatniego dnia maja", "2020-05-31", "day", None),
    ("the last quarter of 2019", "[2019-10..2019-12]", "within", None),
    ("en el último trimestre del año pasado", "[2020-10..2020-12]", "within", None),
    ("the second decade of the 20th century", "191X", "decade", None),
    ("the first decade of the 20th century", "[1900..1909]", "within", None),
    ("последнее десятилетие XIX века", "189X", "decade", None),
    ("в мае месяце прошлого года", "2020-05", "month", None),
    ("25 марта тысяча девятьсот пятьдесят третьего года", "1953-03-25", "day", None),
    ("dwudziestego piątego marca 2019", "2019-03-25", "day", None),
    # about so far, of an hour or to another third, as charters, blotters and balances print it
    ("in der zweiten Maihälfte 2020", "[2020-05-16..2020-05-31]", "within", None),
    ("a year ago today", "2020-03-17", "day", None),
    ("heute vor zwei Jahren", "2019-03-17", "day", None),
    ("1340 × 1345", "[1340..1345]", "within", None),
    ("1340x1345", "[1340..1345]", "within", None),
    ("12 March 1340 × 5 May 1345", "[1340-03-12..1345-05-05]", "within", None),
    ("IX 1939", "1939-09", "month", None),
    ("IX 1939 r.", "1939-09", "month", None),
    ("1939 XII", "1939-12", "month", None),
    ("mid-to-late 2020", "[2020-05..2020-12]", "within", None),
    ("early to mid-February 2019", "[2019-02-01..2019-02-20]", "within", None),
    ("de mediados de mayo a principios de junio de 2020", "2020-05-11/2020-06-10", "interval", None),
    ("sec. XIV ex.", "[1366-09..1399-12]", "within", None),
    ("sec. XIV seconda metà", "[1350..1399]", "within", None),
    ("1. H. 14. Jh.", "[1300..1349]", "within", None),
    ("saec. XIV", "13XX", "century", None),
    ("Q3 19", "[2019-07..2019-09]", "within", None),
    ("3Q19", "[2019-07..2019-09]", "within", None),
    ("H2'19", "[2019-07..2019-12]", "within", None),
    ("2H 2019", "[2019-07..2019-12]", "within", None),
    ("'19/2/5", "2019-02-05", "day", None),
    ("'19. 2. 25.", "2019-02-25", "day", None),
    ("throughout February 2019", "2019-02", "month", None),
    ("end-February 2019", "[2019-02-21..2019-02-28]", "within", None),
    ("1903ish", "1903~", "year", None),
    ("at the latest by 5 February 2019", "[..2019-02-05]", "open", None),
    ("Friday between 18 and 20", "2021-03-12T18:00:00", "within", None),
    ("24 June 2020 from 18 to 20", "2020-06-24T18:00:00", "interval", None),
    ("perjantaina klo 18–20", "2021-03-12T18:00:00", "interval", None),
    ("kl. 18.00-20.00, 5. februar 2019", "2019-02-05T18:00:00", "interval", None),
    ("between 0200 and 0400 hours on 5 February 2019", "2019-02-05T02:00:00", "within", None),
    ("0200-0400 hrs, 5 February 2019", "2019-02-05T02:00:00", "interval", None),
    ("5 February 2019, 0340 hrs", "2019-02-05T03:40:00", "minute", None),
    ("1540 UTC", "2021-03-17T15:40:00Z", "minute", None),
    ("Friday evening shortly before 10.30 pm", "2021-03-12T21:30:00", "within", None),
    ("24 June 2020, 3 o'clock in the afternoon", "2020-06-24T15:00:00", "hour", None),
    ("shortly after 11.30 pm on 5 February 2019", "2019-02-05T23:30:00", "within", None),
    ("in der Nacht auf Dienstag kurz nach Mitternacht", "2021-03-16T00:00:00", "within", None),
    ("v sobotu kolem 4. hodiny ranní", "2021-03-13T04:00:00", "hour", None),
    ("в субботу в час дня", "2021-03-13T13:00:00", "hour", None),
    ("cumartesi günü Moskova saatiyle 04.40'ta", "2021-03-13T04:40:00", "minute", None),
    ("pukul 18.00-20.00 WIB", "2021-03-17T18:00:00", "interval", None),
    ("23.06-25.06", "2020-06-23/2020-06-25", "interval", None),
    ("6 tháng đầu năm 2020", "[2020-01..2020-06]", "within", None),
    ("third Tuesday after Christmas 2014", "2015-01-13", "day", None),
    ("two days before Christmas 1914", "1914-12-23", "day", None),
    ("zwei Tage vor Weihnachten 1914", "1914-12-23", "day", None),
    ("dwa dni po Bożym Narodzeniu 1914", "1914-12-27", "day", None),
    ("Monday after Easter 1950", "1950-04-10", "day", None),
    ("Saint Andrew 1640", "1640-11-30", "day", None),
    ("100 days after 24 February 2022", "2022-06-04", "day", None),
    ("100 days ago", "2020-12-07", "day", None),
    ("17.30 on 5 June 2020", "2020-06-05T17:30:00", "minute", None),
    ("24 June 2020, 17.30", "2020-06-24T17:30:00", "minute", None),
    ("24.06.2020 17.30", "2020-06-24T17:30:00", "minute", None),
    ("perhaps between 1340 and 1345", "[1340?..1345?]", "within", None),
    ("wohl vor 1340", "[..1339?]", "open", None),
    ("anno 1340", "1340", "year", None),
    ("im Januar letzten Jahres", "2020-01", "month", None),
    ("v lednu minulého roku", "2020-01", "month", None),
    ("Januari tahun lalu", "2020-01", "month", None),
    ("पिछले साल जनवरी में", "2020-01", "month", None),
    ("uno de mayo de 2020", "2020-05-01", "day", None),
    ("all day Friday", "2021-03-12", "day", None),
]
AMBIGUOUS = [
    ("03/04/2019", {"2019-04-03", "2019-03-04"}),
    ("3.4.2019", {"2019-04-03", "2019-03-04"}),
    ("03 04 2019", {"2019-04-03", "2019-03-04"}),
    ("04/05/06", {"2006-05-04", "2006-04-05", "2004-05-06"}),
    ("1/2/2019 10:00", {"2019-02-01T10:00:00", "2019-01-02T10:00:00"}),
    ("1800s", {"180X", "18XX"}),
    ("next Friday", {"2021-03-19", "2021-03-26"}),
    ("last January", {"2021-01", "2020-01"}),
    ("1903-30", {"1903-30", "1903/1930"}),
    ("2018-21", {"2018-21", "2018/2021"}),
    ("2021-21", {"2021-21", "2021"}),
    ("2021-22", {"2021-22", "2021/2022"}),
    ("2021-24?", {"2021-24?", "2021?/2024?"}),
    ("2021-25", {"2021-25", "2021/2025"}),
    ("2023-35", {"2023-35", "2023/2035"}),
    ("2008-9", {"2008-09", "2008/2009"}),
    ("the 20s", {"192X", "202X"}),
    ("this winter", {"2020-24", "2021-24"}),
    ("at 5 o'clock", {"2021-03-17T05:00:00", "2021-03-17T17:00:00"}),
    ("5 February 2019 at 12 o'clock", {"2019-02-05T00:00:00", "2019-02-05T12:00:00"}),
    ("5:30 o'clock", {"2021-03-17T05:30:00", "2021-03-17T17:30:00"}),
    ("2019年2月5日5点", {"2019-02-05T05:00:00", "2019-02-05T17:00:00"}),
    ("9 o'clock, 5 February 2019", {"2019-02-05T09:00:00", "2019-02-05T21:00:00"}),
    ("5 Şubat 2019 saat 5", {"2019-02-05T05:00:00", "2019-02-05T17:00:00"}),
    ("Good Friday 2022", {"2022-04-15", "2022-04-22"}),
    ("on Good Friday", {"2020-04-10", "2020-04-17"}),
    ("25 October/7 November 1917", {"1917-10-25/1917-11-07", "1917-11-07"}),
    ("les années 1910-1920", {"1910/1920", "191X/192X"}),
    ("as of 5 February 2019", {"2019-02-05", "2019-02-05/.."}),
    ("C18th", {"17XX", "2021-02-18~"}),
    ("1H23", {"2021-03-17T01:23:00", "[2023-01..2023-06]"}),
    ("at 1730 on 5 June", {"1730-06-05", "2020-06-05T17:30:00"}),
    ("0950-1050", {"0950/1050", "2021-03-17T09:50:00"}),
    ("1540Z", {"1540", "2021-03-17T15:40:00Z"}),
    ("kol. 1340", {"1340-08", "1340~"}),
    ("გასულ კვირას", {"2021-03-08/2021-03-14", "2021-03-14"}),
    ("shortly after 9 o'clock on Friday", {"2021-03-12T09:00:00", "2021-03-12T21:00:00"}),
    ("від 5 лютого 2019", {"2019-02-05", "2019-02-05/.."}),
    ("half past nine", {"2021-03-17T09:30:00", "2021-03-17T21:30:00"}),
    ("halb neun", {"2021-03-17T08:30:00", "2021-03-17T20:30:00"}),
    ("половина первого", {"2021-03-17T00:30:00", "2021-03-17T12:30:00"}),
    ("from 2/1 to 2/7, 2019", {"2019-01-02/2019-07-02", "2019-02-01/2019-02-07"}),
    ("5/6 2019", {"2019-05-06", "2019-06-05"}),
    ("до конца года", {"../2021-12-31", "[..2021-12-31]"}),
    ("половина третьего", {"2021-03-17T02:30:00", "2021-03-17T14:30:00"}),
]
REFUSED = [
    "09:00 UTC - 11:00 MSK 5 February 2019",
    *("summer 2018-2019", "summer 2018-19", "летом 2018-2019", "summer 2018 to 2019", "May 2018-2019"),
    *("winter 2018-2020", "winter 2018 to 2019"),
    *("Year 5784", "5784", "2566", "5 February 2566", "9999-12-31", "before the year 5784"),
    *("3 months", "for 3 months", "after 3 months", "since 3 months", "3 months 2019", "nach vier Monaten"),
    *("3 месяца", "3 ay", "3个月", "two centuries", "deux siècles", "zwei Jahrhunderte", "two quarters of 2019"),
    *("30.II.2019", "5.XIII.2019", "depuis 3 mois"),
    *("0 BC", "10'30", "2018/19", "5 hours", "for 5 hours", "5 saat", "13 o'clock pm"),
    *("", " ", "undated", "unknown", "N/A", "TBD", "recently", "soon", "first", "12", "-", "?", "XXXX", "../.."),
    *("30 February", "31 June 2019", "2019-02-29", "2019-13-01", "0/0/2019", "2019-02-05T25:00", "24:30 on 5 February"),
    *("two days in May 2020", "five days May 2020", "drei Tage im Mai", "tres días de mayo de 2020", "три дня в мае"),
    *("trzy dni w maju 2020", "5月3天", "in the coming weeks", "last years", "in den letzten Monaten", "on Mondays"),
    *(
        "Tuesday night at 1:30",
        "Monday evening at 2",
        "at 9 on Tuesday",
        "5 February 2019 UTC",
        "at 2460 on 5 February 2019",
    ),
    *("Monday night into Wednesday", "2019-02-1?", "late February or early May 2019", "three weeks ago Monday"),
    *("3-5 February at 7 - 6 pm", "early 5 - 7 February 2019", "ليلة الثلاثاء", "Tuesday (5 March 2021)"),
    *("in den kommenden Jahren", "les derniers mois", "dans les dernières années", "son yıllarda", "last years in May"),
    *(
        "one week in 2020",
        "a quarter of 2020",
        "one half of 2020",
        "for a century",
        "un siècle",
        "два века",
        "bir yüzyıl",
    ),
    *("eine Woche 2020", "две недели 2020", "ein Jahrhundert", "five months of 2020", "two weeks in 2020"),
    *("5 heures", "dans 5 heures", "durante 5 horas", "за 5 часов", "5 годин", "in 5 ore"),
    *("first days of May 2020", "die ersten Tage des Mai 2020", "pierwsze dni maja 2020", "first weeks of 2020"),
    *("day 5", "5th day", "May 1² 2019", "5 February 2019¹", "۱۳۹۹", "۱۳۹۹/۰۲/۱۵", "سنة ١٤٤١", "عام 1441"),
    *("12 часов ночи 5 февраля 2019", "12 o'clock at night on 5 February", "в 12 часов вечера 5 февраля 2019"),
    *("2 in the evening on 5 February", "5 февраля в 7 ночи", "12 Uhr morgens am 5. Februar", "19/20 Uhr"),
    *(
        "12 de la noche del 5 de febrero",
        "2 de la noche del 5 de febrero",
        "2月5日晚上12点",
        "5 lutego 2019 o 12 w nocy",
    ),
    *("week 34/35", "third half of the month", "before 5 May 2020 UTC", "5 May 1700 O.S. N.S.", "the last 0 days"),
    *("the 11th decade of the 20th century", "5 May 2020 14:00 UTC+25", "昭和0年", "24 2023"),
    *("0 AD", "AD 0", "2021-W53", "2021-W54", "2018/9", "1648/9", "3 January 1648-9", "5 May 2019 - 7", "1941-5 гг."),
    *("30 January 1648/9", "25 October (8 November) 1917", "25 декабря (7 января) 1917", "5 (7) February 2019"),
    *("25 October 1917 O.S. - 7 November 1917 N.S.", "5/8 February 2019", "Easter 1916", "Michaelmas term 1605"),
    *(
        "a June evening",
        "one June evening",
        "un día de mayo",
        "un giorno di maggio",
        "um dia de maio",
        "bir haziran akşamı",
    ),
    *(
        "egy júniusi este",
        "one of the last days of May",
        "uno de los últimos días de mayo",
        "jeden z ostatnich dni maja",
    ),
    *("l'un des premiers jours de mai", "24-6 June", "24 June to 6 June", "24. bis 6. Juni"),
    *("Christmas 1914", "Weihnachten 1914", "Christmas to New Year's Day 1915", "before Christmas 1914"),
    *("2h", "1H", "3d", "5 m", "första vecka", "12.05 - 13.05", "12.05-13.05", "1.5-2.5", "13.05 to 12.10"),
    *("shortly after midnight", "shortly before 00:30 on Friday", "shortly before Friday", "since shortly before 9:00"),
    *("from shortly after 9:00 to 11:00", "Friday between 9 and 11", "between 18 and 20", "2020 from 18 to 20"),
    *(
        "Saturday night shortly after midnight",
        "late to early June",
        "XX 1939",
        "5 February 2019 at 0400 GMT (6:59 local time)",
    ),
    *(
        "2200 GMT (1 a.m. local time) on Saturday",
        "in the night from Monday to Wednesday at 2:30",
        "Q1 5",
        "minggu terakhir",
    ),
    *("Easter Day 1471", "winter last year", "25 December or 1 January 2019", "21 May 1471 or 1472", "3 or 3 May 2019"),
    *("Sunday of last week", "the week of 3-5 May 2020", "the weekend of 4-5 May 2018", "1918 or 5"),
    *(
        "morning or evening of 5 May 2019",
        "5 or 6 May 2019, 9:00",
        "third half of the 18th century",
        "5 June to summer 2019",
        "14 і 2019",
    ),
    *("Monday, 5 February 2019", "13 pm on 5 February", "midnight on 5 February", "5 February 2019 or so later"),
    *(
        "March of the miners",
        "Sunday People",
        "12,000 men",
        "Resolution 1325",
        "Chapter 7",
        "May Day parade",
        "5 Febuary 2019",
    ),
    *(
        "5 February 20199",
        "5 - 3 February 2019",
        "3 and 5 February 2019",
        "from May to 2019",
        "Q1 to 2019",
        "10:00-12:00 2019",
    ),
    *(
        "5 February 2019 and so on",
        "5 février 2019 года",
        "5 February 2019 MSK",
        "45 March",
        "week 54 of 2019",
        "5" * 5000,
    ),
    *(
        "the next three days",
        "the previous two weeks",
        "the first week of January 2019",
        "the last week of September",
        "the past year",
        "past this week",
        "first 0 days of May 2020",
        "the last 40 days of May 2020",
        "the second two weeks of May 2020",
        "at the end of the week",
        "in the last weeks",
        "ces mois",
        "vorletzten Montag",
        "im Mai vorletzten Jahres",
        "within nine months",
        "for two weeks from now",
        "dos semanas a partir del 20 de mayo de 2019",
        "the third month of 1690",
        "eleven thirty",
        "thirty men",
        "1/2 - 3/4",
        "24 to 26",
        "18th-19th",
        "Tuesday 17",
        "Tues 17/3",
        "yesterday, 15 March",
        "24 June 2019 (25.6.2019)",
        "18th/19th century",
        "o'clock 5",
        "half past 9:15",
        "première quinzaine",
        "inclusive",
    ),
    *(
        "the previous month",
        "previous Friday",
        "the previous night",
        "vorletzte Nacht",
        "5/13 - 5/20",
        "24 to 5/13",
        "viernes(6/7)",
    ),
    *(
        "ostatni tydzień miesiąca",
        "первые числа мая",
        "primeiros de maio",
        "прошлые годы",
        "прошлые недели",
        "минулі місяці",
        "previous century",
        "5/6 - 7/8",
    ),
]


def read(text: str, **hints: object) -> DateText | Diagnostic:
    return read_date(text, DateHints(**{"anchor": DAY, **hints}))  # type: ignore[arg-type] # named in each call


@pytest.mark.parametrize(("text", "edtf", "precision", "part"), READ, ids=[row[0] for row in READ])
def test_a_text_is_read_as(text: str, edtf: str, precision: str, part: str | None) -> None:
    reading = read(text)
    assert isinstance(reading, DateText), reading
    assert (reading.edtf, reading.precision, reading.part_of_day) == (edtf, precision, part)


@pytest.mark.parametrize(
    "text",
    ["six months later", "three months earlier", "10 days later", "two weeks before", "two days prior", "a day after",
     "the following day", "the following Monday", "following Monday", "the previous week", "drei Tage später",
     "drei Tage zuvor", "nach drei Tagen", "zwei Wochen danach", "deux jours plus tard", "deux semaines avant",
     "trois jours après", "la semaine suivante", "dos días después", "dos semanas antes", "dwa dni później",
     "dwa dni wcześniej", "два дня спустя", "спустя два дня", "неделю спустя", "два дня раньше", "два дні потому",
     "два дні пізніше", "два дні пазней", "sonraki hafta", "ثلاثة أيام لاحقا"],
)  # fmt: skip
def test_what_counts_from_a_day_that_is_told_is_not_counted_from_the_anchor(text: str) -> None:
    reading = read(text)
    assert isinstance(reading, Diagnostic)
    assert reading.code == "D201"
    assert "counts from another day" in str(reading.help)


@pytest.mark.parametrize(
    ("text", "anchor", "edtf"),
    [("this winter", "2021-01-15", "2020-24"), ("this winter", "2021-10-01", "2021-24"),
     ("this winter", "2021-12-10", "2021-24"), ("last weekend", "2021-03-21", "[2021-03-13..2021-03-14]"),
     ("this weekend", "2021-03-21", "[2021-03-20..2021-03-21]"), ("last weekend", "2021-03-22", "[2021-03-20..2021-03-21]"),
     ("the 20s", "2031-01-01", "202X"), ("the 10s", "2021-01-01", "201X")],
)  # fmt: skip
def test_a_span_that_lasts_is_the_one_that_is_meant(text: str, anchor: str, edtf: str) -> None:
    reading = read(text, anchor=anchor)
    assert isinstance(reading, DateText), reading
    assert reading.edtf == edtf


@pytest.mark.parametrize(
    ("text", "anchor", "edtf"),
    [("31 December last year", "2021-01-01", "2020-12-31"), ("August last year", "2020-12-31", "2019-08"),
     ("29 February next year", "2023-02-28", "2024-02-29"), ("the 31st of last month", "2021-01-31", "2020-12-31"),
     ("the 5th of next month", "2020-12-31", "2021-01-05"), ("Friday of last week", "2021-01-01", "2020-12-25"),
     ("Monday next week", "2021-01-04", "2021-01-11"), ("from December last year to February", "2021-03-17", "2020-12/2021-02"),
     ("week 10 last year", "2021-01-01", "2020-03-02/2020-03-08"), ("next quarter", "2021-11-02", "[2022-01..2022-03]"),
     ("earlier this week", "2021-03-15", "2021-03-15"), ("later this week", "2021-03-21", "2021-03-21")],
)  # fmt: skip
def test_what_is_of_another_year_or_month_is_counted_from_the_anchor(text: str, anchor: str, edtf: str) -> None:
    reading = read(text, anchor=anchor)
    assert isinstance(reading, DateText), reading
    assert (reading.edtf, reading.basis, reading.anchor) == (edtf, "relative", anchor)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("29 February last year", "2020-02-29"),
        ("the 31st of last month", "2021-03-31"),
        ("Monday 5 May last year", DAY),
    ],
)
def test_a_day_that_the_other_year_or_month_lacks_is_refused(text: str, anchor: str) -> None:
    assert isinstance(read(text, anchor=anchor), Diagnostic)


@pytest.mark.parametrize("mark", ["'", "’", "‘", "‛", "ʼ", "`", "´"])
def test_every_apostrophe_is_the_same_in_any_text(mark: str) -> None:
    for text in ("June {}21", "{}21", "минулої п{}ятниці", "5 June{} 2019", "5 июня {}19"):
        plain = read(text.format("'"))
        assert isinstance(plain, DateText)
        assert read(text.format(mark)) == plain


@pytest.mark.parametrize(("text", "candidates"), AMBIGUOUS, ids=[row[0] for row in AMBIGUOUS])
def test_what_may_mean_two_dates_lists_them(text: str, candidates: set[str]) -> None:
    reading = read(text)
    assert isinstance(reading, Diagnostic)
    assert (reading.code, set(reading.candidates)) == ("D202", candidates)


@pytest.mark.parametrize("text", REFUSED, ids=[repr(text[:30]) for text in REFUSED])
def test_what_is_not_understood_whole_is_refused(text: str) -> None:
    reading = read(text)
    assert isinstance(reading, Diagnostic)
    assert reading.code == "D201"


@pytest.mark.parametrize(("order", "edtf"), [("dmy", "2019-04-03"), ("mdy", "2019-03-04")], ids=["dmy", "mdy"])
def test_a_stated_order_settles_numeric_texts(order: str, edtf: str) -> None:
    reading = read("03/04/2019", order=order)
    assert isinstance(reading, DateText)
    assert reading.edtf == edtf


@pytest.mark.parametrize(
    ("order", "edtf"), [("dmy", "2019-01-02/2019-07-02"), ("mdy", "2019-02-01/2019-02-07")], ids=["dmy", "mdy"]
)
def test_a_stated_order_settles_both_ends(order: str, edtf: str) -> None:
    reading = read("from 2/1 to 2/7, 2019", order=order)
    assert isinstance(reading, DateText)
    assert reading.edtf == edtf


def test_a_date_the_stated_order_forbids_is_refused_not_repaired() -> None:
    assert isinstance(read("25/12/2019", order="mdy"), Diagnostic)


@pytest.mark.parametrize(
    "text",
    ["5 February", "yesterday", "on Friday", "last week", "the 90s", "28-Feb-19", "the past three days", "later this year",
     "by the end of the month", "from the 4th to the 6th", "between May 2019 and now", "martes 16", "yesterday, 16 March 2019"],
)  # fmt: skip
def test_what_lacks_its_year_needs_an_anchor(text: str) -> None:
    reading = read_date(text, DateHints())
    assert isinstance(reading, Diagnostic)
    assert reading.code == "D208"


@pytest.mark.parametrize(
    ("text", "calendar", "anchor", "future", "edtf"),
    [("the week of 1 January", None, "2021-12-30", False, "2021-12-27/2022-01-02"),
     ("1 January", None, "2021-12-30", False, "2021-01-01"),
     ("1 January", "julian", "0050-12-31", False, "0050-12-30"),
     ("25 December", "julian", "2021-01-03", True, "2021-01-07")],
)  # fmt: skip
def test_a_date_may_lie_in_the_year_before_its_own(
    text: str, calendar: str | None, anchor: str, future: bool, edtf: str
) -> None:
    reading = read_date(text, DateHints(anchor, calendar=calendar, future=future))
    assert isinstance(reading, DateText)
    assert reading.edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("18 March", "2021-03-18"), ("17 March", "2021-03-17"), ("16 March", "2022-03-16"), ("Thursday", "2021-03-18"),
     ("30 December - 2 January", "2021-12-30/2022-01-02"), ("winter", "2021-24"), ("as of 18 March", "2021-03-18/.."),
     ("heute Nacht", "2021-03-17"), ("this Tuesday", "2021-03-23"), ("the next three days", "[2021-03-17..2021-03-20]"),
     ("at the end of the month", "[2021-03-21..2021-03-31]"), ("from the 4th to the 6th", "2021-04-04/2021-04-06")],
)  # fmt: skip
def test_what_is_planned_lies_ahead(text: str, edtf: str) -> None:
    reading = read(text, future=True)
    assert isinstance(reading, DateText)
    assert reading.edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("until 18 March", "../2021-03-18"), ("until Thursday", "../2021-03-18"), ("by 5 April", "[..2021-04-05]"),
     ("from Monday to Friday", "2021-03-15/2021-03-19"),
     ("since 18 March", "2020-03-18/.."), ("as of 5 March", "2021-03-05/.."), ("5 March", "2021-03-05")],
)  # fmt: skip
def test_what_lasts_ends_ahead(text: str, edtf: str) -> None:
    reading = read(text, lasting=True)
    assert isinstance(reading, DateText), reading
    assert reading.edtf == edtf


@pytest.mark.parametrize(
    ("text", "basis", "anchor"),
    [("5 February 2019", "stated", None), ("5 February", "year-inferred", DAY), ("yesterday", "relative", DAY)],
)
def test_a_reading_says_what_it_rests_on(text: str, basis: str, anchor: str | None) -> None:
    reading = read(text)
    assert isinstance(reading, DateText)
    assert (reading.basis, reading.anchor) == (basis, anchor)


@pytest.mark.parametrize(
    ("text", "start", "end", "zone", "offset"),
    [
        ("5 February 2019 at 09:15 Moscow time", "09:15:00", "09:15:59", "Europe/Moscow", None),
        ("14:30 UTC", "14:30:00", "14:30:59", "UTC", "Z"),
        ("5 Feb 2019 09:15 GMT+3", "09:15:00", "09:15:59", "Etc/GMT-3", "+03:00"),
        ("2019-02-05T09:15+05:30", "09:15:00", "09:15:59", None, "+05:30"),
        ("from 9:00 to 11:00 on 5 February 2019", "09:00:00", "10:59:59", None, None),
        ("11:00-1:30 pm on 5 February 2019", "11:00:00", "13:29:59", None, None),
        ("14:30 local time, 5 February 2019", "14:30:00", "14:30:59", None, None),
        ("5 February 2019, 2:30 PM EST", "14:30:00", "14:30:59", "Etc/GMT+5", None),
        ("5 февраля в 9 утра мск", "09:00:00", "09:59:59", "Europe/Moscow", None),
        ("5. Februar 2019 um 9.30 Uhr", "09:30:00", "09:30:59", None, None),
        ("after 14:00 on 5 February 2019", "14:00:00", None, None, None),
        ("Tuesday 09:15 MSK, 5 February 2019", "09:15:00", "09:15:59", "Europe/Moscow", None),
    ],
)
def test_a_printed_time_and_zone_are_kept(
    text: str, start: str, end: str | None, zone: str | None, offset: str | None
) -> None:
    reading = read(text)
    assert isinstance(reading, DateText)
    assert reading.clock is not None
    assert (reading.clock.start, reading.clock.end, reading.timezone, reading.offset) == (start, end, zone, offset)


@pytest.mark.parametrize(
    ("text", "calendar", "edtf"),
    [
        ("25 October 1917 (O.S.)", None, "1917-11-07"),
        ("18 August 1604 after the old style", None, "1604-08-28"),
        ("25 October 1917", "julian", "1917-11-07"),
        ("1917-10-25", "julian", "1917-11-07"),
        ("29 February 1900", "julian", "1900-03-13"),
        ("October 1917", "julian", "[1917-10-14..1917-11-13]"),
        ("25 October (7 November) 1917", None, "1917-11-07"),
        ("25 октября (7 ноября) 1917 г.", None, "1917-11-07"),
        ("1 (14) января 1918 года", None, "1918-01-14"),
        ("7 November (25 October O.S.) 1917", None, "1917-11-07"),
        ("7 November (O.S. 25 October) 1917", None, "1917-11-07"),
        ("25 October (7 November N.S.) 1917", None, "1917-11-07"),
        ("25 декабря 1916 (7 января 1917)", None, "1917-01-07"),
        ("12/24 February 1837", None, "1837-02-24"),
        ("5 (15) November 1605", "julian", "1605-11-15"),
        ("30 January 1648/9", "julian", "1649-02-09"),
        ("30 January 1648/49 (O.S.)", None, "1649-02-09"),
        ("January 30, 1648/9", "julian", "1649-02-09"),
        ("29 February 1699/1700", "julian", "1700-03-11"),
        ("January 1648/9", "julian", "[1649-01-11..1649-02-10]"),
        ("Easter Day 1471", "julian", "1471-04-23"),
        ("Easter Sunday 1700", "julian", "1700-04-11"),
        ("Michaelmas 1605", "julian", "1605-10-09"),
        ("21 or 23 May 1471", "julian", "[1471-05-30,1471-06-01]"),
    ],
)
def test_julian_dates_become_gregorian(text: str, calendar: str | None, edtf: str) -> None:
    reading = read(text, calendar=calendar)
    assert isinstance(reading, DateText)
    assert reading.edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "5 November 1605 (N.S.)",
        "15 February 1604(5)",
        "25 March 1700/1",
        "30 April 1648/9",
        "30 January 1648/8",
        "24 June 1471 (24.6.1471)",
        "May or June 1471",
    ],
)
def test_what_the_julian_calendar_does_not_have_is_refused(text: str) -> None:
    assert isinstance(read(text, calendar="julian"), Diagnostic)


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [(1818, "1818-03-22", "1818-04-26"), (1916, "1916-04-23", "1916-04-23"), (1961, "1961-04-02", "1961-04-09"),
     (2008, "2008-03-23", "2008-04-27"), (2019, "2019-04-21", "2019-04-28"), (2024, "2024-03-31", "2024-05-05"),
     (2038, "2038-04-25", "2038-04-25"), (2076, "2076-04-19", "2076-04-26")],
)  # fmt: skip
def test_easter_is_where_the_tables_have_it(year: int, western: str, eastern: str) -> None:
    assert (iso_day(easter(year)), iso_day(julian_easter(year))) == (western, eastern)


@given(st.integers(326, 9999))
def test_easter_is_a_sunday_after_the_equinox(year: int) -> None:
    """From 22 March to 25 April, each church by its own calendar."""
    first, last = from_julian(year, 3, 22), from_julian(year, 4, 25)
    assert first is not None
    assert last is not None
    assert weekday(julian_easter(year)) == weekday(easter(year)) == 7
    assert first <= julian_easter(year) <= last
    assert day_number(year, 3, 22) <= easter(year) <= day_number(year, 4, 25)


@pytest.mark.parametrize("language", languages())
def test_the_feasts_of_a_language_are_days_of_a_year(language: str) -> None:
    for phrase, symbols in lexicon(language).readings.items():
        for kind, name in symbols:
            if kind == KINDS["feast"] and "season" not in name:
                found = dates._readings(f"{' '.join(phrase)} 2023", DateHints(languages=(language,)))[0]
                assert 1 <= len(found) <= 2, (phrase, name)
                assert all(reading.precision == "day" and reading.edtf[:4] == "2023" for reading in found), phrase


def test_a_time_zone_of_summer_is_an_offset() -> None:
    reading = read("5 February 2019 10:00 EDT")
    assert isinstance(reading, DateText)
    assert reading.timezone == "Etc/GMT+4"


def test_languages_that_disagree_make_a_text_ambiguous() -> None:
    either = read("до 5 лютого 2019", languages=("uk",))
    assert isinstance(either, Diagnostic)
    one = read("mar 2019")
    assert isinstance(one, DateText)
    assert one.edtf == "2019-03"


@pytest.mark.parametrize("language", languages())
def test_every_month_and_weekday_of_a_language_is_read(language: str) -> None:
    for phrase, symbols in lexicon(language).readings.items():
        for kind, value in symbols:
            word = "".join(phrase) if language == "zh" else " ".join(phrase)
            if kind == "m":
                reading = read(f"{word}2019年" if language == "zh" else f"{word} 2019", languages=(language,))
                assert isinstance(reading, DateText), (word, reading)
                assert reading.edtf == f"2019-{value:02d}", word


@pytest.mark.parametrize("language", languages())
def test_a_lexicon_names_what_every_language_has(language: str) -> None:
    path = Path(__file__).parents[2] / "schema" / "lexicon" / "dates" / f"{language}.json"
    content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_each_once)
    assert len(content["months"]) == 12
    assert len(content["weekdays"]) == 7
    assert set(content["seasons"]) == {"spring", "summer", "autumn", "winter"}
    assert set(content["thirds"]) == {"early", "mid", "late"}
    wanted = {"before", "after", "last", "this", "next", "ago", "day", "week", "month-unit", "year", "century"}
    assert wanted <= set(content["words"])


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    assert len(dict(pairs)) == len(pairs), pairs
    return dict(pairs)


def test_numbers_are_read_in_a_language_that_has_no_words_here() -> None:
    reading = read("28.2.2019", languages=("sw",))
    assert isinstance(reading, DateText)
    assert reading.edtf == "2019-02-28"


def test_a_repeated_text_is_a_look_up() -> None:
    read("5 February 1903")
    before = read_date.cache_info()
    read("5 February 1903")
    assert read_date.cache_info().hits == before.hits + 1
    assert (before.maxsize or 0) > 10_000  # a dataset may well have as many texts


@given(st.text(max_size=40), st.sampled_from([None, "dmy", "mdy", "ymd"]), st.booleans())
def test_any_text_is_read_or_refused(text: str, order: str | None, future: bool) -> None:
    assert isinstance(read(text, order=order, future=future), DateText | Diagnostic)


WORDS = st.sampled_from([
    "the", "of", "in", "from", "to", "between", "and", "before", "since", "last", "this", "next", "by", "-", ",",
    "?", "(", ")", "3", "5", "2019", "BC", "early", "circa", "ago", "May", "June", "Friday", "morning", "night",
    "23rd", "1990s", "century", "week", "09:15", "UTC", "03/04/2019", "quarter", "half", "second", "24.06.", "am",
    "noon", "weekend", "may", "or", "Good Friday", "year", "week", "1648/9", "(5)", "in the evening", "quarter", "12/24",
])  # fmt: skip


@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_whatever_is_read_is_edtf_with_its_own_bounds(text: str) -> None:
    reading = read(text, languages=("en",))
    if isinstance(reading, DateText):
        value = parse(reading.edtf)
        assert value is not None, reading
        if reading.clock is None and reading.part_of_day is None:
            assert bounds(value) == (reading.first, reading.last)
        assert reading.first is None or reading.last is None or reading.first <= reading.last


@given(st.lists(WORDS, min_size=1, max_size=6).map(" ".join))
def test_a_word_that_is_none_is_never_passed_over(text: str) -> None:
    assert isinstance(read(f"{text} zzyzx", languages=("en",)), Diagnostic)


def test_the_gold_records_are_right_and_never_wrong() -> None:
    path = GOLD / "records_dates.jsonl"
    if not path.exists():
        pytest.skip("records_dates.jsonl absent")
    answered = right = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reading = read_date(row["text"], DateHints(anchor=row["anchor"]))
        if row["status"] != "ok":
            assert isinstance(reading, Diagnostic), row["text"]
        else:
            answered += 1
            ends = {row["end"], row["alt_end"] or row["end"]}
            wanted = {(row["start"][:10], None if end == "open" else end[:10]) for end in ends}
            if isinstance(reading, DateText):
                assert (reading.first, reading.last) in wanted, row["text"]
                right += 1
    assert right >= 0.97 * answered
