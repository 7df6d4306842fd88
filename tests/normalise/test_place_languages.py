"""Places as other languages name them: the words around names, and cities in other scripts."""

import pytest

from regesta.normalise.places.settle import PlaceContext, settle_place


@pytest.mark.parametrize(
    ("text", "geonames", "precision"),
    [
        ("مدينة حلب", 170063, "settlement"),
        ("محافظة إدلب", 169387, "admin1"),
        ("قرب دمشق", 170654, "near"),
        ("العاصمة دمشق", 170654, "settlement"),
        ("شمال سوريا", None, "area"),
        ("ريف إدلب", None, "area"),
        ("شهر تهران", 112931, "settlement"),
        ("استان تهران", 110791, "admin1"),
        ("نزدیک اصفهان", 418863, "near"),
        ("העיר חיפה", 294801, "settlement"),
        ("ליד תל אביב", 293397, "near"),
        ("città di Milano", 3173435, "settlement"),
        ("a nord di Kiev", 703448, "near"),
        ("regione di Donetsk", 709716, "admin1"),
        ("cidade de Kiev", 703448, "settlement"),
        ("perto de Moscou", 524901, "near"),
        ("estado de São Paulo", 3448433, "admin1"),
        ("Halep kenti", 170063, "settlement"),
        ("başkent Ankara", 323786, "settlement"),
        ("基辅", 703448, "settlement"),
        ("加德满都", 1283240, "settlement"),
        ("サラエボ", 3191281, "settlement"),
        ("키이우", 703448, "settlement"),
        ("Изюм Харьковской области", 707292, "settlement"),
        ("город Бахмут Донецкой области", 713174, "settlement"),
        ("Ізюм Харківської області", 707292, "settlement"),
        ("в Ростовской области", 501165, "admin1"),
        ("लीमा", 3936456, "settlement"),
        ("लोमे", 2365267, "settlement"),
        ("طرابلس، ليبيا", 2210247, "settlement"),
        ("بنغازى", 88319, "settlement"),
        ("قرب القاهره", 360630, "near"),
        ("أمدرمان، السودان", 365137, "settlement"),
        ("محافظة اللاذقيه", 173578, "admin1"),
        ("محافظه اللاذقيه", 173578, "admin1"),
        ("مدينـة بنـغازي", 88319, "settlement"),
        ("شمالى سوريا", None, "area"),
        ("كراچي", 1174872, "settlement"),
        ("у Львові", 702550, "settlement"),
        ("у Бахмута", 713174, "near"),
        ("İzmir'de", 311046, "settlement"),
        ("Gazze'nin", 281133, "settlement"),
        ("Şırnak'ın Cizre ilçesinde", 438774, "admin2"),
        ("Siirt’in Eruh ilçesi kırsalı", 8630838, "admin2"),
        ("Şırnak'ın Uludere ilçesine bağlı Ortasu köyü", 303253, "settlement"),
        ("İzmir'in Bornova ilçesi, Türkiye", 7732711, "admin2"),
        ("Şırnak ilinde", 443189, "admin1"),
        ("Rusya'nın Belgorod bölgesi", 578071, "admin1"),
        ("Suriye'nin kuzeyindeki Afrin ilçesinde", 174184, "admin2"),
        ("Ukrayna'nın başkenti Kiev'de", 703448, "settlement"),
        ("Bahmut yakınlarında", 713174, "near"),
        ("Kiev'in 20 km güneyinde", 703448, "near"),
        ("Diyarbakır'a 20 kilometre uzaklıkta", 316541, "near"),
        ("Kiev'in kuzeyinde", 703448, "near"),
        ("Suriye'nin kuzeyinde", None, "area"),
        ("Kuzey Irak", None, "area"),
        ("Akdeniz'de", None, "area"),
        ("Akdeniz ilçesi", 9542422, "admin2"),
        ("Jamma'in village", 283521, "settlement"),
        ("Bern (BE)", 2661552, "settlement"),
        ("Manaus (AM)", 3663517, "settlement"),
        ("Cutro (KR)", 2524869, "settlement"),
        ("London, ON", 6058560, "settlement"),
        ("Como (CO)", 3178229, "settlement"),
        ("Como, CO", None, None),
        ("Iran'in village", 130758, "country"),
        ("Yerevan, AM", 616052, "settlement"),
        ("Nowhereville, AM", None, "country"),
        ("Ostukraine", None, "area"),
        ("im Nordirak", None, "area"),
        ("im Osten der Ukraine", None, "area"),
        ("Grenzregion Belgorod", 578071, "admin1"),
        ("aux Mureaux", 3000192, "settlement"),
        ("au large de Lampedusa", 2524459, "near"),
        ("у Торецьку", 709354, "settlement"),
        ("до Києва", 703448, "settlement"),
        ("у Часовому Яру", 710915, "settlement"),
        ("у Кривому Розі", 703845, "settlement"),
        ("біля Білої Церкви", 712165, "near"),
        ("в Авдіївці", 713122, "settlement"),
        ("в окупованому Криму", 703883, "admin1"),
        ("Бєлгородська область", 578071, "admin1"),
        ("м. Ізюм Харківської обл.", 707292, "settlement"),
        ("на Волині", 689064, "admin1"),
        ("у Гродне", 627904, "settlement"),
        ("пад Гомелем", 627907, "near"),
        ("у Гродзенскай вобласці", 628035, "admin1"),
        ("Вільня", 593116, "settlement"),
        ("四川省成都市", 1815286, "settlement"),
        ("乌克兰首都基辅", 703448, "settlement"),
        ("广东深圳", 1795565, "settlement"),
        ("武汉市江汉区", 1791247, "settlement"),
        ("中国四川", 1794299, "admin1"),
        ("黑海", None, "area"),
        ("神奈川県横浜市", 1848354, "settlement"),
        ("奈良県奈良市", 1855612, "settlement"),
        ("中国・北京", 1816670, "settlement"),
        ("ウクライナ・バフムト", 713174, "settlement"),
        ("モスクワ近郊", 524901, "near"),
        ("ウクライナ東部", None, "area"),
        ("モスクワ市内", 524901, "settlement"),
        ("Мелітополь Запорізької області", 701404, "settlement"),
        ("між Бахмутом і Часовим Яром", None, "near"),
        ("ロシア南部ロストフ州", 501165, "admin1"),
        ("우크라이나 수도 키이우", 703448, "settlement"),
        ("경기도 수원시", 1835553, "settlement"),
        ("모스크바 인근", 524901, "near"),
        ("штат Техас", 4736286, "admin1"),
        ("в Калифорнии", 5332921, "admin1"),
        ("Bavière", 2951839, "admin1"),
        ("Katalonien", 3336901, "admin1"),
        ("Онтарио", 6093943, "admin1"),
        ("Écosse", 2638360, "admin1"),
        ("Freistaat Bayern", 2951839, "admin1"),
        ("Харківська область", 706482, "admin1"),
        ("Bundesrepublik Deutschland", 2921044, "country"),
        ("米国", 6252001, "country"),
        ("ガザ地区", 281132, "admin1"),
        # the countries between the Arctic and the Aegean
        ("v Praze", 3067696, "settlement"),
        ("u Olomouce", 3069011, "near"),
        ("v Jihomoravském kraji", 3339536, "admin1"),
        ("ve Lvově", 702550, "settlement"),
        ("20 km severně od Prahy", 3067696, "near"),
        ("v okrese Nitra", 3058529, "admin2"),
        ("v Banskej Bystrici", 3061186, "settlement"),
        ("Nyíregyházán", 716935, "settlement"),
        ("Moszkvában", 524901, "settlement"),
        ("Szeged határában", 715429, "near"),
        ("Borsod-Abaúj-Zemplén vármegye", 722064, "admin1"),
        ("Kelet-Ukrajna", None, "area"),
        ("la Iași", 675810, "settlement"),
        ("în centrul Bucureștiului", 683506, "settlement"),
        ("județul Cluj", 681291, "admin1"),
        ("στον Βόλο", 251833, "settlement"),
        ("της Θεσσαλονίκης", 734077, "settlement"),
        ("20 χλμ από την Αθήνα", 264371, "near"),
        ("Περιφέρεια Αττικής", 6692632, "admin1"),
        ("utanför Uppsala", 2666199, "near"),
        ("i östra Ukraina", None, "area"),
        ("i staden Cherson", 706448, "settlement"),
        ("nord for København", 2618425, "near"),
        ("Østukraine", None, "area"),
        ("Rovaniemellä", 638936, "settlement"),
        ("Turun lähellä", 633679, "near"),
        ("u Puli", 3192224, "settlement"),
        ("u Novom Sadu", 3194360, "settlement"),
        ("у Крагујевцу", 789128, "settlement"),
        ("в центъра на София", 727011, "settlement"),
        ("Do Son", 1582367, "settlement"),
        ("Nara Prefecture", 1855608, "admin1"),
    ],
)
def test_a_phrase_of_another_language_settles(text: str, geonames: int | None, precision: str) -> None:
    reading = settle_place((("name", text),), PlaceContext())
    assert (reading.values.get("geonames"), reading.values.get("precision")) == (geonames, precision)


