"""How severe a finding is: its rule's severity, the dataset's own, and the waivers of its record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from regesta.diagnostics import RULES, Diagnostic


def weighed(
    found: Iterable[Diagnostic], rules: Mapping[str, str], waivers: Iterable[Mapping[str, Any]], today: str
) -> Iterator[Diagnostic]:
    """The diagnostics with their severities; those that are off or waived are left out.

    rules is the [rules] table of regesta.toml; today an ISO day, after which a waiver no longer holds.
    """
    standing = [w for w in waivers if isinstance(w, dict) and str(w.get("until", "")) >= today]
    for diagnostic in found:
        severity = rules.get(diagnostic.code, RULES[diagnostic.code].severity)
        if severity == "off" or any(_covers(waiver, diagnostic) for waiver in standing):
            continue
        yield replace(diagnostic, severity=severity)


def _covers(waiver: Mapping[str, Any], diagnostic: Diagnostic) -> bool:
    """Whether a waiver silences a diagnostic; what guards the contract itself cannot be waived."""
    if waiver.get("rule") != diagnostic.code or diagnostic.code[0] in "RSX":
        return False
    field = waiver.get("field", "")
    return not field or diagnostic.field == field or diagnostic.field.startswith(f"{field}/")
