"""Time zones as texts print them: an IANA name, or an offset from UTC."""

import re

from regesta.normalise.dates.edtf import offset_minutes

_OFFSET = r"(?:utc|gmt)? ?([+\-])(\d{1,2}):?(\d\d)?"


def printed_offset(text: str) -> str | None:
    """An offset in one form, whatever it was printed as; None for one that no clock has.

    >>> printed_offset("utc+3"), printed_offset("-0530"), printed_offset("+25:00")
    ('+03:00', '-05:30', None)
    """
    match = re.fullmatch(_OFFSET, text)
    if match is None:
        return None
    offset = f"{match[1]}{int(match[2]):02d}:{match[3] or '00'}"
    return None if offset_minutes(offset) is None else offset


def printed_zone(printed: str | None) -> tuple[str | None, str | None]:
    """IANA name and offset of the zone that was printed; an offset of whole hours has a name of its own.

    >>> printed_zone("Europe/Moscow"), printed_zone("+03:00"), printed_zone("+05:30")
    (('Europe/Moscow', None), ('Etc/GMT-3', '+03:00'), (None, '+05:30'))
    """
    if printed is None:
        return None, None
    if printed[0] in "+-":
        return zone_of_offset(printed), printed
    return printed, "Z" if printed == "UTC" else None


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