@pytest.mark.parametrize("text", ["Westindien", "Westtimor", "Südaserbaidschan", "Batı Azerbaycan", "Noord-Ierland"])
def test_what_is_called_after_another_land_is_no_part_of_it(text: str) -> None:
    assert "country" not in settle_place((("name", text),), PlaceContext()).values


@pytest.mark.parametrize(
    "text",
    [
        *("غير معروف", "sconosciuto", "desconhecido", "bilinmiyor", "نامعلوم", "לא ידוע", "neznámo", "okänd plats"),
        *("i morges", "Carben", "Hungarian"),  # with other endings they would be places
    ],
)
def test_what_says_that_nothing_is_known_names_no_place(text: str) -> None:
    assert "geonames" not in settle_place((("name", text),), PlaceContext()).values


@pytest.mark.parametrize(
    "text",
    [
        "Satu Mare",
        "Porto Alegre",
        "Rio de Janeiro",
        "Rostov na Donu",
        "Le Havre",
        "Mar del Plata",
        "Baia Mare",
        "Bandar Abbas",
    ],
)
def test_a_word_of_another_language_stays_in_a_name(text: str) -> None:
    reading = settle_place((("name", text),), PlaceContext())
    assert reading.values.get("precision") == "settlement"


@pytest.mark.parametrize(
    ("text", "geonames", "precision"),
    [
        ("Россия, Москва", 524901, "settlement"),
        ("Syria, Aleppo", 170063, "settlement"),
        ("Київська область, Ірпінь", 707565, "settlement"),
        ("Ukraine, Kyiv oblast, Irpin", 707565, "settlement"),
        ("Россия, Ростовская область", 501165, "admin1"),
        ("Sinaloa, Mexico", 3983035, "admin1"),
        ("Mexico, Missouri", 4398103, "settlement"),
        ("Turkey, Syria", None, "country"),
        ("Moscow Oblast, Moscow", 524925, "admin1"),
    ],
)
def test_the_largest_may_stand_first(text: str, geonames: int | None, precision: str) -> None:
    reading = settle_place((("name", text),), PlaceContext())
    assert (reading.values.get("geonames"), reading.values.get("precision")) == (geonames, precision)


@pytest.mark.parametrize(
    "text",
    [
        "日本橋",
        "中国城",
        "東京湾",
        "台湾人",
        "中国大使館",
        "韓国街",
        "首都近郊",
        "自宅",
        "加沙南部",
        "서울 광화문",
        "현장",
    ],
)
def test_what_only_begins_as_a_country_does_is_no_place_of_it(text: str) -> None:
    reading = settle_place((("name", text),), PlaceContext())
    assert ([d.code for d in reading.trouble], "country" in reading.values) == (["P401"], False)


@pytest.mark.parametrize("text", ["A. " * 100_000, '"a" ' * 75_000, "x and " * 50_000, "Paris, " * 20_000])
def test_a_whole_page_names_no_place(text: str) -> None:
    reading = settle_place((("name", text),), PlaceContext())
    assert [d.code for d in reading.trouble] == ["P401"]
