"""Verifying: whatever is changed in a release is found."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from regesta.errors import RegestaError
from regesta.release.build import release_dataset
from regesta.release.publish import write_sums
from regesta.release.verify import verify


@pytest.fixture
def release(dataset: Path) -> Path:
    return release_dataset(dataset).path


def test_a_sound_release_holds(release: Path) -> None:
    assert list(verify(release)) == []


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegestaError, match="no manifest"):
        list(verify(tmp_path))


@pytest.mark.parametrize(
    "name", ["csv/claims.csv", "parquet/events.parquet", "manifest.json", "schema/event.schema.json", "changes.jsonl"]
)
def test_one_more_byte_is_found(release: Path, name: str) -> None:
    with (release / name).open("ab") as file:
        file.write(b" ")
    assert any(line.startswith(name) for line in verify(release))


def test_a_file_too_many_and_a_file_too_few_are_found(release: Path) -> None:
    (release / "csv/extra.csv").write_text("a\n", encoding="utf-8")
    (release / "csv/media.csv").unlink()
    found = list(verify(release))
    assert "csv/extra.csv does not belong to the release" in found
    assert "csv/media.csv is missing" in found


@pytest.mark.parametrize("name", ["../secret.jsonl", "./json/events.jsonl", "json/nope.jsonl", "json"])
def test_a_manifest_that_names_what_is_no_file_of_the_release_is_told(release: Path, name: str) -> None:
    (release.parent / "secret.jsonl").write_text("{}\n", encoding="utf-8")
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"].append({"path": name, "bytes": 3, "sha256": "0" * 64, "rows": 9})
    (release / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (release / "SHA256SUMS").unlink()
    write_sums(release)
    assert list(verify(release)) == [f"{name} is in the manifest, but not there"]


def test_values_that_differ_are_found_even_where_checksums_were_made_to_fit(release: Path) -> None:
    path = release / "csv/quantities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("25000.0", "52000.0"), encoding="utf-8")
    _forge(release)
    assert list(verify(release)) == ["csv/quantities.csv differs from the JSON in best"]


def test_a_record_that_breaks_the_contract_is_found(release: Path) -> None:
    path = release / "json/events.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"type":"consult"', '"type":"chat"'), encoding="utf-8")
    _forge(release)
    found = list(verify(release))
    assert 'event 2023-06-24-putin-calls-lukashenko: unknown code "chat" for `type` at /type' in found
    assert "the content is not what content_sha256 says" in found


@pytest.mark.parametrize("name", ["SHA256SUMS", "csv/claims.csv", "json/events.jsonl", "schema/event.schema.json"])
def test_a_pipe_is_not_waited_for_and_a_link_not_followed(release: Path, name: str) -> None:
    (release / name).unlink()
    os.mkfifo(release / name)
    assert list(verify(release)) == [f"{name} is no plain file"]
    (release / name).unlink()
    (release / name).symlink_to("/etc/hostname")
    assert list(verify(release)) == [f"{name} is no plain file"]


@pytest.mark.parametrize("kind", ["events", "actors", "withdrawn"])
@pytest.mark.parametrize("line", ["null", "5", "[]", '"a"'])
def test_a_line_that_is_no_object_is_told(release: Path, kind: str, line: str) -> None:
    with (release / f"json/{kind}.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    _forge(release)
    assert f"json/{kind}.jsonl holds what is no object" in list(verify(release))


def test_changes_that_are_no_objects_are_told(release: Path) -> None:
    with (release / "changes.jsonl").open("a", encoding="utf-8") as file:
        file.write("null\n")
    _forge(release)
    assert any("objects begin on" in line for line in verify(release))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"manifest_version": 1}'])
def test_a_manifest_that_is_none_is_told_without_an_exception(release: Path, text: str) -> None:
    (release / "manifest.json").write_text(text, encoding="utf-8")
    assert any("manifest" in line for line in verify(release))


def _forge(release: Path) -> None:
    """Make manifest and checksums fit what is there."""
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    for file in manifest["files"]:
        data = (release / file["path"]).read_bytes()
        file |= {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    (release / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (release / "SHA256SUMS").unlink()
    write_sums(release)
