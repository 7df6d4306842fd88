"""One row of a recipe's result as a record: its blanks dropped, typed by the contract, held against all rules."""

from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jiter

from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.engine.treat import treat
from regesta.importing.shape import pruned
from regesta.importing.typed import typed
from regesta.read.record import Record
from regesta.read.scan import settle


class Made(NamedTuple):
    """A record as it is written, what is found of it, and whether it breaks the contract."""

    data: dict[str, Any]
    found: list[Diagnostic]
    broken: bool


def made(
    text: bytes,
    path: Path,
    shown: str,
    dataset: Dataset,
    today: str,
    *,
    loose: Container[str],
    sound: Sequence[str] = (),
) -> Made:
    """The record of a row, given as JSON; in the fields that are loose, text may stand where a number is wanted.

    sound are the fields in which nothing is to be found, however the others are: they are not looked at again.
    """
    event = dataset.contract.schema("event")
    nodes = event["properties"]
    given = pruned(jiter.from_json(text)) or {}
    data, faults = settle(
        {key: typed(event, nodes[key], item) if key in loose else item for key, item in given.items()}
    )
    looked = _without(data, sound) if sound and not _speaks_of(data, sound) else data
    treated = treat(Record(looked, path, shown), faults, dataset, today)
    return Made(data, treated.found, treated.broken)


def _speaks_of(data: dict[str, Any], sound: Sequence[str]) -> bool:
    """Whether another field of a record may say something of those that are sound."""
    if not {"waivers", "withhold", "withdrawn"}.isdisjoint(data):
        return True
    missing = data.get("missing", [])
    named = [one.get("field") for one in missing if isinstance(one, dict)] if isinstance(missing, list) else [None]
    return any(not isinstance(field, str) or field.split("/")[1:2] == [name] for field in named for name in sound)


def _without(data: dict[str, Any], sound: Sequence[str]) -> dict[str, Any]:
    """A record without its sound places and participants, and of a sound date only what its text says once more."""
    kept = {key: value for key, value in data.items() if key not in sound or key == "date"}
    if "date" in sound and "date" in data:
        kept["date"] = {"edtf": data["date"]["edtf"]}
    return kept
