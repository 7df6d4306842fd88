"""The rows of pieces through the query of a recipe: straight from their file, as long as each of them is one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regesta.contract import Contract
from regesta.diagnostics import Diagnostic
from regesta.importing.cut import Piece
from regesta.importing.decode import Text
from regesta.importing.loaded import FROM, Loaded, quoted
from regesta.importing.query import batches, prepare
from regesta.importing.recipe import Recipe
from regesta.importing.tables import connect, create, lock
from regesta.importing.text_rows import insert_text, rows_in

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation
    from pyarrow import RecordBatch

_ROWS = 4096


class Unordered(Exception):  # noqa: N818 - nothing is wrong with it
    """The query gives its rows in another order than the file, or several for one."""


@dataclass
class Passage:
    """What a process keeps from one piece to the next: a database in which the input is a view of the piece's copy.

    columns are those of the input. Where straight is False, the input is a table, to be filled and emptied.
    """

    recipe: Recipe
    loaded: Sequence[Loaded]
    copy: Path
    database: "DuckDBPyConnection"
    result: "DuckDBPyRelation"
    columns: Sequence[str]
    straight: bool = True

    def rows(self, piece: Piece) -> Iterator["RecordBatch"]:
        """What the query gives of a piece, in the order of its rows.

        Raises:
            RegestaError: the query fails on the way, as it does where a row cannot be read.
            Unordered: it has to be asked as a whole.
        """
        part, text = self._copied(piece)
        self.database.execute(f"CREATE OR REPLACE VIEW {quoted(part.table.name)} AS {self._view(part, text, piece)}")
        last = 0
        for batch in self._batches():
            last = _in_order(batch, last)
            yield batch

    def table(self, piece: Piece) -> tuple[list["RecordBatch"], list[Diagnostic]]:
        """The same of all rows at once by row and id, and those rows that cannot be read."""
        part, text = self._copied(piece)
        name = quoted(part.table.name)
        if self.straight:
            self.straight = False
            self.database.execute(f"DROP VIEW IF EXISTS {name}")
            self.database.execute(f"CREATE TABLE {name} AS SELECT * FROM _empty")
        faults = insert_text(self.database, part, text, piece.rows, piece.lines)
        found = _sorted(list(self._batches()))
        self.database.execute(f"TRUNCATE {name}")
        return found, faults

    def _batches(self) -> Iterator["RecordBatch"]:
        return (batch for batch in batches(lambda: self.result, self.recipe, _ROWS) if batch.num_rows)

    def _view(self, part: Loaded, text: Text, piece: Piece) -> str:
        """The query for the rows of a piece in the columns of the input."""
        own = {name.casefold(): name for name in part.columns} | {FROM: FROM}
        each = (
            f"{quoted(own[name.casefold()])} AS {quoted(name)}"
            if name.casefold() in own
            else f"CAST(NULL AS VARCHAR) AS {quoted(name)}"
            for name in self.columns
        )
        return f"SELECT {', '.join(each)} FROM ({rows_in(part, text, piece.rows, rejects=False)})"

    def _copied(self, piece: Piece) -> tuple[Loaded, Text]:
        """A piece in a file of its own, without a header."""
        item = self.loaded[piece.file]
        if item.text is None:
            raise ValueError(item.file.shown)
        with item.text.utf8.open("rb") as file:
            file.seek(piece.start)
            self.copy.write_bytes(file.read(piece.end - piece.start))
        text = Text(self.copy, self.copy, "utf-8")
        return item._replace(table=item.table._replace(columns=item.columns), text=text), text


def open_passage(
    recipe: Recipe, loaded: Sequence[Loaded], contract: Contract, query: str, copy: Path, threads: int | None
) -> Passage:
    """The passage of pieces through a query over the recipe's result; copy is where each is put to be read."""
    database = connect(copy.parent, threads)
    database.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")  # rows keep their order
    create(database, recipe, loaded)
    lock(database, [copy])
    prepare(database, recipe, contract)
    result = database.sql(query)
    name = recipe.inputs[0].name
    columns = database.sql(f"SELECT * FROM {quoted(name)} LIMIT 0").columns
    database.execute(f"ALTER TABLE {quoted(name)} RENAME TO _empty")
    return Passage(recipe, loaded, copy, database, result, columns)


def _in_order(batch: "RecordBatch", last: int) -> int:
    """The last row of a batch, each of which comes after that before it."""
    import pyarrow.compute as pc  # noqa: PLC0415 - for imports only

    row = batch.column("row")
    if row[0].as_py() <= last or not pc.all(pc.less(row.slice(0, len(row) - 1), row.slice(1))).as_py():
        raise Unordered
    return int(row[-1].as_py())


def _sorted(found: list["RecordBatch"]) -> list["RecordBatch"]:
    """The same by row and id."""
    import pyarrow as pa  # noqa: PLC0415 - for imports only

    return (
        pa.Table.from_batches(found).sort_by([("row", "ascending"), ("id", "ascending")]).to_batches() if found else []
    )
