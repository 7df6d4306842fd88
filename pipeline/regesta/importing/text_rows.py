"""Text files as rows of their table: CSV read as it stands, or one row a line; and the line on which a row begins."""

import csv
from collections.abc import Collection, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

from regesta.diagnostics import Diagnostic
from regesta.importing.decode import Text
from regesta.importing.files import InputFile
from regesta.importing.loaded import FROM, Loaded, fault, literal, quoted
from regesta.importing.recipe import Input

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LONGEST_LINE = 100_000_000
_REJECTED = {
    "MISSING COLUMNS": "it has fewer cells than the header",
    "TOO MANY COLUMNS": "it has more cells than the header",
    "UNQUOTED VALUE": "a quote is not closed, or text follows one that is",
}


def delimiter(file: InputFile, table: Input) -> str:
    return table.delimiter or ("\t" if file.path.suffix.casefold() in (".tsv", ".tab") else ",")


def _reader(stream: TextIO, file: InputFile, table: Input) -> Any:
    """The rows of a CSV file as Python reads them, with cells as long as DuckDB takes them."""
    csv.field_size_limit(_LONGEST_LINE)
    return csv.reader(stream, delimiter=delimiter(file, table))


def columns_in(text: Text, file: InputFile, table: Input) -> tuple[str, ...]:
    """The header of a text file, or the columns that the recipe gives it."""
    if table.form == "lines":
        return ("text",)
    with text.utf8.open(encoding="utf-8", newline="") as stream:
        try:
            return table.columns or tuple(next(_reader(stream, file, table), ()))
        except csv.Error:
            return (stream.readline(_LONGEST_LINE),)


def has_rows(item: Loaded, text: Text) -> bool:
    """Whether a text file has a row that is none of blanks only; what is no CSV is left to who reads it."""
    with text.utf8.open(encoding="utf-8", newline="") as stream:
        if item.table.form == "lines":
            return any(line.strip("\n") for line in stream)
        reader = _reader(stream, item.file, item.table)
        try:
            return any(any(cells) for cells in islice(reader, 0 if item.table.columns else 1, None))
        except csv.Error:
            return True


def insert_text(
    database: "DuckDBPyConnection", item: Loaded, text: Text, rows: int = 0, lines: int = 0
) -> list[Diagnostic]:
    """Put the rows of a text file into its table, without those of blanks only; rows that are none are reported.

    rows and lines are how many stand before those of the text, where it is a piece of the file.
    """
    database.execute("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans")
    database.execute(f"INSERT INTO {quoted(item.table.name)} BY NAME {rows_in(item, text, rows, rejects=True)}")
    if item.table.form == "lines":
        return []
    rejected = dict(_rejected(database, text))
    if rejected:
        _number_anew(database, item, rejected, rows)
    return [fault(item.file, line + lines, "R003", f"the row cannot be read: {why}") for line, why in rejected.items()]


def rows_in(item: Loaded, text: Text, rows: int = 0, *, rejects: bool) -> str:
    """The query for the rows of a text file with their places, without those of blanks only; rows stand before them.

    A row that is none is set aside with rejects, and an error without.
    """
    whole = "CASE WHEN ends_with(content, chr(10)) THEN content[:-2] ELSE content END"  # the last line ends, too
    every = f"(SELECT unnest(string_split({whole}, chr(10))) AS text FROM read_text({literal(str(text.utf8))}))"
    reading = every if item.table.form == "lines" else _read_csv(item, text, rejects=rejects)
    place = f"{{'file': {literal(item.file.name)}, 'row': row_number() OVER () + {rows}}} AS {FROM}"
    filled = f"coalesce({', '.join(map(quoted, item.columns))}) IS NOT NULL"
    return f"SELECT * FROM (SELECT *, {place} FROM {reading}) WHERE {filled}"


def _read_csv(item: Loaded, text: Text, *, rejects: bool) -> str:
    """The call that reads a CSV file as it is: nothing is guessed."""
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in item.columns)
    header = "false" if item.table.columns else "true"
    return (
        f"read_csv({literal(str(text.utf8))}, auto_detect = false, header = {header}, columns = {{{columns}}}, "
        f"delim = {literal(delimiter(item.file, item.table))}, quote = '\"', escape = '\"', new_line = '\\n', "
        f"strict_mode = true, null_padding = false, store_rejects = {str(rejects).lower()}, "
        f"max_line_size = {_LONGEST_LINE})"
    )


def _rejected(database: "DuckDBPyConnection", text: Text) -> Iterator[tuple[int, str]]:
    """The rows that were set aside: the line on which each begins, and why.

    DuckDB counts a row of several lines as one; it gives the byte, before the blank lines above the row.
    """
    query = "SELECT line_byte_position, csv_line, error_type::VARCHAR, error_message FROM reject_errors ORDER BY 1"
    line, at = 1, 0
    with text.utf8.open("rb") as file:
        for position, row, kind, message in database.execute(query).fetchall():
            start = position - 1 + len(row) - len(row.lstrip("\n"))
            line += file.read(max(0, start - at)).count(b"\n")
            at = max(at, start)
            yield line, _REJECTED.get(kind, message) + _joined(row.strip("\n").count("\n"))


def _joined(breaks: int) -> str:
    """What to say of a row that is none and has line breaks within quotes."""
    return f"; a quote makes one row of {breaks + 1:,} lines: is it closed?" if breaks else ""


def _number_anew(database: "DuckDBPyConnection", item: Loaded, rejected: Collection[int], rows: int) -> None:
    """Let the rows of a file be numbered as they stand there, with those that were set aside; rows stand before."""
    import pyarrow as pa  # noqa: PLC0415 - for imports only

    kept = [number for number, line in enumerate(row_lines(item), rows + 1) if line not in rejected]
    old = range(rows + 1, rows + len(kept) + 1)
    table = pa.table({"old": pa.array(old, pa.int64()), "new": pa.array(kept, pa.int64())})
    database.register("_numbers", table)
    name = literal(item.file.name)
    database.execute(
        f"UPDATE {quoted(item.table.name)} SET {FROM} = {{'file': {name}, 'row': new}} FROM _numbers "
        f"WHERE {FROM}.file = {name} AND {FROM}.row = old"
    )
    database.unregister("_numbers")


def row_lines(item: Loaded) -> Iterator[int]:
    """The lines on which the rows of a CSV file begin, those below its header."""
    if item.text is None:
        raise ValueError(item.file.shown)
    with item.text.utf8.open(encoding="utf-8", newline="") as stream:
        reader = _reader(stream, item.file, item.table)
        line, header = 1, not item.table.columns
        for cells in reader:
            if header:
                header = False
            elif cells or len(item.columns) == 1:
                yield line
            line = reader.line_num + 1
