"""A recipe at work: its SQL over the input tables, each row of the result as one record in JSON."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from regesta.advice.suggest import did_you_mean, nearest
from regesta.contract import Contract
from regesta.errors import RegestaError
from regesta.importing.loaded import FROM, literal
from regesta.importing.loaded import quoted as quoted_name
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
        *before, last = _on_their_lines(_allowed(database.extract_statements(recipe.sql)))
        for statement in before:
            database.execute(statement)
        database.execute(f"CREATE TEMP VIEW {RECORDS} AS {last.rstrip().removesuffix(';')}")
        result = database.sql(f"SELECT * FROM {RECORDS} LIMIT 0")
        return fields_of(contract, recipe, result.columns, result.types)
    except ValueError:
        raise RegestaError(f"{recipe.path.name} holds no query") from None
    except duckdb.Error as error:
        if (glued := _glued(database, recipe)) is not None:
            raise glued from None
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


def _on_their_lines(statements: list["Statement"]) -> Iterator[str]:
    """The statements, each below as many blank lines as it has others above it: DuckDB names the line of a fault."""
    above = 0
    for statement in statements:
        yield "\n" * above + statement.query
        above += statement.query.count("\n")


def _glued(database: "DuckDBPyConnection", recipe: Recipe) -> RegestaError | None:
    """A header whose columns another sign keeps apart than the recipe expects: one has more of it than there are."""
    for table in recipe.inputs:
        names = [name for name in database.table(table.name).columns if name not in (FROM, *table.optional)]
        for sign, called, written in _SIGNS:
            header = next((name for name in names if name.count(sign) >= len(names)), None)
            if header is None:
                continue
            is_own = recipe.path.parent != recipes_folder()
            advice = f"write delimiter = {written} under [inputs.{table.name}]" if is_own else "save it with commas"
            what = f"the header of {table.name} is one cell, {quoted(header)}"
            return RegestaError(f"{what}: {called} keeps its columns apart; {advice}")
    return None


_SIGNS = ((";", "a semicolon", '";"'), ("\t", "a tab", r'"\t"'), ("|", "a bar", '"|"'))


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
    advice = f"; {near}" if near else f": {there}\n{_NAMED}"
    return RegestaError(f"{recipe.path.name}: no table has a column {quoted(found[1])}{advice}")


def _other_files(database: "DuckDBPyConnection", recipe: Recipe, column: str) -> RegestaError:
    """Files that are not those of the dataset that a recipe which ships is for."""
    own = [
        name for one in recipe.inputs for name in database.table(one.name).columns if name not in (FROM, *one.optional)
    ]
    found = ", ".join(map(cut, own[:_SHOWN]))
    return RegestaError(f"{recipe.key}: {recipe.name} has a column {quoted(column)}; here are {found}")


class RowFaultError(RegestaError):
    """The SQL of a recipe fails at some row of the input."""


_OF_A_ROW = ("Conversion Error", "Invalid Input Error", "Out of Range Error")  # what DuckDB says of a value
_NAMED = (
    "A column that only some files have is named under `optional` of its input; where the first row holds no titles, "
    "all are named under `columns`."
)
_ADVICE = {
    "not found in FROM clause": _NAMED,
    "disabled by configuration": "Read the tables of the header, such as FROM events: a recipe opens no file itself.",
    "'list_value(": "The members of a list are of one type: leave the casts out, as text may stand for a number.",
}
_OF_CAST = re.compile("Could not convert string|date field|timestamp field")
_UNCAST = """
Leave the cast out: text may stand where a number is wanted, and what cannot be read is told with its row.
day(x, ['%d.%m.%Y']) reads days, and gives NULL where there is none."""


def _fault(recipe: Recipe, error: Exception) -> RegestaError:
    """What DuckDB says of the SQL, and what it most often means."""
    said = str(error).replace("\t", "  ")
    if "Out of Memory Error" in said:  # DuckDB names settings, which no recipe may change
        asks = f"the query asks for more than the memory and {MOST_ON_DISK} of temporary files hold"
        return RegestaError(
            f"{recipe.path.name}: {asks}: import fewer files at a time, or look for a join that multiplies"
        )
    if (table := re.search(r"Table with name (\S+) does not exist!", said)) is not None:
        return RegestaError(f"{recipe.path.name}: {_no_table(recipe, table[1], said)}")
    advice = next((f"\n{advice}" for words, advice in _ADVICE.items() if words in said), "")
    return RegestaError(f"{recipe.path.name}: {said}{advice}")


def _no_table(recipe: Recipe, name: str, said: str) -> str:
    """What to say of a table that the header does not name: DuckDB offers its own."""
    tables = [*(table.name for table in recipe.inputs), *(table.name for table in recipe.crosswalks)]
    advice = did_you_mean(nearest(name, tables)) or f"the header names {', '.join(tables)}"
    _, line, where = said.partition("\n\nLINE ")
    return f"there is no table {cut(name)}; {advice}{line}{where}"


def _row_fault(recipe: Recipe, error: Exception) -> RegestaError:
    """What DuckDB says of a value; the lines that it shows are of a query made around that of the recipe."""
    said = str(error).partition("\n\nLINE ")[0]
    if not said.startswith(_OF_A_ROW):
        return _fault(recipe, error)
    return RowFaultError(f"{recipe.path.name}: {said}{_UNCAST if _OF_CAST.search(said) else ''}")


def rows(
    database: "DuckDBPyConnection", recipe: Recipe, fields: list[Field], limit: int | None = None
) -> Iterator[list[Row]]:
    """The rows of the result by file and row, at most so many, some at a time.

    Raises:
        RegestaError: the SQL fails on the way.
    """
    query = (
        f"{_every(fields)} ORDER BY {FROM}.file, {FROM}.row{', id' if any(f.name == 'id' for f in fields) else ''}"
        f"{f' LIMIT {limit}' if limit is not None else ''}"
    )
    for batch in batches(lambda: database.sql(query), recipe, _BATCH):
        yield list(map(Row, *(column.to_pylist() for column in batch.columns)))


def _every(fields: list[Field]) -> str:
    """The query for all rows of the result, each as its file, its row and its record in JSON."""
    members = ", ".join(f"{literal(f.name)}: {f.expression}" for f in fields)
    return f"SELECT {FROM}.file, {FROM}.row, CAST(to_json({{{members}}}) AS VARCHAR) FROM {RECORDS}"


def broken_row(database: "DuckDBPyConnection", recipe: Recipe, fields: list[Field]) -> tuple[str, int] | None:
    """The file and row at which the SQL fails; None where it does not look at rows one by one."""
    names = [table.name for table in recipe.inputs]
    every = " UNION ALL ".join(f"SELECT {FROM} FROM {quoted_name(name)}" for name in names)
    files = database.execute(f"SELECT {FROM}.file, max({FROM}.row) FROM ({every}) GROUP BY 1 ORDER BY 1").fetchall()

    def fails(file: str, above: int, last: int) -> bool:
        some = f"{_every(fields)} WHERE {FROM}.file = {literal(file)} AND {FROM}.row > {above} AND {FROM}.row <= {last}"
        try:
            deque(batches(lambda: database.sql(some), recipe, _BATCH), maxlen=0)
        except RegestaError:
            return True
        return False

    for file, last in files:
        if fails(file, 0, 0):
            return None  # rows that are not asked for are looked at too
        if fails(file, 0, last):
            return file, _first(partial(fails, file), last)
    return None


def _first(fails: Callable[[int, int], bool], last: int) -> int:
    """The first of so many rows with which a query fails; fails says so of those above one up to another."""
    above = 0
    while last - above > 1:
        half = (above + last) // 2
        above, last = (above, half) if fails(above, half) else (half, last)
    return last


def batches(result: Callable[[], "DuckDBPyRelation"], recipe: Recipe, size: int) -> Iterator["RecordBatch"]:
    """What a query over the result gives, about so many rows at a time.

    Raises:
        RegestaError: the SQL fails on the way.
    """
    import duckdb  # noqa: PLC0415 - for imports only

    try:
        yield from result().to_arrow_reader(size)
    except (duckdb.Error, OSError) as error:  # OSError: what fails after the first rows comes through Arrow
        raise _row_fault(recipe, error) from None
