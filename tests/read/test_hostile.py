"""Records made to break a reader end in diagnostics with a place."""

from pathlib import Path

import pytest

from regesta.diagnostics import Diagnostic
from regesta.read import Record, read_records

HOSTILE = Path(__file__).parents[2] / ".." / "shared" / "hostile"
SCHEMA = {"properties": {"quantities": {"items": {"properties": {"best": {"type": "number"}}}}}}
READERS = ("yaml", "json", "jsonl", "text")


def test_every_hostile_file_for_the_readers_ends_as_expected() -> None:
    table = HOSTILE / "EXPECT.tsv"
    if not table.is_file():
        pytest.skip("hostile absent")
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    expected = {name: outcome for name, outcome, *_ in rows if name.split("/")[0] in READERS}
    assert expected
    for name, outcome in expected.items():
        found = list(read_records(HOSTILE / name, name, SCHEMA))
        faults = [item for item in found if isinstance(item, Diagnostic)]
        assert all(fault.line and fault.column and len(fault.message) < 200 for fault in faults), name
        if outcome == "reject":
            assert faults, name
        elif outcome == "value":
            assert [type(item) for item in found] == [Record], name
