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
    ],
)
def test_a_phrase_of_another_language_settles(text: str, geonames: int | None, precision: str) -> None:
    reading = settle_place((("name", text),), PlaceContext())
    assert (reading.values.get("geonames"), reading.values.get("precision")) == (geonames, precision)


@pytest.mark.parametrize("text", ["غير معروف", "sconosciuto", "desconhecido", "bilinmiyor", "نامعلوم", "לא ידוע"])
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


@pytest.mark.parametrize("text", ["A. " * 100_000, '"a" ' * 75_000, "x and " * 50_000, "Paris, " * 20_000])
def test_a_whole_page_names_no_place(text: str) -> None:
    reading = settle_place((("name", text),), PlaceContext())
    assert [d.code for d in reading.trouble] == ["P401"]
