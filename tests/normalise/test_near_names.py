"""How much names are alike, and which of a registry's are offered for one that it lacks."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.normalise.names.likeness import likeness
from regesta.normalise.names.near import COMPARED, POOL, index_near
from regesta.normalise.names.profile import profile

SAME = 0.7

ALIKE = [
    ("Orlov, Ivan", "Ivan Orlov"),
    ("Ivan Orlow", "Ivan Orlov"),
    ("Ivan Olrov", "Ivan Orlov"),
    ("Ivan Petrovich Orlov", "Ivan Orlov"),
    ("Dr. Ivan Orlov", "Ivan Orlov"),
    ("I. Orlov", "Ivan Orlov"),
    ("I.P. Orlov", "Ivan Petrovich Orlov"),
    ("I. Orlov", "Ivan Petrovich Orlov"),
    ("J.-P. Garnier", "Jean-Pierre Garnier"),
    ("JP Garnier", "Jean-Pierre Garnier"),
    ("IvanOrlov", "Ivan Orlov"),
    ("Jean Pierre Garnier", "JeanPierre Garnier"),
    ("Reza Hadi Pour Azad", "Reza Hadipour Azad"),
    ("Kim Dae Jung", "Kim Dae-jung"),
    ("Сергій Коваль", "Sergei Koval"),
    ("سمير حداد", "Samir Haddad"),
    ("Kadhafi, Mutassim", "Mutassim Gaddafi"),
    ("Nur ad-Din Saleh", "Nur al-Din Saleh"),
    ("Omar bin Said", "bin Said, Omar"),
    ("North Shipping Limited", "North Shipping Ltd."),
    ("North Shipping Aktiengesellschaft", "North Shipping AG"),
    ("OOO Северный Путь", "Общество с ограниченной ответственностью «Северный Путь»"),
    ("The North & South Bank", "North and South Bank"),
    ("A.B.D. Company", "ABD Company"),
    ("44th Brigade", "Brigade 44"),
    ("Third Brigade", "3rd Brigade"),
    ("Brigade Seven", "Brigade 7"),
    ("Brejnev Karpov", "Brezhnev Karpov"),
    ("Masood Haroon", "Masud Harun"),
    ("Kevins Hardings", "Kevin Harding"),
    ("Vladimiras Karpovas", "Vladimir Karpov"),
    ("Τζον Ραντκλιφ", "John Radcliff"),
    ("Гарри Говард", "Harry Howard"),
    ("陈伟业", "陳偉業"),
    ("米利班德·艾德", "艾德·米利班特"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE, ids=map(" = ".join, ALIKE))
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert likeness(one, other) >= SAME
    assert likeness(other, one) == pytest.approx(likeness(one, other))


@pytest.mark.parametrize(
    ("name", "meant", "other"),
    [
        ("ピート・ウィルソン", "Pete Wilson", "Pete Walters"),
        ("妮科尔·摩根", "Nicole Morgan", "Nicole Moreno"),
        ("존 에드워즈", "ジョン・エドワーズ", "ジョン・エリス"),
        ("Lyuben Karpov Jr.", "Lyuben Ivanov Karpov", "Lyuben Sokolov"),
        ("Мері Мігичук", "Mary Mihychuk", "Mary Mitchell"),
    ],
)
def test_a_name_heard_otherwise_is_nearer_than_another(name: str, meant: str, other: str) -> None:
    assert likeness(name, meant) > 0.45 > likeness(name, other)


DIFFERENT = [
    ("Ivan Orlov", "Pavel Orlov"),
    ("Ivan Orlov", "Ivan Sokol"),
    ("Ivan Orlov", "Ilya Orlov"),
    ("Ivan Petrovich Orlov", "Ivan Pavlovich Orlov"),
    ("Khalid Omar Hassan Saleh al-Basri", "Khalid Omar Hassan Saleh al-Mosuli"),
    ("Omar bin Said al-Basri", "Said bin Omar al-Basri"),
    ("Ivan P. Orlov", "Ivan Sergeevich Orlov"),
    ("Hall", "Hill"),
    ("Lisa Hall", "Lisa Hill"),
    ("Orlov", "Ivan Orlov"),
    ("A.B.D. Company", "D.B.A. Company"),
    ("ABD Aviation", "AND Aviation"),
    ("Brigade 44", "Brigade 45"),
    ("Second Brigade", "3rd Brigade"),
    ("North Fund II", "North Fund"),
    ("Bank of Chile", "Bank of China"),
    ("Ministry of Health", "Ministry of Defence"),
    ("President Orlov", "President Sokol"),
    ("李正国", "李正明"),
    ("김정호", "김정수"),
    ("students", "Denis Orlov"),
    ("سمير حداد", "Samir Hilal"),
    ("", "Ivan Orlov"),
    ("...", "..."),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT, ids=map(" = ".join, DIFFERENT))
def test_another_word_or_number_makes_another_name(one: str, other: str) -> None:
    assert likeness(one, other) < SAME
    assert likeness(other, one) == pytest.approx(likeness(one, other))


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_a_share_and_a_name_is_like_itself(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == (pytest.approx(1.0) if profile(one).words else 0.0)


REGISTRY = [
    ("ivan-orlov", "Ivan Orlov"),
    ("ivan-orlov", "Иван Орлов"),
    ("denis-belov", "Denis Belov"),
    ("larisa-morozova", "Larisa Morozova"),
    ("samir-haddad", "Samir Haddad"),
    ("li-zhengguo", "李正国"),
    ("health", "Ministry of Health"),
    ("who", "World Health Organization"),
    ("farmers", "Union of Farmers"),
    ("msf", "Médecins Sans Frontières"),
]
NEAR = index_near(REGISTRY)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Ivan Orloff", "ivan-orlov"),
        ("Иван Петрович Орлов", "ivan-orlov"),
        ("伊万·奥尔洛夫", "ivan-orlov"),
        ("Deniss Byelov", "denis-belov"),
        ("سمير حداد", "samir-haddad"),
        ("サミール・ハダド", "samir-haddad"),
        ("Li Zhengguo", "li-zhengguo"),
        ("Health Ministry", "health"),
        ("World Health Organisation", "who"),
        ("farmers", "farmers"),
        ("MSF", "msf"),
        ("WHO", "who"),
    ],
)
def test_the_actor_that_is_meant_is_offered_first(name: str, actor: str) -> None:
    assert next(iter(NEAR.find(name, name, 3))) == actor


@pytest.mark.parametrize(
    "name",
    [
        "students",
        "the rescue service",
        "villagers",
        "local authorities",
        "a driver",
        "Peter Falk",
        "Ivan Sidorenko",
        "Denis Petrov",
        "Samir Nasr",
        "سمير ناصر",
        "伊万·彼得罗夫",
        "Ivan Sokol",
        "Ministry of Defence",
        "жители",
        "الطلاب",
        "消防员",
        "王大伟",
        "",
        "?",
    ],
)
def test_nobody_is_offered_for_somebody_else(name: str) -> None:
    assert NEAR.find(name, name, 3) == {}


def made_up(chance: random.Random) -> str:
    syllables = ["ko", "la", "mir", "bo", "sha", "ten", "gu", "ri", "dan", "vel", "os", "ni"]
    return " ".join("".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(3))


@pytest.mark.parametrize("seed", range(4))
def test_a_name_is_found_among_many_however_it_is_written(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not a secret
    names = list(dict.fromkeys(made_up(chance) for _ in range(400)))
    near = index_near([(name, name) for name in names])
    for name in chance.sample(names, 20):
        one, two, three = name.split()
        for written in (f"{three}, {one} {two}", f"{one} {three}", f"{one}{two} {three}", f"{one} {two} {three}s"):
            assert next(iter(near.find(written, written, 3))) == name, written


def test_few_names_are_compared_where_all_share_a_word() -> None:
    chance = random.Random(1)  # noqa: S311 - not a secret
    near = index_near([(str(n), f"Ivan {made_up(chance)}") for n in range(500)])
    assert near.sharing_a_word("pn") == []
    assert 0 < len(near.pool("Ivan Orlov")) <= COMPARED
    assert len(near.sharing_a_word(" ".join(near.bones[:50]))) <= POOL


def test_names_of_any_length_are_compared() -> None:
    long = " ".join(["Ivan Orlov"] * 2000)
    assert likeness(long, long) == pytest.approx(1.0)
    assert likeness("x" * 100_000, "Ivan Orlov") == 0.0
    assert likeness("Орлов" * 20_000, long) == 0.0
    assert index_near([("a", long)]).find(long, long, 3) == {"a": pytest.approx(1.0)}
