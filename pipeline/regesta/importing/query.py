"""A recipe at work: its SQL over the input tables, each row of the result as one record in JSON."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import Contract
from regesta.errors import RegestaError
from regesta.importing.loaded import FROM, literal
from regesta.importing.recipe import Recipe, recipes_folder
from regesta.importing.shape import Field, fields_of
from regesta.importing.tables import MOST_ON_DISK
from regesta.read.text import cut, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation, Statement
    from pyarrow import RecordBatch

RECORDS = "_records"
_BATCH = 2048
_SHOWN = 30  # columns of a table
_MAKING = frozenset(("CREATE", "DROP", "ALTER", "INSERT", "UPDATE", "DELETE", "MERGE_INTO"))


class Row(NamedTuple):
    """One row of the result: the file and row it comes from (None: the recipe does not say), and the record as JSON."""

    file: str | None
    row: int | None
    text: str


def prepare(database: "DuckDBPyConnection", recipe: Recipe, contract: Contract) -> list[Field]:
    """Make the recipe's result a view, and give its fields.

    Raises:
        RegestaError: the SQL does not run, or its columns are not the fields of a record.
    """
    import duckdb  # noqa: PLC0415 - for imports only

    try:
        *before, last = _allowed(database.extract_statements(recipe.sql))
        for statement in before:
            database.execute(statement)
        database.execute(f"CREATE TEMP VIEW {RECORDS} AS {last.query.rstrip().removesuffix(';')}")
        result = database.sql(f"SELECT * FROM {RECORDS} LIMIT 0")
        return fields_of(contract, recipe, result.columns, result.types)
    except ValueError:
        raise RegestaError(f"{recipe.path.name} holds no query") from None
    except duckdb.Error as error:
        if (header := _glued(database)) is not None:
            advice = "its columns are not kept apart by the sign that the recipe expects, which is a comma as a rule"
            raise RegestaError(f"the header is one cell, {quoted(header)}: {advice}") from None
        raise _absent(database, recipe, error) or _fault(recipe, error) from None
    except RegestaError as error:
        raise RegestaError(f"{recipe.path.name}: {error}") from None


def _allowed(statements: list["Statement"]) -> list["Statement"]:
    """The statements of a recipe, which may make tables of its own before its query and do nothing else.

    Raises:
        RegestaError: one is of another kind, such as COPY, which could write over an input.
    """
    *before, last = statements
    for statement in before:
        if statement.type.name not in _MAKING:
            kind = statement.type.name.replace("_", " ")
            raise RegestaError(f"{kind} is not run: before its query, a recipe makes macros, views and tables only")
    if last.type.name in _MAKING:
        raise RegestaError(f"the last statement is {last.type.name}, where the query for the records should be")
    return statements


def _glued(database: "DuckDBPyConnection") -> str | None:
    """A header whose columns other signs than commas keep apart."""
    names = database.sql("SELECT column_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    return next((name for (name,) in names if ";" in name or "\t" in name), None)


def _absent(database: "DuckDBPyConnection", recipe: Recipe, error: Exception) -> RegestaError | None:
    """A column that the query names and no table has, where DuckDB speaks of something else or the recipe ships."""
    found = re.search(r'Column "([^"]+)" referenced that exists in the SELECT clause', str(error))
    missed = re.search(r'Referenced column "([^"]+)" not found in FROM clause', str(error))
    if missed is not None and recipe.path.parent == recipes_folder():
        return _other_files(database, recipe, missed[1])
    if found is None:
        return None
    tables = database.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        f"WHERE NOT internal AND column_name <> '{FROM}' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    near = did_you_mean(nearest(found[1], [name for _, names in tables for name in names]))
    there = "; ".join(f"{table} has {', '.join(map(cut, names[:_SHOWN]))}" for table, names in tables)
    advice = f"; {near}" if near else f": {there}\nA column that only some files have is named under `optional`."
    return RegestaError(f"{recipe.path.name}: no table has a column {quoted(found[1])}{advice}")


def _other_files(database: "DuckDBPyConnection", recipe: Recipe, column: str) -> RegestaError:
    """Files that are not those of the dataset that a recipe which ships is for."""
    own = [
        name for one in recipe.inputs for name in database.table(one.name).columns if name not in (FROM, *one.optional)
    ]
    found = ", ".join(map(cut, own[:_SHOWN]))
    return RegestaError(f"{recipe.key}: {recipe.name} has a column {quoted(column)}; here are {found}")


def _fault(recipe: Recipe, error: Exception) -> RegestaError:
    """What DuckDB says of the SQL, and what it most often means."""
    if "Out of Memory Error" in str(error):  # DuckDB names settings, which no recipe may change
        asks = f"the query asks for more than the memory and {MOST_ON_DISK} of temporary files hold"
        return RegestaError(
            f"{recipe.path.name}: {asks}: import fewer files at a time, or look for a join that multiplies"
        )
    advice = ""
    if "not found in FROM clause" in str(error):
        advice = "\nA column that only some files have is named under `optional` of its input."
    if "disabled by configuration" in str(error):
        advice = "\nRead the tables that the header names, such as FROM events: a recipe opens no file itself."
    return RegestaError(f"{recipe.path.name}: {error}{advice}")


def rows(
    database: "DuckDBPyConnection", recipe: Recipe, fields: list[Field], limit: int | None = None
) -> Iterator[list[Row]]:
    """The rows of the result by file and row, at most so many, some at a time.

    Raises:
        RegestaError: the SQL fails on the way.
    """
    members = ", ".join(f"{literal(f.name)}: {f.expression}" for f in fields)
    query = (
        f"SELECT {FROM}.file, {FROM}.row, CAST(to_json({{{members}}}) AS VARCHAR) FROM {RECORDS} "
        f"ORDER BY {FROM}.file, {FROM}.row{', id' if any(f.name == 'id' for f in fields) else ''}"
        f"{f' LIMIT {limit}' if limit is not None else ''}"
    )
    for batch in batches(lambda: database.sql(query), recipe, _BATCH):
        yield list(map(Row, *(column.to_pylist() for column in batch.columns)))


def batches(result: Callable[[], "DuckDBPyRelation"], recipe: Recipe, size: int) -> Iterator["RecordBatch"]:
    """What a query over the result gives, about so many rows at a time.

    Raises:
        RegestaError: the SQL fails on the way.
    """
    import duckdb  # noqa: PLC0415 - for imports only

    try:
        yield from result().to_arrow_reader(size)
    except (duckdb.Error, OSError) as error:  # OSError: what fails after the first rows comes through Arrow
        raise _fault(recipe, error) from None
