"""The typed classes, written anew from the contract: `python pipeline/tools/classes.py` (needs the extra `dev`)."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from regesta.contract import Contract, Schema
from regesta.ready import PACKAGE

HEADER = '"""Typed classes of an event, for people who write extractors. Generated from the contract: do not edit."""'
_OPTIONS = (
    "--disable-timestamp", "--collapse-root-models", "--use-annotated", "--enum-field-as-literal", "all",
    "--formatters", "builtin", "--output-model-type", "pydantic_v2.BaseModel", "--target-python-version", "3.11",
    "--base-class", "regesta.typed.Typed", "--use-schema-description",
    "--use-field-description", "--snake-case-field", "--use-union-operator", "--use-standard-collections",
    "--input-file-type", "jsonschema", "--custom-file-header", HEADER,
)  # fmt: skip


def model_source() -> str:
    """The source of model.py."""
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder) / "event.schema.json", Path(folder) / "model.py"
        path.write_text(json.dumps(_for_classes(Contract().schema("event"))), encoding="utf-8")
        module, files = ["-m", "datamodel_code_generator"], ["--input", str(path), "--output", str(target)]
        subprocess.run([sys.executable, *module, *files, *_OPTIONS], check=True)
        return target.read_text(encoding="utf-8")


def _for_classes(event: Schema) -> Schema:
    """The schema of an event that is no tombstone, without what a class cannot express or does not need."""
    schema: Schema = _plain(event, event)
    return {**schema, "required": event["else"]["required"]}


def _plain(document: Schema, node: Any) -> Any:
    if isinstance(node, list):
        return [_plain(document, item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("$ref", "").startswith("#/$defs/Source/"):
        node = document["$defs"]["Source"]["properties"][node["$ref"].rpartition("/")[2]]
    if node.get("x-vocabulary") == "countries":
        node = {key: value for key, value in node.items() if key != "enum"} | {"pattern": "^[A-Z]{2}$"}
    left_out = ("if", "then", "else", "anyOf", "examples")
    return {k: _plain(document, v) for k, v in node.items() if k not in left_out and not k.startswith("x-")}


if __name__ == "__main__":
    (PACKAGE / "model.py").write_text(model_source(), encoding="utf-8")
