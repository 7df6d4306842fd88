"""SARIF 2.1.0, for code scanning and editors."""

import json
import re
from typing import Any
from urllib.parse import quote

from regesta.diagnostics import RULES, Diagnostic
from regesta.report import Report
from regesta.report.identity import fingerprints, relative
from regesta.report.safe import safe
from regesta.rulebook import body
from regesta.version import VERSION

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render(report: Report) -> str:
    codes = sorted({d.code for d in report.diagnostics})
    run = {
        "tool": {"driver": {"name": "regesta", "version": VERSION, "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(d, codes.index(d.code), fingerprint)
            for d, fingerprint in zip(report.diagnostics, fingerprints(report.diagnostics), strict=True)
        ],
        "properties": {"counts": report.counts},
    }
    return json.dumps({"version": "2.1.0", "$schema": _SCHEMA, "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str) -> dict[str, Any]:
    page = body(code).strip()
    return {
        "id": code,
        "shortDescription": {"text": RULES[code].name},
        "fullDescription": {"text": _first_paragraph(page)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[RULES[code].severity]},
    }


def _first_paragraph(page: str) -> str:
    return next(part for part in page.split("\n\n") if not part.startswith("#")).replace("\n", " ")


def _result(d: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    parts = [d.message, f"Candidates: {'; '.join(d.candidates)}." if d.candidates else None, d.help]
    return {
        "ruleId": d.code,
        "ruleIndex": index,
        "level": _LEVELS[str(d.severity)],
        "message": {"text": "\n".join(_plain(part) for part in parts if part)},
        "locations": [_location(d)] if d.path else [],
        "partialFingerprints": {"regestaFinding/v1": fingerprint},
    }


def _plain(text: str) -> str:
    """Text in which no brace is a placeholder and no bracket begins a link."""
    return safe(text).replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _location(d: Diagnostic) -> dict[str, Any]:
    names = {"startLine": d.line or 1, "startColumn": d.column, "endLine": d.end_line, "endColumn": d.end_column}
    region = {name: number for name, number in names.items() if number is not None}
    place = {"physicalLocation": {"artifactLocation": {"uri": _address(relative(d.path))}, "region": region}}
    where = "#".join(safe(part) for part in (d.event_id or "", d.field) if part)
    return place | ({"logicalLocations": [{"fullyQualifiedName": where}]} if where else {})


def _address(path: str) -> str:
    """A path as a relative address; of what was made harmless to be printed, the character itself."""
    typed = re.sub(r"\\u\{([0-9a-f]{1,4}|(?:10|[1-9a-f])[0-9a-f]{4})\}", lambda match: chr(int(match[1], 16)), path)
    bytes_of_a_name = re.sub("[\ud800-\udc7f\udd00-\udfff]", "?", typed)  # a surrogate of another kind is in none
    return quote(bytes_of_a_name, errors="surrogateescape")
