"""croissant.json: its validator takes it, its loader reads the records and refuses files that are not those released."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from regesta.release.describe.croissant import write_croissant

from .conftest import HOSTILE, Described, Run


def metadata_of(folder: Path) -> dict[str, Any]:
    metadata: dict[str, Any] = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    return metadata


def test_its_validator_takes_it_without_a_warning(each: Described, validator: Run) -> None:
    done = validator("release", "mlcroissant", "validate", "--jsonld", "croissant.json", cwd=each.folder)
    assert done.returncode == 0, done.stderr
    told = done.stdout + done.stderr
    assert "Done." in told
    assert [line for line in told.splitlines() if "warning" in line.lower()] == []


LOAD = """
import json, sys, logging
import mlcroissant as mlc
logging.disable(logging.CRITICAL)
data = mlc.Dataset(jsonld="croissant.json")
for name in sys.argv[1:]:
    rows = [{k.split("/")[1]: v.decode() if isinstance(v, bytes) else v for k, v in row.items()} for row in data.records(name)]
    print(json.dumps([len(rows), rows[0]], default=str))
"""


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_its_loader_reads_the_records(kind: str, hostile: Described, validator: Run) -> None:
    if kind == "csv":
        shutil.rmtree(hostile.folder / "parquet")
        write_croissant(hostile.edition, hostile.folder)
    done = validator("release", "python", "-c", LOAD, "event_places", "quantities", "events_flat", cwd=hostile.folder)
    assert done.returncode == 0, done.stderr
    (number, place), (_, quantity), (_, event) = (json.loads(line) for line in done.stdout.splitlines())
    assert number == len(HOSTILE)
    assert (place["position"], place["latitude"], place["country"]) == (0, 1.5, "UA")
    assert place["name"] == HOSTILE[0]
    assert quantity["best"] == 25000.0
    assert event["date_start_day"].startswith("2023-06-24")
    if kind == "parquet":
        assert [v.strip("b'") for v in place["claimed_by"]] == ["RU", "BY"]


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_its_loader_refuses_another_file(kind: str, example: Described, validator: Run) -> None:
    release = example.folder
    if kind == "csv":
        shutil.rmtree(release / "parquet")
        write_croissant(example.edition, release)
    path = release / kind / f"actors.{kind}"
    path.write_bytes(path.read_bytes() + b"\n")
    done = validator(
        "release", "mlcroissant", "load", "--jsonld", "croissant.json", "--record_set", "actors", "--num_records", "1",
        cwd=release,
    )  # fmt: skip
    assert done.returncode != 0
    assert "hash" in (done.stdout + done.stderr).lower()


def test_it_is_a_dataset_for_search_engines(hostile: Described) -> None:
    metadata = metadata_of(hostile.folder)
    assert metadata["@type"] == "sc:Dataset"
    assert metadata["license"] == "MIT OR Apache-2.0"
    assert metadata["url"] == "https://example.org/data?a=(b)|"
    assert metadata["identifier"] == "https://doi.org/10.5281/zenodo.1234567"
    assert [c["@type"] for c in metadata["creator"]] == ["sc:Person", "sc:Organization"]
    assert metadata["citation"].endswith("[data set]. https://doi.org/10.5281/zenodo.1234567")
    assert metadata["temporalCoverage"] == "2023-06-24/2023-06-24"
    assert "inLanguage" not in metadata
    assert metadata["spatialCoverage"] == [{"@type": "sc:Place", "name": "Ukraine"}]
    for name in ("name", "description", "license", "creator", "url", "citation", "distribution", "datePublished"):
        assert metadata[name]


def test_it_tells_the_languages_of_the_texts(example: Described) -> None:
    assert metadata_of(example.folder)["inLanguage"] == ["en"]


def test_every_data_file_is_there_with_its_media_type(example: Described) -> None:
    files = {file["@id"]: file["encodingFormat"] for file in metadata_of(example.folder)["distribution"]}
    assert {"csv/claims.csv", "json/events.json", "json/events.jsonl", "parquet/claims.parquet"} <= files.keys()
    assert files["geo/events.geojson"] == "application/geo+json"
    assert files["geo/events.parquet"] == "application/x-parquet"
    assert files["xlsx/events.xlsx"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_every_reference_has_its_target(example: Described) -> None:
    release, metadata = example.folder, metadata_of(example.folder)
    files = {file["@id"] for file in metadata["distribution"]}
    assert all((release / name).is_file() for name in files)
    for records in metadata["recordSet"]:
        fields = {field["@id"] for field in records["field"]}
        assert {key["@id"] for key in records["key"]} <= fields
        assert {field["source"]["fileObject"]["@id"] for field in records["field"]} <= files
