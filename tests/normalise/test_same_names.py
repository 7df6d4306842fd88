"""Forms of one name: nicknames, spellings of other countries, Arabic articles, Chinese and Korean syllables."""

import csv
import unicodedata

import pytest

from regesta.normalise.fold import folded_key
from regesta.normalise.names.arabic import parted_arabic, parted_latin
from regesta.normalise.names.likeness import likeness
from regesta.normalise.names.same import FILE, rows_of, share_root
from regesta.normalise.names.syllables import readings, sound_alike
from regesta.normalise.names.words import words_for
from regesta.normalise.romanise import FOLDER
from regesta.normalise.scripts import leading_script

SAME, OFFERED = 0.7, 0.6

ALIKE = {
    "nickname": [
        ("Bill Harmon", "William Harmon"),
        ("Liz Harmon", "Elizabeth Harmon"),
        ("Chuck Harmon", "Charles P. Harmon"),
        ("Pepe Vega", "José Vega"),
        ("Gosia Nowak", "Małgorzata Nowak"),
        ("Саша Орлов", "Александр Орлов"),
        ("Kolya Orlov", "Николай Орлов"),
    ],
    "language": [
        ("Serhii Bondar", "Sergei Bondar"),
        ("Святлана Арлова", "Svetlana Orlova"),
        ("Mykola Bondar", "Николай Бондар"),
        ("Джордж Харрис", "George Harris"),
        ("Жак Мартен", "Jacques Martin"),
        ("Ілля Орлов", "Ilya Orlov"),
        ("מיכאל רבין", "Michael Rabin"),
    ],
    "spelling": [
        ("Michail Gorschkow", "Mikhail Gorshkov"),
        ("Evgueni Belkine", "Yevgeny Belkin"),
        ("Jürgen Möller", "Juergen Moeller"),
        ("Søren Løkke", "Soren Lokke"),
        ("Łukasz Kołodziej", "Lukasz Kolodziej"),
        ("Đorđe Đurić", "Djordje Djuric"),
        ("Đorđe Đurić", "Ђорђе Ђурић"),
        ("Þóra Guðmundsdóttir", "Thora Gudmundsdottir"),
        ("Rəşad Əhmədov", "Rashad Ahmadov"),
        ("Mehmet Çavuşoğlu", "Мехмет Чавушоглу"),
        ("Usama Morsi", "Osama Mursi"),
    ],
    "woman": [("Anna Merkelová", "Anna Merkel"), ("Olga Bergerová", "Olga Berger")],
    "article": [
        ("Abdelfattah Nasr", "Abd al-Fattah Nasr"),
        ("Abdurrahman Aziz", "Abd ar-Rahman Aziz"),
        ("Noureddine Aziz", "Nur ad-Din Aziz"),
        ("Omar bin Said", "Omar ibn Said"),
        ("Samir as-Sabah", "Samir al-Sabah"),
        ("عبد الرحمن سعيد", "Abdul Rahman Said"),
        ("محمد بن سعيد", "Mohammed bin Said"),
    ],
    "syllables": [
        ("Zhou Deping", "Chou Te-p'ing"),
        ("Чжоу Дэпин", "Zhou Deping"),
        ("周德平", "Chou Te-p'ing"),
        ("Xie Qing", "Hsieh Ch'ing"),
        ("Deping Zhou", "Chou Te-p'ing"),
        ("Pak Chŏng-su", "Park Jung-soo"),
        ("박정수", "Park Jung-soo"),
        ("Пак Чон Су", "Park Jung-soo"),
        ("Yi Sun-hi", "Lee Soon-hee"),
    ],
    "number": [
        ("XII Corps", "12th Corps"),
        ("58-я армия", "58 армия"),
        ("Ann Lee Jr.", "Ann Lee Junior"),
        ("J0hn Harm0n", "John Harmon"),
    ],
    "body": [
        ("NATO", "North Atlantic Treaty Organization"),
        ("MoD", "Ministry of Defence"),
        ("PMC Vostok", "Private Military Company Vostok"),
        ("Министерство обороны", "Ministry of Defence"),
        ("Ministère de la Défense", "Ministry of Defence"),
        ("North Univ.", "North University"),
        ("Novák a.s.", "Novak akciová společnost"),
        ("North Sdn Bhd", "North Sendirian Berhad"),
        ("Kowalski Sp. z o.o.", "Kowalski spółka z ograniczoną odpowiedzialnością"),
    ],
}
PAIRS = [(kind, *pair) for kind, pairs in ALIKE.items() for pair in pairs]


