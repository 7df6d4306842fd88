"""manifest.json: what a release holds, from what it was made, and with which tools."""

import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jiter
from pydantic import BaseModel, ConfigDict

from regesta.contract import Contract
from regesta.dataset import Dataset
from regesta.jsontext import canonical
from regesta.normalise.places.gazetteer import open_gazetteer
from regesta.ready import SCHEMA
from regesta.release.content import RELEASED
from regesta.release.publish import release_files, sha256

MANIFEST_VERSION = 1  # another one says that releases hold other files, or their manifests other keys


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class File(Model):
    """A file of the release; rows where it is a table."""

    path: str
    bytes: int
    sha256: str
    rows: int | None = None


class Gazetteer(Model):
    sources: dict[str, str]
    content_sha256: str


class Tools(Model):
    """Versions of what made the files; that of Python without its patch, which changes no byte."""

    regesta: str
    python: str
    pyarrow: str
    tzdata: str


class Previous(Model):
    version: str
    content_sha256: str


class Counts(Model):
    error: int
    warning: int
    info: int


class Manifest(Model):
    """The content of manifest.json; dataset is the [dataset] table, so that content_sha256 can be computed again.

    coordinate_digits are the decimal places to which coordinates are rounded, where they are; rules are the severities
    that the dataset gives to rules, where it gives any.
    """

    manifest_version: int
    name: str
    version: str
    released: str
    licence: str
    dataset: dict[str, Any]
    content_sha256: str
    schema_version: str
    contract_sha256: str
    lexicon_sha256: str
    parts_of_day: dict[str, tuple[str, str]]
    coordinate_digits: int | None = None
    rules: dict[str, str] | None = None
    gazetteer: Gazetteer
    tools: Tools
    previous: Previous | None = None
    diagnostics: Counts
    files: tuple[File, ...]


def make_manifest(
    stage: Path,
    dataset: Dataset,
    content_sha256: str,
    rows: Mapping[str, int],
    counts: Mapping[str, int],
    before: Path | None,
) -> Manifest:
    """The manifest of what lies in a stage."""
    about = dataset.about
    told = _told(stage)
    files = [
        File(path=name, bytes=path.stat().st_size, sha256=told.get(name) or sha256(path), rows=rows.get(name))
        for path in release_files(stage)
        if (name := path.relative_to(stage).as_posix())
    ]
    previous = read_manifest(before) if before is not None else None
    info = open_gazetteer().info()
    return Manifest(
        manifest_version=MANIFEST_VERSION, name=about["name"], version=about["version"], released=about["released"],
        licence=about["licence"], dataset=dict(about), content_sha256=content_sha256, schema_version="1",
        contract_sha256=contract_hash(dataset.contract), lexicon_sha256=lexicon_hash(),
        parts_of_day={name: (start, end) for name, start, end in dataset.parts_of_day},
        coordinate_digits=dataset.coordinate_digits, rules=dict(dataset.table("rules")) or None,
        gazetteer=Gazetteer(sources=info["sources"], content_sha256=info["content_sha256"]),
        tools=tools_here(),
        previous=Previous(version=previous.version, content_sha256=previous.content_sha256) if previous else None,
        diagnostics=Counts(error=counts["error"], warning=counts["warning"], info=counts["info"]), files=tuple(files),
    )  # fmt: skip


def _told(stage: Path) -> dict[str, str]:
    """The digests of the files of data, which datapackage.json tells of the same stage, by path."""
    package = json.loads((stage / "datapackage.json").read_bytes())
    return {one["path"]: one["hash"].removeprefix("sha256:") for one in package["resources"]}


def tools_here() -> Tools:
    """The tools that make a release here and now."""
    python = ".".join(platform.python_version_tuple()[:2])
    return Tools(regesta=version("regesta"), python=python, pyarrow=version("pyarrow"), tzdata=version("tzdata"))


def read_manifest(release: Path) -> Manifest:
    """The manifest of a release.

    Raises:
        ValueError: it is not a manifest, or names a key twice, of which programs read one or the other.
        OSError: it is not there.
    """
    raw = (release / "manifest.json").read_bytes()
    jiter.from_json(raw, catch_duplicate_keys=True)
    return Manifest.model_validate_json(raw)


def write_manifest(stage: Path, manifest: Manifest) -> None:
    """Write manifest.json, without the keys that have no value."""
    data = manifest.model_dump(mode="json", exclude_none=True)
    (stage / "manifest.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def contract_hash(contract: Contract) -> str:
    """SHA-256 over the schemas that a release carries, each as canonical JSON, so that it can be taken again there."""
    return hashlib.sha256(b"".join(canonical(contract.schema(kind)) for kind in RELEASED)).hexdigest()


def lexicon_hash() -> str:
    """SHA-256 over the words that the normalisers know: every file of schema/lexicon/ in the order of its path."""
    files = sorted(path for path in (SCHEMA / "lexicon").rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
