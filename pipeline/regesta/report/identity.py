"""Who a finding is, wherever its line has moved to; and the path under which other programs know its file."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from regesta.diagnostics import Diagnostic
from regesta.engine.tally import ONCE_A_NAME
from regesta.normalise.fold import folded_key
from regesta.report.safe import safe

_MEMBER = re.compile(r"/[0-9]+(?=/|$)")


def fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """A hexadecimal SHA-256 for each, unique among them, that outlives edits elsewhere in the file.

    It is that of rule, place, field, value, and how many such came before.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for d in diagnostics:
        key = _key(d)
        whole = "\0".join((*map(safe, key), str(seen[key])))
        seen[key] += 1
        yield hashlib.sha256(whole.encode()).hexdigest()


def _key(d: Diagnostic) -> tuple[str, ...]:
    """What a finding has in common with the same one in a later check.

    The place is the event in its dataset, or the file of what is about no event; of a member of a list the field does
    not say the how many-th it is. A name that is told once is the same wherever it is met first.
    """
    if d.code == ONCE_A_NAME:
        return d.code, _dataset(d.path), folded_key(str(d.value))
    place = (_dataset(d.path), d.event_id) if d.event_id else (relative(d.path), "")
    return d.code, *place, _MEMBER.sub("/-", d.field), "" if d.value is None else repr(d.value)


def _dataset(path: str) -> str:
    """The folder of the dataset that a record lies in: others in the repository may have an event of the same id."""
    before, records, _ = f"/{relative(path)}".partition("/records/")
    return before if records else ""


def relative(path: str) -> str:
    """A path that tells nothing of the machine: one outside the working folder is its name alone."""
    pure = PurePosixPath(path)
    return safe(pure.name if pure.is_absolute() else path)
