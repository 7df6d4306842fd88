"""The files that bring the check to contributors: the action, the hook, and the workflow of a new dataset."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from regesta.folder import SUFFIXES
from regesta.scaffold import init_dataset
from regesta.version import VERSION

ROOT = Path(__file__).parents[2]
ACTION, HOOKS = ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml"


def load(path: Path) -> Any:
    """A YAML file whose scalars are all text, so that `on` stays a word."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes text only


def tool(name: str) -> str:
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """A new dataset."""
    init_dataset(tmp_path / "protests", "2024-05-20")
    return tmp_path / "protests"


@pytest.fixture
def workflow(started: Path) -> Path:
    return started / ".github" / "workflows" / "validate.yml"


@pytest.mark.parametrize(
    ("path", "schema"), [(ACTION, "github-action.json"), (HOOKS, "pre-commit-hooks.json")], ids=["action", "hooks"]
)
def test_the_published_schema_holds(schemas: Path, path: Path, schema: str) -> None:
    document = json.loads((schemas / schema).read_text(encoding="utf-8"))
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(document).iter_errors(content)] == []


def test_the_workflow_satisfies_the_schema_of_workflows(workflow: Path) -> None:
    command = [tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", str(workflow)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_zizmor_finds_nothing(workflow: Path) -> None:
    command = [tool("zizmor"), "--offline", "--no-progress", "--no-config", str(ACTION), str(workflow)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_workflow_runs_on_pull_requests_with_the_right_to_read(workflow: Path) -> None:
    whole = load(workflow)
    assert list(whole["on"]) == ["pull_request"]
    assert whole["permissions"] == {"contents": "read"}
    assert not [job for job in whole["jobs"].values() if "permissions" in job]


def test_what_they_use_is_pinned(started: Path, workflow: Path) -> None:
    steps = [*load(ACTION)["runs"]["steps"], *load(workflow)["jobs"]["validate"]["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert [name for name in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name)] == []
    assert load(ACTION)["inputs"]["version"]["default"] == VERSION
    assert f"regesta=={VERSION}\n" in workflow.read_text(encoding="utf-8")
    hook = load(started / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]
    assert hook["additional_dependencies"] == [f"regesta=={VERSION}"]
    assert f"`pip install regesta=={VERSION}`" in (started / "README.md").read_text(encoding="utf-8")


def test_the_editor_knows_the_schema_of_every_file_that_holds_one_record_or_more(started: Path) -> None:
    settings = json.loads((started / ".vscode/settings.json").read_text(encoding="utf-8"))
    yaml_files = settings["yaml.schemas"][".regesta/file.schema.json"]
    json_files = [pattern.removeprefix("/") for pattern in settings["json.schemas"][0]["fileMatch"]]
    read = [
        f"records/**/*{suffix}" for suffix in SUFFIXES if suffix != ".jsonl"
    ]  # whose lines no editor takes for JSON
    assert sorted([*yaml_files, *json_files]) == sorted(read)
    schemas = [*settings["yaml.schemas"], *(each["url"].removeprefix("./") for each in settings["json.schemas"])]
    assert [path for path in schemas if not (started / path).is_file()] == []


@pytest.mark.parametrize(
    ("path", "looks"),
    [
        ("records/2023/a.yaml", True), ("registry/actors.yaml", True), ("vocabulary/event-subtypes.csv", True),
        ("evidence/a.txt", True), ("regesta.toml", True), ("extension.schema.json", True), ("README.md", False),
        ("output/x-1.0.0/manifest.json", False), ("old-records/a.yaml", False), ("my-regesta.toml", False),
    ],
)  # fmt: skip
def test_the_hooks_look_at_the_files_of_a_dataset(started: Path, path: str, looks: bool) -> None:
    own = load(started / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]
    shipped = load(HOOKS)[0]
    assert bool(re.search(own["files"], path)) is looks
    assert bool(re.search(shipped["files"], path)) is looks
    assert bool(re.search(shipped["files"], f"data/{path}")) is looks


def scripts() -> list[dict[str, Any]]:
    return [step for step in load(ACTION)["runs"]["steps"] if "run" in step]


def test_no_input_becomes_part_of_a_script() -> None:
    assert [step["run"] for step in scripts() if "${{" in step["run"]] == []


@pytest.mark.parametrize(
    ("inputs", "arguments"),
    [
        pytest.param({}, ["--format", "github", "--", "."], id="defaults"),
        pytest.param({"paths": "a b\n\n--max\n"}, ["--format", "github", "--", "a b", "--max"], id="paths"),
        pytest.param(
            {"changed-since": "HEAD^1", "select": "P", "ignore": "P401", "sarif": "r.sarif"},
            ["--format", "github", "--changed-since=HEAD^1", "--select=P", "--ignore=P401", "--format=sarif=r.sarif", "--", "."],
            id="options",
        ),
        pytest.param(
            {"paths": '$(touch pwned)\n"; touch pwned; "', "select": "`touch pwned`", "sarif": "*"},
            ["--format", "github", "--select=`touch pwned`", "--format=sarif=*", "--", "$(touch pwned)", '"; touch pwned; "'],
            id="hostile",
        ),
    ],
)  # fmt: skip
def test_the_action_passes_its_inputs_on_as_they_are(
    tmp_path: Path, inputs: dict[str, str], arguments: list[str]
) -> None:
    program = tmp_path / "regesta" / "bin" / "regesta"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\0" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    given = {name: value.get("default", "") for name, value in load(ACTION)["inputs"].items()} | inputs
    last = scripts()[-1]
    passed = {key: given[value.removeprefix("${{ inputs.").removesuffix(" }}")] for key, value in last["env"].items()}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-euo", "pipefail", "-c", last["run"]],
        cwd=tmp_path, env={"RUNNER_TEMP": str(tmp_path), "PATH": "/usr/bin:/bin"} | passed,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split("\0")[:-1] == ["validate", *arguments]
    assert not (tmp_path / "pwned").exists()
