"""What of the input an import covers: columns never used, codes never met or without a row, blanks, rows left out."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from regesta.contract import escaped
from regesta.errors import RegestaError
from regesta.importing.loaded import Loaded, quoted
from regesta.importing.query import RECORDS
from regesta.importing.recipe import Crosswalk, Input
from regesta.importing.run import Import
from regesta.report.safe import safe
from regesta.report.text import plural

_SHOWN = 12


class Coverage:
    """Counts what is filled as records pass, and asks the database for the rest."""

    def __init__(self, run: Import) -> None:
        self.run = run
        self.records = 0
        self.filled: Counter[str] = Counter()

    def counted(self, made: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for record in made:
            self.records += 1
            self.filled.update(dict.fromkeys(pointers(record), 1))
            yield record

    def text(self) -> str:
        """The report, for people; nothing where the query could not be asked."""
        if not self.run.fields:
            return ""
        return "".join(f"{line}\n" for line in (*self._columns(), *self._codes(), *self._blank_fields()))

    def _columns(self) -> Iterator[str]:
        used = used_columns(self.run)
        few: list[str] = []
        yield "Columns never used"
        for table in self.run.recipe.inputs:
            files = [item for item in self.run.loaded if item.table == table]
            have: dict[str, str] = {}  # SQL knows no case: the first spelling is the name
            for name in (name for item in files for name in item.columns):
                have.setdefault(name.casefold(), name)
            named = used.get(table.name, set())
            unused = [name for key, name in have.items() if key not in named]
            yield f"  {table.name}: {safe(', '.join(unused)) or 'none'} ({len(unused)} of {len(have)})"
            few += _in_some({key: name for key, name in have.items() if key in named}, table, files)
        if few:
            yield "Columns that some files lack"
            yield from few

    def _codes(self) -> Iterator[str]:
        for crosswalk in self.run.recipe.crosswalks:
            if crosswalk.codes is not None:
                never, without = codes(self.run, crosswalk)
                yield f"Codes of {crosswalk.name}"
                yield f"  never met: {_few(never)}"
                yield f"  without a row: {_few([f'{code} ({count:,})' for code, count in without])}"

    def _blank_fields(self) -> Iterator[str]:
        names = [one.name for one in self.run.fields if one.name != "provenance"]
        return blanks(self.filled, self.records, names, self.run.counts["left_out"])


def _in_some(names: Mapping[str, str], table: Input, files: Sequence[Loaded]) -> Iterator[str]:
    """Columns that are used and not in every file, nor named as optional: whoever renames one leaves a year blank."""
    known = {name.casefold() for name in table.optional}
    own = [(item.file.name, {name.casefold() for name in item.columns}) for item in files]
    for key, name in names.items():
        lacking = [file for file, columns in own if key not in columns]
        if lacking and key not in known:
            yield f"  {table.name}: {safe(name)} is not in {_few(lacking)}"


def blanks(filled: Mapping[str, int], records: int, names: Sequence[str], left_out: int = 0) -> Iterator[str]:
    """How many records lack each field; names are the fields at the top, in their order."""
    yield f"Blanks in {plural(records, 'record')}{f', without {left_out:,} left out' if left_out else ''}"
    if not records:
        return
    width = max(map(len, filled), default=0)
    for pointer in sorted(filled, key=lambda pointer: names.index(pointer.split("/")[1])):
        blank = records - filled[pointer]
        yield f"  {safe(pointer):<{width}}  {blank:>9,}  {100 * blank / records:5.1f} %"
    have = {pointer.split("/")[1] for pointer in filled}
    yield from (f"  /{name:<{width - 1}}  {records:>9,}  100.0 %" for name in names if name not in have)


def pointers(value: Any, pointer: str = "") -> Iterator[str]:
    """The pointers of what is filled in, list members as `-`."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "provenance" and not pointer:
                continue  # the importer's own
            yield from pointers(item, f"{pointer}/{escaped(key)}")
    elif isinstance(value, list):
        for item in value:
            yield from pointers(item, f"{pointer}/-")
    else:
        yield pointer


def _few(names: list[str]) -> str:
    more = f", and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return safe(", ".join(names[:_SHOWN])) + more if names else "none"


def used_columns(run: Import) -> dict[str, set[str]]:
    """The columns of each input that the result depends on, lower case, as the plan of the query reads them."""
    (_, plan), *_ = run.database.execute(f"EXPLAIN (FORMAT json) SELECT * FROM {RECORDS}").fetchall()
    used: dict[str, set[str]] = {}
    waiting = list(json.loads(plan))
    while waiting:
        node = waiting.pop()
        waiting += node["children"]
        about = node.get("extra_info", {})
        if "Table" in about:
            names = [*_listed(about.get("Projections", [])), *_filtered(about.get("Filters", []))]
            used.setdefault(about["Table"].rpartition(".")[2].strip('"'), set()).update(
                name.casefold() for name in names
            )
    return used


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _filtered(value: str | list[str]) -> Iterator[str]:
    """The columns that filters of a scan look at: they begin with the name."""
    for text in _listed(value):
        yield text.partition(" ")[0].partition("=")[0].partition("<")[0].partition(">")[0].strip('"')


def codes(run: Import, crosswalk: Crosswalk) -> tuple[list[str], list[tuple[str, int]]]:
    """The codes of a crosswalk that are never met, and those met that it lacks, with how often.

    Raises:
        RegestaError: the query for the codes cannot be run.
    """
    import duckdb  # noqa: PLC0415 - for imports only

    column = quoted(run.database.sql(f"SELECT * FROM {quoted(crosswalk.name)} LIMIT 0").columns[0])
    met = f"SELECT CAST(COLUMNS(*) AS VARCHAR) AS code FROM ({crosswalk.codes})"
    listed = f"SELECT {column} FROM {quoted(crosswalk.name)}"
    try:
        if len(run.database.extract_statements(met)) != 1:
            raise RegestaError(f"{run.recipe.path.name}: codes of {crosswalk.name}: one query is expected")
        never = run.database.execute(
            f"{listed} WHERE {column} NOT IN (SELECT code FROM ({met}) WHERE code IS NOT NULL)"
        )
        names = [str(code) for (code,) in never.fetchall()]
        without = run.database.execute(
            f"SELECT code, count(*) FROM ({met}) WHERE code IS NOT NULL AND code NOT IN ({listed}) "
            "GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        return names, without.fetchall()
    except duckdb.Error as error:
        raise RegestaError(f"{run.recipe.path.name}: codes of {crosswalk.name}: {error}") from None


def unused_rows(run: Import) -> list[str]:
    """One line for each file with rows that stand in no record, by the queries of the recipe.

    Raises:
        RegestaError: a query cannot be run.
    """
    import duckdb  # noqa: PLC0415 - for imports only

    lines = []
    for table in dict.fromkeys(item.table for item in run.loaded if run.fields):
        if table.unused is None:
            continue
        rest = f"FROM ({table.unused}) AS rest(place) GROUP BY 1 ORDER BY 1"
        try:
            found = run.database.execute(f"SELECT place.file, count(*), min(place.row) {rest}").fetchall()
        except duckdb.Error as error:
            raise RegestaError(f"{run.recipe.path.name}: unused rows of {table.name}: {error}") from None
        lines += [
            f"{safe(file)}: {plural(count, 'row')} in no record, the first of them row {first:,}"
            for file, count, first in found
        ]
    return lines
