"""Public corpora of hard inputs: what must be refused is, and what is accepted is right."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from regesta.diagnostics import Diagnostic
from regesta.read import Record, read_document, read_records
from regesta.read.text import blank

CORPORA = Path(__file__).parents[2] / ".." / "shared" / "corpora"
BY_CONTRACT = {"R004", "R008", "R010", "R011", "R012"}  # sound JSON that a record may not hold


def corpus(name: str) -> Path:
    if not (CORPORA / name).is_dir():
        pytest.skip(f"{name} absent")
    return CORPORA / name


def well_placed(found: list[Diagnostic]) -> bool:
    return all((f.line or 0, f.column or 0) < (f.end_line or 0, f.end_column or 0) and f.path for f in found)


def test_json_test_suite() -> None:
    paths = sorted((corpus("JSONTestSuite") / "test_parsing").glob("*.json"))
    assert paths
    for path in paths:
        value, found = read_document(path, path.name, {})
        assert well_placed(found), path.name
        if path.name.startswith("n_"):
            assert len(found) == 1, path.name
        elif path.name.startswith("y_") and found:
            assert {fault.code for fault in found} <= BY_CONTRACT, path.name
        elif path.name.startswith("y_"):
            assert value == json.loads(path.read_bytes()), path.name


def yaml_cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((corpus("yaml-test-suite") / "src").glob("*.yaml")):
        case: dict[str, Any] = {}
        for part in yaml.load(path.read_bytes(), yaml.CSafeLoader):
            case = {**case, "fail": False, **part}
            yield path.stem, case


def typed(text: str) -> str:
    """Undo the suite's visible stand-ins for characters that cannot be seen."""
    plain = re.sub("\u2014*\u00bb", "\t", text.replace("\u2423", " ").replace("\u220e\n", "").replace("\u220e", ""))
    return plain.replace("\u21b5", "").replace("\u21d4", "\ufeff").replace("\u2190", "\r")


def test_yaml_test_suite(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    equal = 0
    for name, case in yaml_cases():
        path.write_bytes(typed(case["yaml"]).encode())
        value, found = read_document(path, "case.yaml", {})
        assert well_placed(found), name
        if case["fail"]:
            assert len(found) == 1, name
        elif not found and case.get("json") and name != "652Z":  # libyaml reads `?foo` in braces as foo
            assert value == json.loads(case["json"]), name
            equal += 1
    assert equal > 50


@pytest.mark.parametrize("form", ["json", "json, not ASCII", "jsonl", "yaml"])
def test_naughty_strings_come_back_equal_or_are_refused(tmp_path: Path, form: str) -> None:
    strings = json.loads((corpus("blns") / "blns.json").read_text(encoding="utf-8"))
    path = tmp_path / f"a.{form.partition(',')[0]}"
    accepted = 0
    for text in filter(None, strings):
        dumped = {
            "yaml": yaml.safe_dump({"title": text}, allow_unicode=True, default_style="'"),
            "json, not ASCII": json.dumps({"title": text}, ensure_ascii=False),
        }.get(form, json.dumps({"title": text}))
        path.write_text(dumped, encoding="utf-8", newline="")
        found = list(read_records(path, path.name, {"properties": {"title": {"type": "string"}}}))
        if len(found) == 1 and isinstance(found[0], Record):
            assert found[0].data == {"title": unicodedata.normalize("NFC", text)}
            accepted += 1
        else:
            codes = {item.code for item in found if isinstance(item, Diagnostic)}
            assert codes == {"R010"} or (codes == {"R011"} and blank(text)), text
    assert accepted > 450
