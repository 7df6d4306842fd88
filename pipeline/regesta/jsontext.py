"""JSON as it is written: compact for lines, canonical for hashes."""

import json
from typing import Any


def compact(value: Any) -> str:
    """JSON on one line, without spaces, not escaped to ASCII."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, without spaces, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
