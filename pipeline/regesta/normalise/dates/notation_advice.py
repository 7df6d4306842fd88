"""What to type instead of a notation, a day or a time zone that there is not; imported for faults only."""

import re
from calendar import month_name
from functools import cache

from regesta.advice.suggest import nearest
from regesta.normalise.dates.calendars import month_length
from regesta.normalise.dates.edtf import parse
from regesta.normalise.dates.lexicon import zone_abbreviations
from regesta.normalise.dates.read import meant_by
from regesta.normalise.dates.zones import zone_names


def notation(text: str) -> str:
    """Advice for D209.

    >>> notation("2024-3-9")
    'write 2024-03-09'
    """
    meant = meant_by(text)
    if meant is not None:
        return f"write {meant}" if meant[0] not in "[{" else f'write "{meant}"'
    if (fault := no_such_day(text)) is not None:
        return fault
    padded = re.sub(r"(?<=-)(\d)(?!\d)", r"0\1", text)
    swapped = re.sub(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$", r"\3", text)
    if padded != text and parse(padded) is not None:
        return f"write {padded}"
    year = f", such as {swapped}-05-31" if swapped != text else ""
    return (
        f"write year-month-day{year}" if year else "write 2023-06-24, 2023-06, 2023, 2023-06~ or 2023-06-23/2023-06-24"
    )


def no_such_day(text: str) -> str | None:
    """What is wrong with the days of a notation that no calendar has.

    >>> no_such_day("2024-02-30")
    'February 2024 has 29 days'
    """
    for year, month, day in re.findall(r"(?a)(?<![\dX-])(\d{4})-(\d\d)-(\d\d)(?!\d)", text):
        if not 1 <= int(month) <= 12:
            swapped = f"{year}-{day}-{month}"
            return f"there is no month {month}" + (f": did you mean {swapped}?" if parse(swapped) is not None else "")
        length = month_length(int(year), int(month))
        if not 1 <= int(day) <= length:
            return f"{month_name[int(month)]} {year} has {length} days"
    return None


def zone(text: str) -> str:
    """Advice for D210. An abbreviation is told what it is used for, and no other that looks like it.

    >>> zone("berlin"), zone("MSK")
    ('did you mean Europe/Berlin?', 'write an IANA name: Europe/Moscow')
    """
    used_for = zone_abbreviations().get(text.upper())
    if used_for is not None or re.fullmatch("[A-Z]{2,5}", text):
        return f"write an IANA name: {' or '.join(used_for or ('Europe/Berlin, say',))}"
    word = text.strip().replace(" ", "_").casefold()
    meant = _zones_by_city().get(word, [])[:2] or nearest(text, _sorted_zones(), limit=1)
    return f"did you mean {' or '.join(meant)}?" if meant else "write an IANA name, such as Europe/Berlin"


@cache
def _sorted_zones() -> tuple[str, ...]:
    return tuple(sorted(zone_names()))


@cache
def _zones_by_city() -> dict[str, list[str]]:
    """The zones by the last part of their names, folded, the shortest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(_sorted_zones(), key=len):
        found.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
    return found
