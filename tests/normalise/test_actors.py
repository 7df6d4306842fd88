"""Names resolved to actors of the registry."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.dataset import Dataset
from regesta.normalise.filled import Filled
from regesta.normalise.fold import folded_key
from regesta.normalise.names.actors import CONTRADICTS, known_actor, settle_actor, settle_participant
from regesta.normalise.names.keys import abbreviated, keys_of
from regesta.normalise.names.people import fill_actor, fill_people
from regesta.normalise.names.registry import NameContext, index_actors
from regesta.normalise.names.split import split_name
from regesta.normalise.reading import Reading

ROOT = Path(__file__).parents[2]
GOLD = ROOT / ".." / "shared" / "gold" / "names"

REGISTRY: list[dict[str, Any]] = [
    {
        "id": "ivan-orlov",
        "name": "Ivan Orlov",
        "kind": "person",
        "wikidata": "Q1",
        "country": "RU",
        "names": [{"text": "Иван Орлов", "language": "ru"}, {"text": "Орлов Иван Петрович"}],
        "previous_ids": ["orlov"],
    },
    {"id": "petr-sokol", "name": "Petr Sokol", "kind": "person", "wikidata": "Q2"},
    {"id": "petr-sokol-2", "name": "Petr Sokol", "kind": "person", "wikidata": "Q3", "country": "CZ"},
    {"id": "north-group", "name": "North Group", "kind": "armed-group"},
    {"id": "defence-ministry", "name": "Defence Ministry", "kind": "state-body", "country": "RU"},
]
CONTEXT = NameContext(index_actors(REGISTRY))


def settle(context: NameContext = CONTEXT, **fields: Any) -> Reading:
    return settle_participant(tuple(fields.items()), context)


def codes(reading: Reading) -> list[str]:
    return [diagnostic.code for diagnostic in reading.trouble]


@pytest.mark.parametrize(
    "name",
    ["Ivan Orlov", "IVAN ORLOV", "Orlov, Ivan", "Иван Орлов", "Иван Петрович Орлов", "Gen. Ivan Orlov", "Ivаn Orlov"],
)
def test_an_exact_name_links_whatever_its_case_order_or_office(name: str) -> None:
    assert settle(name=name).values["actor"] == "ivan-orlov"


@pytest.mark.parametrize(
    "name",
    [
        "the office of President Ivan Orlov",
        "supporters of General Ivan Orlov",
        "troops loyal to the ousted General Ivan Orlov",
        "le parti du président Ivan Orlov",
        "statement by President Ivan Orlov",
        "Ivan Orlov's lawyer",
        "wife of Ivan Orlov",
        "a son of the late Ivan Orlov",
        "the frigate Admiral Ivan Orlov",
        "фрегат Адмирал Иван Орлов",
        "rue Ivan Orlov",
    ],
)
def test_what_belongs_to_an_actor_is_not_the_actor(name: str) -> None:
    assert "actor" not in settle(name=name).values


def test_a_linked_participant_takes_the_registrys_values() -> None:
    found = settle(name="Russian General Ivan Orlov", role="party").values
    assert found == {
        "actor": "ivan-orlov",
        "canonical_name": "Ivan Orlov",
        "kind": "person",
        "wikidata": "Q1",
        "country": "RU",
        "position": "Russian General",
    }


RULERS = NameContext(
    index_actors(
        [
            {"id": "friedrich-ii", "name": "Friedrich II.", "kind": "person"},
            {
                "id": "abdullah-ii",
                "name": "Abdullah II",
                "kind": "person",
                "positions": [{"title": "King", "organisation": "Jordan"}],
            },
            {"id": "heinrich-von-lettland", "name": "Heinrich von Lettland", "kind": "person"},
        ]
    )
)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Friedrich II.", "friedrich-ii"),
        ("Kaiser Friedrich II.", "friedrich-ii"),
        ("Friedrich II., Herzog von Österreich", None),
        ("King Abdullah II of Jordan", "abdullah-ii"),
        ("King Abdullah II", "abdullah-ii"),
        ("Abdullah II, emir of Bukhara", None),
    ],
)
def test_a_ruler_with_a_number_is_not_one_of_another_land(name: str, actor: str | None) -> None:
    assert settle(RULERS, name=name).values.get("actor") == actor


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("Friedrich II., Herzog von Österreich", "did you mean Friedrich II. (friedrich-ii)?"),
        ("Heinrich, Herzog von Sachsen", "if it is new"),
    ],
)
def test_nobody_is_asked_whether_he_meant_whoever_shares_a_given_name(name: str, advice: str) -> None:
    assert str(settle(RULERS, name=name).trouble[0].help).startswith(advice)


def test_an_organisation_links_without_its_article() -> None:
    assert settle(name="the North Group").values["actor"] == "north-group"


def test_a_name_links_without_the_article_but_not_without_a_part_of_it() -> None:
    entries = [{"id": "hse", "name": "Health and Safety Executive"}, {"id": "nguyen", "name": "Nguyen"}]
    context = NameContext(index_actors(entries))
    assert settle(context, name="The Health and Safety Executive").values["actor"] == "hse"
    assert "actor" not in settle(context, name="An Nguyen").values


BODIES = NameContext(
    index_actors(
        [
            {"id": "un", "name": "UN", "kind": "organisation"},
            {"id": "usa", "name": "U.S.A.", "kind": "state"},
            {"id": "us-army", "name": "US Army", "kind": "armed-force"},
            {"id": "el-group", "name": "El Group", "kind": "armed-group"},
            {"id": "ed", "name": "Ed", "kind": "person"},
            {"id": "ann-lee", "name": "Ann Lee", "kind": "person"},
        ]
    )
)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("U.N.", "un"),
        ("U. N.", "un"),
        ("the U.N.", "un"),
        ("USA", "usa"),
        ("U.S.A.", "usa"),
        ("the U.S. Army", "us-army"),
        ("E.L. Group", None),
        ("E.D.", None),
        ("U.N. Council", None),
    ],
)
def test_an_abbreviation_is_the_same_with_points_and_without(name: str, actor: str | None) -> None:
    assert settle(BODIES, name=name).values.get("actor") == actor


def test_initials_alone_are_no_person_and_sound_like_none() -> None:
    reading = settle(NameContext(index_actors([{"id": "ann-lee", "name": "Ann Lee", "kind": "person"}])), name="U.N.")
    assert "kind" not in reading.values
    assert reading.trouble[0].candidates == ()


SWAPPED = [
    {"id": own, "name": name, "kind": "person"}
    for own, name in (
        ("ann-lee", "Ann Lee"),
        ("lee-ann", "Lee Ann"),
        ("thomas-james", "Thomas James"),
        ("xi", "Xi Jinping"),
        ("abe", "Abe Shinzo"),
        ("de-gaulle", "Charles de Gaulle"),
        ("gaulle", "Gaulle"),
        ("john-smith", "John Smith"),
        ("smith-2", "John Smith II"),
    )
]


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Lee, Ann", "ann-lee"),
        ("LEE Ann", "ann-lee"),
        ("Ann, Lee", "lee-ann"),
        ("Lee Ann", "lee-ann"),
        ("Dr. Ann Lee, MD", "ann-lee"),
        ("Lee, Ann, Ph.D.", "ann-lee"),
        ("not Ann Lee", None),
        ("Thomas, James", None),
        ("Xi, Jinping", "xi"),
        ("Abe, Shinzo", "abe"),
        ("de Gaulle", None),
        ("Gaulle, Charles de", "de-gaulle"),
        ("Smith II, John", "smith-2"),
        ("John Smith, OBE", "john-smith"),
        ("John Smith, Jr.", None),
    ],
)
def test_an_actor_is_linked_only_if_the_order_that_is_said_fits(name: str, actor: str | None) -> None:
    assert settle(NameContext(index_actors(SWAPPED)), name=name).values.get("actor") == actor


def test_two_actors_that_fit_the_order_that_is_said_are_ambiguous() -> None:
    both = index_actors([*SWAPPED, {"id": "jinping-xi", "name": "Jinping Xi", "kind": "person"}])
    reading = settle(NameContext(both), name="Xi, Jinping")
    assert codes(reading) == ["N301"]
    assert set(reading.trouble[0].candidates) == {"xi", "jinping-xi"}


def test_two_actors_of_one_name_are_ambiguous() -> None:
    reading = settle(name="Petr Sokol")
    assert "actor" not in reading.values
    assert codes(reading) == ["N301"]
    assert reading.trouble[0].candidates == ("petr-sokol", "petr-sokol-2")


@pytest.mark.parametrize(
    ("pinned", "expected"),
    [({"wikidata": "Q2"}, "petr-sokol"), ({"wikidata": "Q3"}, "petr-sokol-2"), ({"wikidata": "Q9"}, None)],
)
def test_a_pinned_wikidata_item_decides_between_actors_of_one_name(
    pinned: dict[str, Any], expected: str | None
) -> None:
    assert settle(name="Petr Sokol", **pinned).values.get("actor") == expected


def test_an_actor_with_another_wikidata_item_is_not_linked() -> None:
    reading = settle(name="Ivan Orlov", wikidata="Q9")
    assert "actor" not in reading.values
    assert codes(reading) == ["N302"]


def test_a_near_name_is_offered_and_never_linked() -> None:
    reading = settle(name="Ivan Orloff")
    assert "actor" not in reading.values
    assert codes(reading) == ["N302"]
    assert reading.trouble[0].candidates[0] == "ivan-orlov"
    assert reading.values["canonical_name"] == "Ivan Orloff"


@pytest.mark.parametrize(("name", "asked"), [("Ivan Orloff", True), ("Peter Falk", False), ("grain farmers", False)])
def test_only_a_name_that_is_much_like_another_is_asked_about(name: str, asked: bool) -> None:
    told = str(settle(name=name).trouble[0].help)
    assert told.startswith("did you mean ") is asked
    assert told.endswith("add an entry to registry/actors.yaml") is not asked


def test_an_empty_registry_is_not_complained_about() -> None:
    assert settle(NameContext(index_actors([])), name="Ivan Orloff").trouble == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a hospital official", []),
        ("the mayor of Lipetsk", []),
        ("un testigo anónimo", []),
        ("the miners", ["N302"]),
        ("Anna Kosta, a baker", ["N302"]),
    ],
)
def test_an_office_or_a_description_without_a_name_is_not_looked_for(name: str, told: list[str]) -> None:
    assert codes(settle(name=name)) == told


def test_a_bare_family_name_links_only_to_somebody_the_record_names_in_full() -> None:
    alone = settle(name="Orlov")
    assert "actor" not in alone.values
    assert alone.trouble[0].candidates[0] == "ivan-orlov"
    beside = NameContext(CONTEXT.actors, ("Orlov", "General Ivan Orlov"))
    assert settle(beside, name="Orlov").values["actor"] == "ivan-orlov"
    stranger = NameContext(CONTEXT.actors, ("Orlov", "Ivan Orlov", "Pavel Orlov"))
    assert "actor" not in settle(stranger, name="Orlov").values


def test_a_given_id_must_exist() -> None:
    reading = settle(name="Ivan Orlov", actor="ivan-orlow")
    assert codes(reading) == ["X702"]
    assert (reading.trouble[0].field, reading.trouble[0].candidates[0]) == ("/actor", "ivan-orlov")
    assert "wikidata" not in reading.values


@pytest.mark.parametrize(
    ("name", "advice"),
    [("N/A", "leave it out"), ("Unknown", "leave it out"), ("Zed Quux", "add an entry to registry/actors.yaml")],
)
def test_a_word_for_nobody_is_not_to_be_registered(name: str, advice: str) -> None:
    found = [d for d in settle(name=name).trouble if d.code == "N302"]
    assert all(advice in (d.help or "") for d in found)
    assert found


@pytest.mark.parametrize(
    ("actor", "meant"),
    [("orlow-ivan", ["ivan-orlov"]), ("orlov-ivan", ["ivan-orlov"]), ("ann-le", []), ("ministry-of-health", [])],
)
def test_ids_that_merely_share_letters_are_not_offered(actor: str, meant: list[str]) -> None:
    found = known_actor(actor, CONTEXT).trouble[0]
    assert list(found.candidates) == meant
    assert found.help is not None
    assert ("did you mean" in found.help) == bool(meant)


def test_a_previous_id_leads_to_the_current_one() -> None:
    assert settle(name="the boss", actor="orlov").values["actor"] == "ivan-orlov"
    assert known_actor("orlov", CONTEXT).values == {"actor": "ivan-orlov"}
    assert known_actor("ivan-orlov", CONTEXT) == Reading()


def test_what_is_pinned_is_not_filled_in_again() -> None:
    found = settle(name="Gen. Ivan Orlov", actor="ivan-orlov", kind="unknown", canonical_name="I. Orlov", position="-")
    assert found.values == {"wikidata": "Q1", "country": "RU"}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "North Group", "actor": "ivan-orlov"}, {"/actor": '"North Group" is North Group (north-group)'}),
        ({"name": "Gen. Ivan Orlov", "actor": "petr-sokol"}, {"/actor": "while actor is petr-sokol"}),
        ({"name": "Орлов, Иван", "actor": "north-group"}, {"/actor": "is Ivan Orlov (ivan-orlov) in the registry"}),
        ({"name": "Petr Sokol", "actor": "ivan-orlov"}, {"/actor": "(petr-sokol) or Petr Sokol (petr-sokol-2)"}),
        ({"name": "Ivan Orlov", "kind": "state"}, {"/kind": "kind of Ivan Orlov is state here and person"}),
        ({"name": "the boss", "actor": "ivan-orlov", "wikidata": "Q9"}, {"/wikidata": "Q9 here and Q1"}),
        ({"name": "Ivan Orlov", "canonical_name": "Vanya"}, {"/canonical_name": "Vanya here, which is no name of"}),
        (
            {"name": "North Group", "actor": "orlov", "kind": "armed-group", "canonical_name": "North Group"},
            {"/actor": "while actor is ivan-orlov", "/kind": "armed-group here", "/canonical_name": "North Group"},
        ),
        ({"name": "the boss", "actor": "ivan-orlov"}, {}),
        ({"name": "Orlov", "actor": "ivan-orlov"}, {}),
        ({"name": "Петр Сокол", "actor": "ivan-orlov"}, {}),  # a name that nobody bears in that script
        ({"name": "Petr Sokol", "actor": "petr-sokol-2"}, {}),
        ({"name": "Иван Орлов", "actor": "ivan-orlov", "canonical_name": "Иван Орлов"}, {}),
        ({"name": "Ivan Orlov", "canonical_name": "Orlov, Ivan", "kind": "person", "wikidata": "Q1"}, {}),
        ({"name": "Ivan Orlov", "kind": "unknown"}, {}),
        ({"name": "North Group", "wikidata": "Q7"}, {}),  # the registry has none
        ({"name": "Somebody Else", "kind": "state", "canonical_name": "X"}, {}),
    ],
)
def test_what_is_written_is_held_against_the_actor(fields: dict[str, Any], told: dict[str, str]) -> None:
    found = [d for d in settle(**fields).trouble if "is not in the registry" not in d.message]
    assert {(d.code, d.field) for d in found} == {(CONTRADICTS, field) for field in told}
    assert all(told[d.field] in d.message for d in found)
    again = settle(**{**fields, **settle(**fields).values})
    assert [d for d in again.trouble if d.code == CONTRADICTS and d not in settle(**fields).trouble] == []


LOOKED_UP = Dataset(actors=REGISTRY, lookups={("name", "north group"): "ivan-orlov"})


@pytest.mark.parametrize("dataset", [Dataset(actors=REGISTRY), LOOKED_UP], ids=["registry", "lookups"])
def test_a_speaker_is_held_against_the_actor_and_a_lookup_is_right(dataset: Dataset) -> None:
    told = [] if dataset is LOOKED_UP else [CONTRADICTS]
    pinned = {"name": "North Group", "role": "party", "actor": "ivan-orlov"}
    people, speaker = {"participants": [pinned]}, {"speaker": "North Group", "speaker_actor": "ivan-orlov"}
    filled = Filled(people)
    fill_people(filled, dataset, CONTEXT)
    assert [d.code for d in filled.trouble] == told
    quoted = Filled(speaker)
    fill_actor(quoted, "", speaker, "speaker", "speaker_actor", dataset, dataset.name_context)
    assert [(d.code, d.field) for d in quoted.trouble] == [(code, "/speaker_actor") for code in told]
    assert not told or "write `speaker_actor: north-group`" in str(quoted.trouble[0].help)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Governor Anna Hall", "person"),
        ("Орлов Павел Петрович", "person"),
        ("Ministry of Health", "state-body"),
        ("Министерство здравоохранения", "state-body"),
        ("Workers' Party", "political-party"),
        ("Ukraine", "state"),
        ("residents", "population"),
        ("Georgia", None),  # a state, a US state, a given name
        ("government supporters", None),
        ("supporters of the government", None),
        ("partidarios del gobierno", None),
        ("Partido Popular", "political-party"),
        ("Le gouvernement français", "state-body"),
        ("Česká policie", "state-body"),
        ("Ministerstvo obrany", "state-body"),
        ("Deutsche Regierung", "state-body"),
        ("Ucrania", "state"),
        ("L'Ukraine", "state"),
        ("Росія", "state"),
        ("South Group", None),
        ("日本政府", "state-body"),
        ("中国人民解放军", "armed-force"),
        ("ДСНС України", "state-body"),
        ("Straż Graniczna", "state-body"),
        ("Boko Haram", None),
    ],
)
def test_a_kind_is_filled_in_only_where_the_words_are_clear(name: str, kind: str | None) -> None:
    assert settle(name=name).values.get("kind") == kind


def test_an_office_alone_gets_no_name() -> None:
    assert settle(NameContext(index_actors([])), name="the President of Chile").values == {
        "position": "President of Chile"
    }


def test_a_speaker_gets_an_actor_and_nothing_else() -> None:
    reading = settle_actor("Russian General Ivan Orlov", CONTEXT)
    assert reading.values == {"actor": "ivan-orlov"}
    assert codes(settle_actor("Nobody Known", CONTEXT)) == ["N302"]


def test_a_repair_is_flagged_where_the_repaired_name_is_used() -> None:
    assert codes(settle(name="Ivаn Orlov")) == ["N303"]
    assert codes(settle(NameContext(index_actors([])), name="Ivаn Petrov")) == ["N303", "N304"]


def test_a_registry_that_breaks_its_contract_is_indexed_as_far_as_it_goes() -> None:
    broken: list[Any] = [
        {"id": "x"},
        {"name": "No Id"},
        {"id": 3, "name": "Y"},
        "text",
        {"id": "z", "name": 1, "names": [1]},
    ]
    assert set(index_actors(broken).by_id) == {"x", "z"}


WORDS = st.sampled_from(
    [
        "Ivan",
        "ivan",
        "ORLOV",
        "Jean-Pierre",
        "de",
        "la",
        "van",
        "der",
        "J.",
        "J.R.",
        "Lee",
        "Orlov,",
        "O'Brien",
        "Smith's",
        "Jr.",
        "III",
        "Gen.",
        "Prime",
        "Minister",
        "the",
        "Army",
        "Mrs.",
        "Sir",
        "Иван",
        "Орлова",
        "Іваненко",
        "генерал",
        "Ivаn",
        "Élise",
        "Müller-Groß",
        "«Roi»",
        "Ma'am",
        "al-Hakim",
        "习近平",
        "主席",
        "محمد",
        "-",
        "..",
    ]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), max_size=6), st.sampled_from([None, "de"]))
def test_a_name_is_found_by_every_key_that_it_has_when_taken_apart(names: list[str], language: str | None) -> None:
    listed = [{"text": name, "language": language} for name in names]
    index = index_actors([{"id": "one", "kind": "person", "names": listed}, {"id": "other", "names": listed}])
    for name in names:
        parts = split_name(name, language)
        assert all("one" in index.called(key) for key in keys_of(name, parts))
        assert all("other" in index.called(key) for key in filter(None, (folded_key(name), abbreviated(name))))
        family = folded_key(parts.family or "")
        assert index.of_family(family) == (("one",) if family else ())


NAMES = st.sampled_from(
    ["Ivan Orlov", "Petr Sokol", "North Group", "Gen. Ivan Orlov", "Orlov", "Nobody", "the Mayor", ""]
)
FIELDS = st.fixed_dictionaries(
    {"name": NAMES | st.text(max_size=12), "role": st.just("party")},
    optional={
        "actor": st.sampled_from(["ivan-orlov", "orlov", "nobody"]),
        "wikidata": st.sampled_from(["Q1", "Q2", "Q9"]),
        "kind": st.sampled_from(["person", "state"]),
        "country": st.sampled_from(["RU", "CZ"]),
        "canonical_name": st.just("X"),
        "position": st.just("X"),
    },
)


@given(FIELDS)
def test_settling_what_is_settled_adds_nothing(fields: dict[str, Any]) -> None:
    filled = {**fields, **settle(**fields).values}
    assert settle(**filled).blanks == ()


@given(FIELDS)
def test_no_actor_is_invented(fields: dict[str, Any]) -> None:
    reading = settle(**fields)
    assert reading.values.get("actor", "orlov") in {*CONTEXT.actors.by_id, "orlov"}
    for diagnostic in reading.trouble:
        if diagnostic.code in {"N301", "N302", "X702"}:
            assert set(diagnostic.candidates) <= set(CONTEXT.actors.by_id)


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy_names", ROOT / "benchmarks" / "accuracy_names.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.long
def test_gold_names_are_linked_rightly_or_not_at_all(benchmark: ModuleType) -> None:
    if not (GOLD / "alias_qid.tsv").exists():
        pytest.skip("gold set absent")
    counts = benchmark.score_aliases(GOLD / "alias_qid.tsv")["aliases"]
    assert benchmark.precision(counts) >= 0.99
    assert counts["right"] > 0
    assert counts["blank, offered among three"] >= 0.9 * (
        counts["blank, offered among three"] + counts["blank, not offered"]
    )
    assert counts["absent, somebody offered"] <= 0.2 * counts["absent, nobody offered"]


def test_gold_pairs_of_names_are_told_apart(benchmark: ModuleType) -> None:
    if not (GOLD / "name_pairs_opensanctions.csv").exists():
        pytest.skip("gold set absent")
    counts = benchmark.score_pairs(GOLD / "name_pairs_opensanctions.csv")
    assert benchmark.f1(counts["pairs"]) >= 0.8
    assert counts["pairs: strong"]["false match"] == 0


def test_gold_forms_of_one_name_are_linked_or_offered_and_never_given_to_another(benchmark: ModuleType) -> None:
    if not (GOLD / "putin_names.txt").exists():
        pytest.skip("gold set absent")
    counts = benchmark.score_putin(GOLD / "putin_names.txt", GOLD / "alias_qid.tsv")["putin"]
    assert counts["wrong"] == 0
    assert counts["blank, not offered"] == 0
