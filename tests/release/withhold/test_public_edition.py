"""The public edition: what is withheld is in no byte of the release, nor of the one after it."""

import csv
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from regesta.errors import RegestaError
from regesta.release.build import Release, release_dataset
from regesta.release.verify.run import verify

FORMATS = ["jsonl", "json", "csv", "parquet", "geo", "xlsx"]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, and what is compressed in it."""
    data = path.read_bytes()
    if path.suffix == ".parquet":
        return data + repr(pq.read_table(str(path)).to_pylist()).encode()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return b"".join(book.read(name) for name in book.namelist())
    return data


def found_in(release: Path, *words: str) -> list[str]:
    return [
        f"{w} in {p.name}"
        for p in sorted(release.rglob("*"))
        if p.is_file()
        for w in words
        if w.encode() in bytes_of(p)
    ]


def test_the_search_finds_what_is_compressed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Zebulon")
    assert found_in(tmp_path, "Zebulon") == ["Zebulon in a.txt"]
    pq.write_table(pa.table({"a": ["Zebulon"] * 9}), tmp_path / "b.parquet", compression="zstd")
    assert found_in(tmp_path, "Zebulon") == ["Zebulon in a.txt", "Zebulon in b.parquet"]


@pytest.mark.long
def test_a_name_a_position_and_a_whole_field_are_nowhere_even_where_the_release_before_had_them(dataset: Path) -> None:
    pytest.importorskip("xlsxwriter")
    record = dataset / "records/article-2023-06-24.yaml"
    edit(record, "{name: Sergei Shoigu, role: commander}", "{name: Zebulon Quux, role: victim}")
    edit(
        record,
        "- {name: the Russian city of Rostov-on-Don}",
        "- {name: Sandstone Lane, country: RU, latitude: 47.246813, longitude: 39.713579}",
    )
    edit(record, "summary: Sergei Shoigu conducts in person an operation", "summary: Marmalade, an operation")
    first = release_dataset(dataset, formats=FORMATS).path
    assert {line.split()[0] for line in found_in(first, "Zebulon", "Sandstone", "47.246813", "Marmalade")} == {
        "Zebulon", "Sandstone", "47.246813", "Marmalade",
    }  # fmt: skip
    edit(dataset / "regesta.toml", '"1.0.0"', '"1.1.0"')
    edit(
        dataset / "regesta.toml",
        "[assertions]",
        '[release]\nwithhold = ["/participants/*/name?role=victim", "/summary"]\ncoordinate_digits = 1\n\n[assertions]',
    )
    edit(
        record,
        "  - id: 2023-06-24-armoured-vehicles-in-rostov\n",
        "  - id: 2023-06-24-armoured-vehicles-in-rostov\n    withhold: [{field: /places/0/name, reason: a home in Limestone}]\n",
    )
    second = release_dataset(dataset, formats=FORMATS).path
    assert list(verify(second)) == []
    assert found_in(second, "Zebulon", "Sandstone", "47.246", "39.7135", "Marmalade", "Limestone") == []
    assert "withheld" in (second / "csv/missing.csv").read_text(encoding="utf-8")


@pytest.mark.long
def test_every_format_and_the_changes_tell_a_rounded_spot_as_near(dataset: Path) -> None:
    record, config = dataset / "records/article-2023-06-24.yaml", dataset / "regesta.toml"
    spot = "- {name: Sandstone Lane, country: RU, latitude: 47.246813, longitude: 39.713579}"
    edit(record, "- {name: the Russian city of Rostov-on-Don}", spot)
    first = release_dataset(dataset, formats=["jsonl", "csv", "parquet", "geo"])
    edit(config, '"1.0.0"', '"1.1.0"')
    edit(config, "[assertions]", "[release]\ncoordinate_digits = 1\n\n[assertions]")
    second = release_dataset(dataset, formats=["jsonl", "csv", "parquet", "geo"])
    for release, precision in ((first.path, "exact"), (second.path, "near")):
        assert list(verify(release)) == []
        rows = pq.read_table(release / "parquet/event_places.parquet").to_pylist()
        assert {row["precision"] for row in rows if row["name"] == "Sandstone Lane"} == {precision}
        flat = pq.read_table(release / "parquet/events_flat.parquet").to_pylist()
        assert {row["place_precision"] for row in flat if row["place_name"] == "Sandstone Lane"} == {precision}
        assert f",{precision}," in next(
            line
            for line in (release / "csv/event_places.csv").read_text(encoding="utf-8").splitlines()
            if "Sandstone Lane" in line
        )
    changed = [json.loads(line) for line in (second.path / "changes.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {row["field"]: (row["old"], row["new"]) for row in changed if row["field"].endswith("/precision")}
    assert list(found.values()) == [('"exact"', '"near"')]


WITHHELD = {  # pointers, each with words that stand in what would give its value away, and nowhere else
    "/quantities/0/best": ("7717", "Seventy"),
    "/quantities/1/text": ("7727",),
    "/places/0/latitude": ("47.246813", "39.713579", "Sandstone"),
    "/places/1/country": ("Leipzig", "51.33", "DE-SN", "Europe/Berlin", "2879139"),
    "/claims/0/statement": ("Marmalade",),
    "/claims/1/speaker": ("Quux",),
    "/claims/1/via/0/name": ("Corrib",),
    "/participants/0/canonical_name": ("Fairlea",),
    "/sources/0/title": ("Obsidian",),
    "/sources/1/published/text": ("7 July", "2023-07-07", "limestone"),
    "/media/0/platform": ("Zebulon",),
    "/extra/note": ("Granite",),
}


def errors(outcome: Release) -> list[tuple[str, str]]:
    return [(d.code, d.message) for _, d in outcome.examination.findings() if d.severity == "error"]


@pytest.mark.long
def test_nothing_tells_what_is_withheld(dataset: Path) -> None:
    pytest.importorskip("xlsxwriter")
    event = {
        "id": "meeting", "title": "A meeting", "type": "consult", "date": {"text": "morning of 24 June 2023"},
        "places": [{"name": "Sandstone Lane", "country": "RU", "latitude": 47.246813, "longitude": 39.713579, "role": "target"},
                   {"name": "Leipzig", "country": "DE"}],
        "participants": [{"name": "the farmer Ann Fairlea", "role": "party"}],
        "quantities": [{"measure": "persons", "best": 7717, "text": "Seventy and more"}, {"measure": "persons", "text": "at least 7727"}],
        "claims": [{"id": "a", "act": "asserts", "statement": "There is Marmalade.", "source": "one"},
                   {"id": "b", "speaker": "Zab Quux", "act": "denies", "source": "two", "via": [{"name": "Corrib press", "role": "relayer"}]}],
        "quotes": [{"text": "We have Marmalade", "claim": "a"}],
        "media": [{"kind": "video", "platform": "Zebulon", "url": "https://zebulon.example/Zebulon/1"}],
        "sources": [{"id": "one", "title": "Obsidian", "url": "https://e.example/Obsidian", "archive_url": "https://a.example/Obsidian"},
                    {"id": "two", "published": {"text": "7 July 2023"}, "url": "https://e.example/limestone"}],
        "extra": {"note": "Granite", "other": 1},
    }  # fmt: skip
    words = [word for found in WITHHELD.values() for word in found]
    record = dataset / "records/meeting.json"
    edit(dataset / "regesta.toml", "max = 18", "max = 19")
    edit(dataset / "regesta.toml", "countries = [", 'countries = ["DE", ')
    record.write_text(json.dumps(event), encoding="utf-8")
    first = release_dataset(dataset, formats=["jsonl", "csv"])
    assert first.state == "released", errors(first)
    assert {line.partition(" in ")[0] for line in found_in(first.path / "csv", *words)} >= set(words) - {"2023-07-07"}
    edit(dataset / "regesta.toml", '"1.0.0"', '"1.1.0"')
    record.write_text(
        json.dumps({**event, "withhold": [{"field": f, "reason": "r"} for f in WITHHELD]}), encoding="utf-8"
    )
    second = release_dataset(dataset, formats=FORMATS)
    assert second.state == "released", errors(second)
    assert found_in(second.path, *words) == []
    assert list(verify(second.path)) == []


def with_letter(dataset: Path, more: str, fields: str = "") -> Path:
    """The dataset with an event that rests on an archived letter; the letter."""
    (dataset / "evidence").mkdir()
    (letter := dataset / "evidence/letter.txt").write_text("We met at noon, under the Obsidian\ngate of Ann Fairlea.\n")
    (dataset / "records/letter.yaml").write_text(
        "id: meeting\ntitle: A meeting\ntype: consult\ndate: {text: 24 June 2023}\nquotes: [{text: We met at noon}]\n"
        "participants: [{name: Ann Fairlea, role: party}, {name: Bo Winters, role: party}]\n"
        "sources: [{id: letter, publisher: A writer, published: {text: 25 June 2023}, "
        f"text_file: evidence/letter.txt{more}}}]\n{fields}",
        encoding="utf-8",
    )
    edit(dataset / "regesta.toml", "max = 18", "max = 19")
    edit(dataset / "regesta.toml", '"participants" = 0.75', '"participants" = 0.7')
    return letter


def test_archived_text_is_in_no_release_and_no_release_names_its_file(dataset: Path) -> None:
    with_letter(dataset, "")
    outcome = release_dataset(dataset, formats=["jsonl", "json", "csv", "parquet"])
    assert outcome.state == "released"
    assert found_in(outcome.path, "Obsidian", "evidence/letter") == []
    assert not (outcome.path / "evidence").exists()


def test_archived_text_that_may_be_redistributed_is_released_as_it_is(dataset: Path) -> None:
    letter = with_letter(dataset, ", redistributable: true")
    outcome = release_dataset(dataset, formats=["jsonl", "csv"])
    there = outcome.path / "evidence/letter.txt"
    assert there.read_bytes() == letter.read_bytes()
    assert {"evidence/letter in manifest.json", "evidence/letter in SHA256SUMS", "evidence/letter in events.jsonl"} <= {
        *found_in(outcome.path, "evidence/letter")
    }
    assert list(verify(outcome.path)) == []
    there.write_text("We met at dusk.", encoding="utf-8")
    assert any("evidence/letter.txt" in fault for fault in verify(outcome.path))
    edit(dataset / "regesta.toml", '"1.0.0"', '"1.1.0"')
    letter.rename(letter.with_name("other.txt"))
    letter.symlink_to("other.txt")
    with pytest.raises(RegestaError, match=r"evidence/letter\.txt is a link"):
        release_dataset(dataset, dataset / "apart", formats=["csv"])


@pytest.mark.parametrize(
    ("withheld", "told"),
    [
        ("/participants/0/name", [("A904", "letter.txt", 2)]),
        ("/participants/1/name", []),
        ("/places/0/name", [("A904", "letter.txt", 1)]),
    ],
)
def test_what_is_withheld_does_not_stand_in_a_text_that_is_released(
    dataset: Path, withheld: str, told: list[tuple[str, str, int]]
) -> None:
    hidden = f"places: [{{name: the Obsidian gate}}]\nwithhold: [{{field: {withheld}, reason: r}}]\n"
    with_letter(dataset, ", redistributable: true", hidden)
    outcome = release_dataset(dataset, formats=["jsonl"])
    found = [d for _, d in outcome.examination.findings() if d.severity == "error"]
    assert [(d.code, Path(d.path).name, d.line) for d in found] == told
    assert outcome.state == ("refused" if told else "released")
    if told:
        edit(dataset / "records/letter.yaml", "reason: r}", "reason: r}, {field: /sources/0/text_file, reason: r}")
        outcome = release_dataset(dataset, formats=["jsonl"])
        assert outcome.state == "released"
        assert not (outcome.path / "evidence").exists()


@pytest.mark.long
def test_an_answer_to_a_withheld_claim_goes_with_it(dataset: Path) -> None:
    record, own = dataset / "records/article-2023-06-24.yaml", "2023-06-23-missile-strike-on-wagner-camps"
    claim, hidden = f"{own}#strike-claimed", "    withhold: [{field: /claims/0, reason: danger to the speaker}]\n"
    speaker = "      - id: strike-claimed\n        speaker: "
    edit(record, f"{speaker}Wagner Group leader Yevgeny Prigozhin", f"{speaker}Zebulon Quux")
    first = release_dataset(dataset, formats=FORMATS).path
    answers = found_in(first, claim)
    assert "events.jsonl" in str(answers)
    assert "claim_links.csv" in str(answers)
    edit(dataset / "regesta.toml", '"1.0.0"', '"1.1.0"')
    edit(record, f"- id: {own}\n", f"- id: {own}\n{hidden}")
    second = release_dataset(dataset, formats=FORMATS).path
    assert found_in(second / "json", "strike-claimed") + found_in(second / "csv", "strike-claimed") == []
    assert list(verify(second)) == []
    missing = (second / "csv/missing.csv").read_text(encoding="utf-8")
    withheld = {(event, field) for event, _, field, reason in csv.reader(missing.splitlines()) if reason == "withheld"}
    assert (own, "/claims/-") in withheld
    others = {field for event, field in withheld if event != own}
    assert others != set()
    assert all(field.endswith("/responds_to/-") for field in others)
