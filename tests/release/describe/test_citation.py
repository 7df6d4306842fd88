"""CITATION.cff and datacite.json: their validators take them, whatever the dataset is called and however licensed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from regesta.release.bounds import bounds
from regesta.release.describe.about import Creator, citation, creators, description, doi_url, licence_url
from regesta.release.describe.citation import write_citation
from regesta.release.describe.datacite import write_datacite

from .conftest import Described, Run, with_settings

DATACITE = """
import json, sys
from datacite import schema45
for path in sys.argv[1:]:
    data = json.load(open(path, encoding="utf-8"))
    schema45.validator.validate(data)  # schema45.validate answers, but does not raise
    schema45.tostring(data)
"""


def test_their_validators_take_them(each: Described, validator: Run) -> None:
    done = validator("cff", "cffconvert", "--validate", cwd=each.folder)
    assert done.returncode == 0, done.stdout + done.stderr
    done = validator("release", "python", "-c", DATACITE, "datacite.json", cwd=each.folder)
    assert done.returncode == 0, done.stderr


LICENCES: list[tuple[str, dict[str, Any], str | None]] = [
    ("CC-BY-4.0", {"license": "CC-BY-4.0"}, "CC-BY-4.0"),
    ("CC-BY-NC-SA-4.0", {"license": "CC-BY-NC-SA-4.0"}, "CC-BY-NC-SA-4.0"),
    (
        "CDLA-Permissive-2.0",
        {"license-url": "https://spdx.org/licenses/CDLA-Permissive-2.0.html"},
        "CDLA-Permissive-2.0",
    ),
    ("MIT OR Apache-2.0", {"license": ["MIT", "Apache-2.0"]}, None),
    ("MIT AND CC0-1.0", {}, None),
    ("LicenseRef-ours", {}, None),
]


def licensed(example: Described, licence: str, folder: Path) -> Path:
    """A folder with both files, under a licence."""
    folder.mkdir()
    edition = with_settings(example.edition, licence=licence)
    write_citation(edition, folder)
    write_datacite(edition, folder)
    return folder


@pytest.mark.parametrize(("licence", "cff", "rights"), LICENCES, ids=[licence for licence, *_ in LICENCES])
def test_a_licence_is_told_as_the_format_has_it(
    licence: str, cff: dict[str, Any], rights: str | None, example: Described, tmp_path: Path
) -> None:
    folder = licensed(example, licence, tmp_path / "a")
    told = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert {key: value for key, value in told.items() if key.startswith("license")} == cff
    entry = json.loads((folder / "datacite.json").read_text(encoding="utf-8"))["rightsList"][0]
    assert (entry["rights"], entry.get("rightsIdentifier")) == (licence, rights)


def test_their_validators_take_any_licence(example: Described, tmp_path: Path, validator: Run) -> None:
    folders = [licensed(example, licence, tmp_path / str(i)) for i, (licence, *_) in enumerate(LICENCES)]
    paths = [str(folder / "datacite.json") for folder in folders]
    assert validator("release", "python", "-c", DATACITE, *paths, cwd=tmp_path).returncode == 0
    for folder in folders:
        assert validator("cff", "cffconvert", "--validate", cwd=folder).returncode == 0


def test_their_validators_find_a_fault(example: Described, validator: Run) -> None:
    for name, old, new in (("CITATION.cff", "type: dataset", "type: datum"), ("datacite.json", '"Dataset"', '"Datum"')):
        path = example.folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert validator("cff", "cffconvert", "--validate", cwd=example.folder).returncode != 0
    assert validator("release", "python", "-c", DATACITE, "datacite.json", cwd=example.folder).returncode != 0


def test_the_citation_holds_what_the_settings_say(hostile: Described) -> None:
    told = yaml.safe_load((hostile.folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert told["type"] == "dataset"
    assert told["version"] == "1.10.0-rc.1"
    assert told["date-released"] == "2026-11-25"
    assert told["keywords"] == ["a: b", "- c", "<d>", "yes", "2023"]
    assert told["authors"] == [
        {"family-names": "Curator", "given-names": "<i>Anna</i>", "orcid": "https://orcid.org/0000-0002-1825-0097",
         "affiliation": '*University*, "Dept."'},
        {"name": "[Body](https://evil.example)"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "covered"),
    [
        ((), []),
        (("2023-06-24",), ["2023-06-24"]),
        (("2023-06-24", "1604-02-11"), ["1604-02-11/2023-06-24"]),
        (("2023-06-24", "-0043-03-15"), ["-0043-03-15/2023-06-24"]),
        (("-0043-03-15", "-12000-12-31", "-0043-01-02T22:00:00+01:00"), ["-12000-12-31/-0043-03-15"]),
        (("0000-02-29", "9999-12-31", "+12000-01-01"), ["0000-02-29/+12000-01-01"]),
    ],
    ids=["no day", "one", "two", "before the common era", "of no year from 1 to 9999", "the year 0 and far ahead"],
)
def test_the_days_that_are_covered_are_told(
    days: tuple[str, ...], covered: list[str], example: Described, tmp_path: Path, validator: Run
) -> None:
    texts = pa.array(days, pa.string())
    columns = {
        f"date_{end}{kind}": bounds(texts, f"{end}_day") if kind else texts
        for end in ("start", "end")
        for kind in ("", "_day")
    }
    edition = replace(example.edition, tables={**example.edition.tables, "events_flat": pa.table(columns)})
    write_datacite(edition, tmp_path)
    issued, *others = json.loads((tmp_path / "datacite.json").read_text(encoding="utf-8"))["dates"]
    assert issued["dateType"] == "Issued"
    assert [told["date"] for told in others if told["dateInformation"] == "Temporal coverage"] == covered
    assert validator("release", "python", "-c", DATACITE, "datacite.json", cwd=tmp_path).returncode == 0


def test_a_doi_of_a_form_that_the_citation_format_refuses_is_an_address_there(
    example: Described, tmp_path: Path, validator: Run
) -> None:
    edition = with_settings(example.edition, doi="10.1000/a<b>#c")
    write_citation(edition, tmp_path)
    write_datacite(edition, tmp_path)
    told = yaml.safe_load((tmp_path / "CITATION.cff").read_text(encoding="utf-8"))
    assert "doi" not in told
    assert told["identifiers"] == [{"type": "url", "value": "https://doi.org/10.1000/a%3Cb%3E%23c"}]
    assert json.loads((tmp_path / "datacite.json").read_text(encoding="utf-8"))["doi"] == "10.1000/a<b>#c"
    assert validator("cff", "cffconvert", "--validate", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.5281/zenodo.1234567", "10.5281/zenodo.1234567"),
        (
            "10.1002/(SICI)1097(199806)49:8<693::AID>3.0.CO;2-O",
            "10.1002/(SICI)1097(199806)49:8%3C693::AID%3E3.0.CO;2-O",
        ),
        ("10.1000/a#b?c%20d", "10.1000/a%23b%3Fc%2520d"),
        ("10.1000/ü[1]", "10.1000/%C3%BC%5B1%5D"),
    ],
)
def test_a_doi_leads_where_it_is_registered(doi: str, address: str) -> None:
    assert doi_url({"doi": doi}) == f"https://doi.org/{address}"


def test_a_repository_is_told_the_language_where_there_is_one_and_never_that_a_doi_leads_to_itself(
    example: Described, tmp_path: Path
) -> None:
    for languages, language in ((["ka"], "ka"), (["ka", "ru"], None)):
        write_datacite(with_settings(example.edition, languages=languages, doi="10.1000/1"), tmp_path)
        told = json.loads((tmp_path / "datacite.json").read_text(encoding="utf-8"))
        assert (told.get("language"), told.get("url")) == (language, None)


@pytest.mark.parametrize(
    ("entry", "creator"),
    [
        ({"name": "Curator, Anna"}, Creator("Curator, Anna", "Curator", "Anna")),
        ({"name": "نجار، رنا"}, Creator("نجار، رنا", "نجار", "رنا")),
        ({"name": "مركز الحرب، والسلم، والقانون"}, Creator("مركز الحرب، والسلم، والقانون")),
        ({"name": ", Anna"}, Creator(", Anna")),
        ({"name": "An Institute"}, Creator("An Institute")),
        ({"name": "Institute of War, Peace, and Law"}, Creator("Institute of War, Peace, and Law")),
        ({"name": "Suharto", "affiliation": "U"}, Creator("Suharto", "Suharto", None, None, "U")),
    ],
    ids=["person", "Arabic comma", "Arabic commas", "no family", "body", "body with commas", "one name"],
)
def test_a_name_is_a_persons_where_something_says_so(entry: dict[str, str], creator: Creator) -> None:
    assert creators({"creators": [entry]}) == [creator]


def test_a_body_among_the_creators_is_the_publisher_and_nobody_where_there_is_none(
    example: Described, tmp_path: Path
) -> None:
    for names, publisher in ((["Curator, Anna", "An Institute"], "An Institute"), (["Curator, Anna"], ":unav")):
        write_datacite(with_settings(example.edition, creators=[{"name": name} for name in names]), tmp_path)
        assert json.loads((tmp_path / "datacite.json").read_text())["publisher"] == {"name": publisher}


def test_a_release_is_cited_by_its_doi_else_by_its_home_page() -> None:
    about = {"title": "T", "version": "1.0.0", "released": "2026-11-25", "creators": [{"name": "A, B"}, {"name": "C"}]}
    assert citation(about) == "A, B; C (2026): T. Version 1.0.0 [data set]."
    assert citation({**about, "homepage": "https://x.org"}).endswith("[data set]. https://x.org")
    assert citation({**about, "homepage": "https://x.org", "doi": "10.1000/1"}).endswith(" https://doi.org/10.1000/1")


def test_a_description_is_told_by_paragraph_and_a_title_stands_in_for_it() -> None:
    assert description({"title": "T", "description": "\na\nb\n\n\nc\n"}) == "a b\n\nc"
    assert description({"title": "T"}) == "T"


def test_an_expression_of_licences_has_no_page() -> None:
    assert [licence_url(name) for name in ("CC0-1.0", "MIT OR CC0-1.0", "LicenseRef-x")] == [
        "https://spdx.org/licenses/CC0-1.0.html", None, None,
    ]  # fmt: skip
