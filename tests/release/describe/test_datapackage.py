"""datapackage.json: the profiles and the validator of the standard take it, and a change of the data is found."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from tests.release.by_rows import csv_bytes, whole

from regesta.contract import Contract
from regesta.release.columns import tables
from regesta.release.describe.datapackage import write_datapackage
from regesta.release.formats.csvtext import GUARDED
from regesta.release.publish import sha256

from .conftest import Described, Run, edition_of


def package_of(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def by_name(folder: Path) -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource for resource in package_of(folder)["resources"]}


def test_the_profiles_of_the_standard_take_it(each: Described, shared: Path) -> None:
    package = package_of(each.folder)
    profiles = shared / "schemas" / "datapackage-2.0"
    parts: dict[str, list[Any]] = {
        "datapackage": [package],
        "dataresource": package["resources"],
        "tableschema": [r["schema"] for r in package["resources"] if "schema" in r],
        "tabledialect": [r["dialect"] for r in package["resources"] if "dialect" in r],
    }
    for name, values in parts.items():
        profile = Draft7Validator(json.loads((profiles / f"{name}.json").read_text(encoding="utf-8")))
        assert [error.message for value in values for error in profile.iter_errors(value)] == []


def test_its_validator_takes_it(each: Described, validator: Run) -> None:
    done = validator("release", "frictionless", "validate", "datapackage.json", cwd=each.folder)
    assert done.returncode == 0, done.stdout + done.stderr


CHANGED = [
    ("csv/claims.csv", b"asserts", b"assorts", "claims", "constraint-error"),
    ("csv/participants.csv", b"yevgeny-prigozhin", b"yevgeny-prigozhim", "participants", "foreign-key"),
    ("csv/event_places.csv", b"RU-ROS", b"RU/ROS", "event_places", "constraint-error"),
    ("csv/quotes.csv", b"justice", b"Justice", "quotes", "hash-count"),
    ("json/events.jsonl", b"2023", b"20232", "json-events", "byte-count"),
    ("json/actors.json", b"person", b"Person", "json-actors-json", "hash-count"),
    ("parquet/claims.parquet", b"PAR1", b"PAR2", "parquet-claims", "hash-count"),
    ("geo/events.geojson", b"Point", b"point", "geo-events-geojson", "hash-count"),
    ("geo/events.parquet", b"PAR1", b"PAR2", "geo-events", "hash-count"),
    ("xlsx/events.xlsx", b"PK", b"PL", "xlsx-events", "hash-count"),
]


def test_its_validator_finds_every_change(example: Described, validator: Run) -> None:
    for path, old, new, _, _ in CHANGED:
        data = (example.folder / path).read_bytes()
        assert old in data
        (example.folder / path).write_bytes(data.replace(old, new, 1))
    done = validator("release", "frictionless", "validate", "--json", "datapackage.json", cwd=example.folder)
    assert done.returncode == 1
    tasks = json.loads(done.stdout)["tasks"]
    found = {(task["name"], error["type"]) for task in tasks for error in task["errors"]}
    assert {(name, fault) for *_, name, fault in CHANGED} <= found


def test_every_data_file_is_a_resource_with_its_size_and_digest(example: Described) -> None:
    release = example.folder
    resources = package_of(release)["resources"]
    there = {p.relative_to(release).as_posix() for p in release.glob("*/*") if p.is_file()} | {"changes.jsonl"}
    assert {r["path"] for r in resources} == {path for path in there if not path.startswith("schema/")}
    assert len({r["name"] for r in resources}) == len(resources)
    for resource in resources:
        path = release / resource["path"]
        assert (resource["bytes"], resource["hash"]) == (path.stat().st_size, f"sha256:{sha256(path)}")


def test_every_column_has_a_title_and_its_codes(example: Described) -> None:
    release = example.folder
    resources = by_name(release)
    for name, columns in tables(Contract()).items():
        fields = resources[name]["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in columns]
        assert all(field["title"] and field["description"] for field in fields)
    act = next(field for field in resources["claims"]["schema"]["fields"] if field["name"] == "act")
    assert {"value": "denies", "label": "Denies"} in act["categories"]
    assert act["type"] == "string"
    types = {f["name"]: f["type"] for f in resources["event_places"]["schema"]["fields"]}
    assert [types[n] for n in ("position", "latitude", "claimed_by", "role")] == [
        "integer",
        "number",
        "array",
        "string",
    ]


def test_every_resource_says_what_it_is_and_only_csv_is_a_table(example: Described) -> None:
    resources = by_name(example.folder)
    assert all(resource["title"] and resource["description"] for resource in resources.values())
    assert {name for name, resource in resources.items() if "schema" in resource} == set(tables(Contract()))
    told = {name: [resource[key] for key in ("path", "format", "mediatype")] for name, resource in resources.items()}
    assert told["geo-events-geojson"] == ["geo/events.geojson", "geojson", "application/geo+json"]
    assert told["json-events-json"] == ["json/events.json", "json", "application/json"]
    assert told["xlsx-events"][2] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert (
        resources["geo-events"]["title"]
        == resources["geo-events-geojson"]["title"]
        != resources["events_flat"]["title"]
    )


def test_keys_say_how_the_tables_join(example: Described) -> None:
    release = example.folder
    schemas = {name: resource["schema"] for name, resource in by_name(release).items() if "schema" in resource}
    assert schemas["events_flat"]["primaryKey"] == ["id"]
    assert schemas["claims"]["primaryKey"] == ["event_id", "position"]
    assert schemas["claim_links"]["primaryKey"] == ["claim", "position"]
    assert schemas["actor_names"]["primaryKey"] == ["actor_id", "position"]
    keys = {(k["fields"][0], k["reference"]["resource"]) for k in schemas["claim_links"]["foreignKeys"]}
    assert keys == {("event_id", "events_flat"), ("claim", "claims"), ("responds_to_claim", "claims")}
    alone = {(n, f["name"]) for n, s in schemas.items() for f in s["fields"] if f.get("constraints", {}).get("unique")}
    assert alone == {("claims", "id")}  # beside the keys


def test_a_key_that_does_not_hold_is_not_stated(dataset: Path, example: Described, validator: Run) -> None:
    release = example.folder
    path = dataset / "records" / "article-2023-06-24.yaml"
    text = path.read_text(encoding="utf-8") + "\n  - {id: 2023-06-20-not, withdrawn: {at: 2023-07-01, reason: error}}\n"
    path.write_text(
        text.replace("event: 2023-06-24-putin-calls-lukashenko", "event: 2023-06-20-not", 1), encoding="utf-8"
    )
    edition = edition_of(dataset)
    for name in ("relations", "withdrawn"):
        (release / f"csv/{name}.csv").write_bytes(csv_bytes(whole(edition.tables[name])))
    write_datapackage(edition, release)
    keys = by_name(release)["relations"]["schema"]["foreignKeys"]
    assert [key["fields"] for key in keys] == [["event_id"]]
    done = validator("release", "frictionless", "validate", "datapackage.json", cwd=release)
    assert done.returncode == 0, done.stdout


def test_a_local_id_has_no_pattern_of_a_whole_one(hostile: Described) -> None:
    fields = {f["name"]: f for f in by_name(hostile.folder)["claims"]["schema"]["fields"]}
    assert "pattern" not in fields["id"].get("constraints", {})
    assert fields["made_in"]["constraints"]["pattern"] == "[a-z0-9]([a-z0-9-]{0,94}[a-z0-9])?"


def test_the_guard_of_cells_is_that_of_the_csv(example: Described) -> None:
    release = example.folder
    assert package_of(release)["neutralisedCells"]["before"] == list(GUARDED)


def test_the_dataset_is_described(hostile: Described) -> None:
    package = package_of(hostile.folder)
    assert package["created"] == "2026-11-25T00:00:00Z"
    assert package["id"] == "10.5281/zenodo.1234567"
    assert package["licenses"] == [{"path": "README.md", "title": "MIT OR Apache-2.0"}]
    assert package["contributors"] == [
        {"title": "Curator, <i>Anna</i>", "givenName": "<i>Anna</i>", "familyName": "Curator",
         "path": "https://orcid.org/0000-0002-1825-0097", "organization": '*University*, "Dept."', "roles": ["creator"]},
        {"title": "[Body](https://evil.example)", "roles": ["creator"]},
    ]  # fmt: skip


def test_a_release_without_csv_has_files_alone(example: Described) -> None:
    release = example.folder
    for path in (release / "csv").iterdir():
        path.unlink()
    write_datapackage(example.edition, release)
    resources = package_of(release)["resources"]
    assert "csv" not in {r["format"] for r in resources}
    assert not any("schema" in r for r in resources)
