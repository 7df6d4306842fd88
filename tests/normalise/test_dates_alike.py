"""What means the same in many languages is read the same."""

import pytest

from regesta.normalise.dates.read import DateHints, DateText, read_date

ALIKE = [
    ("2020-05", [
        "May last year", "Mai letzten Jahres", "mai de l'année dernière", "mayo del año pasado",
        "maggio dell'anno scorso", "maio do ano passado", "w maju ubiegłego roku", "в мае прошлого года",
        "у травні минулого року", "у маі мінулага года", "geçen yıl mayısta", "مايو من العام الماضي",
    ]),
    ("[2021-02-21..2021-02-28]", [
        "the end of last month", "Ende letzten Monats", "fin du mois dernier", "a finales del mes pasado",
        "alla fine del mese scorso", "no final do mês passado", "pod koniec ubiegłego miesiąca",
        "в конце прошлого месяца", "наприкінці минулого місяця", "у канцы мінулага месяца", "geçen ayın sonunda",
        "نهاية الشهر الماضي",
    ]),
    ("[2021-01-01..2021-03-17]", [
        "earlier this year", "früher in diesem Jahr", "plus tôt cette année", "wcześniej w tym roku",
        "ранее в этом году", "раней у гэтым годзе",
    ]),
    ("[2021-03-17..2021-03-21]", [
        "later this week", "später in dieser Woche", "plus tard cette semaine", "más tarde esta semana",
        "più avanti questa settimana", "mais tarde nesta semana", "później w tym tygodniu", "позднее на этой неделе",
        "пізніше цього тижня", "пазней у гэтым тыдні",
    ]),
    ("[2021-03-12..2021-03-17]", [
        "the past five days", "in den letzten fünf Tagen", "ces cinq derniers jours", "los últimos cinco días",
        "gli ultimi cinque giorni", "os últimos cinco dias", "ostatnie pięć dni", "последние пять дней",
        "останні п'ять днів", "апошнія пяць дзён", "son beş gün",
    ]),
    ("[2021-03-17~..2021-03-31~]", [
        "the coming two weeks", "in den kommenden zwei Wochen", "les deux prochaines semaines",
        "las próximas dos semanas", "le prossime due settimane", "as próximas duas semanas",
        "najbliższe dwa tygodnie", "ближайшие две недели", "найближчі два тижні", "бліжэйшыя два тыдні",
        "önümüzdeki iki hafta",
    ]),
    ("[2019-01..2019-03]", [
        "the first three months of 2019", "in den ersten drei Monaten 2019", "les trois premiers mois de 2019",
        "los tres primeros meses de 2019", "i primi tre mesi del 2019", "os três primeiros meses de 2019",
        "pierwsze trzy miesiące 2019 roku", "первые три месяца 2019 года", "перші три місяці 2019 року",
        "першыя тры месяцы 2019 года", "2019'un ilk üç ayı",
    ]),
    ("2019-12-31", [
        "the last day of 2019", "am letzten Tag des Jahres 2019", "le dernier jour de 2019", "el último día de 2019",
        "l'ultimo giorno del 2019", "o último dia de 2019", "ostatni dzień 2019 roku", "последний день 2019 года",
        "останній день 2019 року", "апошні дзень 2019 года", "2019'un son günü", "آخر يوم من عام 2019",
    ]),
    ("2019-05-31", [
        "the last day of May 2019", "am letzten Tag des Mai 2019", "le dernier jour de mai 2019",
        "el último día de mayo de 2019", "l'ultimo giorno di maggio 2019", "o último dia de maio de 2019",
        "ostatni dzień maja 2019", "последний день мая 2019", "останній день травня 2019", "апошні дзень мая 2019",
        "Mayıs 2019'un son günü", "آخر يوم من مايو 2019",
    ]),
    ("2019-05-27", [
        "the last Monday of May 2019", "am letzten Montag im Mai 2019", "le dernier lundi de mai 2019",
        "el último lunes de mayo de 2019", "l'ultimo lunedì di maggio 2019", "a última segunda-feira de maio de 2019",
        "ostatni poniedziałek maja 2019", "последний понедельник мая 2019", "останній понеділок травня 2019",
        "апошні панядзелак мая 2019", "Mayıs 2019'un son pazartesisi", "آخر اثنين من مايو 2019",
    ]),
    ("2021-02-26", [
        "the last Friday of last month", "am letzten Freitag des letzten Monats",
        "le dernier vendredi du mois dernier", "el último viernes del mes pasado", "l'ultimo venerdì del mese scorso",
        "a última sexta-feira do mês passado", "ostatni piątek ubiegłego miesiąca",
        "последняя пятница прошлого месяца", "остання п'ятниця минулого місяця", "апошняя пятніца мінулага месяца",
        "geçen ayın son cuması", "آخر جمعة من الشهر الماضي",
    ]),
    ("2021-03-16", [
        "yesterday, 16 March", "gestern, 16. März", "hier, 16 mars", "ayer, 16 de marzo", "ieri, 16 marzo",
        "ontem, 16 de março", "wczoraj, 16 marca", "вчера, 16 марта", "вчора, 16 березня", "учора, 16 сакавіка",
        "dün, 16 Mart", "أمس، 16 مارس",
    ]),
    ("2021-03-16", [
        "Tuesday 16", "Dienstag, 16.", "mardi 16", "martes 16", "martedì 16", "terça-feira, 16", "wtorek 16",
        "вторник, 16", "вівторок, 16", "аўторак, 16", "salı 16", "الثلاثاء 16",
    ]),
    ("[..2021-12-31]", [
        "by the end of the year", "bis spätestens Ende des Jahres", "d'ici la fin de l'année", "antes de fin de año",
        "entro la fine dell'anno", "antes do fim do ano", "к концу года", "не пізніше кінця року",
        "не пазней за канец года", "قبل نهاية العام",
    ]),
    ("../2021-03-31", [
        "until the end of the month", "bis Ende des Monats", "jusqu'à la fin du mois", "hasta finales de mes",
        "fino alla fine del mese", "até o fim do mês", "do końca miesiąca", "по конец месяца", "по кінець місяця",
        "па канец месяца", "ay sonuna kadar", "حتى نهاية الشهر",
    ]),
    ("2021-01-01/..", [
        "since the beginning of the year", "seit Anfang des Jahres", "depuis le début de l'année",
        "desde principios de año", "dall'inizio dell'anno", "desde o início do ano", "od początku roku",
        "с начала года", "з початку року", "з пачатку года", "yıl başından beri", "منذ بداية العام",
    ]),
    ("[2021-01..2021-03]", [
        "the first quarter of the year", "im ersten Quartal des Jahres", "le premier trimestre de l'année",
        "el primer trimestre del año", "il primo trimestre dell'anno", "o primeiro trimestre do ano",
        "pierwszy kwartał roku", "первый квартал года", "перший квартал року", "першы квартал года",
        "yılın ilk çeyreği", "الربع الأول من العام",
    ]),
    ("[2019-10..2019-12]", [
        "the last quarter of 2019", "das letzte Quartal 2019", "le dernier trimestre de 2019",
        "el último trimestre de 2019", "l'ultimo trimestre del 2019", "o último trimestre de 2019",
        "ostatni kwartał 2019", "последний квартал 2019", "останній квартал 2019", "апошні квартал 2019",
        "2019'un son çeyreği",
    ]),
    ("2021-02~", [
        "about a month ago", "vor etwa einem Monat", "il y a environ un mois", "hace aproximadamente un mes",
        "circa un mese fa", "há cerca de um mês", "około miesiąca temu", "около месяца назад", "близько місяця тому",
        "каля месяца таму", "yaklaşık bir ay önce", "قبل نحو شهر",
    ]),
    ("2021-03-14~", [
        "about three days ago", "vor etwa drei Tagen", "il y a environ trois jours", "hace unos tres días",
        "circa tre giorni fa", "há cerca de três dias", "około trzech dni temu", "около трёх дней назад",
        "близько трьох днів тому", "каля трох дзён таму", "yaklaşık üç gün önce", "قبل نحو ثلاثة أيام",
    ]),
    ("2019-02-05T21:30:00", [
        "half past nine in the evening on 5 February 2019", "neuf heures et demie du soir, le 5 février 2019",
        "las nueve y media de la noche del 5 de febrero de 2019", "le nove e mezza di sera del 5 febbraio 2019",
        "nove e meia da noite de 5 de fevereiro de 2019", "wpół do dziesiątej wieczorem 5 lutego 2019",
        "половина десятого вечера 5 февраля 2019", "пів на десяту вечора 5 лютого 2019",
        "5 Şubat 2019 akşam dokuz buçukta",
    ]),
    ("1953", [
        "nineteen fifty-three", "mil neuf cent cinquante-trois", "mil novecientos cincuenta y tres",
        "mil novecentos e cinquenta e três", "tysiąc dziewięćset pięćdziesiąty trzeci rok",
        "тысяча девятьсот пятьдесят третий год", "тисяча дев'ятсот п'ятдесят третій рік", "bin dokuz yüz elli üç",
    ]),
    ("[2021-03-16..2021-03-31]", [
        "the second half of the month", "in der zweiten Hälfte des Monats", "la seconde moitié du mois",
        "la segunda mitad del mes", "la seconda metà del mese", "a segunda metade do mês", "druga połowa miesiąca",
        "вторая половина месяца", "друга половина місяця", "другая палова месяца", "ayın ikinci yarısı",
        "النصف الثاني من الشهر",
    ]),
    ("191X", [
        "the second decade of the 20th century", "im zweiten Jahrzehnt des 20. Jahrhunderts",
        "la deuxième décennie du XXe siècle", "la segunda década del siglo XX", "il secondo decennio del XX secolo",
        "a segunda década do século XX", "druga dekada XX wieku", "второе десятилетие XX века",
        "друге десятиліття XX століття", "другое дзесяцігоддзе XX стагоддзя", "20. yüzyılın ikinci on yılı",
        "العقد الثاني من القرن العشرين",
    ]),
    ("2021-02-05", [
        "the 5th of last month", "am 5. des letzten Monats", "le 5 du mois dernier", "el 5 del mes pasado",
        "il 5 del mese scorso", "dia 5 do mês passado", "5 ubiegłego miesiąca", "5-го числа прошлого месяца",
        "5-го числа минулого місяця", "5-га чысла мінулага месяца", "geçen ayın 5'inde", "الخامس من الشهر الماضي",
    ]),
    ("2021-03-17/2021-03-21", [
        "the rest of the week", "der Rest der Woche", "le reste de la semaine", "el resto de la semana",
        "il resto della settimana", "o resto da semana", "reszta tygodnia", "остаток недели", "решта тижня",
        "рэшта тыдня", "haftanın geri kalanı",
    ]),
    ("2021-03-15", [
        "in the night from Monday to Tuesday", "in der Nacht von Montag auf Dienstag",
        "dans la nuit de lundi à mardi", "en la noche del lunes al martes", "nella notte tra lunedì e martedì",
        "na noite de segunda para terça", "w nocy z poniedziałku na wtorek", "в ночь с понедельника на вторник",
        "у ніч з понеділка на вівторок", "у ноч з панядзелка на аўторак", "pazartesiyi salıya bağlayan gece",
    ]),
    ("2019-02-04", [
        "in der Nacht zum 5. Februar 2019", "dans la nuit du 4 au 5 février 2019",
        "en la noche del 4 al 5 de febrero de 2019", "nella notte tra il 4 e il 5 febbraio 2019",
        "na noite de 4 para 5 de fevereiro de 2019", "w nocy z 4 na 5 lutego 2019", "в ночь на 5 февраля 2019",
        "у ніч на 5 лютого 2019", "у ноч на 5 лютага 2019", "4 Şubat'ı 5 Şubat 2019'a bağlayan gece",
    ]),
    ("2021-03-16", [
        "early on Tuesday morning", "am frühen Dienstagmorgen", "tôt mardi matin", "el martes de madrugada",
        "martedì all'alba", "terça-feira de madrugada", "we wtorek nad ranem", "рано утром во вторник",
        "рано-вранці у вівторок", "salı sabaha karşı", "فجر الثلاثاء",
    ]),
    ("2021-03-15", [
        "late on Monday evening", "am späten Montagabend", "lundi tard dans la soirée", "lunedì in tarda serata",
        "w poniedziałek późnym wieczorem", "поздно вечером в понедельник", "пізно ввечері в понеділок",
        "مساء الاثنين",
    ]),
    ("[2021-03-13..2021-03-14]", [
        "last weekend", "letztes Wochenende", "le week-end dernier", "el fin de semana pasado",
        "lo scorso fine settimana", "no fim de semana passado", "w miniony weekend", "в прошлые выходные",
        "у минулі вихідні", "у мінулыя выхадныя", "geçen hafta sonu", "عطلة نهاية الأسبوع الماضي",
    ]),
    ("2021-03-22", [
        "next Monday", "nächsten Montag", "lundi prochain", "el próximo lunes", "lunedì prossimo",
        "na próxima segunda-feira", "w przyszły poniedziałek", "в следующий понедельник", "наступного понеділка",
        "у наступны панядзелак", "gelecek pazartesi", "الاثنين القادم",
    ]),
    ("2021-03-15", [
        "last Monday", "letzten Montag", "lundi dernier", "el lunes pasado", "lunedì scorso",
        "na segunda-feira passada", "w zeszły poniedziałek", "в прошлый понедельник", "минулого понеділка",
        "у мінулы панядзелак", "geçen pazartesi", "الاثنين الماضي",
    ]),
    ("2021-03-09", [
        "Tuesday of last week", "Dienstag letzter Woche", "mardi de la semaine dernière",
        "el martes de la semana pasada", "martedì della settimana scorsa", "terça-feira da semana passada",
        "we wtorek w zeszłym tygodniu", "во вторник на прошлой неделе", "у вівторок минулого тижня",
        "у аўторак на мінулым тыдні", "geçen hafta salı", "الثلاثاء من الأسبوع الماضي",
    ]),
    ("2021-03-16T15:00:00", [
        "at 3 pm on Tuesday", "am Dienstag um 15 Uhr", "mardi à 15 heures", "el martes a las 15 horas",
        "martedì alle ore 15", "terça-feira às 15 horas", "we wtorek o godz. 15", "во вторник в 15 часов",
        "у вівторок о 15 годині", "у аўторак а 15 гадзіне", "salı saat 15:00'te", "الثلاثاء الساعة 3 مساء",
    ]),
    ("2019-02-05T14:00:00", [
        "between 14:00 and 15:00 on 5 February 2019", "am 5. Februar 2019 zwischen 14:00 und 15:00 Uhr",
        "le 5 février 2019 entre 14h00 et 15h00", "el 5 de febrero de 2019 entre las 14:00 y las 15:00",
        "il 5 febbraio 2019 tra le 14:00 e le 15:00", "em 5 de fevereiro de 2019 entre as 14:00 e as 15:00",
        "5 lutego 2019 między 14:00 a 15:00", "5 февраля 2019 между 14:00 и 15:00", "5 лютого 2019 між 14:00 і 15:00",
        "5 лютага 2019 паміж 14:00 і 15:00", "5 Şubat 2019 14:00 ile 15:00 arasında",
        "5 فبراير 2019 بين 14:00 و 15:00",
    ]),
    ("[2019-02-06..]", [
        "after 5 February 2019", "nach dem 5. Februar 2019", "après le 5 février 2019",
        "después del 5 de febrero de 2019", "dopo il 5 febbraio 2019", "depois de 5 de fevereiro de 2019",
        "po 5 lutego 2019", "после 5 февраля 2019", "після 5 лютого 2019", "пасля 5 лютага 2019",
        "5 Şubat 2019'dan sonra", "بعد 5 فبراير 2019",
    ]),
    ("[2019-02-05..]", [
        "not before 5 February 2019", "nicht früher als 5. Februar 2019", "pas avant le 5 février 2019",
        "no antes del 5 de febrero de 2019", "non prima del 5 febbraio 2019", "não antes de 5 de fevereiro de 2019",
        "nie wcześniej niż 5 lutego 2019", "не ранее 5 февраля 2019", "не раніше 5 лютого 2019",
        "не раней за 5 лютага 2019", "en erken 5 Şubat 2019",
    ]),
    ("2019-02-05/..", [
        "since 5 February 2019", "seit dem 5. Februar 2019", "depuis le 5 février 2019",
        "desde el 5 de febrero de 2019", "a partire dal 5 febbraio 2019", "desde 5 de fevereiro de 2019",
        "począwszy od 5 lutego 2019", "начиная с 5 февраля 2019", "починаючи з 5 лютого 2019",
        "пачынаючы з 5 лютага 2019", "5 Şubat 2019'dan beri", "منذ 5 فبراير 2019",
    ]),
    ("[2019-07..2019-12]", [
        "the second half of 2019", "zweite Hälfte 2019", "la seconde moitié de 2019", "la segunda mitad de 2019",
        "la seconda metà del 2019", "a segunda metade de 2019", "druga połowa 2019 roku", "вторая половина 2019 года",
        "друга половина 2019 року", "другая палова 2019 года", "2019'un ikinci yarısı", "النصف الثاني من عام 2019",
    ]),
    ("[1993-05..1996-08]", [
        "the mid-1990s", "Mitte der 1990er Jahre", "le milieu des années 1990", "mediados de los años 1990",
        "metà degli anni 1990", "середина 1990-х годов", "середина 1990-х років", "сярэдзіна 1990-х гадоў",
        "1990'ların ortası",
    ]),
    ("[1766-09..1799-12]", [
        "the late 18th century", "Ende des 18. Jahrhunderts", "la fin du XVIIIe siècle", "finales del siglo XVIII",
        "la fine del XVIII secolo", "o final do século XVIII", "koniec XVIII wieku", "конец XVIII века",
        "кінець XVIII століття", "канец XVIII стагоддзя", "18. yüzyılın sonu", "أواخر القرن الثامن عشر",
    ]),
    ("-04XX", [
        "5th century BC", "5. Jahrhundert v. Chr.", "Ve siècle av. J.-C.", "siglo V a. C.", "V secolo a.C.",
        "século V a.C.", "V wiek p.n.e.", "V век до н. э.", "V століття до н. е.", "V стагоддзе да н.э.",
        "MÖ 5. yüzyıl", "القرن الخامس قبل الميلاد",
    ]),
    ("[2019-02-05,2019-02-07]", [
        "5 or 7 February 2019", "5. oder 7. Februar 2019", "le 5 ou le 7 février 2019",
        "el 5 o el 7 de febrero de 2019", "il 5 o il 7 febbraio 2019", "5 ou 7 de fevereiro de 2019",
        "5 lub 7 lutego 2019", "5 или 7 февраля 2019", "5 або 7 лютого 2019", "5 або 7 лютага 2019",
        "5 veya 7 Şubat 2019", "5 أو 7 فبراير 2019",
    ]),
    ("2021-02-22~/2021-02-28~", [
        "three weeks ago", "vor drei Wochen", "il y a trois semaines", "hace tres semanas", "tre settimane fa",
        "há três semanas", "trzy tygodnie temu", "три недели назад", "три тижні тому", "тры тыдні таму",
        "üç hafta önce", "قبل ثلاثة أسابيع",
    ]),
    ("2020-22", [
        "last summer", "letzten Sommer", "l'été dernier", "el verano pasado", "l'estate scorsa", "no verão passado",
        "прошлым летом", "минулого літа", "мінулым летам", "geçen yaz", "الصيف الماضي",
    ]),
    ("2020-08", [
        "last August", "letzten August", "août dernier", "agosto pasado", "lo scorso agosto", "agosto passado",
        "w zeszłym sierpniu", "в прошлом августе", "минулого серпня", "у мінулым жніўні", "geçen ağustos",
        "أغسطس الماضي",
    ]),
    ("2018-24", [
        "in the winter of 2018-19", "im Winter 2018/19", "l'hiver 2018-2019", "el invierno de 2018-2019",
        "inverno 2018-2019", "inverno de 2018-2019", "zimą 2018/2019", "зимой 2018-2019 годов",
        "взимку 2018-2019 років", "узімку 2018-2019 гадоў", "2018-2019 kışında", "شتاء 2018-2019",
    ]),
    ("2021-03-16", [
        "yesterday afternoon", "gestern Nachmittag", "hier après-midi", "ayer por la tarde", "ieri pomeriggio",
        "ontem à tarde", "wczoraj po południu", "вчера днём", "вчора вдень", "учора ўдзень", "dün öğleden sonra",
        "بعد ظهر أمس",
    ]),
    ("2019-02-03/2019-02-05", [
        "from 3 to 5 February 2019", "vom 3. bis 5. Februar 2019", "du 3 au 5 février 2019",
        "del 3 al 5 de febrero de 2019", "dal 3 al 5 febbraio 2019", "de 3 a 5 de fevereiro de 2019",
        "od 3 do 5 lutego 2019", "с 3 по 5 февраля 2019", "з 3 по 5 лютого 2019", "з 3 па 5 лютага 2019",
        "3 Şubat'tan 5 Şubat 2019'a kadar", "من 3 إلى 5 فبراير 2019",
    ]),
    ("../2021-03-17", [
        "until today", "bis heute", "jusqu'à aujourd'hui", "hasta hoy", "fino a oggi", "até hoje", "do dziś",
        "по сегодня", "по сьогодні", "па сёння", "bugüne kadar", "حتى اليوم",
    ]),
    ("2014/2021-03-17", [
        "from 2014 until today", "von 2014 bis heute", "de 2014 à aujourd'hui", "desde 2014 hasta hoy",
        "dal 2014 a oggi", "de 2014 até hoje", "od 2014 do dziś", "с 2014 по сегодня", "з 2014 по сьогодні",
        "з 2014 па сёння", "2014'ten bugüne kadar", "من 2014 حتى اليوم",
    ]),
    ("2019-02-05T21:00:00", [
        "shortly before 10 p.m. on 5 February 2019", "am 5. Februar 2019 kurz vor 22 Uhr",
        "le 5 février 2019 peu avant 22 heures", "el 5 de febrero de 2019 poco antes de las 22 horas",
        "il 5 febbraio 2019 poco prima delle 22", "em 5 de fevereiro de 2019 pouco antes das 22h",
        "5 lutego 2019 tuż przed godz. 22", "5 февраля 2019 незадолго до 22:00", "5 лютого 2019 незадовго до 22:00",
        "5 лютага 2019 незадоўга да 22:00", "5 februari 2019, kort voor 22 uur", "den 5 februari 2019 strax före klockan 22",
        "5. februar 2019 kort før klokken 22", "5. února 2019 krátce před 22. hodinou", "5. februára 2019 krátko pred 22. hodinou",
        "5 februarie 2019, puțin înainte de ora 22", "на 5 февруари 2019 малко преди 22 часа",
        "5. veljače 2019. malo prije 22 sata", "λίγο πριν τις 22:00 στις 5 Φεβρουαρίου 2019", "5. helmikuuta 2019 vähän ennen klo 22",
    ]),
    ("2019-02-05T00:00:00", [
        "shortly after midnight on 5 February 2019", "am 5. Februar 2019 kurz nach Mitternacht",
        "le 5 février 2019 peu après minuit", "el 5 de febrero de 2019 poco después de la medianoche",
        "il 5 febbraio 2019 poco dopo mezzanotte", "em 5 de fevereiro de 2019 pouco depois da meia-noite",
        "5 lutego 2019 tuż po północy", "5 февраля 2019 вскоре после полуночи", "5 лютого 2019 невдовзі після півночі",
        "5 februari 2019, kort na middernacht", "den 5 februari 2019 strax efter midnatt", "5. února 2019 krátce po půlnoci",
        "5. veljače 2019. malo poslije ponoći", "5 februarie 2019, la scurt timp după miezul nopții",
    ]),
    ("[2021-03-14..2021-03-17]", [
        "in the last three days", "in den letzten drei Tagen", "ces trois derniers jours", "en los últimos tres días",
        "negli ultimi tre giorni", "nos últimos três dias", "w ciągu ostatnich trzech dni", "за последние три дня",
        "за останні три дні", "за апошнія тры дні", "de afgelopen drie dagen", "de senaste tre dagarna", "de seneste tre dage",
        "de siste tre dagene", "viimeisten kolmen päivän aikana", "az elmúlt három napban", "v posledních třech dnech",
        "za posledné tri dni", "u poslednja tri dana", "през последните три дни", "în ultimele trei zile",
        "τις τελευταίες τρεις ημέρες", "3 hari terakhir", "3 ngày qua", "سه روز گذشته", "지난 3일 동안", "son üç gün",
    ]),
    ("[2021-03-16..2021-03-17]", [
        "the past 24 hours", "in den vergangenen 24 Stunden", "les dernières 24 heures", "las últimas 24 horas",
        "le ultime 24 ore", "as últimas 24 horas", "ostatniej doby", "за последние сутки", "за минулу добу",
        "de afgelopen 24 uur", "de senaste 24 timmarna", "de seneste 24 timer", "de siste 24 timene",
        "viimeisten 24 tunnin aikana", "az elmúlt 24 órában", "za posledních 24 hodin", "u poslednja 24 sata",
        "през последните 24 часа", "în ultimele 24 de ore", "τις τελευταίες 24 ώρες", "24 jam terakhir", "24 giờ qua",
        "۲۴ ساعت گذشته", "خلال الـ24 ساعة الماضية", "24 השעות האחרונות", "過去24時間", "过去24小时", "지난 24시간 동안",
        "पिछले 24 घंटों में", "son 24 saat",
    ]),
    ("2021-03-17T20:30:00", [
        "half past eight in the evening", "halb neun Uhr abends", "huit heures et demie du soir", "half negen 's avonds",
        "halv nio på kvällen", "halv ni om aftenen", "halv ni om kvelden", "puoli yhdeksältä illalla", "este fél kilenckor",
        "v půl deváté večer", "o pol deviatej večer", "u pola devet navečer", "в осем и половина вечерта",
        "opt și jumătate seara", "στις οκτώ και μισή το βράδυ", "בשעה שמונה וחצי בערב", "ساعت ۸ و نیم شب",
        "रात साढ़े आठ बजे", "রাত সাড়ে আটটায়", "setengah sembilan malam", "8 giờ rưỡi tối",
    ]),
    ("[2021-03-17..2021-12-31]", [
        "later this year", "später in diesem Jahr", "plus tard cette année", "más adelante este año", "później w tym roku",
        "позже в этом году", "пізніше цього року", "later dit jaar", "senare i år", "senere i år", "myöhemmin tänä vuonna",
        "později letos", "kasnije ove godine", "по-късно тази година", "mai târziu în acest an",
    ]),
    ("2019-02-05T02:30:00", [
        "in the night from 4 to 5 February 2019 at 2:30", "in der Nacht vom 4. auf den 5. Februar 2019 gegen 2.30 Uhr",
        "dans la nuit du 4 au 5 février 2019 vers 2h30", "w nocy z 4 na 5 lutego 2019 o godz. 2.30",
        "в ночь с 4 на 5 февраля 2019 в 02:30", "у ніч з 4 на 5 лютого 2019 о 02:30",
        "v noci ze 4. na 5. února 2019 ve 2:30", "nella notte tra il 4 e il 5 febbraio 2019 alle 2.30",
    ]),
    ("[2019-02-11..2019-02-28]", [
        "mid to late February 2019", "Mitte bis Ende Februar 2019", "mi- à fin février 2019", "середина - конец февраля 2019",
        "połowa - koniec lutego 2019",
    ]),
    ("2021-03-15/2021-03-21",["vecka 11","uge 11","uke 11","viikolla 11","KW 11"]),
    ("-04XX/-03XX",["5th-4th centuries BC","5.-4. Jh. v. Chr.","Ve-IVe siècle av. J.-C.","siglos V-IV a. C.","V-IV secolo a.C.","V-IV w. p.n.e.","V–IV вв. до н. э.","V–IV ст. до н. е."]),
    ("[1425..1449]",["second quarter of the 15th century","zweites Viertel des 15. Jahrhunderts","2e quart du XVe siècle","segundo cuarto del siglo XV","secondo quarto del XV secolo","segundo quartel do século XV","II ćw. XV w.","2-я четверть XV в.","друга чверть XV ст.","tweede kwart 15e eeuw","1400-talets andra fjärdedel"]),
]  # fmt: skip


@pytest.mark.parametrize(("edtf", "texts"), ALIKE, ids=[texts[0] for _, texts in ALIKE])
def test_the_same_is_read_in_each_language(edtf: str, texts: list[str]) -> None:
    readings = {text: read_date(text, DateHints(anchor="2021-03-17")) for text in texts}
    found = {text: reading.edtf for text, reading in readings.items() if isinstance(reading, DateText)}
    assert found == dict.fromkeys(texts, edtf)
