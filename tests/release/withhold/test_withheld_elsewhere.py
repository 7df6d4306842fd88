"""What is withheld is not published elsewhere: the release is refused and says where it stands, and only where it does."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import regesta
from regesta.diagnostics import Diagnostic
from regesta.errors import RegestaError
from regesta.normalise.fold import folded_key
from regesta.release.build import Release, release_dataset
from regesta.release.stored import lines_of
from regesta.release.verify.run import verify
from regesta.release.withhold.hidden import Hidden, hidden_in
from regesta.release.withhold.named import may_name, named_in, names_of, words
from regesta.release.withhold.values import before_removal, public_edition, removed_pointers
from regesta.release.withhold.within import Origin

FIXTURE = Path(__file__).parents[3] / "fixtures/rules/A904/valid"
STORM = Path(__file__).parents[3] / "fixtures/vellan-storm"
VICTIM = {"name": "Zelma Orrick", "role": "victim"}
Event = dict[str, Any]


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A dataset of one event, which withholds the name of its victim, Zelma Orrick."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "harbour"))


def event(own: str, **fields: Any) -> Event:
    source = {"id": "s", "publisher": "Example Daily"}
    return {"id": own, "title": "They meet", "type": "consult", "date": {"edtf": "2024-06-06"}, "sources": [source], **fields}  # fmt: skip


def write(dataset: Path, *events: Event) -> None:
    (dataset / "records/more.jsonl").write_text("".join(json.dumps(e) + "\n" for e in events), encoding="utf-8")


def register(dataset: Path, name: str, *entries: Event) -> None:
    (dataset / "registry").mkdir(exist_ok=True)
    (dataset / f"registry/{name}.yaml").write_text(json.dumps(entries), encoding="utf-8")


def told(outcome: Release) -> list[Diagnostic]:
    return [d for _, d in outcome.examination.findings() if d.code == "A904"]


def errors(outcome: Release) -> list[tuple[str, str]]:
    return [(d.code, d.message) for _, d in outcome.examination.findings() if d.severity == "error"]


def found(dataset: Path, version: str = "0.1.0") -> list[tuple[str, str]]:
    """File and pointer of each place that is told; a release that tells one is refused, and leaves nothing behind."""
    outcome = release_dataset(dataset, dataset.parent / "out", ["csv"], version)
    diagnostics = told(outcome)
    assert outcome.state == ("refused" if diagnostics else "released"), errors(outcome)
    assert outcome.path.exists() == (not diagnostics)
    assert all(d.line is not None and d.help for d in diagnostics)
    return [(Path(d.path).name, d.field) for d in diagnostics]


def test_what_is_withheld_and_stands_nowhere_else_is_released(harbour: Path) -> None:
    assert found(harbour) == []


@pytest.mark.parametrize(
    ("fields", "pointers"),
    [
        ({"title": "Zelma Orrick's brother speaks"}, ["/title"]),
        ({"summary": "The family of\nZELMA ÓRRICK is heard."}, ["/summary"]),
        ({"participants": [{"name": "Zelma Orrick", "role": "mentioned"}]}, ["/participants/0/name"]),
        ({"participants": [VICTIM, {"name": "the docker Zelma Orrick", "role": "mentioned"}]}, ["/participants/1/name"]),
        ({"claims": [{"id": "c", "act": "asserts", "statement": "Orrick, Zelma; no: Zelma Orrick"}]}, ["/claims/0/statement"]),
        ({"quotes": [{"text": "We are all Zelma  Orrick!"}]}, ["/quotes/0/text"]),
        ({"extra": {"notes": ["a", "see Zelma Orrick"]}}, ["/extra/notes/1"]),
        ({"title": "Zel\u00adma Or\u200drick speaks"}, ["/title"]),
        ({"media": [{"kind": "photo", "url": "https://example.org/wiki/%5Aelma%20Orrick"}]}, ["/media/0/url"]),
        ({"quotes": [{"text": "Orrick, Zelma: docker"}]}, ["/quotes/0/text"]),
        ({"quotes": [{"text": "#JusticeForZelmaOrrick"}]}, ["/quotes/0/text"]),
        ({"media": [{"kind": "photo", "url": "https://justiceforzelmaorrick.example/"}]}, ["/media/0/url"]),
        ({"summary": "Miss Zelma B. Orrick, it says"}, ["/summary"]),
        ({"title": "The Zelma-Orrick case", "summary": "About Zelma Orrick."}, ["/title", "/summary"]),
        ({"title": "Zelma meets Orrick", "summary": "Zelma Orrickson is not meant, nor Anzelma Orrick."}, []),
        ({"participants": [VICTIM]}, []),
    ],
)  # fmt: skip
def test_the_name_of_a_person_is_found_in_every_record(harbour: Path, fields: Event, pointers: list[str]) -> None:
    write(harbour, event("meeting", **fields))
    assert found(harbour) == [("more.jsonl", pointer) for pointer in pointers]


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("Zelma Orrick", "#zelmaorrick", True),
        ("Zelma Orrick", "@ZelmaOrrick wrote", True),
        ("Zelma Orrick", "#Zelma_Orrick", True),
        ("Zelma B. Orrick", "Zelma Orrick", True),
        ("Zelma Orrick", "Zelma C. D. Orrick", True),
        ("Зельма Оррик", "Зельма Б. Оррик", True),
        ("Зельма Оррик", "#СвободуЗельмаОррик", True),
        ("Zelma Orrick", "Zelma or Orrick", False),
        ("Ann Lee", "#FreeAnnLee", True),  # few letters: as capitals part them
        ("Ann Lee", "#channlee and Hannlees", False),
        ("Ann Lee", "Ann B. Lee", True),
        ("J. R. Lee", "Lee", False),
        ("ليلى عبد الكريم", "رُوِيَ عن ليلي عبدالكريم", True),  # without dots, joined, and with vowels
        ("ليلى عبد الكريم", "ليلـى عبد الكريم", True),
        ("سالم أبو ريشة", "إلى سالم ابوريشه", True),
        ("سالم أبو ريشة", "بيت سالم أبي ريشة", True),
        ("هبة الطيّب", "وهبه الطيب", True),  # "and" is a letter
        ("هبة الطيّب", "شهبة الطيب", False),
        ("پریسا کریمی", "از پريسا كريمى", True),  # typed on an Arabic keyboard
        ("پریسا کریمی", "پریسا\u200cکریمی", True),
        ("נועה בן־שחר", "לנועה בן שחר", True),
        ("נועה בן־שחר", "נוֹעָה בן שחר", True),
    ],
)  # fmt: skip
def test_a_name_is_found_in_tags_as_one_word_and_with_initials(name: str, text: str, is_found: bool) -> None:
    person = {"id": "e", "participants": [{"name": name, "role": "victim", "kind": "person"}]}
    withheld = {**person, "withhold": [{"field": "/participants/0/name", "reason": "r"}]}
    names = names_of(hidden_in(withheld, {"id": "e"}, (), None).names)
    assert (bool([*named_in(text, names)]), may_name(json.dumps(text, ensure_ascii=False), names)) == (
        is_found,
        is_found,
    )


def test_an_id_is_told_where_it_is_given_and_not_where_it_is_referred_to(harbour: Path) -> None:
    write(harbour, event("zelma-orrick-case"), event("later", relations=[{"type": "follows", "event": "zelma-orrick-case"}]))  # fmt: skip
    assert found(harbour) == [("more.jsonl", "/id")]


def test_an_entry_of_a_registry_is_told_by_its_name_by_another_name_and_by_its_id(harbour: Path) -> None:
    other = {"id": "a", "name": "The port", "kind": "organisation"}
    for entry in ({"id": "zelma-orrick", "name": "Zelma Orrick", "kind": "person"},
                  {"id": "z", "name": "Z.", "kind": "person", "names": [{"text": "Zelma Orrick"}]}):  # fmt: skip
        register(harbour, "actors", other, entry)
        outcome = release_dataset(harbour)
        assert outcome.state == "refused"
        assert [Path(d.path).name for d in told(outcome)] == ["actors.yaml"]
        assert told(outcome)[0].field.startswith("/1/")
        assert "take the entry out of registry/actors.yaml" in str(told(outcome)[0].help)
    register(harbour, "actors", other)
    register(harbour, "places", {"id": "house", "name": "House of Zelma Orrick", "country": "GB"})
    assert found(harbour) == [("places.yaml", "/0/name")]


def test_a_shared_source_is_told_once_where_it_is_written(harbour: Path) -> None:
    register(harbour, "sources", {"id": "paper", "publisher": "Example Daily", "title": "Zelma Orrick is dead"})
    write(harbour, *(event(f"e{n}", sources=[{"id": "paper"}]) for n in range(3)))
    assert found(harbour) == [("sources.yaml", "/0/title")]
    (harbour / "registry/sources.yaml").unlink()
    source = {"id": "paper", "publisher": "Example Daily", "title": "Zelma Orrick is dead"}
    file = {"sources": [source], "events": [event("e", sources=[{"id": "paper"}])]}
    (harbour / "records/more.jsonl").unlink()
    (harbour / "records/more.json").write_text(json.dumps(file), encoding="utf-8")
    assert found(harbour) == [("more.json", "/sources/0/title")]
    own = {"sources": [{"id": "paper", "title": source.pop("title")}]}  # what an event alone says of a shared source
    (harbour / "records/more.json").write_text(json.dumps({**file, "events": [event("e", **own)]}), encoding="utf-8")
    assert [d.event_id for d in told(release_dataset(harbour))] == ["e"]


def test_tombstones_and_the_description_of_the_dataset_are_searched(harbour: Path) -> None:
    write(harbour, {"id": "old", "withdrawn": {"at": "2024-07-01", "reason": "duplicate", "note": "Of Zelma Orrick."}})
    config = harbour / "regesta.toml"
    config.write_text(config.read_text().replace("Events of a harbour", "The case of Zelma Orrick"), encoding="utf-8")
    assert found(harbour) == [("regesta.toml", "/dataset/title"), ("more.jsonl", "/withdrawn/note")]


def test_the_place_in_the_record_is_right_though_members_before_it_are_withheld(harbour: Path) -> None:
    people = [{"name": "Ann Fairlea", "role": "mentioned"}, {"name": "Bo Winters", "role": "mentioned"}, {"name": "Zelma Orrick", "role": "mentioned"}]  # fmt: skip
    gone = [{"field": "/participants/0", "reason": "r"}, {"field": "/participants/1", "reason": "r"}]
    write(harbour, event("meeting", participants=people, withhold=gone))
    assert found(harbour) == [("more.jsonl", "/participants/2/name")]


def test_of_one_name_three_places_are_told_with_who_withholds_it_and_never_the_name(harbour: Path) -> None:
    write(harbour, *(event(f"e{n}", summary="Zelma Orrick was named.") for n in range(9)))
    diagnostics = told(release_dataset(harbour))
    assert [d.event_id for d in diagnostics] == ["e0", "e1", "e2"]
    assert (
        diagnostics[0].message
        == "what harbour-beating withholds (/participants/0/name) stands in events e0 at /summary"
    )
    assert "Zelma" not in str(diagnostics)


def test_a_place_counts_within_its_own_event_alone(harbour: Path) -> None:
    place = {"places": [{"name": "14 Lower Street"}], "withhold": [{"field": "/places/0/name", "reason": "a home"}]}
    write(harbour, event("at-home", **place), event("e", summary="14 Lower Street is searched."))
    assert found(harbour) == []
    write(harbour, event("at-home", **place, summary="A fire at 14, Lower Street"), event("e"))
    assert found(harbour, "0.1.1") == [("more.jsonl", "/summary")]


@pytest.mark.long
@pytest.mark.parametrize(
    "name", ["a docker", "two women", "Residents", "the police", "Harbour Ministry", "an unnamed man", "Bo"]
)
def test_what_is_no_name_is_not_looked_for(harbour: Path, name: str) -> None:
    people = [{"name": name, "role": "victim"}]
    write(harbour, event("meeting", participants=people), event("e", summary=f"It is told that {name} came."))
    assert found(harbour) == []


def test_a_name_of_one_word_counts_as_a_whole_text_and_within_its_event(harbour: Path) -> None:
    people = [{"name": "Nadira", "role": "victim", "kind": "person"}]
    write(harbour, event("a", participants=people), event("b", summary="Nadira is a song."))
    assert found(harbour) == []
    whole = event("b", participants=[{"name": "Nadira", "role": "mentioned"}])
    write(harbour, event("a", participants=people, summary="They shot Nadira."), whole)
    assert sorted(found(harbour, "0.1.1")) == [("more.jsonl", "/participants/0/name"), ("more.jsonl", "/summary")]


def test_the_severity_is_the_datasets_to_set(harbour: Path) -> None:
    write(harbour, event("meeting", summary="Zelma Orrick"))
    config = harbour / "regesta.toml"
    text = config.read_text()
    for severity, count in (("warning", 1), ("off", 0)):
        config.write_text(f'{text}\n[rules]\nA904 = "{severity}"\n', encoding="utf-8")
        outcome = release_dataset(harbour, harbour.parent / severity)
        assert (outcome.state, len(told(outcome))) == ("released", count)


def test_a_name_that_stood_in_the_release_before_is_not_told_among_the_changes(harbour: Path) -> None:
    config = harbour / "regesta.toml"
    text = config.read_text()
    person = {"id": "port", "name": "The port", "kind": "organisation", "names": [{"text": "Zelma Orrick"}]}
    register(harbour, "actors", person)
    write(harbour, event("meeting", summary="Of Zelma Orrick"))
    config.write_text(text.partition("[release]")[0], encoding="utf-8")
    assert release_dataset(harbour, formats=["csv"]).state == "released"
    config.write_text(text, encoding="utf-8")
    register(harbour, "actors", {"id": "port", "name": "The port", "kind": "organisation"})
    write(harbour, event("meeting", summary="Of a docker"))
    outcome = release_dataset(harbour, formats=["csv", "json", "jsonl"], version="0.2.0")
    assert outcome.state == "released", errors(outcome)
    texts = {path.name: path.read_bytes() for path in outcome.path.rglob("*") if path.is_file()}
    assert [name for name, data in texts.items() if b"Orrick" in data] == []
    assert b"Of a docker" in texts["changes.jsonl"]


def test_a_name_that_is_the_id_of_an_entry_since_removed_stops_the_release_unless_it_stands_apart(
    harbour: Path, tmp_path: Path
) -> None:
    config = harbour / "regesta.toml"
    text = config.read_text()
    port = {"id": "port", "name": "The port", "kind": "organisation"}
    register(harbour, "actors", port, {"id": "zelma-orrick", "name": "Z. O.", "kind": "person"})
    write(harbour, event("meeting", summary="Of a docker"))
    config.write_text(text.partition("[release]")[0], encoding="utf-8")
    assert release_dataset(harbour, formats=["csv"]).state == "released"
    config.write_text(text, encoding="utf-8")
    register(harbour, "actors", port)
    with pytest.raises(RegestaError, match="by the id zelma-orrick: keep the public edition apart"):
        release_dataset(harbour, formats=["csv"], version="0.2.0")
    outcome = release_dataset(harbour, tmp_path / "public", formats=["csv"], version="0.2.0")
    assert outcome.state == "released", errors(outcome)
    assert [path for path in outcome.path.rglob("*") if path.is_file() and b"orrick" in path.read_bytes()] == []


# What an event withholds and says all the same

HOUSE = {"name": "14 Lower Street", "latitude": 41.23456, "longitude": 2.34567, "country": "ES"}
KILLED = {"measure": "killed", "best": 77, "text": "seventy-seven"}
MANY = {"measure": "money", "best": 1200, "high": 1999}


@pytest.mark.parametrize(
    ("fields", "pointer", "told"),
    [
        ({"summary": "77 died."}, "/quantities/0/best", ["/summary"]),
        ({"summary": "Seventy-seven died."}, "/quantities/0/best", ["/summary"]),
        ({"title": "77 die"}, "/quantities/0/text", ["/title"]),
        ({"extra": {"toll": [1, 77], "note": "77"}}, "/quantities/0/best", ["/extra/note", "/extra/toll/1"]),
        ({"summary": "177 died, or 7 and 7.", "tags": ["77"]}, "/quantities/0/best", []),
        ({"summary": "Of 1,200 or 1200."}, "/quantities/1", ["/summary"] * 2),
        ({"summary": "In 1999.", "date": {"text": "spring 1999"}}, "/quantities/1", []),
        ({"summary": "Two men of Lower Street 14"}, "/places/0/latitude", []),
        ({"title": "Fire at 14 Lower Street"}, "/places/0/latitude", ["/title"]),
        ({"media": [{"kind": "photo", "url": "https://e.org/@41.23456,2.3,9z"}]}, "/places/0/latitude", ["/media/0/url"]),
        ({"extra": {"lon": 2.34567, "lat": 41.2}}, "/places/0/latitude", ["/extra/lon"]),
        ({"places": [HOUSE, {"name": "a street", "latitude": 41.23456, "longitude": 2.34567}]}, "/places/0/longitude", ["/places/1/latitude"]),
        ({"places": [HOUSE, {"name": "a street", "latitude": 41.23456, "longitude": 2.3}]}, "/places/0/longitude", []),
        ({"summary": "It was in Spain."}, "/places/0/country", ["/summary"]),
        ({"summary": "It was in Spain."}, "/places/0/name", []),
        ({"summary": "It was in Spain.", "places": [HOUSE, {"name": "Madrid", "country": "ES"}]}, "/places/0/country", []),
        ({"participants": [{"name": "Spain", "role": "party"}]}, "/places/0/country", []),
        ({"id": "2024-06-06-fire", "date": {"edtf": "2024-06-06", "start": "2024-06-06"}}, "/date/edtf", ["/id"]),
        ({"id": "2024-06-06-fire", "date": {"edtf": "2024-06-07", "start": "2024-06-07"}}, "/date/edtf", []),
        ({"sources": [{"id": "daily-2024-06-06", "published": {"text": "today", "start": "2024-06-06"}}]}, "/sources/0/published/text", ["/sources/0/id"]),
        ({"sources": [{"id": "daily-2024-06-06"}], "date": {"edtf": "2024-06-06", "start": "2024-06-06"}}, "/date/edtf", []),
        ({"quotes": [{"text": "at dawn"}], "summary": "They left at dawn."}, "/quotes/0/text", ["/summary"]),
        ({"title": "Ann Lee, Harbour Master", "participants": [{"name": "Harbour Master Ann Lee", "canonical_name": "Ann Lee", "role": "party"}]},
         "/participants/0/position", []),
    ],
)  # fmt: skip
def test_a_text_or_a_number_that_is_withheld_counts_within_its_event(
    fields: Event, pointer: str, told: list[str]
) -> None:
    whole = {"id": "e", "places": [HOUSE], "quantities": [KILLED, MANY], **fields, "withhold": [{"field": pointer}]}
    public = public_edition(whole)
    assert [stand.field for stand in hidden_in(whole, public, [], "en").stands] == told


LINDQVIST = "Maria Lindqvist"
MORE = {"participants": [{"name": LINDQVIST, "role": "victim"}, {"name": "Carl Lindqvist", "role": "witness"}]}


@pytest.mark.parametrize(
    ("name", "fields", "told"),
    [
        (LINDQVIST, {"title": "Lindqvist is arrested"}, ["/title"]),
        (LINDQVIST, {"title": "Police arrest Lindqvist in Lund"}, ["/title"]),
        (LINDQVIST, {"title": "Police Arrest Lindqvist Near Lund"}, ["/title"]),
        (LINDQVIST, {"title": "Police of the Port Arrest Lindqvist and Others"}, ["/title"]),
        (LINDQVIST, {"title": "LINDQVIST ARRESTED"}, ["/title"]),
        (LINDQVIST, {"summary": "The house of the Lindqvists; Lindqvist's door was broken."}, ["/summary"]),
        (LINDQVIST, {"summary": "A neighbour saw Mrs Lindqvist leave."}, ["/summary"]),
        (LINDQVIST, {"summary": "Lindqvist, Maria, was held."}, []),  # the whole name, which is looked for everywhere
        (LINDQVIST, {"summary": "They took Maria Elena Lindqvist away."}, []),
        (LINDQVIST, {"sources": [{"id": "s", "title": "Lindqvist held"}]}, ["/sources/0/title"]),
        (LINDQVIST, {"quotes": [{"text": "Free Lindqvist!", "speaker": "Lindqvist"}]}, ["/quotes/0/text"]),
        (LINDQVIST, {"participants": [{"name": LINDQVIST, "role": "victim"}, {"name": "Lindqvist", "role": "mentioned"}]}, ["/participants/1/name"]),
        (LINDQVIST, {"title": "Lindqvist is arrested", **MORE}, []),  # it is the name of a witness as well
        (LINDQVIST, {"title": "A fire in Lindqvist", "places": [{"name": "Lindqvist", "role": "location"}]}, []),
        (LINDQVIST, {"summary": "Anna Lindqvist speaks of it."}, []),  # another person
        (LINDQVIST, {"summary": "It was in Lindqvist Street, and Lake Lindqvist froze."}, []),
        (LINDQVIST, {"summary": "The Lindqvistian school, or Berglindqvist"}, []),
        (LINDQVIST, {"summary": "Carla Berg-Lindqvist speaks, and a Lindqvist-Berg too."}, []),
        (LINDQVIST, {"summary": "A march against the Lindqvist-led strike"}, ["/summary"]),
        (LINDQVIST, {"extra": {"seen": "Lindqvist Street"}}, []),
        (LINDQVIST, {"title": "Maria is arrested"}, []),
        ("Tom Green", {"summary": "The green fields were seen by Green."}, []),  # a word
        ("Tom Green", {"summary": "The fields were seen by Green."}, ["/summary"]),
        ("Tom Green", {"summary": "The Green Party met."}, []),
        ("Tom March", {"summary": "It was in March."}, []),
        ("Tom King", {"summary": "The King was told."}, []),
        ("Tom French", {"summary": "The French were told."}, []),
        ("Amina Jordan", {"summary": "They left Jordan.", "places": [{"name": "Amman", "country": "JO"}]}, []),
        ("Ludwig van der Berg", {"title": "Court hears van der Berg"}, ["/title"]),
        ("Ludwig van der Berg", {"title": "Court hears Berg"}, []),
        ("Li Na", {"title": "Li meets Na"}, []),
        ("Иван Кузьменко", {"title": "Кузьменко задержан"}, ["/title"]),
        ("محمد البرغوثي", {"title": "اعتقال البرغوثي"}, ["/title"]),
    ],
)  # fmt: skip
def test_the_family_name_alone_of_whoever_is_withheld_counts_within_its_event(
    name: str, fields: Event, told: list[str]
) -> None:
    people = {"participants": [{"name": name, "role": "victim", "kind": "person"}]}
    whole = {"id": "e", **people, **fields, "withhold": [{"field": "/participants/0/name"}]}
    assert [stand.field for stand in hidden_in(whole, public_edition(whole), [], "en").stands] == told


def test_whoever_withholds_the_actor_withholds_the_name_and_whoever_withholds_the_office_does_not() -> None:
    person = {"name": "Minister Ann Lee", "canonical_name": "Ann Lee", "actor": "lee", "kind": "person", "position": "Minister"}  # fmt: skip
    both = {"ann lee", "lee ann"}
    for field, names in (("actor", both), ("canonical_name", both), ("position", set()), ("country", set())):
        whole = {"id": "e", "participants": [{**person, "country": "ES"}], "withhold": [{"field": f"/participants/0/{field}"}]}  # fmt: skip
        found = hidden_in(whole, public_edition(whole), [], "en")
        assert found.names.keys() == names, field
        assert bool(found.facts) == (not names)


# Positions, offices and countries in a registry and in other events


def test_a_position_that_is_withheld_stands_in_no_registry_and_in_no_other_event(harbour: Path) -> None:
    spot = {"latitude": 50.71234, "longitude": -1.94567}
    register(harbour, "places", {"id": "pier", "name": "The Pier", "country": "GB", **spot})
    hidden = event("hidden", places=[{"name": "The Pier"}], withhold=[{"field": "/places/0/latitude", "reason": "r"}])
    others = [event(f"e{n}", places=[{"latitude": 50.71234, "longitude": lon}]) for n, lon in ((1, -1.94567), (2, 2.0))]
    write(harbour, hidden, *others)
    assert found(harbour) == [("places.yaml", "/0/latitude"), ("more.jsonl", "/places/0/latitude")]
    register(harbour, "places", {"id": "pier", "name": "The Pier", "country": "GB"})
    write(harbour, {**hidden, "places": [{"name": "A hut", "country": "GB", **spot}]}, others[1])
    assert found(harbour) == []
    release = harbour.parent / "out/harbour-0.1.0"
    assert [path.name for path in release.rglob("*") if path.is_file() and b"-1.94567" in path.read_bytes()] == []


def test_the_usual_point_of_a_settlement_is_looked_for_in_its_event_alone(harbour: Path) -> None:
    hidden = event("hidden", places=[{"name": "Varna", "country": "BG"}], withhold=[{"field": "/places/0/latitude", "reason": "r"}])  # fmt: skip
    write(harbour, hidden, event("other", places=[{"name": "Varna", "country": "BG"}]))
    assert found(harbour) == []


def test_a_country_and_an_office_that_are_withheld_do_not_stand_with_the_actor(harbour: Path) -> None:
    office = {"title": "Harbour Master", "organisation": "The port"}
    register(harbour, "actors", {"id": "lee", "name": "Ann Lee", "kind": "person", "country": "ES", "positions": [office]})  # fmt: skip
    who = [{"name": "Ann Lee", "role": "party", "country": "ES", "position": "Harbour Master"}]
    gone = [{"field": f"/participants/0/{name}", "reason": "r"} for name in ("country", "position")]
    write(harbour, event("meeting", participants=who, withhold=gone))
    assert found(harbour) == [("actors.yaml", "/0/country")]
    register(harbour, "actors", {"id": "lee", "name": "Ann Lee", "kind": "person", "positions": [office]})
    assert found(harbour, "0.1.1") == [("actors.yaml", "/0/positions/0/title")]


# What other events and the release before would tell


def contents(release: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in release.rglob("*") if path.suffix in (".jsonl", ".csv", ".md", ".html"))  # fmt: skip


@pytest.mark.long
def test_what_one_event_withholds_of_a_shared_source_or_of_its_ties_no_other_tells(harbour: Path) -> None:
    config = harbour / "regesta.toml"
    text = config.read_text()
    paper = {"id": "paper", "publisher": "Example Daily", "title": "Obsidian", "url": "https://example.org/obsidian", "published": {"text": "7 June 2024"}}  # fmt: skip
    register(harbour, "sources", paper)
    tie = {"relations": [{"type": "same-as", "event": "b"}]}
    b, c = (event(own, sources=[{"id": "paper", "locator": f"p. {own}"}]) for own in "bc")
    a = event("a", sources=[{"id": "paper"}, {"id": "s", "publisher": "Another"}], **tie)
    write(harbour, a, b, c)
    assert release_dataset(harbour, formats=["csv", "jsonl"]).state == "released"
    gone = ["/sources/0/title", "/sources/0/published/text", "/relations/0"]
    config.write_text(text.replace("0.1.0", "0.2.0"), encoding="utf-8")
    write(harbour, {**a, "withhold": [{"field": field, "reason": "r"} for field in gone]}, b, c)
    outcome = release_dataset(harbour, formats=["csv", "jsonl"])
    assert outcome.state == "released", errors(outcome)
    assert [word for word in ("bsidian", "7 June", "2024-06-07") if word in contents(outcome.path)] == []
    events = {row["id"]: row for row in lines_of(outcome.path / "json/events.jsonl")}
    assert events["b"]["sources"] == [{"id": "paper", "locator": "p. b", "publisher": "Example Daily"}]
    for own in "abc":
        missing = {entry["field"] for entry in events[own]["missing"] if entry["reason"] == "withheld"}
        assert missing >= {"/sources/0/title", "/sources/0/url", "/sources/0/published/start"}, own
        assert events[own]["same_as_group"] == own
    rows = list(lines_of(outcome.path / "changes.jsonl"))
    assert [row for row in rows if row.get("field") == "/same_as_group" and "old" in row] == []
    assert list(verify(outcome.path)) == []


# Who is withheld is not to be registered


def test_nobody_is_advised_to_register_whoever_is_withheld(harbour: Path) -> None:
    register(harbour, "actors", {"id": "port", "name": "The port", "kind": "organisation"})
    hidden = event("hidden", participants=[{"name": "Ann Fairlea", "role": "mentioned"}], withhold=[{"field": "/participants/0", "reason": "r"}])  # fmt: skip
    shown = event("shown", participants=[{"name": "Bo Winters", "role": "mentioned"}])
    write(harbour, hidden, shown)
    diagnostics = regesta.validate(harbour, today="2026-01-15").diagnostics
    assert [d.value for d in diagnostics if d.code == "N302" and d.value != "Example Daily"] == ["Bo Winters"]  # fmt: skip


def test_a_public_edition_without_any_waiver_is_clean(tmp_path: Path) -> None:
    assert not any("N302" in path.read_text(encoding="utf-8") for path in STORM.rglob("*.yaml"))
    outcome = release_dataset(STORM, tmp_path, ["csv"])
    assert (outcome.state, told(outcome)) == ("released", [])


# Words


@given(st.text())
def test_the_words_of_a_text_are_those_by_which_names_are_compared(text: str) -> None:
    assert "".join(words(text)) == folded_key(text).replace(" ", "")


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_name_is_found_between_any_texts_and_its_line_is_not_passed_over(before: str, after: str) -> None:
    names = names_of(["zelma orrick"])
    text = f"{before} Zelma\nOrrick {after}"
    assert "zelma orrick" in named_in(text, names)
    assert may_name(json.dumps({"summary": text}, ensure_ascii=False), names)


def test_a_name_in_a_script_without_spaces_is_found_within_a_sentence() -> None:
    assert list(named_in("据说张三到了", names_of([" ".join(words("张三"))]))) == ["张 三"]


@pytest.mark.parametrize(
    ("name", "known", "forms"),
    [
        ("Col. Ivan Petrov", {"actor": "ivan-petrov"}, ["ivan petrov", "petrov ivan"]),
        ("Qorva Dalmire, a baker", {}, ["qorva dalmire", "dalmire qorva"]),
        ("Qorva the baker's wife", {"actor": "qd", "canonical_name": "Qorva Dalmire"}, ["qorva the baker s wife", "qorva dalmire", "dalmire qorva"]),
    ],
)  # fmt: skip
def test_a_person_is_withheld_by_every_form_of_the_name_and_by_the_actor(
    name: str, known: dict[str, str], forms: list[str]
) -> None:
    whole = {"id": "e", "participants": [{"name": name, "kind": "person", **known}]}
    hidden = hidden_in(whole, public_edition(whole, ["/participants/*/name"]), ["/participants/*/name"], "en")
    origin = Origin("e", "/participants/0/name")
    assert hidden == Hidden(dict.fromkeys(forms, origin), {known["actor"]: origin} if "actor" in known else {})


@pytest.mark.parametrize("field", ["/places/0/country", "/date/end", "/participants/3/name", "/extra/a", "/places/0/-"])
def test_what_is_not_there_cannot_be_known_again(field: str) -> None:
    whole = {
        "id": "e",
        "date": {"start": "2024-06-06"},
        "places": [{"name": "the well"}],
        "withhold": [{"field": field}],
    }
    assert hidden_in(whole, public_edition(whole), [], "en") == Hidden()


@given(st.sets(st.integers(0, 5)))
def test_a_pointer_of_the_public_edition_leads_back_to_the_record(gone: set[int]) -> None:
    tags = [{"name": str(n)} for n in range(6)]
    whole = {"id": "e", "media": tags, "withhold": [{"field": f"/media/{n}", "reason": "r"} for n in gone]}
    removed = removed_pointers(whole)
    for index, member in enumerate(public_edition(whole).get("media", ())):
        assert before_removal(f"/media/{index}/name", whole, removed) == f"/media/{member['name']}/name"
