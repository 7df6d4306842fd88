"""The ids that stand in what could not be read: whether what refers to them is at fault is known once it was mended."""

import re
from collections.abc import Sequence
from pathlib import Path

from regesta.diagnostics import Diagnostic
from regesta.engine.batch import Stretch
from regesta.read.source import Refused, open_inside

_ID = re.compile(rb"""(?<![\w-])id["']?[ \t]*:[ \t]*["']?([a-z0-9]+(?:-[a-z0-9]+)*)""")


def ids_unread(stretch: Stretch, shown: str, loose: Sequence[Diagnostic], root: Path | None) -> frozenset[str]:
    """What is written as an id in a file that left no records, or in those lines of JSON Lines that left none.

    loose are the faults that left no record; shown and root are those of `read_records`.
    """
    lines = {fault.line for fault in loose if fault.code.startswith("R")}
    if not lines:
        return frozenset()
    try:
        with open_inside(stretch.path, shown, root) as file:
            file.seek(stretch.start)
            text = file.read() if stretch.end is None else file.read(stretch.end - stretch.start)
    except (Refused, OSError):
        return frozenset()
    if stretch.path.suffix == ".jsonl":
        text = b"\n".join(line for number, line in enumerate(text.split(b"\n"), stretch.line) if number in lines)
    return frozenset(found.decode() for found in _ID.findall(text))
