"""The contract of a release: whoever changes a vocabulary or a schema and seals it anew is found out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.release.sealing import sealed

from regesta.release.build import release_dataset
from regesta.release.manifest import contract_hash
from regesta.release.verify.run import release_contract, verify

FIXTURES = Path(__file__).parents[3] / "fixtures"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a dataset with codes, hours and fields of its own."""
    home = tmp_path_factory.mktemp("contract")
    dataset = Path(shutil.copytree(FIXTURES / "vellan-storm", home / "d"))
    (dataset / "vocabulary").mkdir(exist_ok=True)
    text = "code,label,description,broader\nrooftops,Rooftops,Roofs that are gone,other\n"
    (dataset / "vocabulary/measures.csv").write_text(text, encoding="utf-8")
    settings = (dataset / "regesta.toml").read_text(encoding="utf-8")
    hours = 'parts_of_day = {morning = ["06:00", "12:00"]}\n'
    (dataset / "regesta.toml").write_text(settings.replace("[dataset]\n", f"[dataset]\n{hours}", 1), encoding="utf-8")
    field = {"type": "string", "title": "Gauge", "description": "The gauge that was read.", "x-vocabulary": "countries"}
    extension = dataset / "extension.schema.json"
    known: dict[str, Any] = (
        json.loads(extension.read_text(encoding="utf-8")) if extension.is_file() else {"type": "object"}
    )
    known.setdefault("properties", {})["gauge"] = {"$ref": "#/$defs/gauge"}
    known.setdefault("$defs", {})["gauge"] = field
    extension.write_text(json.dumps(known), encoding="utf-8")
    return release_dataset(dataset, home / "out", ["jsonl"]).path


@pytest.fixture
def release(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "release"))


def test_codes_hours_and_fields_of_a_dataset_belong_to_its_contract(release: Path) -> None:
    assert list(verify(release)) == []


def line_out(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[:1] + lines[2:])


def line_twice(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[:2] + lines[1:])


def lines_turned(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([lines[0], *lines[:0:-1]])


@pytest.mark.parametrize("name", ["place-roles", "measures", "relation-types"])
@pytest.mark.parametrize(
    "change",
    [
        line_out,
        line_twice,
        lines_turned,
        pytest.param(lambda _text: "", id="nothing"),
        pytest.param(lambda text: f"{text}\n", id="an empty line"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="other line ends"),
        pytest.param(lambda text: f"{text}mine,Mine,My own,\n", id="one more code"),
        pytest.param(lambda text: text.replace(",", ", ", 1), id="another column"),
    ],
)
def test_a_vocabulary_that_was_changed_is_found(release: Path, name: str, change: Callable[[str], str]) -> None:
    path = release / f"schema/vocabulary/{name}.csv"
    text = path.read_bytes().decode()
    path.write_bytes(change(text).encode())
    assert path.read_bytes().decode() != text
    sealed(release, contract_sha256=contract_hash(release_contract(release)))
    assert any(f"schema/vocabulary/{name}.csv" in line for line in verify(release))


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("event", '"maxLength": 200', '"maxLength": 2000'),
        ("event", '"additionalProperties": false', '"additionalProperties": true'),
        ("places", '"title": "', '"title": "A '),
        ("actors", "\n", "\n\n"),
    ],
)
def test_a_schema_that_was_changed_is_found(release: Path, kind: str, old: str, new: str) -> None:
    path = release / f"schema/{kind}.schema.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    sealed(release, contract_sha256=contract_hash(release_contract(release)))
    assert any(f"schema/{kind}.schema.json" in line for line in verify(release))


def test_a_vocabulary_and_the_schemas_agree_whatever_the_tools(release: Path) -> None:
    path = release / "schema/vocabulary/place-roles.csv"
    path.write_text(line_out(path.read_text(encoding="utf-8")), encoding="utf-8")
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    sealed(release, tools={**manifest["tools"], "regesta": "0.0.1"})
    said = "schema/vocabulary/place-roles.csv does not hold the codes that schema/event.schema.json names"
    assert said in list(verify(release))
