"""Identifiers that carry a check digit."""

import re
from collections.abc import Iterator

from regesta.diagnostics import Diagnostic
from regesta.read.text import quoted

_ORCID = re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]")


def of_orcid(text: str, pointer: str) -> Iterator[Diagnostic]:
    """S105 for an ORCID iD whose last sign is not that of ISO 7064 MOD 11-2; whatever is no iD has been told.

    >>> list(of_orcid("0000-0002-1825-0097", "/orcid")), [d.code for d in of_orcid("0000-0002-1825-0098", "/orcid")]
    ([], ['S105'])
    """
    if _ORCID.fullmatch(text) is None:
        return
    total = 0
    for digit in text[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != text[-1]:
        message = f"{quoted(text)} is no ORCID iD: one of its digits is wrong"
        advice = "copy it from the person's page at https://orcid.org"
        yield Diagnostic("S105", message, pointer, value=text, help=advice)
