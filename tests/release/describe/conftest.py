"""A release of the example and one of hostile text, described; and the validators, where they are installed."""

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from tests.release.by_rows import arrow_tables, content_of

from regesta.release.build import release_dataset
from regesta.release.describe import describe
from regesta.release.edition import Edition
from regesta.release.stored import Row

ROOT = Path(__file__).parents[3]
FORMATS = ("jsonl", "json", "csv", "parquet", "geo", "xlsx")
HOSTILE = (
    "<img src=x onerror=alert(1)>", "</td></table><script>alert(1)</script>", "[a](https://evil.example)",
    "![a](https://evil.example/a.png)", "https://evil.example/?a=b&c", "www.evil.example", "a@evil.example",
    "<https://evil.example>", "``` `code` ``", "| one | two |", "bar \\| bar", "&lt;b&gt; &#60;i&#62;",
    "[a]: https://evil.example", "# heading", "1. item", "2) item", "- item", "---", "===", "> quote", "~~~", "~~x~~",
    "$x$ _y_ **z**", '=HYPERLINK("https://evil.example")', "'quoted", "+1", "<!-- x", "ends in \\", "{{ 7*7 }}", "}]\"'",
)  # fmt: skip
SETTINGS = r"""
[dataset]
name = "hostile"
title = "<script>alert(1)</script> | [x](https://evil.example) ![i](https://evil.example/i.png)"
description = "# One\n\n<b>two</b> www.evil.example a@evil.example\n\n---"
version = "1.10.0-rc.1"
released = 2026-11-25
licence = "MIT OR Apache-2.0"
creators = [
  { name = "Curator, <i>Anna</i>", orcid = "0000-0002-1825-0097", affiliation = "*University*, \"Dept.\"" },
  { name = "[Body](https://evil.example)" },
]
homepage = "https://example.org/data?a=(b)|"
doi = "10.5281/zenodo.1234567"
keywords = ["a: b", "- c", "<d>", "yes", "2023"]
"""


def hostile_events() -> list[Row]:
    """One event for each hostile text, which stands wherever the contract takes any text."""
    return [
        {
            "id": f"e{index:02}", "title": text, "summary": text, "type": "other", "date": {"text": text, "start": "2023-06-24"},
            "places": [{"name": text, "latitude": 1.5, "longitude": -2.25, "country": "UA", "claimed_by": ["RU", "BY"]}],
            "participants": [{"name": text, "role": "victim", "side": text}],
            "quantities": [{"measure": "killed", "best": 25000, "object": text, "unit": text}],
            "claims": [{"id": "c", "act": "asserts", "speaker": text, "statement": text, "source": "s",
                        "via": [{"name": text, "role": "relayer"}], "assessed": {"status": "verified", "basis": text}}],
            "quotes": [{"text": text, "claim": "c"}], "media": [{"kind": "video", "description": text}],
            "sources": [{"id": "s", "publisher": text, "title": text, "licence": text, "published": {"text": "2023-06-24"}}],
            "tags": ["b", "a"], "extra": {"x": text, "y": [text]},
        }
        for index, text in enumerate(HOSTILE)
    ]  # fmt: skip


def edition_of(
    dataset: Path, changes: Sequence[Row] = (), previous: str | None = None, formats: Sequence[str] = ()
) -> Edition:
    """The edition that a release of a dataset is written from."""
    examination, content = content_of(dataset, "2026-11-25")
    made = arrow_tables(examination.dataset.contract, content, changes)
    return Edition(examination.dataset, content, made, changes, previous, formats)


def write_hostile(folder: Path) -> Path:
    """A dataset whose texts try everything, with two of its fields in columns of their own."""
    (folder / "records").mkdir(parents=True)
    (folder / "regesta.toml").write_text(SETTINGS, encoding="utf-8")
    lines = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in hostile_events())
    (folder / "records" / "all.jsonl").write_text(lines, encoding="utf-8")
    texts: dict[str, Any] = {"type": "string", "title": "<u>X</u>", "description": "| [x](https://evil.example)"}
    extension = {"type": "object", "properties": {"x": texts, "y": {"type": "array", "items": {"type": "string"}}}}
    (folder / "extension.schema.json").write_text(json.dumps(extension), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Described:
    """A dataset, its edition, and its release with every description in it."""

    dataset: Path
    edition: Edition
    folder: Path


def _described(dataset: Path) -> Described:
    outcome = release_dataset(dataset, formats=FORMATS)
    assert outcome.state == "released", outcome.examination.findings()
    edition = edition_of(dataset)
    describe(edition, outcome.path)
    return Described(dataset, edition, outcome.path)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Described]:
    """Both releases, made once; a test gets a copy."""
    home = tmp_path_factory.mktemp("described")
    example = Path(shutil.copytree(ROOT / "fixtures" / "wagner-mutiny", home / "wagner-mutiny"))
    return {"example": _described(example), "hostile": _described(write_hostile(home / "hostile"))}


def _copied(described: Described, home: Path) -> Described:
    folder = Path(shutil.copytree(described.folder, home / "out" / described.folder.name))
    return replace(described, folder=folder)


@pytest.fixture
def example(made: dict[str, Described], tmp_path: Path) -> Described:
    """The example of the checkout; its release may be changed."""
    return _copied(made["example"], tmp_path)


@pytest.fixture
def hostile(made: dict[str, Described], tmp_path: Path) -> Described:
    """The dataset of hostile text; its release may be changed."""
    return _copied(made["hostile"], tmp_path)


@pytest.fixture(params=["example", "hostile"])
def each(request: pytest.FixtureRequest, made: dict[str, Described], tmp_path: Path) -> Described:
    """Each of the two in turn."""
    return _copied(made[request.param], tmp_path)


def with_settings(edition: Edition, **about: Any) -> Edition:
    """The edition of the same dataset with other settings under [dataset]."""
    dataset = edition.dataset
    settings = {**dataset.settings, "dataset": {**dataset.about, **about}}
    return replace(edition, dataset=replace(dataset, settings=settings))


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def validator() -> Run:
    """Runs a validator in a folder: (environment, tool, *arguments, cwd) -> its outcome."""

    def run(home: str, tool: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        path = ROOT / "build" / "validators" / home / "bin" / tool
        if not path.exists():
            pytest.skip(f"{tool} is absent: `make validators` installs it")
        return subprocess.run([path, *arguments], cwd=cwd, capture_output=True, text=True, check=False)

    return run
