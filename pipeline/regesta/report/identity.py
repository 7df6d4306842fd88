"""Who a finding is, wherever its line has moved to; and the path under which other programs know its file."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from regesta.diagnostics import Diagnostic
from regesta.report.safe import safe


def fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """A hexadecimal SHA-256 for each, unique among them, that outlives edits elsewhere in the file.

    It is that of rule, event (of the file, where it is about no event), field, and how many such came before.
    """
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for d in diagnostics:
        key = (d.code, d.event_id or "", "" if d.event_id else relative(d.path), d.field)
        whole = "\0".join((*map(safe, key), str(seen[key])))
        seen[key] += 1
        yield hashlib.sha256(whole.encode()).hexdigest()


def relative(path: str) -> str:
    """A path that tells nothing of the machine: one outside the working folder is its name alone."""
    pure = PurePosixPath(path)
    return safe(pure.name if pure.is_absolute() else path)
