"""Time zones and their offsets, from the pinned `tzdata` package alone: the machine's own zones are never asked."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    return frozenset((_folder() / "zones").read_text(encoding="ascii").split())


def _folder() -> Path:
    spec = find_spec("tzdata")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("tzdata", name="tzdata")
    return Path(spec.origin).parent


def known_zone(name: str) -> bool:
    """Whether this is an IANA time zone name, in the spelling of the database.

    >>> known_zone("Europe/Moscow"), known_zone("europe/moscow"), known_zone("../etc/passwd")
    (True, False, False)
    """
    return name in zone_names()


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo | None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - a dataset without times never needs it

    if not known_zone(name):
        return None
    with (_folder() / "zoneinfo" / name).open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)


def offset_at(name: str, local: datetime) -> int | None:
    """Seconds east of UTC at a local time without zone; None for an unknown zone.

    A local time that comes twice is the earlier one unless its fold is 1.
    """
    zone = _zone(name)
    offset = None if zone is None else zone.utcoffset(local if local.tzinfo is None else local.replace(tzinfo=None))
    return None if offset is None else int(offset.total_seconds())


@lru_cache(maxsize=1024)
def format_offset(seconds: int) -> str | None:
    """An offset as "+03:00"; None where it is not whole minutes (local mean times of old)."""
    if seconds % 60:
        return None
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
