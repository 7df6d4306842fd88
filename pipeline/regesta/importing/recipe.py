"""Recipes: SQL files whose first comment lines say, in TOML, whose data they read and which files hold it."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

from regesta.advice.suggest import did_you_mean, nearest
from regesta.advice.toml_words import as_toml
from regesta.contract import Contract, value_at
from regesta.errors import RegestaError
from regesta.ready import SCHEMA
from regesta.validate import explain

_FILES = 3  # names of files of one input that are all listed
_WIDTH = 80
_PLACE = "_from"  # the column of each table that says where a row stands
_OF_HEADER = re.compile(r"-- ?(\[[a-z_.]+\]\s*$|(name|source|licence|contract|encoding|files) *=)")
SPREADSHEET = "spreadsheet"  # what `regesta template` makes: no recipe of SQL, and yet a name that import takes


class Input(NamedTuple):
    """A table that the recipe reads: the patterns of its files, and how they are read (see recipe.schema.json).

    unused is the query for the rows that no record uses, or None.
    """

    name: str
    files: tuple[str, ...]
    form: str = "table"
    delimiter: str | None = None
    columns: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    sheet: str | None = None
    needed: bool = True
    unused: str | None = None


class Crosswalk(NamedTuple):
    """A CSV file that becomes a table; codes is the query for the codes that are met, or None."""

    name: str
    path: Path
    codes: str | None = None


class Recipe(NamedTuple):
    """A recipe that can be run; key is its name on the command line, name that of the dataset it reads."""

    key: str
    path: Path
    sql: str
    name: str
    source: str
    licence: str
    encodings: tuple[str, ...]
    inputs: tuple[Input, ...]
    crosswalks: tuple[Crosswalk, ...]


def recipes_folder() -> Path:
    return SCHEMA / "recipes"


def shipped() -> list[str]:
    """The names of the recipes that ship."""
    return sorted(path.stem for path in recipes_folder().glob("*.sql") if path.stem != "macros")


def find_recipe(given: str) -> Recipe:
    """The recipe of a shipped name, or of a path that ends in .sql.

    Raises:
        RegestaError: there is none, or its header cannot be used.
    """
    if given.endswith(".sql"):
        path = Path(given)
        if not path.is_file():
            raise RegestaError(f"there is no recipe {given}; `regesta import --list` lists those that ship")
        return read_recipe(path, given)
    if given not in shipped():
        meant = (
            did_you_mean(nearest(given, [*shipped(), SPREADSHEET]))
            or "`regesta import --list` lists them; your own is a path to .sql"
        )
        raise RegestaError(f"there is no recipe {given!r}; {meant}")
    return read_recipe(recipes_folder() / f"{given}.sql", given)


def read_recipe(path: Path, shown: str) -> Recipe:
    """The recipe in a file; shown is how faults name it.

    Raises:
        RegestaError: the file or its header cannot be used.
    """
    try:
        sql = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RegestaError(f"{shown} is not UTF-8") from None
    header = _header(sql, shown)
    inputs = tuple(Input(name, **_tuples(table)) for name, table in header["inputs"].items())
    crosswalks = tuple(
        Crosswalk(name, path.parent / table["file"], table.get("codes"))
        for name, table in header.get("crosswalks", {}).items()
    )
    if any(_PLACE in (name.casefold() for name in (*one.columns, *one.optional)) for one in inputs):
        raise RegestaError(f"{shown}: no column may be named {_PLACE}, as that of the places is")
    names = {one.name.casefold() for one in inputs}
    for crosswalk in crosswalks:
        if crosswalk.name.casefold() in names:
            raise RegestaError(f"{shown}: {crosswalk.name} is an input and a crosswalk: give one another name")
        if not crosswalk.path.is_file():
            raise RegestaError(f"{shown}: there is no crosswalk {crosswalk.path.name} beside it")
    encodings = tuple(header.get("encoding", ("utf-8",)))
    return Recipe(
        path.stem, path, sql, header["name"], header["source"], header["licence"], encodings, inputs, crosswalks
    )


def _tuples(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _header(sql: str, shown: str) -> dict[str, Any]:
    """The header of a recipe, held against recipe.schema.json."""
    lines = sql.splitlines()
    end = next((index for index, line in enumerate(lines) if not line.startswith("--")), len(lines))
    header = _toml(lines[:end], shown)
    document = json.loads((recipes_folder() / "recipe.schema.json").read_text(encoding="utf-8"))
    for fault in explain(Contract(composed={"recipe": document}), "recipe", header):
        said = _cut_short(lines, end) if fault.code == "S102" else None
        said = said or as_toml(fault, document).help
        advice = f"; {said}" if said else ""
        raise RegestaError(f"{shown}: header{fault.field}: {fault.message}{advice}")
    versions = value_at(Contract().schema("event"), "/properties/schema_version/enum")
    if header["contract"] not in versions:
        raise RegestaError(f"{shown}: it is for contract {header['contract']}; this is contract {versions[-1]}")
    return header


def _toml(lines: Sequence[str], shown: str) -> dict[str, Any]:
    """What comment lines say; a fault is told at its place in the file."""
    bare = [line[2:].removeprefix(" ") for line in lines]
    try:
        return tomllib.loads("\n".join(bare))
    except RecursionError:
        raise RegestaError(f"{shown}: its header is nested too deeply") from None
    except ValueError as error:
        said, place = str(error), re.search(r" \(at line ([0-9]+), column ([0-9]+)\)$", str(error))
        if place is None:
            raise RegestaError(f"{shown}: its header is no TOML: {said}") from None
        number, column = int(place[1]), int(place[2])
        line = lines[number - 1]
        column += len(line) - len(bare[number - 1])
        where = f"{shown}:{number}:{column}"
        raise RegestaError(
            f"{where}: the header is no TOML: {said[: place.start()]}\n{line}\n{' ' * (column - 1)}^"
        ) from None


def _cut_short(lines: Sequence[str], end: int) -> str | None:
    """What to say of a header that goes on below a line which ends it."""
    if not any(_OF_HEADER.match(line) for line in lines[end:]):
        return None
    return f"line {end + 1} is no comment, and ends the header: begin each of its lines with --, from the first on"


def listing() -> str:
    """The recipes that ship, each with what it reads; a line is no wider than a terminal is at the least."""
    lines = [SPREADSHEET, "  a workbook of `regesta template`, or its sheets as CSV", "  *.xlsx, or a folder of *.csv"]
    for recipe in map(find_recipe, shipped()):
        told = (f"{recipe.name} ({recipe.licence}), {recipe.source}", *map(_files, recipe.inputs))
        lines += [recipe.key, *(line for text in told for line in _wrapped(text))]
    return "\n".join((*lines, ""))


def _files(one: Input) -> str:
    """What an input is called, and by which names its files are known; of many the first, which tell the others."""
    shown, rest = (one.files, 0) if len(one.files) <= _FILES else (one.files[:2], len(one.files) - 2)
    return f"{one.name}: {', '.join(shown)}" + (f" and {rest} more" if rest else "")


def _wrapped(text: str) -> list[str]:
    """A text on lines of so many columns, indented; a word stays whole, however long."""
    return wrap(
        text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
