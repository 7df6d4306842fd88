"""JSON as it is written: compact for lines, canonical for hashes."""

import json
from typing import Any

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True)


def compact(value: Any) -> str:
    """JSON on one line, without spaces, not escaped to ASCII."""
    return _COMPACT.encode(value)


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, without spaces, in UTF-8."""
    return _CANONICAL.encode(value).encode()