@pytest.mark.parametrize(("one", "other"), [pair[1:] for pair in PAIRS], ids=[" ".join(pair) for pair in PAIRS])
def test_forms_of_one_name_are_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= SAME
    assert likeness(other, one) == pytest.approx(likeness(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Viktor Petrenko", "Viktoria Petrenko"),
        ("Rashid Khan", "Rashida Khan"),
        ("Emil Berg", "Emila Berg"),
        ("Marina Orlova", "Maria Orlova"),
        ("Kamal Aziz", "Jamal Aziz"),
        ("Abdul Rahman Aziz", "Abdul Rahim Aziz"),
        ("Abdullah Aziz", "Abdul Aziz"),
        ("Kim Jong-su", "Kim Jong-il"),
        ("Kim Jae-in", "Kim Jae-un"),
        ("Wang Yi", "Wang Li"),
        ("Ann Lee Sr.", "Ann Lee Jr."),
        ("Charles I", "Charles II"),
        ("XII Corps", "XI Corps"),
        ("Ministry of Defence", "Министерство финансов"),
        ("Bank of Russia", "Банк Украины"),
    ],
)
def test_known_names_and_words_that_differ_make_another_name(one: str, other: str) -> None:
    assert likeness(one, other) < SAME


def test_the_form_of_another_country_is_asked_about_and_is_not_the_same() -> None:
    assert OFFERED <= likeness("Juan Vega", "John Vega") < SAME
    assert share_root(rows_of("juan", "juan"), rows_of("джон", "dzhon"))
    assert not share_root(rows_of("al", "al"), rows_of("el", "el"))


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Abdelaziz Saleh", "Abd al aziz Saleh"),
        ("Abdul-Aziz Saleh", "Abd al Aziz Saleh"),
        ("Abdessalam", "Abd al salam"),
        ("Abdallah Saleh", "Abdullah Saleh"),
        ("Abdou Saleh", "Abdou Saleh"),
        ("Abdirahman Saleh", "Abdirahman Saleh"),
        ("Salahuddin", "Salah al din"),
        ("Claudine Geraldine Aberdeen", "Claudine Geraldine Aberdeen"),
        ("Lashkar-e-Sabah", "Lashkar Sabah"),
        ("Ivan Orlov", "Ivan Orlov"),
    ],
)
def test_the_arabic_article_is_parted_from_its_word(text: str, parted: str) -> None:
    assert parted_latin(text) == parted
    assert parted_latin(parted) == parted


def test_the_article_of_a_title_and_of_god_is_left_where_it_is() -> None:
    assert parted_arabic("الرئيس سمير الحداد", lambda word: word == "الرئيس") == "الرئيس سمير ال حداد"
    assert parted_arabic("نصر الله عبد الله عبدالعزيز", frozenset().__contains__) == "نصر الله عبدالله عبد ال عزيز"


@pytest.mark.parametrize(
    "name", ["Ivan Orlov", "Anna Kim Larsen", "Lisa Hall", "Kim Basinger", "Олег Ким", "山田太郎次郎花", "Xi", ""]
)
def test_what_has_no_syllables_of_such_a_name_is_left_to_the_letters(name: str) -> None:
    script = leading_script(name)
    assert readings(folded_key(name).split(), script, words_for(script)) == ()
    assert not sound_alike((), ())


def test_every_form_stands_once_in_its_row_and_rows_of_words_share_none() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [(line["kind"], line["root"], line["forms"].split("; ")) for line in csv.DictReader(file)]
    assert {kind for kind, *_ in rows} == {"given", "small", "word"}
    for kind, root, forms in rows:
        assert len(set(forms)) == len(forms) > 0
        assert all(form == form.strip() and form == unicodedata.normalize("NFC", form) for form in forms)
        assert (kind != "given") or root == root.lower() != ""
        assert all(len(folded_key(form.replace("'", "")).split()) == 1 for form in forms), forms


@pytest.mark.parametrize(
    ("pinyin", "wade_giles", "palladius"),
    [
        ("zhang", "chang", "чжан"),
        ("xi", "hsi", "си"),
        ("qing", "ch'ing", "цин"),
        ("ren", "jen", "жэнь"),
        ("guo", "kuo", "го"),
        ("hui", "hui", "хуэй"),
        ("yan", "yen", "янь"),
        ("er", "erh", "эр"),
    ],
)
def test_chinese_syllables_are_spelt_in_three_ways(pinyin: str, wade_giles: str, palladius: str) -> None:
    with (FOLDER / "chinese-syllables.csv").open(encoding="utf-8", newline="") as file:
        rows = {line["pinyin"]: line for line in csv.DictReader(file)}
    assert len(rows) == 400
    assert wade_giles in rows[pinyin]["wade_giles"].split("; ")
    assert rows[pinyin]["palladius"] == palladius
