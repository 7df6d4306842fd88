"""The cause of each change: told for what a person edited and for what another pipeline reads, blank where unknown."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from tests.release.by_rows import content_of, read_changes, read_content
from tests.release.sealing import manifest_of, sealed

from regesta.contract import unescaped, value_at
from regesta.engine.examine import examine_dataset
from regesta.release.build import release_dataset
from regesta.release.diff.causes import causes
from regesta.release.diff.changes import apply, record_changes
from regesta.release.diff.pipeline_parts import pipeline_changes
from regesta.release.manifest import read_manifest
from regesta.release.verify.run import verify

RECORD, PLACES, ACTORS, CONFIG = (
    "records/article-2023-06-24.yaml", "registry/places.yaml", "registry/actors.yaml", "regesta.toml",
)  # fmt: skip
CITY = "2023-06-24-armoured-vehicles-in-rostov"  # its place comes from the gazetteer
POSTS = "2023-06-24-posts-of-armoured-vehicles"  # its place comes from the registry
EVENING = "2023-06-23-prigozhin-statement"
CALL = "2023-06-24-putin-calls-lukashenko"
WORDS = re.compile(rb"central Rostov|47\.2|501175")
PIPELINE = ("gazetteer", "lexicon", "rule")

Told: TypeAlias = dict[tuple[str, str, str], str | None]
Edits: TypeAlias = Mapping[str, list[tuple[str, str]]]
Values: TypeAlias = Mapping[tuple[str, str], Any]

NO_EDIT: Edits = {}
NO_VALUE: Values = {}
DAY: Edits = {RECORD: [("{text: On the evening of 23 June}", "{text: On the evening of 22 June}")]}
POINT: Edits = {PLACES: [("  wikidata: Q908\n", "  wikidata: Q908\n  latitude: 47.3\n  longitude: 39.8\n")]}
EDITION = "[release]\ncoordinate_digits = 1\n\n[assertions]"


@pytest.fixture
def dataset(dataset: Path) -> Path:
    """The example with a place that only the gazetteer knows, though the registry has the town."""
    edited(dataset, {RECORD: [("{name: the Russian city of Rostov-on-Don}", "{name: central Rostov-on-Don}")]})
    return dataset


def edited(dataset: Path, edits: Edits) -> None:
    """Replace text in files of a dataset; a file that is not there is made of the second text."""
    for name, pairs in edits.items():
        for old, new in pairs:
            text = (dataset / name).read_text(encoding="utf-8") if (dataset / name).exists() else ""
            assert old in text
            (dataset / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def rewritten(events: list[dict[str, Any]], values: Values) -> None:
    """Let events hold the values that another pipeline would have written, by event and field; None: a blank."""
    by_id = {event["id"]: event for event in events}
    for (own, field), value in values.items():
        parent, key = value_at(by_id[own], field.rpartition("/")[0]), unescaped(field)[-1]
        parent[key] = value
        if value is None:
            del parent[key]


def told_after(
    dataset: Path, edits: Edits = NO_EDIT, parts: tuple[str, ...] = (), then: Edits = NO_EDIT, values: Values = NO_VALUE
) -> Told:
    """The causes that are told after edits, if other parts of a pipeline had written other values before them.

    then: edits before that; the dataset as it was released. values: by event and field, what was released.
    """
    edited(dataset, then)
    before, old = content_of(dataset, "2026-11-25")
    assert not before.failed
    about = before.dataset.about
    rewritten(old["events"], values)
    edited(dataset, edits)
    after, new = content_of(dataset, "2026-11-25")
    assert not after.failed, [d.message for _, d in after.findings()]
    found = list(record_changes(old, new))
    told = causes(found, old, new, about, frozenset(parts), after)
    return {
        (change.table, change.id, str(change.field)): cause
        for change, cause in zip(found, told, strict=True)
        if change.change == "changed"
    }


def of_event(told: Told, own: str) -> dict[str, str | None]:
    return {field: cause for (table, event, field), cause in told.items() if (table, event) == ("events", own)}


@pytest.mark.parametrize("parts", [(), ("gazetteer",), PIPELINE], ids=str)
def test_what_a_contributor_typed_and_what_follows_from_it_is_theirs(dataset: Path, parts: tuple[str, ...]) -> None:
    told = told_after(dataset, DAY, parts)
    assert {"/date/text", "/date/edtf", "/date/start", "/date/end"} <= of_event(told, EVENING).keys()
    assert set(told.values()) == {"contributor"}


@pytest.mark.parametrize("parts", [(), ("gazetteer",), PIPELINE], ids=str)
def test_what_follows_from_an_entry_of_a_registry_is_the_registrys(dataset: Path, parts: tuple[str, ...]) -> None:
    told = told_after(dataset, POINT, parts)
    assert ("places", "rostov-on-don", "/latitude") in told
    assert of_event(told, POSTS) == {"/places/0/latitude": "registry", "/places/0/longitude": "registry"}
    assert set(told.values()) == {"registry"}


@pytest.mark.parametrize(
    ("parts", "event", "field", "then", "cause"),
    [
        (("gazetteer",), CITY, "/places/0/latitude", 47.2, "gazetteer"),
        (("gazetteer",), CITY, "/places/0/admin1", None, "gazetteer"),
        (PIPELINE, CITY, "/places/0/canonical_name", "Rostov na Donu", "gazetteer"),  # of the same entry
        (PIPELINE, CITY, "/places/0/admin1_name", "Rostov", "pipeline"),
        (PIPELINE, POSTS, "/places/0/longitude", 39.7, "gazetteer"),  # by the number of the registry's entry
        (("lexicon",), EVENING, "/date/start", "2023-06-23T18:00:00+03:00", "lexicon"),
        (("rule",), EVENING, "/date/start", "2023-06-23T18:00:00+03:00", "rule"),
        (("gazetteer", "lexicon"), EVENING, "/date/part_of_day", None, "lexicon"),  # the time zone is the same
        (("gazetteer",), EVENING, "/date/timezone", "Europe/Kyiv", "gazetteer"),
        (("lexicon", "rule"), EVENING, "/date/part_of_day", None, "pipeline"),
        (("rule",), CALL, "/verification", "corroborated", "rule"),
        (("lexicon", "rule"), CALL, "/status", "ongoing", "rule"),  # a usual value rests on no word
    ],
)
def test_what_another_pipeline_reads_is_its_own(
    dataset: Path, parts: tuple[str, ...], event: str, field: str, then: Any, cause: str
) -> None:
    assert told_after(dataset, NO_EDIT, parts, values={(event, field): then}) == {("events", event, field): cause}


def test_edits_and_another_gazetteer_are_told_apart(dataset: Path) -> None:
    told = told_after(dataset, {**DAY, **POINT}, ("gazetteer",), values={(CITY, "/places/0/latitude"): 47.2})
    assert of_event(told, CITY) == {"/places/0/latitude": "gazetteer"}
    assert set(of_event(told, EVENING).values()) == {"contributor"}
    assert set(of_event(told, POSTS).values()) == {"registry"}


def test_where_both_the_record_and_the_gazetteer_matter_the_cause_is_blank(dataset: Path) -> None:
    edits = {RECORD: [("{name: central Rostov-on-Don}", "{name: the Russian city of Kazan}")]}
    found = of_event(told_after(dataset, edits, ("gazetteer",), values={(CITY, "/places/0/latitude"): 47.2}), CITY)
    assert found.pop("/places/0/latitude") is None
    assert {"/places/0/name", "/places/0/longitude", "/places/0/geonames"} <= found.keys()
    assert set(found.values()) == {"contributor"}


def test_where_both_the_registry_and_the_gazetteer_matter_the_cause_is_blank(dataset: Path) -> None:
    told = told_after(dataset, POINT, ("gazetteer",), values={(POSTS, "/places/0/latitude"): 47.2})
    assert of_event(told, POSTS) == {"/places/0/latitude": None, "/places/0/longitude": "registry"}


@pytest.mark.parametrize("parts", [(), ("gazetteer",)], ids=str)  # no date of the same zone rests on a gazetteer
@pytest.mark.parametrize("others", [NO_EDIT, POINT], ids=["nothing else", "a registry beside it"])
def test_a_value_that_is_pinned_no_longer_is_the_contributors(
    dataset: Path, parts: tuple[str, ...], others: Edits
) -> None:
    free, pinned = "{text: On the evening of 23 June}", "{text: On the evening of 23 June, edtf: 2023-06-22}"
    told = told_after(dataset, {**others, RECORD: [(pinned, free)]}, parts, {RECORD: [(free, pinned)]})
    assert of_event(told, EVENING)["/date/edtf"] == "contributor"


@pytest.mark.parametrize("parts", [(), PIPELINE], ids=str)
def test_a_value_that_is_pinned_now_is_the_contributors_and_so_is_what_follows(
    dataset: Path, parts: tuple[str, ...]
) -> None:
    old, new = (
        "{name: central Rostov-on-Don}",
        "{name: central Rostov-on-Don, geonames: 551487}",
    )
    told = told_after(dataset, {**POINT, RECORD: [(old, new)]}, parts)
    found = of_event(told, CITY)
    assert {"/places/0/geonames", "/places/0/latitude", "/places/0/canonical_name"} <= found.keys()
    assert set(found.values()) == {"contributor"}


def test_members_that_moved_because_one_came_before_them_are_the_contributors(dataset: Path) -> None:
    old = "      - {name: Wagner Group leader Yevgeny Prigozhin, role: speaker}\n"
    edits = {RECORD: [(old, "      - {name: Dmitry Peskov, role: mentioned}\n" + old)]}
    told = told_after(dataset, {**edits, **POINT}, PIPELINE)
    assert {"/participants/0/actor", "/participants/1"} <= of_event(told, EVENING).keys()
    assert set(of_event(told, EVENING).values()) == {"contributor"}


@pytest.mark.parametrize("parts", [(), PIPELINE], ids=str)
def test_a_new_id_of_an_actor_is_the_registrys(dataset: Path, parts: tuple[str, ...]) -> None:
    then = {RECORD: [("{name: Wagner Group leader Yevgeny Prigozhin, role: speaker}",
                      "{name: Wagner Group leader Yevgeny Prigozhin, role: speaker, actor: yevgeny-prigozhin}")]}  # fmt: skip
    edits = {ACTORS: [("- id: yevgeny-prigozhin\n", "- id: prigozhin\n  previous_ids: [yevgeny-prigozhin]\n")]}
    told = told_after(dataset, edits, parts, then)
    assert of_event(told, EVENING)["/participants/0/actor"] == "registry"
    assert set(told.values()) == {"registry"}


@pytest.mark.parametrize("parts", [(), PIPELINE], ids=str)
def test_the_settings_of_a_dataset_are_its_contributors(dataset: Path, parts: tuple[str, ...]) -> None:
    edits = {
        CONFIG: [
            ('timezone = "Europe/Moscow"', 'timezone = "Europe/Kyiv"\nparts_of_day = {evening = ["18:00", "23:00"]}')
        ]
    }
    told = told_after(dataset, {**edits, **POINT}, parts)
    assert of_event(told, EVENING)["/date/start"] == of_event(told, EVENING)["/date/timezone"] == "contributor"


@pytest.mark.parametrize(
    ("home", "cause"), [(RECORD, "contributor"), ("registry/sources.yaml", "registry")], ids=["file", "registry"]
)
@pytest.mark.parametrize("parts", [(), PIPELINE], ids=str)
def test_of_a_shared_source_it_is_where_it_stands(dataset: Path, home: str, cause: str, parts: tuple[str, ...]) -> None:
    if home != RECORD:
        text = (dataset / RECORD).read_text(encoding="utf-8")
        sources, _, events = text.partition("\nevents:\n")
        entries = "".join(line.removeprefix("  ") + "\n" for line in sources.splitlines()[1:])
        (dataset / home).write_text(entries, encoding="utf-8")
        (dataset / RECORD).write_text(f"events:\n{events}", encoding="utf-8")
    told = told_after(
        dataset, {home: [("kind: news", "kind: agency"), ("{text: 2023-06-24}", "{text: 2023-06-25}")], **POINT}, parts
    )
    assert told["sources", "article-2023-06-24", "/kind"] == told["events", CALL, "/sources/0/kind"] == cause
    assert told["sources", "article-2023-06-24", "/published/edtf"] == cause
    assert told["events", EVENING, "/sources/0/published/start"] == cause
    assert told["events", CALL, "/date/anchor"] == cause


@pytest.mark.parametrize(
    ("withheld", "cause"), [("/sources/1/publisher", "contributor"), ("/sources/0/language", None)],
    ids=["another source", "that source"],
)  # fmt: skip
def test_a_shared_source_has_no_cause_where_something_of_it_is_withheld(
    dataset: Path, withheld: str, cause: str | None
) -> None:
    own = "  - id: " + CITY + "\n"
    entry = "    sources:\n      - {id: article-2023-06-24, locator: background}\n"
    text = (dataset / RECORD).read_text(encoding="utf-8")
    event = text[text.index(own) :].partition("\n\n")[0]
    closed = event.replace(own, own + f"    withhold: [{{field: {withheld}, reason: a test}}]\n")
    closed = closed.replace(entry, entry + "      - {id: blog, publisher: Some Blog}\n")
    told = told_after(dataset, {RECORD: [("kind: news", "kind: agency")]}, then={RECORD: [(event, closed)]})
    assert told["sources", "article-2023-06-24", "/kind"] == told["events", CALL, "/sources/0/kind"] == cause
    assert told["events", CITY, "/sources/0/kind"] is None


@pytest.mark.parametrize("parts", [(), PIPELINE], ids=str)
def test_what_is_computed_goes_with_the_claims(dataset: Path, parts: tuple[str, ...]) -> None:
    old = "      - id: informed\n"
    edits = {RECORD: [(old, "      - {id: heard, speaker: A passer-by, act: asserts}\n" + old)], **POINT}
    found = of_event(told_after(dataset, edits, parts), CALL)
    assert {"/verification", "/n_claims", "/n_origins", "/claims/1/id"} <= found.keys()
    assert set(found.values()) == {"contributor"}


LOOKUPS = "registry/lookups.csv"
LOOKED_UP = [("", "kind,text,value,note\nplace,central Rostov-on-Don,551487,a test\n")]


def test_a_lookup_that_is_new_is_the_contributors(dataset: Path) -> None:
    found = of_event(told_after(dataset, {LOOKUPS: LOOKED_UP}, PIPELINE), CITY)
    assert {"/places/0/geonames", "/places/0/latitude"} <= found.keys()
    assert set(found.values()) == {"contributor"}


def test_beside_a_lookup_of_then_another_gazetteer_is_told(dataset: Path) -> None:
    then: Edits = {LOOKUPS: LOOKED_UP}
    told = told_after(dataset, DAY, ("gazetteer",), then, {(POSTS, "/places/0/latitude"): 47.2})
    assert of_event(told, POSTS) == {"/places/0/latitude": "gazetteer"}


def test_where_a_lookup_and_another_gazetteer_may_both_matter_the_cause_is_blank(dataset: Path) -> None:
    told = told_after(dataset, {LOOKUPS: LOOKED_UP}, ("gazetteer",), values={(CITY, "/places/0/latitude"): 47.2})
    assert of_event(told, CITY)["/places/0/latitude"] is None


def test_where_something_is_withheld_only_what_is_written_has_a_cause(dataset: Path) -> None:
    then = {RECORD: [(f"  - id: {CITY}\n", f"  - id: {CITY}\n    withhold: [{{field: /subtype, reason: a test}}]\n")]}
    edits = {RECORD: [("title: Armoured", "title: Some armoured")]}
    told = told_after(dataset, {**edits, **POINT}, ("gazetteer",), then, {(CITY, "/places/0/latitude"): 47.2})
    assert of_event(told, CITY) == {"/title": "contributor", "/places/0/latitude": None}


@pytest.mark.parametrize("parts", [(), ("gazetteer",)], ids=str)
def test_rounding_is_never_taken_for_another_gazetteer(dataset: Path, parts: tuple[str, ...]) -> None:
    told = told_after(dataset, {CONFIG: [(EDITION, "[assertions]")]}, parts, {CONFIG: [("[assertions]", EDITION)]})
    assert ("events", CITY, "/places/0/latitude") in told
    assert set(told.values()) == ({None} if parts else {"contributor"})


@pytest.mark.parametrize("parts", [(), ("rule",)], ids=str)
def test_a_spot_that_rounding_took_for_near_it_is_not_taken_for_read_anew(
    dataset: Path, parts: tuple[str, ...]
) -> None:
    spot = "- {name: Sandstone Lane, country: RU, latitude: 47.246813, longitude: 39.713579}"
    then = {RECORD: [("- {name: central Rostov-on-Don}", spot)], CONFIG: [("[assertions]", EDITION)]}
    told = of_event(told_after(dataset, {CONFIG: [(EDITION, "[assertions]")]}, parts, then), CITY)
    positions = {"/places/0/latitude": "contributor", "/places/0/longitude": "contributor"}
    assert told == {**positions, "/places/0/precision": None if parts else "contributor"}


# Whole releases


def made_by_another(release: Path, parts: tuple[str, ...], values: Values) -> None:
    """Let a release be as another gazetteer, lexicon or version of regesta would have written it."""
    events = read_content(release)["events"]
    rewritten(events, values)
    text = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)
    (release / "json/events.jsonl").write_text(text, encoding="utf-8")
    manifest = manifest_of(release)
    places = {
        "gazetteer": (manifest["gazetteer"], "content_sha256", "0" * 64),
        "lexicon": (manifest, "lexicon_sha256", "0" * 64),
        "rule": (manifest["tools"], "regesta", "0.0.9"),
    }
    for parent, key, value in (places[part] for part in parts):
        parent[key] = value
    sealed(release, **{key: value for key, value in manifest.items() if key != "files"})


def released_twice(dataset: Path, parts: tuple[str, ...], values: Values, edits: Edits) -> tuple[Path, Path]:
    first = release_dataset(dataset, formats=["jsonl"])
    made_by_another(first.path, parts, values)
    edited(dataset, {**edits, CONFIG: [('"1.0.0"', '"1.1.0"'), *edits.get(CONFIG, [])]})
    second = release_dataset(dataset, formats=["jsonl", "csv"])
    assert (first.state, second.state) == ("released", "released")
    assert apply(read_content(first.path), read_changes(second.path)) == read_content(second.path)
    return first.path, second.path


@pytest.mark.long
def test_a_release_tells_its_contributors_and_another_gazetteer_apart(dataset: Path) -> None:
    values = {(CITY, "/places/0/latitude"): 47.2}
    _, second = released_twice(dataset, ("gazetteer",), values, {**DAY, **POINT})
    rows = {(row["id"], row["field"]): row for row in read_changes(second)}
    assert rows[CITY, "/places/0/latitude"]["cause"] == "gazetteer"
    assert rows[EVENING, "/date/text"]["cause"] == rows[EVENING, "/date/start"]["cause"] == "contributor"
    assert rows[POSTS, "/places/0/latitude"]["cause"] == "registry"
    text = (second / "CHANGES.md").read_text(encoding="utf-8")
    by_people, through_registries, by_pipeline = text.split("## Events changed ")[1:4]
    assert list(verify(second)) == []
    now = read_manifest(second).gazetteer.content_sha256[:16]
    assert f"another pipeline:\n\n- gazetteer: `{'0' * 16}` → `{now}`\n" in text
    assert by_people.startswith("by contributors (1)\n\n- `2023-06-23-prigozhin-statement` ")
    assert through_registries.startswith("through actors, places or sources (4)\n")
    assert "`/places/*/latitude`: `47.21997` → `47.3` (registry) in 4 events\n" in through_registries
    assert by_pipeline.startswith("by another gazetteer, lexicon or rules (1)\n\n- `2023-06-24-armoured")
    assert "`/places/0/latitude`: `47.2` → `47.21997` (gazetteer)\n" in by_pipeline


@pytest.mark.long
@pytest.mark.parametrize("parts", [(), ("gazetteer",), PIPELINE], ids=str)
def test_a_cause_gives_nothing_away_that_is_withheld(dataset: Path, parts: tuple[str, ...]) -> None:
    settings = '[rules]\nA904 = "off"\n\n[release]\nwithhold = ["/places/*/name"]\n\n[assertions]'  # titles name cities
    edits: Edits = {CONFIG: [("[assertions]", settings)], **DAY}
    _, second = released_twice(dataset, parts, {(CITY, "/places/0/latitude"): 47.2}, edits)
    rows = [row for row in read_changes(second) if row["id"] == CITY and not row["field"].startswith("/missing")]
    assert {row.get("cause") for row in rows} == {None if "rule" in parts else "contributor"}
    for path in (second / name for name in ("changes.jsonl", "csv/changes.csv", "CHANGES.md")):
        assert WORDS.findall(path.read_bytes()) == []


def test_each_part_of_the_pipeline_is_named_as_it_was_and_as_it_is(dataset: Path) -> None:
    first = release_dataset(dataset, formats=["jsonl"]).path
    settings = examine_dataset(dataset, "2026-11-25").dataset
    now = read_manifest(first)
    assert pipeline_changes(now, settings) == {}
    made_by_another(first, PIPELINE, {})
    hours = {**now.parts_of_day, "morning": ("04:00", "12:00")}
    then = read_manifest(first).model_copy(update={"parts_of_day": hours})
    assert pipeline_changes(then, settings) == {
        "gazetteer": ("0" * 64, now.gazetteer.content_sha256),
        "lexicon": ("0" * 64, now.lexicon_sha256),
        "rule": ("regesta 0.0.9, morning 04:00-12:00", f"regesta {now.tools.regesta}, morning 05:00-12:00"),
    }
