"""What one would write first: json, jsonschema, pydantic, pyarrow.Table.from_pylist, one nested Parquet file.

Run as `python benchmarks/obvious_stack.py RECORDS.jsonl EVENTS.parquet`. Nothing is normalised and no rule is asked.
"""

import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from jsonschema import Draft202012Validator

from regesta import Event
from regesta.contract import Contract
from regesta.release.columns import nested_schema


def main(source: Path, target: Path) -> None:
    contract = Contract()
    validator, rows = Draft202012Validator(contract.schema("event")), []
    with source.open(encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            validator.validate(data)
            rows.append(Event.model_validate(data).model_dump(mode="json", exclude_none=True))
    pq.write_table(pa.Table.from_pylist(rows, schema=nested_schema(contract)), target, compression="zstd")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
