"""From a dataset to a release: whole or not at all, the same bytes every time, an existing version never touched."""

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.release.sealing import sealed

from regesta.errors import RegestaError
from regesta.release.build import load, release_dataset
from regesta.release.diff.changes import differences
from regesta.release.manifest import read_manifest
from regesta.release.verify.run import verify


def digest(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_release_verifies_and_holds_what_its_manifest_says(dataset: Path) -> None:
    outcome = release_dataset(dataset)
    assert outcome.state == "released"
    assert list(verify(outcome.path)) == []
    manifest = read_manifest(outcome.path)
    rows = {file.path: file.rows for file in manifest.files}
    assert rows["json/events.jsonl"] == rows["parquet/events.parquet"] == rows["csv/events_flat.csv"] == 18
    assert (
        subprocess.run(
            ["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], cwd=outcome.path, check=False
        ).returncode
        == 0
    )


def test_a_second_run_says_that_it_is_there(dataset: Path) -> None:
    first = release_dataset(dataset)
    before = digest(first.path)
    assert release_dataset(dataset).state == "already"
    assert digest(first.path) == before


def test_a_second_run_tells_which_formats_are_not_there(dataset: Path) -> None:
    release_dataset(dataset, formats=["csv"])
    assert release_dataset(dataset, formats=["csv", "parquet", "json"]).lacking == ["parquet", "json"]
    assert release_dataset(dataset, formats=["jsonl"]).lacking == []


@pytest.mark.long
@pytest.mark.parametrize(("version", "state"), [("1.0.0", "damaged"), ("1.0.0-dev", "released")])
def test_a_second_run_sees_that_a_file_is_gone(dataset: Path, version: str, state: str) -> None:
    first = release_dataset(dataset, version=version)
    (first.path / "csv/claims.csv").unlink()
    assert release_dataset(dataset, version=version).state == state
    assert (first.path / "csv/claims.csv").exists() == (state == "released")


@pytest.mark.long
def test_a_version_under_way_is_made_in_other_formats(dataset: Path) -> None:
    release_dataset(dataset, version="1.0.0-dev", formats=["csv"])
    second = release_dataset(dataset, version="1.0.0-dev", formats=["csv", "parquet"])
    assert (second.state, (second.path / "parquet").is_dir()) == ("released", True)


def test_the_latest_link_points_to_the_release(dataset: Path) -> None:
    outcome = release_dataset(dataset)
    assert (outcome.path.parent / "wagner-mutiny-latest").resolve() == outcome.path.resolve()


def test_other_content_never_replaces_a_version(dataset: Path) -> None:
    first = release_dataset(dataset)
    before = digest(first.path)
    edit(dataset / "records/article-2023-06-24.yaml", "telephones Alexander", "phones Alexander")
    assert release_dataset(dataset).state == "taken"
    assert digest(first.path) == before


def test_a_dev_version_is_replaced(dataset: Path) -> None:
    edit(dataset / "regesta.toml", '"1.0.0"', '"1.0.0-dev"')
    first = release_dataset(dataset)
    edit(dataset / "records/article-2023-06-24.yaml", "telephones Alexander", "phones Alexander")
    second = release_dataset(dataset)
    assert (first.state, second.state, first.path) == ("released", "released", second.path)
    assert list(verify(second.path)) == []
    assert not (second.path.parent / "wagner-mutiny-latest").exists()


def test_an_error_leaves_no_new_folder(dataset: Path) -> None:
    edit(dataset / "records/article-2023-06-24.yaml", "type: consult", "type: consul")
    outcome = release_dataset(dataset)
    assert outcome.state == "refused"
    assert not outcome.path.parent.exists()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("min = 18, max = 18", "min = 19", "A901"), ("released = 2026-11-25\n", "", "A902"), ('["RU"]', '["UA"]', "A901")],
)
def test_what_the_dataset_asserts_stops_a_release_that_breaks_it(dataset: Path, old: str, new: str, code: str) -> None:
    edit(dataset / "regesta.toml", old, new)
    outcome = release_dataset(dataset)
    assert outcome.state == "refused"
    assert code in {d.code for d in outcome.examination.found if d.severity == "error"}


