"""Input files as tables of a DuckDB that no network and no extension reaches: all cells text, each row with its place.

A table has the columns of all its files, by name; `_from` says of each row its file and, from 1, its row there.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from regesta.csvfile import read_csv
from regesta.diagnostics import Diagnostic
from regesta.errors import RegestaError
from regesta.importing.decode import Text, as_utf8
from regesta.importing.files import InputFile
from regesta.importing.loaded import FROM, FROM_TYPE, Loaded, column_names, literal, quoted, without_rows
from regesta.importing.recipe import Crosswalk, Input, Recipe, recipes_folder
from regesta.importing.text_rows import columns_in, has_rows, insert_text
from regesta.importing.workbook import BOOKS, header_of, rows_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_ON_DISK = "32 GB"
_OFFLINE = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "max_temp_directory_size": MOST_ON_DISK,  # a query that never ends is not to fill the disk
}


def connect(folder: Path, threads: int | None = None) -> "DuckDBPyConnection":
    """A database in memory with the macros of recipes; folder is where it may put what does not fit.

    threads is how many it may use (None: one for each core).

    Raises:
        RegestaError: DuckDB is not installed.
    """
    try:
        import duckdb  # noqa: PLC0415 - for imports only
    except ImportError:
        raise RegestaError("importing needs DuckDB: pip install 'regesta[import]'") from None
    settings: dict[str, str | bool | int | float | list[str]] = {**_OFFLINE, "temp_directory": str(folder / "spill")}
    if threads is not None:
        settings["threads"] = threads
    database = duckdb.connect(":memory:", config=settings)
    database.execute("SET enable_progress_bar = false")  # it would stand among the records that are printed
    database.execute((recipes_folder() / "macros.sql").read_text(encoding="utf-8"))
    return database


def lock(database: "DuckDBPyConnection", readable: Sequence[Path] = ()) -> None:
    """Let nothing that runs from here on touch a file but these, the network or a setting."""
    paths = ", ".join(literal(str(path)) for path in readable)
    database.execute(
        f"SET allowed_paths = [{paths}]; SET enable_external_access = false; SET lock_configuration = true"
    )


def open_files(
    recipe: Recipe, files: dict[str, list[InputFile]], folder: Path
) -> tuple[list[Loaded], list[Diagnostic]]:
    """The files that can be read, with their columns; folder is for copies in UTF-8.

    Others are reported whole, and text files without a row.
    """
    opened = [
        _open(file, table, recipe, folder / f"{table.name}-{number}")
        for table in recipe.inputs
        for number, file in enumerate(files[table.name])
    ]
    sound = [item for item in opened if isinstance(item, Loaded)]
    found = [fault for item in opened if not isinstance(item, Loaded) for fault in item]
    bare = [item for item in sound if item.text is not None and not has_rows(item, item.text)]
    return sound, [*found, *(without_rows(item.file, item.table) for item in bare)]


def create(database: "DuckDBPyConnection", recipe: Recipe, loaded: Sequence[Loaded]) -> None:
    """Make the tables of a recipe: those of the files empty."""
    for table in recipe.inputs:
        database.execute(_create(table, [item for item in loaded if item.table.name == table.name]))
    for crosswalk in recipe.crosswalks:
        _create_crosswalk(database, crosswalk)


def fill(database: "DuckDBPyConnection", loaded: Sequence[Loaded]) -> list[Diagnostic]:
    """Put the rows of the files into their tables; those that are none are reported."""
    return [fault for item in loaded for fault in _insert(database, item)]


def _open(file: InputFile, table: Input, recipe: Recipe, copy: Path) -> Loaded | list[Diagnostic]:
    """A file with its columns, ready to be read; or why it is not."""
    text: Text | None = None
    if file.path.suffix.casefold() in BOOKS:
        header = header_of(file, table)
    else:
        read = as_utf8(file.path, file.shown, recipe.encodings, copy)
        if not isinstance(read, Text):
            return read
        text, header = read, columns_in(read, file, table)
    if not isinstance(header, tuple):
        return header
    names = column_names(header, file)
    return Loaded(file, table, names, text) if isinstance(names, tuple) else names


def _create(table: Input, sound: list[Loaded]) -> str:
    columns: dict[str, str] = {}  # SQL knows no case: the first spelling is the name
    for name in (*(name for item in sound for name in item.columns), *table.columns, *table.optional):
        columns.setdefault(name.casefold(), name)
    typed = ", ".join([*(f"{quoted(name)} VARCHAR" for name in columns.values()), f"{FROM} {FROM_TYPE}"])
    return f"CREATE TABLE {quoted(table.name)} ({typed})"


def _create_crosswalk(database: "DuckDBPyConnection", crosswalk: Crosswalk) -> None:
    """Put a crosswalk into its table, a blank cell as NULL.

    Raises:
        RegestaError: a row of it cannot be read.
    """
    import pyarrow as pa  # noqa: PLC0415 - for imports only

    names = _first_line(crosswalk.path)
    rows, found = read_csv(crosswalk.path, crosswalk.path.name, (), names[:1] or ["code"])
    for fault in found:
        advice = f"; {fault.help}" if fault.help else ""
        raise RegestaError(f"{fault.path}:{fault.line}: {fault.message}{advice}")
    cells = {name: pa.array([row.cells[name] or None for row in rows], pa.string()) for name in names}
    database.register("_rows", pa.table(cells))
    database.execute(f"CREATE TABLE {quoted(crosswalk.name)} AS SELECT * FROM _rows")
    database.unregister("_rows")


def _first_line(path: Path) -> list[str]:
    """The cells of the first line of a CSV file, as far as it can be read."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        try:
            return next(csv.reader(file), [])
        except csv.Error:
            return []


def _insert(database: "DuckDBPyConnection", item: Loaded) -> list[Diagnostic]:
    """Put the rows of a file into its table; those that are none are reported."""
    if item.text is not None:
        return insert_text(database, item, item.text)
    rows = rows_of(item.file, item.table, item.columns)
    if isinstance(rows, list):
        return rows
    if not rows.num_rows:
        return [without_rows(item.file, item.table)]
    database.register("_rows", rows)
    database.execute(f"INSERT INTO {quoted(item.table.name)} BY NAME SELECT * FROM _rows")
    database.unregister("_rows")
    return []
