"""What tests share: where the checkout and the material beside it are, and the groups of slow tests."""

import os
import shutil
from collections.abc import Generator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

GROUPS = ("browser", "crash", "fuzz", "spark", "system")

settings.register_profile("regesta", deadline=None, max_examples=50)  # how long an example takes is no property of it
settings.load_profile("regesta")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole-groups", action="store_true", help="a test of a group that is skipped fails")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where every group must run, one that cannot run has failed."""
    report = yield
    grouped = any(item.get_closest_marker(group) for group in GROUPS)
    if report.skipped and grouped and item.config.getoption("--whole-groups"):
        report.outcome = "failed"
        report.longrepr = f"skipped, though every group must run: {report.longrepr}"
    return report


def tool(name: str) -> ModuleType:
    """A module of pipeline/tools/, which is no part of the package."""
    spec = spec_from_file_location(name, ROOT / "pipeline" / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def shared() -> Path:
    """The folder of public test material beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent")
    return SHARED


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A copy of the example dataset that a test may change."""
    return Path(shutil.copytree(ROOT / "fixtures" / "wagner-mutiny", tmp_path / "wagner-mutiny"))


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the environment reaches a test: no CI, no colour."""
    for name in (
        "GITHUB_ACTIONS",
        "GITHUB_STEP_SUMMARY",
        "GITHUB_WORKSPACE",
        "CI_PROJECT_DIR",
        "COLUMNS",
        "NO_COLOR",
        "FORCE_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    os.environ.setdefault("TERM", "dumb")


@pytest.fixture(scope="session")
def record_kinds() -> dict[str, str]:
    """Texts of small record files by their kind, with OWN where their id stands."""
    blocks = (ROOT / "tests" / "record_kinds.txt").read_text(encoding="utf-8").removeprefix("# ").split("\n# ")
    return {kind: text.rstrip() + "\n" for kind, _, text in (block.partition("\n") for block in blocks)}
