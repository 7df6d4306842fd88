"""What programs that read a release hold on to: its composed contract, its vocabularies, the columns of its tables."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from regesta.contract import Contract, Schema, Vocabulary, read_vocabulary
from regesta.errors import RegestaError
from regesta.release.columns import tables
from regesta.release.content import JSON_TABLES, Stored, schema_files
from regesta.release.describe.datapackage import column_type
from regesta.release.diff.objects import with_text
from regesta.release.formats.parquetfile import read_parquet
from regesta.release.publish import release_files
from regesta.release.stored import lines_of

Columns: TypeAlias = Mapping[str, str]  # the type of each column of a table, as Table Schema names it, in order

_LONG = ("events", "sources")  # tables that are not held in memory
_SCHEMA, _CODES = ".schema.json", ".csv"


class Interface(NamedTuple):
    """What readers of a release rely on.

    documents are the composed schemas by kind; vocabularies hold the rows of their codes; tables the columns of the
    flat tables, none where there are none. extra says whether any event has fields that no contract types.
    """

    documents: Mapping[str, Schema]
    vocabularies: Mapping[str, Vocabulary]
    tables: Mapping[str, Columns]
    extra: bool = False


def contract_interface(contract: Contract) -> Interface:
    """The interface of a release that is made under a contract."""
    made = {
        name: {column.name: column_type(column.type) for column in columns}
        for name, columns in tables(contract).items()
    }
    return Interface(*_parsed(schema_files(contract)), made)


def release_interface(release: Path, content: Stored) -> Interface:
    """The interface of a release, from the files in it; content is its own.

    Raises:
        RegestaError: they cannot be read.
    """
    with _readable(release):
        contract, columns = _parsed(_schema_files(release)), _columns(release)
    return Interface(*contract, columns, any("extra" in event for event in with_text(content["events"], '"extra"')))


def _schema_files(release: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in release_files(release / "schema")}


@contextmanager
def _readable(release: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RegestaError(f"the contract of {release} cannot be read: {first_line(error)}") from error


def release_content(release: Path) -> Stored:
    """The objects of a release, the long tables on disk: to go through them raises RegestaError where one is no JSON.

    Raises:
        RegestaError: they cannot be read.
    """
    try:
        tables = {name: lines_of(release / f"json/{name}.jsonl") for name in JSON_TABLES}
    except OSError as error:
        raise RegestaError(f"the records of {release} cannot be read: {first_line(error)}") from error
    return {name: lines if name in _LONG else list(lines) for name, lines in tables.items()}


def first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _parsed(files: Mapping[str, bytes]) -> tuple[dict[str, Schema], dict[str, Vocabulary]]:
    """The schemas of the files of schema/ by kind, and its vocabularies by name; empty cells are left out.

    A column that a dataset adds to a vocabulary is blank for the codes of the others.
    """
    documents, vocabularies = {}, {}
    for path, data in files.items():
        name, text = path.rpartition("/")[2], data.decode()
        if name.endswith(_SCHEMA):
            documents[name.removesuffix(_SCHEMA)] = json.loads(text)
        elif name.endswith(_CODES):
            vocabularies[name.removesuffix(_CODES)] = {
                code: {key: cell for key, cell in row.items() if cell} for code, row in read_vocabulary(text).items()
            }
    return documents, vocabularies


def _columns(release: Path) -> dict[str, Columns]:
    """The columns of a release's CSV as its Data Package describes them; of its Parquet where it has no CSV."""
    package: Any = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    found: dict[str, Columns] = {
        resource["name"]: {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for resource in package["resources"]
        if "schema" in resource
    }
    for path in sorted((release / "parquet").glob("*.parquet")) if not found else ():
        if path.stem != "events":
            found[path.stem] = {field.name: column_type(field.type) for field in read_parquet(path).schema}
    return found
