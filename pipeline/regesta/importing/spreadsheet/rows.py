"""Records as rows of the sheets that they are read back from, value for value."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from regesta.contract import Contract
from regesta.dataset import Dataset, load_dataset
from regesta.engine.batch import Stretch
from regesta.engine.treat import read_file
from regesta.errors import RegestaError
from regesta.folder import chosen_files, record_files
from regesta.importing.spreadsheet.cells import SEMICOLONS
from regesta.importing.spreadsheet.columns import (
    EVENT_ID,
    EVENTS,
    EXAMPLE,
    EXTRA,
    POSITION,
    SOURCES,
    Column,
    Sheet,
    sheets,
)
from regesta.jsontext import compact
from regesta.read.text import quoted
from regesta.validate import break_contract, check_forms

Rows: TypeAlias = dict[str, list[dict[str, Any]]]


class Taken(NamedTuple):
    """The records and shared sources of what a person named; left_out counts those that break the contract."""

    dataset: Dataset
    records: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    left_out: int


def take(paths: Sequence[Path]) -> Taken:
    """The records as they were written, of datasets, folders or files.

    Raises:
        RegestaError: a path is not there, they lie in more than one dataset, or two of them bear one id.
    """
    chosen = chosen_files(paths)
    if len(chosen) > 1:
        raise RegestaError("the records lie in more than one dataset: make a workbook of each")
    ((folder, files),) = chosen.items()
    dataset = load_dataset(folder)[0] if folder is not None else Dataset()
    if files is None:
        files = record_files((folder or Path()) / "records")[0]
    records: list[dict[str, Any]] = []
    sources: list[dict[str, Any]] = []
    left_out = 0
    for path in files:
        entries, shared, loose = read_file(dataset, Stretch(path), folder)
        sound = [record.data for record, faults in entries if not faults and _keeps(dataset.contract, record.data)]
        records += sound
        sources.extend(one.source for one in shared if one.source not in sources)
        left_out += len(entries) - len(sound) + len(loose)
    _ids_once("events bear", records)
    _ids_once("sources of other content bear", sources)
    return Taken(dataset, records, sources, left_out)


def _ids_once(what: str, members: Iterable[Mapping[str, Any]]) -> None:
    """Rows belong to each other by ids alone: those of two would become one."""
    twice = [own for own, count in Counter(str(one.get("id")) for one in members).items() if count > 1]
    if twice:
        raise RegestaError(
            f"two {what} the id {quoted(twice[0])}: give one of them another; regesta validate says where"
        )


def _keeps(contract: Contract, data: dict[str, Any]) -> bool:
    return not break_contract(contract, "event", data) and not any(check_forms(contract, "event", data))


def rows_of(contract: Contract, records: Iterable[Mapping[str, Any]], sources: Iterable[Mapping[str, Any]]) -> Rows:
    """The rows of every sheet, by column."""
    known = sheets(contract)
    rows: Rows = {name: [] for name in known}
    below = defaultdict(list)
    for sheet in known.values():
        below[sheet.below].append(sheet)
    for record in records:
        rows[EVENTS].append(_row(known[EVENTS], record))
        _lists(record, {EVENT_ID: record["id"]}, EVENTS, below, rows)
    rows[SOURCES] = [_row(known[SOURCES], source) for source in sources]
    return rows


def _lists(
    data: Mapping[str, Any], keys: dict[str, Any], name: str, below: Mapping[str | None, list[Sheet]], rows: Rows
) -> None:
    for sheet in below[name]:
        for position, member in enumerate(data.get(sheet.field, ())):
            rows[sheet.name].append({**keys, POSITION: position, **_row(sheet, member)})
            if sheet.name in below:
                deeper = {**keys, sheet.field.removesuffix("s"): member["id"]}
                _lists(member, deeper, sheet.name, below, rows)


def _row(sheet: Sheet, data: Mapping[str, Any]) -> dict[str, Any]:
    row = {column.name: value for column in sheet.columns if (value := _at(data, column)) is not None}
    if EXTRA in row:
        own = {column.path[1] for column in sheet.columns if column.path[:1] == ("extra",) and len(column.path) > 1}
        left = {key: value for key, value in row.pop(EXTRA).items() if key not in own}
        row |= {EXTRA: compact(left)} if left else {}
    return row


def _at(data: Mapping[str, Any], column: Column) -> Any:
    value: Any = data if column.path else None
    for step in column.path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return _listed(value) if isinstance(value, list) else value


def _listed(members: Sequence[Any]) -> str:
    """The members with semicolons between them; as JSON where that would not tell them apart."""
    plain = all(isinstance(one, str) and one == one.strip() and one for one in members)
    plain = plain and set(SEMICOLONS).isdisjoint("".join(members))
    return "; ".join(members) if plain and members and not members[0].startswith("[") else compact(members)


def example_rows(contract: Contract) -> Rows:
    """One row of each sheet from the examples of the contract; whoever fills in the template deletes or keeps it."""
    return {name: [dict(_example(sheet))] for name, sheet in sheets(contract).items()}


def _example(sheet: Sheet) -> Iterator[tuple[str, Any]]:
    """What a contributor would write: not what the pipeline fills in, nor what points to something else."""
    for column in sheet.columns:
        node, examples = column.node, column.node.get("examples", ())
        if column.name == EVENT_ID or (sheet.name in (EVENTS, SOURCES) and column.path == ("id",)):
            yield column.name, EXAMPLE
        elif column.name == POSITION and not column.path:
            yield column.name, 0
        elif not column.path:
            yield column.name, "strike-claimed"
        elif column.dated and column.path[-1] == "text":
            yield column.name, "24 June 2023"
        elif examples and _worth(column, node):
            yield column.name, _listed(examples[0]) if isinstance(examples[0], list) else examples[0]


_SELDOM = frozenset((
    "admin2_name", "wikidata", "basis", "side", "certainty", "alternative", "unit", "about", "hedge", "credibility",
    "fragment", "archive_url", "sha256", "locator", "reliability", "licence", "redistributable", "text_file", "stage",
))  # fmt: skip


def _worth(column: Column, node: Mapping[str, Any]) -> bool:
    """Whether an example helps: the examples of what is seldom filled in would tell of another event."""
    if column.required:
        return True
    if column.path[-1] in _SELDOM:
        return False
    plain = len(column.path) == 1 or column.path[-1] == "text"
    return plain and "x-filled" not in node and "x-refers" not in node and column.path[0] != "withdrawn"
