"""From a released object back to the file in which it is written: where what stands in it is to be mended."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from regesta.config import FILE_NAME, place_in_config
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.engine.examine import Examination
from regesta.engine.gathered import Part
from regesta.folder import shown_path, shown_prefix
from regesta.read import Record, position
from regesta.release.withhold.values import before_removal, removed_pointers
from regesta.release.withhold.within import Stand


class _Where(NamedTuple):
    part: Part
    number: int


def placed(found: Sequence[tuple[Stand, Diagnostic]], examination: Examination, folder: Path) -> Iterator[Diagnostic]:
    """The findings with file, line and column; folder is that of the dataset."""
    where = _records(examination, {stand.id for stand, _ in found if stand.table in ("events", "withdrawn")})
    for stand, told in found:
        if stand.table == FILE_NAME:
            yield place_in_config(told, folder, shown_path(folder / FILE_NAME))
        else:
            record, field = _place(stand, examination, folder, where)
            yield position(replace(told, field=field, path=record.shown), record)


def _records(examination: Examination, wanted: Collection[str]) -> dict[str, _Where]:
    return {
        own: _Where(part, number)
        for part in (examination.parts if wanted else ())
        for number, own in enumerate(part.ids)
        if own is not None and own in wanted
    }


def _place(stand: Stand, examination: Examination, folder: Path, where: Mapping[str, _Where]) -> tuple[Record, str]:
    """The file in which it is written, and the pointer there."""
    if stand.id in where and stand.table in ("events", "withdrawn"):
        part, number = where[stand.id]
        return part.where(number), _in_record(stand, part.line_of(number), examination.dataset)
    for index, entry in enumerate(getattr(examination.dataset, stand.table, ())):
        if entry["id"] == stand.id:
            name = f"registry/{stand.table}.yaml"
            return Record({}, folder / name, f"{shown_prefix(folder)}{name}"), f"/{index}{stand.field}"
    for home, pointer, source in (shared for part in examination.parts for shared in part.sources):
        if source.get("id") == stand.id:
            return Record({}, home.path, home.shown), pointer + stand.field
    return Record({}, folder / FILE_NAME, shown_path(folder / FILE_NAME)), ""


def _in_record(stand: Stand, line: bytes, dataset: Dataset) -> str:
    """The pointer in the record, from whose public edition members of lists may be gone."""
    if stand.table == "withdrawn":
        return stand.field if stand.field == "/id" else f"/withdrawn{stand.field}"
    event = json.loads(line)
    patterns = dataset.withhold
    return before_removal(stand.field, event, removed_pointers(event, patterns))
