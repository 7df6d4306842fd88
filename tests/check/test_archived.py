"""An archived text that is not what its digest says is told, wherever its source stands."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from regesta import validate
from regesta.check.archived import held_text, texts_as_digested

TEXT = "The night shift is paid in full.\nSo says the port.\n"
NAME = "evidence/daily.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset without records, with an archived text."""
    for name in ("records", "registry", "evidence"):
        (tmp_path / name).mkdir()
    settings = '[dataset]\nname = "n"\ntitle = "T"\nversion = "1.0.0"\nlicence = "MIT"\n'
    (tmp_path / "regesta.toml").write_text(settings, encoding="utf-8")
    (tmp_path / NAME).write_bytes(TEXT.encode())
    return tmp_path


def source(own: str, text: str) -> dict[str, str]:
    return {"id": own, "publisher": "P", "text_file": NAME, "sha256": sha256(text.encode()).hexdigest()}


def test_a_digest_is_told_where_it_stands_and_once(folder: Path) -> None:
    about = {"type": "other", "date": {"edtf": "2024-03-05"}}
    events = [
        {"id": own, "title": own, **about, "sources": [{"id": "one"}, {"id": "two"}, *more]}
        for own, more in (("a", []), ("b", [source("three", "x"), source("four", TEXT)]))
    ]
    (folder / "registry/sources.yaml").write_text(json.dumps([source("one", "x")]), encoding="utf-8")
    file = {"sources": [source("two", "x")], "events": events}
    (folder / "records/a.json").write_text(json.dumps(file), encoding="utf-8")
    found = [
        (d.code, str(d.severity), Path(d.path).name, d.field)
        for d in validate(folder, today="2026-01-15").diagnostics
        if d.code != "X708"
    ]
    assert found == [
        ("U803", "warning", "a.json", "/sources/0/sha256"),
        ("U803", "warning", "a.json", "/sources/2/sha256"),
        ("U803", "warning", "sources.yaml", "/0/sha256"),
    ]


@pytest.mark.parametrize(
    ("stated", "advice"),
    [
        (TEXT, None),
        (TEXT.replace("full", "part"), f"the digest of the file is {sha256(TEXT.encode()).hexdigest()}"),
        (TEXT.replace("\n", "\r\n"), "only its line ends were changed"),
    ],
    ids=["the same", "another", "of Windows"],
)
def test_the_help_says_what_differs(folder: Path, stated: str, advice: str | None) -> None:
    found = list(texts_as_digested(folder, [("/sources/0", source("one", stated))]))
    assert [str(d.help).startswith(str(advice)) for d in found] == ([True] if advice is not None else [])


@pytest.mark.parametrize(
    "name", ["evidence/none.txt", "../outside.txt", "evidence", "evidence/link.txt", "a\0b", 3, None]
)
def test_what_is_no_text_of_the_dataset_is_not_read(folder: Path, name: object) -> None:
    (folder.parent / "outside.txt").write_text(TEXT, encoding="utf-8")
    (folder / "evidence/link.txt").symlink_to(folder.parent / "outside.txt")
    assert held_text(folder, {"text_file": name}) is None
    assert held_text(None, {"text_file": NAME}) is None
    assert list(texts_as_digested(folder, [("", {"text_file": name, "sha256": "0" * 64})])) == []
