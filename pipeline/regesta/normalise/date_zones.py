"""Time zones as texts print them: an IANA name, or an offset from UTC."""

import re

_OFFSET = r"(?:utc|gmt)? ?([+\-])(\d{1,2})(?::?(\d\d))?"


def printed_zone(printed: str | None) -> tuple[str | None, str | None]:
    """IANA name and offset ("+05:30") of what was printed; a whole number of hours has a name of its own.

    >>> printed_zone("Europe/Moscow"), printed_zone("utc+3"), printed_zone("+05:30")
    (('Europe/Moscow', None), ('Etc/GMT-3', '+03:00'), (None, '+05:30'))
    """
    if printed is None:
        return None, None
    match = re.fullmatch(_OFFSET, printed)
    if match is None:
        return printed, "Z" if printed == "UTC" else None
    hours, minutes = int(match[2]), int(match[3] or 0)
    offset = f"{match[1]}{hours:02d}:{minutes:02d}"
    return zone_of_offset(offset), offset


def zone_of_offset(offset: str) -> str | None:
    """The IANA name of a fixed offset of whole hours; None for any other.

    POSIX signs are the other way round: Etc/GMT-3 is three hours ahead of UTC.
    """
    if offset in {"Z", "+00:00", "-00:00"}:
        return "UTC"
    sign, hours, minutes = offset[0], int(offset[1:3]), offset[4:6]
    if minutes != "00" or not 1 <= hours <= (14 if sign == "+" else 12):
        return None
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
