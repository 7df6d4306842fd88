"""Which of the named files feed which input of a recipe, and how provenance names them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from regesta.advice.wrong_paths import absent
from regesta.errors import RegestaError
from regesta.folder import shown_path
from regesta.importing.recipe import Input, Recipe
from regesta.read.text import cut

_SHOWN = 5


class InputFile(NamedTuple):
    """A file of the other dataset: shown is how diagnostics name it, name how provenance does."""

    path: Path
    shown: str
    name: str


def files_of_inputs(recipe: Recipe, paths: Sequence[Path]) -> dict[str, list[InputFile]]:
    """The files of each input, in the order in which they were named; those of a folder by their paths.

    A file goes to the first input whose patterns its name matches. What a folder holds beside them is passed over; a
    file that was named itself goes to the only input there is, whatever its name.

    Raises:
        RegestaError: a path is not there, a file matches no input, or an input has no file.
    """
    chosen: dict[str, list[InputFile]] = {table.name: [] for table in recipe.inputs}
    every = list(_unique([pair for path in paths for pair in _below(path)]))
    for file, named in every:
        home = _input_of(recipe, file)
        if home is None and named and len(recipe.inputs) == 1:
            home = recipe.inputs[0].name
        if home is not None:
            chosen[home].append(file)
        elif named:
            raise RegestaError(f"{file.shown} is no input of {recipe.key}: {_patterns(recipe.inputs)}")
    for table in recipe.inputs:
        if table.needed and not chosen[table.name]:
            there = _there([file.path.name for file, _ in every])
            raise RegestaError(f"{recipe.key} needs a file for {table.name}: {', '.join(table.files)}; {there}")
    if not any(chosen.values()):
        raise RegestaError(f"{recipe.key} finds no file: {_patterns(recipe.inputs)}")
    return chosen


def _there(names: Sequence[str]) -> str:
    """Which files there are instead, by the names that patterns are held against."""
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return f"there is {', '.join(map(cut, names[:_SHOWN]))}{more}" if names else "there is none"


def _below(path: Path) -> Iterator[tuple[InputFile, bool]]:
    """The files at or below a path; beside each, whether it was named itself."""
    if path.is_dir():
        for file in sorted(file for file in path.rglob("*") if file.is_file()):
            name = file.relative_to(path).as_posix()
            if not any(part.startswith(".") for part in Path(name).parts):
                yield InputFile(file, shown_path(file), name), False
    elif path.exists() and not path.is_file():
        raise RegestaError(f"{shown_path(path)} is not an ordinary file: save what it gives to a file first")
    elif path.exists():
        yield InputFile(path, shown_path(path), path.name), True
    else:
        raise absent(path)


def _unique(files: Sequence[tuple[InputFile, bool]]) -> Iterator[tuple[InputFile, bool]]:
    """Every file once; where two have one name, each bears its path."""
    counts = Counter(file.name for file in {file.path: file for file, _ in files}.values())
    seen: set[Path] = set()
    for file, named in files:
        if file.path not in seen:
            seen.add(file.path)
            yield (file if counts[file.name] == 1 else file._replace(name=file.shown)), named


def _input_of(recipe: Recipe, file: InputFile) -> str | None:
    name = file.path.name.casefold()
    for table in recipe.inputs:
        if any(fnmatchcase(name, pattern.casefold()) for pattern in table.files):
            return table.name
    return None


def _patterns(inputs: Sequence[Input]) -> str:
    return "; ".join(f"{table.name}: {', '.join(table.files)}" for table in inputs)
