"""CSV read back: the rows of a file of a release by a reader that shares nothing with the writer, typed, in blocks."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv as pv

from regesta.release.kernels import Array, opened, pc

_BLOCK = 1 << 22  # bytes


def csv_table_rows(path: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows of a CSV file of a release as tables of the schema.

    Raises:
        ValueError: the header or a cell is not what the schema says.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        header = next(csv.reader([file.readline().decode()], strict=True), [])
        if header != schema.names:
            raise ValueError(f"columns are {header}, not {schema.names}")
        for block in _blocks(file):
            yield _typed(_read(block, schema), schema)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Whole rows: a line ends one where the quotation marks before it pair up."""
    while block := file.read(_BLOCK):
        lines = [block, file.readline()]
        marks = sum(line.count(b'"') for line in lines)
        while marks % 2:
            if not (line := file.readline()):
                raise ValueError("a quotation mark is not closed")
            lines.append(line)
            marks += line.count(b'"')
        yield b"".join(lines)


def _read(block: bytes, schema: pa.Schema) -> pa.Table:
    return pv.read_csv(
        opened(block),
        read_options=pv.ReadOptions(use_threads=False, block_size=len(block) + 1, column_names=schema.names),
        parse_options=pv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
        convert_options=pv.ConvertOptions(
            column_types={f.name: pa.string() if pa.types.is_list(f.type) else f.type for f in schema},
            null_values=[""],
            true_values=["true"],
            false_values=["false"],
            strings_can_be_null=True,
        ),
    )


def _typed(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The cells without the apostrophe that guards some, and those that hold a list as lists."""
    columns = []
    for field, column in zip(schema, table.columns, strict=True):
        if pa.types.is_list(field.type):
            lists = [json.loads(cell) if cell is not None else None for cell in column.to_pylist()]
            columns.append(pa.chunked_array([pa.array(lists, field.type)]))
        else:
            columns.append(_unguarded(column) if pa.types.is_string(field.type) else column)
    return pa.Table.from_arrays(columns, schema=schema)


def _unguarded(texts: Array) -> Array:
    behind = pc.starts_with(texts, "'")
    return pc.if_else(behind, pc.utf8_slice_codeunits(texts, 1), texts) if pc.any(behind).as_py() else texts
