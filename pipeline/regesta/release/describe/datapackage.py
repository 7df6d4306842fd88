"""datapackage.json: the release as a Data Package, version 2.0, with a Table Schema for every CSV file."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from regesta.contract import Contract
from regesta.release.describe.about import About, creators, description, licence_url
from regesta.release.describe.counts import Tables, refers_well
from regesta.release.describe.fields import REFERRED, Field, Table, described_tables
from regesta.release.describe.files import MEDIA_TYPES, DataFile, data_files, json_text, without_blanks, write_text
from regesta.release.edition import Edition
from regesta.release.formats.csvtext import GUARDED

PROFILE = "https://datapackage.org/profiles/2.0"
FORMATS = {
    "csv": "csv", "geojson": "geojson", "json": "json", "jsonl": "jsonlines", "parquet": "apache-parquet",
    "xlsx": "excel-workbook",
}  # fmt: skip
_TEXTS = {"csv", "geojson", "json", "jsonl"}
_USUAL = {"csv": "csv", "json": "jsonl", "geo": "parquet", "parquet": "parquet", "xlsx": "xlsx"}
_TOLD = {
    "json/events": ("Events", "Each event with its lists inside it."),
    "parquet/events": ("Events", "Each event with its lists inside it."),
    "geo/events": (
        "Events on the map",
        "Each event at each of its locations that has coordinates: count distinct `id`. WGS 84, longitude first.",
    ),
    "xlsx/events": ("Workbook", "Every flat table as a sheet, after one that says what each column means."),
}
_TYPES = {
    "string": "string", "int64": "integer", "double": "number", "bool": "boolean", "date32[day]": "date",
}  # fmt: skip
NEUTRALISED = {
    "prefix": "'", "before": list(GUARDED), "types": ["string"],
    "rule": "A text cell of a CSV file that starts with one of these has an apostrophe in front, so that no "
    "spreadsheet runs it as a formula. A reader strips one apostrophe from the start of a text cell.",
}  # fmt: skip
DIALECT = {
    "$schema": f"{PROFILE}/tabledialect.json", "description": NEUTRALISED["rule"], "header": True, "delimiter": ",",
    "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False,
}  # fmt: skip


def write_datapackage(edition: Edition, folder: Path) -> None:
    """datapackage.json: run it after every data file is there."""
    about, contract = edition.dataset.about, edition.dataset.contract
    tables = {table.name: table for table in described_tables(contract)}
    package = {
        "$schema": f"{PROFILE}/datapackage.json", "name": about["name"], "id": about.get("doi"),
        "title": about["title"], "description": description(about), "homepage": about.get("homepage"),
        "version": about["version"], "created": f"{about['released']}T00:00:00Z", "licenses": [_licence(about)],
        "contributors": list(_contributors(about)), "keywords": about.get("keywords"),
        "neutralisedCells": NEUTRALISED,
        "resources": [_resource(file, tables.get(file.table), edition) for file in data_files(folder)],
    }  # fmt: skip
    write_text(folder, "datapackage.json", json_text(without_blanks(package)))


def _licence(about: About) -> dict[str, str]:
    """A single licence by its name; an expression of several by its text, which is no name here."""
    licence, url = about["licence"], licence_url(about["licence"])
    if url is not None:
        return {"name": licence, "path": url, "title": licence}
    return {"name": licence} if " " not in licence and "+" not in licence else {"path": "README.md", "title": licence}


def _contributors(about: About) -> Iterator[dict[str, Any]]:
    for creator in creators(about):
        yield without_blanks({
            "title": creator.name, "givenName": creator.given, "familyName": creator.family, "path": creator.orcid,
            "organization": creator.affiliation, "roles": ["creator"],
        })  # fmt: skip


def _resource(file: DataFile, table: Table | None, edition: Edition) -> dict[str, Any]:
    """One file.

    The names in FORMATS keep validators from reading Parquet, JSON Lines and workbooks as plain tables: the usual one
    fails on a blank instant, on an empty file, and for want of a library. As files it checks their sizes and digests.
    """
    told = (table.title, table.description) if table is not None else (None, None)
    title, description = _TOLD.get(file.path.rpartition(".")[0], told)
    entry: dict[str, Any] = {
        "name": _name(file), "type": "table" if file.kind == "csv" else None, "path": file.path,
        "title": title, "description": description,
        "format": FORMATS[file.kind], "mediatype": MEDIA_TYPES[file.kind],
        "encoding": "utf-8" if file.kind in _TEXTS else None,
        "bytes": file.bytes, "hash": f"sha256:{file.sha256}",
    }  # fmt: skip
    if file.kind == "csv" and table is not None:
        entry |= {"dialect": DIALECT, "schema": table_schema(table, edition.dataset.contract, edition.tables)}
    return without_blanks(entry)


def _name(file: DataFile) -> str:
    """Its table in csv/; elsewhere with the folder before it, and the suffix after it unless it is the usual one."""
    home = file.path.rpartition("/")[0]
    if home == "csv":
        return file.table
    return "-".join(filter(None, (home, file.table, file.kind if _USUAL.get(home) != file.kind else None)))


def table_schema(table: Table, contract: Contract, tables: Tables) -> dict[str, Any]:
    """The Table Schema of a CSV file; a foreign key is stated where all of its values are there in this release.

    The id of the row's parent, of which the contract says nothing, is copied from there, and needs no look.
    """
    rows = tables[table.name]
    keys = [
        {"fields": [field.name], "reference": {"resource": field.refers, "fields": ["id"]}}
        for field in table.fields
        if field.refers is not None and (not field.node or refers_well(rows, field.name, tables[field.refers]))
    ]
    schema = {
        "$schema": f"{PROFILE}/tableschema.json",
        "fields": [_field(field, contract, _identity(field, table)) for field in table.fields],
        "missingValues": [""], "primaryKey": list(table.key),
    }  # fmt: skip
    return {**schema, "foreignKeys": keys} if keys else schema


def _identity(field: Field, table: Table) -> dict[str, Any]:
    """What holds of a cell that tells its row from others: in the key, or the id by which other tables know the row."""
    if field.name in table.key:
        return {"required": True}
    return {"unique": True} if field.name == "id" and table.name in REFERRED.values() else {}


def _field(field: Field, contract: Contract, identity: Mapping[str, Any]) -> dict[str, Any]:
    kind = column_type(field.type)
    entry: dict[str, Any] = {"name": field.name, "type": kind, "title": field.title, "description": field.description}
    if kind == "boolean":
        entry |= {"trueValues": ["true"], "falseValues": ["false"]}
    if field.vocabulary is not None and kind == "string":
        codes = contract.vocabulary(field.vocabulary)
        entry["categories"] = [{"value": code, "label": row["label"]} for code, row in codes.items()]
    constraints = dict(identity)
    constraints |= {} if field.name.startswith("extra_") else dict(_constraints(field, kind))
    entry |= {"constraints": constraints} if constraints else {}
    return entry | {key[2:]: field.node[key] for key in ("x-unit", "x-standard", "x-vocabulary") if key in field.node}


def column_type(kind: pa.DataType) -> str:
    """The type of a column as Table Schema names it."""
    if pa.types.is_timestamp(kind):
        return "datetime"
    return "array" if pa.types.is_list(kind) else _TYPES[str(kind)]


def _constraints(field: Field, kind: str) -> Iterator[tuple[str, Any]]:
    """What holds of every cell as it stands in the CSV. What the contract requires may be withheld: no constraint."""
    node = field.node
    if kind in ("integer", "number"):
        yield from ((key, node[key]) for key in ("minimum", "maximum") if key in node)
    if kind == "string" and "enum" in node:
        yield "enum", node["enum"]
    elif kind == "string" and (pattern := _pattern(node)) is not None:
        yield "pattern", pattern


def _pattern(node: Mapping[str, Any]) -> str | None:
    """The contract's pattern in the dialect of XML Schema; none for what CSV writes in another way.

    An id that is local to an event is whole in tables, and a bound may begin with a sign, which is guarded.
    """
    if "pattern" not in node or node.get("x-refers") in ("claim", "source") or node.get("x-form") == "bound":
        return None
    pattern: str = node["pattern"]
    return pattern.removeprefix("^").removesuffix("$").replace("(?:", "(")
