"""The pages of the reference are what the code says, and leave nothing out."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from regesta.cli import app
from regesta.contract import Contract, shipped_vocabulary
from regesta.diagnostics import RULES
from regesta.importing.recipe import shipped
from regesta.ready import SCHEMA
from regesta.release.columns import tables

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "reference"


def text(page: str) -> str:
    return (PAGES / f"{page}.md").read_text(encoding="utf-8")


def section(page: str, title: str) -> str:
    parts = re.split(r"^## (.*)$", text(page), flags=re.MULTILINE)
    return parts[parts.index(title) + 1]


def test_the_pages_are_what_the_code_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "docs/reference.py", tmp_path], check=True)
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    stored = {path.name: path.read_text(encoding="utf-8") for path in PAGES.iterdir()}
    assert written == stored, "`make reference` writes the pages anew"


@pytest.mark.parametrize("kind", ["event", "actors", "places"])
def test_every_field_of_the_contract_is_told_under_its_object(kind: str) -> None:
    document = Contract().schema(kind)
    objects = {name.lower(): node for name, node in document["$defs"].items()}
    objects |= {"event": document} if kind == "event" else {}
    objects.pop("source", None)  # a record's source has its fields, and one more
    fields = {
        f'<a id="{name}.{field}"></a>`{field}`'
        for name, node in objects.items()
        for field in node.get("properties", ())
    }
    assert {field for field in fields if field not in text("record")} == set()


@pytest.mark.parametrize("path", sorted((SCHEMA / "vocabulary").glob("*.csv")), ids=lambda path: path.stem)
def test_every_code_stands_under_its_vocabulary(path: Path) -> None:
    shown = section("vocabularies", path.stem)
    assert [code for code in shipped_vocabulary(path.stem) if f"| `{code}` |" not in shown] == []
    assert "Taken by" in shown


def test_every_rule_has_its_severity_and_the_parts_of_its_page() -> None:
    for rule in RULES.values():
        shown = section("rules", f"{rule.code}: {rule.name}")
        assert f"Severity: {rule.severity}." in shown
        assert re.findall(r"^\*\*(\w+)\.\*\*$", shown, re.MULTILINE) == ["What", "Why", "Fails", "Passes", "Mend"]


def test_every_command_has_its_options_and_an_example() -> None:
    waiting: list[tuple[tuple[str, ...], Any]] = [(("regesta",), get_command(app))]
    while waiting:
        path, command = waiting.pop()
        inner = getattr(command, "commands", {})
        waiting += [((*path, name), each) for name, each in inner.items()]
        if not inner:
            shown = section("commands", " ".join(path))
            assert [
                option for p in command.params for option in p.opts if option[0] == "-" and option not in shown
            ] == []
            assert f"```sh\n{' '.join(path)}" in shown


def test_every_column_stands_under_its_table() -> None:
    for name, columns in tables(Contract()).items():
        shown = section("release", name)
        assert [column.name for column in columns if f"| `{column.name}` |" not in shown] == []


def test_every_setting_and_every_recipe_is_told() -> None:
    for name, table in Contract().schema("config")["properties"].items():
        assert [
            key for key in table.get("properties", ()) if f'<a id="{name}.{key}"></a>' not in text("settings")
        ] == []
    assert [recipe for recipe in shipped() if f"## {recipe}\n" not in text("recipes")] == []
