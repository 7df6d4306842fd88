"""Every JSON that a command prints says its version and satisfies the schema that ships for it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.warm import regesta

from regesta.ready import SCHEMA

FIXTURE = Path(__file__).parents[1] / "fixtures" / "wagner-mutiny"


def printed(*arguments: str | Path) -> str:
    """What the command prints, whatever it finds."""
    done = regesta(*arguments)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def faults(name: str, text: str) -> list[str]:
    """What the schema of that name has against a text of JSON."""
    schema = json.loads((SCHEMA / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(json.loads(text))
    ]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two releases of which the second has a title changed and a code, a field and a keyword added."""
    home = tmp_path_factory.mktemp("releases")
    dataset = home / "dataset"
    printed("init", dataset)
    made = [printed("release", dataset, "-o", home / "out", "--version", "0.1.0-a")]
    record = next((dataset / "records").rglob("*.yaml"))
    record.write_text(record.read_text(encoding="utf-8").replace("title: ", "title: Again ", 1), encoding="utf-8")
    (dataset / "vocabulary").mkdir()
    (dataset / "vocabulary" / "event-types.csv").write_text(
        "code,label,description,broader\nmy-flood,Flood,Water,other\n", encoding="utf-8"
    )
    extension: dict[str, Any] = {"type": "object", "properties": {"n": {"type": "boolean"}}}
    (dataset / "extension.schema.json").write_text(json.dumps(extension), encoding="utf-8")
    made.append(printed("release", dataset, "-o", home / "out", "--version", "0.2.0-a"))
    assert all("released" in text for text in made), made
    name = next((home / "out").glob("*-0.1.0-a")).name.removesuffix("-0.1.0-a")
    return home / "out" / f"{name}-0.1.0-a", home / "out" / f"{name}-0.2.0-a"


@pytest.mark.parametrize("order", [(0, 0), (0, 1), (1, 0)])
def test_a_difference_satisfies_its_schema(order: tuple[int, int], releases: tuple[Path, Path]) -> None:
    old, new = (releases[index] for index in order)
    text = printed("diff", old, new, "--format", "json")
    assert faults("diff", text) == []
    assert json.loads(text)["equal"] == (old == new)


@pytest.mark.parametrize(
    "arguments",
    [
        ("2023-06-24-putin-calls-lukashenko", FIXTURE),
        ("2023-06-24-headquarters-surrounded", FIXTURE),
        ("--date", "the morning of 24 June", "--anchor", "2023-06-24"),
        ("--date", "03/04/2023"),
        ("--name", "Сергей Шойгу"),
        ("--place", "Rostov-on-Don", "--country", "RU"),
        ("--place", "Georgia"),
    ],
    ids=str,
)
def test_an_explanation_satisfies_its_schema(arguments: tuple[str | Path, ...]) -> None:
    text = printed("explain", *arguments, "--format", "json")
    assert faults("explain", text) == []
    assert json.loads(text)["blanks"]


def test_the_report_and_the_gazetteer_satisfy_theirs() -> None:
    assert faults("report", printed("validate", FIXTURE, "--format", "json")) == []
    assert faults("gazetteer", printed("gazetteer", "info")) == []


@pytest.mark.parametrize("name", ["diff", "explain", "gazetteer", "report"])
def test_a_schema_refuses_another_version_and_what_it_does_not_know(name: str) -> None:
    assert any("'1' was expected" in fault for fault in faults(name, '{"version": "2"}'))
    assert any("unexpected" in fault for fault in faults(name, '{"another": 1}'))


def test_a_value_reaches_the_terminal_escaped_and_the_program_whole() -> None:
    evil = "Anna \u202eMüller\x9b31m"
    text = printed("explain", "--name", evil, "--format", "json")
    assert "\u202e" not in text
    assert "\x9b" not in text
    assert "Müller" in text
