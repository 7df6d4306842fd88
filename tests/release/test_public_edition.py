"""The public edition: what is withheld is in no byte of the release, nor of the one after it."""

import csv
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from regesta.release.build import release_dataset
from regesta.release.verify import verify

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


def test_archived_text_is_in_no_release(dataset: Path) -> None:
    (dataset / "evidence").mkdir()
    (dataset / "evidence/letter.txt").write_text("We met at noon, under the Obsidian gate.", encoding="utf-8")
    (dataset / "records/letter.yaml").write_text(
        "id: meeting\ntitle: A meeting\ntype: consult\ndate: {text: 24 June 2023}\nquotes: [{text: We met at noon}]\n"
        "sources: [{id: letter, publisher: A writer, published: {text: 25 June 2023}, text_file: evidence/letter.txt}]\n",
        encoding="utf-8",
    )
    edit(dataset / "regesta.toml", "max = 18", "max = 19")
    edit(dataset / "regesta.toml", '"participants" = 0.75', '"participants" = 0.7')
    outcome = release_dataset(dataset, formats=["jsonl", "json", "csv", "parquet"])
    assert outcome.state == "released"
    assert found_in(outcome.path, "Obsidian") == []


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
