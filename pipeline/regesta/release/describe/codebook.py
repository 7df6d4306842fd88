"""CODEBOOK.md: what every field of a release means, which codes it takes, how full it is, and by which conventions."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from regesta.contract import Contract, Vocabulary
from regesta.dataset import Dataset
from regesta.release.describe.counts import AnyTable, Tables, code_counts, examples, nulls, share
from regesta.release.describe.fields import Field, Table, described_tables
from regesta.release.describe.files import words, write_text
from regesta.release.describe.markdown import code, prose, table
from regesta.release.edition import Edition
from regesta.release.formats.csvtext import shown

LONG = 60  # of a longer vocabulary only the codes in use are listed
_TYPES = {
    "string": "text", "int64": "integer", "double": "number", "bool": "true or false", "date32[day]": "day",
}  # fmt: skip


def write_codebook(edition: Edition, folder: Path) -> None:
    """CODEBOOK.md: run it whenever; it reads the tables."""
    about, contract = edition.dataset.about, edition.dataset.contract
    described = described_tables(contract)
    parts = [
        f"# Codebook of {prose(about['title'])}, version {prose(about['version'])}\n",
        words("reading.md"),
        "## Tables\n\n" + _contents(described, edition.tables),
        *(_table(entry, edition.tables[entry.name]) for entry in described),
        _nested(edition.tables["events"]),
        "## Codes\n\n" + words("codes.md"),
        *_codes(described, contract, edition.tables),
        "## Dates\n\n" + words("dates.md"),
        words("parts.md") + "\n" + _parts_of_day(edition.dataset),
        *(f"## {name.capitalize()}\n\n{words(f'{name}.md')}" for name in ("places", "quantities", "verification")),
        "## Standards and identifiers\n\n" + words("standards.md"),
    ]
    write_text(folder, "CODEBOOK.md", "\n".join(parts))


def _contents(described: tuple[Table, ...], tables: Tables) -> str:
    rows = (
        [f"[`{t.name}`](#{t.name})", prose(t.description), ", ".join(map(code, t.key)), str(tables[t.name].num_rows)]
        for t in described
    )
    return table(("Table", "What it holds", "Key", "Rows:"), rows)


def _table(entry: Table, rows: AnyTable) -> str:
    blank, first = nulls(rows), examples(rows)
    fields = (
        [
            code(f.name),
            type_name(f.type),
            _meaning(f),
            share(rows.num_rows, blank[f.name]),
            code(first[f.name], 60) if f.name in first else "",
        ]
        for f in entry.fields
    )
    head = f"### {entry.name}\n\n{prose(entry.title)}. {prose(entry.description)}\n\n"
    return head + table(("Field", "Type", "Meaning", "Filled:", "Example"), fields)


def type_name(kind: pa.DataType) -> str:
    """The type of a column in words: of a list, the type of its members."""
    if pa.types.is_list(kind):
        return "list" if pa.types.is_struct(kind.value_type) else f"list of {type_name(kind.value_type)}"
    if pa.types.is_timestamp(kind):
        return "instant, UTC"
    return "object" if pa.types.is_struct(kind) else _TYPES[str(kind)]


def _meaning(field: Field) -> str:
    """Title and description, then unit, standard, codes, the table referred to, and who fills it in."""
    node = field.node
    told = [f"*{prose(field.title)}.*", prose(field.description)]
    told += [
        f"{label}: {prose(str(node[key]))}."
        for label, key in (("Unit", "x-unit"), ("Standard", "x-standard"))
        if key in node
    ]
    if field.vocabulary is None and "enum" in node:
        told.append(f"One of {', '.join(code(shown(value)) for value in node['enum'])}.")
    if field.vocabulary is not None:
        told.append(f"Codes: [{field.vocabulary}](#codes-{field.vocabulary}).")
    if field.refers is not None:
        told.append(f"→ `{field.refers}`.")
    told += [word for word, key in (("*Filled in.*", "x-filled"), ("*Computed.*", "readOnly")) if node.get(key)]
    return " ".join(filter(None, told))


def _nested(events: AnyTable) -> str:
    """The nested table of events, which only Parquet and JSON have."""
    head = (
        "### events\n\nEvents, nested: one row an event with its lists inside it, in Parquet and JSON only. "
        "Its lists have the fields of their tables, with ids as they are within the event.\n\n"
    )
    blank = nulls(events)
    rows = (
        [
            code(f.name),
            type_name(f.type),
            prose((f.metadata or {}).get(b"description", b"").decode()),
            share(events.num_rows, blank[f.name]),
        ]
        for f in events.schema
    )
    return head + table(("Field", "Type", "Meaning", "Filled:"), rows)


def _codes(described: tuple[Table, ...], contract: Contract, tables: Tables) -> Iterator[str]:
    """Every vocabulary with how often each of its codes stands in each of the fields that take it."""
    uses: dict[str, dict[str, dict[str, int]]] = {}
    for entry in described:
        coded = {field.name: field.vocabulary for field in entry.fields if field.vocabulary is not None}
        for name, counts in code_counts(tables[entry.name], *coded).items():
            uses.setdefault(coded[name], {})[f"{entry.name}.{name}"] = counts
    for name in sorted(uses):
        yield _vocabulary(name, contract.vocabulary(name), uses[name])


def _vocabulary(name: str, codes: Vocabulary, uses: Mapping[str, Mapping[str, int]]) -> str:
    used = {field: counts for field, counts in uses.items() if counts}
    unused = [code(field) for field in uses if field not in used]
    listed = {
        own: row for own, row in codes.items() if len(codes) <= LONG or any(own in counts for counts in used.values())
    }
    told = [f"### Codes: {name}\n"]
    if unused:
        told.append(f"Blank throughout in {', '.join(unused)}.\n")
    if len(listed) < len(codes):
        told.append(
            f"{len(codes)} codes, of which those in use are listed; all are in `schema/vocabulary/{name}.csv`.\n"
        )
    rows = (
        [
            code(own),
            prose(row["label"]),
            prose(row.get("description") or ""),
            *(str(c.get(own, 0)) for c in used.values()),
        ]
        for own, row in listed.items()
    )
    return "\n".join([*told, table(("Code", "Label", "Meaning", *(f"{code(field)}:" for field in used)), rows)])


def _parts_of_day(dataset: Dataset) -> str:
    labels = dataset.contract.vocabulary("parts-of-day")
    rows = ([code(name), prose(labels[name]["label"]), start, end] for name, start, end in dataset.parts_of_day)
    return table(("Code", "Label", "From", "Until"), rows)
