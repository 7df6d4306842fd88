"""Names of files that would not be there where a release is unpacked on another system."""

import re
from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.read.text import quoted

_LOST = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?|.*\.", re.ASCII | re.IGNORECASE)


def lost_part(path: str) -> str | None:
    """The first name in a path of which Windows makes no file; None where it makes each.

    >>> lost_part("evidence/nul.txt"), lost_part("evidence/letters./a.txt"), lost_part("evidence/null.txt")
    ('nul.txt', 'letters.', None)
    """
    return next((part for part in path.split("/") if _LOST.fullmatch(part)), None)


def of_file(path: str, pointer: str) -> Iterator[Diagnostic]:
    """S105 for the path of a file that cannot be on Windows."""
    part = lost_part(path)
    if part is not None:
        message = f"{quoted(part)} cannot be the name of a file on Windows"
        yield Diagnostic("S105", message, pointer, value=path, help="rename it, and write its new name here")
