"""Quotes against the archived texts of their sources."""

from pathlib import Path
from typing import Any

import pytest

from regesta.check.quotes import quotes_held

HELD = "She said: “We shall — God\nwilling — sail at dawn, and not\tbefore.”"
SOURCES = [{"id": "daily", "text_file": "evidence/daily.txt"}, {"id": "herald"}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "daily.txt").write_text(HELD, encoding="utf-8")
    (tmp_path / "evidence" / "torn.txt").write_bytes(b"caf\xe9")
    return tmp_path


def told(folder: Path | None, **event: Any) -> list[tuple[str, str]]:
    return [(d.code, d.field) for d in quotes_held(event, folder)]


@pytest.mark.parametrize("text", ["We shall - God willing - sail", '"We shall', "dawn, and not before.", "  at dawn "])
def test_signs_and_line_ends_tell_nothing(folder: Path, text: str) -> None:
    assert told(folder, sources=SOURCES[:1], quotes=[{"text": text}]) == []


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        pytest.param({"source": "daily"}, [("C501", "/quotes/0/text")], id="its own"),
        pytest.param({"claim": "c-daily"}, [("C501", "/quotes/0/text")], id="that of its claim"),
        pytest.param({"claim": "c-daily", "source": "herald"}, [], id="its own before that of its claim"),
        pytest.param({"claim": "c-none"}, [], id="of several none"),
        pytest.param({}, [], id="of several not the first"),
    ],
)
def test_a_quote_is_held_against_the_source_that_it_names(
    folder: Path, quote: dict[str, str], found: list[tuple[str, str]]
) -> None:
    claims = [{"id": "c-daily", "source": "daily"}, {"id": "c-none"}]
    assert told(folder, sources=SOURCES, claims=claims, quotes=[{"text": "sail at noon", **quote}]) == found


def test_a_quote_of_the_only_source_needs_not_name_it(folder: Path) -> None:
    assert told(folder, sources=SOURCES[:1], quotes=[{"text": "sail at noon"}]) == [("C501", "/quotes/0/text")]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("God willing, sail at dawn", 'a quote is given exactly as printed; printed is "God willing - sail at dawn"'),
        ("nothing of the kind was said", "a quote is given exactly as printed"),
        ("at noon", "a quote is given exactly as printed"),  # too short to be found
    ],
)
def test_the_passage_that_is_meant_is_shown(folder: Path, text: str, advice: str) -> None:
    (fault,) = quotes_held({"sources": SOURCES[:1], "quotes": [{"text": text}]}, folder)
    assert fault.help == advice


@pytest.mark.parametrize(("name", "code"), [("evidence/torn.txt", "R002"), ("evidence/gone.txt", "X702")])
def test_a_text_that_cannot_be_read_is_told_at_its_source(folder: Path, name: str, code: str) -> None:
    sources = [{"id": "herald"}, {"id": "daily", "text_file": name}]
    assert told(folder, sources=sources, quotes=[{"text": "at noon", "source": "daily"}]) == [
        (code, "/sources/1/text_file")
    ]
    assert told(None, sources=sources) == []


def test_a_text_that_was_changed_is_read_again(folder: Path) -> None:
    event = {"sources": SOURCES[:1], "quotes": [{"text": "sail at dawn"}]}
    for text, found in (("We sail at dawn.", []), ("We sail at dusk.", [("C501", "/quotes/0/text")])):
        (folder / "evidence/daily.txt").write_text(text, encoding="utf-8")
        assert told(folder, **event) == found
