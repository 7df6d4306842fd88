"""The days and the instants of many dates at once, as a table holds them."""

import pyarrow as pa

from regesta.release.columns import INSTANT
from regesta.release.kernels import Array, pc

BOUNDS = frozenset(("start_day", "end_day", "start_utc", "end_utc"))
_EARLIEST = pa.scalar(-62_135_596_800_000_000, pa.int64()).cast(INSTANT)  # 0001-01-01T00:00:00Z in microseconds
_LATEST = pa.scalar(253_402_300_799_999_999, pa.int64()).cast(INSTANT)  # 9999-12-31T23:59:59.999999Z


def bounds(texts: Array, name: str) -> Array:
    """The starts or ends of EventDates as days (date32) or, where finer than a day, as instants in UTC.

    texts are days or instants of the contract; name is one of `BOUNDS`. Null where open or outside the years 1-9999.

    Raises:
        pyarrow.ArrowInvalid: a text is neither a day nor an instant.
    """
    return _days(_in_calendar(texts)) if name.endswith("_day") else _instants(_in_calendar(texts))


def _in_calendar(texts: Array) -> Array:
    """Only the texts of the years 0001 to 9999: `+12000-...` and `-0054-...` sort before the digits."""
    known = pc.and_(pc.greater_equal(texts, "0001"), pc.less(texts, ":"))
    return texts if pc.all(known).as_py() else pc.if_else(known, texts, None)


def _days(texts: Array) -> Array:
    longest = pc.max(pc.binary_length(texts)).as_py()
    if longest is not None and longest > len("2023-06-24"):
        texts = pc.utf8_slice_codeunits(texts, 0, len("2023-06-24"))
    return pc.cast(texts, pa.date32())


def _instants(texts: Array) -> Array:
    fine = pc.greater(pc.binary_length(texts), len("2023-06-24"))
    if not pc.any(fine).as_py():
        return pa.nulls(len(texts), INSTANT)
    instants = pc.cast(pc.if_else(fine, texts, None), INSTANT)
    known = pc.and_(pc.greater_equal(instants, _EARLIEST), pc.less_equal(instants, _LATEST))
    return instants if pc.all(known).as_py() else pc.if_else(known, instants, None)
