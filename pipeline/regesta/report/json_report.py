"""The report as one JSON object, by schema/report.schema.json."""

import json
from dataclasses import fields
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.report import Report
from regesta.version import VERSION

_ORDER = (
    "code", "severity", "message", "path", "line", "column", "end_line", "end_column", "field", "event_id", "value",
    "expected", "candidates", "help", "fix",
)  # fmt: skip


def render(report: Report) -> str:
    whole = {
        "version": "1",
        "tool": {"name": "regesta", "version": VERSION},
        "counts": report.counts,
        "diagnostics": [as_object(diagnostic) for diagnostic in report.diagnostics],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_object(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic with what it says; what it does not say is left out."""
    values = {f.name: getattr(diagnostic, f.name) for f in fields(diagnostic)}
    values["candidates"] = list(values["candidates"]) or None
    return {key: values[key] for key in _ORDER if values[key] is not None and values[key] != ""} | {
        "field": diagnostic.field
    }
