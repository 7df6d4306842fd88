"""Verifying: whatever is changed in a release is found."""

import hashlib
import json
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
