"""Whether the rows of an input can be imported some at a time: each record comes from one row of it, and no other."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regesta.contract import Contract
from regesta.importing.loaded import Loaded, literal
from regesta.importing.query import RECORDS, prepare
from regesta.importing.recipe import Recipe
from regesta.importing.tables import connect, create, lock

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ON = ("cte_inlining", "filter_pushdown", "unnest_rewriter")
_ONE_BY_ONE = {"PROJECTION", "FILTER", "UNNEST", "SEQ_SCAN", "DUMMY_SCAN"}
_MACRO = re.compile(r"(?i)(\s|--.*\n|/\*(?s:.*?)\*/)*create\s+(or\s+replace\s+)?(temp\s+|temporary\s+)?macro\b")
_UNSTEADY = re.compile(r"(?i)\b(nextval|currval|setseed|random|uuid|gen_random_uuid|getvariable|rowid|over)\b")


def may_be_apart(recipe: Recipe, loaded: Sequence[Loaded], database: "DuckDBPyConnection") -> bool:
    """Whether an import is of the kind: one table of text files, and nothing but macros before the query."""
    import duckdb  # noqa: PLC0415 - for imports only

    one_table = len(recipe.inputs) == 1 and recipe.inputs[0].form == "table" and recipe.inputs[0].unused is None
    if not one_table or not loaded or any(item.text is None for item in loaded) or _UNSTEADY.search(recipe.sql):
        return False
    try:
        *before, _ = database.extract_statements(recipe.sql)
    except (duckdb.Error, ValueError):
        return False  # who prepares the query says what is wrong
    return all(_MACRO.match(statement.query) for statement in before)


def is_apart(recipe: Recipe, loaded: Sequence[Loaded], contract: Contract, folder: Path) -> bool:
    """Whether the query reads the input once and looks at its rows one by one, by its plan as it is written.

    It is asked of a database of its own: over tables that are empty the optimiser leaves out what would matter.
    """
    database = connect(folder, threads=1)
    try:
        names = database.execute("SELECT name FROM duckdb_optimizers()").fetchall()
        off = ",".join(name for (name,) in names if name not in _ON)
        database.execute(f"SET disabled_optimizers = {literal(off)}")
        create(database, recipe, loaded)
        lock(database)
        prepare(database, recipe, contract)
        (_, plan), *_ = database.execute(f"EXPLAIN (FORMAT json) SELECT * FROM {RECORDS}").fetchall()
    finally:
        database.close()
    name = recipe.inputs[0].name
    return all(_one_by_one(node, name) and _scans(node, name) == 1 for node in json.loads(plan))


def _one_by_one(node: Mapping[str, Any], name: str) -> bool:
    """Whether a node gives, for each row of the input, what depends on no other row of it."""
    scans = [_scans(child, name) for child in node["children"]]
    if sum(scans) == 0 and _scans(node, name) == 0:
        return True  # the rows of crosswalks: the same for all
    if node["name"].strip() == "HASH_JOIN":
        kind = str(node["extra_info"].get("Join Type"))
        keeps = {"INNER": (0, 1), "LEFT": (0,), "ANTI": (0,), "SEMI": (0,), "RIGHT": (1,)}.get(kind, ())
        return any(scans[side] == sum(scans) for side in keeps) and all(_one_by_one(c, name) for c in node["children"])
    return node["name"].strip() in _ONE_BY_ONE and all(_one_by_one(child, name) for child in node["children"])


def _scans(node: Mapping[str, Any], name: str) -> int:
    """How often the input is read at or below a node."""
    table = str(node.get("extra_info", {}).get("Table", "")).rpartition(".")[2].strip('"')
    return (table == name) + sum(_scans(child, name) for child in node["children"])