def test_the_next_version_tells_its_changes(dataset: Path) -> None:
    first = release_dataset(dataset)
    edit(dataset / "regesta.toml", '"1.0.0"', '"1.1.0"')
    edit(dataset / "records/article-2023-06-24.yaml", "telephones Alexander", "phones Alexander")
    second = release_dataset(dataset)
    rows = [json.loads(line) for line in (second.path / "changes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows == [
        {
            "table": "events", "id": "2023-06-24-putin-calls-lukashenko", "field": "/title", "change": "changed",
            "old": '"Vladimir Putin telephones Alexander Lukashenko"', "new": '"Vladimir Putin phones Alexander Lukashenko"',
            "cause": "contributor",
        }
    ]  # fmt: skip
    previous = read_manifest(second.path).previous
    assert previous is not None
    assert previous.content_sha256 == read_manifest(first.path).content_sha256
    assert list(verify(second.path)) == []


def test_a_release_before_that_is_not_sound_is_told(dataset: Path) -> None:
    first = release_dataset(dataset).path
    lines = first / "json" / "events.jsonl"
    lines.write_text('{"id": null}\n', encoding="utf-8")
    sealed(first)
    with pytest.raises(RegestaError, match=r"is not sound.*regesta verify"):
        release_dataset(dataset, version="9.0.0", against=first)
    lines.unlink()
    os.mkfifo(lines)
    with pytest.raises(RegestaError, match="is no plain file"):
        release_dataset(dataset, version="9.0.0", against=first)


def test_the_release_before_is_of_a_lower_version(dataset: Path) -> None:
    first = release_dataset(dataset)
    edit(dataset / "regesta.toml", '"1.0.0"', '"0.9.0"')
    with pytest.raises(RegestaError, match=r"is version 1\.0\.0, which does not come before 0\.9\.0"):
        release_dataset(dataset, against=first.path)


def test_no_path_of_this_machine_is_in_any_file(dataset: Path) -> None:
    outcome = release_dataset(dataset)
    for path in outcome.path.rglob("*"):
        assert path.is_dir() or str(dataset.parent).encode() not in path.read_bytes()


@pytest.mark.long
@pytest.mark.parametrize("formats", [["jsonl"], ["csv"], ["parquet"], ["csv", "parquet"]])
def test_a_release_in_fewer_formats_verifies(dataset: Path, formats: list[str]) -> None:
    outcome = release_dataset(dataset, formats=formats)
    assert list(verify(outcome.path)) == []
    assert {p.name for p in outcome.path.iterdir() if p.is_dir()} == {"json", "schema", *formats} - {"jsonl"}


def test_a_withheld_value_is_nowhere_in_the_release(dataset: Path) -> None:
    edit(
        dataset / "regesta.toml",
        "[assertions]",
        '[release]\nwithhold = ["/participants/*/name?role=commander"]\n\n[assertions]',
    )
    edit(
        dataset / "records/article-2023-06-24.yaml",
        "{name: Sergei Shoigu, role: commander}",
        "{name: Zebulon Quux, role: commander}",
    )
    outcome = release_dataset(dataset)
    assert outcome.state == "released"
    assert list(verify(outcome.path)) == []
    for path in outcome.path.rglob("*"):
        assert path.is_dir() or b"Zebulon" not in path.read_bytes()
    tables = load(outcome.path)
    gone = [row for row in tables["missing"].to_pylist() if row["reason"] == "withheld"]
    assert {row["field"] for row in gone} == {"/participants/0/name", "/participants/0/canonical_name"}


def test_a_withdrawn_event_is_in_its_own_table_and_in_no_other(dataset: Path) -> None:
    (dataset / "records/gone.yaml").write_text(
        "id: gone\ntitle: Told and withdrawn\nwithdrawn: {at: 2023-07-01, reason: duplicate, replaced_by: [2023-06-24-putin-address]}\n",
        encoding="utf-8",
    )
    outcome = release_dataset(dataset)
    tables = load(outcome.path)
    assert tables["withdrawn"].to_pylist() == [
        {
            "id": "gone",
            "at": "2023-07-01",
            "reason": "duplicate",
            "replaced_by": ["2023-06-24-putin-address"],
            "note": None,
        }
    ]
    assert "gone" not in tables["events_flat"]["id"].to_pylist()


def test_differences_name_the_smallest_value() -> None:
    old = {"a": [1, {"b": 2}], "c": 3}
    assert list(differences(old, {"a": [1, {"b": 4}, 5]})) == [("/a/1/b", 2, 4), ("/a/2", None, 5), ("/c", 3, None)]
