"""croissant.json: the release as a schema.org Dataset with the record sets of Croissant 1.1."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from regesta.release.describe.about import (
    About,
    citation,
    countries,
    creators,
    days,
    description,
    doi_url,
    landing,
    licence_url,
)
from regesta.release.describe.fields import Field, Table, described_tables
from regesta.release.describe.files import MEDIA_TYPES, DataFile, data_files, json_text, without_blanks, write_text
from regesta.release.edition import Edition

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
ENCODINGS = {
    **MEDIA_TYPES,
    "parquet": "application/x-parquet",
    "jsonl": "application/jsonlines",
}  # as Croissant has them
CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "arrayShape": "cr:arrayShape", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo", "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/", "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty", "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract", "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes", "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key", "md5": "cr:md5",
    "name": {"@container": "@language"}, "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated",
    "replace": "cr:replace", "sameAs": {"@type": "@id"}, "samplingRate": "cr:samplingRate", "sc": "https://schema.org/",
    "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip
_TYPES = {
    "string": "sc:Text", "int64": "sc:Integer", "double": "sc:Float", "bool": "sc:Boolean", "date32[day]": "sc:Date",
}  # fmt: skip


def write_croissant(edition: Edition, folder: Path) -> None:
    """croissant.json: run it after every data file is there."""
    files = {file.path: file for file in data_files(folder)}
    metadata = {
        "@context": CONTEXT, "@type": "sc:Dataset", "conformsTo": CONFORMS_TO, **schema_org(edition),
        "citeAs": citation(edition.dataset.about), "isLiveDataset": False,
        "distribution": [_file(file) for file in files.values()], "recordSet": list(_record_sets(edition, files)),
    }  # fmt: skip
    write_text(folder, "croissant.json", json_text(metadata))


def schema_org(edition: Edition) -> dict[str, Any]:
    """What the release is in the terms of schema.org, in which it is found; its types have the prefix `sc:`."""
    about = edition.dataset.about
    return without_blanks({
        "name": about["title"], "alternateName": about["name"], "description": description(about),
        "version": about["version"], "datePublished": about["released"],
        "license": licence_url(about["licence"]) or about["licence"],
        "url": landing(about), "identifier": doi_url(about), "keywords": about.get("keywords"),
        "inLanguage": about.get("languages"),
        "creator": [_creator(about, index) for index in range(len(about["creators"]))], "citation": citation(about),
        "temporalCoverage": "/".join(span) if (span := days(edition)) is not None else None,
        "spatialCoverage": [{"@type": "sc:Place", "name": name} for name in countries(edition)] or None,
    })  # fmt: skip


def _creator(about: About, index: int) -> dict[str, Any]:
    creator = creators(about)[index]
    affiliation = creator.affiliation
    return without_blanks({
        "@type": "sc:Person" if creator.family is not None else "sc:Organization", "name": creator.name,
        "givenName": creator.given, "familyName": creator.family, "sameAs": creator.orcid,
        "affiliation": {"@type": "sc:Organization", "name": affiliation} if affiliation is not None else None,
    })  # fmt: skip


def _file(file: DataFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject", "@id": file.path, "name": file.path, "contentUrl": file.path,
        "contentSize": f"{file.bytes} B", "encodingFormat": ENCODINGS[file.kind], "sha256": file.sha256,
    }  # fmt: skip


def _record_sets(edition: Edition, files: dict[str, DataFile]) -> Iterator[dict[str, Any]]:
    """One record set a table, read from its Parquet, else from its CSV; none for a table that is in neither."""
    for table in described_tables(edition.dataset.contract):
        path = next((p for p in (f"parquet/{table.name}.parquet", f"csv/{table.name}.csv") if p in files), None)
        if path is not None:
            yield {
                "@type": "cr:RecordSet", "@id": table.name, "name": table.name, "description": table.description,
                "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
                "field": [_field(table, field, path) for field in table.fields],
            }  # fmt: skip


def _field(table: Table, field: Field, path: str) -> dict[str, Any]:
    """A field; a list is one in Parquet, and its JSON text in CSV. A code, an id elsewhere: the codebook tells."""
    listed = pa.types.is_list(field.type)
    array = {"isArray": True, "arrayShape": "-1"} if listed and path.endswith(".parquet") else {}
    return {
        "@type": "cr:Field", "@id": f"{table.name}/{field.name}", "name": field.name,
        "description": field.description or field.title, "dataType": _data_type(field.type), **array,
        "source": {"fileObject": {"@id": path}, "extract": {"column": field.name}},
    }  # fmt: skip


def _data_type(kind: pa.DataType) -> str:
    if pa.types.is_timestamp(kind):
        return "sc:DateTime"
    return "sc:Text" if pa.types.is_list(kind) else _TYPES[str(kind)]
