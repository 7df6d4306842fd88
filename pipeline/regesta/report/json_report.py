"""The report as one JSON object, by schema/report.schema.json."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.report import Report
from regesta.report.safe import INVISIBLE
from regesta.version import VERSION

_UNSAFE = re.compile(f"(?!\n){INVISIBLE}")
_ORDER = (
    "code", "severity", "message", "path", "line", "column", "end_line", "end_column", "field", "event_id", "value",
    "expected", "candidates", "help", "fix",
)  # fmt: skip


def render(report: Report) -> str:
    found = [as_object(diagnostic) for diagnostic in report.diagnostics]
    return printed({"counts": report.counts, "diagnostics": found})


def printed(content: Mapping[str, Any]) -> str:
    """One JSON object for programs: version 1 of its form, who wrote it, and the content; none acts on a terminal."""
    whole = {"version": "1", "tool": {"name": "regesta", "version": VERSION}, **content}
    return _UNSAFE.sub(_escaped, json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    """A character that could act on a terminal, as JSON escapes it: the value stays what it is."""
    return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"


def as_object(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic with what it says; what it does not say is left out."""
    values = {f.name: getattr(diagnostic, f.name) for f in fields(diagnostic)}
    values["candidates"] = list(values["candidates"]) or None
    return {key: values[key] for key in _ORDER if values[key] is not None}
