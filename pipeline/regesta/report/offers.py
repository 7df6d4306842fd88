"""Fixes on offer that --fix would not make: what is written another way, or what another fix stands in the way of."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from regesta.engine.tally import Finding
from regesta.folder import SUFFIXES
from regesta.read.source import Refused, open_regular


def without_idle_offers(found: Sequence[Finding]) -> list[Finding]:
    """The findings, each with its record, without the fixes that cannot be written where they stand."""
    offering = [place for place, (_, d) in enumerate(found) if d.fix is not None]
    kept: set[int] = set()
    for _, places in groupby(sorted(offering, key=lambda at: _page(found[at])), key=lambda at: _page(found[at])):
        some = list(places)
        kept |= {some[at] for at in _written([found[place] for place in some])}
    return [(r, replace(d, fix=None) if d.fix is not None and at not in kept else d) for at, (r, d) in enumerate(found)]


def _page(finding: Finding) -> tuple[str, int]:
    """The file of a finding, and the byte at which the document begins: 0 but in JSON Lines."""
    record, diagnostic = finding
    return (str(record.path), record.offset) if record is not None else (diagnostic.path, 0)


def _written(found: Sequence[Finding]) -> set[int]:
    """Which of the findings about one document have a fix that can be written there."""
    from regesta.fix.edits import proposed  # noqa: PLC0415 - only where fixes are on offer
    from regesta.fix.parts import Part  # noqa: PLC0415 - as above

    path, offset = _page(found[0])
    suffix = Path(path).suffix
    if suffix not in SUFFIXES:
        return set()
    by_record: dict[str, list[int]] = {}
    for place, (record, _) in enumerate(found):
        by_record.setdefault(record.pointer if record is not None else "", []).append(place)
    parts = [Part({}, pointer, 0, [found[place][1] for place in places]) for pointer, places in by_record.items()]
    try:
        with open_regular(Path(path)) as file:
            file.seek(offset)
            raw = file.readline() if suffix == ".jsonl" else file.read()
        edits = proposed(raw, suffix, parts, nfc=False)
    except (OSError, ValueError, Refused):  # it was another when it was read
        return set()
    made = {(list(by_record)[edit.part], edit.field, edit.code) for edit in edits}
    return {
        place for pointer, places in by_record.items() for place in places
        if (pointer, found[place][1].field, found[place][1].code) in made
    }  # fmt: skip
