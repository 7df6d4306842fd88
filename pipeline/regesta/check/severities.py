"""How severe a finding is: its rule's severity, the dataset's own, and the waivers of its record."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from regesta.diagnostics import FIXED, RULES, Diagnostic, Severity, altered

_OWN: dict[str, Severity | Literal["off"]] = {"error": "error", "warning": "warning", "info": "info", "off": "off"}


def weighed(
    found: Iterable[Diagnostic], rules: Mapping[str, str], waivers: Iterable[Mapping[str, Any]], today: str
) -> Iterator[Diagnostic]:
    """The diagnostics with their severities; those that are off or waived are left out.

    rules is the [rules] table of regesta.toml, in which a severity that is none counts for nothing, nor does one of
    FIXED; today is an ISO day, after which a waiver no longer holds.
    """
    standing = [w for w in waivers if isinstance(w, dict) and str(w.get("until", "")) >= today]
    for diagnostic in found:
        usual = RULES[diagnostic.code].severity
        severity = usual if diagnostic.code in FIXED else _OWN.get(str(rules.get(diagnostic.code)), usual)
        if severity == "off" or any(_covers(waiver, diagnostic) for waiver in standing):
            continue
        yield altered(diagnostic, severity=severity)


def waivable(code: str) -> bool:
    """Whether a waiver can silence a rule: not one that guards the contract, or that holds records together.

    A suspicion that two records are one (X708), or that another event is meant (X709), can be answered by a person.
    """
    return code[:1] not in {"R", "S", "X", "A"} or code in {"X708", "X709"}


def _covers(waiver: Mapping[str, Any], diagnostic: Diagnostic) -> bool:
    if waiver.get("rule") != diagnostic.code or not waivable(diagnostic.code):
        return False
    field = waiver.get("field", "")
    return not field or diagnostic.field == field or diagnostic.field.startswith(f"{field}/")
