"""Dates whose text and EDTF are the same days, in layouts that are read in one way: nothing is to be found in them."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_SLASHED = re.compile(r"(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[0-9]{4}) (?:12:00:00 AM|00:00)", re.ASCII)


def plain_date(value: Mapping[str, Any]) -> bool:
    """Whether a date holds a text of one or two days, and the EDTF of just these; doubt is False.

    A field that is null is a blank. The layouts are 2024-05-31, and of the order mdy 5/31/2024 with a midnight beside
    it; two days have a dash between.
    """
    text, edtf, order = value.get("text"), value.get("edtf"), value.get("order")
    others = any(held is not None for key, held in value.items() if key not in ("text", "edtf", "order"))
    if not isinstance(text, str) or not isinstance(edtf, str) or others:
        return False
    days = [_day(part, order) for part in text.split(" – ")]
    if not 1 <= len(days) <= 2 or None in days:
        return False
    first, last = str(days[0]), str(days[-1])
    return first <= last and edtf in _written(first, last)


def _day(text: str, order: Any) -> str | None:
    found = _ISO.fullmatch(text) if order is None else _SLASHED.fullmatch(text) if order == "mdy" else None
    if found is None:
        return None
    year, month, day = map(int, found.group("y", "m", "d") if order else found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _written(first: str, last: str) -> tuple[str, ...]:
    """The ways in which two days may be written that say neither more nor less."""
    if first == last:
        return (first,)
    ways = (f"{first}/{last}", f"[{first}..{last}]")
    if first[:7] == last[:7] and first[8:] == "01" and int(last[8:]) == monthrange(int(last[:4]), int(last[5:7]))[1]:
        return (*ways, first[:7])
    return (*ways, first[:4]) if (first[:4], first[4:], last[4:]) == (last[:4], "-01-01", "-12-31") else ways
