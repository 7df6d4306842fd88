"""Which files there are: of a dataset, of a folder, of what a person names; and how their paths are printed."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from regesta.config import FILE_NAME, find_dataset
from regesta.errors import RegestaError

_TABLES = frozenset(("registry", "vocabulary"))  # folders of a dataset with CSV beside records
SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")


def shown_path(path: Path) -> str:
    """A path as diagnostics print it: from the working folder where it lies below it, else as it is."""
    text = path.as_posix()
    if not path.is_absolute():
        return text
    here = Path.cwd().as_posix().removesuffix("/")
    return (text.removeprefix(f"{here}/") if text != here else "") or "."


def shown_prefix(folder: Path) -> str:
    """What stands before the path of a dataset's file where diagnostics print it."""
    shown = shown_path(folder)
    return "" if shown == "." else f"{shown}/"


def record_files(folder: Path) -> tuple[list[Path], list[Path]]:
    """The record files below a folder in the order of their paths, and what else there is: files, links to folders."""
    if not folder.is_dir():
        return [], []
    names = sorted(_names_below(os.fspath(folder)))
    files = [folder / name for name in names if not name.rpartition("/")[2].startswith("README")]
    return [p for p in files if p.suffix in SUFFIXES], [p for p in files if p.suffix not in SUFFIXES]


def _names_below(top: str) -> Iterator[str]:
    """What lies below a folder, links not followed: files, and folders that are named like record files or are links.

    Nothing whose name begins with a dot is told. Folders may lie in each other as deep as the system lets them.
    """
    left = [(top, "")]
    while left:
        folder, before = left.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                is_folder = entry.is_dir(follow_symlinks=False)
                if is_folder:
                    left.append((entry.path, f"{before}{entry.name}/"))
                if not is_folder or entry.name.endswith(SUFFIXES):
                    yield before + entry.name


def direct(paths: Iterable[Path]) -> list[Path]:
    """Paths as datasets name their files: by the one way from the folder of the dataset, without `..` on it."""
    given = list(paths)
    for place, path in enumerate(given):
        folder = find_dataset(path) if ".." in path.parts and path.exists() else None
        if folder is not None:
            given[place] = folder / os.path.relpath(path.absolute(), folder)
    return given


def chosen_files(paths: Sequence[Path]) -> dict[Path | None, list[Path] | None]:
    """What a person named, by dataset folder (None: outside any): its record files, or None for the whole dataset.

    Raises:
        RegestaError: a path is not there, or there is nothing to check.
    """
    chosen: dict[Path | None, list[Path] | None] = {}
    for path in direct(paths):
        if not path.exists() and not path.is_symlink():
            from regesta.advice.wrong_paths import absent  # noqa: PLC0415 - for faults only

            raise absent(path)
        folder = find_dataset(path)
        if folder is not None and path.absolute() == folder:
            chosen[folder] = None
            continue
        if folder is not None and path.exists() and not _belongs(path.absolute().relative_to(folder)):
            raise RegestaError(f"{path} is no part of the dataset {folder.name}: its records lie in records/")
        datasets, files = _found_in(path, within=folder) if path.is_dir() else ([], [path])
        chosen |= dict.fromkeys(datasets)
        if chosen.get(folder, []) is not None and (files or not datasets):
            chosen[folder] = [*(chosen.get(folder) or []), *files]
    return chosen


def _found_in(path: Path, within: Path | None) -> tuple[list[Path], list[Path]]:
    """The datasets below a folder that is in none, and the files in it, of records or tables, that are in none."""
    files, others = record_files(path)
    if within is not None:
        tables = _TABLES.intersection(path.absolute().relative_to(within).parts[:1])
        return [], files + [other for other in others if tables and other.suffix == ".csv"]
    datasets = [other.parent.absolute() for other in others if other.name == FILE_NAME]
    if not datasets:
        return [], files
    outer = [one for one in datasets if not any(other in one.parents for other in datasets)]
    return outer, [file for file in files if not any(one in file.absolute().parents for one in outer)]


def is_part(path: Path, folder: Path) -> bool:
    """Whether a path is that of a file of which a dataset is made, or would be."""
    here, home = path.resolve(), folder.resolve()
    return here != home and here.is_relative_to(home) and _belongs(here.relative_to(home))


def _belongs(path: Path) -> bool:
    """Whether a file, by its path within a dataset, is one of those that a dataset is made of."""
    homes = ("records", "registry", "vocabulary")
    return path.parts[0] in homes or path.as_posix() in ("regesta.toml", "extension.schema.json")
