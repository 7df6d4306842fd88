"""GitLab's Code Quality report."""

import json

from regesta.report import Report
from regesta.report.identity import fingerprints, relative
from regesta.report.safe import safe

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report) -> str:
    found = [
        {
            "description": safe(f"{d.code} {d.message}" + (f" ({d.help})" if d.help else "")),
            "check_name": d.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[str(d.severity)],
            "location": {"path": relative(d.path), "lines": {"begin": d.line or 1, "end": d.end_line or d.line or 1}},
        }
        for d, fingerprint in zip(report.diagnostics, fingerprints(report.diagnostics), strict=True)
    ]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
